"""Let the person choose one of the candidates, refine the request, or leave.

Invariant: everything is drawn on the terminal itself, standard output stays
untouched, and the screen and the terminal's modes are left as they were found.
Nothing heavy is imported before the first rows are on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gorilla_cli.domain import Action, Decision, Ranking
from gorilla_cli.environment import Environment
from gorilla_cli.ui import tty as terminal
from gorilla_cli.ui.news import News
from gorilla_cli.ui.paint import Look
from gorilla_cli.ui.preview import Preview

Explain = Callable[[str], Sequence[str]]

_NARROWEST = 20
"""Columns below which a list cannot be drawn."""
_PASTE_APART, _PASTE_AS_KEYS = "\x1b[?2004h", "\x1b[?2004l"
"""Have the terminal mark what is pasted, so that it is not taken for keys."""
_FIRST_ROWS_S = 0.1
"""How long the imports wait for what is quick to find."""


def choose(
    rankings: Iterable[Ranking],
    *,
    explain: Explain,
    environment: Environment,
    tty: Path = Path("/dev/tty"),
) -> Action:
    """Show successive rankings as they come and return what the person wants.

    The iterator is consumed in a daemon thread and may still be running when
    this returns: the caller stops it. `explain` gives the lines that explain a
    command; it is called in a thread too. When the last ranking comes and there
    is no candidate, the decision is ABANDONED and nothing was shown.

    A request to be refined comes back as REJECTED with `refined` set. A copied
    command is on the clipboard already. Raises OSError where there is no
    terminal, and what the iterator raises.
    """
    look = Look.of(environment)
    news = News(rankings)
    with terminal.opened(tty) as descriptor:
        try:
            if _drawable(environment, descriptor):
                action = _choose_from_list(news, explain, environment, descriptor, look)
            else:
                from gorilla_cli.ui.numbered import choose_by_number

                action = choose_by_number(news, explain, descriptor, look)
        finally:
            news.tell(None)
        if action.decision is Decision.COPIED:
            from gorilla_cli.ui.clipboard import copy

            copy(action.command, environment, lambda text: terminal.write(descriptor, text))
    return action


def _drawable(environment: Environment, descriptor: int) -> bool:
    if environment.get("TERM", "dumb") in ("dumb", "unknown"):
        return False
    return terminal.size(descriptor)[0] >= _NARROWEST


def _choose_from_list(
    news: News, explain: Explain, environment: Environment, descriptor: int, look: Look
) -> Action:
    preview = Preview(news, descriptor, look)
    with terminal.raw(descriptor):
        try:
            terminal.write(descriptor, _PASTE_APART)
            news.tell(preview.paint)
            news.start()
            # The imports take a tenth of a second, in which the rows can be seen already.
            if not preview.drawn.wait(_FIRST_ROWS_S):
                preview.paint(empty=True)
            from gorilla_cli.ui.chooser import Chooser

            chooser = Chooser(preview, news, explain, environment, descriptor, look)
            return chooser.run()
        except KeyboardInterrupt:  # sent from outside before the chooser was there to take it
            return Action(Decision.ABANDONED, shown=tuple(preview.listing.rows))
        finally:
            news.tell(None)
            terminal.write(descriptor, preview.wipe() + _PASTE_AS_KEYS)
