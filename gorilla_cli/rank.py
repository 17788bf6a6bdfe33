"""Candidates of all sources, one list, best first.

Invariant: pure; equal commands count once with all their voices, whatever does
not parse stands last, and every score is the sum of its named features times
WEIGHTS, so that --why can show all of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gorilla_cli.domain import Candidate, Ranking, Request, Severity, Source, Verdict

WEIGHTS: Mapping[str, float] = {
    "belief": 1.0,
    "votes": 0.8,
    "syntax-error": -12.0,
    "missing-program": -3.0,
    "ungrounded": -2.5,
    "open-slot": -1.0,
    "blocked": -1.5,
    "repeats-request": -6.0,
    "personal": 6.0,
}
"""Log-odds that a feature is worth. Set by hand, awaiting a fit on measured answers."""

HOSTED_BELIEF = 0.65
"""Prior that a hosted model's first answer is right, of the order that published
execution benchmarks give models from 7 B parameters up."""
LOCAL_BELIEF = 0.20
"""Prior for a local model at a mean log-probability of 0; a small model seldom reaches it."""
NEXT_CHOICE = 0.6
"""What each further answer of one backend keeps of the belief in the one before."""
_UNGROUNDED_RULES = frozenset({"unknown-option", "unknown-subcommand"})


def rank(
    request: Request,
    candidates: Iterable[Candidate],
    *,
    notes: Sequence[str] = (),
    complete: bool = True,
) -> Ranking:
    """The ranking of verified candidates, at most `request.count` of them.

    Candidates come in the order in which their backends gave them; those
    without a verdict count as not parsing.
    """
    merged = _merge(_with_beliefs(candidates))
    scored = sorted(
        (_score(request, candidate, belief) for candidate, belief in merged),
        key=lambda candidate: (not _parses(candidate), -candidate.score),
    )
    return Ranking(request, tuple(scored[: request.count]), tuple(notes), complete)


def _with_beliefs(candidates: Iterable[Candidate]) -> Iterable[tuple[Candidate, float]]:
    """Each candidate with the probability that its source alone would give it."""
    told: dict[str, int] = {}
    for candidate in candidates:
        source = candidate.sources[0]
        nth = told.get(source.backend, 0)
        told[source.backend] = nth + 1
        yield candidate, _belief(source, nth)


def _belief(source: Source, nth: int) -> float:
    if source.confidence is not None:
        return min(max(source.confidence, 0.0), 0.99)
    base = LOCAL_BELIEF if source.backend == "llama" else HOSTED_BELIEF
    if source.logprob is not None:
        base *= math.exp(max(source.logprob, -20.0))
        # The mean log-probability already tells the later samples from the first.
        return base * (1.0 if nth == 0 else 0.8)
    return base * NEXT_CHOICE**nth


def _merge(candidates: Iterable[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    groups: dict[str, list[tuple[Candidate, float]]] = {}
    for candidate, belief in candidates:
        verdict = candidate.verdict
        key = verdict.canonical if verdict and verdict.parses else candidate.command.strip()
        groups.setdefault(key, []).append((candidate, belief))
    merged = []
    for group in groups.values():
        # The wording of the voice that is believed most, the voices of all.
        first = max(group, key=lambda pair: pair[1])[0]
        sources = dict.fromkeys(source for candidate, _ in group for source in candidate.sources)
        explained = first.explanation or next(
            (candidate.explanation for candidate, _ in group if candidate.explanation), ""
        )
        doubt = math.prod(1.0 - belief for belief in _best_by_backend(group))
        whole = replace(first, sources=tuple(sources), explanation=explained)
        merged.append((whole, 1.0 - doubt))
    return merged


def _best_by_backend(group: Sequence[tuple[Candidate, float]]) -> Iterable[float]:
    # One backend that says the same thing twice has one voice, not two.
    best: dict[str, float] = {}
    for candidate, belief in group:
        backend = candidate.sources[0].backend
        best[backend] = max(best.get(backend, 0.0), belief)
    return best.values()


def _score(request: Request, candidate: Candidate, belief: float) -> Candidate:
    verdict = candidate.verdict
    features = {
        "belief": _logit(belief),
        "votes": float(len({source.backend for source in candidate.sources}) - 1),
        "syntax-error": float(not _parses(candidate)),
        "missing-program": float(bool(verdict and verdict.missing)),
        "ungrounded": float(_ungrounded(verdict)),
        "open-slot": float(_has_rule(verdict, "placeholder")),
        "blocked": float(bool(verdict and verdict.blocked)),
        "repeats-request": float(_words(candidate.command) == _words(request.text)),
        "personal": float(any(source.backend == "history" for source in candidate.sources)),
    }
    features = {name: value for name, value in features.items() if value}
    score = sum(WEIGHTS[name] * value for name, value in features.items())
    return replace(candidate, score=round(score, 4), features=features, note=_note(candidate))


def _note(candidate: Candidate) -> str:
    verdict = candidate.verdict
    if verdict is None or not verdict.parses:
        return "is not well-formed shell input"
    if verdict.missing:
        return f"{', '.join(verdict.missing)}: not installed"
    told = [finding.message for finding in verdict.findings if finding.severity >= Severity.CAUTION]
    wrong = [finding.message for finding in verdict.findings if finding.rule in _UNGROUNDED_RULES]
    return next(iter([*wrong, *told]), "")


def _parses(candidate: Candidate) -> bool:
    return candidate.verdict is not None and candidate.verdict.parses


def _ungrounded(verdict: Verdict | None) -> int:
    return sum(finding.rule in _UNGROUNDED_RULES for finding in verdict.findings) if verdict else 0


def _has_rule(verdict: Verdict | None, rule: str) -> bool:
    return verdict is not None and any(finding.rule == rule for finding in verdict.findings)


def _words(text: str) -> list[str]:
    return text.lower().split()


def _logit(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))
