"""Composed commands do what was asked, in a real directory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.compose import compose

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="GNU forms are run")
DAY = 86400


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Files that differ in kind, size, age and place, one with a blank and a newline."""
    now = time.time()
    for name, size, days in (
        ("a.py", 10, 1),
        ("old.py", 2000, 40),
        ("src/b.py", 1024, 2),
        ("src/b c.txt", 1025, 3),
        ("src/new\nline.txt", 5, 3),
        ("tests/t.py", 40_000, 1),
        ("empty.log", 0, 10),
        ("pic.jpg", 3000, 100),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x" * size)
        os.utime(path, (now - days * DAY, now - days * DAY - 60))
    (tmp_path / "hollow").mkdir()
    return tmp_path


def run(text: str, cwd: Path) -> str:
    context = Context("linux", "bash", str(cwd), str(cwd), user="u")
    answers = compose(text, context, 1)
    assert answers, text
    done = subprocess.run(
        ["bash", "-c", answers[0].command], cwd=cwd, capture_output=True, text=True, check=True
    )
    return done.stdout


def names(output: str) -> list[str]:
    return sorted(line.removeprefix("./") for line in output.splitlines())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("find python files modified in the last 7 days", ["a.py", "src/b.py", "tests/t.py"]),
        ("find python files modified in the last 7 days and not in tests", ["a.py", "src/b.py"]),
        ("find python files older than 30 days", ["old.py"]),
        ("find python files larger than 1 KB", ["old.py", "tests/t.py"]),
        ("find python files bigger than 1 KB and less than 32 KB", ["old.py"]),
        ("find empty files", ["empty.log"]),
        ("find empty directories", ["hollow"]),
        ("find jpg or log files", ["empty.log", "pic.jpg"]),
        ("find files whose names contain a space", ["src/b c.txt"]),
        ("find python files except old.py", ["a.py", "src/b.py", "tests/t.py"]),
        ("find python files only in the current directory", ["a.py", "old.py"]),
    ],
)
def test_filters(tree: Path, text: str, expected: list[str]) -> None:
    assert names(run(text, tree)) == expected


def test_counting_is_not_misled_by_a_newline_in_a_name(tree: Path) -> None:
    assert run("count the files in src", tree).strip() == "3"


def test_largest_first(tree: Path) -> None:
    lines = run("find the top 2 largest files", tree).splitlines()
    assert [line.split()[1] for line in lines] == ["./tests/t.py", "./pic.jpg"]


def test_deleting_takes_just_what_was_asked(tree: Path) -> None:
    before = {path for path in tree.rglob("*") if path.is_file()}
    run("delete all python files older than 30 days", tree)
    assert before - {path for path in tree.rglob("*") if path.is_file()} == {tree / "old.py"}


def test_keeping_the_newest(tree: Path) -> None:
    run("delete all but the 2 newest files", tree)
    assert sorted(path.name for path in tree.iterdir() if path.is_file()) in (
        ["a.py", "empty.log"],
    )
    assert (tree / "src/b.py").exists()


def test_archive_of_a_set(tree: Path) -> None:
    run("create a tar archive out.tar of all python files in src", tree)
    listed = subprocess.run(
        ["tar", "-tf", "out.tar"], cwd=tree, capture_output=True, text=True, check=True
    )
    assert names(listed.stdout) == ["src/b.py"]


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    (tmp_path / "f.txt").write_text("b 2\na 10\nb 2\nError x\nc 1\n")
    (tmp_path / "d.csv").write_text("x,3\ny,20\nz,100\n")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("first 2 lines of f.txt", "b 2\na 10\n"),
        ("last line of f.txt", "c 1\n"),
        ("print lines 2 to 3 of f.txt", "a 10\nb 2\n"),
        ("all lines of f.txt except the first", "a 10\nb 2\nError x\nc 1\n"),
        ("lines in f.txt that contain error ignoring case", "Error x\n"),
        ("lines of f.txt not containing b", "a 10\nError x\nc 1\n"),
        ("second column of d.csv", "3\n20\n100\n"),
        ("sum of the second column in d.csv", "123\n"),
        ("sort d.csv by second column numerically in reverse", "z,100\ny,20\nx,3\n"),
        ("show f.txt in reverse order", "c 1\nError x\nb 2\na 10\nb 2\n"),
        ("count lines containing b in f.txt", "2\n"),
    ],
)
def test_text(text_file: Path, text: str, output: str) -> None:
    assert run(text, text_file) == output


def test_in_place_changes_the_file(text_file: Path) -> None:
    assert run("replace b with Q in f.txt in place", text_file) == ""
    assert (text_file / "f.txt").read_text().startswith("Q 2\na 10\nQ 2\n")


def test_output_goes_where_it_should(text_file: Path) -> None:
    run("sort f.txt and save to out.txt", text_file)
    lines = (text_file / "out.txt").read_text().splitlines()
    assert sorted(lines) == sorted((text_file / "f.txt").read_text().splitlines())
