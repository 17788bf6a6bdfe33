"""What becomes of gorilla's signals while a command runs.

Invariant: a signal that gorilla gets reaches the command once, whether the
terminal sent it or somebody else, and gorilla itself goes on.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

_FORWARDED = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGTERM", "SIGHUP", "SIGWINCH", "SIGUSR1", "SIGUSR2")
_SEEN_BY_WHOLE_GROUP = ("SIGINT", "SIGQUIT")
"""Signals of the terminal's keys that a shared command gets by itself, and gorilla outlives."""
_LEFT_TO_TERMINAL = ("SIGTSTP", "SIGWINCH")
"""Signals that mean to both, in a shared group, what they always mean."""


class Signals:
    """What gorilla does with signals while a command runs."""

    def __init__(self, *, own_group: bool) -> None:
        self._own_group = own_group
        self._pid: int | None = None
        self._early: list[int] = []
        self._before: dict[int, Any] = {}
        self._continued = False

    def __enter__(self) -> Self:
        if threading.current_thread() is not threading.main_thread():
            return self  # Python handles signals in the main thread only
        for name in _FORWARDED:
            if self._own_group or name not in _LEFT_TO_TERMINAL:
                self._handle(name, self._forward)
        if not self._own_group:
            for name in _SEEN_BY_WHOLE_GROUP:
                self._handle(name, lambda number, frame: None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            # None stands for a handler that was not set from Python.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def _handle(self, name: str, handler: Any) -> None:
        number = getattr(signal, name)
        before = signal.getsignal(number)
        if before is signal.SIG_IGN:
            return  # as under nohup: the command ignores it as well
        signal.signal(number, handler)
        self._before.setdefault(number, before)

    def _forward(self, number: int, frame: FrameType | None) -> None:
        if self._pid is None:
            self._early.append(number)
        else:
            self.send(number)

    def aim(self, pid: int | None) -> None:
        """Say which process the signals are for; None when it has ended."""
        self._pid = pid
        if pid is not None:
            for number in self._early:
                self.send(number)
        self._early.clear()

    def send(self, number: int) -> None:
        """Send the command a signal, and all of its group when it has one of its own."""
        if self._pid is None:
            return
        with suppress(ProcessLookupError, PermissionError):  # ended, or became another user's
            if self._own_group:
                os.killpg(self._pid, number)
            else:
                os.kill(self._pid, number)

    def stop_gorilla(self) -> bool:
        """Stop gorilla's whole group until somebody continues it.

        False when nothing happened, because no shell is there to continue it.
        """
        if threading.current_thread() is not threading.main_thread():
            return False
        self._continued = False
        stop_before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        continue_before = signal.signal(signal.SIGCONT, self._note_continued)
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        signal.signal(signal.SIGCONT, continue_before)
        signal.signal(signal.SIGTSTP, stop_before)
        return self._continued

    def _note_continued(self, number: int, frame: FrameType | None) -> None:
        self._continued = True
