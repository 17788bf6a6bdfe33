"""Tasks: what is asked, of what, and what has to come of it.

A file benchmarks/tasks/NAME.py fills a Family; its stem is the family's name.

Invariant: a task carries its own proof, at least one command that is right and two that are
plausible and wrong.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.harness.checks import all_of, untouched
from benchmarks.harness.evidence import Check

DIFFICULTIES = ("plain", "conditions", "hard")
"""Plain daily ones; those with several conditions; those that take knowledge or a pipeline."""


@dataclass(frozen=True, slots=True)
class Task:
    """One request with its judge."""

    id: str
    """FAMILY/NAME, never used twice."""
    family: str
    difficulty: str
    request: str
    fixture: str
    check: Check
    right: tuple[str, ...]
    """Commands that do what is asked, as different from each other as people are."""
    wrong: tuple[str, ...]
    """Plausible commands that do not."""
    timeout: float = 5.0
    """Seconds a candidate may take."""


@dataclass(slots=True)
class Family:
    """Collects the tasks of one file."""

    name: str
    fixture: str
    tasks: list[Task] = field(default_factory=list)

    def plain(self, name: str, request: str, check: Check, **rest: Any) -> None:
        """Add an everyday task."""
        self._add("plain", name, request, check, **rest)

    def conditions(self, name: str, request: str, check: Check, **rest: Any) -> None:
        """Add a task with several conditions."""
        self._add("conditions", name, request, check, **rest)

    def hard(self, name: str, request: str, check: Check, **rest: Any) -> None:
        """Add a task that takes knowledge or several steps."""
        self._add("hard", name, request, check, **rest)

    def _add(
        self,
        difficulty: str,
        name: str,
        request: str,
        check: Check,
        *,
        right: Sequence[str] = (),
        wrong: Sequence[str] = (),
        fixture: str = "",
        timeout: float = 5.0,
    ) -> None:
        if isinstance(right, str) or isinstance(wrong, str):
            raise TypeError(f"{name}: right and wrong are lists of commands")
        if not check.settles_tree:
            check = all_of(check, untouched())
        self.tasks.append(
            Task(
                id=f"{self.name}/{name}",
                family=self.name,
                difficulty=difficulty,
                request=request,
                fixture=fixture or self.fixture,
                check=check,
                right=tuple(right),
                wrong=tuple(wrong),
                timeout=timeout,
            )
        )


@functools.cache
def all_tasks() -> tuple[Task, ...]:
    """Every task, by family and in the order of its file."""
    package = importlib.import_module("benchmarks.tasks")
    found: list[Task] = []
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda one: one.name):
        family = importlib.import_module(f"benchmarks.tasks.{module.name}").FAMILY
        found += family.tasks
    return tuple(found)


def select(
    tasks: Sequence[Task], families: Sequence[str] = (), limit: int = 0, seed: int = 0
) -> tuple[Task, ...]:
    """Those of the families ("git", "git/undo" for one task), `limit` of them drawn by the seed."""
    import random

    chosen = [
        task for task in tasks if not families or task.family in families or task.id in families
    ]
    if limit and limit < len(chosen):
        drawn = set(random.Random(seed).sample(range(len(chosen)), limit))
        chosen = [task for position, task in enumerate(chosen) if position in drawn]
    return tuple(chosen)
