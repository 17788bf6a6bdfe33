"""A server on this machine that answers as it is told, also badly.

Invariant: a real socket on a free port; leaving the block ends every
connection and thread. Each request is answered by the next behaviour of the
script, the last one for all that follow.

    with Loopback(status(500), chat("ls -l")) as server:
        ...  # ask server.url
        assert server.requests[1].json["n"] == 3
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The body, decoded."""
        return json.loads(self.body)


@dataclass
class Connection:
    """The server's end while one request is answered."""

    socket: socket.socket
    stopping: threading.Event
    sent: int = 0

    def send(self, data: bytes) -> None:
        """Send; raises OSError when the other end is gone."""
        self.socket.sendall(data)
        self.sent += len(data)

    def pause(self, seconds: float) -> None:
        """Wait; raises OSError when the server stops meanwhile."""
        if self.stopping.wait(seconds):
            raise OSError("stopping")


Behaviour = Callable[[Received, Connection], None]


@dataclass
class Loopback:
    """The server; a context manager."""

    requests: list[Received] = field(default_factory=list)
    connections: int = 0
    """How many connections were accepted."""
    broken_off: int = 0
    """How many answers the other end did not take to their end."""

    def __init__(
        self,
        *script: Behaviour,
        tls: ssl.SSLContext | None = None,
        tunnel: bool = False,
        host: str = "127.0.0.1",
    ) -> None:
        """With `tls` it speaks HTTPS; with `tunnel` only after a CONNECT, as proxies do."""
        self.requests = []
        self.connections = self.broken_off = 0
        self._script = list(script)
        self._tls = tls
        self._tunnel = tunnel
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family)
        self.port: int = self._listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        scheme = "https" if tls and not tunnel else "http"
        self.url = f"{scheme}://{shown}:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        with suppress(OSError):  # wakes the thread that accepts
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(10)

    @property
    def posts(self) -> list[Received]:
        """The requests with a body."""
        return [request for request in self.requests if request.method == "POST"]

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._open.add(accepted)
            self._start(self._serve, accepted)

    def _serve(self, accepted: socket.socket) -> None:
        inside: socket.socket = accepted
        try:
            if self._tunnel:
                self._read(inside)
                inside.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            if self._tls:
                inside = self._tls.wrap_socket(accepted, server_side=True)
            received = self._read(inside)
            if received is not None:
                with self._lock:
                    behave = self._script.pop(0) if len(self._script) > 1 else self._script[0]
                behave(received, Connection(inside, self._stopping))
        except (OSError, ValueError):
            self.broken_off += 1
        finally:
            with self._lock:
                self._open.discard(accepted)
            inside.close()
            accepted.close()

    def _read(self, inside: socket.socket) -> Received | None:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = inside.recv(65536)
            if not piece:
                return None
            data += piece
            if data[0] == 0x16:  # someone begins to encrypt
                inside.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return None
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        while len(body) < int(headers.get("content-length", 0)):
            body += inside.recv(65536)
        received = Received(method, target, headers, body)
        with self._lock:
            self.requests.append(received)
        return received


def reply(
    body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None
) -> Behaviour:
    """Answer with this and close."""
    content = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": "application/json", "Content-Length": str(len(content))}

    def behave(_: Received, connection: Connection) -> None:
        lines = [f"{name}: {value}" for name, value in {**named, **(headers or {})}.items()]
        head = "\r\n".join([f"HTTP/1.1 {status} Whatever", *lines, "Connection: close", "", ""])
        connection.send(head.encode("latin-1") + content)

    return behave


def status(code: int, message: str = "", **headers: str) -> Behaviour:
    """Fail as such servers do; `retry_after="1"` becomes a Retry-After header."""
    body = json.dumps({"error": {"message": message, "type": "x"}}) if message else ""
    return reply(body, code, {name.replace("_", "-"): value for name, value in headers.items()})


def choice(content: object, **extra: object) -> dict[str, object]:
    """One choice of a chat completion."""
    return {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": content},
        **extra,
    }


def chat(*contents: object, model: str = "m") -> Behaviour:
    """Answer with these contents, or whole choices, whatever was asked."""
    choices = [one if isinstance(one, dict) else choice(one) for one in contents]
    return reply(json.dumps({"id": "x", "model": model, "choices": choices}))


def one_each(delay: float = 0.0) -> Behaviour:
    """Ignore `n`: one choice a request, which tells the temperature it was drawn at."""

    def behave(received: Received, connection: Connection) -> None:
        if delay:
            connection.pause(delay)
        chat(f"echo {received.json.get('temperature')}")(received, connection)

    return behave


def refusing(*names: str, code: int = 400) -> Behaviour:
    """Refuse requests with these parameters; else answer one choice, or as many as `n`."""

    def behave(received: Received, connection: Connection) -> None:
        for name in names:
            if name in received.json:
                words = f"Unsupported parameter: '{name}' is not supported with this model."
                return status(code, words)(received, connection)
        count = received.json.get("n", 1)
        return chat(*(f"echo {number}" for number in range(count)))(received, connection)

    return behave


def redirect(target: str, code: int = 307) -> Behaviour:
    """Send the client somewhere else."""
    return reply(b"", code, {"Location": target})


def hang() -> Behaviour:
    """Take the request and say nothing."""
    return lambda _, connection: connection.pause(60)


def trickle(interval: float = 0.05, *, headers_too: bool = False) -> Behaviour:
    """A valid answer that comes one byte at a time and never ends."""

    def behave(_: Received, connection: Connection) -> None:
        if headers_too:
            connection.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while True:
            connection.send(b" ")
            connection.pause(interval)

    return behave


def drop(after: bytes = b"") -> Behaviour:
    """Break the connection off after these bytes."""

    def behave(_: Received, connection: Connection) -> None:
        connection.send(after)

    return behave


def reset() -> Behaviour:
    """Break the connection off with a reset, not an end."""

    def behave(_: Received, connection: Connection) -> None:
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    return behave


def flood(megabytes: int = 64) -> Behaviour:
    """An endless body without a length."""

    def behave(_: Received, connection: Connection) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(megabytes):
            connection.send(b" " * (1 << 20))

    return behave


def bomb(megabytes: int = 1024) -> Behaviour:
    """A small compressed body that becomes a large one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    blank = b" " * (1 << 20)
    first = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush equal input gives equal output, so one block serves for all.
    again = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    return reply(first + again * (megabytes - 1), headers={"Content-Encoding": "gzip"})


def late(seconds: float, then: Behaviour) -> Behaviour:
    """Wait, then do the other."""

    def behave(received: Received, connection: Connection) -> None:
        connection.pause(seconds)
        then(received, connection)

    return behave


class Unreachable:
    """A port of this machine where connections neither succeed nor fail.

    The queue of a listener that never accepts is filled, so that further attempts
    get no answer, as behind a firewall.
    """

    def __enter__(self) -> Self:
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(0)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._waiting = []
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(("127.0.0.1", self.port))
            self._waiting.append(one)
        time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        for one in (*self._waiting, self._listener):
            one.close()
