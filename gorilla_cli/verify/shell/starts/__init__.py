"""Programs that start other programs, and what they start.

Invariant: a program that is not known here starts nothing that we can see; its
arguments are still seen by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gorilla_cli.verify.shell.model import Run
from gorilla_cli.verify.shell.starts.inner import Inner as Inner
from gorilla_cli.verify.shell.starts.inner import Starter, Surroundings

_VERSION = re.compile(r"(python|pypy|perl|ruby|php|lua|node|nodejs|tclsh|gawk|ksh|bash)[\d.]+\Z")


def started(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """What the run starts, in order."""
    if run.function:
        return
    for starter in _starters().get(plain_name(run.name), ()):
        yield from starter(run, shell)


def plain_name(name: str) -> str:
    """The program's name without a version: python3.11 is python."""
    if name[-1:].isdigit():
        match = _VERSION.match(name)
        if match:
            return match[1]
    return name


@cache
def _starters() -> dict[str, tuple[Starter, ...]]:
    from gorilla_cli.verify.shell.starts.code import STARTERS as CODE
    from gorilla_cli.verify.shell.starts.editors import STARTERS as EDITORS
    from gorilla_cli.verify.shell.starts.listed import STARTERS as LISTED
    from gorilla_cli.verify.shell.starts.options import STARTERS as OPTIONS
    from gorilla_cli.verify.shell.starts.prefixes import STARTERS as PREFIXES
    from gorilla_cli.verify.shell.starts.remote import STARTERS as REMOTE
    from gorilla_cli.verify.shell.starts.shells import STARTERS as SHELLS

    table: dict[str, tuple[Starter, ...]] = {}
    for family in (PREFIXES, SHELLS, LISTED, REMOTE, OPTIONS, CODE, EDITORS):
        for name, starter in family.items():
            table[name] = (*table.get(name, ()), starter)
    return table
