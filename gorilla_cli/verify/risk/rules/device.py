"""Raw writing to a disk, a partition or memory."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model
from gorilla_cli.verify.targets import Extent, targets

SEVERITY = Severity.DANGER
REASON = "writes over the device {}, and everything on it is lost"


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        if change.target.extent is Extent.DEVICE or (
            change.run.name in ("dd", "shred") and change.target.extent is Extent.UNKNOWN
        ):
            yield Hit(change.target.shown)
    for run in model.named(
        "shred", "wipe", "blkdiscard", "badblocks", "hdparm", "ddrescue", "scrub"
    ):
        if run.name == "badblocks" and not run.given.has("w"):
            continue
        if run.name == "hdparm" and not any("security-erase" in text for text in run.texts):
            continue
        for operand in run.given.operands:
            for target in targets(operand, run):
                if target.extent is Extent.DEVICE or run.name == "blkdiscard":
                    yield Hit(target.shown)
    for run in model.named("nvme"):
        if run.texts[:1] in (("format",), ("sanitize",), ("write",), ("write-zeroes",)):
            yield Hit(run.texts[-1])
    for run in model.named("cat", "cp", "pv"):
        if (
            run.name == "cp"
            and run.given.operands
            and run.given.operands[-1].text.startswith("/dev/sd")
        ):
            yield Hit(run.given.operands[-1].text)
