"""Files are encrypted and the originals deleted, as blackmailers do."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.extents import WIDE
from gorilla_cli.verify.listing import find_places
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.targets import extent_of_found, targets

SEVERITY = Severity.DANGER
REASON = "encrypts files and deletes the originals ({})"

_TOOLS = frozenset(
    {"openssl", "gpg", "gpg2", "age", "ccrypt", "ccencrypt", "mcrypt", "7z", "zip", "aescrypt"}
)


def match(model: Model) -> Iterator[Hit]:
    encrypts = [run for run in model.runs if _encrypts(run)]
    for run in encrypts:
        if _loses_originals(run) or any(
            _wide(source) for arg in run.args for source in arg.sources
        ):
            yield Hit(run.name)
    if any(run.frame.looped for run in encrypts) and any(
        run.frame.looped for run in model.named("rm", "shred", "unlink", "srm")
    ):
        yield Hit(encrypts[0].name)


def _loses_originals(run: Run) -> bool:
    if run.name in ("ccrypt", "ccencrypt", "mcrypt"):
        return run.frame.looped
    moves = run.name in ("zip", "7z") and (run.given.has("m") or "-sdel" in run.texts)
    return moves and any(
        target.extent in WIDE
        for operand in run.given.operands[1:]
        for target in targets(operand, run)
    )


def _wide(run: Run) -> bool:
    return run.name in ("find", "fd", "locate") and any(
        extent_of_found(place, run) in WIDE for place in find_places(run)
    )


def _encrypts(run: Run) -> bool:
    if run.name == "openssl":
        return "enc" in run.texts and "-d" not in run.texts
    if run.name in ("gpg", "gpg2"):
        return run.given.has("c", "symmetric", "e", "encrypt")
    if run.name in ("zip", "7z"):
        return run.given.has("P", "e", "encrypt", "p") or any(
            text.startswith("-p") for text in run.texts
        )
    return run.name in _TOOLS
