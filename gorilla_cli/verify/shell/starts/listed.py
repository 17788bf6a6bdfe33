"""Programs that start a command for each thing they find or are told: find, xargs, parallel …

Invariant: what is found counts as unknown text whose source is the finder, so
that rules can ask where it looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings, joined
from gorilla_cli.verify.shell.valued import options_with_values

MAX_ITEMS = 24
_EXECUTE = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
_FD_MARKS = Pattern(r"\{(?:/|\.|//|/\.)?\}")


def _found(arg: Arg, run: Run, mark: str = "{}") -> Arg:
    if mark not in arg.text:
        return arg
    return Arg(arg.text.replace(mark, UNKNOWN), arg.glob, (run, *arg.sources), arg.word)


def _find(run: Run, shell: Surroundings) -> Iterator[Inner]:
    at, args = 0, run.args
    while at < len(args):
        if args[at].text not in _EXECUTE:
            at += 1
            continue
        stop = at + 1
        while stop < len(args) and args[stop].text != ";":
            if args[stop].text == "+" and args[stop - 1].text == "{}":
                break
            stop += 1
        words = tuple(_found(arg, run) for arg in args[at + 1 : stop])
        if words:
            yield Inner(words, via="find", repeated=True)
        at = stop + 1


def _fd(run: Run, shell: Surroundings) -> Iterator[Inner]:
    texts = run.texts
    for position, text in enumerate(texts):
        if text in ("-x", "-X", "--exec", "--exec-batch"):
            words = [
                Arg(_FD_MARKS.sub(UNKNOWN, arg.text), arg.glob, (run,), arg.word)
                if _FD_MARKS.search(arg.text)
                else arg
                for arg in run.args[position + 1 :]
                if arg.text != ";"
            ]
            if not any(UNKNOWN in word.text for word in words):
                words.append(Arg(UNKNOWN, sources=(run,)))
            yield Inner(tuple(words), repeated=True)
            return


def _items(run: Run, separator: str = "") -> list[Arg]:
    """What standard input lists."""
    feed = run.feed
    if feed is None or feed.text is None:
        sources = tuple(feed.sources())[:50] if feed else ()
        return [Arg(UNKNOWN, True, sources)]
    if separator:
        pieces = [piece for piece in re.split(separator, feed.text) if piece.strip("\n")]
    else:
        pieces = [piece.strip("\"'") for piece in feed.text.split()]
    items = [Arg(piece.strip("\n"), sources=feed.runs) for piece in pieces]
    return items or [Arg("", sources=feed.runs)]


def _xargs(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = read_options(run.args, options_with_values("xargs"), stop=True)
    words = given.operands or (Arg("echo"),)
    mark = given.value("I", "replace")
    if mark is None and (given.has("i") or "--replace" in given.raw):
        mark = Arg("{}")
    file = given.value("a", "arg-file")
    if given.has("0", "null"):
        separator = "[\0\n]"
    elif (chosen := given.value("d", "delimiter")) is not None:
        separator = re.escape(chosen.text.replace("\\n", "\n").replace("\\0", "\0")) or "\n"
    else:
        separator = "\n" if mark else ""
    items = [Arg(UNKNOWN, True)] if file else _items(run, separator)
    for words_ in _combined(words, items, mark.text if mark else ""):
        yield Inner(words_, repeated=True)


def _combined(words: tuple[Arg, ...], items: list[Arg], mark: str) -> Iterator[tuple[Arg, ...]]:
    if not mark:
        yield (*words, *items[:2000])
        if len(items) > 2000:
            yield (*words, Arg(UNKNOWN))
        return
    many = len(items) > MAX_ITEMS * 10
    for item in items[: MAX_ITEMS * 10] + ([Arg(UNKNOWN)] if many else []):
        yield tuple(
            Arg(word.text.replace(mark, item.text), word.glob, (*item.sources, *word.sources))
            if mark in word.text
            else word
            for word in words
        )


def _parallel(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = read_options(run.args, options_with_values("parallel"), stop=True)
    words: list[Arg] = []
    items: list[Arg] = []
    kind = ""
    for arg in given.operands:
        if arg.text in (":::", "::::", ":::+", "::::+"):
            kind = arg.text
        elif not kind:
            words.append(arg)
        else:
            items.append(arg if kind.startswith(":::") and len(kind) < 5 else Arg(UNKNOWN))
    if kind.startswith("::::"):
        items = [Arg(UNKNOWN)]
    if not kind:
        items = _items(run, "\n")
    where = given.value("S", "sshlogin")
    text = joined(tuple(words))
    mark = "{}" if "{}" in text.text else ""
    for item in items[: MAX_ITEMS * 10]:
        command = text.text if mark else f"{text.text} {{}}".strip()
        script = command.replace("{}", item.text)
        sources = (*item.sources, *text.sources)
        yield Inner(
            script=Arg(script, sources=sources),
            repeated=True,
            remote=f"ssh {where.text}" if where else "",
        )


STARTERS: dict[str, Starter] = {
    "find": _find,
    "gfind": _find,
    "fd": _fd,
    "fdfind": _fd,
    "xargs": _xargs,
    "gxargs": _xargs,
    "parallel": _parallel,
}
