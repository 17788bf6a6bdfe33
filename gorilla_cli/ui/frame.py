"""The chooser's picture: rows, what is said about the current one, and the keys.

Invariant: pure; the same state and size give the same lines, no line is wider
and no picture higher than the terminal, and a command is never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gorilla_cli.domain import Candidate, Severity
from gorilla_cli.ui.effects import effect_style, effect_word, severity_style, source_text
from gorilla_cli.ui.listing import Listing
from gorilla_cli.ui.paint import Line, Look, cut, join, plain, width_of
from gorilla_cli.ui.wrap import command_lines, sentence_lines
from gorilla_cli.visible import visible

WIDEST_SENTENCE = 100
"""Cells; longer lines of prose are hard to read."""

_ROW_LINES = 2
"""Lines that most rows take."""

KEYS = (
    ("enter", "choose"),
    ("e", "edit"),
    ("x", "explain"),
    ("c", "copy"),
    ("i", "insert"),
    ("r", "refine"),
    ("q", "leave"),
    ("d", "none of these"),
    ("?", "keys"),
)
_DROPPED_FIRST = ("d", "i", "c", "r", "x", "e", "alt-enter")
"""Keys that are left out, one after the other, where the line is too short for all."""

ALL_KEYS = (
    ("↑ ↓ j k", "move the cursor"),
    ("1 … 9", "choose that row"),
    ("enter", "choose this row"),
    ("e", "edit it first"),
    ("x", "explain it"),
    ("page up down", "scroll what it says"),
    ("c", "copy it"),
    ("i", "put it on the prompt"),
    ("r", "ask differently"),
    ("d", "none of these"),
    ("q esc ctrl-c", "leave"),
    ("ctrl-z", "suspend"),
)
KEYS_WITHOUT_ROWS = (("r", "refine"), ("q", "leave"), ("?", "keys"))
EDIT_KEYS = (("enter", "take it"), ("alt-enter", "new line"), ("esc", "back"))
REFINE_KEYS = (("enter", "ask"), ("esc", "back"))


@dataclass(slots=True)
class View:
    """What the person looks at, beside the rows."""

    mode: str = "list"
    """ "list", "edit" or "refine"."""
    details: Sequence[str] | None = None
    """Lines of the explanation in place of the usual ones; None is the usual."""
    details_from: int = 0
    """First line of the details that is shown."""
    scrolls: bool = False
    """Whether there are more details than are shown; set by `frame`."""
    help: bool = False
    message: str = ""
    """Said in place of the keys until the next key is pressed."""
    beat: int = 0
    """Counts up while something is still expected."""
    top: int = 0
    """First line of the rows that is shown; kept so that the list does not jump."""
    details_height: int = 0
    """Most lines of usual details so far; kept so that the keys do not jump."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines above and below the editor; without an editor, one after the other."""

    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)


def gutter(listing: Listing) -> int:
    """Cells left of each command: marker, number, danger sign."""
    return 4 + len(str(max(len(listing.rows), listing.expected, 1)))


def prefix(listing: Listing, place: int, look: Look) -> Line:
    """What stands left of the first line of a row's command."""
    current = place == listing.cursor
    danger = _is_danger(listing.rows[place])
    number = str(place + 1).rjust(gutter(listing) - 4)
    return (
        ("accent strong", look.signs.marker if current else " "),
        ("", " "),
        ("accent strong" if current else "dim", number),
        ("bad strong" if danger else "", "! " if danger else "  "),
    )


def frame(listing: Listing, view: View, look: Look, columns: int, rows: int, editor: int) -> Frame:
    """Lay everything out. `editor` is how many lines the open editor wants, 0 without one."""
    foot = _foot(listing, view, look, columns)
    rows_left = rows - len(foot)
    spare = 1 if rows_left > 7 else 0  # a blank line before the keys, where there is room
    details = [] if editor else _details(listing, view, look, columns)
    room_for_details = max(rows_left // 2 if view.details or view.help else rows_left // 3, 0)
    details = _scrolled(details, view, look, columns, room_for_details - spare)
    if not editor and not view.help and view.details is None:
        usual = min(max(view.details_height, len(details)), max(room_for_details - spare, 0))
        view.details_height = usual
        details += [()] * (usual - len(details))
    lower = [*([()] if details and spare else []), *details, *([()] if spare else []), *foot]
    if view.mode == "edit":
        return _around_editor(listing, view, look, columns, rows, editor, lower)
    lines, spans = _row_lines(listing, view, look, columns)
    gap: list[Line] = [()] if editor and spare else []
    room = max(rows - len(lower) - len(gap) - editor, 0)
    above = [*_window(lines, spans, listing.cursor, view, look, columns, room), *gap]
    # Room is kept for what is still to come: at the bottom of the screen it would
    # otherwise push everything up, and the row under the cursor with it.
    missing = 0 if listing.complete else max(listing.expected - len(listing.rows), 0)
    lower += [()] * min(_ROW_LINES * missing, rows - len(above) - editor - len(lower))
    return Frame(above, lower)


def _row_lines(
    listing: Listing, view: View, look: Look, columns: int
) -> tuple[list[Line], list[tuple[int, int]]]:
    """All rows' lines, and for each row its first line and the line after its last."""
    lines: list[Line] = []
    spans: list[tuple[int, int]] = []
    for place in range(len(listing.rows)):
        start = len(lines)
        lines += _command_block(listing, place, look, columns)
        lines.append(_about(listing, place, look, columns))
        spans.append((start, len(lines)))
    lines += _tail(listing, view, look, columns)
    return lines, spans


def _command_block(listing: Listing, place: int, look: Look, columns: int) -> list[Line]:
    indent = gutter(listing)
    strong = "strong" if place == listing.cursor else ""
    lines: list[Line] = []
    for pieces, goes_on in command_lines(listing.rows[place].command, columns - indent):
        left: Line = (("", " " * indent),)
        if not lines:
            left = prefix(listing, place, look)
        elif goes_on:
            left = (("dim", look.signs.wrapped.rjust(indent - 1) + " "),)
        lines.append([*left, *((f"{style} {strong}".strip(), text) for style, text in pieces)])
    return lines


def _about(listing: Listing, place: int, look: Look, columns: int) -> Line:
    """One line on a row: effect, risk, source, note. Cut where there is no room."""
    candidate = listing.rows[place]
    verdict = candidate.verdict
    parts: list[Line] = [[(effect_style(verdict), effect_word(verdict))]]
    if verdict and verdict.blocked:
        parts.append([("bad strong", "blocked")])
    elif verdict and verdict.risk >= Severity.CAUTION:
        parts.append([(severity_style(verdict.risk), verdict.risk.label)])
    if verdict and not verdict.parses:
        parts.append([("warn", "not complete")])
    if candidate.note:
        parts.append([("warn", visible(candidate.note))])
    source = visible(source_text(candidate))
    if source:
        parts.append([("dim", source)])
    line = join(parts, ("dim", f" {look.signs.dot} "))
    return cut([("", " " * gutter(listing)), *line], columns, look.signs.ellipsis)


def _tail(listing: Listing, view: View, look: Look, columns: int) -> list[Line]:
    """What follows the rows: the remarks of backends, and that something is still expected."""
    indent = gutter(listing)
    lines: list[Line] = [
        [("", " " * indent), ("dim", line)]
        for note in listing.notes
        for line in sentence_lines(note, min(columns, WIDEST_SENTENCE) - indent)
    ]
    if not listing.complete:
        signs = look.signs.spinner
        text = f"asking the model{look.signs.ellipsis}"
        spin = signs[view.beat % len(signs)]
        lines.append([("", " " * (indent - 2)), ("accent", spin), ("dim", f" {text}")])
    return [cut(line, columns, look.signs.ellipsis) for line in lines]


def _details(listing: Listing, view: View, look: Look, columns: int) -> list[Line]:
    indent = gutter(listing)
    width = min(columns, WIDEST_SENTENCE) - indent
    left = ("", " " * indent)
    if view.help:
        wide = max(len(key) for key, _ in ALL_KEYS)
        return [
            cut(
                [left, ("strong", key.ljust(wide)), ("", f"  {what}")], columns, look.signs.ellipsis
            )
            for key, what in _spelled(ALL_KEYS, look)
        ]
    if view.details is not None:
        return [[left, ("", line)] for text in view.details for line in _indented(text, width)]
    current = listing.current
    if current is None:
        if not listing.rows:
            return []
        text = "Nothing is selected: choose a row by its number or move to it."
        return [[left, ("", line)] for line in sentence_lines(text, width)]
    lines: list[Line] = [[left, ("", line)] for line in sentence_lines(current.explanation, width)]
    findings = current.verdict.findings if current.verdict else ()
    for finding in sorted(findings, key=lambda finding: -finding.severity):
        label = "blocked" if finding.blocks else finding.severity.label
        for number, line in enumerate(sentence_lines(f"{label}: {finding.message}", width)):
            style = severity_style(finding.severity)
            if number == 0:
                lines.append([left, (style, line[: len(label)]), ("", line[len(label) :])])
            else:
                lines.append([left, ("", line)])
    return lines


def _indented(text: str, width: int) -> list[str]:
    """A line of an explanation: its own indentation is kept for the lines it wraps to."""
    own = min(len(text) - len(text.lstrip(" ")), width // 2)
    rest = command_lines(text.strip(" "), width - own)
    return [" " * own + plain(line) for line, _ in rest]


def _scrolled(lines: list[Line], view: View, look: Look, columns: int, room: int) -> list[Line]:
    view.scrolls = len(lines) > room
    if not view.scrolls:
        view.details_from = 0
        return lines
    if room < 1:
        return []
    view.details_from = min(max(view.details_from, 0), len(lines) - room)
    start = view.details_from
    shown = lines[start : start + room]
    if start + room < len(lines):
        left = len(lines) - start - room + 1
        shown[-1] = _more(f"{left} more lines, page down", look, columns)
    return shown


def _foot(listing: Listing, view: View, look: Look, columns: int) -> list[Line]:
    if view.message:
        return [cut([("warn", f"  {view.message}")], columns, look.signs.ellipsis)]
    usual = KEYS if listing.rows else KEYS_WITHOUT_ROWS
    keys = {"edit": EDIT_KEYS, "refine": REFINE_KEYS}.get(view.mode, usual)
    return [_keys_line(keys, columns)]


def _keys_line(keys: Sequence[tuple[str, str]], columns: int) -> Line:
    """The keys, without the dispensable ones where there is no room; "?" shows them all."""
    shown = dict(keys)
    for dispensable in (*_DROPPED_FIRST, ""):
        pieces = [[("strong", key), ("dim", f" {what}")] for key, what in shown.items()]
        line = [("", "  "), *join(pieces, ("", "  "))]
        if width_of(line) <= columns:
            break
        shown.pop(dispensable, None)
    return cut(line, columns, "")


def _spelled(keys: Sequence[tuple[str, str]], look: Look) -> list[tuple[str, str]]:
    if look.signs.marker.isascii():
        return [(key.replace("↑ ↓", "arrows").replace("…", "-"), what) for key, what in keys]
    return list(keys)


def _window(
    lines: list[Line],
    spans: list[tuple[int, int]],
    cursor: int | None,
    view: View,
    look: Look,
    columns: int,
    room: int,
) -> list[Line]:
    """As many lines as there is room for, with the current row among them."""
    if len(lines) <= room:
        view.top = 0
        return lines
    start, end = spans[cursor] if cursor is not None else (0, 1)
    top = min(view.top, len(lines) - room)
    # One line more on each side, as the outermost line says what is hidden there.
    top = max(top, min(end + 1, len(lines)) - room)
    top = max(min(top, start - 1), 0)
    view.top = top
    shown = lines[top : top + room]
    if top > 0 and len(shown) > 1:
        shown[0] = _more(f"{top + 1} lines above", look, columns)
    below = len(lines) - top - room
    if below > 0 and len(shown) > 2:
        shown[-1] = _more(f"{below + 1} lines below", look, columns)
    return shown


def _more(text: str, look: Look, columns: int) -> Line:
    return cut([("dim", f"  {look.signs.more} {text}")], columns, look.signs.ellipsis)


def _around_editor(
    listing: Listing,
    view: View,
    look: Look,
    columns: int,
    rows: int,
    editor: int,
    lower: list[Line],
) -> Frame:
    """The other rows above and below the one that is edited, as far as there is room."""
    lines, spans = _row_lines(listing, view, look, columns)
    start, end = spans[listing.cursor or 0]
    above, below = lines[:start], lines[end - 1 :]
    room = max(rows - len(lower) - editor, 0)
    kept_below = min(len(below), max(room // 2, room - len(above)))
    kept_above = min(len(above), room - kept_below)
    return Frame(above[len(above) - kept_above :], [*below[:kept_below], *lower])


def _is_danger(candidate: Candidate) -> bool:
    verdict = candidate.verdict
    return verdict is not None and (verdict.blocked or verdict.risk is Severity.DANGER)
