# ruff: noqa: E501 - a case is best read on one line
"""Statistics, the report, and the likeness of wordings."""

from __future__ import annotations

import pytest

from benchmarks.harness import report
from benchmarks.harness.likeness import (
    VALUE,
    expansions,
    near_duplicates,
    recipe_phrasings,
    tokens,
)
from benchmarks.harness.stats import percentile, reliability, wilson


def test_wilson_against_published_values():
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    for right, total, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(right, total) == pytest.approx((low, high), abs=0.00006)
    assert wilson(0, 0) == (0.0, 1.0)


def test_percentile():
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert percentile([], 0.5) == 0.0


def test_reliability_leaves_no_claim_out():
    rows = reliability([(0.05, False), (0.95, True), (1.0, True), (0.91, False)])
    assert [row[:3] for row in rows] == [(0.0, 0.1, 1), (0.9, 1.0, 3)]
    assert rows[1][4] == pytest.approx(2 / 3)


def row(name: str, *candidates: tuple[bool, str, float | None]) -> dict[str, object]:
    return {
        "id": name,
        "family": name.partition("/")[0],
        "difficulty": "plain",
        "request": "do it",
        "seconds": 0.1,
        "candidates": [
            {
                "command": "x",
                "source": source,
                "confidence": claim,
                "right": right,
                "reason": "",
                "stdout": "",
                "stderr": "",
            }
            for right, source, claim in candidates
        ],
    }


ROWS = [
    row("a/1", (True, "recipes", 0.9)),
    row("a/2", (False, "recipes", 0.9), (True, "llama", None)),
    row("b/1", (False, "llama", 0.3)),
    row("b/2"),
]


def test_summary():
    found = report.summary(ROWS, 3)
    assert (found["total"]["top1"], found["total"]["top3"]) == (1, 2)
    assert found["families"]["a"]["top3_rate"] == 1.0
    assert found["right_by_source"] == {"recipes": 1, "llama": 1}
    assert (found["confident"], found["confident_wrong"], found["unanswered"]) == (2, 1, 1)
    assert found["confident_wrong_rate"] == 0.25


def test_report_shows_failures_only_when_asked():
    result = {
        "count": 3,
        "summary": report.summary(ROWS, 3),
        "complaints": {"slow": 2},
        "rows": ROWS,
    }
    plain, verbose = (list(report.lines(result, verbose=wish)) for wish in (False, True))
    assert len(verbose) > len(plain)
    assert any("it complained 2 times: slow" in line for line in plain)
    assert any(line.startswith("- b/1") for line in verbose)
    assert any(line.startswith("~ a/2") for line in verbose)
    assert not any("a/1" in line for line in verbose)


def test_values_and_slots_are_the_same_to_the_likeness():
    assert tokens("show the last 5 lines of notes.txt") == tokens(
        "show the last {count} lines of {file}"
    )
    assert VALUE in tokens("grep 'two words' in src/main.py")
    assert tokens("counting files") == tokens("count the file")


def test_expansions():
    assert set(expansions("(list|show) [all] files [in {dir}]")) == {
        f"{verb}{middle} files{place}"
        for verb in ("list", "show")
        for middle in (" all", "")
        for place in (" in {dir}", "")
    }
    assert len(list(expansions("(a|b)" * 12))) == 64


@pytest.mark.parametrize(
    ("wording", "phrasing"),
    [
        ("count how often each word occurs in book.txt", "count how often each word (occurs|appears) in {file}"),
        ("please count how often every word occurs in book.txt", "count how often each word occurs in {file}"),
        ("move all pictures older than 30 days into old", "move [all] pictures older than {days} days (to|into) {dir}"),
    ],
)  # fmt: skip
def test_copies_are_found(wording: str, phrasing: str):
    assert near_duplicates([wording], [phrasing])


@pytest.mark.parametrize(
    ("wording", "phrasing"),
    [
        ("list files", "list files"),
        ("delete lines 3 to 9 from a.txt", "delete lines {number} to {number2} from {file}"),
        ("count how often each word occurs in book.txt", "how many words are in {file}"),
        ("move all pictures older than 30 days into old", "delete pictures older than {days} days"),
        ("sort people.csv by the third column, biggest first", "sort {file} by size, biggest first"),
    ],
)  # fmt: skip
def test_coincidences_are_not(wording: str, phrasing: str):
    assert not near_duplicates([wording], [phrasing])


def test_a_stricter_check_for_training_data():
    short = ("make deploy.sh executable now", "make {file} executable now")
    assert not near_duplicates([short[0]], [short[1]])
    assert near_duplicates([short[0]], [short[1]], least_words=2)


def test_phrasings_are_read_from_any_toml(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.toml").write_text('[[recipe]]\nsay = ["one {x}", "two"]\nrun = "x"\n')
    (tmp_path / "deep/b.toml").write_text('[part.inner]\nsay = "three"\n')
    assert recipe_phrasings(tmp_path) == ["one {x}", "two", "three"]
