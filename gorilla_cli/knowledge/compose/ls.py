"""The contents of one directory, in some order and form.

Invariant: ls is for people's eyes at one level; anything with conditions beyond a glob
or hidden names belongs to `find`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Chunk, Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values

_TABLE = """
AND = and then | and|then|&
SHOW = list|give|get|see|ls
LONG = long|detailed|full|verbose

list        : ( SHOW ) ( out|me|all )* ( name|names|listing|list )* ( of|for )?
list        : what|which
list        : perform ls command?
list        : ( SHOW ) ( contents|content )+ ( of )?
list.long   : ( AND )? ( SHOW|in|with|use|using )* ( LONG ) (
              listing|list|format|form|output|information )* ( of|for )?
list.long   : ( with|show|including|include|and|all|their )+ (
              detail|permission|permissions|details|attributes|owner|date|information|dates )+ (
              and ( detail|permission|size|date|owner )+ )?
files       : file|item|entry
files       : regular|normal? file only
both        : file directory
both        : file and|or directory
both        : directory and|or file
both        : everything|content|contents
dirs        : directory ( only | name )?
dirs        : ( only )? directory ( name )?
dirs        : only directory
hidden      : ( and )? ( including|include|with|also|even )* hidden (
              one|file|files|item|directory|entry )* ( as well | too )?
hidden      : ( including|include|with )* ( dot|dotted ) file
hidden      : starting|start with ( a )? dot
here        : ( in|of|from|inside )+ =directory|folder
here        : ( in|of|from|inside|at )* ( current|this|present|working|cwd )+ ( directory|folder )?
here        : here
where       : ( in|of|from|inside|within|at|on|for )+ ( directory|folder )? {dir}
where       : {dir} directory
where       : directory {quoted:dir}
glob        : {globs:names} ( file )?
kinds       : {kinds} file
kinds       : ( with|have|in | ending in )* extension {exts:kinds}
kinds       : ( ending|end ) ( in|with ) {exts:kinds}
start       : ( name )? ( start|starting|begin ) ( with ) ( letter|string )? {names}
sort.size   : ( AND )? ( sorted|sort|ordered|order|arranged|arrange )? ( them|it|file|result )* (
              by|on | in order of | according to )+ ( file|their )* size ( {order} )?
sort.size   : ( AND )? largest|biggest ( one|file )? first
sort.sizer  : ( AND )? smallest ( one|file )? first
sort.time   : ( AND )? ( sorted|sort|ordered|order|arranged|arrange )? ( them|it|file|result )* (
              by|on | according to )* ( last|their )* (
              time|date|age|modification|mtime|modified|chronologically|change )+ (
              of|time|date|modification|last|order|modified )* ( {order} )?
sort.time   : ( AND )? ( newest|latest | most recent | most recently modified | recently modified
              ) ( one|file|modified )? ( first | on top )
sort.timer  : ( AND )? ( oldest|earliest | least recent | least recently modified ) ( one|file )?
              first
sort.access : ( AND )? ( sorted|sort|ordered|order )? ( by )? ( last )? access time
sort.ext    : ( AND )? ( sorted|sort|ordered|order )? ( by )? ( file )? extension|type
sort.name   : ( AND )? ( sorted|sort|ordered|order )? ( by )? (
              name|alphabetical|alphabetically|filename ) ( order )?
sort.version: ( AND )? ( sorted|sort|ordered|order )? ( by )? ( version|natural|naturally ) (
              number|order )*
unsorted    : unsorted
unsorted    : without sorting
unsorted    : in directory order
reverse     : ( AND )? ( in )? ( reverse|reversed|descending|opposite ) ( order|alphabetical|sort )*
ascend      : ( in )? ascending ( order )?
human       : ( with|in|and|using )* ( human-readable|readable|human | human readable | human
              friendly ) ( file )? ( size|sizes|form|format|units )*
human       : size in ( kb | mb | human )
sizes       : ( AND )? ( with|show|including|and )* ( their|file|block )* size ( in )? (
              block|blocks )?
inode       : ( AND )? ( with|show|including|and )* ( their|the )* inode ( number )?
recursive   : recursive
recursive   : ( and|including|with|in )+ ( all|its|their )* (
              =subdirectories|subfolders|subdirectory )
one         : ( one|each|single )+ ( file|entry|name|item|one )? ( per|on )+ (
              a|each|own|separate|its|single )* line
one         : in a single column
comma       : ( as|in|separated|with|by|a )* ( comma|commas|comma-separated ) (
              separated|delimited )? ( list|values )?
comma       : separating ( name|names|them )? with|by comma
marks       : ( AND )? ( with|append|appending|add|adding|show|marking|indicating )+ (
              a|trailing|file|type )* ( slash|indicator|indicators|type|slashes ) (
              to|after|for|at )* ( directory|directories )*
numeric     : ( with|show )* numeric ( uid|user|group|id|and|gid )*
dirfirst    : ( with )? directory ( grouped )? first
itself      : ( information|details )? ( directory|directories ) ( itself|themselves ) (
              not|rather|instead|its|than|contents|of|content )*
except      : ( except|excluding|ignoring|but|not|without|skip )+ (
              for|file|those|the|matching|files )* {names} ( file )?
count       : ( AND )? ( SHOW|count|find )? ( how many | number of | count of | count the | count )
top         : ( the|only|first|top )+ {count} ( result|file|entry|one )?
top.new     : ( the|top|only|first )* {count} ( newest|latest | most recent | most recently
              modified | last modified | most recently changed ) ( file )?
top.old     : ( the|top|only|first )* {count} ( oldest | least recent | least recently modified )
              ( file )?
top.big     : ( the|top )* {count} ( largest|biggest )
one.new     : ( newest|latest | most recent | most recently modified | last modified | latest
              modified | most recently changed | last changed | most recently updated ) (
              file|directory )
one.old     : ( oldest | least recent | least recently modified ) ( file|directory )
one.big     : ( largest|biggest ) file
page        : ( AND )? ( page by page | one page at a time | in less | with less | with more |
              page through | paging )
sink        : ( AND )? ( save|write|store|redirect|put|send )* ( it|list|output|result|them )* (
              to|into|in )+ ( file )? ( name|call )? {filename:out}
sink        : to file {file:out}
noise       : sorted|also|about
noise       : as well
noise       : information about
noise       : in ( a )? list
"""

BOOK = Phrasebook(_TABLE, slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a listing of one directory; none when nothing asks for a listing."""
    frame = Frame(sentence, BOOK, "ls")
    listed = frame.has("list")
    long = frame.has("list.long")
    one = frame.take("one.new", "one.old", "one.big")
    top = frame.take("top.new", "top.old", "top.big")
    if not (listed or long or one or top or frame.peek("count")):
        return
    things = frame.has("files"), frame.has("both"), frame.has("dirs")
    globs = frame.texts("glob", "names") + frame.texts("kinds", "kinds")
    globs += [f"{name.rstrip('*')}*" for name in frame.texts("start", "names")]
    if not (any(things) or globs or one or top):
        return
    norms = frame.sentence.norms
    if "find" in norms and not long:
        return  # looking for files goes all the way down
    exact = bool(globs) and not any(mark in glob for glob in globs for mark in "*?[")
    frame.has("noise", "ascend", "here")
    places = [chunk.text("dir") for chunk in frame.all("where")]
    order, reverse = _order(frame)
    if one is not None or top is not None:
        order, reverse = {
            "new": ("t", False), "old": ("t", True), "big": ("S", False),
        }[(one or top or Chunk("", 0, 0)).tag.split(".")[1]]  # fmt: skip
    only_dirs = things[2] and not things[0] and not things[1] and not globs
    if only_dirs and "S" in order:
        return  # the size of a directory is the business of du
    letters = _letters(frame, long, order, reverse)
    hidden = frame.has("hidden")
    options = f" -{letters}" if letters else ""
    for name in frame.texts("except", "names"):
        options += f" --ignore={shell.pattern(name)}"
    if frame.has("dirfirst"):
        options += " --group-directories-first"
    tail = _tail(frame, one, top)
    for letter, doubt in (("a", 0.0), ("A", 0.08)) if hidden else (("", 0.0),):
        flags = f" -{letter}{letters}" if letter else f" -{letters}" if letters else ""
        flags += options[len(f" -{letters}") if letters else 0 :]
        for target, more in _targets(places, globs, only_dirs, hidden):
            extra = "d" if only_dirs or frame.has("itself") else ""
            shown = flags + extra if flags.strip() else (f" -{extra}" if extra else "")
            if extra and flags and " --" in flags:
                shown = f" -{extra}{flags}"
            yield frame.reading(
                f"ls{shown}{target}{tail}", "Lists a directory", doubt + more + 0.4 * exact
            )


def _order(frame: Frame) -> tuple[str, bool]:
    reverse = frame.has("reverse")
    for tag, letter, down in (
        ("sort.sizer", "S", True),
        ("sort.timer", "t", True),
        ("sort.size", "S", False),
        ("sort.time", "t", False),
        ("sort.access", "tu", False),
        ("sort.ext", "X", False),
        ("sort.version", "v", False),
        ("sort.name", "", False),
        ("unsorted", "U", False),
    ):
        chunk = frame.take(tag)
        if chunk is None:
            continue
        wanted = chunk.get("order")
        if wanted is not None and letter in ("S", "t"):
            # ls puts the largest and the newest first by itself
            down = wanted == "up"
        return letter, down != reverse
    return "", reverse


def _letters(frame: Frame, long: bool, order: str, reverse: bool) -> str:
    human = frame.has("human")
    sizes = frame.has("sizes")
    return "".join(
        letter
        for letter, wanted in (
            ("1", frame.has("one")),
            ("m", frame.has("comma")),
            ("l", long or (human and not sizes)),
            ("n", frame.has("numeric")),
            ("h", human),
            ("i", frame.has("inode")),
            ("s", sizes and not long),
            ("p", frame.has("marks")),
            ("R", frame.has("recursive")),
            (order, bool(order)),
            ("r", reverse),
        )
        if wanted
    )


def _targets(
    places: list[str], globs: list[str], only_dirs: bool, hidden: bool
) -> Iterator[tuple[str, float]]:
    if globs:
        bases = places or [""]
        joined = " ".join(
            shell.glob(f"{base.rstrip('/')}/{glob}" if base and base != "." else glob)
            for base in bases
            for glob in globs
        )
        yield f" {joined}", 0.0
        return
    if only_dirs:
        bases = [place for place in places if place != "."]
        text = " ".join(f"{shell.path(base.rstrip('/'))}/*/" for base in bases) or "*/"
        yield f" {text}", 0.0
        return
    shown = " ".join(shell.path(place) for place in places if place != ".")
    yield (f" {shown}" if shown else ""), 0.0


def _tail(frame: Frame, one: Chunk | None, top: Chunk | None) -> str:
    text = ""
    count = frame.take("top")
    if one is not None:
        text += " | head -n 1"
    elif top is not None:
        text += f" | head -n {top.get('count')}"
    elif count is not None:
        text += f" | head -n {count.get('count')}"
    if frame.has("count"):
        text += " | wc -l"
    if frame.has("page"):
        text += " | less"
    sinks = [name for chunk in frame.all("sink") for name in values(chunk.get("out"))]
    if sinks:
        text += f" > {shell.path(sinks[0])}"
    return text
