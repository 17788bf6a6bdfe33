"""Builtins that change what the shell remembers, or that run text themselves.

Invariant: a builtin changes the given shell's state only. Each returns what it
prints, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Frame, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.output import format_text
from gorilla_cli.verify.shell.paths import ELSEWHERE, absolute

if TYPE_CHECKING:
    from gorilla_cli.verify.shell.walk import Shell

CODE_VARIABLES = frozenset(
    {
        "PROMPT_COMMAND",
        "PS0",
        "PS4",
        "PAGER",
        "MANPAGER",
        "GIT_PAGER",
        "EDITOR",
        "VISUAL",
        "GIT_EDITOR",
        "GIT_SSH_COMMAND",
        "GIT_EXTERNAL_DIFF",
        "LESSOPEN",
        "BROWSER",
        "FCEDIT",
    }
)
"""Variables whose value some program runs as a command."""

_NAME = re.compile(r"[A-Za-z_]\w*\Z")


def _cd(shell: Shell, run: Run) -> str | None:
    operands = [arg for arg in run.args if not re.fullmatch(r"-[LPe@]+|--", arg.text)]
    state = shell.state
    before = state.cwd
    if run.name == "popd" or (run.name == "pushd" and not operands):
        state.cwd = state.previous
    elif not operands:
        state.cwd = state.home
    elif operands[0].text == "-":
        state.cwd = state.previous
    elif UNKNOWN in operands[0].text or re.fullmatch(r"[-+]\d+", operands[0].text):
        known, _, _ = operands[0].text.partition(UNKNOWN)
        deep = known.startswith("/") and known.count("/") > 2
        state.cwd = absolute(known, before) + ELSEWHERE if deep else ELSEWHERE
    else:
        state.cwd = absolute(operands[0].text, before)
    state.previous = before
    return ""


def _declare(shell: Shell, run: Run) -> str | None:
    for arg in run.args:
        name, equals, value = arg.text.partition("=")
        if equals and _NAME.match(name):
            shell.assign(name, (Arg(value, sources=arg.sources, word=arg.word),))
    return ""


def _alias(shell: Shell, run: Run) -> str | None:
    for arg in run.args:
        name, equals, value = arg.text.partition("=")
        if equals:
            shell.state.name_alias(name, value)
            frame = replace(
                shell.frame,
                calls=(*shell.frame.calls, f"alias {name}"),
                depth=shell.frame.depth + 1,
            )
            child = shell.beside(state=shell.state.child(), frame=frame)
            child.code(Arg(value, sources=arg.sources), frame)
    return ""


def _set(shell: Shell, run: Run) -> str | None:
    operands = list(run.args)
    while operands and re.fullmatch(r"[-+][A-Za-z]+", operands[0].text):
        operands.pop(0)
    if operands and operands[0].text == "--":
        shell.state.positional = tuple(operands[1:])
        return ""
    if operands:
        shell.state.positional = tuple(operands)
        if _NAME.match(operands[0].text):  # fish: set NAME VALUE…
            shell.assign(operands[0].text, tuple(operands[1:]))
    return ""


def _shift(shell: Shell, run: Run) -> str | None:
    count = run.texts[0] if run.texts else "1"
    if shell.state.positional is not None and count.isdigit() and len(count) < 4:
        shell.state.positional = shell.state.positional[int(count) :]
    return ""


def _unset(shell: Shell, run: Run) -> str | None:
    for arg in run.args:
        if not arg.text.startswith("-"):
            shell.state.unset(arg.text)
    return ""


def _eval(shell: Shell, run: Run) -> str | None:
    sources = tuple(source for arg in run.args for source in arg.sources)
    return shell.code(Arg(" ".join(run.texts), sources=sources), _deeper(shell, "eval"))


def _source(shell: Shell, run: Run) -> str | None:
    operands = [arg for arg in run.args if arg.text != "--"]
    if not operands:
        return ""
    written = shell.written(operands[0])
    if written is not None:
        return shell.code(written, _deeper(shell, "source"))
    return None


def _trap(shell: Shell, run: Run) -> str | None:
    operands = [arg for arg in run.args if not re.fullmatch(r"-[lp]|--", arg.text)]
    if len(operands) > 1 and operands[0].text not in ("", "-"):
        child = shell.beside(state=shell.state.child())
        child.code(operands[0], _deeper(shell, "trap"))
    return ""


def _complete(shell: Shell, run: Run) -> str | None:
    given = read_options(run.args, frozenset("CFxAWGPSo"))
    for value in given.values("C", "x"):
        text = re.sub(r"^\"[^\"]*\":", "", value.text)
        shell.code(Arg(text, sources=value.sources), _deeper(shell, run.name))
    return ""


def _read(shell: Shell, run: Run) -> str | None:
    given = read_options(run.args, frozenset("adinNptu"))
    names = [operand.text for operand in given.operands if _NAME.match(operand.text)]
    names += [value.text for value in given.values("a")]
    line, sources = _line(shell, run)
    separators = dict(run.environment).get("IFS")
    if not names:
        names = ["REPLY"]
    if line is None:
        for name in names:
            shell.assign(name, (Arg(UNKNOWN, sources=sources),))
        return ""
    marks = separators.text if separators and separators.known else " \t\n"
    if given.has("a"):
        pieces = re.split(f"[{re.escape(marks)}]+", line) if marks else [line]
        shell.assign(names[-1], tuple(Arg(piece) for piece in pieces))
        return ""
    rest = line
    for name in names[:-1]:
        pieces = (
            re.split(f"[{re.escape(marks)}]+", rest.lstrip(" \t"), maxsplit=1) if marks else [rest]
        )
        shell.assign(name, (Arg(pieces[0]),))
        rest = pieces[1] if len(pieces) > 1 else ""
    shell.assign(names[-1], (Arg(rest.strip(marks) if marks else rest),))
    return ""


def _line(shell: Shell, run: Run) -> tuple[str | None, tuple[Run, ...]]:
    """The next line of input, and where it comes from when it is not known."""
    if shell.lines is not None:
        return (shell.lines.pop(0) if shell.lines else ""), ()
    if shell.feed is None:
        return None, ()
    if shell.feed.text is not None:
        return shell.feed.text.split("\n")[0], ()
    return None, tuple(shell.feed.sources())[:50]


def _mapfile(shell: Shell, run: Run) -> str | None:
    given = read_options(run.args, frozenset("CcdnOsu"))
    names = [operand.text for operand in given.operands] or ["MAPFILE"]
    text = shell.feed.text if shell.feed else None
    if text is None:
        sources = tuple(shell.feed.sources())[:50] if shell.feed else ()
        shell.assign(names[0], (Arg(UNKNOWN, sources=sources),))
    else:
        lines = [line for line in text.split("\n") if line][:500]
        shell.assign(names[0], tuple(Arg(line) for line in lines))
    return ""


def _printf(shell: Shell, run: Run) -> str | None:
    if len(run.args) > 2 and run.texts[0] == "-v":
        shell.assign(run.texts[1], (Arg(format_text(run.texts[2:])),))
        return ""
    from gorilla_cli.verify.shell.output import printed

    return printed(run, shell.state.user)


def _getopts(shell: Shell, run: Run) -> str | None:
    if len(run.args) > 1:
        shell.assign(run.texts[1], (Arg("a"),))
        shell.assign("OPTARG", (Arg(UNKNOWN),))
    return ""


def _nothing(shell: Shell, run: Run) -> str | None:
    return ""


def _deeper(shell: Shell, via: str) -> Frame:
    frame = shell.frame
    return replace(frame, wrappers=(*frame.wrappers, via), depth=frame.depth + 1)


BUILTINS: dict[str, Callable[[Shell, Run], str | None]] = {
    "cd": _cd,
    "chdir": _cd,
    "pushd": _cd,
    "popd": _cd,
    "declare": _declare,
    "typeset": _declare,
    "export": _declare,
    "local": _declare,
    "readonly": _declare,
    "setenv": _declare,
    "alias": _alias,
    "set": _set,
    "shift": _shift,
    "unset": _unset,
    "eval": _eval,
    "source": _source,
    ".": _source,
    "trap": _trap,
    "complete": _complete,
    "bind": _complete,
    "read": _read,
    "mapfile": _mapfile,
    "readarray": _mapfile,
    "printf": _printf,
    "getopts": _getopts,
    **dict.fromkeys(
        (":", "true", "false", "[", "test", "exit", "return", "break", "continue", "wait", "let"),
        _nothing,
    ),
}
"""By name; what is not listed behaves like a program."""
