"""The controlling terminal: whose foreground it is, and its modes.

Invariant: the foreground is given back only by the one who has it, and no
change to the terminal stops gorilla, wherever it runs. Without a terminal
everything here does nothing.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Terminal:
    """The controlling terminal: whose foreground it is, and its modes."""

    def __init__(self, tty: Path) -> None:
        self._fd: int | None
        try:
            self._fd = os.open(tty, os.O_RDWR | os.O_NOCTTY)
        except OSError:
            self._fd = None
        self._modes = self.modes()
        self.usable = self.ours and os.isatty(1)
        """Whether the foreground can be given to the command: nobody else writes to it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._fd is not None:
            os.close(self._fd)

    @property
    def exists(self) -> bool:
        """Whether there is a terminal at all."""
        return self._fd is not None

    @property
    def ours(self) -> bool:
        """Whether gorilla's group is in the foreground."""
        return self.belongs_to(os.getpgrp())

    def belongs_to(self, group: int) -> bool:
        """Whether the group is in the foreground."""
        return self._foreground() == group

    def hand_to(self, group: int) -> None:
        """Put the group into the foreground."""
        if self._fd is not None:
            with _from_background(), suppress(OSError):
                os.tcsetpgrp(self._fd, group)

    def take_from(self, group: int) -> None:
        """Put gorilla into the foreground again, unless somebody else has taken it."""
        if self.belongs_to(group) or not self._foreground_lives():
            self.hand_to(os.getpgrp())

    def modes(self) -> list[Any] | None:
        """The terminal's settings (echo and the like)."""
        if self._fd is None:
            return None
        import termios

        try:
            return termios.tcgetattr(self._fd)
        except termios.error:
            return None

    def set_modes(self, modes: list[Any] | None) -> None:
        """Change the terminal's settings."""
        if self._fd is None or modes is None:
            return
        import termios

        with _from_background(), suppress(termios.error):
            termios.tcsetattr(self._fd, termios.TCSANOW, modes)

    def restore_modes(self) -> None:
        """Set what was set before the command, when the terminal is not another job's."""
        if self.ours:
            self.set_modes(self._modes)

    def _foreground(self) -> int | None:
        if self._fd is None:
            return None
        try:
            return os.tcgetpgrp(self._fd)
        except OSError:
            return None

    def _foreground_lives(self) -> bool:
        group = self._foreground()
        if group is None or group <= 1:
            return False
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


@contextmanager
def _from_background() -> Iterator[None]:
    """Lets a process that is not in the foreground change the terminal without being stopped."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
