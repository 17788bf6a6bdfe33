"""Changing the settings file.

Invariant: the file on disk is at every moment the whole old text or the whole
new one, comments and order kept; nobody else's change is lost, a file that is
no TOML is never overwritten, and a symbolic link stays one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gorilla_cli.errors import SettingsError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.locking import folder_locked, make_private_folder
from gorilla_cli.settings import key_named, parsed_text, read_text
from gorilla_cli.settings_value import Value, parse

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class SettingsWriteError(SettingsError):
    """The settings file cannot be written; the old one is as it was."""

    exit_status = ExitStatus.CANNOT_WRITE


def set_value(path: Path, key: str, text: str) -> Value:
    """Set one setting to the value that the text stands for, and return that value.

    The rest of the file need not be right, so that a wrong file can be mended by
    this. Raises SettingsError for an unknown key, a wrong value or a file that is
    no TOML, SettingsWriteError when it cannot be written.
    """
    declared = key_named(key)
    try:
        value = parse(declared, text)
    except ValueError as error:
        raise SettingsError(f"{key} {error}", f"{key} is: {declared.doc}.") from None
    plain = list(value) if isinstance(value, tuple) else value

    def change(document: dict[str, Any]) -> None:
        *tables, last = key.split(".")
        place: Any = document
        for number, table in enumerate(tables, start=1):
            place = place.setdefault(table, {})
            if not isinstance(place, dict):
                name = ".".join(tables[:number])
                raise SettingsError(f"{path}: {name} must be a table", "Correct or unset it.")
        place[last] = plain

    _change(path, change)
    return value


def unset_value(path: Path, key: str) -> bool:
    """Take a key out of the file, also one that is no setting; False when it is not there.

    Raises SettingsError for a name that is neither a setting nor in the file.
    """
    found = False

    def change(document: dict[str, Any]) -> None:
        nonlocal found
        *tables, last = key.split(".")
        place: Any = document
        for table in tables:
            place = place.get(table) if isinstance(place, dict) else None
        found = isinstance(place, dict) and last in place
        if found:
            del place[last]

    _change(path, change)
    if not found:
        key_named(key)
    return found


def replace_text(path: Path, old: str, new: str) -> bool:
    """Replace the file's text; False, and nothing done, when it is no longer `old`.

    Raises SettingsWriteError.
    """
    with _writing(path) as target:
        if read_text(path) != old:
            return False
        _write(target, new)
        return True


def keep_beside(path: Path, text: str) -> Path:
    """Write a text that is not to be lost to a new file beside the settings, and return it."""
    with _writing(path) as target:
        for number in range(1, 10_000):
            kept = target.with_name(f"{target.stem}.rejected-{number}{target.suffix}")
            with suppress(FileExistsError):
                made = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(made, "w", encoding="utf-8", newline="") as stream:
                    stream.write(text)
                return kept
        raise SettingsWriteError(f"{target.parent} is full of rejected settings", "Remove some.")


def _change(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    import tomlkit

    while True:
        old = read_text(path)
        expected = parsed_text(path, old)
        change(expected)
        document = tomlkit.parse(old)
        change(document)
        new = _dumped(document, old)
        if new == old:
            return
        if parsed_text(path, new) != expected:  # a layout that tomlkit cannot edit
            raise SettingsWriteError(
                f"{path} cannot be changed without harm to its layout",
                "`gorilla config edit` opens the file.",
            )
        if replace_text(path, old, new):
            return


def _dumped(document: TOMLDocument, old: str) -> str:
    import tomlkit

    text = tomlkit.dumps(document)
    if text and not text.endswith("\n"):
        text += "\n"
    if "\r\n" in old:  # tomlkit ends the lines it adds with a bare newline
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """The real file behind the path, its folder made and locked against other writers."""
    target = Path(os.path.realpath(path))
    try:
        make_private_folder(target.parent)
        with folder_locked(target.parent):
            yield target
    except TimeoutError as error:
        raise SettingsWriteError(str(error), "Try again when it has ended.") from None
    except OSError as error:
        raise SettingsWriteError(
            f"{target} cannot be written: {error.strerror}",
            f"Make {target.parent} writable, or use a GORILLA_… variable or a flag.",
        ) from None


def _write(target: Path, text: str) -> None:
    made, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(made, "w", encoding="utf-8", newline="") as stream:
            _keep_owner_and_mode(made, target)
            stream.write(text)
            stream.flush()
            os.fsync(made)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    with suppress(OSError):  # the text is safe; this makes the new name safe as well
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _keep_owner_and_mode(opened: int, target: Path) -> None:
    try:
        before = target.stat()
    except FileNotFoundError:
        return  # mkstemp made it 0600
    now = os.fstat(opened)
    if (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
        with suppress(OSError):  # only root may give a file away
            os.fchown(opened, before.st_uid, before.st_gid)
    os.fchmod(opened, before.st_mode & 0o7777)
