"""Expansion of words to arguments, as far as text alone allows.

Invariant: every word yields what the shell would, or text marked UNKNOWN; the
order is the shell's: braces, tilde, parameters and substitutions, splitting.
"""

from __future__ import annotations

import re
from typing import Protocol

from gorilla_cli.verify.shell.arithmetic import evaluate
from gorilla_cli.verify.shell.braces import TooManyError, expand_braces
from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Run
from gorilla_cli.verify.shell.parameters import transform
from gorilla_cli.verify.shell.state import Either, State, Values
from gorilla_cli.verify.shell.tree import (
    Arithmetic,
    Parameter,
    Part,
    Script,
    Substitution,
    Text,
    Word,
)

MAX_VALUE = 100_000
"""Characters of one value; longer ones count as unknown, so that doubling stays harmless."""

_ACTIVE = re.compile(r"[{~*?\[]")
_GLOB = re.compile(r"[*?\[]")
_ASSIGNS = re.compile(r"[A-Za-z_]\w*=~?\Z")


class Shell(Protocol):
    """What expansion needs of the shell that runs the text."""

    state: State

    def substitute(self, script: Script) -> tuple[str | None, tuple[Run, ...]]:
        """What the commands print, where that is known, and what they start."""

    def process(self, kind: str, script: Script) -> Arg:
        """The file name that a process substitution stands for."""


def fields(word: Word, shell: Shell) -> list[Arg]:
    """The arguments that a word becomes, none to many."""
    if len(word.parts) == 1:
        only = word.parts[0]
        if type(only) is Text and (only.quoted or not _ACTIVE.search(only.value)):
            return [Arg(only.value, word=word)]
    try:
        alternatives = expand_braces(word.parts)
    except TooManyError:
        return [Arg(UNKNOWN, word=word)]
    found: list[Arg] = []
    for parts in alternatives:
        builder = _Builder(word)
        for part in _tilde(parts, shell.state):
            builder.add(part, shell)
        found += builder.finish()
    return found


def single(word: Word, shell: Shell) -> Arg:
    """The one value of a word where the shell neither splits nor expands file names."""
    if len(word.parts) == 1:
        only = word.parts[0]
        if type(only) is Text and (only.quoted or not only.value.startswith("~")):
            return Arg(only.value, word=word)
    texts: list[str] = []
    sources: list[Run] = []
    for part in _tilde(word.parts, shell.state):
        if isinstance(part, Text):
            texts.append(part.value)
            continue
        values = values_of(part, shell)
        texts.append(" ".join(value.text for value in values))
        for value in values:
            sources += value.sources
    return Arg(_bounded("".join(texts)), sources=tuple(sources[:50]), word=word)


def values_of(part: Part, shell: Shell) -> Values:
    """What one part of a word stands for, before any splitting."""
    if isinstance(part, Text):
        return (Arg(part.value),)
    if isinstance(part, Parameter):
        return _parameter(part, shell)
    if isinstance(part, Arithmetic):
        return (Arg(evaluate(single(part.expression, shell).text, shell.state)),)
    if part.kind != "$":
        return (shell.process(part.kind, part.script),)
    text, runs = shell.substitute(part.script)
    if text is None:
        return (Arg(UNKNOWN, sources=runs),)
    return (Arg(text.rstrip("\n")),)


class _Builder:
    """Collects the fields of one word."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.found: list[Arg] = []
        self.texts: list[str] = []
        self.glob = False
        self.sources: list[Run] = []
        self.begun = False

    def add(self, part: Part, shell: Shell) -> None:
        """Append one part's value."""
        if isinstance(part, Text):
            self.texts.append(part.value)
            self.begun = self.begun or part.quoted or bool(part.value)
            self.glob = self.glob or (not part.quoted and bool(_GLOB.search(part.value)))
            return
        values = values_of(part, shell)
        whole = part.quoted or (isinstance(part, Substitution) and part.kind != "$")
        if part.quoted and isinstance(part, Parameter) and "*" in (part.name, part.index):
            joined = " ".join(value.text for value in values)
            values = (Arg(joined, sources=values[0].sources if values else ()),)
        for position, value in enumerate(values):
            if position:
                self.close()
            if whole:
                self.texts.append(value.text)
                self.sources += value.sources
                self.begun = True
            else:
                self._split(value, shell)

    def _split(self, value: Arg, shell: Shell) -> None:
        separators = shell.state.value("IFS")
        marks = separators[0].text if separators else ""
        if not marks or UNKNOWN in marks:
            marks = " \t\n"
        pieces = re.split(f"[{re.escape(marks)}]+", value.text) if len(marks) < 20 else [value.text]
        for position, piece in enumerate(pieces):
            if position:
                self.close()
            if piece:
                self.texts.append(piece)
                self.sources += value.sources
                self.begun = True
                self.glob = self.glob or UNKNOWN in piece or bool(_GLOB.search(piece))

    def close(self) -> None:
        """End the current field."""
        if self.begun:
            text = _bounded("".join(self.texts))
            self.found.append(Arg(text, self.glob, tuple(self.sources[:50]), self.word))
        self.texts, self.glob, self.sources, self.begun = [], False, [], False

    def finish(self) -> list[Arg]:
        """All fields."""
        self.close()
        return self.found


def _bounded(text: str) -> str:
    return text if len(text) <= MAX_VALUE else UNKNOWN


def _tilde(parts: tuple[Part, ...], state: State) -> tuple[Part, ...]:
    first = parts[0] if parts else None
    if not isinstance(first, Text) or first.quoted or "~" not in first.value:
        return parts
    lead = ""
    if not first.value.startswith("~"):
        head, _, _ = first.value.partition("~")
        if not _ASSIGNS.match(head + "~"):
            return parts
        lead = head
    name, slash, rest = first.value[len(lead) + 1 :].partition("/")
    if not slash and len(parts) > 1:
        return parts
    return Text(lead + home_of(name, state) + slash + rest), *parts[1:]


def home_of(name: str, state: State) -> str:
    """What `~name` stands for."""
    if not name:
        values = state.get("HOME")
        return values[0].text if values else state.home
    if name == "+":
        return state.cwd
    if name == "-":
        return state.previous
    return "/root" if name == "root" else f"/home/{name}"


def _parameter(part: Parameter, shell: Shell) -> Values:
    state = shell.state
    if not part.name:
        return (Arg(UNKNOWN),)
    if part.operator == "#len":
        return (Arg("1"),)
    name = part.name
    if part.indirect:
        named = state.get(name)
        if not named or not named[0].known or not re.fullmatch(r"\w+", named[0].text):
            return (Arg(UNKNOWN),)
        name = named[0].text
    found = state.get(name)
    values = _indexed(state.value(name), part.index, shell)
    array = name not in ("@", "*") and not isinstance(values, Either)
    if part.quoted and not part.index and array:
        values = values[:1]  # unquoted, zsh and fish would use all elements
    argument = part.argument
    if part.operator in (":-", "-", ":=", "="):
        if found is None or not any(value.text for value in values):
            usual = state.value(name)
            if found is None and usual and usual[0].known:
                return usual
            values = (single(argument, shell),) if argument else ()
            if part.operator in (":=", "="):
                state.set(name, values)
        return values
    if part.operator in (":+", "+"):
        return (single(argument, shell),) if argument else ()
    if part.operator in ("", ":?", "?"):
        return values
    given = single(argument, shell).text if argument else ""
    if part.operator == ":" and name in ("@", "*"):
        return _slice(values, given, first=1)
    if part.operator == ":" and part.index in ("@", "*"):
        return _slice(values, given, first=0)
    return tuple(
        Arg(transform(part.operator, value.text, given), sources=value.sources) for value in values
    )


def _slice(values: Values, argument: str, *, first: int) -> Values:
    offset, _, length = argument.partition(":")
    try:
        start = max(int(offset or first), first) - first
        return values[start : start + int(length)] if length else values[start:]
    except ValueError:
        return (Arg(UNKNOWN),)


def _indexed(values: Values, index: str, shell: Shell) -> Values:
    if not index:
        return values
    if index in ("@", "*"):
        return values
    number = evaluate(index, shell.state)
    try:
        return (values[int(number)],)
    except (ValueError, IndexError):
        return (Arg(UNKNOWN),)
