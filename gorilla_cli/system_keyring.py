"""The system keyring, asked in a way that cannot hang gorilla.

Invariant: only keyrings that keep a secret secret are used; what is asked of
them is asked within a time limit; a foreign exception's text, which may hold
anything, is never told.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from gorilla_cli.errors import CredentialError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "gorilla"
"""Under this name keys stand in the keyring, each with its own user name."""
KEYRING_SECONDS = 5.0
OTHER_WAYS = (
    "Set hosted.api_key_cmd to a command that prints the key, or put the key in the "
    "environment variable that hosted.api_key_env names."
)


class KeyringMissing(CredentialError):  # noqa: N818 - a state, told apart by `get`
    """There is no keyring that may be trusted with a key."""


def password(name: str, seconds: float) -> str | None:
    """The password of that name, or None. Raises KeyringMissing, CredentialError."""
    return within(seconds, lambda: _first_password(name))


def keep(name: str, value: str, seconds: float) -> str:
    """Keep a password; the keyring's name. Raises KeyringMissing, CredentialError."""
    backend = within(seconds, lambda: _keyrings()[0])
    within(seconds, lambda: backend.set_password(SERVICE, name, value))
    return _told(backend)


def forget(name: str, seconds: float) -> bool:
    """Delete a password; False when there was none. Raises CredentialError."""
    return within(seconds, lambda: _delete(name))


def keyring_state(seconds: float = KEYRING_SECONDS) -> tuple[bool, str]:
    """Whether keys can be kept in a keyring, and which or why not. Never raises."""
    try:
        return True, _told(within(seconds, lambda: _keyrings()[0]))
    except CredentialError as error:
        return False, error.message


def within(seconds: float, question: Callable[[], T]) -> T:
    """What the question returns, asked in a thread that is left behind if it hangs.

    A locked keyring whose prompt nobody sees would otherwise wait for ever.
    """
    answers: list[T] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(question())
        except BaseException as error:  # noqa: BLE001 - keyring back ends raise what they like
            errors.append(error)

    thread = Thread(target=ask, daemon=True, name="keyring")
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    if not errors:
        raise CredentialError(
            f"the system keyring did not answer within {seconds:g} s, it may be locked",
            f"Unlock it and try again. {OTHER_WAYS}",
        )
    if isinstance(errors[0], CredentialError):
        raise errors[0]
    # The text of a foreign exception may hold anything, so only its kind is told.
    raise CredentialError(
        f"the system keyring failed ({type(errors[0]).__name__})",
        f"Unlock it and try again. {OTHER_WAYS}",
    ) from None


def _keyrings() -> list[KeyringBackend]:
    """The keyrings that keep a secret secret, best first. Raises KeyringMissing."""
    try:
        import keyring

        chosen: Any = keyring.get_keyring()
    except Exception as error:  # noqa: BLE001 - a configured back end that does not load
        raise KeyringMissing(
            f"the keyring that is configured does not load ({type(error).__name__})", OTHER_WAYS
        ) from None
    # A chain holds every back end there is, also those that would write plain text.
    each = list(getattr(chosen, "backends", None) or [chosen])
    trusted = [one for one in each if _is_trusted(one)]
    if not trusted:
        plain = any(type(one).__module__.startswith("keyrings.") for one in each)
        raise KeyringMissing(
            "the only keyring keeps passwords in a file of its own"
            if plain
            else "there is no system keyring",
            OTHER_WAYS,
        )
    return trusted


def _is_trusted(backend: KeyringBackend) -> bool:
    module = type(backend).__module__
    return not (
        module in ("keyring.backends.fail", "keyring.backends.null")
        or module.startswith("keyrings.alt")
        or "plaintext" in type(backend).__name__.lower()
    )


def _told(backend: KeyringBackend) -> str:
    return type(backend).__module__.rpartition(".")[2]


def _first_password(name: str) -> str | None:
    found = (backend.get_password(SERVICE, name) for backend in _keyrings())
    return next((password for password in found if password), None)


def _delete(name: str) -> bool:
    from keyring.errors import PasswordDeleteError

    deleted = False
    try:
        backends = _keyrings()
    except KeyringMissing:
        return False
    for backend in backends:
        try:
            backend.delete_password(SERVICE, name)
        except PasswordDeleteError:
            continue
        deleted = True
    return deleted
