"""Aligns a request to phrasings and says how much of both it accounts for.

Invariant: pure and deterministic. Every word, number, path and quoted text of the
request that an alignment leaves over costs, and so does every word of the
phrasing that the request does not have; the score is what is accounted for
divided by that plus the costs, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise

from gorilla_cli.knowledge.language.common import COMMON
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS, VERBS
from gorilla_cli.knowledge.recognition import Found, Grade, RequestText
from gorilla_cli.knowledge.slots import TYPES, Value
from gorilla_cli.knowledge.vocabulary import (
    ARTICLES,
    CRITICAL,
    DIRECTIONS,
    JOINERS,
    NEVER_NAMES,
    PLACE_WORDS,
    RIVALS,
)

# Costs are in units of one rare word left over.
LEFT_ENTITY = 1.5
"""A path, number, address or quoted text of the request that is not used."""
IMPLIED = 0.8
"""What the name of the recipe's program is worth when it is said."""
KNOWN_WORD = 0.25
"""Factor for a left-over word that the recipe uses in another phrasing or its explanation."""
KNOWN_CRITICAL = 0.8
"""The same for a word that changes what is asked for."""
REPEATED = 0.3
"""Factor for a left-over word that was also matched elsewhere in the request."""
MISSING = 0.9
"""Factor for a word of the phrasing that the request does not have."""
TYPO = 0.8
"""What a word with one wrong letter is worth."""
KIN = 0.85
"""What a word of nearly the same meaning is worth."""
AT_DEFAULT = 0.06
"""A slot that is left at its default; a directory costs half."""
WRONG_DIRECTION = 0.9
"""A slot after "to" in the phrasing whose value stands after "from", and the reverse."""
DISORDER = 0.5
"""All words in the opposite order."""

SLOT_WORTH = 0.7
"""What a filled slot counts among the words that match."""
RIVAL = 0.5
"""A word left over on either side where each excludes the other: files, directories."""

_GRADE_COST = {Grade.SURE: 0.0, Grade.NAME: 0.12, Grade.WORD: 0.4}
_FIXED_WORD_COST = 0.2
"""An ordinary word as a name, right after a word that asks for it: "restart docker"."""
_GRADE_WORTH = {Grade.SURE: SLOT_WORTH, Grade.NAME: SLOT_WORTH * 0.9, Grade.WORD: SLOT_WORTH * 0.8}
_CUE_WORTH = 0.01
"""A matched word without content: enough to break ties."""
_NOUN_COST = 0.03
"""A noun beside a value that the phrasing does not have: enough to break ties."""
_NO_CUE = 0.15
_PLACED_WORD_COST = 0.2
"""An ordinary word as a path, right after a preposition: "in docs"."""
_NO_COMMAND = 0.8
"""A command line whose first word names no program."""
_RUN_COST = 0.2
_MOST_SPANS = 5
_MOST_ASSIGNMENTS = 6
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A literal of a phrasing."""

    norms: frozenset[str]
    weight: float
    """0 for words without content, which are only cues for slots."""
    optional: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a phrasing."""

    name: str
    kind: str
    optional: bool


Element = Word | Slot


@dataclass(frozen=True, slots=True)
class Row:
    """One variant of a phrasing, ready to be aligned."""

    elements: tuple[Element, ...]
    implied: frozenset[str]
    """Programs of the command: said or unsaid, they cost nothing."""
    known: frozenset[str]
    """All words of the recipe's phrasings and explanation."""


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


@dataclass(frozen=True, slots=True)
class _Choice:
    """A span for a slot, or None for its default."""

    found: Found | None
    cost: float
    mask: int


def align(row: Row, weighted: Weighted) -> Alignment | None:
    """The best alignment; None when a slot without default finds no value."""
    choices: list[list[_Choice]] = []
    places: list[int] = []
    for position, element in enumerate(row.elements):
        if isinstance(element, Slot):
            found = _choices(row, position, element, weighted)
            if not found:
                return None
            choices.append(found)
            places.append(position)
    best: Alignment | None = None
    for picked in _assignments(choices):
        alignment = _score(row, places, picked, weighted)
        if best is None or alignment.score > best.score:
            best = alignment
    return best


def _choices(row: Row, position: int, slot: Slot, weighted: Weighted) -> list[_Choice]:
    request = weighted.request
    around = _Around.of(row, position)
    out = []
    for found in request.found(slot.kind):
        cost = _span_cost(found, slot, around, row, request)
        if cost is not None:
            out.append(_Choice(found, cost, _mask(found.first, found.last)))
    if TYPES[slot.kind].family == "text":
        for found in _runs(row, position, around, request):
            cost = _run_cost(found, slot, request)
            out.append(_Choice(found, cost, _mask(found.first, found.last)))
    chosen = nsmallest(_MOST_SPANS, out, key=lambda choice: choice.cost)
    if slot.optional:
        chosen.append(_Choice(None, 0.5, 0))
    return chosen


@dataclass(frozen=True, slots=True)
class _Around:
    """The words that fix a slot's place."""

    before: frozenset[str]
    """What may stand right before it, words that may be left out included."""
    after: frozenset[str]
    """What may stand right after it."""

    @classmethod
    def of(cls, row: Row, position: int) -> _Around:
        before: frozenset[str] = frozenset()
        for element in reversed(row.elements[:position]):
            if not isinstance(element, Word):
                break
            before |= element.norms
            if not element.optional:
                break
        after: frozenset[str] = frozenset()
        for element in row.elements[position + 1 :]:
            if not isinstance(element, Word):
                break
            after |= element.norms
            if not element.optional:
                break
        return cls(before, after)


def _mask(first: int, last: int) -> int:
    return (1 << (last + 1)) - (1 << first)


def _span_cost(
    found: Found, slot: Slot, around: _Around, row: Row, request: RequestText
) -> float | None:
    """How badly a span fits a slot at its place; None when it cannot be meant."""
    norms = request.norms
    fixed = _stands(request, found.low - 1, around.before, -1) or any(
        norms[index] in around.before for index in range(found.low, found.first)
    )
    cued = (
        fixed
        or _stands(request, found.high + 1, around.after, 1)
        or any(norms[index] in around.after for index in range(found.last + 1, found.high + 1))
    )
    family = TYPES[slot.kind].family
    akin = (
        not cued
        and found.grade is Grade.NAME
        and not around.before.isdisjoint(_GENITIVES)
        and _stands(request, found.low - 1, _GENITIVES, -1)
    )
    # "user alice", as against "for alice"
    asked = found.named or (fixed and not _after_preposition(request, found.low - 1))
    cost = _GRADE_COST[found.grade]
    if found.grade is Grade.WORD and asked and family in ("name", "net", "glob"):
        cost = _FIXED_WORD_COST
    if found.grade is Grade.WORD and cued and family == "text":
        held = fixed and _stands(request, found.high + 1, around.after, 1)
        cost = _FIXED_WORD_COST if held else 1.5 * _FIXED_WORD_COST
    if found.grade is not Grade.SURE:
        if found.first == found.last and _is_literal(row, norms[found.first], norms):
            return None
        loose = family in ("name", "text", "net") or found.grade is Grade.WORD
        if loose and not (cued or akin or found.named):
            return None
        if found.grade is Grade.WORD and family == "path" and not found.named:
            placed = _ordinary_path(found, around, row, request)
            if placed is None:
                return None
            cost = placed
    if slot.kind == "command":
        cost = 0.05 if request.starts_command(found.first) else cost + _NO_COMMAND
    if not cued:
        cost += _NO_CUE
    if _turned(request, found.low - 1, around.before):
        cost += WRONG_DIRECTION
    return cost


def _ordinary_path(found: Found, around: _Around, row: Row, request: RequestText) -> float | None:
    """What it costs that an ordinary word is a path; None where it can be none.

    "in docs" may be, "delete empty …" is not, and "in version order" hardly.
    """
    at = found.low - 1
    while at >= 0 and request.norms[at] in ARTICLES:
        at -= 1
    preposition = request.norms[at] if at >= 0 else ""
    if preposition not in around.before:
        return None
    if preposition not in _BEFORE_PATHS:
        held = _stands(request, found.high + 1, around.after, 1)
        fits = held or preposition in JOINERS or preposition in row.implied
        return _PLACED_WORD_COST * 1.5 if fits else None
    after = request.norms[found.high + 1] if found.high + 1 < len(request.norms) else ""
    if after in _MODIFIED:
        return None
    cost = _PLACED_WORD_COST * (1.3 if preposition in ("of", "for") else 1)
    follows = after in COMMON and after not in VERBS and after not in STOP_WORDS
    return cost + (_NOUN_FOLLOWS if follows and after not in CRITICAL else 0.0)


_BEFORE_PATHS = PLACE_WORDS | frozenset(DIRECTIONS) | {"for"}
_MODIFIED = frozenset("order format mode style case form way notation".split())
"""What follows an adjective: "in reverse order"."""
_NOUN_FOLLOWS = 0.4
"""A path followed by a noun is more likely the noun's attribute."""
_GENITIVES = frozenset("of for in from on at by".split())
"""Prepositions that often stand for each other: "the crontab of bob", "for bob"."""


def _is_literal(row: Row, norm: str, norms: Sequence[str]) -> bool:
    """True when the phrasing needs every occurrence of a word for itself."""
    wanted = sum(isinstance(one, Word) and norm in one.norms for one in row.elements)
    return wanted > 0 and wanted >= norms.count(norm)


def _stands(request: RequestText, index: int, words: frozenset[str], step: int) -> bool:
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


def _turned(request: RequestText, index: int, before: frozenset[str]) -> bool:
    if index < 0 or not before:
        return False
    said = DIRECTIONS.get(request.norms[index])
    meant = {DIRECTIONS[norm] for norm in before if norm in DIRECTIONS}
    return bool(said and meant and said not in meant)


def _runs(row: Row, position: int, around: _Around, request: RequestText) -> Iterator[Found]:
    """Unquoted text: from the word before the slot to the word after it."""
    after = row.elements[position + 1] if position + 1 < len(row.elements) else None
    count = len(request.norms)
    if position == 0:
        starts = [0]
    else:
        starts = [index + 1 for index in range(count) if request.norms[index] in around.before]
    for start in starts[:2]:
        while start < count and request.norms[start] in ARTICLES:
            start += 1
        ends = {count - 1} if not isinstance(after, Word) or after.optional else set()
        if isinstance(after, Word):
            ends |= {
                index - 1
                for index in range(start + 1, count)
                if request.norms[index] in after.norms
            }
        elif isinstance(after, Slot):
            ends |= {found.low - 1 for found in request.found(after.kind)}
        for end in sorted(ends):
            if not start < end < start + _LONGEST_RUN:
                continue
            if any(request.tokens[index].quoted for index in range(start, end + 1)):
                continue
            value = Value(request.between(start, end))
            yield Found(start, end, start, end, value, Grade.WORD)


def _run_cost(found: Found, slot: Slot, request: RequestText) -> float:
    """Unquoted text is the likelier the fewer words it has that usually ask for something."""
    cost = _RUN_COST
    if slot.kind == "command":
        # Its operands look like anything.
        cost = cost / 2 if request.starts_command(found.first) else cost + _NO_COMMAND
        for index in range(found.first + 1, found.last + 1):
            norm = request.norms[index]
            cost += 0.3 if norm in CRITICAL else 0.12 if norm in COMMON else 0.0
        return cost
    for index in range(found.first, found.last + 1):
        norm = request.norms[index]
        if norm in CRITICAL:
            cost += 0.3
        elif norm in NEVER_NAMES or request.tokens[index].shape not in ("word", "name"):
            cost += 0.15
        elif norm not in STOP_WORDS:
            cost += 0.04
    return cost


def _assignments(choices: Sequence[Sequence[_Choice]]) -> list[tuple[_Choice, ...]]:
    """The cheapest ways to give every slot a span of its own."""
    out: list[tuple[float, int, tuple[_Choice, ...]]] = []

    def extend(depth: int, mask: int, cost: float, picked: tuple[_Choice, ...]) -> None:
        if depth == len(choices):
            out.append((cost, len(out), picked))
            return
        end = picked[-1].found.last if picked and picked[-1].found else -1
        for choice in choices[depth]:
            if choice.mask & mask:
                continue
            turned = 0.1 if choice.found and choice.found.first < end else 0.0
            extend(depth + 1, mask | choice.mask, cost + choice.cost + turned, (*picked, choice))

    extend(0, 0, 0.0, ())
    return [picked for _, _, picked in nsmallest(_MOST_ASSIGNMENTS, out)]


def _score(
    row: Row, places: Sequence[int], picked: Sequence[_Choice], weighted: Weighted
) -> Alignment:
    request = weighted.request
    count = len(request.norms)
    used = [False] * count
    free = [False] * count
    kept = lost = 0.0
    order: list[int] = []
    values: dict[str, Value] = {}
    for place, choice in zip(places, picked, strict=True):
        slot = row.elements[place]
        assert isinstance(slot, Slot)
        found = choice.found
        if found is None:
            lost += AT_DEFAULT / 2 if slot.kind == "dir" else AT_DEFAULT
            continue
        values[slot.name] = found.value
        for index in range(found.low, found.high + 1):
            free[index] = True
        if found.low and request.norms[found.low - 1] in PLACE_WORDS:
            free[found.low - 1] = True
        for index in range(found.first, found.last + 1):
            used[index] = True
        members = max(1, len(found.value.items))
        kept += _GRADE_WORTH[found.grade] * (1 + 0.5 * (members - 1))
        lost += choice.cost
    matched: set[str] = set()
    missing: set[str] = set()
    previous = -1
    for place, element in enumerate(row.elements):
        if not isinstance(element, Word):
            continue
        index, worth = _seek(element, weighted, used, previous)
        if index is None:
            if not element.optional:
                lost += element.weight * MISSING
                missing |= element.norms
            continue
        used[index] = True
        previous = index
        matched.add(request.norms[index])
        kept += element.weight * worth
        lost += element.weight * (1 - worth)
        if not element.weight:
            kept += _CUE_WORTH
        else:
            order.append(index)
            if place and _turned(request, index - 1, _norms_of(row.elements[place - 1])):
                lost += WRONG_DIRECTION * min(1.0, element.weight * 2)
    unused: list[int] = []
    for index in range(count):
        weight = weighted.weights[index]
        if used[index] or not weight:
            continue
        if free[index]:
            lost += _NOUN_COST
            continue
        norm = request.norms[index]
        if missing and not missing.isdisjoint(_RIVALS.get(norm, _NONE)):
            lost += RIVAL
        if norm in row.implied:
            kept += weight * IMPLIED
            continue
        if norm in row.known and weight < LEFT_ENTITY:
            weight *= KNOWN_CRITICAL if norm in CRITICAL else KNOWN_WORD
        if norm in matched:
            weight *= REPEATED
        lost += weight
        unused.append(index)
    lost += DISORDER * kept * _disorder(order)
    score = kept / (kept + lost) if kept else 0.0
    return Alignment(score, values, tuple(unused))


def _seek(
    word: Word, weighted: Weighted, used: Sequence[bool], after: int
) -> tuple[int | None, float]:
    """The token for a literal, preferably after the previous one, and what it is worth."""
    norms = weighted.request.norms
    first = None
    for index, norm in enumerate(norms):
        if not used[index] and norm in word.norms:
            if index > after:
                return index, 1.0
            if first is None:
                first = index
    if first is not None:
        return first, 1.0
    best: tuple[int | None, float] = (None, 0.0)
    for index, near in weighted.near.items() if word.weight else ():
        if used[index]:
            continue
        worth = max((near.get(norm, 0.0) for norm in word.norms), default=0.0)
        if worth > best[1]:
            best = index, worth
    return best


_NONE: frozenset[str] = frozenset()
_RIVALS: dict[str, frozenset[str]] = {
    word: frozenset().union(*(group for group in RIVALS if word in group)) - {word}
    for group in RIVALS
    for word in group
}


def _norms_of(element: Element) -> frozenset[str]:
    return element.norms if isinstance(element, Word) else frozenset()


def _disorder(order: Sequence[int]) -> float:
    """Share of neighbouring words that stand the other way round than in the phrasing."""
    if len(order) < 2:
        return 0.0
    turned = sum(after < before for before, after in pairwise(order))
    return turned / (len(order) - 1)
