"""Reading shell text into a tree.

Invariant: reading never raises, never goes back, and never drops a command it
has seen; what is no shell syntax is skipped mark by mark and named in `problem`.

The reader is our own because it must stay linear and exact where it matters
for safety: a general parser's error recovery may lose words or take minutes.
Whether text is well-formed is for `wellformed` to say.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from gorilla_cli.verify.shell.tree import (
    Assignment,
    Block,
    Command,
    Item,
    Pipeline,
    Redirect,
    Script,
    Simple,
    Substitution,
    Text,
    Word,
)
from gorilla_cli.verify.shell.words import Trouble, WordReader

_SKIPPED = frozenset(" \t\\#")
_BLANKS = re.compile(r"(?:[ \t]|\\\n)+")
_TOKEN = re.compile(r"[^ \t\n;&|()<>'\"`$\\]++(?=[ \t\n;&|()<>]|$)")
_REDIRECT = re.compile(r"(\d+|\{\w+\})?(<<<|<<-|<<|<&|<>|<|>>|>&|>\||>|&>>|&>)(?!\()")
_REDIRECTS = frozenset("<>&{0123456789")
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:\[([^\]\n]{0,200})\])?(\+?=)")
_PREFIX = re.compile(
    r"(?:time(?:[ \t]+-p)?|coproc(?:[ \t]+\w+)?)[ \t]+"
    r"(?=[({]|(?:if|for|while|until|case|\[\[)[ \t])"
)
_FUNCTION = re.compile(r"[ \t]*\([ \t]*\)")
_CASE_ENDING = re.compile(r";;&|;;|;&")
_CLOSERS = frozenset({"then", "do", "done", "fi", "elif", "else", "esac", "}", "end"})
_DECLARE = frozenset({"declare", "typeset", "export", "local", "readonly"})


@dataclass(frozen=True, slots=True)
class _Pending:
    """A here-document whose body has not been reached."""

    redirect: Redirect
    quoted: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of reading."""

    script: Script
    problem: str
    """Empty, or what is no well-formed shell syntax."""
    too_deep: bool
    """True when nesting was so deep that the rest was not read."""


def read(text: str) -> Reading:
    """The tree of the text, with what a never closed quote would hide read as commands too."""
    trouble = Trouble()
    items: list[Item] = []
    for _ in range(4):
        reader = Reader(text, trouble=trouble)
        items += reader.script_until("").items
        if reader.unclosed < 0:
            break
        text = text[reader.unclosed :]
    return Reading(Script(tuple(items)), trouble.problem, trouble.too_deep)


class Reader(WordReader):
    """Reads commands from text."""

    def __init__(self, text: str, depth: int = 0, trouble: Trouble | None = None) -> None:
        super().__init__(text, depth, trouble)
        self._awaited: Counter[str] = Counter()
        self._pending: list[_Pending] = []

    # Commands are read by mutual recursion; `descend` bounds its depth.

    # -- lists and pipelines -------------------------------------------------

    def script_until(self, closer: str) -> Script:
        """Commands up to `)`, or with an empty closer to the end of the text."""
        if not closer:
            return self._script()
        return self._inside(closer)

    def _inside(self, *closers: str) -> Script:
        """A nested script up to one of the closers, which is consumed if it is one mark."""
        if not self.descend():
            return Script()
        self._awaited.update(closers)
        script = self._script()
        self._awaited.subtract(closers)
        self.depth -= 1
        if not script.items and closers[0] not in (")", ";;"):
            self.fail("a command is missing")
        if closers == (")",):
            if self.text.startswith(")", self.at):
                self.at += 1
            else:
                self.fail("a parenthesis is never closed")
        return script

    def _script(self) -> Script:
        items: list[Item] = []
        while True:
            self._gap()
            if self.at >= self.end:
                break
            mark = self.text[self.at]
            if mark == ")" or mark == ";":
                if self._awaited[")" if mark == ")" else ";;"] > 0:
                    break
                self._skip()
            elif mark == "|" or (mark == "&" and not self.text.startswith("&>", self.at)):
                self._skip()
            elif (token := self._token()) in _CLOSERS:
                if self._awaited[token] > 0:
                    break
                self.fail(f"{token} does not belong here")
                self.at += len(token)
            else:
                before = self.at
                items.append(self._item())
                if self.at == before:
                    self._skip()
        return Script(tuple(items))

    def _skip(self) -> None:
        self.fail(f"{self.text[self.at]} does not belong here")
        self.at += 1

    def _item(self) -> Item:
        pipeline = self._pipeline()
        self._blanks()
        text, at = self.text, self.at
        mark = text[at : at + 1]
        if mark == "\n":
            self._newline()
            return Item(pipeline, ";")
        if mark == ";" and not text.startswith((";;", ";&"), at):
            self.at += 1
            return Item(pipeline, ";")
        for ending in ("&&", "||", "&") if mark and mark in "&|" else ():
            if text.startswith(ending, at):
                self.at += len(ending)
                if len(ending) == 2:
                    self._follows(ending)
                return Item(pipeline, ending)
        return Item(pipeline)

    def _pipeline(self) -> Pipeline:
        negated = False
        mark = self.text[self.at : self.at + 1]
        while mark == "!" and self._token() == "!":
            negated = not negated
            self.at += 1
            self._blanks()
            mark = self.text[self.at : self.at + 1]
        if mark in ("t", "c"):
            prefix = _PREFIX.match(self.text, self.at)
            if prefix:
                self.at = prefix.end()
        stages, operators = [self._command()], list[str]()
        while True:
            self._blanks()
            if not self.text.startswith("|", self.at) or self.text.startswith("||", self.at):
                return Pipeline(tuple(stages), negated, tuple(operators))
            operators.append("|&" if self.text.startswith("|&", self.at) else "|")
            self.at += len(operators[-1])
            self._follows(operators[-1])
            stages.append(self._command())

    def _follows(self, operator: str) -> None:
        """Go to the command that has to come after an operator."""
        self._gap()
        mark = self.text[self.at : self.at + 1]
        stray = mark == "&" and not self._redirects_both()
        if not mark or stray or mark in ";|)" or self._token() in _CLOSERS:
            self.fail(f"nothing follows {operator}")

    # -- blanks, comments and here-documents ---------------------------------

    def _blanks(self) -> None:
        if self.text[self.at : self.at + 1] not in _SKIPPED:
            return
        blanks = _BLANKS.match(self.text, self.at)
        if blanks:
            self.at = blanks.end()
        if self.text.startswith("#", self.at) and (
            self.at == 0 or self.text[self.at - 1] in " \t\n;&|("
        ):
            newline = self.text.find("\n", self.at)
            self.at = self.end if newline < 0 else newline

    def _gap(self) -> None:
        self._blanks()
        while self.text.startswith("\n", self.at):
            self._newline()
            self._blanks()

    def _newline(self) -> None:
        self.at += 1
        pending, self._pending = self._pending, []
        for document in pending:
            self._read_body(document)

    def _read_body(self, document: _Pending) -> None:
        lines: list[str] = []
        redirect = document.redirect
        while self.at < self.end:
            newline = self.text.find("\n", self.at)
            stop = self.end if newline < 0 else newline
            line = self.text[self.at : stop]
            self.at = min(stop + 1, self.end)
            if redirect.operator == "<<-":
                line = line.lstrip("\t")
            if line == redirect.marker:
                break
            lines.append(line + "\n")
        body = "".join(lines)
        if document.quoted:
            redirect.target = Word((Text(body, quoted=True),))
        elif self.descend():
            redirect.target = self.separate(body).body()
            self.depth -= 1

    def _token(self) -> str:
        token = _TOKEN.match(self.text, self.at)
        return token.group() if token else ""

    # -- commands ------------------------------------------------------------

    def _command(self) -> Command:
        if self.text.startswith("(", self.at):
            return self._with_redirects(self._parenthesis())
        token = self._token()
        reading = _COMPOUND.get(token)
        if reading:
            self.at += len(token)
            return self._with_redirects(reading(self, token))
        return self._simple()

    def _parenthesis(self) -> Block:
        if self.text.startswith("((", self.at) and self.is_arithmetic(self.at):
            return self._expression_block()
        self.at += 1
        script = self._inside(")")
        if not script.items:
            self.fail("a command is missing")
        return Block("(", ("(", script, ")"))

    def _expression_block(self) -> Block:
        close = self.pairs[self.at + 1]
        inner = self.separate(self.text[self.at + 2 : close])
        self.at = close + 2
        return Block("((", ("((", inner.body(), "))"))

    def _with_redirects(self, block: Block) -> Block:
        redirects: list[Redirect] = []
        self._blanks()
        while self._redirect(redirects):
            self._blanks()
        return replace(block, redirects=tuple(redirects)) if redirects else block

    def _redirect(self, redirects: list[Redirect]) -> bool:
        if self.text[self.at : self.at + 1] not in _REDIRECTS:
            return False
        match = _REDIRECT.match(self.text, self.at)
        if not match:
            return False
        self.at = match.end()
        self._blanks()
        target, operator = self.word(), match[2]
        if target is None:
            self.fail(f"nothing follows {operator}")
            target = Word(())
        if operator not in ("<<", "<<-"):
            redirects.append(Redirect(operator, target, match[1] or ""))
            return True
        quoted = any(isinstance(part, Text) and part.quoted for part in target.parts)
        marker = target.literal
        if marker is None:
            marker = self.text[target.start : target.end]
        redirects.append(Redirect(operator, Word(()), match[1] or "", marker))
        self._pending.append(_Pending(redirects[-1], quoted))
        return True

    def _simple(self) -> Simple | Block:
        start, assignments, words, redirects = (
            self.at,
            list[Assignment](),
            list[Word](),
            list[Redirect](),
        )
        while True:
            self._blanks()
            mark = self.text[self.at : self.at + 1]
            if not mark or mark in "\n;|)" or (mark == "&" and not self._redirects_both()):
                break
            if self._redirect(redirects):
                continue
            if mark == "(":
                words.append(self._foreign_substitution())
            elif not words or words[0].literal in _DECLARE:
                if self._assignment(assignments, words):
                    continue
                words.append(self.word() or self._stray())
                if len(words) == 1 and (function := _FUNCTION.match(self.text, self.at)):
                    self.at = function.end()
                    return self._function_body(words[0].literal or "")
            else:
                words.append(self.word() or self._stray())
        return Simple(tuple(assignments), tuple(words), tuple(redirects), start, self.at)

    def _redirects_both(self) -> bool:
        return self.text.startswith("&>", self.at)

    def _stray(self) -> Word:
        """A mark that begins no word, taken as one, so that reading goes on."""
        if self.at >= self.end:
            return Word(())
        self._skip()
        return Word((Text(self.text[self.at - 1]),), self.at - 1, self.at)

    def _foreign_substitution(self) -> Word:
        """`(…)` among the words: no bash, but fish would run what it encloses."""
        self.fail("( does not belong here")
        start = self.at
        self.at += 1
        return Word((Substitution("$", self._inside(")")),), start, self.at)

    def _assignment(self, assignments: list[Assignment], words: list[Word]) -> bool:
        match = _ASSIGNMENT.match(self.text, self.at)
        if not match:
            return False
        array = self.text.startswith("(", match.end())
        if words and not array:
            return False  # an argument of declare, export …: the word says it all
        self.at = match.end()
        value = self._array() if array else self.word() or Word((), self.at, self.at)
        assignments.append(Assignment(match[1], value, match[3] == "+=", match[2] or ""))
        return True

    def _array(self) -> tuple[Word, ...]:
        self.at += 1
        words: list[Word] = []
        while True:
            self._gap()
            if self.at >= self.end:
                self.fail("a parenthesis is never closed")
                return tuple(words)
            if self.text[self.at] == ")":
                self.at += 1
                return tuple(words)
            words.append(self.word() or self._stray())

    # -- compound commands ---------------------------------------------------

    def _expect(self, token: str) -> None:
        self._gap()
        if self._token() == token:
            self.at += len(token)
        else:
            self.fail(f"{token} is missing")

    def _group(self, _token: str) -> Block:
        script = self._inside("}")
        self._expect("}")
        return Block("{", ("{", script, "}"))

    def _if(self, _token: str) -> Block:
        shape: list[str | Word | Script] = ["if", self._inside("then", "fi")]
        while True:
            self._gap()
            token = self._token()
            if token not in ("then", "elif", "else"):
                break
            self.at += len(token)
            shape += [token, self._inside("then", "elif", "else", "fi")]
        self._expect("fi")
        return Block("if", (*shape, "fi"))

    def _while(self, token: str) -> Block:
        condition = self._inside("do", "end")
        return Block(token, (token, condition, *self._do()))

    def _do(self) -> tuple[str | Word | Script, ...]:
        self._gap()
        self._blanks()
        if self.text.startswith("{", self.at):
            self.at += 1
            script = self._inside("}")
            self._expect("}")
            return "do", script, "done"
        if self._token() == "do":
            self.at += 2
            script = self._inside("done")
            self._expect("done")
            return "do", script, "done"
        self.fail("do is missing")
        script = self._inside("end", "done")
        if self._token() in ("end", "done"):
            self.at += len(self._token())
        return "do", script, "done"

    def _for(self, token: str) -> Block:
        self._blanks()
        if self.text.startswith("((", self.at) and self.pairs.get(self.at, -1) > 0:
            close = self.pairs[self.at]
            inner = self.separate(self.text[self.at + 2 : close - 1])
            self.at = close + 1
            self._semicolon()
            return Block(token, (token, "((", inner.body(), "))", *self._do()))
        name = self.word()
        self._gap()
        shape: list[str | Word | Script] = [token, name or Word(())]
        if self._token() == "in":
            self.at += 2
            shape += ["in", *self._words()]
        elif self.text.startswith("(", self.at):  # zsh: for x (a b) …
            self.fail("in is missing")
            shape += ["in", *self._array()]
        self._semicolon()
        return Block(token, (*shape, *self._do()), (name.literal if name else "") or "")

    def _words(self) -> list[Word]:
        words: list[Word] = []
        while True:
            self._blanks()
            mark = self.text[self.at : self.at + 1]
            if not mark or mark in "\n;&|)":
                return words
            words.append(
                self._foreign_substitution() if mark == "(" else self.word() or self._stray()
            )

    def _semicolon(self) -> None:
        self._gap()
        if self.text.startswith(";", self.at):
            self.at += 1
        self._gap()

    def _case(self, _token: str) -> Block:
        self._blanks()
        shape: list[str | Word | Script] = ["case", self.word() or Word(())]
        self._expect("in")
        while True:
            self._gap()
            if self.at >= self.end or self._token() == "esac" or self._awaited_paren():
                break
            if self.text.startswith("(", self.at):
                self.at += 1
            shape += self._patterns()
            shape += [")", self._inside(";;", "esac")]
            ending = _CASE_ENDING.match(self.text, self.at)
            if ending:
                self.at = ending.end()
                shape.append(ending.group())
        self._expect("esac")
        return Block("case", (*shape, "esac"))

    def _awaited_paren(self) -> bool:
        return self.text.startswith(")", self.at) and self._awaited[")"] > 0

    def _patterns(self) -> list[str | Word | Script]:
        patterns: list[str | Word | Script] = []
        while self.at < self.end:
            self._gap()
            if self.text.startswith(")", self.at):
                self.at += 1
                break
            if self.text.startswith("|", self.at):
                self.at += 1
                patterns.append("|")
            else:
                patterns.append(self.word() or self._stray())
        return patterns

    def _function(self, _token: str) -> Block:
        self._blanks()
        name = self.word()
        parentheses = _FUNCTION.match(self.text, self.at)
        if parentheses:
            self.at = parentheses.end()
        return self._function_body((name.literal if name else "") or "")

    def _function_body(self, name: str) -> Block:
        self._gap()
        if self.at >= self.end:
            self.fail("a function has no body")
        if not self.descend():
            return Block("function", (), name)
        if self._token() != "{" and self.text.startswith("{", self.at):
            self.fail("a blank is missing after {")  # zsh does without
            self.at += 1
            body: Command = self._with_redirects(self._group("{"))
        else:
            body = self._command()
        self.depth -= 1
        return Block("function", (name, "()", Script((Item(Pipeline((body,))),))), name)

    def _test(self, _token: str) -> Block:
        shape: list[str | Word | Script] = ["[["]
        while True:
            self._gap()
            if self.at >= self.end:
                self.fail("]] is missing")
                break
            if self._token() == "]]":
                self.at += 2
                break
            word = self.word()
            if word is None:
                shape.append(self.text[self.at])
                self.at += 1
            else:
                shape.append(word)
        return Block("[[", (*shape, "]]"))


_COMPOUND = {
    "{": Reader._group,
    "if": Reader._if,
    "while": Reader._while,
    "until": Reader._while,
    "for": Reader._for,
    "select": Reader._for,
    "case": Reader._case,
    "function": Reader._function,
    "[[": Reader._test,
}
