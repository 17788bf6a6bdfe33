"""The history: every request with what was shown and what became of it.

Invariant: a record is stored whole, in one transaction, or not at all; what
is forgotten is no longer in the file. Importing this loads sqlite3, so it is
imported where it is used. Nothing here leaves the machine.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from gorilla_cli.domain import Decision, Record
from gorilla_cli.errors import NotFoundError, StoreError
from gorilla_cli.feedback.database import (
    PATIENCE,
    BusyError,
    UnusableError,
    damage_noticed,
    opened,
    patiently,
    sentences,
    set_aside,
    set_aside_files,
)
from gorilla_cli.feedback.digest import context_digest
from gorilla_cli.feedback.document import document
from gorilla_cli.feedback.phrase import phrase
from gorilla_cli.feedback.rows import delete, insert, select, storable, text

__all__ = ["ACCEPTED", "Past", "Store", "context_digest"]

T = TypeVar("T")

ACCEPTED = tuple(decision for decision in Decision if decision.accepts)
"""The decisions that speak for a command."""
_ACCEPTED_WORDS = tuple(decision.value for decision in ACCEPTED)
PAST_LOOKED_AT = 500
"""Records of one phrase that `accepted` looks at, the newest."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Past:
    """A command that was accepted before for the same or nearly the same request."""

    command: str
    request: str
    """The request of the last time."""
    times: int
    last_used: float
    """Seconds since the epoch, UTC."""
    exit_status: int | None
    """Of the last time; None when it was not run."""
    same: bool
    """True when a request for it was the same up to blanks."""


class Store:
    """The history file, opened. For one thread; a context manager."""

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience
        self.notices: list[str] = []
        """Sentences that a person must see, such as that a file was set aside."""
        self._connection = self._opened()

    @classmethod
    def open(cls, path: Path, patience: float = PATIENCE) -> Store:
        """Open the history, begun when there is none.

        `patience` is how many seconds a locked file is waited for, here and later.

        A damaged or newer file is set aside and a fresh one begun, which `notices`
        then tells. A file that cannot be written is opened for reading. Raises StoreError.
        """
        return cls(Path(os.path.realpath(path)), patience)

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, record: Record) -> int:
        """Store a record and return its id; once it returns, the record outlives a kill -9.

        Raises StoreError: the file is locked, cannot be written, or the disk is full.
        """
        return self._do(lambda connection: insert(connection, record))

    def get(self, number: int) -> Record:
        """The record of that id. Raises NotFoundError, StoreError."""
        found = self._do(lambda connection: select(connection, "WHERE id = ?", (number,)))
        if not found:
            raise NotFoundError(
                f"there is no record {number}", "`gorilla history` lists those there are."
            )
        return found[0]

    def count(self) -> int:
        """How many records there are. Raises StoreError."""
        (found,) = self._do(
            lambda connection: connection.execute("SELECT count(*) FROM records").fetchone()
        )
        return int(found)

    def list(
        self,
        limit: int | None = None,
        search: str = "",
        decisions: Collection[Decision] = (),
    ) -> tuple[Record, ...]:
        """Records, newest first; with every word of `search` in request or command.

        `decisions` limits to these; empty is all. Raises StoreError.
        """
        words = search.casefold().split()

        def holds(*texts: str | bytes) -> bool:
            whole = "\n".join(map(text, texts)).casefold()
            return all(word in whole for word in words)

        conditions: list[str] = []
        values: list[object] = []
        if words:
            conditions.append("holds(request, command)")
        if decisions:
            conditions.append(f"decision IN ({', '.join('?' * len(decisions))})")
            values += [decision.value for decision in decisions]
        where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
        values.append(-1 if limit is None else limit)

        def read(connection: sqlite3.Connection) -> tuple[Record, ...]:
            connection.create_function("holds", 2, holds)
            return select(connection, where + "ORDER BY id DESC LIMIT ?", values)

        return self._do(read)

    def accepted(self, request: str) -> tuple[Past, ...]:
        """What was accepted for this request or one in nearly the same words, best first.

        The same words come first, then the most often accepted, then the newest.
        Takes milliseconds however long the history is. Raises StoreError.
        """
        rows = self._do(
            lambda connection: connection.execute(
                "SELECT command, request, created_at, exit_status FROM records WHERE phrase = ?"
                f" AND decision IN ({', '.join('?' * len(ACCEPTED))}) ORDER BY id DESC LIMIT ?",
                (storable(phrase(request)), *_ACCEPTED_WORDS, PAST_LOOKED_AT),
            ).fetchall()
        )
        levelled = " ".join(request.split())
        found: dict[str, Past] = {}
        for stored, asked, when, exit_status in rows:
            command, before = text(stored), text(asked)
            same = " ".join(before.split()) == levelled
            last = found.get(command)
            found[command] = Past(
                command,
                last.request if last else before,
                last.times + 1 if last else 1,
                last.last_used if last else when,
                last.exit_status if last else exit_status,
                same or bool(last and last.same),
            )
        order = sorted(found.values(), key=lambda past: -past.last_used)
        return tuple(sorted(order, key=lambda past: (not past.same, -past.times)))

    def forget(self, numbers: Iterable[int] | None) -> int:
        """Erase the records of these ids, all when None, and return how many.

        Erased: their bytes are no longer in the file or its side files. Raises
        NotFoundError, with nothing erased, for an id that does not exist, and
        StoreError, also when another program held the file so that traces may remain.
        """
        chosen = None if numbers is None else sorted(set(numbers))
        count = self._do(lambda connection: delete(connection, chosen))
        try:
            self._do(lambda connection: connection.execute("VACUUM").fetchall())
            self._do(_empty_log)
        except StoreError as error:
            raise StoreError(
                f"forgotten, but traces may remain in the file for now: {error.message}",
                "The next `gorilla feedback forget` erases them.",
            ) from None
        return count

    def records(self) -> Iterator[Record]:
        """Every record, oldest first, without holding all of them. Raises StoreError."""
        batch = self._after(0)
        while batch:
            yield from batch
            batch = self._after(batch[-1].id or 0)

    def export(self) -> Iterator[dict[str, Any]]:
        """Every record as one JSON object, oldest first; see `record.schema.json`.

        Raises StoreError.
        """
        return map(document, self.records())

    def _after(self, number: int) -> tuple[Record, ...]:
        return self._do(
            lambda connection: select(
                connection, "WHERE id > ? ORDER BY id LIMIT ?", (number, _BATCH)
            )
        )

    def set_aside(self) -> tuple[Path, ...]:
        """Files that were set aside; `forget` does not touch them."""
        return set_aside_files(self._path)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Work on the file: again while it is locked, once more when it had to be set aside."""
        try:
            return self._try(work)
        except UnusableError as problem:
            self._connection.close()
            self._set_aside(problem)
            self._connection = self._opened()
        try:
            return self._try(work)
        except UnusableError as problem:
            raise self._hopeless(problem) from None

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with sentences(self._path), damage_noticed():
            return patiently(lambda: work(self._connection), self._patience)

    def _opened(self) -> sqlite3.Connection:
        try:
            return opened(self._path, self._patience)
        except UnusableError as problem:
            self._set_aside(problem)
        try:
            return opened(self._path, self._patience)
        except UnusableError as problem:
            raise self._hopeless(problem) from None

    def _set_aside(self, problem: UnusableError) -> None:
        notice = set_aside(self._path, problem)
        if notice:
            self.notices.append(notice)

    def _hopeless(self, problem: UnusableError) -> StoreError:
        return StoreError(f"the history {self._path} {problem.reason}", "Move it away.")


def _empty_log(connection: sqlite3.Connection) -> None:
    blocked = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if blocked:
        raise BusyError("another program is reading it")
