"""A model behind an OpenAI-compatible address: OpenAI, vLLM, Ollama, llama-server, LM Studio.

Invariant: what goes to another machine is redacted; no answer, however slow,
holds gorilla longer than the total limit, and cancelling ends it at once.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from gorilla_cli.backends import hosted_faults as faults
from gorilla_cli.backends.hosted_address import endpoint, host_told, is_loopback
from gorilla_cli.backends.hosted_asking import Call, Endpoint, KeySource, encoded
from gorilla_cli.backends.hosted_exchange import HungUpError
from gorilla_cli.domain import Completion, Query
from gorilla_cli.errors import EndpointError, GorillaError
from gorilla_cli.redact import redact
from gorilla_cli.settings import HostedSettings

if TYPE_CHECKING:
    from gorilla_cli.backends.base import Parts

__all__ = ["HostedBackend", "create", "is_loopback", "privacy_notice", "request_body"]

VARIED = 0.7
"""Temperature of candidates that shall differ from each other."""
MOST_TOKENS = 1024
"""Room for a long command after a model that thinks aloud has done so."""
_POLL_S = 0.02


def create(parts: Parts) -> HostedBackend | None:
    """The backend of the settings; None when no endpoint is set."""
    settings = parts.settings.hosted
    if not settings.base_url:
        return None

    def key() -> str | None:
        from gorilla_cli.credentials import Credentials

        return Credentials(settings, parts.variables, parts.paths.keys).get()

    return HostedBackend(settings, key)


def request_body(query: Query, settings: HostedSettings) -> dict[str, Any]:
    """What is posted for a query, as JSON; for another machine without secrets."""
    here = is_loopback(settings.base_url)
    body: dict[str, Any] = {"model": settings.model} if settings.model else {}
    body["messages"] = [
        {
            "role": message.role,
            "content": message.content if here else redact(message.content).text,
        }
        for message in query.prompt.chat
    ]
    body["max_tokens"] = MOST_TOKENS
    body["temperature"] = VARIED if query.count > 1 else 0.0
    body["logprobs"] = True
    if query.count > 1:
        body["n"] = query.count
    return body


def privacy_notice(settings: HostedSettings) -> str:
    """What the person is told once before anything goes to another machine."""
    return (
        f"requests now go to {host_told(settings.base_url)}: your words, a few file names of the "
        "current directory, which common tools are installed, the beginning of piped input, "
        "a command to be repaired with its error, and documentation; "
        "passwords and keys that gorilla recognises are left out. "
        "--show-prompt prints what would be sent; `gorilla config set hosted.base_url ''` stops it."
    )


class HostedBackend:
    """Asks one endpoint; thread-safe, for one process."""

    name = "hosted"
    instant = False

    def __init__(
        self, settings: HostedSettings, api_key: KeySource = None, *, pause: float = 0.5
    ) -> None:
        """`api_key` may be a function, called in another thread when a key is needed.

        A server on this machine is first asked without calling it. `pause` is the first
        wait before a new try, in seconds.
        """
        self._settings = settings
        self._endpoint = Endpoint(settings, api_key, pause)
        self._lock = Lock()
        self._calls: set[Call] = set()

    def __repr__(self) -> str:
        return f"HostedBackend({self._settings.base_url!r}, {self._settings.model!r})"

    def request_body(self, query: Query) -> dict[str, Any]:
        """What is posted first; a server that refuses a parameter is asked without it."""
        return self._endpoint.accepted(request_body(query, self._settings))

    def shown(self, query: Query) -> str:
        """The address and the exact text that would be posted there. Raises EndpointError."""
        return f"POST {endpoint(self._settings.base_url)}\n{encoded(self.request_body(query))}"

    def suggest(self, query: Query, cancel: Event) -> Iterator[Completion]:
        """Yield what the model answers, at most `query.count`. Raises EndpointError."""
        call = Call()
        with self._lock:
            self._calls.add(call)
        Thread(target=self._serve, args=(call, query), daemon=True, name="hosted").start()
        try:
            yield from self._told(call, query.count, cancel)
        finally:
            call.line.hang_up()
            with self._lock:
                self._calls.discard(call)

    def close(self) -> None:
        """End what is under way and close all connections; may be called twice."""
        with self._lock:
            calls = tuple(self._calls)
        for call in calls:
            call.line.hang_up()
        self._endpoint.close()

    def _told(self, call: Call, wanted: int, cancel: Event) -> Iterator[Completion]:
        given = 0
        while given < wanted and not cancel.is_set():
            try:
                told = call.told.get(timeout=_POLL_S)
            except queue.Empty:
                self._check_time(call)
                continue
            if isinstance(told, Completion):
                given += 1
                yield told
                continue
            # What is there already is worth more than why the rest is not.
            if told is not None and not given:
                raise told
            return

    def _check_time(self, call: Call) -> None:
        """Hang up and say so when a limit has passed."""
        host = host_told(self._settings.base_url)
        fault = None
        if time.monotonic() > call.deadline:
            fault = faults.out_of_time(host, self._settings.total_timeout, call.trouble)
        # The library's own limit begins anew with each address and leaves out the look-up.
        elif call.line.dialled_for() > self._settings.connect_timeout + 2 * _POLL_S:
            fault = faults.no_connection(host, self._settings.connect_timeout)
        if fault is not None:
            call.told.put(fault)  # before the thread that is hung up says that it ended
            call.line.hang_up()

    def _serve(self, call: Call, query: Query) -> None:
        """Work off one query, in a thread that can be left behind."""
        try:
            self._endpoint.prepare()
            call.deadline = time.monotonic() + self._settings.total_timeout
            self._ask_for_all(call, query)
        except EndpointError as error:
            call.told.put(error)
        except GorillaError as error:
            call.told.put(EndpointError(error.message, error.remedy))
        except HungUpError:
            call.told.put(None)
        except Exception as error:  # noqa: BLE001 - its text might hold the key
            call.told.put(faults.from_error(error, host_told(self._settings.base_url)))
        else:
            call.told.put(None)

    def _ask_for_all(self, call: Call, query: Query) -> None:
        wanted = query.count
        body = request_body(query, self._settings)
        if wanted == 1 or "n" in self._endpoint.accepted(body):
            wanted -= self._endpoint.ask(call, body)
        if wanted <= 0:
            return
        # This server gives one at a time: ask for the likeliest, and others beside it.
        self._endpoint.gives_one_at_a_time()
        likeliest = {**body, "temperature": 0.0}
        self._endpoint.ask_at_once(call, [likeliest, *([body] * (wanted - 1))])
