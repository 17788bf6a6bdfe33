"""A pool of launchers: hands a command to the next free one and returns what became of it.

Invariant: a command runs in namespaces of its own or not at all; when none can be made, running
it raises SandboxError instead of falling back to the machine.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
LAUNCHER = "benchmarks.harness.launcher"


class SandboxError(Exception):
    """The sandbox itself failed; says nothing about the command."""


@dataclass(frozen=True, slots=True)
class Process:
    """Something that was alive in the sandbox."""

    pid: int
    state: str
    """One letter as ps shows it; T is stopped."""
    nice: int
    line: str
    """Its command line, arguments joined by blanks."""


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a command."""

    stdout: str
    stderr: str
    exit_status: int
    timed_out: bool
    flooded: bool
    seconds: float
    rows: list[Any]
    """The trees afterwards, as Tree.read takes them."""
    calls: str
    """What recording stand-ins wrote, as calls.read takes it."""
    processes_before: tuple[Process, ...]
    processes: tuple[Process, ...]
    probes: tuple[str, ...]
    """Standard output of each probe."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to run, and in what surroundings."""

    command: str
    home: Path
    """Lower directory of the home; never written to."""
    etc: Path
    bin: Path
    cwd: str
    setup: str = ""
    """Run before the command; what it leaves in the background stays."""
    probes: tuple[str, ...] = ()
    """Run after the command, in the same sandbox."""
    timeout: float = 5.0
    """Seconds."""
    contents: bool = False
    """True to get the content of every small file, False to get that of changed ones only."""


class Launcher:
    """One launcher process; not for use by two threads at once."""

    def __init__(self) -> None:
        self._scratch = tempfile.mkdtemp(prefix="sandbox-")
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-S", "-X", "utf8", "-m", LAUNCHER, self._scratch],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )

    def run(self, job: Job) -> Run:
        """Run the job. Raises SandboxError when no sandbox could be made."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        message = {
            "command": job.command,
            "home": str(job.home),
            "etc": str(job.etc),
            "bin": str(job.bin),
            "cwd": job.cwd,
            "setup": job.setup,
            "probes": job.probes,
            "timeout": job.timeout,
            "contents": job.contents,
        }
        try:
            _write_all(self._process.stdin.fileno(), json.dumps(message).encode() + b"\n")
            line = self._process.stdout.readline()
        except OSError as error:
            raise SandboxError(f"the launcher is gone: {error}") from error
        answer: dict[str, Any] = json.loads(line) if line else {"broken": "the launcher ended"}
        if "broken" in answer:
            raise SandboxError(answer["broken"])
        setup = answer.get("setup")
        if setup and (setup["exit_status"] or setup["timed_out"]):
            raise SandboxError(f"the setup failed: {setup['stderr']}")
        return Run(
            stdout=answer["stdout"],
            stderr=answer["stderr"],
            exit_status=answer["exit_status"],
            timed_out=answer["timed_out"],
            flooded=answer["flooded"],
            seconds=answer["seconds"],
            rows=answer["tree"],
            calls=answer["calls"],
            processes_before=tuple(Process(*row) for row in answer["before_processes"]),
            processes=tuple(Process(*row) for row in answer["processes"]),
            probes=tuple(answer["probes"]),
        )

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        shutil.rmtree(self._scratch, ignore_errors=True)


def _write_all(number: int, data: bytes) -> None:
    while data:
        data = data[os.write(number, data) :]


class Sandbox:
    """As many launchers as may work at once."""

    def __init__(self, jobs: int = 1) -> None:
        self._idle: queue.Queue[Launcher] = queue.Queue()
        self._all = [Launcher() for _ in range(jobs)]
        for launcher in self._all:
            self._idle.put(launcher)

    def run(self, job: Job) -> Run:
        """Run the job on the next free launcher. Raises SandboxError."""
        launcher = self._idle.get()
        try:
            return launcher.run(job)
        finally:
            self._idle.put(launcher)

    def close(self) -> None:
        for launcher in self._all:
            launcher.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
