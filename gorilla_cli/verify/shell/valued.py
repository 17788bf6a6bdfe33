"""Which options of common programs take a value of their own.

Invariant: the facts are those of valued.txt. A program that is not listed is
read as if none did, which at worst takes an option's value for an operand.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gorilla_cli.verify.shell.options import NO_VALUES


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    text = Path(__file__).with_name("valued.txt").read_text(encoding="utf-8")
    for line in text.split("\n"):
        name, _, options = line.partition(" ")
        if name and name != "#":
            table[name] = frozenset(options.split())
    return table


def options_with_values(program: str) -> frozenset[str]:
    """Names, without dashes, of the program's options that take a value."""
    return _table().get(program, NO_VALUES)
