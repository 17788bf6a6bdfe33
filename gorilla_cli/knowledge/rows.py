"""Phrasings as flat rows of words and slots, the form in which they are aligned.

Invariant: values only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A literal of a phrasing."""

    norms: frozenset[str]
    """Its folded form, or those of the choices for it."""
    weight: float
    """0 for words without content, which are only cues for slots."""
    optional: bool
    plural: bool = False
    """True when it is written as a plural: "files"."""


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


def norms_of(element: Element) -> frozenset[str]:
    """The folded words of a literal; none for a slot."""
    return element.norms if isinstance(element, Word) else frozenset()
