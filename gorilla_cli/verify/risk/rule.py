"""What a risk rule is made of.

A rule is one module in `rules/`; its stem is its id. It declares

    SEVERITY   the most severe answer it can give
    REASON     the sentence for the person, "{}" where the detail goes
    match      a function from Model to hits

Invariant: rules look at the model only; they never start, open or print anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from gorilla_cli.domain import Severity
from gorilla_cli.verify.shell.model import Model


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule has found."""

    detail: str = ""
    """What stands for "{}" in the reason."""
    severity: Severity | None = None
    """When it differs from the rule's."""
    reason: str = ""
    """When it differs from the rule's; "{}" stands for the detail here too."""


class Rule(Protocol):
    """The attributes of a rule module."""

    SEVERITY: Severity
    REASON: str
    match: Callable[[Model], Iterable[Hit]]
