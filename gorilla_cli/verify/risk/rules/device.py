"""Raw writing to a disk, a partition or memory."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.extents import Extent
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.targets import operand_targets

SEVERITY = Severity.DANGER
REASON = "writes over the device {}, and everything on it is lost"

_NVME = frozenset({"format", "sanitize", "write", "write-zeroes", "delete-ns"})


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        raw = change.run.name in ("dd", "shred") and change.target.extent is Extent.UNKNOWN
        if raw or change.target.extent is Extent.DEVICE:
            yield Hit(change.target.shown)
    for run in model.named("wipe", "blkdiscard", "badblocks", "hdparm", "scrub"):
        if not _writes(run):
            continue
        for target in operand_targets(run):
            if target.extent is Extent.DEVICE or run.name == "blkdiscard":
                yield Hit(target.shown)
    for run in model.named("ddrescue"):
        for target in operand_targets(run)[1:2]:
            if target.extent is Extent.DEVICE:
                yield Hit(target.shown)
    for run in model.named("nvme"):
        if _NVME & set(run.texts[:1]):
            yield Hit(run.texts[-1])


def _writes(run: Run) -> bool:
    if run.name == "badblocks":
        return run.given.has("w")
    if run.name == "hdparm":
        return any(text.startswith(("--security-erase", "--trim", "--write")) for text in run.texts)
    return True
