"""The machine as far as it matters to an answer.

Invariant: reads names only (of executables, of files in the working directory,
of the shell), never contents, apart from input that was piped in on purpose.
"""

from __future__ import annotations

import os
import select
import stat
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from gorilla_cli.domain import PIPED_EXCERPT_BYTES, Context, PipedInput
from gorilla_cli.environment import Environment

FILES_SEEN = 2000
"""Directory entries looked at before a huge directory is cut."""
FILES_KEPT = 60
"""File names handed on; the prompt takes fewer still."""
FIRST_BYTE_WAIT_S = 10.0
"""How long a silent pipe is waited for."""
PAUSE_S = 2.0
"""How long a pipe that has already given something may pause."""


def gather(environment: Environment, piped: PipedInput | None = None) -> Context:
    """The context of this invocation; unreadable parts are empty, nothing is raised."""
    return Context(
        os=environment.platform,
        shell=shell_name(environment),
        cwd=str(environment.cwd),
        home=str(environment.home),
        files=tuple(_files(environment.cwd)),
        tools=frozenset(_tools(environment)),
        piped_excerpt=piped.head.decode("utf-8", "replace") if piped else "",
        user=environment.get("USER", environment.get("LOGNAME")),
    )


def shell_name(environment: Environment, setting: str = "") -> str:
    """The shell's name without its directory; "sh" when nothing says otherwise."""
    return Path(setting or environment.get("SHELL", "/bin/sh")).name


def _files(directory: Path) -> list[str]:
    try:
        with os.scandir(directory) as entries:
            names = [
                entry.name + ("/" if _is_directory(entry) else "")
                for entry in islice(entries, FILES_SEEN)
                if not entry.name.startswith(".")
            ]
    except OSError:
        return []
    return sorted(names)[:FILES_KEPT]


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _tools(environment: Environment) -> Iterable[str]:
    for folder in dict.fromkeys(environment.get("PATH", os.defpath).split(os.pathsep)):
        # Windows folders seen from WSL hold thousands of entries behind a slow file system.
        if not folder.startswith("/") or folder.startswith("/mnt/c/"):
            continue
        try:
            yield from os.listdir(folder)
        except OSError:
            continue


def read_piped(
    environment: Environment, on_wait: Callable[[], None] = lambda: None
) -> PipedInput | None:
    """The first PIPED_EXCERPT_BYTES of what is piped in; None when nothing is.

    Waits until that much, the end, or a pause; `on_wait` is called once when
    the wait grows long enough to need a word. What is read here is lost to
    others, so the head goes on to the chosen command. The rest stays unread.
    """
    try:
        descriptor = environment.stdin.fileno()
        mode = os.fstat(descriptor).st_mode
    except (OSError, ValueError, AttributeError):
        return None
    if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)):
        return None
    head = b""
    told = False
    deadline = time.monotonic() + FIRST_BYTE_WAIT_S
    while len(head) < PIPED_EXCERPT_BYTES:
        step = PAUSE_S if head or not told else deadline - time.monotonic()
        ready = select.select([descriptor], [], [], max(step, 0))[0]
        if not ready:
            if head or told:
                return PipedInput(head, complete=False)
            told = True
            on_wait()
            continue
        chunk = os.read(descriptor, PIPED_EXCERPT_BYTES - len(head))
        if not chunk:
            return PipedInput(head, complete=True)
        head += chunk
    return PipedInput(head, complete=False)
