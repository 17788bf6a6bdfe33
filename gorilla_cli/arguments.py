"""The options of a request, declared once.

Invariant: pure, and quick to import, since every request passes here. Help
text, man page and completions derive from OPTIONS. Options stand before the
request; after its first word only the long ones are options still, so that
"lines with -n 5" stays a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gorilla_cli.errors import UsageError

MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a request."""

    field: str
    """Name of the field of `Asked` that it sets."""
    names: tuple[str, ...]
    """Its spellings, the long one last."""
    told: str
    """What it does, one sentence."""
    value: str = ""
    """What its value is called; "" for a flag."""


OPTIONS = (
    Option("count", ("-n", "--count"), "How many candidates, 1 to 20.", "N"),
    Option("backends", ("-b", "--backend"), "Ask only this one; repeatable.", "NAME"),
    Option("as_json", ("--json",), "Print one JSON object."),
    Option("print_best", ("--print",), "Print the best command only; run nothing."),
    Option("choose", ("--choose",), "Choose in the terminal and print the choice; run nothing."),
    Option("yes", ("-y", "--yes"), "Run the best command if all it does is read."),
    Option("past", ("-p", "--past"), "Choose among commands of the history."),
    Option("show_prompt", ("--show-prompt",), "Print what models would be sent; send nothing."),
    Option("why", ("--why",), "Show what each candidate's score is made of."),
)
_BY_NAME = {name: option for option in OPTIONS for name in option.names}
_EXCLUSIVE = ("as_json", "print_best", "choose", "yes", "past", "show_prompt")


@dataclass(slots=True)
class Asked:
    """What a command line asks for."""

    text: str = ""
    """The words of the request, joined by blanks."""
    count: int | None = None
    backends: tuple[str, ...] = ()
    as_json: bool = False
    print_best: bool = False
    choose: bool = False
    yes: bool = False
    past: bool = False
    show_prompt: bool = False
    why: bool = False
    help: bool = False


def parse(argv: Sequence[str]) -> Asked:
    """The request and its options. Raises UsageError that names the nearest option."""
    asked = Asked()
    words: list[str] = []
    rest = list(argv)
    while rest:
        argument = rest.pop(0)
        if not words and argument == "--":
            words += rest
            break
        if not words and argument in ("-h", "--help"):
            asked.help = True
        elif argument.startswith("--") and len(argument) > 2:
            _long(argument, rest, asked, words)
        elif not words and argument.startswith("-") and len(argument) > 1:
            _short(argument, rest, asked)
        else:
            words.append(argument)
    asked.text = " ".join(words).strip()
    _check(asked)
    return asked


def _long(argument: str, rest: list[str], asked: Asked, words: list[str]) -> None:
    name, equals, value = argument.partition("=")
    option = _BY_NAME.get(name)
    if option is None:
        if not words:
            raise _unknown(name)
        words.append(argument)
    elif option.value:
        _set(asked, option, name, value if equals else _next(name, rest))
    elif equals:
        raise UsageError(f"{name} takes no value", f"Write {name} alone.")
    else:
        setattr(asked, option.field, True)


def _short(argument: str, rest: list[str], asked: Asked) -> None:
    """One short option, or several in one word: -yp, -n5."""
    letters = argument[1:]
    while letters:
        name, letters = f"-{letters[0]}", letters[1:]
        option = _BY_NAME.get(name)
        if option is None:
            raise _unknown(argument)
        if option.value:
            _set(asked, option, name, letters or _next(name, rest))
            return
        setattr(asked, option.field, True)


def _next(name: str, rest: list[str]) -> str:
    if not rest:
        raise UsageError(f"{name} needs a value", "See `gorilla --help`.")
    return rest.pop(0)


def _set(asked: Asked, option: Option, name: str, value: str) -> None:
    if option.field == "backends":
        asked.backends = (*asked.backends, value)
        return
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MOST_CANDIDATES:
        raise UsageError(
            f"{name} takes a number from 1 to {MOST_CANDIDATES}, not {value}",
            "See `gorilla --help`.",
        )
    asked.count = int(value)


def _check(asked: Asked) -> None:
    given = [field for field in _EXCLUSIVE if getattr(asked, field)]
    if len(given) > 1:
        named = [option.names[-1] for option in OPTIONS if option.field in given]
        raise UsageError(f"{' and '.join(named)} exclude one another", "Give one of them.")


def _unknown(name: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, _BY_NAME, 1)
    hint = f"Did you mean {near[0]}?" if near else "See `gorilla --help`."
    return UsageError(f"there is no option {name}", f"{hint} A request may follow after `--`.")
