"""What a check may look at, and what a check is.

Invariant: a check sees what a command did, never how it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.harness.calls import Call
from benchmarks.harness.sandbox import Process
from benchmarks.harness.tree import Tree


@dataclass(frozen=True, slots=True)
class Evidence:
    """The world before and after a command, and what it printed."""

    before: Tree
    after: Tree
    stdout: str
    stderr: str
    exit_status: int
    calls: tuple[Call, ...] = ()
    processes_before: tuple[Process, ...] = ()
    processes: tuple[Process, ...] = ()
    probes: tuple[str, ...] = ()
    ended_at: float = 0.0
    """Seconds since the epoch."""


Look = Callable[[Evidence], str | None]
"""None when all is as asked, else one sentence that says what is not."""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition, or several joined by all_of and any_of."""

    look: Look
    probes: tuple[str, ...] = ()
    """Commands to run afterwards whose output the check needs."""
    settles_tree: bool = False
    """True when it says what becomes of the files; else they must stay as they were."""
    reads: Callable[[Tree], Sequence[str] | None] = field(default=lambda _tree: None)
    """The names it expects to be printed, for the proof that they are not the empty set."""
