"""Text is decoded and run in one go, so that nobody can read what it does."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import UNKNOWN, Model, Run
from gorilla_cli.verify.shell.starts import plain_name
from gorilla_cli.verify.shell.starts.shells import SHELLS

SEVERITY = Severity.DANGER
REASON = "runs text that {} decodes, so that it cannot be read beforehand"

_DECODERS = {
    "base64": ("-d", "-D", "--decode", "-di", "-id", "--d"),
    "gbase64": ("-d", "-D", "--decode"),
    "base32": ("-d", "--decode"),
    "basenc": ("-d", "--decode"),
    "xxd": ("-r", "-rp", "-r -p", "-pr"),
    "openssl": ("-d", "-base64", "base64"),
    "uudecode": (),
    "gpg": ("-d", "--decrypt"),
    "ccrypt": ("-d",),
    "gunzip": (),
    "zcat": (),
    "bzcat": (),
    "xzcat": (),
    "bunzip2": (),
    "unxz": (),
    "zstdcat": (),
    "gzip": ("-d", "-dc", "-cd", "--decompress"),
    "rot13": (),
    "rev": (),
    "hex2bin": (),
}
_INTERPRETERS = SHELLS | {"python", "python3", "perl", "ruby", "php", "node", "source", ".", "eval"}


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if plain_name(run.name) in _INTERPRETERS and run.feed is not None and _reads_input(run):
            for source in run.feed.sources():
                if is_decoder(source):
                    yield Hit(source.name)
                    break
        if run.name == "" and UNKNOWN in run.program.text:
            for source in run.program.sources:
                if is_decoder(source) or _scrambles(source):
                    yield Hit(source.name)
                    break


def _reads_input(run: Run) -> bool:
    words = [text for text in run.texts if not text.startswith("-") or text == "-"]
    return (
        not words or words[0] in ("-", "/dev/stdin") or "-s" in run.texts or run.name in ("eval",)
    )


def is_decoder(run: Run) -> bool:
    """True for a program that turns unreadable text into readable one."""
    options = _DECODERS.get(run.name)
    if options is None:
        return False
    texts = set(run.texts)
    return not options or any(
        option in texts
        or any(text.startswith(option) and not text.startswith("--") for text in texts)
        for option in options
    )


def _scrambles(run: Run) -> bool:
    return (
        run.name in ("tr", "sed", "awk", "cut", "python", "python3", "perl")
        and not run.given.operands[2:]
    )
