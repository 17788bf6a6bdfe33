"""Permissions or owners change, of the system, of a home, or so that everybody may write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.extents import Extent
from gorilla_cli.verify.paths_that_matter import is_critical
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.targets import Target, targets

SEVERITY = Severity.DANGER
REASON = "{}"

_OPEN = Pattern(
    r"[0-7]?[0-7]{0,2}[2367]|(?:.*[,])?[ugoa]*[oa][ugoa]*[+=][rstxX]*w.*|[+=][rstxX]*w.*"
)
_TO_ALL = Pattern(r"[0-7]?[0-7]{0,2}[1-7]|(?:.*[,])?[ugoa]*[oa][ugoa]*[+=]\w+|\+r.*")


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("chmod", "chown", "chgrp", "setfacl", "chcon", "chattr"):
        given = run.given
        recursive = given.has("R", "recursive") or run.frame.looped
        words = list(run.args)
        mode = _mode(run)
        operands = [
            word
            for word in words
            if not (word.text.startswith("-") and word.text != "-") and word.text != mode
        ]
        for operand in operands:
            for target in targets(operand, run):
                severity = _severity(run, mode, target, recursive)
                if severity is not Severity.NONE:
                    yield Hit(_message(run, mode, target, recursive), severity)


def _mode(run: Run) -> str:
    if run.given.has("reference"):
        return ""
    for arg in run.args:
        text = arg.text
        if run.name == "setfacl":
            if ":" in text:
                return text
        elif run.name == "chattr":
            if re.fullmatch(r"[-+=][a-zA-Z]+", text) and text not in ("-R", "-V", "-f"):
                return text
        elif not text.startswith("-") or re.fullmatch(r"-[rwxXst]+", text):
            return text
    return ""


def _severity(run: Run, mode: str, target: Target, recursive: bool) -> Severity:
    extent = target.extent
    changes_mode = run.name in ("chmod", "setfacl")
    opens = changes_mode and bool(_OPEN.fullmatch(mode))
    if extent in (Extent.EVERYTHING, Extent.SYSTEM):
        if recursive or extent is Extent.EVERYTHING or opens:
            return Severity.DANGER
        return _critical(run, mode, target)
    if extent is Extent.HOME:
        own = (
            run.name in ("chown", "chgrp") and mode.split(":")[0] == target.path.rsplit("/", 1)[-1]
        )
        if own:
            return Severity.CAUTION
        return Severity.DANGER if recursive or opens else Severity.NOTICE
    if extent is Extent.PRIVATE:
        to_all = changes_mode and bool(_TO_ALL.fullmatch(mode)) and ".ssh" in target.path
        return (
            Severity.DANGER
            if opens or (to_all and not mode.endswith(("4", "44")))
            else Severity.NONE
        )
    if extent is Extent.UNKNOWN:
        return Severity.DANGER if recursive else Severity.NOTICE
    if extent is Extent.DEVICE:
        return Severity.DANGER if opens else Severity.CAUTION
    if opens:
        return Severity.CAUTION
    if recursive:
        return Severity.CAUTION if extent is Extent.HERE or run.frame.root else Severity.NOTICE
    return Severity.NONE


def _critical(run: Run, mode: str, target: Target) -> Severity:
    if not is_critical(target):
        return Severity.CAUTION
    if run.name == "chmod" and re.fullmatch(
        r"0?[0-6]?[046][04]0|0?440|0?400|0?644|0?755|0?700|0?600", mode
    ):
        secret = "shadow" in target.path or "sudoers" in target.path
        return Severity.DANGER if secret and not mode.endswith("0") else Severity.CAUTION
    return Severity.DANGER


def _message(run: Run, mode: str, target: Target, recursive: bool) -> str:
    what = "permissions" if run.name in ("chmod", "setfacl") else "owner or attributes"
    where = " and everything below it" if recursive else ""
    kind = "" if target.extent is Extent.ORDINARY else f" ({target.extent.value})"
    return f"sets the {what} of {target.shown}{kind}{where} to {mode}"
