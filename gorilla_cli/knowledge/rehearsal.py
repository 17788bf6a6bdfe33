"""Asks recipes their own phrasings, to find those that the matcher mistakes.

Invariant: deterministic; the same recipes give the same requests and findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.phrasing import Phrasing, PhrasingError, expansions
from gorilla_cli.knowledge.recipe_format import Problem, Recipe
from gorilla_cli.knowledge.recipes import RecipeBook
from gorilla_cli.knowledge.slots import TYPES
from gorilla_cli.knowledge.writing import FormError

CONFIDENT = 0.6
"""What a recipe's own phrasing must reach."""
_SENTENCES = 4
"""How many of the sentences that a phrasing stands for are asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request made from a phrasing, with the command that answers it."""

    recipe: Recipe
    phrasing: Phrasing
    text: str
    expected: str


def rehearse(
    recipes: Sequence[Recipe], folder: Path, cache: Path | None = None
) -> tuple[list[Problem], int]:
    """What the book of this folder answers otherwise, and how many questions were asked."""
    problems: list[Problem] = []
    asked = 0
    with RecipeBook.open(cache, shipped=folder, packaged=folder / "none") as book:
        for question in questions(recipes):
            asked += 1
            recipe = question.recipe
            context = Context("linux", "bash", "/", "/", tools=_tools(recipe))
            answers = book.answers(question.text, context, 3)
            if not answers:
                said = "nothing"
            elif answers[0].command != question.expected:
                said = f"{answers[0].recipe}: {answers[0].command}"
            elif answers[0].confidence < CONFIDENT:
                said = f"the right thing, but only at {answers[0].confidence:.2f}"
            else:
                continue
            problems.append(
                Problem(recipe.path, recipe.line, f"{recipe.id}: “{question.text}” gives {said}")
            )
    return problems, asked


def questions(recipes: Iterable[Recipe]) -> Iterator[Question]:
    """A few sentences of every phrasing, slots filled with sample values."""
    for recipe in recipes:
        values = recipe.sample_values()
        for phrasing in recipe.say:
            try:
                sentences = expansions(phrasing)
            except PhrasingError:  # told by clashes
                continue
            for sentence in _spread(sentences):
                named = {piece[1:-1] for piece in sentence if piece.startswith("{")}
                given = {name: value for name, value in values.items() if name in named}
                try:
                    expected = recipe.run.fill(given)
                except FormError:
                    continue
                text = " ".join(
                    _typed(recipe.example[piece[1:-1]], phrasing.slots[piece[1:-1]])
                    if piece.startswith("{")
                    else piece
                    for piece in sentence
                )
                yield Question(recipe, phrasing, text, expected)


def _tools(recipe: Recipe) -> frozenset[str]:
    """What is installed where such a recipe is asked for; empty when it does not say."""
    started = {
        recipe.example[name].split()[0]
        for name, kind in recipe.slot_types().items()
        if kind in ("command", "program")
    }
    return frozenset({*recipe.needs, *started}) if recipe.needs else frozenset()


def _spread(sentences: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The first, the last and some between."""
    if len(sentences) <= _SENTENCES:
        return list(sentences)
    step = (len(sentences) - 1) / (_SENTENCES - 1)
    return [sentences[round(step * at)] for at in range(_SENTENCES)]


_PLAIN = re.compile(r"[\w$][\w./@%+=*~^:-]*(?<![.:])|\.\w+|/[\w./*-]*")


def _typed(sample: str, kind: str) -> str:
    """A sample as a person would type it: text that is not one plain word in quotes."""
    slot = TYPES[kind]
    if slot.many or slot.family not in ("text", "name", "amount") or kind in ("size", "duration"):
        return sample
    if kind == "delimiter":
        return sample if len(sample) > 1 else f'"{sample}"'
    return sample if slot.family == "amount" or _PLAIN.fullmatch(sample) else f'"{sample}"'
