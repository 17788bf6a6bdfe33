"""Private keys or passwords are deleted or replaced."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("gpg", "gpg2"):
        if any(
            text.startswith(("--delete-secret", "--delete-keys", "--delete-key"))
            for text in run.texts
        ):
            secret = any("secret" in text for text in run.texts)
            yield Hit("deletes keys", Severity.DANGER if secret else Severity.CAUTION)
    for run in model.named("ssh-keygen"):
        file = run.given.value("f")
        if (
            file is not None
            and run.given.has("t", "b", "N")
            and not run.given.has("y", "R", "l", "p", "e")
        ):
            overwrites = run.feed is not None and (run.feed.text or "").lstrip().lower().startswith(
                "y"
            )
            if overwrites:
                yield Hit("replaces a private key")
    for run in model.named(
        "pass", "gopass", "keyctl", "security", "secret-tool", "ssh-add", "keyring", "certbot"
    ):
        words = run.texts
        if run.name == "ssh-add":
            if run.given.has("D"):
                yield Hit("forgets all loaded keys", Severity.NOTICE)
        elif words[:1] in (("rm",), ("remove",), ("delete",), ("clear",), ("purge",), ("revoke",)):
            wide = run.given.has("r", "recursive") or words[:1] in (("clear",), ("purge",))
            yield Hit("deletes passwords or keys", Severity.DANGER if wide else Severity.CAUTION)
        elif words[:1] and words[0].startswith("delete-"):
            yield Hit("deletes passwords or keys")
