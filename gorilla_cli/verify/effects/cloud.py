"""Cloud command lines: what they do is in their verb.

Invariant: a verb that is not known counts as a change.
"""

from __future__ import annotations

from gorilla_cli.domain import Effect, EffectKind
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.model import Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values

_NAMING = ("name", "id", "ids", "identifier", "names", "arn")
READING = (
    "describe list get ls show head ps search query lookup select scan batch-get filter-log tail "
    "wait help version info status whoami presign sync-dry-run check validate estimate test view "
    "download cat stat du logs read print preview simulate analyze detect recognize"
).split()
DELETING = (
    "delete terminate rb rm remove destroy purge deregister batch-delete empty uninstall drop wipe "
    "deletefile schedule-key-deletion cancel delete-objects"
).split()
LOCAL = frozenset(
    "configure config login logout init components auth sso account bicep extension cache".split()
)
"""First words that only change settings on this machine."""


def words_of(run: Run) -> list[str]:
    """The subcommand words: everything before the first option, and a few operands after it."""
    given = read_options(run.args, options_with_values(run.name))
    return [operand.text for operand in given.operands[:6]]


def verb_of(run: Run) -> str:
    """The word that says what is done, without its object: delete of delete-bucket."""
    words = words_of(run)
    if run.name == "aws":
        return words[1] if len(words) > 1 else ""
    if run.name in ("gsutil", "rclone", "azcopy"):
        return words[0] if words else ""
    for word in words:
        if word.split("-")[0] in READING or word.split("-")[0] in DELETING:
            return word
    return words[-1] if words else ""


def is_deleting(verb: str) -> bool:
    """True for delete-bucket, terminate-instances, rm, destroy …"""
    return verb in DELETING or any(verb.startswith(f"{word}-") for word in DELETING)


def cloud_effects(run: Run, locations: Locations) -> list[Effect] | None:
    """Effects by verb."""
    words = words_of(run)
    verb = verb_of(run)
    if not words or words[0] in LOCAL:
        return [Effect(EffectKind.WRITES, f"{run.name} settings")]
    if is_deleting(verb):
        target = " ".join(words[words.index(verb) + 1 :]) if verb in words else ""
        named = _named(run)
        return [Effect(EffectKind.DELETES, target or named or None), Effect(EffectKind.REMOTE)]
    if verb in READING or any(verb.startswith(f"{word}-") for word in READING):
        saved = [Effect(EffectKind.WRITES, words[-1])] if verb == "get-object" else []
        return [Effect(EffectKind.READS), Effect(EffectKind.NETWORK_IN), *saved]
    if verb in ("cp", "mv", "sync", "copy", "move", "rsync"):
        return _copying(run, words, verb)
    return [Effect(EffectKind.REMOTE)]


def _named(run: Run) -> str:
    """The value of the first option that names something."""
    for position, text in enumerate(run.texts[:-1]):
        if text == "-n" or (text.startswith("--") and text.endswith(_NAMING)):
            return run.args[position + 1].shown
    return ""


def _copying(run: Run, words: list[str], verb: str) -> list[Effect]:
    last = words[-1]
    remote = "://" in last or (run.name == "rclone" and ":" in last)
    effects = [Effect(EffectKind.NETWORK_OUT if remote else EffectKind.NETWORK_IN)]
    effects.append(Effect(EffectKind.REMOTE) if remote else Effect(EffectKind.WRITES, last))
    if verb in ("sync", "rsync") and (run.name == "rclone" or {"--delete", "-d"} & set(run.texts)):
        effects.append(Effect(EffectKind.DELETES, last))
    if verb in ("mv", "move"):
        effects.append(Effect(EffectKind.MOVES, words[-2] if len(words) > 1 else None))
    return effects
