"""Subcommand families, one module each with a Typer app named `app`.

Invariant: listing reads file names only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

RESERVED_ELSEWHERE = ("ask", "init", "version")
"""Reserved words that are no module here."""


@cache
def names() -> tuple[str, ...]:
    """All reserved first words, sorted."""
    stems = (file.stem for file in Path(__file__).parent.glob("*.py") if "_" not in file.stem)
    return tuple(sorted({*stems, *RESERVED_ELSEWHERE}))
