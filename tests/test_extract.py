"""extract: what models say becomes commands, whole or not at all."""

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.domain import Completion
from gorilla_cli.extract import extract


def commands(text: str, **fields: object) -> list[str]:
    return [candidate.command for candidate in extract(Completion(text, "llama", **fields))]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ls -la", ["ls -la"]),
        ("  ls -la  \n", ["ls -la"]),
        ("$ ls -la", ["ls -la"]),
        ("% ls -la", ["ls -la"]),
        ("Command: ls -la", ["ls -la"]),
        ("```bash\nls -la\n```", ["ls -la"]),
        ("```\nls -la", ["ls -la"]),
        ("~~~sh\nls -la\n~~~", ["ls -la"]),
        ("````\nls\n````", ["ls"]),
        ("Here you go:\n\n```sh\n$ ls -S\ntotal 3\n```\nIt lists files.", ["ls -S"]),
        ("```console\n$ mkdir a\n$ cd a\n```", ["mkdir a\ncd a"]),
        ("```python\nprint(1)\n```", []),
        ("1. ls -la\n2. find . -type f\n3) du -sh *", ["ls -la", "find . -type f", "du -sh *"]),
        ("- `ls`\n- `pwd`", ["ls", "pwd"]),
        ("<think>maybe ls</think>\npwd", ["pwd"]),
        ("maybe ls</think>\npwd", ["pwd"]),
        ("<think>maybe ls", []),
        ('{"command": "ls -l"}', ["ls -l"]),
        ('{"explanation": "x", "commands": ["ls", {"command": "pwd"}]}', ["ls", "pwd"]),
        ('["ls", "pwd"]', ["ls", "pwd"]),
        ('```json\n{"cmd": "ls"}\n```', ["ls"]),
        ("{ echo a; echo b; } > out", ["{ echo a; echo b; } > out"]),
        ("[ -f x ] && rm x", ["[ -f x ] && rm x"]),
        ("You can use `ls -lS` to list files by size.", ["ls -lS"]),
        ("Sure! Here's how: `tar xzf a.tgz`.", ["tar xzf a.tgz"]),
        ("To list files, run:\nls -l\nThis will list the files.", ["ls -l"]),
        ("Don't do this.\nls", ["ls"]),
        ("I'm sorry, I cannot help with that.", []),
        ("cat <<EOF > a\nhello\n\nworld\nEOF", ["cat <<EOF > a\nhello\n\nworld\nEOF"]),
        ("cat <<-'E'\n\tx\n\tE\npwd", ["cat <<-'E'\n\tx\n\tE\npwd"]),
        ("for f in *; do\n  echo $f\n\ndone", ["for f in *; do\n  echo $f\n\ndone"]),
        ("f() {\n  ls\n}\nf", ["f() {\n  ls\n}\nf"]),
        ("find . \\\n  -name '*.py'", ["find . \\\n  -name '*.py'"]),
        ("cat a |\n  sort &&\n  ls", ["cat a |\n  sort &&\n  ls"]),
        ("echo 'a\n\nb'", ["echo 'a\n\nb'"]),
        ("cd x\nmake", ["cd x\nmake"]),
        ('git commit -m "it\'s done"', ['git commit -m "it\'s done"']),
        ("grep '# x' f # why", ["grep '# x' f # why"]),
        ("# just a remark", []),
        ("ls\nls", ["ls\nls"]),
        ("1. ls\n2. ls", ["ls"]),
        ("", []),
        ("ls\0", []),
    ],
)
def test_table(said: str, expected: list[str]) -> None:
    assert commands(said) == expected


def test_exact_completion_is_left_alone() -> None:
    assert commands("  `date`  ", exact=True) == ["  `date`  "]


def test_source_carries_what_the_backend_knew() -> None:
    [candidate] = extract(Completion("ls", "llama", model="m", logprob=-0.5, explanation="lists"))
    assert candidate.sources[0].logprob == -0.5
    assert candidate.sources[0].model == "m"
    assert candidate.explanation == "lists"


@given(st.text(max_size=400))
def test_never_raises(text: str) -> None:
    extract(Completion(text, "llama"))


@given(
    st.lists(
        st.sampled_from(
            [
                "```",
                "`",
                "<think>",
                "</think>",
                "'",
                '"',
                "<<E",
                "\n",
                "$ ",
                "1. ",
                "{",
                "}",
                "(",
                ")",
                "\\",
                "if ",
                "fi",
                "ls",
                " ",
                "#",
            ]
        ),
        max_size=60,
    )
)
def test_never_raises_on_broken_markup(parts: list[str]) -> None:
    extract(Completion("".join(parts), "llama"))


words = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]),
    min_size=1,
    max_size=20,
)


@given(st.lists(words, min_size=1, max_size=4))
def test_a_quoted_multi_line_command_survives_every_wrapping(arguments: list[str]) -> None:
    import shlex

    command = "printf %s " + " ".join(map(shlex.quote, arguments))
    for wrapped in (json.dumps({"command": command}), f'["x", {json.dumps(command)}]'):
        assert command in commands(wrapped)
    if "```" not in command and not any(line.startswith("$ ") for line in command.split("\n")):
        assert commands(f"Run this:\n```bash\n{command}\n```\nDone.") == [command.strip()]


@given(st.lists(st.from_regex(r"[a-z0-9 #'\"$()\\]{0,20}", fullmatch=True), max_size=6))
def test_a_heredoc_is_never_split(body: list[str]) -> None:
    command = "\n".join(["cat <<'END' > notes", *body, "END"])
    assert commands(command) == [command]


def test_what_the_shell_reads_on_for_is_one_statement() -> None:
    """bash itself agrees: the pieces that come out are complete input to it."""
    said = "1. if true; then\n  echo 'a\nb'\nfi\n2. case x in\n  x) echo y;;\nesac"
    for command in commands(said):
        assert subprocess.run(["bash", "-n", "-c", command], check=False).returncode == 0


def test_a_long_answer_is_read_in_time() -> None:
    assert len(commands("\n\n".join(f"ls {n}" for n in range(5000)))) == 5000


@pytest.mark.parametrize(
    "noise", ["'\n" * 30_000, "(" * 60_000, "if \n" * 15_000, "<<E\n" * 15_000]
)
def test_a_hostile_answer_is_read_in_time(noise: str) -> None:
    import time

    start = time.monotonic()
    commands(noise)
    assert time.monotonic() - start < 10
