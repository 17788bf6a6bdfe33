"""Something without end is written until the disk or the memory is full."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.extents import Extent
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "writes without end into {}, until nothing is left"

_ENDLESS = ("/dev/zero", "/dev/urandom", "/dev/random", "/dev/full")


def match(model: Model) -> Iterator[Hit]:
    judged: dict[int, bool] = {}
    for change in changes(model):
        if change.target.path.startswith("/dev/") or change.target.extent is Extent.DEVICE:
            continue
        run = change.run
        if id(run) not in judged:
            judged[id(run)] = _is_filled_endlessly(run)
        if judged[id(run)]:
            yield Hit(change.target.shown)
    for run in model.named("tail", "sort", "tac", "less", "grep", "vim", "rev"):
        if any(text in _ENDLESS for text in run.texts) and not run.given.has("c", "bytes", "m"):
            yield Hit("memory")
    for run in model.named("fallocate", "truncate"):
        size = run.given.value("l", "length", "s", "size")
        if (
            size
            and size.text.upper().rstrip("IB")[-1:] in ("T", "P", "E")
            and run.name == "fallocate"
        ):
            yield Hit(run.texts[-1])


def _is_filled_endlessly(run: Run) -> bool:
    upstream = [run, *(run.feed.sources() if run.feed else ())]
    names = {source.name for source in upstream}
    if "head" in names or "timeout" in names or "timeout" in run.frame.wrappers:
        return False
    return any(_endless(source) for source in upstream)


def _endless(run: Run) -> bool:
    if run.name == "yes":
        return not run.frame.wrappers or "timeout" not in run.frame.wrappers
    if run.name == "dd":
        values = dict(text.partition("=")[::2] for text in run.texts)
        return values.get("if") in _ENDLESS and "count" not in values
    if run.name in ("cat", "cp", "pv"):
        return any(text in _ENDLESS for text in run.texts) or (
            run.feed is not None and run.feed.path is not None and run.feed.path.text in _ENDLESS
        )
    return run.name == ":" and any(redirect.target.text in _ENDLESS for redirect in run.redirects)
