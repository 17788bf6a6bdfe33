"""The running kernel is told to crash, to load code, or to work differently."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"

_RUNS = Pattern(r"(?:kernel\.core_pattern|kernel\.modprobe|kernel\.hotplug)\s*=\s*[\"']?[|/]")
_RUNS_FILES = tuple(f"/proc/sys/kernel/{name}" for name in ("core_pattern", "modprobe", "hotplug"))
_ITS_CHOICE = "lets the kernel run a program of somebody's choice"


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        path = change.target.path
        if path == "/proc/sysrq-trigger":
            yield Hit("tells the kernel to crash, reboot or sync at once")
        elif path in _RUNS_FILES:
            yield Hit(_ITS_CHOICE)
        elif path == "/proc/sys/vm/drop_caches":
            yield Hit("empties the kernel's caches", Severity.NOTICE)
        elif path.startswith(("/proc/sys/", "/sys/")):
            yield Hit(f"changes the kernel setting {change.target.shown}", Severity.CAUTION)
        elif path.startswith("/etc/sysctl"):
            yield Hit("changes kernel settings for good", Severity.CAUTION)
    for run in model.named("sysctl"):
        if any(_RUNS.search(text) for text in run.texts):
            yield Hit(_ITS_CHOICE)
        elif any("=" in text and not text.startswith("--") for text in run.texts):
            yield Hit("changes kernel settings", Severity.CAUTION)
    for run in model.named("insmod"):
        packaged = any(text.startswith("/lib/modules/") for text in run.texts)
        yield Hit("loads code into the kernel", Severity.CAUTION if packaged else None)
    for run in model.named("modprobe", "rmmod", "kexec", "kldload", "kextload", "kextunload"):
        if run.name == "kexec" and run.given.has("e", "exec"):
            yield Hit("starts another kernel at once")
        elif run.name == "rmmod" or run.given.has("r", "remove"):
            yield Hit("removes a module from the kernel", Severity.CAUTION)
        else:
            yield Hit("loads a module into the kernel", Severity.CAUTION)
