"""Asking for the request itself, when none came with the command line.

Invariant: what was typed is returned as it was typed, or the person left.
"""

from __future__ import annotations

from gorilla_cli.environment import Environment
from gorilla_cli.ui.console import Console


def ask_request(environment: Environment) -> str:
    """One line from the terminal; KeyboardInterrupt when the person leaves."""
    if environment.get("TERM", "dumb") == "dumb":
        Console(environment).diagnostic("What do you want to do?")
        line = environment.stdin.readline()
    else:
        from prompt_toolkit import PromptSession

        try:
            line = PromptSession[str]().prompt("What do you want to do? ")
        except EOFError:
            raise KeyboardInterrupt from None
    if not line.strip():
        raise KeyboardInterrupt
    return line.strip()
