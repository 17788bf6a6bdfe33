"""What a path stands for: everything, the system, somebody's home, or just a file.

Invariant: pure. A path that could be more than one thing is judged as the worst
of them; what cannot be known at all is UNKNOWN, which rules treat as dangerous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase

from gorilla_cli.verify.listing import Place, listed
from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Run
from gorilla_cli.verify.shell.paths import absolute


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
_CRITICAL = tuple(tuple(path.split("/")) for path in f"{_TOP} {_BELOW}".split())
_PROTECTED = tuple(
    tuple(path.split("/"))
    for path in (
        "bin sbin lib lib32 lib64 boot dev etc proc sys usr/bin usr/sbin usr/lib usr/lib32 "
        "usr/lib64 usr/libexec usr/include System private/etc mnt/c/Windows Library/LaunchDaemons "
        "var/spool/cron var/lib/dpkg var/lib/rpm var/lib/pacman var/lib/mysql var/lib/postgresql "
        "var/lib/docker var/lib/etcd var/lib/kubelet var/lib/mongodb var/lib/redis"
    ).split()
)
"""Trees of which every file is the system's."""
_PROTECTED_CHILDREN = tuple(
    tuple(path.split("/"))
    for path in "usr/share usr/local/lib var/lib Library opt/homebrew".split()
)
"""Directories whose children each matter as a whole."""
_TEMPORARY = tuple(
    tuple(path.split("/"))
    for path in (
        "tmp var/tmp var/cache var/lib/apt/lists private/tmp private/var/tmp private/var/folders "
        "dev/shm run/user run/lock var/crash"
    ).split()
)
_PRIVATE_TREES = (".ssh", ".gnupg", ".password-store", ".pki")
_PRIVATE = (
    ".config .local .local/share .aws .kube .docker .mozilla .thunderbird Documents Desktop "
    "Pictures Photos Music Videos Movies Library Work Projects src code"
).split()
_DEVICE = re.compile(
    r"/dev/(?:r?(?:[shv]d|xvd)[a-zA-Z*?]|r?(?:sd|hd|vd)\W|nvme|mmcblk|r?disk\d|r?disk/|md\d|dm-|mapper/|"
    r"nbd\d|zd\d|zvol/|mtd|mem$|kmem$|port$|block/|ram\d|bcache|fd0|sg\d|pmem|ubi|vg|root$)"
)
_REMOTE = re.compile(r"(?:rsync://)?[\w.@-]+::?(.*)", re.S)
_EXTENDED = re.compile(r"[?*+@!]\([^()/]{0,100}\)")
_ALL_NAMES = re.compile(
    r"\.?\*+|\?\*|\*\?|\.\[[!^]\.\]\*|\.\?\?\*|\.\[\^?.*\]\*|\[!?.*-.*\]\*|\?+\*?|\*\*"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A path that a command acts on."""

    path: str
    """From the root; may hold glob characters and UNKNOWN."""
    shown: str
    """As it was written."""
    extent: Extent
    narrowed: bool = False
    """True when only files that pass some test under the path are meant."""
    found: bool = False
    """True when a finder named it, so that it may be any number of files."""
    many: bool = False
    """True when it may be any number of files for whatever reason."""


def targets(arg: Arg, run: Run) -> list[Target]:
    """What the argument names, finders that feed it looked through."""
    if UNKNOWN in arg.text and arg.sources:
        found = listed(arg.sources)
        if found is not None:
            return [
                Target(
                    place.path,
                    arg.shown,
                    extent_of_found(place, run),
                    place.narrowed,
                    found=True,
                    many=True,
                )
                for place in found
            ]
    text = arg.text
    if run.name in ("rsync", "scp") and (elsewhere := _REMOTE.match(text)):
        text = elsewhere[1] or "."
    path = absolute(text, run.cwd)
    return [Target(path, arg.shown, extent_of(path, run.cwd, run.home), many=arg.glob)]


def operand_targets(run: Run) -> list[Target]:
    """The targets of all operands."""
    return [target for operand in run.given.operands for target in targets(operand, run)]


def extent_of(path: str, cwd: str, home: str) -> Extent:
    """The extent of a path from the root."""
    if path.startswith(UNKNOWN):
        return Extent.UNKNOWN
    if "(" in path:
        path = _EXTENDED.sub("*", path)
    pieces = tuple(piece for piece in path.split("/") if piece)
    if not pieces or pieces == (UNKNOWN,) or _is_all(pieces, ()):
        return Extent.EVERYTHING
    if _DEVICE.match(path) or (path.startswith("/dev/") and UNKNOWN in path):
        return Extent.DEVICE
    if any(len(pieces) > len(top) and pieces[: len(top)] == top for top in _TEMPORARY):
        return Extent.TEMPORARY if _plain_tail(pieces) else Extent.UNKNOWN
    if any(_covers(pieces, critical) or _is_all(pieces, critical) for critical in _CRITICAL):
        return Extent.HOME if pieces[0] in ("home", "Users", "root") else Extent.SYSTEM
    if any(_covers(tree, pieces) for tree in _PROTECTED):
        return Extent.SYSTEM
    if any(len(pieces) == len(top) + 1 and _covers(top, pieces) for top in _PROTECTED_CHILDREN):
        return Extent.SYSTEM
    own = _in_home(pieces, home)
    if own is not None and (extent := _extent_in_home(own)):
        return extent
    here = tuple(piece for piece in cwd.split("/") if piece)
    if here and (_covers(pieces, here) or _is_all(pieces, here)):
        return Extent.HERE
    return Extent.ORDINARY


def _plain_tail(pieces: tuple[str, ...]) -> bool:
    return ".." not in pieces


def extent_of_found(place: Place, run: Run) -> Extent:
    """The extent of what a finder lists; less when only some of a directory is meant."""
    extent = extent_of(place.path, run.cwd, run.home)
    if not place.narrowed:
        return extent
    if extent in (Extent.HERE, Extent.HOME, Extent.PRIVATE):
        return Extent.ORDINARY
    pieces = place.path.strip("/").split("/")
    if extent is Extent.SYSTEM and (
        pieces[0] in ("opt", "srv", "mnt", "media", "Volumes", "tmp")
        or pieces[:2] in (["var", "log"], ["var", "www"], ["var", "cache"], ["var", "tmp"])
        or pieces[:2] == ["var", "spool"]
    ):
        return Extent.ORDINARY
    return extent


def _in_home(pieces: tuple[str, ...], home: str) -> tuple[str, ...] | None:
    """What is left of the path inside a home directory."""
    own = tuple(piece for piece in home.split("/") if piece)
    if own and _covers(own, pieces):
        return pieces[len(own) :]
    if len(pieces) > 1 and pieces[0] in ("home", "Users"):
        return pieces[2:]
    return pieces[1:] if pieces[0] == "root" else None


def _extent_in_home(inside: tuple[str, ...]) -> Extent | None:
    if not inside or inside == (UNKNOWN,) or _is_all(inside, ()):
        return Extent.HOME
    if inside[0] in _PRIVATE_TREES:
        return Extent.PRIVATE
    name = "/".join(inside)
    if name in _PRIVATE or any(_is_all(inside, tuple(path.split("/"))) for path in _PRIVATE):
        return Extent.PRIVATE
    if any(mark in inside[0] for mark in "*?[") and any(
        matches(inside[0], name) for name in (".ssh", ".gnupg", "Documents", "Desktop")
    ):
        return Extent.HOME
    return None


def _is_all(pieces: tuple[str, ...], parent: tuple[str, ...]) -> bool:
    """True for `parent/*` and other ways to say all names in it, and for what is unknown in it."""
    if len(pieces) != len(parent) + 1 or not _covers(pieces[:-1], parent):
        return False
    last = pieces[-1]
    return last == UNKNOWN or bool(_ALL_NAMES.fullmatch(last))


def _covers(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
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
