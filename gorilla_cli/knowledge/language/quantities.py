"""Sizes, durations, counts and dates as people write them.

Invariant: exact; a size is a whole number of bytes and a date a half-open span of
days. Units of size are binary (1 KB is 1024 bytes), as find, du, head and ls have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_SIZE_UNITS: dict[str, int] = {
    form: 1024**power
    for power, forms in enumerate(
        (
            "b byte bytes c char chars character characters",
            "k kb kib kbyte kbytes kilobyte kilobytes kibibyte kibibytes kilo kilos kbs",
            "m mb mib mbyte mbytes megabyte megabytes mebibyte mebibytes meg megs mega mbs",
            "g gb gib gbyte gbytes gigabyte gigabytes gibibyte gibibytes gig gigs giga gbs",
            "t tb tib terabyte terabytes tebibyte tebibytes tera",
            "p pb pib petabyte petabytes",
        )
    )
    for form in forms.split()
}
_TIME_UNITS: dict[str, int] = {
    form: seconds
    for seconds, forms in {
        1: "s sec secs second seconds",
        60: "min mins minute minutes",
        3600: "h hr hrs hour hours",
        86400: "d day days",
        604800: "w wk wks week weeks",
        2592000: "month months mth",
        31536000: "y yr yrs year years",
    }.items()
    for form in forms.split()
}
_UNIT_NAMES = {
    1: "second",
    60: "minute",
    3600: "hour",
    86400: "day",
    604800: "week",
    2592000: "month",
    31536000: "year",
}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 20 + 10 * index for index, word in enumerate(_TENS)},
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True, slots=True)
class Size:
    """An amount of bytes."""

    bytes: int
    number: str
    """The number as written, such as "1.5"."""
    unit: str
    """"", K, M, G, T or P; empty for plain bytes."""

    @property
    def short(self) -> str:
        """The suffix form that du, head, sort, truncate and split read: 500, 10K, 2M."""
        if self.unit and self.number.isdigit():
            return f"{self.number}{self.unit}"
        return str(self.bytes)

    @property
    def find(self) -> str:
        """The operand of find -size; exact with + (find rounds up to whole units)."""
        if self.unit in ("K", "M", "G") and self.number.isdigit():
            return f"{self.number}{'k' if self.unit == 'K' else self.unit}"
        return f"{self.bytes}c"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time."""

    seconds: int
    number: int
    unit: str
    """second, minute, hour, day, week, month (30 days) or year (365 days)."""

    @property
    def days(self) -> int | None:
        """Whole days, or None when it is no whole number of them."""
        return self.seconds // 86400 if self.seconds % 86400 == 0 else None

    @property
    def minutes(self) -> int | None:
        """Whole minutes, or None when it is no whole number of them."""
        return self.seconds // 60 if self.seconds % 60 == 0 else None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` up to but not including `end`."""

    first: date
    end: date


def parse_number(text: str) -> float | None:
    """A number in digits or words: "1,000", "2.5", "twenty five", "a dozen"; None if none."""
    text = text.strip().lower().replace(",", "")
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        return float(text)
    words = text.replace("-", " ").split()
    if not words:
        return None
    if words == ["half", "a", "dozen"]:
        return 6.0
    if words in (["a", "couple"], ["couple"], ["a", "couple", "of"], ["couple", "of"]):
        return 2.0
    total, current, seen = 0, 0, False
    for index, word in enumerate(words):
        if word in ("a", "an") and index == 0 and len(words) > 1:
            current, seen = 1, True
        elif word in _WORDS:
            current, seen = current + _WORDS[word], True
        elif word.isdigit():
            current, seen = current + int(word), True
        elif word in _SCALES:
            current, seen = max(current, 1) * _SCALES[word], True
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif not (word == "and" and seen):
            return None
    return float(total + current) if seen else None


def parse_count(text: str) -> int | None:
    """A whole number: "five", "10", "a dozen", "top five", "the first 3"; None if none."""
    words = text.strip().lower().split()
    while words and words[0] in ("the", "top", "first", "last", "bottom", "only"):
        words = words[1:]
    number = parse_number(" ".join(words))
    return int(number) if number is not None and number == int(number) else None


def parse_ordinal(text: str) -> int | None:
    """A position: "3rd", "third", "last" is -1; None if none."""
    text = text.strip().lower()
    if text in ("last", "final"):
        return -1
    if re.fullmatch(r"\d+(st|nd|rd|th)", text):
        return int(text[:-2])
    return _ORDINALS.get(text)


def parse_size(text: str) -> Size | None:
    """An amount with its unit: "10MB", "1.5 gigabytes", "five kilobytes"; None without a unit."""
    match = re.fullmatch(r"\s*(.*?\d|[a-z -]+?)[\s-]*([a-z]+)\s*", text.lower())
    if match is None:
        return None
    factor = _SIZE_UNITS.get(match[2])
    number = parse_number(match[1])
    if factor is None or number is None or number < 0:
        return None
    unit = {1: "", 1024: "K", 1024**2: "M", 1024**3: "G", 1024**4: "T"}.get(factor, "P")
    written = str(int(number)) if number == int(number) else str(number)
    return Size(int(number * factor), written, unit)


def parse_duration(text: str) -> Duration | None:
    """A length of time: "7 days", "an hour", "half an hour", "90min", "week"; None if none."""
    text = text.strip().lower().replace("-", " ")
    if text in ("half an hour", "half hour"):
        return Duration(1800, 30, "minute")
    if text in ("half a day", "half day"):
        return Duration(43200, 12, "hour")
    match = re.fullmatch(r"(.*?)\s*(?<![a-z])([a-z]+)", text)
    if match is None or match[2] not in _TIME_UNITS:
        return None
    seconds = _TIME_UNITS[match[2]]
    amount = match[1]
    number = 1.0 if amount in ("", "a", "an") else parse_number(amount)
    if number is None or number < 0:
        return None
    total = int(number * seconds)
    if number == int(number):
        return Duration(total, int(number), _UNIT_NAMES[seconds])
    finer = next(unit for unit in (86400, 3600, 60, 1) if total % unit == 0)
    return Duration(total, total // finer, _UNIT_NAMES[finer])


def parse_date(text: str, today: date | None = None) -> Span | None:
    """The days a date names: "2024-01-31", "march", "jan 5 2023", "yesterday", "monday".

    A month or weekday without a year means the most recent one that has begun;
    `today` replaces the clock in tests.
    """
    now = today or date.today()
    text = text.strip().lower().replace(",", " ").replace("'", "")
    if text in ("today", "this day"):
        return Span(now, now + timedelta(days=1))
    if text == "yesterday":
        return Span(now - timedelta(days=1), now)
    if text in _WEEKDAYS:
        back = (now.weekday() - _WEEKDAYS.index(text)) % 7
        day = now - timedelta(days=back)
        return Span(day, day + timedelta(days=1))
    if text == "this week":
        first = now - timedelta(days=now.weekday())
        return Span(first, first + timedelta(days=7))
    if text == "this month":
        return _month(now.year, now.month)
    if text == "this year":
        return Span(date(now.year, 1, 1), date(now.year + 1, 1, 1))
    try:
        return _numeric(text) or _named(text.split(), now)
    except ValueError:  # a day such as 2024-02-31
        return None


def _numeric(text: str) -> Span | None:
    match = re.fullmatch(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?", text)
    if match is None:
        return None
    if match[3] is None:
        return _month(int(match[1]), int(match[2]))
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return Span(day, day + timedelta(days=1))


def _named(words: list[str], now: date) -> Span | None:
    """ "march", "march 2023", "5 march", "march 5th 2023", "2023"."""
    year = month = day = None
    for word in words:
        bare = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", word)
        if re.fullmatch(r"(19|20)\d\d", bare) and year is None:
            year = int(bare)
        elif re.fullmatch(r"\d{1,2}", bare) and day is None:
            day = int(bare)
        elif month is None and (found := month_number(word)):
            month = found
        elif word not in ("of", "the"):
            return None
    if month is None:
        if year is None or day is not None:
            return None
        return Span(date(year, 1, 1), date(year + 1, 1, 1))
    if year is None:
        begun = (month, day or 1) <= (now.month, now.day)
        year = now.year if begun else now.year - 1
    if day is None:
        return _month(year, month)
    first = date(year, month, day)
    return Span(first, first + timedelta(days=1))


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its three-letter form; None for other words."""
    for number, name in enumerate(_MONTHS, start=1):
        if word == name or word == name[:3] or (word == "sept" and number == 9):
            return number
    return None


def _month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    return Span(first, date(year + month // 12, month % 12 + 1, 1))
