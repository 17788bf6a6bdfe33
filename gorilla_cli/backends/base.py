"""The one protocol that every source of candidates speaks.

Invariant: a backend takes a Query and yields Completions; it prints nothing,
reads no settings of its own accord, and raises only BackendError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from gorilla_cli.domain import Completion, Query
from gorilla_cli.paths import Paths
from gorilla_cli.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What a backend may be made of; each module's `create(parts)` takes what it needs."""

    settings: Settings
    paths: Paths
    variables: Mapping[str, str] = field(repr=False)
    """Environment variables; they may hold keys, so they are never shown."""


class Backend(Protocol):
    """A source of candidates."""

    name: str
    """The stem of its module: "recipes", "llama", "hosted"."""

    instant: bool
    """True when it answers within milliseconds, without a model or the network."""

    def suggest(self, query: Query, cancel: Event) -> Iterator[Completion]:
        """Yield completions as they become known, best first where that is known.

        Called in a thread of its own. Must return within 100 ms of `cancel`
        being set. Raises BackendError when it cannot answer.
        """
        ...

    def shown(self, query: Query) -> str:
        """Exactly what a model would be sent for this query; "" where none is asked."""
        ...

    def close(self) -> None:
        """Free what is held (model memory, connections); may be called twice."""
        ...
