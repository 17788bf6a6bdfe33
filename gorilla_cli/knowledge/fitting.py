"""Which spans of a request can fill a slot at its place in a phrasing, and how badly.

Invariant: pure. A span whose shape says what it is fits nearly anywhere; an
unusual word fits where the phrasing's words stand beside it; an ordinary word
only where those leave no doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from gorilla_cli.knowledge.language.common import COMMON
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS
from gorilla_cli.knowledge.recognition import Found, Grade, RequestText
from gorilla_cli.knowledge.rows import Row, Slot, Word
from gorilla_cli.knowledge.slots import TYPES, Value
from gorilla_cli.knowledge.vocabulary import (
    ARTICLES,
    CRITICAL,
    DIRECTIONS,
    JOINERS,
    NEVER_NAMES,
    NOUNS,
    PLACE_WORDS,
)

# Costs are in units of one rare word left over.
GRADE_COST = {Grade.SURE: 0.0, Grade.NAME: 0.12, Grade.WORD: 0.4}
FIXED_WORD = 0.2
"""An ordinary word where the words around ask for one: "restart docker", "in docs"."""
NO_CUE = 0.15
"""A span with none of the phrasing's words beside it."""
LEFT_OUT = 0.5
"""Leaving out an optional slot, against filling it badly."""
WRONG_DIRECTION = 0.9
"""A value after "from" where the phrasing has "to", and the reverse."""
NO_PROGRAM = 0.8
"""A command line whose first word names no program."""
RUN = 0.2
"""Several words without quotes as text."""
NOUN_FOLLOWS = 0.4
"""A path followed by a noun is more likely the noun's attribute."""
MOST_SPANS = 5
LONGEST_RUN = 12

_GENITIVES = frozenset("of for in from on at by".split())
"""Prepositions that often stand for each other: "the crontab of bob", "for bob"."""
_BEFORE_PATHS = PLACE_WORDS | frozenset(DIRECTIONS) | {"for"}
_MODIFIED = frozenset("order format mode style case form way notation".split())
"""What follows an adjective: "in reverse order"."""
_HEADS = frozenset().union(*NOUNS.values()) - {"directory", "file"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A span for a slot, or None for its default."""

    found: Found | None
    cost: float
    mask: int
    """A bit for each token of the value."""


@dataclass(frozen=True, slots=True)
class _Around:
    """The words that fix a slot's place."""

    before: frozenset[str]
    """What may stand right before it, words that may be left out included."""
    after: frozenset[str]
    """What may stand right after it."""

    @classmethod
    def of(cls, row: Row, position: int) -> _Around:
        return cls(_nearest(row.elements[:position][::-1]), _nearest(row.elements[position + 1 :]))


def _nearest(elements: Sequence[Word | Slot]) -> frozenset[str]:
    norms: frozenset[str] = frozenset()
    for element in elements:
        if not isinstance(element, Word):
            break
        norms |= element.norms
        if not element.optional:
            break
    return norms


def choices(row: Row, position: int, slot: Slot, request: RequestText) -> list[Choice]:
    """The best spans for a slot, its default included when it may be left out."""
    around = _Around.of(row, position)
    out = []
    for found in request.found(slot.kind):
        cost = _span_cost(found, position, around, row, request)
        if cost is not None:
            out.append(Choice(found, cost, _mask(found)))
    if TYPES[slot.kind].family == "text":
        for found in _runs(row, position, around, request):
            out.append(Choice(found, _run_cost(found, slot, request), _mask(found)))
    chosen = nsmallest(MOST_SPANS, out, key=lambda choice: choice.cost)
    if slot.optional:
        chosen.append(Choice(None, LEFT_OUT, 0))
    return chosen


def _mask(found: Found) -> int:
    return (1 << (found.last + 1)) - (1 << found.first)


def _span_cost(
    found: Found, position: int, around: _Around, row: Row, request: RequestText
) -> float | None:
    """How badly a span fits a slot at its place; None when it cannot be meant."""
    norms = request.norms
    slot = row.elements[position]
    assert isinstance(slot, Slot)
    follows = stands(request, found.low - 1, around.before, -1) or any(
        norms[index] in around.before for index in range(found.low, found.first)
    )
    precedes = stands(request, found.high + 1, around.after, 1) or any(
        norms[index] in around.after for index in range(found.last + 1, found.high + 1)
    )
    cued = follows or precedes or _after_value(row, position, found, request)
    akin = not cued and found.grade is Grade.NAME and _akin(found, around, request)
    cost = GRADE_COST[found.grade]
    if found.grade is not Grade.SURE:
        if found.grade is Grade.WORD and found.first == 0 and position and not precedes:
            return None  # "edit …" asks for something
        if found.first == found.last and _is_literal(row, norms[found.first], norms):
            return None
        family = TYPES[slot.kind].family
        loose = family in ("name", "text", "net") or found.grade is Grade.WORD
        if not (cued or akin or found.named) and (loose or slot.optional):
            return None
        if found.grade is Grade.WORD:
            word_cost = _word_cost(found, family, follows and precedes, cued, around, row, request)
            if word_cost is None:
                return None
            cost = word_cost
    if slot.kind == "command":
        cost = 0.05 if request.starts_command(found.first) else cost + NO_PROGRAM
    if not cued:
        cost += NO_CUE
    if turned(request, found.low - 1, around.before):
        cost += WRONG_DIRECTION
    return cost


def _after_value(row: Row, position: int, found: Found, request: RequestText) -> bool:
    """True when the slot before this one may have its value right before: "{resource} {name}"."""
    before = row.elements[position - 1] if position else None
    return isinstance(before, Slot) and any(
        other.last == found.low - 1 and other.grade is not Grade.WORD
        for other in request.found(before.kind)
    )


def _akin(found: Found, around: _Around, request: RequestText) -> bool:
    return not around.before.isdisjoint(_GENITIVES) and stands(
        request, found.low - 1, _GENITIVES, -1
    )


def _word_cost(
    found: Found,
    family: str,
    held: bool,
    cued: bool,
    around: _Around,
    row: Row,
    request: RequestText,
) -> float | None:
    """What it costs that an ordinary word is a value; None where it can be none."""
    if family == "path":
        return GRADE_COST[Grade.WORD] if found.named else _path_cost(found, around, row, request)
    if family == "text":
        return FIXED_WORD * (1 if held else 1.5)
    # "user alice", as against "for alice"
    if found.named or (cued and not _after_preposition(request, found.low - 1)):
        return FIXED_WORD
    return FIXED_WORD * 1.5


def _path_cost(found: Found, around: _Around, row: Row, request: RequestText) -> float | None:
    """ "in docs" may be a path, "delete empty …" is none, and "in version order" hardly."""
    norms = request.norms
    at = found.low - 1
    while at >= 0 and norms[at] in ARTICLES:
        at -= 1
    before = norms[at] if at >= 0 else ""
    after = norms[found.high + 1] if found.high + 1 < len(norms) else ""
    if before not in around.before or after in _MODIFIED:
        return None
    if before not in _BEFORE_PATHS:
        held = stands(request, found.high + 1, around.after, 1)
        # "git worktree remove docs" has the program, so it is nearly a command line.
        typed = not row.implied.isdisjoint(norms[:2])
        fits = held or typed or before in JOINERS
        return FIXED_WORD * 1.5 if fits else None
    cost = FIXED_WORD * (1.3 if before in ("of", "for") else 1)
    return cost + (NOUN_FOLLOWS if after in _HEADS else 0.0)


def _is_literal(row: Row, norm: str, norms: Sequence[str]) -> bool:
    """True when the phrasing needs every occurrence of a word for itself."""
    wanted = sum(isinstance(one, Word) and norm in one.norms for one in row.elements)
    return wanted > 0 and wanted >= norms.count(norm)


def stands(request: RequestText, index: int, words: frozenset[str], step: int) -> bool:
    """True when one of the words stands at the token, articles in between."""
    if not words:
        return False
    norms = request.norms
    while 0 <= index < len(norms) and norms[index] in ARTICLES and norms[index] not in words:
        index += step
    return 0 <= index < len(norms) and norms[index] in words


def _after_preposition(request: RequestText, index: int) -> bool:
    while index >= 0 and request.norms[index] in ARTICLES:
        index -= 1
    norm = request.norms[index] if index >= 0 else ""
    return norm in STOP_WORDS or norm in PLACE_WORDS


def turned(request: RequestText, index: int, before: frozenset[str]) -> bool:
    """True when "from" stands at the token and the phrasing has "to", or the reverse."""
    if index < 0 or not before:
        return False
    said = DIRECTIONS.get(request.norms[index])
    meant = {DIRECTIONS[norm] for norm in before if norm in DIRECTIONS}
    return bool(said and meant and said not in meant)


# -- text without quotes -------------------------------------------------------------------


def _runs(row: Row, position: int, around: _Around, request: RequestText) -> Iterator[Found]:
    """Several words: from the word before the slot to the word after it."""
    count = len(request.norms)
    if position == 0:
        starts = [0]
    else:
        starts = [index + 1 for index in range(count) if request.norms[index] in around.before]
    for start in starts[:2]:
        while start < count and request.norms[start] in ARTICLES:
            start += 1
        for end in sorted(_ends(row, position, start, request)):
            if not start < end < start + LONGEST_RUN:
                continue
            if any(request.tokens[index].quoted for index in range(start, end + 1)):
                continue
            value = Value(request.between(start, end))
            yield Found(start, end, start, end, value, Grade.WORD)


def _ends(row: Row, position: int, start: int, request: RequestText) -> set[int]:
    after = row.elements[position + 1] if position + 1 < len(row.elements) else None
    last = len(request.norms) - 1
    if after is None:
        return {last}
    if isinstance(after, Slot):
        return {last, *(found.low - 1 for found in request.found(after.kind))}
    ends = {i - 1 for i in range(start + 1, last + 1) if request.norms[i] in after.norms}
    return ends | {last} if after.optional else ends


def _run_cost(found: Found, slot: Slot, request: RequestText) -> float:
    """Unquoted text is the likelier the fewer words it has that usually ask for something."""
    command = slot.kind == "command"
    cost = RUN
    if command:
        cost = RUN / 2 if request.starts_command(found.first) else RUN + NO_PROGRAM
    for index in range(found.first + command, found.last + 1):
        norm = request.norms[index]
        if norm in CRITICAL:
            cost += 0.3
        elif norm in JOINERS:
            cost += 0.15
        elif command:  # its operands look like anything
            cost += 0.12 if norm in COMMON else 0.0
        elif norm in NEVER_NAMES or request.tokens[index].shape not in ("word", "name"):
            cost += 0.15
        else:
            cost += 0.04 if norm in STOP_WORDS else 0.07
    return cost
