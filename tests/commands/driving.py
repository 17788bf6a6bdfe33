"""Runs gorilla's command line: in this process, or in one of its own on a terminal."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from gorilla_cli.cli import run
from gorilla_cli.environment import Environment

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


class Gorilla:
    """The command line with its files in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "config" / "config.toml"
        self.history = folder / "data" / "history.db"
        self.variables = {
            "GORILLA_CONFIG_DIR": str(folder / "config"),
            "GORILLA_DATA_DIR": str(folder / "data"),
            "GORILLA_CACHE_DIR": str(folder / "cache"),
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TERM": "xterm",
        }

    def __call__(self, *arguments: str, **variables: str) -> Ran:
        """Without a terminal."""
        streams = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(3)]
        everything = {**self.variables, **variables}
        status = run(Environment(arguments, everything, self.folder, *streams))
        written = [stream.buffer.getvalue() for stream in streams]  # type: ignore[attr-defined]
        out, err = (data.decode("utf-8", "surrogateescape") for data in written[1:])
        return Ran(status, out, err)

    def piped(self, text: str, *arguments: str, **variables: str) -> Ran:
        """In a process of its own, with this on its standard input."""
        ran = subprocess.run(
            [sys.executable, "-m", "gorilla_cli", *arguments],
            input=text,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={**self.variables, "PYTHONPATH": str(ROOT), **variables},
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def typing(self, keys: str, *arguments: str, **variables: str) -> Ran:
        """On a terminal, where these keys are typed once it has said something."""
        ours, theirs = pty.openpty()
        started = subprocess.Popen(
            [sys.executable, "-m", "gorilla_cli", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=self.folder,
            env={**self.variables, "PYTHONPATH": str(ROOT), **variables},
        )
        os.close(theirs)
        shown = b""
        deadline = time.monotonic() + 30
        typed = False
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    chunk = os.read(ours, 4096)
                except OSError:  # the last one to hold the terminal is gone
                    break
                if not chunk:
                    break
                shown += chunk
                if not typed and b"]" in shown:
                    os.write(ours, keys.encode())
                    typed = True
        os.close(ours)
        return Ran(started.wait(10), shown.decode().replace("\r\n", "\n"), "")
