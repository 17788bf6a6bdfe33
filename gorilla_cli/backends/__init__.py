"""Sources of candidates, one module each, found by file name.

Invariant: listing reads file names only; a backend is imported when it is
asked for. A stem with an underscore is a part of another backend. Each backend
module has `create(parts: Parts) -> Backend | None`, where None means that the
settings leave it out.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gorilla_cli.errors import UsageError

if TYPE_CHECKING:
    from gorilla_cli.backends.base import Backend, Parts


def names() -> tuple[str, ...]:
    """Ids of all backends, sorted."""
    stems = (file.stem for file in Path(__file__).parent.glob("*.py"))
    return tuple(sorted(stem for stem in stems if stem != "base" and "_" not in stem))


def create(name: str, parts: Parts) -> Backend | None:
    """The backend of that name, or None when the settings leave it out.

    Raises UsageError for a name that no module has, BackendError when the
    settings ask for something that cannot work.
    """
    if name not in names():
        from difflib import get_close_matches

        near = get_close_matches(name, names(), 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names())}"
        raise UsageError(f"no backend is called {name}", hint)
    backend: Backend | None = import_module(f"gorilla_cli.backends.{name}").create(parts)
    return backend
