"""The header check, which stands between a damaged file and native code."""

from __future__ import annotations

import os
import random
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.errors import ModelError
from gorilla_cli.models import gguf, registry
from gorilla_cli.models.locate import place
from gorilla_cli.paths import Paths
from tests.models.gguf_files import Tensor, adapter_bytes, gguf_bytes

NOWHERE = Paths(Path("/nowhere"), Path("/nowhere"), Path("/nowhere"))
GOOD = gguf_bytes(
    {
        "general.architecture": "llama",
        "llama.block_count": 2,
        "llama.embedding_length": 64,
        "llama.attention.head_count": 4,
        "llama.attention.head_count_kv": 2,
        "tokenizer.chat_template": "{{ messages }}",
        "tokenizer.ggml.tokens": ["a", "b", "", ""],
    },
    [Tensor("one", (64, 4)), Tensor("two", (32,))],
)


def packaged() -> Path | None:
    return place(registry.named(registry.DEFAULT), NOWHERE)


def read(folder: Path, data: bytes) -> gguf.Header:
    path = folder / "model.gguf"
    path.write_bytes(data)
    return gguf.read(path)


def test_a_good_header(tmp_path: Path) -> None:
    header = read(tmp_path, GOOD)
    assert header.architecture == "llama"
    assert header.tensors == 2
    assert header.size == len(GOOD)
    assert header.chat_template == "{{ messages }}"
    assert not header.is_adapter
    # layers x key-value heads x head length x keys and values x bytes of a half
    assert header.cache_bytes(10) == 10 * 2 * 2 * 16 * 2 * 2


def test_an_adapter_is_known_as_one(tmp_path: Path) -> None:
    assert read(tmp_path, adapter_bytes()).is_adapter


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"GGUF", "not complete"),
        (b"<!DOCTYPE html>", "it starts with '<!DO'"),
        (b"\x00\x01\x02\x03rest", "it starts with 00010203"),
        (b"\xff\xff\xff\xffrest", "it starts with ffffffff"),
        (GOOD[:200], "not complete"),
        (GOOD[:-1], "1 bytes are missing at its end"),
        (gguf_bytes(version=1), "GGUF version 1"),
        (gguf_bytes(version=0x03000000), "GGUF version"),
        (gguf_bytes(tensor_count=1 << 60), "not complete"),
        (gguf_bytes({"llama.block_count": 2}), "of which architecture"),
        (gguf_bytes({"general.architecture": "llama", "llama.block_count": 9999}), "9999 layers"),
        (gguf_bytes({"general.architecture": "llama", "general.alignment": 3}), "alignment"),
        (gguf_bytes(None, [Tensor("far", (32,), offset=1 << 62)]), "bytes are missing"),
        (gguf_bytes(None, [Tensor("huge", (1 << 40, 1 << 20), data=b"")]), "bytes are missing"),
        (gguf_bytes(None, [Tensor("odd", (33,), kind=2)]), "impossible shape (odd)"),
        (gguf_bytes(None, [Tensor("deep", (1, 1, 1, 1, 1))]), "5 dimensions"),
        (
            gguf_bytes({"general.architecture": "llama", "tokenizer.ggml.tokens": ["a", "a\0b"]}),
            "a word occurs twice",
        ),
    ],
)
def test_what_is_no_model_is_told_and_remedied(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(ModelError) as raised:
        read(tmp_path, data)
    assert told in raised.value.message
    assert "model.gguf" in raised.value.message
    assert "gorilla models" in raised.value.remedy


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no model file"):
        gguf.read(tmp_path / "missing.gguf")
    with pytest.raises(ModelError, match="is a folder"):
        gguf.read(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ModelError, match="no regular file"):
        gguf.read(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ModelError, match=r"there is no model file|cannot read"):
        gguf.read(tmp_path / "loop")


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.gguf"
    path.write_bytes(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(ModelError, match="cannot read"):
        gguf.read(path)


def test_a_name_with_control_characters_is_shown_as_escapes(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[2J.gguf"
    path.write_bytes(b"")
    with pytest.raises(ModelError) as raised:
        gguf.read(path)
    assert "\x1b" not in raised.value.message


@given(st.binary(max_size=300))
def test_no_bytes_break_the_check(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "random.gguf"
    for content in (data, b"GGUF" + data, GOOD[:24] + data):
        path.write_bytes(content)
        with pytest.raises(ModelError):
            gguf.read(path)


def test_no_change_of_a_good_file_breaks_the_check(tmp_path: Path) -> None:
    chance = random.Random(1)
    path = tmp_path / "changed.gguf"
    for _ in range(500):
        data = bytearray(GOOD)
        at = chance.randrange(4, len(data))
        new = chance.choice((b"\xff" * 8, b"\xff", b"\0" * 4, struct.pack("<Q", 1 << 63)))
        data[at : at + len(new)] = new
        path.write_bytes(data)
        try:
            header = gguf.read(path)
        except ModelError:
            continue
        assert header.tensors <= 2


def test_the_packaged_model_is_what_the_registry_says() -> None:
    path = packaged()
    if path is None:
        pytest.skip("the packaged model is not installed")
    import hashlib

    known = registry.named(registry.DEFAULT)
    header = gguf.read(path)
    assert header.size == known.size
    assert header == gguf.read(path, trusted=True)
    with path.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == known.sha256
