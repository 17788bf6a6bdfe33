"""gorilla docs: the documentation of this machine, made searchable."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from gorilla_cli.app import App
from gorilla_cli.errors import GorillaError, NotFoundError, UsageError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.knowledge.index import Index
from gorilla_cli.knowledge.sources import Places

app = typer.Typer(rich_markup_mode=None, help="Search the documentation of this machine.")
MOST_NOTE_BYTES = 1_000_000


class DocumentationError(GorillaError):
    """The index is not there or cannot be used."""

    exit_status = ExitStatus.UNAVAILABLE


def places(parts: App) -> Places:
    """Where this person's documentation lies."""
    environment = parts.environment
    data = environment.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
    return Places(
        home=environment.home,
        manpath=environment.get("MANPATH"),
        path=environment.get("PATH"),
        data_dirs=tuple(Path(folder) for folder in data.split(":") if folder),
        own=parts.paths.notes,
    )


@app.command()
def build(ctx: typer.Context) -> None:
    """Read what is new or changed; may be interrupted and goes on the next time."""
    parts: App = ctx.obj
    try:
        with Index.open(parts.paths.index, write=True) as index:
            if parts.environment.stderr_is_terminal:
                parts.console.note("reading documentation; Ctrl-C stops, the next run goes on")
            read, gone = index.build(places(parts))
            status = index.status()
    except (sqlite3.Error, OSError) as error:
        raise DocumentationError(
            f"the index cannot be built: {error}",
            f"Make {parts.paths.index.parent} writable, or set GORILLA_CACHE_DIR.",
        ) from error
    parts.console.note(f"{read} files read, {gone} forgotten, {status.passages} passages in all")


@app.command()
def status(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Say what the index holds."""
    parts: App = ctx.obj
    with _opened(parts) as index:
        held = asdict(index.status())
    if as_json:
        parts.console.json(held)
    else:
        parts.console.table([(name, str(value)) for name, value in held.items()])


@app.command()
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="What to look for.")],
    count: Annotated[int, typer.Option("-n", "--count", min=1, max=100, help="How many.")] = 5,
) -> None:
    """Find passages."""
    parts: App = ctx.obj
    with _opened(parts) as index:
        found = index.search(words, count)
    if not found:
        raise NotFoundError("nothing was found", "Use other words, or `gorilla docs build`.")
    for passage in found:
        parts.console.result(f"{passage.origin}  {passage.title}\n    {passage.text[:300]}")


@app.command()
def show(
    ctx: typer.Context, tool: Annotated[str, typer.Argument(help="A program's name.")]
) -> None:
    """Print all that is known about a tool."""
    parts: App = ctx.obj
    with _opened(parts) as index:
        found = list(index.of_tool(tool))
    if not found:
        raise NotFoundError(f"nothing is known about {tool}", "Try `gorilla docs search`.")
    for passage in found:
        parts.console.result(f"{passage.title}\n    {passage.text}")


@app.command()
def add(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(help="A Markdown or text file, or - for stdin.")],
    name: Annotated[str, typer.Option(help="What the note is about; else the file's name.")] = "",
) -> None:
    """Add a note of your own, and read it at once."""
    parts: App = ctx.obj
    if path == "-":
        text = parts.environment.stdin.read(MOST_NOTE_BYTES)
        if not name:
            raise UsageError("a note from stdin has no name", "Give --name TOOL.")
    else:
        file = Path(path).expanduser()
        try:
            text = file.read_text(encoding="utf-8")[:MOST_NOTE_BYTES]
        except (OSError, UnicodeDecodeError) as error:
            raise NotFoundError(f"{path} cannot be read: {error}", "Give a text file.") from error
        name = name or file.stem
    if not text.strip() or "/" in name or name.startswith("."):
        raise UsageError("there is nothing to add", "Give a file with text and a plain name.")
    parts.paths.notes.mkdir(parents=True, exist_ok=True)
    (parts.paths.notes / f"{name}.md").write_text(text, encoding="utf-8")
    with Index.open(parts.paths.index, write=True) as index:
        index.build(places(parts), ["own"], keep_others=True)
    parts.console.note(f"added {name}")


@app.command()
def remove(
    ctx: typer.Context, name: Annotated[str, typer.Argument(help="The note's name.")]
) -> None:
    """Forget a note of your own."""
    parts: App = ctx.obj
    file = parts.paths.notes / f"{name}.md"
    if "/" in name or not file.is_file():
        raise NotFoundError(f"there is no note {name}", f"See {parts.paths.notes}.")
    file.unlink()
    if parts.paths.index.exists():
        with Index.open(parts.paths.index, write=True) as index:
            index.build(places(parts), ["own"], keep_others=True)


def _opened(parts: App) -> Index:
    try:
        return Index.open(parts.paths.index)
    except sqlite3.Error as error:
        raise DocumentationError(f"{error}", "Run `gorilla docs build`.") from error
