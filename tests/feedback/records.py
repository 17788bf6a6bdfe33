"""Records for tests: one with everything in it, and many small ones."""

from __future__ import annotations

from gorilla_cli.domain import (
    Candidate,
    Decision,
    Effect,
    EffectKind,
    Finding,
    Record,
    Severity,
    Source,
    Verdict,
)


def small(request: str, command: str = "ls", decision: Decision = Decision.RAN) -> Record:
    candidate = Candidate(command, (Source("recipes", "list"),))
    chosen = None if decision in (Decision.REJECTED, Decision.ABANDONED) else 0
    status = 0 if decision in (Decision.RAN, Decision.EDITED) else None
    return Record(
        request=request,
        created_at=1_700_000_000.25,
        context_digest="c" * 64,
        candidates=(candidate,),
        decision=decision,
        command="" if chosen is None else command,
        chosen=chosen,
        exit_status=status,
        version="1.0",
    )


FULL = Record(
    request='count "two  words" in caf\udce9.txt\n\tnow ✓',
    created_at=1_700_000_000.125,
    context_digest="a" * 64,
    candidates=(
        Candidate(
            "grep -c 'two  words' caf\udce9.txt",
            (Source("llama", "smol.gguf", -0.25), Source("recipes", "grep-count", None, 0.9)),
            "counts lines",
            Verdict(
                True,
                "grep -c 'two  words' x",
                ("sudo", "grep"),
                (Effect(EffectKind.READS, "caf\udce9.txt"), Effect(EffectKind.ROOT)),
                (
                    Finding("root", Severity.CAUTION, "runs as root"),
                    Finding("slot", Severity.NOTICE, "x", True),
                ),
                ("grep",),
                False,
            ),
            2.5,
            {"votes": 2.0, "grounding": 0.5},
            "grep is not installed",
        ),
        Candidate("((", (Source("hosted", "big"),)),
    ),
    decision=Decision.EDITED,
    command="grep -c 'two  words' *.txt\nwc -l",
    chosen=1,
    exit_status=130,
    duration_ms=1234,
    version="0.1.0",
)
