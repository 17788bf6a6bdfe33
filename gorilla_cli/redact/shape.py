r"""What a detector by shape is, and how it is written.

Invariant: each pattern takes linear time: repetition is possessive or bounded,
and what precedes a match is looked at without moving.

To add a kind, add a row to one of the tables (tokens, carried, arguments): the
kind, the texts one of which must occur (in lower case) for the pattern to be
worth trying, the pattern. The secret is the last group that matched, or the
whole match where there is no group. A pattern that starts with a letter or
digit gets `BOUNDARY` in front.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

Span = tuple[int, int, str]
"""Start, end and kind of a secret."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of secret and how to find it."""

    kind: str
    anchors: tuple[str, ...]
    """Lower-case texts; without one of them in the text there is no such secret."""
    pattern: str
    accepts: Callable[[str], bool] | None = None
    """What the secret must pass besides the pattern, such as a check sum."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where such secrets stand."""
        for match in compiled(self.pattern).finditer(text):
            group = match.lastindex or 0
            if self.accepts is None or self.accepts(match[group]):
                yield match.span(group)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def row(
    kind: str, anchors: str, pattern: str, accepts: Callable[[str], bool] | None = None
) -> Shape:
    if pattern[0].isalnum():
        pattern = BOUNDARY + pattern
    return Shape(kind, tuple(anchors.split()), pattern, accepts)


BOUNDARY = r"(?:(?<![A-Za-z0-9])|(?<=\dm)|(?<=\[[mK])|(?<=\\[nrtb])|(?<=%[0-9A-F]{2}))"
"""No letter or digit before, save the end of an escape: of a colour, a string or an address."""
COLOUR = r"(?:(?:\x1b|\\e|\\x1b|\\u001b)\[[0-9;]{0,12}[mK]){0,4}"
"""Colours, as bytes or made visible, that may stand between a name and its value."""
ARGUMENT = r"(?:'([^'\n]+)'?|\"([^\"\n]+)\"?|([^\s'\"$<>|;&][^\s'\"|;&]*+))"
"""A shell word that is no variable: the value of an option."""
OTHER_WORDS = r"(?:[^\n|;&]{0,200}?\s)??"
"""Other words of the same simple command."""
