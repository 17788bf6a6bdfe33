"""Pages that a tldr client has cached, in the layout that all clients share.

Invariant: reads only; pages in English, of this system's folder and the common
one. Pages come from the tldr-pages project (CC BY 4.0) and stay where they are.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from gorilla_cli.domain import Passage
from gorilla_cli.knowledge.sources import Places

CACHES = (".cache/tldr", ".tldr", ".tldrc", ".local/share/tldr", ".cache/tealdeer/tldr-pages",
          "Library/Caches/tldr", "Library/Caches/tealdeer/tldr-pages")  # fmt: skip
"""Standard places below the home folder."""
FOLDERS = {"linux": ("common", "linux"), "darwin": ("common", "osx")}


def files(places: Places) -> Iterator[Path]:
    """Every cached page."""
    for cache in CACHES:
        for pages in ("pages", "tldr/pages", "pages.en", "tldr/pages.en"):
            for folder in FOLDERS.get(sys.platform, ("common", "linux")):
                yield from sorted((places.home / cache / pages / folder).glob("*.md"))


def passages(path: Path) -> Iterator[Passage]:
    """What the tool is, and one passage for each described example."""
    yield from page(path.read_text(encoding="utf-8", errors="replace"), f"tldr:{path.stem}")


def page(text: str, origin: str) -> Iterator[Passage]:
    """The passages of one page in the tldr form: # tool, > what it is, - request, `command`."""
    tool = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")
    about = " ".join(line[1:].strip() for line in text.splitlines() if line.startswith(">"))
    tool = re.sub(r"\s+", "-", tool)
    if tool and about:
        yield Passage(tool, tool, about, origin)
    asked = ""
    for line in text.splitlines():
        if line.startswith("- "):
            asked = line[2:].strip().rstrip(":")
        elif asked and (code := re.fullmatch(r"\s*`(.+)`\s*", line)):
            yield Passage(tool, asked, code[1], origin)
            asked = ""
