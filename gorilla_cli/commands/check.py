"""gorilla check: what any command would do and how dangerous that is; nothing runs.

Invariant: the verdict is the one that gorilla's own candidates get. stdout has
one line of JSON a command, or lines for a person; the exit status is that of
the worst of all commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from gorilla_cli.app import App
from gorilla_cli.domain import Severity, Verdict
from gorilla_cli.errors import UsageError
from gorilla_cli.exit_status import ExitStatus

app = typer.Typer(rich_markup_mode=None)

_STATUS = {
    Severity.NONE: ExitStatus.OK,
    Severity.NOTICE: ExitStatus.OK,
    Severity.CAUTION: ExitStatus.CAUTION,
    Severity.DANGER: ExitStatus.DANGER,
}


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog=(
        "Exit status: 0 nothing to worry about, 3 caution, 4 danger, 5 it must not run as it "
        "stands (an open placeholder, or a check that broke); of several commands the highest."
    ),
)
def check(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(help="A command, best in quotes; without one, a command a line on stdin."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for each command.")
    ] = False,
) -> None:
    """Say what a command would do and how dangerous that is; nothing runs."""
    from gorilla_cli.verify import Locations, verify

    parts: App = ctx.obj
    context = parts.context()
    locations = Locations(context.home, context.cwd, parts.environment.variables)
    worst = ExitStatus.OK
    for text in [" ".join(command)] if command else _lines(parts):
        verdict = verify(text, context, locations)
        worst = max(worst, _status(verdict))
        if as_json:
            parts.console.json(_as_json(text, verdict))
        else:
            for line in _for_person(text, verdict):
                parts.console.result(line)
    raise typer.Exit(worst)


def _lines(parts: App) -> Iterator[str]:
    if parts.environment.stdin_is_terminal:
        raise UsageError("there is no command to check", 'Give one, such as: gorilla check "ls -l"')
    for line in parts.environment.stdin:
        if line.strip():
            yield line.rstrip("\n")


def _status(verdict: Verdict) -> ExitStatus:
    return ExitStatus.BLOCKED if verdict.blocked else _STATUS[verdict.risk]


def _as_json(text: str, verdict: Verdict) -> dict[str, object]:
    from gorilla_cli.ui.answer import verdict_as_json

    return {
        "command": text,
        **verdict_as_json(verdict),
        "missing": list(verdict.missing),
        "shell_only": verdict.shell_only,
    }


def _for_person(text: str, verdict: Verdict) -> Iterator[str]:
    from gorilla_cli.ui.explain import explain
    from gorilla_cli.visible import visible

    word = "blocked" if verdict.blocked else verdict.risk.label
    yield f"{word}: {visible(text, keep=chr(10))}"
    for line in explain(text, verdict):
        yield f"  {line}"
