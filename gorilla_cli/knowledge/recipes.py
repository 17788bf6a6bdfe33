"""The book of recipes: a request in, filled commands out, without a model.

Invariant: what the book answers depends on the recipes and the request alone, not
on whether a compiled file was at hand; a broken recipe costs only itself and is told
in `notes`.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.answer import Answer
from gorilla_cli.knowledge.calibration import evidence, probability
from gorilla_cli.knowledge.compiled import (
    TYPED_FAMILIES,
    Compiled,
    Entry,
    row_of,
    slot_term,
    slot_weight,
    stamp,
    weight,
)
from gorilla_cli.knowledge.kin import kin
from gorilla_cli.knowledge.language.common import COMMON
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS
from gorilla_cli.knowledge.language.tokens import Token
from gorilla_cli.knowledge.matcher import KIN, LEFT_ENTITY, TYPO, Alignment, Weighted, align
from gorilla_cli.knowledge.recognition import SHAPED_NAMES, Grade, RequestText
from gorilla_cli.knowledge.slots import TYPES
from gorilla_cli.knowledge.writing import FormError

SHIPPED = Path(__file__).parent / "recipes"
"""The recipes that come with gorilla."""
PACKAGED = Path(__file__).parent / "recipes.db"
"""Their compiled form, made when the package was built."""
CANDIDATES = 500
"""How many phrasings are compared word by word."""
SHORTLIST = 120
"""How many phrasings are aligned."""
LEAST_SIZE = 0.2
"""Phrasings that say less than this share of a request are not looked at."""
LEAST_SCORE = 0.3
"""Below this nothing is an answer."""
OWN_BONUS = 0.03
"""What a person's own recipe is ahead, so that it wins ties."""
UNKNOWN_WORD = 0.9
"""Cost of leaving over a word that no recipe has."""
MISSPELT_STOP = 0.2
"""Cost of a word one letter away from one without content ("waht")."""

_PUNCTUATION = frozenset(",;:.!?-")
_ENTITY_SHAPES = frozenset(
    "number size duration date time path dotname glob url host ip email option pair variable "
    "quoted ordinal".split()
)
_TYPED = tuple(
    name for name, kind in TYPES.items() if kind.family in TYPED_FAMILIES or name in SHAPED_NAMES
)
"""Kinds of slots whose values can be told by their shape, in some requests at least."""


@dataclass(frozen=True, slots=True)
class Match:
    """A recipe that fits, before its slots are filled."""

    entry: Entry
    alignment: Alignment
    score: float


class RecipeBook:
    """Recipes, open for questions. Close it when done."""

    def __init__(self, shelves: Sequence[Compiled], notes: tuple[str, ...] = ()) -> None:
        self._shelves = tuple(shelves)
        """The shipped recipes first, then the person's own."""
        self.notes = notes
        """What is wrong with recipes, one line each."""

    @classmethod
    def open(
        cls,
        cache: Path | None,
        folders: Sequence[Path] = (),
        *,
        shipped: Path = SHIPPED,
        packaged: Path = PACKAGED,
    ) -> RecipeBook:
        """The shipped recipes and those in the person's folders.

        `cache` is where the compiled form of the shipped ones may be kept; that of
        the person's own lies beside it. Raises nothing for a broken recipe: `notes`.
        """
        own = sorted(path for folder in folders for path in _toml_files(folder))
        base, notes = _shipped(cache, shipped, packaged)
        if not own:
            return cls((base,), notes)
        extra, more = _own(cache, own, base)
        return cls((base, extra), (*notes, *more))

    def close(self) -> None:
        """Close the files; may be called twice."""
        for shelf in self._shelves:
            shelf.close()

    def __enter__(self) -> RecipeBook:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def count(self) -> int:
        """How many recipes are in it."""
        return sum(shelf.ranked for shelf in self._shelves)

    def answers(self, text: str, context: Context, limit: int = 3) -> list[Answer]:
        """At most `limit` filled commands, likeliest first, no command twice."""
        request, matches = self._matches(text, context)
        filled: dict[str, Match] = {}
        for match in matches:
            # One more than wanted: the lead over it tells how sure the last one is.
            if len(filled) > limit or match.score < LEAST_SCORE:
                break
            try:
                command = match.entry.template(context.os).fill(match.alignment.values)
            except FormError:
                continue
            filled.setdefault(command, match)
        answers: list[Answer] = []
        scores = [match.score for match in filled.values()]
        left = 1.0
        for (command, match), following in zip(filled.items(), [*scores[1:], 0.0], strict=False):
            # The answers exclude each other, so their chances add up to 1 at most.
            chance = min(probability(evidence(match.score, following)), left)
            left -= chance
            answers.append(
                Answer(
                    command=command,
                    confidence=chance,
                    recipe=match.entry.id,
                    explanation=match.entry.why,
                    unused=tuple(request.tokens[i].text for i in match.alignment.unused),
                )
            )
        return answers[:limit]

    def matches(self, text: str, context: Context) -> list[Match]:
        """Every shortlisted recipe that can be filled, best first, for tuning and tests."""
        return self._matches(text, context)[1]

    def _matches(self, text: str, context: Context) -> tuple[RequestText, list[Match]]:
        base = self._shelves[0]
        plain = RequestText(text)
        counts = base.counts(tuple(dict.fromkeys(plain.norms)))
        request = RequestText(
            text, context.files, lambda word: word in counts or word in COMMON, context.tools
        )
        best: dict[str, Match] = {}
        for number, shelf in enumerate(self._shelves):
            weighted = _weighed(request, shelf, counts if shelf is base else None)
            for match in _on_shelf(shelf, weighted, OWN_BONUS if number else 0.0):
                score = match.score * _installed(match.entry, context)
                match = Match(match.entry, match.alignment, score)
                former = best.get(match.entry.id)
                if former is None or former.score < match.score:
                    best[match.entry.id] = match
        ordered = sorted(best.values(), key=lambda match: (-match.score, match.entry.id))
        return request, ordered


def _installed(entry: Entry, context: Context) -> float:
    """1, or less when a program that the command needs is not on PATH."""
    if not context.tools or all(program in context.tools for program in entry.needs):
        return 1.0
    return 0.93


def _on_shelf(shelf: Compiled, weighted: Weighted, bonus: float) -> Iterator[Match]:
    numbers = _shortlist(shelf, weighted)
    if not numbers:
        return
    rows = shelf.rows(numbers)
    entries = shelf.entries(sorted({recipe for recipe, _, _ in rows}))
    for recipe, _, elements in rows:
        entry = entries[recipe]
        alignment = align(row_of(elements, entry), weighted)
        if alignment is not None and alignment.score > 0:
            yield Match(entry, alignment, alignment.score + bonus)


def _weighed(request: RequestText, shelf: Compiled, counts: dict[str, int] | None) -> Weighted:
    if counts is None:
        counts = shelf.counts(tuple(dict.fromkeys(request.norms)))
    weights = []
    near: dict[int, dict[str, float]] = {}
    for index, token in enumerate(request.tokens):
        norm = request.norms[index]
        if token.text in _PUNCTUATION:
            weights.append(0.0)
        elif token.shape in _ENTITY_SHAPES:
            weights.append(LEFT_ENTITY)
        elif norm in counts:
            weights.append(weight(norm, counts[norm], shelf.total))
            near[index] = dict.fromkeys(kin(norm), KIN)
        else:
            weights.append(min(UNKNOWN_WORD, weight(norm, 0, shelf.total)))
            near[index] = dict.fromkeys(kin(norm), KIN)
            if _may_be_misspelt(token, norm):
                others = tuple(one_edit_away(norm))
                known = shelf.counts(others)
                if not STOP_WORDS.isdisjoint(others):
                    weights[-1] = MISSPELT_STOP
                else:
                    near[index].update(dict.fromkeys(known, TYPO))
    return Weighted(request, tuple(weights), near)


def _may_be_misspelt(token: Token, norm: str) -> bool:
    known = norm in COMMON or norm in STOP_WORDS
    return token.shape == "word" and len(norm) > 3 and not known


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_edit_away(word: str) -> Iterator[str]:
    """Every word with one letter dropped, added, exchanged, or two swapped; the first stays."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and tail[0] != letter:
                yield head + letter + tail[1:]


def _shortlist(shelf: Compiled, weighted: Weighted) -> list[int]:
    """The rows that have most in common with the request, by words and kinds of slots."""
    request = weighted.request
    terms: dict[str, float] = {}
    for index, norm in enumerate(request.norms):
        value = weighted.weights[index]
        terms[norm] = max(terms.get(norm, 0.0), value, 0.05)
        for near, worth in weighted.near.get(index, {}).items():
            terms[near] = max(terms.get(near, 0.0), worth / 2)
    for kind in _TYPED:
        grade = max((found.grade for found in request.found(kind)), default=Grade.WORD)
        if grade is not Grade.WORD:
            terms[slot_term(kind)] = slot_weight(kind) * (1 if grade is Grade.SURE else 0.5)
    wanted = sum(weighted.weights)
    least = round(LEAST_SIZE * 1000 * wanted)
    found: defaultdict[int, float] = defaultdict(float)
    for term, value in terms.items():
        for row in shelf.postings(term, least):
            found[row] += value
    scores = []
    for row, size, own in shelf.terms(nlargest(CANDIDATES, found, key=found.__getitem__)):
        kept = sum(terms.get(term, 0.0) for term in own)
        scores.append((kept / (wanted + size / 1000), -row))
    return [-row for _, row in nlargest(SHORTLIST, scores)]


# -- opening ----------------------------------------------------------------------------


def _toml_files(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.glob("*.toml"))
    except OSError:
        return ()


def _shipped(cache: Path | None, folder: Path, packaged: Path) -> tuple[Compiled, tuple[str, ...]]:
    """The shipped recipes. In a tree that is being worked on some may be broken: see notes."""
    files = tuple(_toml_files(folder))
    if packaged.exists():
        ready = Compiled.open(packaged, stamp(files, times=False))
        if ready is not None:
            return ready, ()
    return _compiled(cache, files, stamp(files, times=True), own=False)


def _own(
    cache: Path | None, files: Sequence[Path], base: Compiled
) -> tuple[Compiled, tuple[str, ...]]:
    """The person's own recipes, words weighed as among the shipped ones."""
    readable = [path for path in files if path.is_file()]
    expected = f"{stamp(readable, times=True)}\n{base.stamp}"
    target = cache.with_name(f"own-{cache.name}") if cache is not None else None
    return _compiled(target, readable, expected, own=True, base=base)


def _compiled(
    target: Path | None,
    files: Sequence[Path],
    expected: str,
    *,
    own: bool,
    base: Compiled | None = None,
) -> tuple[Compiled, tuple[str, ...]]:
    """From the cache when that is fresh; else compiled, and kept when nothing is wrong."""
    if target is not None:
        ready = Compiled.open(target, expected)
        if ready is not None:
            return ready, ()
    from gorilla_cli.knowledge.compiling import build
    from gorilla_cli.knowledge.recipe_format import Recipe, read_file

    recipes: list[Recipe] = []
    notes: list[str] = []
    for path in files:
        found, problems = read_file(path, own=own)
        recipes += found
        notes += [str(problem) for problem in problems]
    background = base.background() if base is not None else None
    if target is not None and not notes:
        with contextlib.suppress(OSError, sqlite3.Error):
            build(target, recipes, expected, background)
            ready = Compiled.open(target, expected)
            if ready is not None:
                return ready, ()
    memory = build(None, recipes, expected, background)
    assert memory is not None
    return Compiled(memory), tuple(notes)
