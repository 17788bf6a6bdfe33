"""Reading printed names, numbers and lines."""

from __future__ import annotations

import pytest

from benchmarks.harness.output import Names, numbers, read_names, same_lines, same_names, sizes
from benchmarks.harness.tree import Tree

ROWS = [
    ["/home/sam/work", 0o40755, 0, 0, 0, 0, 1, None],
    *(
        [f"/home/sam/work/{path}", mode, 0, 0, 1, 0, 1, ""]
        for path, mode in (
            ("a.txt", 0o100644),
            ("my file.txt", 0o100644),
            ("file.txt", 0o100644),
            ("src", 0o40755),
            ("src/a.txt", 0o100644),
            ("src/deep", 0o40755),
            ("src/deep/b.py", 0o100755),
            ("link", 0o120777),
        )
    ),
]
TREE = Tree.read(ROWS, "/home/sam/work", 0.0)


def verdict(text: str, *expected: str, ordered: bool = False) -> str | None:
    names = Names(TREE)
    found = read_names(text, names)
    return found if isinstance(found, str) else same_names(found, expected, names, ordered=ordered)


@pytest.mark.parametrize(
    "text",
    [
        "a.txt\nmy file.txt\n",
        "./a.txt\n./my file.txt\n",
        "my file.txt\na.txt\n",
        "/home/sam/work/a.txt\n/home/sam/work/my file.txt",
        "a.txt  my file.txt\n",
        "a.txt, my file.txt",
        "'my file.txt'\na.txt",
        "my\\ file.txt\na.txt",
        "./a.txt\0./my file.txt\0",
        "total 8\n-rw-r--r-- 1 root root 1 Jan  1 10:00 a.txt\n"
        "-rw-r--r-- 1 root root 1 Jan  1 10:00 my file.txt\n",
        "4.0K\ta.txt\n4.0K\tmy file.txt\n",
        "  12 ./a.txt\n  7 ./my file.txt\n",
        "a.txt: 3\nmy file.txt: 4\n",
        ".\n..\na.txt\nmy file.txt\n",
    ],
)
def test_every_layout_of_the_same_names_is_read(text: str):
    assert verdict(text, "a.txt", "my file.txt") is None


@pytest.mark.parametrize(
    "text",
    [
        "a.txt\n",
        "a.txt\nmy file.txt\nfile.txt\n",
        "a.txt\nfile.txt\n",
        "a.txt\nmy file.txt\na.txt\n",
        "src/a.txt\nmy file.txt\n",
        "a.txt is here\nmy file.txt\n",
        "nothing found\n",
        "",
    ],
)
def test_missing_surplus_and_wrong_names_are_told(text: str):
    assert verdict(text, "a.txt", "my file.txt") is not None


def test_names_seen_from_a_directory():
    assert verdict("a.txt\ndeep\n", "src/a.txt", "src/deep") is None
    assert (
        verdict("src:\na.txt\ndeep\n\nsrc/deep:\nb.py\n", "src/a.txt", "src/deep", "src/deep/b.py")
        is None
    )
    assert verdict("src\nsrc/a.txt\nsrc/deep\n", "src/a.txt", "src/deep") is None
    assert verdict("deep/b.py\n", "src/deep/b.py") is None


def test_a_link_in_a_long_listing():
    row = "lrwxrwxrwx 1 root root 5 Jan  1 10:00 link -> a.txt"
    assert verdict(row, "link") is None
    assert verdict(row, "a.txt") is not None


def test_order_counts_only_when_asked():
    assert verdict("my file.txt\na.txt\n", "a.txt", "my file.txt", ordered=True) is not None
    assert verdict("a.txt\nmy file.txt\n", "a.txt", "my file.txt", ordered=True) is None


def test_numbers_within_words_do_not_count():
    assert numbers("12 report2.txt") == (12,)
    assert numbers("1,234 v1.2.3") == (1234,)
    assert numbers("-3.5%") == (-3.5,)
    assert numbers("v1.1-4-gabc123 2024-01-15") == ()
    assert numbers("none") == ()


def test_sizes_are_bytes():
    assert sizes("1.5K\t./x") == [1536]
    assert sizes("3 MiB") == [3 * 1024**2]
    assert sizes("196K build") == [196 * 1024]


def lines(text: str, expected: list[str], **options: bool) -> str | None:
    settings = {"ordered": True, "prefixed": False, "squeezed": False, **options}
    return same_lines(text, expected, **settings)


def test_lines():
    assert lines("a\nb\n", ["a", "b"]) is None
    assert lines("a  \nb\n\n", ["a", "b"]) is None
    assert lines("b\na\n", ["a", "b"]) is not None
    assert lines("b\na\n", ["a", "b"], ordered=False) is None
    assert lines("a\na\n", ["a"], ordered=False) is not None
    assert lines("1:a\nx.py:2:b\n", ["a", "b"], prefixed=True) is None
    assert lines("1:a\n", ["a"]) is not None
    assert lines("15\n", ["5"], prefixed=True) is not None
    assert lines("3  x\n", ["3 x"], squeezed=True) is None
