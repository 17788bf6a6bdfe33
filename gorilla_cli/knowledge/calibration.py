"""From a match score to the probability that the answer is right.

Invariant: monotone; the table is data, fitted on development requests by
scripts/calibrate_recipes.py, and interpolated linearly.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("calibration.json")
"""Pairs of score and probability, both rising."""


@lru_cache(maxsize=1)
def table() -> tuple[tuple[float, float], ...]:
    """The fitted pairs."""
    data = json.loads(TABLE.read_text(encoding="utf-8"))
    return tuple((float(score), float(chance)) for score, chance in data["table"])


def probability(score: float) -> float:
    """How likely an answer with this score is right, 0 to 1."""
    pairs = table()
    at = bisect_right(pairs, (score, 2.0))
    if at == 0:
        return pairs[0][1]
    if at == len(pairs):
        return pairs[-1][1]
    (low, from_chance), (high, to_chance) = pairs[at - 1], pairs[at]
    share = (score - low) / (high - low) if high > low else 1.0
    return from_chance + share * (to_chance - from_chance)
