"""Programs with an option, or operand, that holds a command.

Invariant: one small function a family; each looks at its own program's arguments only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import Arg, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings, joined
from gorilla_cli.verify.shell.valued import options_with_values

_TEXT_OPTIONS: dict[str, str] = {
    "tar": "to-command use-compress-program I rsh-command info-script new-volume-script F",
    "bsdtar": "use-compress-program",
    "rsync": "e rsh rsync-path",
    "scp": "S",
    "sftp": "S",
    "sort": "compress-program",
    "split": "filter",
    "man": "P pager H html",
    "rg": "pre",
    "zip": "unzip-command TT",
    "hyperfine": "p prepare c cleanup setup",
    "nc": "e c exec sh-exec",
    "ncat": "e c exec sh-exec",
    "netcat": "e c",
    "nc.traditional": "e c",
    "xterm": "e",
    "konsole": "e",
    "urxvt": "e",
    "x-terminal-emulator": "e",
    "alacritty": "e",
    "gnome-terminal": "e command",
    "xfce4-terminal": "e x command",
    "vagrant": "c command",
    "flyctl": "C command",
    "fly": "C command",
    "wget": "use-askpass",
    "make": "eval",
    "git-filter-branch": "tree-filter",
    "crossplane": "",
    "mutt": "e",
    "pacman": "",
    "vipe": "",
    "openvpn": "up down",
    "tcpdump": "z",
    "logger": "",
    "journalctl": "",
    "less": "",
    "fzf": "bind preview",
    "date": "",
}
"""Options, without dashes, whose value is a command."""

_REMOTE = frozenset({"vagrant", "flyctl", "fly"})
_CHECKPOINT = Pattern(r"exec=(.*)", re.S)
_GIT_CODE = Pattern(
    r"(?:core\.(?:pager|editor|sshcommand|fsmonitor|gitproxy|askpass|hookspath)|pager\.\w+|"
    r"diff\.external|sequence\.editor|credential\.helper|filter\.\w+\.\w+|"
    r"(?:diff|merge)(?:tool)?\.\w+\.\w+|gpg\.program|alias\.[\w-]+|uploadpack\.\w+)=(!?)(.*)",
    re.I | re.S,
)
_TMUX_STARTS = frozenset(
    "new-session new neww new-window split-window splitw respawn-pane respawn-window run-shell "
    "run if-shell if pipe-pane display-popup popup".split()
)
_JSON_COMMANDS = Pattern(r"commands?[\"']?\s*[=:]\s*(.*)", re.S)


def _text_options(run: Run, shell: Surroundings) -> Iterator[Inner]:
    names = _TEXT_OPTIONS[run.name].split()
    given = read_options(run.args, options_with_values(run.name) | set(names))
    for value in given.values(*names):
        remote = run.name if run.name in _REMOTE else ""
        yield Inner(script=value, remote=remote)
    if run.name in ("tar", "bsdtar"):
        for value in given.values("checkpoint-action"):
            if match := _CHECKPOINT.search(value.text):
                yield Inner(script=Arg(match[1], sources=value.sources))
    if run.name == "hyperfine":
        for operand in given.operands:
            yield Inner(script=operand, repeated=True)
    if run.name.endswith("terminal") or run.name in ("xterm", "konsole", "alacritty", "urxvt"):
        texts = run.texts
        for mark in ("-e", "-x", "--"):
            if mark in texts:
                yield Inner(run.args[texts.index(mark) + 1 :])


def _git(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = read_options(run.args, options_with_values("git"), stop=True)
    for setting in given.values("c"):
        yield from _git_setting(setting)
    if not given.operands:
        return
    subcommand, args = given.operands[0].text, given.operands[1:]
    texts = [arg.text for arg in args]
    if subcommand == "rebase":
        for value in read_options(args, frozenset("x") | {"exec"}).values("x", "exec"):
            yield Inner(script=value, repeated=True)
    elif subcommand == "bisect" and texts[:1] == ["run"]:
        yield Inner(args[1:], repeated=True)
    elif subcommand == "submodule" and "foreach" in texts:
        rest = [arg for arg in args[texts.index("foreach") + 1 :] if arg.text != "--recursive"]
        if rest:
            yield Inner(script=joined(tuple(rest)), repeated=True)
    elif subcommand == "filter-branch":
        names = [f"{kind}-filter" for kind in ("tree", "index", "env", "msg", "commit", "parent")]
        for value in read_options(args, frozenset(names)).values(*names):
            yield Inner(script=value, repeated=True, remote="git history")
    elif subcommand == "config":
        operands = read_options(args, frozenset({"f", "file"})).operands
        if len(operands) > 1:
            yield from _git_setting(joined(operands[-2:], "="))
    elif subcommand in ("difftool", "mergetool"):
        for value in read_options(args, frozenset("x") | {"extcmd"}).values("x", "extcmd"):
            yield Inner(script=value)


def _git_setting(setting: Arg) -> Iterator[Inner]:
    match = _GIT_CODE.match(setting.text)
    if match and (match[1] or not setting.text.lower().startswith("alias.")):
        yield Inner(script=Arg(match[2], sources=setting.sources))


def _socat(run: Run, shell: Surroundings) -> Iterator[Inner]:
    for arg in run.args:
        kind, _, rest = arg.text.partition(":")
        if kind.upper() in ("EXEC", "SYSTEM"):
            command = re.split(r",(?=\w)", rest)[0].strip("\"'")
            yield Inner(script=Arg(command, sources=arg.sources))


def _tmux(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = read_options(run.args, options_with_values("tmux"), stop=True)
    if not given.operands:
        return
    subcommand, args = given.operands[0].text, given.operands[1:]
    inner = read_options(args, frozenset("tncFsxyeblp"), stop=True)
    if subcommand in ("send-keys", "send"):
        keys = [arg for arg in inner.operands if arg.text not in ("Enter", "C-m", "ENTER")]
        yield Inner(script=joined(tuple(keys)))
    elif subcommand in _TMUX_STARTS:
        for operand in inner.operands:
            if " " in operand.text or len(inner.operands) == 1:
                yield Inner(script=operand)
        if len(inner.operands) > 1:
            yield Inner(inner.operands)


def _screen(run: Run, shell: Surroundings) -> Iterator[Inner]:
    texts = run.texts
    if "stuff" in texts and texts.index("stuff") + 1 < len(texts):
        arg = run.args[texts.index("stuff") + 1]
        yield Inner(script=Arg(arg.text.replace("^M", "").rstrip("\n"), sources=arg.sources))
        return
    operands = read_options(run.args, options_with_values("screen"), stop=True).operands
    if operands:
        yield Inner(operands)


def _ansible(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = run.given
    module = given.value("m", "module-name")
    text = given.value("a", "args")
    if text is not None and (
        module is None or module.text.rpartition(".")[2] in ("shell", "command", "raw", "script")
    ):
        hosts = given.operands[0].text if given.operands else ""
        yield Inner(script=text, remote=f"ansible {hosts}", root=given.has("b", "become"))


def _cloud_command(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """Shell text in options of aws ssm, gcloud compute ssh, az vm run-command."""
    names = ("parameters", "command", "scripts", "script", "user-data", "metadata")
    given = read_options(run.args, options_with_values(run.name) | set(names))
    for value in given.values("command", "scripts", "script"):
        if " " in value.text or run.name != "aws":
            yield Inner(script=value, remote=run.name)
    for value in given.values("parameters"):
        if match := _JSON_COMMANDS.search(value.text):
            for text in _strings(match[1]):
                yield Inner(script=Arg(text, sources=value.sources), remote="aws ssm")


def _strings(text: str) -> list[str]:
    try:
        loaded = json.loads(text.strip().rstrip("}").strip() if text.count("[") else f'["{text}"]')
    except ValueError:
        return [text.strip("[]\"' ")]
    return [str(item) for item in loaded] if isinstance(loaded, list) else [str(loaded)]


STARTERS: dict[str, Starter] = {
    **{name: _text_options for name, options in _TEXT_OPTIONS.items() if options},
    "git": _git,
    "socat": _socat,
    "tmux": _tmux,
    "screen": _screen,
    "ansible": _ansible,
    **dict.fromkeys(("aws", "gcloud", "az"), _cloud_command),
}
