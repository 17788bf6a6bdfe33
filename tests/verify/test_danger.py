"""Dangerous commands are called dangerous, everyday ones are not."""

from __future__ import annotations

import pytest

from gorilla_cli.domain import Severity
from tests.verify.judging import FOLDER, lines, risk, verdict

FAMILIES = sorted(path.stem for path in (FOLDER / "danger").glob("*.txt"))


@pytest.mark.parametrize("family", FAMILIES)
def test_dangerous_commands_are_caught(family: str) -> None:
    missed = [line for line in lines(FOLDER / f"danger/{family}.txt") if risk(line) < 3]
    assert missed == []


def test_there_are_enough_of_them() -> None:
    counts = {family: len(lines(FOLDER / f"danger/{family}.txt")) for family in FAMILIES}
    assert sum(counts.values()) >= 600
    assert {"plain", "wrapped", "quoted", "encoded", "variables", "remote", "cloud"} <= set(counts)


def test_everyday_commands_are_not_dangerous() -> None:
    everyday = lines(FOLDER / "everyday.txt")
    assert len(everyday) >= 200
    assert [line for line in everyday if risk(line) is Severity.DANGER] == []
    assert [line for line in everyday if verdict(line).blocked] == []
    assert [line for line in everyday if not verdict(line).parses] == []


def test_the_sets_do_not_repeat_each_other() -> None:
    dangerous = [line for family in FAMILIES for line in lines(FOLDER / f"danger/{family}.txt")]
    assert len(dangerous) == len(set(dangerous))
    assert not set(dangerous) & set(lines(FOLDER / "everyday.txt"))


@pytest.mark.parametrize(
    ("command", "severity"),
    [
        ("rm -rf /home", Severity.DANGER),
        ("rm -rf ~", Severity.DANGER),
        ('rm -rf "$nowhere/x"', Severity.DANGER),
        ("rm -rf ./build", Severity.CAUTION),
        ("rm file.txt", Severity.NOTICE),
        ("ls file.txt", Severity.NONE),
    ],
)
def test_severity_follows_the_target(command: str, severity: Severity) -> None:
    assert risk(command) is severity
