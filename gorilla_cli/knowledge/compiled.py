"""Recipes in the form they are searched in: one SQLite file with an inverted index.

Invariant: a compiled file is written once, under another name, and renamed into
place whole, so that readers see the old one or the new one. Everything in it can
be made again from the recipe files; losing it costs time only.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import sys
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from gorilla_cli.knowledge.language.lexicon import STOP_WORDS
from gorilla_cli.knowledge.language.tokens import tokenize
from gorilla_cli.knowledge.matcher import Element, Row, Slot, Word
from gorilla_cli.knowledge.phrasing import Literal, Phrasing
from gorilla_cli.knowledge.recipe_format import Recipe
from gorilla_cli.knowledge.shell_syntax import programs
from gorilla_cli.knowledge.slots import TYPES, Place, Spot
from gorilla_cli.knowledge.template import SlotUse, Template
from gorilla_cli.knowledge.vocabulary import CRITICAL, HALF_STOPS, PLACE_WORDS, SOFT

FORMAT = 1
"""Raised whenever the file's layout or the weighting changes."""
SLOT_WEIGHT = 0.7
"""What a slot counts when phrasings are shortlisted."""
MOST_POSTINGS = 400
"""How many rows of one word are looked at; the shortest phrasings come first."""
_SHORTEST_STOP = 0.3

_SCHEMA = """
create table meta (name text primary key, value text) without rowid;
create table recipes (id integer primary key, data text);
create table rows (id integer primary key, recipe integer, phrasing integer, data text);
create table norms (norm text primary key, recipes integer, postings blob) without rowid;
"""


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


# -- weights ----------------------------------------------------------------------------


def weight(norm: str, recipes: int, total: int) -> float:
    """How much a word says, 0 to 1: rare words most, words without content nothing."""
    if norm in CRITICAL:
        floor = 0.8
    elif norm in HALF_STOPS:
        return 0.05
    elif norm in STOP_WORDS:
        return 0.0
    else:
        floor = 0.1
    ceiling = 0.25 if norm in SOFT else 1.0
    rarity = math.log(1 + total / max(recipes, 0.5)) / math.log(1 + total / 0.5)
    return min(ceiling, max(floor, rarity))


# -- writing ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Background:
    """In how many recipes each word occurs, to weigh a few recipes as part of many."""

    counts: Mapping[str, int]
    total: int


def build(
    target: Path | None, recipes: Sequence[Recipe], stamp: str, background: Background | None = None
) -> sqlite3.Connection | None:
    """Write a compiled file, atomically; without a target give it as an in-memory database.

    Raises OSError or sqlite3.Error when the target's folder cannot be written.
    """
    if target is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, recipes, stamp, background)
        return connection
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            connection.execute("pragma journal_mode = off")
            connection.execute("pragma synchronous = off")
            _fill(connection, recipes, stamp, background)
        finally:
            connection.close()
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return None


def _fill(
    connection: sqlite3.Connection,
    recipes: Sequence[Recipe],
    stamp: str,
    background: Background | None,
) -> None:
    counts = Counter(
        norm for recipe in recipes for norm in {*_literal_norms(recipe), *_implied(recipe)}
    )
    total = len(recipes)
    if background is not None:
        counts.update(background.counts)
        total += background.total

    def weigh(norm: str) -> float:
        return weight(norm, counts.get(norm, 0), total)

    postings: dict[str, list[tuple[int, int]]] = {}
    recipe_rows, element_rows = [], []
    for number, recipe in enumerate(recipes):
        recipe_rows.append((number, json.dumps(_recipe_data(recipe), ensure_ascii=False)))
        implied = sorted(_implied(recipe))
        for place, phrasing in enumerate(recipe.say):
            for elements in _rows(phrasing, weigh):
                row = len(element_rows)
                data = json.dumps([_element_data(element) for element in elements])
                element_rows.append((row, number, place, data))
                size = sum(_size(element) for element in elements)
                for term in {*_terms(elements), *implied}:
                    postings.setdefault(term, []).append((round(size * 1000), row))
    connection.executescript(_SCHEMA)
    connection.executemany("insert into recipes values (?, ?)", recipe_rows)
    connection.executemany("insert into rows values (?, ?, ?, ?)", element_rows)
    connection.executemany(
        "insert into norms values (?, ?, ?)",
        ((norm, counts.get(norm, 0), _packed(pairs)) for norm, pairs in sorted(postings.items())),
    )
    connection.executemany(
        "insert into meta values (?, ?)",
        (("stamp", stamp), ("total", str(total)), ("ranked", str(len(recipes)))),
    )
    connection.commit()


def _packed(pairs: list[tuple[int, int]]) -> bytes:
    flat = array("I", (number for size, row in sorted(pairs) for number in (row, size)))
    if sys.byteorder == "big":
        flat.byteswap()
    return flat.tobytes()


def _implied(recipe: Recipe) -> set[str]:
    """The words that name the recipe's programs."""
    names = set(recipe.needs) | set(programs(recipe.sample()))
    return {norm for name in names for norm in _norms(name)}


def _needed(recipe: Recipe) -> list[str]:
    return list(recipe.needs) or list(programs(recipe.sample()))


def _norms(text: str) -> list[str]:
    return [token.norm.lower() for token in tokenize(text)]


def _literal_norms(recipe: Recipe) -> set[str]:
    return {
        norm
        for phrasing in recipe.say
        for row in phrasing.variants
        for element in row
        if isinstance(element, Literal)
        for word in element.words
        for norm in _norms(word)
    }


def _rows(phrasing: Phrasing, weigh: object) -> list[tuple[Element, ...]]:
    assert callable(weigh)
    rows: dict[tuple[Element, ...], None] = {}
    for variant in phrasing.variants:
        elements: list[Element] = []
        for element in variant:
            if not isinstance(element, Literal):
                elements.append(Slot(element.name, element.kind, element.optional))
                continue
            choices = [_norms(word) for word in element.words]
            if len(choices) == 1:
                for norm in choices[0]:
                    elements.append(Word(frozenset({norm}), weigh(norm), element.optional))
            else:
                norms = frozenset(norm for choice in choices for norm in choice)
                least = min((weigh(norm) for norm in norms), default=0.0)
                elements.append(Word(norms, least, element.optional))
        elements = [_placed(one, after) for one, after in zip_longest(elements, elements[1:])]
        if not any(isinstance(one, Word) and one.weight and not one.optional for one in elements):
            # "who am i" has nothing but words without content: then they are its content.
            elements = [
                Word(one.norms, _SHORTEST_STOP, False)
                if isinstance(one, Word) and not one.optional
                else one
                for one in elements
            ]
        rows[tuple(elements)] = None
    return list(rows)


def _placed(element: Element | None, after: Element | None) -> Element:
    """ "under {dir}" is "in {dir}": before a path all prepositions of place are one."""
    assert element is not None
    place = isinstance(element, Word) and not element.norms.isdisjoint({"in", "under", "inside"})
    if place and isinstance(after, Slot) and TYPES[after.kind].family == "path":
        assert isinstance(element, Word)
        return Word(element.norms | PLACE_WORDS, 0.0, element.optional)
    return element


def _size(element: Element) -> float:
    if element.optional:
        return 0.0
    return element.weight if isinstance(element, Word) else SLOT_WEIGHT


def _terms(elements: Iterable[Element]) -> set[str]:
    """What a row is found by: its words with content, and its slots' types."""
    terms: set[str] = set()
    for element in elements:
        if isinstance(element, Slot):
            terms.add("{" + element.kind + "}")
        elif element.weight:
            terms |= element.norms
    return terms


def _element_data(element: Element) -> list[object]:
    if isinstance(element, Slot):
        return [element.name, element.kind, int(element.optional)]
    return [sorted(element.norms), round(element.weight, 4), int(element.optional)]


def _recipe_data(recipe: Recipe) -> dict[str, object]:
    known = {norm for norm in _norms(recipe.why) if norm not in STOP_WORDS}
    return {
        "id": recipe.id,
        "run": _template_data(recipe.run),
        "macos": _template_data(recipe.macos) if recipe.macos else None,
        "why": recipe.why,
        "needs": _needed(recipe),
        "known": sorted(known | _literal_norms(recipe)),
        "implied": sorted(_implied(recipe)),
    }


def _template_data(template: Template) -> list[object]:
    return [
        part
        if isinstance(part, str)
        else [
            part.name,
            part.kind,
            part.form,
            part.default,
            part.spot.place.value,
            int(part.spot.starts_word),
            int(part.spot.after_guard),
        ]
        for part in template.parts
    ]


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
        if compiled.stamp != expected:
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

    def postings(self, norm: str) -> array[int]:
        """Row numbers and sizes in thousandths, alternating, shortest phrasings first."""
        row = self.connection.execute(
            "select substr(postings, 1, ?) from norms where norm = ?", (MOST_POSTINGS * 8, norm)
        ).fetchone()
        flat = array("I")
        if row is not None and row[0]:
            flat.frombytes(row[0])
            if sys.byteorder == "big":
                flat.byteswap()
        return flat

    def rows(self, numbers: Sequence[int]) -> list[tuple[int, int, tuple[Element, ...]]]:
        """Row number, recipe number and elements of each row."""
        marks = ",".join("?" * len(numbers))
        found = self.connection.execute(
            f"select id, recipe, data from rows where id in ({marks})", numbers
        )
        return [(row, recipe, _elements(json.loads(data))) for row, recipe, data in found]

    def entries(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Recipes by number."""
        marks = ",".join("?" * len(numbers))
        found = self.connection.execute(
            f"select id, data from recipes where id in ({marks})", numbers
        )
        return {number: _entry(json.loads(data)) for number, data in found}


def _elements(data: list[list[object]]) -> tuple[Element, ...]:
    elements: list[Element] = []
    for first, second, optional in data:
        if isinstance(first, str):
            elements.append(Slot(first, str(second), bool(optional)))
        else:
            assert isinstance(first, list)
            assert isinstance(second, int | float)
            elements.append(Word(frozenset(first), float(second), bool(optional)))
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
