"""Places in a command that somebody still has to fill in: <pod>, {name}, YOUR_BUCKET, path/to/file.

Invariant: pure but for the question whether a path exists. What a shell gives
a meaning to ({} of find, {a,b}, <file) is no slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"(?<![\w$/.])(?:YOUR|MY|INSERT|REPLACE|ENTER)[_-](?:WITH[_-])?[A-Z][A-Z0-9_-]*\b|"
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
    if "<" in command:
        for match in _ANGLE.finditer(command):
            name = match[1] or match[2]
            if not _is_redirection(command, match.start(), match.end(), name):
                yield _slot(match, name)
    if "{" in command:
        for match in _CURLY.finditer(command):
            name = match[1] or match[2] or match[3]
            if not _in_code(command, match.start()) or match[1]:
                yield _slot(match, name)
    if "[" in command:
        for match in _SQUARE.finditer(command):
            if not _in_code(command, match.start()):
                yield _slot(match, match[1])
    for match in _YOUR.finditer(command):
        if not _assigned(command, match):
            yield _slot(match, match[0])
    for match in _CAPITALS.finditer(command):
        if not _in_code(command, match.start()) and not _assigned(command, match):
            yield _slot(match, match[0])
    if "path" in command or "/" in command or "_" in command or "-" in command:
        for match in _PATH_TO.finditer(command):
            if locations is None or not locations.exists(_full(match[0], locations)):
                yield Slot(match[0], match.start(), match.end(), "path")


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


def _is_redirection(command: str, start: int, end: int, name: str) -> bool:
    """True for `sort <in >out`, for tags such as <title>, and for what stands in quoted code."""
    if _in_code(command, start) and " " not in command[:start].rsplit("'", 1)[-1]:
        return bool(re.search(rf"</{re.escape(name)}>|</?[a-z]+", command[end:]))
    inside = command[start + 1 : end - 1]
    if inside != inside.strip():
        return True
    if f"</{name}>" in command:
        return True
    following = command[end : end + 1]
    before = command[start - 1 : start]
    blank_after = following in (
        "",
        " ",
        "\t",
        "\n",
        ";",
        "/",
        ":",
        "@",
        ".",
        '"',
        "'",
        "-",
        "=",
        ",",
        ")",
        "_",
    )
    return not blank_after or (before.isdigit() and " " not in name)


def _in_code(command: str, at: int) -> bool:
    """True inside single quotes: the program of awk or jq, a format, a document."""
    return any(match.start() < at < match.end() for match in _QUOTED_CODE.finditer(command))


def _assigned(command: str, match: re.Match[str]) -> bool:
    """True for NAME=…, $NAME and a name that the text itself sets."""
    return command[match.end() : match.end() + 1] == "=" or f"{match[0]}=" in command


def _full(path: str, locations: Locations) -> str:
    if path.startswith("~"):
        return locations.home + path[1:]
    return path if path.startswith("/") else f"{locations.cwd}/{path}"
