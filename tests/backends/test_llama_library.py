"""Loading the native library: missing, broken, silent, and without the package's ballast."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from gorilla_cli.backends import llama_library
from gorilla_cli.errors import BackendError

needs_library = pytest.mark.skipif(find_spec("llama_cpp") is None, reason="not installed")


def fresh(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env=variables or None,
    )


def test_a_missing_library_is_told_how_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    llama_library.load.cache_clear()
    monkeypatch.setattr(llama_library, "find_spec", lambda name: None)
    with pytest.raises(BackendError, match="is not installed") as raised:
        llama_library.load()
    assert "pip install 'gorilla-cli[local]'" in raised.value.remedy


@needs_library
def test_a_broken_library_is_an_error_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "libllama.so").write_bytes(b"no library")
    (tmp_path / "libllama.dylib").write_bytes(b"no library")
    code = """
from gorilla_cli.backends import llama_library
from gorilla_cli.errors import BackendError
try:
    llama_library.load()
except BackendError as error:
    print(error.message)
    print(error.remedy)
"""
    ran = fresh(code, LLAMA_CPP_LIB_PATH=str(tmp_path))
    assert ran.stdout.startswith("llama-cpp-python does not load: "), ran.stderr
    assert "pip install --force-reinstall" in ran.stdout


@needs_library
def test_only_the_bindings_are_imported_and_the_package_still_works() -> None:
    code = """
import json, sys
from gorilla_cli.backends import llama_library
lib = llama_library.load()
early = sorted({"llama_cpp", "jinja2", "diskcache", "numpy"} & set(sys.modules))
import llama_cpp
print(json.dumps([early, llama_cpp.llama_cpp is lib, hasattr(llama_cpp, "Llama")]))
"""
    ran = fresh(code)
    assert json.loads(ran.stdout) == [[], True, True], ran.stderr


@needs_library
@pytest.mark.model
def test_loading_and_answering_writes_nothing_to_the_standard_streams() -> None:
    code = """
from pathlib import Path
from threading import Event
from gorilla_cli.backends.base import Parts
from gorilla_cli.backends.llama import create
from gorilla_cli.domain import Context, Prompt, Query, Request
from gorilla_cli.paths import Paths
from gorilla_cli.settings import Settings
nowhere = Path("/nowhere")
backend = create(Parts(Settings(), Paths(nowhere, nowhere, nowhere), {}))
context = Context("linux", "bash", "/", "/")
for _ in backend.suggest(Query(Request("x"), context, Prompt("# list files\\n", ())), Event()):
    pass
backend.close()
"""
    ran = fresh(code)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@needs_library
def test_a_failure_is_repeated_to_hear_its_reason() -> None:
    lib = llama_library.load()
    missing = b"/nowhere/at-all.gguf"
    parameters = lib.llama_model_default_params()
    result, told = llama_library.attempt(
        lib, lambda: lib.llama_model_load_from_file(missing, parameters)
    )
    assert not result
    assert "/nowhere/at-all.gguf" in told
    assert llama_library.attempt(lib, lambda: 7) == (7, "")
