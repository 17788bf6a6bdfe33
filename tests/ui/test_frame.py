"""The chooser's picture: it fits, it is stable, and commands are whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorilla_cli.domain import (
    Candidate,
    Effect,
    EffectKind,
    Finding,
    Ranking,
    Request,
    Severity,
    Source,
    Verdict,
)
from gorilla_cli.ui.frame import Frame, View, frame
from gorilla_cli.ui.listing import Listing
from gorilla_cli.ui.paint import _ASCII, _UNICODE, Look, plain, width_of

PLAIN = Look(colour=False, signs=_ASCII)
COLOUR = Look(colour=True, signs=_UNICODE)


def candidate(command: str, *kinds: EffectKind, findings: tuple[Finding, ...] = ()) -> Candidate:
    effects = tuple(map(Effect, kinds or (EffectKind.READS,)))
    verdict = Verdict(parses=True, canonical=command, effects=effects, findings=findings)
    return Candidate(command, (Source("llama", "smollm2"),), f"Explains {command}.", verdict)


def listing(*candidates: Candidate, complete: bool = True, count: int = 3) -> Listing:
    subject = Listing()
    subject.absorb(Ranking(Request("list files", count), candidates, complete=complete))
    return subject


def lines(picture: Frame) -> list[str]:
    return [plain(line).rstrip() for line in [*picture.above, *picture.below]]


def shown(subject: Listing, columns: int = 80, rows: int = 24, **view: object) -> list[str]:
    return lines(frame(subject, View(**view), PLAIN, columns, rows, 0))  # type: ignore[arg-type]


def test_the_whole_picture() -> None:
    danger = Finding("deletes-home", Severity.DANGER, "Deletes your home.")
    subject = listing(
        candidate("ls -l"), candidate("rm -rf ~", EffectKind.DELETES, findings=(danger,))
    )
    assert shown(subject) == [
        "> 1  ls -l",
        "     reads - model smollm2",
        "  2! rm -rf ~",
        "     deletes - danger - model smollm2",
        "",
        "     Explains ls -l.",
        "",
        "  enter choose  e edit  x explain  c copy  i insert  r refine  q leave  ? keys",
    ]
    subject.move(1)
    assert shown(subject)[4:7] == ["", "     Explains rm -rf ~.", "     danger: Deletes your home."]


def test_while_the_model_is_asked_room_is_kept_for_its_rows() -> None:
    subject = listing(candidate("ls"), complete=False)
    picture = shown(subject)
    assert picture[2] == "   | asking the model..."
    height = len(picture)
    subject.absorb(
        Ranking(Request("list files"), (candidate("ls"), candidate("du"), candidate("df")))
    )
    assert len(shown(subject)) <= height


def test_colours_follow_the_risk_and_can_be_off() -> None:
    findings = (Finding("x", Severity.DANGER, "No."),)
    subject = listing(candidate("rm x", EffectKind.DELETES, findings=findings))
    picture = frame(subject, View(), COLOUR, 80, 24, 0)
    assert "\x1b[31;1mdeletes\x1b[0m" in COLOUR.ansi(picture.above[1])
    monochrome = Look(colour=False, signs=_UNICODE)
    for line in [*picture.above, *picture.below]:
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]", monochrome.ansi(line))


def test_narrow_terminals_keep_the_way_out() -> None:
    for columns in (20, 30, 40, 60):
        keys = shown(listing(candidate("ls")), columns)[-1]
        assert "enter choose" in keys
        if columns >= 40:
            assert "q leave" in keys
            assert "? keys" in keys


def test_the_current_row_is_in_sight() -> None:
    subject = listing(*(candidate(f"echo {n}") for n in range(30)))
    view = View()
    for _ in range(35):
        picture = lines(frame(subject, view, PLAIN, 80, 14, 0))
        assert len(picture) <= 14
        place = next(n for n, line in enumerate(picture) if line.startswith(">"))
        assert picture[place].endswith(f"echo {subject.cursor}")
        assert "reads" in picture[place + 1]
        subject.move(1)
    assert picture[0] == "  : 51 lines above"


def test_help_and_explanation_take_the_place_of_the_usual_details() -> None:
    subject = listing(candidate("ls"))
    assert any("put it on the prompt" in line for line in shown(subject, help=True))
    told = shown(subject, details=["-l  long", "", "  -S  by size"])
    assert told[3:6] == ["     -l  long", "", "       -S  by size"]


def test_a_long_explanation_can_be_scrolled() -> None:
    subject = listing(candidate("ls"))
    details = [f"line {n}" for n in range(50)]
    first = shown(subject, details=details)
    assert "     line 0" in first
    assert any("more lines, page down" in line for line in first)
    last = shown(subject, details=details, details_from=1000)
    assert "     line 49" in last


def test_a_message_takes_the_place_of_the_keys() -> None:
    assert shown(listing(candidate("ls")), message="there is no row 4")[-1] == "  there is no row 4"


@pytest.mark.parametrize("mode", ["edit", "refine"])
def test_the_editor_has_its_room(mode: str) -> None:
    subject = listing(*(candidate(f"echo {n}") for n in range(9)))
    subject.move(4)
    picture = frame(subject, View(mode=mode), PLAIN, 80, 12, 3)
    assert len(picture.above) + 3 + len(picture.below) <= 12
    if mode == "edit":
        assert plain(picture.above[-2]).endswith("echo 3")
        assert plain(picture.below[0]).strip() == "reads - model smollm2"


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)
findings_ = st.lists(
    st.builds(
        Finding,
        st.just("rule"),
        st.sampled_from(Severity),
        words,
        st.booleans(),
    ),
    max_size=2,
).map(tuple)
candidates = st.lists(
    st.builds(
        lambda command, kinds, findings: candidate(command, *kinds, findings=findings),
        words,
        st.lists(st.sampled_from(EffectKind), max_size=3),
        findings_,
    ),
    max_size=6,
)


@settings(deadline=None)
@given(
    candidates,
    st.integers(20, 120),
    st.integers(4, 40),
    st.sampled_from(["list", "edit", "refine"]),
    st.integers(-2, 8),
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.lists(words, max_size=9)),
)
def test_every_picture_fits_its_terminal(
    rows_: list[Candidate],
    columns: int,
    rows: int,
    mode: str,
    move: int,
    complete: bool,
    help_: bool,
    details: list[str] | None,
) -> None:
    subject = listing(*rows_, complete=complete)
    subject.move(move)
    if mode == "edit" and subject.current is None:
        mode = "list"
    editor = 0 if mode == "list" else min(3, rows - 3)
    view = View(mode=mode, help=help_ and not editor, details=None if editor else details)
    picture = frame(subject, view, COLOUR, columns, rows, editor)
    assert len(picture.above) + editor + len(picture.below) <= rows
    for line in [*picture.above, *picture.below]:
        assert width_of(line) <= columns
        assert "\n" not in plain(line)
