"""Asking for the request itself, when none came with the command line.

Invariant: what was typed is returned as it was typed, or the person left. It is
asked on the terminal itself: the standard streams are not touched.
"""

from __future__ import annotations

import os
from pathlib import Path

from gorilla_cli.environment import Environment
from gorilla_cli.ui import tty as terminal

_QUESTION = "What do you want to do? "


def ask_request(environment: Environment, *, tty: Path = Path("/dev/tty")) -> str:
    """One line from the terminal; KeyboardInterrupt when the person leaves.

    Raises OSError where there is no terminal.
    """
    with terminal.opened(tty) as descriptor:
        if environment.get("TERM", "dumb") in ("dumb", "unknown"):
            from gorilla_cli.ui.reply import reply

            line = reply(_QUESTION, descriptor, environment) or ""
        else:
            line = _edited(descriptor, environment)
    if not line.strip():
        raise KeyboardInterrupt
    return line.strip()


def _edited(descriptor: int, environment: Environment) -> str:
    import asyncio
    import selectors

    from prompt_toolkit import PromptSession
    from prompt_toolkit.data_structures import Size
    from prompt_toolkit.input.vt100 import Vt100Input
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.key_binding.key_processor import KeyPressEvent
    from prompt_toolkit.output.vt100 import Vt100_Output

    def size() -> Size:
        columns, rows = terminal.size(descriptor)
        return Size(rows=rows, columns=columns)

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    keys = KeyBindings()
    keys.add("escape", eager=True)(leave)
    # Descriptors of its own: they are closed by these objects.
    with (
        os.fdopen(os.dup(descriptor), encoding="utf-8", errors="replace") as reader,
        os.fdopen(os.dup(descriptor), "w", encoding="utf-8") as writer,
    ):
        session = PromptSession[str](
            key_bindings=keys,
            input=Vt100Input(reader),
            # The answer to a position report would come when nobody reads it any more.
            output=Vt100_Output(writer, size, term=environment.get("TERM"), enable_cpr=False),
            erase_when_done=True,
        )
        session.app.ttimeoutlen = session.app.timeoutlen = 0.05
        # select() is the one that can wait for a terminal on every system.
        runner = asyncio.Runner(
            loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())
        )
        try:
            with runner:
                return runner.run(session.prompt_async(_QUESTION))
        except EOFError:
            raise KeyboardInterrupt from None
