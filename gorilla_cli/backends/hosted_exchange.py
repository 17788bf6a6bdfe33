"""One request and its answer, within limits of time and size.

Invariant: an answer is never longer than the cap, compressed or not, no
redirect is followed here, and a hang-up from another thread ends an exchange
wherever it stands.
"""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

LARGEST_BODY = 1 << 20
"""Bytes of an answer after decompression; twenty long commands need a hundredth."""


class TooLargeError(Exception):
    """The answer is longer than the cap."""


class UnreadableError(Exception):
    """The answer is compressed in a way that was not offered, or badly."""


class HungUpError(Exception):
    """The exchange was ended from outside."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)


class Line:
    """The line that exchanges of one query use; hanging up ends them all at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._gone = Event()
        self._lock = Lock()
        self._sockets: list[socket.socket] = []
        self._dialling: dict[object, float] = {}

    def hang_up(self) -> None:
        """End what is under way and refuse what comes."""
        self._gone.set()
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for one in sockets:
            # Closing would not wake the thread that waits for bytes; this does.
            with suppress(OSError, ValueError):
                one.shutdown(socket.SHUT_RDWR)

    @property
    def is_gone(self) -> bool:
        """True once it was hung up."""
        return self._gone.is_set()

    def wait(self, seconds: float) -> None:
        """Sleep. Raises HungUpError when that happens first."""
        if self._gone.wait(seconds):
            raise HungUpError

    def dialled_for(self) -> float:
        """Seconds that the slowest connection under way has taken so far, names resolved."""
        with self._lock:
            began = min(self._dialling.values(), default=None)
        return 0.0 if began is None else self._clock() - began

    def dials(self, exchange: object) -> None:
        """An exchange begins to look up and connect."""
        with self._lock:
            self._dialling[exchange] = self._clock()

    def ends(self, exchange: object) -> None:
        """An exchange is connected or over."""
        with self._lock:
            self._dialling.pop(exchange, None)

    def carries(self, one: socket.socket) -> None:
        """A socket is in use."""
        with self._lock:
            self._sockets.append(one)
        if self.is_gone:
            self.hang_up()


def post(
    client: httpx.Client,
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    connect: float,
    deadline: float,
    line: Line,
) -> Reply:
    """Post the body and read the whole answer.

    `deadline` is a time of time.monotonic(). Raises HungUpError, TooLargeError,
    UnreadableError, and what httpx raises.
    """
    import httpx

    exchange = object()

    def trace(event: str, info: Mapping[str, Any]) -> None:
        stream = info.get("return_value")
        if stream and event.endswith(".complete") and hasattr(stream, "get_extra_info"):
            line.carries(stream.get_extra_info("socket"))
        if event.startswith("http11.send_request_headers"):
            line.ends(exchange)

    left = max(0.001, deadline - time.monotonic())
    timeout = httpx.Timeout(left, connect=min(connect, left))
    if line.is_gone:
        raise HungUpError
    line.dials(exchange)
    try:
        with client.stream(
            "POST",
            address,
            content=body,
            headers=dict(headers),
            timeout=timeout,
            extensions={"trace": trace},
        ) as response:
            names = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, names, _read(response, names, line))
    finally:
        line.ends(exchange)


def _read(response: httpx.Response, headers: Mapping[str, str], line: Line) -> bytes:
    inflate = _inflater(headers.get("content-encoding", "").strip().lower())
    body = bytearray()
    for piece in response.iter_raw():
        if line.is_gone:
            raise HungUpError
        try:
            # One byte more than allowed is enough to know.
            body += inflate(piece, LARGEST_BODY + 1 - len(body))
        except zlib.error:
            raise UnreadableError from None
        if len(body) > LARGEST_BODY:
            raise TooLargeError
    return bytes(body)


def _inflater(encoding: str) -> Callable[[bytes, int], bytes]:
    if encoding in ("", "identity"):
        return lambda piece, most: piece[:most]
    if encoding not in ("gzip", "x-gzip"):
        raise UnreadableError
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return inflater.decompress
