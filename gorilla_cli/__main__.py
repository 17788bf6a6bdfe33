"""Where the process begins.

Invariant: what people and shells call at every prompt (`--version`, `-h`,
`init SHELL`) is answered here, before anything heavy is imported.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run gorilla on sys.argv; the exit status."""
    arguments = sys.argv[1:]
    try:
        if arguments in (["--version"], ["-V"], ["version"]):
            return _version()
        if arguments in (["-h"], ["--help"]):
            return _help()
        if arguments[:1] == ["init"] and len(arguments) == 2:
            from gorilla_cli.shells import print_integration

            status = print_integration(arguments[1])
            if status is not None:
                return status
    except BrokenPipeError:
        return _reader_gone()
    from gorilla_cli.cli import run

    return run()


def _version() -> int:
    from gorilla_cli import __version__

    sys.stdout.write(f"gorilla {__version__}\n")
    sys.stdout.flush()
    return 0


def _help() -> int:
    from pathlib import Path

    sys.stdout.write((Path(__file__).parent / "help.txt").read_text(encoding="utf-8"))
    sys.stdout.flush()
    return 0


def _reader_gone() -> int:
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
