"""gorilla doctor: what works, and one remedy a line for what does not.

Invariant: looks and never changes; a check that fails is a line of the answer,
not the end of it. Keys are never shown, only where they would come from.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from gorilla_cli.app import App
from gorilla_cli.errors import GorillaError
from gorilla_cli.exit_status import ExitStatus

app = typer.Typer(rich_markup_mode=None)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the answer."""

    part: str
    state: str
    """ok, off (not set up, and that is fine) or broken."""
    told: str
    remedy: str = ""


@app.command()
def doctor(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Say what works: model, backends, keyring, shell, terminal, data files."""
    parts: App = ctx.obj
    checks = list(examine(parts))
    if as_json:
        parts.console.json([asdict(check) for check in checks])
    else:
        parts.console.table(
            [
                (check.part, check.state, check.told + (f" - {check.remedy}" * bool(check.remedy)))
                for check in checks
            ]
        )
    broken = any(check.state == "broken" for check in checks)
    raise typer.Exit(ExitStatus.UNAVAILABLE if broken else ExitStatus.OK)


def examine(parts: App) -> Iterator[Check]:
    """All checks in order; a check that raises becomes a broken line."""
    for name, check in _CHECKS.items():
        try:
            yield from check(parts)
        except GorillaError as error:
            yield Check(name, "broken", error.message, error.remedy)
        except Exception as error:  # noqa: BLE001 - the doctor outlives every patient
            yield Check(name, "broken", f"{type(error).__name__}: {error}")


def _settings(parts: App) -> Iterator[Check]:
    _ = parts.settings
    path = parts.paths.settings
    yield Check("settings", "ok", str(path) if path.exists() else f"defaults; none in {path}")


def _recipes(parts: App) -> Iterator[Check]:
    from gorilla_cli.backends.base import Parts
    from gorilla_cli.backends.recipes import create

    backend = create(Parts(parts.settings, parts.paths, parts.environment.variables))
    told = f"{backend.count()} recipes"
    yield Check("recipes", "ok", told)
    for note in backend.problems():
        yield Check("recipes", "broken", note, "mend the file, or move it away")


def _local(parts: App) -> Iterator[Check]:
    if find_spec("llama_cpp") is None:
        yield Check("local model", "off", "llama-cpp-python is not installed",
                    "pip install 'gorilla-cli[local]'")  # fmt: skip
        return
    from gorilla_cli.models.locate import locate

    path = locate(parts.settings.llama.model, parts.paths)
    size = path.stat().st_size / 1e6
    yield Check("local model", "ok", f"{path.name}, {size:.0f} MB")


def _hosted(parts: App) -> Iterator[Check]:
    hosted = parts.settings.hosted
    if not hosted.base_url:
        yield Check("hosted", "off", "no hosted.base_url is set")
        return
    yield Check("hosted", "ok", f"{hosted.model or 'default model'} at {hosted.base_url}")


def _keyring(parts: App) -> Iterator[Check]:
    from gorilla_cli.credentials import keyring_state

    usable, told = keyring_state()
    if usable:
        yield Check("keyring", "ok", told)
    else:
        yield Check("keyring", "off", told, "use hosted.api_key_cmd or an environment variable")


def _shell(parts: App) -> Iterator[Check]:
    shell = parts.shell
    found = shutil.which(shell, path=parts.environment.get("PATH", os.defpath))
    if found:
        yield Check("shell", "ok", found)
    else:
        yield Check("shell", "broken", f"{shell} is not an executable",
                    "gorilla config set shell /bin/bash")  # fmt: skip


def _terminal(parts: App) -> Iterator[Check]:
    environment = parts.environment
    if not environment.interactive:
        yield Check("terminal", "off", "stdout is no terminal: candidates are printed")
        return
    term = environment.get("TERM", "dumb")
    told = f"{term}, {shutil.get_terminal_size().columns} columns"
    yield Check("terminal", "ok", told + (", numbers instead of arrows" * (term == "dumb")))


def _files(parts: App) -> Iterator[Check]:
    for part, folder in (("data", parts.paths.data), ("cache", parts.paths.cache)):
        if _writable(folder):
            yield Check(part, "ok", str(folder))
        else:
            name = f"GORILLA_{part.upper()}_DIR"
            yield Check(part, "broken", f"{folder} cannot be written",
                        f"make it writable or set {name} to a folder that is")  # fmt: skip


def _history(parts: App) -> Iterator[Check]:
    if not parts.paths.history.exists():
        yield Check("history", "ok", "nothing remembered yet")
        return
    with parts.store() as store:
        yield Check("history", "ok", f"{store.count()} records in {parts.paths.history}")


def _writable(folder: Path) -> bool:
    existing = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)


_CHECKS: dict[str, Callable[[App], Iterator[Check]]] = {
    "settings": _settings,
    "recipes": _recipes,
    "local model": _local,
    "hosted": _hosted,
    "keyring": _keyring,
    "shell": _shell,
    "terminal": _terminal,
    "files": _files,
    "history": _history,
}
