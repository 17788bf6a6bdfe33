"""Documentation: manual pages from their source, notes, completions; and the index over them."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.knowledge import specs
from gorilla_cli.knowledge.index import Index
from gorilla_cli.knowledge.sources import Places, fish, man, roff, tldr
from gorilla_cli.knowledge.specs import Takes

MAN = r""".TH DEMO 1
.SH NAME
demo \- show things
.SH SYNOPSIS
.B demo
[\fB\-qv\fR] [\fIFILE\fR]
.SH OPTIONS
.TP
\fB\-a\fR, \fB\-\-all\fR
show all, really
.TP
\fB\-w\fR, \fB\-\-width\fR=\fICOLS\fR
set the width
.HP
\fB\-\-color\fR[=\fIWHEN\fR]
.IP
colour it
.PP
\-\-docbook <file>
.RS 4
as DocBook writes it
.RE
.de XX
\-\-never
..
.SH EXAMPLES
.TP
.B demo \-a
Shows all.
"""
MDOC = r""".Dd June 1, 2024
.Dt DEMO 1
.Sh NAME
.Nm demo
.Nd show things
.Sh DESCRIPTION
The options are:
.Bl -tag -width Ds
.It Fl a , Fl -all
Show all.
.It Fl f Ar file
Read
.Ar file .
.El
"""


def page(folder: Path, text: str, name: str = "demo.1.gz") -> Path:
    path = folder / "man1" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_options_of_a_man_page(tmp_path: Path) -> None:
    spec = man.spec("demo", page(tmp_path, MAN))
    takes = {name: option.takes for option in spec.options for name in option.names}
    assert takes == {
        "-a": Takes.NOTHING, "--all": Takes.NOTHING, "-w": Takes.VALUE, "--width": Takes.VALUE,
        "--color": Takes.JOINED, "--docbook": Takes.VALUE, "-q": Takes.UNKNOWN, "-v": Takes.UNKNOWN,
    }  # fmt: skip
    assert spec.origin == "man:demo(1)"
    assert spec.summary == "show things"
    assert spec.option("--all").told == "show all, really"
    assert spec.option("--never") is None


def test_options_of_an_mdoc_page(tmp_path: Path) -> None:
    spec = man.spec("demo", page(tmp_path, MDOC))
    assert spec.option("--all") is spec.option("-a")
    assert spec.option("-f").takes is Takes.VALUE
    assert spec.option("-f").told == "Read file."


@pytest.mark.parametrize(
    ("tag", "names", "takes"),
    [
        ("-n, --lines=[-]NUM", ("-n", "--lines"), Takes.VALUE),
        ("--color[=WHEN]", ("--color",), Takes.JOINED),
        ("-C NUM, -NUM, --context=NUM", ("-C", "-NUM", "--context"), Takes.VALUE),
        ("-exec command ;", ("-exec",), Takes.VALUE),
        ("--[no-]verify", ("--verify", "--no-verify"), Takes.NOTHING),
        ("-i[SUFFIX], --in-place[=SUFFIX]", ("-i", "--in-place"), Takes.JOINED),
    ],
)
def test_tags(tag: str, names: tuple[str, ...], takes: Takes) -> None:
    option = specs.options_of_tag(tag, "")
    assert option is not None
    assert option.names == names
    assert option.takes is takes


@pytest.mark.parametrize("tag", ["file", "- a list", "", "Note:"])
def test_what_is_no_option(tag: str) -> None:
    assert specs.options_of_tag(tag, "") is None


@pytest.mark.parametrize(
    ("tool", "names"),
    [
        ("ls", {"-l", "--all", "-S", "--sort", "-t", "--time-style", "-R"}),
        ("tar", {"-x", "--extract", "-z", "-C", "--directory", "-f"}),
        ("find", {"-name", "-mtime", "-size", "-exec", "-delete", "-maxdepth"}),
        ("grep", {"-i", "-r", "--include", "-E", "-o", "-c"}),
        ("git-log", {"--oneline", "--since", "--author", "-p", "-S", "--graph"}),
    ],
)
def test_pages_of_this_machine(tool: str, names: set[str]) -> None:
    file = man.page(tool, man.directories(path="/usr/bin"))
    assert file is not None, f"the manual page of {tool} is not installed"
    assert names <= set(man.spec(tool, file).by_name)


@given(st.text(alphabet=".\\'\"-[](){}\nTPSHfBRI abIt", max_size=300))
def test_no_page_is_too_damaged_to_read(text: str) -> None:
    roff.sections(text)


def test_a_link_to_another_page_is_followed(tmp_path: Path) -> None:
    page(tmp_path, MAN)
    link = page(tmp_path, ".so man1/demo.1\n", "alias.1.gz")
    assert man.spec("alias", link).option("--all")


def test_tldr_and_fish(tmp_path: Path) -> None:
    text = "# demo\n\n> Show things.\n\n- Show all things:\n\n`demo --all {{file}}`\n"
    assert [(p.title, p.text) for p in tldr.page(text, "x")] == [
        ("demo", "Show things."),
        ("Show all things", "demo --all {{file}}"),
    ]
    file = tmp_path / "demo.fish"
    file.write_text("complete -c demo -s a -l all -d 'Show all'\ncomplete -c demo -f\nfoo\n")
    assert [(p.tool, p.title, p.text) for p in fish.passages(file)] == [
        ("demo", "-a, --all", "Show all")
    ]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    page(tmp_path, MAN)
    (tmp_path / "own").mkdir()
    return Places(home=tmp_path, manpath=str(tmp_path), data_dirs=(), own=tmp_path / "own")


def test_the_index_is_incremental_and_searchable(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "cache/docs.db"
    with Index.open(path, write=True) as index:
        assert index.build(places) == (1, 0)
        assert index.build(places) == (0, 0)
        assert index.search(["setting", "widths"])[0].title == "-w, --width=COLS"
        (places.own / "frobnicate.md").write_text(
            "# frobnicate\n\n- Polish it:\n\n`frobnicate -p`\n"
        )
        assert index.build(places) == (1, 0)
        assert index.search(["polish"])[0].text == "frobnicate -p"
        (places.own / "frobnicate.md").unlink()
        assert index.build(places) == (0, 1)
        assert index.search(["polish"]) == []
        assert index.status().files == 1
        assert index.search([]) == []


def test_an_interrupted_build_goes_on(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "docs.db"
    for number in range(200):
        page(tmp_path, MAN, f"demo{number}.1.gz")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Index.open(path, write=True) as index:
        with pytest.raises(KeyboardInterrupt):
            index.build(places, on_file=stop)
        kept = index.status().files
        assert kept == 64
        assert index.build(places) == (201 - kept, 0)


def test_a_damaged_page_costs_only_itself(places: Places, tmp_path: Path) -> None:
    (tmp_path / "man1" / "broken.1.gz").write_bytes(b"no gzip")
    with Index.open(tmp_path / "docs.db", write=True) as index:
        assert index.build(places) == (2, 0)
        assert index.status().tools == 1


def test_readers_do_not_wait_for_the_writer(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "docs.db"
    with Index.open(path, write=True) as index:
        index.build(places)

        def read(done: int, total: int) -> None:
            with Index.open(path) as reader:
                assert reader.search(["width"])

        page(tmp_path, MAN, "more.1.gz")
        index.build(places, on_file=read)


def test_without_an_index_the_reader_is_told(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no index"):
        Index.open(tmp_path / "none.db")
