"""Resources of a Kubernetes cluster, listed by place, label, state and order.

Invariant: reads only; every command is a `kubectl get` or `kubectl top`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values

KINDS = {
    "pod": "pods", "deployment": "deployments", "service": "services", "svc": "services",
    "node": "nodes", "namespace": "namespaces", "secret": "secrets", "configmap": "configmaps",
    "ingress": "ingress", "job": "jobs", "cronjob": "cronjobs", "daemonset": "daemonsets",
    "statefulset": "statefulsets", "replicaset": "replicasets", "pv": "pv", "pvc": "pvc",
    "serviceaccount": "serviceaccounts", "endpoint": "endpoints", "event": "events",
    "role": "roles", "rolebinding": "rolebindings", "clusterrole": "clusterroles",
    "networkpolicy": "networkpolicies", "hpa": "hpa", "crd": "crds",
}  # fmt: skip
"""Words for kinds of resources, as kubectl names them."""

_TABLE = """
AND = and then | and|then|&
SHOW = list|give|get|report|find|return|see|which|what|check

get         : ( SHOW ) ( me|all|the|every|status|of|names|name )*
kube        : ( in|on|of|from|with|using|the )* ( kubernetes|kubectl|cluster )+ ( cluster )?
kind        : ( kubernetes )? {resource:kind} ( name )?
kinds       : all ( resource|object )
all         : ( in|across|from|of|over )+ ( all|every ) namespace
all         : cluster-wide|cluster wide
ns          : ( in|from|of|inside|within )+ ( namespace )? {needle:ns} ( namespace )?
ns          : ( in|from|of )+ namespace {text:ns}
ns          : namespace {needle:ns}
label       : ( with|having|whose|matching|by )+ ( a|label|labels|selector|labeled|the )* {label}
label       : ( labeled|labelled ) ( with|as )? {label}
label       : ( with )? label {needle:key} ( equal|equals|to|of|set|is|= )* {needle:value}
node        : ( running|on|scheduled|that )+ ( node ) {needle:node}
running     : ( that|which|are|is|in )* ( running ) ( state|status|phase )?
pending     : ( that|which|are|stuck|in )* ( pending ) ( state|status|phase )?
failed      : ( that|which|are|have|in )* ( failed|failing ) ( state|status|phase )?
notrun      : ( that|which|are )* ( not )+ ( running|healthy ) ( state )?
wide        : ( AND )? ( with|in|and|show|including|their )* (
              wide|more|extra|additional|node|nodes|ip|ips|detail|details|addresses ) (
              output|information|format|names|and|ip|node|details|detail|they|run|on )*
yaml        : ( as|in|output|format )* yaml ( format|output )?
json        : ( as|in|output|format )* json ( format|output )?
names       : ( only|just )+ ( the|their )* ( names|name )
names       : ( names|name ) only
labels      : ( AND )? ( with|show|including|and )+ ( their|all )* labels
sort.age    : ( AND )? ( sorted|sort|ordered|order )* ( by|on )* ( age|time|newest|oldest |
              creation time | creation timestamp | creation date )
sort.restart: ( AND )? ( sorted|sort|ordered|order )* ( by|on )* ( number|of )* ( restart|restarts
              ) ( count )?
sort.name   : ( AND )? ( sorted|sort|ordered|order )+ ( by )+ name
watch       : ( AND )? ( watch|watching|follow|live|continuously|changes|keep )+ (
              for|changes|watching|updates|updating )*
count       : ( AND )? ( count|number | how many )+ ( of )?
noise       : all|there|currently|kubernetes
"""


def _resource(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if token.quoted:
        return
    name = KINDS.get(token.norm) or KINDS.get(token.text.lower())
    if name:
        yield index + 1, name


def _label(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if token.shape == "pair" or (token.quoted and "=" in token.text):
        yield index + 1, token.text


BOOK = Phrasebook(_TABLE, slots={**BASIC, "resource": _resource, "label": _label})
_SURE = frozenset("pod deployment configmap daemonset statefulset replicaset cronjob pvc".split())


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a kubectl get; none unless Kubernetes' own words are used."""
    words = {token.norm for token in sentence.tokens if not token.quoted}
    sure = bool(words & (_SURE | {"kubernetes", "kubectl"}))
    if not sure and not ({"cluster", "namespace"} & words):
        return
    frame = Frame(sentence, BOOK, "kubectl_get")
    kinds = [name for chunk in frame.all("kind") for name in values(chunk.get("kind"))]
    if frame.has("kinds"):
        kinds.append("all")
    counted = frame.has("count")
    if not kinds or not (frame.has("get") or counted or frame.peek("watch")):
        return
    frame.has("kube", "noise")
    parts = [f"kubectl get {','.join(dict.fromkeys(kinds))}"]
    if frame.has("all"):
        parts.append("-A")
    for name in frame.texts("ns", "ns"):
        parts.append(f"-n {shell.word(name)}")
    for name in frame.texts("label", "label"):
        parts.append(f"-l {shell.word(name)}")
    for chunk in frame.all("label"):
        if chunk.get("key"):
            parts.append(f"-l {shell.word(chunk.text('key') + '=' + chunk.text('value'))}")
    for tag, phase in (("running", "Running"), ("pending", "Pending"), ("failed", "Failed")):
        if frame.has(tag):
            parts.append(f"--field-selector=status.phase={phase}")
    if frame.has("notrun"):
        parts.append("--field-selector=status.phase!=Running")
    for name in frame.texts("node", "node"):
        parts.append(f"--field-selector=spec.nodeName={shell.word(name)}")
    for tag, key in (
        ("sort.age", ".metadata.creationTimestamp"),
        ("sort.name", ".metadata.name"),
        ("sort.restart", "'.status.containerStatuses[0].restartCount'"),
    ):
        if frame.has(tag):
            parts.append(f"--sort-by={key}")
    for tag, option in (
        ("wide", "-o wide"),
        ("yaml", "-o yaml"),
        ("json", "-o json"),
        ("names", "-o name"),
        ("labels", "--show-labels"),
        ("watch", "-w"),
    ):
        if frame.has(tag):
            parts.append(option)
    if counted:
        parts.append("--no-headers | wc -l")
    yield frame.reading(" ".join(parts), "Lists resources of the cluster")
