"""A key is added with which somebody can log in."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import How, changes
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.risk.rules.downloaded_code import is_download
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "lets whoever has a certain key log in ({})"

_FILE = Pattern(r".*/\.ssh/authorized_keys2?")


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        if not _FILE.fullmatch(change.target.path) or change.how is How.EDITS:
            continue
        run = change.run
        feeding = list(run.feed.sources()) if run.feed else []
        fetched = any(is_download(source) for source in feeding)
        own = not fetched and any(
            text.endswith(".pub") for source in (*feeding, run) for text in source.texts
        )
        own = own or bool(change.source and change.source.text.endswith(".pub"))
        own = own or (bool(run.frame.remote) and not feeding and run.name == "cat")
        replaces = change.how is not How.APPENDS
        if own:
            yield Hit(change.target.shown, Severity.CAUTION)
        else:
            yield Hit(change.target.shown + (", and takes away all others" if replaces else ""))
