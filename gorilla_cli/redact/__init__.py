"""Secrets replaced by `<redacted:KIND>` before a text leaves the machine.

Invariant: pure and total: any text goes in, nothing is raised, the time grows
with the length, and redacting twice changes nothing more. What is not known to
be a secret stays byte for byte. Whatever is meant for a host that is not
loopback, or for upload, passes here; the local run keeps the real text.

The detectors are our own. The kept library for this (detect-secrets 1.5.0) finds
lines worth a look in source files: it reports values without their position,
calls plain words secrets when it reads a single line, knows half of the kinds
below, needs requests and PyYAML, and takes 0.25 s to import, as long as a whole
answer may take here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gorilla_cli.redact.arguments import ARGUMENTS
from gorilla_cli.redact.carried import CARRIED
from gorilla_cli.redact.identity import anonymise
from gorilla_cli.redact.named import NAMED_KINDS, assigned, enclosed, options
from gorilla_cli.redact.private_keys import PRIVATE_KEYS
from gorilla_cli.redact.said import (
    SAID_KINDS,
    environment_values,
    random_beside_a_word,
    said,
)
from gorilla_cli.redact.shape import Span
from gorilla_cli.redact.tokens import TOKENS

__all__ = ["KINDS", "Redacted", "anonymise", "redact"]

SHAPES = (*PRIVATE_KEYS, *TOKENS, *CARRIED, *ARGUMENTS)
"""Every detector by shape, the surest first."""
FINDERS = (assigned, options, enclosed, said, environment_values, random_beside_a_word)
"""Every detector by name, the surest first."""
KINDS: frozenset[str] = frozenset(shape.kind for shape in SHAPES) | NAMED_KINDS | SAID_KINDS
"""Every word that may stand in a placeholder."""

_MOST_ROUNDS = 12
"""A round that changes something uncovers what stood beside it; three are usual at most."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may leave, and what was taken out of it."""

    text: str
    kinds: tuple[str, ...] = ()
    """The kinds replaced by this call, each once, in the order of the text."""


def redact(text: str) -> Redacted:
    """The text with every secret found in it replaced by `<redacted:KIND>`.

    A name, a scheme, a host or a header beside the secret stays, so that the text
    still says what it said. Something like a placeholder that was there before counts
    as one.
    """
    kinds: dict[str, None] = {}
    for _ in range(_MOST_ROUNDS):
        replaced, found = _round(text)
        kinds.update(dict.fromkeys(found))
        if replaced == text:
            break
        text = replaced
    return Redacted(text, tuple(kinds))


def _round(text: str) -> tuple[str, list[str]]:
    pieces: list[str] = []
    kinds: list[str] = []
    end_of_last = 0
    for start, end, kind in _merged(text):
        placeholder = f"<redacted:{kind}>"
        if text[start:end] != placeholder:
            kinds.append(kind)
        pieces += [text[end_of_last:start], placeholder]
        end_of_last = end
    pieces.append(text[end_of_last:])
    return "".join(pieces), kinds


def _merged(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans in order; those that overlap become one, named after the surest detector.

    A placeholder counts as the surest, so a value that holds one is swallowed whole
    and a value that is one stays as it is.
    """
    spans = sorted((start, end, rank, kind) for rank, (start, end, kind) in _found(text))
    current: tuple[int, int, int, str] | None = None
    for start, end, rank, kind in spans:
        if current is None:
            current = (start, end, rank, kind)
        elif start < current[1]:
            best = min((current[2], current[3]), (rank, kind))
            current = (current[0], max(current[1], end), *best)
        else:
            yield current[0], current[1], current[3]
            current = (start, end, rank, kind)
    if current is not None:
        yield current[0], current[1], current[3]


def _found(text: str) -> Iterator[tuple[int, Span]]:
    """Every span with the rank of its detector, 0 being the surest."""
    if "<redacted:" in text:
        for match in _placeholder().finditer(text):
            yield 0, (match.start(), match.end(), match[1])
    lowered = text.lower()
    for rank, shape in enumerate(SHAPES, 1):
        if any(anchor in lowered for anchor in shape.anchors):
            for start, end in shape.spans(text):
                if end > start:
                    yield rank, (start, end, shape.kind)
    for rank, find in enumerate(FINDERS, len(SHAPES) + 1):
        for span in find(text):
            yield rank, span


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(f"<redacted:({'|'.join(sorted(KINDS))})>")
