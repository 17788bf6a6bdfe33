"""The chooser in a real terminal."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal, needs_tmux
from tests.ui.drive_choose import HIDDEN, LONG, LOOP, WIDE

pytestmark = [needs_tmux, pytest.mark.terminal]

DRIVE = [sys.executable, str(Path(__file__).with_name("drive_choose.py"))]
ROOT = Path(__file__).parents[2]
SHELL = ["bash", "--norc", "--noprofile"]
KEYS = "? keys"


@contextmanager
def chooser(
    scene: str, delay: float = 0.0, *, tail: str = "", ready: str = KEYS, **options: Any
) -> Iterator[Terminal]:
    """A shell with the chooser open in it; its result goes to a file."""
    variables = {"PS1": "$ ", "PYTHONPATH": str(ROOT), **options.pop("variables", {})}
    with Terminal(SHELL, variables=variables, **options) as terminal:
        terminal.wait_for("$")
        terminal.type("clear; " + shlex.join([*DRIVE, scene, str(delay)]) + (tail or " >result"))
        terminal.press("Enter")
        terminal.wait_for(ready)
        yield terminal


def result(terminal: Terminal) -> dict[str, Any]:
    terminal.wait_for("[chosen after")
    file = terminal.folder.joinpath("result")  # written when its process ends, a moment later
    terminal.wait_for(lambda _: file.read_text() != "")
    text = file.read_text()
    action: dict[str, Any] = json.loads(text)
    return action


def row(terminal: Terminal) -> str:
    """The first line of the row under the cursor."""
    return next(line for line in terminal.lines() if line.startswith(("❯", ">")))


def child_of(pid: int) -> int:
    """The one process that a shell has started."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, check=True, timeout=30)
    return int(found.stdout)


def test_enter_chooses_the_first_row() -> None:
    with chooser("three") as terminal:
        assert row(terminal).startswith("❯ 1  find .")
        terminal.press("Enter")
        action = result(terminal)
        assert action["decision"] == "ran"
        assert action["command"] == LONG
        assert action["chosen"] == 0
        assert action["shown"] == [LONG, "ls -lS", LOOP]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["Down"], 1),
        (["j", "j"], 2),
        (["j", "j", "k"], 1),
        (["Down", "Down", "Up"], 1),
        (["G"], 2),
        (["End", "Home"], 0),
        (["Up"], 0),
        (["C-n"], 1),
    ],
)
def test_moving(keys: list[str], chosen: int) -> None:
    with chooser("three") as terminal:
        terminal.press(*keys)
        terminal.wait_for(lambda _: row(terminal).startswith(f"❯ {chosen + 1}  "))
        terminal.press("Enter")
        assert result(terminal)["chosen"] == chosen


def test_a_digit_chooses_that_row() -> None:
    with chooser("three") as terminal:
        terminal.press("3")
        action = result(terminal)
        assert (action["decision"], action["chosen"], action["command"]) == ("ran", 2, LOOP)


def test_a_digit_without_a_row_says_so() -> None:
    with chooser("three") as terminal:
        terminal.press("7")
        terminal.wait_for("there is no row 7")
        terminal.press("j")
        terminal.wait_for(KEYS)


@pytest.mark.parametrize("key", ["q", "C-c", "Escape", "C-d"])
def test_leaving(key: str) -> None:
    with chooser("three") as terminal:
        terminal.press(key)
        action = result(terminal)
        assert action["decision"] == "abandoned"
        assert action["chosen"] is None
        assert len(action["shown"]) == 3


def test_escape_acts_at_once() -> None:
    with chooser("three") as terminal:
        terminal.press("Escape")
        terminal.wait_for("[chosen after", seconds=2.0)


def test_the_screen_is_left_as_it_was_found() -> None:
    with chooser("three") as terminal:
        assert not terminal.cursor_is_shown()
        terminal.press("q")
        terminal.wait_for("[chosen after")
        terminal.wait_for("\n$")
        assert len(terminal.lines()) == 2
        assert terminal.cursor_is_shown()
        terminal.type("echo 'echoed'; stty -a")
        terminal.press("Enter")
        screen = terminal.wait_for("icanon")
        assert "echo 'echoed'" in screen
        assert re.search(r"(?<!-)\bicanon\b.*(?<!-)\biexten\b", screen, re.DOTALL)
        assert not re.search(r"-(echo|icanon|isig|opost|icrnl)\b", screen)


@pytest.mark.parametrize("key", ["d", "DC"])
def test_none_of_these(key: str) -> None:
    with chooser("three") as terminal:
        terminal.press(key)
        assert result(terminal)["decision"] == "rejected"


def test_inserting() -> None:
    with chooser("three") as terminal:
        terminal.press("j", "i")
        action = result(terminal)
        assert (action["decision"], action["command"]) == ("inserted", "ls -lS")


class TestEditing:
    def test_in_place(self) -> None:
        with chooser("three") as terminal:
            terminal.press("j", "e")
            terminal.wait_for("enter take it")
            assert terminal.cursor_is_shown()
            terminal.type(" /tmp")
            terminal.wait_for("❯ 2  ls -lS /tmp")
            terminal.press("Enter")
            action = result(terminal)
            assert action["decision"] == "edited"
            assert action["command"] == "ls -lS /tmp"
            assert action["chosen"] == 1

    @pytest.mark.parametrize("key", ["M-Enter", "C-j"])
    def test_several_lines(self, key: str) -> None:
        with chooser("three") as terminal:
            terminal.press("j", "e")
            terminal.wait_for("enter take it")
            terminal.press(key)
            terminal.type("echo done")
            terminal.wait_for("     echo done")
            terminal.press("Enter")
            assert result(terminal)["command"] == "ls -lS\necho done"

    def test_a_command_of_several_lines(self) -> None:
        with chooser("three") as terminal:
            terminal.press("G", "e")
            terminal.wait_for("enter take it")
            terminal.press("Up", "End")
            terminal.type(" # moved")
            terminal.wait_for("# moved")
            terminal.press("Enter")
            expected = LOOP.replace('.md"', '.md" # moved')
            assert result(terminal)["command"] == expected

    def test_escape_goes_back_to_the_list(self) -> None:
        with chooser("three") as terminal:
            terminal.press("j", "e")
            terminal.wait_for("enter take it")
            terminal.type(" /tmp")
            terminal.press("Escape")
            terminal.wait_for(KEYS)
            assert row(terminal) == "❯ 2  ls -lS"
            terminal.press("Enter")
            action = result(terminal)
            assert (action["decision"], action["command"]) == ("ran", "ls -lS")

    def test_unchanged_text_is_the_row(self) -> None:
        with chooser("three") as terminal:
            terminal.press("e")
            terminal.wait_for("enter take it")
            terminal.press("Enter")
            assert result(terminal)["decision"] == "ran"

    def test_empty_text_is_not_taken(self) -> None:
        with chooser("three") as terminal:
            terminal.press("j", "e")
            terminal.wait_for("enter take it")
            terminal.press("C-u", "Enter")
            terminal.wait_for("there is nothing in it")
            terminal.press("C-c")
            assert result(terminal)["decision"] == "abandoned"

    def test_pasting_several_lines_does_not_accept(self) -> None:
        with chooser("three") as terminal:
            terminal.press("j", "e")
            terminal.wait_for("enter take it")
            terminal.paste(" /a\necho b\n")
            terminal.wait_for("echo b")
            terminal.press("Enter")
            assert result(terminal)["command"] == "ls -lS /a\necho b\n"

    def test_hidden_characters_are_seen_and_kept(self) -> None:
        with chooser("hidden") as terminal:
            terminal.press("e")
            terminal.wait_for("enter take it")
            assert "echo safe\\e[2K\\r\\u202egnp.exe\\tend" in terminal.screen()
            terminal.press("End", "BSpace")
            terminal.type("D")
            terminal.press("Enter")
            assert result(terminal)["command"] == HIDDEN.command[:-1] + "D"


def test_pasting_into_the_list_chooses_nothing() -> None:
    with chooser("three") as terminal:
        terminal.paste("2\nq\n")
        terminal.press("j")
        terminal.wait_for(lambda _: row(terminal).startswith("❯ 2"))


def test_refining_the_request() -> None:
    with chooser("three") as terminal:
        terminal.press("r")
        terminal.wait_for("ask: list files by size then date")
        terminal.type(" and name")
        terminal.press("Enter")
        action = result(terminal)
        assert action["decision"] == "rejected"
        assert action["refined"] == "list files by size then date and name"


def test_explaining() -> None:
    with chooser("three", rows=40) as terminal:
        terminal.press("j", "x")
        terminal.wait_for("explained: ls -lS")
        terminal.wait_for("  -S  by size")
        terminal.press("NPage", "NPage", "NPage", "NPage", "NPage", "NPage", "NPage")
        terminal.wait_for(re.compile(r"^ +39$", re.MULTILINE))
        terminal.press("x")
        terminal.wait_until_gone("39")
        terminal.wait_for("Lists this folder, the largest first.")


def test_escape_closes_what_is_open_first() -> None:
    with chooser("three") as terminal:
        terminal.press("?")
        terminal.wait_for("put it on the prompt")
        terminal.press("Escape")
        terminal.wait_until_gone("put it on the prompt")
        terminal.press("Enter")
        assert result(terminal)["decision"] == "ran"


class TestCopying:
    def test_with_the_terminals_sequence(self) -> None:
        # Outside of what the variable says is tmux, as over ssh.
        with chooser("three", variables={"SSH_TTY": "/dev/pts/9"}) as terminal:
            terminal.type("")
            terminal.press("q")
            terminal.wait_for("[chosen after")
            terminal.type("clear; unset TMUX; " + shlex.join([*DRIVE, "three"]) + " >result")
            terminal.press("Enter")
            terminal.wait_for(KEYS)
            terminal.press("G", "c")
            assert result(terminal)["decision"] == "copied"
            terminal.wait_for(lambda _: terminal.clipboard() == LOOP)

    def test_inside_tmux(self) -> None:
        with chooser("three") as terminal:
            terminal.tmux("set-option", "-s", "set-clipboard", "external")
            terminal.press("G", "c")
            assert result(terminal)["command"] == LOOP
            terminal.wait_for(lambda _: terminal.clipboard() == LOOP)


class TestLateRows:
    def test_they_join_below_and_the_cursor_stays(self) -> None:
        with chooser("late", 1.0) as terminal:
            terminal.wait_for("asking the model")
            first = terminal.lines().index("❯ 1  ls -lS")
            assert terminal.lines()[first + 1].strip() == "reads · model smollm2"
            terminal.wait_for("3  for file")
            terminal.wait_until_gone("asking the model")
            lines = terminal.lines()
            assert lines[first] == "❯ 1  ls -lS"
            assert lines[first + 1].strip() == "reads · recipe + model"
            assert lines[first + 2].startswith("  2  find .")
            assert "hosted: no answer within 30 s" in terminal.screen()
            terminal.press("Enter")
            action = result(terminal)
            assert action["command"] == "ls -lS"
            assert action["shown"] == ["ls -lS", LONG, LOOP]

    def test_at_the_bottom_of_the_screen_nothing_moves(self) -> None:
        with Terminal(SHELL, rows=16, variables={"PS1": "$ ", "PYTHONPATH": str(ROOT)}) as terminal:
            terminal.wait_for("$")
            terminal.type("clear; yes '' | head -20; " + shlex.join([*DRIVE, "grows", "0.6"]))
            terminal.press("Enter")
            terminal.wait_for("asking the model")
            first = terminal.lines().index("❯ 1  ls -lS")
            terminal.wait_for("3  df -h")
            assert terminal.lines()[first] == "❯ 1  ls -lS"

    def test_one_can_choose_before_the_end(self) -> None:
        with chooser("forever") as terminal:
            terminal.wait_for("asking the model")
            terminal.press("Enter")
            assert result(terminal)["command"] == "ls -lS"

    def test_the_row_that_is_edited_stays(self) -> None:
        with chooser("late", 1.0) as terminal:
            terminal.press("e")
            terminal.wait_for("enter take it")
            terminal.type(" -a")
            terminal.wait_for("3  for file")
            terminal.wait_for("❯ 1  ls -lS -a")
            terminal.press("Enter")
            assert result(terminal)["command"] == "ls -lS -a"


def test_nobody_has_an_answer() -> None:
    with chooser("none", 0.5, ready="asking the model") as terminal:
        action = result(terminal)
        assert action == {
            "decision": "abandoned",
            "command": "",
            "chosen": None,
            "refined": None,
            "shown": [],
        }


def test_what_the_iterator_raises_is_raised_and_the_terminal_restored() -> None:
    with chooser("breaks", 0.5) as terminal:
        terminal.wait_for("StoreError")
        assert KEYS not in terminal.screen()
        assert terminal.cursor_is_shown()
        terminal.type("echo 'still' echoing")
        terminal.press("Enter")
        terminal.wait_for("still echoing")


class TestDanger:
    def test_it_is_marked_and_not_preselected(self) -> None:
        with chooser("danger") as terminal:
            assert "  1! rm -rf ~" in terminal.lines()
            assert "deletes · danger" in terminal.screen()
            assert row(terminal) == "❯ 2  ls -lS"

    def test_alone_it_is_not_chosen_by_enter(self) -> None:
        with chooser("only-danger") as terminal:
            terminal.press("Enter")
            terminal.wait_for("nothing is selected")
            terminal.press("1")
            assert result(terminal)["command"] == "rm -rf ~"

    def test_a_blocked_row_does_not_run(self) -> None:
        with chooser("blocked") as terminal:
            terminal.press("1")
            terminal.wait_for("this does not run: fill in <pod> first")
            terminal.press("e")
            terminal.wait_for("enter take it")
            terminal.type(" x")
            terminal.press("Enter")
            assert result(terminal)["decision"] == "edited"


class TestWidths:
    @pytest.mark.parametrize("columns", [40, 80, 200])
    def test_every_character_of_every_command_is_shown(self, columns: int) -> None:
        with chooser("wide", columns=columns, rows=30) as terminal:
            lines = terminal.lines()
            start = next(n for n, line in enumerate(lines) if line.startswith("❯ 1"))
            end = next(n for n, line in enumerate(lines) if "reads" in line)
            shown = "".join(line[5:] for line in lines[start:end])
            assert shown.replace(" ", "") == WIDE.command.replace(" ", "")

    def test_forty_columns(self) -> None:
        with chooser("three", columns=40, rows=30) as terminal:
            screen = terminal.screen()
            assert "   ↳ -k2,2r | awk '{ printf" in screen or "   ↳ " in screen
            assert "     done" in terminal.lines()
            assert terminal.lines()[-1].strip() == "enter choose  e edit  q leave  ? keys"

    def test_the_list_follows_the_size(self) -> None:
        with chooser("three", columns=100, rows=30) as terminal:
            terminal.resize(50, 30)
            terminal.wait_for("   ↳ | sort -k1,1nr")
            terminal.resize(120, 30)
            terminal.wait_until_gone("   ↳ | sort -k1,1nr")
            assert len([line for line in terminal.lines() if line.startswith("❯")]) == 1

    def test_more_rows_than_the_screen(self) -> None:
        with chooser("many", rows=12) as terminal:
            terminal.press("G")
            terminal.wait_for("❯ 30  echo number 30")
            terminal.press("Enter")
            assert result(terminal)["chosen"] == 29

    def test_a_command_higher_than_the_screen(self) -> None:
        with chooser("huge", rows=12) as terminal:
            assert re.search(r"⋮ \d+ lines below", terminal.screen())
            terminal.press("e")
            terminal.wait_for("echo line 99")

    def test_a_tiny_terminal(self) -> None:
        with chooser("three", columns=24, rows=5, ready="enter choose") as terminal:
            terminal.press("2")
            assert result(terminal)["command"] == "ls -lS"


class TestColours:
    @staticmethod
    def has_colour(terminal: Terminal) -> bool:
        return re.search(r"\x1b\[[0-9;]*3[0-7]m", terminal.screen(styled=True)) is not None

    def test_on_a_colour_terminal(self) -> None:
        with chooser("danger") as terminal:
            assert self.has_colour(terminal)

    def test_not_when_the_person_wants_none(self) -> None:
        with chooser("danger", variables={"NO_COLOR": "1"}) as terminal:
            assert not self.has_colour(terminal)

    def test_not_on_a_monochrome_terminal(self) -> None:
        with chooser("danger", term="vt100") as terminal:
            assert not self.has_colour(terminal)

    def test_plain_signs_in_an_old_locale(self) -> None:
        with chooser("late", 5, variables={"LANG": "C", "LC_ALL": "C"}) as terminal:
            assert row(terminal) == "> 1  ls -lS"
            assert "asking the model..." in terminal.screen()


def test_captured_output_gets_the_result_alone() -> None:
    with chooser("three", tail='; echo "got [$(cat result)]"', ready=KEYS) as terminal:
        terminal.press("q")
        terminal.wait_for("[chosen after")
        terminal.type(
            "clear; x=$(" + shlex.join([*DRIVE, "three"]) + ' 2>/dev/null); echo "<${x::19}>"'
        )
        terminal.press("Enter")
        terminal.wait_for(KEYS)
        terminal.press("2")
        terminal.wait_for('<{"decision": "ran",>')


def test_input_from_a_pipe_leaves_the_keys_alone() -> None:
    with Terminal(SHELL, variables={"PS1": "$ ", "PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("$")
        terminal.type("yes q | " + shlex.join([*DRIVE, "three"]) + " >result")
        terminal.press("Enter")
        terminal.wait_for(KEYS)
        terminal.press("2")
        assert result(terminal)["chosen"] == 1


def test_what_was_typed_before_the_list_is_no_answer() -> None:
    with Terminal(SHELL, variables={"PS1": "$ ", "PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("$")
        terminal.type("sleep 0.5; " + shlex.join([*DRIVE, "three"]) + " >result")
        terminal.press("Enter")
        terminal.press("Enter", "2", "Enter")
        terminal.wait_for(KEYS)
        terminal.press("j", "Enter")
        assert result(terminal)["chosen"] == 1


class TestSignals:
    def test_suspend_and_continue(self) -> None:
        with chooser("three") as terminal:
            terminal.press("C-z")
            terminal.wait_for("Stopped")
            assert "enter choose" not in terminal.screen()
            terminal.type("echo 'in between'")
            terminal.press("Enter")
            terminal.wait_for("\nin between")
            terminal.type("fg")
            terminal.press("Enter")
            terminal.wait_for(KEYS)
            terminal.press("j", "Enter")
            assert result(terminal)["chosen"] == 1

    def test_it_does_not_hang_a_shell_that_waits_for_the_output(self) -> None:
        with chooser("three", tail="; true") as terminal:
            terminal.press("q")
            terminal.wait_for("[chosen after")
            terminal.type("clear; bash -c 'exec bash --norc -i'")
            terminal.press("Enter")
            terminal.type("clear; x=$(" + shlex.join([*DRIVE, "three"]) + ")")
            terminal.press("Enter")
            terminal.wait_for(KEYS)
            terminal.press("C-z")
            terminal.wait_for("it cannot be suspended here")
            terminal.press("2")
            terminal.wait_for("[chosen after")

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_deadly_signal_restores_the_terminal(self, number: signal.Signals) -> None:
        with chooser("three") as terminal:
            os.kill(child_of(terminal.pid()), number)
            terminal.wait_for(lambda screen: "Terminated" in screen or "Hangup" in screen)
            assert terminal.cursor_is_shown()
            assert "enter choose" not in terminal.screen()
            terminal.type("echo status $?")
            terminal.press("Enter")
            terminal.wait_for(f"status {128 + number}")

    def test_an_interrupt_from_outside_leaves(self) -> None:
        with chooser("three") as terminal:
            os.kill(child_of(terminal.pid()), signal.SIGINT)
            assert result(terminal)["decision"] == "abandoned"


class TestWithoutCursorKeys:
    """A terminal that can only print lines."""

    PROMPT = "Number of your choice"

    def test_a_number_chooses(self) -> None:
        with chooser("three", term="dumb", ready=self.PROMPT) as terminal:
            screen = terminal.screen(styled=True)
            assert "\x1b" not in screen
            assert "2) ls -lS" in screen
            terminal.type("2")
            terminal.press("Enter")
            assert result(terminal)["chosen"] == 1

    def test_enter_alone_takes_the_default_which_is_never_dangerous(self) -> None:
        with chooser("danger", term="dumb", ready=self.PROMPT) as terminal:
            assert "[2]:" in terminal.screen()
            terminal.press("Enter")
            assert result(terminal)["command"] == "ls -lS"

    def test_without_a_default_enter_explains(self) -> None:
        with chooser("only-danger", term="dumb", ready=self.PROMPT) as terminal:
            terminal.press("Enter")
            terminal.wait_for("A number chooses that row")

    def test_editing(self) -> None:
        with chooser("three", term="dumb", ready=self.PROMPT) as terminal:
            for line in ("e 2", "echo one", "echo two", ""):
                terminal.type(line)
                terminal.press("Enter")
            action = result(terminal)
            assert (action["decision"], action["chosen"]) == ("edited", 1)
            assert action["command"] == "echo one\necho two"

    def test_refining(self) -> None:
        with chooser("three", term="dumb", ready=self.PROMPT) as terminal:
            terminal.type("r")
            terminal.press("Enter")
            terminal.wait_for("new request:")
            terminal.type("something else")
            terminal.press("Enter")
            assert result(terminal)["refined"] == "something else"

    @pytest.mark.parametrize(
        ("line", "decision"),
        [("q", "abandoned"), ("d", "rejected"), ("c 1", "copied"), ("i 3", "inserted")],
    )
    def test_other_answers(self, line: str, decision: str) -> None:
        with chooser("three", term="dumb", ready=self.PROMPT) as terminal:
            terminal.type(line)
            terminal.press("Enter")
            assert result(terminal)["decision"] == decision

    @pytest.mark.parametrize("key", ["C-c", "C-d"])
    def test_leaving(self, key: str) -> None:
        with chooser("three", term="dumb", ready=self.PROMPT) as terminal:
            terminal.press(key)
            assert result(terminal)["decision"] == "abandoned"

    def test_explaining_and_nonsense(self) -> None:
        with chooser("three", term="dumb", ready=self.PROMPT, rows=60) as terminal:
            terminal.type("x 2")
            terminal.press("Enter")
            terminal.wait_for("explained: ls -lS")
            terminal.type("17")
            terminal.press("Enter")
            terminal.wait_for("there is no row 17")

    def test_late_rows(self) -> None:
        with chooser("late", 0.6, term="dumb", ready=self.PROMPT) as terminal:
            terminal.wait_for("3) for file")
            terminal.type("1")
            terminal.press("Enter")
            assert result(terminal)["shown"] == ["ls -lS", LONG, LOOP]

    def test_nobody_has_an_answer(self) -> None:
        with chooser("none", 0.6, term="dumb", ready="asking the model") as terminal:
            assert result(terminal)["shown"] == []

    def test_a_blocked_row_does_not_run(self) -> None:
        with chooser("blocked", term="dumb", ready=self.PROMPT) as terminal:
            terminal.type("1")
            terminal.press("Enter")
            terminal.wait_for("this does not run: fill in <pod> first")


def test_no_terminal_is_an_error() -> None:
    from gorilla_cli.environment import Environment
    from gorilla_cli.ui.choose import choose

    with pytest.raises(OSError, match="nonexistent"):
        choose(
            iter(()),
            explain=lambda command: [],
            environment=Environment.of_process(),
            tty=Path("/nonexistent/tty"),
        )


def test_the_first_picture_needs_nothing_heavy() -> None:
    code = """
import io, os, sys
from tests.ui.drive_choose import scene
from gorilla_cli.ui import choose
from gorilla_cli.ui.news import News
from gorilla_cli.ui.paint import _UNICODE, Look
from gorilla_cli.ui.preview import Preview
reader, writer = os.pipe()
news = News(scene("three", 0))
preview = Preview(news, writer, Look(True, _UNICODE))
news.tell(preview.paint)
news.start()
assert preview.drawn.wait(10)
assert "find ." in os.read(reader, 65536).decode()
heavy = {"prompt_toolkit", "asyncio", "wcwidth", "rich", "typer", "termios"} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
