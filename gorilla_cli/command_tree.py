"""The subcommands as a Typer tree.

Invariant: a subcommand's module is imported when it is named, not before; a
request never comes here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from gorilla_cli.app import App
from gorilla_cli.commands import RESERVED_ELSEWHERE, names
from gorilla_cli.errors import UsageError
from gorilla_cli.exit_status import ExitStatus

_SETTINGS = {"help_option_names": ["-h", "--help"]}


class Lazy(TyperGroup):
    """The root of the tree; finds subcommands by file name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names but `ask`, which is no part of this tree."""
        return [name for name in names() if name != "ask"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        if cmd_name not in names() or cmd_name in RESERVED_ELSEWHERE:
            return None
        command = get_command(import_module(f"gorilla_cli.commands.{cmd_name}").app)
        command.name = cmd_name
        command.context_settings = {**_SETTINGS, **command.context_settings}
        self.commands[cmd_name] = command
        return command


_app = typer.Typer(
    cls=Lazy,
    context_settings=_SETTINGS,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@_app.callback()
def _root() -> None:
    pass


@_app.command(name="version")
def _version(ctx: typer.Context) -> None:
    """Print the version."""
    from gorilla_cli import __version__

    ctx.obj.console.result(f"gorilla {__version__}")


@_app.command(name="init")
def _init(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="The shell to set up.")],
) -> None:
    """Print the shell integration; put `eval "$(gorilla init bash)"` into the rc file."""
    from gorilla_cli.shells import names as shells

    # A shell that there is an integration for never comes this far.
    raise UsageError(f"no integration for {shell}", f"There are {', '.join(shells())}.")


@cache
def tree() -> Any:
    """The root command."""
    return get_command(_app)


def run(app: App, argv: Sequence[str]) -> int:
    """Run a subcommand; its exit status. Raises GorillaError, KeyboardInterrupt."""
    try:
        result = tree().main(
            list(argv), prog_name="gorilla", standalone_mode=False, obj=app, color=False
        )
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise UsageError(_first_line(error), f"See `gorilla {argv[0]} --help`.") from error
    return result if isinstance(result, int) else ExitStatus.OK


def is_valid_use(argv: Sequence[str]) -> bool:
    """Whether the arguments after a reserved word make sense to its command."""
    command: Any = tree()
    parent: Any = None
    rest = list(argv)
    while True:
        if "-h" in rest or "--help" in rest:
            return len(rest) <= 2
        try:
            context = command.make_context(command.name, list(rest), parent=parent)
        except (typer.TyperException, typer.Exit):
            return False
        if not hasattr(command, "get_command"):
            return True
        rest = [*context._protected_args, *context.args]
        if not rest:
            return bool(command.invoke_without_command)
        parent = context
        command = command.get_command(context, rest[0])
        if command is None:
            return False
        rest = rest[1:]


def _first_line(error: typer.TyperException) -> str:
    told = getattr(error, "format_message", lambda: str(error))()
    return " ".join(told.split()).rstrip(".")
