"""The recipe format: TOML text to checked recipes.

Invariant: a Recipe that exists is well-formed: its phrasings parse, every slot
has a type, every slot of the command gets a value from each phrasing or a
default, and nothing in it is left unused. What is wrong is reported with file
and line, all of it at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gorilla_cli.errors import RecipeError
from gorilla_cli.knowledge.phrasing import Phrasing, PhrasingError, parse_phrasing
from gorilla_cli.knowledge.slots import TYPES, Value, type_of
from gorilla_cli.knowledge.template import Template, TemplateError, parse_template
from gorilla_cli.knowledge.vocabulary import DELIMITERS
from gorilla_cli.knowledge.writing import FormError

MIN_PHRASINGS, MAX_PHRASINGS = 3, 8
"""How many phrasings a shipped recipe has."""
MAX_WHY = 100
"""Longest explanation in characters: it must fit beside a command."""

_KEYS = frozenset({"id", "say", "run", "why", "macos", "needs", "example"})
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADER = re.compile(r"\s*\[\[\s*recipe\s*\]\]")
_PROGRAM = re.compile(r"[A-Za-z0-9_.+-]+")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A request that people make, and the command that answers it."""

    id: str
    say: tuple[Phrasing, ...]
    run: Template
    why: str
    macos: Template | None = None
    """The command on macOS where it differs."""
    needs: tuple[str, ...] = ()
    """Programs it needs, when the recipe names them; else those of the command."""
    example: Mapping[str, str] = field(default_factory=dict)
    """Sample values by slot name; every slot has one."""
    path: Path = Path()
    line: int = 0
    """Where its [[recipe]] stands, from 1."""

    def template(self, os: str) -> Template:
        """The command for an operating system, as sys.platform names it."""
        return self.macos if self.macos is not None and os == "darwin" else self.run

    def sample(self, os: str = "linux") -> str:
        """The command with every slot filled with its sample value."""
        return self.template(os).fill(self.sample_values())

    def sample_values(self) -> dict[str, Value]:
        """The sample value of every slot that a phrasing has."""
        return {
            name: sample_value(kind, self.example.get(name) or TYPES[kind].sample)
            for name, kind in self.slot_types().items()
        }

    def slot_types(self) -> dict[str, str]:
        """Slot name to type name, over all phrasings."""
        return {name: kind for phrasing in self.say for name, kind in phrasing.slots.items()}


def sample_value(kind: str, text: str) -> Value:
    """A value for a slot from text in a recipe file; list slots split at blanks."""
    if kind == "delimiter":
        text = DELIMITERS.get(text, text)
    return Value(text, items=tuple(text.split()) if TYPES[kind].many else ())


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a recipe file."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def load_file(path: Path, *, own: bool = False) -> tuple[Recipe, ...]:
    """The recipes of a file. Raises RecipeError naming the first problem's file and line."""
    recipes, problems = read_file(path, own=own)
    if problems:
        raise RecipeError(str(problems[0]), "mend the file, or move it out of the folder")
    return recipes


def read_file(path: Path, *, own: bool = False) -> tuple[tuple[Recipe, ...], tuple[Problem, ...]]:
    """The valid recipes of a file and everything that is wrong in it; never raises.

    `own` is for a person's own recipes, which need neither three phrasings nor a reason.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return (), (Problem(path, 1, f"cannot be read: {error}"),)
    return read_text(text, path, own=own)


def read_text(
    text: str, path: Path, *, own: bool = False
) -> tuple[tuple[Recipe, ...], tuple[Problem, ...]]:
    """As read_file, for text at hand."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        # "at end of document" is the only place without a line.
        line = int(found[1]) if found else text.count("\n") + 1
        return (), (Problem(path, line, f"not valid TOML: {error}"),)
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    problems = [
        Problem(path, _line_of(lines, 1, len(lines), key), f"unknown key {key}; write [[recipe]]")
        for key in document
        if key != "recipe"
    ]
    tables = document.get("recipe", [])
    if not isinstance(tables, list):
        return (), (Problem(path, 1, "write [[recipe]] with two brackets"), *problems)
    recipes = []
    # A [[recipe]] inside a text of several lines would shift the heads; lines are then rough.
    heads = heads if len(heads) == len(tables) else [1] * len(tables)
    ends = [*heads[1:], len(lines) + 1]
    for table, head, end in zip(tables, heads, ends, strict=False):
        reader = _Reader(table, path, lines, head, end - 1, own)
        recipe = reader.recipe()
        problems += reader.problems
        if recipe is not None:
            recipes.append(recipe)
    return tuple(recipes), tuple(sorted(problems, key=lambda problem: problem.line))


def _line_of(lines: Sequence[str], first: int, last: int, key: str) -> int:
    pattern = re.compile(rf"\s*\[*[\"']?{re.escape(key)}\b")
    for number in range(first, last + 1):
        if number <= len(lines) and pattern.match(lines[number - 1]):
            return number
    return first


class _Reader:
    """Reads one [[recipe]] table and collects what is wrong with it."""

    def __init__(
        self,
        table: Mapping[str, object],
        path: Path,
        lines: Sequence[str],
        head: int,
        end: int,
        own: bool,
    ) -> None:
        self.table = table
        self.path = path
        self.lines = lines
        self.head = head
        self.end = end
        self.own = own
        self.problems: list[Problem] = []

    def problem(self, key: str, message: str) -> None:
        line = _line_of(self.lines, self.head, self.end, key) if key else self.head
        self.problems.append(Problem(self.path, line, message))

    def phrasing_problem(self, phrasing: str, message: str) -> None:
        for wanted in (f'"{phrasing}"', f"'{phrasing}'", phrasing):
            for number in range(self.head, self.end + 1):
                if number <= len(self.lines) and wanted in self.lines[number - 1]:
                    self.problems.append(Problem(self.path, number, message))
                    return
        self.problem("say", message)

    def recipe(self) -> Recipe | None:
        for key in self.table:
            if key not in _KEYS:
                self.problem(key, f"unknown key {key}; known are {', '.join(sorted(_KEYS))}")
        name = self._string("id", required=True)
        if name and not _ID.fullmatch(name):
            self.problem("id", f"id {name} is not in kebab-case")
        phrasings = self._phrasings()
        run = self._template("run", phrasings, required=True)
        macos = self._template("macos", phrasings)
        why = self._why()
        needs = self._needs()
        if run is not None:
            self._check_slots(phrasings, [run, *([macos] if macos else [])])
        example = self._example(phrasings)
        if run is None or self.problems:
            return None
        recipe = Recipe(
            id=name,
            say=phrasings,
            run=run,
            why=why,
            macos=macos,
            needs=needs,
            example=example,
            path=self.path,
            line=self.head,
        )
        self._check_filled(recipe)
        return None if self.problems else recipe

    def _string(self, key: str, required: bool = False) -> str:
        value = self.table.get(key)
        if value is None:
            if required:
                self.problem("", f"{key} is missing")
            return ""
        if not isinstance(value, str) or not value.strip():
            self.problem(key, f"{key} must be text that is not empty")
            return ""
        return value.strip()

    def _strings(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(key, f"{key} must be a list of texts")
            return ()
        return tuple(value)

    def _phrasings(self) -> tuple[Phrasing, ...]:
        texts = self._strings("say")
        if not self.own and not MIN_PHRASINGS <= len(texts) <= MAX_PHRASINGS:
            self.problem(
                "say", f"say has {len(texts)} phrasings; give {MIN_PHRASINGS} to {MAX_PHRASINGS}"
            )
        elif not texts:
            self.problem("say", "say has no phrasing")
        phrasings: list[Phrasing] = []
        for text in texts:
            try:
                phrasings.append(parse_phrasing(text))
            except PhrasingError as error:
                self.phrasing_problem(text, str(error))
        kinds: dict[str, str] = {}
        for phrasing in phrasings:
            for slot, kind in phrasing.slots.items():
                if kinds.setdefault(slot, kind) != kind:
                    self.phrasing_problem(
                        phrasing.text, f"slot {slot} is a {kind} here and a {kinds[slot]} above"
                    )
        return tuple(phrasings)

    def _template(
        self, key: str, phrasings: Sequence[Phrasing], required: bool = False
    ) -> Template | None:
        text = self._string(key, required)
        if not text:
            return None
        kinds = {slot: kind for phrasing in phrasings for slot, kind in phrasing.slots.items()}
        try:
            return parse_template(text, kinds)
        except TemplateError as error:
            self.problem(key, str(error))
            return None

    def _why(self) -> str:
        why = self._string("why", required=not self.own)
        if "\n" in why or len(why) > MAX_WHY:
            self.problem("why", f"why must be one line of at most {MAX_WHY} characters")
        if (
            not self.own
            and why
            and (why.endswith(".") or not (why[0].isupper() or why[0].isdigit()))
        ):
            self.problem("why", "why starts with a capital and ends without a full stop")
        return why

    def _needs(self) -> tuple[str, ...]:
        needs = self._strings("needs")
        for program in needs:
            if not _PROGRAM.fullmatch(program):
                self.problem("needs", f"{program} is no program name")
        return needs

    def _check_slots(self, phrasings: Sequence[Phrasing], templates: Sequence[Template]) -> None:
        used = {use.name for template in templates for use in template.uses}
        for template in templates:
            defaults = template.defaults
            for phrasing in phrasings:
                for use in template.uses:
                    if use.name not in phrasing.required and use.name not in defaults:
                        self.phrasing_problem(
                            phrasing.text,
                            f"slot {use.name} of run is not always in this phrasing and has no "
                            f"default: write {{{use.name}=…}} in run",
                        )
                        break
        for phrasing in phrasings:
            for slot in phrasing.slots:
                if slot not in used:
                    self.phrasing_problem(phrasing.text, f"slot {slot} is never used in run")

    def _example(self, phrasings: Sequence[Phrasing]) -> dict[str, str]:
        value = self.table.get("example", {})
        if not isinstance(value, dict):
            self.problem("example", "example must be a table of sample values")
            return {}
        kinds = {slot: kind for phrasing in phrasings for slot, kind in phrasing.slots.items()}
        example = {slot: TYPES[kind].sample for slot, kind in kinds.items()}
        for slot, sample in value.items():
            if slot not in kinds:
                self.problem("example", f"example has {slot}, which no phrasing has")
            elif not isinstance(sample, str | int) or isinstance(sample, bool):
                self.problem("example", f"the sample of {slot} must be text or a number")
            else:
                example[slot] = str(sample)
        # Two slots of one type would look the same to every check.
        seen: dict[str, str] = {}
        for slot, sample in example.items():
            if slot not in value and sample in seen:
                example[slot] = _another(sample, slot)
            seen[example[slot]] = slot
        return example

    def _check_filled(self, recipe: Recipe) -> None:
        from gorilla_cli.knowledge.shell_syntax import parses

        for key, os in (("run", "linux"), ("macos", "darwin")):
            if key not in self.table:
                continue
            try:
                command = recipe.sample(os)
            except FormError as error:
                self.problem(key, f"{key} cannot be filled with the sample values: {error}")
                continue
            if not parses(command):
                self.problem(key, f"{key} does not parse: {command}")


_SECOND = {
    "notes.txt": "draft.txt",
    "logs": "backup",
    "a.txt b.txt": "c.txt d.txt",
    "txt": "md",
    "hello world": "good morning",
    "TODO": "FIXME",
}


def _another(sample: str, slot: str) -> str:
    kind = type_of(slot)
    if sample in _SECOND:
        return _SECOND[sample]
    if sample.isdigit():
        return str(int(sample) + 1)
    if kind is not None and kind.family == "amount":
        return sample
    return f"{sample}2"
