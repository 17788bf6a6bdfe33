"""Writes recipes in the form they are searched in.

Invariant: a compiled file is written under another name and renamed into place
whole, so that readers see the old one or the new one, and several processes may
write at once. Everything in it can be made again from the recipe files.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from gorilla_cli.errors import RecipeError
from gorilla_cli.knowledge.compiled import Background, slot_term, slot_weight, stamp, weight
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS
from gorilla_cli.knowledge.language.tokens import tokenize
from gorilla_cli.knowledge.phrasing import Literal, Phrasing
from gorilla_cli.knowledge.recipe_format import Recipe, load_file
from gorilla_cli.knowledge.recognition import is_plural
from gorilla_cli.knowledge.rows import Element, Slot, Word
from gorilla_cli.knowledge.shell_syntax import programs
from gorilla_cli.knowledge.slots import TYPES
from gorilla_cli.knowledge.template import Template
from gorilla_cli.knowledge.vocabulary import PLACE_WORDS

_ONLY_STOPS = 0.3
"""Weight of a word without content in a phrasing that has no others."""

_SCHEMA = """
create table meta (name text primary key, value text) without rowid;
create table recipes (id integer primary key, data text);
create table rows (
    id integer primary key, recipe integer, phrasing integer, size integer, terms text, data text
);
create table norms (norm text primary key, recipes integer, postings blob) without rowid;
"""


def build(
    target: Path | None,
    recipes: Sequence[Recipe],
    made_from: str,
    background: Background | None = None,
) -> sqlite3.Connection | None:
    """Write a compiled file, atomically; without a target give it as an in-memory database.

    Raises OSError or sqlite3.Error when the target's folder cannot be written.
    """
    if target is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, recipes, made_from, background)
        return connection
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            connection.execute("pragma journal_mode = off")
            connection.execute("pragma synchronous = off")
            _fill(connection, recipes, made_from, background)
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
    made_from: str,
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
        return weight(norm, counts.get(norm, 0), total, asked=False)

    postings: dict[str, list[tuple[int, int]]] = {}
    recipe_rows: list[tuple[int, str]] = []
    element_rows: list[tuple[int, int, int, int, str, str]] = []
    for number, recipe in enumerate(recipes):
        recipe_rows.append((number, json.dumps(_recipe_data(recipe), ensure_ascii=False)))
        implied = sorted(_implied(recipe))
        for place, phrasing in enumerate(recipe.say):
            for elements in _rows(phrasing, weigh):
                row = len(element_rows)
                data = json.dumps([_element_data(element) for element in elements])
                size = round(1000 * sum(_size(element) for element in elements))
                terms = sorted({*_terms(elements), *implied})
                element_rows.append((row, number, place, size, " ".join(terms), data))
                for term in terms:
                    postings.setdefault(term, []).append((size, row))
    connection.executescript(_SCHEMA)
    connection.executemany("insert into recipes values (?, ?)", recipe_rows)
    connection.executemany("insert into rows values (?, ?, ?, ?, ?, ?)", element_rows)
    connection.executemany(
        "insert into norms values (?, ?, ?)",
        ((norm, counts.get(norm, 0), _packed(pairs)) for norm, pairs in sorted(postings.items())),
    )
    connection.executemany(
        "insert into meta values (?, ?)",
        (("stamp", made_from), ("total", str(total)), ("ranked", str(len(recipes)))),
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


def _rows(phrasing: Phrasing, weigh: Callable[[str], float]) -> list[tuple[Element, ...]]:
    rows: dict[tuple[Element, ...], None] = {}
    for variant in phrasing.variants:
        elements: list[Element] = []
        for element in variant:
            if not isinstance(element, Literal):
                elements.append(Slot(element.name, element.kind, element.optional))
                continue
            choices = [_norms(word) for word in element.words]
            if len(choices) == 1:
                plural = len(choices[0]) == 1 and is_plural(element.words[0], choices[0][0])
                for norm in choices[0]:
                    elements.append(Word(frozenset({norm}), weigh(norm), element.optional, plural))
            else:
                norms = frozenset(norm for choice in choices for norm in choice)
                least = min((weigh(norm) for norm in norms), default=0.0)
                plural = all(word.endswith("s") for word in element.words)
                elements.append(Word(norms, least, element.optional, plural))
        elements = [_placed(one, after) for one, after in zip_longest(elements, elements[1:])]
        if not any(isinstance(one, Word) and one.weight and not one.optional for one in elements):
            # "who am i" has nothing but words without content: then they are its content.
            elements = [
                Word(one.norms, _ONLY_STOPS, False)
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
    return element.weight if isinstance(element, Word) else slot_weight(element.kind)


def _terms(elements: Iterable[Element]) -> set[str]:
    """What a row is found by: its words with content, and its slots' types."""
    terms: set[str] = set()
    for element in elements:
        if isinstance(element, Slot):
            terms.add(slot_term(element.kind))
        elif element.weight:
            terms |= element.norms
    return terms


def _element_data(element: Element) -> list[object]:
    if isinstance(element, Slot):
        return [element.name, element.kind, int(element.optional)]
    flags = int(element.optional) + 2 * element.plural
    return [sorted(element.norms), round(element.weight, 4), flags]


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


def compile_folder(target: Path, folder: Path) -> int:
    """Write the compiled form of a folder for a package; gives the number of recipes.

    Raises RecipeError when one is broken.
    """
    files = sorted(folder.glob("*.toml"))
    recipes = [recipe for path in files for recipe in load_file(path)]
    if not recipes:
        raise RecipeError(f"no recipes in {folder}", "check the source tree")
    build(target, recipes, stamp(files, times=False))
    return len(recipes)
