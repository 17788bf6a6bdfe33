"""Aligns a request to phrasings and says how much of both it accounts for.

Invariant: pure and deterministic. Every word, number, path and quoted text of the
request that an alignment leaves over costs, and so does every word of the
phrasing that the request does not have; the score is what is accounted for
divided by that plus the costs, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import pairwise

from gorilla_cli.knowledge.fitting import WRONG_DIRECTION, Choice, choices, turned
from gorilla_cli.knowledge.recognition import Grade, RequestText
from gorilla_cli.knowledge.rows import Element, Row, Slot, Word, norms_of
from gorilla_cli.knowledge.slots import Value
from gorilla_cli.knowledge.vocabulary import (
    ARTICLES,
    CONTEXT_TOOLS,
    CRITICAL,
    PLACE_WORDS,
    RIVALS,
    YES_OR_NO,
)

# Costs are in units of one rare word left over.
LEFT_ENTITY = 1.5
"""A path, number, address or quoted text of the request that is not used."""
IMPLIED = 0.8
"""What the name of the recipe's program is worth when it is said."""
LEFT_WORD = 0.7
"""Factor for a word of the request that is not used: people say more than they need."""
BAD_SPAN = 2.0
"""Factor for what it costs that a slot's value is doubtful."""
KNOWN_WORD = 0.2
"""Factor for a left-over word that the recipe uses in another phrasing or its explanation."""
KNOWN_CRITICAL = 0.8
"""The same for a word that changes what is asked for."""
REPEATED = 0.3
"""Factor for a left-over word that was also matched elsewhere in the request."""
MISSING = 0.9
"""Factor for a word of the phrasing that the request does not have."""
TYPO = 0.8
"""What a word with one wrong letter is worth."""
KIN = 0.8
"""What a word of nearly the same meaning is worth."""
SLOT_WORTH = 0.7
"""What a filled slot counts among the words that match."""
RIVAL = 0.5
"""A word left over on either side where each excludes the other: files, directories."""
QUESTION = 0.25
"""A question to be answered by yes or no, and a phrasing that asks for something else."""
UNSAID_TOOL = 0.12
"""A recipe of git or docker for a request that does not name it."""
DISORDER = 0.35
"""All words in the opposite order."""
AT_DEFAULT = 0.06
"""A slot that is left at its default; a directory costs half."""
NUMBER = 0.04
"""A plural on one side and a singular on the other: "largest file", "largest files"."""
NOUN = 0.03
"""A noun beside a value that the phrasing does not have: enough to break ties."""
CUE_WORTH = 0.01
"""A matched word without content: enough to break ties."""
MOST_ASSIGNMENTS = 6

_GRADE_WORTH = {Grade.SURE: SLOT_WORTH, Grade.NAME: SLOT_WORTH * 0.9, Grade.WORD: SLOT_WORTH * 0.8}
_NONE: frozenset[str] = frozenset()
_RIVALS: dict[str, frozenset[str]] = {
    word: _NONE.union(*(group for group in RIVALS if word in group)) - {word}
    for group in RIVALS
    for word in group
}
_NO_SUBJECT = frozenset("there you not it this that i we".split())
"""After these "is" and "do" ask for no yes or no: "is there a way to", "do this"."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A request whose words have been looked up."""

    request: RequestText
    weights: tuple[float, ...]
    """Cost of leaving each token over."""
    near: Mapping[int, Mapping[str, float]]
    """By token: words of phrasings that it may stand for, and what each is worth then."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a request fits a row."""

    score: float
    values: Mapping[str, Value]
    unused: tuple[int, ...]
    """Indexes of content tokens it does not account for."""


def align(row: Row, weighted: Weighted) -> Alignment | None:
    """The best alignment; None when a slot without default finds no value."""
    slots: list[Slot] = []
    options: list[list[Choice]] = []
    for position, element in enumerate(row.elements):
        if isinstance(element, Slot):
            found = choices(row, position, element, weighted.request)
            if not found:
                return None
            slots.append(element)
            options.append(found)
    best: Alignment | None = None
    for picked in _assignments(options):
        alignment = _Tally(row, weighted).of(slots, picked)
        if best is None or alignment.score > best.score:
            best = alignment
    return best


def _assignments(options: Sequence[Sequence[Choice]]) -> list[tuple[Choice, ...]]:
    """The cheapest ways to give every slot a span of its own."""
    out: list[tuple[float, int, tuple[Choice, ...]]] = []

    def extend(depth: int, mask: int, cost: float, picked: tuple[Choice, ...]) -> None:
        if depth == len(options):
            out.append((cost, len(out), picked))
            return
        end = picked[-1].found.last if picked and picked[-1].found else -1
        for choice in options[depth]:
            if choice.mask & mask:
                continue
            backwards = 0.1 if choice.found and choice.found.first < end else 0.0
            extend(depth + 1, mask | choice.mask, cost + choice.cost + backwards, (*picked, choice))

    extend(0, 0, 0.0, ())
    return [picked for _, _, picked in nsmallest(MOST_ASSIGNMENTS, out)]


@dataclass(slots=True)
class _Tally:
    """Counts what one assignment accounts for and what it does not."""

    row: Row
    weighted: Weighted
    kept: float = 0.0
    lost: float = 0.0
    used: set[int] = field(default_factory=set)
    """Tokens that make a value or matched a word."""
    free: set[int] = field(default_factory=set)
    """Tokens that belong to a value: "the file", "called"."""
    order: dict[int, int] = field(default_factory=dict)
    """Place in the row to token, for words with content."""
    missing: set[str] = field(default_factory=set)
    """Words of the phrasing that the request does not have."""

    def of(self, slots: Sequence[Slot], picked: Sequence[Choice]) -> Alignment:
        """The alignment with these spans in these slots."""
        values = self._fill(slots, picked)
        self._match_words()
        unused = self._leave_over()
        if self.row.implied & CONTEXT_TOOLS and self.row.implied.isdisjoint(
            self.weighted.request.norms
        ):
            self.lost += UNSAID_TOOL
        asks = _asks(self.weighted.request.norms) != _asks_row(self.row.elements)
        self.lost += QUESTION * asks + DISORDER * self.kept * self._disorder()
        score = self.kept / (self.kept + self.lost) if self.kept else 0.0
        return Alignment(score, values, unused)

    def _fill(self, slots: Sequence[Slot], picked: Sequence[Choice]) -> dict[str, Value]:
        norms = self.weighted.request.norms
        values: dict[str, Value] = {}
        for slot, choice in zip(slots, picked, strict=True):
            found = choice.found
            if found is None:
                self.lost += AT_DEFAULT / 2 if slot.kind == "dir" else AT_DEFAULT
                continue
            values[slot.name] = found.value
            self.free.update(range(found.low, found.high + 1))
            if found.low and norms[found.low - 1] in PLACE_WORDS:
                self.free.add(found.low - 1)
            self.used.update(range(found.first, found.last + 1))
            members = max(1, len(found.value.items))
            self.kept += _GRADE_WORTH[found.grade] * (1 + 0.5 * (members - 1))
            self.lost += BAD_SPAN * choice.cost
        return values

    def _match_words(self) -> None:
        """The words themselves first, so that none is taken for its neighbour's kin."""
        left: list[tuple[int, Word]] = []
        cues: list[tuple[int, Word]] = []
        for place, element in enumerate(self.row.elements):
            if not isinstance(element, Word):
                continue
            if not element.weight:
                cues.append((place, element))
            elif not self._take(place, element, self._same(element, self._apart(place))):
                left.append((place, element))
        for place, element in left:
            index, worth = self._akin(element)
            if not self._take(place, element, index, worth) and not element.optional:
                self.lost += element.weight * MISSING
                self.missing |= element.norms
        for _, element in cues:
            index = self._same(element)
            if index is not None:
                self.used.add(index)
                self.kept += CUE_WORTH
            elif not element.optional:
                self.lost += CUE_WORTH

    def _apart(self, place: int) -> bool:
        """True when no slot is near: such a word is not the noun beside a value."""
        near = False
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(self.row.elements):
                element = self.row.elements[at]
                if isinstance(element, Slot):
                    near = True
                if isinstance(element, Slot) or element.norms.isdisjoint(ARTICLES):
                    break
                at += step
        return not near

    def _same(self, word: Word, apart: bool = False) -> int | None:
        """The token that is the word, preferably after those already matched."""
        after = max(self.order.values(), default=-1)
        first = None
        for index, norm in enumerate(self.weighted.request.norms):
            if apart and index in self.free:
                continue
            if index not in self.used and norm in word.norms:
                if index > after:
                    return index
                if first is None:
                    first = index
        return first

    def _akin(self, word: Word) -> tuple[int | None, float]:
        """The token that comes nearest to the word, and what it is worth."""
        best: tuple[int | None, float] = (None, 0.0)
        for index, near in self.weighted.near.items():
            if index not in self.used:
                worth = max((near.get(norm, 0.0) for norm in word.norms), default=0.0)
                if worth > best[1]:
                    best = index, worth
        return best

    def _take(self, place: int, word: Word, index: int | None, worth: float = 1.0) -> bool:
        if index is None:
            return False
        request = self.weighted.request
        self.used.add(index)
        self.order[place] = index
        self.kept += word.weight * worth
        self.lost += word.weight * (1 - worth)
        if word.plural != request.plural[index]:
            self.lost += NUMBER
        if place and turned(request, index - 1, norms_of(self.row.elements[place - 1])):
            self.lost += WRONG_DIRECTION * min(1.0, word.weight * 2)
        return True

    def _leave_over(self) -> tuple[int, ...]:
        norms = self.weighted.request.norms
        matched = {norms[index] for index in self.order.values()}
        unused: list[int] = []
        for index, weight in enumerate(self.weighted.weights):
            if index in self.used or not weight:
                self.lost += CUE_WORTH * (index not in self.used and index not in self.free)
                continue
            norm = norms[index]
            if index in self.free:
                self.lost += NOUN
                continue
            if not self.missing.isdisjoint(_RIVALS.get(norm, _NONE)):
                self.lost += RIVAL
            if norm in self.row.implied:
                self.kept += weight * IMPLIED
                continue
            if norm in self.row.known and weight < LEFT_ENTITY:
                weight *= KNOWN_CRITICAL if norm in CRITICAL else KNOWN_WORD
            if norm in matched:
                weight *= REPEATED
            self.lost += weight if weight >= LEFT_ENTITY else LEFT_WORD * weight
            unused.append(index)
        return tuple(unused)

    def _disorder(self) -> float:
        """Share of neighbouring words that stand the other way round than in the phrasing."""
        tokens = [self.order[place] for place in sorted(self.order)]
        if len(tokens) < 2:
            return 0.0
        return sum(after < before for before, after in pairwise(tokens)) / (len(tokens) - 1)


def _asks(norms: Sequence[str]) -> bool:
    """True for "is a there" and "does a have b"."""
    return len(norms) > 2 and norms[0] in YES_OR_NO and norms[1] not in _NO_SUBJECT


def _asks_row(elements: Sequence[Element]) -> bool:
    asked = not norms_of(elements[0]).isdisjoint(YES_OR_NO)
    return asked and len(elements) > 1 and norms_of(elements[1]).isdisjoint(_NO_SUBJECT)
