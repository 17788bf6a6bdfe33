"""Where an endpoint is: its address, whether that is this machine, what is its origin.

Invariant: pure, and reads an address exactly as it will be dialled: whatever
could be read in two ways (a login in the address, a backslash, a blank) is
refused, so that nothing meant for this machine goes to another.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from gorilla_cli.errors import EndpointError

_SET = "Set it with `gorilla config set hosted.base_url URL`, such as http://127.0.0.1:11434/v1."
_HOST = re.compile(r"[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}(?:%[\w.-]+)?\]")


def endpoint(base_url: str) -> str:
    """The address that requests are posted to: what the person gave, and /chat/completions.

    An address without any path gets /v1 first, where every kind of server listens.
    A query stays. Raises EndpointError when it is no web address.
    """
    parts = _split(base_url)
    path = parts.path.rstrip("/") or "/v1"
    if not path.endswith("/chat/completions"):
        path += "/chat/completions"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def is_loopback(base_url: str) -> bool:
    """True when the address is this machine itself: 127/8, ::1 or localhost.

    False for anything else, for what only looks like it, and for what is no address.
    """
    try:
        host = _split(base_url).hostname or ""
    except EndpointError:
        return False
    if host in ("localhost", "localhost."):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port. Raises EndpointError when it is no web address."""
    parts = _split(address)
    host = (parts.hostname or "").rstrip(".")
    return parts.scheme, host, parts.port or (443 if parts.scheme == "https" else 80)


def host_told(base_url: str) -> str:
    """Host and port as a person reads them."""
    try:
        return _split(base_url).netloc
    except EndpointError:
        return "the endpoint"


def _split(base_url: str) -> SplitResult:
    if not base_url:
        raise EndpointError("no endpoint is set", _SET)
    if not base_url.isprintable() or any(character in base_url for character in ' \\"<>^`{|}'):
        raise EndpointError("hosted.base_url holds characters that no address has", _SET)
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError:
        raise EndpointError("hosted.base_url is no web address", _SET) from None
    if parts.scheme not in ("http", "https"):
        raise EndpointError("hosted.base_url must begin with http:// or https://", _SET)
    if "@" in parts.netloc:
        raise EndpointError(
            "hosted.base_url holds a login",
            "Leave it out and store the key with `gorilla config set-key hosted`.",
        )
    host = parts.netloc if port is None else parts.netloc.rpartition(":")[0]
    if not _HOST.fullmatch(host.rstrip(":")) or port == 0:
        raise EndpointError("hosted.base_url names no host", _SET)
    return parts
