"""When an endpoint is asked again, after how long, and with what left out.

Invariant: three tries at most; a wait that the server asks for is kept, one
that it does not ask for grows and is jittered, so that many do not come back at
once.
"""

from __future__ import annotations

import math
import random
import re
import time
from collections.abc import Mapping
from typing import Any

MOST_TRIES = 3
_NEVER = frozenset({501, 505, 511})
"""Server faults that stay what they are."""
_OPTIONAL = ("n", "temperature", "logprobs", "max_tokens", "max_completion_tokens")


class Patience:
    """The tries of one request."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._tries = 1

    def may_retry(self, status: int) -> bool:
        """True when another try after this status may help and is left."""
        return (status == 429 or (status >= 500 and status not in _NEVER)) and self._next()

    def may_retry_after(self, error: Exception) -> bool:
        """True when another try after this exception may help and is left."""
        import httpx

        broken = isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError)
        return broken and self._next()

    def _next(self) -> bool:
        self._tries += 1
        return self._tries <= MOST_TRIES

    def wait(self, retry_after: str = "") -> float:
        """Seconds until the next try: what the header says, or else our own pause."""
        asked = seconds_of(retry_after)
        if asked is not None:
            return asked
        return self._pause * 2.0 ** (self._tries - 2) * random.uniform(0.5, 1.0)


def seconds_of(retry_after: str) -> float | None:
    """The seconds that a Retry-After header means, from now; None when it means nothing.

    Facts: RFC 9110, section 10.2.3: a number of seconds or an HTTP date.
    """
    from email.utils import parsedate_to_datetime

    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(retry_after).timestamp() - time.time()
        except (ValueError, TypeError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def refused_parameters(status: int, words: str, body: Mapping[str, Any]) -> dict[str, str | None]:
    """The optional parameters that a refusal is about, with their new name or None.

    A refusal that names none of them is taken to be about all: servers differ most in
    what they make of parameters they do not know. A body that has none left is refused
    for good, so asking again ends.
    """
    optional = [name for name in _OPTIONAL if name in body]
    if "max_tokens" in body and "max_completion_tokens" in words:
        return {"max_tokens": "max_completion_tokens"}
    if status in (400, 403, 422, 500, 501):
        named = [name for name in optional if re.search(rf"(?<![\w'.-]){name}(?![\w'])", words)]
        quoted = [name for name in optional if re.search(rf"[\"'`]{name}[\"'`]", words)]
        about: list[str] = quoted or named
        if about:
            return dict.fromkeys(about)
    return dict.fromkeys(optional) if status in (400, 422) else {}
