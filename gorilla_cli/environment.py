"""The process's surroundings, read once and handed around.

Invariant: this is the only module that reads os.environ, the working directory
and the standard streams. Tests replace the object instead of the globals.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Environment:
    """Streams, variables and directory of one invocation."""

    argv: tuple[str, ...]
    """Arguments without the program name."""
    variables: Mapping[str, str]
    cwd: Path
    stdin: TextIO = field(repr=False)
    stdout: TextIO = field(repr=False)
    stderr: TextIO = field(repr=False)
    platform: str = sys.platform

    @classmethod
    def of_process(cls) -> Environment:
        """The surroundings of this process. A deleted working directory counts as "/"."""
        try:
            cwd = Path.cwd()
        except OSError:
            cwd = Path("/")
        return cls(
            argv=tuple(sys.argv[1:]),
            variables=dict(os.environ),
            cwd=cwd,
            stdin=sys.stdin,
            stdout=sys.stdout,
            stderr=sys.stderr,
        )

    def get(self, name: str, default: str = "") -> str:
        """The variable's value, or the default when it is unset or empty."""
        return self.variables.get(name) or default

    @property
    def home(self) -> Path:
        """The person's home; the temporary directory's parent "/" when HOME is unset."""
        return Path(self.get("HOME", "/"))

    @property
    def interactive(self) -> bool:
        """True when a person reads stdout."""
        return _is_tty(self.stdout)

    @property
    def stdin_is_terminal(self) -> bool:
        """True when nothing is piped in."""
        return _is_tty(self.stdin)

    @property
    def stderr_is_terminal(self) -> bool:
        """True when a person reads stderr."""
        return _is_tty(self.stderr)


def _is_tty(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed by the caller, as in `gorilla <&-`
        return False
