"""One typed answer to a question on the terminal.

Invariant: an answer counts only when Enter ended it and every key of it was
pressed after the question was on the screen. Esc, Ctrl-C and the end of input
are no answer.
"""

from __future__ import annotations

import codecs
import os
import select

from gorilla_cli.environment import Environment
from gorilla_cli.ui import tty as terminal
from gorilla_cli.ui.width import display_width
from gorilla_cli.visible import is_invisible

_ESCAPE_S = 0.05
_ESC, _CTRL_C, _CTRL_D, _CTRL_U, _CTRL_W = "\x1b", "\x03", "\x04", "\x15", "\x17"
_MOST_CHARACTERS = 200


def reply(question: str, descriptor: int, environment: Environment) -> str | None:
    """Ask and return what was typed, without the newline; None for no answer."""
    if environment.get("TERM", "dumb") in ("dumb", "unknown"):
        terminal.flush(descriptor)
        terminal.write(descriptor, question)
        return _line(descriptor)
    with terminal.cbreak(descriptor):
        terminal.write(descriptor, question)
        typed = _typed(descriptor)
        terminal.write(descriptor, "\n")
        return typed


def _line(descriptor: int) -> str | None:
    """A line as the terminal itself edits it."""
    data = b""
    try:
        while not data.endswith(b"\n"):
            more = os.read(descriptor, 1024)
            if not more:
                return None
            data += more
    except OSError:
        return None
    except KeyboardInterrupt:
        terminal.write(descriptor, "\n")
        return None
    return data[:-1].decode(errors="replace")


def _typed(descriptor: int) -> str | None:
    text = ""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    while True:
        try:
            data = os.read(descriptor, 1)
        except OSError:
            return None
        key = decoder.decode(data)
        if not data or key in (_CTRL_C, _CTRL_D):
            return None
        if key == _ESC:
            if not _skip_sequence(descriptor):
                return None
        elif key in ("\r", "\n"):
            return text
        elif key in ("\x7f", "\b"):
            text = _erased(text, 1, descriptor)
        elif key in (_CTRL_U, _CTRL_W):
            text = _erased(text, len(text), descriptor)
        elif key and not is_invisible(key) and len(text) < _MOST_CHARACTERS:
            text += key
            terminal.write(descriptor, key)


def _erased(text: str, count: int, descriptor: int) -> str:
    kept = text[: max(len(text) - count, 0)]
    cells = display_width(text) - display_width(kept)
    terminal.write(descriptor, "\b" * cells + " " * cells + "\b" * cells)
    return kept


def _skip_sequence(descriptor: int) -> bool:
    """Skip what follows Esc within an instant: an arrow key is not Esc. False for a lone Esc."""
    skipped = False
    while select.select([descriptor], [], [], _ESCAPE_S)[0]:
        byte = os.read(descriptor, 1)
        if skipped and b"@" <= byte <= b"~" and byte not in b"[O":
            return True
        if not byte:
            return False
        skipped = True
    return skipped
