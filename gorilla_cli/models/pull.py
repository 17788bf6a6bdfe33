"""Downloading a model file.

Invariant: under its final name there is only ever a whole and verified file;
what came before a failure waits in a .part file, and the next try goes on there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from gorilla_cli import __version__
from gorilla_cli.errors import GorillaError, ModelError, UsageError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.locking import folder_locked, make_private_folder
from gorilla_cli.models import gguf
from gorilla_cli.visible import visible

TRIES = 5
"""Connections in a row that may bring nothing new."""
WAIT_S = 1.0
"""Before the second try; doubles with each further one."""
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
CHUNK = 1 << 20
SPARE_BYTES = 64 << 20
"""Disk space to leave free."""
LOCK_S = 1.0
LOOPBACK = ("localhost", "127.0.0.1", "::1")

Progress = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]
"""Given a title and the expected bytes, shows how many came so far."""

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)")


class DownloadError(GorillaError):
    """The model could not be fetched."""

    exit_status = ExitStatus.UNAVAILABLE


class FolderError(GorillaError):
    """The folder of models cannot be written, or is full."""

    exit_status = ExitStatus.CANNOT_WRITE


@dataclass(frozen=True, slots=True)
class Pulled:
    """A file that is there now."""

    path: Path
    size: int
    sha256: str
    """Hex digest of the file; empty when it was there already."""
    checked_against: str
    """What vouched for the digest, in words; empty when nothing did."""


@dataclass(slots=True)
class _State:
    """What is known of the file so far; kept beside the .part file between tries."""

    url: str
    validator: str = ""
    """ETag or date that tells whether the server still has the same file."""
    total: int | None = None
    sha256: str = ""
    """Digest that the server states."""


def pull(
    url: str,
    folder: Path,
    file: str,
    *,
    sha256: str = "",
    progress: Progress = lambda title, total: nullcontext(lambda count: None),
    wait: Callable[[float], None] = time.sleep,
) -> Pulled:
    """Fetch a file into the folder, going on where an earlier try stopped.

    `sha256` is the digest it must have; without one, that which the server states
    is used. Raises DownloadError (no network, not found), ModelError (what came
    is not what it should be), FolderError (it cannot be written).
    """
    where = urlsplit(url)
    if where.scheme == "http" and where.hostname not in LOOPBACK and not sha256:
        raise UsageError(
            f"{visible(url)} is fetched without encryption, so anybody could change it",
            "Use an https:// address, or give the file's checksum with --sha256.",
        )
    final = folder / file
    if final.exists():
        return Pulled(final, final.stat().st_size, "", "")
    try:
        make_private_folder(folder)
        with folder_locked(folder, LOCK_S):
            return _Download(url, final, sha256.lower(), progress, wait).run()
    except TimeoutError:
        raise FolderError(
            f"another gorilla is downloading into {folder}", "Wait until it has finished."
        ) from None
    except OSError as error:
        raise FolderError(
            f"cannot write {visible(str(final))}: {error.strerror or error}",
            "Free some space, or set GORILLA_DATA_DIR to a folder that can be written.",
        ) from error


def file_name(url: str) -> str:
    """The name under which a URL's file is kept. Raises UsageError for one that names no GGUF."""
    parts = urlsplit(url)
    name = unquote(parts.path).rpartition("/")[2]
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{visible(url)} is no web address", "It must begin with https://.")
    if not re.fullmatch(r"[\w][\w.+ -]*\.gguf", name):
        raise UsageError(
            f"{visible(url)} names no GGUF file", "Give the address of a file that ends in .gguf."
        )
    return name


def is_sha256(text: str) -> bool:
    """Whether the text is a SHA-256 digest in hex."""
    return _SHA256.fullmatch(text) is not None


def _stated_digest(response: httpx.Response) -> str:
    """The SHA-256 that the server gives for the file, or an empty text.

    Hubs redirect to a store and name the digest in the redirecting answer; the
    store's own ETag looks alike and is something else.
    """
    for one in response.history:
        linked = one.headers.get("x-linked-etag", "").strip('"')
        if is_sha256(linked):
            return str(linked.lower())
    etag = response.headers.get("x-linked-etag") or response.headers.get("etag", "")
    stated = etag.strip('"').lower()
    return stated if is_sha256(stated) and not response.history else ""


class _Download:
    def __init__(
        self,
        url: str,
        final: Path,
        sha256: str,
        progress: Progress,
        wait: Callable[[float], None],
    ) -> None:
        self._url = url
        self._host = visible(urlsplit(url).hostname or "")
        self._final = final
        self._part = final.with_name(final.name + ".part")
        self._notes = final.with_name(final.name + ".part.json")
        self._wanted = sha256
        self._progress = progress
        self._wait = wait
        self._state = self._remembered()
        self._digest = hashlib.sha256()
        self._have = 0

    def run(self) -> Pulled:
        self._have = self._read_part()
        with httpx.Client(
            follow_redirects=True,
            timeout=TIMEOUT,
            headers={"User-Agent": f"gorilla-cli/{__version__}", "Accept-Encoding": "identity"},
        ) as client:
            self._fetch(client)
        return self._accept()

    def _fetch(self, client: httpx.Client) -> None:
        """Try until the file is whole; each try that brings something earns new ones."""
        with ExitStack() as bar:
            self._advance: Callable[[int], None] | None = None
            fruitless = 0
            while True:
                before = self._have
                try:
                    self._connect(client, bar)
                except httpx.TransportError as error:
                    fruitless = 0 if self._have > before else fruitless + 1
                    if fruitless >= TRIES or (isinstance(error, httpx.ConnectError) and not before):
                        raise self._unreachable(error) from error
                    self._wait(WAIT_S * 2**fruitless)
                except (httpx.InvalidURL, httpx.TooManyRedirects, httpx.DecodingError) as error:
                    raise DownloadError(
                        f"{self._host} did not give the file: {visible(str(error))}",
                        "Check the address.",
                    ) from error
                else:
                    return

    def _connect(self, client: httpx.Client, bar: ExitStack) -> None:
        headers = {}
        if self._have and self._state.validator:
            headers = {"Range": f"bytes={self._have}-", "If-Range": self._state.validator}
        with client.stream("GET", self._url, headers=headers) as response:
            start = self._start_of(response)
            if start is None:  # all of it is here already
                return
            if start != self._have:
                self._restart()
            self._note(response, start)
            self._check_space()
            if self._advance is None:
                self._advance = bar.enter_context(
                    self._progress(self._final.name, self._state.total)
                )
                self._advance(self._have)
            with self._part.open("ab" if start else "wb") as part:
                # Chunks as they come: gathered ones would be lost when the connection breaks.
                for chunk in response.iter_raw():
                    part.write(chunk)
                    self._digest.update(chunk)
                    self._have += len(chunk)
                    self._advance(len(chunk))

    def _start_of(self, response: httpx.Response) -> int | None:
        """Where in the file the response begins; None when nothing is missing any more."""
        if urlsplit(self._url).scheme == "https" and response.url.scheme != "https":
            raise DownloadError(
                f"{self._host} leads to an address without encryption",
                "Use another address, or fetch the file yourself and verify it.",
            )
        stated = _RANGE.fullmatch(response.headers.get("content-range", ""))
        if response.status_code == httpx.codes.OK:
            return 0
        if response.status_code == httpx.codes.PARTIAL_CONTENT and stated:
            if stated[1] is not None and int(stated[1]) == self._have:
                return self._have
        elif response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            if stated and stated[2] == str(self._have):
                return None
        elif response.status_code in (429, 500, 502, 503, 504):
            raise httpx.RemoteProtocolError(f"it answers with status {response.status_code}")
        else:
            raise self._refused(response.status_code)
        # What the server says and what is here do not go together.
        self._restart()
        raise httpx.RemoteProtocolError("it sent another part than was asked for")

    def _note(self, response: httpx.Response, start: int) -> None:
        """Remember what the server says of the file."""
        length = response.headers.get("content-length", "")
        self._state.total = start + int(length) if length.isdigit() else None
        etag = response.headers.get("etag", "")
        strong = "" if etag.startswith("W/") else etag
        self._state.validator = strong or response.headers.get("last-modified", "")
        self._state.sha256 = _stated_digest(response)
        notes = {
            "url": self._state.url,
            "validator": self._state.validator,
            "total": self._state.total,
            "sha256": self._state.sha256,
        }
        self._notes.write_text(json.dumps(notes), encoding="utf-8")

    def _remembered(self) -> _State:
        """The state of an earlier try for the same address, or a new one."""
        with suppress(OSError, ValueError, TypeError):
            state = _State(**json.loads(self._notes.read_text(encoding="utf-8")))
            if state.url == self._url:
                return state
        return _State(self._url)

    def _read_part(self) -> int:
        """Take the digest of what an earlier try brought; its size."""
        if not self._state.validator or not self._part.exists():
            return 0
        with self._part.open("rb") as part:
            while chunk := part.read(CHUNK):
                self._digest.update(chunk)
        return self._part.stat().st_size

    def _restart(self) -> None:
        self._digest = hashlib.sha256()
        if self._advance is not None:
            self._advance(-self._have)
        self._have = 0
        self._state.validator = ""

    def _check_space(self) -> None:
        missing = (self._state.total or 0) - self._have
        free = shutil.disk_usage(self._final.parent).free
        if missing + SPARE_BYTES > free:
            raise FolderError(
                f"{visible(self._final.name)} needs {missing / 1e9:.1f} GB more, "
                f"and {self._final.parent} has {free / 1e9:.1f} GB free",
                "Free some space, or set GORILLA_DATA_DIR to a folder on a larger disk.",
            )

    def _accept(self) -> Pulled:
        """Verify what came, and give it its name."""
        digest = self._digest.hexdigest()
        wanted = self._wanted or self._state.sha256
        if wanted and digest != wanted:
            self._discard()
            raise ModelError(
                f"the file from {self._host} has the checksum {digest} instead of {wanted}",
                "It was deleted; try again, and do not use it when that repeats.",
            )
        try:
            header = gguf.read(self._part)
        except ModelError as error:
            self._discard()
            raise ModelError(
                f"what {self._host} sent is no whole GGUF file, and was deleted: "
                + error.message.replace(f"{visible(str(self._part))} ", "it "),
                "Check the address, and try again.",
            ) from None
        with self._part.open("rb") as part:
            os.fsync(part.fileno())
        self._part.replace(self._final)
        self._notes.unlink(missing_ok=True)
        vouched = "the given checksum" if self._wanted else "the checksum that the server states"
        return Pulled(self._final, header.size, digest, vouched if wanted else "")

    def _discard(self) -> None:
        self._part.unlink(missing_ok=True)
        self._notes.unlink(missing_ok=True)

    def _refused(self, status: int) -> DownloadError:
        told = {
            401: "wants a login",
            403: "forbids it",
            404: "has no such file",
            410: "has it no more",
        }
        return DownloadError(
            f"{self._host} {told.get(status, 'refuses')} (status {status})", "Check the address."
        )

    def _unreachable(self, error: httpx.TransportError) -> DownloadError:
        reason = visible(str(error)) or type(error).__name__
        if self._have:
            return DownloadError(
                f"the connection to {self._host} broke off after {self._have:,} bytes: {reason}",
                "Run the same command again; it goes on from there.",
            )
        return DownloadError(
            f"cannot reach {self._host}: {reason}",
            "Check the network, or copy a GGUF file here and `gorilla models use PATH`.",
        )
