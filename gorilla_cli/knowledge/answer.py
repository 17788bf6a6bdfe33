"""What knowledge answers without a model.

Invariant: one shape for a matched recipe and for a composed command, so that
whoever asks need not know which of the two spoke.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A command that knowledge gives for a request."""

    command: str
    """Exact shell text, slots filled and quoted."""
    confidence: float
    """Calibrated probability that it is right, 0 to 1."""
    recipe: str
    """Id of the recipe or composition, such as "find-larger-than" or "compose:find"."""
    explanation: str
    """One line for the person."""
    unused: tuple[str, ...] = ()
    """Words of the request that it does not account for."""
