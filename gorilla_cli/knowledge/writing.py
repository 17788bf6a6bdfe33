"""Sizes, durations and times of day, written the way commands want them.

Invariant: pure; takes what a person may type ("10 MB", "2 weeks", "3pm") and
gives one word or a few words of plain characters, or raises FormError.
"""

from __future__ import annotations

import math
import re

from gorilla_cli.knowledge.language.quantities import parse_duration, parse_number, parse_size


class FormError(ValueError):
    """A value cannot be written in the form that a recipe wants."""


def byte_count(text: str) -> int:
    """Bytes in a size such as "10M", "1.5 GB" or "500"; units are powers of 1024."""
    size = parse_size(text)
    if size is not None:
        return size.bytes
    number = parse_number(text)
    if number is None or number < 0:
        raise FormError(f"{text} is no size")
    return round(number)


def sized(text: str, form: str) -> str:
    """A size for a program: "find" (10M, 500c), "size" (10M), "bytes", "kb", "mb", "gb"."""
    count = byte_count(text)
    if form == "bytes":
        return str(count)
    if form in ("kb", "mb", "gb"):
        return str(math.ceil(count / {"kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30}[form]))
    for letter, unit in (("G", 1 << 30), ("M", 1 << 20), ("k" if form == "find" else "K", 1 << 10)):
        if count >= unit and count % unit == 0:
            return f"{count // unit}{letter}"
    return f"{count}c" if form == "find" else str(count)


_SHORT_MINUTES = re.compile(r"(\d)\s*m\b")
"""The language reads "10m" as a size; here it can only be minutes."""
_PARTS = re.compile(r"(\d+(?:\.\d+)?\s*[a-z]+)[\s,]*(?:and\s+)?")


def second_count(text: str) -> int:
    """Seconds in a duration such as "7 days", "1h 30m" or "a week"; a month is 30 days."""
    text = _SHORT_MINUTES.sub(r"\1 min", text.strip().lower())
    whole = parse_duration(re.sub(r"^(the|last|past)\s+", "", text))
    if whole is not None:
        return whole.seconds
    if text.isdigit():
        return int(text)
    parts = [parse_duration(part) for part in _PARTS.findall(text)]
    if not parts or _PARTS.sub("", text).strip():
        raise FormError(f"{text} is no duration")
    total = 0
    for part in parts:
        if part is None:
            raise FormError(f"{text} is no duration")
        total += part.seconds
    return total


def span(text: str, form: str) -> str:
    """A duration for a program; forms as in the table of slots.FORMS."""
    seconds = second_count(text)
    rounded = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
    if form in rounded:
        return str(math.ceil(seconds / rounded[form]))
    if form in ("older", "newer"):
        sign = "+" if form == "older" else "-"
        if seconds % 86400 == 0 and (seconds > 86400 or form == "newer"):
            return f"-mtime {sign}{seconds // 86400}"
        return f"-mmin {sign}{math.ceil(seconds / 60)}"
    if form in ("ago", "words"):
        end = " ago" if form == "ago" else ""
        for word, unit in (("week", 604800), ("day", 86400), ("hour", 3600), ("minute", 60)):
            if seconds >= unit and seconds % unit == 0:
                count = seconds // unit
                return f"{count} {word}{'' if count == 1 else 's'}{end}"
        return f"{seconds} seconds{end}"
    units = (("h", 3600), ("m", 60)) if form == "go" else (("d", 86400), ("h", 3600), ("m", 60))
    for letter, unit in units:
        if seconds >= unit and seconds % unit == 0:
            return f"{seconds // unit}{letter}"
    return f"{seconds}s" if form == "go" else str(seconds)


_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|o'clock)?", re.I)
_NAMED = {"midnight": (0, 0), "noon": (12, 0), "midday": (12, 0)}


def clock(text: str, form: str) -> str:
    """A time of day as "15:30" (clock) or as cron's minute and hour, "30 15"."""
    named = _NAMED.get(text.strip().lower())
    match = None if named else _CLOCK.fullmatch(text.strip())
    if named:
        hour, minute = named
    elif match:
        hour, minute = int(match[1]), int(match[2] or 0)
        half = (match[3] or "").lower().replace(".", "")
        if half in ("am", "pm"):
            if not 1 <= hour <= 12:
                raise FormError(f"{text} is no time of day")
            hour = hour % 12 + (12 if half == "pm" else 0)
    else:
        raise FormError(f"{text} is no time of day")
    if hour > 23 or minute > 59:
        raise FormError(f"{text} is no time of day")
    return f"{minute} {hour}" if form == "cron" else f"{hour:02}:{minute:02}"
