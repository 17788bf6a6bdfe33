"""The rows of the chooser: what is on the screen, in which order, where the cursor is.

Invariant: a row that was shown keeps its place and its command for good, and the
cursor moves only when the person moves it. What comes later goes below.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gorilla_cli.domain import Candidate, Ranking
from gorilla_cli.ui.effects import stays_unselected


@dataclass(slots=True)
class Listing:
    """What successive rankings have added up to."""

    rows: list[Candidate] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    complete: bool = False
    """True when no more rows will come."""
    cursor: int | None = None
    """The row under the cursor; None while there is none that may be selected unasked."""
    request: str = ""
    """The request's text."""
    expected: int = 1
    """How many candidates were asked for."""
    _touched: bool = False

    def absorb(self, ranking: Ranking) -> None:
        """Take over a ranking: news about known rows, and new rows at the end."""
        known = {_identity(row): place for place, row in enumerate(self.rows)}
        for candidate in ranking.candidates:
            place = known.get(_identity(candidate))
            if place is None:
                known[_identity(candidate)] = len(self.rows)
                self.rows.append(candidate)
                continue
            row = self.rows[place]
            # The verdict speaks of the text that is shown, not of its like.
            self.rows[place] = replace(
                candidate,
                command=row.command,
                verdict=row.verdict or candidate.verdict,
                explanation=row.explanation or candidate.explanation,
            )
        self.notes = ranking.notes
        self.complete = ranking.complete
        self.request = ranking.request.text
        self.expected = ranking.request.count
        if self.cursor is None and not self._touched:
            self.cursor = next(
                (place for place, row in enumerate(self.rows) if not stays_unselected(row)), None
            )

    def move(self, by: int) -> None:
        """Move the cursor, at most to the first or last row."""
        self._touched = True
        if not self.rows:
            return
        if self.cursor is None:
            self.cursor = 0 if by > 0 else len(self.rows) - 1
        else:
            self.cursor = min(max(self.cursor + by, 0), len(self.rows) - 1)

    def move_to(self, place: int) -> bool:
        """Move the cursor to a row; False when there is no such row."""
        self._touched = True
        if not 0 <= place < len(self.rows):
            return False
        self.cursor = place
        return True

    @property
    def current(self) -> Candidate | None:
        """The row under the cursor."""
        return None if self.cursor is None else self.rows[self.cursor]


def _identity(candidate: Candidate) -> str:
    verdict = candidate.verdict
    return verdict.canonical if verdict and verdict.parses else candidate.command
