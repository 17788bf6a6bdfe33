"""The firewall is switched off, emptied or opened to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "{}"

_OFF = "switches the firewall off"
_OPEN = "opens the firewall to everybody"
_LOCKOUT = "may lock out whoever is connected from afar"
_NARROW = (
    "s", "source", "dport", "destination-port", "sport", "i", "in-interface", "m", "match", "d",
    "destination", "o", "out-interface",
)  # fmt: skip


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("ufw"):
        yield from _ufw(run)
    for run in model.named("iptables", "ip6tables", "iptables-legacy", "iptables-nft", "ebtables"):
        yield from _iptables(run)
    for run in model.named("nft"):
        if "flush" in run.texts or {"delete", "table"} <= set(run.texts):
            yield Hit("empties the firewall")
    for run in model.named("pfctl"):
        if run.given.has("d", "F"):
            yield Hit(_OFF)
    for run in model.named("firewall-cmd"):
        line = run.line
        if "--panic-on" in line:
            yield Hit("cuts every connection")
        elif "trusted" in line or "--set-target=ACCEPT" in line:
            yield Hit(_OPEN)
        elif "--remove" in line:
            yield Hit("removes a firewall rule", Severity.CAUTION)
    for run in model.named("socketfilterfw", "netsh", "Set-NetFirewallProfile"):
        words = {text.lower() for text in run.texts}
        if words & {"off", "reset", "false"} and (run.name != "netsh" or "advfirewall" in words):
            yield Hit(_OFF)
    for run in model.named("ipset"):
        if {"flush", "destroy"} & set(run.texts):
            yield Hit("removes firewall sets", Severity.CAUTION)


def _ufw(run: Run) -> Iterator[Hit]:
    words = {text for text in run.texts if not text.startswith("-")}
    if "--dry-run" in run.texts:
        return
    if words & {"disable", "reset"}:
        yield Hit(_OFF)
    elif ("default" in words and "allow" in words and "outgoing" not in words) or (
        {"allow", "from", "any"} <= words and not words & {"port", "proto"}
    ):
        yield Hit(_OPEN)
    elif "delete" in words:
        yield Hit("removes a firewall rule", Severity.CAUTION)
    elif "default" in words and "outgoing" not in words:
        yield Hit(_LOCKOUT, Severity.CAUTION)


def _iptables(run: Run) -> Iterator[Hit]:
    given, texts = run.given, run.texts
    if any(text in ("-F", "--flush", "-X", "--delete-chain") for text in texts):
        yield Hit("empties the firewall")
    policy = given.value("P", "policy")
    if policy is not None and "ACCEPT" in texts and policy.text != "OUTPUT":
        yield Hit(_OPEN)
    elif policy is not None and {"DROP", "REJECT"} & set(texts):
        yield Hit(_LOCKOUT, Severity.CAUTION)
    added = given.value("A", "append", "I", "insert")
    jump = given.value("j", "jump")
    if added is not None and jump is not None and not given.has(*_NARROW):
        if jump.text == "ACCEPT" and added.text == "INPUT":
            yield Hit(_OPEN)
        elif jump.text in ("DROP", "REJECT"):
            yield Hit(_LOCKOUT, Severity.CAUTION)
    if given.has("D", "delete"):
        yield Hit("removes a firewall rule", Severity.CAUTION)
