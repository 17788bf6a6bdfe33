"""Sets of files: which ones, and what is to be done with them.

Invariant: every chunk of the request changes the plan, or is reported as unused;
a chunk that this family cannot place is never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from gorilla_cli.knowledge.compose import find_phrases as phrases
from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.cases import without_case
from gorilla_cli.knowledge.compose.find_plan import Plan, Test, command, name_test
from gorilla_cli.knowledge.compose.grammar import Chunk, Parse, Phrasebook, Sentence, weight
from gorilla_cli.knowledge.compose.patterns import needs_fixed
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values
from gorilla_cli.knowledge.language.filekinds import EXTENSIONS
from gorilla_cli.knowledge.language.quantities import Duration, Size, Span

BOOK = Phrasebook(
    phrases.MACROS
    + phrases.NOUNS
    + phrases.NAMES
    + phrases.SIZES
    + phrases.TIMES
    + phrases.OWNERS
    + phrases.PLACES
    + phrases.CONTENT
    + phrases.ACTIONS
    + phrases.OUTPUT,
    slots=BASIC,
)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """All readings of a request as a search for files, best first; none when it is not one."""
    sentence, spot = without_case(sentence)
    builder = _Builder(BOOK.parse(sentence))
    builder.case_spot = spot
    builder.read()
    if not builder.plausible():
        return
    yield from builder.readings()


_TYPES = {
    "noun.reg": "f",
    "noun.dir": "d",
    "noun.link": "l",
    "noun.sock": "s",
    "noun.pipe": "p",
    "noun.block": "b",
    "noun.char": "c",
}
_PERMISSIONS = {
    "perm.ww": ("-perm -o=w", ""),
    "perm.wr": ("-perm -o=r", ""),
    "perm.wx": ("-perm -o=x", ""),
    "perm.gw": ("-perm -g=w", ""),
    "perm.gr": ("-perm -g=r", ""),
    "perm.gx": ("-perm -g=x", ""),
    "perm.guw": ("-perm /u=w,g=w", "-perm +ug+w"),
    "perm.uw": ("-perm -u=w", ""),
    "perm.ur": ("-perm -u=r", ""),
    "perm.ux": ("-perm -u=x", ""),
    "perm.r": ("-readable", "-perm +444"),
    "perm.w": ("-writable", "-perm +222"),
    "perm.x": ("-executable", "-perm +111"),
    "perm.nr": ("! -readable", "! -perm +444"),
    "perm.nw": ("! -writable", "! -perm +222"),
    "perm.suid": ("-perm -4000", ""),
    "perm.sgid": ("-perm -2000", ""),
    "perm.sugid": ("-perm /6000", "-perm +6000"),
    "perm.sticky": ("-perm -1000", ""),
}
_OUTPUTS = {
    "act.long": "long",
    "act.ls": "ls",
    "act.sizes": "size",
    "act.base": "name",
    "act.dirs": "dir",
    "act.abs": "absolute",
    "act.mtimes": "time",
    "act.perms": "perm",
    "act.owners": "owner",
    "act.inodes": "inode",
}
_PLAIN_ACTIONS = {
    "act.cat": "-exec cat {} +",
    "act.words": "-exec wc -w {} +",
    "act.md5": "-exec md5sum {} +",
    "act.type": "-exec file {} +",
    "act.stat": "-exec stat {} +",
    "act.gzip": "-exec gzip {} +",
    "act.bzip2": "-exec bzip2 {} +",
    "act.gunzip": "-exec gunzip {} +",
    "act.touch": "-exec touch {} +",
    "act.mkexec": "-exec chmod +x {} +",
}
_DARWIN_ACTIONS = {"act.md5": "-exec md5 {} +"}


class _Builder:
    """Walks the chunks of one parse and fills a plan."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.sentence = parse.sentence
        self.darwin = parse.sentence.context.os == "darwin"
        self.plan = Plan()
        self.unused: set[int] = set(parse.skipped)
        self.doubt = 0.0
        self.groups: list[list[Test]] = []
        self.segments: list[list[list[Test]]] = []
        self.types: list[str] = []
        self.scopes: list[str] = []
        self.prune: list[str] = []
        self.nouns: set[str] = set()
        self.negation: Chunk | None = None
        self.verbs: list[Chunk] = []
        self.goals: list[Chunk] = []
        self.names: list[Chunk] = []
        self.case_spot: int | None = None
        """Where the request speaks of ignoring case; it means what stands just before."""
        self.recursive: bool | None = None
        self.scope_words = ""
        self.scopes_named = False
        self.changed: list[tuple[int, int, Chunk, bool]] = []
        self.content: tuple[Chunk, bool] | None = None
        self.lines_wanted = False
        self.line_numbers = False
        self.whole_word = False
        self.pending: list[Chunk] = []
        self.sort: Chunk | None = None
        self.reverse = False
        self.force = False
        self.confirm = False
        self.hidden = False

    # -- reading ---------------------------------------------------------------------------

    def read(self) -> None:
        """Take every chunk in turn; what stays pending at the end is unused."""
        self.insensitive, self.insensitive_content = self._cases()
        for chunk in self.parse.chunks:
            handler = self._handler(chunk.tag)
            negated = False
            if self.negation is not None and chunk.tag != "not":
                negated = chunk.tag.split(".")[0] in _NEGATABLE and handler is not None
                if negated:
                    self.negation = None
                else:
                    self._lose(self.negation)
                    self.negation = None
            if chunk.get("neg"):
                negated = not negated
            if handler is None or handler(chunk, negated) is False:
                self._lose(chunk)
        if self.negation is not None:
            self._lose(self.negation)

    def _cases(self) -> tuple[bool, bool]:
        """Whether names, and whether content, are compared without regard to case."""
        if self.case_spot is None:
            return False, False
        tokens = self.sentence.tokens
        inside = [
            chunk.first
            for chunk in self.parse.chunks
            if chunk.tag.split(".")[0] in ("content", "grep", "for", "glines")
        ]
        if not inside:
            return True, False
        after = tokens[inside[0]].start < self.case_spot
        return not after, after

    def _handler(self, tag: str) -> Callable[[Chunk, bool], bool | None] | None:
        name = tag.replace(".", "_")
        exact = getattr(self, f"on_{name}", None)
        return exact or getattr(self, f"on_{name.split('_')[0]}", None)

    def _lose(self, chunk: Chunk) -> None:
        self.unused.update(
            index for index in range(chunk.first, chunk.end) if weight(self.sentence, index) > 0.15
        )

    def _add(self, chunk: Chunk, tests: Iterable[Test]) -> None:
        """Join with the group before when "or" links them, else stand alone."""
        fresh = list(tests)
        if not fresh:
            return
        link = self.parse.between.get(chunk.first, "")
        name_like = fresh[0].group in ("name", "path")
        last = self.groups[-1] if self.groups else None
        if link == "or" and last is not None:
            if last[0].group == fresh[0].group or not name_like:
                last.extend(fresh)
                return
            if any(group[0].group == "name" for group in self.groups):
                self.segments.append(self.groups)
                self.groups = [fresh]
                return
        same = last is not None and name_like and last[0].group == fresh[0].group
        alike = same and chunk.tag == self.names_tag and chunk.tag in _EXCLUSIVE
        positive = last is not None and not last[0].negated and not fresh[0].negated
        if link == "and" and alike and positive and last is not None:
            last.extend(fresh)  # no file has two names: "*.c and *.h" is either
            return
        if fresh[0].negated and len(fresh) > 1:
            self.groups.extend([each] for each in fresh)
        else:
            self.groups.append(fresh)
        if name_like:
            self.names_tag = chunk.tag

    names_tag = ""

    def _test(self, group: str, linux: str, darwin: str = "", negated: bool = False) -> Test:
        if negated and linux.startswith("! "):
            return Test(group, linux[2:], darwin[2:] if darwin else "", False)
        return Test(group, linux, darwin, negated)

    # nouns and kinds

    def on_noun(self, chunk: Chunk, negated: bool) -> bool | None:
        """What sort of thing is wanted."""
        tag = chunk.tag
        if negated:
            letter = {"noun.file": "f"}.get(tag) or _TYPES.get(tag)
            if letter is None:
                return False
            self._add(chunk, [Test("type", f"-type {letter}", negated=True)])
            return None
        self.nouns.add(tag)
        if tag in _TYPES and _TYPES[tag] not in self.types:
            self.types.append(_TYPES[tag])
        if tag == "noun.broken":
            self._add(chunk, [Test("type", "-xtype l", "-type l ! -exec test -e {} \\;")])
        if tag == "noun.filelink":
            self.types.extend(["f", "l"])
        if tag == "noun.exec":
            self.types.append("f")
            self._add(chunk, [Test("perm", "-executable", "-perm +111")])
        return None

    def on_hidden(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names that begin with a dot."""
        if chunk.tag == "hidden.too":
            return None
        if chunk.tag == "hidden.not" or negated:
            self._add(chunk, [Test("path", "-path '*/.*'", negated=True)])
        else:
            self.hidden = True
            self._add(chunk, [Test("name", "-name '.*'")])
        return None

    def on_empty(self, chunk: Chunk, negated: bool) -> bool | None:
        """Files of no bytes, directories without entries."""
        self._add(chunk, [Test("size", "-empty", negated=negated != (chunk.tag == "empty.not"))])
        return None

    def on_kind(self, chunk: Chunk, negated: bool) -> bool | None:
        """Files of some kind, by their extension."""
        self.nouns.add({"kind.any": "noun.any", "kind.dir": "noun.dir"}.get(chunk.tag, "noun.file"))
        if chunk.tag == "kind.dir":
            self.types.append("d")
        self._names(chunk, values(chunk.get("kinds")), negated)
        return None

    def _names(self, chunk: Chunk, names: Iterable[str], negated: bool) -> None:
        names = tuple(names)
        folder, slash, base = names[0].rpartition("/") if len(names) == 1 else ("", "", "")
        if slash and "*" in base and not re.search(r"[*?\[]", folder) and not negated:
            self.scopes.append(folder or "/")
            self.plan = replace(self.plan, maxdepth=1)
            names = (base,)
        self._add(chunk, name_test(tuple(names), self.insensitive, negated))

    def on_name_ext(self, chunk: Chunk, negated: bool) -> bool | None:
        """Files with an extension."""
        self._names(chunk, values(chunk.get("exts")), negated)
        return None

    def on_name_is(self, chunk: Chunk, negated: bool) -> bool | None:
        """Files of exactly these names, or matching these globs."""
        names = values(chunk.get("names"))
        if any(name in (".", "..") for name in names):
            return False
        if not negated and all(re.match(r"(/|~/|\./|\.\./)[^*?]*$", name) for name in names):
            self.scopes.extend(names)
            self.scopes_named = True
            self.nouns.add("noun.any")
            return None
        self.names.append(chunk)
        if chunk.tag == "name.reg":
            self.types.append("f")
        if chunk.tag == "name.any":
            self.nouns.add("noun.any")
        if chunk.tag == "name.dir":
            self.nouns.add("noun.dir")
            self.types.append("d")
        if chunk.tag == "name.bare":
            if all(re.fullmatch("[a-z0-9]{2,4}", name) for name in names):
                names = tuple(f"*.{name}" for name in names)
                self.doubt += 0.1
            elif any(goal.tag in _CHANGING for goal in self.parse.chunks):
                return False  # a guess is no ground for changing anything
            else:
                self.doubt += 0.45
        first = self.sentence.tokens[chunk.first].norm
        if first in ("file", "regular") or self.sentence.tokens[chunk.end - 1].norm == "file":
            self.nouns.add("noun.file")
        if first == "directory":
            self.nouns.add("noun.dir")
            self.types.append("d")
        self._names(chunk, names, negated)
        return None

    on_name_any = on_name_dir = on_name_bare = on_name_reg = on_name_is

    def on_name_start(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names that begin so."""
        self._names(chunk, (each.rstrip("*") + "*" for each in values(chunk.get("names"))), negated)
        return None

    def on_name_end(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names that end so."""
        self._names(chunk, ("*" + each.lstrip("*") for each in values(chunk.get("names"))), negated)
        return None

    def on_name_has(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names with this in them."""
        self._names(chunk, (f"*{each.strip('*')}*" for each in values(chunk.get("names"))), negated)
        return None

    def on_name_length(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names of so many characters."""
        count = chunk.get("count")
        if not isinstance(count, int) or not 0 < count < 200:
            return False
        self._add(chunk, [Test("name", f"-name '{'?' * count}'", negated=negated)])
        return None

    def on_name_space(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names with a blank in them."""
        self._add(chunk, [Test("name", "-name '* *'", negated=negated)])
        return None

    def on_name_indir(self, chunk: Chunk, negated: bool) -> bool | None:
        """Files below directories of that name."""
        tests = [
            Test("path", f"-path {shell.pattern(f'*/{each}/*')}", negated=negated)
            for each in values(chunk.get("names"))
        ]
        self._add(chunk, tests)
        return None

    def on_name_regex(self, chunk: Chunk, negated: bool) -> bool | None:
        """Whole paths that match a regular expression."""
        flag = "-iregex" if self.insensitive else "-regex"
        text = chunk.text("text")
        extended = bool(re.search(r"(?<!\\)[(|+]", text)) and not re.search(r"\\[(|]", text)
        kind = "-regextype posix-extended " if extended else ""
        test = f"{kind}{flag} {shell.single(text)}"
        self._add(chunk, [Test("path", test, f"{flag} {shell.single(text)}", negated)])
        return None

    def on_name_path(self, chunk: Chunk, negated: bool) -> bool | None:
        """Whole paths that match a glob."""
        flag = "-ipath" if self.insensitive else "-path"
        tests = [
            Test("path", f"{flag} {shell.pattern(each)}", negated=negated)
            for each in values(chunk.get("names"))
        ]
        self._add(chunk, tests)
        return None

    def on_name_pathhas(self, chunk: Chunk, negated: bool) -> bool | None:
        """Paths with this somewhere in them."""
        flag = "-ipath" if self.insensitive else "-path"
        tests = [
            Test("path", f"{flag} {shell.pattern('*' + each.strip('*') + '*')}", negated=negated)
            for each in values(chunk.get("names"))
        ]
        self._add(chunk, tests)
        return None

    def on_cased(self, chunk: Chunk, negated: bool) -> bool | None:
        """The usual case."""
        return None

    # size, time, owner, permission

    def on_size(self, chunk: Chunk, negated: bool) -> bool | None:
        """Bounds on the size, exact to the byte (find rounds sizes up to whole units)."""
        size = chunk.get("size")
        match chunk.tag:
            case "size.more" if isinstance(size, Size):
                tests = [f"-size +{size.find}"]
            case "size.less" if isinstance(size, Size):
                tests = [f"-size -{size.bytes}c"]
            case "size.atleast" if isinstance(size, Size):
                tests = [f"-size +{size.bytes - 1}c"]
            case "size.atmost" if isinstance(size, Size):
                tests = [f"-size -{size.bytes + 1}c"]
            case "size.is" if isinstance(size, Size):
                tests = [f"-size {size.find}"]
            case "size.blocks" | "size.bmore" | "size.bless":
                sign = {"size.bmore": "+", "size.bless": "-"}.get(chunk.tag, "")
                tests = [f"-size {sign}{chunk.get('count')}"]
            case "size.range" | "size.swapped":
                low, high = chunk.get("a"), chunk.get("b")
                count = chunk.get("n")
                if isinstance(count, int) and isinstance(high, Size):
                    unit = high.bytes // max(1, int(float(high.number)))
                    low = Size(count * unit, str(count), high.unit)
                if not isinstance(low, Size) or not isinstance(high, Size):
                    return False
                tests = [f"-size +{low.find}", f"-size -{high.bytes}c"]
            case _:
                return False
        if negated and len(tests) > 1:
            return False
        for text in tests:
            self._add(chunk, [Test("size", text, negated=negated)])
        return None

    def on_time(self, chunk: Chunk, negated: bool) -> bool | None:
        """When something happened to the file."""
        letter = {"time.a": "a", "time.c": "c", "time.cs": "c", "time.b": "c", "time.cb": "c"}.get(
            chunk.tag, "m"
        )
        if chunk.tag == "time.newer" or chunk.tag == "time.anewer":
            flag = "-anewer" if chunk.tag == "time.anewer" else "-newer"
            test = Test("time", f"{flag} {shell.path(chunk.text('path'))}", negated=negated)
            self._add(chunk, [test])
            return None
        if chunk.tag == "time.older":
            test = Test("time", f"-newer {shell.path(chunk.text('path'))}", negated=not negated)
            self._add(chunk, [test])
            return None
        when = chunk.get("when")
        if not isinstance(when, Chunk):
            return False
        if chunk.tag == "time.bare":
            if self.changed:
                letter = self.changed[-1][2].tag[-1] if self.changed[-1][2].tag[-1] in "ac" else "m"
            elif when.tag == "on" and not self.nouns:
                return False
        if when.tag == "longer" and not negated:
            return False
        texts = moments(when, letter)
        if texts is None:
            return False
        if when.tag == "longer":
            negated = False
        if chunk.tag == "time.both":
            other = moments(when, "a")
            if other is None or len(other) > 1 or len(texts) > 1:
                return False
            tests = [Test("time", text, negated=negated) for text in (*texts, *other)]
            self._add(chunk, tests)
            return None
        start = len(self.groups)
        if negated and len(texts) > 1:
            self._add(chunk, [Test("time", "\\( " + " ".join(texts) + " \\)", negated=True)])
        else:
            for text in texts:
                self._add(chunk, [Test("time", text, negated=negated)])
        if chunk.tag in ("time.c", "time.b", "time.cb"):
            self.changed.append((start, len(self.groups), chunk, negated))
        return None

    def on_perm(self, chunk: Chunk, negated: bool) -> bool | None:
        """Permission bits."""
        if chunk.tag == "perm.rights":
            several = len(chunk.text("who")) * len(chunk.text("rights")) > 1
            sign = "/" if negated and several else "-"
            text = f"-perm {sign}{chunk.text('who')}={chunk.text('rights')}"
            self._add(chunk, [Test("perm", text, negated=negated)])
            return None
        if chunk.tag in ("perm.is", "perm.has"):
            prefix = "-" if chunk.tag == "perm.has" else ""
            test = Test("perm", f"-perm {prefix}{chunk.text('mode')}", negated=negated)
            self._add(chunk, [test])
            return None
        linux, darwin = _PERMISSIONS[chunk.tag]
        self._add(chunk, [self._test("perm", linux, darwin, negated)])
        return None

    def on_owner(self, chunk: Chunk, negated: bool) -> bool | None:
        """Who owns the file."""
        match chunk.tag:
            case "owner.user":
                text = f"-user {shell.word(chunk.text('user'))}"
            case "owner.group":
                text = f"-group {shell.word(chunk.text('user'))}"
            case "owner.uid":
                text = f"-uid {chunk.get('count')}"
            case "owner.gid":
                text = f"-gid {chunk.get('count')}"
            case "owner.nouser":
                text = "-nouser"
            case _:
                text = "-nogroup"
        if chunk.tag in ("owner.nouser", "owner.nogrp"):
            negated = False
        self._add(chunk, [Test("owner", text, negated=negated)])
        return None

    def on_links(self, chunk: Chunk, negated: bool) -> bool | None:
        """How many names a file has."""
        text = "-links +1"
        if chunk.tag != "links.hard":
            sign = "+" if chunk.tag == "links.more" else ""
            text = f"-links {sign}{chunk.get('count')}"
        self._add(chunk, [Test("link", text, negated=negated)])
        return None

    def on_same(self, chunk: Chunk, negated: bool) -> bool | None:
        """Other names of a file."""
        self._add(chunk, [Test("link", f"-samefile {shell.path(chunk.text('path'))}")])
        return None

    def on_inum(self, chunk: Chunk, negated: bool) -> bool | None:
        """By inode number."""
        self._add(chunk, [Test("link", f"-inum {chunk.get('count')}", negated=negated)])
        return None

    def on_lname(self, chunk: Chunk, negated: bool) -> bool | None:
        """Symbolic links by their target."""
        names = values(chunk.get("names"))
        tests = [Test("link", f"-lname {shell.pattern(name)}", negated=negated) for name in names]
        self._add(chunk, tests)
        return None

    def on_fstype(self, chunk: Chunk, negated: bool) -> bool | None:
        """By file system."""
        self._add(chunk, [Test("link", f"-fstype {shell.word(chunk.text('text'))}")])
        return None

    # places

    def on_scope(self, chunk: Chunk, negated: bool) -> bool | None:
        """Where to look."""
        if chunk.tag == "scope.vague":
            self.doubt += 0.1
            return None
        if chunk.tag == "scope.sub":
            self.plan = replace(self.plan, mindepth=2)
            self.doubt += 0.1
            return None
        for place in values(chunk.get("dirs")):
            if place not in self.scopes:
                self.scopes.append(place)
        self.scope_words = " ".join(
            token.text.lower() for token in self.sentence.tokens[chunk.first : chunk.end]
        )
        if chunk.tag == "scope.rec" or " tree" in self.scope_words:
            self.recursive = True
        return None

    def on_recursive(self, chunk: Chunk, negated: bool) -> bool | None:
        """All the way down, which find does by itself."""
        self.recursive = True
        return None

    def on_flat(self, chunk: Chunk, negated: bool) -> bool | None:
        """Not below the first level."""
        self.plan = replace(self.plan, maxdepth=1)
        if chunk.tag == "flat.dirs":
            self.nouns.add("noun.dir")
            self.types.append("d")
            self.plan = replace(self.plan, mindepth=1)
        if chunk.tag == "flat.under":
            self.scopes.extend(values(chunk.get("dirs")))
            self.plan = replace(self.plan, mindepth=1)
        return None

    def on_depth(self, chunk: Chunk, negated: bool) -> bool | None:
        """Bounds on the depth; the scope itself is level 0."""
        count = chunk.get("count")
        number = count if isinstance(count, int) else 1
        if chunk.tag == "depth.and":
            self.plan = replace(self.plan, maxdepth=number + 1)
        elif chunk.tag == "depth.max":
            self.plan = replace(self.plan, maxdepth=number)
        elif chunk.tag == "depth.min":
            self.plan = replace(self.plan, mindepth=number)
        elif chunk.tag == "depth.is":
            self.plan = replace(self.plan, mindepth=number, maxdepth=number)
        else:
            low, high = chunk.get("a"), chunk.get("b")
            if not isinstance(low, int) or not isinstance(high, int):
                return False
            self.plan = replace(self.plan, mindepth=low, maxdepth=high)
        return None

    def on_xdev(self, chunk: Chunk, negated: bool) -> bool | None:
        """One file system only."""
        self.plan = replace(self.plan, xdev=True)
        return None

    def on_follow(self, chunk: Chunk, negated: bool) -> bool | None:
        """Through symbolic links."""
        self.plan = replace(self.plan, follow=not negated)
        return None

    def on_follow_not(self, chunk: Chunk, negated: bool) -> bool | None:
        """Not through symbolic links, as find does by itself."""
        return None

    def on_not(self, chunk: Chunk, negated: bool) -> bool | None:
        """A negation waits for what it negates."""
        if self.negation is not None:
            self._lose(self.negation)
        self.negation = chunk
        return None

    def on_not_in(self, chunk: Chunk, negated: bool) -> bool | None:
        """Directories to leave out."""
        places = values(chunk.get("dirs"))
        if any(place in (".", "/", "~") for place in places):
            return False
        self.prune.extend(places)
        return None

    def on_not_dirs(self, chunk: Chunk, negated: bool) -> bool | None:
        """Directories to leave out, by name."""
        self.prune.extend(values(chunk.get("names")))
        return None

    def on_not_name(self, chunk: Chunk, negated: bool) -> bool | None:
        """Names to leave out; a plain name may as well be a directory's."""
        for name in values(chunk.get("names")):
            if name[1:] in EXTENSIONS and name.startswith("."):
                name = f"*{name}"
            base = name.rstrip("/").rsplit("/", 1)[-1]
            wild = "*" in name or re.search(r"\w\.\w+$", base) is not None
            if wild and "/" not in name:
                self._add(chunk, name_test((name,), self.insensitive, negated=True))
            elif wild:
                self._add(chunk, [Test("path", f"-path {shell.pattern(name)}", negated=True)])
            else:
                self.prune.append(name)
        return None

    def on_not_kind(self, chunk: Chunk, negated: bool) -> bool | None:
        """Kinds of files to leave out."""
        globs = values(chunk.get("kinds")) or values(chunk.get("exts"))
        self._add(chunk, name_test(globs, self.insensitive, negated=True))
        return None

    def on_not_path(self, chunk: Chunk, negated: bool) -> bool | None:
        """Paths to leave out."""
        for name in values(chunk.get("names")):
            text = name if "*" in name else f"*{name}*"
            self._add(chunk, [Test("path", f"-path {shell.pattern(text)}", negated=True)])
        return None

    # content

    def on_content(self, chunk: Chunk, negated: bool) -> bool | None:
        """Files with this text in them."""
        if self.content is not None:
            return False
        self.content = (chunk, negated)
        tokens = self.sentence.tokens
        asked = {tokens[verb.first].text.lower() for verb in self.verbs}
        asked |= {
            tokens[each.first].text.lower()
            for each in self.parse.chunks
            if each.tag.startswith("scope")
        }
        if tokens[chunk.first].norm == "for" and asked & _SEARCHING:
            self.lines_wanted = True
        return None

    def on_for(self, chunk: Chunk, negated: bool) -> bool | None:
        """ "search … for X": lines with X, or files named X."""
        if not self.nouns and not self.groups and not negated:
            self.names.append(chunk)
            self._names(chunk, (chunk.text("text"),), negated)
            self.doubt += 0.15
            return None
        if not any(verb.tag in ("act.find", "scope") for verb in self.verbs) and not self.scopes:
            return False
        if self.content is not None:
            return False
        self.content = (chunk, negated)
        self.lines_wanted = True
        return None

    def on_grep(self, chunk: Chunk, negated: bool) -> bool | None:
        """Lines with this text in a set of files."""
        if self.content is not None:
            return False
        self.content = (chunk, negated)
        self.lines_wanted = True
        self.nouns.add("noun.file")
        if chunk.get("kinds"):
            self._add(chunk, name_test(values(chunk.get("kinds")), self.insensitive))
        if chunk.get("names"):
            self._add(chunk, name_test(values(chunk.get("names")), self.insensitive))
        return None

    def on_glines(self, chunk: Chunk, negated: bool) -> bool | None:
        """How many lines have this text."""
        if self.content is not None:
            return False
        self.content = (chunk, negated)
        return None

    def on_word(self, chunk: Chunk, negated: bool) -> bool | None:
        """Whole words only."""
        self.whole_word = True
        return None

    def on_lineno(self, chunk: Chunk, negated: bool) -> bool | None:
        """With line numbers."""
        self.line_numbers = self.lines_wanted = True
        return None

    def on_matches(self, chunk: Chunk, negated: bool) -> bool | None:
        """The lines that match."""
        self.lines_wanted = True
        return None

    def on_names_only(self, chunk: Chunk, negated: bool) -> bool | None:
        """The names of files that match."""
        self.lines_wanted = False
        return None

    def on_noise(self, chunk: Chunk, negated: bool) -> bool | None:
        """Words that add nothing."""
        return None

    # actions

    def on_act_find(self, chunk: Chunk, negated: bool) -> bool | None:
        """Finding and printing is what happens anyway."""
        if negated:
            return False
        self.verbs.append(chunk)
        return None

    def on_act(self, chunk: Chunk, negated: bool) -> bool | None:
        """What is to be done with the files; decided when all is read."""
        if negated:
            return False
        self.goals.append(chunk)
        return None

    def on_to(self, chunk: Chunk, negated: bool) -> bool | None:
        """A destination, mode or owner; it belongs to an action."""
        self.pending.append(chunk)
        return None

    def on_parents(self, chunk: Chunk, negated: bool) -> bool | None:
        """Copies keep their directories."""
        self.plan = replace(self.plan, extra=(*self.plan.extra, "parents"))
        return None

    def on_confirm(self, chunk: Chunk, negated: bool) -> bool | None:
        """Ask before each."""
        self.confirm = True
        return None

    def on_force(self, chunk: Chunk, negated: bool) -> bool | None:
        """Without asking."""
        self.force = True
        return None

    def on_verbose(self, chunk: Chunk, negated: bool) -> bool | None:
        """Say what is done."""
        return False

    # output

    def on_sink(self, chunk: Chunk, negated: bool) -> bool | None:
        """Where output goes."""
        if chunk.tag == "sink.err":
            self.plan = replace(self.plan, errors="/dev/null")
        elif chunk.tag == "sink.errfile":
            self.plan = replace(self.plan, errors=chunk.text("err"))
        elif self.plan.sink:
            return False
        else:
            sink = chunk.text("out")
            self.pending.append(chunk)
            if not sink:
                return False
        return None

    def on_null(self, chunk: Chunk, negated: bool) -> bool | None:
        """Null-terminated output."""
        self.plan = replace(self.plan, null=True)
        return None

    def on_sep(self, chunk: Chunk, negated: bool) -> bool | None:
        """What stands between the names."""
        separator = {"sep.comma": ",", "sep.space": "' '"}.get(chunk.tag, "")
        self.plan = replace(self.plan, separator=separator)
        return None

    def on_sort(self, chunk: Chunk, negated: bool) -> bool | None:
        """In which order."""
        self.sort = chunk
        order, down = {
            "sort.size": ("size", None),
            "sort.sized": ("size", True),
            "sort.sizea": ("size", False),
            "sort.time": ("time", None),
            "sort.timed": ("time", True),
            "sort.timea": ("time", False),
            "sort.rname": ("name", True),
        }.get(chunk.tag, ("name", None))
        wanted = chunk.get("order")
        if wanted is not None:
            down = wanted == "down"
        if self.plan.limit is not None and self.plan.order:
            return None
        keys = self.plan.keys
        self.plan = replace(self.plan, order=order, descending=bool(down), keys=keys)
        return None

    def on_reverse(self, chunk: Chunk, negated: bool) -> bool | None:
        """Turn the order around."""
        if self.sort is None:
            return False
        self.plan = replace(self.plan, descending=True)
        return None

    def on_ascend(self, chunk: Chunk, negated: bool) -> bool | None:
        """The usual order."""
        return None if self.sort is not None else False

    def on_top(self, chunk: Chunk, negated: bool) -> bool | None:
        """Only the first so many in some order."""
        count = chunk.get("count")
        number = count if isinstance(count, int) else self.plan.limit or 1
        order, down = {
            "size": ("size", True),
            "sizea": ("size", False),
            "new": ("time", True),
            "old": ("time", False),
            "acc": ("atime", True),
        }.get(chunk.tag.split(".")[1].rstrip("1"), ("", False))
        if not order:
            last = chunk.tag == "top.last"
            self.plan = replace(self.plan, limit=number, last=last)
            return None
        self.plan = replace(self.plan, order=order, descending=down, limit=number)
        return None

    def on_allbut(self, chunk: Chunk, negated: bool) -> bool | None:
        """All but the newest few."""
        count = chunk.get("count")
        if not isinstance(count, int) or negated:
            return False
        self.nouns.add("noun.file")
        self.plan = replace(self.plan, order="time", descending=True, skip=count)
        return None

    def on_human(self, chunk: Chunk, negated: bool) -> bool | None:
        """Sizes with units."""
        self.plan = replace(self.plan, human=True)
        return None

    def on_either(self, chunk: Chunk, negated: bool) -> bool | None:
        """ "either … or": the or says it."""
        return None

    # -- judging ---------------------------------------------------------------------------

    def plausible(self) -> bool:
        """Whether this is a request for files at all."""
        searched = any(
            self.sentence.tokens[chunk.first].norm in ("find", "scan", "check", "look", "traverse")
            for chunk in self.parse.chunks
            if chunk.tag.startswith("scope")
        )
        asked = bool(self.verbs or self.goals or self.content or searched or self.plan.limit)
        about = bool(self.nouns or self.names or self.groups or self.content or self.prune)
        return about and (asked or bool(self.groups and self.nouns)) and not self._about_text()

    def _about_text(self) -> bool:
        """Whether the request is about the lines of a named file, not about finding files."""
        tokens = self.sentence.tokens
        tags = {goal.tag for goal in self.goals}
        if self.content is not None and "act.delete" in tags:
            chunk = self.content[0]
            if any(token.norm == "line" for token in tokens[chunk.first : chunk.end]):
                return True
        exact = (self.names or self.scopes_named) and not any(
            re.search(r"[*?[]", name)
            for chunk in self.names
            for name in (*values(chunk.get("names")), chunk.text("text"))
        )
        looking = any(tokens[verb.first].norm == "find" for verb in self.verbs)
        placed = self.scopes and not self.scopes_named
        searching = bool(placed or self.recursive or looking)
        return bool(exact and not searching and tags - {"act.set"})

    # -- writing ---------------------------------------------------------------------------

    def readings(self) -> Iterator[Reading]:
        """The plan with its likely variants."""
        base = self._finish()
        if base is None:
            return
        for plan, doubt, note in self._variants(base):
            text = command(plan, self.darwin)
            yield Reading(text, "find", note, frozenset(self.unused), min(0.95, self.doubt + doubt))

    def _finish(self) -> Plan | None:
        plan = self.plan
        scopes = tuple(self.scopes) or (".",)
        plan = replace(
            plan,
            scopes=scopes,
            tests=tuple(tuple(group) for group in self.groups),
            prune=tuple(dict.fromkeys(self.prune)),
            types=tuple(dict.fromkeys(self.types)),
        )
        if self.segments:
            first, *rest = [*self.segments, self.groups]
            plan = replace(
                plan,
                tests=tuple(tuple(group) for group in first),
                otherwise=tuple(tuple(tuple(group) for group in each) for each in rest),
            )
        if "noun.any" in self.nouns:
            plan = replace(plan, types=())
        if plan.mindepth is None and plan.maxdepth == 1 and "d" in plan.types:
            plan = replace(plan, mindepth=1)
        deleting = any(goal.tag == "act.delete" for goal in self.goals)
        wide = "d" in plan.types or not (plan.types or "noun.file" in self.nouns)
        if deleting and wide and plan.mindepth is None:
            plan = replace(plan, mindepth=1)  # never the place itself
        plan = self._with_actions(plan)
        plan = self._with_content(plan)
        for chunk in self.pending:
            if chunk.tag == "sink.out" and not plan.sink:
                plan = replace(plan, sink=chunk.text("out"))
            elif chunk.tag == "sink.append" and not plan.sink:
                plan = replace(plan, sink=chunk.text("out"), append=True)
            elif chunk.tag in ("to", "to.name") and self._saving(chunk) and not plan.sink:
                plan = replace(plan, sink=chunk.text("path") or chunk.text("dir"))
            else:
                self._lose(chunk)
        return plan

    def _take(self, *tags: str) -> Chunk | None:
        for chunk in self.pending:
            if chunk.tag in tags:
                self.pending.remove(chunk)
                return chunk
        return None

    def _saving(self, chunk: Chunk) -> bool:
        """Whether "to X" means that the list goes to the file X."""
        if all(goal.tag in _PRINTING for goal in self.goals) and (self.verbs or self.goals):
            words = self.sentence.tokens[chunk.first].text.lower()
            before = [
                token.text.lower()
                for verb in (*self.verbs, *self.goals)
                for token in self.sentence.tokens[verb.first : verb.end]
            ]
            return words in ("to", "into") and any(
                word in ("print", "write", "save", "output", "list", "store", "count")
                for word in before
            )
        return False

    def _raw(self, chunk: Chunk) -> str:
        """The value of a "to …" phrase as typed, when it may be more than a path."""
        return self.sentence.tokens[chunk.end - 1].text

    def _with_actions(self, plan: Plan) -> Plan:
        actions: list[str] = []
        pipe: list[str] = []
        for goal in self.goals:
            tag = goal.tag
            if tag == "act.dirs" and (goal.get("kinds") or goal.get("names")):
                globs = values(goal.get("kinds")) or values(goal.get("names"))
                plan = replace(plan, tests=(*plan.tests, name_test(globs, self.insensitive)))
            if tag == "act.base" and self.content is not None and self.lines_wanted:
                self.lines_wanted = False
            elif tag in _OUTPUTS:
                plan = replace(plan, output=_OUTPUTS[tag])
            elif tag == "act.count":
                plan = replace(plan, count=True)
            elif tag in _PLAIN_ACTIONS:
                known = _DARWIN_ACTIONS if self.darwin else {}
                actions.append(known.get(tag, _PLAIN_ACTIONS[tag]))
            elif not self._act(goal, actions, pipe):
                self._lose(goal)
                self.doubt += 0.6
        if plan.count and (actions or pipe):
            self.doubt += 0.4
        if plan.skip and actions:
            plan = replace(plan, maxdepth=plan.maxdepth or (None if self.recursive else 1))
            match = re.fullmatch(r"-exec (.*) \{\} (\+|\\;)|(-delete)", actions[0])
            if len(actions) > 1 or match is None:
                self.doubt += 0.6
                return plan
            each = "rm --" if match[3] else match[1]
            stages = (
                "sort -zrn",
                f"tail -zn +{plan.skip + 1}",
                "cut -zd' ' -f2-",
                f"xargs -0r {each}",
            )
            return replace(plan, actions=("-printf '%T@ %p\\0'",), pipe=stages, order="")
        if actions and plan.order and not pipe:
            match = re.fullmatch(r"-exec (.*) \{\} \+", actions[0])
            if len(actions) == 1 and match and plan.order == "name" and plan.limit is None:
                flag = " -r" if plan.descending else ""
                pipe = [f"sort -z{flag}", f"xargs -0 {match[1]}"]
                actions, plan = ["-print0"], replace(plan, order="")
            else:
                self.doubt += 0.4
        elif actions and plan.limit is not None and not pipe:
            self.doubt += 0.3
        if len(actions) > 1 and any("-delete" in each or "rm" in each for each in actions[:-1]):
            self.doubt += 0.5
        if pipe:
            plan = replace(plan, pipe=tuple(pipe))
        shown = any(
            self.sentence.tokens[verb.first].text.lower() in ("print", "display", "show", "list")
            for verb in self.verbs[1:]
        )
        if actions and shown and not pipe and "-delete" not in actions and len(self.verbs) > 1:
            actions.insert(0, "-print")
        return replace(plan, actions=tuple(actions))

    def _act(self, goal: Chunk, actions: list[str], pipe: list[str]) -> bool:
        tag = goal.tag
        ask = "-ok" if self.confirm else "-exec"
        end = "\\;" if self.confirm else "+"
        if tag == "act.delete":
            return self._delete(actions)
        if tag == "act.set" and not any(each.tag == "to.mode" for each in self.pending):
            return False
        if tag in ("act.chmod", "act.chmod2", "act.set"):
            mode = goal.text("mode")
            if not mode:
                chunk = self._take("to.mode")
                mode = chunk.text("mode") if chunk else ""
            if not mode:
                return False
            actions.append(f"{ask} chmod {shell.word(mode)} {{}} {end}")
            return True
        if tag == "act.modes":
            verb = next(
                token.norm
                for token in self.sentence.tokens[goal.first : goal.end]
                if token.norm not in ("and", "then", "&")
            )
            sign = "-" if verb in _TAKING else "+"
            mode = f"{goal.text('who')}{sign}{goal.text('rights')}"
            actions.append(f"{ask} chmod {mode} {{}} {end}")
            return True
        if tag in ("act.chown", "act.chgrp", "act.chowng"):
            chunk = self._take("to.owner", "to.user", "to", "to.name")
            if chunk is None:
                return False
            user = chunk.text("user") or self._raw(chunk)
            group = chunk.text("group")
            if tag == "act.chowng" and not group:
                group = user
            program = "chgrp" if tag == "act.chgrp" else "chown"
            if self.recursive and not self.groups:
                self.doubt += 0.1
            target = f"{user}:{group}" if group else user
            actions.append(f"{ask} {program} {shell.word(target)} {{}} {end}")
            return True
        if tag in ("act.copy", "act.move"):
            chunk = self._take("to", "to.name", "to.user")
            if chunk is None:
                return False
            target = chunk.text("dir") or chunk.text("path") or self._raw(chunk)
            program = "mv" if tag == "act.move" else "cp"
            if tag == "act.copy" and "parents" in self.plan.extra:
                program = "cp --parents"
            actions.append(f"{ask} {program} {{}} {shell.path(target)} \\;")
            return True
        if tag in ("act.head", "act.head1", "act.tail", "act.tail1"):
            count = 1 if tag.endswith("1") else goal.get("count")
            program = "tail" if "tail" in tag else "head"
            actions.append(f"-exec {program} -n {count} {{}} +")
            return True
        if tag == "act.lines":
            actions.append("-exec wc -l {} +")
            return True
        if tag == "act.loc":
            actions.append("-exec cat {} +")
            pipe.append("wc -l")
            return True
        if tag == "act.total":
            if self.darwin or self.plan.human:
                actions.append("-exec du -ch {} +")
                pipe.append("tail -n 1")
            else:
                actions.append("-printf '%s\\n'")
                pipe.append("awk '{total += $1} END {print total + 0}'")
            return True
        if tag == "act.sha":
            program = goal.text("sha")
            if self.darwin:
                program = f"shasum -a {program[3:-3]}"
            actions.append(f"-exec {program} {{}} +")
            return True
        if tag in ("act.tar", "act.zip"):
            chunk = goal if goal.text("out") else self._take("sink.out", "to.name", "to")
            target = (chunk.text("out") or chunk.text("path") or chunk.text("dir")) if chunk else ""
            if not target:
                return False
            if tag == "act.zip" or target.endswith(".zip"):
                pipe.append(f"zip {shell.path(target)} -@")
                return True
            flags = "-czf" if re.search(r"(gz|tgz)$", target) else "-cf"
            actions.append("-print0")
            pipe.append(f"tar {flags} {shell.path(target)} --null -T -")
            return True
        if tag in ("act.unzip", "act.untar"):
            program = "tar -xf {}" if tag == "act.untar" else "unzip {}"
            actions.append(f"-exec {program} \\;")
            return True
        if tag == "act.exec":
            program = goal.text("cmd")
            if re.search(r"[;|&<>]", program):
                return False
            if "{}" not in program:
                program += " {}"
            actions.append(f"{ask} {program} \\;")
            return True
        if tag == "act.sed":
            return self._substitute(goal, actions)
        return False

    def _delete(self, actions: list[str]) -> bool:
        if self.confirm:
            actions.append("-ok rm {} \\;" if "noun.dir" not in self.nouns else "-ok rm -r {} \\;")
            return True
        empty = any(test.linux == "-empty" and not test.negated for g in self.groups for test in g)
        if "noun.dir" in self.nouns and not empty:
            actions.append("-exec rm -rf {} +")
            if not self.prune:
                actions.insert(0, "-prune")
        elif "noun.any" in self.nouns and not empty:
            actions.append("-exec rm -rf {} +")
        else:
            actions.append("-delete")
        return True

    def _substitute(self, goal: Chunk, actions: list[str]) -> bool:
        from gorilla_cli.knowledge.compose.sed import substitution

        script = substitution(goal.text("old"), goal.text("new"), self.insensitive)
        flag = "-i ''" if self.darwin else "-i"
        actions.append(f"-exec sed {flag} {shell.single(script)} {{}} +")
        self.nouns.add("noun.reg")
        return True

    def _with_content(self, plan: Plan) -> Plan:
        if self.content is None:
            return plan
        chunk, negated = self.content
        text = chunk.text("text")
        if chunk.tag == "content.at":
            start, end = chunk.text("start"), chunk.text("end")
            text = f"^{start}" if start else f"{end}$"
        if chunk.tag == "glines.at":
            text = f"^{text}"
        options = ("i" if self.insensitive_content else "") + ("w" if self.whole_word else "")
        if needs_fixed(text):
            options += "F"
        quoted = shell.pattern(text)
        if text.startswith("-"):
            quoted = f"-e {quoted}"
        if chunk.tag.startswith("glines"):
            grep = f"-exec grep -h{options} {quoted} {{}} +"
            return replace(
                plan, actions=(grep,), types=plan.types or ("f",), pipe=("wc -l", *plan.pipe)
            )
        if plan.actions or negated:
            self.lines_wanted = False
        if self.lines_wanted:
            if len(self.groups) <= 1 and not plan.prune:
                self.doubt += 0.04  # grep -r says the same more simply
            flags = ("n" if self.line_numbers else "") + options
            pattern = shell.pattern(text)
            if plan.count:
                self.doubt += 0.3
            action = f"-exec grep -H{flags} {quoted if text.startswith('-') else pattern} {{}} +"
            return replace(plan, actions=(action,), types=plan.types or ("f",))
        return replace(plan, content=(options, quoted, negated), types=plan.types or ("f",))

    def _variants(self, plan: Plan) -> Iterator[tuple[Plan, float, str]]:
        note = explain(plan)
        flat = plan.maxdepth is not None or plan.mindepth is not None
        loose = "noun.file" in self.nouns and not plan.types and "noun.any" not in self.nouns
        acting = bool(plan.actions) or plan.content is not None
        options: list[tuple[Plan, float]] = []
        if loose:
            typed = replace(plan, types=("f",))
            named = any(
                t.group in ("name", "path") and not t.negated for g in plan.tests for t in g
            )
            options.append((typed, 0.0))
            if not any(goal.tag == "act.delete" for goal in self.goals):
                options.append((plan, 0.1 if named else 0.06))
        else:
            options.append((plan, 0.0))
        if self.content is not None and not self.goals and not self.content[1]:
            self.lines_wanted = not self.lines_wanted
            bare = replace(plan, actions=(), content=None)
            options.append((self._with_content(bare), 0.3))
        if any(goal.tag == "act.total" for goal in self.goals) and not self.darwin:
            whole = replace(options[0][0], actions=("-exec du -ch {} +",), pipe=("tail -n 1",))
            options.append((whole, 0.1))
        if self.changed:
            for each, doubt in list(options):
                options.append((_other_time(each, self.changed), doubt + 0.12))
        first = options[0][0]
        groups = {test.group for group in plan.tests for test in group}
        if not self.scopes and groups & {"perm", "owner", "size"} and not acting:
            options.append((replace(first, scopes=("/",)), 0.3))
        elif (not flat and self.recursive is not True and not acting) or (
            not flat and self.recursive is None and "current" in self.scope_words
        ):
            options.append((replace(first, maxdepth=1), 0.3))
        for each, doubt in options:
            yield each, doubt, note


_NEGATABLE = frozenset(
    "noun kind name hidden empty size time perm owner links inum lname content follow for".split()
)
_SEARCHING = frozenset("search look grep scan check searches searching".split())
_PRINTING = frozenset(
    (*_OUTPUTS, "act.count", "act.cat", "act.lines", "act.loc", "act.words", "act.md5", "act.sha",
     "act.type", "act.stat", "act.head", "act.head1", "act.tail", "act.tail1", "act.total")
)  # fmt: skip
_CHANGING = frozenset(
    """act.delete act.move act.copy act.chmod act.chmod2 act.modes act.mkexec act.chown act.chowng
    act.chgrp act.gzip act.bzip2 act.gunzip act.touch act.sed act.exec act.set""".split()
)
_TAKING = frozenset("delete revoke take clear unset deny".split())
_EXCLUSIVE = frozenset(
    ("name.is", "name.any", "name.dir", "name.bare", "name.ext", "kind", "kind.only", "kind.any")
)


def _other_time(plan: Plan, changed: list[tuple[int, int, Chunk, bool]]) -> Plan:
    """The same plan with "changed" read as the other of content and status."""
    tests = list(plan.tests)
    for first, end, _, _ in changed:
        for index in range(first, min(end, len(tests))):
            tests[index] = tuple(
                replace(
                    test,
                    linux=re.sub(r"-c(time|min)\b", r"-m\1", test.linux).replace(
                        "-newerct", "-newermt"
                    ),
                )
                for test in tests[index]
            )
    return replace(plan, tests=tuple(tests))


def moments(when: Chunk, letter: str, today: date | None = None) -> list[str] | None:
    """find's conditions for a moment; `letter` is m, a or c. None when it cannot be said.

    Ages count whole days as find does: "older than 30 days" is -mtime +30.
    """
    newer = f"-newer{letter}t"
    span = when.get("date")
    length = when.get("duration")
    match when.tag:
        case "within" if isinstance(length, Duration):
            return _age(letter, "-", length)
        case "older" | "longer" if isinstance(length, Duration):
            return _age(letter, "+", length)
        case "exactly" if isinstance(length, Duration):
            return _age(letter, "", length)
        case "atleast" if isinstance(length, Duration):
            days, minutes = length.days, length.minutes
            if days:
                return [f"-{letter}time +{days - 1}"]
            return [f"-{letter}min +{minutes - 1}"] if minutes else None
        case "since" if isinstance(span, Span):
            return [f"{newer} {span.first}"]
        case "before" if isinstance(span, Span):
            return [f"! {newer} {span.first}"]
        case "on" if isinstance(span, Span):
            now = today or date.today()
            if span == Span(now, now + timedelta(days=1)):
                return [f"-daystart -{letter}time 0"]
            if span == Span(now - timedelta(days=1), now):
                return [f"-daystart -{letter}time 1"]
            return [f"{newer} {span.first}", f"! {newer} {span.end}"]
        case "range":
            low, high = when.get("a"), when.get("b")
            if isinstance(low, Span) and isinstance(high, Span):
                return [f"{newer} {low.first}", f"! {newer} {high.end}"]
        case "ages":
            young, old = when.get("a"), when.get("b")
            count = when.get("n")
            if isinstance(count, int) and isinstance(old, Duration):
                young = Duration(count * old.seconds // max(1, old.number), count, old.unit)
            if isinstance(young, Duration) and isinstance(old, Duration):
                first, second = _age(letter, "+", young), _age(letter, "-", old)
                return [*first, *second] if first and second else None
        case "newer":
            flag = "-newer" if letter == "m" else f"-{letter}newer"
            return [f"{flag} {shell.path(when.text('file'))}"]
        case "older.f":
            return [f"! -newer {shell.path(when.text('file'))}"]
    return None


def _age(letter: str, sign: str, length: Duration) -> list[str] | None:
    if length.days:
        return [f"-{letter}time {sign}{length.days}"]
    if length.minutes:
        return [f"-{letter}min {sign}{length.minutes}"]
    if sign == "-" and length.seconds:
        return [f"-newer{letter}t '{length.seconds} seconds ago'"]
    if sign == "+" and length.seconds:
        return [f"! -newer{letter}t '{length.seconds} seconds ago'"]
    return None


def explain(plan: Plan) -> str:
    """One line for the person."""
    what = {"f": "files", "d": "directories", "l": "symbolic links"}.get(
        plan.types[0] if plan.types else "", "entries"
    )
    where = ", ".join(plan.scopes)
    verb = "Finds"
    if plan.count:
        verb = "Counts"
    elif "-delete" in plan.actions or any("rm " in each for each in plan.actions):
        verb = "Deletes"
    return f"{verb} {what} under {where} by find's conditions"
