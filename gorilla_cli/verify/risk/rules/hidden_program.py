"""A program's name is a pattern, which hides which program runs."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from gorilla_cli.domain import Severity
from gorilla_cli.verify.effects.tables import table
from gorilla_cli.verify.extents import WIDE
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.targets import targets

SEVERITY = Severity.DANGER
REASON = "the program is only given as the pattern {}"

_DESTRUCTIVE = (
    "rm dd mkfs mkfs.ext4 shred chmod chown mv kill nc bash sh zsh wipefs curl wget python3 perl "
    "tee cp cat find crontab iptables sudo"
).split()


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        program = run.program
        if program.glob and any(mark in program.text for mark in "*?[") and run.name != "[":
            worst = _may_destroy(run) if program.text[0] == "/" else _has_wide_target(run)
            yield Hit(program.text, Severity.DANGER if worst else Severity.CAUTION)


def _may_destroy(run: Run) -> bool:
    pattern = run.program.text.rsplit("/", 1)[-1]
    if len(pattern) > 100:
        return True
    matching = any(fnmatchcase(name, pattern) for name in _DESTRUCTIVE)
    return matching or not any(fnmatchcase(name, pattern) for name in table())


def _has_wide_target(run: Run) -> bool:
    return any(
        target.extent in WIDE
        for arg in run.args
        if "/" in arg.text and not arg.text.startswith("-")
        for target in targets(arg, run)
    )
