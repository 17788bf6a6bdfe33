"""Writes GGUF files: small good ones, and such as are wrong in one way."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

F32 = 0
_ALIGNMENT = 32
_NUMBER, _FLOAT, _STRING, _ARRAY = 4, 6, 8, 9

Value = int | float | str | Sequence[str]


@dataclass(frozen=True)
class Tensor:
    name: str
    shape: tuple[int, ...]
    kind: int = F32
    offset: int | None = None
    """None is behind the tensor before it."""
    data: bytes | None = None
    """None is zeros."""


def gguf_bytes(
    metadata: Mapping[str, Value] | None = None,
    tensors: Sequence[Tensor] = (),
    *,
    version: int = 3,
    tensor_count: int | None = None,
) -> bytes:
    """A GGUF file with these values and tensors of 32-bit floats."""
    if metadata is None:
        metadata = {"general.architecture": "llama", "llama.block_count": 2}
    count = len(tensors) if tensor_count is None else tensor_count
    head = b"GGUF" + struct.pack("<IQQ", version, count, len(metadata))
    for key, value in metadata.items():
        head += _string(key) + _value(value)
    data = b""
    for tensor in tensors:
        elements = 1
        for length in tensor.shape:
            elements *= length
        offset = len(data) if tensor.offset is None else tensor.offset
        head += _string(tensor.name) + struct.pack("<I", len(tensor.shape))
        head += struct.pack(f"<{len(tensor.shape)}Q", *tensor.shape)
        head += struct.pack("<IQ", tensor.kind, offset)
        if tensor.offset is None:
            body = bytes(elements * 4) if tensor.data is None else tensor.data
            data += body + bytes(-len(body) % _ALIGNMENT)
    return head + bytes(-len(head) % _ALIGNMENT) + data


def write_gguf(path: Path, *arguments: object, **options: object) -> Path:
    """The same as a file."""
    path.write_bytes(gguf_bytes(*arguments, **options))  # type: ignore[arg-type]
    return path


def adapter_bytes(
    size: int = 576, *, architecture: str = "llama", strength: float = 0.0, rank: int = 2
) -> bytes:
    """A LoRA adapter for one square matrix of that size; of strength 0 it changes nothing."""
    low = struct.pack("<f", strength) * (size * rank)
    metadata: dict[str, Value] = {
        "general.type": "adapter",
        "general.architecture": architecture,
        "adapter.type": "lora",
        "adapter.lora.alpha": float(rank),
    }
    return gguf_bytes(
        metadata,
        [
            Tensor("blk.0.attn_output.weight.lora_a", (size, rank), data=low),
            Tensor("blk.0.attn_output.weight.lora_b", (rank, size), data=low),
        ],
    )


def _string(text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    return struct.pack("<Q", len(data)) + data


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _string(value)
    if isinstance(value, float):
        return struct.pack("<If", _FLOAT, value)
    if isinstance(value, int):
        return struct.pack("<II", _NUMBER, value)
    words = b"".join(map(_string, value))
    return struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + words
