"""A question to the person that is answered by typing a word.

Invariant: without a person at the terminal nothing is assumed; the caller
says what to do instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from gorilla_cli.environment import Environment
from gorilla_cli.errors import NotApprovedError
from gorilla_cli.ui.console import Console


def ask_word(
    environment: Environment, console: Console, question: str, words: Sequence[str], remedy: str
) -> str:
    """The one of `words` that was typed, or begun; the last one at the end of input.

    Raises NotApprovedError with that remedy when nobody can be asked.
    """
    if not (environment.stdin_is_terminal and environment.stderr_is_terminal):
        raise NotApprovedError("nobody is there to be asked", remedy)
    while True:
        console.diagnostic(f"{question} [{'/'.join(words)}]")
        line = environment.stdin.readline()
        typed = line.strip().lower()
        if not line:
            return words[-1]
        fitting = [word for word in words if typed and word.startswith(typed)]
        if fitting:
            return fitting[0]
