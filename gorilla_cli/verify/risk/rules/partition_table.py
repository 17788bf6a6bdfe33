"""The partition table of a disk is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "changes the partition table of {}"

_TOOLS = ("parted", "sgdisk", "gdisk", "sfdisk", "fdisk", "cfdisk", "gparted", "gpt")
_CHANGES = Pattern(
    r"mklabel|mktable|rm|mkpart|resizepart|delete|destroy|-Z|--zap-all|-o|--clear|--zap|--delete|"
    r"-d\d*|--wipe\S*|-n\S*|--new\S*|-G",
    re.I,
)
_ASKS = frozenset(
    {"-l", "--list", "-d", "--dump", "print", "-p", "--print", "-i", "--verify", "-v"}
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_TOOLS):
        device = next((arg.shown for arg in run.args if arg.text.startswith("/dev/")), "a disk")
        if _changes(run):
            yield Hit(device)
        elif device != "a disk" and not _ASKS & set(run.texts):
            yield Hit(device, Severity.CAUTION)


def _changes(run: Run) -> bool:
    if run.name == "sfdisk" and {"-d", "--dump", "-l", "--list", "-J"} & set(run.texts):
        return False
    if run.name == "fdisk" and {"-l", "--list"} & set(run.texts):
        return False
    return run.feed is not None or any(_CHANGES.fullmatch(text) for text in run.texts)
