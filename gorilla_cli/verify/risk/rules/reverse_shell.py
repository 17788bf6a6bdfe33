"""A shell is connected to the network, so that somebody else can type into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.shell.starts.shells import SHELLS

SEVERITY = Severity.DANGER
REASON = "gives a shell on this machine to {}"

_NETWORK = ("/dev/tcp/", "/dev/udp/", "/inet/tcp/", "/inet4/tcp/", "/inet/udp/")
_SOCKET = Pattern(
    r"socket|TCPSocket|fsockopen|IO::Socket|net\.connect|net\.Socket|createConnection|/inet\d?/(?:tcp|udp)/|pty\.spawn"
    r"|socket\.tcp|require\(['\"]net['\"]\)",
    re.I,
)
_SHELL = Pattern(
    r"/bin/(?:ba|z|da|k)?sh|dup2|subprocess|pty\.spawn|exec|spawn|popen|cmd\.exe|os\.system|getline|proc_open|system"
)
_NC = frozenset("nc ncat netcat nc.traditional nc.openbsd cryptcat pwncat rustcat rcat".split())


def match(model: Model) -> Iterator[Hit]:
    connected = False
    for run in model.runs:
        for redirect in run.redirects:
            if redirect.target.text.startswith(_NETWORK):
                host = redirect.target.text.split("/")[3] or "the network"
                if run.name in SHELLS:
                    yield Hit(host)
                connected = connected or run.name == "exec"
        yield from _program(run)
    if connected:
        obeys = any(run.name in SHELLS or run.name in ("", "eval") for run in model.runs)
        yield Hit("the network", None if obeys else Severity.CAUTION)
    yield from _pipes(model)


def _program(run: Run) -> Iterator[Hit]:
    if run.name in _NC:
        given = run.given
        command = given.value("e", "c", "exec", "sh-exec")
        if command is not None or given.has("e"):
            yield Hit("whoever connects" if given.has("l") else _host(run))
    elif run.name == "socat":
        line = run.line.lower()
        if re.search(r"(?:exec|system|shell):", line) and re.search(
            r"(?:tcp|udp|openssl|ssl)", line
        ):
            yield Hit("another machine")
    elif run.name.startswith(
        ("python", "perl", "ruby", "php", "lua", "node", "awk", "gawk", "pypy", "mawk")
    ):
        fed = run.feed.text if run.feed and run.feed.text else ""
        for text in (*run.texts, fed):
            if (
                _SOCKET.search(text)
                and _SHELL.search(text)
                and re.search(r"connect|bind|sock|/inet|pty", text, re.I)
            ):
                yield Hit("another machine")
                break
    elif run.name in ("msfvenom", "weevely", "chisel", "ligolo"):
        yield Hit("another machine", Severity.CAUTION)
    elif run.name in ("ttyd", "gotty"):
        yield Hit("whoever connects", Severity.CAUTION)


def _pipes(model: Model) -> Iterator[Hit]:
    """`sh < pipe | nc host port > pipe`, telnet host | sh, openssl s_client | sh."""
    talkers = [run for run in model.runs if _talks(run)]
    shells = [run for run in model.runs if run.name in SHELLS]
    for shell in shells:
        if shell.feed is not None and any(_talks(source) for source in shell.feed.sources()):
            yield Hit("another machine")
            return
    for talker in talkers:
        upstream = list(talker.feed.sources()) if talker.feed else []
        if any(run.name in SHELLS and not _has_script(run) for run in upstream):
            yield Hit(_host(talker))
            return


def _has_script(run: Run) -> bool:
    return any(not text.startswith("-") for text in run.texts) and "-i" not in run.texts


def _talks(run: Run) -> bool:
    if run.name == "openssl":
        return "s_client" in run.texts
    return run.name in _NC or run.name in ("telnet", "socat")


def _host(run: Run) -> str:
    operands = run.given.operands
    return operands[0].shown if operands else "another machine"
