"""What a tool takes: its subcommands and options, as its documentation says.

Invariant: pure values; "not in the spec" means absent only where `complete`
says that the documentation lists everything, else it means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Takes(Enum):
    """Whether an option takes a value."""

    NOTHING = "nothing"
    VALUE = "value"
    """In the next word, or joined to it."""
    JOINED = "joined"
    """Optional, and only joined: --color[=WHEN], -i[SUFFIX]."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Option:
    """One option with all its spellings."""

    names: tuple[str, ...]
    """With their dashes: ("-a", "--all")."""
    takes: Takes = Takes.UNKNOWN
    value: str = ""
    """What the documentation calls its value: "SIZE"."""
    told: str = ""
    """What it does, one paragraph."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What one tool or subcommand takes."""

    tool: str
    """The words that call it: "ls", "git log"."""
    origin: str
    """Where it was read from: "man:ls(1)"."""
    options: tuple[Option, ...] = ()
    subcommands: tuple[str, ...] = ()
    complete: bool = False
    """True when an option that is not here does not exist."""
    summary: str = ""
    by_name: Mapping[str, Option] = field(default_factory=dict, compare=False, repr=False)
    """Options by each of their names; made by `of`."""

    def option(self, name: str) -> Option | None:
        """The option of that name, or None."""
        return self.by_name.get(name)


def of(
    tool: str,
    origin: str,
    options: tuple[Option, ...],
    *,
    subcommands: tuple[str, ...] = (),
    complete: bool = False,
    summary: str = "",
) -> Spec:
    """A spec with its index of names."""
    by_name: dict[str, Option] = {}
    for option in options:
        for name in option.names:
            by_name.setdefault(name, option)
    return Spec(tool, origin, options, subcommands, complete, summary, by_name)


_NAME = r"(?:--?[A-Za-z0-9?@#.%][\w.+:@#%-]*|--|-[$!^&*_=]|\+[A-Za-z][\w-]*|-)"
_ONE = re.compile(
    rf"(?P<name>{_NAME})"
    r"(?P<optional>\[[=\s]?[^\]]*\]+)?"
    r"(?P<joined>=\s?\S+)?"
    r"(?P<spaced>[ \t]+(?![-+]\w|--)[^,|]+)?"
)
_NO = re.compile(r"--\[no-\]([\w-]+)")


def options_of_tag(tag: str, told: str) -> Option | None:
    """The option that a tag such as "-n, --lines=[-]NUM" documents; None when it is none."""
    tag = " ".join(tag.split())
    if not tag.startswith(("-", "+")) or re.match(r"[-+](?:\s|$)", tag):
        return None
    names: list[str] = []
    takes, value = Takes.NOTHING, ""
    negated = _NO.search(tag)
    if negated:
        tag = _NO.sub(r"--\1, --no-\1", tag)
    for part in re.split(r",\s*|\s+\|\s+|\s+or\s+|(?<=\w)\s+(?=-)|\s*/\s*(?=-)|\t", tag):
        found = _ONE.match(part.strip())
        if found is None:
            continue
        name = found["name"].rstrip(":.")
        if name in ("-", "--") and len(tag) > 2:
            continue
        names.append(name)
        if found["optional"]:
            inside = found["optional"].strip("[]= ")
            bracketed_value = found["optional"].startswith(("[=", "[")) and inside
            if bracketed_value and takes is Takes.NOTHING:
                takes, value = Takes.JOINED, inside
        elif found["joined"]:
            takes, value = Takes.VALUE, found["joined"].lstrip("= ")
        elif found["spaced"] and takes is Takes.NOTHING:
            word = found["spaced"].strip()
            if word.startswith("[") and word.endswith("]"):
                takes, value = Takes.JOINED, word.strip("[] ")
            elif _is_value(word):
                takes, value = Takes.VALUE, word
    if not names:
        return None
    return Option(tuple(dict.fromkeys(names)), takes, value, told)


def _is_value(word: str) -> bool:
    """Whether what follows an option's name names a value and does not describe the option."""
    words = word.split()
    return len(words) <= 3 and not word.startswith(("(", ":"))
