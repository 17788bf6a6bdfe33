"""Whether a text looks drawn by lot.

Invariant: pure; linear time.
"""

from __future__ import annotations

import re
from itertools import pairwise

_HEX = re.compile(r"(?:0x)?[0-9A-Fa-f]+(?:-[0-9A-Fa-f]+)*")
_DIGIT = re.compile("[0-9]")
_PIECES = re.compile(r"[A-Za-z0-9]+")


def is_random(value: str, *, hexadecimal: bool = False) -> bool:
    """True when the text looks drawn by lot: no words, names, paths or numbers.

    A run of 16 letters and digits that keep changing sides is; so are 24 of both
    cases with digits between separators, as base64 has them. Digits of base 16 alone
    (sums, commits, ids) count with `hexadecimal` only.
    """
    bare = value.strip("=")
    if _DIGIT.search(bare) is None:
        return False
    if _HEX.fullmatch(bare):
        return hexadecimal and len(bare) >= 20 and any(character.isalpha() for character in bare)
    pieces: list[str] = _PIECES.findall(bare)
    longest = max(pieces, key=len, default="")
    if len(longest) >= 16 and _changes(longest) >= max(4, len(longest) // 4):
        return True
    if len(bare) < 24 or bare[0] in "/.~" or "." in bare:
        return False
    joined = "".join(pieces)
    mixed = any(c.isdigit() for c in joined) and not joined.islower() and not joined.isupper()
    return mixed and len(longest) >= 8 and _changes(joined) >= len(joined) // 3


def _changes(piece: str) -> int:
    """How often the class of character changes; a capital before small letters is none."""
    if not any(character.isdigit() for character in piece):
        return 0
    classes = ["d" if c.isdigit() else "u" if c.isupper() else "l" for c in piece]
    return sum(
        first != second and (first, second) != ("u", "l") for first, second in pairwise(classes)
    )
