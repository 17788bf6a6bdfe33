"""The first picture, drawn by hand while the chooser is still being imported.

Invariant: what it drew can be wiped exactly; it has no keys and decides nothing.
"""

from __future__ import annotations

from threading import Event, Lock

from gorilla_cli.ui import tty as terminal
from gorilla_cli.ui.frame import View, frame
from gorilla_cli.ui.listing import Listing
from gorilla_cli.ui.news import News
from gorilla_cli.ui.paint import Look

_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"


class Preview:
    """Shows the rows of a listing without any keys."""

    def __init__(self, news: News, descriptor: int, look: Look) -> None:
        self._news = news
        self._descriptor = descriptor
        self._look = look
        self._lines = 0
        self._lock = Lock()
        self.listing = Listing()
        self.view = View()
        self.drawn = Event()
        """Set once there is something on the screen, or nothing will ever be."""

    def paint(self, *, empty: bool = False) -> None:
        """Draw what has arrived; nothing as long as there are no rows, unless `empty`."""
        with self._lock:
            for ranking in self._news.take():
                self.listing.absorb(ranking)
            if self.listing.complete or self._news.error:
                self.drawn.set()
            if self.listing.rows or (empty and not self.drawn.is_set()):
                self._draw()

    def _draw(self) -> None:
        columns, rows = terminal.size(self._descriptor)
        picture = frame(self.listing, self.view, self._look, columns, rows, editor=0)
        lines = [self._look.ansi(line) for line in [*picture.above, *picture.below]]
        drawn = f"{_HIDE_CURSOR}{_NO_WRAP}" + "\r\n".join(lines) + _WRAP
        terminal.write(self._descriptor, self.wipe() + drawn)
        self._lines = len(lines)
        self.drawn.set()

    def wipe(self) -> str:
        """The sequence that takes the picture away again, once."""
        lines, self._lines = self._lines, 0
        if not lines:
            return ""
        up = f"\x1b[{lines - 1}A" if lines > 1 else ""
        return f"\r{up}\x1b[J{_SHOW_CURSOR}"
