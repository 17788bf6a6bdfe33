"""How much room text takes on a terminal.

Invariant: pure; widths are counted in terminal cells. Nothing is imported for
text in Latin letters and gorilla's own signs, which is nearly all there is.
"""

from __future__ import annotations

_FIRST_COMBINING = "\u0300"
_NARROW_SIGNS = frozenset("❯·…↳⋮⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏↑↓→–—‘’“”")


def display_width(text: str) -> int:
    """Cells that printable text occupies: 2 for wide characters, 0 for combining ones."""
    if text.isascii() or all(sign < _FIRST_COMBINING or sign in _NARROW_SIGNS for sign in text):
        return len(text)
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text filled up with blanks to so many cells; longer text is returned whole."""
    blanks = " " * max(0, cells - display_width(text))
    return blanks + text if right else text + blanks
