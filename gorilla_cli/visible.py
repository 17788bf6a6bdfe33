"""Text made safe to show: nothing that a terminal would obey or a reader would not see.

Invariant: pure; the result holds no control character, bidirectional control,
zero-width or other invisible format character, and text without them is
returned unchanged.
"""

from __future__ import annotations

import unicodedata

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_SHORT_ESCAPES = {"\t": "\\t", "\r": "\\r", "\n": "\\n", "\x1b": "\\e"}


def is_invisible(character: str) -> bool:
    """True for one character that is not seen, or that a terminal acts upon."""
    return unicodedata.category(character) in _INVISIBLE_CATEGORIES


def visible(text: str, *, keep: str = "") -> str:
    """The text with every invisible character written as an escape.

    `keep` lists characters that pass as they are; a multi-line view keeps newlines.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if character in keep or not is_invisible(character) else _escape(character)
        for character in text
    )


def _escape(character: str) -> str:
    short = _SHORT_ESCAPES.get(character)
    if short:
        return short
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
