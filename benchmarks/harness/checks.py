"""The conditions that tasks are made of.

Expected names, lines and numbers are given as functions of the fixture's tree ("every file above
1 MB that is not under build"), so that a task says what was asked and no gold output is stored.

Invariant: every check is a pure function of Evidence and answers with a reason when it fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.harness import output
from benchmarks.harness.evidence import Check, Evidence
from benchmarks.harness.plan import Plan, differences
from benchmarks.harness.tree import Entry, Tree

Pick = Callable[[Entry], bool]
Names = Callable[[Tree], Sequence[str]]
Lines = Callable[[Tree], Sequence[str]]


def pick(
    condition: Pick, *, key: Callable[[Entry], Any] | None = None, reverse: bool = False
) -> Names:
    """The paths of all entries that meet the condition, in the order of the key."""

    def names(tree: Tree) -> list[str]:
        entries = [entry for entry in tree if condition(entry)]
        if key is not None:
            entries.sort(key=key, reverse=reverse)
        return [entry.path for entry in entries]

    return names


def paths(*names: str) -> Names:
    """These paths, which must exist in the fixture."""

    def known(tree: Tree) -> list[str]:
        for name in names:
            if name not in tree:
                raise KeyError(f"{name} is not in the fixture")
        return list(names)

    return known


def prints(names: Names, *, ordered: bool = False, extra: Sequence[str] = ()) -> Check:
    """Standard output names exactly these paths; `extra` are names that the command makes up."""

    def look(evidence: Evidence) -> str | None:
        table = output.Names(evidence.before, extra)
        expected = list(names(evidence.before))
        found = output.read_names(evidence.stdout, table)
        if isinstance(found, str):
            return found
        return output.same_names(found, expected, table, ordered=ordered)

    return Check(look, reads=names)


def lines(
    expected: Lines | Sequence[str] | str,
    *,
    ordered: bool = True,
    prefixed: bool = False,
    squeezed: bool = False,
) -> Check:
    """Standard output is these lines."""

    def wanted(tree: Tree) -> Sequence[str]:
        if callable(expected):
            return expected(tree)
        return expected.strip("\n").split("\n") if isinstance(expected, str) else expected

    def look(evidence: Evidence) -> str | None:
        return output.same_lines(
            evidence.stdout,
            wanted(evidence.before),
            ordered=ordered,
            prefixed=prefixed,
            squeezed=squeezed,
        )

    return Check(look, reads=wanted)


def number(expected: float | Callable[[Tree], float], *, tolerance: float = 0.0) -> Check:
    """Standard output answers with this number; a name beside it or a total is fine."""

    def look(evidence: Evidence) -> str | None:
        goal = expected(evidence.before) if callable(expected) else expected
        rows = [row for line in evidence.stdout.splitlines() if (row := output.numbers(line))]
        if not rows:
            return "no number was printed"
        last = evidence.stdout.strip().splitlines()[-1]
        if len(rows) > 1 and not re.search(r"(?i)\b(total|sum|altogether)\b", last):
            return f"{len(rows)} lines with numbers were printed, not one"
        found = output.numbers(last) or rows[-1]
        if len(found) == 1 and abs(found[0] - goal) <= tolerance:
            return None
        return f"the answer is {goal:g}, printed was {last[:60]!r}"

    return Check(look)


def size_of(
    expected: float | Callable[[Tree], float],
    low: float = 0.97,
    high: float = 1.2,
    name: str = "",
) -> Check:
    """The size printed last (12, 1.5K, 3 MiB) is this many bytes, up to rounding and blocks.

    With a name it is the size printed on the last line that ends with it, if there is one.
    """

    def look(evidence: Evidence) -> str | None:
        goal = expected(evidence.before) if callable(expected) else expected
        rows = evidence.stdout.strip().splitlines()
        rows = [row for row in rows if name and re.search(rf"[\s/]{name}/?$", row)] or rows
        found = output.sizes(rows[-1].split("\t")[0]) if rows else []
        if not found:
            return "no size was printed"
        for factor in (1, 1024, 1000 / 1024, (1000 / 1024) ** 2):  # du counts kilobytes
            if goal * low <= found[0] * factor <= goal * high + 4096 * (factor > 1):
                return None
        return f"{found[0]:g} is not near {goal:g} bytes"

    return Check(look)


def says(*patterns: str, never: Sequence[str] = (), flags: int = 0) -> Check:
    """Each pattern is found in standard output, and none of those that would be wrong."""

    def look(evidence: Evidence) -> str | None:
        for pattern in patterns:
            if not re.search(pattern, evidence.stdout, re.MULTILINE | flags):
                return f"nothing printed matches {pattern!r}"
        for pattern in never:
            if re.search(pattern, evidence.stdout, re.MULTILINE | flags):
                return f"printed something that matches {pattern!r}"
        return None

    return Check(look)


def text(expected: str | Callable[[Tree], str]) -> Check:
    """Standard output is this text, white space at both ends aside."""

    def look(evidence: Evidence) -> str | None:
        goal = expected(evidence.before) if callable(expected) else expected
        if evidence.stdout.strip() == goal.strip():
            return None
        return f"printed {evidence.stdout.strip()[:80]!r}, not {goal.strip()[:80]!r}"

    return Check(look)


def json_value(expected: Any) -> Check:
    """Standard output is JSON that means this; several documents count as a list."""

    def look(evidence: Evidence) -> str | None:
        decoder, rest, found = json.JSONDecoder(), evidence.stdout.strip(), []
        while rest:
            try:
                value, end = decoder.raw_decode(rest)
            except ValueError:
                return f"not JSON: {rest[:60]!r}"
            found.append(value)
            rest = rest[end:].lstrip()
        if expected in (found, *(found if len(found) == 1 else ())):
            return None
        return f"printed {json.dumps(found)[:120]}"

    return Check(look)


def changes(edit: Callable[[Plan], object], *, ignore: Iterable[str] = ()) -> Check:
    """The files afterwards are those before with this edit, and nothing else."""
    ignored = tuple(ignore)

    def look(evidence: Evidence) -> str | None:
        plan = Plan(evidence.before)
        edit(plan)
        return differences(plan, evidence.after, ignored)

    return Check(look, settles_tree=True)


def untouched() -> Check:
    """No file was changed."""
    return changes(lambda _plan: None)


def probe(command: str, expected: str | Callable[[str], str | None]) -> Check:
    """The output of a command that is run afterwards is this text, or pleases this function."""

    def look(evidence: Evidence) -> str | None:
        found = evidence.probes[0].strip()
        if callable(expected):
            return expected(found)
        if found == expected.strip():
            return None
        return f"{command!r} gives {found[:100]!r}, not {expected.strip()[:100]!r}"

    return Check(look, probes=(command,))


def processes(
    *, gone: Sequence[str] = (), stopped: Sequence[str] = (), resumed: Sequence[str] = ()
) -> Check:
    """Of the processes from before, those with these texts are gone, now stopped or now resumed.

    All others live on in the state they were in.
    """

    def look(evidence: Evidence) -> str | None:
        now = {one.pid: one for one in evidence.processes}
        for process in evidence.processes_before:
            goes = any(part in process.line for part in gone)
            if goes != (process.pid not in now):
                return f"{process.line} {'still runs' if goes else 'is gone'}"
            if goes:
                continue
            rests = process.state == "T"
            rests = rests or any(part in process.line for part in stopped)
            rests = rests and not any(part in process.line for part in resumed)
            if rests != (now[process.pid].state == "T"):
                return f"{process.line} {'is not stopped' if rests else 'is stopped'}"
        return None

    return Check(look)


def prints_pids(*parts: str) -> Check:
    """Standard output holds the ids of the processes with these texts and of no other of them."""

    def look(evidence: Evidence) -> str | None:
        printed = {int(word) for word in re.findall(r"\b\d+\b", evidence.stdout)}
        for process in evidence.processes_before:
            wanted = any(part in process.line for part in parts)
            if wanted and process.pid not in printed:
                return f"the id of {process.line!r} is not printed"
            row = rf"(?m)^\s*(?:\S+\s+)?{process.pid}\b"
            if not wanted and re.search(row, evidence.stdout):
                return f"the id of {process.line!r} is printed, too"
        return None

    return Check(look)


def all_of(*checks: Check) -> Check:
    """Every one of them holds."""

    def look(evidence: Evidence) -> str | None:
        for check, part in _parts(checks, evidence):
            reason = check.look(part)
            if reason is not None:
                return reason
        return None

    return _joined(checks, look)


def any_of(*checks: Check) -> Check:
    """At least one of them holds. Each has to say for itself what becomes of the files."""

    def look(evidence: Evidence) -> str | None:
        reasons = [check.look(part) for check, part in _parts(checks, evidence)]
        return None if None in reasons else " / ".join(str(reason) for reason in reasons)

    return _joined(checks, look)


def _joined(checks: Sequence[Check], look: Callable[[Evidence], str | None]) -> Check:
    return Check(
        look,
        probes=tuple(probe for check in checks for probe in check.probes),
        settles_tree=any(check.settles_tree for check in checks),
        reads=checks[0].reads,
    )


def _parts(checks: Sequence[Check], evidence: Evidence) -> Iterable[tuple[Check, Evidence]]:
    """Each check with the evidence of its own probes."""
    from dataclasses import replace

    position = 0
    for check in checks:
        count = len(check.probes)
        yield check, replace(evidence, probes=evidence.probes[position : position + count])
        position += count
