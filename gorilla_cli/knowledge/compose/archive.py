"""Archives and compressed files: made, listed, unpacked.

Invariant: the kind of archive follows from its name, else from the words; nothing is
overwritten or removed beyond what the tool does by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Chunk, Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values

_TABLE = """
AND = and then | and|then|&
MAKE =
              create|make|build|write|pack|put|archive|compress|bundle|tar|zip|package|store|add|gzip|collect
KIND = ( compressed|gzipped|gzip|bzip2|tar|tar.gz|tgz|zip|xz|gz|bz2|uncompressed|new|tarball|7z )*
ARCHIVE = archive|tarball|tar|zip|file|ball
THINGS = ( directory|file|content|contents|all|everything|tree|files|of|in|from|the|only|whole )*

create      : ( AND )? ( MAKE ) KIND ( ARCHIVE )* ( name|call )? {archive:out} (
              of|from|contain|with|for|including | out of )+ THINGS {archived:paths}
create      : ( AND )? ( MAKE ) THINGS {archived:paths} ( directory|folder|file|files )* (
              to|into|in|as|using|with )+ KIND ( ARCHIVE )* ( name|call )? {archive:out}
create      : ( AND )? ( MAKE ) KIND ( ARCHIVE )+ ( of|from|contain|with|for | out of )+ THINGS
              {archived:paths} ( directory|folder|file|files )* (
              name|call|to|into|as|in|and|save|it|with|save )+ ( name )? {archive:out}
create.here : ( AND )? ( MAKE ) KIND ( ARCHIVE )* ( name|call )? {archive:out} (
              of|from|contain|with|for|containing )+ ( all|everything|file|files|and|the|directory
              )* ( in|of|from )* current directory
create.glob : ( AND )? ( MAKE ) KIND ( ARCHIVE )* ( name|call )? {archive:out} (
              of|from|contain|with|for|containing )+ ( all|the )* {kinds} file ( in current
              directory )?
create.anon : ( AND )? ( MAKE ) KIND ( ARCHIVE )+ ( of|from|for )+ THINGS {archived:paths} (
              directory )?
create.zip  : ( AND )? ( zip|compress|archive ) ( up )? THINGS {archived:paths} ( directory|folder
              )?
extract     : ( AND )? ( extract|unpack|untar|decompress|uncompress|unzip|expand|unarchive|and )+
              KIND THINGS ( from )? KIND ( ARCHIVE )* {archive:file} ( archive|file )?
extract.one : ( AND )? ( extract|unpack|get )+ ( only|just )? ( file|directory )*
              {archived:member} ( from|of|in | out of )+ KIND ( ARCHIVE )* {archive:file}
extract.all : ( AND )? ( extract|unpack|untar|unzip|decompress|uncompress|gunzip )+ (
              all|every|each )+ KIND ( file|archive|files|archives )* {globs:names}
list        : ( AND )? ( list|see|get|find|view )+ (
              all|the|file|files|content|contents|names|what|is|details|of )* (
              of|in|inside|from|contained )* KIND ( ARCHIVE )* {archive:file} ( without extracting
              | without unpacking )?
into        : ( to|into|in|under|inside )+ ( directory|folder )* {dir}
here        : ( to|into|in|of|from )+ current directory
exclude     : ( except|excluding|exclude|ignoring|not|without|skip|but | leaving out )+ (
              including|the|all|file|files|directory|any|matching|named|for|hidden )* {names} (
              directory|file|files|subdirectory )?
gzip        : ( AND )? ( compress|gzip ) ( file|files|all|the )* {paths} ( file|files )? (
              with|using )? ( gzip )?
bzip2       : ( AND )? ( compress|bzip2 ) ( file|files|all )* {paths} ( file )? ( with|using|to )+
              ( bzip2|bz2 )
bzip2       : ( AND )? bzip2 ( file )? {paths}
xz          : ( AND )? ( compress|xz ) ( file|files|all )* {paths} ( file )? ( with|using|to )+ (
              xz|lzma )
gunzip      : ( AND )? ( decompress|uncompress|gunzip|unzip|extract|unpack|expand )+ (
              gzipped|gzip|compressed|file|files|all )* {paths}
show        : ( AND )? ( list|view|read|get )+ ( decompressed|uncompressed|compressed|the )* (
              content|contents )+ ( of|in )* ( compressed|gzipped|gzip|file )* {gzfile:file} (
              without decompressing | without extracting )?
keep        : ( while|and|but|without )* ( keep|keeping|preserving|retain|deleting|removing )+ (
              original|the|source|input|file|files|intact )+ ( intact | in place )?
best        : ( with|using|at )* ( best|maximum|highest|max )+ compression ( level|ratio )?
fast        : ( with|using|at )* ( fastest|fast )+ compression
level       : ( with|using|at )* compression level {count}
verbose     : ( AND )? ( verbose|verbosely )
verbose     : ( AND )? ( with )? ( show|showing|list|listing|print|display )+ (
              the|files|file|progress|names|name|each|as|it|goes|processed )*
overwrite   : ( and|without )* ( overwrite|overwriting )+ (
              existing|files|file|any|without|prompting|it )*
strip       : ( without|stripping|strip|removing )+ ( the|first|top-level|leading|top|level|1 )* (
              directory|component|components | path component )
recursive   : recursive
recursive   : ( and )? ( all )? ( its )? ( =subdirectories|contents )
preserve    : ( preserving|preserve|keeping|keep )+ ( permissions|permission|ownership )
password    : ( with|using )+ ( a )? password
noise       : ( using|with ) ( gzip|tar|zip|compression )
noise       : compressed|archive|file
noise       : compressed with gzip
"""

BOOK = Phrasebook(_TABLE, slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as work on archives or compressed files; none when it is none."""
    frame = Frame(sentence, BOOK, "archive")
    chunk = frame.take(
        "create", "create.here", "create.glob", "create.anon", "create.zip", "extract.all",
        "extract.one", "extract", "list", "bzip2", "xz", "show", "gunzip", "gzip",
    )  # fmt: skip
    if chunk is None:
        return
    frame.has("noise", "recursive")
    verbose = frame.has("verbose")
    tag = chunk.tag
    if tag.startswith("create"):
        yield from _create(frame, chunk, verbose)
    elif tag.startswith("extract"):
        yield from _extract(frame, chunk, verbose)
    elif tag == "list":
        yield from _list(frame, chunk, verbose)
    elif tag == "show":
        name = chunk.text("file")
        program = {"bz2": "bzcat", "xz": "xzcat"}.get(name.rpartition(".")[2], "zcat")
        yield frame.reading(f"{program} {shell.path(name)}", "Shows a compressed file")
    else:
        yield from _single(frame, chunk, verbose)


def _form(name: str) -> str:
    """The letters with which tar compresses so, or "zip"."""
    for pattern, form in (
        (r"\.(tar\.gz|tgz)$", "z"),
        (r"\.(tar\.bz2|tbz2?)$", "j"),
        (r"\.(tar\.xz|txz)$", "J"),
        (r"\.zip$", "zip"),
    ):
        if re.search(pattern, name):
            return form
    return ""


def _create(frame: Frame, chunk: Chunk, verbose: bool) -> Iterator[Reading]:
    words = frame.words(chunk)
    paths = list(values(chunk.get("paths"))) + list(values(chunk.get("kinds")))
    if chunk.tag == "create.here":
        paths = ["."]
    out = chunk.text("out")
    if not out:
        base = (paths[0].rstrip("/").rsplit("/", 1)[-1] or "archive").strip("*.")
        zipped = "zip" in words or (chunk.tag == "create.zip" and words[0] == "zip")
        out = f"{base}.zip" if zipped else f"{base}.tar.gz"
        if chunk.tag == "create.zip" and not zipped:
            return
    frame.has("here")
    names = " ".join(shell.glob(path) for path in paths)
    excluded = frame.texts("exclude", "names")
    form = _form(out)
    if form == "zip":
        skip = (
            f" -x {' '.join(shell.single(_inside(name)) for name in excluded)}" if excluded else ""
        )
        level = " -9" if frame.has("best") else ""
        secret = " -e" if frame.has("password") else ""
        if paths == ["."]:
            names = "."
        flag = "" if all(re.search(r"\.\w+$", path) and path != "." for path in paths) else " -r"
        yield frame.reading(
            f"zip{flag}{level}{secret} {shell.path(out)} {names}{skip}", "Makes a zip archive"
        )
        return
    if not form and ({"compressed", "gzipped", "gzip"} & set(words)) and out.endswith(".tar"):
        form = "z"
    skip = "".join(f" --exclude={shell.pattern(name)}" for name in excluded)
    letters = f"c{'v' if verbose else ''}{form}f"
    doubt = 0.0 if chunk.text("out") else 0.3
    yield frame.reading(
        f"tar -{letters} {shell.path(out)}{skip} {names}", "Makes an archive", doubt
    )


def _inside(name: str) -> str:
    return name if "*" in name else f"*{name}*"


def _extract(frame: Frame, chunk: Chunk, verbose: bool) -> Iterator[Reading]:
    if chunk.tag == "extract.all":
        globs = values(chunk.get("names"))
        program = (
            "tar -xf"
            if any(_form(name) in ("z", "j", "J") or name.endswith(".tar") for name in globs)
            else "unzip"
        )
        pattern = " ".join(shell.glob(name) for name in globs)
        yield frame.reading(f'for file in {pattern}; do {program} "$file"; done', "Unpacks each")
        return
    name = chunk.text("file")
    into = frame.take("into")
    frame.has("here")
    target = into.text("dir") if into is not None else ""
    member = values(chunk.get("member"))
    inner = "".join(f" {shell.path(each)}" for each in member)
    form = _form(name)
    if form == "zip":
        flag = " -o" if frame.has("overwrite") else ""
        place = f" -d {shell.path(target)}" if target and target != "." else ""
        yield frame.reading(f"unzip{flag} {shell.path(name)}{inner}{place}", "Unpacks the archive")
        return
    frame.has("overwrite")
    letters = f"x{'v' if verbose else ''}{'p' if frame.has('preserve') else ''}{form}f"
    place = f" -C {shell.path(target)}" if target and target != "." else ""
    strip = " --strip-components=1" if frame.has("strip") else ""
    yield frame.reading(
        f"tar -{letters} {shell.path(name)}{place}{strip}{inner}", "Unpacks the archive"
    )


def _list(frame: Frame, chunk: Chunk, verbose: bool) -> Iterator[Reading]:
    name = chunk.text("file")
    form = _form(name)
    if form == "zip":
        yield frame.reading(f"unzip -l {shell.path(name)}", "Lists the archive")
        return
    words = frame.words(chunk)
    letters = f"t{'v' if verbose or 'details' in words else ''}{form}f"
    yield frame.reading(f"tar -{letters} {shell.path(name)}", "Lists the archive")


def _single(frame: Frame, chunk: Chunk, verbose: bool) -> Iterator[Reading]:
    paths = values(chunk.get("paths"))
    names = " ".join(shell.glob(path) if "*" in path else shell.path(path) for path in paths)
    level = frame.take("level")
    options = "".join(
        letter
        for letter, wanted in (
            ("k", frame.has("keep")),
            ("v", verbose),
            ("9", frame.has("best")),
            ("1", frame.has("fast")),
            (str(level.get("count")) if level else "", level is not None),
        )
        if wanted
    )
    option = f" -{options}" if options else ""
    program = chunk.tag
    if chunk.tag == "gunzip":
        known = {"bz2": "bunzip2", "xz": "unxz", "zip": "unzip", "gz": "gunzip"}
        program = known.get(paths[0].rpartition(".")[2], "")
        if not program:
            return
    elif frame.take("here"):
        return
    yield frame.reading(f"{program}{option} {names}", "Compresses or decompresses")
