"""Runs one command as gorilla would and reports how it ended; started by the tests.

    python drive.py SHELL COMMAND

Piped input is read and passed on the way gorilla does it. The report goes to
stderr, so that stdout is the command's alone.
"""

from __future__ import annotations

import os
import sys

from gorilla_cli.domain import PIPED_EXCERPT_BYTES, PipedInput
from gorilla_cli.errors import GorillaError
from gorilla_cli.run import run


def piped() -> PipedInput | None:
    if os.isatty(0):
        return None
    head = os.read(0, PIPED_EXCERPT_BYTES)
    return PipedInput(head=head, complete=not head)


def main() -> int:
    shell, command = sys.argv[1:]
    try:
        outcome = run(command, shell=shell, stdin=piped(), variables=dict(os.environ))
    except GorillaError as error:
        sys.stderr.write(f"refused: {error}\n")
        return error.exit_status
    sys.stderr.write(f"[ended {outcome.exit_status}]\n")
    return outcome.exit_status


if __name__ == "__main__":
    sys.exit(main())
