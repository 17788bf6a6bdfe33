"""Where programs that list file names look: find, ls, fd, grep -l, git ls-files …

Invariant: pure. None means that what is listed cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gorilla_cli.verify.shell.model import UNKNOWN, Run
from gorilla_cli.verify.shell.paths import absolute

_TESTS = frozenset(
    "-name -iname -path -ipath -wholename -regex -iregex -lname -ilname -size -user -uid "
    "-group -gid -perm -newer -mtime -mmin -atime -amin -ctime -cmin -empty -inum -links "
    "-samefile -newermt -anewer -cnewer -nouser -nogroup -links -xtype -fstype -used -readable "
    "-writable -executable".split()
)
_NARROWING = frozenset(
    {"head", "tail", "grep", "egrep", "fgrep", "rg", "comm", "fdupes", "shuf", "fzf"}
)
_PASSING = frozenset(
    "sort uniq cat tee tac awk gawk sed cut tr xargs echo printf rev column nl paste pv "
    "parallel sh bash while read mapfile readarray : basename dirname realpath readlink".split()
)
_NAMES_ONLY = frozenset({"mktemp", "tempfile"})


@dataclass(frozen=True, slots=True)
class Place:
    """Files under a path."""

    path: str
    narrowed: bool = False
    """True when only those that pass a test are listed."""
    shown: str = ""
    """As it was written."""


def listed(sources: Iterable[Run]) -> list[Place] | None:
    """The places whose files the programs list; sources are nearest first."""
    narrowed = False
    for run in sources:
        places = _places(run)
        if places is not None:
            return [replace(place, narrowed=place.narrowed or narrowed) for place in places]
        if run.name in _NARROWING:
            narrowed = narrowed or "-v" not in run.texts
        elif run.name not in _PASSING:
            return None
    return None


def _places(run: Run) -> list[Place] | None:
    name = run.name
    if name in ("find", "gfind"):
        return find_places(run)
    if name in ("ls", "dir", "exa", "eza", "lsd"):
        return _listed_by_ls(run)
    if name in ("fd", "fdfind"):
        operands = run.given.operands
        roots = operands[1:] or ()
        tested = bool(operands and operands[0].text not in (".", "", ".*")) or run.given.has(
            "e", "g"
        )
        return [Place(absolute(root.text, run.cwd), tested) for root in roots] or [
            Place(run.cwd, tested)
        ]
    if name in ("locate", "mlocate", "plocate", "mdfind"):
        return [Place("/", narrowed=True)]
    if name in ("grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep") and run.given.has(
        "l", "L", "files-with-matches", "files-without-match", "files"
    ):
        roots = run.given.operands[0 if run.given.has("e", "f", "files") else 1 :]
        return [Place(absolute(root.text, run.cwd), narrowed=True) for root in roots] or [
            Place(run.cwd, narrowed=True)
        ]
    if (
        name == "git"
        and run.texts
        and run.texts[0] in ("ls-files", "diff", "status", "ls-tree", "show")
    ):
        return [Place(run.cwd, narrowed=True)]
    if name in ("which", "whereis", "type", "command") and not run.frame.wrappers:
        return [Place("/usr/bin/" + (run.texts[-1] if run.texts else UNKNOWN))]
    if name in ("fdupes", "jdupes", "rmlint"):
        return [Place(absolute(root.text, run.cwd), narrowed=True) for root in run.given.operands]
    if name == "mktemp":
        return [Place("/tmp/tmp.x")]
    return None


def _listed_by_ls(run: Run) -> list[Place]:
    """What ls prints are names, which count from the current directory as well."""
    places: list[Place] = []
    for operand in run.given.operands or ():
        path = absolute(operand.text, run.cwd)
        tested = operand.glob and not operand.text.endswith(("/*", "/.*")) and operand.text != "*"
        places.append(Place(path if operand.glob else f"{path.rstrip('/')}/*", tested))
    return places or [Place(f"{run.cwd.rstrip('/')}/*")]


def find_places(run: Run) -> list[Place]:
    """Where find looks, and whether it tests what it finds."""
    roots: list[str] = []
    tests = False
    at, texts = 0, run.texts
    while at < len(texts) and texts[at] in ("-H", "-L", "-P", "-E", "-X", "-d", "-s", "-x", "-f"):
        at += 1
    while at < len(texts) and not texts[at].startswith("-") and texts[at] not in ("(", "!", ")"):
        roots.append(texts[at])
        at += 1
    negated = False
    deep = False
    for position in range(at, len(texts)):
        word = texts[position]
        following = texts[position + 1] if position + 1 < len(texts) else ""
        if word in ("!", "-not"):
            negated = True
            continue
        if (
            word in _TESTS
            and not negated
            and following.strip("'\"") not in ("*", "*.*", ".*", "./*")
        ):
            tests = True
        if word == "-mindepth" and following not in ("0", ""):
            deep = True
        negated = False
    if "-o" in texts or "-or" in texts:
        tests = tests and not _has_open_alternative(texts[at:])
    suffix = "/*" if deep else ""
    return [
        Place(absolute(root, run.cwd).rstrip("/") + suffix or "/", tests, root)
        for root in roots or ["."]
    ]


def _has_open_alternative(words: tuple[str, ...]) -> bool:
    """True when one side of an -o has no test of its own."""
    sides: list[list[str]] = [[]]
    for word in words:
        if word in ("-o", "-or", ","):
            sides.append([])
        else:
            sides[-1].append(word)
    return any(not _TESTS.intersection(side) and "-prune" not in side for side in sides)
