"""What `gorilla init SHELL` prints, where no key can be pressed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import gorilla_cli.shells

FOLDER = Path(gorilla_cli.shells.__file__).parent


def text(shell: str) -> str:
    return (FOLDER / f"init.{shell}").read_text(encoding="utf-8")


def said(argv: list[str], source: str) -> tuple[str, str]:
    ran = subprocess.run(argv, input=source, capture_output=True, text=True, check=True)
    return ran.stdout, ran.stderr


@pytest.mark.parametrize(
    ("shell", "functions"), [("bash", "declare -F"), ("zsh", "functions"), ("fish", "functions -a")]
)
def test_a_script_gets_nothing(shell: str, functions: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    argv = [shell, "--no-config"] if shell == "fish" else [shell]
    out, err = said(argv, f"{text(shell)}\n{functions}\n")
    assert "gorilla" not in out
    assert not err


@pytest.mark.parametrize(("version", "refused"), [("3 2", True), ("4 3", True), ("4 4", False)])
def test_old_bash_is_refused_with_a_sentence(version: str, refused: bool) -> None:
    """Stands in for an old bash: its version cannot be set, so the name is another one."""
    source = text("bash").replace("BASH_VERSINFO", "OLD").replace("$- !=", "i !=")
    out, err = said(["bash", "--norc"], f"OLD=({version})\n{source}\ndeclare -F\n")
    assert ("needs bash 4.4 or newer" in err) is refused
    assert ("__gorilla_key" in out) is not refused
