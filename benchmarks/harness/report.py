"""From verdicts to what is stored and printed.

Invariant: pure; the stored result holds every candidate with its verdict, so that any other
figure can be worked out from it later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from benchmarks.harness.stats import percentile, reliability, wilson

CONFIDENT = 0.8
"""A claim above this that is wrong counts as wrong-and-confident."""

Row = Mapping[str, Any]
"""One task's outcome: id, family, difficulty, request, seconds, candidates with verdicts."""


def is_right(row: Row, among: int) -> bool:
    """True when one of the first candidates is right."""
    return any(candidate["right"] for candidate in row["candidates"][:among])


def rates(rows: Sequence[Row], count: int) -> dict[str, Any]:
    """Top-1 and top-N of these rows with their intervals."""
    total = len(rows)
    first = sum(is_right(row, 1) for row in rows)
    any_of = sum(is_right(row, count) for row in rows)
    return {
        "tasks": total,
        "top1": first,
        "top1_rate": first / total if total else 0.0,
        "top1_interval": wilson(first, total),
        f"top{count}": any_of,
        f"top{count}_rate": any_of / total if total else 0.0,
        f"top{count}_interval": wilson(any_of, total),
    }


def summary(rows: Sequence[Row], count: int) -> dict[str, Any]:
    """Everything the report shows, as JSON."""
    firsts = [row["candidates"][0] for row in rows if row["candidates"]]
    claims = [(one["confidence"], one["right"]) for one in firsts if one["confidence"] is not None]
    confident_wrong = sum(claim > CONFIDENT and not right for claim, right in claims)
    sources = Counter(
        next(one for one in row["candidates"][:count] if one["right"])["source"]
        for row in rows
        if is_right(row, count)
    )
    seconds = [row["seconds"] for row in rows]
    return {
        "total": rates(rows, count),
        "families": _by(rows, count, lambda row: row["family"]),
        "difficulties": _by(rows, count, lambda row: row["difficulty"]),
        "latency_p50_s": percentile(seconds, 0.5),
        "latency_p95_s": percentile(seconds, 0.95),
        "unanswered": sum(not row["candidates"] for row in rows),
        "right_by_source": dict(sources.most_common()),
        "first_by_source": dict(Counter(one["source"] for one in firsts).most_common()),
        "confident": sum(claim > CONFIDENT for claim, _ in claims),
        "confident_wrong": confident_wrong,
        "confident_wrong_rate": confident_wrong / len(rows) if rows else 0.0,
        "reliability": reliability(claims),
    }


def _by(rows: Sequence[Row], count: int, key: Callable[[Row], str]) -> dict[str, Any]:
    names = dict.fromkeys(key(row) for row in rows)
    return {name: rates([row for row in rows if key(row) == name], count) for name in names}


def lines(result: Mapping[str, Any], *, verbose: bool = False) -> Iterable[str]:
    """The report as text."""
    count, found = result["count"], result["summary"]
    yield f"{'':24} {'tasks':>6}  {'first right':>24}  {f'one of {count} right':>24}"
    yield from _table({"all": found["total"]}, count)
    yield from _table(found["difficulties"], count)
    yield from _table(found["families"], count)
    yield ""
    yield (
        f"latency p50 {1000 * found['latency_p50_s']:.0f} ms, "
        f"p95 {1000 * found['latency_p95_s']:.0f} ms; unanswered {found['unanswered']}"
    )
    yield f"right answers by source: {_shares(found['right_by_source'])}"
    yield f"first answers by source: {_shares(found['first_by_source'])}"
    yield (
        f"wrong and confident (claim above {CONFIDENT}): {found['confident_wrong']} "
        f"of {found['total']['tasks']} tasks ({100 * found['confident_wrong_rate']:.1f} %), "
        f"{found['confident']} confident in all"
    )
    for complaint, number in sorted(result["complaints"].items(), key=lambda one: -one[1])[:5]:
        yield f"it complained {number} times: {complaint[:200]}"
    if found["reliability"]:
        yield "claimed        answers  mean claim  right"
        for low, high, number, mean, share in found["reliability"]:
            yield f"{low:.1f} to {high:.1f}   {number:9}  {mean:10.2f}  {share:5.2f}"
    if verbose:
        yield from _failures(result["rows"], count)


def _table(groups: Mapping[str, Mapping[str, Any]], count: int) -> Iterable[str]:
    for name, rate in groups.items():
        cells = [
            f"{100 * rate[f'{top}_rate']:5.1f} % "
            f"({100 * rate[f'{top}_interval'][0]:.1f} to {100 * rate[f'{top}_interval'][1]:.1f})"
            for top in ("top1", f"top{count}")
        ]
        yield f"{name:24} {rate['tasks']:6}  {cells[0]:>24}  {cells[1]:>24}"


def _shares(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'unnamed'} {number}" for name, number in counts.items()) or "none"


def _failures(rows: Sequence[Row], count: int) -> Iterable[str]:
    yield ""
    for row in rows:
        if is_right(row, 1):
            continue
        mark = "~" if is_right(row, count) else "-"
        yield f"{mark} {row['id']}: {row['request']}"
        for one in row["candidates"][:count]:
            claim = "" if one["confidence"] is None else f" {one['confidence']:.2f}"
            yield f"    {'ok ' if one['right'] else 'no '}[{one['source']}{claim}] {one['command']}"
            if not one["right"]:
                yield f"        {one['reason']}"
                shown = (one["stdout"] or one["stderr"]).strip().replace("\n", "\n        | ")
                if shown:
                    yield f"        | {shown[:400]}"
