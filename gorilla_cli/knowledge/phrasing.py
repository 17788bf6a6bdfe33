"""The little language of phrasings: words, {slots}, [optional parts] and (a|b).

Invariant: pure. A phrasing has at least one word besides its slots, and each of
its variants is a flat row of elements that the matcher can align to a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from gorilla_cli.knowledge.slots import TYPES, type_of

MAX_VARIANTS = 24
"""Most rows that one phrasing may stand for once single-word choices are folded."""
MAX_EXPANSIONS = 400
"""Most plain sentences that one phrasing may stand for."""


class PhrasingError(ValueError):
    """A phrasing is not well-formed; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A word that the request should have."""

    words: tuple[str, ...]
    """The word as written, or the choices for it."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SlotRef:
    """A place for a value."""

    name: str
    kind: str
    """Type name; a key of slots.TYPES."""
    optional: bool = False


Element = Literal | SlotRef


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask."""

    text: str
    """As written in the file."""
    variants: tuple[tuple[Element, ...], ...]
    slots: dict[str, str]
    """Slot name to type name."""
    required: frozenset[str]
    """The slots that stand outside every optional part."""


_PIECE = re.compile(
    r"\s+|(?P<mark>[\[\]()|])|(?P<slot>\{[^{}]*\})(?P<glued>[^\s\[\]()|]*)|(?P<word>[^\s\[\]()|{}]+)"
    r"|(?P<bad>.)"
)
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
_SENTENCE_MARKS = ",.;:!?"


@dataclass(frozen=True, slots=True)
class _Choice:
    branches: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class _Optional:
    branches: tuple[tuple[object, ...], ...]


def parse_phrasing(text: str) -> Phrasing:
    """Read one phrasing. Raises PhrasingError."""
    pieces = list(_pieces(text))
    tree, rest = _sequence(pieces, 0, "")
    if rest != len(pieces):
        raise PhrasingError(f"{pieces[rest]} closes nothing in: {text}")
    if len(tree) != 1:
        raise PhrasingError(f"put (…) around the choice in: {text}")
    variants = tuple(dict.fromkeys(tuple(row) for row in _rows(tree[0], False)))
    if len(variants) > MAX_VARIANTS:
        raise PhrasingError(
            f"stands for {len(variants)} rows, more than {MAX_VARIANTS}: split it in two: {text}"
        )
    slots: dict[str, str] = {}
    for row in variants:
        named = [element for element in row if isinstance(element, SlotRef)]
        if len({element.name for element in named}) < len(named):
            raise PhrasingError(f"a slot stands twice in: {text}")
        for element in named:
            if slots.setdefault(element.name, element.kind) != element.kind:
                raise PhrasingError(f"slot {element.name} has two types in: {text}")
        if not any(isinstance(element, Literal) and not element.optional for element in row):
            raise PhrasingError(f"needs a word outside optional parts: {text}")
    required = frozenset.intersection(
        *(
            frozenset(
                element.name
                for element in row
                if isinstance(element, SlotRef) and not element.optional
            )
            for row in variants
        )
    )
    return Phrasing(text, variants, slots, required)


def _pieces(text: str) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        if match["bad"]:
            raise PhrasingError(f"{match['bad']} cannot stand here: {text}")
        if match["slot"] and match["glued"].strip(_SENTENCE_MARKS):
            raise PhrasingError(f"put a blank between {match['slot']} and the text after it")
        if match["word"]:
            word = match["word"].rstrip(_SENTENCE_MARKS) or match["word"]
            yield word
        elif match["slot"] or match["mark"]:
            yield match["slot"] or match["mark"]


def _sequence(
    pieces: list[str], at: int, closer: str
) -> tuple[tuple[tuple[object, ...], ...], int]:
    branches: list[tuple[object, ...]] = []
    branch: list[object] = []
    while at < len(pieces) and pieces[at] != closer:
        piece = pieces[at]
        at += 1
        if piece in "[(":
            inner, at = _sequence(pieces, at, "]" if piece == "[" else ")")
            if at >= len(pieces):
                raise PhrasingError(f"{piece} is never closed")
            at += 1
            if any(not part for part in inner):
                raise PhrasingError(
                    "a choice is empty: write [word] for a word that may be left out"
                )
            branch.append(_Optional(inner) if piece == "[" else _Choice(inner))
        elif piece == "|":
            branches.append(tuple(branch))
            branch = []
        elif piece in "])":
            raise PhrasingError(f"{piece} closes nothing")
        else:
            branch.append(piece)
    return (*branches, tuple(branch)), at


def _rows(branch: tuple[object, ...], optional: bool) -> list[list[Element]]:
    """All rows a branch stands for; single-word choices stay one element."""
    columns: list[list[list[Element]]] = []
    for node in branch:
        if isinstance(node, str):
            columns.append([[_element(node, optional)]])
            continue
        assert isinstance(node, _Choice | _Optional)
        inside = optional or isinstance(node, _Optional)
        if all(len(part) == 1 and _is_word(part[0]) for part in node.branches):
            words = tuple(str(part[0]) for part in node.branches)
            columns.append([[Literal(words, inside)]])
        else:
            columns.append([row for part in node.branches for row in _rows(part, inside)])
    return [[element for part in parts for element in part] for parts in product(*columns)]


def _is_word(node: object) -> bool:
    return isinstance(node, str) and not node.startswith("{")


def _element(piece: str, optional: bool) -> Element:
    if not piece.startswith("{"):
        return Literal((piece,), optional)
    match = _SLOT.fullmatch(piece)
    if not match:
        raise PhrasingError(f"{piece} is no slot: write {{type}} or {{name:type}}")
    name, label = match[1], match[2]
    if label is not None and label not in TYPES:
        raise PhrasingError(f"unknown slot type {label}; see the list in README.md")
    kind = TYPES.get(label) if label else type_of(name)
    if kind is None:
        raise PhrasingError(f"unknown slot type {name}; write {{{name}:type}} with a known type")
    return SlotRef(name, kind.name, optional)


def expansions(phrasing: Phrasing) -> tuple[tuple[str, ...], ...]:
    """Every plain sentence the phrasing stands for, as pieces; a slot is its "{name}".

    Raises PhrasingError when there are more than MAX_EXPANSIONS.
    """
    pieces = list(_pieces(phrasing.text))
    tree, _ = _sequence(pieces, 0, "")
    rows = _plain(tree[0])
    if len(rows) > MAX_EXPANSIONS:
        raise PhrasingError(f"stands for {len(rows)} sentences, more than {MAX_EXPANSIONS}")
    return tuple(dict.fromkeys(tuple(row) for row in rows))


def _plain(branch: tuple[object, ...]) -> list[list[str]]:
    columns: list[list[list[str]]] = []
    for node in branch:
        if isinstance(node, str):
            columns.append([[re.sub(r":[a-z]+\}", "}", node) if node.startswith("{") else node]])
            continue
        assert isinstance(node, _Choice | _Optional)
        rows = [row for part in node.branches for row in _plain(part)]
        columns.append([*rows, []] if isinstance(node, _Optional) else rows)
    return [[word for part in parts for word in part] for parts in product(*columns)]
