"""Every mistake in a recipe file is told with its file and line; the shipped ones have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from gorilla_cli.errors import RecipeError
from gorilla_cli.knowledge.clashes import clashes
from gorilla_cli.knowledge.lint import RECIPES, check, main
from gorilla_cli.knowledge.phrasing import PhrasingError, expansions, parse_phrasing
from gorilla_cli.knowledge.recipe_format import load_file, read_file, read_text
from gorilla_cli.knowledge.shell_syntax import parses, programs
from gorilla_cli.knowledge.template import TemplateError, parse_template

GOOD = """\
[[recipe]]
id = "count-lines"
say = [
  "count the lines of {files}",
  "how many lines has {files}",
  "line count of {files}",
]
run = "wc -l {files}"
why = "Counts lines"
"""


def problems_of(text: str, *, own: bool = False) -> list[str]:
    _, problems = read_text(text, Path("x.toml"), own=own)
    return [str(problem) for problem in problems]


def test_a_good_recipe_is_read():
    (recipe,), problems = read_text(GOOD, Path("x.toml"))
    assert not problems
    assert recipe.id == "count-lines"
    assert recipe.line == 1
    assert recipe.sample() == "wc -l a.txt b.txt"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("id =", "colour = 1\nid =", 2, "unknown key colour"),
        ('"count-lines"', '"Count Lines"', 2, "kebab-case"),
        ('id = "count-lines"\n', "", 1, "id is missing"),
        ("{files}", "{filez}", 4, "unknown slot type filez"),
        ("  \"line count of {files}\",\n", "", 3, "say has 2 phrasings"),
        ("wc -l {files}", "wc -l {file}", 8, "{file} is no slot of any phrasing"),
        ("wc -l {files}", "wc -l a.txt", 4, "slot files is never used in run"),
        ("wc -l {files}", "wc -l {files} | | sort", 8, "does not parse"),
        ("wc -l {files}", "wc -l {files", 4, "never used"),
        ("wc -l {files}", "wc -l {files} 'x", 8, "never closed"),
        ("wc -l {files}", 'wc -l \\"{files}\\"', 8, "inside quotes"),
        ("wc -l {files}", "wc -l `ls {files}`", 8, "instead of"),
        ("wc -l {files}", "wc -l {files|find}", 8, "form |find is for size"),
        ("wc -l {files}", "wc -l {files|nice}", 8, "unknown form |nice"),
        ("wc -l {files}", "sed '/{files}/d'", 8, "several words"),
        ("how many lines has {files}", "how many lines [of {files}]", 5, "has no default"),
        ("how many lines has {files}", "{files}", 5, "needs a word"),
        ("how many lines has {files}", "how many (lines|rows {files}", 5, "( is never closed"),
        ("how many lines has {files}", "how many lines) {files}", 5, ") closes nothing"),
        ("how many lines has {files}", "{files} like {files}", 5, "stands twice"),
        ("how many lines has {files}", "lines of {files}s", 5, "put a blank"),
        ("how many lines has {files}", "lines of {files} or {}", 5, "is no slot"),
        ("Counts lines", "counts lines", 9, "starts with a capital"),
        ("Counts lines", "Counts lines.", 9, "without a full stop"),
        ("Counts lines", "C" * 101, 9, "at most 100"),
        ('why = "Counts lines"', "why = 3", 9, "must be text"),
        ('why = "Counts lines"\n', "", 1, "why is missing"),
        ('why = "Counts lines"', 'why = "Counts"\nneeds = ["a b"]', 10, "no program name"),
        ('why = "Counts lines"', 'why = "Counts"\nneeds = "wc"', 10, "list of texts"),
        ('why = "Counts lines"', 'why = "Counts"\nexample = {dir = "x"}', 10, "no phrasing has"),
        ('why = "Counts lines"', 'why = "Counts"\nexample = {files = []}', 10, "must be text"),
        ("[[recipe]]", "[[recipes]]", 1, "unknown key recipes"),
        ("[[recipe]]", "[recipe]", 1, "two brackets"),
        ('run = "', 'run = ', 8, "not valid TOML"),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_told_with_its_line(old, new, line, message):
    assert old in GOOD
    told = problems_of(GOOD.replace(old, new))
    assert any(one.startswith(f"x.toml:{line}: ") and message in one for one in told), told


def test_all_mistakes_are_told_at_once_and_good_recipes_kept():
    bad = GOOD.replace("wc -l {files}", "wc {dir}").replace("count-lines", "b")
    recipes, problems = read_text(GOOD + bad + bad.replace('"b"', '"c"'), Path("x.toml"))
    assert [recipe.id for recipe in recipes] == ["count-lines"]
    assert sorted({problem.line for problem in problems}) == [17, 26]


def test_loading_a_bad_file_names_file_and_line(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(GOOD.replace("{files}", "{filez}"))
    with pytest.raises(RecipeError, match=r"bad\.toml:4: unknown slot type filez"):
        load_file(path)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_bytes(b"\xff\xfe")
    _, (problem,) = read_file(path)
    assert "cannot be read" in problem.message


def test_own_recipes_may_be_brief():
    brief = '[[recipe]]\nid = "x"\nsay = ["deploy the shop"]\nrun = "./deploy.sh"\n'
    assert problems_of(brief)
    assert not problems_of(brief, own=True)


def test_macos_form_is_checked_too():
    assert any("macos" in one for one in problems_of(GOOD + 'macos = "wc {files} | |"\n'))


# -- clashes ---------------------------------------------------------------------------


def clash_lines(text: str) -> list[str]:
    recipes, problems = read_text(text, Path("x.toml"))
    assert not problems
    return [str(problem) for problem in clashes(recipes)]


@pytest.mark.parametrize(
    "phrasing",
    [
        "Count lines of {files}",
        "HOW MANY lines has {files}?",
        "counting the lines of [all] {files}",
        "(count|add up) lines of {files}",
    ],
)
def test_a_phrasing_of_another_recipe_is_a_clash(phrasing):
    other = f"""\
[[recipe]]
id = "other"
say = ["{phrasing}", "frobnicate {{files}}", "frob of {{files}}"]
run = "frob {{files}}"
why = "Frobs"
"""
    (told,) = clash_lines(GOOD + other)
    assert told.startswith("x.toml:10: other: ")
    assert "also said by count-lines" in told


def test_two_recipes_with_one_id_clash():
    other = (
        GOOD.replace("lines", "words").replace("line", "word").replace("count-words", "count-lines")
    )
    assert any("id count-lines is also in x.toml:1" in told for told in clash_lines(GOOD + other))


def test_programs_of_their_own_tell_recipes_apart():
    apt = GOOD + 'needs = ["apt"]\n'
    dnf = GOOD.replace("count-lines", "b") + 'needs = ["dnf"]\n'
    assert not clash_lines(apt + dnf)
    assert clash_lines(apt + dnf.replace("dnf", "apt"))


def test_a_phrasing_that_says_nothing_is_told():
    vague = GOOD.replace("how many lines has {files}", "find [lines] {files}")
    assert any("says nothing when short" in told for told in clash_lines(vague))


# -- phrasings and templates -----------------------------------------------------------


def test_expansion_of_choices_and_options():
    phrasing = parse_phrasing("(copy|move over) {src:file} [to {dir}]")
    assert [" ".join(sentence) for sentence in expansions(phrasing)] == [
        "copy {src} to {dir}",
        "copy {src}",
        "move over {src} to {dir}",
        "move over {src}",
    ]
    assert phrasing.slots == {"src": "file", "dir": "dir"}
    assert phrasing.required == {"src"}
    assert len(phrasing.variants) == 2


def test_too_many_variants_are_refused():
    with pytest.raises(PhrasingError, match="split it"):
        parse_phrasing("(a b|c) (d e|f) (g h|i) (j k|l) (m n|o)")


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("awk '{print $1}' {file}", "awk '{print $1}' f"),
        ("awk '{{print}}' {file}", "awk '{print}' f"),
        ("awk '{print ${column}}' {file}", "awk '{print $2}' f"),
        ("docker ps --format '{{.Names}}'", "docker ps --format '{{.Names}}'"),
        ("x '{{range .}}{{.Id}}{{{end}}}'", "x '{{range .}}{{.Id}}{{end}}'"),
        ("find . -exec rm {} +", "find . -exec rm {} +"),
        ("cp {file}{,.bak}", "cp f{,.bak}"),
        ('echo "${file}" ${HOME}', 'echo "${file}" ${HOME}'),
        ('mv "${f%.{ext}}" x', 'mv "${f%.md}" x'),
        ("head -n {count=10} {file}", "head -n 10 f"),
        ("echo $(({count=3} + 1))", "echo $((3 + 1))"),
    ],
)
def test_only_what_looks_like_a_slot_is_one(template, filled):
    from gorilla_cli.knowledge.slots import Value

    kinds = {"file": "file", "column": "column", "ext": "ext", "count": "count"}
    parsed = parse_template(template, kinds)
    assert parsed.fill({"file": Value("f"), "column": Value("2"), "ext": Value("md")}) == filled


def test_a_go_template_end_must_be_doubled():
    with pytest.raises(TemplateError, match=r"write \{\{\{end\}\}\}"):
        parse_template("x '{{range .}}{{.Id}}{{end}}'", {})


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("find . -print0 | xargs -0 rm", ("find", "xargs", "rm")),
        ("sudo apt install x && echo done", ("sudo", "apt")),
        ('for f in *; do mv "$f" x; done', ("mv",)),
        ("TZ=UTC date > out", ("date",)),
        ("diff <(sort a) <(sort b)", ("diff", "sort")),
    ],
)
def test_programs_of_a_command(command, expected):
    assert programs(command) == expected


def test_ill_formed_commands_do_not_parse():
    assert parses("a | b && c > d")
    assert not parses("a | | b")
    assert not parses("echo 'open")


# -- the shipped recipes ------------------------------------------------------------------


def test_the_shipped_recipes_are_sound_and_do_not_clash():
    recipes, problems = check(sorted(RECIPES.glob("*.toml")))
    assert not [str(problem) for problem in problems]
    assert len(recipes) >= 47


def test_lint_exits_with_1_and_names_the_line(tmp_path, capsys):
    path = tmp_path / "draft.toml"
    path.write_text(GOOD.replace("{files}", "{filez}"))
    assert main([str(path)]) == 1
    assert f"{path}:4: unknown slot type filez" in capsys.readouterr().out


def test_lint_finds_a_clash_with_a_shipped_recipe(tmp_path, capsys):
    path = tmp_path / "draft.toml"
    path.write_text(GOOD.replace("count the lines of {files}", "md5sum {files}"))
    assert main([str(path)]) == 1
    assert "also said by md5-of-file" in capsys.readouterr().out


def test_lint_asks_a_file_its_own_phrasings(tmp_path, capsys):
    path = tmp_path / "draft.toml"
    text = GOOD.replace("lines", "frobs").replace("line", "frob").replace("wc -l", "frob")
    path.write_text(text)
    assert main(["--self", "--show", str(path)]) == 0
    out = capsys.readouterr().out
    assert "count-frobs: frob a.txt b.txt" in out
    assert "3 phrasings asked, 0 answered otherwise" in out
