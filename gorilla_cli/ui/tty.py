"""The person's terminal, opened apart from the standard streams.

Invariant: whatever ends a `raw` or `cbreak` block (a return, an exception, a
signal that would have killed gorilla), the terminal's modes are as before.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

DEADLY = (signal.SIGTERM, signal.SIGHUP)


class Terminated(SystemExit):
    """A signal told gorilla to end while the terminal was in its hands."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


@contextmanager
def opened(tty: Path) -> Iterator[int]:
    """A descriptor to read from and write to. Raises OSError where there is no terminal."""
    descriptor = os.open(tty, os.O_RDWR | os.O_NOCTTY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def raw(descriptor: int) -> Iterator[None]:
    """Every key arrives at once and none is echoed or acts; keys typed before are dropped."""
    with _modes(descriptor, raw=True):
        yield


@contextmanager
def cbreak(descriptor: int) -> Iterator[None]:
    """As `raw`, but output is still processed as usual, so that a newline returns."""
    with _modes(descriptor, raw=False):
        yield


@contextmanager
def _modes(descriptor: int, *, raw: bool) -> Iterator[None]:
    import termios

    before = termios.tcgetattr(descriptor)
    changed = termios.tcgetattr(descriptor)
    changed[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    if raw:
        changed[1] &= ~termios.OPOST
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    with _dying_politely():
        try:
            # What was typed before the question cannot be an answer to it.
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, changed)
            yield
        finally:
            with suppress(termios.error):  # the terminal may have gone away
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def _dying_politely() -> Iterator[None]:
    """Turns deadly signals into Terminated inside, and dies of them outside."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[int, Any] = {}
    for number in DEADLY:
        handler = signal.getsignal(number)
        if handler is signal.SIG_DFL:
            before[number] = handler
            signal.signal(number, _terminate)
    try:
        yield
    except Terminated as error:
        _restore(before)
        if error.number in before:
            os.kill(os.getpid(), error.number)
        raise
    finally:
        _restore(before)


def _restore(handlers: dict[int, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _terminate(number: int, frame: object) -> NoReturn:
    raise Terminated(number)


def flush(descriptor: int) -> None:
    """Drop what was typed and not read yet."""
    import termios

    with suppress(termios.error):
        termios.tcflush(descriptor, termios.TCIFLUSH)


def write(descriptor: int, text: str) -> None:
    """Write all of the text; a terminal that has gone away is no error here."""
    data = text.encode(errors="replace")
    with suppress(OSError):
        while data:
            data = data[os.write(descriptor, data) :]


def size(descriptor: int) -> tuple[int, int]:
    """Columns and rows; 80 and 24 where the terminal does not know."""
    with suppress(OSError):
        columns, rows = os.get_terminal_size(descriptor)
        if columns > 0 and rows > 0:
            return columns, rows
    return 80, 24
