"""gorilla doctor: one line a part, one remedy for what is broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from gorilla_cli.exit_status import ExitStatus

ROOT = Path(__file__).parents[2]


def doctor(
    home: Path, cache: Path, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gorilla_cli", *(arguments or ("doctor", "--json"))],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT),
             "SHELL": "/bin/bash", "GORILLA_CACHE_DIR": str(cache), **variables},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def states(ran: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {check["part"]: check["state"] for check in json.loads(ran.stdout)}


def test_an_empty_home_is_well(tmp_path: Path, cache: Path) -> None:
    ran = doctor(tmp_path, cache)
    assert ran.returncode == 0, ran.stdout
    found = states(ran)
    assert {"settings", "recipes", "local model", "data", "cache", "history"} <= {
        part for part, state in found.items() if state == "ok"
    }
    assert found["hosted"] == "off"


def test_what_is_broken_has_a_remedy_and_a_status(tmp_path: Path, cache: Path) -> None:
    ran = doctor(tmp_path, cache, SHELL="/bin/nosuchshell")
    assert ran.returncode == ExitStatus.UNAVAILABLE
    [broken] = [check for check in json.loads(ran.stdout) if check["state"] == "broken"]
    assert broken["part"] == "shell"
    assert "gorilla config set shell" in broken["remedy"]


def test_wrong_settings_do_not_end_the_examination(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / ".config/gorilla/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("cuont = 3\n")
    found = states(doctor(tmp_path, cache))
    assert found["settings"] == "broken"
    assert len(found) >= 9


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = doctor(tmp_path, cache, GORILLA_DATA_DIR=str(tmp_path / "file/data"))
    assert states(ran)["data"] == "broken"
    assert "GORILLA_DATA_DIR" in ran.stdout


def test_a_key_is_never_shown(tmp_path: Path, cache: Path) -> None:
    secret = "sk-" + "a1B2" * 10
    ran = doctor(tmp_path, cache, GORILLA_API_KEY=secret,
                 GORILLA_HOSTED_BASE_URL="http://127.0.0.1:9/v1")  # fmt: skip
    assert states(ran)["hosted"] == "ok"
    assert secret not in ran.stdout + ran.stderr


def test_the_table_for_people(tmp_path: Path, cache: Path) -> None:
    ran = doctor(tmp_path, cache, "doctor")
    assert any(line.split()[:2] == ["recipes", "ok"] for line in ran.stdout.splitlines())


def test_explain_says_what_a_command_does_and_runs_nothing(tmp_path: Path, cache: Path) -> None:
    kept = tmp_path / "a.txt"
    kept.write_text("x")
    ran = doctor(tmp_path, cache, "explain", f"rm {kept}")
    assert ran.returncode == 0
    assert "deletes" in ran.stdout
    assert kept.exists()
