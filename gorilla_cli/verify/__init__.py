"""What gorilla can say about a command from its text alone.

Invariant: pure; starts nothing, opens nothing, and never raises for any text.
"""

from __future__ import annotations

import posixpath
import shlex
from typing import Any

from gorilla_cli.domain import Context, Effect, EffectKind, Finding, Severity, Verdict

_SHELL_STATE = frozenset(
    "cd pushd popd export alias unalias source . set shopt unset ulimit umask fg bg disown jobs "
    "history fc declare typeset readonly bind complete hash trap dirs".split()
)
_BUILTINS = _SHELL_STATE | frozenset(
    ": [ test echo printf read true false type command builtin eval exec exit return break "
    "continue let local getopts kill wait times pwd mapfile readarray enable shift time".split()
)
_READS = frozenset(
    "ls cat head tail less more grep egrep fgrep rg find fd du df ps top htop wc sort uniq cut tr "
    "awk sed stat file which whereis echo printf pwd date cal uptime free who w id whoami uname "
    "hostname env printenv diff cmp comm tree lsof ss netstat ip nl tac rev od xxd strings md5sum "
    "sha256sum jq column paste join basename dirname readlink realpath seq test [ true false man "
    "apropos lsblk lscpu lsusb lspci pgrep pidof pstree dmesg journalctl history jobs type".split()
)
_KINDS = {
    EffectKind.WRITES: "touch mkdir cp tee ln tar zip unzip gzip gunzip xz dd rsync",
    EffectKind.DELETES: "rm rmdir unlink shred",
    EffectKind.MOVES: "mv rename",
    EffectKind.PERMISSIONS: "chmod chown chgrp setfacl",
    EffectKind.NETWORK_IN: "curl wget ping dig nslookup host traceroute",
    EffectKind.NETWORK_OUT: "ssh scp sftp ftp",
    EffectKind.KILLS: "kill pkill killall",
    EffectKind.PACKAGES: "apt apt-get dnf yum pip pip3 npm brew snap pacman",
    EffectKind.SERVICES: "systemctl service",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_WRAPPERS = frozenset("sudo doas env nohup nice time xargs command exec builtin".split())


def verify(command: str, context: Context) -> Verdict:
    """Everything known about the command from its parse; never raises."""
    root = _parse(command)
    programs: list[str] = []
    effects: list[Effect] = []
    findings: list[Finding] = []
    state = False
    for words in _commands(root):
        while words and posixpath.basename(words[0]) in _WRAPPERS:
            if words[0] in ("sudo", "doas"):
                effects.append(Effect(EffectKind.ROOT))
            programs.append(posixpath.basename(words[0]))
            words = words[1:]
            while words and words[0].startswith("-"):
                words = words[1:]
        if not words:
            continue
        name = posixpath.basename(words[0])
        programs.append(name)
        state = name in _SHELL_STATE
        kind = EffectKind.SHELL if state else _KIND_OF.get(name)
        if name in _READS and not any(w.startswith(("-i", "-delete", "-exec")) for w in words):
            kind = EffectKind.READS
        operands = [word for word in words[1:] if not word.startswith("-")]
        effects.append(Effect(kind or EffectKind.UNKNOWN, " ".join(operands) or None))
        if kind is EffectKind.DELETES:
            recursive = any(word.startswith("-") and "r" in word for word in words)
            severity = Severity.CAUTION if recursive else Severity.NOTICE
            if any(word.rstrip("/*") in ("", "~", "$HOME", "/home") for word in operands):
                severity = Severity.DANGER
            findings.append(Finding("delete", severity, "deletes files"))
    if root.has_error:
        findings.append(Finding("syntax", Severity.NOTICE, "this is not well-formed shell input"))
    known = context.tools | _BUILTINS
    missing = tuple(dict.fromkeys(name for name in programs if name not in known))
    return Verdict(
        parses=not root.has_error and bool(programs or command.strip()),
        canonical=_canonical(command),
        programs=tuple(programs),
        effects=tuple(dict.fromkeys(effects)),
        findings=tuple(findings),
        missing=missing,
        shell_only=state,
    )


def _parse(command: str) -> Any:
    import tree_sitter_bash
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_bash.language())).parse(command.encode()).root_node


def _commands(root: Any) -> list[list[str]]:
    found: list[list[str]] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "command":
            name = node.child_by_field_name("name")
            parts = [name, *node.children_by_field_name("argument")] if name else []
            found.append([_plain(part.text.decode()) for part in parts])
        stack.extend(reversed(node.children))
    return [words for words in found if words]


def _plain(text: str) -> str:
    try:
        return "".join(shlex.split(text)) or text
    except ValueError:
        return text


def _canonical(command: str) -> str:
    try:
        return " ".join(shlex.quote(part) for part in shlex.split(command, comments=True))
    except ValueError:
        return " ".join(command.split())
