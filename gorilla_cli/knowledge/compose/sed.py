"""Substitutions in sed's language.

Invariant: plain text from a request stays plain: characters special to sed are
escaped unless the text is meant as a regular expression.
"""

from __future__ import annotations

import re


def substitution(
    old: str, new: str, insensitive: bool = False, every: bool = True, regex: bool = False
) -> str:
    """The script that replaces `old` with `new`, with a delimiter that neither contains."""
    delimiter = next((mark for mark in "/|#,@%" if mark not in old and mark not in new), "/")
    pattern = old if regex else escaped(old)
    replacement = re.sub(r"([&\\])", r"\\\1", new) if "\\" not in new else new
    if delimiter == "/":
        pattern = pattern.replace("/", "\\/")
        replacement = replacement.replace("/", "\\/")
    flags = ("g" if every else "") + ("I" if insensitive else "")
    return f"s{delimiter}{pattern}{delimiter}{replacement}{delimiter}{flags}"


def escaped(text: str) -> str:
    """Text as a basic regular expression; one that is an expression already stays as it is."""
    if looks_regex(text):
        return text
    return re.sub(r"([][.*^$\\])", r"\\\1", text)


def looks_regex(text: str) -> bool:
    """True when text is more likely a regular expression than words."""
    return bool(re.search(r"\\[\w(){}|.+?]|\.\*|\[[^\]]+\]|^\^.|.\$$|\.\+", text))
