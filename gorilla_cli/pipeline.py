"""The way of a request through the stages.

Invariant: the only module that knows the order of the stages. A backend that
fails or is slow costs its own candidates only; a check that breaks blocks.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event, Thread

from gorilla_cli import prompting
from gorilla_cli.backends.base import Backend
from gorilla_cli.domain import (
    Candidate,
    Completion,
    Context,
    Finding,
    Outcome,
    Passage,
    PipedInput,
    Query,
    Ranking,
    Request,
    Severity,
    Verdict,
)
from gorilla_cli.errors import GorillaError
from gorilla_cli.extract import extract
from gorilla_cli.rank import rank

RECALLED = 0.9
"""Belief in a command that the person accepted for the same request before."""
LEAVE_S = 0.5
"""How long a cancelled backend is waited for; it promises to need a fifth of that."""


def verify(command: str, context: Context) -> Verdict:
    """The verdict on one command; a check that breaks gives one that blocks."""
    from gorilla_cli.verify import verify as check

    try:
        return check(command, context)
    except Exception as error:  # noqa: BLE001 - whatever broke, the command must not pass
        told = f"the check of this command broke ({type(error).__name__}), so it will not run"
        finding = Finding("check-broke", Severity.DANGER, told, blocks=True)
        return Verdict(parses=True, canonical=command, findings=(finding,))


def carry_out(
    command: str,
    *,
    shell: str,
    piped: PipedInput | None,
    variables: Mapping[str, str],
    context: Context,
) -> Outcome:
    """Run a command that the person said yes to.

    Raises NotApprovedError when a check forbids it.
    """
    from gorilla_cli import run
    from gorilla_cli.errors import NotApprovedError

    # Asked again here, so that no way to this point can go round the check.
    reasons = [finding.message for finding in verify(command, context).findings if finding.blocks]
    if reasons:
        raise NotApprovedError(f"not run: {reasons[0]}", "Edit the command and try again.")
    return run.run(command, shell=shell, stdin=piped, variables=variables)


@dataclass
class Suggestions:
    """Successive rankings for one request; iterate once, cancel from any thread.

    Backends that answer at once speak first and alone, so that their
    candidates are on the screen before a model is even loaded.
    """

    request: Request
    context: Context
    backends: Sequence[Backend]
    retrieve: Callable[[Request, Context], Sequence[Passage]] = field(
        default=lambda request, context: ()
    )
    recall: Callable[[str], Sequence[str]] = field(default=lambda text: ())
    """Commands accepted for this request before, the latest first."""
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cancelled = Event()
        self._told: queue.SimpleQueue[Completion | str | None] = queue.SimpleQueue()
        self._candidates: list[Candidate] = []
        self._threads: list[Thread] = []

    def __iter__(self) -> Iterator[Ranking]:
        """Yield a ranking whenever something has come in; the last one is complete."""
        slow = [backend for backend in self.backends if not backend.instant]
        query = _query(self.request, self.context, ())
        for command in self.recall(self.request.text):
            self._told.put(Completion(command, "history", exact=True, confidence=RECALLED))
        begun = False
        for backend in self.backends:
            if backend.instant:
                for _ in self._worked(backend, query):
                    self._take_all()
                    if not begun and self._candidates:
                        begun = True
                        yield self._ranking(complete=False)
        self._take_all()
        if slow:
            yield self._ranking(complete=False)
            query = _query(self.request, self.context, self.retrieve(self.request, self.context))
        self._threads = [
            Thread(target=self._work, args=(backend, query), daemon=True) for backend in slow
        ]
        for thread in self._threads:
            thread.start()
        working = len(slow)
        while working and not self._cancelled.is_set():
            ended = self._take(self._told.get())
            working -= ended + self._take_all()
            if working:
                yield self._ranking(complete=False)
        yield self._ranking(complete=True)

    def cancel(self) -> None:
        """Stop all backends; the iteration ends. May be called twice, from any thread."""
        self._cancelled.set()
        self._told.put(None)

    def close(self) -> bool:
        """Cancel and wait for the backends to leave; False when one has not left in time."""
        self.cancel()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(LEAVE_S)
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self, backend: Backend, query: Query) -> None:
        """Hear a backend out, in a thread of its own."""
        for _ in self._worked(backend, query):
            pass
        self._told.put(None)

    def _worked(self, backend: Backend, query: Query) -> Iterator[None]:
        """Hear a backend out; a pause after each thing it said."""
        try:
            for completion in backend.suggest(query, self._cancelled):
                self._told.put(completion)
                yield
        except GorillaError as error:
            self._told.put(f"{backend.name}: {error}")
        except Exception as error:  # noqa: BLE001 - one broken backend must not end the others
            self._told.put(f"{backend.name}: broke with {type(error).__name__}: {error}")

    def _take_all(self) -> int:
        """Take what has come in so far; the number of backends that ended."""
        ended = 0
        while not self._told.empty():
            ended += self._take(self._told.get())
        return ended

    def _take(self, told: Completion | str | None) -> int:
        if told is None:
            return 1
        if isinstance(told, str):
            self.notes.append(told)
            return 0
        for candidate in extract(told):
            verdict = verify(candidate.command, self.context)
            self._candidates.append(replace(candidate, verdict=verdict))
        return 0

    def _ranking(self, *, complete: bool) -> Ranking:
        return rank(self.request, self._candidates, notes=self.notes, complete=complete)


@dataclass
class Pipeline:
    """All stages, ready for one request after the other; backends stay loaded between them."""

    backends: Sequence[Backend]
    retrieve: Callable[[Request, Context], Sequence[Passage]] = field(
        default=lambda request, context: ()
    )
    recall: Callable[[str], Sequence[str]] = field(default=lambda text: ())

    def suggest(self, request: Request, context: Context) -> Suggestions:
        """The suggestions for a request, not yet begun."""
        wanted = request.backends or tuple(backend.name for backend in self.backends)
        chosen = [backend for backend in self.backends if backend.name in wanted]
        recall = (lambda text: ()) if request.backends else self.recall
        return Suggestions(request, context, chosen, self.retrieve, recall)

    def query(self, request: Request, context: Context) -> Query:
        """What the backends are given for this request."""
        return _query(request, context, self.retrieve(request, context))

    def answer(self, request: Request, context: Context) -> Ranking:
        """The complete ranking, waited for. KeyboardInterrupt stops the backends."""
        suggestions = self.suggest(request, context)
        try:
            return list(suggestions)[-1]
        finally:
            suggestions.close()

    def close(self) -> None:
        """Free what the backends hold."""
        for backend in self.backends:
            backend.close()


def _query(request: Request, context: Context, passages: Sequence[Passage]) -> Query:
    prompt = prompting.build(request, context, passages)
    return Query(request, context, prompt, tuple(passages), max(request.count, 3))
