"""What shell text would start, once quoting, variables and wrappers are seen through.

Invariant: frozen values. Text that cannot be known is marked with UNKNOWN, never
left out, so that a rule can tell "nothing" from "anything".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.options import Given, read_options
from gorilla_cli.verify.shell.tree import Script, Word

UNKNOWN = "\ufdd0"
"""Stands in resolved text for a piece that only the running shell would know."""

_MAX_UPSTREAM = 50
_ASKS = (("--help",), ("--version",))


@dataclass(frozen=True, slots=True, eq=False)
class Arg:
    """One argument after expansion."""

    text: str
    glob: bool = False
    """True when it may stand for any number of names: `*`, `?`, `[`, or unknown and not quoted."""
    sources: tuple[Run, ...] = ()
    """The programs whose output it is made of, where that output is not known."""
    word: Word | None = None
    """The word it came from, when it came from one."""

    @property
    def known(self) -> bool:
        """True when no piece of it is unknown."""
        return UNKNOWN not in self.text

    @property
    def shown(self) -> str:
        """The text for people, unknown pieces as they were written."""
        if UNKNOWN not in self.text:
            return self.text
        if self.word is not None:
            from gorilla_cli.verify.shell.printing import print_word

            printed = print_word(self.word)
            if UNKNOWN not in printed:
                return printed
        if self.text == UNKNOWN and self.sources:
            return f"what {self.sources[-1].name} lists"
        return self.text.replace(UNKNOWN, "…")


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """What a program finds on its standard input."""

    text: str | None = None
    """The whole text when it is known."""
    runs: tuple[Run, ...] = ()
    """The programs of the stage before."""
    before: Feed | None = None
    """What that stage itself was fed."""
    path: Arg | None = None
    """The file it is redirected from."""

    def sources(self) -> Iterator[Run]:
        """All programs upstream, nearest stage first."""
        feed: Feed | None = self
        for _ in range(_MAX_UPSTREAM):
            if feed is None:
                return
            yield from reversed(feed.runs)
            feed = feed.before


@dataclass(frozen=True, slots=True, eq=False)
class Redirection:
    """A redirection with its target resolved."""

    operator: str
    target: Arg
    descriptor: str = ""

    @property
    def writes(self) -> bool:
        """True when it opens a file for writing."""
        return self.operator in (">", ">|", ">>", "&>", "&>>", "<>") or (
            self.operator == ">&" and not self.target.text.rstrip("-").isdigit()
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """Under which circumstances a command runs."""

    wrappers: tuple[str, ...] = ()
    """Names of the programs it was seen through, outermost first."""
    root: bool = False
    remote: str = ""
    """Where it runs when that is not this machine, such as "ssh web1" or "docker db"."""
    looped: bool = False
    background: bool = False
    piped: bool = False
    """True when its output goes to another program."""
    calls: tuple[str, ...] = ()
    """Names of the functions being called, outermost first."""
    depth: int = 0
    implied: bool = False
    """True when no such program is started: it stands for what code does by itself."""


@dataclass(frozen=True, eq=False)
class Run:
    """One program that would be started, or one builtin that would be carried out."""

    program: Arg
    """As given, with any directory."""
    args: tuple[Arg, ...] = ()
    redirects: tuple[Redirection, ...] = ()
    environment: tuple[tuple[str, Arg], ...] = ()
    """Variables set for it alone."""
    frame: Frame = Frame()
    cwd: str = "/"
    home: str = "/"
    feed: Feed | None = None
    function: bool = False
    """True when the name is a function or alias of the same text."""

    @cached_property
    def name(self) -> str:
        """The program's name without directory; empty when it cannot be known."""
        text = self.program.text
        if UNKNOWN in text:
            tail = text.rsplit("/", 1)[-1]
            return "" if UNKNOWN in tail else tail
        return text.rsplit("/", 1)[-1] or text

    @cached_property
    def given(self) -> Given:
        """Its options and operands, read as getopt would."""
        from gorilla_cli.verify.shell.valued import options_with_values

        return read_options(self.args, options_with_values(self.name))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The arguments' texts."""
        return tuple(arg.text for arg in self.args)

    @property
    def feed_text(self) -> str:
        """What it reads from its standard input, where that is known."""
        return (self.feed.text or "") if self.feed else ""

    @property
    def line(self) -> str:
        """Name and arguments joined with blanks, for messages and coarse searches."""
        return " ".join((self.name, *self.texts))


@dataclass(frozen=True, slots=True)
class Recursion:
    """A function that calls itself."""

    name: str
    times: int
    """Calls of itself in one run of its body."""
    parallel: bool
    """True when one of them is piped or in the background."""


@dataclass(frozen=True)
class Model:
    """Everything a text would start."""

    text: str
    script: Script
    runs: tuple[Run, ...] = ()
    problem: str = ""
    """Empty, or what is no well-formed shell syntax."""
    too_deep: bool = False
    """True when part of it was not read because of nesting or sheer repetition."""
    recursions: tuple[Recursion, ...] = ()
    variables: tuple[tuple[str, Arg], ...] = ()
    """Every assignment, in order."""
    locations: Locations = field(default_factory=lambda: Locations("/", "/"))
    memory: dict[str, object] = field(default_factory=dict)
    """What was found out about the model and is asked for again."""
    _index: dict[str, list[Run]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for run in self.runs:
            if run.texts not in _ASKS:
                self._index.setdefault(run.name, []).append(run)

    def named(self, *names: str) -> Iterator[Run]:
        """The runs of these programs, but for those that only ask for help."""
        for name in names:
            yield from self._index.get(name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """All program names, each once, in order."""
        return tuple(self._index)
