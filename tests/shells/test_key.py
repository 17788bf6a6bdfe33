"""The key in real bash, zsh and fish: the same cases in each of them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.shells.shells import CLEAR, SHELLS, Session, Shell, gorilla_script, opened, script
from tests.terminal import needs_tmux

pytestmark = [needs_tmux, pytest.mark.terminal]

ROOT = Path(__file__).parent.parent.parent
ROUNDS = int(os.environ.get("GORILLA_TEST_LINES", "25"))
"""How many random lines must survive in each shell."""
KEY = "C-g"
ROW = " 1  "
"""The first row of the list."""
NOBODY = "qqqq wwww eeee rrrr tttt"
"""What no recipe answers."""
SIZE = "list files by size then date"
SIZE_COMMAND = "ls -lt . | sort -s -k5,5nr"
COMMANDS = {
    "sing three sheep verses": (
        "for i in 1 2 3; do\n\techo \"$i  sheep\"\n\n  echo '!!' \\\n    two\ndone"
    ),
    "howl wolf serenade": (
        "printf '%s\\n' \"it's  \\\"loud\\\"!\" $'a\\tb' \"$(id)\" \\\\ '*' !x ~ \t#end"
    ),
    "greet the ünïcode goat": "echo 'grüße 日本語 🐑 e\u0301' | cat",
}
"""Requests and the commands that the person's own recipes have for them."""


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, str]:
    """Variables under which gorilla is on PATH and has recipes with difficult bytes."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "recipes").mkdir()
    (folder / "bin").mkdir()
    script(folder / "bin" / "gorilla", gorilla_script(sys.executable, ROOT))
    recipes = [
        # JSON's strings are strings of TOML as well.
        f"[[recipe]]\nid = 'own-{number}'\nsay = {json.dumps(says)}\n"
        f"run = {json.dumps(command, ensure_ascii=False)}\nwhy = 'One of the tests'\n"
        for number, (request, command) in enumerate(COMMANDS.items())
        for says in [[request, f"please {request}", f"{request} now"]]
    ]
    (folder / "recipes" / "own.toml").write_text("\n".join(recipes), encoding="utf-8")
    variables = {
        "PATH": f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "GORILLA_CONFIG_DIR": str(folder),
        "GORILLA_CACHE_DIR": str(cache),
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
    }
    # The first of all asks compiles the recipes, which may outlast the patience of a test.
    subprocess.run(
        [folder / "bin" / "gorilla", "ask", "--print", "--", SIZE],
        env={**variables, "ENDED": os.devnull},
        stdin=subprocess.DEVNULL,
        check=True,
    )
    del variables["HOME"]
    return variables


class Opener:
    """Opens the shell of this test, with what the test asks for."""

    def __init__(self, shell: Shell, folder: Path, own: dict[str, str]) -> None:
        self.shell, self.folder, self.own = shell, folder, own

    def __call__(
        self, variables: dict[str, str] | None = None, **more: Any
    ) -> AbstractContextManager[Session]:
        return opened(self.shell, self.folder, {**self.own, **(variables or {})}, **more)


@pytest.fixture(params=sorted(SHELLS))
def shell(request: pytest.FixtureRequest, tmp_path: Path, own: dict[str, str]) -> Opener:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return Opener(SHELLS[request.param], tmp_path, own)


def chosen(session: Session, line: str, *keys: str) -> tuple[str, int]:
    """Type the line, press the key, choose the first row; line and cursor then."""
    times = len(session.ended())
    session.terminal.type(line)
    session.terminal.press(*keys, KEY)
    session.terminal.wait_for(ROW)
    session.terminal.press("1")
    assert session.wait_for_end(times + 1) == 0
    return session.line_and_cursor


def left(session: Session) -> int:
    """Press the key, leave the list if there is one; gorilla's exit status."""
    times = len(session.ended()) + 1
    session.terminal.press(KEY)
    deadline = time.monotonic() + 60
    while len(session.ended()) < times and time.monotonic() < deadline:
        if ROW in session.terminal.screen():
            session.terminal.press("Escape")
            break
    return session.wait_for_end(times)


def test_the_choice_takes_the_line_s_place_and_does_not_run(shell: Opener) -> None:
    with shell() as session:
        assert chosen(session, SIZE) == (SIZE_COMMAND, len(SIZE_COMMAND))
        assert "total" not in session.terminal.screen()
        session.terminal.press("C-e")
        session.terminal.type("; echo r'a'n")
        session.terminal.press("Enter")
        session.terminal.wait_for("\nran")


def test_commands_arrive_byte_for_byte(shell: Opener) -> None:
    with shell() as session:
        for request, command in COMMANDS.items():
            assert chosen(session, request) == (command, len(command))
            session.terminal.press(*session.shell.undo)
            assert session.line == request
            session.terminal.press("C-e", "C-u")


def test_blanks_around_an_edited_command_arrive(shell: Opener) -> None:
    with shell() as session:
        session.terminal.type(SIZE)
        session.terminal.press(KEY)
        session.terminal.wait_for(ROW)
        session.terminal.press("e")
        session.terminal.wait_for(SIZE_COMMAND)
        session.terminal.press("C-a")
        session.terminal.type("  ")
        session.terminal.press("C-e", "Space", "Enter")
        assert session.wait_for_end() == 0
        assert session.line == f"  {SIZE_COMMAND} "


def test_leaving_leaves_the_line(shell: Opener) -> None:
    line = f"  {SIZE}  "
    with shell() as session:
        session.terminal.type(line)
        session.terminal.press("Left", "Left", "Left")
        before = session.line_and_cursor
        for times, key in enumerate(("Escape", "C-c", "q"), 1):
            session.terminal.press(KEY)
            session.terminal.wait_for(ROW)
            session.terminal.press(key)
            assert session.wait_for_end(times) == 130
            assert session.line_and_cursor == before
            session.terminal.wait_until_gone(ROW)
        assert before == (line, len(line) - 3)


def test_no_answer_says_so_and_leaves_the_line(shell: Opener) -> None:
    line = NOBODY
    with shell() as session:
        session.terminal.type(line)
        session.terminal.press(KEY)
        assert session.wait_for_end() == 1
        assert session.line_and_cursor == (line, len(line))
        session.terminal.wait_for("gorilla: ")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (None, "gorilla: there is no program gorilla on PATH"),
        ("kill -9 $$", "gorilla: it ended with status 137"),
        ("echo half; echo 'gorilla: broken' >&2; exit 70", "gorilla: broken"),
        ("exit 0", ""),
    ],
    ids=["missing", "crash", "error", "nothing"],
)
def test_what_goes_wrong_leaves_the_line(
    shell: Opener, tmp_path: Path, body: str | None, told: str
) -> None:
    """The integration was loaded by the real one; then another takes its place."""
    folder = tmp_path / "first"
    folder.mkdir()
    real = Path(shell.own["PATH"].split(":")[0]) / "gorilla"
    other = folder / "gorilla"
    script(other, f'exec {real} "$@"')
    path = f"{folder}:/usr/bin:/bin"
    with shell({"PATH": path}) as session:
        if body is None:
            other.unlink()
        else:
            script(other, f"{body}\n")
        session.terminal.type(SIZE)
        session.terminal.press(KEY)
        if told:
            session.terminal.wait_for(told)
        assert session.line_and_cursor == (SIZE, len(SIZE))
        assert told in session.terminal.screen()
        assert f"%% {SIZE}" in session.terminal.lines()


def test_an_early_ctrl_c_ends_gorilla_and_leaves_the_line(shell: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    folder.mkdir()
    real = Path(shell.own["PATH"].split(":")[0]) / "gorilla"
    script(
        folder / "gorilla",
        f'[ "$1" = ask ] || exec {real} "$@"\n: >"$ENDED.started"\nexec sleep 20',
    )
    with shell({"PATH": f"{folder}:/usr/bin:/bin"}) as session:
        session.terminal.type(SIZE)
        session.terminal.press(KEY)
        while not (tmp_path / "ended.started").exists():
            pass
        session.terminal.press("C-c")
        assert session.line_and_cursor == (SIZE, len(SIZE))


def test_vi_insert_and_command_mode(shell: Opener) -> None:
    with shell(after=[shell.shell.vi]) as session:
        command, cursor = chosen(session, SIZE)
        assert (command, cursor) == (SIZE_COMMAND, len(SIZE_COMMAND))
        session.terminal.press("C-c")
        session.terminal.wait_for(lambda screen: screen.endswith("%%"))
        command, cursor = chosen(session, SIZE, "Escape", "0")
        assert command == SIZE_COMMAND
        assert cursor >= len(SIZE_COMMAND) - 1


def test_a_narrow_window_and_a_long_line(shell: Opener) -> None:
    line = "zxqv " * 60 + "end"
    with shell(columns=40) as session:
        assert chosen(session, SIZE)[0] == SIZE_COMMAND
        session.terminal.press("C-u")
        session.terminal.type(line)
        assert left(session) in (1, 130)
        assert session.line_and_cursor == (line, len(line))


def test_the_key_twice(shell: Opener) -> None:
    with shell() as session:
        session.terminal.type(SIZE)
        session.terminal.press(KEY, KEY)
        session.terminal.wait_for(ROW)
        session.terminal.press(KEY)
        session.terminal.press("Escape")
        session.wait_for_end()
        assert session.line == SIZE
        assert chosen(session, "")[0] == SIZE_COMMAND


def test_loaded_twice_and_under_strict_options(shell: Opener) -> None:
    with shell(before=[shell.shell.strict], loads=2) as session:
        assert chosen(session, SIZE)[0] == SIZE_COMMAND
        session.terminal.press("C-u")
        session.runs("echo still_$SHLVL")
        session.terminal.wait_for("\nstill_")


def test_set_e_does_not_end_the_shell(shell: Opener) -> None:
    if shell.shell.name == "fish":
        pytest.skip("fish has no such option")
    with shell(after=["set -eu"]) as session:
        session.terminal.type(NOBODY)
        session.terminal.press(KEY)
        assert session.wait_for_end() == 1
        assert session.line == NOBODY
        session.terminal.press("C-u")
        assert chosen(session, SIZE)[0] == SIZE_COMMAND


def test_another_key(shell: Opener) -> None:
    with shell(before=[shell.shell.key]) as session:
        session.terminal.type(SIZE)
        session.terminal.press("C-o")
        session.terminal.wait_for(ROW)
        session.terminal.press("Enter")
        session.wait_for_end()
        assert session.line == SIZE_COMMAND


def test_a_sentence_that_is_a_comment(shell: Opener) -> None:
    with shell() as session:
        assert chosen(session, f"  # {SIZE}")[0] == SIZE_COMMAND


def test_an_empty_line_asks_for_the_request(shell: Opener) -> None:
    with shell() as session:
        session.terminal.press(KEY)
        session.terminal.wait_for("What do you want to do?")
        session.terminal.press("Escape")
        assert session.wait_for_end() == 130
        assert session.line == ""
        session.terminal.press(KEY)
        session.terminal.wait_for("What do you want to do?")
        session.terminal.type(SIZE)
        session.terminal.press("Enter")
        session.terminal.wait_for(ROW)
        session.terminal.press("Enter")
        assert session.wait_for_end(2) == 0
        assert session.line == SIZE_COMMAND


def test_pastes_are_still_taken_as_text(shell: Opener) -> None:
    with shell() as session:
        session.terminal.press("Space", KEY)
        session.terminal.wait_for("What do you want to do?")
        session.terminal.press("C-c")
        session.wait_for_end()
        assert session.line == " "
        session.terminal.paste("echo o'n'e\necho tw'o'")
        assert session.line.strip() == "echo o'n'e\necho tw'o'"


def test_the_chooser_is_below_the_line(shell: Opener) -> None:
    with shell() as session:
        session.terminal.type(SIZE)
        session.terminal.press(KEY)
        screen = session.terminal.wait_for(ROW)
        assert screen.index(f"%% {SIZE}") < screen.index(ROW)
        session.terminal.press("Enter")
        session.wait_for_end()
        session.terminal.wait_for(f"%% {SIZE_COMMAND}")


ALPHABETS = (
    " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ",
    "äöüßéñçøλжشא中文字日本語한글🐑👍\u0301 ",
)


def random_line(random_: random.Random) -> str:
    """Some words that a recipe knows, among characters that none does."""
    pieces = []
    for _ in range(random_.randint(1, 4)):
        if random_.random() < 0.3:
            pieces.append(random_.choice([SIZE, "list files", *COMMANDS]))
        alphabet = random_.choice(ALPHABETS)
        pieces.append("".join(random_.choices(alphabet, k=random_.randint(1, 25))))
    return " ".join(pieces)


@pytest.mark.timeout(60 + 10 * ROUNDS)
def test_random_lines_come_back_identical(shell: Opener) -> None:
    random_ = random.Random(20240607)
    with shell(rows=50) as session:
        for _ in range(ROUNDS):
            line = random_line(random_)
            if random_.random() < 0.2:
                session.terminal.paste(line.replace("e", "\t").replace("5", "\n"))
            else:
                session.terminal.type(line)
            before = session.line_and_cursor
            assert before[0].strip()
            assert left(session) in (1, 130)
            assert session.line_and_cursor == before
            session.terminal.press(CLEAR)
            assert session.line == ""
