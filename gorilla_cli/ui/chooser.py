"""The interactive list: keys, the editor, and the picture kept up to date.

Invariant: it, `screen` and `keys` are the only modules that import prompt_toolkit,
and are imported only when a person is there to choose. All state is changed in
the event loop's thread; what other threads have to say is handed over.
"""

from __future__ import annotations

import asyncio
import os
import selectors
from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import Any

from gorilla_cli.domain import Action, Decision
from gorilla_cli.environment import Environment
from gorilla_cli.ui.keys import bindings
from gorilla_cli.ui.news import News
from gorilla_cli.ui.paint import Look
from gorilla_cli.ui.preview import Preview
from gorilla_cli.ui.screen import Screen
from gorilla_cli.visible import visible

_BEAT_S = 0.12


class Chooser:
    """One choice, from the first picture to the answer."""

    def __init__(
        self,
        preview: Preview,
        news: News,
        explain: Callable[[str], Sequence[str]],
        environment: Environment,
        descriptor: int,
        look: Look,
    ) -> None:
        self._preview = preview
        self._news = news
        self._explain = explain
        self._look = look
        self._listing = preview.listing
        self._view = preview.view
        self._explained: dict[str, Sequence[str]] = {}
        self._failure: BaseException | None = None
        self._screen = Screen(
            self._listing, self._view, environment, descriptor, look, bindings(self)
        )
        self._app = self._screen.app

    def run(self) -> Action:
        """Show the list until the person has decided."""
        try:
            # select() is the one that can wait for a terminal on every system.
            with asyncio.Runner(
                loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())
            ) as runner:
                action = runner.run(self._run())
        except (EOFError, OSError):
            action = Action(Decision.ABANDONED)  # the terminal has gone away
        finally:
            self._screen.close()
        if self._failure is not None:
            raise self._failure
        return action

    async def _run(self) -> Action:
        loop = asyncio.get_running_loop()
        self._loop = loop
        loop.set_exception_handler(self._fail)
        return await self._app.run_async(pre_run=self._begin, set_exception_handler=False)

    def _begin(self) -> None:
        self._news.tell(lambda: _hand_over(self._loop, self._hear))
        self._app.output.write_raw(self._preview.wipe())
        self._app.create_background_task(self._beat())
        self._hear()

    async def _beat(self) -> None:
        while not self._listing.complete:
            await asyncio.sleep(_BEAT_S)
            self._view.beat += 1
            self._app.invalidate()

    def _hear(self) -> None:
        for ranking in self._news.take():
            self._listing.absorb(ranking)
        if self._news.error is not None:
            self._end_with(self._news.error)
        elif self._listing.complete and not self._listing.rows:
            self.leave(Decision.ABANDONED)
        self._app.invalidate()

    def _fail(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._end_with(context.get("exception") or RuntimeError(context["message"]))

    def _end_with(self, error: BaseException) -> None:
        self._failure = error
        self.leave(Decision.ABANDONED)

    # What the keys do.

    @property
    def editing(self) -> bool:
        """Whether the editor is open."""
        return self._view.mode != "list"

    def leave(self, decision: Decision, command: str = "", refined: str | None = None) -> None:
        """End with a decision about the row under the cursor."""
        if self._app.is_done:
            return
        chosen = self._listing.cursor if command else None
        shown = tuple(self._listing.rows)
        self._app.exit(result=Action(decision, command, chosen, refined, shown))

    def move(self, by: int) -> None:
        """Move the cursor."""
        self._listing.move(by)
        self._view.details = None

    def scroll(self, by: int) -> None:
        """Scroll what is said below the list, else the list."""
        if self._view.scrolls:
            self._view.details_from += by
        else:
            self.move(by)

    def choose(self) -> None:
        """Choose the row under the cursor, unless it must not run."""
        current = self._listing.current
        if current is None:
            self.say("nothing is selected: move to a row, or press its number")
        elif current.verdict and current.verdict.blocked:
            reason = next(finding.message for finding in current.verdict.findings if finding.blocks)
            self.say(f"this does not run: {visible(reason)}")
        else:
            self.leave(Decision.RAN, current.command)

    def choose_row(self, place: int) -> None:
        """Choose a row by its place, counted from 0."""
        if self._listing.move_to(place):
            self._view.details = None
            self.choose()
        else:
            self.say(f"there is no row {place + 1}")

    def take_for(self, decision: Decision) -> None:
        """Copy or insert the row under the cursor."""
        current = self._listing.current
        if current is None:
            self.say("nothing is selected: move to a row first")
        else:
            self.leave(decision, current.command)

    def edit(self) -> None:
        """Open the editor on the row under the cursor."""
        current = self._listing.current
        if current is None:
            self.say("nothing is selected: move to a row first")
        else:
            self._open_editor("edit", current.command)

    def refine(self) -> None:
        """Open the editor on the request."""
        self._open_editor("refine", self._listing.request)

    def _open_editor(self, mode: str, text: str) -> None:
        self._view.mode, self._view.details, self._view.help = mode, None, False
        self._screen.open_editor(text)

    def close_editor(self) -> None:
        """Go back to the list; the edit is forgotten."""
        self._view.mode = "list"
        self._screen.close_editor()

    def accept(self) -> None:
        """Take the edited text."""
        text = self._screen.text
        current = self._listing.current
        if not text.strip():
            self.say("there is nothing in it; esc goes back")
        elif self._view.mode == "refine":
            self.leave(Decision.REJECTED, refined=text.strip())
        elif current is not None and text == current.command:
            self.close_editor()
            self.choose()
        else:
            self.leave(Decision.EDITED, text)

    def new_line(self) -> None:
        """Break the line in the editor."""
        if self._view.mode == "edit":
            self._screen.break_line()

    def explain(self) -> None:
        """Show the explanation of the row under the cursor, or take it away again."""
        current = self._listing.current
        self._view.help = False
        if self._view.details is not None or current is None:
            self._view.details = None
            return
        command = current.command
        self._view.details, self._view.details_from = self._explained.get(command), 0
        if self._view.details is None:
            self._view.details = [self._look.signs.ellipsis]
            Thread(target=self._explain_apart, args=(command,), daemon=True).start()

    def _explain_apart(self, command: str) -> None:
        try:
            lines = list(self._explain(command))
        except Exception as error:  # noqa: BLE001 - an explanation is never worth the list
            lines = [f"It cannot be explained: {error}"]
        _hand_over(self._loop, partial(self._explained_as, command, lines))

    def _explained_as(self, command: str, lines: Sequence[str]) -> None:
        self._explained[command] = lines
        current = self._listing.current
        if self._view.details is not None and current is not None and current.command == command:
            self._view.details = lines
        self._app.invalidate()

    def show_help(self) -> None:
        """Show all keys, or take them away again."""
        self._view.help = not self._view.help
        self._view.details, self._view.details_from = None, 0

    def back(self) -> None:
        """Close what is open below the list, else leave."""
        if self._view.help or self._view.details is not None:
            self._view.help, self._view.details = False, None
        else:
            self.leave(Decision.ABANDONED)

    def suspend(self) -> None:
        """Stop, where a shell is there to continue: one that runs this as a job of its own."""
        if os.getpgid(os.getppid()) == os.getpgrp():
            self.say("it cannot be suspended here")
        else:
            self._app.suspend_to_background()

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._view.message = message

    def hush(self) -> None:
        """Take the message away."""
        self._view.message = ""


def _hand_over(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)
