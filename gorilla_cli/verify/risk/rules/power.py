"""The machine goes down or restarts."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.CAUTION
REASON = "{} the machine"

_NAMES = {
    "shutdown": "shuts down",
    "poweroff": "shuts down",
    "halt": "stops",
    "reboot": "restarts",
    "pm-suspend": "suspends",
    "pm-hibernate": "suspends",
    "rtcwake": "suspends",
}
_SYSTEMCTL = {
    "poweroff": "shuts down",
    "halt": "stops",
    "reboot": "restarts",
    "kexec": "restarts",
    "soft-reboot": "restarts",
    "suspend": "suspends",
    "hibernate": "suspends",
    "rescue": "takes all services away from",
    "emergency": "takes all services away from",
    "isolate": "changes which services run on",
    "set-default": "changes which services run on",
    "exit": "stops",
}


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_NAMES):
        if not run.given.has("c", "show", "help", "version", "w", "wtmp-only"):
            yield Hit(_NAMES[run.name])
    for run in model.named("systemctl"):
        words = [text for text in run.texts if not text.startswith("-")]
        if words and words[0] in _SYSTEMCTL:
            yield Hit(_SYSTEMCTL[words[0]])
    for run in model.named("init", "telinit"):
        if run.texts[:1] and run.texts[0] in ("0", "6", "1", "s", "S"):
            yield Hit("shuts down or restarts")
    for run in model.named("osascript"):
        if any("shut down" in text or "restart" in text for text in run.texts):
            yield Hit("shuts down")
