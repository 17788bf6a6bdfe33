"""The things a request names: quantities, dates and everything typed verbatim.

Invariant: entities never overlap and come in reading order; an ambiguous "10m" is
read as a size only, since the shell's tools write it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gorilla_cli.knowledge.language.quantities import (
    Duration,
    Size,
    Span,
    month_number,
    parse_count,
    parse_date,
    parse_duration,
    parse_ordinal,
    parse_size,
)
from gorilla_cli.knowledge.language.tokens import Token

VERBATIM = frozenset(
    "quoted path dotname glob url host ip email option pair variable name symbol time".split()
)
"""Token shapes that are entities by themselves, with the token's text as value."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something nameable, over the tokens `first` to `last`, both included."""

    kind: str
    """A shape of VERBATIM, or size, duration, date, count, ordinal."""
    first: int
    last: int
    value: str | int | Size | Duration | Span
    """The text for verbatim kinds, otherwise the parsed quantity."""


_NUMBERISH = frozenset(
    """a an half zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million dozen couple""".split()
)
_DATE_STARTS = frozenset(
    "today yesterday monday tuesday wednesday thursday friday saturday sunday this".split()
)


def entities(tokens: Sequence[Token]) -> tuple[Entity, ...]:
    """Everything nameable in the tokens, longest reading first, left to right."""
    found: list[Entity] = []
    index = 0
    while index < len(tokens):
        entity = _entity_at(tokens, index)
        if entity is None:
            index += 1
        else:
            found.append(entity)
            index = entity.last + 1
    return tuple(found)


def _entity_at(tokens: Sequence[Token], index: int) -> Entity | None:
    token = tokens[index]
    if token.shape in VERBATIM:
        return Entity(token.shape, index, index, token.text)
    word = token.text.lower()
    if token.shape in ("number", "ordinal", "date") or _starts_date(word):
        dated = _longest(tokens, index, 3, "date")
        if dated is not None:
            return dated
    if token.shape in ("number", "size", "duration") or word in _NUMBERISH:
        return _quantity(tokens, index)
    ordinal = parse_ordinal(word)
    if ordinal is not None and (token.shape == "ordinal" or word not in ("last", "final")):
        return Entity("ordinal", index, index, ordinal)
    return None


def _starts_date(word: str) -> bool:
    return word in _DATE_STARTS or (month_number(word) is not None and word != "may")


def _longest(tokens: Sequence[Token], index: int, most: int, kind: str) -> Entity | None:
    for last in range(min(index + most, len(tokens)) - 1, index - 1, -1):
        if any(token.quoted for token in tokens[index : last + 1]):
            continue
        text = " ".join(token.text for token in tokens[index : last + 1])
        if text.isdigit():  # a bare year is a number unless its context says otherwise
            continue
        value = parse_date(text)
        if value is not None:
            return Entity(kind, index, last, value)
    return None


def _quantity(tokens: Sequence[Token], index: int) -> Entity | None:
    limit = index
    while limit + 1 < len(tokens) and limit - index < 4:
        word = tokens[limit + 1].text.lower()
        if word not in _NUMBERISH and word != "and":
            break
        limit += 1
    for last in range(min(limit + 1, len(tokens) - 1), index - 1, -1):
        span = tokens[index : last + 1]
        if any(token.quoted for token in span):
            continue
        text = " ".join(token.text for token in span).lower()
        size = (
            parse_size(text) if span[-1].text.lower() not in ("c", "b") or last == index else None
        )
        if size is not None and text not in ("a", "an"):
            return Entity("size", index, last, size)
        duration = parse_duration(text)
        if duration is not None:
            return Entity("duration", index, last, duration)
        count = parse_count(text)
        if count is not None:
            return Entity("count", index, last, count)
    return None
