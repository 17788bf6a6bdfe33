"""Places that somebody still has to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from gorilla_cli.verify import Locations, slots
from tests.verify.judging import FOLDER, lines, verdict


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("kubectl logs <pod>", [("<pod>", "pod")]),
        (
            "kubectl logs <pod-name> -n <namespace>",
            [("<pod-name>", "pod"), ("<namespace>", "namespace")],
        ),
        ("ssh <user>@<host>", [("<user>", "user"), ("<host>", "host")]),
        ("aws s3 ls s3://<bucket>/x", [("<bucket>", "bucket")]),
        ("docker exec {container} sh", [("{container}", "container")]),
        ("cat {{path/to/file}}", [("{{path/to/file}}", "path")]),
        ("cat path/to/file", [("path/to/file", "path")]),
        ("cat /path/to/file.txt", [("/path/to/file.txt", "path")]),
        ("aws s3 ls s3://YOUR_BUCKET", [("YOUR_BUCKET", "bucket")]),
        ("aws s3 ls s3://your-bucket-name", [("your-bucket-name", "bucket")]),
        ("git push origin BRANCH_NAME", [("BRANCH_NAME", "branch")]),
        ("kill <pid>", [("<pid>", "pid")]),
        ("cp [file] [directory]", [("[file]", "path"), ("[directory]", "path")]),
        ("curl http://<your server>:8080", [("<your server>", "host")]),
        ("echo 'x' | mail <email address>", [("<email address>", "host")]),
        ("tar czf archive.tar.gz <directory>", [("<directory>", "path")]),
    ],
)
def test_slots(command: str, found: list[tuple[str, str]]) -> None:
    seen = slots(command)
    assert [(slot.text, slot.kind) for slot in seen] == found
    assert all(command[slot.start : slot.end] == slot.text for slot in seen)


@pytest.mark.parametrize(
    "command",
    [
        *lines(FOLDER / "everyday.txt"),
        "sort < in > out",
        "sort <in >out",
        "cmd <in 2>err",
        "find . -exec ls {} +",
        "echo {a,b} ${x} $PATH",
        "awk '{print $1}' f",
        "xargs -I{} echo {}",
        "docker ps --format '{{.Names}}'",
        "git log --format='<%an>'",
        "grep '<title>' index.html",
        "echo '<b>bold</b>' > a.html",
        "ls [abc]*.txt",
        "[ -f a ] && cat a",
        "curl example.com",
        "jq '.[0]' f",
        "echo $HOME $USER",
        "cat <<EOF\nx\nEOF",
        "diff <(ls a) <(ls b)",
        "tr '[:upper:]' '[:lower:]'",
        "grep -E '[a-z]{2,3}' f",
        "kubectl get pods -o jsonpath='{.items[0].metadata.name}'",
        "export FILE=a; cat $FILE",
        "python3 -c 'print({1: 2})'",
        "sed 's/<a>/b/' f",
        "echo a > FILE2.txt",
        "make TARGET=x",
        "stat -c '%n' f",
        "cat < file > copy",
    ],
)
def test_no_slots(command: str) -> None:
    assert slots(command) == ()


def test_a_command_with_open_slots_does_not_run() -> None:
    (finding,) = (found for found in verdict("kubectl logs <pod>").findings if found.blocks)
    assert finding.rule == "placeholder"
    assert "<pod>" in finding.message


def test_a_path_that_exists_is_no_slot(tmp_path: Path) -> None:
    (tmp_path / "path/to").mkdir(parents=True)
    (tmp_path / "path/to/file").touch()
    assert slots("cat path/to/file", Locations(str(tmp_path), str(tmp_path))) == ()
    assert slots("cat path/to/other", Locations(str(tmp_path), str(tmp_path)))
