"""The tables of the history, step by step.

Invariant: STEPS only ever grows. A step that was released is never edited, so
every file in the world is some prefix of it; PRAGMA user_version counts how many
steps a file has had.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x676F7269
"""The bytes "gori" in the file's header, so that `file` and we can tell whose it is."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        # AUTOINCREMENT: the id of a forgotten record is never given to another one.
        """CREATE TABLE records (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            created_at REAL NOT NULL,
            request TEXT NOT NULL,
            phrase TEXT NOT NULL,
            context_digest TEXT NOT NULL,
            decision TEXT NOT NULL,
            command TEXT NOT NULL,
            chosen INTEGER,
            exit_status INTEGER,
            duration_ms INTEGER,
            version TEXT NOT NULL
        )""",
        "CREATE INDEX records_by_phrase ON records (phrase)",
        """CREATE TABLE candidates (
            record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            command TEXT NOT NULL,
            explanation TEXT NOT NULL,
            score REAL,
            note TEXT NOT NULL,
            features TEXT NOT NULL,
            verdict TEXT,
            PRIMARY KEY (record, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE sources (
            record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            backend TEXT NOT NULL,
            model TEXT NOT NULL,
            logprob REAL,
            confidence REAL,
            PRIMARY KEY (record, position, number)
        ) WITHOUT ROWID""",
    ),
)


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps the file has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(connection: sqlite3.Connection) -> bool:
    """True for a database that holds something, but nothing of gorilla's."""
    (identity,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables) and identity != APPLICATION_ID


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that the file has not had, all of them or none.

    Safe when several processes begin at once: the first one does it.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[version_of(connection) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise
