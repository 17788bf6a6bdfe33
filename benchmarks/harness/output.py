"""Reading what a command printed the way a person would: which paths, which number, which lines.

Invariant: judges meaning, not layout. `./a`, `a`, `/home/sam/work/a`, a long listing that ends in
`a` and `ls` of the directory that holds `a` all say `a`; anything a person would call a wrong or
missing name is wrong here too.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from benchmarks.harness.fixtures import CWD, HOME
from benchmarks.harness.tree import Tree

_HEADER = re.compile(r"total \S+|\d+ director(y|ies)(, \d+ files?)?|-- *|No\. of files.*")
_METADATA = re.compile(
    r"""(?x)
    [-dlbcps][-rwxsStT]{9}[+.@]?        # permissions of a long listing
    | \d+([.,]\d+)?[KMGTkB]?(iB|B)?       # sizes, counts, dates in parts, inode numbers
    | \d{4}-\d\d-\d\d(T\S+)? | [\d:.]+ | [+-]\d{4}
    | (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)
    | root | sam | alice | bob | carol | www-data | staff | developers
    | [0-7]{3,4} | \(?[-rwxsStT]{9,10}\)? | UTC | %?\d+(\.\d+)?%? | [|:;,\t=-]+
    | [0-9a-f]{32,128} | [|`├└─\u00a0+]+
    """
)
_SUFFIXES = "*/=@|"


class Names:
    """Every way to write each path of one tree."""

    def __init__(self, tree: Tree, extra: Iterable[str] = ()) -> None:
        self.known: set[str] = {".", "..", "./", "../", CWD, CWD + "/"}
        for path in {*tree.entries, *extra}:
            if path.startswith("/"):
                self.known.update((path, path.replace(HOME, "..", 1)))
            else:
                self.known.add(f"{CWD}/{path}")
            parts = path.strip("/").split("/")
            for start in range(len(parts)):
                tail = "/".join(parts[start:])
                self.known.update((tail, "./" + tail))

    def mention(self, text: str) -> str | None:
        """The known name that this text is, stripped of decoration."""
        text = text.strip("\r")
        variants = [text, text.strip()]
        variants += [variant[:-1] for variant in variants if variant[-1:] in tuple(_SUFFIXES)]
        if text.strip()[:1] in "'\"" or "\\" in text:
            try:
                unquoted = shlex.split(text)
            except ValueError:
                unquoted = []
            if len(unquoted) == 1:
                variants += [unquoted[0], unquoted[0].rstrip("/")]
        for variant in variants:
            if variant in self.known:
                return variant
        return None


def _mentions(line: str, names: Names, *, strict: bool) -> list[str] | None:
    """The names on one line; None when the line says something else."""
    whole = names.mention(line)
    if whole is not None:
        return [whole]
    line = line.split(" -> ")[0]
    words = _sequence(line, names)
    if words is not None:
        return words
    if strict:
        return None
    starts = [match.end() for match in re.finditer(r"[\s:|├└─]+", line)]
    for start in starts:
        tail = names.mention(line[start:])
        if tail is not None and _is_metadata(line[:start]):
            return [tail]
    for end in sorted({match.start() for match in re.finditer(r"[\s:,;|]", line)}, reverse=True):
        head = names.mention(line[:end])
        if head is not None and _is_metadata(line[end:]):
            return [head]
    return None


def _is_metadata(text: str) -> bool:
    words = [word for word in re.split(r"[\s,;:]+", text) if word]
    return all(_METADATA.fullmatch(word) for word in words)


def _sequence(line: str, names: Names) -> list[str] | None:
    """Several names on one line, longest first, with blanks or commas between."""
    tokens = [token for token in re.split(r"(?<!\\)[\s,\0]+", line) if token]
    if not tokens or len(tokens) > 200:
        return None
    found, position = [], 0
    while position < len(tokens):
        for end in range(min(len(tokens), position + 5), position, -1):
            name = names.mention(" ".join(tokens[position:end]))
            if name is not None:
                found.append(name)
                position = end
                break
        else:
            return None
    return found


def read_names(text: str, names: Names, *, strict: bool = False) -> list[str] | str:
    """The paths printed, in order, "." left out; a sentence when something else is printed."""
    found: list[str] = []
    base = ""
    for line in re.split(r"[\n\0]", text):
        if not line.strip():
            base = ""
            continue
        heading = line.strip()
        if heading.endswith(":") and (directory := names.mention(heading[:-1])) is not None:
            base = _plain(directory)
            continue
        mentions = _mentions(line, names, strict=strict)
        if mentions is None:
            if _HEADER.fullmatch(line.strip()):
                continue
            return f"printed {line[:80]!r}, which names nothing"
        for mention in mentions:
            plain = _plain(mention)
            if plain not in (".", ".."):
                found.append(f"{base}/{plain}" if base not in ("", ".") else plain)
    return found


def _plain(mention: str) -> str:
    path = mention.removeprefix(CWD + "/") if mention != CWD else "."
    if path.startswith("../"):
        path = HOME + path[2:]
    while path.startswith("./"):
        path = path[2:]
    return path.rstrip("/") or "."


def same_names(
    found: Sequence[str], expected: Sequence[str], names: Names, *, ordered: bool
) -> str | None:
    """None when the names found are those expected, seen from one directory or as bare names."""
    goals = list(expected)
    found = [path for path in found if path in goals or not _holds_all(path, goals)]
    bases = {""} | {
        "/".join(path.split("/")[:count])
        for path in goals
        for count in range(1, path.count("/") + 1)
    }
    readings = [[f"{base}/{path}" if base else path for path in found] for base in sorted(bases)]
    if not any("/" in path for path in found):
        bare = [path.rpartition("/")[2] for path in goals]
        if list(found) == bare if ordered else Counter(found) == Counter(bare):
            readings.append(goals)
    for reading in readings:
        if reading == goals if ordered else Counter(reading) == Counter(goals):
            return None
    missing = sorted(set(goals) - set(found))[:4]
    surplus = sorted(set(found) - set(goals))[:4]
    if not missing and not surplus:
        return "printed the right names in another order or more than once"
    return f"names missing: {missing}, names too many: {surplus}"


def _holds_all(path: str, goals: Sequence[str]) -> bool:
    """True for a directory above all that is expected: `find src` names src itself, too."""
    return bool(goals) and all(goal.startswith(path + "/") for goal in goals)


_NUMBER = re.compile(
    r"(?<![\w.])(?<!\w-)-?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+)(?!\w|[.,]\d|-\w)"
)


@lru_cache(maxsize=256)
def numbers(line: str) -> tuple[float, ...]:
    """The numbers that stand for themselves on a line; those within words do not count."""
    return tuple(float(match.group().replace(",", "")) for match in _NUMBER.finditer(line))


_UNIT = {"": 1, "b": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def sizes(text: str) -> list[float]:
    """Sizes in bytes of everything like 12, 1.5K, 3MiB, 20 kB at the start of a line or alone."""
    pattern = r"(?i)(?<![\w.])(\d+(?:\.\d+)?) ?([kmg]?)(?:i?b|bytes)?(?![\w])"
    return [float(m[1]) * _UNIT[m[2].lower()] for m in re.finditer(pattern, text)]


_PREFIX = re.compile(r"\s*(?:[^\s:]+(?: [^\s:]+)?[:\-])?(?:\s*\d+[:\-\t ]\s*|\s*\d+\s+)?")


def bare_lines(text: str) -> list[str]:
    """The lines without trailing blanks, without blank lines at either end."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def same_lines(
    text: str,
    expected: Sequence[str],
    *,
    ordered: bool,
    prefixed: bool,
    squeezed: bool,
) -> str | None:
    """None when the lines printed are those expected.

    Prefixed allows a file name and a line number before each, squeezed equal blanks in any number.
    """
    found, goals = bare_lines(text), [line.rstrip() for line in expected]
    while goals and not goals[-1]:
        goals.pop()
    if squeezed:
        found = [" ".join(line.split()) for line in found if line.strip()]
        goals = [" ".join(line.split()) for line in goals if line.strip()]
    if prefixed:
        found = [_without_prefix(line, goals) for line in found if line != "--"]
    if found == goals if ordered else Counter(found) == Counter(goals):
        return None
    for number, (one, other) in enumerate(zip(found, goals, strict=False), start=1):
        if ordered and one != other:
            return f"line {number} is {one[:60]!r}, not {other[:60]!r}"
    if len(found) != len(goals):
        return f"printed {len(found)} lines, not {len(goals)}"
    return "printed other lines"


def _without_prefix(line: str, goals: Sequence[str]) -> str:
    if line in goals:
        return line
    for goal in sorted(set(goals), key=len, reverse=True):
        if goal and line.endswith(goal) and _PREFIX.fullmatch(line[: -len(goal)]):
            return goal
    return line
