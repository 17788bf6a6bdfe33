"""What may stand in a slot of a phrase: names, places, amounts, moments, modes.

Invariant: a slot reads tokens and never judges the request; it yields every
reading, best first, as (index after it, value).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gorilla_cli.knowledge.compose.grammar import FILLERS, Phrasebook, Sentence, Slot
from gorilla_cli.knowledge.language.common import COMMON
from gorilla_cli.knowledge.language.filekinds import EXTENSIONS, KINDS, LOOSE, kind_globs
from gorilla_cli.knowledge.language.lexicon import STOP_WORDS, SYNONYMS, VERBS
from gorilla_cli.knowledge.language.quantities import parse_duration
from gorilla_cli.knowledge.language.tokens import Token

VERBATIM = frozenset("path glob dotname variable name pair host email ip url symbol time".split())
_UNITS = frozenset("second minute hour day week month year".split())
_PLACES = {
    "current": ".", "working": ".", "present": ".", "cwd": ".", "this": ".", "pwd": ".",
    "home": "~", "parent": "..", "root": "/",
}  # fmt: skip
_HOME_FOLDERS = {
    "download": "~/Downloads",
    "document": "~/Documents",
    "desktop": "~/Desktop",
    "picture": "~/Pictures",
}
_USUAL_FOLDERS = frozenset(
    """src lib libs test tests doc docs build dist bin node_modules vendor target log logs data
    config scripts public static assets include examples backup backups images projects work www
    etc usr var opt tmp""".split()
)
"""Directories that a person may name by the bare word."""
_ROOT_FOLDERS = frozenset("etc usr var opt tmp bin sbin boot dev proc srv mnt lib".split())


def bare(token: Token) -> bool:
    """True for an unquoted word that could well be the name of something."""
    if token.quoted or token.shape not in ("word", "name"):
        return False
    lower = token.text.lower()
    return not (
        token.norm in COMMON
        or lower in COMMON
        or token.norm in VERBS
        or token.norm in FILLERS
        or lower in STOP_WORDS
        or token.norm in STOP_WORDS
        or token.norm in SYNONYMS.values()
        or token.norm in KINDS
    )


def _entity(kind: str) -> Slot:
    def read(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
        found = sentence.entities.get(index)
        if found is not None and found.kind == kind:
            yield found.last + 1, found.value

    return read


def _count(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    found = sentence.entities.get(index)
    token = sentence.tokens[index]
    if found is not None and found.kind == "count" and token.text.lower() not in ("a", "an"):
        yield found.last + 1, found.value
    elif token.shape == "number" and token.text.isdigit():  # "150 characters" is a size, too
        yield index + 1, int(token.text)


def _duration(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    found = sentence.entities.get(index)
    if found is not None and found.kind == "duration":
        yield found.last + 1, found.value
        return
    token = sentence.tokens[index]
    if not token.quoted and token.norm in _UNITS:
        yield index + 1, parse_duration(token.norm)
        return
    # 15*24 hours, as in "the last 15*24 hours"
    match = re.fullmatch(r"(\d+)\*(\d+)", token.text)
    if match and index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].norm in _UNITS:
        total = int(match[1]) * int(match[2])
        yield index + 2, parse_duration(f"{total} {sentence.tokens[index + 1].norm}")


def _ordinal(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    found = sentence.entities.get(index)
    if found is not None and found.kind == "ordinal":
        yield found.last + 1, found.value
    elif not sentence.tokens[index].quoted and sentence.tokens[index].norm in ("last", "final"):
        yield index + 1, -1


def _path(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A file or directory that is typed as such."""
    token = sentence.tokens[index]
    if token.quoted or token.shape in ("path", "dotname", "variable", "name", "glob", "email"):
        if token.text and not token.text.isspace():
            yield index + 1, token.text
    elif bare(token) or token.text in _USUAL_FOLDERS or token.text in sentence.context.files:
        yield index + 1, token.text


def _destination(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Where something goes: a path, or a place such as "the parent directory"."""
    yield from _path(sentence, index)
    yield from _one_dir(sentence, index)


def _file(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """One named file: quoted, with an extension, or known to be here."""
    token = sentence.tokens[index]
    known = token.text in sentence.context.files
    lower = token.text.lower()
    if lower[:1] == "." and lower[1:] in EXTENSIONS:
        return
    if not token.quoted and not known and lower in COMMON:
        return
    if token.text and (
        known or token.quoted or token.shape in ("path", "dotname", "variable", "name", "glob")
    ):
        yield index + 1, token.text


def _text(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Any one value: quoted, verbatim, a number or a word that is no article."""
    token = sentence.tokens[index]
    if (
        token.quoted
        or token.shape != "word"
        or (token.norm not in FILLERS and token.text.lower() not in _NO_TEXT)
    ):
        yield index + 1, token.text


_LINKING = frozenset("contain match start end include have begin name".split())
_NO_TEXT = frozenset(
    """in on at of to from with by for and or under that which whose who name names named file
    files directory directories folder folders their its text string word pattern phrase either
    only not more less than string:s strings words lines line letter letters character characters
    number numbers least into all any content contents both regex expression where when""".split()
)


def _quoted(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if token.quoted and token.text:
        yield index + 1, token.text


def _verbatim(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Quoted or otherwise typed verbatim, never a plain word."""
    token = sentence.tokens[index]
    if (token.quoted and token.text) or token.shape in VERBATIM:
        yield index + 1, token.text


def _verbatim_name(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A file name or glob that cannot be a word of the sentence."""
    token = sentence.tokens[index]
    shaped = token.shape in ("glob", "path", "dotname", "name", "variable")
    if (token.quoted and token.text.strip()) or (shaped and token.text not in (".", "..", "/")):
        yield index + 1, token.text


def _user(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if token.quoted or token.shape in ("variable", "name", "number"):
        yield index + 1, token.text
    elif token.norm in ("me", "myself") and sentence.context.user:
        yield index + 1, sentence.context.user
    elif bare(token) or token.text.lower() in (
        "root",
        "www-data",
        "nobody",
        "mysql",
        "test",
        "admin",
    ):
        yield index + 1, token.text


_ACCOUNTS = frozenset("root www-data nobody mysql test admin daemon user group staff".split())


def _mode(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    text = token.text
    if re.fullmatch(r"0?[0-7]{3,4}", text) or re.fullmatch(
        r"[ugoa]*[+=-][rwxXstugo]*(,[ugoa]*[+=-][rwxXstugo]*)*", text
    ):
        yield index + 1, text
    elif re.fullmatch(r"[-d]?[rwxsStT-]{9}", text):
        yield index + 1, symbolic_to_octal(text[-9:])


def symbolic_to_octal(text: str) -> str:
    """ "rwxr-xr-x" as "755", with a leading digit for the set-id and sticky bits."""
    digits = [0, 0, 0, 0]
    for place, flags in enumerate((text[0:3], text[3:6], text[6:9]), start=1):
        digits[place] = (
            (4 if flags[0] == "r" else 0)
            + (2 if flags[1] == "w" else 0)
            + (1 if flags[2] in "xst" else 0)
        )
        if flags[2] in "sStT":
            digits[0] += (4, 2, 1)[place - 1]
    return "".join(str(digit) for digit in (digits if digits[0] else digits[1:]))


def joined(sentence: Sentence, index: int) -> int | None:
    """Where the next member of a list starts after the one that ended at `index`; else None."""
    tokens = sentence.tokens
    if index >= len(tokens):
        return None
    token = tokens[index]
    comma = "," in sentence.text[tokens[index - 1].end : token.start]
    if not token.quoted and (token.norm in ("and", "or", "nor", "and/or", "plus", ",", "&")):
        following = index + 1
        if following < len(tokens) and tokens[following].norm in (
            "or",
            "a",
            "the",
            "any",
            "either",
        ):
            following += 1
        return following if following < len(tokens) else None
    together = token.quoted and tokens[index - 1].quoted
    return index if comma or together else None


_AFTER_JOIN = frozenset(("or", "a", "an", "the", "any", "either", "with"))


def _list_of(item: Slot) -> Slot:
    """One or more of something, joined by commas, "and" or "or": a tuple, longest first."""

    def read(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
        chosen: list[object] = []
        choices: list[list[tuple[int, object]]] = []
        here: int | None = index
        while here is not None and here < len(sentence.tokens):
            found = list(item(sentence, here))
            if not found:
                break
            choices.append(found)
            chosen.append(found[0][1])
            here = joined(sentence, found[0][0])
        for length in range(len(choices), 0, -1):
            for end, value in choices[length - 1]:
                yield end, (*chosen[: length - 1], value)

    return read


def _name(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """The name or glob of files: anything typed verbatim, or a word that is no trade word."""
    token = sentence.tokens[index]
    if token.quoted or token.text in ("~", "#", "_", "@", "+", "%"):
        if token.text.strip():
            yield index + 1, token.text
    elif (
        token.shape in ("glob", "path", "dotname", "name", "variable", "number", "date")
        and token.text not in (".", "..", "/")
    ) or bare(token):
        yield index + 1, token.text


def _ext(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """An extension as a glob: jpg, .jpg, "*.jpg"."""
    token = sentence.tokens[index]
    text = token.text
    if re.fullmatch(r"\*?\.?[A-Za-z0-9_~+-]{1,12}(\.[A-Za-z0-9]{1,5})?", text) and (
        token.quoted
        or token.shape in ("dotname", "glob", "name", "path", "number")
        or kind_globs(token.norm, text)
        or bare(token)
    ):
        stem = text.lstrip("*").lstrip(".")
        if stem:
            yield index + 1, f"*.{stem}"


def _kind(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Words before "files" that say of which kind: a tuple of globs."""
    token = sentence.tokens[index]
    if token.quoted:
        if re.fullmatch(r"\*?\.[A-Za-z0-9_~+.-]+", token.text):
            yield index + 1, ("*" + token.text.lstrip("*"),)
        return
    if token.shape == "dotname":
        yield index + 1, (f"*{token.text}",)
        return
    if token.shape == "glob":
        yield index + 1, (token.text,)
        return
    globs = kind_globs(token.norm, token.text)
    if token.shape in ("word", "name") and globs:
        yield index + 1, globs


def _sure_kind(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A kind that needs no "files" after it: PDFs, jpgs, .txt, *.c."""
    if sentence.tokens[index].text.lower() not in LOOSE:
        yield from _kind(sentence, index)


def _one_dir(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    tokens = sentence.tokens
    while index < len(tokens) and sentence.filler(index) and tokens[index].text.lower() != "this":
        index += 1
    if index >= len(tokens):
        return
    for end, place in _place(sentence, index):
        for tail in _tails(sentence, end):
            yield tail, place


def _place(sentence: Sentence, index: int) -> Iterator[tuple[int, str]]:
    tokens = sentence.tokens
    token = tokens[index]
    lower = token.text.lower()
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if not token.quoted and token.norm == "user" and following and following.norm == "home":
        index, token, lower = index + 1, following, "home"
        following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.quoted or token.shape in ("path", "dotname", "variable", "glob"):
        if token.text.strip() and (token.shape != "glob" or "/" in token.text):
            yield index + 1, token.text
        return
    noun = following is not None and not following.quoted and following.norm in _DIRECTORY
    if lower in ("here", "cwd"):
        yield index + 1, "."
        return
    if lower in ("current", "present") and following and following.norm in ("work", "working"):
        if index + 2 < len(tokens) and tokens[index + 2].norm in _DIRECTORY:
            yield index + 3, "."
        return
    if lower in ("current", "present", "this") and following and following.norm in _TREE:
        yield index + 2, "."
        return
    if lower in _PLACES and noun:
        yield index + 2, _PLACES[lower]
        return
    if lower in ("filesystem", "system", "computer", "machine", "drive"):
        yield index + 1, "/"
        return
    if lower in ("file", "hard", "whole", "entire", "complete", "local") and following:
        if following.norm in ("system", "drive", "disk", "filesystem", "machine", "hierarchy"):
            yield index + 2, "/"
        elif following.text.lower() == "file" and _norm_at(tokens, index + 2) in _SYSTEM:
            yield index + 3, "/"
        return
    if lower == "root" and following and following.text.lower() in ("filesystem", "file"):
        yield index + (2 if following.text.lower() == "filesystem" else 3), "/"
        return
    if lower == "home":
        yield index + 1, "~"
        return
    if lower == "root":
        yield index + 1, "/"
        return
    if token.norm in _HOME_FOLDERS and noun:
        yield index + 2, _HOME_FOLDERS[token.norm]
        return
    if token.norm in _DIRECTORY and following is not None:
        # "directory foo", "the folder named foo"
        start = index + 1
        if following.norm in ("name", "call") and not following.quoted and start + 1 < len(tokens):
            start += 1
        named = tokens[start]
        if (
            named.quoted
            or named.shape in ("path", "dotname", "variable", "glob")
            or bare(named)
            or named.shape == "name"
        ):
            yield start + 1, named.text
        return
    known = f"{token.text}/" in sentence.context.files
    plain = token.shape == "word" and lower not in COMMON and token.norm not in _NO_PLACE
    if noun and plain and lower not in _TEMP and lower not in _ROOT_FOLDERS:
        yield index + 1, token.text
        return
    usual = lower in _USUAL_FOLDERS and token.text == lower
    if token.shape in ("word", "name") and (
        known or usual or bare(token) or (noun and lower in _TEMP)
    ):
        if noun and not known:
            if lower in _TEMP and not token.text.isupper():
                yield index + 2, "/tmp"
                return
            if lower in _ROOT_FOLDERS and not token.text.isupper():
                yield index + 2, f"/{lower}"
                return
        if not noun and not known and not usual and kind_globs(token.norm, token.text):
            return
        yield index + 1, token.text


def _norm_at(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if index < len(tokens) else ""


_SYSTEM = frozenset(("system", "hierarchy"))
_NO_PLACE = frozenset(
    """empty hidden same given follow specify any all each every either both other this that the
    certain name match new old large small delete create find list and or not of in sub child
    contain result exist correspond select""".split()
)
_DIRECTORY = frozenset(("directory", "dir", "folder"))
_TEMP = frozenset(("tmp", "temp", "temporary"))
_TREE = frozenset(("directory", "tree", "hierarchy", "structure", "dir"))


def _tails(sentence: Sentence, end: int) -> Iterator[int]:
    """After a place: "directory", "directory tree", "folder" may follow; longest first."""
    tokens = sentence.tokens
    here = end
    while here < len(tokens) and here - end < 3:
        token = tokens[here]
        if token.quoted or token.norm not in _TREE or token.text.lower().startswith("sub"):
            break
        if token.text.lower() in ("directories", "folders") and here == end:
            # "in src and lib directories" names both; "in . directories" does not end a place
            pass
        here += 1
    while here > end:
        yield here
        here -= 1
    yield end


def table_slot(book: Phrasebook) -> Slot:
    """A slot whose readings are the phrases of another table; the value is the Chunk."""

    def read(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
        found = sorted(book.chunks_at(sentence, index), key=lambda each: (-each[1].end, each[0]))
        for _, chunk in found:
            yield chunk.end, chunk

    return read


def _ago(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if not token.quoted and token.norm in ("ago", "old", "earlier", "before", "back", "previously"):
        yield index + 1, token.norm


def _sha(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    match = re.fullmatch(r"sha-?(1|224|256|384|512)?(sum)?", sentence.tokens[index].text.lower())
    if match:
        yield index + 1, f"sha{match[1] or '256'}sum"


def _order(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Which end comes first: "up" for ascending, "down" for descending."""
    words = [token.norm for token in sentence.tokens[index : index + 6] if not token.quoted]
    for start in range(min(3, len(words))):
        if words[start] in _UP or words[start] in _DOWN:
            end = index + start + 1
            for extra in words[start + 1 : start + 3]:
                if extra not in ("order", "first", "one", "file"):
                    break
                end += 1
            yield end, "up" if words[start] in _UP else "down"
            return
        if words[start] not in ("in", "the", "a", "with", "from", "by", "order", "of", "and"):
            return


_UP = frozenset("ascend ascending increasing smallest oldest lowest least increase".split())
_DOWN = frozenset(
    "descend descending decreasing reverse reversed largest newest highest most decrease".split()
)


_RIGHTS = {"read": "r", "readable": "r", "write": "w", "writable": "w", "writeable": "w",
           "execute": "x", "executable": "x", "exec": "x", "execution": "x",
           "run": "x"}  # fmt: skip
_WHO = {"user": "u", "owner": "u", "group": "g", "other": "o", "others": "o", "all": "a",
        "everyone": "a", "everybody": "a", "world": "o", "anyone": "a"}  # fmt: skip


def _letters(table: dict[str, str], leads: frozenset[str]) -> Slot:
    """Words from a table, with joining words between, as the letters they stand for."""

    def read(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
        found, here, end = "", index, index
        tokens = sentence.tokens
        while here < len(tokens) and not tokens[here].quoted:
            token = tokens[here]
            letter = table.get(token.text.lower()) or table.get(token.norm)
            if letter:
                found += letter if letter not in found else ""
                end = here + 1
            elif token.norm not in leads and not sentence.filler(here):
                break
            here += 1
        if found:
            yield end, "a" if "a" in found else found

    return read


def _neg(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if not token.quoted and token.norm in ("not", "no", "never", "without"):
        yield index + 1, token.norm


def _needle(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Text to look for: quoted, verbatim, or a word that is no word of the trade."""
    token = sentence.tokens[index]
    if (token.quoted and token.text) or token.shape not in ("word", "quoted") or bare(token):
        yield index + 1, token.text


def _value(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Text to put in or take out: anything but an article."""
    token = sentence.tokens[index]
    lower = token.text.lower()
    joining = lower in _JOINING or lower in FILLERS or token.norm in _LINKING
    if token.quoted or token.shape != "word" or not joining:
        yield index + 1, token.text


_JOINING = frozenset("in on of to from at with and or for into by as that which".split())


def _sure_dir(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A place that can be nothing but a directory, as in "search /etc"."""
    for end, place in _one_dir(sentence, index):
        assert isinstance(place, str)
        noun = any(token.norm in _TREE for token in sentence.tokens[index:end])
        base = place.rstrip("/").rsplit("/", 1)[-1]
        typed = place.startswith(("/", "~", "./", "..", "$")) or place.endswith("/")
        if noun or (typed and ("." not in base.lstrip(".") or place.endswith("/"))):
            yield end, place


def _command(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """An unquoted command: a script's path or a program on this machine."""
    token = sentence.tokens[index]
    if token.shape in ("path", "variable", "name") or token.text in sentence.context.tools:
        yield index + 1, token.text


def _quoted_dir(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    token = sentence.tokens[index]
    if token.quoted or token.shape in ("path", "variable", "dotname"):
        yield from _one_dir(sentence, index)


def _bare_name(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    if bare(sentence.tokens[index]):
        yield index + 1, sentence.tokens[index].text


def _fstype(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    lower = sentence.tokens[index].text.lower()
    if re.fullmatch(
        r"ext[234]|vfat|fat(16|32)?|ntfs|nfs4?|tmpfs|xfs|btrfs|zfs|msdos|iso9660|hfs|apfs", lower
    ):
        yield index + 1, lower


DELIMITERS = {
    "comma": ",", "commas": ",", "tab": "\t", "tabs": "\t", "colon": ":", "colons": ":",
    "semicolon": ";", "semicolons": ";", "pipe": "|", "pipes": "|", "space": " ", "spaces": " ",
    "whitespace": " ", "blank": " ", "dash": "-", "hyphen": "-", "dot": ".", "period": ".",
    "slash": "/", "underscore": "_", "equals": "=", "equal": "=", "newline": "\n",
    "newlines": "\n", "comma-space": ", ", "tilde": "~", "hash": "#", "ampersand": "&", "plus": "+",
}  # fmt: skip
"""Words for single characters."""

CHARACTERS = {
    "newline": "\\n", "newlines": "\\n", "tab": "\\t", "tabs": "\\t", "space": " ", "spaces": " ",
    "whitespace": "[:space:]", "blanks": "[:blank:]", "digit": "[:digit:]", "digits": "[:digit:]",
    "number": "[:digit:]", "numbers": "[:digit:]", "punctuation": "[:punct:]",
    "letter": "[:alpha:]", "letters": "[:alpha:]", "vowels": "aeiouAEIOU", "comma": ",",
    "commas": ",", "colon": ":", "colons": ":", "semicolon": ";", "semicolons": ";", "dash": "-",
    "dashes": "-", "hyphens": "-", "dots": ".", "dot": ".", "periods": ".", "slashes": "/",
    "underscore": "_", "underscores": "_", "pipes": "|", "uppercase": "[:upper:]",
    "lowercase": "[:lower:]", "quotes": "\"'", "backslashes": "\\\\",
}  # fmt: skip
"""Words for characters and classes of them, in tr's notation."""


def _delimiter(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A separating character: a word for it, or the character itself."""
    token = sentence.tokens[index]
    if token.quoted:
        if 0 < len(token.text) <= 2 or token.text in ("\\t", "\\n"):
            text = {"\\t": "\t", "\\n": "\n"}.get(token.text, token.text)
            yield index + 1, text
    elif token.text.lower() in DELIMITERS:
        yield index + 1, DELIMITERS[token.text.lower()]
    elif token.shape in ("symbol", "path") and len(token.text) == 1:
        yield index + 1, token.text


def _charclass(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A word for a character or a class of characters, as tr writes it."""
    token = sentence.tokens[index]
    if token.quoted:
        return
    lower = token.text.lower()
    if lower in ("double", "single") and index + 1 < len(sentence.tokens):
        if sentence.tokens[index + 1].text.lower() in ("quote", "quotes"):
            yield index + 2, '"' if lower == "double" else "'"
    elif lower in CHARACTERS:
        end = index + 1
        if end < len(sentence.tokens) and sentence.tokens[end].norm == "character":
            end += 1
        yield end, CHARACTERS[lower]


def _span(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    match = re.fullmatch(r"(\d+)(?:-|\.\.|:|,)(\d+)", sentence.tokens[index].text)
    if match:
        yield index + 1, (int(match[1]), int(match[2]))


_NO_TERM = frozenset(
    """file files directory directories folder folders line lines space spaces empty blank
    duplicate duplicates case order sort sorted any all either both only number numbers column
    field following least regular specific comments""".split()
)


def _term(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """What lines contain: quoted, verbatim, or nearly any word."""
    token = sentence.tokens[index]
    if token.quoted or token.shape != "word":
        if token.text:
            yield index + 1, token.text
        return
    lower = token.text.lower()
    if lower in _NO_TERM or lower in _JOINING or token.norm in FILLERS or token.norm in _LINKING:
        return
    if lower not in STOP_WORDS and token.norm != "not":
        yield index + 1, token.text


def _needle_list(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    for end, found in _list_of(_needle)(sentence, index):
        if isinstance(found, tuple) and not all(
            sentence.tokens[spot].shape == "number" for spot in range(index, end)
        ):
            yield end, found


def _given(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """The name after "named": nearly any word will do."""
    token = sentence.tokens[index]
    lower = token.text.lower()
    trade = lower in _JOINING or token.norm in _LINKING or token.norm in ("file", "directory")
    if token.shape == "word" and not token.quoted and lower not in STOP_WORDS and not trade:
        yield index + 1, token.text
    else:
        yield from _name(sentence, index)


def _glob(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """A name that says of itself that it is a file's: a wildcard or an extension."""
    token = sentence.tokens[index]
    telling = re.search(r"[*?]|\[.+\]|^\.?[\w-]+\.\w{1,5}$|^\.\w+$", token.text)
    shaped = token.quoted or token.shape in ("glob", "path", "dotname")
    if telling and shaped and " " not in token.text:
        yield index + 1, token.text


def _archive(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """The name of an archive."""
    token = sentence.tokens[index]
    if re.search(r"\w\.(tar|zip|tgz|tbz2?|tar\.(gz|bz2|xz))$", token.text):
        yield index + 1, token.text


def _archived(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """What goes into an archive: a path or glob that is no archive itself."""
    token = sentence.tokens[index]
    if token.shape == "glob":
        yield index + 1, token.text
    elif not any(True for _ in _archive(sentence, index)):
        yield from _path(sentence, index)


def _gzfile(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    if re.search(r"\.(gz|bz2|xz|Z)$", sentence.tokens[index].text):
        yield index + 1, sentence.tokens[index].text


def _filename(sentence: Sentence, index: int) -> Iterator[tuple[int, object]]:
    """Surely a file: it has an extension or a directory in front."""
    token = sentence.tokens[index]
    if re.fullmatch(r"[^\s*?]*[^\s*?/]\.[A-Za-z][\w-]{0,8}", token.text):
        yield index + 1, token.text


BASIC: dict[str, Slot] = {
    "size": _entity("size"),
    "duration": _duration,
    "count": _count,
    "ordinal": _ordinal,
    "date": _entity("date"),
    "path": _path,
    "paths": _list_of(_path),
    "place": _destination,
    "file": _file,
    "files": _list_of(_file),
    "text": _text,
    "texts": _list_of(_text),
    "quoted": _quoted,
    "verbatim": _verbatim,
    "user": _user,
    "users": _list_of(_user),
    "mode": _mode,
    "name": _name,
    "names": _list_of(_name),
    "exts": _list_of(_ext),
    "quoted_names": _list_of(_verbatim_name),
    "barenames": _list_of(_bare_name),
    "sure_dirs": _list_of(_sure_dir),
    "quoted_dirs": _list_of(_quoted_dir),
    "rights": _letters(_RIGHTS, frozenset(("and", "or", ","))),
    "who": _letters(_WHO, frozenset(("and", "or", ",", "for", "to", "of", "from", "by"))),
    "neg": _neg,
    "needle": _needle,
    "value": _value,
    "values": _list_of(_value),
    "term": _term,
    "command": _command,
    "delimiter": _delimiter,
    "charclass": _charclass,
    "span": _span,
    "counts": _list_of(_count),
    "ordinals": _list_of(_ordinal),
    "needles": _needle_list,
    "terms": _list_of(_term),
    "given": _list_of(_given),
    "archive": _archive,
    "archived": _list_of(_archived),
    "gzfile": _gzfile,
    "fstype": _fstype,
    "globs": _list_of(_glob),
    "ago": _ago,
    "sha": _sha,
    "order": _order,
    "filename": _filename,
    "kinds": _list_of(_kind),
    "sure_kinds": _list_of(_sure_kind),
    "dirs": _list_of(_one_dir),
    "dir": _one_dir,
}

WHEN = Phrasebook(
    """
    within   : in|within|during|over|for the? last|past|previous|recent {duration}
    within   : the? last|past|previous {duration}
    within   : less|fewer than {duration} ago|old|back|earlier?
    within   : within {duration}
    within   : newer|younger than {duration} ( ago | old )?
    within   : no more|older|later than {duration} ( ago | old )?
    within   : at most {duration} ( ago | old )
    longer   : since|for|in over {duration}
    older    : more|longer|greater|larger|over than? {duration} {ago}?
    older    : older than {duration} ( ago | old )?
    older    : before|earlier|prior than|to? {duration} ago
    older    : before|prior to? the? last|past {duration}
    older    : {duration} ( ago | old )? or more|older|longer|earlier ( ago )?
    atleast  : atleast {duration} {ago}?
    atleast  : at least {duration} {ago}?
    atleast  : for at least {duration}
    longer   : for|in more|longer|over than? {duration}
    longer   : for {duration} or more|longer
    exactly  : exactly? {duration} ago|old|back|before|earlier
    since    : since|after {date}
    since    : later|newer than {date}
    before   : before|until {date}
    before   : prior to {date}
    before   : earlier|older than {date}
    on       : on|in|during|at {date}
    on       : {date}
    range    : between|from {date:a} and|to|until|through|till {date:b}
    ages     : between {duration:a} ago? and|to {duration:b} ( ago | old )?
    ages     : between {count:n} and|to {duration:b} ( ago | old )?
    ages     : more than {duration:a} {ago}? but|and less than {duration:b} {ago}?
    ages     : older than {duration:a} {ago}? but|and newer|younger|less than {duration:b} {ago}?
    ages     : less than {duration:b} {ago}? but|and more|older than {duration:a} {ago}?
    ages     : newer than {duration:b} {ago}? but|and older than {duration:a} {ago}?
    newer    : more recently than file? {file}
    newer    : after|since file? {file}
    newer    : later|newer than file? {file}
    older.f  : before file? {file}
    older.f  : earlier|older than file? {file}
    """,
    slots=BASIC,
)
BASIC["when"] = table_slot(WHEN)


def values(chunk_value: object) -> tuple[str, ...]:
    """A list slot's value as a tuple of texts, nested tuples of globs flattened."""
    if isinstance(chunk_value, str):
        return (chunk_value,)
    if isinstance(chunk_value, Iterable):
        flat: list[str] = []
        for each in chunk_value:
            flat.extend(values(each))
        return tuple(flat)
    return ()
