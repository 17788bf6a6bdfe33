"""The SQLite file of the history: opening, patience, and what is done with a bad one.

Invariant: the file is private from its first byte on; a file that cannot be
used is renamed, never deleted or written over; every failure leaves this
module as StoreError with a sentence. Importing this loads sqlite3.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from gorilla_cli.errors import StoreError
from gorilla_cli.feedback import schema
from gorilla_cli.locking import folder_locked, make_private_folder

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds after which no further try begins on a locked file; a record takes milliseconds."""
SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database (https://sqlite.org/tempfiles.html)."""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_ACCESS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_NETWORK_FILE_SYSTEMS = frozenset(
    {"9p", "afs", "afpfs", "ceph", "cifs", "drvfs", "fuse.sshfs", "ncpfs", "nfs", "nfs4", "smb3"}
    | {"smbfs", "v9fs", "virtiofs", "vboxsf", "webdav"}
)
"""Where the shared memory of WAL does not reach all who may write (https://sqlite.org/wal.html)."""


class UnusableError(Exception):
    """The file is damaged, newer, or no history; `kind` is the word for its new name."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class BusyError(sqlite3.OperationalError):
    """Somebody else holds the file, in a case in which SQLite raises nothing."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY


def opened(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to an up-to-date file, made when there is none.

    It waits `patience` seconds for a lock, here and later.
    Raises UnusableError for a file that must be set aside, StoreError otherwise.
    """
    with sentences(path):
        make_private_folder(path.parent)
        _make_private_file(path)
        return patiently(lambda: _connected(path, patience), patience)


def _make_private_file(path: Path) -> None:
    # Only a missing file is opened here: closing a second descriptor of a database would
    # drop the locks that this process holds on it. -wal and -shm take over its mode.
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    elif path.stat().st_mode & 0o077:
        with suppress(OSError):  # somebody else's file, or one that cannot be changed
            path.chmod(0o600)


def _connected(path: Path, patience: float) -> sqlite3.Connection:
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path))}?{_mode(path, writable)}",
        uri=True,
        timeout=patience / 3,  # `patiently` tries again
        isolation_level=None,
    )
    try:
        with damage_noticed():
            _prepare(connection, path, writable)
    except BaseException:
        connection.close()
        raise
    return connection


def _mode(path: Path, writable: bool) -> str:
    if writable:
        return "mode=rw"
    # Without the right to make -shm, a WAL database is readable only as one that stands still.
    shared = all(Path(f"{path}{side}").exists() for side in ("-wal", "-shm"))
    return "mode=ro" if shared else "mode=ro&immutable=1"


def _prepare(connection: sqlite3.Connection, path: Path, writable: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    version = schema.version_of(connection)
    if schema.is_foreign(connection):
        raise UnusableError("unknown", "is no history of gorilla")
    if version > len(schema.STEPS):
        raise UnusableError(
            "newer", f"is of a newer gorilla (schema {version}, here {len(schema.STEPS)})"
        )
    if not writable:
        return
    # What is forgotten is overwritten at once, not left in free pages.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    if version < len(schema.STEPS):
        _choose_journal(connection, path)
        schema.migrate(connection)


def _choose_journal(connection: sqlite3.Connection, path: Path) -> None:
    """WAL, so that readers and a writer do not wait for each other, where it works."""
    if not _on_network(path):
        try:
            # The mode stays with the file. Where it is not to be had, SQLite keeps the old one.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return
        except sqlite3.OperationalError as error:
            if _code(error) in _BUSY:
                raise
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _on_network(path: Path) -> bool:
    """Whether the folder is a network file system; False where that cannot be told."""
    try:
        lines = Path("/proc/self/mounts").read_text(errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) > 2 and len(fields[1]) >= len(best):
            mount = fields[1].replace("\\040", " ")
            if mount == "/" or path.is_relative_to(mount):
                best, kind = fields[1], fields[2]
    return kind in _NETWORK_FILE_SYSTEMS


def patiently(work: Callable[[], T], patience: float = PATIENCE) -> T:
    """Do the work again while the file is locked; no try begins after `patience` seconds.

    SQLite's own waiting does not cover switching to WAL, recovery after a crash,
    and the moment in which the last one closes the file.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(0.002, 0.03))


@contextmanager
def damage_noticed() -> Iterator[None]:
    """Turn SQLite's word for a damaged file into UnusableError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _code(error) in _DAMAGED:
            raise UnusableError("corrupt", f"is damaged ({error})") from None
        raise


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn every other failure of SQLite or the system into StoreError."""
    name = f"the history {path}"
    place = f"Make {path.parent} writable, or set GORILLA_DATA_DIR to a folder that is."
    try:
        yield
    except TimeoutError as error:
        raise StoreError(str(error), "Try again when it has ended.") from None
    except sqlite3.Error as error:
        code = _code(error)
        if code in _BUSY:
            sentence, remedy = f"{name} is locked by another program", "Try again later."
        elif code == sqlite3.SQLITE_FULL:
            sentence, remedy = f"the disk is full, {name} cannot grow", "Free some space."
        elif code in _NO_ACCESS:
            sentence, remedy = f"{name} cannot be opened or written", place
        else:
            sentence, remedy = f"{name} cannot be used: {error}", "Check the disk and its space."
        raise StoreError(sentence, remedy) from None
    except OSError as error:
        raise StoreError(f"{name} cannot be opened: {error.strerror}", place) from None


def set_aside(path: Path, problem: UnusableError) -> str:
    """Rename an unusable file with all that belongs to it, and return the sentence to show.

    Does nothing and returns an empty text when another process did it first.
    Raises StoreError when it cannot be renamed.
    """
    with sentences(path), folder_locked(path.parent):
        # Look again: since the trouble began, somebody else may have begun a fresh file.
        if not path.exists() or _is_usable(path):
            return ""
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        target = Path(f"{path}.{problem.kind}-{stamp}")
        number = 1
        while any(Path(f"{target}{side}").exists() for side in ("", *SIDE_FILES)):
            number += 1
            target = Path(f"{path}.{problem.kind}-{stamp}-{number}")
        # The database goes last: a fresh one beside an old -wal would make SQLite delete that.
        for side in (*SIDE_FILES, ""):
            with suppress(FileNotFoundError):
                Path(f"{path}{side}").rename(f"{target}{side}")
    advice = "a newer gorilla can use it" if problem.kind == "newer" else "`sqlite3` may recover it"
    return f"the history {problem.reason}: kept as {target} ({advice}), a new one begins"


def _is_usable(path: Path) -> bool:
    try:
        connection = patiently(lambda: _connected(path, PATIENCE))
    except UnusableError:
        return False
    try:
        with damage_noticed():
            return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    except UnusableError:
        return False
    finally:
        connection.close()


def set_aside_files(path: Path) -> tuple[Path, ...]:
    """The files that were set aside so far, oldest first."""
    try:
        found = [*path.parent.glob(f"{path.name}.*-[0-9]*")]
    except OSError:
        return ()
    return tuple(sorted(one for one in found if not one.name.endswith(SIDE_FILES)))


def _code(error: sqlite3.Error) -> int:
    """The primary result code (https://sqlite.org/rescode.html)."""
    return (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
