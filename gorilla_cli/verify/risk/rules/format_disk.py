"""A file system, partition table or volume is made anew or removed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "{}"

_WORDS: dict[str, tuple[str, ...]] = {
    "cryptsetup": (
        "luksFormat",
        "luksErase",
        "erase",
        "reencrypt",
        "luksKillSlot",
        "luksRemoveKey",
    ),
    "zpool": ("destroy", "labelclear", "create"),
    "zfs": ("destroy", "rollback"),
    "lvremove": (),
    "vgremove": (),
    "pvremove": (),
    "pvcreate": (),
    "vgreduce": (),
    "lvreduce": (),
    "wipefs": (),
    "mke2fs": (),
    "mkswap": (),
    "newfs": (),
    "diskutil": (
        "eraseDisk",
        "eraseVolume",
        "secureErase",
        "zeroDisk",
        "partitionDisk",
        "reformat",
        "randomDisk",
        "apfs",
    ),
    "dmsetup": ("remove", "remove_all", "wipe_table"),
    "btrfs": ("delete",),
    "bcachefs": ("format",),
    "ceph": ("purge", "destroy", "rm", "delete", "zap"),
    "ceph-volume": ("zap",),
    "rados": ("purge", "rmpool"),
    "gluster": ("delete",),
    "multipath": ("-F",),
    "format": (),
    "diskpart": (),
}
_TABLES = re.compile(
    r"mklabel|mktable|rm|mkpart|resizepart|delete|clean|zap|wipe|label: ?\w+", re.I
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        name = run.name
        if name.startswith("mkfs") and not _only_asks(run):
            yield Hit(f"makes a new, empty file system on {_last(run)}")
        elif name in _WORDS and not _only_asks(run):
            words = _WORDS[name]
            found = [text for text in run.texts if text in words]
            if name == "diskutil" and found == ["apfs"] and not _apfs(run):
                continue
            if found or not words:
                yield Hit(f"{name} {' '.join(found)} destroys what is on {_last(run)}")
        elif name in ("parted", "sgdisk", "gdisk", "sfdisk", "fdisk", "cfdisk", "gparted"):
            yield from _partitions(run)
        elif name == "mdadm" and {"--zero-superblock", "--create", "-C", "--remove"} & set(
            run.texts
        ):
            yield Hit(f"mdadm destroys or rebuilds the array on {_last(run)}")


def _only_asks(run: Run) -> bool:
    if run.name == "wipefs":
        return not run.given.has("a", "o", "all", "offset") or run.given.has("n", "no-act")
    return (
        bool({"-h", "--help", "-V", "--version", "-n", "--test"} & set(run.texts)) or not run.args
    )


def _apfs(run: Run) -> bool:
    return any(text.lower().startswith(("delete", "erase")) for text in run.texts)


def _partitions(run: Run) -> Iterator[Hit]:
    texts = run.texts
    if {"-l", "--list", "-d", "--dump", "print", "-p"} & set(texts) and not {"-Z", "-o"} & set(
        texts
    ):
        return
    fed = run.feed is not None
    words = [
        text
        for text in texts
        if _TABLES.fullmatch(text)
        or text in ("-Z", "--zap-all", "-o", "--clear", "--zap", "--delete")
    ]
    device = next((text for text in texts if text.startswith("/dev/")), "a disk")
    if words or fed or (run.name == "sgdisk" and any(text.startswith("-d") for text in texts)):
        yield Hit(f"changes the partition table of {device}")
    elif device != "a disk":
        yield Hit(f"opens the partition table of {device} for changes", Severity.CAUTION)


def _last(run: Run) -> str:
    operands = run.given.operands
    return operands[-1].shown if operands else "the disk"
