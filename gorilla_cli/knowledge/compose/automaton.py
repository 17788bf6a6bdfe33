"""Patterns of phrases, compiled to one automaton for a whole table.

Invariant: compiling is linear in the length of a pattern, and so is matching in the
length of a request: no state is visited twice at the same token.

A table line is ``tag : pattern``; an indented line continues it. ``NAME = pattern``
defines an abbreviation for the lines below. A pattern is words (in any form: they are
folded as the request is), ``a|b`` for alternative words, ``x?`` for an optional part,
``( one two | three )`` for alternative sequences (``)?`` optional, ``)*`` and ``)+``
repeated), ``{slot}`` or ``{slot:name}`` for a captured value, and ``=word`` for a word
that must be typed exactly so. Articles and the like between the parts of a pattern are
passed over, except before ``{slot!}``.
"""

from __future__ import annotations

import re
import textwrap

from gorilla_cli.knowledge.language.lexicon import lemma

WORD, EXACT, SLOT, SPLIT, ACCEPT = range(5)
"""What a state does: read a word by norm, by spelling, or a slot; branch; be the end."""

Argument = frozenset[str] | tuple[str, str, bool] | None


class Automaton:
    """States of many patterns; a state is an index into the three lists."""

    def __init__(self) -> None:
        self.kinds: list[int] = []
        self.arguments: list[Argument] = []
        """Words for WORD and EXACT; slot, name and adjacency for SLOT."""
        self.nexts: list[tuple[int, ...]] = []
        """For SPLIT in reverse order of preference."""

    def add(self, pattern: str) -> int:
        """Compile a pattern; its entry state. Raises ValueError when it makes no sense."""
        pieces = _PIECE.findall(pattern)
        tree, rest = _sequence(pieces, 0, False)
        if rest != len(pieces):
            raise ValueError(f"unbalanced pattern: {pattern}")
        return self._chain(tree, self._state(ACCEPT, None, ()))

    def firsts(self, entry: int) -> tuple[set[str], set[str]]:
        """The words (exact ones after "=") and the slots with which a pattern can begin."""
        words: set[str] = set()
        slots: set[str] = set()
        todo, seen = [entry], set()
        while todo:
            state = todo.pop()
            if state in seen:
                continue
            seen.add(state)
            kind, argument = self.kinds[state], self.arguments[state]
            if kind == SPLIT:
                todo.extend(self.nexts[state])
            elif isinstance(argument, tuple):
                slots.add(argument[0])
            elif argument is not None:
                words |= argument if kind == WORD else {f"={word}" for word in argument}
        return words, slots

    def _state(self, kind: int, argument: Argument, nexts: tuple[int, ...]) -> int:
        self.kinds.append(kind)
        self.arguments.append(argument)
        self.nexts.append(nexts)
        return len(self.kinds) - 1

    def _chain(self, tree: list[_Node], target: int) -> int:
        """States for a sequence that leads to `target`; the first of them."""
        for node in reversed(tree):
            kind, argument, options, suffix = node
            if kind != SPLIT:
                target = self._state(kind, argument, (target,))
                if suffix:
                    target = self._state(SPLIT, None, (self.nexts[target][0], target))
                continue
            if suffix in ("*", "+"):
                loop = self._state(SPLIT, None, ())
                entries = [self._chain(option, loop) for option in options]
                self.nexts[loop] = (target, *reversed(entries))
                if suffix == "+":
                    loop = self._state(SPLIT, None, tuple(reversed(entries)))
                target = loop
            else:
                entries = [self._chain(option, target) for option in options]
                skip = (target,) if suffix else ()
                target = self._state(SPLIT, None, (*skip, *reversed(entries)))
        return target


_Node = tuple[int, Argument, list[list["_Node"]], str]
"""Kind, argument, alternatives of a group, and its suffix."""

_PIECE = re.compile(r"\(|\)[?*+]?|\||\{[^}]+\}\??|[^\s()|{}]+(?:\|[^\s()|{}]+)*\??")


def _sequence(pieces: list[str], index: int, inside: bool) -> tuple[list[_Node], int]:
    nodes: list[_Node] = []
    loose = ""
    while index < len(pieces):
        piece = pieces[index]
        if piece == "(":
            options: list[list[_Node]] = []
            while True:
                option, index = _sequence(pieces, index + 1, True)
                options.append(option)
                if index >= len(pieces):
                    raise ValueError("a group is not closed")
                if pieces[index] != "|":
                    break
            nodes.append((SPLIT, None, options, pieces[index][1:]))
        elif inside and piece in (")", ")?", ")*", ")+", "|"):
            if len(nodes) > 1 and loose:
                raise ValueError(f"{loose} needs parentheses of its own beside other words")
            return nodes, index
        else:
            nodes.append(_atom(piece))
            if "|" in piece and piece[0] != "{" and piece[-1] != "?":
                loose = piece
        index += 1
    return nodes, index


def _atom(piece: str) -> _Node:
    if piece[0] in "()|":
        raise ValueError(f"unbalanced pattern at {piece}")
    optional = len(piece) > 1 and piece.endswith("?")
    body = piece[:-1] if optional else piece
    suffix = "?" if optional else ""
    if body.startswith("{"):
        slot, _, name = body[1:-1].rstrip("!").partition(":")
        return SLOT, (slot, name or slot, body.endswith("!}")), [], suffix
    if body.startswith("="):
        return EXACT, frozenset(body[1:].split("|")), [], suffix
    return WORD, frozenset(lemma(word) for word in body.split("|")), [], suffix


def table_lines(table: str) -> list[tuple[str, str]]:
    """The table's (tag, pattern) pairs, abbreviations spelled out.

    Raises ValueError for a line that is neither.
    """
    rules: list[tuple[str, str]] = []
    macros: dict[str, str] = {}
    whole: list[str] = []
    for line in textwrap.dedent(table).splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace() and whole:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)

    def expanded(text: str) -> str:
        return re.sub(r"(?<!\S)[^\s(){}]*[A-Z]{2,}[^\s(){}]*", piece, text)

    def piece(found: re.Match[str]) -> str:
        body = found[0].rstrip("?*+")
        parts = [macros.get(part, part) for part in body.split("|")]
        suffix = found[0][len(body) :]
        if any(" " in part for part in parts) or suffix in ("*", "+"):
            return f"( {' | '.join(parts)} ){suffix}"
        return "|".join(parts) + suffix

    for line in whole:
        rule = _RULE.match(line)
        macro = _MACRO.match(line)
        if rule is not None:
            rules.append((rule[1], expanded(rule[2])))
        elif macro is not None:
            macros[macro[1]] = expanded(macro[2].strip())
        else:
            raise ValueError(f"not a line of a phrase table: {line}")
    return rules


_RULE = re.compile(r"([a-z][\w.]*)\s*: (.*)")
_MACRO = re.compile(r"([A-Z]+) = (.*)")
