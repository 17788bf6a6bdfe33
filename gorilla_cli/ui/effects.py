"""A verdict in words: what a command does, how bad that is, and what it takes to say yes.

Invariant: pure; every word comes from the verdict, none from a model. What the
verdict does not know is called unknown, never harmless.
"""

from __future__ import annotations

from gorilla_cli.domain import Candidate, Effect, EffectKind, Severity, Verdict

_STRONGEST_FIRST = (
    EffectKind.DELETES,
    EffectKind.OVERWRITES,
    EffectKind.REMOTE,
    EffectKind.KILLS,
    EffectKind.SERVICES,
    EffectKind.PACKAGES,
    EffectKind.PERMISSIONS,
    EffectKind.MOVES,
    EffectKind.UNKNOWN,
    EffectKind.WRITES,
    EffectKind.ROOT,
    EffectKind.NETWORK_OUT,
    EffectKind.SHELL,
    EffectKind.NETWORK_IN,
    EffectKind.READS,
)
_PHRASES = {
    EffectKind.PERMISSIONS: "changes permissions",
    EffectKind.NETWORK_IN: "fetches from the network",
    EffectKind.NETWORK_OUT: "sends to the network",
    EffectKind.KILLS: "kills processes",
    EffectKind.PACKAGES: "changes packages",
    EffectKind.SERVICES: "changes services",
    EffectKind.REMOTE: "changes something remote",
    EffectKind.SHELL: "changes the calling shell",
    EffectKind.UNKNOWN: "does something unknown",
}
_WORDS_TO_TYPE = {
    EffectKind.DELETES: "delete",
    EffectKind.OVERWRITES: "overwrite",
    EffectKind.REMOTE: "remote",
    EffectKind.KILLS: "kill",
    EffectKind.SERVICES: "services",
    EffectKind.PACKAGES: "packages",
    EffectKind.PERMISSIONS: "permissions",
    EffectKind.MOVES: "move",
    EffectKind.NETWORK_OUT: "send",
}
_SOURCES = {"recipes": "recipe", "llama": "model"}


def by_strength(verdict: Verdict) -> list[Effect]:
    """The effects, the one to worry about most first."""
    return sorted(verdict.effects, key=lambda effect: _STRONGEST_FIRST.index(effect.kind))


def effect_word(verdict: Verdict | None) -> str:
    """One word for the strongest effect; running as root is added, as it changes all others."""
    effects = by_strength(verdict) if verdict else []
    if not effects:
        return EffectKind.UNKNOWN.word
    word = effects[0].kind.word
    root = EffectKind.ROOT
    if effects[0].kind is not root and any(effect.kind is root for effect in effects):
        return f"{word}, {root.word}"
    return word


def effect_style(verdict: Verdict | None) -> str:
    """Style name for the effect word, by risk."""
    if verdict is None or not verdict.parses or not verdict.effects:
        return "warn"
    if verdict.risk is Severity.DANGER or verdict.blocked:
        return "bad strong"
    if verdict.risk is Severity.CAUTION:
        return "warn"
    if any(effect.kind is EffectKind.UNKNOWN for effect in verdict.effects):
        return "warn"
    return "good" if verdict.reads_only else "accent"


def severity_style(severity: Severity) -> str:
    """Style name for a finding."""
    return {Severity.DANGER: "bad strong", Severity.CAUTION: "warn"}.get(severity, "accent")


def effect_phrases(verdict: Verdict) -> list[str]:
    """What it does, one phrase for each kind of effect with all its targets, strongest first."""
    targets: dict[EffectKind, list[str]] = {}
    for effect in by_strength(verdict):
        known = targets.setdefault(effect.kind, [])
        if effect.target and effect.target not in known:
            known.append(effect.target)
    if not targets:
        return [_PHRASES[EffectKind.UNKNOWN]]
    return [
        f"{_PHRASES.get(kind, kind.word)} {', '.join(names)}".rstrip()
        if kind not in _PHRASES
        else f"{_PHRASES[kind]}{': ' if names else ''}{', '.join(names)}"
        for kind, names in targets.items()
    ]


def needs_word(verdict: Verdict) -> str | None:
    """The word to be typed before the command runs; None when yes is enough."""
    if verdict.risk is not Severity.DANGER:
        return None
    for effect in by_strength(verdict):
        if effect.kind in _WORDS_TO_TYPE:
            return _WORDS_TO_TYPE[effect.kind]
    return "danger"


def may_run_unasked(verdict: Verdict) -> bool:
    """Whether --yes may run it: it is known to read only, and nothing speaks against it."""
    return (
        verdict.parses
        and not verdict.blocked
        and not verdict.shell_only
        and verdict.reads_only
        and verdict.risk <= Severity.NOTICE
    )


def stays_unselected(candidate: Candidate) -> bool:
    """Whether the chooser never puts its cursor on it by itself."""
    verdict = candidate.verdict
    return verdict is not None and (verdict.risk is Severity.DANGER or verdict.blocked)


def source_text(candidate: Candidate) -> str:
    """Who proposed it: "recipe find-large", "model smollm2", "recipe + model"."""
    kinds: dict[str, list[str]] = {}
    for source in candidate.sources:
        names = kinds.setdefault(_SOURCES.get(source.backend, source.backend), [])
        if source.model and source.model not in names:
            names.append(source.model)
    if len(kinds) == 1:
        kind, names = next(iter(kinds.items()))
        if len(names) > 1:
            return f"{len(names)} {kind}s"
        return " ".join([kind, *names])
    return " + ".join(kinds)
