"""The models that gorilla knows by name.

Invariant: registry.toml is the one place that names a model; a checksum in it
was computed from the file, never copied on trust, and is absent otherwise.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from gorilla_cli.errors import NotFoundError

DEFAULT = "smollm2-135m"
"""The model that is used when the settings name none."""

Form = Literal["bare", "chat"]


@dataclass(frozen=True, slots=True)
class Known:
    """One model of the registry."""

    name: str
    title: str
    file: str
    """Name of the file, without a folder."""
    size: int
    """Bytes; exact when there is a checksum, else about."""
    licence: str
    form: Form
    """Which form of the prompt it answers best."""
    package: str = ""
    """The Python package that ships the file; empty for one to download."""
    url: str = ""
    """Where to download it; empty for a packaged one."""
    sha256: str = ""
    """Hex digest of the file; empty when nobody has computed it."""
    note: str = ""
    quality: str = ""
    """Measured results in one line; empty when there are none."""


@cache
def known() -> tuple[Known, ...]:
    """All models of the registry, in its order."""
    text = (Path(__file__).parent / "registry.toml").read_text(encoding="utf-8")
    return tuple(Known(**entry) for entry in tomllib.loads(text)["model"])


def find(name: str) -> Known | None:
    """The model of that name, or of that file name, upper and lower case alike."""
    folded = name.casefold()
    return next((model for model in known() if folded in (model.name, model.file.casefold())), None)


def named(name: str) -> Known:
    """The model of that name. Raises NotFoundError with the nearest name."""
    model = find(name)
    if model is not None:
        return model
    raise NotFoundError(f"no model is called {name}", suggestion(name))


def suggestion(name: str) -> str:
    """A sentence that names the model nearest to a name that is none."""
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), [model.name for model in known()], 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return f"{meant}`gorilla models list` shows the known ones; a file is named by its path."
