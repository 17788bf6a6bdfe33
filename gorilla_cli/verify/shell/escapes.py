"""Backslash escapes as `$'…'`, `echo -e` and `printf` know them.

Invariant: pure; unknown escapes stay as they are.
"""

from __future__ import annotations

import re

_SIMPLE = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "?": "?",
}
_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|(0?[0-7]{1,3})|c(.)|(.))",
    re.DOTALL,
)


def decode(text: str) -> str:
    """The text with its backslash escapes replaced by what they stand for."""
    return _ESCAPE.sub(_decoded, text) if "\\" in text else text


def decode_ansi(text: str, start: int) -> tuple[str, int, bool]:
    """The value of `$'…'` whose inside starts at `start`, the offset after it, and if it closed."""
    at = start
    while at < len(text) and text[at] != "'":
        at += 2 if text[at] == "\\" else 1
    at = min(at, len(text))
    return decode(text[start:at]), min(at + 1, len(text)), at < len(text)


def _decoded(match: re.Match[str]) -> str:
    hexadecimal = match[1] or match[2] or match[3]
    if hexadecimal:
        return _character(int(hexadecimal, 16))
    if match[4]:
        return _character(int(match[4], 8) & 0xFF)
    if match[5]:
        return _character(ord(match[5]) & 0x1F)
    return _SIMPLE.get(match[6], match[0])


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
