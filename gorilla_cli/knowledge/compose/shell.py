"""Values of a request as shell words.

Invariant: whatever the person typed reaches the program as one argument with exactly
that text; only variables ($HOME, "$dir") and a leading ~ are left for the shell.
"""

from __future__ import annotations

import re

_SAFE = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
_VARIABLE = re.compile(r"\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\}|[0-9@])")
_TILDE = re.compile(r"~[a-z0-9_-]*(?=/|$)")


def word(text: str) -> str:
    """One argument, quoted only where the shell would read it otherwise."""
    if not text:
        return "''"
    tilde = _TILDE.match(text)
    if tilde is not None:
        rest = text[tilde.end() :]
        return tilde[0] + ("/" + word(rest[1:]) if len(rest) > 1 else rest)
    if _SAFE.fullmatch(text):
        return text
    if _VARIABLE.search(text):
        return double(text)
    return single(text)


def path(text: str) -> str:
    """One file argument; a name that begins with a dash is kept from being an option."""
    return word("./" + text if text.startswith("-") else text)


def single(text: str) -> str:
    """In single quotes, or in double quotes where that reads better."""
    if "'" not in text:
        return f"'{text}'"
    if not re.search(r'[$`"\\!]', text):
        return f'"{text}"'
    return "'" + text.replace("'", "'\\''") + "'"


def double(text: str) -> str:
    """In double quotes, with variables left to the shell and everything else literal."""
    out: list[str] = []
    position = 0
    for match in _VARIABLE.finditer(text):
        out.append(re.sub(r'([\\"`$])', r"\\\1", text[position : match.start()]))
        out.append(match[0])
        position = match.end()
    out.append(re.sub(r'([\\"`$])', r"\\\1", text[position:]))
    return '"' + "".join(out) + '"'


def pattern(text: str) -> str:
    """A glob or regular expression for a program: quoted so that the shell leaves it alone."""
    return text if _SAFE.fullmatch(text) and text else word(text) if text else "''"


def glob(text: str) -> str:
    """A glob that the shell itself expands: only its blanks and odd characters are quoted."""
    if re.fullmatch(r"[A-Za-z0-9_@%+=:,./*?\[\]{}^!~-]+", text):
        return "./" + text if text.startswith("-") else text
    if _VARIABLE.search(text) and "*" not in text:
        return path(text)
    pieces = re.split(r"([*?]|\[[^\]]*\])", text)
    return "".join(
        piece if index % 2 else (word(piece) if piece else "") for index, piece in enumerate(pieces)
    )
