"""Cryptocurrency is mined at the machine's owner's cost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "mines cryptocurrency with {}"

_NAMES = (
    "xmrig",
    "minerd",
    "cpuminer",
    "ethminer",
    "cgminer",
    "bfgminer",
    "t-rex",
    "nbminer",
    "lolMiner",
    "phoenixminer",
    "xmr-stak",
    "kdevtmpfsi",
    "kinsing",
    "gminer",
    "nanominer",
    "ccminer",
)
_POOL = Pattern(
    r"stratum\+(?:tcp|ssl|udp)://|\b(?:pool|xmr)\.(?:minexmr|supportxmr|nanopool|hashvault|moneroocean)\.",
    re.I,
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if run.name in _NAMES or any(_POOL.search(text) for text in run.texts):
            yield Hit(run.name)
