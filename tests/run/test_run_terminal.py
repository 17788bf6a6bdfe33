"""The executor in a real terminal: keys reach the command, gorilla and the shell survive."""

from __future__ import annotations

import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal, needs_tmux

pytestmark = [needs_tmux, pytest.mark.terminal]

ROOT = Path(__file__).parents[2]
DRIVE = shlex.join([sys.executable, str(Path(__file__).with_name("drive.py"))])
VARIABLES = {
    "PS1": "ready> ",
    "PYTHONPATH": str(ROOT),
    "fish_greeting": "",
    "BASH_SILENCE_DEPRECATION_WARNING": "1",
}
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile"],
    "zsh": ["zsh", "-f", "-o", "no_prompt_sp"],
    "fish": ["fish", "--no-config", "--init-command", "function fish_prompt; echo 'ready> '; end"],
}
# The command for the runner is one word in each of these shells.
WAIT = "'echo begun; sleep 60; echo not reached'"


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    with Terminal(SHELLS[request.param], columns=100, variables=VARIABLES) as terminal:
        terminal.wait_for("ready>")
        yield terminal


def enter(terminal: Terminal, line: str) -> None:
    terminal.type(line)
    terminal.press("Enter")


def bring_back(terminal: Terminal) -> None:
    """Bring the stopped command back; what is typed before it has the terminal would be lost."""
    enter(terminal, "fg")
    terminal.wait_for(lambda screen: terminal.foreground() in ("sh", "sleep"))


def test_ctrl_c_stops_the_command_and_not_gorilla(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh {WAIT}")
    shell.wait_for("\nbegun")
    shell.press("C-c")
    screen = shell.wait_for("[ended 130]")
    assert "\nnot reached" not in screen
    enter(shell, "echo the shell is 'there'")
    shell.wait_for("the shell is there")


def test_ctrl_backslash_quits_the_command(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh {WAIT}")
    shell.wait_for("\nbegun")
    shell.press("C-\\")
    shell.wait_for("[ended 131]")


def test_ctrl_z_stops_both_and_fg_goes_on_with_both(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'echo begun; read x; echo got $x; exit 5'")
    shell.wait_for("\nbegun")
    shell.press("C-z")
    shell.wait_for(lambda screen: screen.count("ready>") == 2)
    enter(shell, "echo the shell is 'back'")
    shell.wait_for("the shell is back")
    bring_back(shell)
    enter(shell, "hello")
    shell.wait_for("got hello")
    shell.wait_for("[ended 5]")


def test_stopped_twice(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh {WAIT}")
    shell.wait_for("\nbegun")
    for count in (2, 3):
        shell.press("C-z")
        shell.wait_for(lambda screen, count=count: screen.count("ready>") == count)
        bring_back(shell)
    shell.press("C-c")
    shell.wait_for("[ended 130]")


def test_in_the_background_it_goes_on_and_ends(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'echo begun; sleep 0.7; echo finished; exit 6'")
    shell.wait_for("\nbegun")
    shell.press("C-z")
    shell.wait_for(lambda screen: screen.count("ready>") == 2)
    enter(shell, "bg")
    shell.wait_for("[ended 6]")
    enter(shell, "echo the shell is 'here'")
    shell.wait_for("the shell is here")


def test_a_background_command_that_reads_stops_and_can_be_brought_back(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'echo begun; sleep 0.5; read x; echo got $x; exit 7'")
    shell.wait_for("\nbegun")
    shell.press("C-z")
    shell.wait_for(lambda screen: screen.count("ready>") == 2)
    enter(shell, "bg")
    time.sleep(1.0)  # until it reads; bash tells of the stop with its next prompt
    shell.press("Enter")
    shell.wait_for(lambda screen: screen.lower().count("stopped") + screen.count("suspended") >= 2)
    bring_back(shell)
    enter(shell, "later")
    shell.wait_for("got later")
    shell.wait_for("[ended 7]")


def test_started_in_the_background_it_leaves_the_terminal_alone(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'sleep 0.3; echo quiet' &")
    shell.wait_for("quiet")
    shell.wait_for("[ended 0]")
    enter(shell, "echo the shell is 'fine'")
    shell.wait_for("the shell is fine")


def test_a_pager_after_the_pipe_keeps_the_terminal(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'seq 1 500; sleep 1' | less")
    shell.wait_for("\n5\n")
    shell.press("G")
    shell.wait_for("\n500")
    shell.press("q")
    shell.wait_for(lambda screen: screen.count("ready>") == 2)
    enter(shell, "echo the shell is 'well'")
    shell.wait_for("the shell is well")


def test_piped_input_and_ctrl_c(shell: Terminal) -> None:
    enter(shell, f"yes | {DRIVE} sh 'head -n 2; echo begun; cat >/dev/null'")
    shell.wait_for("\nbegun")
    shell.press("C-c")
    shell.wait_for("[ended 130]")
    enter(shell, "echo the shell is 'alive'")
    shell.wait_for("the shell is alive")


def test_modes_are_restored_after_a_violent_end(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'stty -echo -icanon; kill -KILL $$'")
    shell.wait_for("[ended 137]")
    shell.wait_for(lambda screen: screen.count("ready>") == 2)
    enter(shell, "cat")  # a program without a line editor of its own
    shell.wait_for(lambda screen: shell.foreground() == "cat")
    enter(shell, "echoed")
    shell.wait_for(lambda screen: screen.count("echoed") == 2)


def test_an_editor_gets_the_terminal(shell: Terminal) -> None:
    enter(shell, f"{DRIVE} sh 'seq 1 500 | less'")
    shell.wait_for("\n5\n")
    shell.press("G")
    shell.wait_for("\n500")
    shell.press("q")
    shell.wait_for("[ended 0]")


def test_without_job_control_above_ctrl_z_does_not_hang() -> None:
    # The program of a terminal window has no shell above it that could continue it.
    argv = [*shlex.split(DRIVE), "sh", "echo begun; sleep 1; echo finished; exit 3"]
    with Terminal(argv, variables=VARIABLES) as terminal:
        terminal.wait_for("begun")
        terminal.press("C-z")
        terminal.wait_for("finished")
        assert terminal.wait_for_end() == 3


def test_the_window_size_reaches_the_command() -> None:
    argv = [
        *shlex.split(DRIVE),
        "bash",
        "trap 'stty size' WINCH; echo begun; while :; do sleep 0.1; done",
    ]
    with Terminal(argv, variables=VARIABLES) as terminal:
        terminal.wait_for("begun")
        terminal.resize(57, 20)
        terminal.wait_for("20 57")
