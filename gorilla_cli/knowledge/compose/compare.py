"""Two files or directories held against each other, or put together.

Invariant: lines are compared after sorting unless the request says that the files are
sorted, since comm and join need it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC

_TABLE = """
AND = and then | and|then|&
SHOW = list|give|get|report|find|return|produce|see|extract|compute|calculate|determine
KIND = (
              sorted|sort|content|contents|of|the|file|files|directory|directories|folder|output|text|csv|lines
              )*
WITH = with|to|against|versus|vs|and|from
TWO = KIND {path:a} KIND ( WITH ) KIND {path:b} ( files|file|directories|directory|contents )*

diff        : ( SHOW )? ( difference|differences|diff|changes|summary|change )+ ( between|of|in )?
              TWO
diff        : compare TWO ( line|by )*
diff        : compare KIND {path:a} and|with|to KIND {path:b}
diff        : diff TWO
diff.brief  : ( SHOW )? ( only )? which|what? file|files differ|different ( between|in|of )? TWO
diff.brief  : ( SHOW )? summary of ( new|missing|/|and|file|files|which|differ|new/missing )+ (
              between|in )? TWO
diff.brief  : ( check|see|test|tell|determine|show|whether|if )+ TWO (
              are|is|identical|same|differ|different|equal|the )+
comm.a      : ( SHOW )? ( only )? ( unique|distinct ) line ( in|of|from )+ TWO ( compared|when )*
              ( with|to )?
comm.a      : ( SHOW )? ( only )? ( unique|distinct ) line ( in|of|from|to )+ KIND {file:a} KIND (
              when|compared|comparing|relative )+ ( with|to|against|from )? ( other )? KIND
              {file:b}
comm.a      : ( SHOW )? ( only )? ( the )? ( line|string|row|entry|any|record )+ (
              in|of|from|that|which|present|found|only|appear|exist|are )+ KIND {file:a} (
              that|which|are|is|do|does|but|and|were|line )* ( not )+ (
              that|appear|present|contained|found|exist|occur|specified|in|also|included|part|listed
              )+ KIND {file:b}
comm.a      : ( SHOW )? ( only )? ( line|string|row|entry|record )+ (
              that|are|present|found|only|exist|appear|unique|contained )+ ( only )? ( in|to )
              KIND {file:a} ( and|but|when|compared|, )* ( not )? ( in|to|with )+ KIND {file:b}
comm.b      : ( SHOW )? ( only )? ( line|string|row|entry )+ ( in|of|from )+ KIND {file:b} (
              not|missing )+ ( from )+ KIND {file:a}
comm.both   : ( SHOW )? ( only )? ( common|shared|identical|equal|same|duplicate|matching )+ (
              line|entry|row|string|file|content )* ( between|of|in|from|to|both )+ TWO
comm.both   : ( SHOW )? ( only )? ( line|entry|row|string )+ (
              common|shared|that|appear|are|present|found|exist|occur|both )+ (
              between|of|in|from|to|both )+ TWO
comm.each   : ( SHOW )? ( unique|distinct ) line ( in|of|from )+ TWO ( compared|when )* ( to|with
              )? ( each other )
comm.each   : ( SHOW )? line ( that|are )* ( only|unique | not common )+ ( in|to )+ (
              one|either|each|only|of )+ TWO
join        : ( AND )? ( join|merge ) ( line|row|record|column|columns )* ( of|in|from )? TWO (
              on|by|using|where|when|if )* ( common|shared|matching|same|their|first|identical )*
              ( field|column|key|match )* ( match|are|same|equal|matches )*
join.on     : ( on|by|using ) ( the )? ( common )? {ordinal} column|field
join.on     : ( on|by|using ) ( the )? column|field {count}
paste       : ( AND )? ( merge|paste|combine|join|put|list|show|print )+ (
              line|column|corresponding|content|each|file )* ( of|in|from )* TWO (
              side|by|line|parallel|in|as|columns|together|column|next|to|each|other )+
paste       : paste TWO
paste       : ( merge|combine|join ) ( corresponding|respective )? line ( of|in|from )+ TWO
concat      : ( AND )? ( concatenate|combine|cat|merge|join ) KIND {paths:paths}
append      : ( AND )? append KIND {path:a} ( file|contents )? to ( end of )? KIND {path:b}
side        : ( in )? ( side-by-side | side by side | two columns )
width       : ( with|in )? ( a|maximum|total )* width ( of )? {count} ( character|column )?
width       : ( at most )? {count} character ( wide|width | per line )
unified     : ( in|with|using|output|as|show )* unified ( context|diff|format|output )*
unified.n   : ( with|show|output|using|and|of )* {count} line of ( unified )? context
context     : ( in|with|using )* context ( diff|format|output )*
nospace     : ( ignore|exclude|ignoring|without )+ (
              all|any|changes|in|differences|amount|of|regard|to )* (
              whitespace|space|spaces|blanks )
noblank     : ( ignore|exclude )+ ( blank|empty )+ line
recursive   : recursive
brief       : ( only )? ( SHOW )? ( only )? ( whether|if|which|names|brief|briefly|file )+ (
              files|they|it|that|file )* ( differ|different )+
brief       : brief|briefly
exclude     : ( exclude|excluding|ignoring|skip|except|omit )+ (
              file|files|directory|any|that|match|matching|pattern|like|all|name )* {names}
sorted      : ( after )? sort|sorting|sorted|unsorted ( them|files|both|file )*
count       : ( AND )? ( SHOW|count )? ( number|count )+ ( of )?
count       : ( AND )? count
table       : ( AND )? ( format|list|show )? ( output|result )* ( as|in )+ ( a|formatted )*
              table|columns|column
by          : ( DELIMITED )? ( separated|delimited|using|with|by )+ {delimiter} (
              separated|delimited|as|delimiter|separator|character )*
by.csv      : ( csv|comma-separated|comma-delimited )+
sink        : ( AND )? ( save|write|store|redirect|output|put|send|print|list )* (
              result|output|it|them|differences|difference )* ( to|into|in|as )+ (
              new|a|file|output|third )* ( name|call )? {file:out}
sink        : ( AND )? ( into|to|as )+ ( new|a|file|single|one )* {path:out}
color       : ( in|with )? color
noise       : line-by-line
noise       : line by line
noise       : ( treat them )? as text
"""

BOOK = Phrasebook(_TABLE.replace("DELIMITED", "and"), slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a comparison or a joining of named files; none when it is neither."""
    frame = Frame(sentence, BOOK, "compare")
    frame.has("noise")
    chunk = frame.take(
        "diff.brief", "diff", "comm.a", "comm.b", "comm.both", "comm.each", "join", "paste",
        "append", "concat",
    )  # fmt: skip
    if chunk is None:
        return
    a, b = shell.path(chunk.text("a")), shell.path(chunk.text("b"))
    out = frame.texts("sink", "out")
    tail = f" > {shell.path(out[0])}" if len(out) == 1 else ""
    if len(out) > 1:
        return
    words = frame.words(chunk)
    is_sorted = "sorted" in words and not frame.has("sorted")
    frame.has("sorted")
    first, second = (a, b) if is_sorted else (f"<(sort {a})", f"<(sort {b})")
    count = " | wc -l" if frame.has("count") else ""
    if chunk.tag.startswith("diff"):
        yield from _diff(frame, chunk.tag == "diff.brief", a, b, tail, words)
    elif chunk.tag.startswith("comm"):
        flags = {"comm.a": "-23", "comm.b": "-13", "comm.both": "-12", "comm.each": "-3"}[chunk.tag]
        yield frame.reading(f"comm {flags} {first} {second}{count}{tail}", "Compares sorted lines")
        if chunk.tag == "comm.a":
            other = f"grep -vxFf {b} {a}{count}{tail}"
            yield frame.reading(other, "Lines of one that the other lacks", 0.12)
    elif chunk.tag == "join":
        yield from _join(frame, first, second, tail)
    elif chunk.tag == "paste":
        mark = _mark(frame)
        option = f" -d {shell.pattern(mark)}" if mark and mark != "\t" else ""
        yield frame.reading(f"paste{option} {a} {b}{tail}", "Puts lines side by side")
    elif chunk.tag == "append":
        yield frame.reading(f"cat {a} >> {b}", "Appends one file to the other")
    else:
        paths = chunk.get("paths")
        if isinstance(paths, tuple) and (len(paths) > 1 or tail):
            names = " ".join(shell.glob(str(each)) for each in paths)
            yield frame.reading(f"cat {names}{tail}", "Puts the files together")


def _diff(
    frame: Frame, brief: bool, a: str, b: str, tail: str, words: list[str]
) -> Iterator[Reading]:
    options = ""
    brief = frame.has("brief") or brief
    recursive = frame.has("recursive")
    directories = any(word in ("directories", "folders", "directory", "folder") for word in words)
    summary = "missing" in words or "new/missing" in words or "new" in words
    letters = "".join(
        letter
        for letter, wanted in (
            ("r", recursive or directories or summary),
            ("q", brief),
            ("i", frame.insensitive),
            ("w", frame.has("nospace")),
            ("B", frame.has("noblank")),
            ("u", frame.has("unified") and not frame.peek("unified.n")),
            ("c", frame.has("context")),
            ("y", frame.has("side")),
        )
        if wanted
    )
    if letters:
        options += f" -{letters}"
    context = frame.take("unified.n")
    if context is not None:
        options += f" -U {context.get('count')}"
    width = frame.take("width")
    if width is not None:
        options += f" -W {width.get('count')}"
    if frame.has("color"):
        options += " --color"
    for name in frame.texts("exclude", "names"):
        options += f" -x {shell.pattern(name)}"
    yield frame.reading(f"diff{options} {a} {b}{tail}", "Shows the differences")
    if not recursive and "r" not in letters and (a + b).count(".") == 0:
        deep = f" -r{letters}" + options[len(letters) + 2 :] if letters else f" -r{options}"
        yield frame.reading(f"diff{deep} {a} {b}{tail}", "Shows the differences", 0.2)


def _mark(frame: Frame) -> str:
    chunk = frame.take("by")
    if chunk is not None:
        return chunk.text("delimiter")
    return "," if frame.has("by.csv") else ""


def _join(frame: Frame, first: str, second: str, tail: str) -> Iterator[Reading]:
    mark = _mark(frame)
    options = f" -t {shell.pattern(mark)}" if mark and mark not in ("\t", " ") else ""
    if mark == "\t":
        options = " -t $'\\t'"
    on = frame.take("join.on")
    if on is not None:
        field = on.get("ordinal") or on.get("count")
        if isinstance(field, int) and field > 1:
            options += f" -j {field}"
            key = f"-k{field},{field}"
            first, second = (each.replace("sort ", f"sort {key} ") for each in (first, second))
    stage = " | column -t" if frame.has("table") else ""
    yield frame.reading(f"join{options} {first} {second}{stage}{tail}", "Joins on a field")
