"""Recipes in the form they are searched in: one SQLite file with an inverted index.

Invariant: reading only, and of a few rows only, so that an answer among twenty
thousand recipes takes as long as among a thousand. compiling.py writes the file.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gorilla_cli.knowledge.language.lexicon import STOP_WORDS
from gorilla_cli.knowledge.rows import Element, Row, Slot, Word
from gorilla_cli.knowledge.slots import TYPES, Place, Spot
from gorilla_cli.knowledge.template import SlotUse, Template
from gorilla_cli.knowledge.vocabulary import ASKING, CRITICAL, HALF_STOPS, SOFT

FORMAT = 3
"""Raised whenever the file's layout or the weighting changes."""
MOST_POSTINGS = 400
"""How many rows of one word are looked at; the shortest phrasings come first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A compiled recipe."""

    id: str
    run: Template
    macos: Template | None
    why: str
    needs: tuple[str, ...]
    known: frozenset[str]
    implied: frozenset[str]

    def template(self, os: str) -> Template:
        """The command for an operating system, as sys.platform names it."""
        return self.macos if self.macos is not None and os == "darwin" else self.run


def stamp(paths: Iterable[Path], *, times: bool) -> str:
    """What changes when one of the files does; `times` also looks at modification times."""
    parts = [str(FORMAT)]
    for path in sorted(paths):
        status = path.stat()
        parts.append(f"{path.name} {status.st_size}")
        if times:
            parts.append(f"{path} {status.st_mtime_ns}")
    return "\n".join(parts)


_SLOT_WEIGHTS = {"amount": 0.7, "net": 0.7, "glob": 0.6, "path": 0.5}
TYPED_FAMILIES = frozenset(_SLOT_WEIGHTS)
"""Families of slot types whose values are known by their shape."""


def slot_weight(kind: str) -> float:
    """What a slot counts when phrasings are shortlisted; names and text fit nearly anything."""
    return _SLOT_WEIGHTS.get(TYPES[kind].family, 0.2)


def slot_term(kind: str) -> str:
    """The word under which the index has the phrasings with such a slot."""
    return "{" + kind + "}"


# -- weights ----------------------------------------------------------------------------


def weight(norm: str, recipes: int, total: int, *, asked: bool = True) -> float:
    """How much a word says, 0 to 1: rare words most, words without content nothing.

    `asked` is for a word of a request, else it is one of a phrasing.
    """
    if norm in CRITICAL:
        floor = 0.8
    elif norm in ASKING:
        return 0.2
    elif norm in HALF_STOPS:
        if asked:
            return 0.05
        floor = 0.3
    elif norm in STOP_WORDS:
        return 0.0
    else:
        floor = 0.1
    ceiling = 0.25 if norm in SOFT else 1.0
    rarity = math.log(1 + total / max(recipes, 0.5)) / math.log(1 + total / 0.5)
    return min(ceiling, max(floor, rarity))


@dataclass(frozen=True, slots=True)
class Background:
    """In how many recipes each word occurs, to weigh a few recipes as part of many."""

    counts: Mapping[str, int]
    total: int


# -- reading ----------------------------------------------------------------------------


class Compiled:
    """A compiled set of recipes, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        meta = dict(connection.execute("select name, value from meta").fetchall())
        self.stamp = str(meta.get("stamp", ""))
        self.total = int(meta.get("total", "0"))
        """Recipes that words are weighed by, those of the background included."""
        self.ranked = int(meta.get("ranked", "0"))
        """Recipes in this file."""

    @property
    def size(self) -> int:
        """How many bytes the file must have; fewer when it was cut short."""
        (pages,) = self.connection.execute("pragma page_count").fetchone()
        (page,) = self.connection.execute("pragma page_size").fetchone()
        return int(pages) * int(page)

    @classmethod
    def open(cls, path: Path, expected: str) -> Compiled | None:
        """The file when it is there, sound and made from what `expected` stamps."""
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
        except sqlite3.Error:
            return None
        try:
            compiled = cls(connection)
        except (sqlite3.Error, ValueError):
            connection.close()
            return None
        if compiled.stamp != expected or compiled.size != path.stat().st_size:
            connection.close()
            return None
        return compiled

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def counts(self, norms: Sequence[str]) -> dict[str, int]:
        """In how many recipes each of the words occurs; unknown words are left out."""
        found: dict[str, int] = {}
        for start in range(0, len(norms), 500):
            part = norms[start : start + 500]
            marks = ",".join("?" * len(part))
            found.update(
                self.connection.execute(
                    f"select norm, recipes from norms where norm in ({marks})", part
                )
            )
        return found

    def background(self) -> Background:
        """The words' counts, to weigh a person's own recipes by."""
        rows = self.connection.execute("select norm, recipes from norms where recipes > 0")
        return Background(dict(rows.fetchall()), self.total)

    def postings(self, norm: str, least: int) -> array[int]:
        """Numbers of some rows with the word, shortest first, none shorter than `least`.

        Sizes are in thousandths of a rare word. Only MOST_POSTINGS of a common word.
        """
        found = self.connection.execute(
            "select postings from norms where norm = ?", (norm,)
        ).fetchone()
        flat = array("I")
        if found is not None and found[0]:
            flat.frombytes(found[0])
            if sys.byteorder == "big":
                flat.byteswap()
        sizes = flat[1::2]
        # A word that few phrasings have is looked at whole, whatever their size.
        start = bisect_left(sizes, least) if len(sizes) > MOST_POSTINGS else 0
        return flat[2 * start : 2 * (start + MOST_POSTINGS) : 2]

    def terms(self, numbers: Sequence[int]) -> list[tuple[int, int, list[str]]]:
        """Row number, size and words with content of each row."""
        marks = ",".join("?" * len(numbers))
        found = self.connection.execute(
            f"select id, size, terms from rows where id in ({marks})", numbers
        )
        return [(row, size, terms.split(" ")) for row, size, terms in found]

    def rows(self, numbers: Sequence[int]) -> list[tuple[int, int, tuple[Element, ...]]]:
        """Recipe number, number of the phrasing in it, and elements of each row."""
        marks = ",".join("?" * len(numbers))
        found = self.connection.execute(
            f"select recipe, phrasing, data from rows where id in ({marks}) order by id", numbers
        )
        return [(recipe, phrasing, _elements(json.loads(data))) for recipe, phrasing, data in found]

    def entries(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Recipes by number."""
        marks = ",".join("?" * len(numbers))
        found = self.connection.execute(
            f"select id, data from recipes where id in ({marks})", numbers
        )
        return {number: _entry(json.loads(data)) for number, data in found}


def _elements(data: list[list[object]]) -> tuple[Element, ...]:
    elements: list[Element] = []
    for first, second, flags in data:
        if isinstance(first, str):
            elements.append(Slot(first, str(second), bool(flags)))
        else:
            assert isinstance(first, list)
            assert isinstance(second, int | float)
            assert isinstance(flags, int)
            elements.append(Word(frozenset(first), float(second), bool(flags & 1), bool(flags & 2)))
    return tuple(elements)


def row_of(elements: tuple[Element, ...], entry: Entry) -> Row:
    """A row with what its recipe adds to it."""
    return Row(elements, entry.implied, entry.known)


def _entry(data: dict[str, object]) -> Entry:
    def strings(key: str) -> tuple[str, ...]:
        value = data[key]
        assert isinstance(value, list)
        return tuple(str(item) for item in value)

    run = _template(data["run"])
    assert run is not None
    return Entry(
        id=str(data["id"]),
        run=run,
        macos=_template(data["macos"]),
        why=str(data["why"]),
        needs=strings("needs"),
        known=frozenset(strings("known")),
        implied=frozenset(strings("implied")),
    )


def _template(data: object) -> Template | None:
    if not isinstance(data, list):
        return None
    parts: list[str | SlotUse] = []
    for part in data:
        if isinstance(part, str):
            parts.append(part)
            continue
        name, kind, form, default, place, starts_word, after_guard = part
        spot = Spot(Place(place), bool(starts_word), bool(after_guard))
        parts.append(SlotUse(name, kind, form, default, spot))
    return Template("", tuple(parts))
