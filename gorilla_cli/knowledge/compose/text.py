"""Parts, counts and changes of text: one pipeline over named files, input or output.

Invariant: a request becomes stages in the order in which they must act; a chunk that
becomes no stage is reported as unused. Files are changed only where that was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose import text_phrases as phrases
from gorilla_cli.knowledge.compose.cases import without_case
from gorilla_cli.knowledge.compose.grammar import Chunk, Parse, Phrasebook, Sentence, weight
from gorilla_cli.knowledge.compose.patterns import looks_extended, needs_fixed
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.sed import escaped, substitution
from gorilla_cli.knowledge.compose.slots import BASIC, values
from gorilla_cli.knowledge.language.quantities import Size

BOOK = Phrasebook(
    phrases.MACROS
    + phrases.SOURCE
    + phrases.LINES
    + phrases.MATCH
    + phrases.COLUMNS
    + phrases.SORTS
    + phrases.CHANGES
    + phrases.COUNTS
    + phrases.VIEW,
    slots=BASIC,
)

# When stages act: choose lines, change them, order, merge duplicates, cut off, lay out, count.
FIRST, CHOOSE, CHANGE, ORDER, MERGE, CUT, LAYOUT, COUNT = range(8)


@dataclass(frozen=True, slots=True)
class Stage:
    """One program of the pipeline."""

    program: str
    when: int
    spot: int
    """Index of the chunk it came from."""
    files: bool = True
    """Whether the program takes files as arguments."""
    script: str = ""
    """The sed script that does the same, where there is one; it can act in place."""
    alone: bool = False
    """Whether it must see the whole source, such as a grep with file names."""


@dataclass
class _Work:
    """What has been gathered so far."""

    files: list[str] = field(default_factory=list)
    command: str = ""
    literal: str = ""
    stages: list[Stage] = field(default_factory=list)
    delimiter: str = ""
    sink: str = ""
    append: bool = False
    tee: bool = False
    place: bool = False
    backup: str = ""
    changing: bool = False
    showing: bool = False
    zipped: bool = False
    doubt: float = 0.0


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings of a request as work on text; none when it names no source or no work."""
    sentence, spot = without_case(sentence)
    parse = BOOK.parse(sentence)
    tags = {chunk.tag for chunk in parse.chunks}
    named = any(chunk.get("files") for chunk in parse.chunks)
    if not named and not any(tag.startswith("src") for tag in tags):
        return
    yield from _Builder(parse, spot is not None).readings()


class _Builder:
    """Turns chunks into stages."""

    def __init__(self, parse: Parse, insensitive: bool) -> None:
        self.parse = parse
        self.insensitive = insensitive
        self.sentence = parse.sentence
        self.darwin = parse.sentence.context.os == "darwin"
        self.work = _Work()
        self.unused = set(parse.skipped)
        self.tags = [chunk.tag for chunk in parse.chunks]

    def readings(self) -> Iterator[Reading]:
        """The pipeline, with its variant in place or to standard output."""
        for chunk in self.parse.chunks:
            if chunk.tag.startswith(("by", "src")) and not self._early(chunk):
                self._lose(chunk)
        if any(tag.startswith("freq") for tag in self.tags):
            tallied = {"dup.del", "count.uniq"} & set(self.tags)
            self.tags = ["tally" if tag in tallied else tag for tag in self.tags]
        for spot, chunk in enumerate(self.parse.chunks):
            for name in values(chunk.get("files")):
                if name not in self.work.files:
                    self.work.files.append(name)
            if chunk.tag.startswith(("by", "src")):
                continue
            if not self._take(chunk, spot):
                self._lose(chunk)
        work = self.work
        if not (work.files or work.command or work.literal or "src.stdin" in self.tags):
            return
        if not work.stages:
            if not work.files or not ((work.showing and "show" in self.tags) or work.sink):
                return
            work.doubt += 0.05
        stages = self._ordered()
        in_place = work.place or (work.changing and not work.showing and not work.sink)
        ways: list[tuple[str, float]] = []
        placed = self._in_place(stages) if in_place and len(work.files) >= 1 else ""
        plain = self._pipeline(stages)
        if placed:
            ways.append((placed, 0.0))
            if not work.place:
                ways.append((plain, 0.25))
        else:
            if work.place:
                work.doubt += 0.5
            ways.append((plain, 0.0))
            if work.changing and work.files and not work.sink:
                other = self._in_place(stages)
                if other:
                    ways.append((other, 0.3))
        for command, doubt in ways:
            yield Reading(
                command,
                "text",
                "Works on the text line by line",
                frozenset(self.unused),
                min(0.95, work.doubt + doubt),
            )

    def _lose(self, chunk: Chunk) -> None:
        self.unused.update(
            index for index in range(chunk.first, chunk.end) if weight(self.sentence, index) > 0.15
        )

    # -- sources and separators, which later stages need to know --------------------------------

    def _early(self, chunk: Chunk) -> bool:
        work = self.work
        match chunk.tag:
            case "by":
                work.delimiter = chunk.text("delimiter")
            case "by.csv":
                work.delimiter = work.delimiter or ","
            case "by.tsv":
                work.delimiter = "\t"
            case "by.colon":
                work.delimiter = ":"
            case "by.semi":
                work.delimiter = ";"
            case "by.space":
                work.delimiter = " "
            case "by.pipe":
                work.delimiter = "|"
            case "src":
                return self._source(chunk)
            case "src.cmd":
                if work.command:
                    return False
                work.command = chunk.text("cmd")
            case "src.stdin":
                return True
            case "src.kinds":
                work.files.extend(values(chunk.get("kinds")))
                work.doubt += 0.12
            case _:
                return False
        return True

    def _source(self, chunk: Chunk) -> bool:
        work = self.work
        names = values(chunk.get("files"))
        first = self.sentence.tokens[chunk.end - 1]
        said_file = any(
            token.norm in ("file", "content") and not token.quoted
            for token in self.sentence.tokens[chunk.first : chunk.end]
        )
        for name in names:
            if first.quoted and not said_file and re.search(r"[\s,;%\\!?]", name):
                if work.literal or work.files:
                    return False
                work.literal = name
            elif name not in work.files:
                work.files.append(name)
        if any(name.endswith((".gz", ".Z")) for name in names):
            work.zipped = True
        return True

    # -- chunks to stages -------------------------------------------------------------------------

    def _take(self, chunk: Chunk, spot: int) -> bool:
        for handler in (
            self._lines,
            self._matching,
            self._columns,
            self._sorting,
            self._changing,
            self._counting,
            self._viewing,
        ):
            done = handler(chunk, spot)
            if done is not None:
                return done
        return False

    def _add(
        self,
        program: str,
        when: int,
        spot: int,
        *,
        files: bool = True,
        script: str = "",
    ) -> bool:
        self.work.stages.append(Stage(program, when, spot, files, script))
        return True

    def _sed(self, script: str, spot: int, quiet: bool = False) -> bool:
        program = f"sed {'-n ' if quiet else ''}{shell.single(script)}"
        return self._add(program, CHOOSE, spot, script="" if quiet else script)

    def _lines(self, chunk: Chunk, spot: int) -> bool | None:
        count = chunk.get("count")
        number = count if isinstance(count, int) else 1
        ordinal = chunk.get("ordinal")
        if isinstance(ordinal, int):
            number = ordinal
        match chunk.tag:
            case "head" | "head1":
                return self._add(f"head -n {number}", CUT, spot)
            case "tail" | "tail1":
                if "follow" in self.tags:
                    return self._add(f"tail -n {number} -f", CUT, spot)
                return self._add(f"tail -n {number}", CUT, spot)
            case "headc" | "tailc":
                size = chunk.get("size")
                amount = size.short if isinstance(size, Size) else str(number)
                program = "head" if chunk.tag == "headc" else "tail"
                return self._add(f"{program} -c {amount}", CUT, spot)
            case "follow":
                if any(tag in ("tail", "tail1") for tag in self.tags):
                    return True
                return self._add("tail -f", FIRST, spot)
            case "butlast" | "butlast1":
                return self._add(
                    "sed '$d'" if number == 1 else f"head -n -{number}",
                    CUT,
                    spot,
                    script="$d" if number == 1 else "",
                )
            case "butfirst" | "butfirst1":
                return self._add(f"tail -n +{number + 1}", FIRST, spot, script=f"1,{number}d")
            case "fromline":
                return self._add(f"tail -n +{number}", FIRST, spot)
            case "toline":
                return self._add(f"head -n {number}", FIRST, spot)
            case "range" | "rangedash":
                low, high = chunk.get("a"), chunk.get("b")
                if chunk.tag == "rangedash":
                    span = chunk.get("span")
                    if not isinstance(span, tuple):
                        return False
                    low, high = span
                if not isinstance(low, int) or not isinstance(high, int) or low > high:
                    return False
                return self._add(f"sed -n '{low},{high}p'", FIRST, spot)
            case "line":
                if number == -1:
                    return self._add("tail -n 1", CUT, spot)
                return self._add(f"sed -n '{number}p'", FIRST, spot)
            case "lines":
                counts = chunk.get("counts")
                if not isinstance(counts, tuple) or len(counts) < 2:
                    return False
                script = ";".join(f"{each}p" for each in counts)
                return self._add(f"sed -n '{script}'", FIRST, spot)
            case "everynth" | "everyother":
                step = 2 if chunk.tag == "everyother" else number
                test = f"NR % {step} == 0"
                return self._add(f"awk '{test}'", FIRST, spot)
            case "odd":
                return self._add("awk 'NR % 2 == 1'", FIRST, spot)
            case "even":
                return self._add("awk 'NR % 2 == 0'", FIRST, spot)
            case "random":
                return self._add(f"shuf -n {number}", ORDER, spot)
            case "shuffle":
                return self._add("shuf", ORDER, spot)
            case "between.pat":
                a, b = escaped(chunk.text("a")), escaped(chunk.text("b"))
                return self._add(f"sed -n {shell.single(f'/{a}/,/{b}/p')}", FIRST, spot)
            case "after.pat":
                a = escaped(chunk.text("a"))
                return self._add(f"sed -n {shell.single(f'/{a}/,$p')}", FIRST, spot)
            case "numbered":
                if any(tag.startswith("grep") for tag in self.tags):
                    return True
                return self._add("cat -n", LAYOUT, spot)
        return None

    def _grep_flags(self) -> str:
        flags = ""
        if self.insensitive:
            flags += "i"
        if "grep.whole" in self.tags:
            flags += "w"
        if "grep.wline" in self.tags:
            flags += "x"
        if "grep.only" in self.tags:
            flags += "o"
        if "numbered" in self.tags:
            flags += "n"
        return flags

    def _grep(self, texts: tuple[str, ...], flags: str, spot: int, shape: str = "{}") -> bool:
        """A grep for any of the texts; `shape` puts anchors around each."""
        plain = shape == "{}"
        fixed = plain and any(needs_fixed(text) for text in texts)
        extended = False
        if len(texts) > 1 and not fixed:
            pattern = "|".join(shape.format(text) for text in texts)
            extended = True
        elif plain:
            pattern = texts[0]
            extended = bool(re.search(r"(?<!\\)[|+(]", pattern)) and looks_extended(pattern)
            fixed = fixed and not extended
        else:
            pattern = shape.format(escaped(texts[0]) if needs_fixed(texts[0]) else texts[0])
        flags = ("E" if extended else "F" if fixed else "") + flags
        option = f" -{flags}" if flags else ""
        if len(texts) > 1 and fixed:
            patterns = " ".join(f"-e {shell.pattern(text)}" for text in texts)
        else:
            patterns = shell.pattern(pattern)
            if pattern.startswith("-"):
                patterns = f"-e {patterns}"
        return self._add(f"grep{option} {patterns}", CHOOSE, spot)

    def _context(self) -> str:
        options = ""
        for chunk in self.parse.chunks:
            count = chunk.get("count")
            letter = {"grep.after": "A", "grep.before": "B", "grep.around": "C"}.get(chunk.tag)
            if letter and isinstance(count, int):
                options += f" -{letter} {count}"
        return options

    def _matching(self, chunk: Chunk, spot: int) -> bool | None:
        texts = values(chunk.get("texts"))
        flags = self._grep_flags()
        match chunk.tag:
            case "grep":
                done = self._grep(texts, flags, spot)
                context = self._context()
                if context:
                    last = self.work.stages.pop()
                    program = last.program.replace("grep", f"grep{context}", 1)
                    self.work.stages.append(Stage(program, CHOOSE, spot))
                return done
            case "grep.and":
                first = self._grep((chunk.text("a"),), flags, spot)
                return self._grep((chunk.text("b"),), flags.replace("n", ""), spot) and first
            case "grep.not":
                return self._grep(texts, "v" + flags.replace("o", ""), spot)
            case "grep.del":
                self.work.changing = True
                if len(texts) > 1:
                    return self._grep(texts, "v" + flags, spot)
                text = escaped(texts[0]).replace("/", "\\/")
                letter = "I" if self.insensitive else ""
                return self._sed(f"/{text}/{letter}d", spot)
            case "grep.start" | "grep.end" | "grep.dstart" | "grep.dend":
                shape = "^{}" if "start" in chunk.tag else "{}$"
                inverted = bool(chunk.get("neg")) or ".d" in chunk.tag
                deleting = self.sentence.tokens[chunk.first].norm == "delete"
                if ".d" in chunk.tag and len(texts) == 1 and deleting:
                    self.work.changing = True
                    text = shape.format(escaped(texts[0]).replace("/", "\\/"))
                    return self._sed(f"/{text}/d", spot)
                return self._grep(texts, ("v" if inverted else "") + flags, spot, shape)
            case "grep.whole" | "grep.wline" | "grep.only" | "icase":
                return any(
                    tag.startswith(("grep", "count", "sort", "tally", "dup")) for tag in self.tags
                )
            case "grep.after" | "grep.before" | "grep.around":
                return "grep" in self.tags
            case "grep.count":
                return self._add("wc -l", COUNT, spot)
            case "empty.del":
                if self.sentence.tokens[chunk.first].norm == "delete":
                    self.work.changing = True
                    return self._sed("/^$/d", spot)
                return self._add("grep -v '^$'", CHOOSE, spot)
            case "empty.show":
                return False
            case "comment.del":
                if self.sentence.tokens[chunk.first].norm == "delete":
                    self.work.changing = True
                    return self._sed("/^#/d", spot)
                return self._add("grep -v '^#'", CHOOSE, spot)
            case "comment.emp":
                return self._add("grep -Ev '^(#|$)'", CHOOSE, spot)
            case "dup.show":
                return self._add("sort | uniq -d", MERGE, spot, files=True)
            case "dup.once":
                return self._add("sort | uniq -u", MERGE, spot, files=True)
            case "dup.del":
                if any(tag.startswith("freq") for tag in self.tags):
                    return True
                if self.merged or "tally" in self.tags:
                    return True
                if self.sentence.tokens[chunk.first].norm in ("delete", "deduplicate"):
                    self.work.changing = True
                if "dup.order" in self.tags:
                    return self._add("awk '!seen[$0]++'", MERGE, spot)
                return self._add("sort -u", MERGE, spot)
            case "dup.order":
                return "dup.del" in self.tags
            case "dup.adj":
                return self._add("uniq -d", MERGE, spot)
            case "dup.adjdel":
                return self._add("uniq", MERGE, spot)
            case "tally":
                if any(stage.program.startswith("sort | uniq -c") for stage in self.work.stages):
                    return True
                return self._add("sort | uniq -c", MERGE, spot)
            case "freq" | "freq.up" | "freq.down":
                return self._frequency(chunk, spot)
            case "words.each":
                return self._add("tr -s '[:space:]' '\\n'", CHOOSE, spot, files=False)
        return None

    def _frequency(self, chunk: Chunk, spot: int) -> bool:
        words = {token.norm for token in self.sentence.tokens[chunk.first : chunk.end]}
        if "word" in words:
            self._add("tr -cs '[:alnum:]' '\\n'", CHANGE, spot, files=False)
        if not any(stage.program.startswith("sort | uniq -c") for stage in self.work.stages):
            self._add("sort | uniq -c", MERGE, spot)
        up = chunk.tag == "freq.up" or chunk.get("order") == "up"
        self._add("sort -n" if up else "sort -rn", MERGE, spot)
        count = chunk.get("count")
        if isinstance(count, int):
            self._add(f"head -n {count}", CUT, spot)
        return True

    # -- columns ----------------------------------------------------------------------------------

    def _separator(self) -> str:
        if self.work.delimiter:
            return self.work.delimiter
        names = self.work.files
        if names and all(name.lower().endswith(".csv") for name in names):
            return ","
        if names and all(name.lower().endswith(".tsv") for name in names):
            return "\t"
        if names and names[0] in ("/etc/passwd", "/etc/group", "/etc/shadow"):
            return ":"
        return ""

    def _cut(self, fields: str, awk: str, spot: int) -> bool:
        """Columns by cut where a separator is known, else by awk, which folds blanks."""
        mark = self._separator()
        after = any(tag.startswith("sort") for tag in self.tags[:spot])
        when = MERGE if after and "and" in self._words(spot) else CHANGE
        if mark == "\t":
            return self._add(f"cut -f{fields}", when, spot)
        if mark and len(mark) == 1:
            return self._add(f"cut -d{shell.pattern(mark)} -f{fields}", when, spot)
        return self._add(f"awk {shell.single(awk)}", when, spot)

    def _words(self, spot: int) -> set[str]:
        chunk = self.parse.chunks[spot]
        return {token.norm for token in self.sentence.tokens[chunk.first : chunk.end]}

    def _awk_mark(self) -> str:
        mark = self._separator()
        return (
            f"-F{shell.pattern(mark)} "
            if mark and mark not in (" ", "\t")
            else ("-F'\\t' " if mark == "\t" else "")
        )

    def _columns(self, chunk: Chunk, spot: int) -> bool | None:
        count = chunk.get("count")
        number = count if isinstance(count, int) else 1
        match chunk.tag:
            case "col":
                found = chunk.get("nths") or chunk.get("counts")
                if not isinstance(found, tuple):
                    return False
                if found == (-1,):
                    return self._add(f"awk {self._awk_mark()}'{{print $NF}}'", CHANGE, spot)
                if any(not isinstance(each, int) or each < 1 for each in found):
                    return False
                if (
                    "sum" in self.tags
                    or "avg" in self.tags
                    or "maxi" in self.tags
                    or "mini" in self.tags
                ):
                    return len(found) == 1
                fields = ",".join(str(each) for each in found)
                awk = ", ".join(f"${each}" for each in found)
                return self._cut(fields, f"{{print {awk}}}", spot)
            case "colspan":
                low, high = chunk.get("a"), chunk.get("b")
                span = chunk.get("span")
                if isinstance(span, tuple):
                    low, high = span
                if not isinstance(low, int) or not isinstance(high, int) or not low < high < 100:
                    return False
                awk = ", ".join(f"${each}" for each in range(low, high + 1))
                return self._cut(f"{low}-{high}", f"{{print {awk}}}", spot)
            case "colfrom":
                mark = self._separator() or " "
                quoted = "' '" if mark == " " else shell.pattern(mark)
                part = f"-d{quoted} " if mark != "\t" else ""
                return self._add(f"cut {part}-f{number}-", CHANGE, spot)
            case "collast":
                return self._add(f"awk {self._awk_mark()}'{{print $NF}}'", CHANGE, spot)
            case "colbutlast":
                mark = self._awk_mark()
                return self._add(f"awk {mark}'{{NF--; print}}'", CHANGE, spot)
            case "colbutfirst":
                mark = self._separator() or " "
                quoted = "' '" if mark == " " else shell.pattern(mark)
                return self._add(f"cut -d{quoted} -f2-", CHANGE, spot)
            case "coldel":
                ordinal = chunk.get("ordinal")
                column = ordinal if isinstance(ordinal, int) else number
                if column < 1:
                    return False
                mark = self._separator() or " "
                quoted = "' '" if mark == " " else shell.pattern(mark)
                part = f"-d{quoted} " if mark != "\t" else ""
                return self._add(f"cut {part}--complement -f{column}", CHANGE, spot)
            case "word":
                ordinal = chunk.get("ordinal")
                if ordinal == -1:
                    return self._add("awk '{print $NF}'", CHANGE, spot)
                return self._add(f"awk '{{print ${ordinal}}}'", CHANGE, spot)
            case "chars":
                return self._add(f"cut -c1-{number}", CHANGE, spot)
            case "char1":
                return self._add("cut -c1", CHANGE, spot)
            case "charslast":
                script = f"s/.*\\(.\\{{{number}\\}}\\)$/\\1/"
                return self._add(f"sed '{script}'", CHANGE, spot)
            case "charsdel":
                return self._add(f"cut -c{number + 1}-", CHANGE, spot)
            case "charsdell":
                script = f"s/.\\{{{number}\\}}$//"
                return self._add(f"sed '{script}'", CHANGE, spot, script=script)
            case "charspan":
                low, high = chunk.get("a"), chunk.get("b")
                span = chunk.get("span")
                if isinstance(span, tuple):
                    low, high = span
                return self._add(f"cut -c{low}-{high}", CHANGE, spot)
        return None

    # -- order ------------------------------------------------------------------------------------

    def _sorting(self, chunk: Chunk, spot: int) -> bool | None:
        """One sort for all that was said about the order, at the first mention of it."""
        if not chunk.tag.startswith("sort"):
            return None
        if chunk.tag == "sort.place":
            self.work.place = True
            return True
        said = [tag for tag in self.tags if tag.startswith("sort") and tag != "sort.place"]
        if said[0] != chunk.tag or self.tags.index(chunk.tag) != spot:
            return True
        if any(tag.startswith("freq") for tag in self.tags):
            return set(said) <= {"sort", "sort.rev", "sort.num", "sort.up"}
        if said == ["sort.rev"]:
            return self._add("tac", ORDER, spot)
        if not {"sort", "sort.by", "sort.bylast"} & set(said):
            return False
        letters = {
            "sort.rev": "r", "sort.num": "n", "sort.human": "h", "sort.version": "V",
            "sort.month": "M", "sort.icase": "f", "sort.uniq": "u",
        }  # fmt: skip
        options = "".join(letter for tag, letter in letters.items() if tag in said)
        if self.insensitive and "f" not in options:
            options += "f"
        if "sort.length" in said:
            self._add(
                "awk '{print length, $0}'",
                ORDER,
                spot,
            )
            self._add("sort -rn" if "r" in options else "sort -n", ORDER, spot)
            return self._add("cut -d' ' -f2-", ORDER, spot)
        counted = "tally" in self.tags
        key = next((each for each in self.parse.chunks if each.tag == "sort.by"), None)
        program = "sort"
        if key is not None:
            column = key.get("ordinal") or key.get("count")
            if not isinstance(column, int) or column < 1:
                return False
            mark = self._separator()
            if mark == "\t":
                program += " -t $'\\t'"
            elif mark and mark != " ":
                program += f" -t{shell.pattern(mark)}"
            program += f" -k{column},{column}{options}"
        else:
            unique = "dup.del" in self.tags and "dup.order" not in self.tags and not counted
            if unique and "u" not in options:
                options += "u"
                self.tags = [tag for tag in self.tags if tag != "dup.del"]
                self.work.stages = [each for each in self.work.stages if each.program != "sort -u"]
                self.merged = True
            program += f" -{options}" if options else ""
        if counted:
            if program == "sort":
                return True
            return self._add(program, LAYOUT, spot)
        return self._add(program, ORDER, spot)

    merged = False

    # -- changes ----------------------------------------------------------------------------------

    def _changing(self, chunk: Chunk, spot: int) -> bool | None:
        work = self.work
        old, new = chunk.text("old"), chunk.text("new")
        tag = chunk.tag
        if tag in ("replace", "replace.1", "replace.del"):
            if tag == "replace" and (old in ("all", "every") or (not new and not chunk.get("new"))):
                return False
            work.changing = True
            insensitive = self.insensitive
            script = substitution(old, new, insensitive, every=tag != "replace.1")
            return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
        if tag in ("replace.nl", "replace.nlt", "replace.tnl"):
            work.changing = True
            old = (
                old if tag != "replace.tnl" else old.replace("\\", "\\\\") if len(old) == 1 else old
            )
            if tag == "replace.tnl" and len(old) > 1 and old != "\\n":
                script = substitution(old, new)
                return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
            if len(new) == 1 or new.startswith(("[:", "\\")):
                return self._add(f"tr {_set(old)} {_set(new)}", CHANGE, spot, files=False)
            return False
        match tag:
            case "delchars":
                work.changing = True
                return self._add(f"tr -d {_set(old)}", CHANGE, spot, files=False)
            case "squeeze":
                return self._add(f"tr -s {_set(old)}", CHANGE, spot, files=False)
            case "squeezeln":
                return self._add("cat -s", CHANGE, spot)
            case "upper":
                return self._add("tr '[:lower:]' '[:upper:]'", CHANGE, spot, files=False)
            case "lower":
                return self._add("tr '[:upper:]' '[:lower:]'", CHANGE, spot, files=False)
            case "tac":
                return self._add("tac" if not self.darwin else "tail -r", ORDER, spot)
            case "rev":
                return self._add("rev", CHANGE, spot)
            case "join":
                glue = chunk.text("glue") or work.delimiter or " "
                if len(glue) > 1:
                    return False
                quoted = {" ": "' '", ",": ",", "\t": "'\\t'"}.get(glue, shell.pattern(glue))
                return self._add(f"paste -sd {quoted}", LAYOUT, spot)
            case "wrap":
                option = "-s " if "wrap.space" in self.tags else ""
                return self._add(f"fold {option}-w {chunk.get('count')}", LAYOUT, spot)
            case "wrap.space":
                return "wrap" in self.tags
            case "prefix":
                script = substitution("^", new, every=False, regex=True)
                return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
            case "suffix":
                script = substitution("$", new, every=False, regex=True)
                return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
            case "indent":
                blanks = " " * (int(str(chunk.get("count") or 4)))
                return self._add(f"sed 's/^/{blanks}/'", CHANGE, spot, script=f"s/^/{blanks}/")
            case "trim.end":
                work.changing = True
                return self._add(
                    "sed 's/[[:space:]]*$//'", CHANGE, spot, script="s/[[:space:]]*$//"
                )
            case "trim.start":
                work.changing = True
                return self._add(
                    "sed 's/^[[:space:]]*//'", CHANGE, spot, script="s/^[[:space:]]*//"
                )
            case "trim.both":
                work.changing = True
                script = "s/^[[:space:]]*//;s/[[:space:]]*$//"
                return self._add(f"sed '{script}'", CHANGE, spot, script=script)
            case "trim.cr":
                work.changing = True
                return self._add("sed 's/\\r$//'", CHANGE, spot, script="s/\\r$//")
            case "del.line" | "del.range":
                work.changing = True
                count = chunk.get("count") or chunk.get("ordinal")
                low, high = chunk.get("a"), chunk.get("b")
                span = chunk.get("span")
                if isinstance(span, tuple):
                    low, high = span
                place = f"{low},{high}" if low is not None else "$" if count == -1 else str(count)
                return self._add(f"sed '{place}d'", FIRST, spot, script=f"{place}d")
            case "ins.after" | "ins.before":
                work.changing = True
                letter = "a" if tag == "ins.after" else "i"
                script = f"{chunk.get('count')}{letter} {new}"
                return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
            case "ins.afterp":
                work.changing = True
                script = f"/{escaped(old)}/a {new}"
                return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
            case "ins.top":
                work.changing = True
                script = f"1i {new}"
                return self._add(f"sed {shell.single(script)}", CHANGE, spot, script=script)
            case "place":
                work.place = True
                return True
            case "backup":
                ext = values(chunk.get("ext"))
                work.backup = ext[0].lstrip("*") if ext else ".bak"
                work.place = True
                return True
        return None

    # -- counts and views -------------------------------------------------------------------------

    def _counting(self, chunk: Chunk, spot: int) -> bool | None:
        texts = values(chunk.get("texts"))
        flags = self._grep_flags().replace("n", "")
        match chunk.tag:
            case "count.lines":
                if any(stage.program == "wc -l" for stage in self.work.stages):
                    return True
                return self._add("wc -l", COUNT, spot)
            case "count.words":
                return self._add("wc -w", COUNT, spot)
            case "count.chars":
                return self._add("wc -m", COUNT, spot)
            case "count.bytes":
                return self._add("wc -c", COUNT, spot)
            case "count.all":
                return self._add("wc", COUNT, spot)
            case "count.max":
                return self._add("wc -L", COUNT, spot)
            case "count.empty":
                return self._add("grep -c '^$'", COUNT, spot)
            case "count.occ":
                self._grep((chunk.text("text"),), "o" + flags.replace("o", ""), spot)
                return self._add("wc -l", COUNT, spot)
            case "count.grep" | "count.ngrep" | "count.gstart":
                extra = "cv" if chunk.tag == "count.ngrep" else "c"
                shape = "^{}" if chunk.tag == "count.gstart" else "{}"
                self._grep(texts, extra + flags, spot, shape)
                last = self.work.stages.pop()
                return self._add(last.program, COUNT, spot)
            case "count.uniq":
                if any(tag.startswith("freq") for tag in self.tags):
                    return True
                self._add("sort -u", MERGE, spot)
                return self._add("wc -l", COUNT, spot)
            case "sum" | "avg" | "maxi" | "mini":
                return self._reduce(chunk, spot)
            case "longest":
                awk = "length > max {max = length; line = $0} END {print line}"
                return self._add(f"awk '{awk}'", COUNT, spot)
            case "table":
                mark = self._separator()
                option = "" if mark in ("", " ") else f" -s {shell.pattern(mark)}"
                if mark == "\t":
                    option = " -s $'\\t'"
                return self._add(f"column -t{option}", LAYOUT, spot)
        return None

    def _reduce(self, chunk: Chunk, spot: int) -> bool:
        column = 1
        for each in self.parse.chunks:
            if each.tag == "col":
                found = each.get("nths") or each.get("counts")
                if isinstance(found, tuple) and isinstance(found[0], int):
                    column = found[0]
            elif each.tag == "collast":
                column = -1
        name = "NF" if column == -1 else str(column)
        script = {
            "sum": f"{{sum += ${name}}} END {{print sum}}",
            "avg": f"{{sum += ${name}}} END {{if (NR) print sum / NR}}",
            "maxi": f"NR == 1 || ${name} > max {{max = ${name}}} END {{print max}}",
            "mini": f"NR == 1 || ${name} < min {{min = ${name}}} END {{print min}}",
        }[chunk.tag]
        return self._add(f"awk {self._awk_mark()}'{script}'", COUNT, spot)

    def _viewing(self, chunk: Chunk, spot: int) -> bool | None:
        work = self.work
        match chunk.tag:
            case "show":
                words = {
                    token.text.lower() for token in self.sentence.tokens[chunk.first : chunk.end]
                }
                work.showing = True
                return bool(words)
            case "page":
                return self._add("less", COUNT, spot)
            case "nonprint":
                return self._add("cat -A" if not self.darwin else "cat -vet", LAYOUT, spot)
            case "hex":
                return self._add("xxd", LAYOUT, spot)
            case "octal":
                return self._add("od", LAYOUT, spot)
            case "sink" | "sink.append":
                if work.sink:
                    return False
                work.sink = chunk.text("out")
                work.append = chunk.tag == "sink.append"
                return bool(work.sink)
            case "sink.tee":
                work.sink, work.tee = chunk.text("out"), True
                return True
            case "decompress":
                work.zipped = True
                return True
            case "either" | "noise":
                return True
        return None

    # -- the command line -------------------------------------------------------------------------

    def _ordered(self) -> list[Stage]:
        """Stages in the order in which they act; a cut spoken of before the sort comes first."""
        stages = list(self.work.stages)
        sorts = [stage.spot for stage in stages if stage.when == ORDER]
        for index, stage in enumerate(stages):
            if stage.when != CUT or not sorts:
                continue
            chunk = self.parse.chunks[sorts[0]]
            adjective = self.sentence.tokens[chunk.first].text.lower() in ("sorted", "ordered")
            before_source = any(tag.startswith("src") for tag in self.tags[sorts[0] : sorts[0] + 2])
            if stage.spot < sorts[0] and not (adjective and before_source):
                stages[index] = Stage(stage.program, CHANGE, stage.spot, stage.files, stage.script)
        return sorted(stages, key=lambda stage: (stage.when, stage.spot))

    def _pipeline(self, stages: list[Stage]) -> str:
        work = self.work
        files = " ".join(
            shell.glob(name) if "*" in name else shell.path(name) for name in work.files
        )
        texts: list[str] = []
        rest = list(stages)
        if work.command:
            texts.append(work.command)
        elif work.literal:
            echo = "printf '%b\\n'" if "\\" in work.literal else "echo"
            texts.append(f"{echo} {shell.word(work.literal)}")
        elif work.zipped and files:
            texts.append(f"zcat {files}")
        elif files and rest:
            first = rest.pop(0)
            head, bar, tail = first.program.partition(" | ")
            if not first.files:
                head = f"{head} < {files}" if len(work.files) == 1 else f"cat {files} | {head}"
            elif (
                len(work.files) > 1
                and first.when != CHOOSE
                and head.startswith(("awk", "cut", "sed -n"))
            ):
                head = f"{head} {files}"
            elif head == "wc -l" and len(work.files) == 1 and not self._names_wanted():
                head = f"wc -l < {files}"
            else:
                head = f"{head} {files}"
            texts.append(head + (f" | {tail}" if bar else ""))
        elif files:
            texts.append(f"cat {files}")
        texts.extend(stage.program for stage in rest)
        command = " | ".join(texts)
        command = command.replace("sort | sort ", "sort ")
        if work.sink:
            target = shell.path(work.sink)
            if work.tee:
                command += f" | tee {target}"
            else:
                command += f" {'>>' if work.append else '>'} {target}"
        return command

    def _names_wanted(self) -> bool:
        return True

    def _in_place(self, stages: list[Stage]) -> str:
        """The same done to the files themselves; empty when no program can."""
        work = self.work
        if work.command or work.literal or work.zipped or work.sink or not stages:
            return ""
        files = " ".join(
            shell.glob(name) if "*" in name else shell.path(name) for name in work.files
        )
        scripts = [stage.script for stage in stages]
        if all(scripts):
            suffix = work.backup or (" ''" if self.darwin else "")
            script = " ".join(f"-e {shell.single(each)}" for each in scripts)
            if len(scripts) == 1:
                script = shell.single(scripts[0])
            return f"sed -i{suffix} {script} {files}"
        if len(work.files) != 1 or work.backup:
            return ""
        if (
            len(stages) == 1
            and stages[0].program.startswith("sort")
            and "|" not in stages[0].program
        ):
            return f"{stages[0].program} -o {files} {files}"
        pipeline = self._pipeline(stages)
        return f"{pipeline} > {files}.tmp && mv {files}.tmp {files}"


def _set(text: str) -> str:
    return shell.single(text)
