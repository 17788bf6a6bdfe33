"""Every error that gorilla tells a person about.

    GorillaError
    ├── UsageError          the command line makes no sense
    ├── SettingsError       a setting is unknown or of the wrong type
    ├── CredentialError     no key, no keyring, or the key command failed
    ├── BackendError        a backend cannot answer
    │   ├── ModelError      a model file is missing, broken or too large
    │   └── EndpointError   a hosted endpoint failed
    ├── RecipeError         a recipe file is not valid
    ├── StoreError          the history cannot be read or written
    ├── NotFoundError       something that was named does not exist
    ├── OutputError         a result cannot be written to standard output
    └── NotApprovedError    the command may not run

Invariant: an error carries a sentence that says what is wrong, a remedy that
says what to do next, and its exit status. Keys and tokens never enter either.
"""

from __future__ import annotations

from gorilla_cli.exit_status import ExitStatus


class GorillaError(Exception):
    """Base of all errors that end in one line for the person, not a traceback."""

    exit_status = ExitStatus.INTERNAL

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, one sentence without a trailing full stop."""
        self.remedy = remedy
        """What to do next, one sentence; empty when the message says it."""

    def __str__(self) -> str:
        return f"{self.message}: {self.remedy}" if self.remedy else self.message


class UsageError(GorillaError):
    """The command line makes no sense."""

    exit_status = ExitStatus.USAGE


class SettingsError(GorillaError):
    """A setting is unknown or of the wrong type; the message names file, line and key."""

    exit_status = ExitStatus.CONFIG


class CredentialError(GorillaError):
    """No key is to be had: no keyring, nothing stored, or the key command failed."""

    exit_status = ExitStatus.UNAVAILABLE


class BackendError(GorillaError):
    """A backend cannot answer; costs that backend's candidates only."""

    exit_status = ExitStatus.UNAVAILABLE


class ModelError(BackendError):
    """A model file is missing, truncated, not GGUF, or too large for memory."""

    exit_status = ExitStatus.BAD_DATA


class EndpointError(BackendError):
    """A hosted endpoint refused, failed, or answered nonsense."""


class RecipeError(GorillaError):
    """A recipe file is not valid; the message names file and line."""

    exit_status = ExitStatus.BAD_DATA


class StoreError(GorillaError):
    """The history cannot be read or written."""

    exit_status = ExitStatus.IO_ERROR


class NotFoundError(GorillaError):
    """Something that was named (a record, a model, a file) does not exist."""

    exit_status = ExitStatus.NO_INPUT


class OutputError(GorillaError):
    """A result cannot be written to standard output (disk full, closed)."""

    exit_status = ExitStatus.IO_ERROR


class NotApprovedError(GorillaError):
    """The command may not run: nobody said yes, or a check forbids it."""

    exit_status = ExitStatus.NOT_APPROVED
