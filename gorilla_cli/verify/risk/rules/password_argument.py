"""A password stands in the command, where other users and the history can see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.NOTICE
REASON = "has a password in the command ({})"

_LONG = Pattern(
    r"--?(?:\w+-)*(?:password|passwd|passphrase|secret|token|api-?key|access-?key|client-secret|auth-token)(?:=(.+))?",
    re.I,
)
_URL = Pattern(r"[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s@]+@", re.I)
_HEADER = Pattern(r"authorization: *(?:basic|bearer) +\S{8,}|x-api-key: *\S{8,}", re.I)
_VARIABLES = Pattern(
    r"(?:PGPASSWORD|MYSQL_PWD|SSHPASS|\w*(?:PASSWORD|PASSWD|SECRET_ACCESS_KEY|API_KEY|_TOKEN|_SECRET))\Z"
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if run.name in ("echo", "grep", "printf", "read", "rg", "pass", "bw", "git"):
            continue
        where = _place(run)
        if where:
            yield Hit(where)
        for name, value in run.environment:
            if _VARIABLES.search(name) and value.known and len(value.text) > 2:
                yield Hit(name)
    for run in model.named("sudo"):
        if run.given.has("S", "stdin") and run.feed and run.feed.text is not None:
            yield Hit("given to sudo")
    for name, value in model.variables:
        if (
            _VARIABLES.search(name)
            and value.known
            and len(value.text) > 2
            and not value.text.startswith("/")
        ):
            yield Hit(name)


def _place(run: Run) -> str:
    for position, arg in enumerate(run.args):
        match = _LONG.fullmatch(arg.text)
        if match:
            following = run.args[position + 1] if position + 1 < len(run.args) else None
            value = match[1] or (
                following.text if following and not following.text.startswith("-") else ""
            )
            if (
                value
                and arg.known
                and (following is None or match[1] or following.known)
                and value not in ("-", "true", "false")
            ):
                return arg.text.partition("=")[0]
        if _URL.search(arg.text) and arg.known:
            return "in a URL"
        if _HEADER.search(arg.text) and arg.known:
            return "in a header"
    if run.name in ("mysql", "mysqldump", "mysqladmin", "mariadb"):
        if any(re.fullmatch(r"-p[^\s].*", text) for text in run.texts):
            return "-p"
    elif run.name == "sshpass":
        return "-p" if run.given.value("p") else ""
    elif run.name in ("curl", "http", "wget"):
        user = run.given.value("u", "user", "a", "auth")
        return (
            "-u" if user and ":" in user.text and user.known and not user.text.endswith(":") else ""
        )
    elif run.name in ("zip", "unzip", "7z", "redis-cli", "smbclient", "docker"):
        value = run.given.value("P" if run.name != "redis-cli" else "a")
        return (
            "-P"
            if value and run.name in ("zip", "unzip")
            else ("-a" if value and run.name == "redis-cli" else "")
        )
    return ""
