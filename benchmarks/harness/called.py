"""The check on how a program that cannot run here was called.

Invariant: judges the sum of all calls. What only looks something up is let pass beside the right
call, any other call is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from benchmarks.harness.calls import Call
from benchmarks.harness.evidence import Check, Evidence

READING = ("get", "ps", "images", "ls", "list", "describe", "inspect", "status", "show")
"""First words of calls that only look something up for the real one."""
HARMLESS = {
    "aws": {"--output", "--no-cli-pager"},
    "gcloud": {"--quiet", "--format"},
    "az": {"--output", "--only-show-errors"},
    "systemctl": {"--no-pager"},
    "journalctl": {"--no-pager"},
    "apt": {"--yes"},
    "apt-get": {"--yes"},
}
"""Options that nobody minds."""

Value = str | re.Pattern[str] | bool | Sequence[str] | None
"""Wanted of an option: this value, a match, any value (True), several values, or a flag (None)."""


def called(
    programs: str,
    subcommands: str = "",
    *operands: str | tuple[str, ...] | re.Pattern[str] | set[str],
    options: Mapping[str, Value] | None = None,
    allow: Sequence[str] = (),
    harmless: Sequence[str] = READING,
) -> Check:
    """One of the programs was called like this, and in no other way but to look something up.

    Programs and subcommands are alternatives, parted by "|". An operand is a word, a choice of
    words, a pattern, or, as the last one, a set for words in any order. Options are by canonical
    name; those in `allow` may be there with any value.
    """
    names = [name.strip() for name in programs.split("|")]
    verbs = [tuple(verb.split()) for verb in subcommands.split("|")]
    wanted = dict(options or {})

    def look(evidence: Evidence) -> str | None:
        reasons = []
        for call in evidence.calls:
            reason = _mismatch(call, names, verbs, operands, wanted, allow)
            if reason is None:
                continue
            if not any(verb in harmless for verb in call.words[:2]):
                return reason
            reasons.append(reason)
        if len(reasons) == len(evidence.calls):
            return reasons[0] if reasons else f"{programs} was not called"
        return None

    return Check(look)


def _mismatch(
    call: Call,
    names: Sequence[str],
    verbs: Sequence[tuple[str, ...]],
    operands: Sequence[str | tuple[str, ...] | re.Pattern[str] | set[str]],
    wanted: Mapping[str, Value],
    allow: Sequence[str],
) -> str | None:
    if call.program not in names:
        return f"{call.program} was called"
    words = _words(call)
    verb = next((verb for verb in verbs if tuple(words[: len(verb)]) == verb), None)
    if verb is None:
        return f"{call.program} {' '.join(words)} is another subcommand"
    found = list(words[len(verb) :])
    goals = list(operands)
    if goals and isinstance(goals[-1], set):
        rest = goals.pop()
        if set(found[len(goals) :]) != rest:
            return f"operands {found} are not those wanted"
        found = found[: len(goals)]
    if len(found) != len(goals) or not all(map(_fits, found, goals)):
        return f"operands {found} are not those wanted"
    for name, value in wanted.items():
        if not _option_fits(call.options.get(name), value):
            return f"option {name} is {call.options.get(name)}"
    surplus = set(call.options) - set(wanted) - set(allow) - HARMLESS.get(call.program, set())
    return f"options {sorted(surplus)} were not asked for" if surplus else None


def _words(call: Call) -> list[str]:
    """The call's words, with kubectl's TYPE/NAME as two and systemd's unit suffix left out."""
    words = list(call.words)
    if call.program == "kubectl":
        words = [
            part.removesuffix(".apps") if number == 0 else part
            for word in words
            for number, part in enumerate(
                word.split("/", 1) if re.fullmatch(r"[a-z.]+/[a-z0-9-]+", word) else [word]
            )
        ]
    if call.program in ("systemctl", "service"):
        words = [word.removesuffix(".service") for word in words]
    return words


def _fits(word: str, goal: object) -> bool:
    if isinstance(goal, re.Pattern):
        return goal.fullmatch(word) is not None
    return word in goal if isinstance(goal, tuple) else word == goal


def _option_fits(found: tuple[str, ...] | None, value: Value) -> bool:
    if found is None:
        return False
    if value is None:
        return set(found) <= {"", "true"}
    if value is True:
        return all(found)
    if isinstance(value, str):
        return found == (value,)
    if isinstance(value, re.Pattern):
        return len(found) == 1 and value.fullmatch(found[0]) is not None
    if isinstance(value, tuple):
        return len(found) == 1 and found[0] in value
    return sorted(found) == sorted(value) if isinstance(value, list) else False
