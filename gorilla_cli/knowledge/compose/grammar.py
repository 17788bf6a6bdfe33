"""Phrases of a request, recognised by tables of patterns.

Invariant: every token of a request ends up either inside exactly one chunk or among
the skipped; nothing is silently lost, so that whoever composes can account for it.

A table line is ``tag : pattern``. A pattern is words (in any form: they are folded as
the request is), ``a|b`` for alternative words, ``x?`` for an optional part,
``( one two | three )`` for alternative sequences (``)?`` optional, ``)*`` and ``)+`` repeated),
``{slot}`` or ``{slot:name}`` for a captured value, and ``=word`` for a word that must be typed exactly so. Articles and the
like between the parts of a pattern are passed over, except before ``{slot!}``.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.language.entities import Entity, entities
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS, lemma
from gorilla_cli.knowledge.language.tokens import Token, tokenize

FILLERS = frozenset(
    """the a an all any every each its their his her my your our these those that which are is be
    was were been being have has had do does did please just also own actually currently there
    respective whole entire whose where who itself themselves various being""".split()
)
"""Norms that may stand between the parts of any phrase at no cost."""

_POLITE = frozenset(
    """please i you me want need would like can could how do to should let us we know help
    wish try just now gimme hey hi hello thanks thank kindly way command linux unix bash shell
    terminal line:s gnu specific bsd one using use utility tool what then simply so""".split()
)
"""Words that frame a request and ask for nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A request, ready to be matched."""

    text: str
    tokens: tuple[Token, ...]
    entities: Mapping[int, Entity]
    """By the index of their first token."""
    context: Context

    @classmethod
    def of(cls, text: str, context: Context) -> Sentence:
        """Read a request."""
        tokens = tokenize(text)
        return cls(text, tokens, {found.first: found for found in entities(tokens)}, context)

    def without(self, dropped: Iterable[int]) -> Sentence:
        """The same request with some tokens taken out, as accounted for elsewhere."""
        gone = set(dropped)
        tokens = tuple(token for index, token in enumerate(self.tokens) if index not in gone)
        found = {entity.first: entity for entity in entities(tokens)}
        return Sentence(self.text, tokens, found, self.context)

    def filler(self, index: int) -> bool:
        """True for an unquoted article or auxiliary."""
        token = self.tokens[index]
        return not token.quoted and token.norm in FILLERS


Captures = tuple[tuple[str, object], ...]
Slot = Callable[[Sentence, int], Iterable[tuple[int, object]]]
"""Readings of a slot at a token: (index after it, value), best first."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A recognised phrase."""

    tag: str
    first: int
    end: int
    """Index after its last token."""
    values: Captures = ()

    def get(self, name: str) -> object | None:
        """The captured value, or None."""
        for key, value in self.values:
            if key == name:
                return value
        return None

    def text(self, name: str) -> str:
        """The captured value as text, empty when there is none."""
        value = self.get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Parse:
    """A request cut into chunks."""

    sentence: Sentence
    chunks: tuple[Chunk, ...]
    skipped: tuple[int, ...]
    """Indexes of tokens in no chunk that carry content."""
    between: Mapping[int, str] = field(default_factory=dict)
    """For a chunk's first token index, the connector just before it: "and", "or", ","."""


# Nodes of a compiled pattern: ("w", words) | ("x", words) | ("s", slot, name) | ("g", options, opt)
Node = tuple[object, ...]


class Phrasebook:
    """A table of phrases with the slots they use; compiled at first use, then kept."""

    def __init__(self, *tables: str, slots: Mapping[str, Slot]) -> None:
        self._tables = tables
        self._slots = slots

    @cached_property
    def _rules(self) -> tuple[Mapping[str, Sequence[tuple[int, str, tuple[Node, ...]]]], ...]:
        by_word: dict[str, list[tuple[int, str, tuple[Node, ...]]]] = {}
        by_slot: dict[str, list[tuple[int, str, tuple[Node, ...]]]] = {}
        rank = 0
        for table in self._tables:
            for tag, pattern in _lines(table):
                nodes = compile_pattern(pattern)
                rank += 1
                words, slots = _firsts(nodes)
                for word in words:
                    by_word.setdefault(word, []).append((rank, tag, nodes))
                for slot in slots:
                    by_slot.setdefault(slot, []).append((rank, tag, nodes))
        return by_word, by_slot

    def chunks_at(self, sentence: Sentence, index: int) -> list[tuple[int, Chunk]]:
        """All phrases that start at a token, with the rank of their table line."""
        by_word, by_slot = self._rules
        token = sentence.tokens[index]
        found: list[tuple[int, Chunk]] = []
        rules: list[tuple[int, str, tuple[Node, ...]]] = []
        if not token.quoted:
            rules.extend(by_word.get(token.norm, ()))
            lower = token.text.lower()
            if lower != token.norm:
                rules.extend(by_word.get(lower, ()))
            rules.extend(by_word.get("=" + lower, ()))
        for slot, entries in by_slot.items():
            if entries and any(True for _ in self._slots[slot](sentence, index)):
                rules.extend(entries)
        for rank, tag, nodes in rules:
            ends: dict[int, Captures] = {}
            for end, values in self._match(sentence, nodes, 0, index, (), index):
                if end > index:
                    ends.setdefault(end, values)
            found.extend((rank, Chunk(tag, index, end, values)) for end, values in ends.items())
        return found

    def _match(
        self,
        sentence: Sentence,
        nodes: tuple[Node, ...],
        position: int,
        index: int,
        values: Captures,
        start: int,
    ) -> Iterable[tuple[int, Captures]]:
        if position == len(nodes):
            yield index, values
            return
        node = nodes[position]
        tokens = sentence.tokens
        kind = node[0]
        if kind == "g":
            for option in node[1]:  # type: ignore[attr-defined]
                joined = (*option, *nodes[position + 1 :])
                yield from self._match(sentence, joined, 0, index, values, start)
            if node[2]:
                yield from self._match(sentence, nodes, position + 1, index, values, start)
            return
        here = index
        while here < len(tokens):
            if kind == "s":
                for end, value in self._slots[node[1]](sentence, here):  # type: ignore[index]
                    yield from self._match(
                        sentence,
                        nodes,
                        position + 1,
                        end,
                        (*values, (str(node[2]), value)),
                        start,
                    )
            else:
                token = tokens[here]
                hit = not token.quoted and (
                    (token.norm in node[1])  # type: ignore[operator]
                    if kind == "w"
                    else token.text.lower() in node[1]  # type: ignore[operator]
                )
                if hit:
                    yield from self._match(sentence, nodes, position + 1, here + 1, values, start)
            if here == start or (kind == "s" and node[3]) or not sentence.filler(here):
                break
            here += 1

    def parse(self, sentence: Sentence) -> Parse:
        """Cut a request into the chunks that leave the least of it unexplained."""
        tokens = sentence.tokens
        count = len(tokens)
        best: list[tuple[float, Chunk | None]] = [(0.0, None)] * (count + 1)
        for index in range(count - 1, -1, -1):
            choice: tuple[float, Chunk | None] = (
                weight(sentence, index) + best[index + 1][0],
                None,
            )
            for rank, chunk in self.chunks_at(sentence, index):
                cost = 0.25 + rank * 1e-5 + best[chunk.end][0]
                if cost < choice[0]:
                    choice = (cost, chunk)
            best[index] = choice
        chunks: list[Chunk] = []
        skipped: list[int] = []
        between: dict[int, str] = {}
        connector = ""
        index = 0
        while index < count:
            found = best[index][1]
            if found is not None:
                if connector:
                    between[found.first] = connector
                connector = ""
                chunks.append(found)
                index = found.end
                continue
            token = tokens[index]
            if not token.quoted and token.norm in ("or", "and"):
                connector = token.norm
            if weight(sentence, index) > 0.15:
                skipped.append(index)
            index += 1
        return Parse(sentence, tuple(chunks), tuple(skipped), between)


def weight(sentence: Sentence, index: int) -> float:
    """What it costs to leave a token unexplained."""
    token = sentence.tokens[index]
    if token.quoted or token.shape not in ("word", "name", "symbol"):
        return 2.0
    norm = token.norm
    if norm in FILLERS:
        return 0.02
    if norm in STOP_WORDS or norm in _POLITE:
        return 0.1
    return 1.0 if token.shape != "symbol" else 0.6


def _lines(table: str) -> Iterable[tuple[str, str]]:
    """The table's (tag, pattern) pairs; an indented line continues the one before.

    ``NAME = pattern`` defines an abbreviation for the lines below it.
    """
    tag, pattern = "", ""
    macros: dict[str, str] = {}

    def expanded(text: str) -> str:
        return re.sub(r"(?<!\S)[^\s(){}]*[A-Z]{2,}[^\s(){}]*", piece, text)

    def piece(found: re.Match[str]) -> str:
        body = found[0].rstrip("?*+")
        parts = [macros.get(part, part) for part in body.split("|")]
        suffix = found[0][len(body) :]
        if any(" " in part for part in parts) or suffix in ("*", "+"):
            return f"( {' | '.join(parts)} ){suffix}"
        return "|".join(parts) + suffix

    for line in textwrap.dedent(table).splitlines():
        rule = _RULE.match(line)
        macro = _MACRO.match(line)
        if rule is not None or macro is not None:
            if tag:
                yield tag, pattern
            tag = ""
        if rule is not None:
            tag, pattern = rule[1], expanded(rule[2])
        elif macro is not None:
            macros[macro[1]] = expanded(macro[2].strip())
        elif line.strip() and not line.lstrip().startswith("#"):
            if not line[0].isspace():
                raise ValueError(f"not a line of a phrase table: {line}")
            pattern += " " + expanded(line.strip())
    if tag:
        yield tag, pattern


_RULE = re.compile(r"([a-z][\w.]*)\s*: (.*)")
_MACRO = re.compile(r"([A-Z]+) = (.*)")
_REPEATS = 5
"""How often a starred group may occur in a row."""
_PIECE = re.compile(r"\(|\)[?*+]?|\||\{[^}]+\}\??|[^\s()|{}]+(?:\|[^\s()|{}]+)*\??")


def compile_pattern(pattern: str) -> tuple[Node, ...]:
    """Turn a pattern's text into nodes; raises ValueError on unbalanced groups."""
    pieces = _PIECE.findall(pattern)
    nodes, rest = _sequence(pieces, 0, False)
    if rest != len(pieces):
        raise ValueError(f"unbalanced pattern: {pattern}")
    return nodes


def _sequence(pieces: list[str], index: int, inside: bool) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    loose = ""
    while index < len(pieces):
        piece = pieces[index]
        if piece == "(":
            options: list[tuple[Node, ...]] = []
            while True:
                option, index = _sequence(pieces, index + 1, True)
                options.append(option)
                if index >= len(pieces):
                    raise ValueError("group is not closed")
                if pieces[index] != "|":
                    break
            if pieces[index] in (")", ")+"):
                nodes.append(("g", tuple(options), False))
            if pieces[index] != ")":
                repeats = 1 if pieces[index] == ")?" else _REPEATS
                nodes.extend([("g", tuple(options), True)] * repeats)
        elif piece in (")", ")?", ")*", ")+", "|") and inside:
            if len(nodes) > 1 and loose:
                raise ValueError(f"{loose} needs parentheses of its own beside other words")
            return tuple(nodes), index
        else:
            nodes.append(_atom(piece))
            if "|" in piece and not piece.startswith("{") and not piece.endswith("?"):
                loose = piece
        index += 1
    return tuple(nodes), index


def _atom(piece: str) -> Node:
    optional = piece.endswith("?") and len(piece) > 1
    body = piece[:-1] if optional else piece
    node: Node
    if body.startswith("{"):
        slot, _, name = body[1:-1].rstrip("!").partition(":")
        node = ("s", slot, name or slot, body.endswith("!}"))
    elif body.startswith("="):
        node = ("x", frozenset(body[1:].split("|")))
    else:
        forms: set[str] = set()
        for word in body.split("|"):
            forms.add(lemma(word))
        node = ("w", frozenset(forms))
    return ("g", ((node,),), True) if optional else node


def _firsts(nodes: tuple[Node, ...]) -> tuple[set[str], set[str]]:
    """The words and the slots a pattern can start with."""
    words: set[str] = set()
    slots: set[str] = set()
    for node in nodes:
        if node[0] == "w":
            words |= node[1]  # type: ignore[arg-type,operator]
            return words, slots
        if node[0] == "x":
            words |= {"=" + word for word in node[1]}  # type: ignore[attr-defined]
            return words, slots
        if node[0] == "s":
            slots.add(str(node[1]))
            return words, slots
        for option in node[1]:  # type: ignore[attr-defined]
            more_words, more_slots = _firsts(option)
            words |= more_words
            slots |= more_slots
        if not node[2]:
            return words, slots
    return words, slots
