"""The value that says what a program starts.

Invariant: words are started as they are, a script is read by a shell first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from gorilla_cli.verify.shell.model import Arg, Feed, Run
from gorilla_cli.verify.shell.state import State


class Surroundings(Protocol):
    """What a starter may ask of the shell."""

    state: State

    def written(self, path: Arg) -> Arg | None:
        """What the text itself has put into a file."""


@dataclass(frozen=True, slots=True, eq=False)
class Inner:
    """One command that a program starts."""

    words: tuple[Arg, ...] = ()
    script: Arg | None = None
    """Text for a shell; used when there are no words."""
    via: str = ""
    """How it is reached; empty is the program's name."""
    root: bool = False
    remote: str = ""
    """Where it runs when that is elsewhere."""
    repeated: bool = False
    """True when it may be started many times."""
    implied: bool = False
    """True when no such program is started: it stands for what code does by itself."""
    cwd: Arg | None = None
    feed: Feed | None = None
    environment: tuple[tuple[str, Arg], ...] = ()
    positional: tuple[Arg, ...] | None = None
    called: Arg | None = None
    """What $0 stands for."""
    same_shell: bool = False


Starter = Callable[[Run, Surroundings], Iterable[Inner]]


def joined(args: tuple[Arg, ...], separator: str = " ") -> Arg:
    """The arguments as one text, as programs do that hand them to a shell."""
    sources = tuple(source for arg in args for source in arg.sources)
    return Arg(separator.join(arg.text for arg in args), sources=sources)
