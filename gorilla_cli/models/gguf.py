"""The header of a GGUF file, read and checked before any native code sees the file.

Invariant: a header that `read` returns is complete, and every tensor it lists
lies within the file. A file that is anything else raises ModelError, whatever
its bytes are. Facts: the GGUF specification, versions 2 and 3, little endian.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from gorilla_cli.errors import ModelError
from gorilla_cli.visible import visible

MAGIC = b"GGUF"
DEFAULT_ALIGNMENT = 32
ELSEWHERE = "See `gorilla models list` for models, and `gorilla models use NAME` to choose one."

_U32 = struct.Struct("<I").unpack_from
_U64 = struct.Struct("<Q").unpack_from
_STRING, _ARRAY = 8, 9
_SCALARS = {
    0: struct.Struct("<B"), 1: struct.Struct("<b"), 2: struct.Struct("<H"), 3: struct.Struct("<h"),
    4: struct.Struct("<I"), 5: struct.Struct("<i"), 6: struct.Struct("<f"), 7: struct.Struct("<?"),
    10: struct.Struct("<Q"), 11: struct.Struct("<q"), 12: struct.Struct("<d"),
}  # fmt: skip
_WORDS = "tokenizer.ggml.tokens"
_KEPT_STRING = 1 << 16
"""Longest string value that is kept; chat templates are shorter."""
_KEPT_ARRAY = 1024
"""Longest array of numbers that is kept: one value a layer, not one a token."""
_MOST_DIMENSIONS = 4
_MOST_LAYERS = 512
"""llama.cpp ends the process on a model with more (LLAMA_MAX_LAYERS)."""

_BLOCKS: Mapping[int, tuple[int, int]] = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    9: (32, 36), 10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210),
    15: (256, 292), 16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18),
    21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8),
    28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Elements and bytes of one block, by the number of the tensor type."""

Scalar = bool | int | float | str
Value = Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a GGUF file says about itself."""

    metadata: Mapping[str, Value]
    """Scalars, strings and short arrays of numbers; vocabularies are left out."""
    tensors: int
    """How many tensors this file holds."""
    size: int
    """Bytes of the file."""

    @property
    def architecture(self) -> str:
        """Such as "llama" or "qwen2"; empty when the file does not say."""
        return self.text("general.architecture")

    @property
    def is_adapter(self) -> bool:
        """True for a LoRA adapter."""
        return self.text("general.type") == "adapter" or "adapter.type" in self.metadata

    @property
    def chat_template(self) -> str:
        """The template of the chat form; empty when the model has none."""
        return self.text("tokenizer.chat_template")

    def text(self, key: str) -> str:
        """The string of that key, or an empty one."""
        value = self.metadata.get(key, "")
        return value if isinstance(value, str) else ""

    def numbers(self, key: str) -> tuple[int, ...]:
        """The whole number or numbers of that key of the architecture; may be empty."""
        value = self.metadata.get(f"{self.architecture}.{key}", ())
        values = value if isinstance(value, tuple) else (value,)
        return tuple(number for number in values if isinstance(number, int))

    def cache_bytes(self, tokens: int) -> int:
        """Memory for the keys and values of that many tokens, in half precision; an estimate.

        0 where the header does not say enough, as for models without attention.
        """
        layers = max(self.numbers("block_count"), default=0)
        heads = max(self.numbers("attention.head_count"), default=0)
        width = max(self.numbers("embedding_length"), default=0)
        if not (layers and heads and width):
            return 0
        kv_heads = self.numbers("attention.head_count_kv") or (heads,)
        a_layer = sum(kv_heads) / len(kv_heads)
        length = max(self.numbers("attention.key_length"), default=width // heads)
        return int(tokens * layers * a_layer * length * 2 * 2)


def read(path: Path, *, trusted: bool = False) -> Header:
    """Read and check the header; a vocabulary of 50,000 words takes some 20 ms.

    A trusted file (one that came with a package) is spared the check of each
    word, two thirds of that. Raises ModelError with a remedy when the file is
    missing, cannot be read, is no GGUF file, or ends too early.
    """
    shown = visible(str(path))
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # opening a pipe would wait
            raise ModelError(f"{shown} is no regular file", ELSEWHERE)
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
            if not start:
                raise ModelError(f"{shown} is empty", f"Delete it and get it again. {ELSEWHERE}")
            if start != MAGIC:
                raise ModelError(
                    f"{shown} is no GGUF file (it starts with {_first_bytes(start)})",
                    "llama.cpp needs a model in the GGUF format. " + ELSEWHERE,
                )
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _Reader(data, shown, trusted).header()
    except FileNotFoundError:
        raise ModelError(f"there is no model file {shown}", ELSEWHERE) from None
    except IsADirectoryError:
        raise ModelError(f"{shown} is a folder", "Name the GGUF file in it.") from None
    except OSError as error:
        raise ModelError(
            f"cannot read {shown}: {error.strerror}", "Check its permissions."
        ) from None


def _first_bytes(start: bytes) -> str:
    return repr(start.decode()) if start.isascii() and start.decode().isprintable() else start.hex()


class _Reader:
    """A position in the header; every step forward is checked by the slice or unpacking."""

    def __init__(self, data: mmap.mmap, shown: str, trusted: bool) -> None:
        self._data = data
        self._shown = shown
        self._trusted = trusted
        self._at = len(MAGIC)

    def header(self) -> Header:
        try:
            version = self._u32()
            if version not in (2, 3):
                self._reject(f"is of GGUF version {version}, and only 2 and 3 are known")
            tensors, pairs = self._u64(), self._u64()
            # Each takes more than 8 bytes, so larger counts are lies that would take forever.
            if max(tensors, pairs) > len(self._data) // 8:
                raise IndexError
            metadata = dict(self._pair() for _ in range(pairs))
            header = Header(metadata, tensors, len(self._data))
            self._check_plausible(header)
            ends = [self._tensor() for _ in range(tensors)]
        except (struct.error, IndexError, OverflowError):
            raise ModelError(
                f"{self._shown} is cut off or damaged: its header is not complete",
                f"Delete it and get it again. {ELSEWHERE}",
            ) from None
        self._check_extent(metadata, max(ends, default=0))
        return header

    def _pair(self) -> tuple[str, Value]:
        key = self._string()
        kind = self._u32()
        if kind == _STRING:
            return key, self._string()
        if kind == _ARRAY:
            return key, self._array(key)
        return key, self._scalar(kind)

    def _array(self, key: str) -> tuple[Scalar, ...]:
        kind, count = self._u32(), self._u64()
        if kind == _STRING:
            self._skip_strings(count, distinct=key == _WORDS and not self._trusted)
            return ()
        if kind == _ARRAY:
            self._reject("holds nested arrays, which no model has")
        width = self._scalar_type(kind).size
        if count <= _KEPT_ARRAY:
            return tuple(self._scalar(kind) for _ in range(count))
        self._skip(width * count)
        return ()

    def _skip_strings(self, count: int, *, distinct: bool) -> None:
        if count > len(self._data) // 8:
            raise IndexError
        data, at, unpack = self._data, self._at, _U64
        ends = []
        for _ in range(count):  # the one loop over the vocabulary: kept bare
            at += 8 + unpack(data, at)[0]
            ends.append(at)
        start = self._at
        self._skip(at - start)
        if not distinct:
            return
        # llama.cpp reads words as C strings, and ends the process when two are alike.
        words = []
        for end in ends:
            words.append(data[start + 8 : end].partition(b"\0")[0])
            start = end
        filled = count - words.count(b"")
        if len(set(words) - {b""}) < filled:
            self._reject("has a damaged vocabulary: a word occurs twice")

    def _tensor(self) -> int:
        """The offset behind the last byte of one tensor, from the start of the data."""
        name = self._string()
        dimensions = self._u32()
        if dimensions > _MOST_DIMENSIONS:
            self._reject(f"has a tensor of {dimensions} dimensions")
        elements = 1
        for _ in range(dimensions):
            elements *= self._u64()
        kind, offset = self._u32(), self._u64()
        block = _BLOCKS.get(kind)
        if block is None:  # a type newer than this table: llama.cpp says whether it knows it
            return offset
        if elements == 0 or elements % block[0]:
            self._reject(f"has a tensor of an impossible shape ({visible(name[:64])})")
        return offset + elements // block[0] * block[1]

    def _check_plausible(self, header: Header) -> None:
        layers = header.numbers("block_count")
        if any(not 0 < count <= _MOST_LAYERS for count in layers):
            self._reject(f"claims to have {layers[0]} layers")
        if not header.architecture:
            self._reject("does not say of which architecture it is")

    def _check_extent(self, metadata: Mapping[str, Value], end: int) -> None:
        alignment = metadata.get("general.alignment", DEFAULT_ALIGNMENT)
        if not isinstance(alignment, int) or alignment <= 0 or alignment & (alignment - 1):
            self._reject("has an impossible alignment")
        start = (self._at + alignment - 1) // alignment * alignment
        missing = start + end - len(self._data)
        if missing > 0:
            raise ModelError(
                f"{self._shown} is cut off: {missing:,} bytes are missing at its end",
                f"Delete it and get it again; `gorilla models pull` goes on where it stopped. "
                f"{ELSEWHERE}",
            )

    def _string(self) -> str:
        length = self._u64()
        start = self._at
        self._skip(length)
        return self._data[start : start + min(length, _KEPT_STRING)].decode("utf-8", "replace")

    def _scalar(self, kind: int) -> Scalar:
        layout = self._scalar_type(kind)
        value: Scalar = layout.unpack_from(self._data, self._at)[0]
        self._at += layout.size
        return value

    def _scalar_type(self, kind: int) -> struct.Struct:
        layout = _SCALARS.get(kind)
        if layout is None:
            self._reject(f"holds a value of the unknown type {kind}")
        return layout

    def _u32(self) -> int:
        value: int = _U32(self._data, self._at)[0]
        self._at += 4
        return value

    def _u64(self) -> int:
        value: int = _U64(self._data, self._at)[0]
        self._at += 8
        return value

    def _skip(self, count: int) -> None:
        if count > len(self._data) - self._at:
            raise IndexError
        self._at += count

    def _reject(self, reason: str) -> Never:
        raise ModelError(f"{self._shown} {reason}", f"It is damaged, or no model. {ELSEWHERE}")
