"""Logs are wiped, which hides what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import How, changes, deletions
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "wipes {}"

_SECURITY = Pattern(
    r"/(?:private/)?var/(?:log/(?:(?:auth|kern|daemon|sys|boot|fail)\.?log.*|syslog.*|messages.*|"
    r"secure.*|wtmp.*|btmp.*|lastlog|faillog|tallylog|sudo\.log.*|ufw\.log.*|audit(?:/.*)?|"
    r"journal(?:/.*)?|cron.*|maillog.*|dpkg\.log|\*.*)|log|run/[uw]tmp|audit(?:/.*)?)|/run/utmp"
)
_TINY = Pattern(r"(?:\d+) ?(?:s|sec|seconds?|us|ms|K|B)?|1 ?(?:m|min|minutes?|M|h)", re.I)


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        emptied = change.source is not None and change.source.text == "/dev/null"
        if change.how in (How.REPLACES, How.LINKS) or emptied:
            path = change.target.path
            if _SECURITY.fullmatch(path):
                yield Hit(change.target.shown)
            elif path.startswith("/var/log/"):
                yield Hit(change.target.shown, Severity.CAUTION)
    for deletion in deletions(model):
        if _SECURITY.fullmatch(deletion.target.path) and not deletion.target.narrowed:
            yield Hit(deletion.target.shown)
    for run in model.named("journalctl"):
        for value in run.given.values("vacuum-time", "vacuum-size", "vacuum-files"):
            tiny = _TINY.fullmatch(value.text)
            yield Hit("the journal", Severity.DANGER if tiny else Severity.CAUTION)
    for run in model.named("dmesg"):
        if run.given.has("C", "c", "clear", "read-clear"):
            yield Hit("the kernel log", Severity.CAUTION)
    for run in model.named("wevtutil", "log", "Clear-EventLog", "utmpdump"):
        if run.name == "Clear-EventLog" or run.texts[:1] in (("cl",), ("clear-log",), ("erase",)):
            yield Hit("the event log")
        elif run.name == "utmpdump" and run.given.has("r"):
            yield Hit("records of logins")
