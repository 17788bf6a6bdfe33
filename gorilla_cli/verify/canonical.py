"""One form for commands that are the same but for blanks, quoting style and option order.

Invariant: two commands share a form only when they mean the same. Options are
put in order only where order.txt says that they may change places; everything
else stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gorilla_cli.verify.shell.options import NO_VALUES
from gorilla_cli.verify.shell.printing import print_script
from gorilla_cli.verify.shell.tree import Script
from gorilla_cli.verify.shell.valued import options_with_values

MAX_CHARACTERS = 20_000
"""Longer text is its own form: nobody compares it with another."""
MAX_WORDS = 200
"""Longer commands keep their order: nobody compares them."""


def canonical(text: str, script: Script, *, well_formed: bool) -> str:
    """The form of a command; of text that is no shell, or very long, the text itself."""
    if not well_formed or len(text) > MAX_CHARACTERS:
        return text.strip()
    return print_script(script, arrange)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One option with its value."""

    group: int
    name: str
    value: str | None = None
    attached: bool = False
    """True when the value may be left out, so that it has to stay behind "=" ."""

    @property
    def words(self) -> list[str]:
        option = ("-" if len(self.name) == 1 else "--") + self.name
        if self.value is None:
            return [option]
        return [f"{option}={self.value}"] if self.attached else [option, self.value]


@cache
def _groups() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for line in Path(__file__).with_name("order.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line.startswith('"'):
            name, _, rest = line[1:].partition('" ')
        else:
            name, _, rest = line.partition(" ")
        table[name] = {
            option: number
            for number, group in enumerate(rest.split())
            for option in group.split(",")
        }
    return table


def arrange(words: list[str]) -> list[str]:
    """The words of a simple command with the options that may change places in order."""
    if len(words) < 2 or len(words) > MAX_WORDS:
        return words
    groups, first = _groups().get(words[0]), 1
    if groups is None:
        groups, first = _groups().get(" ".join(words[:2])), 2
    if groups is None:
        return words
    valued = options_with_values(words[0])
    units: list[_Unit] = []
    at = first
    while at < len(words):
        taken = _read(words, at, groups, valued)
        if taken is None:
            break
        found, at = taken
        units += found
    units.sort(key=lambda unit: unit.group)
    return words[:first] + [word for unit in units for word in unit.words] + words[at:]


def _read(
    words: list[str], at: int, groups: dict[str, int], valued: frozenset[str] = NO_VALUES
) -> tuple[list[_Unit], int] | None:
    """The options in one word and the place after it; None when the order ends there."""
    word = words[at]
    if word.startswith("--") and len(word) > 2:
        name, equals, value = word[2:].partition("=")
        if name not in groups:
            return None
        if equals:
            return [_Unit(groups[name], name, value, name not in valued)], at + 1
        if name in valued:
            if at + 1 >= len(words):
                return None
            return [_Unit(groups[name], name, words[at + 1])], at + 2
        return [_Unit(groups[name], name)], at + 1
    if len(word) < 2 or word[0] != "-" or word[1] == "-":
        return None
    units: list[_Unit] = []
    for position, letter in enumerate(word[1:], 2):
        if letter not in groups:
            return None
        if letter not in valued:
            units.append(_Unit(groups[letter], letter))
            continue
        if position < len(word):
            units.append(_Unit(groups[letter], letter, word[position:]))
            return units, at + 1
        if at + 1 >= len(words):
            return None
        units.append(_Unit(groups[letter], letter, words[at + 1]))
        return units, at + 2
    return units, at + 1
