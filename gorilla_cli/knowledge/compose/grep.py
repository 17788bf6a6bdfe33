"""Text searched for in many files at once.

Invariant: one grep; a set of files with other conditions than place and kind belongs
to `find`, the lines of one named file to `text`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Phrasebook, Sentence
from gorilla_cli.knowledge.compose.patterns import looks_extended, needs_fixed
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values

_TABLE = """
AND = and then | and|then|&
STRING = word|string|text|phrase|pattern|keyword|term|expression|literal|regex|regexp | regular
              expression
SEARCH = find|grep|look|scan|list
OCC = line|occurrence|match|instance|use|usage|reference|mention|place|everything|all|any

pat         : ( AND )? ( recursive|case|perform|do|run )* ( SEARCH ) (
              recursive|for|all|the|any|up )* ( OCC )* ( of|contain|match|with|for|to|having|where
              )* ( STRING )* {quoted_names:texts}
pat         : ( AND )? ( recursive )? ( SEARCH ) ( recursive|for|all|the|any|up )* ( OCC )* (
              of|contain|match|with|for|to )* ( STRING )+ {values:texts}
pat         : ( AND )? ( recursive )? ( SEARCH ) ( recursive|for|all|the|any|up )* ( OCC )+ (
              of|contain|match|with|for|to )+ {needles:texts}
pat         : ( AND )? ( grep|search|look ) ( recursive|for|all )* {needles:texts}
pat         : for ( OCC )* ( of|contain|match|with )* ( STRING )* {needles:texts}
pat         : line ( contain|match|with )+ ( STRING )* {needles:texts}
files.with  : ( AND )? ( SEARCH|which|what|show )? ( all|the|names|name|of|only )* ( {kinds:kinds}
              )? file ( contain|mention|include|match|have|with|reference|use )+ ( one|the|line|a
              | at least )* ( STRING )* {needles:texts}
files.with  : ( AND )? ( SEARCH|which|what|show )? ( all|the|names|name|of|only )* ( {kinds:kinds}
              )? file ( contain|mention|include|match|have|with )+ ( STRING )+ {values:texts}
files.not   : ( AND )? ( SEARCH|which|what|show )? ( all|the|names|name|of|only )* ( {kinds:kinds}
              )? file ( not|without|no )+ ( contain|mention|include|match|have )* ( STRING )*
              {needles:texts}
names       : ( AND )? ( show|list|print|only|just|give|display )+ ( only|the|just )* ( matching
              )? ( file )? ( name|names|filenames|filename ) ( of|only|matching|files )*
names       : ( file )? names only
count       : ( AND )? ( count|number | how many )+ ( of|the|all )* ( OCC )* ( per|in|for )* (
              each )? ( file )?
where       : ( in|under|inside|within|of|from|across|through|throughout|below )+ (
              all|the|every|each|of|files|file|any|content|contents )* ( in|under|of|inside|within
              )* {dirs}
where.kind  : ( in|inside|within|across|through|of|only )+ ( all|the|every|each|only )* {kinds} file
where.glob  : ( in|inside|within|across|through|of )+ (
              all|the|every|each|files|file|matching|named )* {globs:names} ( file )?
where.files : ( in|inside|within|across|through|of )+ ( all|the|every|each|any|regular )* file
recursive   : recursive
recursive   : ( and|including|in )+ ( all|its|their )* ( =subdirectories|subfolders|subdirs )
flat        : ( not recursively | non-recursively | non recursively )
flat        : ( but )? ( not|without|excluding )+ ( in|searching|any )* (
              =subdirectories|subfolders )
lineno      : ( AND )? (
              with|show|showing|include|including|print|display|prefixed|by|along|the|their )*
              line number ( of|for|each|match|matches )*
whole       : ( match|matching|as|only|a|for|the )* ( whole|entire|exact|complete )+ word (
              only|match|matches|matching )*
only        : ( show|print|only )* ( only )? ( the )? ( matching|matched ) ( part|text|portion ) (
              only )?
before      : ( and|with|show|including )* {count} line ( of context )? ( before|above )+ (
              each|it|match|the )*
after       : ( and|with|show|including )* {count} line ( of context )? ( after|below|following )+
              ( each|it|match|the )*
around      : ( and|with|show|including )* {count} line ( of )? ( context|around|surrounding |
              before and after )+ ( around|each|it|match|the )*
except.dir  : ( except|excluding|exclude|ignoring|skip|skipping|without|not|but )+ (
              in|for|the|directory|directories|folder|folders|files|inside|searching )* {dirs}
except.kind : ( except|excluding|exclude|ignoring|skip|skipping|without|not|but )+ ( in|for|the )*
              {kinds} file
except.glob : ( except|excluding|exclude|ignoring|skip|skipping|without|not|but )+ (
              in|for|the|file|files|matching )* {globs:names}
binary      : ( ignore|ignoring|excluding|exclude|skip|skipping|without|not )+ binary ( file )?
follow      : ( and )? following ( symlink | symbolic link )
first       : ( only|stop|after|show|the )* first ( match|occurrence ) ( in|per|of|only|each|file )*
noise       : recursive|also
noise       : their content
"""

BOOK = Phrasebook(_TABLE, slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a search through files; none when nothing is searched for."""
    frame = Frame(sentence, BOOK, "grep")
    chunk = frame.take("files.with", "files.not", "pat")
    if chunk is None:
        return
    texts = values(chunk.get("texts"))
    places = frame.texts("where", "dirs")
    globs = [
        *values(chunk.get("kinds")),
        *frame.texts("where.kind", "kinds"),
        *frame.texts("where.glob", "names"),
    ]
    recursive = frame.has("recursive", "noise")
    if not (places or globs or recursive or frame.has("where.files") or "file" in chunk.tag):
        return
    frame.has("where.files")
    flat = frame.has("flat")
    names = frame.has("names") or chunk.tag in ("files.with", "files.not")
    extended = len(texts) > 1 or looks_extended(texts[0])
    fixed = not extended and needs_fixed(texts[0])
    letters = _letters(frame, chunk.tag == "files.not", names, flat, extended, fixed)
    pattern = "|".join(texts)
    quoted = (
        shell.pattern(pattern) if not pattern.startswith("-") else f"-e {shell.pattern(pattern)}"
    )
    extra = _context(frame)
    for name in frame.texts("except.glob", "names") + frame.texts("except.kind", "kinds"):
        extra += f" --exclude={shell.pattern(name)}"
    for name in frame.texts("except.dir", "dirs"):
        extra += f" --exclude-dir={shell.pattern(name.rstrip('/').rsplit('/', 1)[-1])}"
    if flat:
        base = places[0].rstrip("/") + "/" if places and places[0] != "." else ""
        targets = " ".join(shell.glob(base + glob) for glob in globs or ["*"])
        yield frame.reading(f"grep{letters}{extra} {quoted} {targets}", "Searches files for text")
        return
    for glob in globs:
        extra += f" --include={shell.pattern(glob)}"
    target = " ".join(shell.path(place) for place in places) or "."
    yield frame.reading(
        f"grep{letters}{extra} {quoted} {target}", "Searches files below a directory for text"
    )


def _letters(
    frame: Frame, without: bool, names: bool, flat: bool, extended: bool, fixed: bool
) -> str:
    count = frame.has("count")
    follow = frame.has("follow")
    binary = frame.has("binary")
    letters = "".join(
        letter
        for letter, wanted in (
            ("R" if follow else "r", not flat),
            ("E", extended),
            ("F", fixed),
            ("i", frame.insensitive),
            ("w", frame.has("whole")),
            ("I", binary),
            ("o", frame.has("only")),
            ("c", count),
            ("n", frame.has("lineno")),
            ("L", without),
            ("l", names and not without),
        )
        if wanted
    )
    return f" -{letters}" if letters else ""


def _context(frame: Frame) -> str:
    text = ""
    for tag, letter in (("before", "B"), ("after", "A"), ("around", "C")):
        chunk = frame.take(tag)
        if chunk is not None:
            text += f" -{letter} {chunk.get('count')}"
    if frame.has("first"):
        text += " -m 1"
    return text
