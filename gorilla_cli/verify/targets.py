"""The paths that an argument names, and how much hangs on each.

Invariant: pure; an argument that is made of what another program lists stands
for the places where that program looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gorilla_cli.verify.extents import Extent, extent_of
from gorilla_cli.verify.listing import Place, listed
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Run
from gorilla_cli.verify.shell.paths import absolute

_REMOTE = Pattern(r"(?:rsync://)?[\w.@-]+::?(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Target:
    """A path that a command acts on."""

    path: str
    """From the root; may hold glob characters and UNKNOWN."""
    shown: str
    """As it was written."""
    extent: Extent
    narrowed: bool = False
    """True when only files that pass some test under the path are meant."""
    found: bool = False
    """True when a finder named it, so that it may be any number of files."""
    many: bool = False
    """True when it may be any number of files for whatever reason."""


def targets(arg: Arg, run: Run) -> list[Target]:
    """What the argument names, finders that feed it looked through."""
    if UNKNOWN in arg.text and arg.sources:
        found = listed(arg.sources)
        if found is not None:
            return [
                Target(
                    place.path,
                    arg.shown,
                    extent_of_found(place, run),
                    place.narrowed,
                    found=True,
                    many=True,
                )
                for place in found
            ]
    text = arg.text
    if run.name in ("rsync", "scp") and (elsewhere := _REMOTE.match(text)):
        text = elsewhere[1] or "."
    path = absolute(text, run.cwd)
    return [Target(path, arg.shown, extent_of(path, run.cwd, run.home), many=arg.glob)]


def operand_targets(run: Run) -> list[Target]:
    """The targets of all operands."""
    return [target for operand in run.given.operands for target in targets(operand, run)]


def extent_of_found(place: Place, run: Run) -> Extent:
    """The extent of what a finder lists; less when only some of a directory is meant."""
    extent = extent_of(place.path, run.cwd, run.home)
    if not place.narrowed:
        return extent
    if extent in (Extent.HERE, Extent.HOME, Extent.PRIVATE):
        return Extent.ORDINARY
    pieces = place.path.strip("/").split("/")
    if extent is Extent.SYSTEM and (
        pieces[0] in ("opt", "srv", "mnt", "media", "Volumes", "tmp")
        or pieces[:2] in (["var", "log"], ["var", "www"], ["var", "cache"], ["var", "tmp"])
        or pieces[:2] == ["var", "spool"]
    ):
        return Extent.ORDINARY
    return extent
