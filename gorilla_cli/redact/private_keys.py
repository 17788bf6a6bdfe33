"""Private keys in PEM, OpenSSH, PGP and PuTTY form, whole or cut at either end.

Invariant: linear time; a key that lost its end mark is taken as long as it looks
like one, and one that lost its beginning back to where its lines begin.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.redact.shape import Shape, compiled

_PEM_BEGIN = r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
_PEM_END = r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"


_PEM_REST = r"(?:(?:[^-]|-(?!----))*+-----END[^-\n]{0,60}-----|[A-Za-z0-9+/=\s\\,:-]*+)"


class _PrivateKey(Shape):
    """PEM, OpenSSH, PGP and PuTTY keys, whole or cut at either end."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        # Up to its end mark, or, where that is missing, as long as it looks like a key.
        for match in compiled(_PEM_BEGIN + _PEM_REST).finditer(text):
            yield match.start(), match.start() + len(match[0].rstrip())
        yield from (
            match.span(1)
            for match in compiled(r"Private-Lines: \d+\s+((?:[A-Za-z0-9+/=]+\s*+)++)").finditer(
                text
            )
        )
        least = 0
        for match in compiled(_PEM_END).finditer(text):
            start = _start_of_base64(text, match.start(), least)
            least = match.end()
            if start < match.start():
                yield start, match.end()


def _start_of_base64(text: str, end: int, least: int) -> int:
    """Where the lines of base64 begin that stand before `end`."""
    start = end
    while start > least:
        line = text.rfind("\n", least, start - 1) + 1 if start - 1 > least else least
        line = max(line, least)
        if not compiled(r"[>|+ \t]*[A-Za-z0-9+/=]{2,}[ \t\r]*").fullmatch(
            text[line:start].rstrip("\n")
        ):
            break
        start = line
    return start


PRIVATE_KEYS = (_PrivateKey("private-key", ("private key", "private-lines"), ""),)
