"""Commands composed from the parts of a request, without a model.

Invariant: abstains rather than guesses; an answer names every word it does not
account for, and only an answer that accounts for all is confident.
"""

from __future__ import annotations

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.answer import Answer

FAMILIES: dict[str, frozenset[str]] = {
    family: frozenset(signs.split())
    for family, signs in {
        "find": "",
        "text": "",
        "files": """create make mkdir touch symlink link hardlink copy duplicate backup back move
            transfer rename change delete rm rmdir permission chmod chown chgrp set modify update
            give add grant remove revoke allow deny unset take forcefully forcibly force""",
        "compare": """difference diff compare common unique join merge paste combine concatenate cat
            append line differ identical same shared summary""",
        "ls": """list ls content what which newest oldest largest recent recently latest long
            detailed give see get count how number""",
        "disk": "disk space size large big du df free usage inode available filesystem",
        "archive": """archive tar zip gzip compress extract unpack untar decompress uncompress unzip
            gunzip bzip2 xz tarball list pack bundle put view read add""",
        "grep": "grep find look contain search scan line which file",
        "ps": "process job program task application pid kill pids thread zombie stop end",
        "git_log": "commit git",
        "kubectl_get": """pod deployment configmap daemonset statefulset replicaset cronjob pvc
            kubernetes kubectl cluster namespace""",
    }.items()
}
"""Modules of this package that read requests, in the order in which ties are broken, each
with the words (as `norm`) one of which a request for it must have; none means any."""

_FLOOR = 0.2
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
    words = {token.norm for token in sentence.tokens if not token.quoted}
    answers: list[Answer] = []
    for family, signs in FAMILIES.items():
        if signs and not signs & words:
            continue
        module = import_module(f"gorilla_cli.knowledge.compose.{family}")
        for reading in module.compose(sentence):
            answer = reading.answer(sentence)
            if answer is not None:
                answers.append(answer)
    return best((each for each in answers if each.confidence >= _FLOOR), limit)
