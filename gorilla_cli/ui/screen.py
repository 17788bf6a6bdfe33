"""The chooser's picture as prompt_toolkit draws it: list, editor, and what is below.

Invariant: the picture is composed once for each drawing, by `frame`, for the
size the terminal has then; nothing is asked of the terminal that it answers.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    VerticalAlign,
    VSplit,
    Window,
)
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.output.color_depth import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

from gorilla_cli.domain import Action
from gorilla_cli.environment import Environment
from gorilla_cli.ui import tty as terminal
from gorilla_cli.ui.frame import Frame, View, frame, gutter, prefix
from gorilla_cli.ui.listing import Listing
from gorilla_cli.ui.paint import Line, Look
from gorilla_cli.ui.width import display_width
from gorilla_cli.visible import is_invisible, visible

ESCAPE_S = 0.05
"""How long to wait for the rest of an escape sequence: a lone Esc acts after that."""


class Screen:
    """The application around a listing and a view of it."""

    def __init__(
        self,
        listing: Listing,
        view: View,
        environment: Environment,
        descriptor: int,
        look: Look,
        bindings: KeyBindings,
    ) -> None:
        self._listing = listing
        self._view = view
        self._look = look
        self._descriptor = descriptor
        self._picture = Frame()
        self._editor_lines = 0
        self._buffer = Buffer(multiline=Condition(lambda: view.mode == "edit"))
        # Descriptors of its own: they are closed by these objects.
        self._reader: TextIO = os.fdopen(os.dup(descriptor), encoding="utf-8", errors="replace")
        self._writer: TextIO = os.fdopen(os.dup(descriptor), "w", encoding="utf-8")
        self.app: Application[Action] = Application(
            layout=self._layout(),
            key_bindings=bindings,
            input=Vt100Input(self._reader),
            output=Vt100_Output(
                self._writer,
                self._size,
                term=environment.get("TERM"),
                enable_bell=False,
                # The answer to a position report would come when nobody reads it any more.
                enable_cpr=False,
            ),
            color_depth=ColorDepth.DEPTH_4_BIT if look.colour else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            include_default_pygments_style=False,
        )
        self.app.ttimeoutlen = ESCAPE_S
        self.app.timeoutlen = ESCAPE_S
        self.app.before_render += lambda _: self._compose()

    def close(self) -> None:
        """Give the descriptors back."""
        self._reader.close()
        self._writer.close()

    @property
    def text(self) -> str:
        """What is in the editor."""
        return self._buffer.text

    def open_editor(self, text: str) -> None:
        """Put the text into the editor, with the cursor behind it."""
        self._buffer.reset(Document(text))
        self.app.layout.focus(self._editor_control)

    def close_editor(self) -> None:
        """Go back to the list."""
        self.app.layout.focus(self._list_control)

    def break_line(self) -> None:
        """Break the line in the editor at its cursor."""
        self._buffer.newline(copy_margin=False)

    def _size(self) -> Size:
        columns, rows = terminal.size(self._descriptor)
        return Size(rows=rows, columns=columns)

    def _compose(self) -> None:
        size = self.app.output.get_size()
        rows, columns = size.rows, size.columns
        self._editor_lines = 0
        if self._editing:
            self._editor_lines = min(self._wanted_lines(columns), max(rows - 3, 1))
        self._picture = frame(
            self._listing, self._view, self._look, columns, rows, self._editor_lines
        )

    def _wanted_lines(self, columns: int) -> int:
        width = max(columns - gutter(self._listing), 1)
        # One cell more than the text, for the cursor behind it.
        return sum(
            -(-(display_width(visible(line)) + 1) // width)
            for line in self._buffer.text.split("\n")
        )

    def _layout(self) -> Layout:
        self._list_control = FormattedTextControl(
            lambda: self._ansi(self._picture.above), focusable=True, show_cursor=False
        )
        self._editor_control = BufferControl(self._buffer, input_processors=[_ShowInvisible()])
        below = FormattedTextControl(lambda: self._ansi(self._picture.below))
        editor = VSplit(
            [
                Window(
                    FormattedTextControl(lambda: self._ansi([self._prefix()])),
                    width=lambda: Dimension.exact(gutter(self._listing)),
                ),
                Window(self._editor_control, wrap_lines=True),
            ],
            height=lambda: Dimension.exact(self._editor_lines),
        )
        return Layout(
            HSplit(
                [
                    _lines(self._list_control, lambda: len(self._picture.above)),
                    ConditionalContainer(editor, Condition(lambda: self._editing)),
                    _lines(below, lambda: len(self._picture.below)),
                ],
                align=VerticalAlign.TOP,
            ),
            focused_element=self._list_control,
        )

    def _ansi(self, lines: Sequence[Line]) -> ANSI:
        return ANSI("\n".join(map(self._look.ansi, lines)))

    def _prefix(self) -> Line:
        if self._view.mode == "edit" and self._listing.cursor is not None:
            return prefix(self._listing, self._listing.cursor, self._look)
        return [("accent strong", "ask:".ljust(gutter(self._listing)))]

    @property
    def _editing(self) -> bool:
        return self._view.mode != "list"


def _lines(control: FormattedTextControl, height: Callable[[], int]) -> Window:
    return Window(
        control,
        height=lambda: Dimension.exact(height()),
        dont_extend_height=True,
        always_hide_cursor=True,
    )


class _ShowInvisible(Processor):
    """Shows characters that would not be seen as escapes, as the list does."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        pieces: list[tuple[str, str]] = []
        starts: list[int] = []
        width = 0
        for style, text, *_ in transformation_input.fragments:
            for character in text:
                starts.append(width)
                hidden = is_invisible(character)
                shown = visible(character) if hidden else character
                pieces.append((f"{style} reverse" if hidden else style, shown))
                width += len(shown)

        def to_display(place: int) -> int:
            return starts[place] if place < len(starts) else width + place - len(starts)

        def to_source(place: int) -> int:
            return bisect_right(starts, place) - 1 if place < width else len(starts) + place - width

        return Transformation(list(pieces), to_display, to_source)
