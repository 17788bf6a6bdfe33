"""The last question before a command runs.

Invariant: the whole command is on the screen when the question is asked, with
what it does; nothing but a typed yes, or the typed word where it is dangerous,
is a yes.
"""

from __future__ import annotations

from pathlib import Path

from gorilla_cli.domain import Severity, Verdict
from gorilla_cli.environment import Environment
from gorilla_cli.errors import NotApprovedError
from gorilla_cli.ui import tty as terminal
from gorilla_cli.ui.effects import (
    effect_phrases,
    effect_style,
    may_run_unasked,
    needs_word,
    severity_style,
)
from gorilla_cli.ui.paint import Line, Look, width_of
from gorilla_cli.ui.reply import reply
from gorilla_cli.ui.wrap import command_lines, sentence_lines
from gorilla_cli.visible import visible

__all__ = ["confirm", "may_run_unasked", "needs_word"]

_MOST_EFFECTS = 120
"""Characters of effects that are told in the question; `explain` tells all."""


def confirm(
    command: str,
    verdict: Verdict,
    *,
    environment: Environment,
    tty: Path = Path("/dev/tty"),
) -> bool:
    """Show what will run and what it does, and ask whether it may.

    Raises NotApprovedError when a finding forbids running it, and OSError
    where there is no terminal.
    """
    for finding in verdict.findings:
        if finding.blocks:
            raise NotApprovedError(
                f"not run: {finding.message}", "Edit the command, or choose another one."
            )
    look = Look.of(environment)
    word = needs_word(verdict)
    yes_is_default = may_run_unasked(verdict)
    with terminal.opened(tty) as descriptor:
        columns, _ = terminal.size(descriptor)
        lines, last = _question(command, verdict, word, yes_is_default, look, columns)
        for line in lines:
            terminal.write(descriptor, look.ansi(line) + "\n")
        typed = reply(look.ansi(last), descriptor, environment)
    if typed is None:
        return False
    if word is not None:
        return typed.strip().casefold() == word
    return _is_yes(typed, yes_is_default)


def _is_yes(typed: str, default: bool) -> bool:
    word = typed.strip().casefold()
    return default if not word else word in ("y", "yes")


def _question(
    command: str, verdict: Verdict, word: str | None, default: bool, look: Look, columns: int
) -> tuple[list[Line], Line]:
    """Lines to print, and the one that waits for the answer."""
    laid_out = command_lines(command, columns - 2)
    shown: list[Line] = []
    for number, (pieces, goes_on) in enumerate(laid_out):
        left = look.signs.marker if number == 0 else look.signs.wrapped if goes_on else " "
        style = "accent strong" if number == 0 else "dim"
        shown.append([(style, f"{left} "), *((f"{name} strong", text) for name, text in pieces)])
    warnings = _warnings(verdict, columns)
    effects = visible("; ".join(effect_phrases(verdict)))
    if len(effects) > _MOST_EFFECTS:
        effects = effects[:_MOST_EFFECTS].rstrip() + look.signs.ellipsis
    doing: Line = [(effect_style(verdict), effects)]
    if word is not None:
        asking: Line = [("", f"  type {word!r} to run it: ".replace("'", '"'))]
    else:
        asking = [("", "  run it? "), ("strong", "[Y/n] " if default else "[y/N] ")]
    last: Line = [("", "  "), *doing, *asking]
    # On one line where it fits, and where signs and styles tell the command from the rest.
    if len(shown) == 1 and not warnings and not look.signs.dot.isascii():
        dot = ("dim", f"  {look.signs.dot}  ")
        together = [*shown[0], dot, *doing, *asking]
        if width_of(together) + len("yes") <= columns:
            return [], together
    return [*shown, *warnings], last


def _warnings(verdict: Verdict, columns: int) -> list[Line]:
    lines: list[Line] = []
    if not verdict.parses:
        lines.append([("warn", "  this is not a complete shell command")])
    if verdict.missing:
        lines.append([("warn", f"  not installed: {visible(', '.join(verdict.missing))}")])
    for finding in sorted(verdict.findings, key=lambda finding: -finding.severity):
        if finding.severity < Severity.CAUTION:
            continue
        label = finding.severity.label
        for number, text in enumerate(sentence_lines(f"{label}: {finding.message}", columns - 2)):
            start = len(label) if number == 0 else 0
            style = severity_style(finding.severity)
            lines.append([("", "  "), (style, text[:start]), ("", text[start:])])
    return lines
