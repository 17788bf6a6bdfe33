"""Manual pages read from their roff source, without running man.

Invariant: total; whatever the page holds gives a list of sections, a macro that
is not known gives its arguments as text, and time grows with the page's length.

Understood are man(7) as people and generators (help2man, pod2man, DocBook,
asciidoc) write it, and mdoc(7). A block is what readers see as one item: a tag
("-a, --all") with the text that stands indented under it, or a paragraph.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gorilla_cli.knowledge.sources.mdoc import inline

MAX_BYTES = 4_000_000
"""Larger pages are cut; the longest in common use (bash, ffmpeg-all) are below."""


@dataclass(slots=True)
class Block:
    """One item of a section."""

    tag: str = ""
    text: str = ""
    depth: int = 0
    """How deeply it is indented, 0 for the section's own level."""


@dataclass(slots=True)
class Section:
    """A headed part of a page."""

    title: str
    """As written, such as "OPTIONS"; a subsection's is "OPTIONS/Sorting"."""
    blocks: list[Block] = field(default_factory=list)


def read(path: Path) -> str:
    """The page's source text, decompressed. Raises OSError when it cannot be read."""
    openers: dict[str, Callable[[Path], object]] = {
        ".gz": gzip.open,
        ".bz2": bz2.open,
        ".xz": lzma.open,
        ".lzma": lzma.open,
    }
    opener = openers.get(path.suffix)
    try:
        if opener is None:
            data = path.open("rb").read(MAX_BYTES)
        else:
            with opener(path) as file:  # type: ignore[attr-defined]
                data = file.read(MAX_BYTES)
    except (EOFError, lzma.LZMAError) as error:
        raise OSError(f"{path}: damaged ({error})") from error
    return str(data.decode("utf-8", "replace"))


_STRINGS = {
    "lq": '"', "rq": '"', "L\"": '"', "R\"": '"', "C`": "", "C'": "", "Aq": "'",
    "R": "(R)", "Tm": "(TM)", "--": "-", "PI": "pi",
}  # fmt: skip
_SPECIAL = {
    "aq": "'", "oq": "'", "cq": "'", "aa": "'", "sq": "'", "ga": "`", "dq": '"', "lq": '"',
    "rq": '"', "em": "-", "en": "-", "hy": "-", "->": "->", "<-": "<-", "bu": "*", "mu": "x",
    "co": "(C)", "rg": "(R)", "ha": "^", "ti": "~", "rs": "\\", "at": "@", "sh": "#", "Do": "$",
    "lB": "[", "rB": "]", "lC": "{", "rC": "}", "la": "<", "ra": ">", "ba": "|", "bv": "|",
    "or": "|", "+-": "+/-", "<=": "<=", ">=": ">=", "!=": "!=", "==": "==", "eq": "=", "pl": "+",
    "de": "°", "mc": "µ",
}  # fmt: skip
_ESCAPE = re.compile(
    r"\\(?:"
    r"f\[[^\]]*\]|f\(..|f.|"  # fonts
    r"s[+-]?\d{1,2}|s\([+-]?\d\d|s\[[^\]]*\]|"  # sizes
    r"[mMk](?:\[[^\]]*\]|\(..|.)|"  # colours and marks
    r"[hvwlLDoxbXZN]'[^']*'|"  # motions and drawings
    r"\*\[(?P<string3>[^\]]*)\]|\*\((?P<string2>..)|\*(?P<string1>.)|"
    r"\[(?P<char3>[^\]]*)\]|\((?P<char2>..)|"
    r"[&|^/,c%:pudz!)]|"
    r"(?P<one>.)|$)",
    re.DOTALL,
)
_ONE = {"-": "-", "e": "\\", "\\": "\\", "'": "'", "`": "`", "~": " ", " ": " ", "0": " ", "t": " ",
        ".": ".", "E": "\\", "_": "_"}  # fmt: skip


def unescape(text: str) -> str:
    """Text as a reader sees it, without fonts and motions."""
    if "\\" not in text:
        return text
    cut = re.search(r"""(?<!\\)\\["#]""", text)
    return _ESCAPE.sub(_escape, text[: cut.start()] if cut else text)


def _escape(match: re.Match[str]) -> str:
    groups = match.groupdict()
    string = groups["string3"] or groups["string2"] or groups["string1"]
    if string is not None:
        return _STRINGS.get(string, "")
    special = groups["char3"] or groups["char2"]
    if special is not None:
        if re.fullmatch(r"u[0-9A-F]{4,5}", special):
            return chr(int(special[1:], 16))
        return _SPECIAL.get(special, special[:1] if len(special) == 2 else "")
    one = groups["one"]
    return _ONE.get(one, one) if one is not None else ""


def arguments(line: str) -> list[str]:
    """Arguments of a macro call: blanks separate, double quotes hold together."""
    found: list[str] = []
    for quoted, plain in re.findall(r'"((?:[^"]|"")*)"?|((?:\\.|[^\s"])(?:\\.|[^\s])*)', line):
        found.append(plain or quoted.replace('""', '"'))
    return found


_PARAGRAPH = frozenset({"PP", "P", "LP", "sp", "Pp", "Lp"})
_JOINED = frozenset({"BR", "IR", "BI", "IB", "RB", "RI"})
_SPACED = frozenset({"B", "I", "SM", "SB", "R", "CW", "C"})
_SKIPPED = frozenset(
    "TH Dd Dt Os ad na hy nh ie el if ds nr ne in ti fi EE br ta ft ll pl mso so ss fam als rm rr "
    "tr ev de1 PD AT UC DT TE TS hw cc c2 ec eo pc ig lf ce Bk Ek Sm nop break kern cp".split()
)


def sections(source: str, load: Callable[[str], str] | None = None) -> list[Section]:
    """The page's sections in order. `load` gives the source of a page that `.so` names."""
    lines = source.replace("\\\n", "").splitlines()
    if load and len(lines) < 10:
        for line in lines:
            if line.startswith(".so "):
                return sections(load(line[4:].strip()))
    return _Reader().run(_without_definitions(lines))


def _without_definitions(lines: list[str]) -> Iterator[str]:
    """Lines of the text itself: no macro definitions, no conditional blocks, no comments."""
    ending = ""
    depth = 0
    for line in lines:
        if ending:
            if line.rstrip() in (ending, ending.replace(".", "'", 1)):
                ending = ""
            continue
        if depth:
            depth += line.count("\\{") - line.count("\\}")
            continue
        if line[:1] in ".'":
            call = line[1:].lstrip()
            if call.startswith(('\\"', '"')) or not call:
                continue
            if re.match(r"(?:de1?|ig|am)\b", call):
                words = call.split()
                ending = "." + (words[2] if len(words) > 2 else ".")
                continue
            if re.match(r"(?:if|ie|el|while)\b", call):
                depth = max(line.count("\\{") - line.count("\\}"), 0)
                continue
        yield line


class _Reader:
    """Reads lines one after the other; holds the section, the block and the nesting."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self.depth = 0
        self.tag_next = False
        self.more_tag = False
        self.heading = ""
        self.new_block = True

    def run(self, lines: Iterator[str]) -> list[Section]:
        for line in lines:
            if line[:1] in ".'" and len(line) > 1:
                name, _, rest = line[1:].lstrip().partition(" ")
                self.macro(name.strip(), rest.strip())
            elif line.strip():
                self.text(unescape(line).strip())
            else:
                self.new_block = True
        return self.found

    def macro(self, name: str, rest: str) -> None:
        if name in ("SH", "Sh", "SS", "Ss"):
            self.head(name, unescape(" ".join(arguments(rest))))
        elif name in _PARAGRAPH:
            self.new_block, self.tag_next = True, False
        elif name in ("TP", "HP"):
            self.tag_next, self.new_block = True, True
        elif name == "TQ":
            self.tag_next, self.more_tag = True, True
        elif name == "IP":
            given = arguments(rest)
            blocks = self.found[-1].blocks if self.found else []
            if given or not (blocks and blocks[-1].tag and not blocks[-1].text):
                self.block(tag=unescape(given[0]) if given else "")
        elif name in ("RS", "Bl"):
            self.nest(name)
        elif name in ("RE", "El"):
            self.depth, self.new_block = max(self.depth - 1, 0), True
        elif name == "It":
            self.block(tag=unescape(inline("It " + rest)))
        elif name in _JOINED:
            self.text(unescape("".join(arguments(rest))))
        elif name in _SPACED:
            self.text(unescape(" ".join(arguments(rest))))
        elif name == "OP":
            self.text("[" + unescape(" ".join(arguments(rest))) + "]")
        elif name in ("SY", "UR", "MT", "YS", "UE", "ME"):
            self.text(unescape(rest))
        elif name in ("EX", "nf", "Bd"):
            self.new_block = True
        elif name not in _SKIPPED and name[:1].isupper():
            self.text(unescape(inline(f"{name} {rest}")))

    def head(self, name: str, title: str) -> None:
        self.depth, self.tag_next, self.new_block = 0, False, True
        self.heading = name if not title else ""
        if title:
            self.section(name, title)

    def section(self, name: str, title: str) -> None:
        if name in ("SS", "Ss") and self.found:
            title = f"{self.found[-1].title.split('/')[0]}/{title}"
        self.found.append(Section(title))

    def nest(self, name: str) -> None:
        self.depth += 1
        blocks = self.found[-1].blocks if self.found else []
        # DocBook and asciidoc write a tag as a paragraph with an indented one after it.
        if name == "RS" and blocks and not blocks[-1].tag and blocks[-1].text[:1] in "-+":
            blocks[-1].tag, blocks[-1].text = blocks[-1].text, ""
            self.new_block = False
        else:
            self.new_block = True

    def block(self, tag: str = "") -> None:
        if not self.found:
            self.found.append(Section(""))
        self.found[-1].blocks.append(Block(tag=tag, depth=self.depth))
        self.new_block = self.tag_next = False

    def text(self, text: str) -> None:
        if not text:
            return
        if self.heading:
            name, self.heading = self.heading, ""
            self.section(name, text)
            return
        if self.tag_next:
            self.tag_next = False
            if self.more_tag and self.found and self.found[-1].blocks:
                self.more_tag = False
                self.found[-1].blocks[-1].tag += ", " + text
            else:
                self.block(tag=text)
            return
        if self.new_block or not self.found or not self.found[-1].blocks:
            self.block()
        last = self.found[-1].blocks[-1]
        last.text = f"{last.text} {text}" if last.text else text
