"""Asks before a made-up command runs and reports the answer; started by the tests.

python drive_confirm.py KIND [TARGET]
"""

from __future__ import annotations

import sys

from gorilla_cli.domain import Effect, EffectKind, Finding, Severity, Verdict
from gorilla_cli.environment import Environment
from gorilla_cli.errors import NotApprovedError
from gorilla_cli.ui.confirm import confirm

LOOP = 'for file in *.txt; do\n  mv -- "$file" "${file%.txt}.md"\ndone'
CAUTION = Finding("overwrites", Severity.CAUTION, "An existing file is replaced.")
DANGER = Finding("deletes-home", Severity.DANGER, "Deletes all of /home/you.")
BLOCKED = Finding("slots", Severity.CAUTION, "fill in <pod> first", blocks=True)


def verdict(*effects: Effect, findings: tuple[Finding, ...] = ()) -> Verdict:
    return Verdict(parses=True, canonical="", effects=effects, findings=findings)


CASES = {
    "reads": ("ls -lS /var/log", verdict(Effect(EffectKind.READS, "/var/log"))),
    "long": (
        "find . -type f -printf '%s %TY-%Tm-%Td %p\\n' | sort -k1,1nr -k2,2r | head -n 40",
        verdict(Effect(EffectKind.READS, ".")),
    ),
    "writes": (
        LOOP,
        verdict(Effect(EffectKind.MOVES, "*.txt"), findings=(CAUTION,)),
    ),
    "unknown": ("frobnicate", verdict(Effect(EffectKind.UNKNOWN))),
    "danger": ("rm -rf ~", verdict(Effect(EffectKind.DELETES, "~"), findings=(DANGER,))),
    "blocked": ("kubectl logs <pod>", verdict(Effect(EffectKind.READS), findings=(BLOCKED,))),
    "hidden": ("echo \x1b[2Jsafe\u202e", verdict(Effect(EffectKind.READS, "\x1b[2J"))),
}


def main() -> int:
    environment = Environment.of_process()
    command, found = CASES[sys.argv[1]]
    try:
        answer = confirm(command, found, environment=environment)
        sys.stdout.write(f"answer {answer}\n")
    except NotApprovedError as error:
        sys.stdout.write(f"refused: {error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
