"""The chooser for a terminal that can only print lines: numbers and typed answers.

Invariant: uses nothing but lines of text in both directions, so it works on a
teletype, in an editor's shell window, and for a screen reader.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Sequence

from gorilla_cli.domain import Action, Decision
from gorilla_cli.ui import tty as terminal
from gorilla_cli.ui.effects import effect_word, source_text
from gorilla_cli.ui.listing import Listing
from gorilla_cli.ui.news import News
from gorilla_cli.ui.paint import Look
from gorilla_cli.visible import visible

HELP = (
    "A number chooses that row. With a number behind them: e edits, x explains, "
    "c copies, i inserts.\nr says the request differently, d is none of these, q leaves."
)

_PATIENCE_S = 0.3
"""Seconds of silence before it is said what is waited for."""


def choose_by_number(
    news: News, explain: Callable[[str], Sequence[str]], descriptor: int, look: Look
) -> Action:
    """Print the rows as they come and ask for a number until the person has decided."""
    reader, writer = os.pipe()
    try:
        dialogue = _Dialogue(news, explain, descriptor, look, reader)
        terminal.flush(descriptor)
        news.tell(lambda: _wake(writer))
        news.start()
        try:
            return dialogue.run()
        except KeyboardInterrupt:
            terminal.write(descriptor, "\n")
            return dialogue.action(Decision.ABANDONED)
    finally:
        news.tell(None)
        os.close(reader)
        os.close(writer)


def _wake(writer: int) -> None:
    os.write(writer, b".")


class _Dialogue:
    def __init__(
        self,
        news: News,
        explain: Callable[[str], Sequence[str]],
        descriptor: int,
        look: Look,
        wake: int,
    ) -> None:
        self._news = news
        self._explain = explain
        self._descriptor = descriptor
        self._look = look
        self._wake = wake
        self._listing = Listing()
        self._printed = 0

    def run(self) -> Action:
        patience: float | None = _PATIENCE_S
        while True:
            self._take_news()
            if self._listing.complete and not self._listing.rows:
                return self.action(Decision.ABANDONED)
            readable, _, _ = select.select([self._descriptor, self._wake], [], [], patience)
            if not readable:
                patience = None
                if not self._printed:
                    self._say(f"asking the model{self._look.signs.ellipsis}")
            elif self._wake in readable:
                os.read(self._wake, 4096)
            elif (answer := self._line()) is None:
                return self.action(Decision.ABANDONED)
            elif action := self._answered(answer):
                return action
            else:
                self._ask()

    def action(self, decision: Decision, place: int | None = None, **more: str) -> Action:
        shown = tuple(self._listing.rows)
        command = more.pop("command", shown[place].command if place is not None else "")
        return Action(decision, command, place, more.get("refined"), shown)

    def _take_news(self) -> None:
        for ranking in self._news.take():
            self._listing.absorb(ranking)
        if self._news.error is not None:
            raise self._news.error
        rows = self._listing.rows
        if len(rows) > self._printed:
            if self._printed:
                self._say("")  # behind the question that was asked already
            for place in range(self._printed, len(rows)):
                self._print_row(place)
            self._printed = len(rows)
            self._ask()

    def _print_row(self, place: int) -> None:
        candidate = self._listing.rows[place]
        verdict = candidate.verdict
        lines = visible(candidate.command, keep="\n").removesuffix("\n").split("\n")
        self._say(f"{place + 1}) " + "\n   ".join(lines))
        about = [effect_word(verdict)]
        if verdict and verdict.blocked:
            about.append("blocked")
        elif verdict and verdict.findings:
            about.append(verdict.risk.label)
        about += [candidate.note, source_text(candidate)]
        self._say("   " + " - ".join(visible(part) for part in about if part))
        if candidate.explanation:
            self._say(f"   {visible(candidate.explanation)}")
        for finding in verdict.findings if verdict else ():
            self._say(f"   {finding.severity.label}: {visible(finding.message)}")

    def _ask(self) -> None:
        cursor = self._listing.cursor
        default = f" [{cursor + 1}]" if cursor is not None else ""
        self._say(f"Number of your choice, or ? for more{default}: ", end="")

    def _answered(self, answer: str) -> Action | None:
        word, _, rest = answer.strip().partition(" ")
        if not word and self._listing.cursor is not None:
            return self._chosen(self._listing.cursor)
        if word.isdecimal():
            return self._with_row(word, self._chosen)
        match word:
            case "q":
                return self.action(Decision.ABANDONED)
            case "d":
                return self.action(Decision.REJECTED)
            case "r":
                self._say(f"request: {visible(self._listing.request)}")
                self._say("new request: ", end="")
                refined = (self._line() or "").strip()
                return self.action(Decision.REJECTED, refined=refined) if refined else None
            case "c":
                return self._with_row(rest, lambda row: self.action(Decision.COPIED, row))
            case "i":
                return self._with_row(rest, lambda row: self.action(Decision.INSERTED, row))
            case "e":
                return self._with_row(rest, self._edited)
            case "x":
                return self._with_row(rest, self._explained)
            case _:
                self._say(HELP)
                return None

    def _with_row(self, number: str, action: Callable[[int], Action | None]) -> Action | None:
        number = number.strip()
        place = int(number) - 1 if number.isdecimal() else self._listing.cursor
        if place is None or not 0 <= place < len(self._listing.rows):
            self._say(f"there is no row {visible(number)}" if number else "which row?")
            return None
        return action(place)

    def _chosen(self, place: int) -> Action | None:
        verdict = self._listing.rows[place].verdict
        if verdict and verdict.blocked:
            reason = next(finding.message for finding in verdict.findings if finding.blocks)
            self._say(f"this does not run: {visible(reason)}")
            return None
        return self.action(Decision.RAN, place)

    def _edited(self, place: int) -> Action | None:
        self._say("type the new command; an empty line ends it:")
        lines = []
        while line := self._line():
            lines.append(line)
        if not lines:
            return None
        return self.action(Decision.EDITED, place, command="\n".join(lines))

    def _explained(self, place: int) -> None:
        for line in self._explain(self._listing.rows[place].command):
            self._say(f"   {visible(line)}")

    def _line(self) -> str | None:
        """One typed line without its newline; None at the end of input."""
        data = b""
        while not data.endswith(b"\n"):
            try:
                more = os.read(self._descriptor, 4096)
            except OSError:
                more = b""
            if not more:
                return data.decode(errors="replace") or None
            data += more
        return data[:-1].decode(errors="replace")

    def _say(self, text: str, end: str = "\n") -> None:
        terminal.write(self._descriptor, text + end)
