"""Which files a command changes, moves or deletes, by whatever program.

Invariant: pure; one place that knows the ways of writing, so that every rule
about a file sees all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import cast

from gorilla_cli.verify.listing import find_places
from gorilla_cli.verify.shell.model import Arg, Model, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values
from gorilla_cli.verify.targets import Target, extent_of_found, targets


class How(Enum):
    """In which way a file is changed."""

    REPLACES = "replaces"
    APPENDS = "appends to"
    EDITS = "edits"
    COPIES = "copies over"
    LINKS = "replaces by a link"


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is written."""

    run: Run
    target: Target
    how: How
    source: Arg | None = None
    """Where the content comes from, for copies and links."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One path that is deleted."""

    run: Run
    target: Target
    recursive: bool


_DELETERS = frozenset(
    "rm unlink srm shred wipe trash trash-put rimraf del rd gio grm rmtrash scrub hdfs "
    "hadoop".split()
)
_EDITORS = frozenset("sed gsed perl ruby gawk awk patch sponge ex ed".split())


def changes(model: Model) -> tuple[Change, ...]:
    """Every file that is written."""
    if "changes" not in model.memory:
        model.memory["changes"] = tuple(_changes(model))
    return cast(tuple[Change, ...], model.memory["changes"])


def _changes(model: Model) -> Iterator[Change]:
    for run in model.runs:
        if run.redirects:
            yield from _by_redirection(run)
        if run.name in _WAYS and not run.function:
            yield from _WAYS[run.name](run)


def _each(run: Run, arg: Arg, how: How, source: Arg | None = None) -> Iterator[Change]:
    for target in targets(arg, run):
        yield Change(run, target, how, source)


def _by_redirection(run: Run) -> Iterator[Change]:
    for redirect in run.redirects:
        if redirect.writes and not redirect.target.text.startswith(("/dev/tcp/", "/dev/udp/")):
            how = How.APPENDS if redirect.operator in (">>", "&>>", "<>") else How.REPLACES
            yield from _each(run, redirect.target, how)


def _tee(run: Run) -> Iterator[Change]:
    how = How.APPENDS if run.given.has("a", "append") else How.REPLACES
    for operand in run.given.operands:
        yield from _each(run, operand, how)


def _copy(run: Run) -> Iterator[Change]:
    """cp, mv, install, ln: onto the last operand, or into the directory named by -t."""
    given = run.given
    how = How.LINKS if run.name in ("ln", "link") else How.COPIES
    operands = given.operands
    into = given.value("t", "target-directory")
    if into is not None:
        yield from _each(run, into, how, operands[0] if operands else None)
    elif len(operands) > 1:
        if how is How.LINKS and not given.has("f", "force"):
            return
        yield from _each(run, operands[-1], how, operands[0])


def _dd(run: Run) -> Iterator[Change]:
    values = dict(arg.text.partition("=")[::2] for arg in run.args)
    source = values.get("if")
    for arg in run.args:
        key, _, value = arg.text.partition("=")
        if key == "of":
            piece = Arg(value, arg.glob, arg.sources, arg.word)
            yield from _each(run, piece, How.REPLACES, Arg(source) if source else None)


def _in_place(run: Run) -> Iterator[Change]:
    """Editors with -i, and those that always work in place."""
    given = run.given
    if run.name in ("sed", "gsed", "perl", "ruby", "gawk", "awk"):
        if not any(
            arg.text.startswith(("-i", "--in-place")) or _has_i(arg.text) for arg in run.args
        ):
            return
        given = read_options(run.args, (options_with_values(run.name) | {"e", "f"}) - {"i"})
        script = not given.has("e", "E", "f", "expression", "file")
        for operand in given.operands[1 if script else 0 :]:
            yield from _each(run, operand, How.EDITS)
        return
    for operand in given.operands:
        yield from _each(run, operand, How.EDITS if run.name != "sponge" else How.REPLACES)


def _has_i(text: str) -> bool:
    return (
        text.startswith("-")
        and not text.startswith("--")
        and "i" in text[1:4]
        and "e" not in text[1:2]
    )


def _truncate(run: Run) -> Iterator[Change]:
    for operand in run.given.operands:
        yield from _each(run, operand, How.REPLACES)


def _option(*names: str) -> Callable[[Run], Iterator[Change]]:
    def way(run: Run) -> Iterator[Change]:
        for value in run.given.values(*names):
            if value.text not in ("-", "/dev/null", "/dev/stdout"):
                yield from _each(run, value, How.REPLACES)

    return way


def _rsync(run: Run) -> Iterator[Change]:
    operands = run.given.operands
    if len(operands) > 1 and ":" not in operands[-1].text.partition("/")[0]:
        yield from _each(run, operands[-1], How.COPIES, operands[0])


_WAYS = {
    "tee": _tee,
    **dict.fromkeys(("cp", "gcp", "mv", "install", "ln", "link", "rename"), _copy),
    "dd": _dd,
    "dcfldd": _dd,
    **dict.fromkeys(_EDITORS, _in_place),
    **dict.fromkeys(("truncate", "shred", "wipe", "scrub"), _truncate),
    "sort": _option("o", "output"),
    "curl": _option("o", "output"),
    **dict.fromkeys(("wget", "wget2"), _option("O", "output-document")),
    **dict.fromkeys(("openssl",), _option("out")),
    **dict.fromkeys(("gpg", "age"), _option("o", "output")),
    **dict.fromkeys(("rsync", "scp"), _rsync),
    **dict.fromkeys(("ddrescue", "pv", "sqlite3"), _option("o", "output")),
}


def deletions(model: Model) -> tuple[Deletion, ...]:
    """Every path that is deleted."""
    if "deletions" not in model.memory:
        model.memory["deletions"] = tuple(_deletions(model))
    return cast(tuple[Deletion, ...], model.memory["deletions"])


def _deletions(model: Model) -> Iterator[Deletion]:
    for run in model.runs:
        if run.function:
            continue
        if run.name in _DELETERS:
            yield from _removed(run)
        elif run.name in ("find", "gfind") and "-delete" in run.texts:
            yield from _found(run)
        elif run.name == "rsync" and _rsync_deletes(run):
            operands = run.given.operands
            if len(operands) > 1:
                for target in targets(operands[-1], run):
                    yield Deletion(run, target, True)
        elif run.name == "git" and run.texts[:1] == ("clean",):
            continue


def _removed(run: Run) -> Iterator[Deletion]:
    given, operands = run.given, run.given.operands
    recursive = given.has("r", "R", "recursive", "rf", "fr", "s") or run.name in ("rimraf", "rd")
    if run.name in ("shred", "wipe", "scrub") and not given.has("u", "remove", "r"):
        recursive = False
    if run.name in ("gio", "hdfs", "hadoop"):
        words = [operand.text for operand in operands]
        if run.name == "gio" and words[:1] not in (["trash"], ["remove"]):
            return
        if run.name != "gio" and not {"-rm", "-rmr"} & set(run.texts):
            return
        operands = operands[1:]
        recursive = recursive or bool({"-rmr", "-rm"} & set(run.texts))
    for operand in operands:
        for target in targets(operand, run):
            yield Deletion(run, target, recursive)


def _found(run: Run) -> Iterator[Deletion]:
    for place in find_places(run):
        extent = extent_of_found(place, run)
        shown = f"what find finds in {place.shown or place.path}"
        target = Target(place.path, shown, extent, place.narrowed, found=True, many=True)
        yield Deletion(run, target, True)


def _rsync_deletes(run: Run) -> bool:
    return any(arg.text.startswith("--del") for arg in run.args)
