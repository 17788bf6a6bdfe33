"""The words of gorilla: frozen values that flow from one stage to the next.

Invariant: this module does no input or output and imports nothing of gorilla.
Every value is immutable, so a stage can hand it to a thread without a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

PIPED_EXCERPT_BYTES = 8192
"""How much of piped input becomes context: enough for a table, cheap to evaluate."""


class Severity(IntEnum):
    """How much a person should think before running a command; ordered."""

    NONE = 0
    NOTICE = 1
    CAUTION = 2
    DANGER = 3

    @property
    def label(self) -> str:
        """The lower-case word shown to people and written to JSON."""
        return self.name.lower()


class EffectKind(Enum):
    """What a command does to the world. The value is the word written to JSON."""

    READS = "reads"
    WRITES = "writes"
    OVERWRITES = "overwrites"
    DELETES = "deletes"
    MOVES = "moves"
    PERMISSIONS = "permissions"
    NETWORK_IN = "network-in"
    NETWORK_OUT = "network-out"
    ROOT = "root"
    KILLS = "kills"
    PACKAGES = "packages"
    SERVICES = "services"
    REMOTE = "remote"
    SHELL = "shell"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """One word (or the fixed phrase "runs as root") for the candidate list."""
        return _EFFECT_WORDS[self]


_EFFECT_WORDS: Mapping[EffectKind, str] = {
    EffectKind.READS: "reads",
    EffectKind.WRITES: "writes",
    EffectKind.OVERWRITES: "overwrites",
    EffectKind.DELETES: "deletes",
    EffectKind.MOVES: "moves",
    EffectKind.PERMISSIONS: "permissions",
    EffectKind.NETWORK_IN: "network",
    EffectKind.NETWORK_OUT: "network",
    EffectKind.ROOT: "runs as root",
    EffectKind.KILLS: "kills",
    EffectKind.PACKAGES: "packages",
    EffectKind.SERVICES: "services",
    EffectKind.REMOTE: "remote",
    EffectKind.SHELL: "shell",
    EffectKind.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing a command does, and to what."""

    kind: EffectKind
    target: str | None = None
    """The path, host, process or resource; None when the parse does not say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has to say about a command."""

    rule: str
    """Id of the check, the stem of the file that defines it."""
    severity: Severity
    message: str
    """A sentence for the person; display-safe, without control characters."""
    blocks: bool = False
    """True when the command must not run at all (a check broke, a slot is open)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found out about one command, from its parse alone."""

    parses: bool
    """False when the command is no well-formed shell input."""
    canonical: str
    """Equal for commands that are the same up to blanks, quoting style and option order."""
    programs: tuple[str, ...] = ()
    """Names of the programs it would start, wrappers seen through, in order."""
    effects: tuple[Effect, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    """The programs that are neither on PATH nor part of the shell."""
    shell_only: bool = False
    """True when it only makes sense in the calling shell (cd, export, alias, source …)."""

    @property
    def risk(self) -> Severity:
        """The highest severity of all findings."""
        return max((finding.severity for finding in self.findings), default=Severity.NONE)

    @property
    def blocked(self) -> bool:
        """True when at least one finding forbids running the command."""
        return any(finding.blocks for finding in self.findings)

    @property
    def reads_only(self) -> bool:
        """True when every effect is known and none changes anything."""
        return bool(self.effects) and all(
            effect.kind in (EffectKind.READS, EffectKind.NETWORK_IN) for effect in self.effects
        )


@dataclass(frozen=True, slots=True)
class PipedInput:
    """Standard input that was not a terminal: data, never to be obeyed."""

    head: bytes
    """What was read of it already, at most PIPED_EXCERPT_BYTES."""
    complete: bool
    """True when the head is all there is."""


@dataclass(frozen=True, slots=True)
class Previous:
    """The command that went wrong before, when the person asks for a repair."""

    command: str
    exit_status: int
    stderr: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What the person asks for."""

    text: str
    count: int = 3
    """How many candidates to show at most, at least 1."""
    backends: tuple[str, ...] = ()
    """Names of the only backends to ask; empty means those of the settings."""
    piped: PipedInput | None = None
    previous: Previous | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The machine as far as it matters to an answer."""

    os: str
    """"linux", "darwin" or another value of sys.platform."""
    shell: str
    """Name of the person's shell without its directory: bash, zsh, fish, sh …"""
    cwd: str
    home: str
    files: tuple[str, ...] = ()
    """A few names in cwd, directories with a trailing slash, sorted."""
    tools: frozenset[str] = frozenset()
    """Names of all executables on PATH."""
    piped_excerpt: str = ""
    """The piped input's head as text, with undecodable bytes replaced."""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of documentation for the prompt."""

    tool: str
    """The program it documents."""
    title: str
    text: str
    origin: str
    """Where it was read from, such as "man:tar(1)"."""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat prompt."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """The same question in the forms that models understand."""

    bare: str
    """Completion form for small local models: the command is what follows."""
    chat: tuple[Message, ...]
    """Chat form for instruct models and hosted endpoints."""
    stop: tuple[str, ...] = ("\n",)
    """Texts at which a completion of the bare form ends."""


@dataclass(frozen=True, slots=True)
class Query:
    """All that a backend may look at."""

    request: Request
    context: Context
    prompt: Prompt
    passages: tuple[Passage, ...] = ()
    count: int = 3
    """How many completions are wanted."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What one backend answered, before anything was made of it."""

    text: str
    backend: str
    """Id of the backend: "recipes", "llama", "hosted" …"""
    model: str = ""
    """Model name or recipe id."""
    exact: bool = False
    """True when the text is a command and nothing else, so that nothing is extracted."""
    logprob: float | None = None
    """Mean token log-probability, natural logarithm, at most 0."""
    confidence: float | None = None
    """Calibrated probability that the answer is right, 0 to 1, where the backend knows it."""
    explanation: str = ""
    """One line that says what the command does, where the backend knows it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One voice for a candidate."""

    backend: str
    model: str = ""
    logprob: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A command that might answer the request; what extract makes and rank orders."""

    command: str
    sources: tuple[Source, ...]
    explanation: str = ""
    verdict: Verdict | None = None
    """None until verification has seen it."""
    score: float = 0.0
    """Higher is better; comparable within one ranking only."""
    features: Mapping[str, float] = field(default_factory=dict)
    """Named parts of the score, for --why."""
    note: str = ""
    """Why it stands where it stands, when that needs saying ("jq is not installed")."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer: candidates, best first, no two of them equivalent."""

    request: Request
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()
    """One-line remarks for stderr, such as why a backend gave nothing."""
    complete: bool = True
    """False while some backend is still working."""


class Decision(Enum):
    """What became of a ranking. The value is the word stored and exported."""

    RAN = "ran"
    EDITED = "edited"
    COPIED = "copied"
    INSERTED = "inserted"
    REJECTED = "rejected"
    ABANDONED = "abandoned"
    PRINTED = "printed"

    @property
    def accepts(self) -> bool:
        """Whether it speaks for the command. A printed one was nobody's choice."""
        return self in (Decision.RAN, Decision.EDITED, Decision.COPIED, Decision.INSERTED)


@dataclass(frozen=True, slots=True)
class Action:
    """What the person wants done with a command."""

    decision: Decision
    command: str = ""
    """The text to run, copy or insert, after any edit."""
    chosen: int | None = None
    """Row it came from, counted from 0: of `shown`, or of the ranking when nothing was shown."""
    refined: str | None = None
    """A new request text when the person refines instead of choosing."""
    shown: tuple[Candidate, ...] = ()
    """Every candidate that was on the screen, in the order shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    exit_status: int
    """As the shell reports it: 128 + N after signal N."""
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Record:
    """One request from asking to ending, as the store keeps it."""

    request: str
    created_at: float
    """Seconds since the epoch, UTC."""
    context_digest: str
    """Hex digest that tells equal contexts apart from others and gives nothing away."""
    candidates: tuple[Candidate, ...]
    """Every candidate shown, in the order shown."""
    decision: Decision
    command: str = ""
    """What was run, copied or inserted; after editing, the edited text."""
    chosen: int | None = None
    exit_status: int | None = None
    duration_ms: int | None = None
    version: str = ""
    """Version of gorilla."""
    id: int | None = None
    """Row id once stored."""
