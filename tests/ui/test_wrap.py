"""Laying out commands: whole, visible, and within the width."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorilla_cli.ui.paint import plain, width_of
from gorilla_cli.ui.width import display_width
from gorilla_cli.ui.wrap import command_lines, sentence_lines
from gorilla_cli.visible import visible


def texts(command: str, width: int) -> list[str]:
    return [plain(line) for line, _ in command_lines(command, width)]


def test_a_short_command_is_one_line() -> None:
    assert texts("ls -l", 20) == ["ls -l"]


def test_breaks_at_blanks_and_keeps_them() -> None:
    assert texts("find . -type f | sort", 10) == ["find . ", "-type f | ", "sort"]


def test_breaks_a_word_that_is_too_long() -> None:
    assert texts("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_tells_a_wrapped_line_from_a_new_one() -> None:
    assert [goes_on for _, goes_on in command_lines("one two three\nfour", 10)] == [
        False,
        True,
        False,
    ]


def test_hidden_characters_become_styled_escapes() -> None:
    ((line, _),) = command_lines("a\tb\x1b\u202e", 40)
    assert line == (("", "a"), ("escape", "\\t"), ("", "b"), ("escape", "\\e\\u202e"))


def test_wide_characters_do_not_cross_the_edge() -> None:
    assert texts("日" * 8, 11) == ["日" * 5, "日" * 3]


def test_a_newline_at_the_end_is_no_line() -> None:
    assert texts("ls\n", 20) == ["ls"]
    assert texts("ls\n\n", 20) == ["ls", ""]
    assert texts("", 20) == [""]


anything = st.text(st.characters(codec=None), max_size=200)


@settings(deadline=None)
@given(anything, st.integers(10, 60))
def test_nothing_is_lost_and_everything_fits(command: str, width: int) -> None:
    lines = command_lines(command, width)
    assert all(width_of(line) <= width for line, _ in lines)
    wholes: list[str] = []
    for line, goes_on in lines:
        if goes_on:
            wholes[-1] += plain(line)
        else:
            wholes.append(plain(line))
    assert wholes == [visible(part) for part in command.removesuffix("\n").split("\n")]


@settings(deadline=None)
@given(anything, st.integers(10, 60))
def test_sentences_fit_and_keep_their_words(sentence: str, width: int) -> None:
    lines = sentence_lines(sentence, width)
    assert all(display_width(line) <= width for line in lines)
    kept = "".join(lines).replace(" ", "")
    assert kept == visible(" ".join(sentence.split())).replace(" ", "")


@pytest.mark.parametrize("size", [200_000])
def test_a_very_long_command_is_laid_out_in_time(size: int) -> None:
    assert len(command_lines("x" * size, 80)) == size / 80
