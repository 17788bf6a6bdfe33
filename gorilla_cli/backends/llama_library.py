"""llama.cpp's C library: loaded once, silent, and stoppable.

Invariant: nothing here prints, also not the native code; what llama.cpp has to
say about a failure is in the error that is raised for it.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Event, Lock, Thread
from types import ModuleType, TracebackType
from typing import Any, Self, TypeVar

from gorilla_cli.errors import BackendError
from gorilla_cli.visible import visible

INSTALL = "Install it with `pip install 'gorilla-cli[local]'`."
_ERROR_LEVEL, _CONTINUED_LEVEL = 4, 5
_FUNCTION = re.compile(r"^(\w+: )+(error loading model: )?")
"""The names of C functions that llama.cpp puts before what it says."""
_POLL_S = 0.02
"""How often a stop is looked for while native code computes."""

_loading = Lock()
_telling = Lock()
T = TypeVar("T")


def is_installed() -> bool:
    """Whether llama-cpp-python is there; it may still be broken."""
    return find_spec("llama_cpp") is not None


@cache
def load() -> Any:
    """The module of C bindings, initialised and silent.

    Raises BackendError when llama-cpp-python is missing or its library does not load.
    """
    with _loading:
        if not is_installed():
            raise BackendError("llama-cpp-python is not installed", INSTALL)
        try:
            _wait_politely()
            lib = _bindings()
            silence(lib)
            lib.llama_backend_init()
        except Exception as error:
            raise BackendError(
                f"llama-cpp-python does not load: {visible(str(error))[:300]}",
                "Install it again with `pip install --force-reinstall --no-cache-dir "
                "llama-cpp-python`; recipes and hosted models work without it.",
            ) from error
        return lib


def _wait_politely() -> None:
    """Let threads that wait for each other give up their core soon.

    OpenMP spins 300,000 times before a thread sleeps. While other programs keep
    the cores busy, each step then costs a time slice of the scheduler: an answer
    of 0.6 s took 11 to 39 s, and 2 to 3 s with 1,000 turns, on two cores with
    three more programs; on idle ones both take 0.6 s. The library reads this when
    it is loaded; a value that the person has set stays.
    """
    ctypes.CDLL(None).setenv(b"GOMP_SPINCOUNT", b"1000", 0)


def _bindings() -> Any:
    """llama_cpp.llama_cpp without llama_cpp/__init__.

    The package's own __init__ also imports a template engine and a disk cache:
    50 ms that a request does not have. For the moment of the import an empty
    package stands in; a later real `import llama_cpp` works and shares the bindings.
    """
    if "llama_cpp" in sys.modules:
        return import_module("llama_cpp.llama_cpp")
    spec = find_spec("llama_cpp")
    stand_in = ModuleType("llama_cpp")
    stand_in.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    sys.modules["llama_cpp"] = stand_in
    try:
        return import_module("llama_cpp.llama_cpp")
    finally:
        if sys.modules.get("llama_cpp") is stand_in:
            del sys.modules["llama_cpp"]


@cache
def _dropping(lib: Any) -> Any:
    """A log callback that drops its line.

    It is libc's abs(), which looks at the level alone: llama.cpp logs more than
    a thousand lines while loading, and each call into Python would wait for the
    interpreter lock.
    """
    return ctypes.cast(ctypes.CDLL(None).abs, lib.llama_log_callback)


def silence(lib: Any) -> None:
    """Drop all log lines from now on."""
    lib.llama_log_set(_dropping(lib), None)


def attempt(lib: Any, call: Callable[[], T]) -> tuple[T, str]:
    """The call's result, and the first error llama.cpp tells of when that is false.

    A call that fails is made again with the log listened to, so it must bear that.
    """
    result = call()
    if result:
        return result, ""
    lines: list[str] = []

    def collect(level: int, text: bytes, _: object) -> None:
        if level == _ERROR_LEVEL or (level == _CONTINUED_LEVEL and lines):
            lines.append(text.decode("utf-8", "replace"))

    callback = lib.llama_log_callback(collect)
    with _telling:
        lib.llama_log_set(callback, None)
        try:
            result = call()
        finally:
            silence(lib)
    first = "".join(lines).strip().partition("\n")[0]
    return result, visible(_FUNCTION.sub("", first))[:300]


class Stop:
    """Ends native computation soon after an event is set; use as a context manager.

    llama.cpp asks between two operations whether to stop, thousands of times a
    token. It asks libc's strlen() about a buffer here: 0 while the buffer is
    empty, 1 once the watching thread has put a character into it. A callback
    into Python would have to wait for the interpreter lock each time.
    """

    def __init__(self, lib: Any, cancel: Event) -> None:
        self._cancel = cancel
        self._over = Event()
        self._flag = ctypes.create_string_buffer(2)
        self.data = ctypes.cast(self._flag, ctypes.c_void_p)
        self.function = ctypes.cast(ctypes.CDLL(None).strlen, lib.ggml_abort_callback)
        self._watcher = Thread(target=self._watch, name="llama-stop", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()  # the watcher ends by itself within a moment

    @property
    def wanted(self) -> bool:
        """True once somebody has cancelled."""
        return self._cancel.is_set()

    def _watch(self) -> None:
        while not self._over.is_set():
            if self._cancel.wait(_POLL_S):
                self._flag[0] = b"\x01"
                return
