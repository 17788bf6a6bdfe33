"""Commands and sentences laid out in a given width.

Invariant: pure; a command is shown whole, character for character: characters
that would not be seen appear as escapes in a style of their own, blanks at the
end of a wrapped line stay there, and every line fits the width (ten at least).
"""

from __future__ import annotations

from functools import lru_cache

from gorilla_cli.ui.paint import Line
from gorilla_cli.ui.width import display_width
from gorilla_cli.visible import is_invisible, visible

_NARROWEST = 10  # the longest escape


@lru_cache(maxsize=128)
def command_lines(command: str, width: int) -> tuple[tuple[Line, bool], ...]:
    """The command's screen lines; True marks one that goes on the line before.

    The pieces have the styles "" and "escape". A newline at the very end is
    not shown.
    """
    laid_out: list[tuple[Line, bool]] = []
    for text in command.removesuffix("\n").split("\n"):
        for number, line in enumerate(_wrapped(text, max(width, _NARROWEST))):
            laid_out.append((line, number > 0))
    return tuple(laid_out)


def sentence_lines(text: str, width: int) -> list[str]:
    """A sentence wrapped at blanks, for what is not a command; made visible."""
    lines: list[str] = []
    line = ""
    for word in visible(" ".join(text.split())).split(" "):
        if line and display_width(line) + 1 + display_width(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while display_width(line) > width and len(line) > 1:
            end = _fitting(line, width)
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line] if line else lines


def _fitting(text: str, width: int) -> int:
    """How many characters fit, at least one."""
    cells = 0
    for end, character in enumerate(text):
        cells += display_width(character)
        if cells > width:
            return max(end, 1)
    return len(text)


def _wrapped(text: str, width: int) -> list[Line]:
    if text.isascii() and text.isprintable() and len(text) <= width:
        return [(("", text),)]
    lines: list[Line] = []
    cells = [_cell(character) for character in text]
    start = 0
    while start < len(cells):
        end, used, after_blank = start, 0, None
        while end < len(cells) and used + cells[end][2] <= width:
            used += cells[end][2]
            end += 1
            if cells[end - 1][1] == " " and end < len(cells) and cells[end][1] != " ":
                after_blank = end
        if end < len(cells) and after_blank is not None:
            end = after_blank
        lines.append(_pieces(cells[start : max(end, start + 1)]))
        start = max(end, start + 1)
    return lines or [(("", ""),)]


def _cell(character: str) -> tuple[str, str, int]:
    if character.isascii() and character.isprintable():
        return "", character, 1
    if is_invisible(character):
        escaped = visible(character)
        return "escape", escaped, len(escaped)
    return "", character, display_width(character)


def _pieces(cells: list[tuple[str, str, int]]) -> Line:
    pieces: list[tuple[str, str]] = []
    for style, text, _ in cells:
        if pieces and pieces[-1][0] == style:
            pieces[-1] = (style, pieces[-1][1] + text)
        else:
            pieces.append((style, text))
    return tuple(pieces)
