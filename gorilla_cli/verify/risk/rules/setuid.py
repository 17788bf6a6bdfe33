"""A program is made to run with its owner's rights, whoever starts it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "lets whoever starts {} act as its owner"

_SETUID = Pattern(r"0?[4-7][0-7]{3}|(?:.*,)?[ugoa]*(?:[ua][ugoa]*)?[+=][rwxXt]*s.*")
_GROUP_ONLY = Pattern(r"(?:.*,)?g[+=].*s.*")
_CAPABILITIES = Pattern(
    r"cap_(?:setuid|setgid|sys_admin|dac_override|sys_ptrace|sys_module|all)|\ball?[=+]", re.I
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("chmod"):
        for arg in run.args:
            if _SETUID.fullmatch(arg.text) and not _GROUP_ONLY.fullmatch(arg.text):
                yield Hit(run.args[-1].shown)
    for run in model.named("install"):
        mode = run.given.value("m", "mode")
        if mode and _SETUID.fullmatch(mode.text):
            yield Hit(run.args[-1].shown)
    for run in model.named("setcap"):
        if any(_CAPABILITIES.search(text) for text in run.texts):
            yield Hit(run.args[-1].shown)
