"""Volumes, pools or arrays are removed, with what is on them."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.extents import WIDE
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.targets import operand_targets

SEVERITY = Severity.DANGER
REASON = "removes volumes or arrays with what is on them ({})"

_REMOVES: dict[str, frozenset[str]] = {
    "lvremove": frozenset(),
    "vgremove": frozenset(),
    "pvremove": frozenset(),
    "zpool": frozenset({"destroy", "labelclear"}),
    "zfs": frozenset({"destroy", "rollback"}),
    "dmsetup": frozenset({"remove", "remove_all", "wipe_table"}),
    "mdadm": frozenset({"--zero-superblock", "--create", "-C"}),
    "ceph": frozenset({"purge", "destroy", "rm", "delete", "zap"}),
    "ceph-volume": frozenset({"zap"}),
    "rados": frozenset({"purge", "rmpool"}),
    "gluster": frozenset({"delete"}),
    "stratis": frozenset({"destroy"}),
}
"""By program: the words of which one has to be there; none means always."""


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_REMOVES):
        words = _REMOVES[run.name]
        if (not words or words & set(run.texts)) and not run.given.has("dry-run"):
            yield Hit(run.line)
    for run in model.named("btrfs"):
        if {"delete", "del"} & set(run.texts):
            wide = any(target.extent in WIDE for target in operand_targets(run))
            yield Hit(run.line, None if wide else Severity.CAUTION)
    for run in model.named("pvcreate", "vgreduce", "lvreduce", "lvresize"):
        yield from _reduces(run)
    for run in model.named("zpool", "mdadm"):
        if run.texts[:1] == ("create",):
            forced = run.given.has("f")
            yield Hit(run.line, None if forced else Severity.CAUTION)
        elif {"--remove", "--fail", "--stop"} & set(run.texts):
            yield Hit(run.line, Severity.CAUTION)


def _reduces(run: Run) -> Iterator[Hit]:
    if run.name == "pvcreate":
        forced = any(text in ("-f", "-ff", "--force", "-y", "--yes", "-ffy") for text in run.texts)
        yield Hit(run.line, None if forced else Severity.CAUTION)
        return
    shrinks = run.name != "lvresize" or any(
        text.startswith("-") and text[1:2].isdigit() for text in run.texts
    )
    if shrinks:
        safe = run.given.has("r", "resizefs") or run.name == "vgreduce"
        yield Hit(run.line, Severity.CAUTION if safe else None)
