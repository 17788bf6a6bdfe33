"""Where in a request a slot of some type could get its value from.

Invariant: pure. Every span says how sure it is: a shape that only this type has
is Grade.SURE, an unusual word is Grade.NAME, an ordinary word is Grade.WORD and
counts only where the phrasing fixes its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from gorilla_cli.knowledge.language.common import COMMON
from gorilla_cli.knowledge.language.entities import Entity, entities
from gorilla_cli.knowledge.language.lexicon import NEGATIONS, STOP_WORDS, VERBS
from gorilla_cli.knowledge.language.quantities import Span as DateSpan
from gorilla_cli.knowledge.language.quantities import parse_count, parse_duration, parse_ordinal
from gorilla_cli.knowledge.language.tokens import Token, tokenize
from gorilla_cli.knowledge.slots import TYPES, Value
from gorilla_cli.knowledge.vocabulary import (
    ARTICLES,
    CRITICAL,
    DELIMITERS,
    EXTENSIONS,
    JOINERS,
    NAMERS,
    NEVER_NAMES,
    NOUNS,
    PLACES,
    SIGNALS,
)


class Grade(IntEnum):
    """How sure a span is."""

    WORD = 0
    NAME = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A span of tokens that can fill a slot."""

    first: int
    last: int
    """The tokens that make the value, both included."""
    low: int
    high: int
    """The tokens that belong to it: also "the file", "folder called", both included."""
    value: Value
    grade: Grade
    named: bool = False
    """True when a noun of the type stands beside it ("branch main")."""


_CONTRACTED = re.compile(r"\b(what|where|who|how)(?:'|’)?s\b(?!')", re.I)
"""What's, whats, where's …"""


class RequestText:
    """A request with everything that slot recognition needs, computed once."""

    def __init__(
        self,
        text: str,
        files: Iterable[str] = (),
        is_ordinary: Callable[[str], bool] = lambda word: False,
        tools: frozenset[str] = frozenset(),
    ) -> None:
        self.text = _CONTRACTED.sub(r"\1 is", text)
        self.tokens: tuple[Token, ...] = tokenize(self.text)
        self.norms: tuple[str, ...] = tuple(token.norm.lower() for token in self.tokens)
        self.plural = tuple(
            is_plural(token.text, norm) for token, norm in zip(self.tokens, self.norms, strict=True)
        )
        """For each token, whether it is a word in the plural."""
        self.files = {name.rstrip("/"): name.endswith("/") for name in files}
        """Names in the working directory, and whether each is a directory."""
        self.is_ordinary = is_ordinary
        self.tools = tools
        self._found: dict[str, tuple[Found, ...]] = {}

    @cached_property
    def inside_quantity(self) -> frozenset[int]:
        """Tokens that are part of a longer size, duration or date, like the 2 of "2 weeks"."""
        return frozenset(
            index
            for entity in self.entities
            if entity.kind in ("size", "duration", "date") and entity.last > entity.first
            for index in range(entity.first, entity.last + 1)
        )

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """What the language finds nameable in it."""
        return entities(self.tokens)

    def starts_command(self, index: int) -> bool:
        """True when the token could be the first word of a command line."""
        token = self.tokens[index]
        if token.shape == "path" or token.quoted or token.text in self.tools:
            return True
        return not self.tools and not (
            token.text.lower() in COMMON or self.norms[index] in STOP_WORDS
        )

    def between(self, first: int, last: int) -> str:
        """The request's text from one token to another, quotes and blanks as typed."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def found(self, kind: str) -> tuple[Found, ...]:
        """Every span for a type, in order."""
        if kind not in self._found:
            self._found[kind] = tuple(_find(self, kind))
        return self._found[kind]


def is_plural(text: str, norm: str) -> bool:
    """True for "files" and "directories"; verbs in -s count too, which does no harm."""
    return text.endswith("s") and not norm.endswith("s")


def _find(request: RequestText, kind: str) -> Iterator[Found]:
    single = kind[:-1] if TYPES[kind].many else kind
    spans = sorted(
        (_widened(request, single, found) for found in _singles(request, single)),
        key=lambda found: (found.first, found.last),
    )
    yield from spans
    if TYPES[kind].many:
        yield from _lists(request, spans, TYPES[kind].family)


def _singles(request: RequestText, kind: str) -> Iterator[Found]:
    special = _SPECIAL.get(kind)
    if special is not None:
        for found in special(request):
            part = found.first == found.last and found.first in request.inside_quantity
            yield replace(found, grade=Grade.NAME) if part else found
        return
    family = TYPES[kind].family
    if family == "path":
        yield from _paths(request, kind)
    elif family == "net":
        yield from _nets(request, kind)
    elif family == "text":
        yield from _texts(request)
    else:
        yield from _names(request, kind)


def _at(request: RequestText, index: int, text: str, grade: Grade, quoted: bool = False) -> Found:
    return Found(index, index, index, index, Value(text, quoted), grade)


# -- the noun beside a value ------------------------------------------------------


def _widened(request: RequestText, kind: str, found: Found) -> Found:
    """With "the file", "folder called" before it and "directory" after it."""
    nouns = NOUNS.get(kind, frozenset({kind}))
    low, high, named = found.low, found.high, found.named
    before = low - 1
    called = before >= 0 and request.norms[before] in NAMERS
    if called:
        before, named = before - 1, True
        low -= 1
    plural = TYPES[kind].family == "path" and found.grade is Grade.WORD
    if _is_noun(request, before, nouns, plural and not called):
        low, named = before, True
    after = high + 1
    if _is_noun(request, after, nouns, plural):
        high, named = after, True
    while low and request.norms[low - 1] in ARTICLES:
        low -= 1
    grade = found.grade
    if named and grade is Grade.WORD and not request.is_ordinary(request.norms[found.first]):
        grade = Grade.NAME
    return Found(found.first, found.last, low, high, found.value, grade, named)


def _is_noun(request: RequestText, index: int, nouns: frozenset[str], singular: bool) -> bool:
    """True when a noun of the type stands there: "the docs folder", but not "docs folders"."""
    if not 0 <= index < len(request.tokens) or request.norms[index] not in nouns:
        return False
    token = request.tokens[index]
    return not token.quoted and not (singular and token.text.lower().endswith("s"))


def _lists(request: RequestText, spans: Sequence[Found], family: str) -> Iterator[Found]:
    """Runs such as "a.txt, b.txt and my c.txt"; an ordinary path joins only after "and"."""
    by_first = {index: found for found in spans for index in range(found.low, found.first + 1)}
    for start in spans:
        run = [start]
        while True:
            following = run[-1].last + 1
            joined = following < len(request.norms) and request.norms[following] in JOINERS
            if joined:
                following += 1
            part = by_first.get(following)
            if part is None or part.last < following:
                break
            if part.grade is Grade.WORD and not joined and family == "path":
                break
            run.append(part)
            yield Found(
                start.first,
                part.last,
                start.low,
                part.high,
                Value(
                    " ".join(one.value.text for one in run),
                    all(one.value.quoted for one in run),
                    tuple(one.value.text for one in run),
                ),
                min(one.grade for one in run),
                start.named,
            )


# -- paths, globs, extensions -------------------------------------------------------

_NOT_PATHS = frozenset({"number", "ordinal", "size", "duration", "time", "option", "url", "email"})


def _paths(request: RequestText, kind: str) -> Iterator[Found]:
    if kind in ("dir", "path"):
        yield from _places(request)
    for index, token in enumerate(request.tokens):
        grade = _path_grade(request, index, kind)
        if grade is not None:
            yield _at(request, index, token.text, grade, quoted=token.quoted)


def _path_grade(request: RequestText, index: int, kind: str) -> Grade | None:
    """How sure the token is such a path; None when it is none."""
    token = request.tokens[index]
    text = token.text
    if token.shape in _NOT_PATHS or not text.strip():
        return None
    is_directory = request.files.get(text.rstrip("/"))
    if is_directory is not None and (is_directory == (kind == "dir") or kind == "path"):
        return _ending_grade(text, kind)
    if is_directory is not None:
        return None if TYPES[kind].endings else Grade.NAME
    if token.shape == "quoted":
        looks = re.search(r"[/.]", text) and not text.endswith((".", " "))
        return _ending_grade(text, kind) if looks else Grade.NAME
    if token.shape == "dotname" and text[1:].lower() in EXTENSIONS and text not in _DOTFILES:
        return None  # ".txt" is a kind of file
    if token.shape in ("path", "dotname", "glob", "variable"):
        return _ending_grade(text, kind)
    if token.shape == "number":
        return Grade.NAME if index and request.norms[index - 1] in NAMERS else None
    if token.shape == "word" and text.lower() in EXTENSIONS and _before_files(request, index):
        return None
    if token.shape in ("name", "host", "date", "pair") or (
        token.shape == "word" and _may_name(request, index, kind)
    ):
        return _word_grade(request, index)
    return None


_DOTFILES = frozenset({".env", ".config", ".lock", ".key", ".map", ".conf", ".log"})


def _ending_grade(text: str, kind: str) -> Grade | None:
    """SURE, unless the name's end speaks against this kind of path."""
    endings = TYPES[kind].endings
    if endings:
        lower = text.lower()
        if lower.endswith(endings):
            # "a.tar.gz" is no plain .gz
            inner = kind in ("gz", "bz", "xz", "zst") and ".tar." in lower
            return None if inner else Grade.SURE
        return None if re.search(r"\.[A-Za-z0-9]{1,5}$", text) else Grade.NAME
    if kind == "dir":
        looks = "*" in text or bool(re.search(r"\w\.[A-Za-z]\w{0,4}$", text))
    else:
        looks = kind in ("file", "archive") and text.endswith("/")
    return Grade.NAME if looks else Grade.SURE


def _places(request: RequestText) -> Iterator[Found]:
    """ "here", "the current directory", "my home", "the whole system"."""
    for index in range(len(request.norms)):
        for length in (3, 2, 1):
            path = PLACES.get(" ".join(request.norms[index : index + length]))
            if path is None or index + length > len(request.norms):
                continue
            last = index + length - 1
            high = last
            if high + 1 < len(request.norms) and request.norms[high + 1] in ("directory", "dir"):
                high += 1
            yield Found(index, last, index, high, Value(path), Grade.SURE, True)
            break


def _may_name(request: RequestText, index: int, kind: str) -> bool:
    norm = request.norms[index]
    return not (
        norm in STOP_WORDS
        or norm in NEGATIONS
        or (norm in CRITICAL and norm not in _NAMEABLE)
        or norm in NEVER_NAMES
        or norm in NOUNS.get(kind, frozenset())
        or norm == kind
    )


_NAMEABLE = frozenset({"backup", "total", "number", "group", "save"})
"""Words that ask for something in most requests and name something in a few."""


def _word_grade(request: RequestText, index: int) -> Grade:
    norm = request.norms[index]
    text = request.tokens[index].text
    if index and text != text.lower():
        return Grade.NAME
    ordinary = norm in VERBS or request.is_ordinary(norm) or request.is_ordinary(text)
    return Grade.WORD if ordinary else Grade.NAME


def _globs(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        if token.shape == "quoted":
            yield _at(request, index, token.text, Grade.SURE, quoted=True)
        elif token.shape == "glob":
            yield _at(request, index, token.text, Grade.SURE)
        elif token.shape == "dotname" and token.text.count(".") == 1 and len(token.text) <= 6:
            yield _at(request, index, f"*{token.text}", Grade.SURE)
        elif token.shape in ("path", "dotname") and "/" not in token.text:
            yield _at(request, index, token.text, Grade.SURE)
        elif token.shape in ("name", "host"):
            yield _at(request, index, token.text, Grade.NAME)
        elif token.text.lower() in EXTENSIONS and _before_files(request, index):
            yield _at(request, index, f"*.{EXTENSIONS[token.text.lower()]}", Grade.SURE)
        elif token.shape == "word" and index and request.norms[index - 1] in NAMERS:
            yield _at(request, index, token.text, Grade.NAME)


def _before_files(request: RequestText, index: int) -> bool:
    """ "txt files", "source files", "txt, md and rst files"."""
    for at in range(index + 1, min(index + 6, len(request.norms))):
        norm = request.norms[at]
        if norm in ("file", "script", "image", "document", "source"):
            return True
        listed = norm in JOINERS or request.tokens[at].text.lower() in EXTENSIONS
        if not listed and at > index + 1:
            return False
    return False


def _extensions(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        word = token.text.lower()
        if token.shape in ("dotname", "glob", "quoted"):
            bare = token.text.removeprefix("*").removeprefix(".")
            if re.fullmatch(r"\w+(\.\w+)?", bare):
                yield _at(request, index, bare, Grade.SURE)
            continue
        beside = _before_files(request, index) or _after_extension(request, index)
        if word in EXTENSIONS and (len(word) > 1 or beside):
            # As typed when it is the extension itself: "PNG files" are not "*.png".
            text = token.text if EXTENSIONS[word] == word and token.text.islower() else ""
            grade = Grade.SURE if beside else Grade.NAME
            yield _at(request, index, text or EXTENSIONS[word], grade)
        elif (
            beside
            and re.fullmatch(r"\w{2,5}(\.gz|\.xz|\.bz2)?", word)
            and _may_name(request, index, "ext")
            and not request.is_ordinary(request.norms[index])
        ):
            yield _at(request, index, token.text, Grade.NAME)


def _after_extension(request: RequestText, index: int) -> bool:
    before = request.norms[max(0, index - 2) : index]
    return "extension" in before


# -- amounts --------------------------------------------------------------------------


def _of_entity(request: RequestText, entity: Entity, text: str) -> Found:
    grade = Grade.SURE
    return Found(entity.first, entity.last, entity.first, entity.last, Value(text), grade)


def _numbers(request: RequestText) -> Iterator[Found]:
    yield from _counts(request, ("count", "ordinal"))


def _counts(request: RequestText, kinds: tuple[str, ...] = ("count",)) -> Iterator[Found]:
    for entity in request.entities:
        value = entity.value
        if entity.kind in kinds and isinstance(value, int) and value >= 0:
            yield _of_entity(request, entity, str(value))
    for index, token in enumerate(request.tokens):
        if token.shape == "number":
            yield _at(request, index, token.text.replace(",", ""), Grade.SURE)
        elif token.shape == "option" and re.fullmatch(r"-\d+", token.text):
            yield _at(request, index, token.text[1:], Grade.NAME)
        elif token.shape == "quoted" and re.fullmatch(r"\d+", token.text):
            yield _at(request, index, token.text, Grade.NAME)


def _columns(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        text = token.text.lower()
        position = parse_ordinal(text)
        if position is not None and position > 0:
            yield _at(request, index, str(position), Grade.SURE)
        elif token.shape == "number" and text.isdigit():
            yield _at(request, index, text, Grade.SURE)
        elif re.fullmatch(r"\$\d+", text):
            yield _at(request, index, text[1:], Grade.SURE)
        elif text.isalpha() and (count := parse_count(text)) is not None:
            yield _at(request, index, str(count), Grade.NAME)


def _sizes(request: RequestText) -> Iterator[Found]:
    for entity in request.entities:
        if entity.kind == "size":
            yield _of_entity(request, entity, request.between(entity.first, entity.last))


def _durations(request: RequestText) -> Iterator[Found]:
    count = len(request.tokens)
    index = 0
    while index < count:
        best = None
        for last in range(min(index + 4, count) - 1, index - 1, -1):
            if any(token.quoted for token in request.tokens[index : last + 1]):
                continue
            text = " ".join(token.text for token in request.tokens[index : last + 1])
            if parse_duration(text) is not None or re.fullmatch(r"\d+m", text):
                best = Found(index, last, index, last, Value(text), Grade.SURE)
                break
        if best is None:
            index += 1
            continue
        if best.first == best.last and request.tokens[index].shape == "word":
            best = Found(best.first, best.last, best.low, best.high, best.value, Grade.NAME)
        yield best
        index = best.last + 1


_DAY_WORDS = frozenset({"today", "yesterday", "tomorrow", "now", "noon", "midnight"})
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _dates(request: RequestText) -> Iterator[Found]:
    for entity in request.entities:
        if entity.kind == "date" and isinstance(entity.value, DateSpan):
            text = request.between(entity.first, entity.last).lower()
            plain = text in _DAY_WORDS or re.fullmatch(r"\d{4}-\d\d-\d\d", text)
            first = entity.first
            low = first
            if first and text in _WEEKDAYS and request.norms[first - 1] in ("last", "next"):
                low, plain, text = first - 1, True, f"{request.norms[first - 1]} {text}"
            value = Value(text if plain else entity.value.first.isoformat())
            yield Found(low, entity.last, low, entity.last, value, Grade.SURE)
    for index, token in enumerate(request.tokens):
        if token.text.lower() == "tomorrow":
            yield _at(request, index, "tomorrow", Grade.SURE)
        elif token.shape == "quoted" and re.search(r"\d", token.text):
            yield _at(request, index, token.text, Grade.SURE, quoted=True)


def _times(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        text = token.text.lower()
        after = request.tokens[index + 1].text.lower() if index + 1 < len(request.tokens) else ""
        if token.shape == "number" and re.fullmatch(r"\d{1,2}", text) and after in ("am", "pm"):
            yield Found(index, index + 1, index, index + 1, Value(text + after), Grade.SURE)
        elif re.fullmatch(r"\d{1,2}([:.h]\d{2})?\s?(am|pm)?", text) and not text.isdigit():
            high = index + 1 if after in ("am", "pm") else index
            value = Value(text + (after if high > index else ""))
            yield Found(index, high, index, high, value, Grade.SURE)
        elif text in ("midnight", "noon", "midday"):
            yield _at(request, index, text, Grade.SURE)
        elif re.fullmatch(r"\d{1,2}", text) and index and request.norms[index - 1] == "at":
            yield _at(request, index, text, Grade.NAME)


def _matching(pattern: str, group: int = 0, grade: Grade = Grade.SURE) -> _Finder:
    compiled = re.compile(pattern)

    def find(request: RequestText) -> Iterator[Found]:
        for index, token in enumerate(request.tokens):
            match = compiled.fullmatch(token.text)
            if match:
                yield _at(request, index, match[group], grade)

    return find


def _ports(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        digits = token.text.removeprefix(":")
        if digits.isdigit() and 0 < int(digits) < 65536:
            yield _at(request, index, digits, Grade.SURE)


def _modes(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        if re.fullmatch(r"[0-7]{3,4}|[ugoa]*[-+=][rwxXst]+(,[ugoa]*[-+=][rwxXst]+)*", token.text):
            yield _at(request, index, token.text, Grade.SURE)


def _signals(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        text = token.text.upper().removeprefix("-").removeprefix("SIG")
        if text in SIGNALS or (text.isdigit() and 0 < int(text) < 65):
            yield _at(request, index, text, Grade.SURE)


def _delimiters(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        name = token.text.lower()
        if name in DELIMITERS:
            yield _at(request, index, DELIMITERS[name], Grade.SURE)
        elif token.norm in DELIMITERS:
            yield _at(request, index, DELIMITERS[token.norm], Grade.SURE)
        elif token.shape == "quoted" and 0 < len(token.text) <= 3:
            text = "\t" if token.text == "\\t" else token.text
            yield _at(request, index, text, Grade.SURE, quoted=True)
        elif token.shape in ("symbol", "path") and len(token.text) == 1:
            yield _at(request, index, token.text, Grade.SURE)


# -- hosts and names --------------------------------------------------------------------


def _nets(request: RequestText, kind: str) -> Iterator[Found]:
    shapes = {
        "host": {"host": 2, "ip": 2, "email": 2, "name": 1, "path": 1},
        "ip": {"ip": 2},
        "domain": {"host": 2, "path": 1, "name": 1},
        "url": {"url": 2, "host": 1, "path": 1, "ip": 1},
        "email": {"email": 2},
    }[kind]
    for index, token in enumerate(request.tokens):
        if token.shape == "quoted" and re.fullmatch(r"[^\s]+", token.text):
            yield _at(request, index, token.text, Grade.SURE, quoted=True)
        elif token.shape in shapes:
            slashed = token.text.startswith(("/", "~", ".")) or "/" in token.text
            if token.shape == "path" and (kind != "url" if slashed else kind == "url"):
                continue
            if token.shape == "path" and slashed and not re.match(r"[\w-]+\.\w", token.text):
                continue
            yield _at(request, index, token.text, Grade(shapes[token.shape]))
        elif kind in ("host", "url") and token.text.startswith("localhost"):
            yield _at(request, index, token.text, Grade.SURE)
        elif kind == "host" and token.shape == "word" and _may_name(request, index, kind):
            yield _at(request, index, token.text, _word_grade(request, index))


_NAME_SHAPES = frozenset({"name", "path", "dotname", "host", "email", "variable", "ip", "symbol"})
_LIKE_PATHS = frozenset("key image chart name value word branch tag table package".split())
"""Types whose values may look like a path or an address."""
_SPACED = frozenset({"name", "value", "key"})
"""Types whose values may have blanks."""
_NUMBERS_TOO = frozenset({"id", "value", "name", "word", "key", "tag", "instance", "container"})


def _names(request: RequestText, kind: str) -> Iterator[Found]:
    known = SHAPED_NAMES.get(kind)
    for index, token in enumerate(request.tokens):
        text = token.text
        if token.shape == "quoted":
            if text.strip():
                odd = " " in text.strip() and kind not in _SPACED
                grade = Grade.WORD if odd else Grade.SURE
                yield _at(request, index, _trimmed(kind, text), grade, quoted=True)
        elif (known is not None and known.fullmatch(text)) or (
            kind in ("bucket", "key", "image", "chart") and token.shape == "url"
        ):
            yield _at(request, index, _trimmed(kind, text), Grade.SURE)
        elif token.shape in _NAME_SHAPES and not text.startswith(("/", "~")):
            odd = token.shape in ("path", "ip", "email") and kind not in _LIKE_PATHS
            grade = Grade.WORD if odd else _word_grade(request, index)
            yield _at(request, index, _trimmed(kind, text), grade)
        elif (
            (kind in ("program", "device", "command") and token.shape == "path")
            or (kind in _NUMBERS_TOO and token.shape in ("number", "pair", "date", "size", "time"))
            or (kind == "program" and text in request.tools and token.norm not in STOP_WORDS)
        ):
            yield _at(request, index, text, Grade.NAME)
        elif token.shape == "word" and _may_name(request, index, kind):
            yield _at(request, index, _trimmed(kind, text), _word_grade(request, index))


SHAPED_NAMES = {
    "commit": re.compile(r"HEAD([~^]\d*)*|(?=.*\d)[0-9a-f]{7,40}|@\{.*\}"),
    "env": re.compile(r"\$?[A-Z_][A-Z0-9_]{2,}|\$\w+"),
    "device": re.compile(r"/dev/[\w/-]+"),
    "timezone": re.compile(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/]+|UTC|GMT|[A-Z]{3,4}"),
    "tag": re.compile(r"v?\d+(\.\d+)+[\w.-]*"),
    "interface": re.compile(r"(eth|wlan|en|wl|lo|tun|br|docker)[a-z0-9]*\d[a-z0-9]*|lo"),
    "branch": re.compile(r"(main|master|develop)|(origin|feature|fix|release|hotfix)/\S+"),
    "remote": re.compile(r"origin|upstream"),
    "region": re.compile(r"[a-z]{2,}-[a-z]+-?\d[a-z]?|[a-z]+-[a-z]+\d-[a-z]"),
    "resource": re.compile(
        r"(all|po(d|ds)?|deploy(ment|ments)?|rs|replica-?sets?|sts|stateful-?sets?|ds|daemon-?sets?"
        r"|svc|services?|ing(ress|resses)?|cm|config-?maps?|secrets?|ns|namespaces?|no(de|des)?|jobs?"
        r"|cj|cron-?jobs?|pvc?s?|persistent-?volume-?(claim)?s?|sa|service-?accounts?|hpa|endpoints?"
        r"|(cluster-?)?role-?(binding)?s?|network-?pol(icy|icies)?|storage-?class(es)?|events?|crds?"
        r"|pdb|quotas?|resource-?quotas?|limit-?ranges?|leases?)",
        re.I,
    ),
    "instance": re.compile(r"i-[0-9a-f]{4,}"),
    "user": re.compile(r"root"),
}
"""Kinds of names of which some are known by their shape."""


def _trimmed(kind: str, text: str) -> str:
    if kind == "env":
        return text.removeprefix("$").strip("{}")
    if kind in ("bucket", "key"):
        return re.sub(r"^(s3|gs)://", "", text).rstrip("/")
    return text


def _texts(request: RequestText) -> Iterator[Found]:
    for index, token in enumerate(request.tokens):
        if token.shape == "quoted":
            yield _at(request, index, token.text, Grade.SURE, quoted=True)
        elif token.shape in ("name", "symbol", "dotname", "pair", "variable", "number", "email"):
            yield _at(request, index, token.text, Grade.NAME)
        elif token.shape in ("host", "path", "url", "ip", "glob"):
            yield _at(request, index, token.text, Grade.WORD)
        elif token.shape == "word" and _may_name(request, index, "text"):
            shouting = len(token.text) > 1 and token.text.isupper()
            grade = Grade.NAME if shouting else _word_grade(request, index)
            yield _at(request, index, token.text, grade)


_Finder = Callable[[RequestText], Iterator[Found]]
_SPECIAL: dict[str, _Finder] = {
    "glob": _globs,
    "ext": _extensions,
    "count": _counts,
    "number": _numbers,
    "pid": _matching(r"\d+"),
    "percent": _matching(r"(\d+(?:\.\d+)?)%?", 1),
    "column": _columns,
    "size": _sizes,
    "duration": _durations,
    "date": _dates,
    "time": _times,
    "port": _ports,
    "mode": _modes,
    "signal": _signals,
    "version": _matching(r"v?\d+(\.\d+)*[\w.-]*"),
    "dimensions": _matching(r"\d+x\d+"),
    "delimiter": _delimiters,
}
