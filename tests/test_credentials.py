"""Keys are found in order, kept where they are safe, and shown to nobody."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from gorilla_cli.credentials import Credentials, checked_key, keyring_state, read_key
from gorilla_cli.environment import Environment
from gorilla_cli.errors import CredentialError, UsageError
from gorilla_cli.settings import HostedSettings

KEY = "k-" + "3f9a7c51"
OTHER = "o-" + "77aa1b2c"


class Shelf(KeyringBackend):
    """A keyring in memory; what a test cannot have twice on one bus."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture
def shelf():
    before, now = keyring.get_keyring(), Shelf()
    keyring.set_keyring(now)
    yield now
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring():
    from keyring.backends import fail

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def credentials(
    tmp_path: Path, variables: dict[str, str] | None = None, seconds: float = 5, **settings: str
) -> Credentials:
    # No PATH is needed: the commands below are built into the shell.
    return Credentials(
        HostedSettings(**settings),
        {"PATH": os.environ["PATH"], **(variables or {})},
        tmp_path / "data" / "keys.json",
        keyring_seconds=seconds,
        command_seconds=seconds,
    )


class TestOrder:
    def test_each_source_is_asked_when_those_before_have_nothing(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        found = credentials(
            tmp_path,
            {"MY_KEY": "from-variable", "OPENAI_API_KEY": "from-openai"},
            api_key_cmd="echo from-command",
            api_key_env="MY_KEY",
            base_url="https://api.openai.com/v1",
        )
        found.set_key("hosted", "from-file", plaintext=True)
        shelf.set_password("gorilla", "hosted", "from-keyring")
        assert (found.get(), found.where()) == ("from-keyring", "the system keyring")
        shelf.kept.clear()
        assert (found.get(), found.where()) == (
            "from-command",
            "the command of hosted.api_key_cmd",
        )
        found = credentials(
            tmp_path,
            {"MY_KEY": "from-variable", "OPENAI_API_KEY": "from-openai"},
            api_key_env="MY_KEY",
            base_url="https://api.openai.com/v1",
        )
        assert (found.get(), found.where()) == (
            "from-variable",
            "the environment variable MY_KEY",
        )
        found = credentials(
            tmp_path, {"OPENAI_API_KEY": "from-openai"}, base_url="https://api.openai.com/v1"
        )
        assert (found.get(), found.where()) == (
            "from-openai",
            "the environment variable OPENAI_API_KEY",
        )
        found = credentials(tmp_path)
        assert found.get() == "from-file"
        assert found.where() == f"{tmp_path}/data/keys.json in plain text"
        assert found.delete_key("hosted") == (f"{tmp_path}/data/keys.json",)
        assert (found.get(), found.where()) == (None, "")

    @pytest.mark.parametrize(
        "base_url",
        [
            "http://api.openai.com/v1",
            "https://api.openai.com.evil.example/v1",
            "https://api.openai.com@evil.example/v1",
            "https://evil.example/api.openai.com",
            "",
        ],
    )
    def test_openais_key_goes_to_openai_alone(
        self, tmp_path: Path, shelf: Shelf, base_url: str
    ) -> None:
        found = credentials(tmp_path, {"OPENAI_API_KEY": KEY}, base_url=base_url)
        assert found.get() is None
        assert found.where() == ""

    def test_other_keys_have_no_command_and_no_variable(self, tmp_path: Path, shelf: Shelf) -> None:
        found = credentials(tmp_path, {"GORILLA_API_KEY": KEY}, api_key_cmd="echo x")
        assert found.get("upload") is None
        found.set_key("upload", OTHER)
        assert found.get("upload") == OTHER
        assert shelf.kept == {("gorilla", "upload"): OTHER}


class TestCommand:
    def test_only_the_first_line_of_stdout_counts(self, tmp_path: Path, no_keyring: None) -> None:
        command = f"echo chatter >&2; printf '{KEY}\\r\\nlogin: bob\\n'"
        assert credentials(tmp_path, api_key_cmd=command).get() == KEY

    def test_a_failure_shows_stderr_and_never_stdout(
        self, tmp_path: Path, no_keyring: None
    ) -> None:
        command = f"echo {KEY}; printf '\\033[31mvault\\n is sealed password={OTHER}' >&2; exit 3"
        with pytest.raises(CredentialError) as caught:
            credentials(tmp_path, api_key_cmd=command).get()
        assert "ended with status 3" in str(caught.value)
        assert "is sealed" in str(caught.value)
        assert "\033" not in str(caught.value)
        assert KEY not in str(caught.value)
        assert OTHER not in str(caught.value)

    def test_a_command_that_prints_nothing_is_told(self, tmp_path: Path, no_keyring: None) -> None:
        with pytest.raises(CredentialError, match="printed nothing"):
            credentials(tmp_path, api_key_cmd="true").get()

    def test_a_command_that_hangs_is_ended_with_all_it_started(
        self, tmp_path: Path, no_keyring: None
    ) -> None:
        began = time.monotonic()
        mark = tmp_path / "late"
        command = f"(sleep 1; echo > '{mark}') & echo waiting >&2; sleep 60"
        with pytest.raises(CredentialError, match=r"longer than 0\.3 s: waiting"):
            credentials(tmp_path, seconds=0.3, api_key_cmd=command).get()
        assert time.monotonic() - began < 5
        time.sleep(1.2)
        assert not mark.exists()

    def test_a_command_that_never_stops_printing_fills_no_memory(
        self, tmp_path: Path, no_keyring: None
    ) -> None:
        with pytest.raises(CredentialError, match="longer than"):
            credentials(tmp_path, seconds=0.3, api_key_cmd="yes").get()

    def test_a_command_may_leave_something_running(self, tmp_path: Path, no_keyring: None) -> None:
        began = time.monotonic()
        found = credentials(tmp_path, api_key_cmd=f"sleep 3 & echo {KEY}")
        assert found.get() == KEY
        assert time.monotonic() - began < 2.5

    def test_a_command_has_no_input_and_the_given_variables(
        self, tmp_path: Path, no_keyring: None
    ) -> None:
        found = credentials(tmp_path, {"WHO": KEY}, api_key_cmd='cat; printf %s "$WHO"')
        assert found.get() == KEY


class TestKeyring:
    def test_no_keyring_is_said_with_the_other_ways(self, tmp_path: Path, no_keyring: None) -> None:
        with pytest.raises(CredentialError) as caught:
            credentials(tmp_path).set_key("hosted", KEY)
        assert "there is no system keyring" in caught.value.message
        assert "api_key_cmd" in caught.value.remedy
        assert "environment variable" in caught.value.remedy
        assert not (tmp_path / "data").exists()
        assert keyring_state() == (False, "there is no system keyring")

    def test_a_keyring_that_writes_plain_text_is_not_used(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        class PlaintextShelf(Shelf):
            pass

        PlaintextShelf.__module__ = "keyrings.alt.file"
        plain = PlaintextShelf()
        keyring.set_keyring(plain)
        with pytest.raises(CredentialError, match="a file of its own"):
            credentials(tmp_path).set_key("hosted", KEY)
        assert plain.kept == {}

        class Chain(Shelf):
            backends = (plain, shelf)

        keyring.set_keyring(Chain())
        credentials(tmp_path).set_key("hosted", KEY)
        assert plain.kept == {}
        assert shelf.kept == {("gorilla", "hosted"): KEY}

    def test_a_broken_keyring_tells_its_kind_and_not_its_words(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        class Broken(Shelf):
            def get_password(self, service: str, username: str) -> str | None:
                raise RuntimeError(f"cannot decrypt {KEY}")

        keyring.set_keyring(Broken())
        with pytest.raises(CredentialError) as caught:
            credentials(tmp_path).get()
        assert "RuntimeError" in str(caught.value)
        assert KEY not in str(caught.value)
        assert caught.value.__cause__ is None

    def test_a_keyring_that_fails_does_not_hide_the_other_sources(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        class Hanging(Shelf):
            def get_password(self, service: str, username: str) -> str | None:
                time.sleep(2)
                return None

        keyring.set_keyring(Hanging())
        began = time.monotonic()
        found = credentials(tmp_path, {"GORILLA_API_KEY": KEY}, seconds=0.1)
        assert found.get() == KEY
        assert time.monotonic() - began < 1.5
        with pytest.raises(CredentialError, match=r"did not answer within 0\.1 s"):
            credentials(tmp_path, seconds=0.1).get()
        assert "did not answer" in credentials(tmp_path, seconds=0.1).where()


BUS_CHILD = """
import json, sys, time
from pathlib import Path
from gorilla_cli.credentials import Credentials, keyring_state
from gorilla_cli.errors import GorillaError
from gorilla_cli.settings import HostedSettings

found = Credentials(HostedSettings(), {}, Path(sys.argv[1]), keyring_seconds=float(sys.argv[2]))
key = sys.stdin.readline().strip()
began = time.monotonic()
told = []
for ask in (
    keyring_state,
    lambda: found.set_key("hosted", key),
    lambda: found.get("hosted") == key,
    lambda: found.where("hosted"),
    lambda: found.delete_key("hosted"),
    lambda: found.get("hosted"),
    lambda: found.delete_key("hosted"),
):
    try:
        told.append(ask())
    except GorillaError as error:
        told.append(f"{type(error).__name__}: {error}")
print(json.dumps([told, time.monotonic() - began]))
"""
SILENT_SERVICE = """
import sys
from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets"))
print("owned", flush=True)
while True:
    connection.receive()
"""


BUS = ("dbus-run-session", "--")


def under_bus(
    tmp_path: Path, service: str, seconds: float = 5, bus: tuple[str, ...] = BUS
) -> tuple[list[object], float, str]:
    """What our code says in a process of its own, on a bus where that service was started."""
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        assert shutil.which(program), f"{program} is missing: install dbus and gnome-keyring"
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    keys = tmp_path / "keys.json"
    script = (
        f'{service}\nprintf "%s\\n" "$TEST_KEY" | '
        f'"$PYTHON" -c "$CHILD" "{keys}" {seconds}; '
        'status=$?; [ -z "$service" ] || kill "$service"; exit $status'
    )
    done = subprocess.run(
        [*bus, "sh", "-c", script],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "PYTHON": sys.executable,
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "CHILD": BUS_CHILD,
            "SILENT": SILENT_SERVICE,
            "TEST_KEY": KEY,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answers, took = json.loads(done.stdout.splitlines()[-1])
    return answers, took, done.stdout + done.stderr


UNLOCKED = (
    "printf pw | gnome-keyring-daemon --unlock --components=secrets --foreground "
    ">/dev/null 2>&1 & service=$!\n"
    "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "
    "[ -S $XDG_RUNTIME_DIR/keyring/control ] && break; sleep 0.05; done; sleep 0.1"
)
SILENT = (
    'mkfifo "$HOME/owned"; "$PYTHON" -c "$SILENT" > "$HOME/owned" & service=$!; '
    'read x < "$HOME/owned"'
)


def test_a_real_secret_service_keeps_finds_and_forgets_a_key(tmp_path: Path) -> None:
    answers, _, output = under_bus(tmp_path, UNLOCKED)
    assert answers == [
        [True, "SecretService"],
        "the system keyring (SecretService)",
        True,
        "the system keyring",
        ["the system keyring"],
        None,
        [],
    ]
    assert KEY not in output
    assert not (tmp_path / "keys.json").exists()


def test_without_a_secret_service_the_other_ways_are_offered(tmp_path: Path) -> None:
    answers, _, output = under_bus(tmp_path, "service=", bus=())
    assert answers[0] == [False, "there is no system keyring"]
    assert "KeyringMissing" in str(answers[1])
    assert "api_key_cmd" in str(answers[1])
    assert answers[3:] == ["", [], None, []]
    assert KEY not in output


def test_a_secret_service_that_never_answers_costs_seconds_not_a_hang(tmp_path: Path) -> None:
    answers, took, output = under_bus(tmp_path, SILENT, seconds=0.25)
    assert "did not answer within 0.25 s" in str(answers[1])
    assert took < 6
    assert KEY not in output


class TestFile:
    def test_a_key_goes_into_a_file_only_when_asked_and_is_then_the_persons_alone(
        self, tmp_path: Path, no_keyring: None
    ) -> None:
        found = credentials(tmp_path)
        old = os.umask(0)
        try:
            assert found.set_key("hosted", KEY, plaintext=True) == f"{found.file} in plain text"
        finally:
            os.umask(old)
        assert found.file.stat().st_mode & 0o777 == 0o600
        assert found.file.parent.stat().st_mode & 0o777 == 0o700
        found.set_key("upload", OTHER, plaintext=True)
        assert (found.get("hosted"), found.get("upload")) == (KEY, OTHER)
        assert [entry.name for entry in found.file.parent.iterdir()] == ["keys.json"]
        assert found.delete_key("hosted") == (str(found.file),)
        assert (found.get("hosted"), found.get("upload")) == (None, OTHER)
        assert found.delete_key("upload") == (str(found.file),)
        assert not found.file.exists()
        assert found.delete_key("upload") == ()

    def test_a_file_that_others_can_read_is_refused(self, tmp_path: Path, no_keyring: None) -> None:
        found = credentials(tmp_path)
        found.set_key("hosted", KEY, plaintext=True)
        found.file.chmod(0o640)
        with pytest.raises(CredentialError, match="chmod 600"):
            found.get()
        assert "others can read" in found.where()
        assert KEY not in found.where()

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"hosted": 1}', "\0\xff"])
    def test_a_broken_file_is_told_and_not_overwritten(
        self, tmp_path: Path, no_keyring: None, content: str
    ) -> None:
        found = credentials(tmp_path)
        found.file.parent.mkdir()
        found.file.touch(mode=0o600)
        found.file.write_text(content, encoding="latin-1")
        if not content:
            assert found.get() is None
            return
        with pytest.raises(CredentialError, match="does not hold keys"):
            found.get()
        with pytest.raises(CredentialError, match="does not hold keys"):
            found.set_key("hosted", KEY, plaintext=True)
        assert found.file.read_text(encoding="latin-1") == content

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path, no_keyring: None) -> None:
        (tmp_path / "data").touch()
        with pytest.raises(CredentialError, match="cannot be written"):
            credentials(tmp_path).set_key("hosted", KEY, plaintext=True)

    def test_nothing_shows_the_variables(self, tmp_path: Path) -> None:
        assert KEY not in repr(credentials(tmp_path, {"GORILLA_API_KEY": KEY}))


def environment(text: str) -> Environment:
    stream = io.StringIO(text)
    return Environment((), {}, Path("/"), stream, io.StringIO(), io.StringIO())


class TestReading:
    @pytest.mark.parametrize("typed", [KEY, f"{KEY}\n", f"{KEY}\r\n", f"  {KEY} \n\n"])
    def test_a_key_is_read_from_standard_input(self, typed: str) -> None:
        assert read_key(environment(typed)) == KEY

    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ("", "is empty"),
            ("\n", "is empty"),
            (f"{KEY}\n{OTHER}\n", "control characters"),
            (f"{KEY}\x1b[A", "control characters"),
            (f"{KEY}\0", "control characters"),
            (f"{KEY} {OTHER}", "a blank"),
            (f"{KEY}é", "not ASCII"),
            ("x" * 20_000, "too long"),
        ],
    )
    def test_what_cannot_be_a_key_is_refused_and_not_repeated(
        self, typed: str, problem: str
    ) -> None:
        with pytest.raises(UsageError, match=problem) as caught:
            read_key(environment(typed))
        assert KEY not in str(caught.value)

    def test_bytes_that_are_no_text_are_refused(self) -> None:
        stream = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\xff"), encoding="utf-8")
        with pytest.raises(UsageError):
            read_key(Environment((), {}, Path("/"), stream, io.StringIO(), io.StringIO()))

    def test_a_variable_with_a_line_break_is_refused_before_it_becomes_a_header(
        self, tmp_path: Path, no_keyring: None
    ) -> None:
        found = credentials(tmp_path, {"GORILLA_API_KEY": f"{KEY}\r\nX-Evil: 1"})
        with pytest.raises(CredentialError, match="GORILLA_API_KEY holds control") as caught:
            found.get()
        assert KEY not in str(caught.value)

    def test_the_prompt_does_not_echo(self) -> None:
        code = (
            "import fcntl, termios\n"
            "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
            "from gorilla_cli.credentials import read_key\n"
            "from gorilla_cli.environment import Environment\n"
            "key = read_key(Environment.of_process())\n"
            "print('length', len(key), flush=True)"
        )
        outer, inner = pty.openpty()
        child = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        shown, sent = b"", False
        try:
            while child.poll() is None or select.select([outer], [], [], 0)[0]:
                if select.select([outer], [], [], 0.1)[0]:
                    shown += os.read(outer, 1024)
                if not sent and b"API key" in shown:
                    time.sleep(0.1)  # the echo is switched off right after the prompt
                    os.write(outer, KEY.encode() + b"\n")
                    sent = True
        except OSError:  # the other end is gone
            pass
        finally:
            os.close(outer)
            child.wait(10)
        assert f"length {len(KEY)}".encode() in shown
        assert KEY.encode() not in shown

    def test_a_checked_key_is_returned_bare(self) -> None:
        assert checked_key(f" {KEY}\n") == KEY


def test_the_keyring_library_is_loaded_when_it_is_asked_and_not_before() -> None:
    code = (
        "import sys, gorilla_cli.credentials\n"
        "print([name for name in ('keyring', 'httpx', 'subprocess') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
