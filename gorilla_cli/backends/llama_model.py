"""A GGUF model in memory: its words, its chat template, its adapter.

Invariant: text that came from outside never becomes a control token; only the
model's own template does.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from gorilla_cli.backends.llama_library import attempt, silence
from gorilla_cli.domain import Message
from gorilla_cli.errors import BackendError, ModelError
from gorilla_cli.visible import visible

ALL_LAYERS = 0x7FFFFFFF
_MARK = "gorilla-message-{}-content"
_MARKS = re.compile(r"gorilla-message-(\d+)-content")


class Cancelled(Exception):  # noqa: N818 - no error: somebody changed their mind
    """Loading was given up because somebody cancelled."""


class Model:
    """One loaded model with at most one adapter."""

    def __init__(
        self,
        lib: Any,
        path: Path,
        *,
        gpu_layers: int = -1,
        adapter: Path | None = None,
        cancel: Event | None = None,
    ) -> None:
        """Load the file, which must have been checked before.

        `gpu_layers` -1 is all of them where the build has a GPU backend, else
        none. Raises ModelError, or Cancelled once `cancel` is set.
        """
        self._lib = lib
        self.path = path
        self._native = _load(lib, path, gpu_layers, cancel or Event())
        self._vocabulary = lib.llama_model_get_vocab(self._native)
        self.words: int = lib.llama_vocab_n_tokens(self._vocabulary)
        """Size of the vocabulary."""
        self.trained_context: int = lib.llama_model_n_ctx_train(self._native)
        """Tokens the model was trained to look back on."""
        self.forks = not (
            _flag(lib, "llama_model_is_recurrent", self._native)
            or _flag(lib, "llama_model_is_hybrid", self._native)
        )
        """Whether a part of its state can be copied, as that of plain attention can."""
        self._pieces: dict[int, bytes] = {}
        self._adapter: Any = None
        try:
            if not lib.llama_model_has_decoder(self._native) or lib.llama_model_has_encoder(
                self._native
            ):
                raise ModelError(
                    f"{path.name} is no model that continues text",
                    "Choose another with `gorilla models use NAME`.",
                )
            if adapter is not None:
                self._adapter = _load_adapter(lib, self._native, adapter)
        except BaseException:
            self.free()
            raise

    def context(self, **wanted: object) -> Any:
        """A native context with these parameters; None when there is no memory for it.

        Parameters that this version of the library does not have are left out.
        """
        lib = self._lib
        parameters = lib.llama_context_default_params()
        known = {name for name, *_ in parameters._fields_}
        for name, value in wanted.items():
            if name in known:
                setattr(parameters, name, value)
        context, told = attempt(lib, lambda: lib.llama_init_from_model(self._native, parameters))
        if not context:
            raise ModelError(
                f"there is no room for the context of {self.path.name}"
                + (f": {told}" if told else ""),
                "Lower llama.context_tokens, or choose a smaller model.",
            )
        if self._adapter is not None:
            self._apply_adapter(context)
        return context

    def tokens(self, text: str, *, start: bool = True, control: bool = False) -> list[int]:
        """The text as tokens; `start` puts the model's first token before it.

        With `control`, the names of control tokens in the text stand for these tokens.
        """
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        buffer = (self._lib.llama_token * room)()
        count = self._lib.llama_tokenize(
            self._vocabulary, data, len(data), buffer, room, start, control
        )
        if count < 0:
            raise BackendError(f"{self.path.name} cannot read the prompt", "Say it otherwise.")
        return list(buffer[:count])

    def chat_tokens(self, template: str, messages: Sequence[Message]) -> list[int]:
        """The messages in the model's chat form; their contents hold no control tokens.

        Raises BackendError for a template that cannot be filled.
        """
        marked = [Message(m.role, _MARK.format(n)) for n, m in enumerate(messages)]
        pieces = _MARKS.split(chat_text(self._lib, template, marked))
        begins = self.tokens("", start=True)
        tokens: list[int] = []
        for number, piece in enumerate(pieces):
            if number % 2:
                tokens += self.tokens(messages[int(piece)].content, start=False)
            elif piece:
                tokens += self.tokens(piece, start=False, control=True)
        return tokens if tokens[: len(begins)] == begins else begins + tokens

    def piece(self, token: int) -> bytes:
        """The bytes a token stands for; none for control tokens."""
        known = self._pieces.get(token)
        if known is not None:
            return known
        room = 64
        while True:
            buffer = ctypes.create_string_buffer(room)
            length = self._lib.llama_token_to_piece(self._vocabulary, token, buffer, room, 0, False)
            if length >= 0:
                break
            room = -length
        piece = self._pieces[token] = buffer.raw[:length]
        return piece

    def ends(self, token: int) -> bool:
        """Whether the token says that the answer is over."""
        return bool(self._lib.llama_vocab_is_eog(self._vocabulary, token))

    def free(self) -> None:
        """Give the memory back; its contexts must be freed before. May be called twice."""
        if self._native:
            self._lib.llama_model_free(self._native)  # frees the adapter as well
            self._native = self._adapter = None

    def _apply_adapter(self, context: Any) -> None:
        lib = self._lib
        if hasattr(lib, "llama_set_adapters_lora"):
            adapters = (lib.llama_adapter_lora_p_ctypes * 1)(self._adapter)
            failed = lib.llama_set_adapters_lora(context, adapters, 1, (ctypes.c_float * 1)(1.0))
        else:  # before llama-cpp-python 0.3.17
            failed = lib.llama_set_adapter_lora(context, self._adapter, 1.0)
        if failed:
            lib.llama_free(context)
            raise ModelError("the adapter cannot be applied", "Unset llama.adapter.")


def chat_text(lib: Any, template: str, messages: Sequence[Message]) -> str:
    """The messages in the form of a chat template, ending where the answer begins.

    llama.cpp knows the common templates by their look; any other is run in
    the sandbox of llama-cpp-python's template engine. Raises BackendError.
    """
    roles = [message.role.encode() for message in messages]
    contents = [message.content.encode("utf-8", "replace") for message in messages]
    chat = (lib.llama_chat_message * len(messages))()
    for place, role, content in zip(chat, roles, contents, strict=True):
        place.role, place.content = role, content
    room = 2 * sum(map(len, contents)) + 1024
    for _ in range(2):
        buffer = ctypes.create_string_buffer(room)
        length = lib.llama_chat_apply_template(
            template.encode(), chat, len(messages), True, buffer, room
        )
        if length < 0:
            return _run_template(lib, template, messages)
        if length <= room:
            break
        room = length
    return str(buffer.raw[:length].decode("utf-8", "replace"))


def _run_template(lib: Any, template: str, messages: Sequence[Message]) -> str:
    try:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        formatter = Jinja2ChatFormatter(template=template, eos_token="", bos_token="")
        turns: Any = [{"role": m.role, "content": m.content} for m in messages]
        return formatter(messages=turns).prompt
    except Exception as error:
        raise BackendError(
            f"the model's chat template does not work: {visible(str(error))[:200]}",
            "Choose another model with `gorilla models use NAME`.",
        ) from error
    finally:
        silence(lib)  # importing the whole package makes it talk again


def _load(lib: Any, path: Path, gpu_layers: int, cancel: Event) -> Any:
    parameters = lib.llama_model_default_params()
    has_gpu = bool(lib.llama_supports_gpu_offload())
    parameters.n_gpu_layers = (ALL_LAYERS if has_gpu else 0) if gpu_layers < 0 else gpu_layers

    def goes_on(progress: float, data: object) -> bool:
        return not cancel.is_set()

    callback: Callable[[float, object], bool] = lib.llama_progress_callback(goes_on)
    parameters.progress_callback = callback
    native, told = attempt(
        lib, lambda: None if cancel.is_set() else _from_file(lib, path, parameters)
    )
    if native:
        return native
    if cancel.is_set():
        raise Cancelled
    raise ModelError(
        f"llama.cpp cannot load {visible(path.name)}" + (f": {told}" if told else ""),
        "Get the file again, upgrade llama-cpp-python for a newer kind of model, "
        "or choose another with `gorilla models use NAME`.",
    )


def _from_file(lib: Any, path: Path, parameters: Any) -> Any:
    return lib.llama_model_load_from_file(bytes(path), parameters)


def _load_adapter(lib: Any, native: Any, path: Path) -> Any:
    adapter, told = attempt(lib, lambda: lib.llama_adapter_lora_init(native, bytes(path)))
    if adapter:
        return adapter
    raise ModelError(
        f"the adapter {visible(path.name)} does not fit the model" + (f": {told}" if told else ""),
        "Set llama.adapter to one made for this model, or unset it.",
    )


def _flag(lib: Any, name: str, native: Any) -> bool:
    ask = getattr(lib, name, None)  # younger than the oldest library that is supported
    return bool(ask and ask(native))
