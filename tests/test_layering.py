"""The floors hold, and the fast path stays fast: both are properties of a fresh process."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("typer", "rich", "httpx", "llama_cpp", "prompt_toolkit", "keyring", "sqlite3",
         "tree_sitter", "tomlkit", "platformdirs", "asyncio", "inspect", "numpy")  # fmt: skip
PROBE = """
import io, json, sys
sys.argv = ["gorilla", *json.loads(sys.argv[1])]
out, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
from gorilla_cli.__main__ import main
status = main()
json.dump([status, sorted(sys.modules)], out)
"""


def fresh(*arguments: str) -> tuple[int, set[str]]:
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    status, modules = json.loads(ran.stdout)
    return status, {module.split(".")[0] for module in modules}


def test_the_contracts_hold() -> None:
    ran = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["-h"],
        ["--help"],
        ["version"],
        ["init", "bash"],
        ["init", "zsh"],
        ["init", "fish"],
    ],
)
def test_the_fast_path_imports_nothing_heavy(arguments: list[str]) -> None:
    status, modules = fresh(*arguments)
    assert status == 0
    assert not modules & set(HEAVY)


@pytest.mark.parametrize("path", sorted(ROOT.glob("gorilla_cli/**/*.py")), ids=str)
def test_only_the_right_module_touches_the_process(path: Path) -> None:
    """Rule 2 of the architecture: one writer of the streams, one reader of the environment."""
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT / "gorilla_cli").as_posix()
    if name not in ("environment.py",):
        assert "os.environ" not in source.replace("os.environ[", "os.environ"), name
        assert "Path.cwd(" not in source, name
        assert "os.getcwd(" not in source, name
    if not name.startswith(
        ("ui/", "run", "environment.py", "__main__.py", "shells/", "knowledge/lint.py")
    ):
        assert "sys.stdout" not in source, name
        assert "sys.stderr" not in source, name
        assert not re.search(r"(?<![\w.])print\(", source), name
