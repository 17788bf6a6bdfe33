"""Every risk rule against its table of commands that it finds and that it lets pass."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gorilla_cli.domain import Severity
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.risk import assess, load, rule_names
from gorilla_cli.verify.shell.walk import model_of

TABLES = Path(__file__).with_name("rules")
HERE = Locations("/home/u", "/home/u/work")


def cases() -> Iterator[tuple[str, Severity, str]]:
    for path in sorted(TABLES.glob("*.toml")):
        for word, commands in tomllib.loads(path.read_text()).items():
            severity = Severity.NONE if word == "passes" else Severity[word.upper()]
            for command in commands:
                yield path.stem, severity, command


def found(rule: str, command: str) -> Severity:
    findings = assess(model_of(command, HERE, "u"), [rule])
    assert not any(finding.blocks for finding in findings), findings
    return max((finding.severity for finding in findings), default=Severity.NONE)


@pytest.mark.parametrize(("rule", "severity", "command"), list(cases()))
def test_rule(rule: str, severity: Severity, command: str) -> None:
    assert found(rule, command) is severity


def test_every_rule_has_a_table_that_shows_both_sides() -> None:
    assert set(rule_names()) == {path.stem for path in TABLES.glob("*.toml")}
    for path in TABLES.glob("*.toml"):
        table = tomllib.loads(path.read_text())
        assert set(table) <= {"danger", "caution", "notice", "passes"}
        assert table["passes"]
        strongest = next(word for word in ("danger", "caution", "notice") if word in table)
        assert load(path.stem).SEVERITY is Severity[strongest.upper()]


def test_every_rule_says_what_it_is_for() -> None:
    for name in rule_names():
        rule = load(name)
        assert rule.__doc__
        assert "{}" in rule.REASON
