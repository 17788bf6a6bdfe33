"""The crontab is removed or replaced, or a job is added that outlives the session."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "{}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("crontab"):
        given = run.given
        if given.has("r"):
            yield Hit("deletes every job of the crontab")
        elif _is_empty(run):
            yield Hit("empties the crontab")
        elif not given.has("l", "e", "V", "T") and (given.operands or run.feed):
            yield Hit("replaces the whole crontab", Severity.CAUTION)
    for run in model.named("at", "batch"):
        if not run.given.has("l", "d", "r", "c"):
            yield Hit("runs something later, when nobody watches", Severity.NOTICE)
    for change in changes(model):
        if change.target.path.startswith(("/etc/cron", "/var/spool/cron", "/var/spool/at")):
            what = f"adds a job that runs later: {change.target.shown}"
            yield Hit(what, Severity.CAUTION)


def _is_empty(run: Run) -> bool:
    operands = [operand.text for operand in run.given.operands]
    if operands == ["/dev/null"]:
        return True
    if operands not in ([], ["-"]) or run.feed is None:
        return False
    if run.feed.path is not None and run.feed.path.text == "/dev/null":
        return True
    return run.feed.text is not None and not run.feed.text.strip()
