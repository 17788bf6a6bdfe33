"""When an answer goes round in circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.backends.llama_sequences import CIRCLING_TOKENS, LONGEST_CIRCLE, circles


@pytest.mark.parametrize("length", range(1, LONGEST_CIRCLE + 1))
def test_a_circle_of_any_short_length(length: int) -> None:
    circle = list(range(length))
    tokens = [99, 98, *circle * (CIRCLING_TOKENS // length + 2)]
    assert circles(tokens)


def test_a_short_repetition_is_none() -> None:
    assert not circles([1, 2] * (CIRCLING_TOKENS // 2))
    assert not circles([])


@given(st.lists(st.integers(0, 3), max_size=60))
def test_circling_means_that_the_end_repeats(tokens: list[int]) -> None:
    repeats = any(
        len(tokens) >= CIRCLING_TOKENS + length
        and tokens[-CIRCLING_TOKENS:] == tokens[-CIRCLING_TOKENS - length : -length]
        for length in range(1, LONGEST_CIRCLE + 1)
    )
    assert circles(tokens) == repeats
