"""The book of recipes: compiled once, read by many, a person's own beside the shipped ones."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from gorilla_cli.backends.recipes import RecipesBackend
from gorilla_cli.domain import Context, Prompt, Query, Request
from gorilla_cli.errors import RecipeError
from gorilla_cli.knowledge.compiling import compile_folder
from gorilla_cli.knowledge.recipes import RecipeBook

LINUX = Context("linux", "bash", "/", "/home/me")
RECIPE = """\
[[recipe]]
id = "{id}"
say = ["{say}", "frobnicate {id} {slot}", "{id} frobbing {slot}"]
run = "{run}"
why = "Frobs"
"""


def recipe(name: str, say: str, run: str, more: str = "") -> str:
    slot = say[say.index("{") :] if "{" in say else ""
    return RECIPE.format(id=name, say=say, run=run, slot=slot) + more + "\n"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "a.toml").write_text(
        recipe(
            "count-lines", "count the lines of {files}", "wc -l {files}", 'macos = "wc -L {files}"'
        )
        + recipe("count-words", "count the words of {files}", "wc -w {files}")
        + recipe("apt-install", "install {packages}", "apt install {packages}", 'needs = ["apt"]')
        + recipe("dnf-install", "install {packages}", "dnf install {packages}", 'needs = ["dnf"]')
    )
    return folder


def open_book(shipped: Path, cache: Path | None = None, *own: Path) -> RecipeBook:
    return RecipeBook.open(cache, own, shipped=shipped, packaged=shipped / "none")


def best(book: RecipeBook, text: str, context: Context = LINUX) -> str:
    answers = book.answers(text, context, 3)
    return answers[0].command if answers else ""


def test_an_answer_is_filled_and_says_what_it_does(shipped):
    with open_book(shipped) as book:
        first, *_ = book.answers("count the lines of a.txt and my notes.md", LINUX)
        assert first.command == "wc -l a.txt notes.md"
        assert (first.recipe, first.explanation) == ("count-lines", "Frobs")
        assert first.confidence > 0.8
        assert book.count == 4


def test_macos_gets_its_own_form(shipped):
    with open_book(shipped) as book:
        context = Context("darwin", "zsh", "/", "/")
        assert best(book, "count the lines of a.txt", context) == "wc -L a.txt"


@pytest.mark.parametrize("installed", ["apt", "dnf"])
def test_the_installed_program_decides(shipped, installed):
    context = Context("linux", "bash", "/", "/", tools=frozenset({installed}))
    with open_book(shipped) as book:
        assert best(book, "install vim and git", context) == f"{installed} install vim git"


def test_the_same_answers_compiled_in_memory_and_without_a_writable_cache(shipped, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = tmp_path / "cache" / "recipes.db"
    texts = ["count lines of a.txt", "words in b.txt", "install curl", "frobnicate", "nothing"]
    seen = []
    for place in (None, blocked / "sub" / "recipes.db", cache, cache):
        with open_book(shipped, place) as book:
            seen.append([book.answers(text, LINUX, 3) for text in texts])
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert cache.exists()


def test_a_changed_file_is_seen(shipped, tmp_path):
    cache = tmp_path / "recipes.db"
    open_book(shipped, cache).close()
    path = shipped / "a.toml"
    path.write_text(path.read_text().replace("wc -l", "wc -x"))
    with open_book(shipped, cache) as book:
        assert best(book, "count the lines of a.txt") == "wc -x a.txt"


def test_a_fresh_cache_is_not_written_again(shipped, tmp_path):
    cache = tmp_path / "recipes.db"
    open_book(shipped, cache).close()
    before = cache.stat().st_mtime_ns, cache.stat().st_ino
    open_book(shipped, cache).close()
    assert (cache.stat().st_mtime_ns, cache.stat().st_ino) == before


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough" * 50])
def test_a_damaged_cache_is_made_anew(shipped, tmp_path, damage):
    cache = tmp_path / "recipes.db"
    cache.write_bytes(damage)
    with open_book(shipped, cache) as book:
        assert best(book, "count the lines of a.txt") == "wc -l a.txt"
    with sqlite3.connect(cache) as connection:
        assert connection.execute("select count(*) from recipes").fetchone() == (4,)
    connection.close()


def test_a_cache_cut_short_behind_its_head_costs_nothing_but_time(shipped, tmp_path):
    cache = tmp_path / "recipes.db"
    open_book(shipped, cache).close()
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2])
    with open_book(shipped, cache) as book:
        assert best(book, "count the lines of a.txt") == "wc -l a.txt"


def test_the_backend_heals_a_cache_that_is_damaged_inside(tmp_path):
    cache = tmp_path / "recipes.db"
    backend = RecipesBackend(cache)
    assert list(backend.suggest(query("md5 of a.iso"), Event()))
    backend.close()
    content = cache.read_bytes()
    cache.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    backend = RecipesBackend(cache)
    first, *_ = backend.suggest(query("md5 of a.iso"), Event())
    assert first.text == "md5sum a.iso"
    backend.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes")
def test_the_cache_is_private_and_no_draft_stays(shipped, tmp_path):
    cache = tmp_path / "cache" / "recipes.db"
    open_book(shipped, cache).close()
    assert cache.stat().st_mode & 0o077 == 0
    assert [path.name for path in cache.parent.iterdir()] == ["recipes.db"]


def test_several_processes_may_compile_at_once(shipped, tmp_path):
    cache = tmp_path / "cache" / "recipes.db"
    code = (
        "import sys; from pathlib import Path; from gorilla_cli.domain import Context\n"
        "from gorilla_cli.knowledge.recipes import RecipeBook\n"
        "with RecipeBook.open(Path(sys.argv[1]), shipped=Path(sys.argv[2]),"
        " packaged=Path('none')) as book:\n"
        "    print(book.answers('count the lines of a.txt',"
        " Context('linux', 'bash', '/', '/'), 1)[0].command)\n"
    )

    def run(_: int) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, cache, shipped], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(run, range(4))) == {"wc -l a.txt"}
    assert [path.name for path in cache.parent.iterdir()] == ["recipes.db"]


def test_a_packaged_file_is_used_while_it_fits_the_recipes(shipped, tmp_path):
    packaged = tmp_path / "packaged.db"
    assert compile_folder(packaged, shipped) == 4
    os.utime(shipped / "a.toml", (1, 1))  # installing changes times
    hidden = tmp_path / "cache.db"
    with RecipeBook.open(hidden, shipped=shipped, packaged=packaged) as book:
        assert best(book, "count the lines of a.txt") == "wc -l a.txt"
    assert not hidden.exists()
    (shipped / "b.toml").write_text(recipe("new", "polish the mirror", "polish"))
    with RecipeBook.open(hidden, shipped=shipped, packaged=packaged) as book:
        assert best(book, "polish the mirror") == "polish"


def test_a_broken_shipped_recipe_costs_only_itself_but_no_package_is_made_of_it(shipped, tmp_path):
    (shipped / "b.toml").write_text('[[recipe]]\nid = "x"\n')
    with open_book(shipped, tmp_path / "recipes.db") as book:
        assert best(book, "count the lines of a.txt") == "wc -l a.txt"
        assert any("b.toml:1: say has 0 phrasings" in note for note in book.notes)
    with pytest.raises(RecipeError, match=r"b\.toml:1: "):
        compile_folder(tmp_path / "packaged.db", shipped)


# -- a person's own --------------------------------------------------------------------


def test_own_recipes_answer_and_win_ties(shipped, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.toml").write_text(
        '[[recipe]]\nid = "my-lines"\nsay = ["count the lines of {files}"]\nrun = "mywc {files}"\n'
        '[[recipe]]\nid = "shop"\nsay = ["deploy the shop [to {env:name}]"]\n'
        'run = "./deploy.sh {env=staging}"\n'
    )
    with open_book(shipped, tmp_path / "recipes.db", own) as book:
        assert best(book, "count the lines of a.txt") == "mywc a.txt"
        assert best(book, "deploy the shop") == "./deploy.sh staging"
        assert best(book, "deploy shop to production") == "./deploy.sh production"
        assert best(book, "count the words of a.txt") == "wc -w a.txt"
        assert book.notes == ()
        assert book.count == 6
    assert (tmp_path / "own-recipes.db").exists()


def test_a_broken_file_of_ones_own_costs_only_itself(shipped, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "bad.toml").write_text('[[recipe]]\nid = "x"\nsay = ["do {what}"]\nrun = "x {what}"\n')
    (own / "good.toml").write_text(
        '[[recipe]]\nid = "y"\nsay = ["polish mirror"]\nrun = "polish"\n'
    )
    for _ in range(2):  # said again at the next start
        with open_book(shipped, tmp_path / "recipes.db", own) as book:
            assert best(book, "polish the mirror") == "polish"
            assert best(book, "count the words of a.txt") == "wc -w a.txt"
            (note, *_) = book.notes
            assert f"{own / 'bad.toml'}:3: " in note


def test_an_own_file_that_cannot_be_read_is_told(shipped, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "bad.toml").write_bytes(b"\xff")
    (own / "gone.toml").symlink_to("nowhere")
    with open_book(shipped, None, own, tmp_path / "missing") as book:
        assert any("bad.toml:1: cannot be read" in note for note in book.notes)
        assert best(book, "count the words of a.txt") == "wc -w a.txt"


# -- the backend -----------------------------------------------------------------------


def query(text: str, count: int = 3) -> Query:
    return Query(Request(text), LINUX, Prompt("", ()), count=count)


def test_the_backend_yields_exact_completions(tmp_path):
    backend = RecipesBackend(tmp_path / "recipes.db")
    first, *rest = backend.suggest(query("md5 of a.iso"), Event())
    assert (first.text, first.model, first.backend) == ("md5sum a.iso", "md5-of-file", "recipes")
    assert first.exact
    assert first.confidence is not None
    assert all(one.confidence <= first.confidence for one in rest)
    assert len(rest) <= 2
    assert len({one.text for one in (first, *rest)}) == 1 + len(rest)
    backend.close()
    backend.close()


def test_the_backend_stops_when_told(tmp_path):
    backend = RecipesBackend(tmp_path / "recipes.db")
    cancel = Event()
    cancel.set()
    assert list(backend.suggest(query("md5 of a.iso"), cancel)) == []
    backend.close()


def test_the_backend_counts_and_tells_problems(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "bad.toml").write_text("[[recipe]]\n")
    backend = RecipesBackend(tmp_path / "recipes.db", (own,))
    assert backend.count() >= 47
    assert any("bad.toml:1" in problem for problem in backend.problems())
    backend.close()


def test_answering_loads_no_parser(tmp_path, shipped):
    cache = tmp_path / "recipes.db"
    open_book(shipped, cache).close()
    code = (
        "import sys; from pathlib import Path; from gorilla_cli.domain import Context\n"
        "from gorilla_cli.knowledge.recipes import RecipeBook\n"
        "with RecipeBook.open(Path(sys.argv[1]), shipped=Path(sys.argv[2]),"
        " packaged=Path('none')) as book:\n"
        "    book.answers('count the lines of a.txt', Context('linux', 'bash', '/', '/'), 1)\n"
        "print(sorted({'tomllib', 'tree_sitter', 'tempfile'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, cache, shipped], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_wheel_hook_compiles_outside_of_the_tree(tmp_path):
    hatchling = pytest.importorskip("hatchling.builders.hooks.plugin.interface")
    sys.path.insert(0, str(Path(__file__).parents[2]))
    try:
        from hatch_build import RecipesHook
    finally:
        sys.path.pop(0)
    assert issubclass(RecipesHook, hatchling.BuildHookInterface)


def test_shipped_folder_is_left_alone(shipped, tmp_path):
    before = sorted(path.name for path in shipped.iterdir())
    open_book(shipped, tmp_path / "recipes.db").close()
    shutil.rmtree(tmp_path / "recipes.db", ignore_errors=True)
    assert sorted(path.name for path in shipped.iterdir()) == before
