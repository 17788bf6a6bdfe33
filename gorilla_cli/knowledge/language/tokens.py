"""A request as tokens: words folded to one form, everything typed verbatim kept whole.

Invariant: `text[token.start:token.end]` covers the token with its quotes; quoted
text, paths, globs, addresses, options and sizes are one token each and keep their case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gorilla_cli.knowledge.language.lexicon import corrected, lemma


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a request."""

    text: str
    """As typed, without surrounding quotes or sentence punctuation."""
    norm: str
    """Canonical lower-case word for words; the text itself for everything verbatim."""
    start: int
    """Offset of the first character in the request, quotes included."""
    end: int
    """Offset after the last character in the request, quotes included."""
    quoted: bool = False
    """True when the person quoted it."""
    shape: str = "word"
    """word, name (an identifier), number, ordinal, size, duration, date, time, path, dotname
    (.git, .txt), glob, url, host, ip, email, option, pair (key=value), variable, symbol, quoted."""


_QUOTES = {"“": "”", "‘": "’", "«": "»", "„": "“"}
_OPENS_AFTER = " \t\n([{,:=;"
_CLOSES_BEFORE = " \t\n)]},:;.!?'\"/"

_SIZE = re.compile(r"\d+(\.\d+)?(b|[kmgtp]i?b?|bytes?|kilobytes?|megabytes?|gigabytes?)", re.I)
_DURATION = re.compile(
    r"\d+(s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|y|yrs?|years?)",
    re.I,
)
_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})+|[+-]?\d+(\.\d+)?")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)", re.I)
_DATE = re.compile(r"\d{4}[-/]\d{1,2}([-/]\d{1,2})?|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?([ap]m)?", re.I)
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.I)
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+(:\S*)?")
_IPV4 = re.compile(r"\d{1,3}(\.\d{1,3}){3}(/\d{1,2})?(:\d+)?")
_IPV6 = re.compile(r"(?=.*::|(?:[0-9a-f]+:){7})[0-9a-f:]+(/\d{1,3})?", re.I)
_OPTION = re.compile(r"--?[A-Za-z][\w-]*(=\S*)?|-\d+")
_PAIR = re.compile(r"[A-Za-z_][\w.-]*=\S+")
_VARIABLE = re.compile(r"\$(\w+|\{[^}]*\}|[@*#?$!0-9])")
_HOST = re.compile(r"([\w-]+\.)+(com|org|net|io|edu|gov|de|uk|local|internal)(:\d+)?", re.I)
_DOTNAME = re.compile(r"\.[A-Za-z_][\w.+-]*")
_FILENAME = re.compile(r"[\w+~@%-][\w.+~@%-]*\.[A-Za-z_][\w-]{0,9}|[\w+-]+\.(7z|\d)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NAME = re.compile(r"[\w.+%@:-]+")
_SLASH_WORDS = frozenset(
    """and or file files folder folders directory directories dir dirs subdirectory
    subdirectories user group read write input output link links symlink symlinks modified
    regular normal name path size date new missing changed deleted moved created print delete
    remove copy before after""".split()
)
_ABBREVIATIONS = {"e.g": "eg", "i.e": "ie", "etc": "etc"}
_CHUNK = re.compile(r"\S+")


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a request into tokens; sentence punctuation and empty quotes' outsides are dropped."""
    tokens: list[Token] = []
    position = 0
    length = len(text)
    while position < length:
        char = text[position]
        if char.isspace():
            position += 1
            continue
        end = _closing_quote(text, position)
        if end is not None:
            inner = text[position + 1 : end - 1]
            tokens.append(Token(inner, inner, position, end, True, "quoted"))
            position = end
            continue
        match = _CHUNK.match(text, position)
        assert match is not None
        stop = _chunk_end(text, position, match.end())
        _add_chunk(tokens, text, position, stop)
        position = stop
    return tuple(tokens)


def _closing_quote(text: str, start: int) -> int | None:
    """Offset after the quote that closes the one at `start`; None when none opens there."""
    char = text[start]
    if char in _QUOTES:
        end = text.find(_QUOTES[char], start + 1)
        return end + 1 if end > start else None
    if char not in "\"'`":
        return None
    if char != '"' and start and text[start - 1] not in _OPENS_AFTER:
        return None
    closers = "`'" if char == "`" else char
    position = start + 1
    while position < len(text):
        here = text[position]
        if here == "\\" and char == '"' and text[position + 1 : position + 2] == '"':
            position += 2
            continue
        if here in closers and (
            char == '"' or position + 1 == len(text) or text[position + 1] in _CLOSES_BEFORE
        ):
            return position + 1
        position += 1
    return None


def _chunk_end(text: str, start: int, end: int) -> int:
    """Where the run of non-blanks ends when a quote opens inside it, as in foo("bar baz")."""
    for position in range(start + 1, end):
        opens = text[position] in "\"'`“‘" and text[position - 1] in _OPENS_AFTER
        if opens and _closing_quote(text, position) is not None:
            return position
    return end


def _add_chunk(tokens: list[Token], text: str, start: int, end: int) -> None:
    whole = text[start:end]
    if len(whole) > 1 or whole.isalnum():
        # (foo) and foo, and foo. lose their punctuation; $(x) and a(b) keep it.
        while end - start > 1 and text[start] in "([{<," and not whole.startswith("{}"):
            start += 1
        while (end - start > 1 and text[end - 1] in ",;:!?") or _stray(text, start, end):
            end -= 1
    chunk = text[start:end]
    if not chunk or (chunk in ",.;:!?)(" and not _is_dot_path(tokens, chunk)):
        if chunk in (",", ";", ":") and start and text[start - 1] == " " and tokens:
            tokens.append(Token(chunk, chunk, start, end, False, "symbol"))
        return
    if chunk in "./" or chunk == "..":
        tokens.append(Token(chunk, chunk, start, end, False, "path"))
        return
    shape = _shape(chunk)
    if shape in ("path", "other", "name") and _split(tokens, chunk, start):
        return
    if shape == "other":
        shape = "path" if "/" in chunk else "symbol"
    if shape == "word":
        tokens.append(Token(chunk, _norm(chunk), start, end))
    elif shape == "name":
        tokens.append(Token(chunk, lemma(chunk.lower()), start, end, False, "name"))
    else:
        tokens.append(Token(chunk, chunk, start, end, False, shape))


def _stray(text: str, start: int, end: int) -> bool:
    """True when the last character is punctuation of the sentence, not of the token."""
    if end - start < 2:
        return False
    last, chunk = text[end - 1], text[start:end]
    if last == ".":
        return not chunk.endswith("..") and chunk not in ("./.", "~/.") and not chunk.endswith("/.")
    pairs = {")": "(", "]": "[", "}": "{", ">": "<"}
    if last in pairs:
        return chunk.count(pairs[last]) < chunk.count(last)
    return last in "\"'`’”"


def _is_dot_path(tokens: list[Token], chunk: str) -> bool:
    before = tokens[-1].norm if tokens else ""
    return chunk == "." and before in ("in", "under", "from", "of", "to", "into", "directory", "at")


def _shape(chunk: str) -> str:
    if _WORD.fullmatch(chunk):
        return "word"
    for pattern, shape in _SHAPES:
        if pattern.fullmatch(chunk):
            return shape
    if "*" in chunk or "?" in chunk or re.search(r"\[.+\]", chunk):
        return "glob"
    if chunk.startswith(("/", "./", "../", "~")) or ("/" in chunk and len(chunk) > 1):
        return "path"
    if _VARIABLE.match(chunk):
        return "variable"
    if _FILENAME.fullmatch(chunk) and chunk.lower() not in _ABBREVIATIONS:
        return "path"
    if _NAME.fullmatch(chunk):
        return "name"
    return "other"


_SHAPES = (
    (_URL, "url"),
    (_NUMBER, "number"),
    (_ORDINAL, "ordinal"),
    (_SIZE, "size"),
    (_DURATION, "duration"),
    (_DATE, "date"),
    (_TIME, "time"),
    (_EMAIL, "email"),
    (_IPV4, "ip"),
    (_IPV6, "ip"),
    (_OPTION, "option"),
    (_PAIR, "pair"),
    (_VARIABLE, "variable"),
    (_HOST, "host"),
    (_DOTNAME, "dotname"),
)


def _split(tokens: list[Token], chunk: str, start: int) -> bool:
    """Take "files/directories" and "jpg,png" apart; False when the chunk stays whole."""
    if "," in chunk:
        separator, parts = ",", chunk.split(",")
        if not all(part and re.fullmatch(r"[\w.*-]+", part) for part in parts):
            return False
    elif "/" in chunk:
        separator, parts = "/", chunk.split("/")
        if not all(part.lower() in _SLASH_WORDS for part in parts):
            return False
    else:
        return False
    for part in parts:
        shape = _shape(part)
        norm = _norm(part) if shape == "word" else part
        shape = "symbol" if shape == "other" else shape
        tokens.append(Token(part, norm, start, start + len(part), False, shape))
        start += len(part) + len(separator)
    return True


def _norm(word: str) -> str:
    lower = word.lower().replace("’", "'")
    if "'" in lower:
        return "not" if lower.endswith("n't") else lemma(lower.split("'", 1)[0])
    return lemma(corrected(lower) if word == lower else lower)
