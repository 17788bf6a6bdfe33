"""A ranking as the JSON object that --json prints.

Invariant: pure; the object follows docs/answer.schema.json, to which fields may
be added but from which none is taken away within a major version.
"""

from __future__ import annotations

from gorilla_cli.domain import Candidate, Ranking, Source, Verdict


def as_json(ranking: Ranking) -> dict[str, object]:
    """The documented object: request, candidates in rank order, notes."""
    return {
        "request": ranking.request.text,
        "candidates": [candidate_as_json(candidate) for candidate in ranking.candidates],
        "notes": list(ranking.notes),
    }


def candidate_as_json(candidate: Candidate) -> dict[str, object]:
    """One candidate; `source` is the first of `sources` by name."""
    verdict = candidate.verdict
    return {
        "command": candidate.command,
        "source": candidate.sources[0].backend,
        "sources": [_source(source) for source in candidate.sources],
        "score": candidate.score,
        "features": dict(candidate.features),
        "explanation": candidate.explanation,
        "note": candidate.note,
        **verdict_as_json(verdict),
    }


def verdict_as_json(verdict: Verdict | None) -> dict[str, object]:
    """Parse, programs, effects, risk and findings; the same for --json and `check`."""
    if verdict is None:
        return {"parse": "error", "programs": [], "effects": [], "risk": "none", "findings": []}
    return {
        "parse": "ok" if verdict.parses else "error",
        "programs": list(verdict.programs),
        "effects": [
            {"kind": effect.kind.value, "target": effect.target} for effect in verdict.effects
        ],
        "risk": verdict.risk.label,
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.label,
                "message": finding.message,
                "blocks": finding.blocks,
            }
            for finding in verdict.findings
        ],
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "backend": source.backend,
        "model": source.model,
        "logprob": source.logprob,
        "confidence": source.confidence,
    }
