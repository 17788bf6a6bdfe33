"""The history under a crowd of processes and under kill -9, on the real file."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gorilla_cli.feedback.store import Store
from tests.feedback.records import small

CROWD = 50
EACH = 4

_WRITER = """
import sys
from pathlib import Path
from gorilla_cli.feedback.store import Store
from tests.feedback.records import small
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    with Store.open(path) as store:
        stored = store.add(small(f"{name} {number} " + "x" * (number % 7) * 900))
        print(stored, *store.notices, flush=True)
"""

_CROWD = """
import os, sys
from pathlib import Path
from gorilla_cli.feedback.store import Store
from tests.feedback.records import small
path, crowd, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
gate, opening = os.pipe()
children = []
for number in range(crowd):
    child = os.fork()
    if child:
        children.append(child)
        continue
    os.close(opening)
    os.read(gate, 1)  # until the last one is born
    said = ""
    for nth in range(count):
        with Store.open(path) as store:
            stored = store.add(small(f"writer {number} {nth}"))
            said += " ".join([str(stored), *store.notices]) + "\\n"
    os.write(1, said.encode())
    os._exit(0)
os.close(opening)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A process that opens, adds and closes `count` times and prints each id once stored."""
    folders = [*sys.path, str(Path(__file__).parents[2])]
    return subprocess.Popen(
        [sys.executable, "-S", "-c", _WRITER, str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(folders)},
    )


def let_go(one: subprocess.Popen[str]) -> None:
    assert one.stdin is not None
    one.stdin.close()


@pytest.mark.parametrize("begin", ["nothing", "damage"])
def test_fifty_processes_at_once_lose_nothing(tmp_path: Path, begin: str) -> None:
    """All open the file in the same moment, when it is not there yet or is no database."""
    path = tmp_path / "gorilla" / "history.db"
    if begin == "damage":
        path.parent.mkdir()
        path.write_bytes(b"precious" * 1000)
    ran = subprocess.run(
        [sys.executable, "-S", "-c", _CROWD, str(path), str(CROWD), str(EACH)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parents[2])])},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    printed = ran.stdout.splitlines()
    ids = sorted(int(line.split()[0]) for line in printed)
    assert ids == list(range(1, CROWD * EACH + 1))
    with Store.open(path) as store:
        requests = {record.request for record in store.list()}
        kept = store.set_aside()
    assert requests == {f"writer {n} {k}" for n in range(CROWD) for k in range(EACH)}
    told = [line for line in printed if "kept as" in line]
    if begin == "damage":
        assert len(told) == len(kept) == 1
        assert kept[0].read_bytes() == b"precious" * 1000
    else:
        assert not told
        assert not kept


def _lines_until_end(one: subprocess.Popen[str]) -> list[str]:
    assert one.stdout is not None
    with one.stdout:
        lines = one.stdout.read().splitlines()
    one.wait(60)
    return lines


def test_kill_9_at_any_moment_loses_at_most_the_record_in_flight(tmp_path: Path) -> None:
    """Writers are killed at random, from the first moment of a fresh file on."""
    chance = random.Random(4)
    path = tmp_path / "gorilla" / "history.db"
    acknowledged: set[int] = set()
    for round_ in range(10):
        pair = [writer(path, f"round {round_} {name}", 100_000) for name in "ab"]
        for one in pair:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in pair:
            let_go(one)
        time.sleep(chance.choice([0.001, 0.004, 0.01, 0.03, 0.1]) * chance.random())
        for one in pair:
            one.send_signal(signal.SIGKILL)
        printed = [line for one in pair for line in _lines_until_end(one)]
        assert not any("kept as" in line for line in printed)
        acknowledged |= {int(line) for line in printed}
        with Store.open(path) as store:
            assert store.notices == []
            assert acknowledged <= {record.id for record in store.list()}
            acknowledged.add(store.add(store.list(1)[0]) if round_ and store.list(1) else 0)
            acknowledged.discard(0)
        direct = sqlite3.connect(path)
        assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (orphans,) = direct.execute(
            "SELECT count(*) FROM records WHERE NOT EXISTS"
            " (SELECT 1 FROM candidates JOIN sources USING (record) WHERE record = id)"
        ).fetchone()
        assert orphans == 0
        direct.close()
    assert len(acknowledged) > 10


def test_kill_9_while_forgetting_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    code = (
        "import sys; from pathlib import Path; from gorilla_cli.feedback.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); print('ready', flush=True); sys.stdin.readline()\n"
        "for number in range(1, 200): store.forget([number])"
    )
    with Store.open(path) as store:
        for number in range(200):
            store.add(small(f"record {number}"))
    eraser = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert eraser.stdout is not None
    assert eraser.stdout.readline() == "ready\n"
    let_go(eraser)
    time.sleep(0.15)
    eraser.send_signal(signal.SIGKILL)
    _lines_until_end(eraser)
    with Store.open(path) as store:
        left = [record.id or 0 for record in store.list()]
        assert store.notices == []
        assert left == list(range(200, 200 - len(left), -1))
    direct = sqlite3.connect(path)
    assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    direct.close()
