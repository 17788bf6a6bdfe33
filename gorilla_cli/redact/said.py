"""Secrets in sentences, random values beside a telling word, and environment files.

Invariant: pure; linear time. A plain word after "password" is none: a request
may speak of passwords without holding one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.redact.named import STAND_IN
from gorilla_cli.redact.randomness import is_random
from gorilla_cli.redact.shape import Span

SAID_KINDS = frozenset({"password", "token", "high-entropy", "env-value"})
"""Every kind found here."""

_PASSWORD_SAID = re.compile(
    r"(?i)(?<![\w-])(?:pass[ -]?(?:word|phrase|code)|passwd|pwd|pin(?: ?code)?|passwort|contraseña)"
    r"(?![\w-])[\"']?"
    r"(?:[ \t]{1,4}(?:of|for)(?:[ \t](?:the|my|user|account)){0,2}[ \t]{1,4}[\w.@-]{1,40}"
    r"(?=[ \t]{1,4}(?:is|to|=)))?"
    r"((?:[ \t]{1,4}(?:is|was|of|to|being|equals|as|set to|=|:)(?=[\s\"'])){0,2})[ \t]{1,4}"
    r"(?:\"([^\"\n]{2,200}+)\"|'([^'\n]{2,200}+)'|([^\s\"'`,]{3,200}+))"
)
_KEY_SAID = re.compile(
    r"(?i)(?<![\w-])(?:api|access|secret|licen[cs]e|auth)?[ _-]?(?:key|token|secret)"
    r"[ \t]{1,4}(?:is|was|=|:)[ \t]{1,4}[\"']?([\w.~+/=!-]{8,200}+)"
)
_NO_PASSWORD = re.compile(
    r"(?i)(?:sha|md|aes|utf|base|rsa|ed|x|oauth|bcrypt|argon|http|ipv|v|mp|s|k8|win|port)-?\d+\S*"
    r"|[$%<{(\[|>&;-].*|[~./*].*|.*/.*|[\w.*-]+\.[a-z]{1,5}|\d+(?:[.:]\d+)*[a-z%]{0,7}|.*['’]s"
)


_HEX_SUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f-]{36}")
"""Commits, sums and ids, of which one also says that something is the key."""


def said(text: str) -> Iterator[Span]:
    """Passwords in a sentence: "with password hunter2", "change the password to 's3cret'"."""
    for match in _PASSWORD_SAID.finditer(text):
        group = match.lastindex or 0
        value = match[group].rstrip(".,;:!?)") if group == 4 else match[group]
        if group == 4 and match[0][:3].lower() == "pin":
            secret = value.isdigit() and 4 <= len(value) <= 8
        elif group == 4:
            secret = (
                not _NO_PASSWORD.fullmatch(value)
                and any(character.isalpha() for character in value)
                and any(
                    not character.isalpha() and character not in "-_'’.()" for character in value
                )
            )
        else:
            secret = bool(match[1]) or match[0].startswith("PASSWORD")
            secret = secret and not re.fullmatch(r"[~./*].*|.*/.*|\$.*|<.*>", value)
        if secret and not STAND_IN.fullmatch(value):
            yield match.start(group), match.start(group) + len(value), "password"
    for match in _KEY_SAID.finditer(text):
        value = match[1].rstrip(".,;:!?")
        mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
        if mixed and not _NO_PASSWORD.fullmatch(value) and not _HEX_SUM.fullmatch(value):
            yield match.start(1), match.start(1) + len(value), "token"


_RUN = re.compile(r"(?<![A-Za-z0-9+/=_.~-])[A-Za-z0-9+/=_.~-]{16,}+")
_BESIDE = re.compile(
    r"(?i)(?:(?<![a-z])|_)(?:"
    r"(?:api|access|secret|private|signing|encryption|master|licen[cs]e|app)[ _-]?keys?"
    r"|secrets?|tokens?|credentials?|passw(?:or)?ds?|passphrases?|auth|bearer)(?![a-z])"
)
_BESIDE_KEY = re.compile(r"(?i)(?:(?<![a-z])|_)keys?(?![a-z])")
_ABOUT_OTHERS = re.compile(
    r"(?i)sha\d*|commit|digest|checksum|hash|uuid|guid|fingerprint|ssh-|public|recv|gpg|image"
    r"|\bpods?\b|branch|revision|\bfiles?\b|\btag\b|\n"
)
_AFTER = re.compile(
    r"(?i)[\"')]{0,2}[ ,]{1,3}(?:is|as|for|=)\s(?:my|the|our|an?|his|her)\s[\w ]{0,20}?"
    r"(?:key|token|secret|password)\b"
)


def random_beside_a_word(text: str) -> Iterator[Span]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1] == ".":
            end -= 1
        value = text[start:end]
        if not is_random(value, hexadecimal=True) or value.startswith(("AAAAB3Nza", "AAAAC3Nza")):
            continue
        before = text[max(0, start - 60) : start]
        words = list(_BESIDE.finditer(before))
        telling = words[-1] if words else None
        if telling is None and is_random(value):
            keys = list(_BESIDE_KEY.finditer(before))
            telling = keys[-1] if keys else None
        if (telling and not _ABOUT_OTHERS.search(before, telling.end())) or (
            telling is None and _AFTER.match(text, end)
        ):
            yield start, end, "high-entropy"


_ENVIRONMENT_LINE = re.compile(
    r"(?m)^[ \t]*(?:export[ \t]{1,4}|set[ \t]{1,4}|-e[ \t]{1,4})?[A-Z][A-Z0-9_]{1,60}+="
    r"[\"']?([^\s\"'$]{16,}+)[\"']?[ \t]*$"
)


def environment_values(text: str) -> Iterator[Span]:
    """Values of an environment file that look random, whatever their name."""
    for match in _ENVIRONMENT_LINE.finditer(text):
        if is_random(match[1]):
            yield match.start(1), match.end(1), "env-value"
