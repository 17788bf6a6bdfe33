"""Backups or snapshots are deleted."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "deletes backups ({})"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(
        "restic", "borg", "borgmatic", "duplicity", "kopia", "duplicacy", "rdiff-backup", "bup"
    ):
        words = [text for text in run.texts if not text.startswith("-")]
        if words[:1] in (["delete"], ["remove-all-but-n-full"]) or words[:2] == [
            "repository",
            "delete",
        ]:
            yield Hit(run.name)
        elif words[:1] in (["forget"], ["prune"], ["compact"]) or words[:2] == [
            "snapshot",
            "delete",
        ]:
            yield Hit(run.name, Severity.CAUTION)
    for run in model.named("tmutil"):
        if run.texts[:1] and run.texts[0] in (
            "delete",
            "deletelocalsnapshots",
            "thinlocalsnapshots",
            "disable",
            "deleteinprogress",
        ):
            minor = run.texts[0] == "disable"
            yield Hit("Time Machine", Severity.CAUTION if minor else None)
    for run in model.named("timeshift", "snapper"):
        if {"--delete", "--delete-all", "delete", "remove"} & set(run.texts):
            yield Hit(run.name, None if "--delete-all" in run.texts else Severity.CAUTION)
    for run in model.named("vssadmin", "wbadmin", "wmic"):
        if "delete" in {text.lower() for text in run.texts}:
            yield Hit("shadow copies")
    for run in model.named("velero"):
        if "delete" in run.texts:
            yield Hit("of a cluster", None if "--all" in run.texts else Severity.CAUTION)
