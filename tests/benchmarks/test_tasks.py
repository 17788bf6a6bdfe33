"""The tasks: enough of them, phrased on their own, and each proved by running it."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.harness.judge import Judge
from benchmarks.harness.likeness import likeness, near_duplicates, recipe_phrasings, tokens
from benchmarks.harness.proof import prove
from benchmarks.harness.tasks import DIFFICULTIES, all_tasks, select

TASKS = all_tasks()
FAMILIES = sorted({task.family for task in TASKS})
CLOUD = {"git", "kubectl", "docker", "aws", "clouds", "services"}
RECIPES = Path(__file__).resolve().parents[2] / "gorilla_cli" / "knowledge" / "recipes"


def test_there_are_enough_of_every_kind():
    assert len(TASKS) >= 500
    files_and_text = [task for task in TASKS if task.family not in CLOUD]
    counts = Counter(task.difficulty for task in files_and_text)
    assert len(files_and_text) >= 400
    assert len(TASKS) - len(files_and_text) >= 100
    assert set(counts) == set(DIFFICULTIES)
    assert counts["plain"] > counts["conditions"] > 100
    assert sum(task.difficulty == "hard" for task in TASKS) >= 100


def test_ids_and_requests_are_unique():
    assert len({task.id for task in TASKS}) == len(TASKS)
    assert len({task.request for task in TASKS}) == len(TASKS)


def test_every_task_carries_its_own_proof():
    for task in TASKS:
        assert task.right, task.id
        assert len(task.wrong) >= 2, task.id
        assert not set(task.right) & set(task.wrong), task.id


def test_most_tasks_have_rights_of_several_styles():
    assert sum(len(task.right) >= 2 for task in TASKS) >= 0.95 * len(TASKS)


def test_no_two_tasks_are_worded_alike():
    worded = [(task.id, tokens(task.request)) for task in TASKS]
    alike = [
        (one, other)
        for (one, first), (other, second) in itertools.combinations(worded, 2)
        if likeness(first, second, threshold=0.9)
    ]
    assert not alike


def test_no_task_is_worded_like_a_recipe():
    found = near_duplicates((task.request for task in TASKS), recipe_phrasings(RECIPES))
    assert not [f"{one.wording!r} is like the recipe {one.other!r}" for one in found]


def test_selection():
    assert {task.family for task in select(TASKS, ["git"])} == {"git"}
    assert [task.id for task in select(TASKS, ["git/push"])] == ["git/push"]
    assert select(TASKS, limit=20, seed=1) == select(TASKS, limit=20, seed=1)
    assert select(TASKS, limit=20, seed=1) != select(TASKS, limit=20, seed=2)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("family", FAMILIES)
def test_right_commands_pass_and_wrong_ones_fail(family: str, judge: Judge):
    proof = prove(select(TASKS, [family]), judge)
    assert not proof.problems, "\n".join(proof.problems)
    assert len(proof.unproved) < len(select(TASKS, [family])) / 2, "too little can run here"
