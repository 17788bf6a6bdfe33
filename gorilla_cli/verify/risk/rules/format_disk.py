"""A new, empty file system or swap area takes the place of what was there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import UNKNOWN, Model, Run

SEVERITY = Severity.DANGER
REASON = "makes {} empty: everything on it is lost"

_NAMES = frozenset({"mke2fs", "mkswap", "newfs", "newfs_msdos", "mkntfs", "mkdosfs", "mkreiserfs"})
_FORMATS: dict[str, frozenset[str]] = {
    "cryptsetup": frozenset({"luksFormat", "luksErase", "erase", "luksKillSlot", "reencrypt"}),
    "bcachefs": frozenset({"format"}),
    "diskutil": frozenset(
        "eraseDisk eraseVolume secureErase zeroDisk partitionDisk reformat randomDisk "
        "deleteContainer deleteVolume".split()
    ),
    "wipefs": frozenset({"-a", "-o", "--all", "--offset", "-af", "-fa"}),
}


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        name = run.name
        if (name.startswith("mkfs") or name in _NAMES) and run.args and not _dry(run):
            device = _device(run)
            yield Hit(device or run.args[-1].shown, None if device else Severity.CAUTION)
        elif name in _FORMATS and _FORMATS[name] & set(run.texts) and not _dry(run):
            yield Hit(_device(run) or run.args[-1].shown)


def _dry(run: Run) -> bool:
    """-n says so to some; to others it names the file system."""
    if run.texts in (("--help",), ("--version",), ("-V",), ("-h",)):
        return True
    return run.name in ("mke2fs", "mkfs.ext4", "mkfs.ext3", "wipefs") and "-n" in run.texts


def _device(run: Run) -> str:
    """The operand that is a device, or may be one."""
    for arg in run.args:
        if re.match(r"/dev/|r?disk\d", arg.text) or UNKNOWN in arg.text:
            return arg.shown
    return ""
