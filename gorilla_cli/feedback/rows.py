"""Records as rows, and back.

Invariant: each function is one transaction, whole or not at all, and leaves no
transaction open.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from gorilla_cli.domain import Candidate, Decision, Record, Source
from gorilla_cli.errors import NotFoundError
from gorilla_cli.feedback.document import finite, finite_features, of_verdict, to_verdict
from gorilla_cli.feedback.phrase import phrase

_AT_ONCE = 500
"""Records whose candidates are fetched by one query; SQLite allows at least 999 parameters."""


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def insert(connection: sqlite3.Connection, record: Record) -> int:
    """Store a record and return its id."""
    with _transaction(connection, "BEGIN IMMEDIATE"):
        cursor = connection.execute(
            "INSERT INTO records (created_at, request, phrase, context_digest, decision, command,"
            " chosen, exit_status, duration_ms, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.created_at,
                storable(record.request),
                storable(phrase(record.request)),
                record.context_digest,
                record.decision.value,
                storable(record.command),
                record.chosen,
                record.exit_status,
                record.duration_ms,
                record.version,
            ),
        )
        number = cursor.lastrowid
        assert number is not None
        for position, candidate in enumerate(record.candidates):
            _insert_candidate(connection, (number, position), candidate)
    return number


def _insert_candidate(
    connection: sqlite3.Connection, place: tuple[int, int], candidate: Candidate
) -> None:
    verdict = json.dumps(of_verdict(candidate.verdict)) if candidate.verdict else None
    connection.execute(
        "INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *place,
            storable(candidate.command),
            storable(candidate.explanation),
            finite(candidate.score),
            storable(candidate.note),
            json.dumps(finite_features(candidate.features)),
            verdict,
        ),
    )
    connection.executemany(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *place,
                number,
                storable(source.backend),
                storable(source.model),
                finite(source.logprob),
                finite(source.confidence),
            )
            for number, source in enumerate(candidate.sources)
        ),
    )


def select(
    connection: sqlite3.Connection, condition: str, values: Iterable[object]
) -> tuple[Record, ...]:
    """The records that an SQL condition (with order and limit) asks for."""
    with _transaction(connection, "BEGIN"):  # one view over several queries
        rows = connection.execute(
            "SELECT id, created_at, request, context_digest, decision, command, chosen,"
            f" exit_status, duration_ms, version FROM records {condition}",
            tuple(values),
        ).fetchall()
        shown: dict[int, list[Candidate]] = {}
        for first in range(0, len(rows), _AT_ONCE):
            _add_candidates(connection, [row[0] for row in rows[first : first + _AT_ONCE]], shown)
    return tuple(_record(row, tuple(shown.get(row[0], ()))) for row in rows)


def _record(row: tuple[Any, ...], candidates: tuple[Candidate, ...]) -> Record:
    number, when, request, digest, decision, command, chosen, status, duration, version = row
    return Record(
        request=text(request),
        created_at=when,
        context_digest=digest,
        candidates=candidates,
        decision=Decision(decision),
        command=text(command),
        chosen=chosen,
        exit_status=status,
        duration_ms=duration,
        version=version,
        id=number,
    )


def _add_candidates(
    connection: sqlite3.Connection, numbers: Sequence[int], shown: dict[int, list[Candidate]]
) -> None:
    among = f"WHERE record IN ({', '.join('?' * len(numbers))}) ORDER BY record, position"
    sources: dict[tuple[int, int], list[Source]] = {}
    for record, position, backend, model, logprob, confidence in connection.execute(
        "SELECT record, position, backend, model, logprob, confidence"
        f" FROM sources {among}, number",
        numbers,
    ):
        source = Source(text(backend), text(model), logprob, confidence)
        sources.setdefault((record, position), []).append(source)
    for (
        record,
        position,
        command,
        explanation,
        score,
        note,
        features,
        verdict,
    ) in connection.execute(
        "SELECT record, position, command, explanation, score, note, features, verdict"
        f" FROM candidates {among}",
        numbers,
    ):
        candidate = Candidate(
            command=text(command),
            sources=tuple(sources.get((record, position), ())),
            explanation=text(explanation),
            verdict=to_verdict(json.loads(verdict)) if verdict else None,
            score=score if score is not None else 0.0,
            features=json.loads(features),
            note=text(note),
        )
        shown.setdefault(record, []).append(candidate)


def delete(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> int:
    """Delete the records of these ids, all when None, and return how many.

    Raises NotFoundError, with nothing deleted, for an id that does not exist.
    """
    with _transaction(connection, "BEGIN IMMEDIATE"):
        if numbers is None:
            return connection.execute("DELETE FROM records").rowcount
        for number in numbers:
            if not connection.execute("DELETE FROM records WHERE id = ?", (number,)).rowcount:
                raise NotFoundError(
                    f"there is no record {number}, so nothing was forgotten",
                    "`gorilla feedback list` lists those there are.",
                )
        return len(numbers)


def storable(value: str) -> str | bytes:
    """The text, or its bytes when some came from argv and are no UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        try:
            return value.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:  # half of a surrogate pair stands for no byte at all
            return value.encode("utf-8", "replace").decode()
    return value


def text(stored: str | bytes) -> str:
    """What `storable` was given."""
    return stored.decode("utf-8", "surrogateescape") if isinstance(stored, bytes) else stored
