"""Copying: the exact text, by the way that works where the person is."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from gorilla_cli.environment import Environment
from gorilla_cli.ui.clipboard import copy

TEXT = "echo 'two\nlines' \t日本"


def copied(text: str, platform: str = "linux", **variables: str) -> str:
    written: list[str] = []
    environment = Environment(
        (), variables, Path("/"), io.StringIO(), io.StringIO(), io.StringIO(), platform
    )
    copy(text, environment, written.append)
    return "".join(written)


def decoded(sequence: str) -> str:
    match = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match
    return base64.b64decode(match[1]).decode()


def test_the_sequence_holds_the_exact_text() -> None:
    assert decoded(copied(TEXT, PATH="/nonexistent")) == TEXT


def test_gnu_screen_hands_it_on_in_pieces() -> None:
    long = "x" * 5000
    sequence = copied(long, PATH="/nonexistent", STY="1.pts")
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sequence, re.DOTALL)
    assert max(map(len, pieces)) <= 768
    assert decoded("".join(pieces)) == long


def program(folder: Path, name: str) -> Path:
    """A clipboard program, as there is no desktop here."""
    target = folder / f"{name}.got"
    script = folder / name
    script.write_text(f'#!/bin/sh\n/bin/cat > "{target}"\n')
    script.chmod(0o755)
    return target


def test_a_desktop_program_gets_it_as_well(tmp_path: Path) -> None:
    target = program(tmp_path, "wl-copy")
    sequence = copied(TEXT, PATH=str(tmp_path), WAYLAND_DISPLAY="wayland-0")
    assert target.read_text() == TEXT
    assert decoded(sequence) == TEXT


def test_on_macos(tmp_path: Path) -> None:
    target = program(tmp_path, "pbcopy")
    copied(TEXT, "darwin", PATH=str(tmp_path))
    assert target.read_text() == TEXT


def test_over_ssh_the_desktop_of_the_other_machine_is_left_alone(tmp_path: Path) -> None:
    target = program(tmp_path, "wl-copy")
    variables = {"WAYLAND_DISPLAY": "wayland-0", "SSH_TTY": "/dev/pts/1"}
    assert decoded(copied(TEXT, PATH=str(tmp_path), **variables)) == TEXT
    assert not target.exists()


def test_a_program_that_fails_costs_nothing(tmp_path: Path) -> None:
    script = tmp_path / "xclip"
    script.write_text("#!/bin/sh\nexit 1\n")
    script.chmod(0o755)
    assert decoded(copied(TEXT, PATH=str(tmp_path), DISPLAY=":0")) == TEXT
