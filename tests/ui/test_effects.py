"""Verdicts in words: never milder than the verdict."""

from __future__ import annotations

import pytest

from gorilla_cli.domain import (
    Candidate,
    Effect,
    EffectKind,
    Finding,
    Severity,
    Source,
    Verdict,
)
from gorilla_cli.ui.effects import (
    by_strength,
    effect_phrases,
    effect_style,
    effect_word,
    may_run_unasked,
    needs_word,
    source_text,
    stays_unselected,
)
from gorilla_cli.ui.explain import explain

K = EffectKind


def verdict(
    *kinds: EffectKind, risk: Severity = Severity.NONE, blocks: bool = False, **more: object
) -> Verdict:
    findings = (Finding("rule", risk, "because", blocks),) if risk or blocks else ()
    fields: dict[str, object] = {"parses": True, "canonical": "", **more}
    return Verdict(effects=tuple(map(Effect, kinds)), findings=findings, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "word"),
    [
        ((K.READS,), "reads"),
        ((K.READS, K.DELETES), "deletes"),
        ((K.READS, K.NETWORK_IN), "network"),
        ((K.READS, K.ROOT), "runs as root"),
        ((K.PACKAGES, K.ROOT), "packages, runs as root"),
        ((K.WRITES, K.UNKNOWN), "unknown"),
        ((), "unknown"),
    ],
)
def test_one_word_for_the_strongest_effect(kinds: tuple[EffectKind, ...], word: str) -> None:
    assert effect_word(verdict(*kinds)) == word


def test_without_a_verdict_nothing_is_known() -> None:
    assert effect_word(None) == "unknown"
    assert effect_style(None) == "warn"


def test_every_effect_has_a_place_and_a_phrase() -> None:
    for kind in EffectKind:
        subject = verdict(kind)
        assert by_strength(subject)[0].kind is kind
        assert effect_phrases(subject)[0]
        assert effect_word(subject) == kind.word


def test_phrases_name_the_targets() -> None:
    effects = (
        Effect(K.READS, "a"),
        Effect(K.DELETES, "x"),
        Effect(K.DELETES, "y"),
        Effect(K.DELETES, "x"),
        Effect(K.NETWORK_OUT, "example.org"),
    )
    subject = Verdict(True, "", effects=effects)
    assert effect_phrases(subject) == [
        "deletes x, y",
        "sends to the network: example.org",
        "reads a",
    ]
    assert effect_phrases(verdict()) == ["does something unknown"]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (verdict(K.READS), True),
        (verdict(K.READS, K.NETWORK_IN), True),
        (verdict(K.READS, risk=Severity.NOTICE), True),
        (verdict(K.READS, risk=Severity.CAUTION), False),
        (verdict(K.READS, risk=Severity.DANGER), False),
        (verdict(K.READS, blocks=True), False),
        (verdict(K.READS, shell_only=True), False),
        (verdict(K.READS, parses=False), False),
        (verdict(), False),
        *((verdict(K.READS, kind), False) for kind in K if kind not in (K.READS, K.NETWORK_IN)),
    ],
)
def test_what_may_run_unasked(subject: Verdict, expected: bool) -> None:
    assert may_run_unasked(subject) is expected


@pytest.mark.parametrize(
    ("subject", "word"),
    [
        (verdict(K.DELETES), None),
        (verdict(K.DELETES, risk=Severity.CAUTION), None),
        (verdict(K.DELETES, K.READS, risk=Severity.DANGER), "delete"),
        (verdict(K.OVERWRITES, risk=Severity.DANGER), "overwrite"),
        (verdict(K.READS, risk=Severity.DANGER), "danger"),
        (verdict(risk=Severity.DANGER), "danger"),
    ],
)
def test_the_word_to_type(subject: Verdict, word: str | None) -> None:
    assert needs_word(subject) == word


def test_danger_and_blocked_stay_unselected() -> None:
    def of(subject: Verdict | None) -> bool:
        return stays_unselected(Candidate("x", (), verdict=subject))

    assert of(verdict(K.DELETES, risk=Severity.DANGER))
    assert of(verdict(K.READS, blocks=True))
    assert not of(verdict(K.DELETES, risk=Severity.CAUTION))
    assert not of(None)


@pytest.mark.parametrize(
    ("sources", "text"),
    [
        ((Source("recipes", "find-large"),), "recipe find-large"),
        ((Source("llama", "smollm2"),), "model smollm2"),
        ((Source("recipes", "a"), Source("llama", "b")), "recipe + model"),
        ((Source("llama", "a"), Source("llama", "a")), "model a"),
        ((Source("llama", "a"), Source("llama", "b")), "2 models"),
        ((Source("hosted", "gpt"),), "hosted gpt"),
        ((Source("history"),), "history"),
        ((), ""),
    ],
)
def test_sources(sources: tuple[Source, ...], text: str) -> None:
    assert source_text(Candidate("x", sources)) == text


def test_explanation() -> None:
    subject = Verdict(
        True,
        "",
        programs=("curl", "jq", "curl"),
        effects=(Effect(K.NETWORK_IN, "example.org"),),
        findings=(
            Finding("a", Severity.NOTICE, "small"),
            Finding("b", Severity.DANGER, "big\x1b[2J"),
            Finding("c", Severity.NONE, "no", blocks=True),
        ),
        missing=("jq",),
        shell_only=True,
    )
    assert explain("curl | jq", subject, "Fetches it.\x07") == [
        "Fetches it.\\x07",
        "Starts: curl, jq",
        "Not installed: jq",
        "Effects: fetches from the network: example.org",
        "It only makes sense in the calling shell; insert it there.",
        "Danger: big\\e[2J",
        "Notice: small",
        "Blocked: no",
    ]


def test_explanation_of_what_does_not_parse() -> None:
    assert explain("echo '\nx", Verdict(False, "")) == [
        "This is not a complete shell command.",
        "Effects: does something unknown",
        "It has 2 lines.",
    ]
