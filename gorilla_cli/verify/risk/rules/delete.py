"""Files are deleted; how bad that is follows from which."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import Deletion, deletions
from gorilla_cli.verify.extents import WIDE, Extent
from gorilla_cli.verify.paths_that_matter import is_critical
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "deletes {}"

_TRASH = frozenset({"trash", "trash-put", "gio", "rmtrash"})


def match(model: Model) -> Iterator[Hit]:
    for deletion in deletions(model):
        target = deletion.target
        what = f"{target.shown}, {target.extent.value}"
        yield Hit(what if target.extent in WIDE else target.shown, _severity(deletion))


def _severity(deletion: Deletion) -> Severity:
    target, run = deletion.target, deletion.run
    if run.name in _TRASH:
        return Severity.CAUTION if target.extent in WIDE else Severity.NOTICE
    if target.extent in (Extent.EVERYTHING, Extent.HOME, Extent.DEVICE):
        return Severity.DANGER
    if deletion.recursive:
        top = target.path.count("/") == 1 and not target.narrowed
        top = top and target.extent is Extent.ORDINARY
        return Severity.DANGER if top or target.extent in WIDE else Severity.CAUTION
    if target.extent is Extent.UNKNOWN:
        return Severity.DANGER if target.many else Severity.CAUTION
    if target.extent in (Extent.SYSTEM, Extent.PRIVATE):
        return Severity.DANGER if is_critical(target) or target.found else Severity.CAUTION
    if target.extent is Extent.HERE or run.frame.looped or len(run.given.operands) > 10:
        return Severity.CAUTION
    return Severity.CAUTION if "*" in target.path else Severity.NOTICE
