"""Phrases of a request, recognised by tables of patterns.

Invariant: every token of a request ends up either inside exactly one chunk or among
the skipped; nothing is silently lost, so that whoever composes can account for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.compose.automaton import (
    ACCEPT,
    SPLIT,
    WORD,
    Automaton,
    table_lines,
)
from gorilla_cli.knowledge.language.entities import Entity, entities
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS
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
    norms: tuple[str | None, ...]
    """The tokens' norms, None for quoted ones."""
    lowers: tuple[str, ...]
    """The tokens' texts in lower case."""
    fillers: tuple[bool, ...]
    """Which tokens are unquoted articles or auxiliaries."""
    memo: dict[tuple[str, int], list[tuple[int, object]]] = field(default_factory=dict)
    """Readings of slots found so far."""

    @classmethod
    def of(cls, text: str, context: Context) -> Sentence:
        """Read a request."""
        return cls._made(text, tokenize(text), context)

    @classmethod
    def _made(cls, text: str, tokens: tuple[Token, ...], context: Context) -> Sentence:
        return cls(
            text,
            tokens,
            {found.first: found for found in entities(tokens)},
            context,
            tuple(None if token.quoted else token.norm for token in tokens),
            tuple(token.text.lower() for token in tokens),
            tuple(not token.quoted and token.norm in FILLERS for token in tokens),
        )

    def without(self, dropped: Iterable[int]) -> Sentence:
        """The same request with some tokens taken out, as accounted for elsewhere."""
        gone = set(dropped)
        kept = tuple(token for index, token in enumerate(self.tokens) if index not in gone)
        return self._made(self.text, kept, self.context)

    def fill(self, name: str, slot: Slot, index: int) -> list[tuple[int, object]]:
        """The slot's readings at a token, worked out once."""
        known = self.memo.get((name, index))
        if known is None:
            known = self.memo[name, index] = list(slot(self, index))
        return known

    def filler(self, index: int) -> bool:
        """True for an unquoted article or auxiliary."""
        return self.fillers[index]


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


@dataclass(frozen=True, slots=True)
class _Rules:
    """A compiled table."""

    automaton: Automaton
    lines: list[tuple[str, int]]
    """Tag and entry state of every line, in the order of the table."""
    by_word: dict[str, list[int]]
    by_slot: dict[str, list[int]]
    """Indexes of the lines that can begin so."""


class Phrasebook:
    """A table of phrases with the slots they use; compiled at first use, then kept."""

    def __init__(self, *tables: str, slots: Mapping[str, Slot]) -> None:
        self._tables = tables
        self._slots = slots

    @cached_property
    def _rules(self) -> _Rules:
        rules = _Rules(Automaton(), [], {}, {})
        for table in self._tables:
            for tag, pattern in table_lines(table):
                entry = rules.automaton.add(pattern)
                rank = len(rules.lines)
                rules.lines.append((tag, entry))
                words, slots = rules.automaton.firsts(entry)
                for word in words:
                    rules.by_word.setdefault(word, []).append(rank)
                for slot in slots:
                    rules.by_slot.setdefault(slot, []).append(rank)
        return rules

    def chunks_at(self, sentence: Sentence, index: int) -> list[tuple[int, Chunk]]:
        """All phrases that start at a token, with the rank of their table line."""
        rules = self._rules
        norm = sentence.norms[index]
        ranks: list[int] = []
        if norm is not None:
            lower = sentence.lowers[index]
            ranks.extend(rules.by_word.get(norm, ()))
            ranks.extend(rules.by_word.get("=" + lower, ()))
        for slot, entries in rules.by_slot.items():
            if sentence.fill(slot, self._slots[slot], index):
                ranks.extend(entries)
        found: list[tuple[int, Chunk]] = []
        for rank in dict.fromkeys(ranks):
            tag, entry = rules.lines[rank]
            for end, values in self._match(sentence, entry, index).items():
                found.append((rank, Chunk(tag, index, end, values)))
        return found

    def _match(self, sentence: Sentence, entry: int, start: int) -> dict[int, Captures]:
        """Where a pattern can end, each with the captures of its first way there."""
        automaton = self._rules.automaton
        kinds, arguments, nexts = automaton.kinds, automaton.arguments, automaton.nexts
        norms, lowers, fillers = sentence.norms, sentence.lowers, sentence.fillers
        count = len(norms)
        ends: dict[int, Captures] = {}
        seen: set[int] = set()
        stack: list[tuple[int, int, Captures]] = [(entry, start, ())]
        while stack:
            state, position, values = stack.pop()
            key = state << 10 | position
            if key in seen:
                continue
            seen.add(key)
            kind = kinds[state]
            if kind == SPLIT:
                for target in nexts[state]:
                    stack.append((target, position, values))
                continue
            if kind == ACCEPT:
                if position > start:
                    ends.setdefault(position, values)
                continue
            argument = arguments[state]
            target = nexts[state][0]
            onward: list[tuple[int, int, Captures]] = []
            while position < count:
                if isinstance(argument, tuple):
                    slot, name, adjacent = argument
                    for end, value in sentence.fill(slot, self._slots[slot], position):
                        onward.append((target, end, (*values, (name, value))))
                    if adjacent:
                        break
                elif argument is not None and norms[position] is not None:
                    word = norms[position] if kind == WORD else lowers[position]
                    if word in argument:
                        onward.append((target, position + 1, values))
                if position == start or not fillers[position]:
                    break
                position += 1
            stack.extend(reversed(onward))
        return ends

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
