"""Every exit status of gorilla's own, in one place.

Invariant: one meaning, one number. When gorilla has run a command, that
command's status is gorilla's and none of these. Numbers from 64 up follow
sysexits.h, 2 and 130 the shell's habit.
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What gorilla's exit status means when it ran nothing."""

    OK = 0
    NO_CANDIDATE = 1
    """Nobody had an answer."""
    USAGE = 2
    """The command line makes no sense."""
    CAUTION = 3
    """`gorilla check`: the command should be thought about."""
    DANGER = 4
    """`gorilla check`: the command is dangerous."""
    BLOCKED = 5
    """`gorilla check`: the command must not run as it stands."""
    BAD_DATA = 65
    """Input that was read is not what it claims to be (a truncated model, a bad record)."""
    NO_INPUT = 66
    """A file or record that was named does not exist."""
    UNAVAILABLE = 69
    """A part that was asked for is missing or does not answer (backend, keyring, network)."""
    INTERNAL = 70
    """A defect in gorilla."""
    CANNOT_WRITE = 73
    """A file could not be made."""
    IO_ERROR = 74
    """Reading or writing failed."""
    NOT_APPROVED = 77
    """--yes met a command that does more than read, or a check forbids the command."""
    CONFIG = 78
    """A setting is wrong."""
    ABANDONED = 130
    """The person left the chooser or pressed Ctrl-C."""
