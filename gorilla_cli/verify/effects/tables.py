"""The declarative part of effects: one line for each program.

Invariant: the tables are data; a line that cannot be read is an error here and
not a program without effects.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from gorilla_cli.domain import EffectKind


@dataclass(frozen=True, slots=True)
class Does:
    """What a program does, as its line says it."""

    operands: EffectKind | None = None
    last: EffectKind | None = None
    skip: int = 0
    unless: tuple[str, ...] = ()
    always: tuple[EffectKind, ...] = ()
    values: dict[str, EffectKind] = field(default_factory=dict)
    """What happens to an option's value."""
    switches: dict[str, EffectKind] = field(default_factory=dict)
    """What happens to the operands when an option is given."""


@cache
def table() -> dict[str, Does]:
    """All lines by program."""
    found: dict[str, Does] = {}
    for path in sorted(Path(__file__).with_name("tables").glob("*.txt")):
        if path.name == "README.txt":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                names, _, rest = line.partition(": ")
                found.update(dict.fromkeys(_names(names), _parse(rest)))
    return found


@cache
def with_subcommands() -> frozenset[str]:
    """Programs of which some subcommand has a line of its own."""
    return frozenset(name.split(" ")[0] for name in table() if " " in name)


def _names(text: str) -> list[str]:
    """Programs, and for subcommands the program and its words with a blank between."""
    names: list[str] = []
    for token in text.split():
        program, _, subcommands = token.partition("/")
        if not subcommands:
            names.append(program)
        names += [f"{program} {word}".replace(".", " ") for word in subcommands.split(",") if word]
    return names


def _parse(text: str) -> Does:
    does = Does()
    for token in text.split():
        if token.startswith("+"):
            does = replace(does, always=(*does.always, EffectKind(token[1:])))
        elif token.startswith("?"):
            option, _, kind = token[1:].partition("=")
            does.switches[option.lstrip("-")] = EffectKind(kind)
        elif token.startswith("-") and "=" in token:
            option, _, kind = token.partition("=")
            does.values[option.lstrip("-")] = EffectKind(kind)
        elif token.startswith("last="):
            does = replace(does, last=EffectKind(token[5:]))
        elif token.startswith("skip="):
            does = replace(does, skip=int(token[5:]))
        elif token.startswith("unless="):
            does = replace(does, unless=tuple(token[7:].split(",")))
        elif token != "-":
            does = replace(does, operands=EffectKind(token))
    return does
