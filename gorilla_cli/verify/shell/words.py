"""Reading one word of shell text: quotes, escapes, expansions.

Invariant: every method moves forward only, so reading takes linear time; at
the depth limit reading stops and says so instead of guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from gorilla_cli.verify.shell.escapes import decode_ansi
from gorilla_cli.verify.shell.tree import (
    Arithmetic,
    Parameter,
    Part,
    Script,
    Substitution,
    Text,
    Word,
)

MAX_DEPTH = 30
"""Nesting that no person writes; deeper text is not checked but refused."""

_PLAIN = re.compile(r"[^ \t\n\\'\"`$;&|()<>]+")
_AFTER = frozenset({"", " ", "\t", "\n", ";", "&", "|", ")"})
_IN_DOUBLE = re.compile(r'[^"\\$`]+')
_IN_BODY = re.compile(r"[^\\$`]+")
_IN_BRACES = re.compile(r"[^}\\'\"`$]+")
_IN_QUOTED_BRACES = re.compile(r'[^}\\"`$]+')
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARAMETER = re.compile(r"([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])")
_OPERATOR = re.compile(r":[-=+?]|##?|%%?|/[/#%]?|\^\^?|,,?|@[A-Za-z]|:|[-=+?]")


@dataclass(slots=True)
class Trouble:
    """What went wrong in reading."""

    problem: str = ""
    """The first thing that is no well-formed shell syntax, in words."""
    too_deep: bool = False
    """True when nesting was so deep that the rest was not read."""


class WordReader:
    """A cursor over text that reads words; `Reader` adds commands."""

    def __init__(self, text: str, depth: int = 0, trouble: Trouble | None = None) -> None:
        self.text = text
        self.at = 0
        self.end = len(text)
        self.depth = depth
        self.trouble = trouble or Trouble()
        """Shared with the readers of nested text."""
        self.unclosed = -1
        """Offset just after the last quote that is never closed."""
        self._pairs: dict[int, int] | None = None

    def script_until(self, closer: str) -> Script:
        """Read commands up to the closer; `Reader` knows how."""
        raise NotImplementedError

    def fail(self, problem: str) -> None:
        """Remember the first problem."""
        self.trouble.problem = self.trouble.problem or problem

    def separate(self, text: str) -> Self:
        """A reader of other text at this depth, whose troubles are this one's."""
        return type(self)(text, self.depth, self.trouble)

    def descend(self) -> bool:
        """Go one level deeper, or give up on the rest of the text."""
        if self.depth >= MAX_DEPTH:
            self.trouble.too_deep = True
            self.at = self.end
            return False
        self.depth += 1
        return True

    def word(self) -> Word | None:
        """The word at the cursor, or None when there is none."""
        start, text = self.at, self.text
        plain = _PLAIN.match(text, start)
        if plain and text[plain.end() : plain.end() + 1] in _AFTER:
            self.at = plain.end()
            return Word((Text(plain.group()),), start, self.at)
        parts: list[Part] = []
        while self.at < self.end:
            plain = _PLAIN.match(text, self.at)
            if plain:
                parts.append(Text(plain.group()))
                self.at = plain.end()
                continue
            character = text[self.at]
            if character == "(":
                if self.at == start or text[self.at - 1] not in "?*+@!":
                    break
                self._extended_glob(parts)
            elif character in "<>":
                if not text.startswith("(", self.at + 1):
                    break
                self.at += 2
                parts.append(Substitution(character, self.script_until(")")))
            elif not self._expansion(character, parts):
                break
        return Word(tuple(parts), start, self.at) if parts else None

    def _expansion(self, character: str, parts: list[Part]) -> bool:
        """Read a quote, escape, dollar or backtick at the cursor; False for anything else."""
        if character == "\\":
            self._escape(parts)
        elif character == "'":
            self._single(parts)
        elif character == '"':
            self.at += 1
            self._double(parts, '"')
        elif character == "$":
            self._dollar(parts, quoted=False)
        elif character == "`":
            self._backticks(parts, quoted=False)
        else:
            return False
        return True

    def _escape(self, parts: list[Part]) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if not following:
            parts.append(Text("\\", quoted=True))
        elif following != "\n":
            parts.append(Text(following, quoted=True))
        elif not parts and self.at + 2 >= self.end:
            parts.append(Text(""))
        self.at = min(self.at + 2, self.end)

    def _single(self, parts: list[Part]) -> None:
        close = self.text.find("'", self.at + 1)
        if close < 0:
            self._never_closed("a single quote is never closed")
            close = self.end
        parts.append(Text(self.text[self.at + 1 : close], quoted=True))
        self.at = min(close + 1, self.end)

    def _never_closed(self, problem: str) -> None:
        self.fail(problem)
        self.unclosed = self.at + 1

    def _double(self, parts: list[Part], closer: str) -> None:
        """Read to the closing quote, or with no closer to the end of the text."""
        opened, text = self.at, self.text
        run = _IN_DOUBLE if closer else _IN_BODY
        parts.append(Text("", quoted=True))
        while self.at < self.end:
            plain = run.match(text, self.at)
            if plain:
                parts.append(Text(plain.group(), quoted=True))
                self.at = plain.end()
                continue
            character = text[self.at]
            if character == closer:
                self.at += 1
                return
            if character == "\\":
                following = text[self.at + 1 : self.at + 2]
                if following != "\n":
                    kept = "" if following and following in '$`"\\' else "\\"
                    parts.append(Text(kept + following, quoted=True))
                self.at = min(self.at + 2, self.end)
            elif character == "$":
                self._dollar(parts, quoted=True)
            else:
                self._backticks(parts, quoted=True)
        if closer:
            self.at, end = opened - 1, self.at
            self._never_closed("a double quote is never closed")
            self.at = end

    def body(self) -> Word:
        """All of the text as the inside of a here-document."""
        parts: list[Part] = []
        self._double(parts, "")
        return Word(tuple(parts))

    def _backticks(self, parts: list[Part], *, quoted: bool) -> None:
        start = self.at + 1
        at = start
        while at < self.end and self.text[at] != "`":
            at += 2 if self.text[at] == "\\" else 1
        if at >= self.end:
            self._never_closed("a backtick is never closed")
        escapes = r'\\([\\$`"])' if quoted else r"\\([\\$`])"
        inner = re.sub(escapes, r"\1", self.text[start : min(at, self.end)])
        self.at = min(at + 1, self.end)
        parts.append(Substitution("$", self.reread(inner), quoted))

    def reread(self, text: str) -> Script:
        """Read other text as a script, one level deeper."""
        if not self.descend():
            return Script()
        script = self.separate(text).script_until("")
        self.depth -= 1
        return script

    def _dollar(self, parts: list[Part], *, quoted: bool) -> None:
        text, at = self.text, self.at + 1
        following = text[at : at + 1]
        if following == "(":
            if text.startswith("(", at + 1) and self.is_arithmetic(at):
                self._arithmetic(parts, at + 2, self.pairs[at + 1], 2, quoted)
                return
            self.at += 2
            parts.append(Substitution("$", self.script_until(")"), quoted))
        elif following == "{":
            self._braces(parts, quoted)
        elif following == "'" and not quoted:
            value, self.at, closed = decode_ansi(text, at + 1)
            if not closed:
                self.fail("a single quote is never closed")
            parts.append(Text(value, quoted=True))
        elif following == '"' and not quoted:
            self.at += 2
            self._double(parts, '"')
        elif following == "[" and (close := text.find("]", at)) > 0:
            self._arithmetic(parts, at + 1, close, 1, quoted)
        elif following and (name := _NAME.match(text, at)):
            self.at = name.end()
            parts.append(Parameter(name.group(), quoted=quoted))
        elif following and following in "0123456789@*#?$!-":
            self.at += 2
            parts.append(Parameter(following, quoted=quoted))
        else:
            self.at += 1
            parts.append(Text("$", quoted))

    def _arithmetic(
        self, parts: list[Part], start: int, close: int, closers: int, quoted: bool
    ) -> None:
        self.at = close + closers
        if self.descend():
            parts.append(Arithmetic(self.separate(self.text[start:close]).body(), quoted))
            self.depth -= 1

    def _braces(self, parts: list[Part], quoted: bool) -> None:
        if not self.descend():
            return
        text = self.text
        self.at += 2
        length = text.startswith("#", self.at) and not text.startswith("#}", self.at)
        indirect = text.startswith("!", self.at) and not text.startswith("!}", self.at)
        self.at += length or indirect
        name = _PARAMETER.match(text, self.at)
        if name:
            self.at = name.end()
        index = ""
        if name and text.startswith("[", self.at) and (close := text.find("]", self.at)) > 0:
            index = text[self.at + 1 : close]
            self.at = close + 1
        operator = _OPERATOR.match(text, self.at) if name else None
        if operator:
            self.at = operator.end()
        opened = self.at
        argument = self._brace_argument(quoted)
        self.depth -= 1
        understood = name and (operator or self.at - 1 == opened or self.at == self.end)
        parts.append(
            Parameter(
                name.group() if name and understood else "",
                "#len" if length else operator.group() if operator else "",
                argument,
                index,
                bool(indirect),
                quoted,
            )
        )

    def _brace_argument(self, quoted: bool) -> Word:
        start, text, parts = self.at, self.text, list[Part]()
        run = _IN_QUOTED_BRACES if quoted else _IN_BRACES
        while self.at < self.end:
            plain = run.match(text, self.at)
            if plain:
                parts.append(Text(plain.group(), quoted))
                self.at = plain.end()
                continue
            character = text[self.at]
            if character == "}":
                self.at += 1
                return Word(tuple(parts), start, self.at - 1)
            if quoted and character == "$":
                self._dollar(parts, quoted=True)
            elif quoted and character == "`":
                self._backticks(parts, quoted=True)
            else:
                self._expansion(character, parts)
        self.fail("a brace is never closed")
        return Word(tuple(parts), start, self.at)

    def _extended_glob(self, parts: list[Part]) -> None:
        close = self.pairs.get(self.at, -1)
        if close < 0:
            close = self.end - 1
            self.fail("a parenthesis is never closed")
        parts.append(Text(self.text[self.at : close + 1]))
        self.at = close + 1

    def is_arithmetic(self, at: int) -> bool:
        """True when the two parentheses at `at` enclose an expression, not commands."""
        pairs = self.pairs
        inner = pairs.get(at + 1, -2)
        if inner < 0 or pairs.get(at) != inner + 1:
            return False
        content = self.text[at + 2 : inner]
        return not any(mark in content for mark in "'\"\\;\n`")

    @property
    def pairs(self) -> dict[int, int]:
        """Offsets of opening parentheses to those of their closing ones, quotes ignored."""
        if self._pairs is None:
            self._pairs, opened = {}, list[int]()
            for match in re.finditer(r"[()]", self.text):
                if match.group() == "(":
                    opened.append(match.start())
                elif opened:
                    self._pairs[opened.pop()] = match.start()
        return self._pairs
