"""Requests find the recipe that accounts for them, with the right values, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.calibration import evidence, probability, table
from gorilla_cli.knowledge.lint import RECIPES
from gorilla_cli.knowledge.recipe_format import read_file
from gorilla_cli.knowledge.recipes import RecipeBook, one_edit_away
from gorilla_cli.knowledge.rehearsal import rehearse

LINUX = Context("linux", "bash", "/", "/home/me")
SHELF = {
    "larger": (["files larger than {size} [in {dir}]", "find files over {size}"],
               "find {dir=.} -type f -size +{size|find}"),
    "smaller": (["files smaller than {size} [in {dir}]", "find files under {size}"],
                "find {dir=.} -type f -size -{size|find}"),
    "copy": (["copy {src:path} to {dst:path}"], "cp {src} {dst}"),
    "upload": (["copy {file} to [host] {host}"], "scp {file} {host}:"),
    "download": (["copy {file} from [host] {host}"], "scp {host}:{file} ."),
    "delete": (["delete {files}"], "rm {files}"),
    "dirs": (["list directories [in {dir}]"], "ls -d {dir=.}/*/"),
    "plain": (["list files [in {dir}]"], "ls {dir=.}"),
    "restart": (["restart {service}"], "sudo systemctl restart {service}"),
    "grep": (["search for {pattern} in {files}"], "grep -e {pattern} {files}"),
    "unzip": (["extract {zip}"], "unzip {zip}"),
    "untar": (["extract {tarball}"], "tar -xf {tarball}"),
    "every": (["run {command} every {duration}"], "watch -n {duration|seconds} {command|one}"),
    "who": (["who am i"], "whoami"),
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("shelf")
    filler = '"frobnicate {0} {1}", "{0} frobbing {1}"'
    recipes = []
    for name, (say, run) in SHELF.items():
        slots = " ".join(part for part in say[0].replace("[", " ").replace("]", " ").split()
                         if part.startswith("{"))  # fmt: skip
        quoted = ", ".join(f'"{one}"' for one in say)
        extra = filler.format(name, slots)
        recipes.append(
            f'[[recipe]]\nid = "{name}"\nsay = [{quoted}, {extra}]\n'
            f'run = "{run}"\nwhy = "Does it"\n'
        )
    (folder / "a.toml").write_text("\n".join(recipes))
    with RecipeBook.open(None, shipped=folder, packaged=folder / "none") as opened:
        assert opened.notes == ()
        yield opened


def first(book: RecipeBook, text: str, context: Context = LINUX) -> str:
    answers = book.answers(text, context, 3)
    return answers[0].command if answers else ""


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("files larger than 10 MB", "find . -type f -size +10M"),
        ("Find all files bigger than 10 MB in /var/log", "find /var/log -type f -size +10M"),
        ("in /var/log, files larger than 10M please", "find /var/log -type f -size +10M"),
        ("find files under 2k", "find . -type f -size -2k"),
        ("copy a.txt to /backup", "cp a.txt /backup"),
        ("copy 'my file.txt' to docs/", "cp 'my file.txt' docs/"),
        ("copy a.txt to host example.com", "scp a.txt example.com:"),
        ("copy a.txt from host example.com", "scp example.com:a.txt ."),
        ("remove a.txt, b.txt and c.txt", "rm a.txt b.txt c.txt"),
        ("delete the file *.log", "rm *.log"),
        ("list the directories in src", "ls -d src/*/"),
        ("show the files in my home directory", "ls ~"),
        ("restart the nginx service", "sudo systemctl restart nginx"),
        ('search for "out of memory" in app.log', "grep -e 'out of memory' app.log"),
        ("extract photos.zip", "unzip photos.zip"),
        ("extract photos.tar.gz", "tar -xf photos.tar.gz"),
        ("run ./check.sh every 5 minutes", "watch -n 300 ./check.sh"),
        ("who am i", "whoami"),
    ],
)
def test_a_request_finds_its_command(book, text, command):
    assert first(book, text) == command


@pytest.mark.parametrize(
    "text",
    [
        "delete a.txt but not b.txt",
        "files larger than 10 MB sorted by owner and zipped",
        "restart the nginx service in two hours unless someone is logged in",
        "what is the meaning of life",
        "copy a.txt to b.txt and then encrypt it with gpg",
        "count the directories in src",
    ],
)
def test_what_is_left_over_keeps_confidence_low(book, text):
    assert all(answer.confidence < 0.8 for answer in book.answers(text, LINUX, 3))


@pytest.mark.parametrize("text", ["", "   ", "?", "the of to", "frobulate the quux", "\x00", "'"])
def test_nonsense_has_no_confident_answer(book, text):
    assert all(answer.confidence < 0.5 for answer in book.answers(text, LINUX, 3))


def test_a_typo_in_a_long_word_is_forgiven(book):
    assert first(book, "list direcotries in src") == "ls -d src/*/"


def test_values_are_quoted_whatever_the_request_says(book):
    assert first(book, "delete 'a.txt; reboot'") == "rm 'a.txt; reboot'"
    assert first(book, "search for '$(reboot)' in app.log") == "grep -e '$(reboot)' app.log"


def test_a_name_in_the_directory_is_a_path(book):
    context = Context("linux", "bash", "/", "/", files=("archive/", "notes"))
    assert first(book, "delete notes", context) == "rm notes"


def test_what_a_recipe_does_not_account_for_is_told(book):
    answer = book.answers("delete a.txt quickly", LINUX, 1)[0]
    assert answer.unused == ("quickly",)


def test_answers_are_few_different_and_their_chances_add_up_to_one_at_most(book):
    answers = book.answers("copy a.txt to host example.com", LINUX, 3)
    assert len({answer.command for answer in answers}) == len(answers) <= 3
    assert sum(answer.confidence for answer in answers) <= 1.0


def test_the_same_request_always_gets_the_same_answers(book):
    text = "find files larger than 1 GB in logs"
    assert book.answers(text, LINUX, 3) == book.answers(text, LINUX, 3)


def test_a_very_long_request_is_answered_in_time(book):
    book.answers("files larger than 10 MB and " * 60, LINUX, 3)


def test_the_calibration_rises_with_score_and_lead():
    pairs = table()
    assert list(pairs) == sorted(pairs)
    assert [chance for _, chance in pairs] == sorted(chance for _, chance in pairs)
    assert probability(-1.0) == pairs[0][1]
    assert probability(5.0) == pairs[-1][1] < 1.0
    assert evidence(0.9, 0.5) > evidence(0.9, 0.85) > evidence(0.8, 0.9)


def test_one_edit_away_keeps_the_first_letter():
    near = set(one_edit_away("list"))
    assert {"lst", "lists", "lost", "lsit"} <= near
    assert all(word.startswith("l") for word in near)


def test_shipped_recipes_answer_their_own_phrasings():
    """A sample; `lint --self` asks all of them."""
    recipes = [recipe for path in sorted(RECIPES.glob("*.toml")) for recipe in read_file(path)[0]]
    failures, asked = rehearse(recipes[::40], RECIPES)
    assert asked > 100
    assert len(failures) <= 0.06 * asked, [str(failure) for failure in failures]
