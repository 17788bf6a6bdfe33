"""The command of a recipe: shell text with slots, each knowing the place it stands in.

Invariant: filling never changes what the shell sees of the text around a slot;
the value is quoted for its place, so it stays data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gorilla_cli.knowledge.slots import (
    PROGRAM_FORMS,
    TYPES,
    Place,
    Spot,
    Value,
    form_problem,
    type_of,
    written,
)
from gorilla_cli.knowledge.writing import FormError


class TemplateError(ValueError):
    """A command template is not well-formed; the message says what to change."""


@dataclass(frozen=True, slots=True)
class SlotUse:
    """One place where a slot's value goes."""

    name: str
    kind: str
    form: str
    default: str | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class Template:
    """Shell text and slot uses in order."""

    text: str
    """As written in the file."""
    parts: tuple[str | SlotUse, ...]

    @property
    def uses(self) -> tuple[SlotUse, ...]:
        """All slot uses in order."""
        return tuple(part for part in self.parts if isinstance(part, SlotUse))

    @property
    def defaults(self) -> dict[str, str]:
        """Slot name to default text, for the slots that have one."""
        return {use.name: use.default for use in self.uses if use.default is not None}

    def fill(self, values: Mapping[str, Value]) -> str:
        """The command with its slots filled.

        Raises FormError when a value cannot stand where it should, or one without
        default is missing.
        """
        defaults = self.defaults
        out = []
        for part in self.parts:
            if isinstance(part, str):
                out.append(part)
                continue
            value = values.get(part.name)
            if value is None:
                if part.name not in defaults:
                    raise FormError(f"nothing given for {part.name}")
                text = defaults[part.name]
                value = Value(text, items=tuple(text.split()) if TYPES[part.kind].many else ())
            out.append(written(value, TYPES[part.kind], part.form, part.spot))
        return "".join(out)


_SLOT = re.compile(
    r"(\{+)([a-z][a-z0-9_]*)(?::([a-z]+))?(?:=([\w.,/:@ ~%+*-]*))?(?:\|([a-z]+))?(\}+)"
)
_PROGRAMS = re.compile(
    r"\b(sed|awk|gawk|perl|python3?|ruby|node|jq|yq|sqlite3|psql|mysql|php|bash -c|sh -c)\b"
)
_GUARDS = frozenset({"--", "-e", "-m", "--regexp", "--message", "-name", "-iname", "-path"})


def parse_template(text: str, kinds: Mapping[str, str]) -> Template:
    """Read a command template; `kinds` gives the types that phrasings declare.

    Raises TemplateError.
    """
    parts: list[str | SlotUse] = []
    scanner = _Scanner()
    position = 0
    for match in _SLOT.finditer(text):
        opened, name, label, default, form, closed = match.groups()
        if len(opened) == 1:
            before, end = text[position : match.start()], match.start(6) + 1
        elif len(closed) == 1:
            raise TemplateError(f"{match[0]}: the braces do not pair up")
        else:
            if name in ("end", "else") and len(opened) == 2 and "{{" in text[: match.start()]:
                raise TemplateError(
                    f"{{{{{name}}}}} stands for {{{name}}}: write {{{{{{{name}}}}}}}"
                )
            literal = match[0][1:-1]
            scanner.feed(text[position : match.start()] + literal)
            parts.append(text[position : match.start()] + literal)
            position = match.end()
            continue
        scanner.feed(before)
        if scanner.place is not Place.SINGLE and before.endswith("$"):
            # ${name} outside '…' is the shell's own.
            literal = text[match.start() : end]
            scanner.feed(literal)
            parts.append(before + literal)
            position = end
            continue
        parts.append(before)
        use = _use(match[0], name, label, default, form or "", kinds, scanner)
        parts.append(use)
        scanner.feed("x")
        position = end
    scanner.feed(text[position:])
    parts.append(text[position:])
    if not scanner.closed:
        raise TemplateError(f"a quote or bracket is never closed: {text}")
    if "`" in re.sub(r"'[^']*'", "", text):
        raise TemplateError("write $(…) instead of `…`")
    return Template(text, tuple(part for part in parts if part != ""))


def _use(
    whole: str,
    name: str,
    label: str | None,
    default: str | None,
    form: str,
    kinds: Mapping[str, str],
    scanner: _Scanner,
) -> SlotUse:
    kind = TYPES.get(kinds.get(name, "")) or TYPES.get(label or "") or type_of(name)
    if kind is None or (name not in kinds and default is None):
        raise TemplateError(
            f"{whole} is no slot of any phrasing; write {{{{{whole[1:-1]}}}}} for the text itself"
        )
    if label is not None and label != kind.name:
        raise TemplateError(f"slot {name} is a {kind.name} in the phrasings and a {label} here")
    if form:
        problem = form_problem(kind, form)
        if problem:
            raise TemplateError(problem)
    spot = scanner.spot()
    if kind.many and spot.place is not Place.BARE:
        raise TemplateError(f"{whole} is several words and cannot stand inside quotes")
    if (
        spot.place in (Place.SINGLE, Place.DOUBLE)
        and kind.family in ("text", "name", "path", "glob", "net")
        and form not in PROGRAM_FORMS | {"field"}
        and _PROGRAMS.search(scanner.simple_command)
    ):
        raise TemplateError(
            f"{whole} stands inside a program for {_program(scanner)}: say how with a form, "
            "such as |sed, |sedrep, |awk, |json, |jq, |field, |sql, |code"
        )
    return SlotUse(name, kind.name, form, default, spot)


def _program(scanner: _Scanner) -> str:
    found = _PROGRAMS.findall(scanner.simple_command)
    return str(found[-1])


class _Scanner:
    """Follows quotes and brackets through shell text, to know each slot's place."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.seen = ""
        self.simple_start = 0

    def feed(self, text: str) -> None:
        position = 0
        while position < len(text):
            position += self._step(text, position)

    def _step(self, text: str, at: int) -> int:
        char, two = text[at], text[at : at + 2]
        top = self.stack[-1] if self.stack else ""
        taken = 1
        if top == "'":
            if char == "'":
                self.stack.pop()
        elif char == "\\":
            taken = 2
        elif char == '"' and top == '"':
            self.stack.pop()
        elif char == '"':
            self.stack.append('"')
        elif char == "'" and top != '"' and not (top == "${" and '"' in self.stack):
            self.stack.append("'")
        elif text[at : at + 3] == "$((":
            self.stack.append("$((")
            taken = 3
        elif two == "$(" or (two in ("<(", ">(") and top != '"'):
            self.stack.append("(")
            taken = 2
        elif two == "${":
            self.stack.append("${")
            taken = 2
        elif top == "$((" and two == "))":
            self.stack.pop()
            taken = 2
        elif char == "(" and top != '"':
            self.stack.append("(")
        elif (char == ")" and top == "(") or (char == "}" and top == "${"):
            self.stack.pop()
        self.seen += text[at : at + taken]
        if char in "|;&\n" and "'" not in self.stack and '"' not in self.stack:
            self.simple_start = len(self.seen)
        return taken

    @property
    def closed(self) -> bool:
        return not self.stack

    @property
    def place(self) -> Place:
        top = self.stack[-1] if self.stack else ""
        return {
            "'": Place.SINGLE,
            '"': Place.DOUBLE,
            "${": Place.STRICT,
            "$((": Place.STRICT,
        }.get(top, Place.BARE)

    @property
    def simple_command(self) -> str:
        """The text of the simple command so far."""
        return self.seen[self.simple_start :]

    def spot(self) -> Spot:
        place = self.place
        before = self.seen
        opener = {Place.SINGLE: "'", Place.DOUBLE: '"'}.get(place)
        if opener is not None:
            # Only right behind the quote that opens the place does the value begin it.
            opens = before.endswith(opener) and not before.endswith("\\" + opener)
            before = before[:-1] if opens else before + "x"
        starts = not before or before[-1] in " \t\n;|&(<>"
        words = before[self.simple_start :].split()
        guarded = bool(words) and starts and (words[-1] in _GUARDS or "--" in words)
        return Spot(place, starts, guarded)
