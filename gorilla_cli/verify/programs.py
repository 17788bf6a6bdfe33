"""Which programs a command starts, which are missing, and if it is for the calling shell only.

Invariant: pure; what runs elsewhere is not looked for here.
"""

from __future__ import annotations

from gorilla_cli.domain import Context
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.shell.tree import Block, Simple

SHELL_STATE = frozenset(
    "cd chdir pushd popd export alias unalias source . set shopt unset ulimit umask fg bg "
    "disown jobs history fc declare typeset readonly bind complete compopt hash trap dirs "
    "suspend setopt unsetopt bindkey autoload abbr funcsave local enable logout".split()
)
"""Builtins that matter to the calling shell only."""
BUILTINS = SHELL_STATE | frozenset(
    ": [ [[ test echo printf read true false type command builtin eval exec exit return break "
    "continue let getopts kill wait times pwd mapfile readarray shift time coproc print noglob "
    "nocorrect - and or not begin end string status math count contains emit".split()
)


def programs_of(model: Model) -> tuple[str, ...]:
    """Names in order, each once."""
    return tuple(dict.fromkeys(run.name for run in model.runs if _counts(run)))


def missing_of(model: Model, context: Context) -> tuple[str, ...]:
    """Programs that are neither on PATH nor part of the shell; none when PATH is not known."""
    if not context.tools:
        return ()
    return tuple(
        dict.fromkeys(
            run.name
            for run in model.runs
            if _counts(run)
            and not run.frame.remote
            and "/" not in run.program.text
            and run.name not in BUILTINS
            and run.name not in context.tools
        )
    )


def is_shell_only(model: Model) -> bool:
    """True when the last thing it does is to change the calling shell, or to ask for its state."""
    if not model.script.items:
        return False
    last = model.script.items[-1].pipeline.stages
    stage = last[0]
    if isinstance(stage, Block):
        return stage.kind == "function" and len(last) == 1
    if not stage.words:
        return bool(stage.assignments) and len(last) == 1
    name = stage.words[0].literal
    if name in ("history", "fc", "jobs", "dirs"):
        return True
    if len(last) > 1 or not isinstance(stage, Simple):
        return False
    return name in SHELL_STATE


def _counts(run: Run) -> bool:
    return bool(run.name) and run.name != ":" and not run.function and not run.frame.implied
