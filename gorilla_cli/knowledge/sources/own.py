"""Notes that the person added: Markdown or plain text, one file a tool.

Invariant: reads the folder of added notes only. A note in the tldr form gives
its examples one by one; any other text gives one passage a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gorilla_cli.domain import Passage
from gorilla_cli.knowledge.sources import Places, tldr

LONGEST = 600
"""Characters of one passage."""


def files(places: Places) -> Iterator[Path]:
    """Every added note."""
    if places.own.is_dir():
        yield from sorted(path for path in places.own.iterdir() if path.is_file())


def passages(path: Path) -> Iterator[Passage]:
    """The note's examples, or else its paragraphs."""
    text = path.read_text(encoding="utf-8", errors="replace")
    origin = f"own:{path.name}"
    found = list(tldr.page(text, origin))
    if found:
        yield from found
        return
    title = path.stem
    for paragraph in text.split("\n\n"):
        told = " ".join(paragraph.split())
        if told.startswith("#"):
            title = told.lstrip("# ")
        elif told:
            yield Passage(path.stem, title, told[:LONGEST], origin)
