"""What gorilla can say about a command from its text alone.

Invariant: nothing is started, nothing goes over the network, and nothing is
raised for any text. What a check cannot tell is said, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Context, Finding, Severity, Verdict
from gorilla_cli.verify.locations import Locations as Locations
from gorilla_cli.verify.slots import Slot as Slot
from gorilla_cli.verify.slots import slots as slots

MAX_CHARACTERS = 1_000_000
"""Longer text is refused: no person reads it before running it."""


def verify(command: str, context: Context, locations: Locations | None = None) -> Verdict:
    """Everything known about the command from its parse; never raises.

    `locations` says where tools keep their settings; by default the person's
    home and directory, without any environment variable.
    """
    where = locations or Locations(context.home or "/", context.cwd or "/")
    if len(command) > MAX_CHARACTERS:
        return _refused(command, "too-long", "is too long to be checked")
    try:
        return _verify(command, context, where)
    except RecursionError:
        return _refused(command, "too-deep", "is nested too deeply to be checked")
    except Exception as error:  # noqa: BLE001 - whatever breaks in a check must not let a command pass
        return _refused(command, "verify", f"could not be checked ({type(error).__name__})")


def _verify(command: str, context: Context, locations: Locations) -> Verdict:
    from gorilla_cli.verify.canonical import canonical
    from gorilla_cli.verify.effects import effects_of
    from gorilla_cli.verify.programs import is_shell_only, missing_of, programs_of
    from gorilla_cli.verify.risk import assess
    from gorilla_cli.verify.shell.walk import model_of

    model = model_of(command, locations, context.user)
    parses = not model.problem and bool(model.script.items)
    return Verdict(
        parses=parses,
        canonical=canonical(command, model.script, well_formed=parses),
        programs=programs_of(model),
        effects=effects_of(model),
        findings=(
            *_text_findings(command, model.problem, locations, deep=model.too_deep),
            *assess(model),
        ),
        missing=missing_of(model, context),
        shell_only=is_shell_only(model),
    )


def _text_findings(
    command: str, problem: str, locations: Locations, *, deep: bool
) -> Iterator[Finding]:
    from gorilla_cli.verify.hidden import hidden_text
    from gorilla_cli.verify.slots import open_slots

    if deep:
        yield Finding(
            "too-deep", Severity.DANGER, "is nested too deeply to be checked", blocks=True
        )
    if problem:
        yield Finding("syntax", Severity.NOTICE, f"is no well-formed shell input: {problem}")
    yield from hidden_text(command)
    yield from open_slots(command, locations)


def _refused(command: str, rule: str, message: str) -> Verdict:
    finding = Finding(rule, Severity.DANGER, message, blocks=True)
    return Verdict(parses=False, canonical=command[:1000].strip(), findings=(finding,))
