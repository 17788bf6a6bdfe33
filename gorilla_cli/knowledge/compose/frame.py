"""A parsed request in the hands of a small family: which chunks it used, which it could not.

Invariant: a chunk counts as unused until it is taken, so that a family which forgets
one loses confidence instead of meaning.
"""

from __future__ import annotations

from gorilla_cli.knowledge.compose.cases import without_case
from gorilla_cli.knowledge.compose.grammar import Chunk, Phrasebook, Sentence, weight
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import values


class Frame:
    """One parse, with the bookkeeping of what was taken from it."""

    def __init__(self, sentence: Sentence, book: Phrasebook, family: str) -> None:
        self.sentence, spot = without_case(sentence)
        self.insensitive = spot is not None
        self.family = family
        parse = book.parse(self.sentence)
        self.chunks = parse.chunks
        self._skipped = parse.skipped
        self._taken: set[int] = set()

    @property
    def darwin(self) -> bool:
        """True where the tools are BSD's."""
        return self.sentence.context.os == "darwin"

    def take(self, *tags: str) -> Chunk | None:
        """The first chunk with one of the tags, from now on accounted for."""
        for spot, chunk in enumerate(self.chunks):
            if chunk.tag in tags and spot not in self._taken:
                self._taken.add(spot)
                return chunk
        return None

    def has(self, *tags: str) -> bool:
        """Take every chunk with one of the tags; True when there was one."""
        found = False
        for spot, chunk in enumerate(self.chunks):
            if chunk.tag in tags:
                self._taken.add(spot)
                found = True
        return found

    def all(self, tag: str) -> list[Chunk]:
        """Every chunk with the tag, from now on accounted for."""
        found = []
        for spot, chunk in enumerate(self.chunks):
            if chunk.tag == tag:
                self._taken.add(spot)
                found.append(chunk)
        return found

    def peek(self, *tags: str) -> bool:
        """Whether there is a chunk with one of the tags, without taking it."""
        return any(chunk.tag in tags for chunk in self.chunks)

    def texts(self, tag: str, slot: str) -> list[str]:
        """All values of a slot over all chunks with the tag, which are taken."""
        return [text for chunk in self.all(tag) for text in values(chunk.get(slot))]

    def words(self, chunk: Chunk) -> list[str]:
        """The lower-case words of a chunk as typed."""
        tokens = self.sentence.tokens[chunk.first : chunk.end]
        return [token.text.lower() for token in tokens if not token.quoted]

    def unused(self) -> frozenset[int]:
        """The tokens that nothing taken accounts for."""
        lost = set(self._skipped)
        for spot, chunk in enumerate(self.chunks):
            if spot not in self._taken:
                lost.update(range(chunk.first, chunk.end))
        return frozenset(index for index in lost if weight(self.sentence, index) > 0.15)

    def reading(self, command: str, explanation: str, doubt: float = 0.0) -> Reading:
        """A reading that rests on what has been taken so far."""
        return Reading(command, self.family, explanation, self.unused(), min(0.95, doubt))
