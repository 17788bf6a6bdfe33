"""What an endpoint's JSON means.

Invariant: pure. An answer is hostile until proven otherwise: every field may
be missing, of another type, or absurd. A command that was cut off is no
command: half of `rm -r /home/me/tmp` removes the home.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gorilla_cli.domain import Completion

_LONGEST_MODEL = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """The usable part of one reply."""

    completions: tuple[Completion, ...] = ()
    choices: int = 0
    """How many choices the server gave, usable or not."""
    cut: int = 0
    """How many of them stopped at the length limit."""
    error: str = ""
    """What the server says went wrong, when it says so with a status of success."""


def read_json(body: bytes) -> Any:
    """The JSON of a body. Raises ValueError when it is none."""
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def read_answer(body: bytes, model: str) -> Answer:
    """The completions of a reply. Raises ValueError when it is no JSON object."""
    content = read_json(body)
    if not isinstance(content, dict):
        raise ValueError("not an object")
    choices = content.get("choices")
    if not isinstance(choices, list):
        return Answer(error=said(content))
    given = [choice for choice in choices if isinstance(choice, dict)]
    named = content.get("model")
    name = model or (_clean(named)[:_LONGEST_MODEL] if isinstance(named, str) else "")
    whole = [choice for choice in given if choice.get("finish_reason") != "length"]
    return Answer(
        tuple(_completions(whole, name)),
        choices=len(given),
        cut=len(given) - len(whole),
        error=said(content),
    )


def _completions(choices: list[dict[str, Any]], model: str) -> Iterator[Completion]:
    for choice in choices:
        message = choice.get("message")
        text = _text(message.get("content") if isinstance(message, dict) else choice.get("text"))
        if text.strip():
            yield Completion(
                text=text, backend="hosted", model=model, logprob=_logprob(choice.get("logprobs"))
            )


def _text(content: object) -> str:
    if isinstance(content, str):
        return _clean(content)
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return _clean("".join(part for part in parts if isinstance(part, str)))
    return ""


def _clean(text: str) -> str:
    """Without halves of surrogate pairs, which could be neither printed nor stored."""
    return text.encode("utf-8", "replace").decode()


def _logprob(logprobs: object) -> float | None:
    if not isinstance(logprobs, dict):
        return None
    tokens = logprobs.get("content")
    each: object
    if isinstance(tokens, list):
        each = [token.get("logprob") for token in tokens if isinstance(token, dict)]
    else:
        each = logprobs.get("token_logprobs")  # as completions without a chat have them
    if not isinstance(each, list):
        return None
    numbers = [float(one) for one in each if isinstance(one, int | float)]
    if not numbers or not all(math.isfinite(one) for one in numbers):
        return None
    return min(0.0, sum(numbers) / len(numbers))


def said(content: object) -> str:
    """The server's own words about an error, wherever it puts them; or an empty text."""
    return " ".join(" ".join(_words(content)).split())


def _words(content: object, depth: int = 0) -> Iterator[str]:
    if depth > 4:
        return
    if isinstance(content, str):
        yield _clean(content[:2000])
    elif isinstance(content, list):
        for item in content[:8]:
            yield from _words(item, depth + 1)
    elif isinstance(content, dict):
        for key in ("error", "detail", "message", "msg", "loc", "param"):
            yield from _words(content.get(key), depth + 1)
