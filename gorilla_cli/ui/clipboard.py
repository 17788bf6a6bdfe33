"""Copying through the terminal, so that it works over ssh as well.

Invariant: copies the exact text or does nothing; prints nothing that a terminal
would show.

Facts: OSC 52 is xterm's "Manipulate Selection Data". tmux ignores it from
programs by default, so inside tmux its own `load-buffer -w` is asked. GNU screen
hands on what is wrapped in a device control string of at most 768 bytes.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Callable

from gorilla_cli.environment import Environment

_SCREEN_CHUNK = 700
_TMUX_S = 2.0
_PROGRAMS = (
    ("WAYLAND_DISPLAY", ["wl-copy"]),
    ("DISPLAY", ["xclip", "-selection", "clipboard"]),
    ("DISPLAY", ["xsel", "--input", "--clipboard"]),
)


def copy(text: str, environment: Environment, write: Callable[[str], None]) -> None:
    """Copy text to the clipboard of the person's terminal. `write` reaches the terminal."""
    data = text.encode(errors="surrogateescape")
    if environment.get("TMUX") and _given_to(["tmux", "load-buffer", "-w", "-"], data, environment):
        return
    write(_sequence(data, screen=bool(environment.get("STY"))))
    # Not every terminal on a desktop knows the sequence. Over ssh it is the only way.
    if not environment.get("SSH_TTY"):
        _copy_on_desktop(data, environment)


def _sequence(data: bytes, *, screen: bool) -> str:
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode()}\x07"
    if not screen:
        return sequence
    chunks = range(0, len(sequence), _SCREEN_CHUNK)
    return "".join(f"\x1bP{sequence[at : at + _SCREEN_CHUNK]}\x1b\\" for at in chunks)


def _copy_on_desktop(data: bytes, environment: Environment) -> None:
    if environment.platform == "darwin":
        _given_to(["pbcopy"], data, environment)
        return
    for variable, argv in _PROGRAMS:
        if environment.get(variable) and _given_to(argv, data, environment):
            return


def _given_to(argv: list[str], data: bytes, environment: Environment) -> bool:
    program = shutil.which(argv[0], path=environment.get("PATH", os.defpath))
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *argv[1:]],
            input=data,
            stdout=subprocess.DEVNULL,  # a clipboard program may stay in the background
            stderr=subprocess.DEVNULL,
            env=dict(environment.variables),
            timeout=_TMUX_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
