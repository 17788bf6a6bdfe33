"""The whole way in a real terminal: ask, choose, confirm, run, remember."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal, needs_tmux

pytestmark = [needs_tmux, pytest.mark.terminal]

ROOT = Path(__file__).parent.parent
GORILLA = f"{sys.executable} -m gorilla_cli -b recipes"
ROW = " 1  "
"""The first row of the list."""
SIZE = "list files by size then date"


@pytest.fixture
def terminal(cache: Path) -> Iterator[Terminal]:
    variables = {
        "PS1": "$ ",
        "PYTHONPATH": str(ROOT),
        "SHELL": "/bin/bash",
        "GORILLA_CACHE_DIR": str(cache),
    }
    with Terminal(["bash", "--norc", "--noprofile"], columns=100, variables=variables) as opened:
        opened.wait_for("$")
        opened.type(f'gorilla() {{ {GORILLA} "$@"; echo "[ended $?]"; }}; clear')
        opened.press("Enter")
        opened.wait_for(lambda screen: screen.strip() == "$")
        yield opened


def say(terminal: Terminal, line: str) -> None:
    terminal.type(line)
    terminal.press("Enter")


def records(terminal: Terminal) -> list[dict[str, object]]:
    ran = subprocess.run(
        [sys.executable, "-m", "gorilla_cli", "feedback", "export"],
        env={"HOME": str(terminal.folder), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_the_main_job(terminal: Terminal) -> None:
    (terminal.folder / "seen-by-ls").write_text("x")
    say(terminal, f'gorilla "{SIZE}"')
    screen = terminal.wait_for(" 3  ")
    assert all(f" {number}  " in screen for number in (1, 2, 3))
    assert "reads" in screen
    assert "recipe" in screen
    terminal.press("Enter")
    terminal.wait_for("[Y/n]")
    terminal.press("Enter")
    screen = terminal.wait_for("[ended 0]")
    assert "seen-by-ls" in screen
    [record] = records(terminal)
    assert record["request"] == SIZE
    assert record["decision"] == "ran"
    assert record["exit_status"] == 0


def test_nothing_runs_without_a_yes(terminal: Terminal) -> None:
    kept = terminal.folder / "a.log"
    kept.write_text("x")
    say(terminal, "gorilla delete all .log files")
    terminal.wait_for(ROW)
    terminal.press("Enter")
    terminal.wait_for("[y/N]")
    terminal.press("Enter")
    terminal.wait_for("[ended 130]")
    assert kept.exists()
    [record] = records(terminal)
    assert record["decision"] == "abandoned"


def test_with_a_yes_it_runs(terminal: Terminal) -> None:
    gone = terminal.folder / "a.log"
    gone.write_text("x")
    say(terminal, "gorilla delete all .log files")
    terminal.wait_for(ROW)
    terminal.press("Enter")
    terminal.wait_for("[y/N]")
    terminal.type("y")
    terminal.press("Enter")
    terminal.wait_for("[ended 0]")
    assert not gone.exists()


@pytest.mark.parametrize("key", ["q", "Escape", "C-c"])
def test_leaving_runs_nothing_and_is_remembered_as_such(terminal: Terminal, key: str) -> None:
    say(terminal, f'gorilla "{SIZE}"')
    terminal.wait_for(ROW)
    terminal.press(key)
    screen = terminal.wait_for("[ended 130]")
    assert "total" not in screen
    assert records(terminal)[0]["decision"] == "abandoned"


def test_piped_input_is_the_chosen_command_s_input(terminal: Terminal) -> None:
    folder = terminal.folder / ".config/gorilla/recipes"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        '[[recipe]]\nid = "tally"\nrun = "wc -l"\nwhy = "Counts lines"\n'
        'say = ["tally my sheep", "sheep in total", "number of my sheep"]\n'
    )
    say(terminal, "seq 70000 | gorilla tally my sheep")
    terminal.wait_for(ROW)
    terminal.press("Enter")
    terminal.wait_for("[Y/n]")
    terminal.press("Enter")
    assert "70000" in terminal.wait_for("[ended 0]")


def test_refining_asks_again(terminal: Terminal) -> None:
    say(terminal, "gorilla list hidden files")
    terminal.wait_for(ROW)
    terminal.press("r")
    terminal.wait_for("list hidden files")
    terminal.press("C-u")
    terminal.type(SIZE)
    terminal.press("Enter")
    terminal.wait_for("sort -s -k5,5nr")
    terminal.press("q")
    terminal.wait_for("[ended 130]")
    assert {record["request"] for record in records(terminal)} == {"list hidden files", SIZE}


def test_what_was_accepted_comes_first_the_next_time(terminal: Terminal) -> None:
    say(terminal, f'gorilla "{SIZE}"')
    terminal.wait_for(ROW)
    terminal.press("2")
    terminal.wait_for("[Y/n]")
    terminal.press("Enter")
    terminal.wait_for("[ended 0]")
    [record] = records(terminal)
    say(terminal, f'clear; {GORILLA.removesuffix(" -b recipes")} --print "{SIZE}" >first')
    terminal.wait_until_gone("[ended 0]")
    first = terminal.folder / "first"
    terminal.wait_for(lambda _: first.exists() and first.read_text() != "")
    assert first.read_text().strip() == record["command"]


def test_choose_prints_and_runs_nothing(terminal: Terminal) -> None:
    say(terminal, f'got=$({GORILLA} --choose "{SIZE}"); echo "<$got>"')
    terminal.wait_for(ROW)
    terminal.press("Enter")
    terminal.wait_for("<ls -lt . | sort -s -k5,5nr>")


def test_the_request_is_asked_for_when_there_is_none(terminal: Terminal) -> None:
    say(terminal, "gorilla")
    terminal.wait_for("What do you want to do?")
    say(terminal, SIZE)
    terminal.wait_for(ROW)
    terminal.press("q")
    terminal.wait_for("[ended 130]")


def test_a_command_for_the_calling_shell_is_offered_not_run(terminal: Terminal) -> None:
    folder = terminal.folder / ".config/gorilla/recipes"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        '[[recipe]]\nid = "upstairs"\nrun = "cd .."\nwhy = "Goes up"\n'
        'say = ["walk upstairs", "one floor higher", "upstairs"]\n'
    )
    say(terminal, "gorilla walk upstairs")
    terminal.wait_for(ROW)
    terminal.press("Enter")
    screen = terminal.wait_for("[ended 0]")
    assert "only works in the shell you are in" in screen
    assert "cd .." in screen
