"""Several answers for the price of one prompt.

Invariant: the prompt is evaluated once, and what two answers share is computed
once. The most likely answer is written first, greedily. Where it could well have
gone on otherwise, its state is copied into further sequences, and all of these are
decoded together, one batch a step. Nothing is drawn at random: the same prompt
gives the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from gorilla_cli.backends.llama_library import Stop
from gorilla_cli.backends.llama_model import Cancelled, Model
from gorilla_cli.errors import BackendError

BATCH = 512
"""Most tokens evaluated at once; a cancelled evaluation stops between operations."""
CELLS_STEP = 256
"""The context grows in steps of this; a small one is made in 9 ms, one of 4096 in 50."""
NEAR = 7.0
"""How much less likely than the first choice (natural logarithm) an alternative may be."""
FORK_TIMES, FORK_MORE = 2, 16
"""The other answers have that many times the first one's tokens, and that many more."""
LONGEST_CIRCLE = 8
CIRCLING_TOKENS = 16
"""Tokens that repeat what stands up to LONGEST_CIRCLE before them, until it is called circling."""
ALTERNATIVES = 8
"""Most alternatives looked at for one token."""


@dataclass(frozen=True, slots=True)
class Written:
    """One answer."""

    text: str
    logprob: float
    """Mean natural logarithm of its tokens' probabilities, the ending one included."""
    tokens: tuple[int, ...]
    """The tokens chosen for it."""
    ended: bool
    """False when it was given up: too long, or going round in circles."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When an answer is over, besides where the model ends it."""

    most_tokens: int
    stop: tuple[bytes, ...] = ()
    """Texts that end an answer and are not part of it; may span tokens."""
    never_first: tuple[bytes, ...] = ()
    """Texts that no answer begins with."""


@dataclass(slots=True)
class _Answer:
    """An answer while it is written."""

    tokens: list[int] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)
    total: float = 0.0
    """Sum of the log-probabilities of all its tokens."""
    over: bool = False
    ended: bool = False

    def written(self) -> Written:
        mean = self.total / max(len(self.tokens), 1)
        # Bytes of a character that the last token left unfinished are dropped.
        text = self.data.decode("utf-8", "ignore")
        return Written(text, mean, tuple(self.tokens), self.ended)


@dataclass(frozen=True, slots=True)
class _Fork:
    """A way the first answer could have gone on."""

    at: int
    """How many tokens of the first answer stand before it."""
    token: int
    logprob: float
    """Of the token alone."""
    joint: float
    """Of the token and all before it."""


def circles(tokens: Sequence[int]) -> bool:
    """Whether the last tokens say the same again and again, as small models come to do."""
    if len(tokens) <= CIRCLING_TOKENS:
        return False
    for length in range(1, LONGEST_CIRCLE + 1):
        tail = tokens[-CIRCLING_TOKENS - length :]
        if len(tail) > CIRCLING_TOKENS and all(
            tail[n] == tail[n + length] for n in range(len(tail) - length)
        ):
            return True
    return False


class Session:
    """A model with the state of what it read last; used by one thread at a time."""

    def __init__(self, lib: Any, model: Model, threads: int) -> None:
        import numpy

        self._np = numpy
        self._lib = lib
        self._model = model
        self._threads = threads
        self._context: Any = None
        self._cells = 0
        self._most_sequences = 0
        self._read: list[int] = []
        """The tokens whose state is in sequence 0."""
        self._batch = lib.llama_batch_init(BATCH, 0, 1)
        self._stop: Stop | None = None

    def answers(
        self, prompt: Sequence[int], count: int, limits: Limits, stop: Stop
    ) -> Iterator[Written]:
        """Yield up to `count` different answers to a prompt, each when it is finished.

        The first one is the greedy one. There are fewer when the model sees no
        other way to go on. Raises Cancelled, or BackendError when the model fails.
        """
        if not self._model.forks:
            count = 1
        self._prepare(len(prompt) + count * limits.most_tokens, count, stop)
        self._evaluate(prompt)
        forks: list[_Fork] = []
        first = self._greedy(len(prompt), limits, forks if count > 1 else None)
        yield first.written()
        told = {bytes(first.data.strip())}
        ended, begun = self._divided(first, forks, count - 1)
        if first.ended:
            # Another way to say the same is of a like length; what is not will not end.
            most = min(limits.most_tokens, FORK_TIMES * len(first.tokens) + FORK_MORE)
            limits = replace(limits, most_tokens=most)
        for answer in chain(ended, self._together(len(prompt), begun, limits)):
            text = bytes(answer.data.strip())
            if text not in told:
                told.add(text)
                yield answer.written()

    def close(self) -> None:
        """Free the native state; the model is freed by its owner. May be called twice."""
        self._free_context()
        if self._batch is not None:
            self._lib.llama_batch_free(self._batch)
            self._batch = None

    def _prepare(self, cells: int, sequences: int, stop: Stop) -> None:
        """A context that is large enough, rid of all but the last prompt."""
        lib = self._lib
        self._stop = stop  # the native context holds a pointer into it
        if cells > self._cells or sequences > self._most_sequences:
            self._free_context()
            self._cells = -(-cells // CELLS_STEP) * CELLS_STEP
            self._most_sequences = sequences
            self._context = self._model.context(
                n_ctx=self._cells,
                n_batch=min(BATCH, self._cells),
                n_ubatch=min(BATCH, self._cells),
                n_seq_max=sequences,
                kv_unified=True,
                n_threads=self._threads,
                n_threads_batch=self._threads,
                no_perf=True,
            )
        lib.llama_set_abort_callback(self._context, stop.function, stop.data)

    def _free_context(self) -> None:
        if self._context is not None:
            self._lib.llama_free(self._context)
            self._context = None
        self._cells = self._most_sequences = 0
        self._read = []

    def _evaluate(self, prompt: Sequence[int]) -> None:
        """Bring the prompt into sequence 0, of which an equal beginning stays."""
        lib = self._lib
        memory = lib.llama_get_memory(self._context)
        for sequence in range(1, self._most_sequences):
            lib.llama_memory_seq_rm(memory, sequence, -1, -1)
        same = 0
        # The last token is always evaluated, for its outcome.
        for old, new in zip(self._read, prompt[:-1], strict=False):
            if old != new:
                break
            same += 1
        if not lib.llama_memory_seq_rm(memory, 0, same, -1):
            lib.llama_memory_clear(memory, False)
            same = 0
        self._read = []
        for start in range(same, len(prompt), BATCH):
            part = prompt[start : start + BATCH]
            last = start + len(part) == len(prompt)
            self._decode([(token, start + n, 0) for n, token in enumerate(part)], outcomes=last)
        self._read = list(prompt)

    def _greedy(self, place: int, limits: Limits, forks: list[_Fork] | None) -> _Answer:
        """The most likely answer; the ways it did not go are added to `forks`."""
        answer = _Answer()
        row = -1
        while True:
            near = self._near(row)
            if not answer.tokens:
                near = self._beginnings(near, limits) or near[:1]
            if forks is not None:
                at, before = len(answer.tokens), answer.total
                forks += [
                    _Fork(at, token, logprob, before + logprob) for token, logprob in near[1:]
                ]
            self._add(answer, *near[0], limits)
            if answer.over:
                return answer
            self._decode([(answer.tokens[-1], place + len(answer.tokens) - 1, 0)])
            row = 0

    def _beginnings(self, near: list[tuple[int, float]], limits: Limits) -> list[tuple[int, float]]:
        """Those that may begin an answer; none of them ends it before it began."""
        return [
            (token, logprob)
            for token, logprob in near
            if not self._model.ends(token)
            and not self._model.piece(token).startswith((*limits.stop, *limits.never_first))
        ]

    def _divided(
        self, first: _Answer, forks: list[_Fork], count: int
    ) -> tuple[list[_Answer], list[tuple[_Fork, _Answer]]]:
        """The most likely forks: answers that are over at once, and such to be written on."""
        before = [b""]
        for token in first.tokens:
            before.append(before[-1] + self._model.piece(token))
        whole = before[-1].lstrip()
        ended: list[_Answer] = []
        begun: list[tuple[_Fork, _Answer]] = []
        starts: set[bytes] = set()
        for fork in sorted(forks, key=lambda fork: -fork.joint):
            if len(ended) + len(begun) >= count:
                break
            over = self._model.ends(fork.token)
            start = before[fork.at] + self._model.piece(fork.token)
            # The same text in other tokens is the same answer once more.
            bare = start.lstrip()
            if not bare or bare in starts or (not over and whole.startswith(bare)):
                continue
            answer = _Answer(
                [*first.tokens[: fork.at], fork.token], bytearray(start), fork.joint, over, over
            )
            starts.add(bare)
            if over:
                ended.append(answer)
            else:
                begun.append((fork, answer))
        return ended, begun

    def _together(
        self, place: int, begun: list[tuple[_Fork, _Answer]], limits: Limits
    ) -> Iterator[_Answer]:
        """Write all of these on, one batch a step; yield each when it is over."""
        memory = self._lib.llama_get_memory(self._context)
        alive: list[tuple[int, _Answer]] = []
        for sequence, (fork, answer) in enumerate(begun, start=1):
            self._cut(answer, limits)
            if answer.over:
                yield answer
                continue
            self._lib.llama_memory_seq_cp(memory, 0, sequence, -1, place + fork.at)
            alive.append((sequence, answer))
        while alive:
            self._decode(
                [(a.tokens[-1], place + len(a.tokens) - 1, sequence) for sequence, a in alive]
            )
            for row, (_, answer) in enumerate(alive):
                token, logprob = self._best(row)
                self._add(answer, token, logprob, limits)
                if answer.over:
                    yield answer
            alive = [(sequence, answer) for sequence, answer in alive if not answer.over]

    def _add(self, answer: _Answer, token: int, logprob: float, limits: Limits) -> None:
        answer.tokens.append(token)
        answer.total += logprob
        if self._model.ends(token):
            answer.over = answer.ended = True
            return
        answer.data += self._model.piece(token)
        self._cut(answer, limits)

    def _cut(self, answer: _Answer, limits: Limits) -> None:
        """End the answer before the first stop text in it, or at its limit of tokens."""
        found = [at for at in map(answer.data.find, limits.stop) if at >= 0]
        if found:
            del answer.data[min(found) :]
        answer.ended = bool(found)
        answer.over = (
            answer.ended or len(answer.tokens) >= limits.most_tokens or circles(answer.tokens)
        )

    def _decode(self, entries: list[tuple[int, int, int]], *, outcomes: bool = True) -> None:
        """Evaluate tokens, each with its position and sequence.

        With `outcomes`, the row after each is to be had when the sequences
        differ, and the last row when all are of one sequence.
        """
        batch = self._batch
        batch.n_tokens = len(entries)
        several = len({sequence for _, _, sequence in entries}) > 1
        for n, (token, position, sequence) in enumerate(entries):
            batch.token[n] = token
            batch.pos[n] = position
            batch.n_seq_id[n] = 1
            batch.seq_id[n][0] = sequence
            batch.logits[n] = several
        batch.logits[len(entries) - 1] = outcomes
        failed = self._lib.llama_decode(self._context, batch)
        if failed or (self._stop and self._stop.wanted):
            # What is in the memory now is not known, so nothing of it is used again.
            self._read = []
            self._lib.llama_memory_clear(self._lib.llama_get_memory(self._context), False)
            if self._stop and self._stop.wanted:
                raise Cancelled
            raise BackendError(
                f"llama.cpp failed to evaluate with {self._model.path.name} (code {failed})",
                "Lower llama.context_tokens, or choose a smaller model.",
            )

    def _row(self, row: int) -> Any:
        """The logits after one token of the last batch, as a view."""
        pointer = self._lib.llama_get_logits_ith(self._context, row)
        return self._np.ctypeslib.as_array(pointer, shape=(self._model.words,))

    def _best(self, row: int) -> tuple[int, float]:
        """The most likely next token and its log-probability."""
        logits = self._row(row)
        token = int(logits.argmax())
        return token, -self._spread(logits, logits[token])

    def _near(self, row: int) -> list[tuple[int, float]]:
        """The most likely next tokens with their log-probabilities, best first."""
        np = self._np
        logits = self._row(row)
        most = logits.max()
        tokens = np.flatnonzero(logits >= most - NEAR)
        tokens = tokens[np.argsort(-logits[tokens], kind="stable")][:ALTERNATIVES]
        spread = self._spread(logits, most)
        return [(int(token), float(logits[token] - most) - spread) for token in tokens]

    def _spread(self, logits: Any, most: Any) -> float:
        """How far the greatest logit lies above its log-probability's zero, at least 0."""
        return float(self._np.log(self._np.exp(logits - most).sum()))
