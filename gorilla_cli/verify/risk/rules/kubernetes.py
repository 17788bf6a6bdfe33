"""Things in a cluster are deleted or stopped."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values

SEVERITY = Severity.DANGER
REASON = "{}"

_WHOLE = frozenset(
    "namespace namespaces ns node nodes no pv persistentvolume persistentvolumes pvc "
    "persistentvolumeclaim persistentvolumeclaims crd crds customresourcedefinition "
    "customresourcedefinitions all storageclass sc clusterrole clusterrolebinding clusterroles "
    "clusterrolebindings etcd cluster".split()
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("kubectl", "oc", "k", "microk8s.kubectl"):
        given = read_options(run.args, options_with_values("kubectl"))
        words = [operand.text for operand in given.operands]
        verb = words[0] if words else ""
        if given.has("dry-run") and "none" not in run.line:
            continue
        if verb == "delete":
            yield from _delete(run, words)
        elif verb == "drain":
            yield Hit("moves everything off a node", Severity.CAUTION)
        elif verb == "scale" and _to_zero(run):
            severity = Severity.DANGER if given.has("all") else Severity.CAUTION
            yield Hit("stops a workload", severity)
        elif verb == "replace" and given.has("force"):
            yield Hit("deletes and makes anew", Severity.CAUTION)
        elif verb == "create" and "cluster-admin" in run.line:
            yield Hit("gives somebody all rights on the cluster")
        elif verb in ("taint", "cordon", "rollout", "patch", "set", "apply", "edit"):
            yield Hit("changes the cluster", Severity.NOTICE)
    for run in model.named("helm"):
        words = [
            operand.text for operand in read_options(run.args, options_with_values("helm")).operands
        ]
        if (
            words[:1]
            and words[0] in ("uninstall", "delete", "del", "un")
            and not run.given.has("dry-run")
        ):
            many = any(arg.sources for arg in run.args)
            yield Hit("removes a whole release", Severity.DANGER if many else Severity.CAUTION)
    for run in model.named(
        "kubeadm", "k3s-uninstall.sh", "minikube", "kind", "k3d", "eksctl", "kops", "rke"
    ):
        line = run.line
        if (
            "reset" in run.texts
            or run.name.endswith(".sh")
            or ("delete" in run.texts and "cluster" in line)
        ):
            local = run.name in ("minikube", "kind", "k3d")
            yield Hit("deletes a whole cluster", Severity.CAUTION if local else None)


def _delete(run: Run, words: list[str]) -> Iterator[Hit]:
    given = read_options(run.args, options_with_values("kubectl"))
    listed = {
        text
        for arg in run.args
        for source in arg.sources
        if source.name == run.name and "get" in source.texts
        for text in source.texts
    }
    kinds = listed | {piece for word in words[1:] for piece in word.split("/")[0].split(",")}
    everywhere = given.has("A") or "--all-namespaces" in run.texts
    if given.has("all") or everywhere:
        yield Hit("deletes everything of a kind" + (" in every namespace" if everywhere else ""))
    elif kinds & _WHOLE:
        yield Hit(f"deletes {' '.join(sorted(kinds & _WHOLE))}, with all that is in it")
    elif any(arg.sources for arg in run.args):
        yield Hit("deletes whatever is listed", Severity.CAUTION)
    else:
        yield Hit(
            f"deletes {' '.join(words[1:3]) or 'what a file describes'} in the cluster",
            Severity.CAUTION,
        )


def _to_zero(run: Run) -> bool:
    return "--replicas=0" in run.texts or (
        "--replicas" in run.texts[:-1] and run.texts[run.texts.index("--replicas") + 1] == "0"
    )
