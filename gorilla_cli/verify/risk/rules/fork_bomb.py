"""Processes that multiply without end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model
from gorilla_cli.verify.shell.tree import Block, Command, Parameter, Script, Simple

SEVERITY = Severity.DANGER
REASON = "{} starts itself again and again until the machine stops answering"

_CODE = Pattern(
    r"fork\s*(?:\(\))?\s*while\s+(?:fork|1|true)|while\s*[\(:]?\s*(?:1|True|true|:)?\s*\)?\s*[:{]?\s*(?:os\.)?fork|"
    r"loop\s*(?:do|\{)\s*fork|for\s*\(;;\)\s*\{?\s*fork|while\s+True\s*:\s*.{0,60}(?:Process\(|Popen\(|fork\()|"
    r"(?:os\.)?fork\(\)\s+(?:while|for)|spawn\(__FILE__|fork\s+and\s+fork",
    re.S,
)


def match(model: Model) -> Iterator[Hit]:
    for recursion in model.recursions:
        if recursion.parallel or recursion.times > 1:
            yield Hit(recursion.name)
    for run in model.runs:
        if run.name.startswith(("python", "perl", "ruby", "php", "node", "lua", "pypy")):
            if any("fork" in text or "Popen" in text or "Process" in text for text in run.texts):
                if any(_CODE.search(text) for text in run.texts):
                    yield Hit(run.name)
            elif run.feed and run.feed.text and _CODE.search(run.feed.text):
                yield Hit(run.name)
    if _calls_itself(model.script):
        yield Hit("the script")
    if _endless_background(model.script):
        yield Hit("a loop without end")


def _calls_itself(script: Script) -> bool:
    """True for `$0 | $0 &` and `$0 & $0 &`."""
    calls = 0
    for item in script.items:
        own = [stage for stage in item.pipeline.stages if _is_self(stage)]
        calls += len(own) if item.ending == "&" or len(own) > 1 else 0
    return calls > 1


def _is_self(stage: Command) -> bool:
    if not isinstance(stage, Simple) or not stage.words:
        return False
    parts = stage.words[0].parts
    return any(isinstance(part, Parameter) and part.name == "0" for part in parts)


def _endless_background(script: Script, depth: int = 0) -> bool:
    """True for `while true; do something & done`."""
    if depth > 30:
        return False
    for item in script.items:
        for stage in item.pipeline.stages:
            if not isinstance(stage, Block):
                continue
            scripts = [piece for piece in stage.shape if isinstance(piece, Script)]
            if stage.kind in ("while", "until") and len(scripts) == 2 and _always(scripts[0]):
                body = scripts[1]
                waits = any(
                    isinstance(one, Simple)
                    and one.words
                    and one.words[0].literal in ("wait", "sleep", "read")
                    for entry in body.items
                    for one in entry.pipeline.stages
                )
                if any(entry.ending == "&" for entry in body.items) and not waits:
                    return True
            if any(_endless_background(inner, depth + 1) for inner in scripts):
                return True
    return False


def _always(condition: Script) -> bool:
    for item in condition.items[:1]:
        for stage in item.pipeline.stages:
            if isinstance(stage, Simple) and stage.words:
                return stage.words[0].literal in (":", "true", "1", "[")
            return isinstance(stage, Block) and stage.kind in ("((", "[[")
    return False
