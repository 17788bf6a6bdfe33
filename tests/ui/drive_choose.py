"""Shows a chooser over made-up rankings and prints what was chosen; started by the tests.

    python drive_choose.py SCENE [DELAY]

stdout gets the action as one line of JSON. DELAY is the seconds between
successive rankings.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from gorilla_cli.domain import (
    Action,
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
from gorilla_cli.environment import Environment
from gorilla_cli.errors import StoreError
from gorilla_cli.ui.choose import choose

RECIPE = Source("recipes", "largest-files")
MODEL = Source("llama", "smollm2")
LONG = (
    "find . -type f -printf '%s %TY-%Tm-%Td %p\\n' | sort -k1,1nr -k2,2r | "
    "awk '{ printf \"%10d  %s  %s\\n\", $1, $2, $3 }' | head -n 40"
)
LOOP = 'for file in *.txt; do\n  mv -- "$file" "${file%.txt}.md"\ndone'


def candidate(
    command: str,
    *kinds: EffectKind,
    sources: tuple[Source, ...] = (MODEL,),
    explanation: str = "",
    findings: tuple[Finding, ...] = (),
    note: str = "",
) -> Candidate:
    effects = tuple(Effect(kind) for kind in kinds or (EffectKind.READS,))
    verdict = Verdict(parses=True, canonical=command, effects=effects, findings=findings)
    return Candidate(command, sources, explanation=explanation, verdict=verdict, note=note)


SIZES = candidate(
    LONG,
    sources=(RECIPE,),
    explanation="Lists every file below here, the largest first; of equal size the newest first.",
)
SHORT = candidate("ls -lS", explanation="Lists this folder, the largest first.")
RENAME = candidate(
    LOOP,
    EffectKind.MOVES,
    explanation="Renames every .txt file here to .md.",
    findings=(Finding("overwrites", Severity.CAUTION, "An existing .md file is replaced."),),
)
DANGER = candidate(
    "rm -rf ~",
    EffectKind.DELETES,
    explanation="Deletes your home directory.",
    findings=(Finding("deletes-home", Severity.DANGER, "Deletes all of /home/you."),),
)
BLOCKED = candidate(
    "kubectl logs <pod>",
    findings=(Finding("slots", Severity.CAUTION, "fill in <pod> first", blocks=True),),
)
WIDE = candidate("grep -rn '日本語の文字列を検索する' ./ドキュメント/*.txt | sort -u | head -n 20")
HIDDEN = candidate("echo safe\x1b[2K\r\u202egnp.exe\tend")
JQ = candidate(
    "curl -s https://example.org/x.json | jq .name",
    EffectKind.NETWORK_IN,
    note="jq is not installed",
)
ROOT = candidate("sudo du -xh / | sort -h", EffectKind.READS, EffectKind.ROOT)
LIKE_SHORT = Candidate("ls  -lS", (RECIPE, MODEL), verdict=SHORT.verdict)


def scene(name: str, delay: float) -> Iterator[Ranking]:
    request = Request("list files by size then date")

    def ranking(
        *candidates: Candidate, complete: bool = True, notes: tuple[str, ...] = ()
    ) -> Ranking:
        return Ranking(request, candidates, notes, complete)

    match name:
        case "three":
            yield ranking(SIZES, SHORT, RENAME)
        case "late":
            yield ranking(SHORT, complete=False)
            time.sleep(delay)
            yield ranking(SIZES, SHORT, complete=False)
            time.sleep(delay)
            yield ranking(RENAME, SIZES, LIKE_SHORT, notes=("hosted: no answer within 30 s",))
        case "grows":
            yield ranking(SHORT, complete=False)
            time.sleep(delay)
            yield ranking(SHORT, candidate("du -sh *"), complete=False)
            time.sleep(delay)
            yield ranking(SHORT, candidate("du -sh *"), candidate("df -h"))
        case "danger":
            yield ranking(DANGER, SHORT)
        case "only-danger":
            yield ranking(DANGER, complete=False)
            time.sleep(delay)
            yield ranking(DANGER)
        case "blocked":
            yield ranking(BLOCKED)
        case "wide":
            yield ranking(WIDE, SHORT)
        case "hidden":
            yield ranking(HIDDEN)
        case "mixed":
            yield ranking(JQ, ROOT, SIZES, DANGER, BLOCKED, complete=False)
            time.sleep(delay)
            yield ranking(JQ, ROOT, SIZES, DANGER, BLOCKED)
        case "many":
            yield ranking(*(candidate(f"echo number {n}") for n in range(1, 31)))
        case "huge":
            yield ranking(candidate("\n".join(f"echo line {n}" for n in range(1, 100))), SHORT)
        case "none":
            yield ranking(complete=False)
            time.sleep(delay)
            yield ranking()
        case "wait":
            time.sleep(delay)
            yield ranking(SHORT)
        case "breaks":
            yield ranking(SHORT, complete=False)
            time.sleep(delay)
            raise StoreError("the index is broken", "Build it anew.")
        case "forever":
            yield ranking(SHORT, complete=False)
            time.sleep(3600)


def explain(command: str) -> list[str]:
    if "slow" in command:
        time.sleep(1)
    return [f"explained: {command[:20]}", "  -l  long", "  -S  by size", *map(str, range(40))]


def as_json(action: Action) -> str:
    return json.dumps(
        {
            "decision": action.decision.value,
            "command": action.command,
            "chosen": action.chosen,
            "refined": action.refined,
            "shown": [candidate.command for candidate in action.shown],
        }
    )


def main() -> None:
    name, delay = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    started = time.monotonic()
    action = choose(
        scene(name, delay),
        explain=explain,
        environment=Environment.of_process(),
        tty=Path("/dev/tty"),
    )
    sys.stdout.write(as_json(action) + "\n")
    sys.stderr.write(f"[chosen after {time.monotonic() - started:.1f} s]\n")


if __name__ == "__main__":
    main()
