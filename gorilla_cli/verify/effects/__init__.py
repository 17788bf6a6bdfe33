"""What a command does to the world, from its parse and tables alone.

Invariant: pure but for the questions it asks `Locations`; a program that no
table knows has the effect "unknown", never none.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Effect, EffectKind
from gorilla_cli.verify.effects.places import place_of
from gorilla_cli.verify.effects.special import SILENT, SPECIAL
from gorilla_cli.verify.effects.tables import Does, table, with_subcommands
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.model import Arg, Frame, Model, Redirection, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.paths import absolute
from gorilla_cli.verify.shell.starts import plain_name
from gorilla_cli.verify.shell.valued import options_with_values

MAX_EFFECTS = 2_000
_NOWHERE = ("/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/fd/")
_REPLACING = frozenset("cp mv install tee curl wget sort ffmpeg convert pandoc sponge".split())


def effects_of(model: Model) -> tuple[Effect, ...]:
    """All effects, each once, in the order of the text."""
    found: dict[Effect, None] = {}
    locations = model.locations
    plain: set[tuple[str, Frame]] = set()
    for run in model.runs:
        if not run.args and not run.redirects and not run.environment and not run.feed_text:
            if (run.program.text, run.frame) in plain:
                continue
            plain.add((run.program.text, run.frame))
        for effect in run_effects(run, locations):
            found[effect] = None
        if len(found) > MAX_EFFECTS:
            break
    return tuple(found)


def run_effects(run: Run, locations: Locations) -> Iterator[Effect]:
    """The effects of one program."""
    if run.frame.root:
        yield Effect(EffectKind.ROOT)
    if run.frame.remote:
        yield Effect(EffectKind.REMOTE, run.frame.remote)
    for redirect in run.redirects:
        yield from _redirect_effects(redirect, run, locations)
    if run.function:
        return
    name = plain_name(run.name)
    special = SPECIAL.get(name)
    if special is not None:
        effects = special(run, locations)
        if effects is not None:
            yield from _placed(run, effects, locations)
            return
    does = _line(name, run)
    if does is not None:
        yield from _placed(run, _declared(run, does, locations), locations)
    elif name not in SILENT:
        yield Effect(EffectKind.UNKNOWN, run.program.shown)


def _placed(
    run: Run, effects: Iterator[Effect] | list[Effect], locations: Locations
) -> Iterator[Effect]:
    """Remote effects get the name of what they act on."""
    place = ""
    asked = False
    for effect in effects:
        if effect.target is None and effect.kind in (
            EffectKind.REMOTE,
            EffectKind.NETWORK_IN,
            EffectKind.NETWORK_OUT,
        ):
            if not asked:
                place, asked = place_of(run, locations), True
            effect = Effect(effect.kind, place or None)
        yield effect


def _line(name: str, run: Run) -> Does | None:
    lines = table()
    if name not in with_subcommands():
        return lines.get(name)
    words = [operand.text for operand in _subcommand(run)]
    for count in (3, 2, 1):
        if len(words) >= count:
            does = lines.get(" ".join((name, *words[:count])))
            if does is not None:
                return does
    return lines.get(name)


def _subcommand(run: Run) -> tuple[Arg, ...]:
    """The first words that are no options; for pacman -Q and the like, the option itself."""
    if run.name in ("pacman", "dpkg", "rpm", "service"):
        return run.args[:1]
    return read_options(run.args, options_with_values(run.name), stop=True).operands[:3]


def _declared(run: Run, does: Does, locations: Locations) -> Iterator[Effect]:
    yield from (Effect(always) for always in does.always)
    given = run.given
    kind: EffectKind | None = does.operands
    last = does.last
    for option, switched in does.switches.items():
        if given.has(option):
            kind = switched
            last = None if does.operands is EffectKind.OVERWRITES else last
    named = False
    for option, valued in does.values.items():
        for value in given.values(option):
            yield _on(valued, value, run, locations)
            named, last = True, None
    operands = given.operands
    if does.skip and not given.has(*does.unless):
        operands = operands[does.skip :]
    words = _table_words(run)
    operands = operands[words:] if words and len(operands) >= words else operands
    if kind is None:
        if not does.always and not named:
            yield Effect(EffectKind.READS)
    elif not operands:
        if not named:
            yield Effect(kind)
    elif last is not None and len(operands) > 1:
        for operand in operands[:-1]:
            yield _on(kind, operand, run, locations)
        yield _on(last, operands[-1], run, locations)
    elif words and kind is EffectKind.DELETES:
        yield Effect(kind, " ".join(operand.shown for operand in operands))
    else:
        for operand in operands:
            yield _on(kind, operand, run, locations)


def _table_words(run: Run) -> int:
    """How many leading operands are subcommand words."""
    lines = table()
    words = [operand.text for operand in _subcommand(run)]
    for count in (3, 2, 1):
        if len(words) >= count and " ".join((run.name, *words[:count])) in lines:
            return count
    return 0


def _on(kind: EffectKind, arg: Arg, run: Run, locations: Locations) -> Effect:
    if kind is EffectKind.WRITES and run.name in _REPLACING and not run.given.has("a", "n"):
        kind = overwriting(arg, run, locations)
    return Effect(kind, arg.shown)


def overwriting(arg: Arg, run: Run, locations: Locations) -> EffectKind:
    """OVERWRITES when the file is there already, else WRITES."""
    if not arg.known or run.frame.remote:
        return EffectKind.WRITES
    path = absolute(arg.text, run.cwd)
    if path.startswith("/dev/"):
        return EffectKind.WRITES
    if locations.exists(path) and not locations.is_directory(path):
        return EffectKind.OVERWRITES
    return EffectKind.WRITES


def _redirect_effects(redirect: Redirection, run: Run, locations: Locations) -> Iterator[Effect]:
    target = redirect.target
    if target.text.startswith(_NOWHERE):
        return
    if target.text.startswith(("/dev/tcp/", "/dev/udp/")):
        yield Effect(EffectKind.NETWORK_OUT, target.text.split("/")[3])
    elif redirect.writes:
        replaces = redirect.operator in (">", ">|", "&>", ">&")
        kind = overwriting(target, run, locations) if replaces else EffectKind.WRITES
        yield Effect(kind, target.shown)
    elif redirect.operator == "<":
        yield Effect(EffectKind.READS, target.shown)
