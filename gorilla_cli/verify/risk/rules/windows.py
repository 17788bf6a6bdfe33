"""Commands of Windows and PowerShell that delete far and wide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "deletes far and wide ({})"

_MARKS: dict[str, str] = {
    "Remove-Item": r"-r(?:e(?:c(?:urse)?)?)?",
    "ri": r"-r(?:e(?:c(?:urse)?)?)?",
    "del": r"/s",
    "erase": r"/s",
    "rd": r"/s",
    "rmdir": r"/s",
    "format": r"[a-z]:",
    "Format-Volume": r".*",
    "Clear-Disk": r".*",
    "cipher": r"/w.*",
    "reg": r"delete",
}
"""By program: the argument that makes it dangerous."""


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_MARKS):
        if _is_wide(run):
            yield Hit(run.line)


def _is_wide(run: Run) -> bool:
    return any(re.fullmatch(_MARKS[run.name], text, re.I) for text in run.texts)
