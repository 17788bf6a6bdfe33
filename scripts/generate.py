#!/usr/bin/env python3
"""Make what derives from the command tree: the help text that `gorilla -h` prints.

scripts/generate.py            write the files
scripts/generate --check    exit 1 when one of them is not what it should be
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gorilla_cli import arguments, command_tree  # noqa: E402

WIDTH = 78
EXAMPLES = """\
  gorilla "list files by size then date"
  gorilla list files by size
  df -h | gorilla "which disk is fullest"
  gorilla --print "count lines of all python files"
"""


def help_text() -> str:
    """What `gorilla -h` prints."""
    tree = command_tree.tree()
    options = [
        (", ".join(option.names) + f" {option.value}".rstrip(), option.told)
        for option in arguments.OPTIONS
    ]
    options += [("-h, --help", "Show this text."), ("-V, --version", "Print the version.")]
    commands = [("ask", "Ask for a command (what `gorilla WORDS...` does anyway).")]
    commands += [
        (name, tree.get_command(None, name).get_short_help_str(200))
        for name in tree.list_commands(None)
    ]
    return (
        "A sentence in, a shell command you can trust out.\n\n"
        "Usage: gorilla [OPTIONS] WORDS...\n"
        "       gorilla COMMAND [ARGS]...\n\n"
        "Options of a request, before its first word (long ones also after it):\n"
        f"{_columns(options)}\n"
        f"Commands (anything else is a request):\n{_columns(commands)}\n"
        f"Examples:\n{EXAMPLES}"
    )


def _columns(rows: list[tuple[str, str]]) -> str:
    left = max(len(name) for name, _ in rows) + 4
    lines = []
    for name, told in rows:
        wrapped = textwrap.wrap(told, WIDTH - left) or [""]
        lines.append(f"  {name:<{left - 2}}{wrapped[0]}".rstrip())
        lines += [" " * left + line for line in wrapped[1:]]
    return "\n".join(lines) + "\n"


FILES: dict[str, Callable[[], str]] = {"gorilla_cli/help.txt": help_text}


def main() -> int:
    """Write or check every generated file; the exit status."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, make in FILES.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    print(f"{'stale' if check else 'written'}: {', '.join(stale)}" if stale else "all up to date")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
