"""Accounts and their rights are changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "{}"

_POWERFUL = frozenset(
    {"sudo", "wheel", "admin", "root", "docker", "lxd", "disk", "shadow", "adm", "libvirt"}
)
_SYSTEM = frozenset(
    {"root", "daemon", "www-data", "postgres", "mysql", "sshd", "nobody", "systemd-network"}
)
_SUDO = Pattern(r"ALL\s*=\s*\(?.*NOPASSWD|NOPASSWD\s*:\s*ALL|ALL\s*=\s*\(\s*ALL", re.I)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("useradd", "usermod", "adduser"):
        yield from _user(run)
    for run in model.named("userdel", "deluser"):
        names = {operand.text for operand in run.given.operands}
        everything = "--remove-all-files" in run.texts or bool(names & _SYSTEM)
        homes = run.given.has("r") or bool({"--remove", "--remove-home"} & set(run.texts))
        if (
            any(not operand.known or operand.sources for operand in run.given.operands)
            or run.frame.looped
        ):
            everything = True
        kind = "with everything they own" if everything or homes else ""
        yield Hit(
            f"deletes a user {kind}".strip(), Severity.DANGER if everything else Severity.CAUTION
        )
    for run in model.named("passwd"):
        names = {operand.text for operand in run.given.operands}
        if run.given.has("d", "delete"):
            yield Hit("takes the password off an account, so that anybody may log in")
        elif run.given.has("l", "lock", "e", "expire") and "root" in names:
            yield Hit("locks the account root", Severity.CAUTION)
        elif run.feed is not None or run.given.has("stdin"):
            yield Hit(
                "sets a password from the command",
                Severity.DANGER if "root" in names or not names else Severity.CAUTION,
            )
    for run in model.named("chpasswd"):
        fed = run.feed.text if run.feed else None
        root = fed is None or "root:" in fed
        yield Hit("sets passwords", Severity.DANGER if root else Severity.CAUTION)
    for run in model.named("gpasswd", "groupmems"):
        if _POWERFUL & set(run.texts) and run.given.has("a", "add"):
            yield Hit("gives a user rights over the whole machine", Severity.CAUTION)
    if any(model.named("groupdel", "delgroup")):
        yield Hit("deletes a group", Severity.CAUTION)
    for run in model.named("dscl", "sysadminctl", "net", "net.exe"):
        if {"-delete", "delete", "-deleteUser", "/delete"} & set(run.texts):
            yield Hit("deletes a user")
        elif {"admin", "administrators"} & {text.lower() for text in run.texts} and {
            "-append",
            "/add",
            "-addUser",
        } & set(run.texts):
            yield Hit("gives a user rights over the whole machine", Severity.CAUTION)
    for run in model.named("chsh"):
        if "root" in run.texts:
            yield Hit("changes the shell of root", Severity.CAUTION)
    for change in changes(model):
        if change.target.path.startswith("/etc/sudoers"):
            yield Hit("changes who may act as root")
    for run in model.runs:
        fed = run.feed.text if run.feed and run.feed.text else ""
        if run.name == "visudo" and _SUDO.search(fed):
            yield Hit("changes who may act as root")
        if run.name == "echo" and _SUDO.search(run.line) and run.redirects:
            yield Hit("changes who may act as root")


def _user(run: Run) -> Iterator[Hit]:
    given = run.given
    uid = given.value("u", "uid")
    if uid is not None and uid.text.strip() in ("0", "00"):
        yield Hit("makes an account that is root under another name")
        return
    gid = given.value("g", "gid")
    if gid is not None and gid.text in ("0", "root"):
        yield Hit("makes an account of the group root")
    groups = {name for value in given.values("G", "groups") for name in value.text.split(",")}
    if run.name == "adduser" and len(given.operands) > 1:
        groups.add(given.operands[1].text)
    if groups & _POWERFUL:
        yield Hit(
            f"gives a user the rights of {', '.join(sorted(groups & _POWERFUL))}", Severity.CAUTION
        )
    elif run.name == "usermod" and given.has("G", "groups") and not given.has("a", "append"):
        yield Hit("takes a user out of all other groups", Severity.CAUTION)
    if run.name == "usermod" and given.has("L", "lock", "e", "expiredate") and "root" in run.texts:
        yield Hit("locks the account root", Severity.CAUTION)
