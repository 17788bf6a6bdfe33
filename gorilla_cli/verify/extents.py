"""What a path stands for: everything, the system, somebody's home, or just a file.

Invariant: pure. A path that could be more than one thing is judged as the worst
of them; what cannot be known at all is UNKNOWN, which rules treat as dangerous.
"""

from __future__ import annotations

from enum import Enum
from fnmatch import fnmatchcase
from functools import lru_cache

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import UNKNOWN


class Extent(Enum):
    """How much hangs on a path. The value completes the sentence "it concerns …"."""

    EVERYTHING = "the whole file system"
    SYSTEM = "part of the system"
    HOME = "a home directory"
    PRIVATE = "personal files or keys"
    DEVICE = "a device"
    HERE = "everything in the current directory"
    UNKNOWN = "something that cannot be told from the command"
    TEMPORARY = "temporary files"
    ORDINARY = "files"


WIDE = frozenset(
    {
        Extent.EVERYTHING,
        Extent.SYSTEM,
        Extent.HOME,
        Extent.PRIVATE,
        Extent.DEVICE,
        Extent.HERE,
        Extent.UNKNOWN,
    }
)
"""Extents whose loss is a disaster."""

_TOP = (
    "bin boot dev etc home lib lib32 lib64 opt proc root run sbin srv sys usr var mnt media snap "
    "tmp Applications Library System Users Volumes private cores Network"
)
_BELOW = (
    "usr/bin usr/sbin usr/lib usr/lib32 usr/lib64 usr/libexec usr/share usr/include usr/local "
    "usr/local/bin usr/local/sbin usr/local/lib usr/local/share usr/local/etc usr/games usr/src "
    "var/lib var/log var/mail var/spool var/www var/www/html var/db var/backups var/run var/opt "
    "var/cache var/tmp var/vm home/* Users/* mnt/* media/* Volumes/* mnt/c/Windows mnt/c/Users "
    "private/etc private/var private/tmp opt/homebrew System/Library run/systemd root/.ssh"
)
_Pieces = tuple[str, ...]


def _split(paths: str) -> tuple[_Pieces, ...]:
    return tuple(tuple(path.split("/")) for path in paths.split())


_CRITICAL = _split(f"{_TOP} {_BELOW}")
_CRITICAL_BELOW = {top: tuple(path for path in _CRITICAL if path[0] == top) for top in _TOP.split()}
_PROTECTED = _split(
    "bin sbin lib lib32 lib64 boot dev etc proc sys usr/bin usr/sbin usr/lib usr/lib32 "
    "usr/lib64 usr/libexec usr/include System private/etc mnt/c/Windows Library/LaunchDaemons "
    "var/spool/cron var/lib/dpkg var/lib/rpm var/lib/pacman var/lib/mysql var/lib/postgresql "
    "var/lib/docker var/lib/etcd var/lib/kubelet var/lib/mongodb var/lib/redis"
)
"""Trees of which every file is the system's."""
_PROTECTED_CHILDREN = _split("usr/share usr/local/lib var/lib Library opt/homebrew")
"""Directories whose children each matter as a whole."""
_TEMPORARY = _split(
    "tmp var/tmp var/cache var/lib/apt/lists private/tmp private/var/tmp private/var/folders "
    "dev/shm run/user run/lock var/crash"
)
_PRIVATE_TREES = (".ssh", ".gnupg", ".password-store", ".pki")
_PRIVATE = (
    ".config .local .local/share .aws .kube .docker .mozilla .thunderbird Documents Desktop "
    "Pictures Photos Music Videos Movies Library Work Projects src code"
).split()
_DEVICE = Pattern(
    r"/dev/(?:r?(?:[shv]d|xvd)[a-zA-Z*?]|r?(?:sd|hd|vd)\W|nvme|mmcblk|r?disk\d|r?disk/|md\d|dm-|mapper/|"
    r"nbd\d|zd\d|zvol/|mtd|mem$|kmem$|port$|block/|ram\d|bcache|fd0|sg\d|pmem|ubi|vg|root$)"
)
_EXTENDED = Pattern(r"[?*+@!]\([^()/]{0,100}\)")
_ALL_NAMES = Pattern(
    r"\.?\*+|\?\*|\*\?|\.\[[!^]\.\]\*|\.\?\?\*|\.\[\^?.*\]\*|\[!?.*-.*\]\*|\?+\*?|\*\*"
)


MAX_PIECES = 60
"""Names of a path that are looked at; nothing of weight lies deeper."""
MAX_UNKNOWN = 6


@lru_cache(maxsize=2048)
def extent_of(path: str, cwd: str, home: str) -> Extent:
    """The extent of a path from the root."""
    if path.startswith(UNKNOWN):
        return Extent.UNKNOWN
    if "(" in path:
        path = _EXTENDED.sub("*", path)
    pieces = _pieces(path)
    if pieces.count(UNKNOWN) > MAX_UNKNOWN:
        return Extent.UNKNOWN
    if not pieces or pieces == (UNKNOWN,) or _is_all(pieces, ()):
        return Extent.EVERYTHING
    if path.startswith("/dev/") and (UNKNOWN in path or _DEVICE.match(path)):
        return Extent.DEVICE
    if any(len(pieces) > len(top) and pieces[: len(top)] == top for top in _TEMPORARY):
        return Extent.UNKNOWN if ".." in pieces else Extent.TEMPORARY
    if _is_system(pieces):
        return Extent.HOME if pieces[0] in ("home", "Users", "root") else Extent.SYSTEM
    own = _in_home(pieces, _pieces(home))
    if own is not None and (extent := _extent_in_home(own)):
        return extent
    here = _pieces(cwd)
    if here and (_covers(pieces, here) or _is_all(pieces, here)):
        return Extent.HERE
    return Extent.ORDINARY


def _pieces(path: str) -> _Pieces:
    return tuple([piece for piece in path.split("/", MAX_PIECES)[:MAX_PIECES] if piece])


def _is_system(pieces: _Pieces) -> bool:
    top = pieces[0]
    plain = not any(mark in top for mark in f"*?[{UNKNOWN}")
    for critical in _CRITICAL_BELOW.get(top, ()) if plain else _CRITICAL:
        if _covers(pieces, critical) or _is_all(pieces, critical):
            return True
    if any(_covers(tree, pieces) for tree in _PROTECTED if not plain or tree[0] == top):
        return True
    return any(
        len(pieces) == len(parent) + 1 and _covers(parent, pieces)
        for parent in _PROTECTED_CHILDREN
        if not plain or parent[0] == top
    )


def _in_home(pieces: _Pieces, own: _Pieces) -> _Pieces | None:
    """What is left of the path inside a home directory."""
    if own and _covers(own, pieces):
        return pieces[len(own) :]
    if len(pieces) > 1 and pieces[0] in ("home", "Users"):
        return pieces[2:]
    return pieces[1:] if pieces[0] == "root" else None


def _extent_in_home(inside: _Pieces) -> Extent | None:
    if not inside or inside == (UNKNOWN,) or _is_all(inside, ()):
        return Extent.HOME
    if inside[0] in _PRIVATE_TREES:
        return Extent.PRIVATE
    name = "/".join(inside)
    parent = "/".join(inside[:-1])
    if name in _PRIVATE or (parent in _PRIVATE and _is_all(inside, inside[:-1])):
        return Extent.PRIVATE
    if any(mark in inside[0] for mark in "*?[") and any(
        matches(inside[0], name) for name in (".ssh", ".gnupg", "Documents", "Desktop")
    ):
        return Extent.HOME
    return None


def _is_all(pieces: _Pieces, parent: _Pieces) -> bool:
    """True for `parent/*` and other ways to say all names in it, and for what is unknown in it."""
    if len(pieces) != len(parent) + 1 or not _covers(pieces[:-1], parent):
        return False
    last = pieces[-1]
    return last == UNKNOWN or bool(_ALL_NAMES.fullmatch(last))


def _covers(pattern: _Pieces, path: _Pieces) -> bool:
    """True when the pattern can be the path or one of the directories it lies in."""
    if UNKNOWN in pattern:
        at = pattern.index(UNKNOWN)
        return _covers(pattern[:at] + pattern[at + 1 :], path) or (
            len(path) > at
            and _covers(pattern[:at], path)
            and _covers(pattern[at + 1 :], path[at + 1 :])
        )
    return len(pattern) <= len(path) and all(
        left == right or matches(left, right) or matches(right, left)
        for left, right in zip(pattern, path, strict=False)
    )


def matches(pattern: str, name: str) -> bool:
    """True when the name is what the pattern says, or could be."""
    if pattern == name:
        return True
    if UNKNOWN in pattern:
        pattern = pattern.replace(UNKNOWN, "*")
    if not any(mark in pattern for mark in "*?["):
        return False
    return len(pattern) < 200 and fnmatchcase(name, pattern.replace("[^", "[!"))
