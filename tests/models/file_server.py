"""A loopback HTTP server for one file, which can be told to misbehave."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the server has, and how it behaves."""

    content: bytes
    etag: str = '"first"'
    status: int = 200
    """Other than 200: the answer to everything."""
    busy: int = 0
    """How many requests are answered with 503 first."""
    break_after: list[int] = field(default_factory=list)
    """After how many bytes the next responses end; one each."""
    claim: int | None = None
    """The Content-Length that is stated instead of the true one."""
    ranges: bool = True
    wrong_range: bool = False
    """Whether a part is sent that was not asked for."""
    headers: dict[str, str] = field(default_factory=dict)
    redirect: str = ""
    """Where /moved.gguf leads."""
    redirect_headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    """The headers of each request, names in lower case."""
    url: str = ""


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site on a free port of the loopback interface."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _answer(self, site)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}/model.gguf"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, site: Site) -> None:
    handler.close_connection = True
    asked = {name.lower(): value for name, value in handler.headers.items()}
    site.asked.append(asked)
    if site.status != 200 or site.busy:
        status, site.busy = (503, site.busy - 1) if site.busy else (site.status, 0)
        return _send(handler, status, {}, b"sorry")
    if handler.path == "/moved.gguf":
        return _send(handler, 302, {"Location": site.redirect, **site.redirect_headers}, b"")
    headers = {"ETag": site.etag, "Accept-Ranges": "bytes", **site.headers}
    start, total = 0, len(site.content)
    if site.ranges and "range" in asked and asked.get("if-range", site.etag) == site.etag:
        start = int(asked["range"].removeprefix("bytes=").rstrip("-"))
        if start >= total:
            return _send(handler, 416, {"Content-Range": f"bytes */{total}"}, b"")
        if site.wrong_range:
            start = max(0, start - 1)
        headers["Content-Range"] = f"bytes {start}-{total - 1}/{total}"
    body = site.content[start:]
    claimed = len(body) if site.claim is None else site.claim
    if site.break_after:
        body = body[: site.break_after.pop(0)]
    _send(handler, 206 if "Content-Range" in headers else 200, headers, body, claimed)
    return None


def _send(
    handler: BaseHTTPRequestHandler,
    status: int,
    headers: dict[str, str],
    body: bytes,
    claimed: int | None = None,
) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body) if claimed is None else claimed))
    handler.send_header("Connection", "close")
    handler.end_headers()
    with contextlib.suppress(ConnectionError):
        handler.wfile.write(body)
