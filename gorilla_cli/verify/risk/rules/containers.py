"""Containers, images or volumes are removed."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values

SEVERITY = Severity.DANGER
REASON = "{}"

_MACHINES = (
    "VBoxManage vboxmanage multipass vagrant lxc incus qm pct lxc-destroy limactl colima prlctl "
    "tart xe vim-cmd govc"
).split()
_GONE = frozenset(
    "unregistervm destroy delete closemedium vm-destroy vm.destroy purge vmsvc/destroy".split()
)
_TOTAL = frozenset({"--delete", "--purge", "--all", "-f", "--force"})


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("docker", "podman", "nerdctl", "docker-compose", "crictl", "finch"):
        given = read_options(run.args, options_with_values(run.name))
        words = [operand.text for operand in given.operands]
        if run.name == "docker-compose":
            words = ["compose", *words]
        yield from _judge(run, words)
    yield from _machines(model)


def _judge(run: Run, words: list[str]) -> Iterator[Hit]:
    given = run.given
    many = any(arg.sources for arg in run.args)
    first = words[:2]
    if first == ["system", "prune"] or first == ["system", "reset"]:
        whole = (given.has("a", "all") and given.has("volumes")) or first == ["system", "reset"]
        yield Hit(
            "removes everything that no running container uses"
            + (", with its data" if whole else ""),
            Severity.DANGER if whole else Severity.CAUTION,
        )
    elif first == ["volume", "prune"]:
        yield Hit(
            "deletes the data of every volume that is not in use",
            Severity.DANGER
            if given.has("a", "all") or given.has("f", "force")
            else Severity.CAUTION,
        )
    elif len(words) > 1 and words[1] == "prune":
        yield Hit("removes what is not in use", Severity.CAUTION)
    elif first in (["volume", "rm"], ["volume", "remove"]):
        yield Hit("deletes a volume's data", Severity.DANGER if many else Severity.CAUTION)
    elif words[:1] in (["rm"], ["rmi"]) or first in (
        ["container", "rm"],
        ["image", "rm"],
        ["network", "rm"],
    ):
        yield Hit("removes containers or images", Severity.CAUTION)
    elif words[:1] == ["compose"] and "down" in words:
        removes = given.has("v", "volumes") or given.has("rmi")
        yield Hit(
            "stops all services" + (" and deletes their data" if removes else ""),
            Severity.CAUTION if removes else Severity.NOTICE,
        )
    elif first in (["swarm", "leave"], ["node", "rm"], ["stack", "rm"], ["service", "rm"]):
        yield Hit("takes services away", Severity.CAUTION)
    elif words[:1] in (["kill"], ["stop"], ["restart"], ["pause"]):
        yield Hit("stops containers", Severity.CAUTION if many else Severity.NOTICE)


def _machines(model: Model) -> Iterator[Hit]:
    """Virtual machines and system containers."""
    for run in model.named("virsh"):
        verb = run.texts[0] if run.texts else ""
        if verb in ("undefine", "vol-delete", "pool-delete", "vol-wipe"):
            data = verb != "undefine" or any(
                text.startswith(("--remove-all", "--wipe", "--storage")) for text in run.texts
            )
            yield Hit("deletes a virtual machine", None if data else Severity.CAUTION)
        elif verb in ("destroy", "snapshot-delete", "reset"):
            yield Hit("pulls the plug of a virtual machine", Severity.CAUTION)
    for run in model.named(*_MACHINES):
        words = set(run.texts)
        if _GONE & words or run.name == "lxc-destroy":
            total = run.name in ("qm", "pct", "xe") or (run.name != "vagrant" and _TOTAL & words)
            yield Hit("deletes a virtual machine", None if total else Severity.CAUTION)
    for run in model.named("wsl", "wsl.exe"):
        if "--unregister" in run.texts:
            yield Hit("deletes a virtual machine")
