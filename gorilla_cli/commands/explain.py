"""gorilla explain COMMAND: what each part of a command line does."""

from __future__ import annotations

from typing import Annotated

import typer

from gorilla_cli.app import App

app = typer.Typer(rich_markup_mode=None)


@app.command(context_settings={"ignore_unknown_options": True})
def explain(
    ctx: typer.Context,
    command: Annotated[list[str], typer.Argument(help="A command line, best in quotes.")],
) -> None:
    """Explain a command line; nothing runs."""
    from gorilla_cli.pipeline import verify
    from gorilla_cli.ui.explain import explain as lines

    parts: App = ctx.obj
    text = " ".join(command)
    verdict = verify(text, parts.context())
    for line in lines(text, verdict):
        parts.console.result(line)
