"""Paths without a file system.

Invariant: pure; a path that hangs on something unknown keeps the UNKNOWN mark
where anything could be.
"""

from __future__ import annotations

import posixpath

from gorilla_cli.verify.shell.model import UNKNOWN

ELSEWHERE = "/\ufdd1"
"""A working directory of which nothing is known but that it is one."""


def absolute(path: str, cwd: str) -> str:
    """The path from the root, without "." and "..", with one slash between names."""
    if not path:
        return cwd
    if UNKNOWN in path and "/.." in path:
        head, _, tail = path.partition("/..")
        if UNKNOWN in head:
            return "/" + UNKNOWN + tail
    full = path if path.startswith(("/", UNKNOWN)) else f"{cwd}/{path}"
    if full.startswith(UNKNOWN):
        return full
    return "/" + posixpath.normpath(full).lstrip("/")
