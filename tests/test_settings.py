"""Settings: every source, every error with its place, and the file never harmed."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorilla_cli.environment import Environment
from gorilla_cli.errors import SettingsError, UsageError
from gorilla_cli.settings import Settings, keys, load
from gorilla_cli.settings_file import (
    SettingsWriteError,
    keep_beside,
    replace_text,
    set_value,
    unset_value,
)
from gorilla_cli.toml_lines import lines_of


def surroundings(**variables: str) -> Environment:
    return Environment((), variables, Path("/"), io.StringIO(), io.StringIO(), io.StringIO())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gorilla" / "config.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


# Reading


def test_without_a_file_all_is_default_and_nothing_is_made(path: Path) -> None:
    loaded = load(path, surroundings())
    assert loaded.settings == Settings()
    assert set(loaded.origins.values()) == {"default"}
    assert set(loaded.origins) == {key.name for key in keys()}
    assert not path.parent.exists()


def test_file_variable_and_flag_each_beat_the_one_before(path: Path) -> None:
    written(path, "# mine\ncount = 4\nhistory = false\n\n[llama]\nmodel = 'a.gguf'\nthreads = 2\n")
    variables = {"GORILLA_LLAMA_MODEL": "b.gguf", "GORILLA_COUNT": "5", "GORILLA_SHELL": ""}
    loaded = load(path, surroundings(**variables), {"count": 6, "llama.adapter": None})
    assert loaded.settings.count == 6
    assert loaded.settings.llama.model == "b.gguf"
    assert loaded.settings.llama.threads == 2
    assert loaded.settings.history is False
    assert loaded.origins["count"] == "flag"
    assert loaded.origins["llama.model"] == "GORILLA_LLAMA_MODEL"
    assert loaded.origins["llama.threads"] == f"{path}:7"
    assert loaded.origins["history"] == f"{path}:3"
    assert loaded.origins["shell"] == loaded.origins["llama.adapter"] == "default"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("cuont = 3", 1, "cuont is no setting; did you mean 'count'"),
        ("\n# x\n[llama]\n\nmodle = 'x'", 5, "did you mean 'llama.model'"),
        ("threads = 3", 1, "did you mean 'llama.threads'"),
        ("[lama]\nmodel = 'x'", 1, "did you mean 'llama'"),
        ("llama = 'x'", 1, "llama must be a table"),
        ("[count]\na = 1", 1, "count must be a whole number, not a table"),
        ("backends = [\n\n'llama']\ncount = 'three'", 4, "a whole number, not 'three'"),
        ("shell = ['a',\n'b',\n]", 1, "must be a text"),
        ("history = 1", 1, "true or false, not 1"),
        ("count = true", 1, "a whole number, not true"),
        ("count = 0", 1, "from 1 to 20, not 0"),
        ("count = 21", 1, "from 1 to 20, not 21"),
        ("[hosted]\ntotal_timeout = 0", 2, "from 0.001 to 3600"),
        ("[hosted]\ntotal_timeout = nan", 2, "from 0.001 to 3600"),
        ("[hosted]\nconnect_timeout = inf", 2, "from 0.001 to 3600"),
        ("[hosted]\nbase_url = 'localhost:1'", 2, "http:// or https://"),
        ("[hosted]\napi_key_env = 'a b'", 2, "the name of an environment variable"),
        ("backends = ['recpes']", 1, "names no backend: 'recpes'; did you mean 'recipes'"),
        ("backends = []", 1, "at least one"),
        ("backends = ['llama', 'llama']", 1, "twice"),
        ("backends = [1]", 1, "a list of texts"),
        ('shell = "a\\u0000b"', 1, "control characters"),
        ('"llama.model" = "x"', 1, "is no setting"),
        ("llama.threads = -1", 1, "from 0 to 1024"),
        ("count = 3\ncount = 4", 2, "not valid TOML"),
        ("\n\ncount = ", 3, "not valid TOML"),
        ("\nshell = '''\nnever ends\n", 4, "not valid TOML"),
    ],
)
def test_an_error_names_file_line_and_key(path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(path, text), surroundings())
    assert caught.value.message.startswith(f"{path}:{line}: ")
    assert words in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("GORILLA_COUNT", "many", "GORILLA_COUNT must be a whole number, not 'many'"),
        ("GORILLA_COUNT", "99", "GORILLA_COUNT must be from 1 to 20"),
        ("GORILLA_HISTORY", "maybe", "GORILLA_HISTORY must be true or false"),
        ("GORILLA_BACKENDS", "recipes,lama", "did you mean 'llama'"),
        ("GORILLA_HOSTED_TOTAL_TIMEOUT", "-1", "GORILLA_HOSTED_TOTAL_TIMEOUT must be from"),
    ],
)
def test_a_wrong_variable_is_named(path: Path, variable: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match="environment variable") as caught:
        load(path, surroundings(**{variable: value}))
    assert words in caught.value.message


def test_texts_of_variables_become_values(path: Path) -> None:
    settings = load(
        path,
        surroundings(
            GORILLA_BACKENDS=" recipes, llama ,",
            GORILLA_HISTORY="Off",
            GORILLA_HOSTED_CONNECT_TIMEOUT="2",
            GORILLA_LLAMA_GPU_LAYERS="-1",
        ),
    ).settings
    assert settings.backends == ("recipes", "llama")
    assert settings.history is False
    assert settings.hosted.connect_timeout == 2.0
    assert settings.llama.gpu_layers == -1


@pytest.mark.parametrize("overrides", [{"count": 0}, {"count": "3"}, {"backends": ["lama"]}])
def test_a_wrong_flag_is_a_usage_error(path: Path, overrides: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        load(path, surroundings(), overrides)


def test_windows_line_ends_and_byte_order_mark_are_read(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbfcount = 4\r\n[llama]\r\nthreads = 2\r\n")
    loaded = load(path, surroundings())
    assert (loaded.settings.count, loaded.settings.llama.threads) == (4, 2)
    assert loaded.origins["llama.threads"] == f"{path}:3"


def test_unreadable_files_have_a_sentence(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"shell = '\xff'")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(path, surroundings())
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        load(tmp_path, surroundings())


def test_reading_loads_no_writing_library() -> None:
    code = (
        "import sys, pathlib, gorilla_cli.settings as s, gorilla_cli.environment as e;"
        "s.load(pathlib.Path('/nowhere/x'), e.Environment.of_process());"
        "print([m for m in ('tomlkit', 'tomllib', 'difflib', 'typer') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={}
    )
    assert ran.stdout.strip() == "[]"


def test_every_key_is_documented_and_settable_by_its_variable() -> None:
    for key in keys():
        assert key.doc
        assert key.variable.startswith("GORILLA_")
        assert key.type_word
    assert len({key.variable for key in keys()}) == len(keys())


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_lines_are_found_for_every_spelling(data: st.DataObject) -> None:
    """Any mixture of statements: each key's line is where its statement starts."""
    filler = st.sampled_from(["", "# [no.table]", "   ", "# a = '''"])
    values = st.sampled_from(
        ["1", "'''\n[x]\nk = 1\n'''", "[\n  # c\n  [1],\n  2,\n]", '"#"', "{}"]
    )
    lines: list[str] = []
    expected: dict[str, int] = {}
    table = ""
    for number in range(data.draw(st.integers(0, 8))):
        lines += data.draw(st.lists(filler, max_size=2))
        if data.draw(st.booleans()):
            table = f"t{number}."
            expected[f"t{number}"] = len("\n".join([*lines, "x"]).split("\n"))
            lines.append(f" [t{number}] # h")
        spelling = data.draw(st.sampled_from(["k{n}", '"k{n}"', "k{n}.deep", "k{n} "]))
        expected[table + spelling.format(n=number).strip(' "').replace('"', "")] = len(
            "\n".join([*lines, "x"]).split("\n")
        )
        lines.append(f"{spelling.format(n=number)} = {data.draw(values)}")
    text = "\n".join(lines)
    tomllib.loads(text)
    found = lines_of(text)
    assert {name: found.get(name) for name in expected} == expected


# Writing


def test_the_first_setting_makes_a_private_file_in_private_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "config.toml"
    before = os.umask(0)
    try:
        set_value(path, "llama.model", "x y.gguf")
    finally:
        os.umask(before)
    assert path.read_text() == '[llama]\nmodel = "x y.gguf"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_comments_order_and_the_rest_stay(path: Path) -> None:
    text = "# top\n\ncount = 3  # three\n\n[llama] # model\nmodel = 'x'   # here\n# end\n"
    written(path, text)
    set_value(path, "count", "7")
    set_value(path, "llama.model", "y")
    assert path.read_text() == text.replace("= 3", "= 7").replace("'x'", '"y"')
    set_value(path, "backends", "recipes, llama")
    assert load(path, surroundings()).settings.backends == ("recipes", "llama")
    assert path.read_text().startswith("# top\n")
    assert unset_value(path, "backends") is True
    assert unset_value(path, "backends") is False
    assert "# end" in path.read_text()


LAYOUTS = [
    "",
    "# only a comment",
    "[llama]",
    "[llama]\n# end",
    "llama.threads = 1\n",
    "llama = { threads = 1 }",
    "[llama]\nthreads = 1\n[hosted]\nmodel = 'm'\n[llama.deep]\na = 1\n",
    "[hosted]\nmodel = 'm'\n\n\n[llama]\nthreads = 1",
    "shell = 'a'\r\n[hosted]\r\nmodel = 'm'\r\n",
    'shell = """\na\n[llama]\n"""\n[other]\nx = 1\n',
    "[[other]]\nx = 1\n[[other]]\nx = 2\n",
    "backends = [\n 'recipes', # one\n 'llama',\n]\n",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_key_can_be_set_in_each_layout(path: Path, layout: str) -> None:
    new = {"count": "9", "llama.model": "n", "hosted.base_url": "http://h/v1", "shell": "zsh"}
    written(path, layout)
    before = tomllib.loads(layout)
    for name, value in new.items():
        set_value(path, name, value)
    after = tomllib.loads(path.read_text())
    assert after["count"] == 9
    assert after["llama"].pop("model") == "n"
    assert after["hosted"].pop("base_url") == "http://h/v1"
    assert after.pop("shell") == "zsh"
    before.pop("shell", None)
    for name, value in before.items():
        assert after[name] == value
    if "\r\n" in layout:
        assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_mode_and_symbolic_link_are_kept(path: Path, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    real = dotfiles / "gorilla.toml"
    real.write_text("count = 3\n")
    real.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(Path("..") / "dotfiles" / "gorilla.toml")
    set_value(path, "count", "4")
    assert path.is_symlink()
    assert real.read_text() == "count = 4\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_a_broken_file_is_never_overwritten(path: Path) -> None:
    broken = "count = 3\n[llama\n# precious\n"
    written(path, broken)
    for change in (
        lambda: set_value(path, "count", "4"),
        lambda: unset_value(path, "count"),
    ):
        with pytest.raises(SettingsError, match=":2: not valid TOML"):
            change()
    assert path.read_text() == broken


def test_a_wrong_key_or_value_changes_nothing_but_can_be_taken_out(path: Path) -> None:
    written(path, "cuont = 3\ncount = 'x'\n")
    with pytest.raises(SettingsError, match="did you mean 'count'"):
        set_value(path, "coutn", "3")
    with pytest.raises(SettingsError, match="count must be a whole number"):
        set_value(path, "count", "three")
    with pytest.raises(SettingsError, match="there is no setting"):
        unset_value(path, "coutn")
    assert path.read_text() == "cuont = 3\ncount = 'x'\n"
    set_value(path, "count", "5")
    assert unset_value(path, "cuont") is True
    assert load(path, surroundings()).settings.count == 5


def test_a_change_in_between_is_noticed(path: Path) -> None:
    written(path, "count = 3\n")
    assert replace_text(path, "count = 2\n", "count = 9\n") is False
    assert path.read_text() == "count = 3\n"
    assert replace_text(path, "count = 3\n", "count = 9\n") is True


def test_a_rejected_text_is_kept_beside(path: Path) -> None:
    first, second = keep_beside(path, "a = 1"), keep_beside(path, "b = 1")
    assert first != second
    assert (first.read_text(), second.read_text()) == ("a = 1", "b = 1")
    assert first.parent == path.parent
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


@pytest.fixture
def read_only(path: Path) -> Iterator[Path]:
    """A folder that even root cannot write to, where the machine has one."""
    if os.geteuid() == 0:
        folder = Path("/proc/self/fdinfo")
        if not folder.is_dir():
            pytest.skip("root writes everywhere here")
        yield folder / "config.toml"
        return
    path.parent.mkdir()
    path.parent.chmod(0o500)
    yield path
    path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_written_has_a_sentence(read_only: Path) -> None:
    with pytest.raises(SettingsWriteError, match="cannot be written") as caught:
        set_value(read_only, "count", "3")
    assert caught.value.exit_status == 73
    assert "writable" in caught.value.remedy


def test_a_file_where_the_folder_should_be_has_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("")
    with pytest.raises(SettingsWriteError, match="cannot be written"):
        set_value(tmp_path / "config" / "config.toml", "count", "3")


_WRITER = (
    "import sys; from pathlib import Path; from gorilla_cli.settings_file import set_value\n"
    "for number in range(int(sys.argv[3])): set_value(Path(sys.argv[1]), sys.argv[2], str(number))"
)


def test_writers_at_once_lose_nothing(path: Path) -> None:
    names = ("count", "llama.threads", "llama.gpu_layers", "shell", "hosted.model")
    written(path, "# kept\n" + "".join(f"# line {number}\n" for number in range(50)))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER.replace("range(", "range(1, "), path, n, "12"]
        )
        for n in names
    ]
    assert [writer.wait() for writer in writers] == [0] * len(names)
    settings = load(path, surroundings()).settings
    assert (settings.count, settings.llama.threads, settings.llama.gpu_layers) == (11, 11, 11)
    assert (settings.shell, settings.hosted.model) == ("11", "11")
    assert path.read_text().startswith("# kept\n# line 0\n")
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_a_killed_writer_leaves_a_whole_file(path: Path) -> None:
    written(path, "# kept\ncount = 1\n")
    for delay in (0.0, 0.02, 0.05):
        with subprocess.Popen([sys.executable, "-c", _WRITER, path, "shell", "100000"]) as writer:
            while "shell" not in path.read_text() and writer.poll() is None:
                time.sleep(0.005)
            time.sleep(delay)
            writer.send_signal(signal.SIGKILL)
        assert load(path, surroundings()).settings.count == 1
        set_value(path, "llama.threads", "2")
        assert path.read_text().startswith("# kept\n")
        unset_value(path, "shell")
