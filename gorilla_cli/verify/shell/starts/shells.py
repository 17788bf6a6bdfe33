"""Shells, and programs that hand text to one.

Invariant: whatever text reaches a shell is handed on: `-c`, a script that the
text itself wrote, or standard input.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Feed, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings, joined
from gorilla_cli.verify.shell.valued import options_with_values

SHELLS = frozenset(
    "sh bash dash ash zsh ksh ksh93 mksh oksh yash posh fish rbash rzsh csh tcsh pwsh elvish "
    "nu xonsh sh.exe bash.exe git-shell".split()
)
_STDIN = frozenset({"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})


def from_input(feed: Feed | None) -> Arg | None:
    """Standard input as text to run; None when a person would type it."""
    if feed is None:
        return None
    if feed.text is not None:
        return Arg(feed.text, sources=feed.runs)
    if feed.runs:
        return Arg(UNKNOWN, sources=tuple(feed.sources())[:50])
    return None


def _shell(run: Run, shell: Surroundings) -> Iterator[Inner]:
    args, at = run.args, 0
    text = from_standard_input = False
    while at < len(args):
        word = args[at].text
        if word in ("--", "-") or len(word) < 2 or word[0] not in "-+":
            at += word in ("--", "-")
            break
        at += 1
        if word in ("--rcfile", "--init-file", "--init-command", "-C") and at < len(args):
            yield from _startup(word, args[at], shell)
            at += 1
        elif word[1] == "-":
            name, equals, value = word.partition("=")
            if name == "--command":
                text = True
                if equals:
                    yield Inner(script=Arg(value, sources=args[at - 1].sources))
                    return
        else:
            text = text or (word[0] == "-" and "c" in word)
            from_standard_input = from_standard_input or "s" in word
            at += word[-1] in "oO" and at < len(args)
    operands = args[at:]
    if text:
        if operands:
            called = operands[1] if len(operands) > 1 else None
            yield Inner(script=operands[0], positional=operands[2:], called=called)
        return
    if operands and not from_standard_input and operands[0].text not in _STDIN:
        written = shell.written(operands[0])
        if written is not None:
            yield Inner(script=written, positional=operands[1:])
        elif operands[0].sources:
            yield Inner(script=Arg(UNKNOWN, sources=operands[0].sources))
        return
    given = from_input(run.feed)
    if given is not None:
        yield Inner(script=given, positional=operands)


def _startup(option: str, value: Arg, shell: Surroundings) -> Iterator[Inner]:
    if option in ("--init-command", "-C"):
        yield Inner(script=value)
    elif (written := shell.written(value)) is not None:
        yield Inner(script=written)


def _switch_user(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """su and runuser: `-c text`, else a shell that reads standard input."""
    given = read_options(run.args, options_with_values(run.name))
    users = [operand.text for operand in given.operands if operand.text != "-"]
    user = given.value("u", "user")
    root = not users[:1] or users[0] == "root" if user is None else user.text == "root"
    text = given.value("c", "command", "session-command")
    if text is not None:
        yield Inner(script=text, root=root)
        return
    if user is not None and given.operands:
        yield Inner(given.operands, root=root)
        return
    typed = from_input(run.feed)
    if typed is not None:
        yield Inner(script=typed, root=root)


def _option_c(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """Programs whose `-c` (or `--command`) is text for a shell."""
    given = read_options(run.args, options_with_values(run.name) | {"c", "command"})
    text = given.value("c", "command")
    if text is not None:
        yield Inner(script=text)
    elif run.name == "script" and len(given.operands) > 1:
        yield Inner(given.operands[1:])
    elif run.name == "sg" and len(given.operands) > 1:
        yield Inner(script=joined(given.operands[1:]))


def _capsh(run: Run, shell: Surroundings) -> Iterator[Inner]:
    texts = run.texts
    if "--" in texts:
        at = texts.index("--") + 1
        yield Inner((Arg("bash"), *run.args[at:]))


def _later(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """at and batch run their standard input later."""
    if run.given.has("l", "r", "d", "c"):
        return
    file = run.given.value("f")
    text = shell.written(file) if file else from_input(run.feed)
    if text is not None:
        yield Inner(script=text)


def _crontab(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """The commands of a crontab that is read from standard input or a file just written."""
    if run.given.has("l", "r", "e"):
        return
    operands = [operand for operand in run.given.operands if operand.text not in _STDIN]
    text = shell.written(operands[0]) if operands else from_input(run.feed)
    if text is None:
        return
    for line in text.text.split("\n"):
        fields = line.split(None, 1) if line.startswith("@") else line.split(None, 5)
        if len(fields) in (2, 6) and UNKNOWN not in line and not line.startswith("#"):
            yield Inner(script=Arg(fields[-1], sources=text.sources))


STARTERS: dict[str, Starter] = {
    **dict.fromkeys(SHELLS, _shell),
    "su": _switch_user,
    "runuser": _switch_user,
    "script": _option_c,
    "flock": _option_c,
    "sg": _option_c,
    "nix-shell": _option_c,
    "npx": _option_c,
    "capsh": _capsh,
    "at": _later,
    "batch": _later,
    "crontab": _crontab,
}
