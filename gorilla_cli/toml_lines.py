"""On which line of a TOML text each key stands.

Invariant: pure, and right for every spelling (dotted, quoted, inline, several
lines), because tomllib itself says where a statement ends. Needed only for an
error message or `gorilla config list`, so it may be slower than reading.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping


def lines_of(text: str) -> Mapping[str, int]:
    """The first line, counted from 1, of each dotted key and table of a valid text.

    The text's remainder is left out from the first statement that never ends.
    """
    found: dict[str, int] = {}
    header = ""
    for number, statement in _statements(text):
        if statement.lstrip().startswith("["):
            header = statement
            content = _parsed(statement)
        else:
            content = _parsed(header + statement)
        for name in _names(content or {}):
            found.setdefault(name, number)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with its first line. One ends where what was read so far parses."""
    pending = ""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not pending:
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            start = number
        pending += line + "\n"
        if _parsed(pending) is not None:
            yield start, pending
            pending = ""


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _names(content: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    for key, value in content.items():
        name = prefix + (f'"{key}"' if "." in key else key)
        yield name
        if isinstance(value, Mapping):
            yield from _names(value, name + ".")
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, Mapping):
                    yield from _names(item, name + ".")
