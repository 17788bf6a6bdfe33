"""gorilla feedback: what was asked, shown and decided, as it lies on this machine.

Invariant: nothing leaves the machine; what is forgotten was named or agreed to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gorilla_cli.app import App
from gorilla_cli.commands.history import entry
from gorilla_cli.domain import Record
from gorilla_cli.errors import OutputError, UsageError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.feedback.document import document
from gorilla_cli.feedback.statistics import ENOUGH, Rate, Statistics, statistics

if TYPE_CHECKING:
    from gorilla_cli.feedback.store import Store

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False)

Search = Annotated[
    str, typer.Option("--search", "-s", metavar="TEXT", help="Only with all of these words.")
]
Count = Annotated[int, typer.Option("-n", "--count", min=1, help="How many at most.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def feedback(ctx: typer.Context) -> None:
    """Look at, export and erase what gorilla remembers. It stays on this machine."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, "", 20)


@app.command(name="list")
def list_(
    ctx: typer.Context, search: Search = "", count: Count = 20, as_json: Json = False
) -> None:
    """List every request with what became of it, newest first."""
    _list(ctx.obj, search, count, as_json)


def _list(parts: App, search: str, count: int, as_json: bool = False) -> None:
    with _history(parts) as store:
        records = store.list(count, search)
    if as_json:
        parts.console.json([document(record) for record in records])
        return
    if not records:
        parts.console.note("nothing of that is remembered" if search else "nothing is remembered")
    parts.console.table(
        [_row(record) for record in records],
        header=("id", "when", "decision", "request", "command"),
        right=(0,),
    )


def _row(record: Record) -> tuple[str, ...]:
    line = entry(record)
    return str(line.id), line.when, record.decision.value, line.request, line.command


@app.command()
def show(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="Number of a record.")],
    as_json: Json = False,
) -> None:
    """Show one record whole: every candidate, its sources, and what was found."""
    parts: App = ctx.obj
    with _history(parts) as store:
        record = store.get(number)
    if as_json:
        parts.console.json(document(record))
        return
    for line in told(record):
        parts.console.result(line)


def told(record: Record) -> Iterator[str]:
    """A record in lines for a person."""
    line = entry(record)
    yield f"record {line.id}, {line.when}, gorilla {record.version or '?'}"
    yield f"request: {record.request}"
    for number, candidate in enumerate(record.candidates):
        mark = "*" if number == record.chosen else " "
        yield f"{mark} {number + 1}. {candidate.command}"
        sources = (" ".join(filter(None, (one.backend, one.model))) for one in candidate.sources)
        facts = [f"from {', '.join(sources)}", f"score {candidate.score:.2f}"]
        if candidate.verdict:
            effects = dict.fromkeys(effect.kind.word for effect in candidate.verdict.effects)
            facts += [", ".join(effects)] * bool(effects)
            facts += [f"risk {candidate.verdict.risk.label}"]
        yield f"     {'; '.join(facts)}"
        for finding in candidate.verdict.findings if candidate.verdict else ():
            yield f"     {finding.severity.label}: {finding.message}"
    yield f"decision: {record.decision.value}"
    if record.command:
        yield f"command: {record.command}"
    if record.exit_status is not None:
        took = f" after {record.duration_ms / 1000:.1f} s" if record.duration_ms else ""
        yield f"exit status: {record.exit_status}{took}"


@app.command()
def export(
    ctx: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A new file to write to.")
    ] = None,
) -> None:
    """Write all records as JSON, one a line, oldest first."""
    parts: App = ctx.obj
    with _history(parts) as store:
        if output is None or str(output) == "-":
            for line in store.export():
                if parts.console.reader_gone:
                    return
                parts.console.json(line)
            return
        count = _write(parts.environment.cwd / output, store.export())
    parts.console.note(f"{count} records written to {output}")


def _write(path: Path, lines: Iterable[dict[str, Any]]) -> int:
    """Write a new private file, whole or not at all, and return the number of lines."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise OutputError(f"{path} exists already", "Remove it or name another file.") from None
    except OSError as error:
        raise OutputError(
            f"{path} cannot be made: {error.strerror}", "Name a file in a folder you may write to."
        ) from None
    count = 0
    try:
        with os.fdopen(made, "w", encoding="utf-8") as stream:
            for line in lines:
                stream.write(json.dumps(line, allow_nan=False) + "\n")
                count += 1
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise OutputError(
                f"{path} cannot be written: {error.strerror}", "Free some space, then try again."
            ) from None
        raise
    return count


@app.command()
def forget(
    ctx: typer.Context,
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="[ID]...", help="Numbers of records.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Erase all records.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --all, do not ask.")] = False,
) -> None:
    """Erase records from this machine; their bytes are overwritten."""
    from gorilla_cli.ui.question import ask_word

    parts: App = ctx.obj
    if bool(numbers) == everything:
        raise UsageError("say either which records to forget, or --all")
    with _history(parts) as store:
        if everything and not yes:
            question = f"Erase all {store.count()} records for good?"
            remedy = "`gorilla feedback forget --all --yes` erases without asking."
            answer = ask_word(parts.environment, parts.console, question, ("yes", "no"), remedy)
            if answer == "no":
                raise typer.Exit(ExitStatus.ABANDONED)
        count = store.forget(None if everything else numbers or ())
        kept = store.set_aside() if everything else ()
    parts.console.note(f"{count} {'record' if count == 1 else 'records'} forgotten")
    for file in kept:
        parts.console.note(f"{file} was set aside earlier and still holds records: remove it")


@app.command()
def stats(ctx: typer.Context, as_json: Json = False) -> None:
    """Say what was accepted of what was shown, by source, model and family."""
    parts: App = ctx.obj
    with _history(parts) as store:
        found = statistics(store.records())
    if as_json:
        parts.console.json(as_json_object(found))
        return
    if found.total is None:
        parts.console.note(f"too little data: {found.records} records, none of them decided")
        return
    parts.console.table(
        [
            (kind, rate.name, f"{rate.accepted} of {rate.shown}", share(rate))
            for kind, rates in (
                ("all", (found.total,)),
                ("source", found.sources),
                ("model", found.models),
                ("family", found.families),
            )
            for rate in rates
        ],
        header=("by", "name", "accepted", "share (95 % interval)"),
        right=(2,),
    )


def share(rate: Rate) -> str:
    """The share in words; under ENOUGH cases that there is too little data."""
    if not rate.enough:
        return f"too little data (under {ENOUGH})"
    low, high = rate.interval
    return f"{rate.share:.0%} ({low:.0%} to {high:.0%})"


def as_json_object(found: Statistics) -> dict[str, object]:
    """The statistics as one JSON object."""

    def of(rate: Rate) -> dict[str, object]:
        interval = rate.interval if rate.enough else None
        return {**asdict(rate), "enough": rate.enough, "share": rate.share, "interval": interval}

    return {
        "records": found.records,
        "decisions": found.decisions,
        "total": of(found.total) if found.total else None,
        "sources": [of(rate) for rate in found.sources],
        "models": [of(rate) for rate in found.models],
        "families": [of(rate) for rate in found.families],
    }


@contextmanager
def _history(parts: App) -> Iterator[Store]:
    """The store while the block runs; then what it has to tell, if anything."""
    with closing(parts.store()) as store:
        try:
            yield store
        finally:
            for notice in store.notices:
                parts.console.note(notice)
