"""The pipeline: several backends at once, none of them able to spoil the others."""

import threading
import time
from collections.abc import Iterator
from threading import Event

import pytest

from gorilla_cli.domain import Completion, Context, Query, Request
from gorilla_cli.errors import BackendError, NotApprovedError
from gorilla_cli.pipeline import Pipeline, carry_out, verify

CONTEXT = Context(os="linux", shell="bash", cwd="/", home="/", tools=frozenset({"ls", "pwd"}))
REQUEST = Request("show the files", count=3)


class Voice:
    """A backend that says what it is told to, when it is told to; the protocol, spoken plainly."""

    def __init__(
        self,
        name: str,
        *texts: str,
        instant: bool = False,
        after: float = 0.0,
        error: Exception | None = None,
    ) -> None:
        self.name, self.instant = name, instant
        self._texts, self._after, self._error = texts, after, error
        self.left = Event()
        self.closed = False

    def suggest(self, query: Query, cancel: Event) -> Iterator[Completion]:
        try:
            if self._after and cancel.wait(self._after):
                return
            for text in self._texts:
                yield Completion(text, self.name, exact=True, confidence=0.5)
            if self._error:
                raise self._error
        finally:
            self.left.set()

    def shown(self, query: Query) -> str:
        return ""

    def close(self) -> None:
        self.closed = True


def test_the_instant_ones_answer_before_the_slow_ones_begin() -> None:
    slow = Voice("llama", "pwd", after=1.0)
    suggestions = Pipeline([Voice("recipes", "ls", instant=True), slow]).suggest(REQUEST, CONTEXT)
    start = time.monotonic()
    rankings = iter(suggestions)
    first = next(rankings)
    assert time.monotonic() - start < 0.9
    assert [c.command for c in first.candidates] == ["ls"]
    assert not first.complete
    last = list(rankings)[-1]
    assert {c.command for c in last.candidates} == {"ls", "pwd"}
    assert last.complete


def test_a_backend_that_fails_costs_its_own_candidates_only() -> None:
    ranking = Pipeline(
        [
            Voice("hosted", error=BackendError("the endpoint is down", "start it")),
            Voice("other", "ls", error=RuntimeError("oops")),
            Voice("llama", "pwd"),
        ]
    ).answer(REQUEST, CONTEXT)
    assert {c.command for c in ranking.candidates} == {"ls", "pwd"}
    assert "hosted: the endpoint is down: start it" in ranking.notes
    assert any(note.startswith("other: broke with RuntimeError") for note in ranking.notes)


def test_only_the_backends_that_were_asked_for() -> None:
    pipeline = Pipeline([Voice("recipes", "ls", instant=True), Voice("llama", "pwd")])
    ranking = pipeline.answer(Request("x", backends=("llama",)), CONTEXT)
    assert [c.command for c in ranking.candidates] == ["pwd"]


def test_cancelling_ends_the_iteration_and_the_backends() -> None:
    slow = Voice("llama", "pwd", after=60)
    suggestions = Pipeline([slow]).suggest(REQUEST, CONTEXT)
    threading.Timer(0.1, suggestions.cancel).start()
    start = time.monotonic()
    rankings = list(suggestions)
    assert suggestions.close()
    assert time.monotonic() - start < 2
    assert slow.left.is_set()
    assert rankings[-1].complete


def test_no_backend_at_all_gives_an_empty_complete_ranking() -> None:
    ranking = Pipeline([]).answer(REQUEST, CONTEXT)
    assert ranking.complete
    assert ranking.candidates == ()


def test_closing_the_pipeline_closes_the_backends() -> None:
    voice = Voice("llama", "ls")
    Pipeline([voice]).close()
    assert voice.closed


def test_a_check_that_breaks_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(command: str, context: Context) -> None:
        raise ValueError("no")

    monkeypatch.setattr("gorilla_cli.verify.verify", broken)
    verdict = verify("ls", CONTEXT)
    assert verdict.blocked
    assert "ValueError" in verdict.findings[0].message
    with pytest.raises(NotApprovedError):
        carry_out("ls", shell="/bin/sh", piped=None, variables={}, context=CONTEXT)


def test_every_candidate_carries_a_verdict() -> None:
    ranking = Pipeline([Voice("llama", "ls -l", "echo '")]).answer(REQUEST, CONTEXT)
    assert [c.verdict.parses for c in ranking.candidates] == [True, False]
