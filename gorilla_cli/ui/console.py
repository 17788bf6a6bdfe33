"""Everything gorilla writes to stdout and stderr.

Invariant: the only writer of the standard streams. stdout carries results
(commands, JSON, lists), stderr everything else. Text that a person reads passes
through `visible`; what another program reads arrives byte for byte. A reader
who leaves early (`gorilla … | head -1`) is no error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

from gorilla_cli.environment import Environment
from gorilla_cli.errors import GorillaError, OutputError
from gorilla_cli.ui.paint import colour_wanted
from gorilla_cli.ui.width import display_width, pad
from gorilla_cli.visible import is_invisible, visible

_BOLD, _DIM, _RED, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
_GAP = "  "


class Console:
    """The two output streams of one invocation."""

    def __init__(self, environment: Environment) -> None:
        self._out = environment.stdout
        self._err = environment.stderr
        self._out_is_terminal = environment.interactive
        self._err_is_terminal = environment.stderr_is_terminal
        colour = colour_wanted(environment)
        self._colour_out = colour and self._out_is_terminal
        self._colour_err = colour and self._err_is_terminal
        self.reader_gone = False
        """True once the reader of stdout has left; what follows is dropped."""

    def result(self, text: str) -> None:
        """Write text and a newline to stdout.

        A pipe gets the exact text; on a terminal control characters are shown
        as escapes. Raises OutputError when it cannot be written (disk full).
        """
        if self._out_is_terminal:
            text = visible(text, keep="\n\t")
        self._to_stdout(text + "\n")

    def raw(self, data: bytes) -> None:
        """Write bytes to stdout as they are, such as an exported file or a completion script."""
        self._to_stdout(data)

    def json(self, value: object) -> None:
        """Write one JSON value on one line to stdout. NaN is a ValueError."""
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        self._to_stdout("".join(map(_in_json, text)) + "\n")

    def table(
        self,
        rows: Iterable[Sequence[str]],
        *,
        header: Sequence[str] = (),
        right: Collection[int] = (),
    ) -> None:
        """Write rows to stdout with aligned columns; `right` names those aligned right.

        The header is shown on a terminal only, so that a pipe gets rows alone.
        Cells are never cut; the last column is not padded.
        """
        lines = [[visible(cell) for cell in row] for row in rows]
        titles = list(header) if header and lines and self._out_is_terminal else []
        widths: list[int] = []
        for line in [titles, *lines]:
            widths.extend([0] * (len(line) - len(widths)))
            for column, cell in enumerate(line):
                widths[column] = max(widths[column], display_width(cell))

        def laid_out(line: Sequence[str]) -> str:
            last = len(line) - 1
            return _GAP.join(
                pad(cell, widths[column], right=column in right)
                if column < last or column in right
                else cell
                for column, cell in enumerate(line)
            ).rstrip()

        text = "".join(f"{laid_out(line)}\n" for line in lines)
        if titles:
            title = laid_out(titles)
            text = (f"{_BOLD}{title}{_RESET}" if self._colour_out else title) + "\n" + text
        if text:
            self._to_stdout(text)

    def note(self, text: str) -> None:
        """Write one line to stderr: something to know, not a failure."""
        line = f"gorilla: {visible(' '.join(text.splitlines()))}"
        self._to_stderr(f"{_DIM}{line}{_RESET}\n" if self._colour_err else f"{line}\n")

    def error(self, error: GorillaError) -> None:
        """Write what is wrong to stderr, and on a second line what to do next."""
        name = f"{_BOLD}{_RED}gorilla:{_RESET}" if self._colour_err else "gorilla:"
        lines = [f"{name} {visible(' '.join(error.message.splitlines()))}"]
        lines += [f"  {visible(line, keep=chr(9))}" for line in error.remedy.splitlines()]
        self._to_stderr("".join(f"{line}\n" for line in lines))

    def diagnostic(self, text: str) -> None:
        """Write lines to stderr without a prefix (an explanation, a --why, a traceback)."""
        self._to_stderr(visible(text, keep="\n\t").rstrip("\n") + "\n")

    @contextmanager
    def progress(self, title: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """A byte progress bar on stderr while the block runs; nothing where no terminal is.

        Yields a function that is told how many bytes came in addition. `total`
        is the expected sum in bytes, None when it is not known.
        """
        if not self._err_is_terminal:
            yield lambda count: None
            return
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as Remaining
        from rich.progress import TransferSpeedColumn as Speed

        stream = RichConsole(file=self._err, no_color=not self._colour_err)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn())
        with Progress(*columns, Speed(), Remaining(), console=stream, transient=True) as bar:
            task = bar.add_task(visible(title), total=total)
            yield lambda count: bar.advance(task, count)

    def _to_stdout(self, data: str | bytes) -> None:
        if self.reader_gone:
            return
        try:
            _write(self._out, data)
        except BrokenPipeError:
            self.reader_gone = True
            _discard(self._out)
        except (OSError, ValueError) as error:
            _discard(self._out)
            reason = error.strerror if isinstance(error, OSError) else "it is closed"
            raise OutputError(
                f"cannot write to standard output: {reason}",
                "Free some space or write somewhere else, then ask again.",
            ) from error

    def _to_stderr(self, text: str) -> None:
        # A lost diagnostic has nowhere to be reported.
        try:
            _write(self._err, text)
        except (OSError, ValueError):
            _discard(self._err)


def _write(stream: TextIO | None, data: str | bytes) -> None:
    if stream is None:  # closed before the start, as in `gorilla >&-`
        raise ValueError("closed")
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # a text-only stream that somebody put in its place
        stream.write(data if isinstance(data, str) else data.decode(errors="replace"))
        stream.flush()
        return
    if isinstance(data, str):
        data = _encoded(data, stream.encoding)
    stream.flush()
    buffer.write(data)
    buffer.flush()


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:  # a terminal in an old locale
        return text.encode(encoding, "backslashreplace")


def _discard(stream: TextIO | None) -> None:
    # What sits in the buffer would fail once more when the interpreter ends.
    if stream is None:
        return
    with suppress(OSError, ValueError):
        target = stream.fileno()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, target)
        os.close(null)


def _in_json(character: str) -> str:
    # An escape in JSON is the same value, and harmless on a terminal.
    if character.isascii() or not is_invisible(character):
        return character
    return json.dumps(character)[1:-1]
