"""The history on a real file: what goes in comes out, and what is forgotten is gone."""

from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gorilla_cli.domain import Candidate, Decision, Source
from gorilla_cli.errors import NotFoundError, StoreError
from gorilla_cli.feedback import database, document, schema
from gorilla_cli.feedback.store import Store
from tests.feedback.records import FULL, small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "gorilla" / "history.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def everything_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_a_record_comes_back_equal(store: Store) -> None:
    number = store.add(FULL)
    assert store.get(number) == replace(FULL, id=number)
    with pytest.raises(NotFoundError, match="no record 99"):
        store.get(99)


def test_numbers_that_sql_cannot_hold_do_no_harm(store: Store) -> None:
    odd = Candidate(
        "x", (Source("llama", "m", -math.inf),), score=math.nan, features={"f": math.inf}
    )
    found = store.get(store.add(replace(FULL, candidates=(odd,), request="half \ud800 of a pair")))
    assert found.candidates == (Candidate("x", (Source("llama", "m"),)),)
    assert found.request == "half ? of a pair"


def test_all_files_are_private_from_the_start(path: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(path) as store:
            store.add(FULL)
            names = {one.name: mode_of(one) for one in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert names == {"history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600}
    assert mode_of(path.parent) == mode_of(path.parent.parent) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    Store.open(path).close()
    path.chmod(0o644)
    Store.open(path).close()
    assert mode_of(path) == 0o600


def test_list_is_newest_first_and_searchable(store: Store) -> None:
    store.add(small("list files", "ls -l"))
    store.add(small("Straße zählen", "wc -l"))
    store.add(small("delete 100% of logs", "rm *.log", Decision.REJECTED))
    store.add(replace(FULL))
    assert [record.id for record in store.list()] == [4, 3, 2, 1]
    assert [record.id for record in store.list(2)] == [4, 3]
    assert [record.id for record in store.list(search="STRASSE")] == [2]
    assert [record.id for record in store.list(search="-l FILES")] == [1]
    assert [record.id for record in store.list(search="100%")] == [3]
    assert [record.id for record in store.list(search="caf\udce9")] == [4]
    assert [record.id for record in store.list(search="_")] == []
    assert [record.id for record in store.list(decisions=[Decision.REJECTED])] == [3]
    assert [record.id for record in store.list(1, "l", [Decision.RAN])] == [2]


def test_accepted_gives_the_same_words_first_then_the_most_used(store: Store) -> None:
    for request, command, decision in [
        ("list the files", "ls", Decision.RAN),
        ("List files", "ls -l", Decision.COPIED),
        ("please list the files!", "ls -l", Decision.INSERTED),
        ("list files", "ls -a", Decision.EDITED),
        ("list files", "rm", Decision.REJECTED),
        ("list files", "cat", Decision.PRINTED),
        ("list file types", "file", Decision.RAN),
    ]:
        store.add(small(request, command, decision))
    found = store.accepted("list  files")
    assert [(past.command, past.times, past.same) for past in found] == [
        ("ls -a", 1, True),
        ("ls -l", 2, False),
        ("ls", 1, False),
    ]
    assert found[1].request == "please list the files!"
    assert (found[0].exit_status, found[1].exit_status) == (0, None)
    assert store.accepted("nothing like it") == ()


def test_accepted_is_quick_in_a_long_history(store: Store, path: Path) -> None:
    rows = (
        (0.0, f"do thing {number}", f"do thing {number}", "", "ran", f"x {number}", "1")
        for number in range(100_000)
    )
    with sqlite3.connect(path, isolation_level=None) as direct:
        direct.execute("BEGIN")
        direct.executemany(
            "INSERT INTO records (created_at, request, phrase, context_digest, decision, command,"
            " version) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        direct.execute("COMMIT")
    direct.close()
    started = time.perf_counter()
    found = [store.accepted(f"do the thing {number}") for number in range(0, 100_000, 1000)]
    assert (time.perf_counter() - started) / 100 < 0.005
    assert [past[0].command for past in found[:2]] == ["x 0", "x 1000"]


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_forgotten_is_not_in_any_file(store: Store, path: Path, everything: bool) -> None:
    secret = "unforgettable-7f3a"
    long_one = replace(FULL, command=f"echo {secret} " + "x" * 20_000, request=f"{secret}?")
    doomed = []
    for number in range(60):
        store.add(small(f"keep {number}"))
        doomed.append(store.add(replace(long_one, candidates=(Candidate(secret, ()),))))
    assert secret.encode() in everything_in(path.parent)
    assert store.forget(None if everything else doomed) == (120 if everything else 60)
    assert secret.encode() not in everything_in(path.parent)
    assert len(store.list()) == (0 if everything else 60)
    assert everything or b"keep 59" in everything_in(path.parent)
    assert store.add(small("next")) == 121  # an id is never given twice


def test_forgetting_what_is_not_there_forgets_nothing(store: Store) -> None:
    number = store.add(FULL)
    with pytest.raises(NotFoundError, match="no record 7"):
        store.forget([number, 7])
    assert store.get(number).id == number
    assert store.forget([]) == 0


def test_forgetting_says_so_when_somebody_else_reads(store: Store, path: Path) -> None:
    store.add(FULL)
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM records").fetchone()
    with Store.open(path, patience=0.1) as other:
        with pytest.raises(StoreError, match="traces may remain"):
            other.forget(None)
        assert other.list() == ()
        reader.close()
        other.forget(None)
    assert b"two  words" not in everything_in(path.parent)


def test_every_exported_line_follows_the_schema(store: Store) -> None:
    file = Path(document.__file__).with_name("record.schema.json")
    validator = Draft202012Validator(json.loads(file.read_text()))
    validator.check_schema(validator.schema)
    for record in [FULL, *(small("x", decision=decision) for decision in Decision)]:
        store.add(record)
    lines = [json.loads(json.dumps(line, allow_nan=False)) for line in store.export()]
    for line in lines:
        validator.validate(line)
        assert set(line) == set(validator.schema["properties"])
    assert [line["id"] for line in lines] == list(range(1, 9))
    assert lines[0]["created_at"] == "2023-11-14T22:13:20.125000+00:00"
    assert lines[0]["candidates"][0]["verdict"]["risk"] == "caution"


def test_export_goes_over_many_records(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gorilla_cli.feedback.store._BATCH", 3)
    for number in range(7):
        store.add(small(f"r {number}"))
    assert [line["request"] for line in store.export()] == [f"r {number}" for number in range(7)]


# Files that cannot be used


def test_a_file_that_is_no_database_is_set_aside(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database, but precious " * 100)
    with Store.open(path) as store:
        assert store.list() == ()
        assert store.add(FULL) == 1
        (notice,) = store.notices
        (kept,) = store.set_aside()
    assert str(kept) in notice
    assert "is damaged" in notice
    assert kept.read_bytes() == b"not a database, but precious " * 100
    with Store.open(path) as store:
        assert store.notices == []
        assert len(store.list()) == 1


def test_damage_found_late_is_set_aside_and_the_record_not_lost(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(200):
            store.add(small(f"r {number}"))
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[size : len(content)] = b"\xee" * (len(content) - size)  # all pages but the schema
    path.write_bytes(content)
    with Store.open(path) as store:
        number = store.add(FULL)
        assert [record.id for record in store.list()] == [number]
        assert len(store.notices) == 1
        assert [kept.read_bytes() for kept in store.set_aside()] == [bytes(content)]


def test_a_truncated_file_is_set_aside(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(200):
            store.add(small(f"r {number}"))
    os.truncate(path, path.stat().st_size // 2 + 100)
    with Store.open(path) as store:
        store.list()
        assert "kept as" in store.notices[0]


def test_a_newer_file_is_set_aside_whole(path: Path) -> None:
    with Store.open(path) as store:
        store.add(FULL)
    newer = sqlite3.connect(path)
    newer.execute("CREATE TABLE future (x)")
    newer.execute("INSERT INTO future VALUES ('wonder')")
    newer.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    newer.commit()
    # Left open: its write-ahead log must go along.
    with Store.open(path) as store:
        assert store.list() == ()
        assert "newer gorilla" in store.notices[0]
        (kept,) = store.set_aside()
        assert ".newer-" in kept.name
    newer.close()
    again = sqlite3.connect(kept)
    assert again.execute("SELECT x FROM future").fetchall() == [("wonder",)]
    assert again.execute("SELECT count(*) FROM records").fetchone() == (1,)
    again.close()


def test_another_programs_database_is_set_aside(path: Path) -> None:
    path.parent.mkdir(parents=True)
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    with Store.open(path) as store:
        assert "is no history" in store.notices[0]


def test_setting_aside_never_overwrites(path: Path) -> None:
    for number in range(3):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"broken {number}")
        Store.open(path).close()
    with Store.open(path) as store:
        kept = {one.read_text() for one in store.set_aside()}
    assert kept == {"broken 0", "broken 1", "broken 2"}


def test_an_empty_file_is_begun(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    with Store.open(path) as store:
        assert store.add(FULL) == 1
        assert store.notices == []


def test_two_that_find_the_damage_set_aside_once(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("broken")
    problem = database.UnusableError("corrupt", "is damaged")
    assert database.set_aside(path, problem)
    with Store.open(path) as store:
        store.add(FULL)
        assert database.set_aside(path, problem) == ""
        assert len(store.list()) == 1


# Folders that do not play along


def test_a_file_in_the_way_of_the_folder_has_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        Store.open(tmp_path / "home" / "history.db")
    assert "GORILLA_DATA_DIR" in caught.value.remedy


def test_a_directory_in_the_place_of_the_file_has_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError):
        Store.open(path)
    assert path.is_dir()


def test_a_symbolic_link_is_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(parents=True)
    real = tmp_path / "elsewhere" / "h.db"
    real.parent.mkdir()
    path.symlink_to(real)
    with Store.open(path) as store:
        store.add(FULL)
    assert path.is_symlink()
    assert mode_of(real) == 0o600


def test_odd_names_of_folders(tmp_path: Path) -> None:
    path = tmp_path / "a %41 ?b=c#d \udcff" / "history.db"
    with Store.open(path) as store:
        store.add(FULL)
    assert path.exists()


_UNPRIVILEGED = """
import fcntl, os, sys
from pathlib import Path
from gorilla_cli.errors import StoreError
from gorilla_cli.feedback.store import Store
from tests.feedback.records import small
if os.geteuid() == 0:  # root may do anything, so it becomes nobody
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Store.open(Path(sys.argv[1])) as store:
        print(len(store.list()))
        store.add(small("x"))
except StoreError as error:
    print(error.message)
"""


def run(code: str, *arguments: object) -> list[str]:
    """The lines that this code prints in a Python of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parents[2])])},
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.fixture
def shared() -> Iterator[Path]:
    """A history that everybody may read and nobody write."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "history.db"
    with Store.open(path) as store:
        store.add(FULL)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_history_that_cannot_be_written_can_be_read(shared: Path) -> None:
    count, sentence = run(_UNPRIVILEGED, shared)
    assert count == "1"
    assert "cannot be opened or written" in sentence


def test_no_history_in_a_folder_that_cannot_be_written(shared: Path) -> None:
    (sentence,) = run(_UNPRIVILEGED, shared.with_name("new") / "history.db")
    assert "cannot be opened: Permission denied" in sentence


_FULL_DISK = """
import resource, sys
from pathlib import Path
from gorilla_cli.errors import StoreError
from gorilla_cli.feedback.store import Store
from tests.feedback.records import small
with Store.open(Path(sys.argv[1])) as store:
    store.add(small("first"))
    store._connection.execute("PRAGMA max_page_count = 12")
    try:
        for number in range(1000):
            store.add(small(f"r {number}"))
    except StoreError as error:
        print(error.message)
    stored = len(store.list())
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        store.forget(None)
    except StoreError as error:
        print(error.message)
    print(len(store.list()) in (0, stored))
"""


def test_a_full_disk_has_a_sentence_and_harms_nothing(path: Path) -> None:
    first, second, whole = run(_FULL_DISK, path)
    assert "the disk is full" in first
    assert "cannot be used" in second
    assert whole == "True"
    with Store.open(path) as store:
        assert store.notices == []
        store.add(FULL)


def test_a_locked_file_has_a_sentence(store: Store, path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with (
        Store.open(path, patience=0.1) as waiting,
        pytest.raises(StoreError, match="locked by another"),
    ):
        waiting.add(FULL)
    other.close()
    store.add(FULL)


@pytest.mark.parametrize("why", ["no shared memory", "network"])
def test_without_wal_it_works_with_a_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "network":
        monkeypatch.setattr(database, "_on_network", lambda path: True)
    else:  # SQLite's own way of locking for file systems that have next to nothing
        monkeypatch.setattr(database, "_mode", lambda path, writable: "mode=rw&vfs=unix-dotfile")
    with Store.open(path) as store, Store.open(path) as other:
        assert store.add(FULL) == 1
        assert other.add(FULL) == 2
        assert [one.name for one in path.parent.iterdir()] == ["history.db"]
        assert store.forget(None) == 2
    assert b"two  words" not in everything_in(path.parent)


def test_the_network_is_told_by_the_mount(tmp_path: Path) -> None:
    assert database._on_network(Path("/proc/x")) is False
    assert {"nfs4", "cifs", "9p"} <= database._NETWORK_FILE_SYSTEMS


# The schema


def test_released_steps_are_never_edited() -> None:
    from hashlib import sha256

    digests = [sha256("\n".join(step).encode()).hexdigest()[:16] for step in schema.STEPS]
    assert digests == ["15e2f8d54e28e7ee"]


def test_a_file_of_any_older_schema_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path) as store:
        store.add(FULL)
    grown = (*schema.STEPS, ("ALTER TABLE records ADD COLUMN sent TEXT",))
    monkeypatch.setattr(schema, "STEPS", grown)
    with Store.open(path) as store:
        assert store.notices == []
        assert store.get(1) == replace(FULL, id=1)
    found = sqlite3.connect(path)
    assert found.execute("SELECT sent FROM records").fetchall() == [(None,)]
    assert found.execute("PRAGMA user_version").fetchone() == (len(grown),)
    found.close()


def test_a_failing_step_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        store.add(FULL)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("CREATE TABLE half (x)", "NONSENSE")))
    with pytest.raises(StoreError):
        Store.open(path)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.get(1).request == FULL.request
