"""The only executor of a chosen command.

Invariant: the shell gets the exact text as one argument; the terminal, the
signals and the input belong to the command while it runs; gorilla survives it
and leaves the terminal as a job-control shell would.

Three situations differ:

    job     gorilla owns the terminal and the command writes to it: the command
            becomes a process group of its own in the terminal's foreground.
    shared  there is a terminal, but others in gorilla's process group need it
            too (`gorilla … | less`) or it is not gorilla's now (`gorilla … &`):
            the command joins the group, where the terminal's signals reach both.
    alone   there is no terminal: a group of its own, all signals forwarded.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from gorilla_cli.domain import Outcome, PipedInput
from gorilla_cli.errors import NotApprovedError, NotFoundError, UsageError
from gorilla_cli.run.feed import Feed
from gorilla_cli.run.signals import Signals
from gorilla_cli.run.terminal import Terminal


def run(
    command: str,
    *,
    shell: str,
    variables: Mapping[str, str],
    stdin: PipedInput | None = None,
    stdin_fd: int = 0,
    cwd: Path | None = None,
    tty: Path = Path("/dev/tty"),
) -> Outcome:
    """Run the text in the shell and wait for its end.

    `shell` is a path or a name on PATH. `stdin` is what was read of piped input
    already; the command gets that and then the rest of `stdin_fd`. Without it
    the command inherits gorilla's input. `cwd` None is the directory gorilla
    was started in, even one that was deleted since.

    Raises NotFoundError for a shell or directory that cannot be used,
    NotApprovedError for text that no shell can be given, UsageError when the
    environment is too large to start anything.
    """
    program = _shell_program(shell, variables)
    _check_text(command)
    if cwd is not None and not cwd.is_dir():
        raise NotFoundError(f"the directory {cwd} does not exist", "Change to one that does.")
    started = time.monotonic()
    with ExitStack() as stack:
        terminal = stack.enter_context(Terminal(tty))
        own_group = terminal.usable or not terminal.exists
        signals = stack.enter_context(Signals(own_group=own_group))
        feed = stack.enter_context(Feed(stdin, stdin_fd)) if stdin is not None else None
        options: dict[str, Any] = {
            "stdin": feed.reader if feed else None,
            "env": dict(variables),
            "cwd": cwd,
            "process_group": 0 if own_group else None,
        }
        try:
            process = _start([program, *_arguments(program, command)], options)
        except OSError as error:
            if error.errno != errno.E2BIG:
                raise
            process = _start([program, str(stack.enter_context(_script(command)))], options)
        signals.aim(process.pid)
        if feed:
            feed.start()
        process.returncode = os.waitstatus_to_exitcode(
            _wait(process.pid, terminal, signals, own_group=own_group)
        )
        if process.returncode < 0:
            terminal.restore_modes()  # it had no chance to do that itself
    code = process.returncode
    elapsed_ms = round((time.monotonic() - started) * 1000)
    return Outcome(exit_status=code if code >= 0 else 128 - code, duration_ms=elapsed_ms)


def _shell_program(shell: str, variables: Mapping[str, str]) -> str:
    remedy = "Set SHELL, or choose one with `gorilla config set shell /bin/sh`."
    found = shutil.which(shell, path=variables.get("PATH", os.defpath))
    if found:
        return found
    if os.sep in shell and Path(shell).exists():
        raise NotFoundError(f"the shell {shell} is not executable", remedy)
    raise NotFoundError(f"the shell {shell} does not exist", remedy)


def _check_text(command: str) -> None:
    remedy = "Edit the command, or ask again."
    if "\0" in command:
        raise NotApprovedError("the command holds a NUL character, which no shell takes", remedy)
    try:
        os.fsencode(command)
    except UnicodeEncodeError as error:
        raise NotApprovedError(
            "the command holds a character that cannot be encoded", remedy
        ) from error


def _arguments(program: str, command: str) -> list[str]:
    # A text that looks like an option needs "--", which fish would take for the text.
    if command.startswith(("-", "+")) and Path(program).name != "fish":
        return ["-c", "--", command]
    return ["-c", command]


def _start(argv: list[str], options: Mapping[str, Any]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(argv, **options)
    except OSError as error:
        if error.errno == errno.E2BIG and argv[1] == "-c":
            raise
        if error.errno == errno.E2BIG:
            raise UsageError(
                "the environment is too large to start a command",
                "Unset the large variables; `env | wc -c` shows the size.",
            ) from error
        raise NotFoundError(
            f"the shell {argv[0]} cannot be started: {error.strerror}",
            "Set SHELL, or choose one with `gorilla config set shell /bin/sh`.",
        ) from error


@contextmanager
def _script(command: str) -> Iterator[Path]:
    """A file for text that is longer than the system's limit on arguments; 0600, then removed."""
    handle, name = tempfile.mkstemp(prefix="gorilla-", suffix=".sh")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(os.fsencode(command) + b"\n")
        yield path
    finally:
        path.unlink(missing_ok=True)


def _wait(pid: int, terminal: Terminal, signals: Signals, *, own_group: bool) -> int:
    """Wait for the end of the command; stop together with it and go on together."""
    if own_group:
        terminal.hand_to(pid)
    command_modes = None
    try:
        while True:
            # In a shared group the terminal has stopped gorilla as well, nothing is to be done.
            _, status = os.waitpid(pid, os.WUNTRACED if own_group else 0)
            if not os.WIFSTOPPED(status):
                signals.aim(None)
                return status
            wants_terminal = os.WSTOPSIG(status) in (signal.SIGTTIN, signal.SIGTTOU)
            # It may have wanted the terminal just before it was handed over.
            if not (wants_terminal and (terminal.ours or terminal.belongs_to(pid))):
                if terminal.belongs_to(pid):  # else they are those of the shell's line editor
                    command_modes = terminal.modes()
                terminal.take_from(pid)
                terminal.restore_modes()
                stopped = signals.stop_gorilla()
                if wants_terminal and not stopped and not terminal.ours:
                    # Nobody is left who could bring it to the foreground.
                    signals.send(signal.SIGHUP)
                elif terminal.ours:
                    terminal.set_modes(command_modes)
            if terminal.ours:
                terminal.hand_to(pid)
            signals.send(signal.SIGCONT)
    finally:
        if own_group:
            terminal.take_from(pid)
