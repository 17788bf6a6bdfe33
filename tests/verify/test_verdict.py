"""The verdict as a whole: it never fails, never passes what it could not check, and is quick."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gorilla_cli.domain import Context, EffectKind, Finding, Severity
from gorilla_cli.verify import verify
from gorilla_cli.verify.risk import rule_names
from tests.verify.judging import CONTEXT, FOLDER, lines, verdict

DANGEROUS = [line for path in sorted((FOLDER / "danger").glob("*.txt")) for line in lines(path)]
EVERYDAY = lines(FOLDER / "everyday.txt")
PIECES = st.sampled_from(
    [
        "rm ", "-rf ", "/", "~", "*", "$x", "${x:-", "}", "$(", ")", "`", "'", '"', "\\", "\n", ";",
        "|", "&", "<", ">", "<<E\n", "E\n", "(", "{ ", "} ", "if ", "then ", "fi ", "for i in ",
        "do ", "done ", "case ", "esac ", "in ", "a", "=", "x=", "sudo ", "bash -c ", "eval ",
        "find . -exec ", "{} ", "xargs ", "curl u ", "sh ", "echo ", "#", "$'", "{a,b}", "[[ ",
        "]] ", "((", "))", "!", "python3 -c ", "awk ", "é", "\u200b", "\x1b[1m", "<pod>", "-",
    ]
)  # fmt: skip
HARMLESS = [" ; true", "; true", "\ntrue", " && echo ok", " # x", " || true", "\n# done", " | cat"]


def strongest(findings: tuple[Finding, ...]) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for finding in findings:
        found[finding.rule] = max(finding.severity, found.get(finding.rule, Severity.NONE))
    return found


@settings(max_examples=400, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_breaks_it(command: str) -> None:
    result = verdict(command)
    assert not {finding.rule for finding in result.findings} & {"verify", *_broken(result.findings)}


@settings(max_examples=150, deadline=2000)
@given(st.text(max_size=200))
def test_no_characters_break_it(command: str) -> None:
    assert not _broken(verdict(command).findings)


def _broken(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings if finding.blocks} & {*rule_names(), "verify"}


@settings(max_examples=200, deadline=2000)
@given(st.sampled_from(DANGEROUS), st.sampled_from(HARMLESS))
def test_harmless_text_behind_takes_no_finding_away(command: str, harmless: str) -> None:
    if "<<" in command and not harmless.startswith("\n"):
        harmless = "\ntrue"  # what follows a here-document's last line would be part of it
    before, after = (
        strongest(verdict(command).findings),
        strongest(verdict(command + harmless).findings),
    )
    assert {
        rule: severity for rule, severity in before.items() if after.get(rule, 0) < severity
    } == {}


@settings(max_examples=200, deadline=2000)
@given(st.sampled_from(DANGEROUS), st.sampled_from(EVERYDAY))
def test_a_harmless_command_before_hides_nothing(command: str, everyday: str) -> None:
    assert verdict(f"{everyday}\n{command}").risk is Severity.DANGER


@pytest.mark.parametrize(
    "command",
    [
        "$(" * 90_000,
        "(" * 190_000,
        "a|" * 60_000,
        "a;" * 60_000,
        "a=(" * 60_000,
        "rm -rf dir;" * 15_000,
        "".join(f"rm -rf d{number};" for number in range(9_000)),
        "rm " + "x " * 90_000,
        "rm -rf " + "/" * 190_000,
        "rm -rf " + "../" * 60_000,
        "echo " + "{a,b}" * 38_000,
        "echo " + "$x " * 60_000,
        "echo " + "$(a) " * 38_000,
        "sudo " * 38_000 + "ls",
        "x=aaaaaaaaaa;" + "x=$x$x;" * 9_000,
        "<pod> " * 30_000,
        "your-x " * 25_000,
        "cat <<A\n" * 20_000,
        "ls" + " " * 190_000 + "x",
        "python3 -c '" + 'os.system("a");' * 12_000 + "'",
        'bash -c "' * 20_000,
        "\u0430b " * 60_000,
    ],
    ids=lambda command: command[:12],
)
def test_long_text_takes_no_longer_than_long_text_must(command: str) -> None:
    begun = time.process_time()
    verdict(command)
    assert time.process_time() - begun < 10  # the bar is 3 s on an idle machine


def test_what_is_too_deep_is_blocked_not_passed() -> None:
    result = verdict("$(" * 100 + "ls" + ")" * 100)
    assert result.blocked
    assert result.risk is Severity.DANGER


def test_danger_before_what_is_too_deep_is_still_found() -> None:
    rules = {finding.rule for finding in verdict("rm -rf /; " + "$(" * 100).findings}
    assert {"delete", "too-deep"} <= rules


def test_a_rule_that_breaks_blocks_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from gorilla_cli.verify.risk import load

    def broken(model: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(load("kill"), "match", broken)
    result = verdict("ls")
    assert [finding.rule for finding in result.findings if finding.blocks] == ["kill"]
    assert result.risk is Severity.DANGER


def test_text_that_is_no_shell_is_still_judged() -> None:
    result = verdict("rm -rf / )")
    assert not result.parses
    assert result.risk is Severity.DANGER


@pytest.mark.parametrize("command", ["", "  ", "\n", "# nothing"])
def test_nothing_is_no_command(command: str) -> None:
    result = verdict(command)
    assert not result.parses
    assert not result.programs


@pytest.mark.parametrize(
    ("command", "programs"),
    [
        ("sudo -u x env A=1 ls | grep y", ("sudo", "env", "ls", "grep")),
        ("find . -exec rm {} +", ("find", "rm")),
        ("rm $(ls)", ("rm", "ls")),
        ("x=1; $x", ("1",)),
        ("f() { ls; }; f", ("ls",)),
        ("/usr/bin/ls", ("ls",)),
    ],
)
def test_programs(command: str, programs: tuple[str, ...]) -> None:
    assert verdict(command).programs == programs


def test_missing_programs() -> None:
    tools = frozenset({"ls", "sudo", "ssh"})
    context = Context("linux", "bash", "/home/u", "/home/u", tools=tools)
    assert verify("sudo ls | frobnicate; cd x; ./run; ssh h jq", context).missing == ("frobnicate",)
    assert verify("frobnicate", CONTEXT).missing == ()


@pytest.mark.parametrize(
    ("command", "shell_only"),
    [
        ("cd /tmp", True),
        ("mkdir x && cd x", True),
        ("cd x && make", False),
        ("export A=1", True),
        ("A=1", True),
        ("A=1 make", False),
        ("source venv/bin/activate", True),
        ("alias l=ls", True),
        ("history | grep x", True),
        ("ls | cd", False),
        ("(cd x)", False),
        ("f() { ls; }", True),
    ],
)
def test_shell_only(command: str, shell_only: bool) -> None:
    assert verdict(command).shell_only is shell_only


def test_reading_only_is_never_said_of_what_is_not_known() -> None:
    for command in ("ls; $x", "perl -e 1", "frobnicate", "ls > a", "sed -n 'w a' b", "sudo ls"):
        assert not verdict(command).reads_only, command
    for command in ("ls -l", "cat a | grep b", "find . -name x", "date", "kubectl get pods"):
        assert verdict(command).reads_only, command


def test_root_is_an_effect() -> None:
    assert EffectKind.ROOT in {effect.kind for effect in verdict("sudo ls").effects}
