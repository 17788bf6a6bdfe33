"""Options as fish's completion files describe them.

Invariant: reads the lines of `complete` calls and runs none of them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from gorilla_cli.domain import Passage
from gorilla_cli.knowledge.sources import Places

BELOW = ("fish/completions", "fish/vendor_completions.d")
_VALUED = {"-c", "--command", "-s", "--short-option", "-l", "--long-option", "-o", "--old-option",
           "-d", "--description", "-a", "--arguments", "-n", "--condition", "-w", "--wraps", "-p",
           "--path"}  # fmt: skip


def files(places: Places) -> Iterator[Path]:
    """Every completion file."""
    for folder in dict.fromkeys(places.data_dirs):
        for below in BELOW:
            yield from sorted((folder / below).glob("*.fish"))


def passages(path: Path) -> Iterator[Passage]:
    """One passage for each option that has a description."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.match(r"\s*complete\s+(.*)", line)
        if call is None:
            continue
        said = _said(call[1])
        names = [f"-{short}" for short in said.get("s", ())]
        names += [f"--{long}" for long in said.get("l", ())]
        names += [f"-{old}" for old in said.get("o", ())]
        told = " ".join(said.get("d", ()))
        if names and told and not told.startswith("("):
            yield Passage(path.stem, ", ".join(names), told, f"fish:{path.stem}")


def _said(call: str) -> dict[str, list[str]]:
    try:
        words = shlex.split(call, comments=True)
    except ValueError:
        return {}
    found: dict[str, list[str]] = {}
    while words:
        word = words.pop(0)
        if word in _VALUED and words:
            letter = {"--short-option": "s", "--long-option": "l", "--old-option": "o",
                      "--description": "d"}.get(word, word.lstrip("-")[:1])  # fmt: skip
            found.setdefault(letter, []).append(words.pop(0))
        elif re.fullmatch(r"-[sldo]\S+", word):
            found.setdefault(word[1], []).append(word[2:])
    return found
