"""The local model, through llama.cpp.

Invariant: making the backend reads no model; the first question loads it, and it
stays loaded until close. No native code sees a file whose header was not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from threading import Event, Lock, Thread

from gorilla_cli.backends import llama_library
from gorilla_cli.backends.base import Parts
from gorilla_cli.backends.llama_library import Stop
from gorilla_cli.backends.llama_machine import available_memory, physical_cores
from gorilla_cli.backends.llama_model import Cancelled, Model, chat_text
from gorilla_cli.backends.llama_sequences import Limits, Session, Written
from gorilla_cli.domain import Completion, Query
from gorilla_cli.errors import BackendError, ModelError
from gorilla_cli.models import gguf, registry
from gorilla_cli.models.gguf import Header
from gorilla_cli.models.locate import expanded, locate
from gorilla_cli.settings import LlamaSettings
from gorilla_cli.visible import visible

CLOSE_S = 1.0
"""How long close() waits for an answer that is being written."""
FENCE = "```"
NO_COMMANDS = (b"#", b"`")
"""How a line begins that continues the bare form without being a command."""
HEAD_PART = 4
"""A prompt that is too long keeps one part in so many of its beginning; the rest is its end."""
OVERHEAD_BYTES = 64 << 20
"""Memory for the library and its buffers, besides weights and cache."""


def create(parts: Parts) -> LlamaBackend | None:
    """The backend for these settings.

    None when no model is set and the local part is not installed, so that a
    gorilla without it asks the others in peace. Raises BackendError when a model
    that is set cannot work.
    """
    settings = parts.settings.llama
    home = Path(parts.variables["HOME"]) if parts.variables.get("HOME") else None
    if not llama_library.is_installed():
        if not settings.model:
            return None
        raise BackendError("llama-cpp-python is not installed", llama_library.INSTALL)
    try:
        path = locate(settings.model, parts.paths, home)
    except ModelError:
        if not settings.model:
            return None
        raise
    adapter = expanded(settings.adapter, home) if settings.adapter else None
    return LlamaBackend(settings, path, adapter)


class LlamaBackend:
    """One GGUF model, with an adapter or without."""

    name = "llama"
    instant = False

    def __init__(
        self,
        settings: LlamaSettings,
        path: Path,
        adapter: Path | None = None,
        memory: Callable[[], int | None] = available_memory,
    ) -> None:
        self._settings = settings
        self._path = path
        self._adapter = adapter
        self._memory = memory
        self._known = registry.find(path.name)
        self._header: Header | None = None
        self._model: Model | None = None
        self._session: Session | None = None
        self._closed = False
        self._busy = Lock()

    @property
    def model_name(self) -> str:
        """The registry's name of the model, or else its file's name without the suffix."""
        return self._known.name if self._known else self._path.stem

    def suggest(self, query: Query, cancel: Event) -> Iterator[Completion]:
        """Yield up to `query.count` answers, the greedy one first.

        Raises ModelError or BackendError when the model cannot be loaded or used.
        """
        with self._busy:
            if self._closed:
                return
            try:
                model, session = self._loaded(query.count, cancel)
                limits = self._limits(query)
                prompt = self._fitted(self._tokens(model, query), model)
                with Stop(llama_library.load(), cancel) as stop:
                    for answer in session.answers(prompt, query.count, limits, stop):
                        if _is_whole(answer):
                            yield Completion(
                                answer.text, self.name, self.model_name, logprob=answer.logprob
                            )
            except Cancelled:
                return

    def shown(self, query: Query) -> str:
        """The prompt's text in the form for this model; a too long one is cut in its middle."""
        header = self._checked()
        if not self._is_chat(header):
            return query.prompt.bare
        return chat_text(llama_library.load(), header.chat_template, query.prompt.chat)

    def close(self) -> None:
        """Free the model. What is still being written in another thread is waited for."""
        self._closed = True
        if not self._busy.acquire(timeout=CLOSE_S):
            return  # freeing memory in use would end the process
        try:
            if self._session is not None:
                self._session.close()
            if self._model is not None:
                self._model.free()
            self._session = self._model = None
        finally:
            self._busy.release()

    @property
    def _most_tokens(self) -> int:
        return max(1, min(self._settings.max_tokens, self._settings.context_tokens // 2))

    def _loaded(self, count: int, cancel: Event) -> tuple[Model, Session]:
        if self._model is None or self._session is None:
            header = self._checked()
            lib = llama_library.load()
            if not lib.llama_supports_gpu_offload():
                self._check_memory(header, count)
            # Native code loads the model meanwhile.
            early = Thread(target=_import_numpy, daemon=True)
            early.start()
            model = Model(
                lib,
                self._path,
                gpu_layers=self._settings.gpu_layers,
                adapter=self._adapter,
                cancel=cancel,
            )
            early.join()
            self._model = model
            self._session = Session(lib, model, self._settings.threads or physical_cores())
        return self._model, self._session

    def _checked(self) -> Header:
        """The header of the model, once it and that of the adapter were found good."""
        if self._header is not None:
            return self._header
        header = gguf.read(self._path, trusted=bool(self._known and self._known.package))
        if header.is_adapter:
            raise ModelError(
                f"{visible(self._path.name)} is an adapter, not a model",
                "Set llama.adapter to it, and llama.model to the model it was made for.",
            )
        if self._adapter is not None:
            adapter = gguf.read(self._adapter)
            name = visible(self._adapter.name)
            if not adapter.is_adapter:
                raise ModelError(f"{name} is no LoRA adapter", "Unset llama.adapter.")
            if adapter.architecture != header.architecture:
                raise ModelError(
                    f"the adapter {name} was made for {visible(adapter.architecture)} models, "
                    f"and {visible(self._path.name)} is a {visible(header.architecture)} model",
                    "Set llama.adapter to one made for this model, or unset it.",
                )
        self._header = header
        return header

    def _check_memory(self, header: Header, count: int) -> None:
        available = self._memory()
        cells = self._settings.context_tokens + count * self._most_tokens
        needed = header.size + header.cache_bytes(cells) + OVERHEAD_BYTES
        if available is not None and needed > available:
            raise ModelError(
                f"{visible(self._path.name)} needs about {needed / 1e9:.1f} GB of memory, "
                f"and {available / 1e9:.1f} GB is free",
                "Close other programs, lower llama.context_tokens, or choose a smaller model "
                "with `gorilla models use NAME`.",
            )

    def _is_chat(self, header: Header) -> bool:
        if self._known is not None:
            return self._known.form == "chat" and bool(header.chat_template)
        return bool(header.chat_template)

    def _limits(self, query: Query) -> Limits:
        if self._is_chat(self._checked()):
            return Limits(self._most_tokens)
        stop = tuple(text.encode() for text in query.prompt.stop if text)
        return Limits(self._most_tokens, stop, NO_COMMANDS)

    def _tokens(self, model: Model, query: Query) -> list[int]:
        header = self._checked()
        if self._is_chat(header):
            return model.chat_tokens(header.chat_template, query.prompt.chat)
        return model.tokens(query.prompt.bare)

    def _fitted(self, tokens: Sequence[int], model: Model) -> Sequence[int]:
        """The prompt without its middle when it is longer than the context has room for.

        What matters most stands at the ends: instructions first, the request last.
        """
        context = min(self._settings.context_tokens, model.trained_context or 1 << 30)
        room = max(16, context - self._most_tokens)
        if len(tokens) <= room:
            return tokens
        head = room // HEAD_PART
        return [*tokens[:head], *tokens[len(tokens) - (room - head) :]]


def _is_whole(answer: Written) -> bool:
    """Whether nothing of a command can be missing: half of one may do something else."""
    text = answer.text
    return bool(text.strip()) and (answer.ended or text.count(FENCE) >= 2)


def _import_numpy() -> None:
    import_module("numpy")
