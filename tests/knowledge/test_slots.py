"""Slot values are written in the form a command wants and never change the command."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorilla_cli.knowledge.slots import FORMS, TYPES, Place, Value, quoted, render, type_of
from gorilla_cli.knowledge.template import TemplateError, parse_template
from gorilla_cli.knowledge.writing import FormError, byte_count, clock, second_count

HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00")
    | st.sampled_from("'\"\\$`!*;|&<>(){} \n~-#"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("template", "kinds", "argv"),
    [
        ("echo {text} end", {"text": "text"}, lambda text: ["echo", text, "end"]),
        ("echo --to={text}", {"text": "text"}, lambda text: ["echo", f"--to={text}"]),
        ("echo 'a {text} b'", {"text": "text"}, lambda text: ["echo", f"a {text} b"]),
        ("echo x{text}'y'", {"text": "text"}, lambda text: ["echo", f"x{text}y"]),
        ("grep -e {pattern} f", {"pattern": "pattern"}, lambda text: ["grep", "-e", text, "f"]),
    ],
)
@given(text=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_a_value_is_one_argument_whatever_it_holds(template, kinds, argv, text):
    slot = next(iter(kinds))
    try:
        command = parse_template(template, kinds).fill({slot: Value(text, quoted=True)})
    except FormError:
        assert text.startswith("-")
        return
    if text in ("\t", "\n"):  # written $'\t', which shlex does not know
        return
    assert shlex.split(command) == argv(text)


@given(text=HOSTILE)
@settings(max_examples=60, deadline=None)
def test_bash_reads_back_what_was_given(text):
    template = parse_template(
        """printf '%s\\0' {text:text}x 'a{text}' "b{text}" {text|whole}x""", {"text": "text"}
    )
    try:
        command = template.fill({"text": Value(text, quoted=True)})
    except FormError:
        return
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    given = text.encode()
    assert done.stdout == b"%sx\0a%s\0b%s\0%sx\0" % (given, given, given, given)


@given(text=HOSTILE)
@settings(max_examples=60, deadline=None)
def test_a_path_with_active_globs_starts_no_command(text, tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    template = parse_template("printf '%s\\n' {path}", {"path": "path"})
    command = template.fill({"path": Value(text)})
    done = subprocess.run(
        ["bash", "-c", f"{command}\necho done"],
        capture_output=True,
        cwd=folder,
        env={"HOME": "/h", "PATH": "/nowhere"},
        executable=shutil.which("bash"),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(b"done\n")
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("*.log", "rm *.log"),
        ("my files/*.log", "rm 'my files/'*.log"),
        ("~/a b", "rm ~/'a b'"),
        ("~", "rm ~"),
        ("-rf", "rm ./-rf"),
        ("a;reboot", "rm 'a;reboot'"),
        ("$HOME/x", 'rm "$HOME"/x'),
        ("$(reboot)", "rm '$(reboot)'"),
    ],
)
def test_paths_keep_globs_and_home_but_nothing_else(text, command):
    template = parse_template("rm {file}", {"file": "file"})
    assert template.fill({"file": Value(text)}) == command


def test_a_quoted_path_is_taken_literally():
    template = parse_template("rm {file}", {"file": "file"})
    assert template.fill({"file": Value("*.log", quoted=True)}) == "rm '*.log'"


def test_list_slots_become_separate_words():
    template = parse_template("rm {files}", {"files": "files"})
    value = Value("a b.txt", items=("a", "b c.txt", "-x"))
    assert template.fill({"files": value}) == "rm a 'b c.txt' ./-x"


@pytest.mark.parametrize("kind", ["name", "user", "branch", "package", "text"])
def test_a_name_never_becomes_an_option(kind):
    template = parse_template(f"tool {{{kind}}}", {kind: kind})
    with pytest.raises(FormError):
        template.fill({kind: Value("--force")})


@given(text=HOSTILE)
@settings(max_examples=100, deadline=None)
def test_sed_replaces_literal_text_by_literal_text(text):
    template = parse_template(
        "sed 's/{text|sed}/{text2|sedrep}/'", {"text": "text", "text2": "text"}
    )
    if not text or any(char in text for char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
        return
    command = template.fill({"text": Value(text), "text2": Value(f"<{text}>")})
    done = subprocess.run(
        ["bash", "-c", command], input=f"{text}b\n".encode(), capture_output=True, check=True
    )
    assert done.stdout == f"<{text}>b\n".encode()


@given(text=HOSTILE)
@settings(max_examples=40, deadline=None)
def test_awk_strings_hold_any_text(text):
    template = parse_template('awk \'BEGIN {printf "%s", "{text|awk}"}\'', {"text": "text"})
    command = template.fill({"text": Value(text)})
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert done.stdout == text.encode()


def test_text_in_a_program_needs_a_form():
    with pytest.raises(TemplateError, match="inside a program for sed"):
        parse_template("sed 's/{text}/x/' f", {"text": "text"})


@pytest.mark.parametrize(
    ("form", "given", "written"),
    [
        ("find", "10 MB", "10M"),
        ("find", "500", "500c"),
        ("bytes", "1.5k", "1536"),
        ("size", "2 gigabytes", "2G"),
        ("mb", "1.5G", "1536"),
        ("kb", "1 byte", "1"),
    ],
)
def test_sizes(form, given, written):
    assert render(Value(given), TYPES["size"], form) == written


@pytest.mark.parametrize(
    ("form", "given", "written"),
    [
        ("older", "7 days", "-mtime +7"),
        ("newer", "2 weeks", "-mtime -14"),
        ("older", "90 minutes", "-mmin +90"),
        ("newer", "a day", "-mtime -1"),
        ("older", "one day", "-mmin +1440"),
        ("days", "36 hours", "2"),
        ("seconds", "1h 30m", "5400"),
        ("ago", "3 weeks", "3 weeks ago"),
        ("words", "1 hour", "1 hour"),
        ("go", "2 days", "48h"),
        ("sleep", "90 minutes", "90m"),
        ("sleep", "a minute", "1m"),
    ],
)
def test_durations(form, given, written):
    assert render(Value(given), TYPES["duration"], form) == written


@pytest.mark.parametrize(
    ("given", "shown", "cron"),
    [
        ("3pm", "15:00", "0 15"),
        ("12 am", "00:00", "0 0"),
        ("15:30", "15:30", "30 15"),
        ("noon", "12:00", "0 12"),
        ("7", "07:00", "0 7"),
    ],
)
def test_times_of_day(given, shown, cron):
    assert clock(given, "clock") == shown
    assert clock(given, "cron") == cron


@pytest.mark.parametrize("text", ["25:00", "13pm", "soon", "12:75"])
def test_no_time_of_day(text):
    with pytest.raises(FormError):
        clock(text, "clock")


@pytest.mark.parametrize("text", ["many", "10 parsecs", "", "-"])
def test_no_size_and_no_duration(text):
    with pytest.raises(FormError):
        byte_count(text)
    with pytest.raises(FormError):
        second_count(text)


@pytest.mark.parametrize(
    ("form", "given", "written"),
    [
        ("stem", "a/b.tar.gz", "a/b"),
        ("stem", "a.b/c", "a.b/c"),
        ("base", "a/b/", "b"),
        ("parent", "a/b", "a"),
        ("suffix", "x.PNG", "PNG"),
    ],
)
def test_parts_of_paths(form, given, written):
    assert render(Value(given), TYPES["file"], form) == written


def test_control_characters_are_written_readably():
    assert quoted("\t", Place.BARE) == "$'\\t'"


@pytest.mark.parametrize(("name", "kind"), [("dir2", "dir"), ("size", "size"), ("files", "files")])
def test_a_name_tells_its_type(name, kind):
    assert type_of(name) is TYPES[kind]


def test_unknown_names_have_no_type():
    assert type_of("colour") is None


def test_the_guide_lists_every_type_and_form():
    guide = Path("gorilla_cli/knowledge/recipes/README.md")
    root = Path(__file__).parents[2]
    text = (root / guide).read_text(encoding="utf-8")
    missing = [name for name in (*TYPES, *FORMS) if f"| `{name}` |" not in text]
    assert not missing
