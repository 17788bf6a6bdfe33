"""How the tests of verification ask for a verdict."""

from __future__ import annotations

from pathlib import Path

from gorilla_cli.domain import Context, Severity, Verdict
from gorilla_cli.verify import verify

FOLDER = Path(__file__).parent
CONTEXT = Context(os="linux", shell="bash", cwd="/home/u/work", home="/home/u", user="u")


def verdict(command: str) -> Verdict:
    """The verdict on a machine whose files nobody knows."""
    return verify(command, CONTEXT)


def risk(command: str) -> Severity:
    """How dangerous it is called."""
    return verdict(command).risk


def lines(path: Path) -> list[str]:
    """Commands of a data file, one a line; ⏎ stands for a newline within one."""
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if line and not line.startswith("# ")]
    return [line.replace("⏎", "\n") for line in kept]
