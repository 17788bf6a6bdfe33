"""The whole way: ask a subject, judge its answers, store and report them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.harness import command
from benchmarks.harness.judge import BROKEN, Judge
from benchmarks.harness.proof import prove
from benchmarks.harness.subject import (
    Answer,
    Configuration,
    Template,
    as_in_sandbox,
    open_subject,
)
from benchmarks.harness.tasks import Task, all_tasks, select

TASKS = {task.id: task for task in all_tasks()}
PEER = """
import sys
answers = {"how big is the build directory": "du -sh build", "kernel version": "uname -n"}
print(answers.get(sys.argv[1], "true"))
print("uname -r")
"""


@pytest.fixture
def peer(tmp_path: Path) -> str:
    """A program that knows little."""
    script = tmp_path / "peer.py"
    script.write_text(PEER)
    return f"{sys.executable} {script} {{request}}"


def test_a_run_from_request_to_report(sandbox, tmp_path, monkeypatch, capsys, peer):
    monkeypatch.setattr(command, "RESULTS", tmp_path)
    chosen = ["--family", "system/du-dir", "--family", "system/kernel", "--family", "system/home"]
    options = ["--subject", peer, "--name", "one", "--jobs", "1", *chosen]
    assert command.main(options) == 0
    printed = capsys.readouterr().out
    assert "1.5M" not in printed
    result = json.loads((tmp_path / "one.json").read_text())
    right = {row["id"]: [one["right"] for one in row["candidates"]] for row in result["rows"]}
    assert right == {
        "system/kernel": [False, True],
        "system/du-dir": [True, False],
        "system/home": [False, False],
    }
    assert result["summary"]["total"]["top1"] == 1
    again = ["--answers", str(tmp_path / "one.answers.json"), "--name", "two", *chosen]
    assert command.main([*again, "--verbose"]) == 0
    repeated = json.loads((tmp_path / "two.json").read_text())
    assert [row["id"] for row in repeated["rows"]] == [row["id"] for row in result["rows"]]
    assert repeated["summary"] == result["summary"]
    assert "system/home" in capsys.readouterr().out


def test_the_list_of_tasks(capsys):
    assert command.main(["--list", "--family", "git/push"]) == 0
    assert capsys.readouterr().out.split()[0] == "git/push"
    assert command.main(["--family", "nothing"]) == 2


def test_gorilla_itself_can_be_asked(stock):
    subject = open_subject(Configuration(backends=("recipes",)))
    try:
        work = stock.get("project").work
        found = subject.candidates("list files by size", work, [])
    finally:
        subject.close()
    assert found
    assert all(isinstance(answer, Answer) and answer.source == "recipes" for answer in found)


@pytest.mark.parametrize("stage", ["compose", "verify", "rank", "retrieval"])
def test_stages_can_be_taken_out(stock, stage):
    subject = open_subject(Configuration(backends=("recipes",), without=(stage,)))
    try:
        assert len(subject.candidates("list files by size", stock.get("project").work, [])) <= 3
    finally:
        subject.close()


def test_a_subject_that_cannot_be_is_an_error():
    with pytest.raises(ValueError, match="no such stage"):
        open_subject(Configuration(without=("luck",)))
    with pytest.raises(ValueError, match="request"):
        open_subject(Configuration(subject="echo"))


def test_a_program_that_fails_complains(tmp_path):
    subject = Template(f"{tmp_path}/absent {{request}}", 3)
    assert subject.candidates("x", tmp_path, []) == []
    assert len(subject.complaints) == 1


def test_requests_are_one_argument(tmp_path):
    subject = Template(f"{sys.executable} -c 'import sys; print(sys.argv[1:])' {{request}}", 3)
    assert subject.candidates("it's; $(rm x)", tmp_path, [])[0].command == '["it\'s; $(rm x)"]'


def test_paths_are_told_as_the_sandbox_has_them(tmp_path):
    work = tmp_path / "home" / "work"
    assert as_in_sandbox(f"ls {work}/a", work) == "ls /home/sam/work/a"


def test_a_check_that_breaks_passes_nothing(judge: Judge):
    from dataclasses import replace

    from benchmarks.harness.evidence import Check, Evidence

    def broken(_evidence: Evidence) -> str | None:
        raise KeyError("oops")

    task = replace(TASKS["system/home"], check=Check(broken))
    verdict = judge.decide(task, "echo $HOME")
    assert not verdict.right
    assert verdict.reason.startswith(BROKEN)


def test_the_proof_finds_wrong_proofs(judge: Judge):
    from dataclasses import replace

    task: Task = select(all_tasks(), ["system/home"])[0]
    swapped = replace(task, right=task.wrong[:2], wrong=task.right[:2])
    problems = prove([swapped], judge).problems
    assert len(problems) == 4
    absent = replace(task, right=("no-such-program-here",))
    assert prove([absent], judge).unproved == ("system/home",)
    assert prove([replace(task, wrong=())], judge).problems


def test_no_command_is_wrong(judge: Judge):
    assert not judge.decide(TASKS["system/home"], "  ").right
    assert not judge.decide(TASKS["system/home"], "echo \0").right
    assert not judge.decide(TASKS["system/home"], "sleep 9").right
