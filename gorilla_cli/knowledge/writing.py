"""Sizes, durations and times of day, written the way commands want them.

Invariant: pure; takes what a person may type ("10 MB", "2 weeks", "3pm") and
gives one word or a few words of plain characters, or raises FormError.
"""

from __future__ import annotations

import math
import re


class FormError(ValueError):
    """A value cannot be written in the form that a recipe wants."""


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]*)", re.I)
_SIZE_UNITS = {"": 1, "b": 1, "c": 1, "byte": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_SIZE_UNITS |= {"t": 1 << 40, "p": 1 << 50, "kilo": 1 << 10, "meg": 1 << 20, "gig": 1 << 30}
_SIZE_UNITS |= {"kilobyte": 1 << 10, "megabyte": 1 << 20, "gigabyte": 1 << 30, "terabyte": 1 << 40}


def byte_count(text: str) -> int:
    """Bytes in a size such as "10M", "1.5 GB" or "500"; units are powers of 1024."""
    match = _SIZE.fullmatch(text.strip())
    unit = match[2].lower() if match else ""
    if unit not in _SIZE_UNITS:
        unit = unit.rstrip("s")
    if unit not in _SIZE_UNITS and len(unit) > 1:
        unit = unit.removesuffix("b").removesuffix("i")
    if match is None or unit not in _SIZE_UNITS:
        raise FormError(f"{text} is no size")
    return round(float(match[1]) * _SIZE_UNITS[unit])


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


_DURATION_UNITS = {
    "second": 1,
    "sec": 1,
    "s": 1,
    "minute": 60,
    "min": 60,
    "m": 60,
    "hour": 3600,
    "hr": 3600,
    "h": 3600,
    "day": 86400,
    "d": 86400,
    "week": 604800,
    "wk": 604800,
    "w": 604800,
    "fortnight": 1209600,
    "month": 2592000,
    "year": 31536000,
    "yr": 31536000,
    "y": 31536000,
}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)", re.I)


def second_count(text: str) -> int:
    """Seconds in a duration such as "7 days", "1h 30m" or "week"; a month is 30 days."""
    rest = re.sub(r"\b(an?|one|the|last|past)\s+(?=[a-z])", "1 ", text.strip().lower())
    if rest and rest[0].isalpha():
        rest = f"1 {rest}"
    total, position = 0.0, 0
    for match in _DURATION.finditer(rest):
        if rest[position : match.start()].strip(" ,") not in ("", "and"):
            raise FormError(f"{text} is no duration")
        unit = match[2] if match[2] in _DURATION_UNITS else match[2].rstrip("s")
        if unit not in _DURATION_UNITS:
            raise FormError(f"{text} is no duration")
        total += float(match[1]) * _DURATION_UNITS[unit]
        position = match.end()
    if rest.isdigit():
        total, position = float(rest), len(rest)
    if not position or rest[position:].strip():
        raise FormError(f"{text} is no duration")
    return round(total)


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
