"""Fixtures: the trees that commands run on, built once and shared by many tasks.

A file benchmarks/fixtures/NAME.py has a function `build(plot)` and may have `SETUP` (a shell
line that starts processes before each command) and `PROGRAMS` (stand-ins by name).

Invariant: a built fixture is never written to; ages count from the moment it was built, and it
is built anew when it has become too old for them.
"""

from __future__ import annotations

import importlib
import os
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.harness import machine, namespaces
from benchmarks.harness.sandbox import Job, Sandbox
from benchmarks.harness.tree import GROUPS, USERS, Tree

HOME = "/home/sam"
CWD = f"{HOME}/work"
STALE_SECONDS = 240.0
"""Boundaries of ages in fixtures are at least twice this far from any file."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_UIDS = {name: number for number, name in USERS.items()}
_GIDS = {name: number for number, name in GROUPS.items()}


def seconds(age: str) -> float:
    """Seconds of an age such as "40m" or "2.5d"."""
    match = re.fullmatch(r"([\d.]+)([smhd])", age)
    if not match:
        raise ValueError(f"not an age: {age!r}")
    return float(match[1]) * _UNITS[match[2]]


class Plot:
    """What a fixture is written to. Paths are relative to the working directory, or "~/…"."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = home / "work"
        self.root.mkdir(parents=True)
        self.now = time.time()
        self._ages: dict[Path, float] = {}
        self._owners: dict[Path, tuple[int, int]] = {}
        self._modes: dict[Path, int] = {}

    def path(self, name: str) -> Path:
        """The real place of a fixture's path."""
        return self.home / name[2:] if name.startswith("~/") else self.root / name

    def file(
        self,
        name: str,
        content: str | bytes = "",
        *,
        size: int | None = None,
        age: str = "20d",
        mode: int = 0o644,
        owner: str = "root",
        group: str = "root",
    ) -> None:
        """A file with this content, or with `size` bytes that no other file has."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if size is not None:
            content = random.Random(name).randbytes(size)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self._note(path, age, mode, owner, group)

    def dir(
        self,
        name: str,
        *,
        age: str = "20d",
        mode: int = 0o755,
        owner: str = "root",
        group: str = "root",
    ) -> None:
        """A directory, empty unless something is put into it."""
        path = self.path(name)
        path.mkdir(parents=True, exist_ok=True)
        self._note(path, age, mode, owner, group)

    def link(self, name: str, target: str) -> None:
        """A symbolic link; the target is taken as it stands."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
        self._ages[path] = seconds("20d")

    def hard(self, name: str, target: str) -> None:
        """A second name for a file."""
        self.path(name).hardlink_to(self.path(target))

    def shell(self, script: str, **variables: str) -> None:
        """Run a trusted builder's script in the working directory, on the machine itself."""
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            **variables,
        }
        subprocess.run(
            ["bash", "-euc", script],
            cwd=self.root,
            env=environment,
            check=True,
            capture_output=True,
        )

    def _note(self, path: Path, age: str, mode: int, owner: str, group: str) -> None:
        self._ages[path] = seconds(age)
        self._modes[path] = mode
        self._owners[path] = (_UIDS[owner], _GIDS[group])

    def finish(self) -> None:
        """Set owners, modes and times, children before parents."""
        everything = sorted([self.home, *self.home.rglob("*")], reverse=True)
        shift = namespaces.UID_SHIFT if os.getuid() == 0 else None
        for path in everything:
            if shift is not None:
                uid, gid = self._owners.get(path, (0, 0))
                os.chown(path, uid + shift, gid + shift, follow_symlinks=False)
            if not path.is_symlink():
                default = 0o755 if path.is_dir() else path.stat().st_mode & 0o777
                path.chmod(self._modes.get(path, default))
        for path in everything:
            if path in self._ages or path.is_dir():
                moment = self.now - self._ages.get(path, seconds("20d"))
                os.utime(path, (moment, moment), follow_symlinks=False)


@dataclass(frozen=True, slots=True)
class Fixture:
    """How to make a tree, before it is made."""

    name: str
    build: Callable[[Plot], None]
    setup: str
    programs: Mapping[str, str]

    @classmethod
    def load(cls, name: str) -> Fixture:
        """From benchmarks/fixtures/NAME.py."""
        module = importlib.import_module(f"benchmarks.fixtures.{name}")
        return cls(
            name, module.build, getattr(module, "SETUP", ""), getattr(module, "PROGRAMS", {})
        )


@dataclass(frozen=True, slots=True)
class Built:
    """A fixture that stands."""

    fixture: Fixture
    directory: Path
    built_at: float
    before: Tree

    @property
    def work(self) -> Path:
        """Its working directory as the machine sees it."""
        return self.directory / "home" / "work"

    def job(self, command: str, probes: tuple[str, ...] = (), timeout: float = 5.0) -> Job:
        """The job of running this command on it."""
        return _job(self.fixture, self.directory, command, probes, timeout)


def _job(
    fixture: Fixture,
    directory: Path,
    command: str,
    probes: tuple[str, ...] = (),
    timeout: float = 5.0,
    contents: bool = False,
) -> Job:
    return Job(
        command=command,
        home=directory / "home",
        etc=directory.parent / "etc",
        bin=directory / "bin",
        cwd=CWD,
        setup=fixture.setup,
        probes=probes,
        timeout=timeout,
        contents=contents,
    )


class Stock:
    """Builds fixtures when they are first asked for, and again when they have grown stale."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._directory = Path(tempfile.mkdtemp(prefix="fixtures-"))
        self._directory.chmod(0o755)
        self._built: dict[str, Built] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        machine.write_etc(self._directory / "etc")

    def get(self, name: str) -> Built:
        """The fixture, fresh enough for its ages to mean what they say."""
        with self._lock:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            built = self._built.get(name)
            if built is None or time.time() - built.built_at > STALE_SECONDS:
                built = self._build(Fixture.load(name))
                self._built[name] = built
            return built

    def _build(self, fixture: Fixture) -> Built:
        directory = Path(tempfile.mkdtemp(prefix=f"{fixture.name}-", dir=self._directory))
        directory.chmod(0o755)
        plot = Plot(directory / "home")
        fixture.build(plot)
        plot.finish()
        machine.write_programs(directory / "bin", fixture.programs)
        run = self._sandbox.run(_job(fixture, directory, "true", contents=True))
        return Built(fixture, directory, plot.now, Tree.read(run.rows, CWD, plot.now))

    def close(self) -> None:
        shutil.rmtree(self._directory, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
