"""Where documentation comes from, one module a kind of source.

Invariant: a source only reads. Each module has `files(places)`, the files it
would read, and `passages(path)`, what one of them says; a damaged file raises
OSError and costs only itself. The stem of the module is the source's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from gorilla_cli.domain import Passage

INDEXED = ("man", "tldr", "fish", "own")
"""Sources made of files, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Places:
    """Directories and variables that say where documentation lies."""

    home: Path
    manpath: str = ""
    """Value of MANPATH."""
    path: str = ""
    """Value of PATH."""
    data_dirs: tuple[Path, ...] = (Path("/usr/local/share"), Path("/usr/share"))
    """XDG_DATA_DIRS."""
    own: Path = Path("/nonexistent")
    """Folder with what the person added."""


class FileSource(Protocol):
    """A source made of files."""

    def files(self, places: Places) -> Iterable[Path]:
        """Every file it would read."""

    def passages(self, path: Path) -> Iterator[Passage]:
        """What one file says. Raises OSError when it cannot be read."""


def source(name: str) -> FileSource:
    """The source of that name."""
    return cast(FileSource, import_module(f"gorilla_cli.knowledge.sources.{name}"))
