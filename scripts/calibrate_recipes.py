#!/usr/bin/env python3
"""Fits the chance that an answer from recipes is right to judged development tasks.

    scripts/calibrate_recipes.py [--write] [FAMILY...]

Asks the recipe book every task of benchmarks/tasks, judges its first answer by running
it, prints a reliability table with Wilson intervals (95 %), and fits a monotone table
(pool adjacent violators, each pool drawn towards the average). With --write the table
goes to gorilla_cli/knowledge/calibration.json.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.harness.fixtures import Stock  # noqa: E402
from benchmarks.harness.judge import Judge  # noqa: E402
from benchmarks.harness.sandbox import Sandbox  # noqa: E402
from benchmarks.harness.tasks import Task, all_tasks, select  # noqa: E402
from gorilla_cli.context import gather  # noqa: E402
from gorilla_cli.domain import Context  # noqa: E402
from gorilla_cli.environment import Environment  # noqa: E402
from gorilla_cli.knowledge.calibration import TABLE, evidence, probability  # noqa: E402
from gorilla_cli.knowledge.recipes import RecipeBook  # noqa: E402

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)
PRIOR = 2.0
"""So many imagined answers of average quality are added to every pool."""
HIGHEST = 0.98
FOLDS = 5


def observe(families: Sequence[str]) -> list[tuple[float, bool]]:
    """Evidence of the first answer to each task, and whether it is right."""
    machine = gather(Environment.of_process())
    pairs: list[tuple[Task, str]] = []
    given: list[float] = []
    with (
        Sandbox(2) as sandbox,
        Stock(sandbox) as stock,
        RecipeBook.open(None) as book,
    ):
        for task in select(all_tasks(), families):
            entries = stock.get(task.fixture).before.entries.values()
            files = sorted(
                entry.path + "/" * entry.is_dir
                for entry in entries
                if entry.depth == 1 and not entry.hidden
            )
            context = Context(
                "linux", "bash", "/", "/", files=tuple(files[:60]), tools=machine.tools
            )
            answers = book.answers(task.request, context, 1)
            if not answers:
                continue
            matches = book.matches(task.request, context)
            command = answers[0].command
            others = (match.score for match in matches[1:] if match.entry.id != answers[0].recipe)
            pairs.append((task, command))
            given.append(evidence(matches[0].score, next(others, 0.0)))
        verdicts = Judge(sandbox, stock, 2).decide_all(pairs)
    return [(one, verdict.right) for one, verdict in zip(given, verdicts, strict=True)]


def fit(seen: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Pools of evidence with rising chances: pairs of middle evidence and chance."""
    average = sum(right for _, right in seen) / len(seen)
    pools: list[list[float]] = []  # sum of evidence, right, count
    for given, right in sorted(seen):
        pools.append([given, float(right), 1.0])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    table: list[tuple[float, float]] = [(0.0, 0.0)]
    for total, right, count in pools:
        chance = min(HIGHEST, (right + PRIOR * average) / (count + PRIOR))
        middle = round(total / count, 3)
        if middle > table[-1][0]:
            table.append((middle, round(max(chance, table[-1][1]), 3)))
    return table


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a rate."""
    z = 1.96
    rate = right / count
    middle = rate + z * z / (2 * count)
    spread = z * math.sqrt(rate * (1 - rate) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


def held_out(seen: Sequence[tuple[float, bool]]) -> list[tuple[float, bool]]:
    """Confidence of each answer by a table that was fitted without it, and whether it is right."""
    result = []
    for fold in range(FOLDS):
        rest = [pair for at, pair in enumerate(seen) if at % FOLDS != fold]
        fitted = fit(rest)
        result += [
            (probability(given, fitted), right)
            for at, (given, right) in enumerate(seen)
            if at % FOLDS == fold
        ]
    return result


def report(title: str, judged: Sequence[tuple[float, bool]]) -> None:
    """Print how often answers of each confidence are right."""
    print(f"{title}\nconfidence   answers  mean  right  95 % interval")
    for low, high in pairwise(BINS):
        inside = [pair for pair in judged if low <= pair[0] < high]
        if inside:
            right = sum(pair[1] for pair in inside)
            mean = sum(pair[0] for pair in inside) / len(inside)
            least, most = wilson(right, len(inside))
            print(
                f"{low:.1f} to {min(high, 1):.1f}   {len(inside):7}  {mean:.2f}"
                f"   {right / len(inside):.2f}  {least:.2f} to {most:.2f}"
            )


def main() -> int:
    """Judge, report, fit, write."""
    write = "--write" in sys.argv
    seen = observe([argument for argument in sys.argv[1:] if argument != "--write"])
    report("the table as it was", [(probability(given), right) for given, right in seen])
    report("fitted anew, each answer by the other folds", held_out(seen))
    fitted = fit(seen)
    if not write:
        print(json.dumps(fitted))
        return 0
    rows = ",\n    ".join(json.dumps(pair) for pair in fitted)
    origin = json.dumps(f"{len(seen)} judged development tasks")
    TABLE.write_text(
        f'{{\n  "fitted on": {origin},\n  "table": [\n    {rows}\n  ]\n}}\n', encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
