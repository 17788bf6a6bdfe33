"""rank: one list of what all sources said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.domain import Candidate, Finding, Ranking, Request, Severity, Source, Verdict
from gorilla_cli.rank import WEIGHTS, rank

REQUEST = Request("show the files", count=5)


def said(
    command: str,
    backend: str = "llama",
    *,
    canonical: str = "",
    parses: bool = True,
    missing: tuple[str, ...] = (),
    findings: tuple[Finding, ...] = (),
    why: str = "",
    confidence: float | None = None,
    logprob: float | None = None,
) -> Candidate:
    return Candidate(
        command,
        (Source(backend, confidence=confidence, logprob=logprob),),
        explanation=why,
        verdict=Verdict(parses, canonical or command, missing=missing, findings=findings),
    )


def order(*candidates: Candidate) -> list[str]:
    return [candidate.command for candidate in rank(REQUEST, candidates).candidates]


def test_equal_commands_count_once_with_all_their_voices() -> None:
    ranking = rank(
        REQUEST,
        [
            said("ls -l -a", canonical="ls -a -l", logprob=-0.1),
            said("ls -a  -l", "recipes", canonical="ls -a -l", confidence=0.7, why="lists all"),
        ],
    )
    [only] = ranking.candidates
    assert only.command == "ls -a  -l"
    assert {source.backend for source in only.sources} == {"llama", "recipes"}
    assert only.explanation == "lists all"
    assert only.features["votes"] == 1


def test_agreement_beats_a_lone_voice() -> None:
    assert order(
        said("ls", "recipes", confidence=0.5),
        said("pwd", "recipes", confidence=0.48),
        said("pwd", "hosted"),
    ) == ["pwd", "ls"]


def test_repeating_oneself_is_no_agreement() -> None:
    once = rank(REQUEST, [said("ls", logprob=-0.2)]).candidates[0].score
    twice = rank(REQUEST, [said("ls", logprob=-0.2), said("ls", logprob=-0.2)]).candidates[0].score
    assert once == twice


def test_a_sure_recipe_beats_a_small_model_and_a_doubtful_one_loses_to_a_hosted_model() -> None:
    sure = said("a", "recipes", confidence=0.9)
    doubtful = said("a", "recipes", confidence=0.3)
    assert order(said("b", logprob=-0.05), sure) == ["a", "b"]
    assert order(doubtful, said("b", "hosted")) == ["b", "a"]


def test_syntax_errors_go_last_whatever_was_thought_of_them() -> None:
    assert order(
        said("ls '", "recipes", confidence=0.95, parses=False), said("x", logprob=-5.0)
    ) == ["x", "ls '"]


def test_a_missing_program_goes_down_and_says_so() -> None:
    ranking = rank(
        REQUEST,
        [
            said("exa", "hosted", missing=("exa",)),
            said("ls", "hosted"),
        ],
    )
    assert [candidate.command for candidate in ranking.candidates] == ["ls", "exa"]
    assert ranking.candidates[1].note == "exa: not installed"


def test_an_invented_option_goes_down_and_says_so() -> None:
    wrong = Finding("unknown-option", Severity.NOTICE, "ls has no --sparkle")
    ranking = rank(
        REQUEST, [said("ls --sparkle", "hosted", findings=(wrong,)), said("ls", "hosted")]
    )
    assert ranking.candidates[1].note == "ls has no --sparkle"


def test_an_echo_of_the_request_is_no_answer() -> None:
    assert order(said("show the files", logprob=-0.01), said("ls", logprob=-2.0))[0] == "ls"


def test_no_more_than_asked_for() -> None:
    few = Request("x", count=2)
    assert len(rank(few, [said(str(n)) for n in range(9)]).candidates) == 2


sources = st.builds(
    said,
    st.sampled_from(["ls", "ls -l", "pwd", "rm x", "find ."]),
    st.sampled_from(["llama", "hosted", "recipes"]),
    parses=st.booleans(),
    missing=st.sampled_from([(), ("jq",)]),
    confidence=st.none() | st.floats(0, 1),
    logprob=st.none() | st.floats(-50, 0),
)


@given(st.lists(sources, max_size=12))
def test_score_is_the_sum_of_its_features_and_no_two_are_equal(given: list[Candidate]) -> None:
    ranking: Ranking = rank(REQUEST, given)
    keys = [candidate.command for candidate in ranking.candidates]
    for candidate in ranking.candidates:
        total = sum(WEIGHTS[name] * value for name, value in candidate.features.items())
        assert candidate.score == pytest.approx(total, abs=1e-3)
    assert len(keys) == len(set(keys))
    parsing = [candidate.verdict.parses for candidate in ranking.candidates]
    assert parsing == sorted(parsing, reverse=True)
