"""The few statistics of the report. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Sequence

Z_95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""


def wilson(right: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion (E. B. Wilson, JASA 22, 1927); (0, 1) of nothing."""
    if total == 0:
        return 0.0, 1.0
    share, square = right / total, Z_95**2
    centre = share + square / (2 * total)
    spread = Z_95 * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of all does not exceed; 0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def reliability(
    claims: Sequence[tuple[float, bool]], bins: int = 10
) -> list[tuple[float, float, int, float, float]]:
    """Rows of (from, to, how many, mean claim, share right), empty bins left out."""
    rows = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [
            (claim, right)
            for claim, right in claims
            if low <= claim < high or (number == bins - 1 and claim == 1.0)
        ]
        if inside:
            count = len(inside)
            mean = sum(claim for claim, _ in inside) / count
            rows.append((low, high, count, mean, sum(right for _, right in inside) / count))
    return rows
