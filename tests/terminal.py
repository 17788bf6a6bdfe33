"""A real terminal for tests: one program in a detached tmux session of its own.

    with Terminal(["bash", "--norc"], columns=40) as terminal:
        terminal.wait_for("$")
        terminal.type("echo hi")
        terminal.press("Enter")
        terminal.wait_for("hi")

Invariant: each Terminal has its own tmux server and socket, so tests run side by
side; nothing of the person's tmux configuration is read; every wait has a
deadline and fails with the screen it saw.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

Wanted = str | re.Pattern[str] | Callable[[str], bool]

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
"""Marks a test that needs tmux."""

_POLL_S = 0.02


class Terminal:
    """A tmux session that runs one program; used as a context manager."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        term: str = "tmux-256color",
        variables: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        seconds: float = 20.0,
    ) -> None:
        """Start argv. `variables` come on top of a small clean environment.

        `seconds` is the deadline of every wait.
        """
        self.folder = Path(tempfile.mkdtemp(prefix="term"))
        """HOME and working directory of the program, removed at the end."""
        # Else fish's first start reads every manual page of the machine, for minutes.
        (self.folder / ".local/share/fish/generated_completions").mkdir(parents=True)
        self._deadline_s = seconds
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "SHELL": "/bin/sh",
            **(variables or {}),
        }
        options = {
            "default-terminal": term,
            "escape-time": "0",
            "history-limit": "5000",
            "remain-on-exit": "on",
            "remain-on-exit-format": "",
            "set-clipboard": "on",
            "status": "off",
        }
        command = ["start-server", ";"]
        for name, value in options.items():
            command += ["set-option", "-g", name, value, ";"]
        command += ["new-session", "-d", "-x", str(columns), "-y", str(rows)]
        for name, value in environment.items():
            command += ["-e", f"{name}={value}"]
        command += ["-c", str(cwd or self.folder), "--", *argv]
        try:
            self.tmux(*command, environment=environment)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program and its tmux server."""
        self.tmux("kill-server", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def tmux(
        self, *arguments: str, check: bool = True, environment: Mapping[str, str] | None = None
    ) -> str:
        """Run one tmux command on this session's server and return what it prints."""
        done = subprocess.run(
            ["tmux", "-u", "-f", "/dev/null", "-S", str(self.folder / "socket"), *arguments],
            capture_output=True,
            env=None if environment is None else dict(environment),
            timeout=30,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"tmux {arguments[0]}: {done.stderr.decode()}")
        return done.stdout.decode()

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names: "Enter", "Escape", "C-c", "M-Enter", "Down", "j"."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text as it is, without names of keys."""
        self.tmux("send-keys", "-l", "--", text)

    def paste(self, text: str) -> None:
        """Paste text, bracketed where the program asked for that."""
        subprocess.run(
            ["tmux", "-S", str(self.folder / "socket"), "load-buffer", "-b", "paste", "-"],
            input=text.encode(),
            check=True,
            timeout=30,
        )
        self.tmux("paste-buffer", "-p", "-r", "-b", "paste", "-d")

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size."""
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self, *, styled: bool = False, history: bool = False) -> str:
        """What is on the screen, without trailing blank lines.

        `styled` keeps the escape sequences of colours; `history` includes what
        scrolled off.
        """
        arguments = ["capture-pane", "-p"]
        if styled:
            arguments.append("-e")
        if history:
            arguments += ["-S", "-"]
        return self.tmux(*arguments).rstrip("\n")

    def lines(self) -> list[str]:
        """The screen's lines, without trailing blanks."""
        return [line.rstrip() for line in self.screen().split("\n")]

    def wait_for(self, wanted: Wanted, *, seconds: float | None = None) -> str:
        """Wait until the screen contains the text, matches the pattern or pleases the function.

        Returns that screen. Fails with the last screen when the deadline passes.
        """
        found = _finder(wanted)
        deadline = time.monotonic() + (self._deadline_s if seconds is None else seconds)
        while True:
            screen = self.screen()
            if found(screen):
                return screen
            if time.monotonic() > deadline:
                pytest.fail(f"waited for {wanted!r}, saw:\n{screen}")
            time.sleep(_POLL_S)

    def wait_until_gone(self, unwanted: Wanted) -> str:
        """Wait until the screen no longer contains the text."""
        found = _finder(unwanted)
        return self.wait_for(lambda screen: not found(screen))

    def wait_for_end(self) -> int:
        """Wait until the program has ended; its exit status, 128 + N after signal N."""
        deadline = time.monotonic() + self._deadline_s
        form = "#{pane_dead} #{pane_dead_status} #{pane_dead_signal}"
        while time.monotonic() < deadline:
            dead, status, signal = self._ask(form).split(" ")
            if dead == "1" and (status or signal):
                return 128 + int(signal) if signal else int(status)
            if dead == "1":  # tmux sometimes overlooks an end until another child ends
                self.tmux("run-shell", "true")
            time.sleep(_POLL_S)
        pytest.fail(f"the program did not end, saw:\n{self.screen()}")

    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, counted from 0."""
        column, row = self._ask("#{cursor_x} #{cursor_y}").split(" ")
        return int(column), int(row)

    def cursor_is_shown(self) -> bool:
        """Whether the cursor is visible."""
        return self._ask("#{cursor_flag}") == "1"

    def pid(self) -> int:
        """Process id of the program."""
        return int(self._ask("#{pane_pid}"))

    def foreground(self) -> str:
        """Name of the program in the foreground, as it is typed: "sh", "less"."""
        return self._ask("#{pane_current_command}")

    def clipboard(self) -> str:
        """What was last copied in this terminal (OSC 52), empty when nothing was."""
        return self.tmux("show-buffer", check=False)

    def _ask(self, form: str) -> str:
        return self.tmux("display-message", "-p", form).rstrip("\n")


def _finder(wanted: Wanted) -> Callable[[str], bool]:
    if isinstance(wanted, str):
        return lambda screen: wanted in screen
    if isinstance(wanted, re.Pattern):
        return lambda screen: wanted.search(screen) is not None
    return wanted
