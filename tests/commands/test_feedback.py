"""gorilla feedback, from its arguments to the file."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from gorilla_cli.domain import Candidate, Decision, Source
from gorilla_cli.feedback.store import Store
from tests.commands.driving import Gorilla
from tests.feedback.records import FULL, small


@pytest.fixture
def gorilla(tmp_path: Path) -> Gorilla:
    driven = Gorilla(tmp_path)
    with Store.open(driven.history) as store:
        store.add(small("list files", "ls -l"))
        store.add(small("delete logs", "rm *.log", Decision.REJECTED))
        store.add(FULL)
    return driven


def test_list_has_every_decision(gorilla: Gorilla) -> None:
    ran = gorilla("feedback", "list")
    rows = [line.split() for line in ran.out.splitlines()]
    assert [(row[0], row[3]) for row in rows] == [("3", "edited"), ("2", "rejected"), ("1", "ran")]
    assert gorilla("feedback").out == ran.out
    assert len(json.loads(gorilla("feedback", "list", "--json", "-n", "2").out)) == 2


def test_show_tells_all_of_a_record(gorilla: Gorilla) -> None:
    ran = gorilla("feedback", "show", "3")
    for words in ("* 2. ((", "llama smol.gguf", "caution: runs as root", "exit status: 130"):
        assert words in ran.out
    assert json.loads(gorilla("feedback", "show", "3", "--json").out)["id"] == 3
    assert gorilla("feedback", "show", "9").status == 66


def test_export_writes_json_lines(gorilla: Gorilla, tmp_path: Path) -> None:
    lines = gorilla("feedback", "export").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [1, 2, 3]
    ran = gorilla("feedback", "export", "--output", "out.jsonl")
    file = tmp_path / "out.jsonl"
    assert "3 records written" in ran.err
    assert ran.out == ""
    assert [json.loads(line) for line in file.read_text().splitlines()] == list(
        map(json.loads, lines)
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_export_overwrites_nothing(gorilla: Gorilla, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("precious")
    ran = gorilla("feedback", "export", "-o", str(file))
    assert ran.status == 74
    assert "exists already" in ran.err
    assert file.read_text() == "precious"
    assert "cannot be made" in gorilla("feedback", "export", "-o", "no/such/folder").err


def test_forget_by_number(gorilla: Gorilla) -> None:
    ran = gorilla("feedback", "forget", "1", "3")
    assert (ran.status, ran.err) == (0, "gorilla: 2 records forgotten\n")
    assert gorilla("feedback", "forget", "1", "2").status == 66
    assert gorilla("feedback", "list").out.split()[0] == "2"
    assert b"list files" not in gorilla.history.read_bytes()


@pytest.mark.parametrize("arguments", [(), ("--all", "1")])
def test_forget_wants_to_know_what(gorilla: Gorilla, arguments: tuple[str, ...]) -> None:
    assert gorilla("feedback", "forget", *arguments).status == 2
    assert gorilla("feedback", "list").out.count("\n") == 3


def test_forget_all_asks_first(gorilla: Gorilla) -> None:
    ran = gorilla("feedback", "forget", "--all")
    assert ran.status == 77
    assert "--all --yes" in ran.err
    ran = gorilla.typing("what\nn\n", "feedback", "forget", "--all")
    assert ran.status == 130, ran.out
    assert "Erase all 3 records for good? [yes/no]" in ran.out
    assert gorilla("feedback", "list").out.count("\n") == 3
    assert gorilla.typing("y\n", "feedback", "forget", "--all").status == 0
    assert gorilla("feedback", "list").out == ""


def test_forget_all_names_what_was_set_aside(gorilla: Gorilla) -> None:
    gorilla.history.write_bytes(b"garbage" * 100)
    assert "kept as" in gorilla("feedback", "list").err
    ran = gorilla("feedback", "forget", "--all", "--yes")
    (kept,) = gorilla.history.parent.glob("history.db.corrupt-*")
    assert f"{kept} was set aside earlier" in ran.err


def test_stats_count_and_admit_too_little(gorilla: Gorilla) -> None:
    ran = gorilla("feedback", "stats")
    rows = [line.split(maxsplit=2) for line in ran.out.splitlines()]
    assert ["all", "total", "2 of 3  too little data (under 20)"] in rows
    assert "source  recipes" in ran.out
    with Store.open(gorilla.history) as store:
        for number in range(30):
            decision = Decision.RAN if number % 3 else Decision.ABANDONED
            two = (
                Candidate("find .", (Source("llama", "m"),)),
                Candidate("ls", (Source("recipes"),)),
            )
            store.add(replace(small("x", "find .", decision), candidates=two))
        store.add(small("x", decision=Decision.PRINTED))
    found = json.loads(gorilla("feedback", "stats", "--json").out)
    assert found["records"] == 34
    assert found["decisions"]["printed"] == 1
    of = {rate["name"]: rate for rate in found["sources"]}
    # The llama row was chosen 20 times of 30; recipes stood by, and won one of two before.
    assert (of["llama"]["accepted"], of["llama"]["shown"]) == (20, 31)
    assert (of["recipes"]["accepted"], of["recipes"]["shown"]) == (1, 33)
    low, high = of["llama"]["interval"]
    assert 0.46 < low < 20 / 31 < high < 0.8
    families = {rate["name"]: (rate["accepted"], rate["shown"]) for rate in found["families"]}
    assert families["find"] == (20, 30)
    assert "%" in gorilla("feedback", "stats").out


def test_stats_of_nothing(tmp_path: Path) -> None:
    assert "too little data" in Gorilla(tmp_path)("feedback", "stats").err
