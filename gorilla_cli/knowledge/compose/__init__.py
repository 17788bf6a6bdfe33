"""Commands composed from the parts of a request, without a model.

Invariant: abstains rather than guesses; an answer names every word it does not
account for, and only an answer that accounts for all is confident.
"""

from __future__ import annotations

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.answer import Answer

FAMILIES = ("find", "text", "files", "compare", "ls", "disk", "archive", "grep", "ps", "git_log", "kubectl_get")
"""Modules of this package that read requests, in the order in which ties are broken."""

_FLOOR = 0.12
"""Answers less likely than this are not given."""


def compose(text: str, context: Context, limit: int) -> list[Answer]:
    """At most `limit` different readings of a request as a command, likeliest first.

    The list is empty when no family understands the request well enough.
    """
    from importlib import import_module

    from gorilla_cli.knowledge.compose.grammar import Sentence
    from gorilla_cli.knowledge.compose.reading import best

    if len(text) > 2000:
        return []
    sentence = Sentence.of(text, context)
    answers: list[Answer] = []
    for family in FAMILIES:
        module = import_module(f"gorilla_cli.knowledge.compose.{family}")
        answers.extend(reading.answer(sentence) for reading in module.compose(sentence))
    return best((each for each in answers if each.confidence >= _FLOOR), limit)
