"""gorilla history, from its arguments to the file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gorilla_cli.app import App
from gorilla_cli.commands.history import OFFERED, choose_past
from gorilla_cli.domain import Decision
from gorilla_cli.feedback.store import Store
from tests.commands.driving import Gorilla
from tests.feedback.records import FULL, small


@pytest.fixture
def gorilla(tmp_path: Path) -> Gorilla:
    driven = Gorilla(tmp_path)
    with Store.open(driven.history) as store:
        store.add(small("list files", "ls -l"))
        store.add(small("delete logs", "rm *.log", Decision.REJECTED))
        store.add(small("count files", "ls | wc -l", Decision.COPIED))
        store.add(replace(FULL, request="count words"))
    return driven


def test_it_lists_what_was_chosen_newest_first(gorilla: Gorilla) -> None:
    ran = gorilla("history")
    assert ran.status == 0
    rows = [line.split() for line in ran.out.splitlines()]
    assert [row[0] for row in rows] == ["4", "3", "1"]
    assert [row[3] for row in rows] == ["130", "copied", "0"]
    assert "ls | wc -l" in ran.out
    assert "rm" not in ran.out


def test_search_and_count(gorilla: Gorilla) -> None:
    assert gorilla("history", "--search", "COUNT").out.count("\n") == 2
    assert gorilla("history", "-s", "count ls").out.split()[0] == "3"
    assert gorilla("history", "-n", "1").out.split()[0] == "4"
    assert "nothing of that" in gorilla("history", "--search", "zebra").err


def test_json_is_whole_records(gorilla: Gorilla) -> None:
    found = json.loads(gorilla("history", "--json").out)
    assert [record["id"] for record in found] == [4, 3, 1]
    assert found[1]["command"] == "ls | wc -l"
    assert found[0]["candidates"][0]["verdict"]["programs"] == ["sudo", "grep"]


def test_without_a_history_nothing_is_made(tmp_path: Path) -> None:
    ran = Gorilla(tmp_path)("history")
    assert ran.status == 0
    assert "nothing chosen yet" in ran.err
    assert not (tmp_path / "data").exists()


def test_run_hands_the_exact_command_on(gorilla: Gorilla, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []
    monkeypatch.setattr(App, "carry_out", lambda self, command: handed.append(command) or 42)
    assert gorilla("history", "run", "4").status == 42
    assert handed == [FULL.command]


def test_run_of_what_is_not_there(gorilla: Gorilla) -> None:
    assert gorilla("history", "run", "99").status == 66
    ran = gorilla("history", "run", "2")
    assert ran.status == 66
    assert "it was rejected" in ran.err


def test_past_is_printed_where_nobody_can_choose(gorilla: Gorilla) -> None:
    ran = gorilla("-p", "count")
    assert ran.status == 0
    assert ran.out.splitlines()[1:] == ["ls | wc -l"]
    assert gorilla("-p", "zebra").status == 1


def test_past_as_a_ranking_has_each_command_once() -> None:
    records = [replace(small(f"r {n}", f"c {n % 60}"), id=n) for n in range(100, 0, -1)]
    ranking = choose_past([small("x", "", Decision.ABANDONED), *records], "r")
    commands = [candidate.command for candidate in ranking.candidates]
    assert len(commands) == len(set(commands)) == OFFERED
    assert commands[0] == "c 40"
    assert ranking.candidates[0].sources[0].backend == "history"
    assert ranking.candidates[0].sources[0].model == "100"
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)
    assert choose_past([]).candidates == ()


def test_a_damaged_history_is_told(gorilla: Gorilla) -> None:
    gorilla.history.write_bytes(b"\x00garbage" * 100)
    ran = gorilla("history")
    assert ran.status == 0
    assert "kept as" in ran.err
