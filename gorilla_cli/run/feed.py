"""The command's standard input when gorilla's was piped.

Invariant: the command reads what gorilla read already and then the rest, byte
for byte; neither side ever waits for gorilla.
"""

from __future__ import annotations

import os
import select
import threading
from types import TracebackType
from typing import Self

from gorilla_cli.domain import PipedInput

_CHUNK_BYTES = 65536


class Feed:
    """Gives the command the piped input: what was read already, then the rest.

    Never blocks on either side alone, so that an endless producer, a command
    that does not read, and one that ends early all let gorilla go on.
    """

    def __init__(self, input_: PipedInput, source: int) -> None:
        self._input = input_
        self._source = source
        self.reader, self._writer = os.pipe()
        self._wake, self._waker = os.pipe()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._waker)
        if self._thread is None:
            os.close(self.reader)
        else:
            self._thread.join()
        os.close(self._writer)
        os.close(self._wake)

    def start(self) -> None:
        """Begin, once the command has its end of the pipe."""
        os.close(self.reader)  # so that a command that has ended is noticed
        os.set_blocking(self._writer, False)
        self._thread = threading.Thread(target=self._pump, name="piped-input", daemon=True)
        self._thread.start()

    def _pump(self) -> None:
        data = memoryview(self._input.head)
        ended = self._input.complete
        try:
            while data or not ended:
                readable, writable, _ = select.select(
                    [self._wake] if data else [self._wake, self._source],
                    [self._writer] if data else [],
                    [],
                )
                if self._wake in readable:
                    return
                if writable:
                    data = data[os.write(self._writer, data[:_CHUNK_BYTES]) :]
                elif readable:
                    data = memoryview(os.read(self._source, _CHUNK_BYTES))
                    ended = not data
        except OSError:
            pass  # the command reads no more, or there is nothing more to read
        finally:
            # The end of the input; the number itself stays taken until gorilla goes on.
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self._writer, inheritable=False)
            os.close(null)
