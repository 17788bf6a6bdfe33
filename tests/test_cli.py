"""The command line as people type it: what is a request, what is a command, what is printed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from gorilla_cli import cli
from gorilla_cli.arguments import Asked, parse
from gorilla_cli.exit_status import ExitStatus

ROOT = Path(__file__).parent.parent
SIZE = "list files by size then date"


@pytest.fixture
def home(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GORILLA_CACHE_DIR", str(cache))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def gorilla(
    home: Path, *arguments: str, stdin: bytes | None = None, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    kept = {
        name: os.environ[name]
        for name in ("PATH", "LANG", "GORILLA_CACHE_DIR")
        if name in os.environ
    }
    return subprocess.run(
        [sys.executable, "-m", "gorilla_cli", *arguments],
        stdin=subprocess.DEVNULL if stdin is None else None,
        input=stdin,
        capture_output=True,
        start_new_session=True,  # without the terminal that the tests may run in
        env={**kept, "HOME": str(home), "SHELL": "/bin/bash", "PYTHONPATH": str(ROOT), **variables},
        cwd=home if home.is_dir() else "/",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        (["list", "files"], False),
        (["ask", "history"], False),
        (["doctor"], True),
        (["doctor", "--json"], True),
        (["doctor", "my", "disk"], False),
        (["config", "get", "count"], True),
        (["config", "git", "user", "name"], False),
        (["config", "--help"], True),
        (["history"], True),
        (["history", "-n", "3"], True),
        (["history", "of", "this", "file"], False),
        (["explain", "tar -xzf a"], True),
        (["version", "of", "bash"], False),
        (["history files"], False),
        ([], False),
    ],
)
def test_what_is_a_request_and_what_is_a_command(argv: list[str], command: bool) -> None:
    rest = argv[1:] if argv[:1] == ["ask"] else argv
    assert cli.taken_as(argv) == ("command" if command else "request", rest)


@pytest.mark.parametrize(
    ("argv", "asked"),
    [
        (["list", "files"], Asked("list files")),
        (["list files"], Asked("list files")),
        (["-n", "5", "list", "files"], Asked("list files", count=5)),
        (["-n5", "list"], Asked("list", count=5)),
        (["--count=5", "list"], Asked("list", count=5)),
        (["lines", "with", "-n", "5"], Asked("lines with -n 5")),
        (["list", "files", "--json"], Asked("list files", as_json=True)),
        (["list", "-b", "x", "--backend", "recipes"], Asked("list -b x", backends=("recipes",))),
        (["-b", "a", "-b", "b", "x"], Asked("x", backends=("a", "b"))),
        (["what", "does", "tar", "--zstd", "do"], Asked("what does tar --zstd do")),
        (["--", "--json", "files"], Asked("--json files")),
        (["-"], Asked("-")),
        (["-y", "x"], Asked("x", yes=True)),
        (["-h"], Asked(help=True)),
        (["how", "do", "I", "-h"], Asked("how do I -h")),
        ([], Asked()),
    ],
)
def test_options_and_words(argv: list[str], asked: Asked) -> None:
    assert parse(argv) == asked


def test_a_reserved_word_taken_as_a_request_is_said_on_stderr(home: Path) -> None:
    ran = gorilla(home, "-b", "recipes", "--json", "x")
    assert b"taken as a request" not in ran.stderr
    ran = gorilla(home, "history", "of", "this", "file", "--backend", "recipes", "--json")
    assert ran.stderr.count(b"taken as a request") == 1
    assert json.loads(ran.stdout)["request"] == "history of this file"


def test_in_a_pipe_candidates_come_one_a_line_and_nothing_runs(home: Path) -> None:
    ran = gorilla(home, "-b", "recipes", SIZE)
    assert ran.returncode == 0
    lines = ran.stdout.decode().splitlines()
    assert len(lines) == len(set(lines)) == 3
    assert ran.stderr == b""


def test_the_first_candidate_is_right(home: Path) -> None:
    """Largest first, ties newest first, judged by running it."""
    for name, size, when in (("old", 10, 1), ("new", 10, 3), ("big", 99, 2), ("tiny", 1, 4)):
        (home / name).write_bytes(b"x" * size)
        os.utime(home / name, (when * 86400 * 400, when * 86400 * 400))
    command = gorilla(home, "-b", "recipes", "--print", SIZE).stdout.decode()
    ran = subprocess.run(["bash", "-c", command], cwd=home, capture_output=True, check=True)
    listed = [
        line.split()[-1]
        for line in ran.stdout.decode().splitlines()
        if line.split()[-1] in ("old", "new", "big", "tiny")
    ]
    assert listed == ["big", "new", "old", "tiny"]


def test_json_follows_the_schema(home: Path) -> None:
    schema = json.loads((ROOT / "docs/answer.schema.json").read_text())
    answer = json.loads(gorilla(home, "-b", "recipes", "--json", SIZE).stdout)
    jsonschema.validate(answer, schema)
    assert answer["request"] == SIZE
    scores = [candidate["score"] for candidate in answer["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3


def test_print_gives_one_command_that_runs(home: Path) -> None:
    ran = gorilla(home, "-b", "recipes", "--print", SIZE)
    assert ran.stdout.count(b"\n") == 1
    assert subprocess.run(["bash", "-n", "-c", ran.stdout], check=False).returncode == 0


def test_n_sets_how_many(home: Path) -> None:
    assert len(gorilla(home, "-b", "recipes", "-n", "1", SIZE).stdout.splitlines()) == 1


def test_yes_runs_what_only_reads_and_its_status_is_ours(home: Path) -> None:
    (home / "seen").write_text("")
    ran = gorilla(home, "-b", "recipes", "--yes", SIZE)
    assert ran.returncode == 0, ran.stderr
    assert b"seen" in ran.stdout


def test_yes_refuses_what_may_do_more(home: Path) -> None:
    (home / "a.log").write_text("")
    ran = gorilla(home, "-b", "recipes", "--yes", "delete all .log files")
    assert ran.returncode == ExitStatus.NOT_APPROVED
    assert b"--yes runs only" in ran.stderr
    assert (home / "a.log").exists()


def test_nobody_has_an_answer(home: Path) -> None:
    ran = gorilla(home, "-b", "recipes", "qwxz vbnm")
    assert ran.returncode == ExitStatus.NO_CANDIDATE
    assert ran.stdout == b""
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--jsno", "list"], ExitStatus.USAGE, b"--json"),
        (["-n", "0", "list"], ExitStatus.USAGE, b"from 1 to 20"),
        (["-n", "many", "list"], ExitStatus.USAGE, b"many"),
        (["-b", "recipe", "list"], ExitStatus.USAGE, b"did you mean recipes?"),
        (["--json", "--print", "list"], ExitStatus.USAGE, b"exclude one another"),
        ([], ExitStatus.USAGE, b"there is no request"),
        (["--choose", "list", "files"], ExitStatus.USAGE, b"no terminal"),
        (["init", "tcsh"], ExitStatus.USAGE, b"no integration for tcsh"),
    ],
)
def test_a_wrong_line_says_what_to_do_next(
    home: Path, arguments: list[str], status: int, told: bytes
) -> None:
    ran = gorilla(home, *arguments)
    assert ran.returncode == status
    assert told in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert ran.stdout == b""


def test_a_wrong_setting_names_its_place_and_config_still_works(home: Path) -> None:
    file = home / ".config/gorilla/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\ncuont = 3\n")
    ran = gorilla(home, "list files")
    assert ran.returncode == ExitStatus.CONFIG
    assert b"config.toml" in ran.stderr
    assert b"count" in ran.stderr
    assert gorilla(home, "config", "path").stdout.decode().strip() == str(file)
    assert gorilla(home, "doctor").returncode == ExitStatus.UNAVAILABLE


@pytest.mark.parametrize("kind", ["missing", "a file", "/dev/null"])
def test_a_home_that_cannot_be_used_costs_the_memory_only(tmp_path: Path, kind: str) -> None:
    homes = {
        "missing": tmp_path / "none",
        "a file": tmp_path / "file",
        "/dev/null": Path(os.devnull),
    }
    (tmp_path / "file").write_text("")
    ran = gorilla(
        homes[kind] if kind != "missing" else Path("/proc/nowhere"), "-b", "recipes", SIZE
    )
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == 3
    assert b"not remembered" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_piped_input_is_context_and_never_more_than_its_head(home: Path) -> None:
    ran = gorilla(home, "--show-prompt", "which is largest", stdin=b"needle\n" + b"x" * 100_000)
    assert ran.returncode == 0
    assert b"needle" in ran.stdout
    assert len(ran.stdout) < 40_000


OWN = """
[[recipe]]
id = "tally"
say = ["tally my sheep", "number of my sheep", "sheep in total"]
run = "wc -l"
why = "Counts the lines of the input"
"""


def test_a_recipe_of_ones_own_answers_and_its_command_reads_all_of_the_input(home: Path) -> None:
    folder = home / ".config/gorilla/recipes"
    folder.mkdir(parents=True)
    (folder / "sheep.toml").write_text(OWN)
    ran = gorilla(home, "-b", "recipes", "--yes", "tally my sheep", stdin=b"a\n" * 50_000)
    assert ran.stdout.strip() == b"50000", ran.stderr


def test_what_was_printed_is_remembered_and_can_be_forgotten(home: Path) -> None:
    gorilla(home, "-b", "recipes", SIZE)
    shown = json.loads(gorilla(home, "feedback", "export").stdout.splitlines()[0])
    assert shown["request"] == SIZE
    assert gorilla(home, "feedback", "forget", "--all", "--yes").returncode == 0
    assert gorilla(home, "feedback", "export").stdout == b""


def test_a_reader_who_leaves_early_is_no_error(home: Path) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m gorilla_cli -b recipes '{SIZE}' | head -n 0"],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == b""


def test_help_and_the_command_tree_agree() -> None:
    ran = subprocess.run([sys.executable, ROOT / "scripts/generate.py", "--check"], check=False)
    assert ran.returncode == 0
