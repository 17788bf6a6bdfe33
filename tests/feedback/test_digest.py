"""The fingerprint of a context tells machines apart and gives nothing away."""

from __future__ import annotations

from dataclasses import replace

from gorilla_cli.domain import Context
from gorilla_cli.feedback.digest import context_digest

HERE = Context("linux", "bash", "/home/ann/x", "/home/ann", ("a",), frozenset({"ls", "cat"}))


def test_names_of_files_and_people_do_not_count() -> None:
    elsewhere = replace(HERE, cwd="/", home="/root", files=("b",), user="bob", piped_excerpt="x")
    assert context_digest(elsewhere) == context_digest(HERE)
    assert len(context_digest(HERE)) == 64


def test_machine_shell_and_tools_count() -> None:
    others = [
        replace(HERE, os="darwin"),
        replace(HERE, shell="zsh"),
        replace(HERE, tools=frozenset({"ls"})),
        replace(HERE, tools=frozenset({"ls", "cat", "odd\udcff"})),
    ]
    assert len({context_digest(one) for one in [HERE, *others]}) == 5
