"""Downloads from a real server, which drops, lies and refuses."""

from __future__ import annotations

import hashlib
import shutil
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gorilla_cli.errors import ModelError, UsageError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.locking import folder_locked
from gorilla_cli.models.pull import DownloadError, FolderError, Pulled, file_name, pull
from tests.models.file_server import Site, serving
from tests.models.gguf_files import Tensor, gguf_bytes

CONTENT = gguf_bytes(None, [Tensor("weights", (64, 1024))])
DIGEST = hashlib.sha256(CONTENT).hexdigest()


class Bar:
    """A progress bar that keeps what it was told."""

    total: int | None = None
    so_far = 0

    def __call__(
        self, title: str, total: int | None
    ) -> AbstractContextManager[Callable[[int], None]]:
        @contextmanager
        def shown() -> Iterator[Callable[[int], None]]:
            self.total = total
            yield self._advance

        return shown()

    def _advance(self, count: int) -> None:
        self.so_far += count


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(CONTENT)) as site:
        yield site


def get(site: Site, folder: Path, **options: Any) -> Pulled:
    return pull(site.url, folder, "model.gguf", wait=lambda seconds: None, **options)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_whole_file(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "models"
    bar = Bar()
    pulled = get(site, folder, progress=bar)
    assert pulled == Pulled(folder / "model.gguf", len(CONTENT), DIGEST, "")
    assert pulled.path.read_bytes() == CONTENT
    assert names(folder) == ["model.gguf"]
    assert (bar.total, bar.so_far) == (len(CONTENT), len(CONTENT))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert site.asked[0]["accept-encoding"] == "identity"


def test_what_is_there_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    get(site, tmp_path)
    again = get(site, tmp_path)
    assert (again.path, again.sha256) == (tmp_path / "model.gguf", "")
    assert len(site.asked) == 1


@pytest.mark.parametrize("digest", [DIGEST, DIGEST.upper()])
def test_the_given_checksum_is_checked(site: Site, tmp_path: Path, digest: str) -> None:
    assert get(site, tmp_path, sha256=digest).checked_against == "the given checksum"


def test_a_wrong_checksum_leaves_nothing(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"has the checksum {DIGEST} instead of {'0' * 64}"):
        get(site, tmp_path, sha256="0" * 64)
    assert names(tmp_path) == []


def test_a_checksum_that_the_server_states(site: Site, tmp_path: Path) -> None:
    site.etag = f'"{DIGEST}"'
    assert get(site, tmp_path).checked_against == "the checksum that the server states"


def test_content_that_is_not_what_the_server_states(site: Site, tmp_path: Path) -> None:
    site.etag = f'"{"1" * 64}"'
    with pytest.raises(ModelError, match="instead of 1111"):
        get(site, tmp_path)
    assert names(tmp_path) == []


class Moved(NamedTuple):
    linked: str
    own: str
    vouched: str


@pytest.mark.parametrize(
    "moved",
    [
        Moved(f'"{DIGEST}"', f'"{"2" * 64}"', "the checksum that the server states"),
        Moved("", f'"{"2" * 64}"', ""),
    ],
    ids=["the hub's digest counts", "the store's tag is none"],
)
def test_a_hub_that_redirects_to_a_store(site: Site, tmp_path: Path, moved: Moved) -> None:
    site.redirect, site.etag = site.url, moved.own
    site.redirect_headers = {"x-linked-etag": moved.linked} if moved.linked else {}
    site.url = site.url.replace("model", "moved")
    assert get(site, tmp_path).checked_against == moved.vouched


def test_a_dropped_connection_is_taken_up_again(site: Site, tmp_path: Path) -> None:
    site.break_after = [100_000, 50_000, 0]
    bar = Bar()
    assert get(site, tmp_path, sha256=DIGEST, progress=bar).path.read_bytes() == CONTENT
    assert [asked.get("range") for asked in site.asked] == [
        None,
        "bytes=100000-",
        "bytes=150000-",
        "bytes=150000-",
    ]
    assert site.asked[1]["if-range"] == '"first"'
    assert bar.so_far == len(CONTENT)


def test_giving_up_keeps_the_part_for_the_next_time(site: Site, tmp_path: Path) -> None:
    site.break_after = [100_000] + [0] * 5
    with pytest.raises(DownloadError, match=r"broke off after 100,000 bytes") as raised:
        get(site, tmp_path)
    assert raised.value.exit_status == ExitStatus.UNAVAILABLE
    assert "goes on from there" in raised.value.remedy
    assert names(tmp_path) == ["model.gguf.part", "model.gguf.part.json"]
    assert get(site, tmp_path).sha256 == DIGEST
    assert site.asked[-1]["range"] == "bytes=100000-"
    assert names(tmp_path) == ["model.gguf"]


def test_a_file_that_changed_meanwhile_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    site.break_after = [100_000] + [0] * 5
    with pytest.raises(DownloadError):
        get(site, tmp_path)
    site.content = gguf_bytes(None, [Tensor("newer", (64, 2048))])
    site.etag = '"second"'
    assert get(site, tmp_path).path.read_bytes() == site.content


def test_the_part_of_another_address_is_not_used(site: Site, tmp_path: Path) -> None:
    site.break_after = [100_000] + [0] * 5
    with pytest.raises(DownloadError):
        get(site, tmp_path)
    site.url += "?other"
    assert get(site, tmp_path).sha256 == DIGEST
    assert "range" not in site.asked[-1]


def test_a_part_that_is_whole_already(site: Site, tmp_path: Path) -> None:
    site.break_after = [100_000] + [0] * 5
    with pytest.raises(DownloadError):
        get(site, tmp_path)
    (tmp_path / "model.gguf.part").write_bytes(CONTENT)
    assert get(site, tmp_path).sha256 == DIGEST


@pytest.mark.parametrize("fault", [{"ranges": False}, {"wrong_range": True}])
def test_a_server_without_good_ranges(site: Site, tmp_path: Path, fault: dict[str, bool]) -> None:
    vars(site).update(fault, break_after=[100_000])
    assert get(site, tmp_path).sha256 == DIGEST


@pytest.mark.parametrize("damage", ["{", "[]", '{"url": 3, "more": 4}'])
def test_damaged_notes_mean_a_new_start(site: Site, tmp_path: Path, damage: str) -> None:
    (tmp_path / "model.gguf.part").write_bytes(b"old")
    (tmp_path / "model.gguf.part.json").write_text(damage)
    assert get(site, tmp_path).sha256 == DIGEST


def test_a_length_that_is_too_large(site: Site, tmp_path: Path) -> None:
    site.claim = len(CONTENT) + 1000
    site.ranges = False
    with pytest.raises(DownloadError, match="broke off"):
        get(site, tmp_path)
    assert "model.gguf" not in names(tmp_path)


def test_a_length_that_is_too_small(site: Site, tmp_path: Path) -> None:
    site.claim = len(CONTENT) - 1000
    with pytest.raises(ModelError, match=r"is cut off: 1,000 bytes are missing"):
        get(site, tmp_path)
    assert names(tmp_path) == []


def test_a_page_instead_of_a_model(site: Site, tmp_path: Path) -> None:
    site.content = b"<html>log in</html>"
    with pytest.raises(ModelError, match=r"no whole GGUF file, and was deleted: it is no GGUF"):
        get(site, tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("status", "told"), [(404, "has no such file"), (401, "wants a login"), (418, "refuses")]
)
def test_a_refusal(site: Site, tmp_path: Path, status: int, told: str) -> None:
    site.status = status
    with pytest.raises(DownloadError, match=rf"127.0.0.1 {told} \(status {status}\)"):
        get(site, tmp_path)
    assert names(tmp_path) == []
    assert len(site.asked) == 1


def test_a_busy_server_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.busy = 3
    assert get(site, tmp_path).sha256 == DIGEST
    assert len(site.asked) == 4


def test_no_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    with pytest.raises(DownloadError, match=r"cannot reach 127.0.0.1") as raised:
        pull(f"http://127.0.0.1:{port}/model.gguf", tmp_path, "model.gguf")
    assert "Check the network" in raised.value.remedy


def test_a_full_disk(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(FolderError, match=r"needs 0.0 GB more, and .* has 0.0 GB free") as raised:
        get(site, tmp_path)
    assert raised.value.exit_status == ExitStatus.CANNOT_WRITE


def test_a_folder_that_cannot_be_made(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="cannot write"):
        get(site, tmp_path / "file" / "models")


def test_two_downloads_at_once(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gorilla_cli.models.pull.LOCK_S", 0.01)
    with folder_locked(tmp_path), pytest.raises(FolderError, match="another gorilla"):
        get(site, tmp_path)


def test_plain_http_needs_a_checksum(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="without encryption"):
        pull("http://models.example/model.gguf", tmp_path, "model.gguf")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://h.example/a/model-q4.gguf", "model-q4.gguf"),
        ("https://h.example/a/my%20model.gguf?download=true", "my model.gguf"),
    ],
)
def test_the_name_of_an_address(url: str, name: str) -> None:
    assert file_name(url) == name


@pytest.mark.parametrize(
    "url",
    [
        "https://h.example/",
        "https://h.example/model.bin",
        "https://h.example/..%2f..%2fx.gguf/",
        "https://h.example/a%2f..%2f.hidden.gguf",
        "https://h.example/a%00b.gguf",
        "https:///model.gguf",
        "ftp://h.example/model.gguf",
        "file:///etc/model.gguf",
    ],
)
def test_an_address_that_names_no_model(url: str) -> None:
    with pytest.raises(UsageError):
        file_name(url)
