"""Rows: nothing moves under the person's finger."""

from __future__ import annotations

from dataclasses import replace

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
from gorilla_cli.ui.listing import Listing

REQUEST = Request("list files", count=3)


def candidate(command: str, *, danger: bool = False, blocks: bool = False) -> Candidate:
    severity = Severity.DANGER if danger else Severity.NONE
    findings = (Finding("rule", severity, "why", blocks),) if danger or blocks else ()
    verdict = Verdict(
        parses=True,
        canonical=" ".join(command.split()),
        effects=(Effect(EffectKind.READS),),
        findings=findings,
    )
    return Candidate(command, (Source("llama", "small"),), verdict=verdict)


def ranking(*candidates: Candidate, complete: bool = False) -> Ranking:
    return Ranking(REQUEST, candidates, complete=complete)


def commands(listing: Listing) -> list[str]:
    return [row.command for row in listing.rows]


def test_later_candidates_go_below_even_when_better() -> None:
    listing = Listing()
    listing.absorb(ranking(candidate("ls")))
    listing.absorb(ranking(candidate("find"), candidate("ls"), complete=True))
    assert commands(listing) == ["ls", "find"]
    assert listing.cursor == 0
    assert listing.complete


def test_the_text_that_was_shown_stays() -> None:
    listing = Listing()
    first = candidate("ls -l")
    listing.absorb(ranking(first))
    like = replace(candidate("ls  -l"), sources=(Source("recipes"), Source("llama")), score=2.0)
    listing.absorb(ranking(like))
    (row,) = listing.rows
    assert row.command == "ls -l"
    assert row.verdict is first.verdict
    assert row.sources == like.sources
    assert row.score == 2.0


def test_a_row_that_is_ranked_no_more_stays() -> None:
    listing = Listing()
    listing.absorb(ranking(candidate("ls"), candidate("du")))
    listing.absorb(ranking(candidate("find"), complete=True))
    assert commands(listing) == ["ls", "du", "find"]


def test_danger_and_blocked_rows_are_not_preselected() -> None:
    listing = Listing()
    listing.absorb(ranking(candidate("rm -rf ~", danger=True), candidate("<x>", blocks=True)))
    assert listing.cursor is None
    assert listing.current is None
    listing.absorb(ranking(candidate("ls")))
    assert listing.cursor == 2


def test_the_cursor_never_appears_after_the_person_has_begun_to_move() -> None:
    listing = Listing()
    listing.absorb(ranking(candidate("rm -rf ~", danger=True)))
    assert not listing.move_to(5)
    listing.absorb(ranking(candidate("ls")))
    assert listing.cursor is None


def test_moving_stops_at_the_ends() -> None:
    listing = Listing()
    listing.move(1)
    assert listing.cursor is None
    listing.absorb(ranking(candidate("a"), candidate("b")))
    listing.move(5)
    assert listing.cursor is not None
    listing.move(-9)
    assert listing.cursor == 0


def test_unparsed_candidates_are_told_apart_by_their_text() -> None:
    broken = Candidate("echo '", (), verdict=Verdict(parses=False, canonical=""))
    listing = Listing()
    listing.absorb(ranking(broken, replace(broken, command='echo "')))
    assert commands(listing) == ["echo '", 'echo "']


names = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


@settings(deadline=None)
@given(st.lists(st.tuples(names, st.integers(-3, 3)), max_size=8))
def test_what_is_shown_only_grows(steps: list[tuple[list[str], int]]) -> None:
    listing = Listing()
    for names_, move in steps:
        before, current = commands(listing), listing.current
        listing.absorb(ranking(*map(candidate, names_)))
        assert commands(listing)[: len(before)] == before
        assert len(set(commands(listing))) == len(listing.rows)
        if current is not None:
            assert listing.current is not None
            assert listing.current.command == current.command
        listing.move(move)
