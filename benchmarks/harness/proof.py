"""The proof that tasks judge rightly: right commands pass, wrong ones and doing nothing fail.

`python -m benchmarks.harness.proof [FAMILY | FAMILY/NAME …]` prints what does not hold.

Invariant: a task that this machine lacks the programs for is reported as unproved, never as proved.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.harness.fixtures import Stock
from benchmarks.harness.judge import BROKEN, Judge
from benchmarks.harness.sandbox import Sandbox
from benchmarks.harness.tasks import Task, all_tasks, select

IDLE = ("true", "echo")
"""Doing nothing."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it."""

    problems: tuple[str, ...]
    unproved: tuple[str, ...]
    """Ids of tasks none of whose right commands could run here."""
    runs: int


def prove(tasks: Sequence[Task], judge: Judge) -> Proof:
    """Run every right and wrong command of the tasks."""
    problems = [
        f"{task.id}: needs at least one right and two wrong commands"
        for task in tasks
        if not task.right or len(task.wrong) < 2
    ]
    pairs = [
        (task, command, expected)
        for task in tasks
        for expected, commands in ((True, task.right), (False, (*task.wrong, *IDLE)))
        for command in commands
    ]
    verdicts = judge.decide_all([(task, command) for task, command, _ in pairs])
    proved: dict[str, bool] = defaultdict(bool)
    for (task, command, expected), verdict in zip(pairs, verdicts, strict=True):
        if verdict.reason.startswith(BROKEN):
            problems.append(f"{task.id}: {verdict.reason}: {command}")
        elif expected and not verdict.right:
            if "command not found" in verdict.stderr:
                continue
            problems.append(
                f"{task.id}: right but failed: {command}\n    {verdict.reason}\n    "
                f"{verdict.stdout[:300]!r} {verdict.stderr[:200]!r}"
            )
        elif not expected and verdict.right:
            problems.append(f"{task.id}: wrong but passed: {command}")
        if expected:
            proved[task.id] = True
    unproved = tuple(task.id for task in tasks if not proved[task.id])
    return Proof(tuple(problems), unproved, len(pairs))


def main() -> int:
    """Prove the families or tasks named, or all."""
    tasks = select(all_tasks(), sys.argv[1:])
    jobs = os.cpu_count() or 1
    with Sandbox(jobs) as sandbox, Stock(sandbox) as stock:
        proof = prove(tasks, Judge(sandbox, stock, jobs, patience=3.0))
    for problem in proof.problems:
        print(problem)
    for name in proof.unproved:
        print(f"{name}: unproved, its programs are not here")
    print(f"{len(tasks)} tasks, {proof.runs} runs, {len(proof.problems)} problems")
    return 1 if proof.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
