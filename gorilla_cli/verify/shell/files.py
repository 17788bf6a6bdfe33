"""Files that programs bring in or copy, so that running one later is seen for what it is.

Invariant: pure; says which files now hold what, as far as the arguments tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Run
from gorilla_cli.verify.shell.paths import absolute

Files = Iterator[tuple[str, Arg]]


def filled(run: Run, files: dict[str, Arg]) -> Files:
    """Paths from the root that the run fills, each with its content."""
    way = _WAYS.get(run.name)
    if way is not None:
        yield from way(run, files)


def _fetched(run: Run, name: str) -> tuple[str, Arg]:
    return absolute(name, run.cwd), Arg(UNKNOWN, sources=(run,))


def _basename(url: str) -> str:
    return url.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]


def _curl(run: Run, files: dict[str, Arg]) -> Files:
    for value in run.given.values("o", "output"):
        yield _fetched(run, value.text)
    if run.given.has("O", "remote-name", "remote-name-all", "J"):
        for operand in run.given.operands:
            yield _fetched(run, _basename(operand.text))


def _wget(run: Run, files: dict[str, Arg]) -> Files:
    output = run.given.value("O", "output-document", "o", "out")
    folder = run.given.value("P", "directory-prefix", "d", "dir")
    if output is not None:
        yield _fetched(run, output.text)
        return
    for operand in run.given.operands:
        name = _basename(operand.text)
        yield _fetched(run, f"{folder.text}/{name}" if folder else name)


def _copied_in(run: Run, files: dict[str, Arg]) -> Files:
    """scp, rsync, aws s3 cp and others from another machine to here."""
    operands = run.given.operands
    if len(operands) > 1 and ":" in operands[-2].text and ":" not in operands[-1].text:
        target = operands[-1].text
        if target.endswith(("/", ".")):
            target = f"{target}/{_basename(operands[-2].text)}"
        yield _fetched(run, target)


def _copied(run: Run, files: dict[str, Arg]) -> Files:
    operands = run.given.operands
    if len(operands) < 2:
        return
    last = absolute(operands[-1].text, run.cwd)
    for operand in operands[:-1]:
        content = files.get(absolute(operand.text, run.cwd))
        if content is not None:
            yield last, content
            yield f"{last.rstrip('/')}/{_basename(operand.text)}", content


def _tee(run: Run, files: dict[str, Arg]) -> Files:
    if run.feed is None:
        return
    text = UNKNOWN if run.feed.text is None else run.feed.text
    for operand in run.given.operands:
        yield absolute(operand.text, run.cwd), Arg(text, sources=tuple(run.feed.sources())[:50])


_WAYS: dict[str, Callable[[Run, dict[str, Arg]], Files]] = {
    "curl": _curl,
    **dict.fromkeys(("wget", "wget2", "aria2c", "axel"), _wget),
    **dict.fromkeys(("scp", "rsync", "aws", "gsutil", "rclone"), _copied_in),
    **dict.fromkeys(("cp", "mv", "install", "ln"), _copied),
    "tee": _tee,
}
