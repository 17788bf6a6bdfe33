"""How programs that cannot run here were called, read as program, words and options.

Facts about options (which take a value, which are two names for one) are in cli_options.toml.

Invariant: `-n x`, `-nx`, `--namespace x` and `--namespace=x` read the same; an option that is
not in the facts takes a value only when written with "=".
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FACTS = Path(__file__).with_name("cli_options.toml")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one program."""

    program: str
    words: tuple[str, ...]
    """Subcommands and operands in order."""
    options: Mapping[str, tuple[str, ...]]
    """Values by option; "" stands for an option without a value."""
    arguments: tuple[str, ...] = ()
    """As they were given."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the options of one program, or of one of its subcommands."""

    values: frozenset[str]
    same: Mapping[str, str]
    """Canonical name by other name."""
    rest: bool = False
    """True when everything after the first operand belongs to another command."""


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
def _table() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(FACTS.read_text())


@functools.cache
def facts(program: str, subcommand: str = "") -> Facts:
    """Facts about the program, those of the subcommand ("logs", "compose up") added."""
    table = _table().get(program, {})
    sections: list[Mapping[str, object]] = [table]
    words = subcommand.split()
    for count in range(1, len(words) + 1):
        section = table.get(" ".join(words[:count]))
        if isinstance(section, Mapping):
            sections.append(section)
    values: set[str] = set()
    same: dict[str, str] = {}
    rest = False
    for section in sections:
        values.update(_strings(section.get("values")))
        values.difference_update(_strings(section.get("flags")))
        pairs = section.get("same")
        if isinstance(pairs, Mapping):
            same.update({str(key): str(value) for key, value in pairs.items()})
        rest = bool(section.get("rest", rest))
    return Facts(frozenset(values), same, rest)


def _strings(value: object) -> Iterable[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def parse(program: str, arguments: Sequence[str]) -> Call:
    """Split arguments into words and options."""
    words: list[str] = []
    options: dict[str, list[str]] = {}
    waiting = list(arguments)
    while waiting:
        known = facts(program, " ".join(words[:3]))
        argument = waiting.pop(0)
        if argument == "--":
            words += waiting
            break
        if not argument.startswith("-") or argument == "-":
            words.append(argument)
            if known.rest and _operands(program, words):
                words += waiting
                break
            continue
        for name, value in _split(argument, known, waiting):
            options.setdefault(name, []).append(value)
    kept = {name: tuple(values) for name, values in options.items()}
    return Call(program, tuple(words), kept, tuple(arguments))


def _operands(program: str, words: Sequence[str]) -> bool:
    """True when the words hold an operand beside the subcommand."""
    for count in (2, 1):
        if " ".join(words[:count]) in _table().get(program, {}):
            return len(words) > count
    return bool(words) and bool(facts(program).rest)


def _split(argument: str, known: Facts, waiting: list[str]) -> list[tuple[str, str]]:
    """The options in one argument; takes a value from those waiting when one is needed."""
    name, equals, value = argument.partition("=")
    name = known.same.get(name, name)
    single = argument.startswith("-") and not argument.startswith("--")
    if equals and (not single or len(argument.partition("=")[0]) == 2 or name in known.values):
        return [(name, value)]
    if name in known.values:
        return [(name, waiting.pop(0) if waiting else "")]
    if not single or len(argument) == 2 or name in known.same.values():
        return [(name, "")]
    found = []
    for position, letter in enumerate(argument[1:], start=1):
        short = known.same.get("-" + letter, "-" + letter)
        if short in known.values:
            attached = argument[position + 1 :].removeprefix("=")
            found.append((short, attached or (waiting.pop(0) if waiting else "")))
            break
        found.append((short, ""))
    return found
