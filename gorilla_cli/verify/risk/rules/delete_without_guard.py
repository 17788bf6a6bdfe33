"""rm is told to leave its own protection of / aside."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "switches off the protection of / with {}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("rm", "chmod", "chown", "chgrp"):
        for option, _ in run.given.options:
            if len(option) > 3 and "no-preserve-root".startswith(option):
                yield Hit(f"--{option}")
