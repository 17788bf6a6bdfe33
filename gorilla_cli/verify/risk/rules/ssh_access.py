"""The SSH server is made to let in more people than before, or a tunnel opens a way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"

_WEAK = Pattern(
    r"PermitRootLogin[\s=]+(?:yes|without-password)|PermitEmptyPasswords[\s=]+yes|"
    r"StrictModes[\s=]+no|UsePAM[\s=]+no",
    re.I,
)
_PASSWORDS = Pattern(r"PasswordAuthentication[\s=]+yes", re.I)


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        if "sshd_config" not in change.target.path:
            continue
        fed = change.run.feed.text if change.run.feed and change.run.feed.text else ""
        line = f"{change.run.line} {fed}"
        if _WEAK.search(_replacement(line)):
            yield Hit("lets root, or anybody, log in over SSH")
        elif _PASSWORDS.search(_replacement(line)):
            yield Hit("lets people log in over SSH by password", Severity.CAUTION)
    for run in model.named("sshd"):
        if _WEAK.search(run.line):
            yield Hit("lets root, or anybody, log in over SSH")
    for run in model.named("ssh", "autossh"):
        if run.given.has("R"):
            yield Hit("opens a way back into this machine", Severity.CAUTION)
    for run in model.named("ngrok", "cloudflared", "localtunnel", "lt", "bore"):
        if {"tcp", "tunnel", "ssh"} & set(run.texts):
            yield Hit("opens a way into this machine from anywhere", Severity.CAUTION)


def _replacement(line: str) -> str:
    """Of sed's s/old/new/ only the new text counts."""
    return re.sub(r"\bs([/|#,@])(.*?)\1(.*?)\1", r"\3", line)
