"""What simple programs print, computed from their arguments and input.

Invariant: bounded and without effects. None means "cannot be known"; a piece
that cannot be known inside known text is UNKNOWN.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
import zlib
from collections.abc import Callable

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.escapes import decode
from gorilla_cli.verify.shell.model import UNKNOWN, Run

MAX_OUTPUT = 200_000

_FORMAT = Pattern(r"%(?:%|[-+ #0]*\d*(?:\.\d+)?([a-zA-Z]))")
_CONSTANT = {
    "date": "2024-01-31",
    "uname": "Linux",
    "hostname": "host",
    "nproc": "4",
    "arch": "x86_64",
    "tty": "/dev/pts/0",
    "wc": "12345",
    "mktemp": "/tmp/tmp.0123456789",
    "uuidgen": "00000000-0000-4000-8000-000000000000",
    "getconf": "12345",
    "expr": "12345",
    "lsb_release": "stable",
    "ps": None,
}


def printed(run: Run, user: str) -> str | None:
    """What the program writes to its standard output."""
    name = run.name
    if name in ("whoami", "logname"):
        return user + "\n"
    if name == "id":
        return (user if run.given.has("n", "name") else "1000") + "\n"
    if constant := _CONSTANT.get(name):
        return constant + "\n"
    filter_ = _FILTERS.get(name)
    if filter_ is None:
        return None
    try:
        text = filter_(run)
    except (ValueError, IndexError, OverflowError, MemoryError):
        return None
    return text if text is None or len(text) <= MAX_OUTPUT else None


def echo(run: Run) -> str:
    """`echo`, options as bash takes them."""
    texts = list(run.texts)
    newline, escapes = "\n", run.program.text.endswith(("/sh", "/dash"))
    while texts and re.fullmatch(r"-[neE]+", texts[0]):
        option = texts.pop(0)
        newline = "" if "n" in option else newline
        escapes = escapes or "e" in option
    text = " ".join(texts)
    return (decode(text) if escapes else text) + newline


def format_text(arguments: tuple[str, ...]) -> str:
    """`printf`: the format is used again until the arguments are gone."""
    if not arguments:
        return ""
    layout, rest = decode(arguments[0]), list(arguments[1:])
    out: list[str] = []
    for _ in range(1000):
        before = len(rest)
        out.append(_FORMAT.sub(lambda match: _formatted(match, rest), layout))
        if not rest or len(rest) == before:
            break
    return "".join(out)


def _formatted(match: re.Match[str], rest: list[str]) -> str:
    kind = match[1]
    if not kind:
        return "%"
    value = rest.pop(0) if rest else ""
    if kind == "b":
        return decode(value)
    if kind == "c":
        return value[:1]
    if kind in "sq":
        return value
    if UNKNOWN in value:
        return "12345"
    if value[:1] in ("'", '"'):
        number = ord(value[1]) if len(value) > 1 else 0
    else:
        number = int(value or "0", 0) if re.fullmatch(r"[-+]?(0[xX])?[0-9a-fA-F]+", value) else 0
    return {"x": f"{number:x}", "X": f"{number:X}", "o": f"{number:o}"}.get(kind, str(number))


def _input(run: Run) -> str | None:
    """The text that a filter reads: its standard input, unless it names files."""
    if any(operand.text != "-" for operand in run.given.operands):
        return None
    return run.feed.text if run.feed else None


def _printf(run: Run) -> str | None:
    arguments = run.texts[1:] if run.texts[:1] == ("--",) else run.texts
    return format_text(arguments)


def _cat(run: Run) -> str | None:
    if any(option not in "u" for option, _ in run.given.options):
        return None
    return _input(run)


def _base64(run: Run) -> str | None:
    text = _input(run)
    if text is None or not run.given.has("d", "D", "decode"):
        return None if text is None else base64.b64encode(text.encode()).decode() + "\n"
    kept = re.sub(r"[^A-Za-z0-9+/=_-]", "", text)
    decoded = base64.urlsafe_b64decode if re.search(r"[_-]", kept) else base64.b64decode
    return decoded(kept + "=" * (-len(kept) % 4)).decode("latin-1")


def _base32(run: Run) -> str | None:
    text = _input(run)
    if text is None or not run.given.has("d", "D", "decode"):
        return None
    return base64.b32decode("".join(text.split())).decode("latin-1")


def _xxd(run: Run) -> str | None:
    text = _input(run)
    if text is None or not run.given.has("r"):
        return None
    if not run.given.has("p"):
        text = " ".join(line.partition(":")[2].split("  ")[0] for line in text.split("\n"))
    return binascii.unhexlify("".join(text.split())).decode("latin-1")


def _openssl(run: Run) -> str | None:
    words = set(run.texts)
    text = run.feed.text if run.feed else None
    if text is None or not words & {"base64", "-base64", "-a"} or "-d" not in words:
        return None
    if words - {"enc", "base64", "-base64", "-a", "-A", "-d"}:
        return None
    return base64.b64decode("".join(text.split())).decode("latin-1")


def _rev(run: Run) -> str | None:
    text = _input(run)
    return None if text is None else "\n".join(line[::-1] for line in text.split("\n"))


def _tac(run: Run) -> str | None:
    text = _input(run)
    return None if text is None else "\n".join(text.rstrip("\n").split("\n")[::-1]) + "\n"


def _tr(run: Run) -> str | None:
    text = run.feed.text if run.feed else None
    operands = [decode(operand.text) for operand in run.given.operands]
    if text is None or not operands:
        return None
    first = _set(operands[0])
    if run.given.has("d", "delete"):
        if run.given.has("c", "C", "complement"):
            return "".join(character for character in text if character in first)
        return "".join(character for character in text if character not in first)
    if len(operands) < 2:
        return text
    second = _set(operands[1])
    if not second:
        return None
    if run.given.has("c", "C", "complement"):
        return "".join(c if c in first else second[-1] for c in text)
    second += second[-1] * (len(first) - len(second))
    return text.translate({ord(a): b for a, b in zip(first, second, strict=False)})


_CLASSES = {
    "[:upper:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "[:lower:]": "abcdefghijklmnopqrstuvwxyz",
    "[:digit:]": "0123456789",
    "[:space:]": " \t\n\r\v\f",
    "[:blank:]": " \t",
    "[:punct:]": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
}


def _set(text: str) -> str:
    for name, characters in _CLASSES.items():
        text = text.replace(name, characters)
    return re.sub(
        r"(.)-(.)",
        lambda match: "".join(map(chr, range(ord(match[1]), min(ord(match[2]), 0x2FF) + 1))),
        text,
        flags=re.DOTALL,
    )


def _sed(run: Run) -> str | None:
    """Only `s` with a literal pattern."""
    text = run.feed.text if run.feed else None
    scripts = run.given.values("e", "expression") or list(run.given.operands[:1])
    if text is None or len(scripts) != 1 or run.given.has("n", "i", "f"):
        return None
    for script in scripts[0].text.split(";"):
        body = script.strip()
        parts = body[2:].split(body[1]) if len(body) > 3 and body[0] == "s" else []
        if len(parts) != 3 or not re.fullmatch(r"[^\\.*\[\]^$]+", parts[0]) or "\\" in parts[1]:
            return None
        if parts[2] not in ("", "g") or "&" in parts[1]:
            return None
        count = -1 if parts[2] else 1
        text = "\n".join(line.replace(parts[0], parts[1], count) for line in text.split("\n"))
    return text


def _cut(run: Run) -> str | None:
    text = _input(run)
    given = run.given
    characters = given.value("c", "characters", "b", "bytes")
    fields = given.value("f", "fields")
    separator = given.value("d", "delimiter")
    chosen = characters or fields
    if text is None or chosen is None or not re.fullmatch(r"\d*-?\d*", chosen.text):
        return None
    low, dash, high = chosen.text.partition("-")
    start = int(low or 1) - 1
    stop = int(high) if high else (None if dash else start + 1)
    lines = []
    for line in text.rstrip("\n").split("\n"):
        if characters:
            lines.append(line[start:stop])
        else:
            mark = separator.text if separator else "\t"
            lines.append(mark.join(line.split(mark)[start:stop]) if mark else line)
    return "\n".join(lines) + "\n"


def _head(run: Run) -> str | None:
    text = _input(run)
    given = run.given
    size, count = given.value("c", "bytes"), given.value("n", "lines")
    asked = size or count
    if text is None or (asked and not re.fullmatch(r"[-+]?\d+", asked.text)):
        return None
    if size:
        number = int(size.text)
        if run.name == "head":
            return text[:number]
        return text[number - 1 :] if size.text.startswith("+") else text[-number:]
    lines = text.split("\n")
    number = int(count.text) if count else 10
    if run.name == "head":
        return "\n".join(lines[:number]) + "\n"
    return "\n".join(lines[-number - 1 :]) if number > 0 else None


def _unzip(run: Run) -> str | None:
    text = _input(run)
    if text is None or (run.name == "gzip" and not run.given.has("d", "decompress", "uncompress")):
        return None
    try:
        data = zlib.decompressobj(47).decompress(text.encode("latin-1"), MAX_OUTPUT)
    except (zlib.error, UnicodeEncodeError):
        return None
    return data.decode("latin-1")


def _seq(run: Run) -> str | None:
    operands = [operand.text for operand in run.given.operands]
    if not operands or not all(re.fullmatch(r"-?\d{1,9}", text) for text in operands):
        return None
    first = operands[0] if len(operands) > 1 else "1"
    return f"{first}\n{operands[-1]}\n"


def _path(run: Run) -> str | None:
    operands = run.given.operands
    if not operands:
        return None
    text = operands[0].text
    if run.name == "dirname":
        return UNKNOWN if text == UNKNOWN else (posixpath.dirname(text) or ".") + "\n"
    if run.name == "basename":
        suffix = operands[1].text if len(operands) > 1 else ""
        return posixpath.basename(text.rstrip("/")).removesuffix(suffix) + "\n"
    return posixpath.normpath(posixpath.join(run.cwd, text)) + "\n"


def _yes(run: Run) -> str | None:
    return (" ".join(run.texts) or "y") + "\n"


_FILTERS: dict[str, Callable[[Run], str | None]] = {
    "echo": echo,
    "printf": _printf,
    "cat": _cat,
    "tee": lambda run: run.feed.text if run.feed else None,
    "base64": _base64,
    "base32": _base32,
    "xxd": _xxd,
    "openssl": _openssl,
    "rev": _rev,
    "tac": _tac,
    "tr": _tr,
    "sed": _sed,
    "cut": _cut,
    "head": _head,
    "tail": _head,
    "gzip": _unzip,
    "gunzip": _unzip,
    "zcat": _unzip,
    "seq": _seq,
    "dirname": _path,
    "basename": _path,
    "realpath": _path,
    "readlink": _path,
    "pwd": lambda run: run.cwd + "\n",
    "yes": _yes,
    "sort": _cat,
    "uniq": _cat,
    "fmt": _cat,
    "pv": _cat,
    "sponge": _cat,
    "print": echo,
}
