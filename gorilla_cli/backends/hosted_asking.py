"""One endpoint, asked as often as it takes: tries, redirects, refused parameters, the key.

Invariant: the key goes to the origin of the settings only, and unencrypted to
this machine only. Every fault is an EndpointError; being hung up is HungUpError.
"""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from gorilla_cli import __version__
from gorilla_cli.backends import hosted_faults as faults
from gorilla_cli.backends.hosted_address import endpoint, host_told, is_loopback, origin
from gorilla_cli.backends.hosted_answer import read_answer
from gorilla_cli.backends.hosted_exchange import HungUpError, Line, Reply, post
from gorilla_cli.backends.hosted_retry import Patience, refused_parameters
from gorilla_cli.domain import Completion
from gorilla_cli.errors import EndpointError, GorillaError
from gorilla_cli.settings import HostedSettings

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 307, 308)

KeySource = Callable[[], str | None] | str | None


@dataclass(eq=False)
class Call:
    """One query on its way, and the line it uses."""

    line: Line = field(default_factory=Line)
    told: queue.SimpleQueue[Completion | EndpointError | None] = field(
        default_factory=queue.SimpleQueue
    )
    """Completions as they come, then an error or None as the end."""
    deadline: float = float("inf")
    """Time of time.monotonic() at which everything must be over."""
    trouble: str = ""
    """Why it was asked again the last time."""


class Endpoint:
    """The server, what is known about it by now, and the connections to it."""

    def __init__(self, settings: HostedSettings, key: KeySource, pause: float) -> None:
        self._settings = settings
        self._pause = pause
        self._lock = Lock()
        self._client_lock = Lock()
        self._client: httpx.Client | None = None
        self._key_source = None if isinstance(key, str) else key
        self._key = key if isinstance(key, str) else None
        self._renamed: dict[str, str | None] = {}
        """Parameters that the server refused, and what to call them instead."""

    def prepare(self) -> None:
        """Do what takes time before the first request: find the key, load the library.

        A server on this machine is first asked without looking for a key, because
        most of them need none and a keyring may have to be unlocked.
        """
        address = endpoint(self._settings.base_url)
        if not is_loopback(address):
            self._look_up_key()
            if self._key and origin(address)[0] == "http":
                raise EndpointError(
                    f"the key would go to {host_told(address)} unencrypted",
                    "Use https:// in hosted.base_url, or a tunnel that ends at 127.0.0.1.",
                )
        self._open_client()

    def ask(self, call: Call, body: Mapping[str, Any]) -> int:
        """Put the completions for a body into the call; how many choices there were."""
        patience = Patience(self._pause)
        body = self.accepted(body)
        while True:
            reply, fault, retry = self._try(call, body, patience)
            if reply is not None and reply.status < 300:
                return self._take(call, reply)
            if reply is not None and self._gives_in(reply, body):
                body = self.accepted(body)
                continue
            if not retry:
                raise fault
            wait = patience.wait(reply.headers.get("retry-after", "") if reply else "")
            if time.monotonic() + wait > call.deadline:
                asked = f", and asks to wait {wait:.0f} s" if wait > 1 else ""
                raise EndpointError(fault.message + asked, fault.remedy)
            call.trouble = fault.message
            call.line.wait(wait)

    def ask_at_once(self, call: Call, bodies: Sequence[Mapping[str, Any]]) -> None:
        """Ask for several at the same time. Raises the first fault when all have ended."""
        faults_met: list[EndpointError] = []

        def ask(body: Mapping[str, Any]) -> None:
            try:
                self.ask(call, body)
            except EndpointError as error:
                faults_met.append(error)
            except HungUpError:
                pass

        threads = [Thread(target=ask, args=(body,), daemon=True) for body in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults_met:
            raise faults_met[0]

    def accepted(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The body without the parameters that this server has refused."""
        with self._lock:
            renamed = {name: self._renamed.get(name, name) for name in body}
        return {new: body[name] for name, new in renamed.items() if new is not None}

    def gives_one_at_a_time(self) -> None:
        """Remember that `n` is ignored."""
        with self._lock:
            self._renamed["n"] = None

    def close(self) -> None:
        """Close all connections; may be called twice."""
        with self._client_lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _try(
        self, call: Call, body: Mapping[str, Any], patience: Patience
    ) -> tuple[Reply | None, EndpointError, bool]:
        """The reply, what is wrong about it or instead of it, and whether to try again."""
        host = host_told(self._settings.base_url)
        try:
            reply = self._exchange(call, body)
        except (EndpointError, HungUpError):
            raise
        except Exception as error:  # noqa: BLE001 - all that a library may raise
            if call.line.is_gone:
                raise HungUpError from None
            return None, self._fault(call, error, host), patience.may_retry_after(error)
        if reply.status < 300:
            return reply, EndpointError(""), False
        return reply, faults.of_reply(reply, host, self._key), patience.may_retry(reply.status)

    def _fault(self, call: Call, error: Exception, host: str) -> EndpointError:
        import httpx

        if isinstance(error, httpx.ConnectTimeout):
            return faults.no_connection(host, self._settings.connect_timeout)
        if isinstance(error, httpx.TimeoutException):
            return faults.out_of_time(host, self._settings.total_timeout, call.trouble)
        return faults.from_error(error, host)

    def _exchange(self, call: Call, body: Mapping[str, Any]) -> Reply:
        """One post, redirects within the origin followed, the key brought when asked for."""
        address = endpoint(self._settings.base_url)
        content = encoded(body).encode()
        for _ in range(MOST_REDIRECTS + 1):
            reply = post(
                self._open_client(),
                address,
                content,
                self._headers(),
                connect=self._settings.connect_timeout,
                deadline=call.deadline,
                line=call.line,
            )
            if reply.status in _REDIRECTS:
                address = self._redirected(address, reply)
            elif not (reply.status in (401, 403) and self._look_up_key()):
                return reply
        raise EndpointError(f"{host_told(address)} redirects in circles", "Check hosted.base_url.")

    def _redirected(self, address: str, reply: Reply) -> str:
        target = urljoin(address, reply.headers.get("location", ""))
        try:
            same = origin(target) == origin(address)
        except EndpointError:
            same = False
        if not same:
            where = faults.quoted(target.partition("?")[0], self._key)
            raise EndpointError(
                f"{host_told(address)} redirects to another server, which gets neither "
                f"the request nor the key{where}",
                "If you trust that address, set hosted.base_url to it.",
            )
        return target

    def _take(self, call: Call, reply: Reply) -> int:
        host = host_told(self._settings.base_url)
        try:
            answer = read_answer(reply.body, self._settings.model)
        except ValueError:
            raise faults.of_body(reply, host) from None
        for completion in answer.completions:
            call.told.put(completion)
        if not answer.completions:
            raise faults.of_answer(answer, host, self._key)
        return answer.choices

    def _gives_in(self, reply: Reply, body: Mapping[str, Any]) -> bool:
        """True when the server refused a parameter that can be left out; remembers which."""
        refused = refused_parameters(reply.status, faults.server_words(reply), body)
        with self._lock:
            self._renamed.update(refused)
        return bool(refused)

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": f"gorilla/{__version__}",
        }
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        return headers

    def _look_up_key(self) -> bool:
        """Ask for the key unless that was done; True when there is one now and was none."""
        with self._lock:
            source, self._key_source = self._key_source, None
        if source is None:
            return False
        try:
            self._key = source()
        except GorillaError as error:
            raise EndpointError(error.message, error.remedy) from None
        return self._key is not None

    def _open_client(self) -> httpx.Client:
        import httpx

        address = self._settings.base_url
        here = is_loopback(address)
        encrypts = not here or origin(address)[0] == "https"
        with self._client_lock:
            if self._client is None:
                try:
                    self._client = httpx.Client(
                        # What is meant for this machine must not go round by a proxy.
                        trust_env=not here,
                        # Loading the authorities takes time, and is idle without encryption.
                        verify=httpx.create_ssl_context() if encrypts else False,
                        follow_redirects=False,
                        # A connection left open may be half dead when it is used again.
                        limits=httpx.Limits(max_keepalive_connections=0),
                    )
                except Exception as error:  # noqa: BLE001 - its text may hold a proxy's password
                    raise faults.of_client(error) from None
            return self._client


def encoded(body: Mapping[str, Any]) -> str:
    """The text that is posted, for a person to read as well."""
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode()
