"""From match scores to the probability that an answer is right.

An answer is the likelier right the further it is ahead of the next one.

Invariant: monotone in both; the table is data, fitted on development requests by
scripts/calibrate_recipes.py, and interpolated linearly.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("calibration.json")
"""Pairs of evidence and probability, both rising."""
MOST_LEAD = 0.2
"""A lead over the next answer counts no further."""


@lru_cache(maxsize=1)
def table() -> tuple[tuple[float, float], ...]:
    """The fitted pairs."""
    data = json.loads(TABLE.read_text(encoding="utf-8"))
    return tuple((float(given), float(chance)) for given, chance in data["table"])


def evidence(score: float, following: float) -> float:
    """What speaks for an answer with this score before another one's, 0 to 1.2."""
    return score + min(MOST_LEAD, max(0.0, score - following))


def probability(given: float, pairs: Sequence[tuple[float, float]] = ()) -> float:
    """How likely an answer with this evidence is right, 0 to 1; `pairs` replaces the table."""
    pairs = pairs or table()
    at = bisect_right(pairs, (given, 2.0))
    if at == 0:
        return pairs[0][1]
    if at == len(pairs):
        return pairs[-1][1]
    (low, from_chance), (high, to_chance) = pairs[at - 1], pairs[at]
    share = (given - low) / (high - low) if high > low else 1.0
    return from_chance + share * (to_chance - from_chance)
