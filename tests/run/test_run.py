"""The executor: exact text, input, exit status and signals, in the shells people have."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gorilla_cli.domain import PipedInput
from gorilla_cli.errors import NotApprovedError, NotFoundError
from gorilla_cli.run import run

DRIVE = [sys.executable, str(Path(__file__).with_name("drive.py"))]
DRIVE_CODE = f"import runpy; runpy.run_path({DRIVE[1]!r}, run_name='__main__')"
SHELLS = [
    pytest.param(name, marks=pytest.mark.skipif(not shutil.which(name), reason="not installed"))
    for name in ("bash", "sh", "dash", "zsh", "fish", "ksh")
]
NO_TTY = Path("/nonexistent/tty")


def outcome_of(command: str, *, shell: str = "sh", **options: object) -> int:
    return run(command, shell=shell, variables=dict(os.environ), tty=NO_TTY, **options).exit_status  # type: ignore[arg-type]


def drive(
    command: str, *, shell: str = "sh", **options: object
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*DRIVE, shell, command],
        capture_output=True,
        timeout=60,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_the_text_arrives_exactly(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = """printf '<%s>\\n' "two  blanks" 'a"b' "c'd" "\\$HOME" "tab\there" 日本 '*' 'new
line'"""
    assert outcome_of(text, shell=shell) == 0
    expected = ["two  blanks", 'a"b', "c'd", "$HOME", "tab\there", "日本", "*", "new\nline"]
    assert capfd.readouterr().out == "".join(f"<{word}>\n" for word in expected)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("text", ["-e 'x'", "+e"])
def test_text_that_looks_like_an_option_is_a_command(
    shell: str, text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert outcome_of(text, shell=shell) == 127
    assert text.split()[0] in capfd.readouterr().err


@pytest.mark.parametrize("shell", SHELLS)
def test_exit_status_is_the_commands(shell: str) -> None:
    assert outcome_of("exit 7", shell=shell) == 7
    assert outcome_of("true", shell=shell) == 0


def test_a_signal_is_reported_as_shells_do() -> None:
    assert outcome_of("kill -TERM $$") == 128 + signal.SIGTERM


def test_duration_is_measured() -> None:
    outcome = run("sleep 0.2", shell="sh", variables=dict(os.environ), tty=NO_TTY)
    assert 200 <= outcome.duration_ms < 5000


def test_variables_and_directory(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    variables = {"PATH": os.environ["PATH"], "GREETING": "hello"}
    run('echo "$GREETING"; pwd', shell="sh", variables=variables, cwd=tmp_path, tty=NO_TTY)
    assert capfd.readouterr().out == f"hello\n{tmp_path}\n"


def test_a_deleted_directory_is_never_replaced_by_another(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    code = f"import os, sys; os.rmdir('.'); sys.argv[1:] = ['sh', 'ls -a']; {DRIVE_CODE}"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, timeout=60)
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("shell", "told"),
    [("/nonexistent/zsh", "does not exist"), ("nosuchshell", "does not exist")],
)
def test_a_missing_shell(shell: str, told: str) -> None:
    with pytest.raises(NotFoundError, match=told) as caught:
        outcome_of("true", shell=shell)
    assert "config set shell" in caught.value.remedy


def test_a_shell_that_is_no_program(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("not executable")
    with pytest.raises(NotFoundError, match="not executable"):
        outcome_of("true", shell=str(plain))
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF garbage")
    broken.chmod(0o755)
    with pytest.raises(NotFoundError, match="cannot be started"):
        outcome_of("true", shell=str(broken))


def test_a_missing_directory(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="the directory"):
        outcome_of("true", cwd=tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["echo a\0b", "echo \ud800"])
def test_text_that_no_shell_can_be_given(text: str) -> None:
    with pytest.raises(NotApprovedError):
        outcome_of(text)


@pytest.mark.parametrize("shell", SHELLS)
def test_text_longer_than_an_argument_may_be(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    text = f"printf '%s' '{'x' * 300_000}' | wc -c; exit 3"
    assert outcome_of(text, shell=shell) == 3
    assert capfd.readouterr().out.strip() == "300000"
    assert list(tmp_path.iterdir()) == []


def test_an_environment_that_is_too_large() -> None:
    from gorilla_cli.errors import UsageError

    variables = {"PATH": os.environ["PATH"], "BIG": "x" * 3_000_000}
    with pytest.raises(UsageError, match="environment is too large"):
        run("true", shell="sh", variables=variables, tty=NO_TTY)


class TestPipedInput:
    def test_head_and_rest_arrive_in_order(self) -> None:
        data = os.urandom(1_000_000)
        done = drive("cat", input=data)
        assert done.stdout == data
        assert done.stderr == b"[ended 0]\n"

    def test_a_complete_head_is_all(self, capfd: pytest.CaptureFixture[str]) -> None:
        reader, writer = os.pipe()
        try:
            status = outcome_of(
                "cat", stdin=PipedInput(head=b"all there is\n", complete=True), stdin_fd=reader
            )
        finally:
            os.close(reader)
            os.close(writer)
        assert (status, capfd.readouterr().out) == (0, "all there is\n")

    def test_an_empty_input_ends_at_once(self) -> None:
        assert drive("cat; echo done", input=b"").stdout == b"done\n"

    def test_an_endless_producer(self) -> None:
        with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as producer:
            done = drive("head -n 3", stdin=producer.stdout)
            assert producer.stdout is not None
            producer.stdout.close()
        assert done.stdout == b"y\ny\ny\n"
        assert done.stderr == b"[ended 0]\n"

    def test_a_command_that_does_not_read(self) -> None:
        with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as producer:
            done = drive("echo hi", stdin=producer.stdout)
            assert producer.stdout is not None
            producer.stdout.close()
        assert done.stdout == b"hi\n"

    def test_a_producer_that_stays_silent(self) -> None:
        reader, writer = os.pipe()
        try:
            os.write(writer, b"first\n")
            started = time.monotonic()
            done = drive("head -n 1", stdin=reader)
        finally:
            os.close(reader)
            os.close(writer)
        assert done.stdout == b"first\n"
        assert time.monotonic() - started < 10

    def test_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "data"
        file.write_bytes(b"x" * 100_000)
        with file.open("rb") as source:
            assert drive("wc -c", stdin=source).stdout.strip() == b"100000"

    def test_no_descriptors_are_left_open(self) -> None:
        before = set(os.listdir("/dev/fd"))
        outcome_of("cat >/dev/null", stdin=PipedInput(head=b"x", complete=True))
        assert len(set(os.listdir("/dev/fd"))) == len(before)

    def test_a_background_process_that_keeps_the_pipe_does_not_hold_gorilla(self) -> None:
        done = drive("(sleep 5; cat) >/dev/null 2>&1 & echo started", input=b"x" * 500_000)
        assert done.stdout == b"started\n"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1"])
def test_signals_are_forwarded_to_the_whole_command(name: str) -> None:
    # The shell and the program it waits for both have to end. (A shell loses a signal
    # that comes between its fork and exec, so the program says when it is there.)
    code = "import time; print('ready', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [*DRIVE, "sh", f'{sys.executable} -c "{code}" 2>/dev/null; echo not reached'],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd="/",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(timeout=20)
    assert out == b""
    assert err == b"[ended %d]\n" % (128 + getattr(signal, name))


def test_handlers_are_put_back() -> None:
    numbers = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP]
    before = [signal.getsignal(number) for number in numbers]
    outcome_of("true")
    assert [signal.getsignal(number) for number in numbers] == before


def test_other_threads_can_run_commands_too() -> None:
    results: list[int] = []
    thread = threading.Thread(target=lambda: results.append(outcome_of("exit 4")))
    thread.start()
    thread.join(20)
    assert results == [4]
