"""Shell integration: one `init.SHELL` file for each shell, printed as it is.

Invariant: imports nothing beyond what is needed to read one file, since this
runs at the start of every shell.
"""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(__file__)  # noqa: PTH120 - pathlib costs a third of the whole run


def names() -> tuple[str, ...]:
    """The shells that there is an integration for, sorted."""
    return tuple(sorted(name[5:] for name in os.listdir(_HERE) if name.startswith("init.")))


def print_integration(shell: str) -> int | None:
    """Write the shell's integration to stdout; None when there is none for it."""
    if shell not in names():
        return None
    with open(os.path.join(_HERE, f"init.{shell}"), "rb") as file:  # noqa: PTH118, PTH123
        sys.stdout.buffer.write(file.read())
    sys.stdout.buffer.flush()
    return 0
