"""Programs that are put before a command: sudo, env, nohup, timeout …

Invariant: data, and one function that reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gorilla_cli.verify.shell.model import Arg, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings, joined
from gorilla_cli.verify.shell.valued import options_with_values

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=")


@dataclass(frozen=True, slots=True)
class Prefix:
    """How to find the command behind a prefix."""

    skip: int = 0
    """Operands that come before the command."""
    assigns: bool = False
    """True when NAME=value words may come before the command."""
    root: bool = False
    text: bool = False
    """True when the words are joined and given to a shell."""
    after: tuple[str, ...] = ()
    """Subcommand words that have to come first."""
    directory: tuple[str, ...] = ()
    """Options that name the working directory."""
    repeated: bool = False
    leave: tuple[str, ...] = ()
    """Options with which no command is started."""


_NAMES = """
nohup setsid time nice ionice stdbuf strace ltrace valgrind caffeinate unbuffer torsocks torify
tsocks proxychains proxychains4 fakeroot firejail dbus-run-session xvfb-run numactl cgexec setpriv
ts chronic ifne rlwrap trickle cpulimit prlimit busybox toybox exec builtin noglob nocorrect - and
or not begin unshare systemd-run lxrun winpty catchsegv eatmydata faketime cpufreq-bench env-exec
bwrap softlimit envdir setuidgid nsjail rtkit gamemoderun mangohud primusrun optirun prime-run
aws-vault-exec coproc fakechroot sshpass tini dumb-init catatonit gdbserver rr lldb-exec if while
until then else do unzstd-exec script-exec dotenv chpst linux32 linux64 i386 x86_64 uname26 sem
nsenter autossh-exec else-if pkttyagent ld.so ld-linux.so.2 ld-linux-x86-64.so.2
ld-linux-aarch64.so.1 ld-musl-x86_64.so.1
"""

PREFIXES: dict[str, Prefix] = {
    **{name: Prefix() for name in _NAMES.split()},
    "sudo": Prefix(
        root=True, assigns=True, directory=("D", "chdir"), leave=("l", "list", "v", "e", "edit")
    ),
    "doas": Prefix(root=True),
    "dzdo": Prefix(root=True, assigns=True),
    "please": Prefix(root=True),
    "run0": Prefix(root=True),
    "pkexec": Prefix(root=True),
    "gosu": Prefix(skip=1),
    "su-exec": Prefix(skip=1),
    "command": Prefix(leave=("v", "V")),
    "timeout": Prefix(skip=1),
    "gtimeout": Prefix(skip=1),
    "chrt": Prefix(skip=1),
    "taskset": Prefix(skip=1),
    "chroot": Prefix(skip=1),
    "setarch": Prefix(skip=1),
    "flock": Prefix(skip=1),
    "watch": Prefix(text=True, repeated=True),
    "entr": Prefix(repeated=True),
    "perf": Prefix(after=("stat", "record", "trace")),
    "poetry": Prefix(after=("run",)),
    "uv": Prefix(after=("run",)),
    "pipenv": Prefix(after=("run",)),
    "pdm": Prefix(after=("run",)),
    "hatch": Prefix(after=("run",)),
    "bundle": Prefix(after=("exec",)),
    "rbenv": Prefix(after=("exec",)),
    "pyenv": Prefix(after=("exec",)),
    "asdf": Prefix(after=("exec",), skip=1),
    "mise": Prefix(after=("exec", "x")),
    "op": Prefix(after=("run",)),
    "doppler": Prefix(after=("run",)),
    "direnv": Prefix(after=("exec",), skip=1),
    "aws-vault": Prefix(after=("exec",), skip=1),
    "conda": Prefix(after=("run",)),
    "mamba": Prefix(after=("run",)),
    "npm": Prefix(after=("exec", "x")),
    "pnpm": Prefix(after=("exec",)),
    "yarn": Prefix(after=("exec",)),
    "nix": Prefix(after=("shell", "develop", "run")),
    "flatpak-spawn": Prefix(),
    "wsl": Prefix(),
    "wsl.exe": Prefix(),
}


def _prefix(run: Run, shell: Surroundings) -> Iterator[Inner]:
    prefix = PREFIXES[run.name]
    args = run.args
    given = read_options(args, options_with_values(run.name), stop=True)
    if prefix.leave and given.has(*prefix.leave):
        return
    words = given.operands
    if prefix.after:
        if not words or words[0].text not in prefix.after:
            return
        words = read_options(words[1:], options_with_values(run.name), stop=True).operands
    environment: list[tuple[str, Arg]] = []
    while prefix.assigns and words and (match := _ASSIGNMENT.match(words[0].text)):
        environment.append((match[1], Arg(words[0].text[match.end() :])))
        words = words[1:]
    if words and words[0].text == "--":
        words = words[1:]
    words = words[prefix.skip :]
    if prefix.skip and words and words[0].text == "--":
        words = words[1:]
    if not words:
        if prefix.root and given.has("s", "i", "shell", "login"):
            yield Inner((Arg("sh"),), root=True)
        return
    root = prefix.root and _to_root(given.value("u", "user"))
    where = given.value(*prefix.directory) if prefix.directory else None
    if prefix.text:
        yield Inner(script=joined(words), root=root, repeated=prefix.repeated)
    else:
        yield Inner(
            words,
            root=root,
            cwd=where,
            repeated=prefix.repeated,
            environment=tuple(environment),
            same_shell=run.name in ("command", "builtin", "exec", "time", "noglob", "not", "and"),
        )


def _to_root(user: Arg | None) -> bool:
    return user is None or user.text in ("root", "#0", "0")


def _env(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """env also splits a string (-S) and changes directory (-C)."""
    given = read_options(run.args, options_with_values("env"), stop=True)
    words = given.operands
    environment: list[tuple[str, Arg]] = []
    while words and (match := _ASSIGNMENT.match(words[0].text)):
        environment.append((match[1], Arg(words[0].text[match.end() :])))
        words = words[1:]
    split = given.value("S", "split-string")
    where = given.value("C", "chdir")
    if split is not None:
        text = Arg(" ".join((split.text, *(word.text for word in words))), sources=split.sources)
        yield Inner(script=text, cwd=where)
    elif words:
        yield Inner(words, cwd=where, environment=tuple(environment))


STARTERS: dict[str, Starter] = {**dict.fromkeys(PREFIXES, _prefix), "env": _env}
