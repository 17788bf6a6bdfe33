"""Curated recipes and composed commands: answers at once, without a model.

Invariant: the only backend that imports knowledge. A command that both the book
and composition give comes once, with the better confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from gorilla_cli.domain import Completion, Query

if TYPE_CHECKING:
    from gorilla_cli.backends.base import Parts
    from gorilla_cli.knowledge.answer import Answer
    from gorilla_cli.knowledge.recipes import RecipeBook

SURE = 0.8
"""From here on an answer is given at once."""
LEAST_CONFIDENCE = 0.2
"""Answers below are more likely noise than help, and noise costs trust."""


def create(parts: Parts) -> RecipesBackend:
    """The backend with the person's own recipes."""
    return RecipesBackend(parts.paths.recipe_cache, (parts.paths.recipes,))


class RecipesBackend:
    """Answers from the recipe book and from composition, best first."""

    name = "recipes"
    instant = True

    def __init__(self, cache: Path | None = None, folders: Sequence[Path] = ()) -> None:
        """`cache`: where compiled recipes may be kept; `folders`: the person's own recipes."""
        self._cache = cache
        self._folders = tuple(folders)
        self._book: RecipeBook | None = None
        self._lock = Lock()

    def shown(self, query: Query) -> str:
        """Nothing: no model is asked."""
        return ""

    def count(self) -> int:
        """How many recipes there are."""
        with self._lock:
            return self._open().count

    def problems(self) -> tuple[str, ...]:
        """What is wrong with recipes, one line each."""
        with self._lock:
            return self._open().notes

    def suggest(self, query: Query, cancel: Event) -> Iterator[Completion]:
        """Yield at most `query.count` commands, likeliest first."""
        with self._lock:
            answers = self._from_book(query)
        first = merged(answers, 1)
        # A sure answer need not wait for composition, which takes 0.1 s to begin.
        early = [answer for answer in first if answer.confidence >= SURE]
        if cancel.is_set():
            return
        yield from map(_completion, early)
        if not cancel.is_set():
            answers += self._composed(query)
        for answer in merged(answers, query.count):
            if cancel.is_set():
                return
            if answer not in early:
                yield _completion(answer)

    def _open(self) -> RecipeBook:
        from gorilla_cli.knowledge.recipes import RecipeBook

        if self._book is None:
            self._book = RecipeBook.open(self._cache, self._folders)
        return self._book

    def _discard_cache(self) -> Path | None:
        """Remove the compiled files; gives None when they cannot be removed."""
        if self._cache is None:
            return None
        try:
            for path in self._cache.parent.glob(f"*{self._cache.name}"):
                path.unlink()
        except OSError:
            return None
        return self._cache

    def _from_book(self, query: Query) -> list[Answer]:
        from sqlite3 import DatabaseError

        text, context = query.request.text, query.context
        try:
            return self._open().answers(text, context, query.count)
        except DatabaseError:
            # A damaged compiled file: without a cache the book is compiled anew.
            self._book, self._cache = None, self._discard_cache()
            return self._open().answers(text, context, query.count)

    def _composed(self, query: Query) -> list[Answer]:
        from gorilla_cli.knowledge.compose import compose

        return compose(query.request.text, query.context, query.count)

    def close(self) -> None:
        """Close the book; may be called twice."""
        with self._lock:
            if self._book is not None:
                self._book.close()
                self._book = None


def _completion(answer: Answer) -> Completion:
    return Completion(
        text=answer.command,
        backend=RecipesBackend.name,
        model=answer.recipe,
        exact=True,
        confidence=answer.confidence,
        explanation=answer.explanation,
    )


def merged(answers: Iterable[Answer], count: int) -> list[Answer]:
    """The likeliest answers, no command twice."""
    best: dict[str, Answer] = {}
    for answer in sorted(answers, key=lambda one: -one.confidence):
        if answer.confidence >= LEAST_CONFIDENCE:
            best.setdefault(answer.command, answer)
    return list(best.values())[:count]
