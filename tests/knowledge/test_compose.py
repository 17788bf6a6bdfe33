"""What requests are composed into, and when nothing is said at all."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.compose import FAMILIES, compose
from gorilla_cli.knowledge.compose import shell as quoting
from gorilla_cli.knowledge.compose.automaton import Automaton, table_lines
from gorilla_cli.knowledge.compose.grammar import Phrasebook, Sentence
from gorilla_cli.knowledge.compose.slots import BASIC

LINUX = Context("linux", "bash", "/home/u/work", "/home/u", user="u")
DARWIN = Context("darwin", "zsh", "/Users/u", "/Users/u", user="u")


def first(text: str, context: Context = LINUX) -> str:
    answers = compose(text, context, 3)
    return answers[0].command if answers else ""


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("find files modified in the last 7 days", "find . -type f -mtime -7"),
        ("find files older than 30 days in /tmp", "find /tmp -type f -mtime +30"),
        ("find all *.php files larger than 10M under /var/www",
         "find /var/www -type f -name '*.php' -size +10M"),
        ("find files bigger than 1 KB and less than 32 KB",
         "find . -type f -size +1k -size -32768c"),
        ("find jpg or png files", r"find . -type f \( -name '*.jpg' -o -name '*.png' \)"),
        ("delete all empty files in the current directory tree", "find . -type f -empty -delete"),
        ("find directories named build case insensitively", "find . -type d -iname build"),
        ("find files not owned by root in /etc", "find /etc -type f ! -user root"),
        ("find files accessed in the last 2 hours", "find . -type f -amin -120"),
        ("find the top 5 largest files in /var",
         r"find /var -type f -printf '%s %p\n' | sort -rn | head -n 5"),
        ("change permissions of all directories in src to 755",
         "find src -type d -exec chmod 755 {} +"),
        ("find python files containing 'import os'",
         "grep -rl --include='*.py' 'import os' ."),
        ("print the first 5 lines of notes.txt", "head -n 5 notes.txt"),
        ("print lines 10 to 20 of big.log", "sed -n '10,20p' big.log"),
        ("third column of data.csv", "cut -d, -f3 data.csv"),
        ("sort data.csv by second column numerically", "sort -t, -k2,2n data.csv"),
        ("unique lines with counts in names.txt", "sort names.txt | uniq -c"),
        ("replace foo with bar in config.ini in place", "sed -i 's/foo/bar/g' config.ini"),
        ("show top 10 processes by memory usage", "ps aux --sort=-%mem | head -n 11"),
        ("how much disk space is used by /var", "du -sh /var"),
        ("extract archive.tar.gz to /tmp/out", "tar -xzf archive.tar.gz -C /tmp/out"),
        ("grep for TODO recursively in src with line numbers ignoring case", "grep -rin TODO src"),
        ("git log of the last 5 commits with changed files", "git log -n 5 --stat"),
        ("show all pods in all namespaces", "kubectl get pods -A"),
        ("make script.sh executable", "chmod +x script.sh"),
    ],
)  # fmt: skip
def test_first_readings(text: str, command: str) -> None:
    assert first(text) == command


def test_bsd_forms_where_they_differ() -> None:
    text = "find the top 5 largest files in /var"
    assert "-printf" not in first(text, DARWIN)
    assert "stat -f" in first(text, DARWIN)
    assert first("replace foo with bar in a.txt in place", DARWIN).startswith("sed -i '' ")


@pytest.mark.parametrize(
    "text",
    ["", "   ", "tell me a joke", "deploy the thing", "what is love", "x" * 5000, "()", "|| && ;"],
)
def test_abstains(text: str) -> None:
    assert compose(text, LINUX, 3) == []


def test_words_not_accounted_for_are_named_and_cost_confidence() -> None:
    whole = compose("find files in /etc", LINUX, 1)[0]
    partly = compose("find purple files in /etc", LINUX, 1)
    assert whole.confidence > 0.8
    assert whole.unused == ()
    vague = compose("find files in /etc by the moonlight", LINUX, 1)
    assert all(each.confidence < 0.5 for each in partly)
    assert all(each.confidence < 0.5 and "moonlight" in each.unused for each in vague)


@pytest.mark.parametrize(
    "text",
    ["delete the purple files in /tmp", "remove all gizmo widgets files from src"],
)
def test_nothing_is_changed_on_half_an_understanding(text: str) -> None:
    assert all("delete" not in each.command for each in compose(text, LINUX, 3))


def test_a_directory_is_never_deleted_with_its_contents_asked_for() -> None:
    assert "-mindepth 1" in first("delete all directories in /tmp/x")


def test_limit_and_order() -> None:
    answers = compose("find files modified in the last 7 days", LINUX, 3)
    assert len(answers) == 3
    assert [each.confidence for each in answers] == sorted(
        (each.confidence for each in answers), reverse=True
    )
    assert len({each.command for each in answers}) == 3
    assert compose("find files modified in the last 7 days", LINUX, 1) == answers[:1]


@pytest.mark.parametrize(
    "value",
    [
        "a b",
        "it's",
        'say "hi"',
        "$(reboot)",
        "`id`",
        "a;b",
        "x*y",
        "new\nline",
        "\\",
        "",
        "!x",
        "#",
    ],
)
def test_quoting_reaches_the_program_unchanged(value: str) -> None:
    shown = subprocess.run(
        ["bash", "-c", f"printf %s {quoting.word(value)}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout == value


def test_a_leading_dash_is_no_option() -> None:
    assert quoting.path("-rf") == "./-rf"


def test_variables_are_left_to_the_shell() -> None:
    assert quoting.word("$HOME/x y") == '"$HOME/x y"'


@pytest.mark.parametrize("family", FAMILIES)
def test_every_phrase_compiles(family: str) -> None:
    module = __import__(f"gorilla_cli.knowledge.compose.{family}", fromlist=["BOOK"])
    sentence = Sentence.of("find files", LINUX)
    assert module.BOOK.parse(sentence).sentence is sentence


@pytest.mark.parametrize("pattern", ["( a | b", "( a|b c )", "a ) b"])
def test_patterns_that_make_no_sense_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Automaton().add(pattern)


def test_a_table_line_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a line"):
        table_lines("no colon here")


def test_starred_groups_repeat_and_fillers_are_passed_over() -> None:
    book = Phrasebook("x : find ( very|really )* big {path}", slots=BASIC)
    parse = book.parse(Sentence.of("find the very very really very big /etc", LINUX))
    assert [(chunk.tag, chunk.text("path")) for chunk in parse.chunks] == [("x", "/etc")]


def test_importing_loads_nothing_heavy() -> None:
    script = (
        "import sys; from gorilla_cli.knowledge.compose import compose;"
        "from gorilla_cli.domain import Context;"
        "compose('find files in /etc', Context('linux','bash','/','/'), 3);"
        "print({'typer','rich','httpx','sqlite3','keyring','tree_sitter'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "set()"
