"""The last question: nothing but a typed yes is a yes."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gorilla_cli.domain import Effect, EffectKind, Finding, Severity, Verdict
from gorilla_cli.environment import Environment
from gorilla_cli.errors import NotApprovedError
from gorilla_cli.ui.confirm import confirm
from tests.terminal import Terminal, needs_tmux

DRIVE = [sys.executable, str(Path(__file__).with_name("drive_confirm.py"))]
ROOT = Path(__file__).parents[2]


@contextmanager
def question(kind: str, ready: str, **options: Any) -> Iterator[Terminal]:
    variables = {"PYTHONPATH": str(ROOT), **options.pop("variables", {})}
    with Terminal([*DRIVE, kind], variables=variables, **options) as terminal:
        terminal.wait_for(ready)
        yield terminal


@needs_tmux
@pytest.mark.terminal
class TestInATerminal:
    def test_one_line_says_what_will_run_and_what_it_does(self) -> None:
        with question("reads", "[Y/n]") as terminal:
            (line,) = terminal.lines()
            assert line == "❯ ls -lS /var/log  ·  reads /var/log  run it? [Y/n]"

    @pytest.mark.parametrize(
        ("kind", "typed", "expected"),
        [
            ("reads", "", True),
            ("reads", "y", True),
            ("reads", "YES", True),
            ("reads", "n", False),
            ("reads", "what", False),
            ("writes", "", False),
            ("writes", "y", True),
            ("writes", "n", False),
            ("unknown", "", False),
            ("unknown", "yes", True),
            ("danger", "", False),
            ("danger", "y", False),
            ("danger", "yes", False),
            ("danger", "delet", False),
            ("danger", "delete", True),
            ("danger", " Delete ", True),
        ],
    )
    @pytest.mark.parametrize("term", ["tmux-256color", "dumb"])
    def test_answers(self, kind: str, typed: str, expected: bool, term: str) -> None:
        ready = {"reads": "[Y/n]", "danger": "to run it:"}.get(kind, "[y/N]")
        with question(kind, ready, term=term) as terminal:
            terminal.type(typed)
            terminal.press("Enter")
            terminal.wait_for(f"answer {expected}")

    @pytest.mark.parametrize("key", ["Escape", "C-c", "C-d"])
    def test_other_ways_to_say_no(self, key: str) -> None:
        with question("reads", "[Y/n]") as terminal:
            terminal.press("y", key)
            terminal.wait_for("answer False")

    @pytest.mark.parametrize("key", ["C-c", "C-d"])
    def test_other_ways_to_say_no_on_a_dumb_terminal(self, key: str) -> None:
        with question("reads", "[Y/n]", term="dumb") as terminal:
            terminal.press(key)
            terminal.wait_for("answer False")

    def test_arrow_keys_are_not_escape_and_mistakes_can_be_erased(self) -> None:
        with question("writes", "[y/N]") as terminal:
            terminal.press("Up", "Left", "n", "o", "x", "BSpace", "BSpace", "BSpace", "y")
            terminal.wait_for("[y/N] y")
            terminal.press("Enter")
            terminal.wait_for("answer True")

    def test_wide_characters_are_erased_whole(self) -> None:
        with question("writes", "[y/N]") as terminal:
            terminal.type("日本")
            terminal.wait_for("[y/N] 日本")
            terminal.press("BSpace", "BSpace")
            terminal.type("yes")
            terminal.wait_for("[y/N] yes")
            terminal.press("Enter")
            terminal.wait_for("answer True")

    def test_the_whole_command_is_shown_with_its_warnings(self) -> None:
        with question("writes", "[y/N]") as terminal:
            assert terminal.lines() == [
                "❯ for file in *.txt; do",
                '    mv -- "$file" "${file%.txt}.md"',
                "  done",
                "  caution: An existing file is replaced.",
                "  moves *.txt  run it? [y/N]",
            ]

    def test_danger_names_its_word(self) -> None:
        with question("danger", "to run it:") as terminal:
            assert terminal.lines()[1:] == [
                "  danger: Deletes all of /home/you.",
                '  deletes ~  type "delete" to run it:',
            ]

    def test_a_long_command_wraps_at_forty_columns(self) -> None:
        with question("long", "[Y/n]", columns=40) as terminal:
            lines = terminal.lines()
            assert lines[0] == "❯ find . -type f -printf '%s"
            assert lines[1].startswith("↳ %TY-%Tm-%Td")
            assert lines[-1] == "  reads .  run it? [Y/n]"

    def test_nothing_hidden_gets_to_the_terminal(self) -> None:
        with question("hidden", "[Y/n]") as terminal:
            assert terminal.lines()[0].startswith("❯ echo \\e[2Jsafe\\u202e  ·  reads \\e[2J  run")

    def test_no_colour_when_none_is_wanted(self) -> None:
        with question("danger", "to run it:", variables={"NO_COLOR": "1"}) as terminal:
            assert "\x1b[31m" not in terminal.screen(styled=True)

    def test_what_was_typed_before_the_question_is_no_answer(self) -> None:
        line = f"sleep 0.5; {shlex.join([*DRIVE, 'reads'])}"
        variables = {"PYTHONPATH": str(ROOT), "PS1": "$ "}
        with Terminal(["bash", "--norc"], variables=variables) as terminal:
            terminal.wait_for("$")
            terminal.type(line)
            terminal.press("Enter", "Enter", "y", "Enter")
            terminal.wait_for("[Y/n]")
            terminal.press("n", "Enter")
            terminal.wait_for("answer False")

    def test_the_modes_are_as_before(self) -> None:
        line = f"{shlex.join([*DRIVE, 'reads'])}; stty -a"
        with Terminal(["sh", "-c", line], variables={"PYTHONPATH": str(ROOT)}) as terminal:
            terminal.wait_for("[Y/n]")
            terminal.press("Escape")
            screen = terminal.wait_for("icanon")
            assert not any(f"-{mode}" in screen for mode in ("icanon", "isig", "icrnl", "iexten"))


def test_a_blocked_command_is_refused_with_the_reason() -> None:
    finding = Finding("slots", Severity.CAUTION, "fill in <pod> first", blocks=True)
    verdict = Verdict(True, "", effects=(Effect(EffectKind.READS),), findings=(finding,))
    with pytest.raises(NotApprovedError, match="not run: fill in <pod> first"):
        confirm("kubectl logs <pod>", verdict, environment=Environment.of_process())


def test_without_a_terminal_nobody_says_yes() -> None:
    verdict = Verdict(True, "", effects=(Effect(EffectKind.READS),))
    with pytest.raises(OSError, match="nonexistent"):
        confirm("ls", verdict, environment=Environment.of_process(), tty=Path("/nonexistent/tty"))
