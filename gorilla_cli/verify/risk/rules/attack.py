"""Tools that attack other machines or accounts."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"

_CAUTION = frozenset(
    "hydra sqlmap nikto msfconsole msfvenom aircrack-ng airodump-ng wifite reaver john hashcat "
    "arpspoof ettercap bettercap dsniff macof responder crackmapexec mimikatz beef-xss medusa "
    "ncrack wpscan gobuster dirb ffuf slowhttptest goldeneye mdk3 mdk4 zmap masscan evil-winrm "
    "impacket-secretsdump".split()
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("hping3", "nping", "t50", "slowloris", "LOIC", "mdk4", "mdk3", "hping"):
        if (
            run.given.has("flood")
            or run.name in ("t50", "slowloris", "LOIC")
            or "--flood" in run.texts
        ):
            yield Hit("floods another machine")
    if any(model.named("aireplay-ng")):
        yield Hit("throws others off their network", Severity.CAUTION)
    for run in model.named("ping"):
        if run.given.has("f") or (
            run.given.has("i") and any(text in ("0", "0.0") for text in run.texts)
        ):
            yield Hit("floods another machine", Severity.CAUTION)
    for run in model.runs:
        if run.name in _CAUTION:
            yield Hit(f"{run.name} attacks or scans other machines", Severity.CAUTION)
