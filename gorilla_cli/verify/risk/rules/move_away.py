"""Things are moved where they are lost, or away from where the system needs them."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.extents import Extent
from gorilla_cli.verify.paths_that_matter import is_critical
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model
from gorilla_cli.verify.targets import Target, targets

SEVERITY = Severity.DANGER
REASON = "{}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("mv", "rename", "gmv"):
        given = run.given
        into = given.value("t", "target-directory")
        last = into or (given.operands[-1] if given.operands else None)
        if last is not None and last.text.startswith(("/dev/null", "/dev/zero", "/dev/full")):
            yield Hit("moves files into nothing, which loses them")
        for operand in given.operands if into else given.operands[:-1]:
            for target in targets(operand, run):
                severity = _severity(target, root=run.frame.root)
                if severity is not Severity.NONE:
                    yield Hit(f"moves {target.shown} away, {target.extent.value}", severity)


def _severity(target: Target, *, root: bool) -> Severity:
    if target.extent in (Extent.EVERYTHING, Extent.HOME):
        return Severity.DANGER
    if target.extent is Extent.SYSTEM:
        worst = is_critical(target) or target.path.count("/") < 3
        return Severity.DANGER if worst else Severity.CAUTION
    if target.extent is Extent.PRIVATE or (target.extent is Extent.UNKNOWN and root):
        return Severity.CAUTION
    return Severity.NONE
