"""What a family makes of a request: a command, what it rests on, and what it left out.

Invariant: a reading names every token it did not account for; confidence follows
from that alone, in one place, for all families.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gorilla_cli.knowledge.answer import Answer
from gorilla_cli.knowledge.compose.grammar import Sentence, weight


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a request."""

    command: str
    family: str
    """Stem of the module that made it."""
    explanation: str
    unused: frozenset[int] = frozenset()
    """Indexes of the tokens it does not account for."""
    doubt: float = 0.0
    """0 for the plain meaning; 0.1 to 1 for each thing that was assumed or guessed."""

    def answer(self, sentence: Sentence) -> Answer | None:
        """As the shape that knowledge hands out; None for a change that is half understood."""
        words = tuple(
            sentence.tokens[index].text
            for index in sorted(self.unused)
            if weight(sentence, index) > 0.15
        )
        lost = sum(weight(sentence, index) for index in self.unused)
        if lost > 0.5 and _CHANGES.search(self.command):
            return None  # nothing is changed on half an understanding
        confidence = 0.88 * 0.42**lost * max(0.05, 1 - self.doubt)
        return Answer(
            self.command, round(confidence, 3), f"compose:{self.family}", self.explanation, words
        )


_CHANGES = re.compile(
    r"-delete\b|\b(rm|rmdir|mv|chmod|chown|chgrp|kill|pkill|killall|truncate)\s|sed -i"
    r"|-exec (cp|gzip)"
)


def best(readings: Iterable[Answer], limit: int) -> list[Answer]:
    """The likeliest different commands, best first."""
    chosen: dict[str, Answer] = {}
    for answer in sorted(readings, key=lambda each: -each.confidence):
        chosen.setdefault(answer.command, answer)
    return list(chosen.values())[:limit]
