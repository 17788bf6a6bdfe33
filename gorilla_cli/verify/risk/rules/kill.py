"""Processes are ended: one, many, or those that everything depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "ends {}"

_VITAL = frozenset(
    "init systemd launchd systemd-logind dbus-daemon dbus-broker Xorg X Xwayland gdm gdm3 sddm "
    "lightdm gnome-shell plasmashell WindowServer loginwindow kernel_task udevd systemd-udevd "
    "kthreadd".split()
)
_REMOTE_ACCESS = frozenset({"sshd", "NetworkManager", "networkd", "bash", "zsh", "tmux", "dockerd"})
_FILTERS = frozenset("grep egrep rg pidof lsof fuser head tail jq ss netstat docker jobs".split())
_EVERYTHING = ("", ".", ".*", "*", "^", "[a-z]", "[a-zA-Z]", "[a-z]*")


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("kill"):
        yield from _kill(run)
    for run in model.named("pkill", "killall", "xkill", "skill", "slay"):
        yield from _by_name(run)
    if any(model.named("killall5")):
        yield Hit("every process")
    for run in model.named("systemctl", "loginctl"):
        if run.texts[:1] == ("kill",) or run.line.startswith(("loginctl kill-", "loginctl term")):
            yield Hit("a service's or session's processes", Severity.CAUTION)
    for run in model.named("fuser"):
        if run.given.has("k", "kill"):
            whole = bool({"/", "/home", "/usr", "/dev"} & set(run.texts))
            yield Hit("whatever uses it", Severity.DANGER if whole else Severity.CAUTION)


def _kill(run: Run) -> Iterator[Hit]:
    if {"-l", "-L", "--list", "--table"} & set(run.texts):
        return
    args = list(run.args)
    if len(args) > 1 and re.fullmatch(r"-(?:[A-Z][A-Z0-9+-]*|\d+)", args[0].text):
        args = args[1:]
    elif args and args[0].text in ("-s", "-n", "--signal", "-q"):
        args = args[2:]
    for arg in args:
        if arg.text in ("-1", "0"):
            yield Hit("every process that it may end")
        elif arg.text == "1":
            yield Hit("the first process, on which all others depend")
        elif not arg.known and arg.sources:
            yield from _found(arg.sources)
        elif not arg.text.startswith("-"):
            yield Hit(f"process {arg.shown}", Severity.NOTICE if arg.known else Severity.CAUTION)


def _found(sources: tuple[Run, ...]) -> Iterator[Hit]:
    names = {source.name for source in sources}
    vital = any(
        _VITAL & set(source.texts) for source in sources if source.name in ("pidof", "pgrep")
    )
    if vital:
        yield Hit("a process on which all others depend")
    elif names & {"ps", "pgrep", "ls"} and not any(_narrows(source) for source in sources):
        yield Hit("every process that is listed")
    else:
        yield Hit("the processes found", Severity.CAUTION)


def _narrows(source: Run) -> bool:
    if source.name == "pgrep":
        patterns = [operand.text for operand in source.given.operands]
        return bool(patterns) and patterns[0] not in _EVERYTHING
    if source.name in ("awk", "gawk", "sed"):
        return any("/" in text or "==" in text or "~" in text for text in source.texts)
    if source.name == "ps":
        return bool({"-C", "-p", "--ppid", "--pid"} & set(source.texts))
    return source.name in _FILTERS


def _by_name(run: Run) -> Iterator[Hit]:
    given = run.given
    words = [
        operand.text
        for operand in given.operands
        if not re.fullmatch(r"-?(?:\d+|[A-Z]{2,})", operand.text)
    ]
    users = given.values("u", "U", "user", "uid", "euid")
    if not words and (users or given.has("g", "t", "terminal")):
        root = any(user.text in ("root", "0") for user in users)
        yield Hit("every process of a user", Severity.DANGER if root else Severity.CAUTION)
    if given.has("v", "inverse") and run.name == "pkill":
        yield Hit("every process but some")
    for word in words:
        if word in _EVERYTHING:
            yield Hit("every process")
        elif word in _VITAL:
            yield Hit(f"{word}, on which the session depends")
        else:
            minor = word not in _REMOTE_ACCESS
            yield Hit(f"all {word}", Severity.NOTICE if minor else Severity.CAUTION)
