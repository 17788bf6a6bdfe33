"""Requests that say the same in nearly the same words.

Invariant: pure; the order of words stays, for "from a to b" is not "from b to a",
and what names a thing (a path, a glob, a quoted text, a flag) is never altered.
Stored beside each request, so a change here needs a migration that refills it.
"""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*(?:'(?!\w)|$)|`[^`]*`|\S+")
_LEAD = re.compile(
    r"^(?:(?:please|hey|hi|ok|gorilla)\b[\s,]*)*"
    r"(?:how (?:do|can|would|could|should) (?:i|you|we|one)|how to"
    r"|(?:can|could|would|will) you|(?:show|tell) me how to|i(?: would|'d)? (?:want|need|like) to"
    r"|what(?:'s| is) the (?:command|way) (?:to|for)|command (?:to|for)|help me(?: to)?)\s+"
)
_FILLERS = frozenset({"a", "an", "the", "please", "my", "me", "just", "kindly"})


def phrase(text: str) -> str:
    """The request in a form that is equal for requests that mean nearly the same.

    Case, punctuation, articles, politeness and plurals are levelled.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    lead = _LEAD.match(text.lower())
    if lead and lead.end() < len(text):
        text = text[lead.end() :]
    words = [_levelled(token) for token in _TOKEN.findall(text)]
    kept = [word for word in words if word and word not in _FILLERS]
    return " ".join(kept) or " ".join(words).strip() or text


def _levelled(token: str) -> str:
    if token[0] in "\"'`" and len(token) > 2:
        return token
    bare = token.rstrip(",;:!?")
    if bare.endswith(".") and bare.strip("."):
        bare = bare[:-1]
    if not bare.replace("-", "").replace("'", "").isalpha() or bare.startswith("-"):
        return bare
    return _singular(bare.casefold())


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
