"""The syntax tree of shell text.

Invariant: a tree says what is written, not what it means. Its values are frozen,
but for the redirection of a here-document, whose body the reader meets later.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters of a word, escapes decoded."""

    value: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """`$name` or `${name…}`."""

    name: str
    """Empty when the shell's syntax for it is not understood."""
    operator: str = ""
    """What follows the name in braces (":-", "#", "//", …); "#len" for `${#name}`."""
    argument: Word | None = None
    index: str = ""
    """The text between square brackets."""
    indirect: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Substitution:
    """`$(…)`, backticks, `<(…)` or `>(…)`."""

    kind: str
    """"$", "<" or ">"."""
    script: Script
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`$((…))`; the expression is a word because it may hold substitutions."""

    expression: Word
    quoted: bool = False


Part = Text | Parameter | Substitution | Arithmetic


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written."""

    parts: tuple[Part, ...]
    start: int = -1
    """Offset into the text that was read; -1 when the word was not in it as such."""
    end: int = -1

    @property
    def literal(self) -> str | None:
        """The text when no part needs the shell to know it."""
        if len(self.parts) == 1:
            only = self.parts[0]
            return only.value if isinstance(only, Text) else None
        texts = [part.value for part in self.parts if isinstance(part, Text)]
        return "".join(texts) if len(texts) == len(self.parts) else None


@dataclass(frozen=True, slots=True)
class Assignment:
    """`name=value`, `name+=value`, `name[i]=value` or `name=(…)`."""

    name: str
    value: Word | tuple[Word, ...]
    append: bool = False
    index: str = ""


@dataclass(slots=True)
class Redirect:
    """One redirection. For here-documents and here-strings `target` is the text itself."""

    operator: str
    target: Word
    descriptor: str = ""
    marker: str = ""
    """Of a here-document: the word that ends it."""


@dataclass(frozen=True, slots=True)
class Simple:
    """Assignments, words and redirections: what starts one program."""

    assignments: tuple[Assignment, ...]
    words: tuple[Word, ...]
    redirects: tuple[Redirect, ...] = ()
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """A compound command, its keywords, words and inner scripts in the order written."""

    kind: str
    """"(", "{", "if", "while", "until", "for", "select", "case", "function", "[[" or "(("."""
    shape: tuple[str | Word | Script, ...]
    name: str = ""
    """Of for and select: the variable; of function: its name."""
    redirects: tuple[Redirect, ...] = ()


Command = Simple | Block


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Commands joined by `|` or `|&`."""

    stages: tuple[Command, ...]
    negated: bool = False
    operators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A pipeline and what ends it: ";", "&", "&&", "||" or, at the end, nothing."""

    pipeline: Pipeline
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """Items in order."""

    items: tuple[Item, ...] = ()
