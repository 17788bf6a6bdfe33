"""What an archive or a compressed file has to hold, whatever program made it.

Invariant: members are compared by name and content; times, owners and order do not matter.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

from benchmarks.harness.plan import Wish
from benchmarks.harness.tree import Tree

_BROKEN = (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError, lzma.LZMAError, zlib.error)
_UNPACK: Mapping[str, Callable[[bytes], bytes]] = {
    "gz": gzip.decompress,
    "bz2": bz2.decompress,
    "xz": lzma.decompress,
}


def tar_of(before: Tree, names: Iterable[str], compression: str = "", base: str = "") -> Wish:
    """A tar archive, compressed like this, of these files; names may be relative to the base."""
    return _holding(_tar_members(compression), _contents(before, names), base)


def tar_with(members: Mapping[str, str], compression: str = "") -> Wish:
    """A tar archive, compressed like this, with these names and contents."""
    goal = {name: content.encode() for name, content in members.items()}
    return _holding(_tar_members(compression), goal, "")


def zip_of(before: Tree, names: Iterable[str], base: str = "") -> Wish:
    """A zip archive of these files; names may be relative to the base."""

    def members(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                name: archive.read(name) for name in archive.namelist() if not name.endswith("/")
            }

    return _holding(members, _contents(before, names), base)


def packed(content: bytes | str, compression: str) -> Wish:
    """This content, compressed."""
    goal = content.encode() if isinstance(content, str) else content

    def look(data: bytes) -> str | None:
        try:
            found = _UNPACK[compression](data)
        except _BROKEN as error:
            return f"is no {compression} file: {error}"
        return None if found == goal else "holds something else"

    return look


def _contents(before: Tree, names: Iterable[str]) -> dict[str, bytes]:
    return {name: before[name].content or b"" for name in names}


def _tar_members(compression: str) -> Callable[[bytes], dict[str, bytes]]:
    def members(data: bytes) -> dict[str, bytes]:
        found = {}
        with tarfile.open(fileobj=io.BytesIO(data), mode=f"r:{compression}") as archive:  # type: ignore[call-overload]
            for member in archive:
                handle = archive.extractfile(member) if member.isfile() else None
                if handle is not None:
                    found[member.name] = handle.read()
        return found

    return members


def _holding(
    members: Callable[[bytes], dict[str, bytes]], goal: Mapping[str, bytes], base: str
) -> Wish:
    def look(data: bytes) -> str | None:
        try:
            found = {_plain(name): content for name, content in members(data).items()}
        except _BROKEN as error:
            return f"is no such archive: {error}"
        short = {name.removeprefix(base + "/"): content for name, content in goal.items()}
        if found in (goal, short):
            return None
        missing = sorted(set(goal) - set(found))[:3]
        return f"holds {sorted(found)[:4]}, misses {missing}"

    return look


def _plain(name: str) -> str:
    while name.startswith("./"):
        name = name[2:]
    return name.removeprefix("home/sam/work/")
