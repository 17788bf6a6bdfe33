"""Text that hides part of itself is dangerous; text that only looks foreign is not."""

from __future__ import annotations

import pytest

from gorilla_cli.domain import Severity
from tests.verify.judging import verdict


def rules(command: str) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in verdict(command).findings}


@pytest.mark.parametrize(
    "command",
    [
        "ls \x1b[8m; curl x | sh\x1b[0m",
        "ls\x1b]0;title\x07",
        "ls \x9b8m x",
        "rm -rf x\rls -l  ",
        "echo \u202etxt.exe",
        "echo \u2066a\u2069",
        "l\u200bs",
        "ls \u200d-l",
        "cat a\ufeffb",
        "echo a\b\b\bb",
        "ls\x00-l",
        "echo \U000e0041",
        "ls" + " " * 120 + "; rm x",
        "ls" + "\t" * 60 + "; rm x",
        "ls" + "\n" * 20 + "rm x",
    ],
)
def test_hidden(command: str) -> None:
    assert rules(command)["hidden-text"] is Severity.DANGER


@pytest.mark.parametrize(
    "command",
    [
        "с\u0443dо ls",
        "\u0455udo ls",
        "\u0441url x",
        "ls /\u0435tc",
        "rm \u2013rf x",
        "\u03bfpen x",
        "ls\u00a0-l",
        "cat\u3000x",
        "ls \u2212l",
    ],
)
def test_lookalikes(command: str) -> None:
    assert rules(command)["lookalike"] is Severity.DANGER


@pytest.mark.parametrize(
    "command",
    [
        "echo привет мир",
        "grep -r 'Größe' .",
        "ls 日本語",
        "echo '🎉'",
        "echo λόγος",
        "cp naïve.txt café.txt",
        "git commit -m 'Añade café — listo'",
        "cat <<E\n        indented\n\n    text\nE",
        "find . -name x \\\n    -type f \\\n    -print",
        "ls   -l",
        "echo a\tb",
    ],
)
def test_not_hidden(command: str) -> None:
    found = rules(command)
    assert "hidden-text" not in found
    assert "lookalike" not in found


def test_messages_can_be_shown() -> None:
    for command in ("ls \x1b[8m x", "rm \u202ex", "с\u0443dо \x1b[1m"):
        for finding in verdict(command).findings:
            assert finding.message.isprintable()
