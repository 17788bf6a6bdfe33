"""Manual pages of this machine.

Invariant: reads files below the directories of MANPATH only; starts nothing,
neither man nor a pager.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gorilla_cli.domain import Passage
from gorilla_cli.knowledge import specs
from gorilla_cli.knowledge.sources import Places, roff
from gorilla_cli.knowledge.specs import Spec

STANDARD = ("/usr/local/share/man", "/usr/local/man", "/usr/share/man", "/opt/homebrew/share/man",
            "/opt/local/share/man")  # fmt: skip
LONGEST = 600
"""Characters of one passage; more is no help to a small model."""
SKIPPED = frozenset({"GCLOUD WIDE FLAGS", "NOTES"})
"""Sections that say the same on every page of a tool, or nothing to ask for."""
PREVIEWS = ("gcloud_alpha_", "gcloud_beta_")
"""Thousands of pages that say what the page without the word says."""
SECTIONS = ("1", "8", "6")
"""Sections that document commands."""


def directories(manpath: str = "", path: str = "") -> list[Path]:
    """Where pages are, in order: MANPATH when set, else beside PATH and in the standard places."""
    named = [Path(part) for part in manpath.split(":") if part]
    beside = [
        Path(part).parent / below
        for part in path.split(":")
        if part.startswith("/")
        for below in ("share/man", "man")
    ]
    found = named or [*beside, *map(Path, STANDARD)]
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]


def page(name: str, folders: Sequence[Path]) -> Path | None:
    """The page of a command, such as "ls" or "git-log"; None when there is none."""
    if not re.fullmatch(r"[\w.+@:\[-]+", name):
        return None
    for folder in folders:
        for section in SECTIONS:
            for file in sorted((folder / f"man{section}").glob(f"{_literal(name)}.{section}*")):
                return file
    return None


def pages(folders: Sequence[Path]) -> Iterator[Path]:
    """Every page that documents a command."""
    for folder in folders:
        for section in SECTIONS:
            yield from sorted((folder / f"man{section}").glob(f"*.{section}*"))


def sections_of(file: Path) -> list[roff.Section]:
    """The page's sections, `.so` links followed once. Raises OSError when it cannot be read."""

    def load(name: str) -> str:
        base = file.parent.parent
        for target in (base / name, base / f"{name}.gz", file.parent / name):
            if target.is_file() and target.resolve().is_relative_to(base.resolve()):
                return roff.read(target)
        return ""

    return roff.sections(roff.read(file), load)


def spec(tool: str, file: Path) -> Spec:
    """What the page says that the tool takes. Raises OSError when it cannot be read."""
    found = sections_of(file)
    options = [
        option
        for section in found
        for block in section.blocks
        if (option := specs.options_of_tag(block.tag, block.text)) is not None
    ]
    synopsis = " ".join(
        block.text
        for section in found
        if section.title.startswith("SYN")
        for block in section.blocks
    )
    options += _from_synopsis(synopsis, {name for option in options for name in option.names})
    name, number = re.sub(r"\.(gz|bz2|xz|lzma)$", "", file.name).rsplit(".", 1)
    summary = next(
        (block.text.partition(" - ")[2] or block.text.partition(" ")[2]
         for section in found if section.title == "NAME" for block in section.blocks), ""
    )  # fmt: skip
    return specs.of(
        tool, f"man:{name}({number})", tuple(options), complete=bool(options), summary=summary
    )


def _from_synopsis(text: str, known: set[str]) -> list[specs.Option]:
    """Options that only the synopsis shows: [-abc] [-f file] [--all]."""
    found: list[specs.Option] = []
    for cluster in re.findall(r"\[\s*-([A-Za-z0-9]{2,})\s*\]", text):
        found += [
            specs.Option((f"-{letter}",), specs.Takes.UNKNOWN)
            for letter in dict.fromkeys(cluster)
            if f"-{letter}" not in known
        ]
    long_or_valued = (
        r"\[\s*(--[A-Za-z][\w-]*(?:[ =][\w.<>]+)?|-[A-Za-z](?:[\w-]*[ =][\w.<>]+)?)\s*\]"
    )
    for tag in re.findall(long_or_valued, text):
        option = specs.options_of_tag(tag, "")
        if option and not set(option.names) & known:
            found.append(option)
    return found


def _literal(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def files(places: Places) -> Iterator[Path]:
    """Every page that documents a command, but not the previews that repeat a stable page."""
    for page_file in pages(directories(places.manpath, places.path)):
        if not page_file.name.startswith(PREVIEWS):
            yield page_file


def passages(path: Path) -> Iterator[Passage]:
    """One passage for what the tool is, one for each option, one for each example."""
    name, number = re.sub(r"\.(gz|bz2|xz|lzma)$", "", path.name).rsplit(".", 1)
    origin, tool = f"man:{name}({number})", name
    found = sections_of(path)
    about = [_first(found, "NAME"), _first(found, "SYN"), _first(found, "DESC")]
    yield Passage(tool, name, " ".join(filter(None, about))[:LONGEST], origin)
    for section in found:
        if section.title in SKIPPED:
            continue
        example = section.title.upper().startswith("EXAMPLE")
        for block in section.blocks:
            if block.tag.startswith(("-", "+")) or (example and (block.tag or block.text)):
                yield Passage(tool, block.tag[:160], block.text[:LONGEST], origin)


def _first(found: Sequence[roff.Section], title: str) -> str:
    for section in found:
        if section.title.upper().startswith(title) and section.blocks:
            return section.blocks[0].text[: LONGEST // 2]
    return ""
