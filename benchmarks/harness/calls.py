"""How programs that cannot run here were called, read as program, words and options.

Facts about options (which take a value, which are two names for one) are in cli_options.toml.

Invariant: `-n x`, `-nx`, `--namespace x` and `--namespace=x` read the same; an option that is
not in the facts takes a value only when written with "=".
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("cli_options.toml")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one program."""

    program: str
    words: tuple[str, ...]
    """Subcommands and operands in order."""
    options: Mapping[str, tuple[str, ...]]
    """Values by canonical option; "" stands for an option without a value."""
    arguments: tuple[str, ...] = ()
    """As they were given."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the options of a program, or of one of its subcommands."""

    values: frozenset[str] = frozenset()
    """Options that take one value."""
    flags: frozenset[str] = frozenset()
    """Options that take none."""
    same: Mapping[str, str] | None = None
    """Canonical name by other name."""
    greedy: bool = False
    """True when an option that is no flag takes all words up to the next option."""
    rest: int = 0
    """After so many operands all else is another command; 0 for never."""
    long_dash: bool = False
    """True when -name is one option and no cluster of letters."""


def read(text: str) -> tuple[Call, ...]:
    """From the stand-ins' record: a count, the program and its arguments, all ended by NUL."""
    fields = text.split("\0")[:-1]
    calls, position = [], 0
    while position < len(fields):
        count = int(fields[position])
        program, *arguments = fields[position + 1 : position + 1 + count]
        calls.append(parse(program, arguments))
        position += 1 + count
    return tuple(calls)


@functools.cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(FACTS.read_text())


@functools.cache
def facts(program: str, words: tuple[str, ...] = ()) -> tuple[Facts, int]:
    """Facts of the most special known subcommand that the words begin with, and its length."""
    table = _table().get(program, {})
    sections, length = [table], 0
    for count in (1, 2):
        section = table.get(" ".join(words[:count])) if len(words) >= count else None
        if isinstance(section, Mapping):
            sections.append(section)
            length = count
    values: set[str] = set()
    flags: set[str] = set()
    same: dict[str, str] = {}
    merged: dict[str, Any] = {}
    for section in sections:
        new_values, new_flags = set(section.get("values", ())), set(section.get("flags", ()))
        values = (values - new_flags) | new_values
        flags = (flags - new_values) | new_flags
        same.update(section.get("same", {}))
        merged.update(section)
    known = Facts(
        values=frozenset(values),
        flags=frozenset(flags),
        same=same,
        greedy=bool(merged.get("greedy")),
        rest=int(merged.get("rest", 0)),
        long_dash=bool(merged.get("long_dash")),
    )
    return known, length


def parse(program: str, arguments: Sequence[str]) -> Call:
    """Split arguments into words and options."""
    words: list[str] = []
    options: dict[str, list[str]] = {}
    waiting = list(arguments)
    while waiting:
        known, _ = facts(program, tuple(words[:2]))
        argument = waiting.pop(0)
        if argument == "--":
            words += waiting
            break
        if not argument.startswith("-") or argument == "-":
            words.append(argument)
            if known.rest and _is_complete(program, words, known.rest):
                words += waiting
                break
            continue
        for name, value in _options(argument, known, waiting):
            options.setdefault(name, []).append(value)
    kept = {name: tuple(values) for name, values in options.items()}
    return Call(program, tuple(words), kept, tuple(arguments))


def _is_complete(program: str, words: Sequence[str], rest: int) -> bool:
    known, length = facts(program, tuple(words[:2]))
    return bool(known.rest) and len(words) - length >= rest


def _options(argument: str, known: Facts, waiting: list[str]) -> list[tuple[str, str]]:
    """The options in one argument; takes values from those waiting where they are needed."""
    same = known.same or {}
    name, equals, value = argument.partition("=")
    canonical = same.get(name, name)
    is_long = argument.startswith("--") or known.long_dash or len(name) == 2
    if is_long or name in same or name in known.values:
        if equals:
            return [(canonical, value)]
        return [(canonical, _value(canonical, known, waiting))]
    found = []
    for position, letter in enumerate(argument[1:], start=1):
        short = same.get("-" + letter, "-" + letter)
        attached = argument[position + 1 :].removeprefix("=")
        if short in known.values and attached:
            found.append((short, attached))
            break
        found.append((short, _value(short, known, waiting)))
    return found


def _value(name: str, known: Facts, waiting: list[str]) -> str:
    if name in known.flags or not waiting:
        return ""
    if name in known.values:
        return waiting.pop(0)
    taken = []
    while known.greedy and waiting and not waiting[0].startswith("-"):
        taken.append(waiting.pop(0))
    return " ".join(taken)
