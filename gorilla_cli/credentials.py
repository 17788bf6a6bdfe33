"""API keys: where they come from, and the few places where they may be kept.

Invariant: a key is returned and given to nobody else: it enters no message, no
repr, no argument of a process and no file except one that was asked for, which
is the person's alone. No keyring can make gorilla hang.
"""

from __future__ import annotations

import getpass
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from gorilla_cli.environment import Environment
from gorilla_cli.errors import CredentialError, UsageError
from gorilla_cli.settings import HostedSettings
from gorilla_cli.system_keyring import (
    KEYRING_SECONDS,
    OTHER_WAYS,
    KeyringMissing,
    forget,
    keep,
    keyring_state,
    password,
)

__all__ = ["HOSTED", "Credentials", "checked_key", "keyring_state", "read_key"]

HOSTED = "hosted"
"""Name of the key for the hosted endpoint; the settings give it further sources."""
COMMAND_SECONDS = 10.0
_LONGEST_KEY = 16_384


@dataclass(frozen=True, slots=True)
class Credentials:
    """Finds, stores and deletes keys by name."""

    settings: HostedSettings
    variables: Mapping[str, str] = field(repr=False)
    file: Path
    """Where keys stand in plain text, when the person insisted on that."""
    keyring_seconds: float = KEYRING_SECONDS
    command_seconds: float = COMMAND_SECONDS

    def get(self, name: str = HOSTED) -> str | None:
        """The key, or None where nobody has one.

        Asked in this order: keyring, `api_key_cmd`, the environment variable of the
        settings, OPENAI_API_KEY for OpenAI's own host, the plain text file. A keyring
        that is missing counts as empty. Raises CredentialError when a source that was
        set up fails, or when a keyring that does not answer might have had the only key.
        """
        silent: CredentialError | None = None
        try:
            key = self._from_keyring(name)
        except KeyringMissing:
            key = None
        except CredentialError as error:
            key, silent = None, error
        for source in (self._from_command, self._from_variables, self._from_file):
            key = key or source(name)
        if key is None and silent is not None:
            raise silent
        return key

    def where(self, name: str = HOSTED) -> str:
        """Where `get` finds the key, in words for a person; empty when nowhere. Never raises."""
        trouble = ""
        try:
            if self._from_keyring(name):
                return "the system keyring"
        except KeyringMissing:
            pass
        except CredentialError as error:
            trouble = error.message
        if name == HOSTED and self.settings.api_key_cmd:
            return "the command of hosted.api_key_cmd"
        for variable in self._variables_for(name):
            if self.variables.get(variable):
                return f"the environment variable {variable}"
        try:
            if self._from_file(name):
                return f"{self.file} in plain text"
        except CredentialError as error:
            return error.message
        return trouble

    def set_key(self, name: str, value: str, plaintext: bool = False) -> str:
        """Keep the key; where, in words for a person.

        Raises CredentialError when there is no keyring (and `plaintext` was not asked
        for), UsageError when the value cannot be a key.
        """
        key = checked_key(value)
        if plaintext:
            self._write({**self._read(), name: key})
            return f"{self.file} in plain text"
        return f"the system keyring ({keep(name, key, self.keyring_seconds)})"

    def delete_key(self, name: str) -> tuple[str, ...]:
        """Forget the key wherever it is kept; the places it was in.

        Raises CredentialError when the keyring does not answer; the file's is gone then.
        """
        places = []
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)
            places.append(str(self.file))
        if forget(name, self.keyring_seconds):
            places.append("the system keyring")
        return tuple(places)

    def _from_keyring(self, name: str) -> str | None:
        key = password(name, self.keyring_seconds)
        return _usable(key, "the system keyring") if key else None

    def _from_command(self, name: str) -> str | None:
        if name != HOSTED or not self.settings.api_key_cmd:
            return None
        from gorilla_cli.key_command import first_line

        printed = first_line(self.settings.api_key_cmd, self.variables, self.command_seconds)
        return _usable(printed, "the output of hosted.api_key_cmd")

    def _from_variables(self, name: str) -> str | None:
        for variable in self._variables_for(name):
            if self.variables.get(variable):
                return _usable(self.variables[variable], f"the environment variable {variable}")
        return None

    def _variables_for(self, name: str) -> Iterator[str]:
        if name != HOSTED:
            return
        if self.settings.api_key_env:
            yield self.settings.api_key_env
        address = urlsplit(self.settings.base_url)
        # That key is meant for one host; no other may be handed it unasked.
        if address.scheme == "https" and address.hostname == "api.openai.com":
            yield "OPENAI_API_KEY"

    def _from_file(self, name: str) -> str | None:
        key = self._read().get(name)
        return _usable(key, str(self.file)) if key else None

    def _read(self) -> dict[str, str]:
        try:
            with self.file.open("rb") as opened:
                mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
                content = json.loads(opened.read(1_000_000) or b"{}")
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise CredentialError(
                f"{self.file} cannot be read: {error.strerror}", "correct its permissions"
            ) from None
        except ValueError:
            content = None
        if os.name == "posix" and mode & 0o077:
            raise CredentialError(
                f"others can read the keys in {self.file}", f"run `chmod 600 {self.file}`"
            )
        if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
            raise CredentialError(
                f"{self.file} does not hold keys", "move it away and set the key again"
            )
        return content

    def _write(self, keys: Mapping[str, str]) -> None:
        beside = self.file.with_name(f"{self.file.name}.{os.getpid()}.new")
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not keys:
                self.file.unlink(missing_ok=True)
                return
            beside.unlink(missing_ok=True)
            opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "w", encoding="ascii") as file:
                json.dump(keys, file, indent=1)
                file.flush()
                os.fsync(opened)
            beside.replace(self.file)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise CredentialError(
                f"{self.file} cannot be written: {error.strerror}", OTHER_WAYS
            ) from None


def read_key(environment: Environment) -> str:
    """A key typed at a prompt that does not echo, or else the one on standard input.

    Raises UsageError when there is none, or when what came cannot be a key.
    """
    try:
        if environment.stdin_is_terminal:
            typed = getpass.getpass("API key (not shown): ")
        else:
            typed = environment.stdin.read(_LONGEST_KEY + 2)
    except (EOFError, UnicodeDecodeError, ValueError, OSError):
        typed = ""
    return checked_key(typed)


def checked_key(value: str) -> str:
    """The key without the blanks and the line end around it.

    Raises UsageError when that is empty or cannot stand in a header.
    """
    key = value.strip(" \t\r\n")
    problem = _problem(key)
    if problem:
        raise UsageError(f"the key {problem}", "Pipe the key in, or paste it at the prompt.")
    return key


def _problem(key: str) -> str:
    if not key:
        return "is empty"
    if len(key) > _LONGEST_KEY:
        return "is too long to be one"
    if not key.isascii():
        return "holds characters that are not ASCII"
    if not key.isprintable():
        return "holds control characters"
    return "holds a blank" if " " in key else ""


def _usable(value: str, source: str) -> str:
    key = value.strip(" \t\r\n")
    problem = _problem(key)
    if problem:
        raise CredentialError(f"the key in {source} {problem}", "Store the key there once more.")
    return key
