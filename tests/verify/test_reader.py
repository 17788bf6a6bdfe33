"""Reading shell text: bash agrees on what is well-formed, and no command is lost."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from gorilla_cli.verify.shell.printing import print_script
from gorilla_cli.verify.shell.reader import read
from gorilla_cli.verify.shell.tree import Block, Script, Simple
from tests.verify.judging import FOLDER, lines

WELL_FORMED = [
    *lines(FOLDER / "everyday.txt"),
    "if a; then b; elif c; then d; else e; fi | f",
    "for ((i = 0; i < 3; i++)); do echo $i; done",
    "case $x in a | b) c ;; (d) e ;& *) f ;; esac",
    "while read -r a b; do echo $a; done < <(ls)",
    "f() { a; }; function g { b; }; f && g",
    "cat << A; cat <<- 'B'\n$x\nA\n\ty\n\tB",
    "a=(1 2 [5]=x); echo ${a[@]:1:2} ${#a} ${!a} ${a//x/y}",
    "[[ $a =~ ^(x|y)+$ && ! -e b ]] || (( 1 + 2 ))",
    'echo $\'a\\\'b\' $"c" "a`b`c$(d "e")" ${x:-"${y}"}',
    "{ a; b; } 2>&1 | tee >(c) &> d",
    "! a | b |& c &",
    "echo a#b # c",
    "coproc { a; }",
    "time { a; }",
    "a <<< 'x' 3<&1 >|y",
    "echo $((1 << 2)) $[3 + 4]",
    "ls !(a|b) ?(c)",
]
BROKEN = [
    'echo "a',
    "echo 'a",
    "echo $(a",
    "echo `a",
    "(a",
    "a)",
    "if a; then b",
    "fi",
    "for i in a; do b",
    "a |",
    "a && ",
    "a | | b",
    "a ;; b",
    "{ a",
    "case x in a) b",
    "while a; done",
    "f() {",
    "a (b)",
    "> ",
    "if ; then a; fi",
]


def accepts(command: str) -> bool:
    shell = ["bash", "--norc", "-O", "extglob", "-n", "-c", command]
    return subprocess.run(shell, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is the judge")
@pytest.mark.parametrize("command", [*WELL_FORMED[-17:], *BROKEN])
def test_bash_agrees(command: str) -> None:
    assert (not read(command).problem) is accepts(command)


@pytest.mark.parametrize("command", WELL_FORMED)
def test_well_formed(command: str) -> None:
    assert read(command).problem == ""


@pytest.mark.parametrize("command", BROKEN)
def test_broken(command: str) -> None:
    assert read(command).problem


@pytest.mark.parametrize("command", WELL_FORMED)
def test_what_is_printed_reads_the_same(command: str) -> None:
    printed = print_script(read(command).script)
    assert print_script(read(printed).script) == printed


def programs(script: Script) -> list[str | None]:
    """First words in order, those of inner commands too."""
    found: list[str | None] = []
    for item in script.items:
        for stage in item.pipeline.stages:
            if isinstance(stage, Simple):
                found += [stage.words[0].literal] if stage.words else []
            elif isinstance(stage, Block):
                for piece in stage.shape:
                    found += programs(piece) if isinstance(piece, Script) else []
    return found


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("a; b & c && d || e | f", ["a", "b", "c", "d", "e", "f"]),
        ("a\nb\n\nc", ["a", "b", "c"]),
        ("if a; then b; else c; fi", ["a", "b", "c"]),
        ("for i in x; do a; done; b", ["a", "b"]),
        ("case x in y) a;; z) b;; esac", ["a", "b"]),
        ("cat <<E | sh\nrm\nE\nls", ["cat", "sh", "ls"]),
        ("f() { a; }; f", ["a", "f"]),
        ("a ) b", ["a", "b"]),
        ("a 'b", ["a", "b"]),
        ('a "; b', ["a", "b"]),
        ("a; fi; b", ["a", "b"]),
        ("set x /; if test y; rm z; end", ["set", "test", "rm"]),
    ],
)
def test_no_command_is_lost(command: str, names: list[str]) -> None:
    assert programs(read(command).script) == names


def test_words_keep_what_quotes_and_escapes_mean() -> None:
    item = read("""rm a"b$c"\\ d '' \\\n$'\\x2f' "x\\"y" """).script.items[0]
    command = item.pipeline.stages[0]
    assert isinstance(command, Simple)
    assert [word.literal for word in command.words] == ["rm", None, "", "/", 'x"y']


def test_nesting_has_an_end() -> None:
    assert read("$(" * 1000).too_deep
    assert not read("$(" * 10 + "ls" + ")" * 10).too_deep
