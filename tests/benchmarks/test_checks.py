# ruff: noqa: E501 - a case is best read on one line
"""The conditions that tasks are made of, on evidence made by hand."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.harness import checks
from benchmarks.harness.called import called
from benchmarks.harness.calls import parse
from benchmarks.harness.evidence import Check, Evidence
from benchmarks.harness.plan import Plan, differences, json_file
from benchmarks.harness.sandbox import Process
from benchmarks.harness.tree import Tree


def tree(**files: str) -> Tree:
    rows = [["/home/sam/work", 0o40755, 0, 0, 0, 0, 1, None]]
    for name, text in files.items():
        path = "/home/sam/work/" + name.replace("__", "/").replace("_", ".")
        rows.append([path, 0o100644, 0, 0, len(text), 0, 1, text])
    return Tree.read(rows, "/home/sam/work", 0.0)


def evidence(stdout: str = "", **rest: object) -> Evidence:
    before = tree(a_txt="x\n")
    base = Evidence(before=before, after=before, stdout=stdout, stderr="", exit_status=0)
    return dataclasses.replace(base, **rest)


def passes(check: Check, found: Evidence) -> bool:
    return check.look(found) is None


@pytest.mark.parametrize(
    ("stdout", "right"),
    [
        ("7\n", True),
        ("7 a.txt\n", True),
        ("  7\n", True),
        ("3 a\n4 b\n7 total\n", True),
        ("the answer is 7\n", True),
        ("3 a\n4 b\n7 c\n", False),
        ("70\n", False),
        ("7 8\n", False),
        ("\n", False),
    ],
)
def test_number(stdout: str, right: bool):
    assert passes(checks.number(7), evidence(stdout)) is right


@pytest.mark.parametrize(
    ("stdout", "right"),
    [
        ("1.5M\tbuild\n", True),
        ("1536\tbuild\n", True),
        ("1572864\n", True),
        ("150K\tbuild\n", False),
        ("", False),
    ],
)
def test_size(stdout: str, right: bool):
    assert passes(checks.size_of(1_572_864), evidence(stdout)) is right


def test_json_value_takes_documents_in_any_layout():
    check = checks.json_value({"a": [1, 2]})
    assert passes(check, evidence('{\n "a": [1,\n 2]}\n'))
    assert not passes(check, evidence('{"a": [2, 1]}'))
    assert passes(checks.json_value([1, 2]), evidence("1\n2\n"))
    assert not passes(check, evidence("no json"))


def test_says_and_never():
    check = checks.says(r"^yes$", never=["no"])
    assert passes(check, evidence("well\nyes\n"))
    assert not passes(check, evidence("yes\nno\n"))


def test_all_of_and_any_of_hand_each_its_probes():
    first, second = checks.probe("one", "1"), checks.probe("two", "2")
    both = checks.all_of(first, second)
    assert both.probes == ("one", "two")
    assert passes(both, evidence(probes=("1", "2")))
    assert not passes(both, evidence(probes=("1", "1")))
    assert passes(checks.any_of(first, second), evidence(probes=("0", "2")))


def test_processes():
    before = (Process(3, "S", 0, "worker"), Process(4, "T", 0, "paused"))
    keeps = evidence(processes_before=before, processes=before)
    gone = evidence(processes_before=before, processes=before[1:])
    resumed = evidence(
        processes_before=before, processes=(before[0], dataclasses.replace(before[1], state="S"))
    )
    assert passes(checks.processes(), keeps)
    assert passes(checks.processes(gone=["worker"]), gone)
    assert not passes(checks.processes(gone=["worker"]), keeps)
    assert not passes(checks.processes(), gone)
    assert passes(checks.processes(resumed=["paused"]), resumed)
    assert not passes(checks.processes(), resumed)


def plan_verdict(after: Tree, edit) -> str | None:
    plan = Plan(tree(a_txt="x\n", d__b_txt="y\n"))
    edit(plan)
    return differences(plan, after)


def test_a_plan_tells_unasked_changes():
    same = tree(a_txt="x\n", d__b_txt="y\n")
    assert plan_verdict(same, lambda p: p) is None
    assert plan_verdict(tree(a_txt="x\n"), lambda p: p) is not None
    assert plan_verdict(tree(a_txt="z\n", d__b_txt="y\n"), lambda p: p) is not None
    assert plan_verdict(tree(a_txt="x\n", d__b_txt="y\n", c_txt=""), lambda p: p) is not None


def test_a_plan_s_edits():
    assert plan_verdict(tree(d__b_txt="y\n"), lambda p: p.remove("a.txt")) is None
    assert (
        plan_verdict(tree(n_txt="x\n", d__b_txt="y\n"), lambda p: p.move("a.txt", "n.txt")) is None
    )
    assert plan_verdict(tree(a_txt="xz", d__b_txt="y\n"), lambda p: p.write("a.txt", "xz")) is None
    assert (
        plan_verdict(tree(a_txt="x\n!", d__b_txt="y\n"), lambda p: p.append("a.txt", "!")) is None
    )
    with pytest.raises(KeyError):
        plan_verdict(tree(), lambda p: p.remove("absent"))


def test_json_file():
    assert json_file({"a": 1})(b'{ "a": 1 }') is None
    assert json_file({"a": 1}, compact=True)(b'{ "a": 1 }') is not None
    assert json_file({"a": 1}, compact=True)(b'{"a":1}\n') is None
    assert json_file({"a": 1})(b"nonsense") is not None


@pytest.mark.parametrize(
    ("line", "words", "options"),
    [
        ("kubectl logs -f web -n prod --tail=20", ["logs", "web"], {"--follow": [""], "--namespace": ["prod"], "--tail": ["20"]}),
        ("kubectl get pods -oyaml -A", ["get", "pods"], {"--output": ["yaml"], "--all-namespaces": [""]}),
        ("kubectl exec -it web -- ls -l", ["exec", "web", "ls", "-l"], {"--stdin": [""], "--tty": [""]}),
        ("docker run -d -p 80:80 nginx -g x", ["run", "nginx", "-g", "x"], {"--detach": [""], "--publish": ["80:80"]}),
        ("docker ps -aqf status=exited", ["ps"], {"--all": [""], "--quiet": [""], "--filter": ["status=exited"]}),
        ("aws ec2 x --filters A B --query q", ["ec2", "x"], {"--filters": ["A B"], "--query": ["q"]}),
        ("aws s3 cp --recursive a s3://b", ["s3", "cp", "a", "s3://b"], {"--recursive": [""]}),
        ("ssh web -p 22 df -h", ["web", "df", "-h"], {"-p": ["22"]}),
        ("rsync -avz --delete a/ b:", ["a/", "b:"], {"--archive": [""], "--verbose": [""], "--compress": [""], "--delete": [""]}),
    ],
)  # fmt: skip
def test_calls_are_read_by_what_the_program_knows(line: str, words: list[str], options):
    program, *arguments = line.split()
    call = parse(program, arguments)
    assert list(call.words) == words
    assert {name: list(values) for name, values in call.options.items()} == options


def calls(*lines: str) -> Evidence:
    return evidence(calls=tuple(parse(*_parts(line)) for line in lines))


def _parts(line: str) -> tuple[str, list[str]]:
    program, *arguments = line.split()
    return program, arguments


def test_called():
    check = called("docker", "rm | container rm", {"a", "b"}, allow=["--volumes"])
    assert passes(check, calls("docker rm b a"))
    assert passes(check, calls("docker ps -aq", "docker container rm -v a b"))
    assert not passes(check, calls("docker ps -aq"))
    assert not passes(check, calls("docker rm a"))
    assert not passes(check, calls("docker rm -f a b"))
    assert not passes(check, calls("docker rm a b", "docker rmi c"))
    assert not passes(check, calls("podman rm a b"))
    assert not passes(check, calls())


def test_called_knows_kubernetes_names_and_units():
    check = called("kubectl", "scale", ("deployment", "deploy"), "web", options={"--replicas": "5"})
    assert passes(check, calls("kubectl scale deploy/web --replicas 5"))
    assert passes(check, calls("kubectl scale --replicas=5 deployment.apps/web"))
    assert not passes(check, calls("kubectl scale deploy/web --replicas 4"))
    unit = called("systemctl", "restart", "nginx")
    assert passes(unit, calls("systemctl restart nginx.service"))
