"""gorilla docs from argv to index."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from gorilla_cli.exit_status import ExitStatus

ROOT = Path(__file__).parents[2]


def docs(home: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    variables = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT),
                 "MANPATH": str(home / "man"), "XDG_DATA_DIRS": str(home)}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "gorilla_cli", "docs", *arguments],
        env=variables, input=stdin, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_way_of_a_note(tmp_path: Path) -> None:
    told = docs(tmp_path, "search", "polish")
    assert told.returncode == ExitStatus.UNAVAILABLE
    assert "gorilla docs build" in told.stderr
    note = "# frobnicate\n\n- Polish the brass:\n\n`frobnicate -p`\n"
    assert docs(tmp_path, "add", "-", "--name", "frobnicate", stdin=note).returncode == 0
    assert "frobnicate -p" in docs(tmp_path, "search", "polish", "brass").stdout
    assert "frobnicate -p" in docs(tmp_path, "show", "frobnicate").stdout
    assert docs(tmp_path, "build").returncode == 0
    assert json.loads(docs(tmp_path, "status", "--json").stdout)["files"] == 1
    assert docs(tmp_path, "remove", "frobnicate").returncode == 0
    assert docs(tmp_path, "search", "polish").returncode == ExitStatus.NO_INPUT
    assert docs(tmp_path, "remove", "../x").returncode == ExitStatus.NO_INPUT
    assert docs(tmp_path, "add", "nowhere.md").returncode == ExitStatus.NO_INPUT
    assert docs(tmp_path, "add", "-", stdin=note).returncode == ExitStatus.USAGE
