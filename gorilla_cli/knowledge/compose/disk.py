"""How much room things take, and how much is left.

Invariant: du for directories and files, df for file systems; sizes are sorted in the
unit in which they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values

_TABLE = """
AND = and then | and|then|&
SHOW =
              list|give|get|report|find|return|see|calculate|compute|check|tell|determine|summarize|estimate|know
USE = usage|use|consumption|occupied|space
OF = of|for|in|by|under|on|at|inside|within|from

du          : ( SHOW )? ( total|summarized|overall )? disk ( USE )+ ( used )? ( OF )?
du          : ( SHOW )? ( how much )+ ( disk )? space (
              used|taken|occupied|does|is|use|take|up|by|consumed )* ( OF )?
du          : ( SHOW )? ( total|combined|whole )? size|sizes ( OF )?
du          : how big|large ( be )? ( OF )?
du          : ( disk )? space ( used|taken|occupied|consumed )+ ( up )? by
du.total    : ( SHOW )? ( total|summary|overall | grand total )+ ( size )? ( OF )?
each        : each|every|all|individual|per ( immediate|first-level|of )* ( file and directory |
              directory and file )
each        : each|every|all|individual|per ( immediate|first-level|of|the )* (
              directory|subdirectory|subfolder )
each.any    : each|every|all ( file and directory | directory and file | file directory |
              item|entry|file|content|thing )
each.any    : all files and directories
each        : =subdirectories|subfolders|subdirectory|directories|folders
each        : ( first|top ) level ( directory )?
each.any    : file and directory
each.any    : directory and file
each.file   : files|file
depth       : ( only )? ( at|to|up|with|max|maximum|of )* depth|level ( of )? {count}
depth       : ( one|{count} ) level ( deep|down )?
here        : ( OF )* ( current|this|present|working|cwd )+ ( directory|folder )?
here        : here
where       : ( OF )+ ( directory|folder|file|path )* {dir}
where       : ( directory|folder|file )* {path:dir} ( directory|folder|take|use|is|occupies )*
where.glob  : {globs:names}
biggest     : ( SHOW )? ( the|top )* {count} ( largest|biggest|heaviest )
biggest1    : ( SHOW )? ( largest|biggest|heaviest )
smallest    : ( SHOW )? ( the )* {count} ( smallest )
sort        : ( AND )? ( sort|sorted|order|ordered )+ ( them|it|result|output )* ( by|on )* (
              size|usage|space | disk usage )* ( {order} )?
sort        : by size ( {order} )?
sort        : ( in )? descending ( order )? ( of size )?
sort.down   : ( with )? largest|biggest ( one|first|directory )* ( first | on top | at top )
sort.down   : ( in )? ( reverse|descending|decreasing ) ( order )? ( of|by )? ( size )?
sort.up     : smallest ( one )? first
sort.up     : ( in )? ( ascending|increasing ) ( order )? ( of|by )? ( size )?
sort.up     : from smallest to largest
sort.down   : from largest to smallest
human       : ( in|with|a|and )* ( human-readable|readable | human readable | human friendly ) (
              form|format|size|sizes|units|unit )*
unit.k      : ( in|sizes )+ ( kilobyte|kb|k )
unit.m      : ( in|sizes )+ ( megabyte|mb|m )
unit.g      : ( in|sizes )+ ( gigabyte|gb|g )
unit.b      : ( in|sizes )+ byte
summary     : summary|summarize|summarized|total only|only total
total       : ( and|with|include )* ( a )? grand total
total       : ( and|with )+ total
apparent    : apparent ( size )?
xdev        : ( without|not|excluding )+ ( crossing|other|mounted|different|cross )* (
              filesystem|filesystems|device|mounts | file system )
hidden      : ( including|with )+ hidden ( file|directory )*
exclude     : ( except|excluding|exclude|ignoring|not|without|skip )+ (
              counting|the|file|directory|matching )* {names} ( directory|file )?
df          : ( SHOW )? ( free|available|remaining|left|unused )+ ( disk|hard|drive|storage )* (
              space|room )? ( left|available|remaining|free )? ( OF )?
df          : ( SHOW )? ( disk|drive|storage|filesystem | file system )+ (
              space|free|usage|use|available|utilization|information|statistics )+ ( OF )? ( all
              )? ( mounted )* ( filesystem|partition|disk|drive|volume | file system )+
df          : ( SHOW )? ( disk|drive|storage|filesystem | file system )+ (
              space|free|usage|available|utilization )+ (
              left|available|free|statistics|information|summary|usage )*
df          : how much ( disk|free|storage|hard )* ( space|room )+ (
              be|is|do|I|have|there|left|available|free|remaining )+
df.fs       : ( all )? ( mounted )* ( filesystem|partition|disk|drive|volume | file system )
df.inode    : ( SHOW )? ( free|available|used )* inode ( usage|count|number|information|use|counts
              )* ( OF )?
df.type     : ( with|show|including|and )* ( filesystem|fs | file system )* type
df.where    : ( contain|containing|hold|holding|of|where|path|with|to|has|for )+ (
              path|file|directory )* {path:dir} ( resides|lives|is|mounted )*
posix       : ( using|in )? posix ( output )? ( format )?
noise       : used|usage|up|much|space|also|information
noise       : as well
noise       : directories only
"""

BOOK = Phrasebook(_TABLE, slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a question of disk space; none when it is not one."""
    frame = Frame(sentence, BOOK, "disk")
    free = frame.has("df", "df.inode")
    if free:
        yield from _free(frame)
        return
    asked = frame.has("du", "du.total")
    top = frame.take("biggest", "smallest")
    biggest = top is None and frame.has("biggest1")
    each, any_each = frame.has("each"), frame.has("each.any")
    files = frame.has("each.file")
    if not asked and not ((top or biggest) and (each or any_each)):
        return
    if files and not (each or any_each):
        return  # sizes of files are the business of find and ls
    yield from _used(frame, asked, each, any_each, biggest, top.get("count") if top else None)


def _free(frame: Frame) -> Iterator[Reading]:
    letters = ""
    if frame.peek("df.inode") or any("inode" in frame.words(c) for c in frame.chunks):
        letters += "i"
    human = frame.has("human")
    letters += "h" if human else ""
    letters += "k" if frame.has("unit.k") else ""
    letters += "m" if frame.has("unit.m") else ""
    letters += "T" if frame.has("df.type") else ""
    letters += "P" if frame.has("posix") else ""
    frame.has("df.fs", "noise")
    total = " --total" if frame.has("total") else ""
    places = [chunk.text("dir") for chunk in (*frame.all("where"), *frame.all("df.where"))]
    target = " ".join(shell.path(place) for place in places)
    if frame.has("here"):
        target = "."
    target = f" {target}" if target else ""
    if not letters:
        yield frame.reading(f"df -h{total}{target}", "Shows free disk space")
        yield frame.reading(f"df{total}{target}", "Shows free disk space", 0.1)
        return
    yield frame.reading(f"df -{letters}{total}{target}", "Shows free disk space")


def _used(
    frame: Frame, asked: bool, each: bool, any_each: bool, biggest: bool, top: object
) -> Iterator[Reading]:
    frame.has("noise")
    chunk = frame.take("sort")
    order = chunk.get("order") if chunk is not None else None
    down = frame.has("sort.down") or order == "down"
    up = frame.has("sort.up") or order == "up"
    ordered = chunk is not None or down or up or top is not None or biggest
    here = frame.has("here")
    places = [one.text("dir") for one in frame.all("where")]
    globs = [name for one in frame.all("where.glob") for name in values(one.get("names"))]
    if not (here or places or globs or each or any_each):
        return
    human = frame.has("human")
    unit = next(
        (
            letter
            for tag, letter in (("unit.k", "k"), ("unit.m", "m"), ("unit.b", "b"))
            if frame.has(tag)
        ),
        "",
    )
    form = unit or "h"
    depth = frame.take("depth")
    options = ""
    if frame.has("xdev"):
        options += "x"
    total = "c" if frame.has("total") else ""
    extra = "".join(f" --exclude={shell.pattern(name)}" for name in frame.texts("exclude", "names"))
    if frame.has("apparent"):
        extra += " --apparent-size"
    frame.has("summary", "hidden")
    base = " ".join(shell.path(place.rstrip("/") or "/") for place in places) or "."
    stages = ""
    if ordered:
        flag = "h" if form == "h" else "n"
        stages = f" | sort -{flag}" if up and top is None else f" | sort -r{flag}"
        if chunk is not None and not down and not up and top is None:
            stages = f" | sort -r{flag}"
    if top is not None:
        stages += f" | head -n {top}"
    elif biggest:
        stages += " | head -n 1"
    if each or any_each or top is not None or biggest:
        wild = "*/" if each and not any_each else "*"
        prefix = "" if base == "." else " ".join(f"{place}/" for place in base.split())
        if depth is not None:
            count = depth.get("count") or 1
            yield frame.reading(
                f"du -{form}{options} --max-depth={count}{extra} {base}{stages}", "Sums up sizes"
            )
            return
        shown = " ".join(f"{each_base}{wild}" for each_base in (prefix.split() or [""]))
        yield frame.reading(f"du -s{form}{options}{total}{extra} {shown}{stages}", "Sums up sizes")
        if each:
            yield frame.reading(
                f"du -{form}{options} --max-depth=1{extra} {base}{stages}", "Sums up sizes", 0.1
            )
        else:
            yield frame.reading(f"du -a{form}{options}{extra} {base}{stages}", "Sums up sizes", 0.1)
        return
    names = " ".join([*(shell.path(place) for place in places), *(shell.glob(n) for n in globs)])
    yield frame.reading(
        f"du -s{form}{options}{total}{extra} {names or '.'}{stages}", "Sums up sizes"
    )
    if not human and not unit:
        yield frame.reading(f"du -sb{options}{extra} {names or '.'}{stages}", "Sums up bytes", 0.2)
