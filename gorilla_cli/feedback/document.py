"""A record as plain JSON.

Invariant: pure; `record.schema.json` beside this file describes what `document` gives.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gorilla_cli.domain import (
    Candidate,
    Effect,
    EffectKind,
    Finding,
    Record,
    Severity,
    Verdict,
)

FORMAT = 1
"""Rises when a field changes its meaning or goes; new fields do not raise it."""


def document(record: Record) -> dict[str, Any]:
    """The record as the export has it: one JSON object."""
    return {
        "format": FORMAT,
        "id": record.id,
        "created_at": datetime.fromtimestamp(record.created_at, UTC).isoformat(),
        "version": record.version,
        "context": record.context_digest,
        "request": record.request,
        "candidates": [_of_candidate(candidate) for candidate in record.candidates],
        "decision": record.decision.value,
        "chosen": record.chosen,
        "command": record.command,
        "exit_status": record.exit_status,
        "duration_ms": record.duration_ms,
    }


def of_verdict(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON; the risk is written out for readers who do not compute it."""
    return {
        "parses": verdict.parses,
        "canonical": verdict.canonical,
        "programs": list(verdict.programs),
        "missing": list(verdict.missing),
        "shell_only": verdict.shell_only,
        "risk": verdict.risk.label,
        "effects": [{"kind": one.kind.value, "target": one.target} for one in verdict.effects],
        "findings": [
            {
                "rule": one.rule,
                "severity": one.severity.label,
                "message": one.message,
                "blocks": one.blocks,
            }
            for one in verdict.findings
        ],
    }


def to_verdict(content: Mapping[str, Any]) -> Verdict:
    """The verdict of such an object. A word of another version counts as unknown."""
    return Verdict(
        parses=content["parses"],
        canonical=content["canonical"],
        programs=tuple(content["programs"]),
        missing=tuple(content["missing"]),
        shell_only=content["shell_only"],
        effects=tuple(Effect(_kind(one["kind"]), one["target"]) for one in content["effects"]),
        findings=tuple(
            Finding(one["rule"], _severity(one["severity"]), one["message"], one["blocks"])
            for one in content["findings"]
        ),
    )


def finite(number: float | None) -> float | None:
    """The number, or None for what JSON and SQL have no word for."""
    return number if number is not None and math.isfinite(number) else None


def finite_features(features: Mapping[str, float]) -> dict[str, float]:
    """The features that are numbers."""
    return {name: value for name, value in features.items() if math.isfinite(value)}


def _of_candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "command": candidate.command,
        "sources": [
            {
                "backend": source.backend,
                "model": source.model,
                "logprob": finite(source.logprob),
                "confidence": finite(source.confidence),
            }
            for source in candidate.sources
        ],
        "score": finite(candidate.score) or 0.0,
        "features": finite_features(candidate.features),
        "explanation": candidate.explanation,
        "note": candidate.note,
        "verdict": of_verdict(candidate.verdict) if candidate.verdict else None,
    }


def _kind(word: str) -> EffectKind:
    try:
        return EffectKind(word)
    except ValueError:
        return EffectKind.UNKNOWN


def _severity(label: str) -> Severity:
    try:
        return Severity[label.upper()]
    except KeyError:
        return Severity.CAUTION
