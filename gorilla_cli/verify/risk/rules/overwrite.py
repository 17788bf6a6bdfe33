"""Files are overwritten: system files, whole directories' files, or files that exist."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import Change, How, changes
from gorilla_cli.verify.extents import Extent
from gorilla_cli.verify.paths_that_matter import is_critical, is_known_program
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"

_REPLACING = (How.REPLACES, How.LINKS)


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        severity = _severity(change, model)
        if severity is not Severity.NONE:
            extent = change.target.extent
            what = f"{change.how.value} {change.target.shown}"
            tail = "" if extent is Extent.ORDINARY else f", {extent.value}"
            yield Hit(what + tail, severity)


def _severity(change: Change, model: Model) -> Severity:
    target, how = change.target, change.how
    if target.extent is Extent.DEVICE or target.path.startswith(("/dev/", "/proc/self/")):
        return Severity.NONE  # for the rule that knows devices
    if target.extent is Extent.UNKNOWN:
        quiet = how is How.APPENDS or not change.run.frame.root
        return Severity.NOTICE if quiet else Severity.CAUTION
    if target.extent is Extent.SYSTEM:
        return _system(change)
    if how is How.EDITS and target.extent in (Extent.EVERYTHING, Extent.HOME):
        return Severity.DANGER
    if target.extent is Extent.EVERYTHING:
        return Severity.DANGER if how is How.COPIES else Severity.NOTICE
    if how in (How.REPLACES, How.COPIES) and not change.run.frame.remote and _exists(change, model):
        return Severity.CAUTION
    return Severity.NONE


def _system(change: Change) -> Severity:
    target, how = change.target, change.how
    if is_critical(target):
        appended = how is How.APPENDS and not is_critical(target, even_appended=True)
        return Severity.CAUTION if appended else Severity.DANGER
    program = is_known_program(target.path)
    if program and (how in _REPLACING or how is How.APPENDS or _other_name(change)):
        return Severity.DANGER
    if change.source is not None and change.source.text in (
        "/dev/null",
        "/dev/zero",
        "/dev/urandom",
    ):
        return Severity.DANGER
    return Severity.CAUTION


def _other_name(change: Change) -> bool:
    source = change.source.text.rsplit("/", 1)[-1] if change.source else ""
    return source != change.target.path.rsplit("/", 1)[-1]


def _exists(change: Change, model: Model) -> bool:
    path = change.target.path
    locations = model.locations
    return locations.exists(path) and not locations.is_directory(path)
