"""A directory tree as a value: what a fixture holds, and what a command left behind.

Invariant: paths below the working directory are relative to it ("." is the directory itself),
all others are absolute; a Tree never changes.
"""

from __future__ import annotations

import posixpath
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

USERS = {0: "root", 33: "www-data", 1000: "sam", 1001: "alice", 1002: "bob", 1003: "carol"}
GROUPS = {0: "root", 33: "www-data", 50: "staff", 1000: "sam", 1001: "alice", 2001: "developers"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, directory or link."""

    path: str
    type_and_mode: int
    uid: int
    gid: int
    size: int
    mtime: float
    """Seconds since the epoch."""
    links: int
    content: bytes | None
    """None for directories; "sha256:…" for large files; the target of a link."""
    age: float = 0.0
    """Seconds since its last change at the moment the fixture was built."""

    @property
    def is_file(self) -> bool:
        return stat.S_ISREG(self.type_and_mode)

    @property
    def is_dir(self) -> bool:
        return stat.S_ISDIR(self.type_and_mode)

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.type_and_mode)

    @property
    def mode(self) -> int:
        """Permission bits, set-id bits included."""
        return stat.S_IMODE(self.type_and_mode)

    @property
    def name(self) -> str:
        return posixpath.basename(self.path)

    @property
    def extension(self) -> str:
        """Lower or upper case as it stands, with the dot; "" for none and for ".env"."""
        return posixpath.splitext(self.name)[1]

    @property
    def parent(self) -> str:
        return posixpath.dirname(self.path) or "."

    @property
    def depth(self) -> int:
        """1 for what lies directly in the working directory."""
        return 0 if self.path == "." else self.path.count("/") + 1

    @property
    def hidden(self) -> bool:
        """True when it or a directory above it starts with a dot."""
        return any(part.startswith(".") and part != "." for part in self.path.split("/"))

    @property
    def user(self) -> str:
        return USERS.get(self.uid, str(self.uid))

    @property
    def group(self) -> str:
        return GROUPS.get(self.gid, str(self.gid))

    @property
    def text(self) -> str:
        return (self.content or b"").decode("utf-8", "replace")

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def hours(self) -> float:
        return self.age / 3600

    @property
    def days(self) -> float:
        return self.age / 86400

    def under(self, directory: str) -> bool:
        """True when it lies somewhere below the directory."""
        return directory == "." or self.path.startswith(directory + "/")


@dataclass(frozen=True, slots=True)
class Tree:
    """Entries by path."""

    entries: Mapping[str, Entry]
    now: float = field(default=0.0)
    """When the fixture was built."""

    @classmethod
    def read(
        cls, rows: Sequence[Sequence[Any]], cwd: str, now: float, before: Tree | None = None
    ) -> Tree:
        """From a launcher's rows; content left out there is that of the tree before."""
        entries = {}
        for path, mode, uid, gid, size, mtime, links, content in rows:
            key = relative(path, cwd)
            data = content.encode("latin-1") if content is not None else None
            if data is None and before is not None and key in before.entries:
                data = before.entries[key].content
            seconds = mtime / 1e9
            entries[key] = Entry(
                key, mode, uid, gid, size, seconds, links, data, age=max(now - seconds, 0.0)
            )
        return cls(entries, now)

    def __getitem__(self, path: str) -> Entry:
        return self.entries[path]

    def __contains__(self, path: str) -> bool:
        return path in self.entries

    def __iter__(self) -> Iterator[Entry]:
        """What lies below the working directory, sorted by path, without "."."""
        return (
            self.entries[path]
            for path in sorted(self.entries)
            if path != "." and not path.startswith("/")
        )


def relative(path: str, cwd: str) -> str:
    """The path as a Tree keys it."""
    if path == cwd:
        return "."
    return path.removeprefix(cwd + "/") if path.startswith(cwd + "/") else path
