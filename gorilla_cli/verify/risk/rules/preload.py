"""Every program is made to load a library of somebody's choice."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "makes programs load {} first"

_VARIABLES = frozenset(
    {
        "LD_PRELOAD",
        "LD_AUDIT",
        "DYLD_INSERT_LIBRARIES",
        "LD_LIBRARY_PATH",
        "BASH_ENV",
        "ENV",
        "PYTHONSTARTUP",
        "PERL5OPT",
        "NODE_OPTIONS",
        "RUBYOPT",
        "PERL5LIB",
        "JAVA_TOOL_OPTIONS",
    }
)
_STRONG = frozenset({"LD_PRELOAD", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "BASH_ENV"})
_OURS = ("/usr/lib", "/lib", "/usr/local/lib", "/opt/")


def match(model: Model) -> Iterator[Hit]:
    pairs = list(model.variables)
    for run in model.runs:
        pairs += run.environment
    for name, value in pairs:
        if name not in _VARIABLES or not value.text:
            continue
        if name in _STRONG:
            ours = value.text.startswith(_OURS) or (value.known and "/" not in value.text)
            yield Hit(value.shown, Severity.CAUTION if ours else Severity.DANGER)
        elif any(
            piece.startswith(("/tmp", "/dev/shm", "/var/tmp")) for piece in value.text.split(":")
        ):
            yield Hit(value.shown)
    for change in changes(model):
        if change.target.path == "/etc/ld.so.preload":
            yield Hit(change.target.shown)
