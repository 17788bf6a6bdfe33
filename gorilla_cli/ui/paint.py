"""How things look on this person's terminal: colours, signs, and styled lines.

Invariant: pure; a style name says what something is, not its colour, and every
line reads the same without colours. Colours are the terminal's own sixteen, so
that they follow the person's theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gorilla_cli.environment import Environment
from gorilla_cli.ui.width import display_width

Line = Sequence[tuple[str, str]]
"""Pieces of one screen line: style names separated by blanks, and printable text."""

_ATTRIBUTES = {"strong": "1", "dim": "2", "escape": "7"}
_COLOURS = {"accent": "36", "good": "32", "warn": "33", "bad": "31"}
_MONOCHROME = re.compile(r"|dumb|unknown|vt\d+.*|.*-m|.*-mono")


def colour_wanted(environment: Environment) -> bool:
    """Whether a terminal of this person may be sent colours.

    Facts: https://no-color.org asks that a NO_COLOR that is set and not empty
    switches colour off; terminfo names of colourless terminals are vt100 and
    its family and those that end in -m or -mono.
    """
    return not environment.get("NO_COLOR") and not _MONOCHROME.fullmatch(environment.get("TERM"))


@dataclass(frozen=True, slots=True)
class Signs:
    """The few characters that are not letters."""

    marker: str
    dot: str
    ellipsis: str
    wrapped: str
    more: str
    spinner: str


_UNICODE = Signs(marker="❯", dot="·", ellipsis="…", wrapped="↳", more="⋮", spinner="⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
_ASCII = Signs(marker=">", dot="-", ellipsis="...", wrapped="\\", more=":", spinner="|/-\\")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours or none, and which signs."""

    colour: bool
    signs: Signs

    @classmethod
    def of(cls, environment: Environment) -> Look:
        """The look for this person's terminal and locale."""
        locale = next(
            filter(None, map(environment.get, ("LC_ALL", "LC_CTYPE", "LANG"))), ""
        ).casefold()
        # The Linux console has UTF-8 but a font of 256 signs.
        unicode = "utf" in locale and environment.get("TERM") not in ("linux", "dumb")
        return cls(colour_wanted(environment), _UNICODE if unicode else _ASCII)

    def ansi(self, line: Line) -> str:
        """The line with its styles as escape sequences."""
        return "".join(self._piece(style, text) for style, text in line)

    def _piece(self, style: str, text: str) -> str:
        codes = [
            code
            for name in style.split()
            for code in (_ATTRIBUTES.get(name), _COLOURS.get(name) if self.colour else None)
            if code
        ]
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes and text else text


def plain(line: Line) -> str:
    """The line's text alone."""
    return "".join(text for _, text in line)


def width_of(line: Line) -> int:
    """Cells that the line takes."""
    return sum(display_width(text) for _, text in line)


def cut(line: Line, width: int, ellipsis: str) -> Line:
    """The line shortened to a width, for what is not a command."""
    if width_of(line) <= width:
        return line
    kept: list[tuple[str, str]] = []
    room = width - display_width(ellipsis)
    for style, text in line:
        for end, character in enumerate(text):
            room -= display_width(character)
            if room < 0:
                return [*kept, (style, text[:end]), ("dim", ellipsis)]
        kept.append((style, text))
    return kept


def join(parts: Iterable[Line], between: tuple[str, str]) -> list[tuple[str, str]]:
    """Lines put behind each other with something between them."""
    joined: list[tuple[str, str]] = []
    for part in parts:
        if joined:
            joined.append(between)
        joined.extend(part)
    return joined
