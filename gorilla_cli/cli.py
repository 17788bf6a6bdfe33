"""argv to Question, errors to ExitStatus.

Invariant: a reserved first word is a command only when what follows is a valid
use of it; every other line of words is a request, and none of it is lost.
Options of `ask` stand before the request; after its first word only the long
ones are options still, so that "lines with -n 5" stays a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from gorilla_cli.app import App
from gorilla_cli.environment import Environment
from gorilla_cli.errors import GorillaError, UsageError
from gorilla_cli.exit_status import ExitStatus

COMMANDS = Path(__file__).parent / "commands"
RESERVED_ELSEWHERE = ("ask", "init", "version")
"""Commands that live in this module or on the fast path, not in commands/."""
SETTINGS = {"help_option_names": ["-h", "--help"]}


def names() -> tuple[str, ...]:
    """All reserved first words, sorted."""
    stems = (file.stem for file in COMMANDS.glob("*.py") if "_" not in file.stem)
    return tuple(sorted({*stems, *RESERVED_ELSEWHERE}))


class Lazy(TyperGroup):
    """The command tree; a subcommand's module is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the help text."""
        return list(names())

    def get_command(self, ctx: Any, name: str) -> Any:
        """The command of that name, or None."""
        if name in self.commands:
            return self.commands[name]
        if name not in names():
            return None
        tree: typer.Typer = import_module(f"gorilla_cli.commands.{name}").app
        command = get_command(tree)
        command.name = name
        self.commands[name] = command
        return command


app = typer.Typer(
    cls=Lazy,
    context_settings=SETTINGS,
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Turn a sentence into a shell command you can trust.",
)


@app.callback()
def _root() -> None:
    pass


@app.command(name="ask", context_settings=SETTINGS)
def ask(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS...", help="The request; no quotes needed.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("-n", "--count", min=1, max=20, help="How many candidates.")
    ] = None,
    backend: Annotated[
        list[str] | None,
        typer.Option("-b", "--backend", metavar="NAME", help="Ask only this one; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    print_best: Annotated[
        bool, typer.Option("--print", help="Print the best command only; run nothing.")
    ] = False,
    choose: Annotated[
        bool, typer.Option("--choose", help="Choose in the terminal and print the choice.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="Run the best command if all it does is read.")
    ] = False,
    past: Annotated[
        bool, typer.Option("-p", "--past", help="Choose among commands of the history.")
    ] = False,
    show_prompt: Annotated[
        bool, typer.Option("--show-prompt", help="Print what models would be sent; send nothing.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Show what each candidate's score is made of.")
    ] = False,
) -> None:
    """Ask for a command (the default: `gorilla WORDS...`)."""
    from gorilla_cli import asking

    parts: App = ctx.obj
    if past:
        raise typer.Exit(_past(parts, " ".join(words or ())))
    text = " ".join(words or ()).strip()
    if not text:
        text = _asked_for(parts)
    if as_json + print_best + choose + yes > 1:
        raise UsageError(
            "--json, --print, --choose and --yes exclude one another", "Give one of them."
        )
    question = asking.Question(
        text, count, tuple(backend or ()), as_json, print_best, choose, yes, why
    )
    if show_prompt:
        raise typer.Exit(asking.show_prompt(parts, question))
    raise typer.Exit(asking.ask(parts, question))


@app.command(name="version", context_settings=SETTINGS)
def version(ctx: typer.Context) -> None:
    """Print the version."""
    from gorilla_cli import __version__

    ctx.obj.console.result(f"gorilla {__version__}")


@app.command(name="init", context_settings=SETTINGS)
def init(
    ctx: typer.Context,
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="The shell to set up.")],
) -> None:
    """Print the shell integration; put `eval "$(gorilla init bash)"` into the rc file."""
    from gorilla_cli.shells import names as shells

    raise UsageError(f"no integration for {shell}", f"There are {', '.join(shells())}.")


def _past(parts: App, search: str) -> int:
    from gorilla_cli.commands import history

    return history.pick(parts, search)


def _asked_for(parts: App) -> str:
    """The request typed at a prompt, when none was given on the command line."""
    if not (parts.environment.interactive and parts.environment.stdin_is_terminal):
        raise UsageError(
            "there is no request", 'Say what you want, such as: gorilla "list files by size"'
        )
    from gorilla_cli.ui.entry import ask_request

    return ask_request(parts.environment)


def run(environment: Environment | None = None) -> int:
    """Do what the command line says; the exit status. Never raises."""
    environment = environment or Environment.of_process()
    parts = App(environment)
    try:
        return _dispatch(parts, list(environment.argv))
    except GorillaError as error:
        parts.console.error(error)
        return error.exit_status
    except typer.TyperException as error:
        parts.console.error(UsageError(_first_line(error), "See `gorilla --help`."))
        return ExitStatus.USAGE
    except (KeyboardInterrupt, typer.Abort):
        parts.console.diagnostic("")
        return ExitStatus.ABANDONED
    except BrokenPipeError:
        return ExitStatus.OK
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, not a traceback
        return _defect(parts, error)


def _dispatch(parts: App, argv: list[str]) -> int:
    tree = get_command(app)
    arguments = request_arguments(tree, argv, parts)
    try:
        result = tree.main(
            arguments, prog_name="gorilla", standalone_mode=False, obj=parts, color=False
        )
    except typer.Exit as leaving:
        return leaving.exit_code
    return result if isinstance(result, int) else ExitStatus.OK


def request_arguments(tree: Any, argv: list[str], parts: App) -> list[str]:
    """argv as the command tree takes it, with `ask` put before what is a request."""
    if not argv:
        return ["ask"]
    first = argv[0]
    if first == "ask":
        return ["ask", *_options_first(tree, argv[1:])]
    if first in ("-h", "--help", "--version", "-V"):
        return ["version"] if first in ("--version", "-V") else ["--help"]
    if first in names() and " " not in first:
        if is_valid_use(tree, argv):
            return argv
        if len(argv) > 1:
            parts.console.note(
                f"taken as a request; `gorilla {first} --help` shows the command {first}"
            )
    return ["ask", *_options_first(tree, argv)]


def is_valid_use(tree: Any, argv: Sequence[str]) -> bool:
    """Whether the arguments after a reserved word make sense to its command."""
    command: Any = tree
    rest = list(argv)
    parent = None
    while True:
        if "-h" in rest or "--help" in rest:
            return len(rest) <= 2
        if hasattr(command, "get_command"):
            if command is not tree:  # its own options stand before the subcommand
                try:
                    context = command.make_context(command.name, list(rest), parent=None)
                except (typer.TyperException, typer.Exit):
                    return False
                rest = [*context._protected_args, *context.args]
            if not rest:
                return bool(getattr(command, "invoke_without_command", False))
            name = rest[0]
            if name.startswith("-") or command.get_command(parent, name) is None:
                return False
            command, rest = command.get_command(parent, name), rest[1:]
            continue
        try:
            command.make_context(command.name, list(rest), parent=None, resilient_parsing=False)
        except (typer.TyperException, typer.Exit):
            return False
        return True


def _options_first(tree: Any, argv: Sequence[str]) -> list[str]:
    """Options of `ask` before `--`, the words of the request behind it."""
    ask_command: TyperCommand = tree.get_command(None, "ask")
    takes_value: dict[str, bool] = {}
    for parameter in ask_command.params:
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith("-"):
                takes_value[name] = not getattr(parameter, "is_flag", False)
    options: list[str] = []
    words: list[str] = []
    rest = list(argv)
    while rest:
        argument = rest.pop(0)
        name, _, value = argument.partition("=")
        if argument == "--" and not words:
            words += rest
            break
        known = name in takes_value or (argument[:2] in takes_value and argument[1:2] != "-")
        if argument.startswith("-") and len(argument) > 1 and not words and not known:
            options.append(argument)  # the parser names the nearest option
        elif name in takes_value and (not words or name.startswith("--")):
            options.append(argument)
            if takes_value[name] and not value and rest:
                options.append(rest.pop(0))
        elif known and not words:
            options.append(argument)
        else:
            words.append(argument)
    return [*options, "--", *words]


def _first_line(error: typer.TyperException) -> str:
    told = getattr(error, "format_message", lambda: str(error))()
    return " ".join(told.split()).rstrip(".")


def _defect(parts: App, error: Exception) -> int:
    import traceback

    from gorilla_cli.redact import redact

    if parts.environment.get("GORILLA_DEBUG"):
        parts.console.diagnostic(redact("".join(traceback.format_exception(error))).text)
    parts.console.error(
        GorillaError(
            f"a defect in gorilla: {type(error).__name__}: {redact(str(error)).text}",
            "Set GORILLA_DEBUG=1 to see where, and please report it.",
        )
    )
    return ExitStatus.INTERNAL
