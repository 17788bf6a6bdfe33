"""Whether letter case matters, which a request may say anywhere, even inside another phrase.

Invariant: the phrase is taken out of the request before anything else is read, so no
family needs to expect it.
"""

from __future__ import annotations

from gorilla_cli.knowledge.compose.grammar import Phrasebook, Sentence
from gorilla_cli.knowledge.compose.slots import BASIC

_PHRASES = """
icase       : ( in )? case|letter insensitive (
              name|match|search|manner|pattern|mode|way|fashion|find )?
icase       : ( in )? case-insensitive ( name|match|search|manner|pattern|mode|way|fashion|find )?
icase       : ( ignore|disregard ) upper|letter|lower? case (
              sensitivity|distinction|difference|of|in )?
icase       : regardless of upper|letter? case|capitalization|capitalisation
icase       : irrespective|independent of letter? case
icase       : without|no regard|respect to|for letter? case
icase       : without|not regard|consider|distinguish|respect case
icase       : in? any|either case|any-cased|anycase
icase       : in upper|lower or|and lower|upper case
icase       : not|non case sensitive
icase       : not|non case-sensitive
icase       : case-insensitive
icase       : case insensitive
"""
_BOOK = Phrasebook(_PHRASES, slots=BASIC)


def without_case(sentence: Sentence) -> tuple[Sentence, int | None]:
    """The request without its "ignoring case", and where in the text that stood, if it did."""
    dropped: list[int] = []
    for index in range(len(sentence.tokens)):
        ends = [chunk.end for _, chunk in _BOOK.chunks_at(sentence, index)]
        if ends and index not in dropped:
            dropped.extend(range(index, max(ends)))
    if not dropped:
        return sentence, None
    return sentence.without(dropped), sentence.tokens[dropped[0]].start
