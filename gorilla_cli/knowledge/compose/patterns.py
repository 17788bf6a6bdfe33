"""How text from a request is meant as a pattern.

Invariant: text without the signs of a regular expression is searched for literally.
"""

from __future__ import annotations

import re


def needs_fixed(text: str) -> bool:
    """True when text has characters special to grep but is no regular expression."""
    if not re.search(r"[][.*^$\\]", text):
        return False
    return not re.search(r"\.\*|\\|^\^|\$$|\[[^\]]+\]|\.\+", text)


def looks_extended(text: str) -> bool:
    """True when a pattern uses | + or ( as an extended regular expression does."""
    return bool(re.search(r"\w\|\w|\]\+|\.\+|\([^)]*\|", text)) and "\\|" not in text
