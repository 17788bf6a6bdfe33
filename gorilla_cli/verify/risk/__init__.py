"""Is a command dangerous: every rule is asked, and a rule that breaks is no pass.

Invariant: a rule that raises yields a blocking finding with its name. Findings
are one for each rule and severity, the first of each; a rule that has given
its most severe answer is not asked further.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from gorilla_cli.domain import Finding, Severity
from gorilla_cli.verify.risk.rule import Hit, Rule
from gorilla_cli.verify.shell.model import Model
from gorilla_cli.visible import visible

MAX_DETAIL = 120


@cache
def rule_names() -> tuple[str, ...]:
    """The ids of all rules: the stems of their files."""
    folder = Path(__file__).with_name("rules")
    return tuple(sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__"))


@cache
def load(name: str) -> Rule:
    """The rule of that name."""
    return cast(Rule, import_module(f"gorilla_cli.verify.risk.rules.{name}"))


def assess(model: Model, names: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """What the rules find, most severe first."""
    findings: dict[tuple[str, Severity], Finding] = {}
    for name in rule_names() if names is None else names:
        try:
            rule = load(name)
            for hit in rule.match(model):
                severity = rule.SEVERITY if hit.severity is None else hit.severity
                if severity is not Severity.NONE:
                    findings.setdefault((name, severity), _finding(name, rule, hit, severity))
                if severity is rule.SEVERITY:
                    break  # it cannot get worse
        except Exception as error:  # noqa: BLE001 - whatever breaks in a check must not let a command pass
            findings[name, Severity.DANGER] = Finding(
                name,
                Severity.DANGER,
                f"the check {name} broke ({type(error).__name__}), so nobody knows if this is safe",
                blocks=True,
            )
    return tuple(sorted(findings.values(), key=lambda finding: -finding.severity))


def _finding(name: str, rule: Rule, hit: Hit, severity: Severity) -> Finding:
    detail = hit.detail if len(hit.detail) <= MAX_DETAIL else hit.detail[: MAX_DETAIL - 1] + "…"
    message = (hit.reason or rule.REASON).replace("{}", visible(detail))
    return Finding(name, severity, message)
