"""Programs are looked up where others may put theirs, or get another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model
from gorilla_cli.verify.shell.tree import Block

SEVERITY = Severity.DANGER
REASON = "{}"

_TRUSTED = frozenset({"sudo", "su", "doas", "ssh", "passwd", "gpg", "login", "scp", "pkexec"})
_WRITABLE = ("/tmp", "/var/tmp", "/dev/shm", "./")
_ITSELF = r"(?:command +|/usr/bin/|TERM=\S+ +)?{}\b"


def match(model: Model) -> Iterator[Hit]:
    for name, value in (
        *model.variables,
        *(pair for run in model.runs for pair in run.environment),
    ):
        if name == "PATH":
            yield from _search_path(value.text.split(":"))
    for run in model.named("alias"):
        for arg in run.args:
            alias, equals, meaning = arg.text.partition("=")
            itself = re.match(_ITSELF.format(re.escape(alias)), meaning.strip())
            if equals and alias in _TRUSTED and not itself:
                harmless = alias in meaning and not re.search(r"[;|>&]", meaning)
                yield Hit(f"gives {alias} another meaning", Severity.CAUTION if harmless else None)
    for item in model.script.items:
        for stage in item.pipeline.stages:
            if isinstance(stage, Block) and stage.kind == "function" and stage.name in _TRUSTED:
                yield Hit(f"gives {stage.name} another meaning")


def _search_path(entries: list[str]) -> Iterator[Hit]:
    for position, entry in enumerate(entries):
        if entry in (".", "") or entry.startswith(_WRITABLE):
            last = position == len(entries) - 1 and position > 0
            yield Hit(
                f"takes programs from {entry or '.'}, where anybody may put one",
                Severity.CAUTION if last else None,
            )
            return
