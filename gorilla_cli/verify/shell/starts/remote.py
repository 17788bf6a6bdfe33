"""Programs that start a command somewhere else: another host, a container, a pod.

Invariant: what they start is marked with where it runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import Arg, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings, joined
from gorilla_cli.verify.shell.starts.shells import from_input
from gorilla_cli.verify.shell.valued import options_with_values

_CONTAINER_VALUES = frozenset(
    "e u w v p m c h l a env user workdir env-file detach-keys volume publish name network "
    "hostname mount label entrypoint platform cpus memory restart device cap-add cap-drop "
    "ulimit dns link log-driver log-opt pid ipc uts userns security-opt add-host expose gpus "
    "shm-size tmpfs volumes-from network-alias index service-ports-none context group-add ip "
    "mac-address stop-signal sysctl annotation cgroupns pull".split()
)
_SSH_COMMAND = Pattern(r"(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)", re.I | re.S)


def _ssh(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = read_options(
        run.args, options_with_values(run.name) or options_with_values("ssh"), stop=True
    )
    for option in given.values("o"):
        if match := _SSH_COMMAND.match(option.text):
            yield Inner(script=Arg(match[1], sources=option.sources))
    host, words = given.operands[:1], given.operands[1:]
    while words and words[0].text.startswith("-") and words[0].text != "--":
        words = words[2:] if words[0].text[1:] in options_with_values("ssh") else words[1:]
    if words and words[0].text == "--":
        words = words[1:]
    if not host:
        return
    where = f"ssh {host[0].text}"
    script = joined(words) if words else from_input(run.feed)
    if script is not None:
        yield Inner(script=script, remote=where)


def _container(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """docker, podman …: exec and run, compose exec and run."""
    given = read_options(run.args, options_with_values(run.name), stop=True)
    words = given.operands
    if words and words[0].text in ("compose", "container"):
        words = read_options(
            words[1:], frozenset("fp") | {"file", "project-name"}, stop=True
        ).operands
    if run.name == "docker-compose":
        words = given.operands
    if not words or words[0].text not in ("exec", "run", "create"):
        return
    inner = read_options(words[1:], _CONTAINER_VALUES, stop=True)
    if not inner.operands:
        return
    where = f"{run.name} {inner.operands[0].text}"
    entry = inner.value("entrypoint")
    command = ((entry,) if entry else ()) + inner.operands[1:]
    if command:
        yield Inner(command, remote=where)
    elif (typed := from_input(run.feed)) is not None:
        yield Inner(script=typed, remote=where)


def _pod(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """kubectl, oc: exec, run, debug, with the command after `--`."""
    given = read_options(run.args, options_with_values("kubectl"), stop=True)
    words = given.operands
    if not words or words[0].text not in ("exec", "run", "debug", "rsh"):
        return
    texts = [word.text for word in words]
    operands = read_options(words[1:], options_with_values("kubectl")).operands
    where = f"pod {operands[0].text}" if operands else "pod"
    if "--" in texts:
        command = words[texts.index("--") + 1 :]
    else:
        command = operands[1:] if words[0].text in ("exec", "rsh") else ()
    if command:
        yield Inner(command, remote=where)
    elif (typed := from_input(run.feed)) is not None:
        yield Inner(script=typed, remote=where)


def _after_dashes(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """lxc exec NAME -- command, and others of that form."""
    texts = run.texts
    if "--" in texts and texts.index("--") + 1 < len(texts):
        at = texts.index("--")
        names = [text for text in texts[:at] if not text.startswith("-")]
        yield Inner(run.args[at + 1 :], remote=" ".join((run.name, *names[-1:])))
    elif run.name in ("lxc", "incus") and texts[:1] == ("exec",) and len(texts) > 2:
        yield Inner(run.args[2:], remote=f"{run.name} {texts[1]}")


def _shell_rest(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """Programs that join what follows some operands and give it to a shell elsewhere."""
    skip, words = _REST[run.name]
    operands = read_options(run.args, options_with_values(run.name), stop=True).operands
    if words:
        if not operands or operands[0].text not in words:
            return
        operands = read_options(operands[1:], options_with_values(run.name), stop=True).operands
    where = " ".join((run.name, *(operand.text for operand in operands[:skip])))
    rest = operands[skip:]
    if rest and rest[0].text == "--":
        rest = rest[1:]
    if rest:
        yield Inner(script=joined(rest), remote=where)
    elif (typed := from_input(run.feed)) is not None:
        yield Inner(script=typed, remote=where)


_REST: dict[str, tuple[int, tuple[str, ...]]] = {
    "pdsh": (0, ()),
    "clush": (0, ()),
    "dsh": (0, ()),
    "pssh": (0, ()),
    "parallel-ssh": (0, ()),
    "adb": (0, ("shell",)),
    "heroku": (0, ("run", "run:detached")),
    "rsh": (1, ()),
    "mosh": (1, ()),
    "dbclient": (1, ()),
    "plink": (1, ()),
    "salt": (2, ()),
    "tsh": (1, ("ssh",)),
    "multipass": (1, ("exec",)),
    "machinectl": (1, ("shell",)),
    "distrobox": (1, ("enter",)),
    "toolbox": (0, ("run",)),
    "xcrun": (1, ("simctl",)),
    "balena": (1, ("ssh",)),
    "railway": (0, ("run",)),
}

_DASHED = (
    "lxc",
    "incus",
    "lxc-attach",
    "multipass",
    "crictl",
    "nomad",
    "mosh",
    "devspace",
    "skaffold",
)

STARTERS: dict[str, Starter] = {
    "ssh": _ssh,
    "autossh": _ssh,
    "slogin": _ssh,
    **dict.fromkeys(("docker", "podman", "nerdctl", "docker-compose", "finch"), _container),
    **dict.fromkeys(("kubectl", "oc", "k", "microk8s.kubectl", "k3s"), _pod),
    **dict.fromkeys(_REST, _shell_rest),
    **dict.fromkeys([name for name in _DASHED if name not in _REST], _after_dashes),
}
