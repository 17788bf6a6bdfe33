"""gorilla config, from its arguments to the file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from gorilla_cli.settings import keys
from tests.commands.driving import Gorilla


@pytest.fixture
def gorilla(tmp_path: Path) -> Gorilla:
    return Gorilla(tmp_path)


def editor(folder: Path, script: str) -> str:
    """An editor that does what a shell script does to the file "$1"."""
    file = folder / "my editor"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f'"{file}" '


def test_list_shows_each_setting_with_value_and_origin(gorilla: Gorilla) -> None:
    assert gorilla("config", "set", "llama.model", "my model.gguf").status == 0
    ran = gorilla("config", "list", GORILLA_COUNT="7")
    assert ran.status == 0
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert set(lines) == {key.name for key in keys()}
    assert lines["llama.model"].split()[1:] == ['"my', 'model.gguf"', f"{gorilla.settings}:2"]
    assert lines["count"].split()[1:] == ["7", "GORILLA_COUNT"]
    assert lines["shell"].split()[1:] == ['""', "default"]
    assert gorilla("config", GORILLA_COUNT="7").out == ran.out


def test_list_as_json(gorilla: Gorilla) -> None:
    (count, *rest) = json.loads(gorilla("config", "list", "--json").out)
    assert count["key"] == "count"
    assert (count["value"], count["origin"], count["default"]) == (3, "default", 3)
    assert count["variable"] == "GORILLA_COUNT"
    assert len(rest) == len(keys()) - 1


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("llama.gpu_layers", "-1", "-1"),
        ("backends", "recipes, llama", "recipes,llama"),
        ("history", "off", "false"),
        ("hosted.api_key_cmd", "pass show 'a b'", "pass show 'a b'"),
        ("hosted.total_timeout", "2", "2.0"),
    ],
)
def test_what_is_set_can_be_got(gorilla: Gorilla, key: str, value: str, shown: str) -> None:
    assert gorilla("config", "set", key, value).status == 0
    assert gorilla("config", "get", key).out == shown + "\n"
    assert gorilla("config", "set", key, shown).status == 0
    assert gorilla("config", "unset", key).status == 0
    assert "so nothing changed" in gorilla("config", "unset", key).err


def test_set_says_when_a_variable_overrides(gorilla: Gorilla) -> None:
    ran = gorilla("config", "set", "count", "5", GORILLA_COUNT="7")
    assert ran.status == 0
    assert "GORILLA_COUNT overrides it" in ran.err
    assert gorilla("config", "get", "count").out == "5\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("get", "cuont"), "did you mean 'count'"),
        (("set", "cuont", "3"), "did you mean 'count'"),
        (("set", "count", "many"), "count must be a whole number"),
        (("unset", "cuont"), "did you mean 'count'"),
    ],
)
def test_mistakes_have_a_sentence(gorilla: Gorilla, arguments: tuple[str, ...], words: str) -> None:
    ran = gorilla("config", *arguments)
    assert ran.status == 78
    assert words in ran.err
    assert not gorilla.settings.exists()


def test_a_wrong_file_can_be_mended_from_the_command_line(gorilla: Gorilla) -> None:
    gorilla.settings.parent.mkdir()
    gorilla.settings.write_text("count = 3\ncuont = 4\n")
    ran = gorilla("config", "list")
    assert ran.status == 78
    assert f"{gorilla.settings}:2: cuont is no setting; did you mean 'count'?" in ran.err
    assert gorilla("config", "path").out == f"{gorilla.settings}\n"
    assert gorilla("config", "unset", "cuont").status == 0
    assert gorilla("config", "list").status == 0


def test_edit_takes_what_is_valid(gorilla: Gorilla, tmp_path: Path) -> None:
    script = 'cp "$1" seen; printf "count = 9 # mine\\n" > "$1"'
    ran = gorilla("config", "edit", VISUAL=editor(tmp_path, f'cd "{tmp_path}"; {script}'))
    assert (ran.status, ran.err) == (0, "")
    assert gorilla.settings.read_text() == "count = 9 # mine\n"
    assert stat.S_IMODE(gorilla.settings.stat().st_mode) == 0o600
    # Somebody without settings is shown what there is.
    template = (tmp_path / "seen").read_text()
    assert all(key.doc in template for key in keys())


def test_the_template_is_valid_when_uncommented(gorilla: Gorilla, tmp_path: Path) -> None:
    uncomment = 'sed -i -e 1d -e "s/^# //" "$1"'
    ran = gorilla("config", "edit", EDITOR=editor(tmp_path, uncomment))
    assert (ran.status, ran.err) == (0, "")
    assert gorilla("config", "get", "hosted.connect_timeout").out == "5.0\n"
    (first, *_) = json.loads(gorilla("config", "list", "--json").out)
    assert first["origin"].startswith(f"{gorilla.settings}:")


def test_edit_that_changes_nothing_makes_nothing(gorilla: Gorilla) -> None:
    ran = gorilla("config", "edit", EDITOR="true")
    assert ran.status == 0
    assert "nothing was changed" in ran.err
    assert not gorilla.settings.exists()


def test_edit_with_a_mistake_keeps_both_texts(gorilla: Gorilla, tmp_path: Path) -> None:
    gorilla("config", "set", "count", "5")
    ran = gorilla("config", "edit", EDITOR=editor(tmp_path, 'echo "precious = 1" >> "$1"'))
    assert ran.status == 78
    assert f"{gorilla.settings}:2: precious is no setting" in ran.err
    (kept,) = gorilla.settings.parent.glob("config.rejected-*.toml")
    assert str(kept) in ran.err
    assert kept.read_text() == "count = 5\nprecious = 1\n"
    assert gorilla.settings.read_text() == "count = 5\n"


def test_edit_again_after_a_mistake(gorilla: Gorilla, tmp_path: Path) -> None:
    script = 'if grep -q wrong "$1"; then echo "count = 4" > "$1"; else echo wrong > "$1"; fi'
    ran = gorilla.typing("edit\n", "config", "edit", EDITOR=editor(tmp_path, script))
    assert ran.status == 0, ran.out
    assert "not valid TOML" in ran.out
    assert gorilla.settings.read_text() == "count = 4\n"
    assert [one.name for one in gorilla.settings.parent.iterdir()] == ["config.toml"]


def test_edit_while_somebody_else_sets_loses_neither(gorilla: Gorilla, tmp_path: Path) -> None:
    gorilla("config", "set", "count", "5")
    script = f'echo "count = 7" > "{gorilla.settings}"; echo "count = 9" > "$1"'
    ran = gorilla("config", "edit", EDITOR=editor(tmp_path, script))
    assert ran.status == 78
    assert "changed by somebody else" in ran.err
    assert gorilla.settings.read_text() == "count = 7\n"
    (kept,) = gorilla.settings.parent.glob("config.rejected-*.toml")
    assert kept.read_text() == "count = 9\n"


def test_an_editor_that_fails_loses_nothing(gorilla: Gorilla, tmp_path: Path) -> None:
    ran = gorilla("config", "edit", EDITOR="no-such-editor")
    assert ran.status == 78
    assert "ended with status 127" in ran.err
    crashing = editor(tmp_path, 'echo "count = 8" > "$1"; exit 3')
    ran = gorilla("config", "edit", EDITOR=crashing)
    assert "ended with status 3" in ran.err
    (kept,) = gorilla.settings.parent.glob("config.rejected-*.toml")
    assert kept.read_text() == "count = 8\n"
    assert not gorilla.settings.exists()


def test_no_editor_has_a_sentence(gorilla: Gorilla, tmp_path: Path) -> None:
    ran = gorilla("config", "edit", PATH=str(tmp_path))
    assert ran.status == 78
    assert "there is no editor" in ran.err


NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
KEY = "sk-7c5f09e2"


def test_a_key_without_a_keyring_is_kept_nowhere_unasked(gorilla: Gorilla, tmp_path: Path) -> None:
    ran = gorilla.piped(f"{KEY}\n", "config", "set-key", "hosted", **NO_KEYRING)
    assert ran.status == 69
    assert "api_key_cmd" in ran.err
    assert KEY not in ran.out + ran.err
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and KEY in one.read_text()]


def test_a_key_in_plain_text_is_private_and_can_be_forgotten(
    gorilla: Gorilla, tmp_path: Path
) -> None:
    ran = gorilla.piped(f"{KEY}\n", "config", "set-key", "--plaintext", **NO_KEYRING)
    assert ran.status == 0, ran.err
    assert KEY not in ran.out + ran.err
    (kept,) = (one for one in tmp_path.rglob("*") if one.is_file() and KEY in one.read_text())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    ran = gorilla.piped("", "config", "forget-key", "hosted", **NO_KEYRING)
    assert f"deleted from {kept}" in ran.err
    assert not kept.exists()
    assert "no key was kept" in gorilla.piped("", "config", "forget-key", **NO_KEYRING).err


def test_a_key_typed_as_the_name_is_not_repeated(gorilla: Gorilla) -> None:
    ran = gorilla("config", "set-key", KEY)
    assert ran.status == 2
    assert KEY not in ran.out + ran.err
