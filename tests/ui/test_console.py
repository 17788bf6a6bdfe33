"""Console: stdout carries results exactly, stderr the rest, nothing hostile reaches a terminal."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from gorilla_cli.environment import Environment
from gorilla_cli.errors import NotFoundError, OutputError
from gorilla_cli.ui.console import Console


class TerminalText(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def environment(out: io.StringIO, err: io.StringIO, **variables: str) -> Environment:
    return Environment(
        argv=(), variables=variables, cwd=Path("/"), stdin=io.StringIO(), stdout=out, stderr=err
    )


def console(
    *, terminal: bool = False, **variables: str
) -> tuple[Console, io.StringIO, io.StringIO]:
    kind = TerminalText if terminal else io.StringIO
    out, err = kind(), kind()
    return Console(environment(out, err, **variables)), out, err


def python(code: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    head = (
        "from gorilla_cli.environment import Environment\n"
        "from gorilla_cli.ui.console import Console\n"
        "console = Console(Environment.of_process())\n"
    )
    return subprocess.run([sys.executable, "-c", head + code], timeout=30, **options)  # type: ignore[call-overload, no-any-return]


HOSTILE = "echo '\x1b[2Jhi' \u202e\x9b"


def test_a_pipe_gets_the_exact_text() -> None:
    subject, out, _ = console()
    subject.result(HOSTILE)
    assert out.getvalue() == HOSTILE + "\n"


def test_a_terminal_gets_escapes_instead_of_control_characters() -> None:
    subject, out, _ = console(terminal=True)
    subject.result(HOSTILE + "\n\tsecond")
    assert out.getvalue() == "echo '\\e[2Jhi' \\u202e\\x9b\n\tsecond\n"


def test_json_is_the_same_value_and_harmless_on_a_terminal() -> None:
    subject, out, _ = console(terminal=True)
    value = {"command": HOSTILE + "日本 \ud800"}
    subject.json(value)
    assert json.loads(out.getvalue()) == value
    assert "日本" in out.getvalue()
    assert not {"\x1b", "\u202e", "\x9b", "\ud800"} & set(out.getvalue())
    assert out.getvalue().count("\n") == 1


def test_note_is_one_prefixed_line_on_stderr() -> None:
    subject, out, err = console()
    subject.note("the model\nis slow\x1b]0;x\x07")
    assert err.getvalue() == "gorilla: the model is slow\\e]0;x\\x07\n"
    assert out.getvalue() == ""


def test_error_says_what_is_wrong_and_what_to_do() -> None:
    subject, _, err = console()
    subject.error(NotFoundError("no record 7", "See `gorilla history`."))
    assert err.getvalue() == "gorilla: no record 7\n  See `gorilla history`.\n"


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_colour_only_where_wanted(variables: dict[str, str], coloured: bool) -> None:
    subject, _, err = console(terminal=True, **variables)
    subject.error(NotFoundError("gone"))
    assert ("\x1b[" in err.getvalue()) is coloured


def test_no_colour_in_a_pipe() -> None:
    subject, out, err = console(TERM="xterm-256color")
    subject.note("hello")
    subject.table([("a", "b")], header=("A", "B"))
    assert "\x1b" not in err.getvalue() + out.getvalue()


def test_table_aligns_by_display_width() -> None:
    subject, out, _ = console(terminal=True, TERM="dumb")
    subject.table(
        [("1", "日本", "x"), ("10", "abc", "")], header=("id", "name", "what"), right=(0,)
    )
    assert out.getvalue() == "id  name  what\n 1  日本  x\n10  abc\n"


def test_table_in_a_pipe_has_no_header() -> None:
    subject, out, _ = console()
    subject.table([("1", "a")], header=("id", "name"))
    assert out.getvalue() == "1  a\n"


def test_nothing_is_written_for_no_rows() -> None:
    subject, out, _ = console(terminal=True)
    subject.table([], header=("id", "name"))
    assert out.getvalue() == ""


def test_raw_bytes_arrive_unchanged() -> None:
    data = bytes(range(256))
    done = python(f"console.raw({data!r})", capture_output=True)
    assert done.stdout == data


def test_undecodable_names_arrive_unchanged() -> None:
    done = python("import os; console.result(os.fsdecode(b'cat \\xff'))", capture_output=True)
    assert done.stdout == b"cat \xff\n"


def test_an_old_locale_gets_escapes_not_a_traceback() -> None:
    done = python(
        "console.result('日本')",
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", **os.environ},
    )
    assert done.stdout == b"\\u65e5\\u672c\n"


def test_a_reader_who_leaves_is_no_error() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = python(
            "for n in range(9): console.result('x' * 100_000)\nassert console.reader_gone",
            stdout=write_end,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_once() -> None:
    with Path("/dev/full").open("wb") as full:
        done = python(
            "from gorilla_cli.errors import OutputError\n"
            "try:\n    console.result('x')\n"
            "except OutputError as error:\n    console.error(error)\n",
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 0
    assert done.stderr.startswith(b"gorilla: cannot write to standard output: No space left")
    assert done.stderr.count(b"\n") == 2


def test_closed_streams() -> None:
    out = python(
        "from gorilla_cli.errors import OutputError\n"
        "console.note('lost')\n"
        "try:\n    console.result('x')\n"
        "except OutputError:\n    raise SystemExit(5)\n",
        preexec_fn=lambda: (os.close(1), os.close(2)),
    )
    assert out.returncode == 5


def test_output_error_is_an_io_error() -> None:
    assert OutputError("x").exit_status == 74


def test_progress_is_silent_without_a_terminal() -> None:
    subject, _, err = console()
    with subject.progress("model", total=10) as advance:
        advance(10)
    assert err.getvalue() == ""


def test_progress_bar_on_a_terminal() -> None:
    leader, follower = pty.openpty()
    try:
        done = python(
            "with console.progress('fetching', 2000) as advance:\n    advance(2000)\n",
            stderr=follower,
            env={**os.environ, "TERM": "xterm-256color"},
        )
        shown = os.read(leader, 65536)
    finally:
        os.close(leader)
        os.close(follower)
    assert done.returncode == 0
    assert b"fetching" in shown


def test_nothing_heavy_is_imported() -> None:
    done = python(
        "import sys; console.note('x'); console.table([('a', 'b')])\n"
        "assert not {'rich', 'wcwidth', 'prompt_toolkit'} & set(sys.modules)",
    )
    assert done.returncode == 0
