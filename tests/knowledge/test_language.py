"""Requests as tokens, quantities and entities."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.knowledge.language.entities import entities
from gorilla_cli.knowledge.language.lexicon import corrected, lemma
from gorilla_cli.knowledge.language.quantities import (
    Span,
    parse_count,
    parse_date,
    parse_duration,
    parse_size,
)
from gorilla_cli.knowledge.language.tokens import tokenize


def shapes(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.shape) for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('find "foo bar" here', [("find", "word"), ("foo bar", "quoted"), ("here", "word")]),
        ("named ‘a b’.", [("named", "word"), ("a b", "quoted")]),
        ("match `*.log' files", [("match", "word"), ("*.log", "quoted"), ("files", "word")]),
        ("in /var/log, larger", [("in", "word"), ("/var/log", "path"), ("larger", "word")]),
        ("~/y src/main.py a.txt", [("~/y", "path"), ("src/main.py", "path"), ("a.txt", "path")]),
        ("*.log $HOME -la --all", [("*.log", "glob"), ("$HOME", "variable"), ("-la", "option"),
                                   ("--all", "option")]),
        ("10MB a=b 10.0.0.1", [("10MB", "size"), ("a=b", "pair"), ("10.0.0.1", "ip")]),
        ("files/directories", [("files", "word"), ("directories", "word")]),
        ("jpg,png", [("jpg", "word"), ("png", "word")]),
    ],
)  # fmt: skip
def test_shapes(text: str, expected: list[tuple[str, str]]) -> None:
    assert shapes(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("folders", "directory"),
        ("erased", "delete"),
        ("modified", "modify"),
        ("directories", "directory"),
        ("string", "string"),
        ("process", "process"),
        ("don't", "not"),
        ("file's", "file"),
    ],
)
def test_norms(word: str, expected: str) -> None:
    assert tokenize(word)[0].norm == expected


@pytest.mark.parametrize(
    ("typed", "meant"), [("dispaly", "display"), ("curent", "current"), ("serach", "search")]
)
def test_a_slip_of_the_fingers_is_understood(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize("word", ["apache", "banana", "systemd", "reside", "tests"])
def test_words_that_are_no_slips_stay(word: str) -> None:
    assert corrected(word) == word


def test_verbatim_text_keeps_its_case() -> None:
    assert [token.norm for token in tokenize('ReadMe.TXT "Foo"')] == ["ReadMe.TXT", "Foo"]


@given(st.text(max_size=80))
def test_any_text_has_tokens_that_lie_in_it_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    found = entities(tokens)
    assert all(a.last < b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("10MB", 10 * 1024**2),
        ("1.5 gigabytes", 3 * 1024**3 // 2),
        ("five kilobytes", 5 * 1024),
        ("100 bytes", 100),
    ],
)
def test_sizes(text: str, size: int) -> None:
    found = parse_size(text)
    assert found is not None
    assert found.bytes == size


def test_no_unit_is_no_size() -> None:
    assert parse_size("10") is None
    assert parse_size("ten files") is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7 days", 604800), ("an hour", 3600), ("half an hour", 1800), ("90min", 5400)],
)
def test_durations(text: str, seconds: int) -> None:
    found = parse_duration(text)
    assert found is not None
    assert found.seconds == seconds


@pytest.mark.parametrize(
    ("text", "count"),
    [("five", 5), ("1,000", 1000), ("a dozen", 12), ("top five", 5), ("twenty-five", 25)],
)
def test_counts(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2024-01-31", date(2024, 1, 31), date(2024, 2, 1)),
        ("yesterday", date(2024, 5, 14), date(2024, 5, 15)),
        ("march", date(2024, 3, 1), date(2024, 4, 1)),
        ("december", date(2023, 12, 1), date(2024, 1, 1)),
        ("monday", date(2024, 5, 13), date(2024, 5, 14)),
        ("5 march 2020", date(2020, 3, 5), date(2020, 3, 6)),
    ],
)
def test_dates(text: str, first: date, end: date) -> None:
    assert parse_date(text, today=date(2024, 5, 15)) == Span(first, end)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert parse_date("2024-02-31") is None


def test_entities_span_their_tokens() -> None:
    found = entities(tokenize("files over 10 MB from the last 7 days in a.txt"))
    assert [(each.kind, each.first, each.last) for each in found] == [
        ("size", 2, 3),
        ("duration", 7, 8),
        ("path", 10, 10),
    ]


def test_lemma_leaves_unknown_words_alone() -> None:
    assert lemma("kubelet") == "kubelet"
