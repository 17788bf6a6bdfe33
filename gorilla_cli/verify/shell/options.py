"""Options and operands of an argument list, as getopt_long reads them.

Invariant: pure; every argument ends up as an option, an option's value or an operand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorilla_cli.verify.shell.model import Arg

NO_VALUES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to a program."""

    options: tuple[tuple[str, Arg | None], ...]
    """Names without dashes, a cluster taken apart, each with its value."""
    operands: tuple[Arg, ...]
    raw: frozenset[str]
    """Every option word as written, values after "=" cut off, for tools with -long options."""
    after: int
    """Index of the first operand, or the number of arguments."""

    def has(self, *names: str) -> bool:
        """True when one of the options is there; long ones may be cut short as getopt allows."""
        return next(self._found(names), None) is not None

    def value(self, *names: str) -> Arg | None:
        """The last value given to one of the options."""
        return next((value for _, value in reversed([*self._found(names)]) if value), None)

    def values(self, *names: str) -> list[Arg]:
        """All values given to the options, in order."""
        return [value for _, value in self._found(names) if value]

    def _found(self, names: Sequence[str]) -> Iterator[tuple[str, Arg | None]]:
        for name, value in self.options:
            if name in names or (
                len(name) > 2 and any(len(full) > 3 and full.startswith(name) for full in names)
            ):
                yield name, value
        for name in names:
            if len(name) > 1 and f"-{name}" in self.raw:
                yield name, None


def read_options(
    args: Sequence[Arg], values: frozenset[str] = NO_VALUES, *, stop: bool = False
) -> Given:
    """Take the arguments apart. `values` names the options that take a value.

    With `stop` everything from the first operand on is an operand, as for a
    program that starts another one.
    """
    options: list[tuple[str, Arg | None]] = []
    operands: list[Arg] = []
    raw: list[str] = []
    at, count, first = 0, len(args), len(args)
    while at < count:
        arg = args[at]
        text = arg.text
        at += 1
        if text == "--":
            first = min(first, at)
            operands += args[at:]
            break
        if len(text) < 2 or text[0] not in "-" or (text[1] == "-" and len(text) < 3):
            first = min(first, at - 1)
            operands.append(arg)
            if stop:
                operands += args[at:]
                break
            continue
        if text[1] == "-":
            name, equals, value = text[2:].partition("=")
            raw.append(f"--{name}")
            if equals:
                options.append((name, _piece(arg, value)))
            elif name in values and at < count:
                options.append((name, args[at]))
                at += 1
            else:
                options.append((name, None))
            continue
        word, equals, value = text[1:].partition("=")
        raw.append(f"-{word}")
        if len(word) > 1 and word in values:  # -long value, -long=value
            taken = _piece(arg, value) if equals else args[at] if at < count else None
            options.append((word, taken))
            at += not equals
            continue
        if equals and len(word) > 1:
            options.append((word, _piece(arg, value)))
        for position, letter in enumerate(text[1:], 2):
            if letter in values:
                if position < len(text):
                    options.append((letter, _piece(arg, text[position:])))
                elif at < count:
                    options.append((letter, args[at]))
                    at += 1
                else:
                    options.append((letter, None))
                break
            options.append((letter, None))
    return Given(tuple(options), tuple(operands), frozenset(raw), first)


def _piece(arg: Arg, text: str) -> Arg:
    return type(arg)(text, arg.glob, arg.sources, arg.word)
