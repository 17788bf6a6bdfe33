"""Decides whether a command does what a task asks, by running it.

Invariant: the same command on the same task gets the same verdict; a command that runs into a
limit is wrong, whatever it has done by then.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.harness import calls
from benchmarks.harness.evidence import Evidence
from benchmarks.harness.fixtures import CWD, Stock
from benchmarks.harness.sandbox import Run, Sandbox
from benchmarks.harness.tasks import Task
from benchmarks.harness.tree import Tree

BROKEN = "the check itself broke:"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one command."""

    right: bool
    reason: str
    """Why it is wrong; empty when it is right."""
    stdout: str
    stderr: str
    seconds: float


class Judge:
    """Runs commands for tasks on a pool of sandboxes."""

    def __init__(
        self, sandbox: Sandbox, stock: Stock, jobs: int = 1, patience: float = 1.0
    ) -> None:
        """`patience` stretches every task's time limit, for a machine that is busy otherwise."""
        self._sandbox, self._stock, self._jobs = sandbox, stock, jobs
        self._patience = patience

    def decide(self, task: Task, command: str) -> Verdict:
        """The verdict on one command. Raises SandboxError when it could not be run."""
        built = self._stock.get(task.fixture)
        if "\0" in command or not command.strip():
            return Verdict(False, "no command at all", "", "", 0.0)
        run = self._sandbox.run(
            built.job(command, task.check.probes, task.timeout * self._patience)
        )
        after = Tree.read(run.rows, CWD, built.before.now, built.before)
        reason = _limit(run)
        if reason is None:
            evidence = Evidence(
                before=built.before,
                after=after,
                stdout=run.stdout,
                stderr=run.stderr,
                exit_status=run.exit_status,
                calls=calls.read(run.calls),
                processes_before=run.processes_before,
                processes=run.processes,
                probes=run.probes,
                ended_at=time.time(),
            )
            reason = _look(task, evidence)
        return Verdict(reason is None, reason or "", run.stdout, run.stderr, run.seconds)

    def decide_all(self, pairs: Sequence[tuple[Task, str]]) -> list[Verdict]:
        """Verdicts in the order of the pairs; several sandboxes work at once."""
        with ThreadPoolExecutor(self._jobs) as pool:
            return list(pool.map(lambda pair: self.decide(*pair), pairs))


def _look(task: Task, evidence: Evidence) -> str | None:
    try:
        return task.check.look(evidence)
    except Exception as error:  # noqa: BLE001 - a check that breaks must never pass a command
        return f"{BROKEN} {type(error).__name__}: {error}"


def _limit(run: Run) -> str | None:
    if run.timed_out:
        return "it did not end in time"
    if run.flooded:
        return "it printed without end"
    return None
