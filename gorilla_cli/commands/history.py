"""gorilla history: commands chosen before, and running them again.

Invariant: nothing runs from here that is not confirmed as ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

import typer

from gorilla_cli.app import App
from gorilla_cli.domain import (
    Action,
    Candidate,
    Decision,
    Ranking,
    Record,
    Request,
    Source,
    Verdict,
)
from gorilla_cli.errors import NotFoundError
from gorilla_cli.exit_status import ExitStatus

app = typer.Typer(rich_markup_mode=None, no_args_is_help=False)

PICKED_FROM = 1000
"""How many of the newest records `--past` looks at."""
OFFERED = 50
"""How many different commands `--past` offers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    id: int
    when: str
    """Local time, to the minute."""
    ended: str
    """The exit status, or the decision when it was not run."""
    command: str
    request: str


@app.callback(invoke_without_command=True)
def history(
    ctx: typer.Context,
    search: Annotated[
        str, typer.Option("--search", "-s", metavar="TEXT", help="Only with all of these words.")
    ] = "",
    count: Annotated[int, typer.Option("-n", "--count", min=1, help="How many at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of records.")] = False,
) -> None:
    """List the commands chosen before, newest first."""
    if ctx.invoked_subcommand is not None:
        return
    parts: App = ctx.obj
    records = chosen_before(parts, search, count)
    if as_json:
        from gorilla_cli.feedback.document import document

        parts.console.json([document(record) for record in records])
        return
    if not records:
        parts.console.note("nothing of that in the history" if search else "nothing chosen yet")
    lines = [entry(record) for record in records]
    parts.console.table(
        [(str(line.id), line.when, line.ended, line.command, line.request) for line in lines],
        header=("id", "when", "ended", "command", "request"),
        right=(0,),
    )


@app.command()
def run(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="Number of a line of the list.")],
) -> None:
    """Run a command again, after the same question as ever."""
    parts: App = ctx.obj
    with closing(parts.store()) as store:
        record = store.get(number)
    if not record.command:
        raise NotFoundError(
            f"record {number} has no command: it was {record.decision.value}",
            "`gorilla history` lists those that have one.",
        )
    raise typer.Exit(parts.carry_out(record.command))


def chosen_before(parts: App, search: str, count: int) -> tuple[Record, ...]:
    """The newest records whose command was accepted. Raises StoreError."""
    if not parts.paths.history.exists():
        return ()
    with closing(parts.store()) as store:
        records = store.list(count, search, [one for one in Decision if one.accepts])
        for notice in store.notices:
            parts.console.note(notice)
    return records


def entry(record: Record) -> Entry:
    """A record as a line."""
    status = record.exit_status
    return Entry(
        id=record.id or 0,
        when=time.strftime("%Y-%m-%d %H:%M", time.localtime(record.created_at)),
        ended=record.decision.value if status is None else str(status),
        command=record.command,
        request=record.request,
    )


def choose_past(
    records: Iterable[Record],
    text: str = "",
    verify: Callable[[str], Verdict | None] = lambda command: None,
) -> Ranking:
    """Past commands as a ranking, so that the chooser shows them: the newest first, each once."""
    newest: dict[str, Record] = {}
    for record in records:
        if record.command and len(newest) < OFFERED:
            newest.setdefault(record.command, record)
    candidates = tuple(
        Candidate(
            command=command,
            sources=(Source("history", str(record.id)),),
            explanation=record.request,
            verdict=verify(command),
            score=-float(position),
        )
        for position, (command, record) in enumerate(newest.items())
    )
    return Ranking(Request(text, count=max(len(candidates), 1)), candidates)


def pick(parts: App, search: str = "") -> int:
    """Choose among past commands and do with it what was decided; the exit status.

    Without a terminal they are printed, one a line, and nothing runs.
    """
    records = chosen_before(parts, search, PICKED_FROM)
    if not records:
        parts.console.note("nothing of that in the history" if search else "nothing chosen yet")
        return ExitStatus.NO_CANDIDATE
    if not parts.environment.interactive:
        from gorilla_cli.visible import visible

        for candidate in choose_past(records, search).candidates:
            parts.console.result(visible(candidate.command, keep="\t"))
        return ExitStatus.OK
    action = _asked(parts, records, search)
    if action.refined is not None:
        return pick(parts, action.refined)
    if action.decision in (Decision.RAN, Decision.EDITED):
        return parts.carry_out(action.command)
    if action.decision is Decision.INSERTED:
        parts.console.result(action.command)
    return ExitStatus.OK if action.decision.accepts else ExitStatus.ABANDONED


def _asked(parts: App, records: Iterable[Record], search: str) -> Action:
    from gorilla_cli.pipeline import verify
    from gorilla_cli.ui.choose import choose
    from gorilla_cli.ui.explain import explain

    context = parts.context()
    ranking = choose_past(records, search, lambda command: verify(command, context))
    return choose(
        iter([ranking]),
        explain=lambda command: explain(command, verify(command, context)),
        environment=parts.environment,
    )
