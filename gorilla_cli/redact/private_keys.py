"""Private keys in PEM, OpenSSH, PGP and PuTTY form, whole or cut; Secrets of Kubernetes.

Invariant: linear time; a key that lost its end mark is taken as long as it looks
like one, and one that lost its beginning back to where its lines begin.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.redact.shape import Shape, compiled, row

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


class _KubernetesSecret(Shape):
    """All values of a Secret's data, whatever they are called."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        start = 0
        for mark in (*compiled(r"(?m)^---").finditer(text), None):
            end = mark.start() if mark else len(text)
            yield from self._in_document(text[start:end], start)
            start = end

    def _in_document(self, text: str, offset: int) -> Iterator[tuple[int, int]]:
        if not compiled(r"[\"']?kind[\"']?:\s{0,8}[\"']?Secret(?![\w])").search(text):
            return
        for blocks, values in _DATA:
            for block in compiled(blocks).finditer(text):
                inside = offset + block.start("inside")
                for value in compiled(values).finditer(block["inside"]):
                    yield inside + value.start(1), inside + value.end(1)


_DATA = (
    (
        r"(?m)^([ \t]*+)(?:data|stringData):[ \t]*+\n(?P<inside>(?:\1[ \t]++[^\n]*+(?:\n|\Z))++)",
        r"(?m):[ \t]{1,8}[\"']?([^\s\"'][^\n\"']*)",
    ),
    (
        r"\"(?:data|stringData)\":\s{0,8}\{(?P<inside>[^{}]*+)\}",
        r":\s{0,8}\"([^\"\\]++)\"",
    ),
)
"""As YAML and as JSON: the block, and the values in it."""

PRIVATE_KEYS = (
    _PrivateKey("private-key", ("private key", "private-lines"), ""),
    # "-----BEGIN" in base 64, but no certificate.
    row("private-key", "ls0tls1crudjti", r"LS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=]{16,}+"),
    _KubernetesSecret("kubernetes-secret", ("secret",), ""),
)
