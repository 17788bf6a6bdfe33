"""Places in a command that somebody still has to fill in: <pod>, {name}, YOUR_BUCKET, path/to/file.

Invariant: pure but for the question whether a path exists. What a shell gives
a meaning to ({} of find, {a,b}, <file) is no slot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gorilla_cli.domain import Finding, Severity
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.pattern import Pattern

MAX_SLOTS = 50


@dataclass(frozen=True, slots=True)
class Slot:
    """One open place."""

    text: str
    """As it stands in the command, with its brackets."""
    start: int
    end: int
    kind: str
    """What belongs there: path, user, host, port, pod, bucket, container, branch, name …"""


_KINDS = (
    (
        "path",
        (
            "path",
            "file",
            "dir",
            "folder",
            "directory",
            "archive",
            "script",
            "image.",
            "input",
            "output",
        ),
    ),
    ("user", ("user", "owner", "login", "account")),
    ("host", ("host", "server", "ip", "address", "domain", "machine")),
    ("url", ("url", "uri", "link", "endpoint")),
    ("port", ("port",)),
    ("pid", ("pid", "process")),
    ("pod", ("pod",)),
    ("namespace", ("namespace",)),
    ("bucket", ("bucket",)),
    ("container", ("container",)),
    ("image", ("image",)),
    ("branch", ("branch", "ref", "commit", "tag")),
    ("remote", ("remote", "repo", "repository")),
    ("service", ("service", "unit")),
    ("package", ("package", "module")),
    ("device", ("device", "disk", "partition")),
    ("number", ("number", "count", "size", "n", "num", "seconds", "days")),
    ("text", ("pattern", "text", "string", "regex", "word", "message", "query", "search")),
    ("secret", ("password", "token", "key", "secret")),
)

_ANGLE = Pattern(
    r"(?<![<>=\-\w&0-9])<([A-Za-z][A-Za-z0-9_ ./:|-]{0,40}?)>(?![>&|(])|"
    r"(?<=[=/:@\-\w.])<([A-Za-z][A-Za-z0-9_ -]{0,40}?)>(?![>&|(])"
)
_CURLY = Pattern(
    r"\{\{\s?([^{}\n]{1,60}?)\s?\}\}|(?<![$\w{\\%@,}])\{([A-Za-z][A-Za-z0-9_ -]{1,40})\}|"
    r"(?<=[/=:@.])(?<!\$)\{([A-Za-z][A-Za-z0-9_-]{1,40})\}"
)
_SQUARE = Pattern(
    r"(?<![\w$\]\[*?/.'\"\\-])\[((?:your |the |path|file|dir|folder|user|host|server|name|port|url|"
    r"pod|container|bucket|branch|package|pattern|number|options?|args?|command|source|dest)"
    r"[A-Za-z0-9_ ./:|-]{0,40})\](?![\w*?+{])",
    re.I,
)
_YOUR = Pattern(
    r"(?<![\w$.])(?:YOUR|MY|INSERT|REPLACE|ENTER)[_-](?:WITH[_-])?[A-Z][A-Z0-9_-]*\b|"
    r"(?<![\w$])your[-_][a-z][a-z0-9_-]*\b|"
    r"\b(?:PLACEHOLDER|CHANGE_?ME|REPLACE_?ME|XXXX+)\b"
)
_CAPITALS = Pattern(
    r"(?<![\w$=/{.-])(?:[A-Z]{2,}_(?:NAME|ID|PATH|FILE|DIR|HOST|PORT|URL|USER|KEY|BUCKET|IP|ADDRESS)|"
    r"(?:BUCKET|POD|CONTAINER|NAMESPACE|USERNAME|HOSTNAME|FILENAME|DIRECTORY|BRANCH|IMAGE|PID|FILE|"
    r"PORT|HOST|URL)(?:_NAME|_ID)?)(?![\w=(*./:-])"
)
_PATH_TO = Pattern(
    r"(?<![\w.-])(?:~|\.{1,2})?/?(?:[\w.-]{1,40}/){0,5}path/to/(?:[\w.*-]+/?)+|"
    r"(?<![\w./-])/?(?:some|your)[-_/]?(?:path|dir|directory|folder|file)"
    r"(?:/[\w.*-]+)*(?![\w-])"
)
_TEMPLATE_WORDS = frozenset({"json", "range", "if", "end", "else", "len", "index", "table", "join"})
_TAGS = frozenset(
    "html head title body div span p a b i u li ul ol table tr td th img br hr h1 h2 h3 h4 script "
    "style meta link form input button pre code em strong svg xml".split()
)
_AFTER_SLOT = frozenset(["", *" \t\n;/:@.\"'-=,)_"])
_QUOTED_CODE = Pattern(r"'[^']*'")


def slots(command: str, locations: Locations | None = None) -> tuple[Slot, ...]:
    """All open places, in order, none overlapping another."""
    found: list[Slot] = []
    for slot in sorted(_candidates(command, locations), key=lambda slot: (slot.start, -slot.end)):
        if not found or slot.start >= found[-1].end:
            found.append(slot)
        if len(found) >= MAX_SLOTS:
            break
    return tuple(found)


def open_slots(command: str, locations: Locations) -> Iterator[Finding]:
    """One blocking finding when somebody still has to fill something in."""
    found = slots(command, locations)
    if found:
        names = ", ".join(dict.fromkeys(slot.text for slot in found[:5]))
        yield Finding(
            "placeholder", Severity.NOTICE, f"still has to be filled in: {names}", blocks=True
        )


def _candidates(command: str, locations: Locations | None) -> Iterator[Slot]:
    code = _Code(command)
    for match in _first(_ANGLE, command, "<"):
        name = match[1] or match[2]
        if not _is_redirection(command, match.start(), match.end(), name, code):
            yield _slot(match, name)
    for match in _first(_CURLY, command, "{"):
        name = match[1] or match[2] or match[3]
        if match[1] and (not name[0].isalpha() or name.split()[0] in _TEMPLATE_WORDS):
            continue
        if match[1] or not code.holds(match.start()):
            yield _slot(match, name)
    for match in _first(_SQUARE, command, "["):
        if not code.holds(match.start()):
            yield _slot(match, match[1])
    for match in _first(_YOUR, command):
        if not _assigned(command, match):
            yield _slot(match, match[0])
    for match in _first(_CAPITALS, command):
        if not code.holds(match.start()) and not _assigned(command, match):
            yield _slot(match, match[0])
    for match in _first(_PATH_TO, command, "/"):
        if locations is None or not locations.exists(_full(match[0], locations)):
            yield Slot(match[0], match.start(), match.end(), "path")


def _first(pattern: Pattern, command: str, mark: str = "") -> Iterator[re.Match[str]]:
    """As many matches as anybody would fill in; none when the mark is not there at all."""
    return islice(pattern.finditer(command) if mark in command else iter(()), 2 * MAX_SLOTS)


class _Code:
    """The parts of a command in single quotes: programs of awk or jq, formats, documents."""

    def __init__(self, command: str) -> None:
        spans = [match.span() for match in _QUOTED_CODE.finditer(command)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def holds(self, at: int) -> bool:
        """True when the offset lies in one of them."""
        number = bisect_left(self.starts, at) - 1
        return number >= 0 and at < self.ends[number]


def _slot(match: re.Match[str], name: str) -> Slot:
    return Slot(match[0], match.start(), match.end(), _kind(name))


def _kind(name: str) -> str:
    words = re.split(r"[^a-z]+", name.lower())
    for kind, marks in _KINDS:
        if any(
            word == mark or (len(mark) > 3 and mark in word) for word in words for mark in marks
        ):
            return kind
    return "name"


def _is_redirection(command: str, start: int, end: int, name: str, code: _Code) -> bool:
    """True for `sort <in >out`, for tags such as <title>, and for what stands in quoted code."""
    inside = command[start + 1 : end - 1]
    if inside != inside.strip() or f"</{name}>" in command:
        return True
    if code.holds(start):
        return name in _TAGS
    following = command[end : end + 1]
    before = command[start - 1 : start]
    return following not in _AFTER_SLOT or (before.isdigit() and " " not in name)


def _assigned(command: str, match: re.Match[str]) -> bool:
    """True for NAME=…, $NAME and a name that the text itself sets."""
    return command[match.end() : match.end() + 1] == "=" or f"{match[0]}=" in command


def _full(path: str, locations: Locations) -> str:
    if path.startswith("~"):
        return locations.home + path[1:]
    return path if path.startswith("/") else f"{locations.cwd}/{path}"
