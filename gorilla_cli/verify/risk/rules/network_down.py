"""The network, or the way in, is cut."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.CAUTION
REASON = "may cut the connection ({})"

_SERVICES = (
    "ssh",
    "sshd",
    "NetworkManager",
    "networking",
    "network",
    "systemd-networkd",
    "systemd-resolved",
    "wpa_supplicant",
    "dhcpcd",
    "openvpn",
    "wg-quick",
    "tailscaled",
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(
        "ip", "ifconfig", "nmcli", "ifdown", "route", "networksetup", "rfkill", "iw", "wg-quick"
    ):
        texts = set(run.texts)
        if (
            {"down", "flush", "del", "delete", "off", "block", "disconnect"} & texts
            or run.name == "ifdown"
        ) and not {"show", "list"} & texts:
            yield Hit(run.line)
    for run in model.named("systemctl", "service", "rc-service"):
        words = [text.removesuffix(".service") for text in run.texts if not text.startswith("-")]
        if {"stop", "disable", "mask"} & set(words) and any(word in _SERVICES for word in words):
            yield Hit(run.line)
