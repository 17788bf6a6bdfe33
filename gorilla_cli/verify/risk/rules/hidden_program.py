"""A program's name is a pattern, which hides which program runs."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from gorilla_cli.domain import Severity
from gorilla_cli.verify.effects.tables import table
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "the program is only given as the pattern {}"

_DESTRUCTIVE = (
    "rm",
    "dd",
    "mkfs",
    "mkfs.ext4",
    "shred",
    "chmod",
    "chown",
    "mv",
    "kill",
    "nc",
    "bash",
    "sh",
    "wipefs",
    "curl",
    "wget",
    "python3",
    "tee",
    "cp",
    "cat",
    "find",
    "crontab",
    "iptables",
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if run.program.glob and any(mark in run.program.text for mark in "*?["):
            yield Hit(run.program.text, Severity.DANGER if _may_destroy(run) else Severity.CAUTION)


def _may_destroy(run: Run) -> bool:
    pattern = run.program.text.rsplit("/", 1)[-1]
    if len(pattern) > 100:
        return True
    matching = [name for name in _DESTRUCTIVE if fnmatchcase(name, pattern)]
    return bool(matching) or not any(fnmatchcase(name, pattern) for name in table())
