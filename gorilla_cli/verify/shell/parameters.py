"""The operators of `${name…}` on known values.

Invariant: pure; what cannot be computed is UNKNOWN, and no pattern of the text
is ever run as a regular expression.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from gorilla_cli.verify.shell.model import UNKNOWN

_MAX_PATTERN_WORK = 20_000
_SPECIAL = frozenset("*?[")


def transform(operator: str, value: str, argument: str) -> str:
    """The value after the operator; argument is what follows the operator."""
    if UNKNOWN in value or UNKNOWN in argument:
        return UNKNOWN
    if operator == ":":
        return _substring(value, argument)
    if operator in ("#", "##", "%", "%%"):
        return _trim(operator, value, argument)
    if operator[0] == "/":
        return _replace(operator, value, argument)
    if operator in ("^", "^^", ",", ",,"):
        return _case(operator, value) if not argument else UNKNOWN
    if operator in ("@U", "@L", "@u"):
        return _case({"@U": "^^", "@L": ",,", "@u": "^"}[operator], value)
    if operator == "@E":
        from gorilla_cli.verify.shell.escapes import decode

        return decode(value)
    if operator == "@Q":
        return value
    return UNKNOWN


def _substring(value: str, argument: str) -> str:
    offset, colon, length = argument.strip().partition(":")
    try:
        start = int(offset.strip().strip("()") or 0)
        size = int(length.strip().strip("()") or 0) if colon else None
    except ValueError:
        return UNKNOWN
    if start < 0:
        start = max(0, len(value) + start)
    if size is None:
        return value[start:]
    return value[start : start + size] if size >= 0 else value[start:size]


def _trim(operator: str, value: str, pattern: str) -> str:
    if not _SPECIAL & set(pattern):
        return value.removeprefix(pattern) if operator[0] == "#" else value.removesuffix(pattern)
    if len(value) * (len(value) + len(pattern)) > _MAX_PATTERN_WORK:
        return UNKNOWN
    lengths = range(len(value) + 1) if len(operator) == 1 else range(len(value), -1, -1)
    for length in lengths:
        if operator[0] == "#" and fnmatchcase(value[:length], pattern):
            return value[length:]
        if operator[0] == "%" and fnmatchcase(value[len(value) - length :], pattern):
            return value[: len(value) - length]
    return value


def _replace(operator: str, value: str, argument: str) -> str:
    old, _, new = argument.partition("/")
    if not old:
        return value
    if _SPECIAL & set(old):
        return _replace_class(operator, value, old, new)
    if operator == "//":
        return value.replace(old, new)
    if operator == "/#":
        return new + value[len(old) :] if value.startswith(old) else value
    if operator == "/%":
        return value[: -len(old)] + new if value.endswith(old) else value
    return value.replace(old, new, 1)


def _replace_class(operator: str, value: str, old: str, new: str) -> str:
    """Replacement of single characters by a bracket pattern; anything wider is not computed."""
    if operator != "//" or not (old == "?" or (old[0] == "[" and old.find("]", 2) == len(old) - 1)):
        return UNKNOWN
    if len(value) * len(old) > _MAX_PATTERN_WORK:
        return UNKNOWN
    pattern = old.replace("[^", "[!", 1)
    return "".join(new if fnmatchcase(character, pattern) else character for character in value)


def _case(operator: str, value: str) -> str:
    change = str.upper if operator[0] == "^" else str.lower
    return change(value) if len(operator) == 2 else change(value[:1]) + value[1:]
