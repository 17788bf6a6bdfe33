"""Which requests count as nearly the same, and which never may."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorilla_cli.feedback.phrase import phrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("list files by size", "List the files by size."),
        ("list files by size", "  please list   my files by size!"),
        ("list files by size", "how do I list files by size?"),
        ("show disk usage", "what is the command to show disk usage"),
        ("count line in *.py", "count the lines in *.py"),
        ("which directories are empty?", "Which directory are empty"),
        ("find cafe\u0301", "find café"),
        ("what's using port 8080", "What's using the port 8080?"),
    ],
)
def test_nearly_the_same(one: str, other: str) -> None:
    assert phrase(one) == phrase(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("convert png to jpg", "convert jpg to png"),
        ("find *.PY", "find *.py"),
        ("show ~/Docs/a", "show ~/docs/a"),
        ("find 'the files'", "find 'file'"),
        ('grep "The" x', 'grep "the" x'),
        ("delete 10 files", "delete 100 files"),
        ("files older than 1 day", "files newer than 1 day"),
        ("do not delete", "do delete"),
        ("use -s", "use -S"),
        ("list .", "list .."),
        ("kill 80", "kill 8.0"),
    ],
)
def test_never_the_same(one: str, other: str) -> None:
    assert phrase(one) != phrase(other)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_any_text_has_a_stable_phrase(text: str) -> None:
    found = phrase(text)
    assert phrase(f"  {text} ") == found
    assert bool(found) == bool(text.split())
