"""Text that is not what it looks like: escapes, invisible characters, look-alikes, long blanks.

Invariant: pure; findings are about the characters as given, before any parsing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gorilla_cli.domain import Finding, Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.visible import is_invisible, visible

MANY_BLANKS = 30
"""Blanks in a row with which text can be pushed out of sight; indentation is shorter."""
MANY_NEWLINES = 8

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ODD_BLANKS = Pattern(
    r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164\u115f\u1160\uffa0]"
)
_LATIN_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏвкмтнгпАВЕКМНОРСТУХІЈЅαοορνιτκυΑΒΕΖΗΙΚΜΝΟΡΤΥΧɡɑ⁄∕⧸／․‐‑‒–—−﹣－",
        "aeopcyxijsdqwhlbkmthrnABEKMHOPCTYXIJSaoopvitkuABEZHIKMNOPTYXga////.--------",
        strict=True,
    )
)
_SHELL_WORD = Pattern(r"[^\s|;&()<>\"'`]+")
_MARKS = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "＄": "$",
    "；": ";",
    "｜": "|",
    "＆": "&",
    "＞": ">",
    "＜": "<",
    "｀": "`",
    "\\uff02": '"',
}


def hidden_text(command: str) -> Iterator[Finding]:
    """What is hidden in the command."""
    if command.isascii() and "\r" not in command and command.isprintable():
        yield from _pushed_away(command)
        return
    yield from _invisible(command)
    yield from _lookalikes(command)
    yield from _pushed_away(command)


def _danger(message: str, rule: str = "hidden-text") -> Finding:
    return Finding(rule, Severity.DANGER, message)


def _invisible(command: str) -> Iterator[Finding]:
    seen = {character for character in command if is_invisible(character)} - {"\n", "\t"}
    if "\x1b" in seen or "\x9b" in seen:
        yield _danger("holds terminal escapes, with which text can be hidden or changed on screen")
        seen -= {"\x1b", "\x9b"}
    if "\r" in seen:
        if re.search(r"\r(?!\n|$)", command):
            yield _danger(
                "holds a carriage return, after which text is written over what was there"
            )
        else:
            yield Finding("hidden-text", Severity.CAUTION, "has line ends of Windows")
        seen.discard("\r")
    if seen & _BIDI:
        yield _danger("holds characters that reverse the order in which text is shown")
        seen -= _BIDI
    if seen & {"\b", "\x7f"}:
        yield _danger("holds backspaces, which take back what was shown")
        seen -= {"\b", "\x7f"}
    if seen:
        names = ", ".join(sorted(visible(character) for character in seen)[:5])
        yield _danger(f"holds characters that cannot be seen ({names})")


def _lookalikes(command: str) -> Iterator[Finding]:
    if _ODD_BLANKS.search(command):
        yield _danger("holds blanks that are none for the shell", "lookalike")
    for word in _SHELL_WORD.findall(command):
        if word.isascii():
            continue
        suspicious = [character for character in word if character in _LATIN_LOOKALIKES]
        if not suspicious:
            continue
        if _mixed(word) or _spells_program(word):
            shown = "".join(_LATIN_LOOKALIKES.get(character, character) for character in word)
            yield _danger(
                f"{visible(word)} is not {visible(shown)}: "
                f"{', '.join(sorted(set(map(_name, suspicious)))[:3])} only looks like it",
                "lookalike",
            )
            break
    found = sorted({character for character in command if character in _MARKS})
    if found:
        yield Finding(
            "lookalike",
            Severity.CAUTION,
            f"{' '.join(found)} only looks like a mark of the shell",
        )


def _mixed(word: str) -> bool:
    """True when Latin letters and look-alikes of another script stand in one word."""
    scripts = {
        unicodedata.name(character, "").split(" ")[0] for character in word if character.isalpha()
    }
    if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN"}:
        return True
    option = len(word) > 1 and _LATIN_LOOKALIKES.get(word[0]) == "-"
    return option or any(_LATIN_LOOKALIKES.get(character) == "/" for character in word)


def _spells_program(word: str) -> bool:
    """True when the word reads as a program, option or path though no letter is Latin."""
    plain = "".join(_LATIN_LOOKALIKES.get(character, character) for character in word)
    if not plain.isascii() or len(plain) < 2:
        return False
    from gorilla_cli.verify.effects.tables import table

    return plain in table() or plain.startswith(("-", "/"))


def _name(character: str) -> str:
    return unicodedata.name(character, "a character").lower()


def _pushed_away(command: str) -> Iterator[Finding]:
    body = command.strip()
    if re.search(rf"[^\n\t ][ \t]{{{MANY_BLANKS},}}[^\n\t \\#]", body):
        yield _danger("has so many blanks that what follows them is out of sight")
    elif re.search(rf"\n{{{MANY_NEWLINES},}}|(?:\n[ \t]*){{{MANY_NEWLINES},20}}\n", body):
        yield _danger("has so many empty lines that what follows them is out of sight")
