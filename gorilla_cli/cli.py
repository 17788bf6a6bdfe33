"""argv to what is asked for, errors to ExitStatus.

Invariant: a reserved first word is a command only when what follows is a valid
use of it; every other line of words is a request, and none of it is lost. The
command tree, which is slow to import, is built for reserved words only.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from gorilla_cli.app import App
from gorilla_cli.commands import names
from gorilla_cli.environment import Environment
from gorilla_cli.errors import GorillaError, UsageError
from gorilla_cli.exit_status import ExitStatus


def run(environment: Environment | None = None) -> int:
    """Do what the command line says; the exit status. Never raises."""
    environment = environment or Environment.of_process()
    app = App(environment)
    try:
        return dispatch(app, list(environment.argv))
    except GorillaError as error:
        app.console.error(error)
        return error.exit_status
    except KeyboardInterrupt:
        app.console.diagnostic("")
        return ExitStatus.ABANDONED
    except BrokenPipeError:
        return ExitStatus.OK
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, not a traceback
        return _defect(app, error)


def dispatch(app: App, argv: list[str]) -> int:
    """Run the command or answer the request; the exit status. Raises GorillaError."""
    taken, rest = taken_as(argv)
    if taken == "request":
        if argv and argv[0] in names() and argv[0] != "ask" and len(argv) > 1:
            app.console.note(
                f"taken as a request; `gorilla {argv[0]} --help` shows the command {argv[0]}"
            )
        return _request(app, rest)
    from gorilla_cli import command_tree

    return command_tree.run(app, rest)


def taken_as(argv: Sequence[str]) -> tuple[str, list[str]]:
    """("request" or "command", its arguments)."""
    if argv and argv[0] == "ask":
        return "request", list(argv[1:])
    if argv and argv[0] in names():
        from gorilla_cli import command_tree

        if command_tree.is_valid_use(argv):
            return "command", list(argv)
    return "request", list(argv)


def _request(app: App, argv: Sequence[str]) -> int:
    from gorilla_cli import asking
    from gorilla_cli.arguments import parse

    asked = parse(argv)
    if asked.help:
        text = Path(__file__).with_name("help.txt").read_text(encoding="utf-8")
        app.console.result(text.rstrip("\n"))
        return ExitStatus.OK
    if asked.past:
        from gorilla_cli.commands import history

        return history.pick(app, asked.text)
    if not asked.text:
        asked.text = _typed_request(app, choose=asked.choose)
    if asked.show_prompt:
        return asking.show_prompt(app, asked)
    return asking.ask(app, asked)


def _typed_request(app: App, *, choose: bool) -> str:
    """The request typed at a prompt, when none was given on the command line.

    Where a person is to choose there is a terminal, whatever the standard streams are.
    """
    environment = app.environment
    if choose or (environment.interactive and environment.stdin_is_terminal):
        from gorilla_cli.ui.entry import ask_request

        with suppress(OSError):
            return ask_request(environment)
    raise UsageError(
        "there is no request", 'Say what you want, such as: gorilla "list files by size"'
    )


def _defect(app: App, error: Any) -> int:
    import traceback

    from gorilla_cli.redact import redact

    if app.environment.get("GORILLA_DEBUG"):
        app.console.diagnostic(redact("".join(traceback.format_exception(error))).text)
    app.console.error(
        GorillaError(
            f"a defect in gorilla: {type(error).__name__}: {redact(str(error)).text}",
            "Set GORILLA_DEBUG=1 to see where, and please report it.",
        )
    )
    return ExitStatus.INTERNAL
