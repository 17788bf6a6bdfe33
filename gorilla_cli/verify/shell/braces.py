"""Brace expansion: `{a,b}` and `{1..9}`.

Invariant: the number of results is bounded; long ranges keep their ends only,
since what lies between cannot be a more dangerous target than they are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from gorilla_cli.verify.shell.tree import Part, Text

MAX_RESULTS = 256
MAX_WORK = 100_000
_RANGE = re.compile(r"(-?\d{1,9}|[ -~])\.\.(-?\d{1,9}|[ -~])(?:\.\.-?\d{1,9})?\Z")

_Unit = str | Part
"""An unquoted character, or a part that braces do not reach into."""


class TooManyError(Exception):
    """The expansion has more results than are worth looking at."""


def expand_braces(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """All words that the word stands for; raises TooManyError."""
    if not any(type(part) is Text and not part.quoted and "{" in part.value for part in parts):
        return [parts]
    units: list[_Unit] = []
    for part in parts:
        if type(part) is Text and not part.quoted:
            units.extend(part.value)
        else:
            units.append(part)
    return [_join(result) for result in _Expansion(units).all()]


class _Expansion:
    """One pass over a word's units with a table of matching braces."""

    def __init__(self, units: list[_Unit]) -> None:
        self.units = units
        self.close: dict[int, int] = {}
        self.commas: dict[int, list[int]] = {}
        opened: list[int] = []
        for at, unit in enumerate(units):
            if unit == "{":
                opened.append(at)
                self.commas[at] = []
            elif unit == "," and opened:
                self.commas[opened[-1]].append(at)
            elif unit == "}" and opened:
                self.close[opened.pop()] = at

    def all(self) -> list[list[_Unit]]:
        """Every result."""
        return self._between(0, len(self.units), 0)

    def _between(self, start: int, end: int, depth: int) -> list[list[_Unit]]:
        results: list[list[_Unit]] = [[]]
        at = start
        while at < end:
            if len(results) > 1 and len(results) * (end - at) > MAX_WORK:
                raise TooManyError
            unit = self.units[at]
            close = self.close.get(at, -1) if unit == "{" else -1
            choices = self._choices(at, close, depth) if close > 0 else None
            if choices is None:
                for result in results:
                    result.append(unit)
                at += 1
                continue
            if len(results) * len(choices) > MAX_RESULTS:
                raise TooManyError
            results = [result + choice for result in results for choice in choices]
            at = close + 1
        return results

    def _choices(self, start: int, close: int, depth: int) -> list[list[_Unit]] | None:
        if depth > 20:
            raise TooManyError
        commas = self.commas[start]
        if commas:
            edges = [start, *commas, close]
            found: list[list[_Unit]] = []
            for left, right in pairwise(edges):
                found += self._between(left + 1, right, depth + 1)
                if len(found) > MAX_RESULTS:
                    raise TooManyError
            return found
        inner = self.units[start + 1 : close]
        if len(inner) > 40 or not all(isinstance(unit, str) for unit in inner):
            return None
        match = _RANGE.match("".join(unit for unit in inner if isinstance(unit, str)))
        return [list(value) for value in _range(match[1], match[2])] if match else None


def _range(first: str, last: str) -> list[str]:
    try:
        low, high = int(first), int(last)
    except ValueError:
        if len(first) != 1 or len(last) != 1:
            return [first, last]
        low, high = sorted((ord(first), ord(last)))
        return [chr(code) for code in range(low, high + 1)]
    if abs(high - low) < 8:
        step = 1 if high >= low else -1
        return [str(value) for value in range(low, high + step, step)]
    return [first, str(low + (1 if high > low else -1)), last]


def _join(units: list[_Unit]) -> tuple[Part, ...]:
    parts: list[Part] = []
    run: list[str] = []
    for unit in units:
        if isinstance(unit, str):
            run.append(unit)
            continue
        if run:
            parts.append(Text("".join(run)))
            run = []
        parts.append(unit)
    if run or not parts:
        parts.append(Text("".join(run)))
    return tuple(parts)
