"""Finds recipes that cannot be told apart: equal ids, equal phrasings.

Invariant: two recipes may share a phrasing only when both name their programs
in `needs` and share none, so that the installed programs decide (apt or dnf).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gorilla_cli.knowledge.language.tokens import tokenize
from gorilla_cli.knowledge.phrasing import Phrasing, PhrasingError, expansions
from gorilla_cli.knowledge.recipe_format import Problem, Recipe

_NOISE = frozenset("a an the please my me i how do can all".split())
_ALIKE = dict.fromkeys(("file", "files", "paths", "archive"), "path") | {"dirs": "dir"}
"""Slot types whose values look the same, so that they tell no two phrasings apart."""
_PLAIN = frozenset("find list get".split())
"""Verbs that most requests could start with; they alone do not tell two requests apart."""


def clashes(recipes: Sequence[Recipe]) -> tuple[Problem, ...]:
    """Every clash, reported at the later recipe."""
    problems: list[Problem] = []
    ids: dict[str, Recipe] = {}
    owners: dict[tuple[str, ...], list[tuple[Recipe, Phrasing]]] = {}
    for recipe in recipes:
        first = ids.setdefault(recipe.id, recipe)
        if first is not recipe:
            problems.append(
                Problem(recipe.path, recipe.line, f"id {recipe.id} is also in {_at(first)}")
            )
        for phrasing in recipe.say:
            problems += _clashes_of(recipe, phrasing, owners)
    return tuple(problems)


def _clashes_of(
    recipe: Recipe,
    phrasing: Phrasing,
    owners: dict[tuple[str, ...], list[tuple[Recipe, Phrasing]]],
) -> Iterable[Problem]:
    try:
        sentences = expansions(phrasing)
    except PhrasingError as error:
        yield Problem(recipe.path, recipe.line, f"{error}: {phrasing.text}")
        return
    reported: set[str] = set()
    for sentence in sentences:
        key = normal(sentence, phrasing)
        if not key or all(word.startswith("{") or word in _PLAIN for word in key):
            yield Problem(
                recipe.path, recipe.line, f"says nothing when short: {' '.join(sentence)}"
            )
            return
        for other, theirs in owners.setdefault(key, []):
            if other is recipe or _told_apart(recipe, other) or other.id in reported:
                continue
            reported.add(other.id)
            yield Problem(
                recipe.path,
                recipe.line,
                f"{recipe.id}: “{' '.join(sentence)}” is also said by {other.id} "
                f"({_at(other)}: “{theirs.text}”)",
            )
        owners[key].append((recipe, phrasing))


def _told_apart(one: Recipe, other: Recipe) -> bool:
    return bool(one.needs and other.needs and not set(one.needs) & set(other.needs))


def _at(recipe: Recipe) -> str:
    return f"{recipe.path.name}:{recipe.line}"


def normal(sentence: tuple[str, ...], phrasing: Phrasing) -> tuple[str, ...]:
    """A sentence with words folded and slots reduced to their types."""
    words: list[str] = []
    for piece in sentence:
        if piece.startswith("{"):
            kind = phrasing.slots[piece[1:-1]]
            words.append("{" + _ALIKE.get(kind, kind) + "}")
        else:
            words += [token.norm for token in tokenize(piece)]
    return tuple(word for word in words if word not in _NOISE)
