"""Checks recipe files for their writers: `python -m gorilla_cli.knowledge.lint FILE...`.

Invariant: reports every problem as `file:line: message` and exits with 1 when
there is one; changes nothing.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from gorilla_cli.knowledge.clashes import clashes
from gorilla_cli.knowledge.recipe_format import Problem, Recipe, read_file

RECIPES = Path(__file__).parent / "recipes"
"""The shipped recipes."""


def check(paths: Sequence[Path]) -> tuple[tuple[Recipe, ...], tuple[Problem, ...]]:
    """The recipes of the files, and all problems in them and among them."""
    recipes: list[Recipe] = []
    problems: list[Problem] = []
    for path in paths:
        found, wrong = read_file(path)
        recipes += found
        problems += wrong
    return tuple(recipes), (*problems, *clashes(recipes))


def main(arguments: Sequence[str]) -> int:
    """Lint the named files, among all shipped ones; without names, all shipped ones."""
    flags = {argument for argument in arguments if argument.startswith("--")}
    named = [Path(argument) for argument in arguments if argument not in flags]
    if flags - {"--self", "--show"}:
        _say(["usage: lint [--show] [--self] [FILE...]"])
        return 2
    shipped = sorted(RECIPES.glob("*.toml"))
    mine = {path.resolve() for path in named or shipped}
    others = [path for path in shipped if path.resolve() not in mine]
    recipes, problems = check([*others, *named] if named else shipped)
    wrong = [problem for problem in problems if problem.path.resolve() in mine]
    _say(str(problem) for problem in wrong)
    own = [recipe for recipe in recipes if recipe.path.resolve() in mine]
    if "--show" in flags:
        _say(f"{recipe.id}: {recipe.sample()}" for recipe in own)
    if "--self" in flags:
        wrong += _self(own, [*others, *(named or shipped)])
    _say([f"{len(own)} recipes, {len(wrong)} problems"])
    return 1 if wrong else 0


def _self(recipes: Sequence[Recipe], files: Sequence[Path]) -> list[Problem]:
    """Ask every recipe its own phrasings, among all recipes of the files."""
    from gorilla_cli.knowledge.rehearsal import rehearse

    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            # Same names as the originals would clash when a draft shadows a shipped file.
            copy = Path(folder, f"{len(list(Path(folder).iterdir()))}-{path.name}")
            copy.write_bytes(path.read_bytes())
        failures, asked = rehearse(recipes, Path(folder))
    _say(str(failure) for failure in failures)
    _say([f"{asked} phrasings asked, {len(failures)} answered otherwise"])
    return failures


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
