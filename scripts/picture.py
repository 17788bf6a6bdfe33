#!/usr/bin/env python3
"""Make docs/gorilla.svg: a real gorilla in a real terminal (tmux), as README shows it."""

from __future__ import annotations

import os
import sys
import time
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402
from rich.text import Text  # noqa: E402

from tests.terminal import Terminal  # noqa: E402

COLUMNS, ROWS = 88, 22
SIZES = {"report.pdf": 48_000, "notes.txt": 1_200, "todo.txt": 1_200, "photo.jpg": 310_000}


def main() -> None:
    """Ask, choose, confirm, and keep what the terminal showed."""
    variables = {"PS1": "$ ", "PYTHONPATH": str(ROOT), "SHELL": "/bin/bash"}
    with Terminal(
        ["bash", "--norc", "--noprofile"], columns=COLUMNS, rows=ROWS, variables=variables
    ) as terminal:
        for day, (name, size) in enumerate(SIZES.items(), 1):
            path = terminal.folder / "work" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x" * size)
            os.utime(path, (1.76e9 + day * 90_000, 1.76e9 + day * 90_000))
        terminal.wait_for("$")
        terminal.type(f'gorilla() {{ {sys.executable} -m gorilla_cli "$@"; }}; cd work; clear')
        terminal.press("Enter")
        terminal.wait_for(lambda screen: screen.strip() == "$")
        terminal.type('gorilla "list files by size then date"')
        terminal.press("Enter")
        terminal.wait_for(" 1  ", seconds=60)
        time.sleep(4)  # the model joins
        chosen = terminal.screen(styled=True).rstrip()
        terminal.press("Enter")
        terminal.wait_for("[Y/n]")
        terminal.press("Enter")
        terminal.wait_for("notes.txt")
        ran = terminal.screen(styled=True).rstrip()
    console = Console(record=True, width=COLUMNS, file=StringIO(), color_system="truecolor")
    console.print(Text.from_ansi(chosen))
    console.print(Text.from_ansi("\n".join(ran.splitlines()[1:])))
    console.save_svg(str(ROOT / "docs/gorilla.svg"), title="gorilla")


if __name__ == "__main__":
    main()
