# ruff: noqa: PTH115, PTH123 - nothing to import late
"""What a command left behind: files, processes, recorded calls.

Runs inside the sandbox, where no module can be loaded any more.

Invariant: only reads; paths that vanish while it looks are left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from typing import Any

KEEP_BYTES = 262_144
"""Files up to this size come back with their content, larger ones with a digest."""
WATCHED = ("/home/sam", "/tmp")
"""What is described file by file."""

Mark = tuple[int, int, int, int]
"""What tells an untouched file from a touched one."""


def _walk(top: str) -> list[str]:
    found, waiting = [top], [top]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    found.append(entry.path)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return found


def marks() -> dict[str, Mark]:
    """The marks of all watched files, by path."""
    found = {}
    for top in WATCHED:
        for path in _walk(top):
            with contextlib.suppress(OSError):
                state = os.lstat(path)
                found[path] = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return found


def snapshot(before: dict[str, Mark]) -> list[Any]:
    """Every watched path with its state; content only of files that are not as before."""
    entries = []
    for top in WATCHED:
        for path in _walk(top):
            try:
                state = os.lstat(path)
            except OSError:
                continue
            content: str | None = None
            mark = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if stat.S_ISLNK(state.st_mode):
                content = os.readlink(path)
            elif stat.S_ISREG(state.st_mode) and before.get(path) != mark:
                content = _content(path, state.st_size)
            entries.append(
                [
                    path,
                    state.st_mode,
                    state.st_uid,
                    state.st_gid,
                    state.st_size,
                    state.st_mtime_ns,
                    state.st_nlink,
                    content,
                ]
            )
    return entries


def _content(path: str, size: int) -> str:
    """Latin-1 text of a small file, "sha256:…" of a large one."""
    with open(path, "rb") as handle:
        if size <= KEEP_BYTES:
            return handle.read().decode("latin-1")
        return "sha256:" + hashlib.file_digest(handle, "sha256").hexdigest()


def processes() -> list[Any]:
    """Pid, state, niceness and command line of everything alive in here but this process."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or name == "1":
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as handle:
                fields = handle.read().rpartition(")")[2].split()
            with open(f"/proc/{name}/cmdline", encoding="latin-1") as handle:
                line = handle.read().replace("\0", " ").strip()
        except OSError:
            continue
        if fields[0] != "Z":
            found.append([int(name), fields[0], int(fields[16]), line])
    return found


def settled() -> list[Any]:
    """The processes once no signal is under way to one and none is about to vanish."""
    deadline = time.monotonic() + 1.0
    found = processes()
    while time.monotonic() < deadline:
        time.sleep(0.005)
        before, found = found, processes()
        if before == found and not any(_in_flux(row) for row in found):
            break
    return found


def _in_flux(row: list[Any]) -> bool:
    """True for a process with a pending signal, or without a command line because it exits."""
    try:
        with open(f"/proc/{row[0]}/status", encoding="latin-1") as handle:
            fields = dict(line.split(":\t") for line in handle.read().splitlines() if ":\t" in line)
    except OSError:
        return True
    return not row[3] or int(fields["SigPnd"], 16) | int(fields["ShdPnd"], 16) != 0


def calls() -> str:
    """What the recording stand-ins of absent programs wrote down."""
    try:
        with open("/run/calls", encoding="utf-8", errors="surrogateescape") as handle:
            return handle.read()
    except OSError:
        return ""
