"""What the value of a setting may be, and how a text becomes one.

Invariant: pure; knows nothing of which settings there are or where they are kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")

Value = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One setting, as its declaration has it."""

    name: str
    """Dotted, such as "llama.model"."""
    type: type
    """bool, int, float, str, or tuple for a list of texts."""
    default: Value
    doc: str
    variable: str
    """The environment variable that overrides it, such as GORILLA_LLAMA_MODEL."""
    least: float | None = None
    most: float | None = None
    check: Callable[[Any], str] | None = None

    @property
    def type_word(self) -> str:
        """The type as a person says it."""
        return _TYPE_WORDS[self.type]


_TYPE_WORDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple: "a list of texts",
}


def setting(
    default: T,
    doc: str,
    *,
    least: float | None = None,
    most: float | None = None,
    check: Callable[[Any], str] | None = None,
) -> T:
    """A field with its documentation, bounds (both included) and a check.

    The check returns what is wrong with a value, or an empty text.
    """
    metadata = {"doc": doc, "least": least, "most": most, "check": check}
    made: T = field(default=default, metadata=metadata)
    return made


def checked(key: Key, value: object) -> Value:
    """The value in the key's own type. Raises ValueError with what is wrong with it."""
    if key.type is float and type(value) is int:
        value = float(value)
    if key.type is tuple and isinstance(value, list | tuple):
        value = tuple(value)
        fits = all(isinstance(item, str) for item in value)
    else:
        fits = type(value) is key.type
    if not fits:
        raise ValueError(f"must be {key.type_word}, not {_shown(value)}")
    found: Value = value  # type: ignore[assignment]  # its type was just compared
    if isinstance(found, int | float) and not isinstance(found, bool):
        _check_bounds(key, found)
    for text in found if isinstance(found, tuple) else (found,):
        if isinstance(text, str) and any(ord(character) < 32 for character in text):
            raise ValueError("must not hold control characters")
    problem = key.check(found) if key.check else ""
    if problem:
        raise ValueError(problem)
    return found


def _check_bounds(key: Key, value: float) -> None:
    least = -math.inf if key.least is None else key.least
    most = math.inf if key.most is None else key.most
    if not least <= value <= most:
        raise ValueError(f"must be from {least:g} to {most:g}, not {value:g}")


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def parse(key: Key, text: str) -> Value:
    """The value that a text stands for: a list is comma separated, a truth yes or no.

    Raises ValueError with what is wrong with it.
    """
    value: object = text
    try:
        if key.type is bool:
            value = _TRUTHS[text.strip().lower()]
        elif key.type in (int, float):
            value = key.type(text)
    except (KeyError, ValueError):
        raise ValueError(f"must be {key.type_word}, not {_shown(text)}") from None
    if key.type is tuple:
        value = tuple(part.strip() for part in text.split(",") if part.strip())
    return checked(key, value)


_TRUTHS = {"true": True, "yes": True, "on": True, "1": True} | {
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def web_address(value: str) -> str:
    if not value or value.lower().startswith(("http://", "https://")):
        return ""
    return "must start with http:// or https://"


def variable_name(value: str) -> str:
    if not value or (value.isidentifier() and value.isascii()):
        return ""
    return "must be the name of an environment variable"


def nearest(name: str, known: Mapping[str, str] | list[str]) -> str:
    from difflib import get_close_matches

    match = get_close_matches(name, list(known), n=1)
    if not match:
        return ""
    return f"; did you mean {known[match[0]] if isinstance(known, Mapping) else match[0]!r}?"
