"""What was accepted of what was shown.

Invariant: pure; a share never stands without its counts, and one of too few
cases calls itself so.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gorilla_cli.domain import Candidate, Decision, Record

ENOUGH = 20
"""Cases below which a share says next to nothing: its interval spans 40 points."""
_Z = 1.96
"""Standard normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one source, model or family was accepted."""

    name: str
    accepted: int
    shown: int
    """Decided requests in which it was on the list, at least 1."""

    @property
    def enough(self) -> bool:
        """Whether there is enough data to tell."""
        return self.shown >= ENOUGH

    @property
    def share(self) -> float:
        """Accepted of shown, 0 to 1."""
        return self.accepted / self.shown

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share (E. B. Wilson, JASA 22, 1927)."""
        n, p, z = self.shown, self.share, _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The answer to `gorilla feedback stats`."""

    records: int
    decisions: Mapping[str, int]
    """Count of each decision that occurred, by its word."""
    total: Rate | None
    """Requests answered to somebody's liking; None when nothing was decided."""
    sources: tuple[Rate, ...]
    """By backend, most shown first."""
    models: tuple[Rate, ...]
    """By model or recipe of a backend, as "backend: model"."""
    families: tuple[Rate, ...]
    """By the program that does the work, such as find or git."""


def statistics(records: Iterable[Record]) -> Statistics:
    """Count over all records. What was only printed counts as undecided."""
    decisions: Counter[str] = Counter()
    accepted: Counter[tuple[str, str]] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    for record in records:
        decisions[record.decision.value] += 1
        if record.decision is Decision.PRINTED or not record.candidates:
            continue
        chosen = _chosen(record)
        shown.update(_voices(record.candidates))
        accepted.update(_voices([chosen] if chosen else []))
        family = ("family", _family(chosen or record.candidates[0]))
        shown.update([family, ("total", "total")])
        accepted.update([family, ("total", "total")] if chosen else [])

    def rates(kind: str) -> tuple[Rate, ...]:
        found = [
            Rate(name, accepted[kind, name], count)
            for (of, name), count in shown.items()
            if of == kind
        ]
        return tuple(sorted(found, key=lambda rate: (-rate.shown, rate.name)))

    return Statistics(
        records=decisions.total(),
        decisions=dict(decisions.most_common()),
        total=next(iter(rates("total")), None),
        sources=rates("source"),
        models=rates("model"),
        families=rates("family"),
    )


def _chosen(record: Record) -> Candidate | None:
    if not record.decision.accepts or record.chosen is None:
        return None
    return record.candidates[min(record.chosen, len(record.candidates) - 1)]


def _voices(candidates: Iterable[Candidate]) -> set[tuple[str, str]]:
    """Who spoke for them, each once however many of them are its."""
    sources = [source for candidate in candidates for source in candidate.sources]
    by_backend = {("source", source.backend) for source in sources}
    return by_backend | {
        ("model", f"{source.backend}: {source.model}") for source in sources if source.model
    }


def _family(candidate: Candidate) -> str:
    if candidate.verdict and candidate.verdict.programs:
        return candidate.verdict.programs[0]
    return (candidate.command.split() or ["?"])[0]
