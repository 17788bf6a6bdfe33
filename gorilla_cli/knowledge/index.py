"""All documentation of this machine, searchable.

Invariant: an SQLite FTS5 file that can be thrown away at any time; one writer
at a time, readers never wait, and an interrupted build keeps what it has read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gorilla_cli.domain import Passage
from gorilla_cli.knowledge.sources import INDEXED, Places, source

VERSION = 1
FILES_A_COMMIT = 64
"""How many files an interruption can cost at most."""
COMMON_TERM = 0.06
"""A word in more than this share of all passages tells nothing and costs most of the time."""
TERMS_KEPT = 6
WEIGHTS = (8.0, 4.0, 1.0)
"""BM25 weights of tool, title and text."""

_SCHEMA = """
CREATE TABLE files (
  id INTEGER PRIMARY KEY, source TEXT, path TEXT UNIQUE, size INTEGER, mtime INTEGER
);
CREATE TABLE passages (
  id INTEGER PRIMARY KEY, file INTEGER, tool TEXT, title TEXT, text TEXT, origin TEXT
);
CREATE INDEX passages_file ON passages (file);
CREATE INDEX passages_tool ON passages (tool);
CREATE VIRTUAL TABLE words USING fts5 (
  tool, title, text, content=passages, content_rowid=id, tokenize='porter unicode61'
);
CREATE VIRTUAL TABLE terms USING fts5vocab (words, row);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
  INSERT INTO words (rowid, tool, title, text) VALUES (new.id, new.tool, new.title, new.text);
END;
CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN
  INSERT INTO words (words, rowid, tool, title, text)
    VALUES ('delete', old.id, old.tool, old.title, old.text);
END;
"""


@dataclass(frozen=True, slots=True)
class Status:
    """What the index holds."""

    files: int
    passages: int
    tools: int
    bytes: int


class Index:
    """An open index. Use as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._db = connection
        self._path = path

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> Index:
        """Open the file; one of another version is begun anew when writing.

        Raises sqlite3.Error when it cannot be read, OSError when it cannot be made.
        """
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and _version(path) != VERSION:
                path.unlink()
            connection = sqlite3.connect(path, isolation_level=None, timeout=5)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version={VERSION};COMMIT;")
        else:
            if not path.exists() or _version(path) != VERSION:
                raise sqlite3.OperationalError("there is no index yet")
            connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        return cls(connection, path)

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def build(
        self,
        places: Places,
        names: Iterable[str] = INDEXED,
        *,
        keep_others: bool = False,
        on_file: Callable[[int, int], None] = lambda done, total: None,
    ) -> tuple[int, int]:
        """Read what is new or changed, forget what is gone.

        Gives the number of files read and of those forgotten. With `keep_others`
        files of sources that are not in `names` are left alone. `on_file` is told
        how many of how many are done. Safe to interrupt at any point.
        """
        wanted: dict[str, tuple[str, int, int]] = {}
        names = tuple(names)
        for name in names:
            for file in source(name).files(places):
                try:
                    state = file.stat()
                except OSError:
                    continue
                wanted[str(file)] = (name, state.st_size, state.st_mtime_ns)
        known = {
            path: (identity, (name, size, mtime))
            for identity, name, path, size, mtime in self._db.execute(
                "SELECT id, source, path, size, mtime FROM files"
            )
        }
        gone = [
            identity
            for path, (identity, state) in known.items()
            if path not in wanted and (state[0] in names or not keep_others)
        ]
        stale = [path for path, state in wanted.items() if known.get(path, (0, None))[1] != state]
        self._forget(gone)
        for start in range(0, len(stale), FILES_A_COMMIT):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for path in stale[start : start + FILES_A_COMMIT]:
                    self._read(path, wanted[path])
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            on_file(min(start + FILES_A_COMMIT, len(stale)), len(stale))
        if stale or gone:
            self._db.execute("PRAGMA optimize")
        return len(stale), len(gone)

    def _forget(self, identities: list[int]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        rows = [(identity,) for identity in identities]
        self._db.executemany("DELETE FROM passages WHERE file = ?", rows)
        self._db.executemany("DELETE FROM files WHERE id = ?", rows)
        self._db.execute("COMMIT")

    def _read(self, path: str, state: tuple[str, int, int]) -> None:
        name, size, mtime = state
        old = self._db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if old:
            self._db.execute("DELETE FROM passages WHERE file = ?", old)
            self._db.execute("DELETE FROM files WHERE id = ?", old)
        cursor = self._db.execute(
            "INSERT INTO files (source, path, size, mtime) VALUES (?, ?, ?, ?)",
            (name, path, size, mtime),
        )
        try:
            found = list(source(name).passages(Path(path)))
        except OSError:
            return  # noted as read, so that a damaged page is not tried at every build
        self._db.executemany(
            "INSERT INTO passages (file, tool, title, text, origin) VALUES (?, ?, ?, ?, ?)",
            [(cursor.lastrowid, p.tool, p.title, p.text, p.origin) for p in found],
        )

    def status(self) -> Status:
        """Counts and the size on disk in bytes."""
        files, passages, tools = self._db.execute(
            "SELECT (SELECT count(*) FROM files), count(*), count(DISTINCT tool) FROM passages"
        ).fetchone()
        return Status(files, passages, tools, self._path.stat().st_size if self._path else 0)

    def of_tool(self, tool: str) -> Iterator[Passage]:
        """Everything known about one tool."""
        rows = self._db.execute(
            "SELECT tool, title, text, origin FROM passages WHERE tool = ?", (tool,)
        )
        return (Passage(*row) for row in rows)

    def search(self, words: Iterable[str], limit: int = 5) -> list[Passage]:
        """The passages that fit the words best, by BM25; score is positive, higher is better."""
        chosen = self._telling(words)
        if not chosen:
            return []
        query = " OR ".join(f'"{word}"' for word in chosen)
        rows = self._db.execute(
            "SELECT p.tool, p.title, p.text, p.origin, -bm25(words, ?, ?, ?) AS fit"
            " FROM words JOIN passages p ON p.id = words.rowid"
            " WHERE words MATCH ? ORDER BY fit DESC LIMIT ?",
            (*WEIGHTS, query, limit),
        )
        return [Passage(*row) for row in rows]

    def _telling(self, words: Iterable[str]) -> list[str]:
        """The rarest of the words; common ones are most of the work and none of the answer."""
        total = self._db.execute("SELECT max(id) FROM passages").fetchone()[0] or 0
        limit = max(int(total * COMMON_TERM), 50)
        counted = sorted(
            (row[0], term)
            for term in self._stems(" ".join(words))
            if (row := self._db.execute("SELECT doc FROM terms WHERE term = ?", (term,)).fetchone())
        )
        rare = [term for count, term in counted if count < limit]
        return (rare or [term for _, term in counted[:1]])[:TERMS_KEPT]

    def _stems(self, text: str) -> list[str]:
        """The text's words as the index has them: split and stemmed by the same tokenizer."""
        self._db.executescript(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked"
            " USING fts5 (t, tokenize='porter unicode61');"
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked_terms USING fts5vocab (asked, row);"
            "DELETE FROM temp.asked;"
        )
        self._db.execute("INSERT INTO temp.asked VALUES (?)", (text,))
        return [row[0] for row in self._db.execute("SELECT term FROM temp.asked_terms")]


def _version(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return -1
