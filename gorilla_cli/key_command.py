"""The command that prints an API key.

Invariant: what it prints on stdout is returned and told to nobody; its stderr
may be told. It cannot hang gorilla nor fill its memory.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from threading import Event, Thread
from typing import IO

from gorilla_cli.errors import CredentialError
from gorilla_cli.redact import redact
from gorilla_cli.visible import visible

_MOST_BYTES = 65_536
_TOLD_CHARACTERS = 300


def first_line(command: str, variables: Mapping[str, str], seconds: float) -> str:
    """The first line that the shell command prints, without its end.

    The command has no input. Raises CredentialError when it cannot start, fails,
    prints nothing, or takes longer than that.
    """
    try:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(variables),
            start_new_session=True,
        )
    except OSError as error:
        raise CredentialError(
            f"hosted.api_key_cmd cannot be started: {error.strerror}", _REMEDY
        ) from None
    assert process.stdout
    assert process.stderr
    printed, said = _Drain(process.stdout), _Drain(process.stderr)
    deadline = time.monotonic() + seconds
    try:
        status = process.wait(seconds)
        # Something it left running may hold the pipes open; a line is enough.
        if not printed.wait(deadline - time.monotonic(), whole=False):
            status = status or _NO_LINE
        said.wait(0.1)
    except subprocess.TimeoutExpired:
        raise CredentialError(
            f"hosted.api_key_cmd took longer than {seconds:g} s{said.told()}", _REMEDY
        ) from None
    finally:
        if process.poll() is None:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if status not in (0, _NO_LINE):
        how = f"ended with status {status}" if status > 0 else f"was ended by signal {-status}"
        raise CredentialError(f"hosted.api_key_cmd {how}{said.told()}", _REMEDY)
    line = printed.first_line
    if not line.strip():
        raise CredentialError(f"hosted.api_key_cmd printed nothing{said.told()}", _REMEDY)
    return line


_NO_LINE = -1000
_REMEDY = "Run the command yourself; the first line it prints must be the key."


class _Drain:
    """Reads a pipe to its end in a thread, keeping the beginning only."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._head = b""
        self._line = Event()
        self._end = Event()
        Thread(target=self._run, daemon=True, name="api_key_cmd").start()

    def _run(self) -> None:
        with self._pipe, suppress(OSError):
            while piece := os.read(self._pipe.fileno(), _MOST_BYTES):
                if len(self._head) < _MOST_BYTES:
                    self._head += piece
                if b"\n" in piece:
                    self._line.set()
        self._line.set()
        self._end.set()

    def wait(self, seconds: float, *, whole: bool = True) -> bool:
        return (self._end if whole else self._line).wait(max(0.0, seconds))

    @property
    def first_line(self) -> str:
        return self._head.partition(b"\n")[0].decode("utf-8", "replace")

    def told(self) -> str:
        """What was said, on one line and without secrets, or nothing."""
        text = " ".join(self._head[:4096].decode("utf-8", "replace").split())
        return f": {visible(redact(text).text)[:_TOLD_CHARACTERS]}" if text else ""
