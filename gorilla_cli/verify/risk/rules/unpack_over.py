"""An archive or a tree is copied over the system."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.extents import Extent
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Arg, Model, Run
from gorilla_cli.verify.targets import targets

SEVERITY = Severity.DANGER
REASON = "puts files over {}"

_USUAL = frozenset({"usr/local", "opt", "usr/local/bin", "usr/local/lib", "usr/local/share"})
_VITAL = frozenset({"etc", "bin", "usr", "usr/bin", "lib", "usr/lib", "boot", "sbin", "usr/sbin"})


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("tar", "bsdtar", "unzip", "7z"):
        for directory in _into(run):
            for target in targets(directory, run):
                place = target.path.strip("/")
                if target.extent is Extent.EVERYTHING:
                    yield Hit(directory.shown)
                elif target.extent is Extent.SYSTEM and place not in _USUAL:
                    severe = place in _VITAL
                    yield Hit(directory.shown, Severity.DANGER if severe else Severity.CAUTION)
    for run in model.named("cp", "rsync", "ditto"):
        operands = run.given.operands
        whole = run.name != "cp" or run.given.has("r", "R", "a", "recursive", "archive")
        if len(operands) > 1 and whole:
            for target in targets(operands[-1], run):
                if target.path == "/":
                    yield Hit(operands[-1].shown)


def _into(run: Run) -> list[Arg]:
    given = run.given
    if run.name == "unzip":
        directory = given.value("d")
        return [directory] if directory else []
    if run.name == "7z":
        return [Arg(text[2:]) for text in run.texts if text.startswith("-o")]
    first = run.texts[0] if run.texts else ""
    bundled = "" if first.startswith("--") else first.lstrip("-")
    if "x" not in bundled and not given.has("x", "extract", "get"):
        return []
    directory = given.value("C", "directory")
    if directory is None and ("P" in bundled or given.has("P", "absolute-names")):
        return [Arg("/")]
    return [directory] if directory else []
