"""Equal forms for equal commands, and for no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.judging import FOLDER, lines, verdict

EVERYDAY = lines(FOLDER / "everyday.txt")


def form(command: str) -> str:
    return verdict(command).canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ls -l -S", "ls -S -l"),
        ("ls -lS", "ls -S  -l"),
        ("ls -lhS", "ls -h -lS"),
        ("grep -rn x .", "grep -n -r x ."),
        ("head -n 5 f", "head -n5 f"),
        ("head --lines=5 f", "head --lines 5 f"),
        ("grep 'x' f", 'grep "x" f'),
        ("grep x\\ y f", "grep 'x y' f"),
        ("echo $x", "echo ${x}"),
        ("a;b", "a\nb"),
        ("a ;", "a"),
        ("ls  -l", "ls -l # all"),
        ("ls|wc", "ls | wc"),
        ("find . -name '*.py'", 'find . -name "*.py"'),
        ("cat <<A\nx\nA", "cat <<'B'\nx\nB"),
        ("du -sh *", "du -h -s *"),
        ("tar -x -z -f a", "tar -xzf a"),
        ("docker ps -a -q", "docker ps -qa"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ls -S -t", "ls -t -S"),
        ("rm -i -f x", "rm -f -i x"),
        ("ls a b", "ls b a"),
        ("find . -name x -delete", "find . -delete -name x"),
        ("head -n 5 f", "head -n 6 f"),
        ("echo '$x'", 'echo "$x"'),
        ('echo "$x"', "echo $x"),
        ("echo '*'", "echo *"),
        ("a && b", "a; b"),
        ("a | b", "a; b"),
        ("a & b", "a; b"),
        ("sort -k1 -k2", "sort -k2 -k1"),
        ("ls -l x", "ls x -l"),
        ("'a=b' c", "a=b c"),
        ("echo 2 >x", "echo 2>x"),
        ("! a", "a"),
        ("echo ~", "echo '~'"),
        ("curl -H a -H b u", "curl -H b -H a u"),
        ("a > f", "a >> f"),
        ("ls -- -l", "ls -l --"),
        ("head -c5 f", "head -n5 f"),
    ],
)
def test_different(one: str, other: str) -> None:
    assert form(one) != form(other)


@given(st.sampled_from(EVERYDAY), st.integers(0, 3))
def test_blanks_do_not_matter(command: str, count: int) -> None:
    assert form(" " * count + command + " " * count) == form(command)


@pytest.mark.parametrize("command", EVERYDAY)
def test_the_form_is_its_own_form(command: str) -> None:
    assert form(form(command)) == form(command)


@given(st.permutations(["-l", "-h", "-r", "-a", "-s"]))
def test_any_order_of_options_that_commute(options: list[str]) -> None:
    assert form(f"ls {' '.join(options)} x") == form("ls -lhras x")
