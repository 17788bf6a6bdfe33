"""The three shells behind one face, so that the same cases run in each of them.

Invariant: everything is real (shell, terminal, gorilla); what differs from shell to shell
is in the table below and nowhere else.
"""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal import Terminal

PROMPT = "%% "
CLEAR = "C-y"
"""The key with which a test empties the line, all lines of it."""
DUMP = "C-t"
"""The key with which a test has the shell write its line and cursor to a file."""


@dataclass(frozen=True)
class Shell:
    """What a test must know about one shell."""

    name: str
    argv: tuple[str, ...]
    rc: str
    """Start-up lines before the integration is loaded."""
    load: str
    after: str
    """Start-up lines after it."""
    vi: str
    strict: str
    """Lines that make the shell fail on unset variables, where it knows such a thing."""
    undo: tuple[str, ...]
    key: str
    """The line that sets another key, C-o."""


SHELLS = {
    shell.name: shell
    for shell in (
        Shell(
            "bash",
            ("bash", "--noprofile", "--rcfile", "{rc}", "-i"),
            "PS1='%% '; set +o history",
            'eval "$(gorilla init bash)"',
            # set -u and -e are the person's; what a test adds must hold out as well.
            '__dump() { printf \'%s\' "$READLINE_LINE" >"$DUMP.line"\n'
            ' printf \'%s\' "$READLINE_POINT" >"$DUMP.point"; mv "$DUMP.line" "$DUMP"; }\n'
            "for map in emacs vi-insert vi-command; do bind -m $map -x '\"\\C-t\": __dump'\n"
            " bind -m $map -x '\"\\C-y\": READLINE_LINE='; done",
            "set -o vi",
            "set -u",
            ("C-_",),
            "GORILLA_KEY='\\C-o'",
        ),
        Shell(
            "zsh",
            ("zsh", "-d", "-i"),
            # zsh shows a % of its own where output has no newline at its end.
            "PS1='%%%% '; setopt no_prompt_sp; export KEYTIMEOUT=5; bindkey -e",
            'eval "$(gorilla init zsh)"',
            '__dump() { print -rn -- "$BUFFER" >$DUMP.line; print -rn -- $CURSOR >$DUMP.point\n'
            " command mv $DUMP.line $DUMP }\n"
            "zle -N __dump; for map in emacs viins vicmd; do bindkey -M $map '^T' __dump; done\n"
            "__clear() { BUFFER= }; zle -N __clear; bindkey '^Y' __clear",
            "bindkey -v",
            "setopt no_unset",
            ("C-_",),
            "GORILLA_KEY='^O'",
        ),
        Shell(
            "fish",
            ("fish", "-i"),
            "function fish_prompt; printf '%%%% '; end; set -g fish_greeting\n"
            "set -g fish_autosuggestion_enabled 0; set -g fish_escape_delay_ms 50\n"
            "function fish_mode_prompt; end",
            "gorilla init fish | source",
            "function __dump; commandline -b >$DUMP.line; commandline -C >$DUMP.point\n"
            " command mv $DUMP.line $DUMP; end\n"
            "for mode in default insert; bind -M $mode \\ct __dump; end\n"
            "bind \\cy \"commandline -r ''\"",
            "fish_vi_key_bindings",
            "",
            ("C-_",),
            "set -g GORILLA_KEY \\co",
        ),
    )
}


class Session:
    """One interactive shell with the integration loaded."""

    def __init__(self, shell: Shell, terminal: Terminal, folder: Path) -> None:
        self.shell = shell
        self.terminal = terminal
        self._folder = folder

    def _dump(self) -> tuple[str, int]:
        dump = self._folder / "dump"
        dump.unlink(missing_ok=True)
        self.terminal.press(DUMP)
        deadline = time.monotonic() + 20
        while not dump.exists():
            if time.monotonic() > deadline:
                pytest.fail(f"the line was not written, saw:\n{self.terminal.screen()}")
            time.sleep(0.01)
        text = dump.read_bytes().decode("utf-8", "surrogateescape")
        if self.shell.name == "fish":
            text = text.removesuffix("\n")  # which fish adds
        return text, int((self._folder / "dump.point").read_text())

    @property
    def line(self) -> str:
        """The line as the shell has it."""
        return self._dump()[0]

    @property
    def line_and_cursor(self) -> tuple[str, int]:
        """The line, and the cursor's place in it in characters."""
        return self._dump()

    def ended(self) -> list[int]:
        """The exit statuses of all that gorilla was asked so far."""
        log = self._folder / "ended"
        return [int(line) for line in log.read_text().split()] if log.exists() else []

    def wait_for_end(self, times: int = 1) -> int:
        """Wait until gorilla has ended that often; its last exit status."""
        deadline = time.monotonic() + 30
        while len(self.ended()) < times:
            if time.monotonic() > deadline:
                pytest.fail(f"gorilla did not end, saw:\n{self.terminal.screen()}")
            time.sleep(0.01)
        return self.ended()[-1]

    def runs(self, line: str) -> None:
        """Have the shell run a line."""
        self.terminal.type(line)
        self.terminal.press("Enter")


@contextmanager
def opened(
    shell: Shell,
    folder: Path,
    variables: dict[str, str],
    *,
    columns: int = 80,
    rows: int = 24,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    loads: int = 1,
) -> Iterator[Session]:
    """The shell in a terminal, with lines `before` and `after` the integration is loaded."""
    lines = [shell.rc, *before, *[shell.load] * loads, shell.after, *after]
    text = "\n".join(lines) + "\n"
    rc = folder / {"bash": "bashrc", "zsh": ".zshrc", "fish": "config/fish/config.fish"}[shell.name]
    rc.parent.mkdir(parents=True, exist_ok=True)
    rc.write_text(text)
    # Else fish's first start reads every manual page of the machine, for minutes.
    (folder / "data/fish/generated_completions").mkdir(parents=True, exist_ok=True)
    own = {
        **variables,
        "DUMP": str(folder / "dump"),
        "ENDED": str(folder / "ended"),
        "ZDOTDIR": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    argv = [word.format(rc=rc) for word in shell.argv]
    with Terminal(argv, columns=columns, rows=rows, variables=own, seconds=40) as terminal:
        terminal.wait_for("%% ".strip())
        yield Session(shell, terminal, folder)


def script(path: Path, text: str) -> None:
    """Write an executable shell script."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def gorilla_script(python: str, root: Path) -> str:
    """A gorilla that asks the recipes only and notes each exit status."""
    run = f"PYTHONPATH={shlex.quote(str(root))} {shlex.quote(python)} -m gorilla_cli"
    return (
        f'if [ "$1" != ask ]; then {run} "$@"; exit; fi\n'
        f'shift\n{run} ask -b recipes "$@"\ncode=$?\necho $code >>"$ENDED"\nexit $code'
    )
