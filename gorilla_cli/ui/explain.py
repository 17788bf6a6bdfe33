"""What a command does, in lines, from its verdict.

Invariant: pure; says nothing that verification did not find out.
"""

from __future__ import annotations

from gorilla_cli.domain import Verdict
from gorilla_cli.ui.effects import effect_phrases
from gorilla_cli.visible import visible


def explain(command: str, verdict: Verdict, explanation: str = "") -> list[str]:
    """Lines for the person: purpose, programs, effects, findings. Safe to show.

    `explanation` is one line that a recipe or model gave for it.
    """
    lines = [explanation] if explanation else []
    if not verdict.parses:
        lines.append("This is not a complete shell command.")
    if verdict.programs:
        lines.append(f"Starts: {', '.join(dict.fromkeys(verdict.programs))}")
    if verdict.missing:
        lines.append(f"Not installed: {', '.join(verdict.missing)}")
    lines.append(f"Effects: {'; '.join(effect_phrases(verdict))}")
    if verdict.shell_only:
        lines.append("It only makes sense in the calling shell; insert it there.")
    lines += [
        f"{'Blocked' if finding.blocks else finding.severity.label.capitalize()}: {finding.message}"
        for finding in sorted(verdict.findings, key=lambda finding: -finding.severity)
    ]
    if "\n" in command.rstrip("\n"):
        lines.append(f"It has {len(command.rstrip(chr(10)).splitlines())} lines.")
    return [visible(line) for line in lines]
