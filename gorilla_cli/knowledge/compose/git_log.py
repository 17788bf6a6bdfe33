"""The history of a git repository, filtered and laid out.

Invariant: reads history only; nothing here changes a repository.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Chunk, Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values
from gorilla_cli.knowledge.language.quantities import Duration, Span

_TABLE = """
AND = and then | and|then|&
SHOW = list|give|get|report|find|return|see|which|what|look|browse
COMMIT = commit|change|revision

log         : ( SHOW )? ( me|the|all|git|at|full )* ( log|history ) ( of )? (
              commit|git|repository|project )*
log         : ( SHOW ) ( me|the|all|git|every )* commit
log         : ( the|all|git|my|every )* commit
git         : ( in|of|with|using|from )* git ( repository )? ( history|log )*
git         : ( in|of|from )+ ( this|the|current )* repository
last        : ( SHOW )? ( the )? ( last|latest|recent|newest | most recent )+ {count} ( git )? (
              COMMIT )
last        : {count} ( most )? ( recent|latest|last ) ( git )? ( COMMIT )
last1       : ( SHOW )? ( the )? ( last|latest|newest | most recent )+ ( git )? commit
first       : ( the )? ( first|oldest ) {count} commit
author      : ( made|written|authored|done|created|committed )* ( by|from|of )+ ( the|user|author
              )* {needle:who}
author      : author ( is )? {needle:who}
author.me   : ( made|by|of|my )+ ( me | my own )
author.me   : =my
grep        : ( whose|with|where|that )* ( message|messages|log|subject )* (
              contain|mention|include|match|have )+ ( STRING )* {needle:text} (
              in|message|messages|their|its|the|commit )*
grep        : ( with|mentioning ) {quoted:text} ( in )? ( message|their|commit )*
pick        : ( that|which )* (
              add|added|remove|removed|introduce|introduced|change|changed|delete|deleted )+ (
              or|the )* ( removed|deleted )* ( string|text|word|line|code|function )*
              {quoted:text}
file        : (
              that|which|for|of|to|in|on|affecting|touching|touched|touch|changed|change|changing|modified|modifying|modify|affect|with|changes
              )+ ( the|changes|to|file|directory|in|only )* {path:path}
since       : ( made|from )* {when}
between     : between ( branch|branches|tag|tags|commits|commit )* {needle:a} and {needle:b}
notin       : ( that|which|are )* ( in|on )+ ( branch )? {needle:a} ( but|and )* ( not )+ ( in|on
              )+ ( branch )? {needle:b}
branch      : ( on|of|in|from )+ ( the )? ( branch )? {needle:branch} ( branch )?
branch.all  : ( on|of|in|from|across|for )+ all branch
oneline     : ( AND )? ( in|as|on|with|one|each|per|a|show|compact|short|single|using )* (
              one-line|oneline|line | one line ) ( each|per|commit|format|form|summary )*
oneline     : ( in )? ( short|compact ) ( form|format )?
graph       : ( AND )? ( as|with|in|show|a|ascii )* ( graph|tree ) ( of|view|form )*
stat        : ( AND )? ( with|show|including|and|which|the )* ( statistic|stat | changed file |
              file changed )+ ( statistics )?
names       : ( AND )? ( with|show|including|list|only )* ( the|names|name|only )* (
              of|files|changed|modified|file )+ ( changed|in|each|commit|them|only )*
patch       : ( AND )? ( with|show|including|and|full|their|its )* (
              diff|patch|patches|diffs|changes ) ( of|each|them|introduced|in )*
nomerge     : ( excluding|without|no|ignoring|except|not|skip )+ ( merge|merges ) ( commit )?
merge       : ( only )? merge ( commit )?
reverse     : ( in )? ( reverse|chronological ) ( order|chronological )*
reverse     : oldest first
count       : ( AND )? ( count|number | how many )+ ( of )? ( commit )?
byauthor    : ( AND )? ( per|by|for|grouped|of )+ ( each|by )? author
format      : ( show|showing|with|only|print|display|and|just )+ ( the|only|just )* (
              hash|hashes|author|date|message|subject|and|name|email )+
noise       : git|commit|history|log|made|repository|also|project
"""

BOOK = Phrasebook(_TABLE.replace("( STRING )*", "( string|text|word )*"), slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a look at git's history; none unless commits or git are spoken of."""
    words = {token.norm for token in sentence.tokens if not token.quoted}
    if not ({"commit", "git"} & words) or not ({"commit", "log", "history"} & words):
        return
    frame = Frame(sentence, BOOK, "git_log")
    if not frame.peek("log", "last", "last1", "count", "first", "author.me"):
        return
    frame.has("log", "git", "noise")
    count = frame.has("count")
    grouped = frame.has("byauthor")
    parts: list[str] = []
    last = frame.take("last")
    if last is not None:
        parts.append(f"-n {last.get('count')}")
    elif frame.has("last1"):
        parts.append("-n 1")
    filters = _filters(frame)
    if filters is None:
        return
    span = _range(frame)
    paths = [shell.path(chunk.text("path")) for chunk in frame.all("file")]
    tail = f" -- {' '.join(paths)}" if paths else ""
    if count or grouped:
        if grouped:
            yield frame.reading(
                f"git shortlog -sn {' '.join(filters) or 'HEAD'}{tail}", "Counts commits"
            )
            return
        where = span or "HEAD"
        yield frame.reading(
            f"git rev-list --count {' '.join([*filters, where])}{tail}", "Counts commits"
        )
        return
    parts += _layout(frame)
    text = " ".join(["git log", *parts, *filters, *([span] if span else [])])
    yield frame.reading(f"{text}{tail}", "Shows the history")
    if "--oneline" not in parts and not frame.peek("patch", "stat", "format"):
        text = text.replace("git log", "git log --oneline", 1)
        yield frame.reading(f"{text}{tail}", "Shows the history, a line each", 0.1)


def _layout(frame: Frame) -> list[str]:
    parts: list[str] = []
    for tag, option in (
        ("oneline", "--oneline"),
        ("graph", "--graph"),
        ("stat", "--stat"),
        ("names", "--name-only"),
        ("patch", "-p"),
        ("reverse", "--reverse"),
    ):
        if frame.has(tag):
            parts.append(option)
    chunk = frame.take("format")
    if chunk is not None:
        words = frame.words(chunk)
        pieces = {
            "hash": "%h", "hashes": "%h", "author": "%an", "date": "%ad", "message": "%s",
            "subject": "%s", "email": "%ae",
        }  # fmt: skip
        fields = [pieces[word] for word in words if word in pieces]
        if fields:
            parts.append(f"--pretty=format:'{' '.join(dict.fromkeys(fields))}'")
    return parts


def _filters(frame: Frame) -> list[str] | None:
    parts: list[str] = []
    if frame.has("author.me"):
        parts.append('--author="$(git config user.name)"')
    for chunk in frame.all("author"):
        parts.append(f"--author={shell.word(chunk.text('who'))}")
    for chunk in frame.all("grep"):
        parts.append(f"--grep={shell.word(chunk.text('text'))}")
    if frame.insensitive and parts:
        parts.append("-i")
    for chunk in frame.all("pick"):
        parts.append(f"-S {shell.word(chunk.text('text'))}")
    if frame.has("nomerge"):
        parts.append("--no-merges")
    if frame.has("merge"):
        parts.append("--merges")
    for chunk in frame.all("since"):
        when = chunk.get("when")
        moment = _moment(when) if isinstance(when, Chunk) else None
        if moment is None:
            return None
        parts += moment
    return parts


def _moment(when: Chunk) -> list[str] | None:
    length, span = when.get("duration"), when.get("date")
    if isinstance(length, Duration):
        ago = f"'{length.number} {length.unit}{'s' if length.number != 1 else ''} ago'"
        return {"within": [f"--since={ago}"], "older": [f"--until={ago}"]}.get(when.tag)
    if isinstance(span, Span):
        if when.tag == "since":
            return [f"--since={span.first}"]
        if when.tag == "before":
            return [f"--until={span.first}"]
        if when.tag == "on":
            return [f"--since='{span.first} 00:00'", f"--until='{span.end} 00:00'"]
    low, high = when.get("a"), when.get("b")
    if when.tag == "range" and isinstance(low, Span) and isinstance(high, Span):
        return [f"--since='{low.first} 00:00'", f"--until='{high.end} 00:00'"]
    return None


def _range(frame: Frame) -> str:
    chunk = frame.take("notin")
    if chunk is not None:
        return f"{shell.word(chunk.text('b'))}..{shell.word(chunk.text('a'))}"
    chunk = frame.take("between")
    if chunk is not None:
        return f"{shell.word(chunk.text('a'))}..{shell.word(chunk.text('b'))}"
    if frame.has("branch.all"):
        return "--all"
    branches = [name for each in frame.all("branch") for name in values(each.get("branch"))]
    return " ".join(shell.word(name) for name in branches)
