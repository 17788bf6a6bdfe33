"""The shell's history is wiped or switched off, which hides what was done."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import How, changes, deletions
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{} the shell history"

_FILE = Pattern(
    r".*/(?:\.(?:bash|zsh|sh|ksh|python|mysql|psql|sqlite|node_repl|rediscli)?_?history|\.histfile|"
    r"fish_history|\.lesshst|\.viminfo)"
)
_NAMES = frozenset({"HISTFILE", "HISTSIZE", "HISTFILESIZE", "SAVEHIST"})


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("history", "fc"):
        if run.given.has("c", "clear-all") or run.texts[:1] == ("clear",):
            yield Hit("wipes")
        elif run.given.has("d") or run.texts[:1] == ("delete",):
            yield Hit("deletes entries of", Severity.CAUTION)
    for run in model.named("unset"):
        if _NAMES & set(run.texts):
            yield Hit("switches off")
    for run in model.named("set"):
        if run.texts[:2] == ("+o", "history"):
            yield Hit("switches off")
    for name, value in model.variables:
        if name in _NAMES and value.text in ("0", "/dev/null", "", "-1"):
            yield Hit("switches off")
    for change in changes(model):
        if _FILE.fullmatch(change.target.path) and change.how not in (How.APPENDS, How.EDITS):
            yield Hit("overwrites")
    for deletion in deletions(model):
        path = deletion.target.path
        if "hist" in path and _FILE.fullmatch(path.replace("*", "bash_", 1).replace("*", "")):
            yield Hit("deletes")
