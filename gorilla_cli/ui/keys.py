"""Which key does what in the chooser.

Invariant: this is the only place that names keys to prompt_toolkit; what is said
about them to the person stands in `frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys

from gorilla_cli.domain import Decision

if TYPE_CHECKING:
    from gorilla_cli.ui.chooser import Chooser

_PAGE = 5
_VERY_FAR = 1_000_000


def bindings(chooser: Chooser) -> KeyBindings:
    """The key bindings for a chooser."""
    table = KeyBindings()
    in_list = Condition(lambda: not chooser.editing)
    in_editor = Condition(lambda: chooser.editing)

    def bind(keys: Sequence[Any], action: Callable[[], None], where: Filter, **more: Any) -> None:
        def pressed(event: KeyPressEvent) -> None:
            chooser.hush()
            action()

        for key in keys:
            sequence = key if isinstance(key, tuple) else (key,)
            table.add(*sequence, filter=where, **more)(pressed)

    leave = partial(chooser.leave, Decision.ABANDONED)
    bind([Keys.Any, Keys.BracketedPaste], lambda: None, in_list)
    bind(["up", "k", "c-p"], partial(chooser.move, -1), in_list)
    bind(["down", "j", "c-n"], partial(chooser.move, 1), in_list)
    bind(["home", "g"], partial(chooser.move, -_VERY_FAR), in_list)
    bind(["end", "G"], partial(chooser.move, _VERY_FAR), in_list)
    bind(["pageup"], partial(chooser.scroll, -_PAGE), in_list)
    bind(["pagedown"], partial(chooser.scroll, _PAGE), in_list)
    for digit in range(1, 10):
        bind([str(digit)], partial(chooser.choose_row, digit - 1), in_list)
    bind(["enter"], chooser.choose, in_list)
    bind(["e"], chooser.edit, in_list)
    bind(["x"], chooser.explain, in_list)
    bind(["c"], partial(chooser.take_for, Decision.COPIED), in_list)
    bind(["i"], partial(chooser.take_for, Decision.INSERTED), in_list)
    bind(["r"], chooser.refine, in_list)
    bind(["d", "delete"], partial(chooser.leave, Decision.REJECTED), in_list)
    bind(["?"], chooser.show_help, in_list)
    bind(["escape"], chooser.back, in_list, eager=True)
    bind(["q", "c-d"], leave, in_list)
    bind(["enter"], chooser.accept, in_editor)
    bind([("escape", "enter"), "c-j"], chooser.new_line, in_editor)
    bind(["escape"], chooser.close_editor, in_editor)
    bind(["c-z"], chooser.suspend, in_list | in_editor)
    bind(["c-c", Keys.SIGINT], leave, in_list | in_editor)
    return table
