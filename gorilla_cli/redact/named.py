"""Secrets that are known by the word beside them: `DB_PASSWORD=…`, `--token …`, "my key is …".

Invariant: pure; linear time. The name decides how sure we are: a value named
`password` is one whatever it looks like; a value named `key` must look random.
What stands in for a value (`$TOKEN`, `<password>`, `true`, `YOUR_KEY`) stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from gorilla_cli.redact.randomness import is_random
from gorilla_cli.redact.shape import COLOUR, Span

_SURE = {
    "password": "password passwd passphrase passcode passwort kennwort senha contraseña пароль"
    " motdepasse pwd userpw dbpw sshpass dbpass userpass smtppass mysqlpass rootpass adminpass"
    " sudopass becomepass vaultpass psk sharedsecretpass mailpass",
    "token": "token accesstoken",
    "secret": "secret clientsecret",
    "api-key": "apikey appkey servicekey consumerkey licensekey subscriptionkey",
    "secret-key": "secretkey accesskey accountkey authkey sharedkey masterkey sessionkey storagekey"
    " secretkeybase secretaccesskey accesskeysecret",
    "private-key": "privatekey presharedkey encryptionkey signingkey decryptionkey hmackey aeskey",
    "connection-string": "connectionstring",
}
_LAST = {word: kind for kind, words in _SURE.items() for word in words.split()}
_LONGEST_FIRST = sorted(_LAST, key=len, reverse=True)
_EXACT = {"pass": "password", "pw": "password", "pin": "password", "redisauth": "password"} | {
    "rediscliauth": "password",
    "authtoken": "token",
}
"""Words that are secret as a whole part of a name only: "bypass" is none."""
_WEAK = {
    "key": "high-entropy", "auth": "high-entropy", "credential": "high-entropy",
    "credentials": "high-entropy", "session": "high-entropy", "sessionid": "high-entropy",
    "sid": "high-entropy", "cookie": "cookie", "csrf": "high-entropy", "nonce": "high-entropy",
    "salt": "high-entropy", "signature": "high-entropy", "sig": "high-entropy",
    "code": "high-entropy", "jwt": "high-entropy", "bearer": "high-entropy",
    "dsn": "high-entropy", "license": "high-entropy", "seed": "high-entropy",
    "webhook": "high-entropy", "tokens": "high-entropy", "secrets": "high-entropy",
}  # fmt: skip
NAMED_KINDS = frozenset({*_SURE, *_WEAK.values(), "password"})
"""Every kind found here."""

_NEUTRAL = frozenset(
    "file files path paths url uri dir directory name names id ids type length len size count"
    " limit ttl expiry expires expiration expire timeout policy enabled disabled required hash"
    " cmd command helper store min max age env var variable ref field label prompt stdin fd"
    " attempts strength reset hint manager rotation provider endpoint issuer algorithm alg format"
    " header prefix version days hours seconds at on off check auth authentication login only"
    " protected pub public arn count index usage index separator".split()
)
"""Last words that say the value is about a secret and none itself."""
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\dA-Za-z_]+")


@lru_cache(maxsize=1024)
def _kind_of(name: str) -> tuple[str, bool] | None:
    """Kind of the values so named, and whether any value counts; None for other names."""
    parts = [part.lower() for part in _PARTS.findall(name)]
    if not parts or parts[-1] in _NEUTRAL or parts[0] == "have" or name in ("PWD", "OLDPWD"):
        return None
    squashed = "".join(parts)
    for word in _LONGEST_FIRST:
        if squashed.endswith(word):
            return _LAST[word], True
    if parts[-1] in _EXACT or squashed in _EXACT:
        return _EXACT.get(parts[-1]) or _EXACT[squashed], True
    for part in parts:
        if part in _LAST:
            return _LAST[part], True
    for first, second in pairwise(parts):
        if first + second in _LAST:
            return _LAST[first + second], True
    if parts[0] == "public":
        return None
    return (_WEAK[parts[-1]], False) if parts[-1] in _WEAK else None


_NAME = r"(?<![\w.-])(?<!\$\{)([\w.-]{2,80}+)"
_ASSIGNED = re.compile(
    _NAME
    + COLOUR
    + r"\\?[\"']?\]?\s{0,3}(=>|:=|\?=|[!=]?={1,3}|::?(?!//)|,(?=\s{0,3}[\"']))[ \t]{0,40}"
    + COLOUR
)
_OPTION = re.compile(r"(?<![\w-])--?([A-Za-z][\w.-]{1,60}+)[ \t]{1,8}(?=[^-\s])")
_PAIR = re.compile(
    r"(?i)\bname\\?[\"']?\s{0,3}[:=]\s{0,3}\\?[\"']?([\w.-]{2,80}+)\\?[\"']?,?\s{0,40}"
    r"\\?[\"']?value\\?[\"']?\s{0,3}[:=][ \t]{0,8}"
)
_SET = re.compile(
    r"(?i:(?<![\w-])(?:set|setenv|define)[ \t]{1,4}(?:--?\w{1,20}[ \t]{1,4}){0,3})"
    r"([A-Za-z][A-Za-z0-9]{0,40}+[_A-Z][\w.-]{1,60}+)[ \t]{1,4}"
)
_DEFAULT = re.compile(r"\$\{([A-Za-z_]\w{1,60}+):?[-=]([^}\s\"'$]{1,200})\}")
_ELEMENT = re.compile(r"<([\w:.-]{2,60}+)>([^<\n]{1,400})</")
_VALUE = re.compile(
    r"\\\"([^\"\\\n]*+)"
    r"|[$bru]{0,2}\"((?:[^\"\\\n]|\\[^\n])*+)"
    r"|[$bru]{0,2}'([^'\n]*+)"
    r"|((?:(?![;&,][\w .-]{1,30}[=:])[^\s\"'`])++)"
)
STAND_IN = re.compile(
    r"(?i)[$%]?[\[({<].*|\$\w.*|%\w+%?|[*.xX#?_-]+|\.{3}.*|your[_ -].*|change[_-]?me"
    r"|my[_-](?:api[_-]?key|token|key)|example[_-].*|replace.*|insert[_-].*|todo|true|false|yes|no|on|off|none|null|nil|undefined"
    r"|required|optional|str|string|bool|int|bytes|text|any|varchar.*|default|disabled|enabled"
    r"|(?:os|process|env|config|settings|self|args|secrets|vault|var|data|local|module)\..*"
    r"|[\w.]+\(.*|@\S*|file:.*|env:.*|redacted|hidden|masked|stdin|prompt|ask|-"
)
_PATH = re.compile(r"(?:/|\./|\.\./|~/)[\w./@~-]{0,100}")
_WORDS = frozenset(
    "a an and are argument as at authentication be by can do does field file fields flag flags for"
    " from has have i if in input into is it must my not of on only option options or out"
    " parameter policy prompt reset so that the then to use used using value values variable was"
    " when where which with without work works".split()
)
"""English that may follow an option's or a setting's name in a sentence."""


def assigned(text: str) -> Iterator[Span]:
    for pattern in (_ASSIGNED, _PAIR, _SET):
        covered = 0
        for match in pattern.finditer(text):
            if match.start() >= covered and (known := _kind_of(match[1])):
                span = _value_after(text, match, *known, option=False)
                if span:
                    yield span
                    covered = span[1]


def options(text: str) -> Iterator[Span]:
    covered = 0
    for match in _OPTION.finditer(text):
        if match.start() >= covered and (known := _kind_of(match[1])):
            span = _value_after(text, match, *known, option=True)
            if span:
                yield span
                covered = span[1]


_JUDGED = 128
"""Characters of a value that are looked at to tell whether it is a secret."""


def _value_after(
    text: str, match: re.Match[str], kind: str, sure: bool, *, option: bool
) -> Span | None:
    """The value that begins where the match ends, if it is a secret.

    Only its beginning is judged: else a text of nothing but names, each the value of
    the one before, would be read to its end once a name.
    """
    value = _VALUE.match(text, match.end(), match.end() + _JUDGED)
    if value is None:
        return None
    start, end = _trimmed(text, value)
    given = text[start:end]
    prose = bool(value[4]) and _is_prose(text, start, end)
    line = not option and _whole_line(text, match) and not (prose and kind != "password")
    if prose and not option and not line and text[match.end() - 1] in " \t":
        return None
    if option:
        if given.lower().strip("?.,!") in _WORDS or given[:1] in ("<", ">", "|", "&", ";"):
            return None
        if kind == "secret" and value[4] and _NAME_OF_SECRET.fullmatch(given):
            sure = False
    if not _is_secret(given, match[1], sure):
        return None
    whole = _VALUE.match(text, match.end())
    start, end = _trimmed(text, whole or value)
    return start, max(end, _end_of_line(text, start)) if line else end, kind


_NAME_OF_SECRET = re.compile(r"[a-z0-9.-]{1,40}|\w+=\S*")
"""docker and kubectl take the name of a secret, not the secret."""


def _trimmed(text: str, value: re.Match[str]) -> tuple[int, int]:
    """The value's span without the punctuation that closes what it stands in."""
    start, end = value.span(value.lastindex or 0)
    if value[4]:
        while end > start + 1 and text[end - 1] in ",;:)}]>":
            end -= 1
    return start, end


def _whole_line(text: str, match: re.Match[str]) -> bool:
    """True for `name: value` and `name = value` on a line of their own, unquoted."""
    if text[match.end() - 1] not in " \t" or text[match.end() : match.end() + 1] in "\"'":
        return False
    line = text.rfind("\n", max(0, match.start() - 200), match.start()) + 1
    return not text[line : match.start()].strip(" \t-+>|") and (line > 0 or match.start() < 200)


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    comment = text.find(" #", start, end)
    end = comment if comment >= 0 else end
    while end > start and text[end - 1] in " \t\r,;":
        end -= 1
    return end


def _is_prose(text: str, start: int, end: int) -> bool:
    """True when plain words go on: "token: the thing that"."""
    if not text[start:end].rstrip(".").isalpha() or not text[start:end].islower():
        return False
    return re.compile(r"[ \t]+[a-z]{1,20}(?![\w=:-])").match(text, end) is not None


def _is_secret(value: str, name: str, sure: bool) -> bool:
    if not value or STAND_IN.fullmatch(value) or (_PATH.fullmatch(value) and not is_random(value)):
        return False
    if not sure:
        return is_random(value)
    if name.lower().endswith(value.lower()):  # `self.password = password`
        return False
    if "pass" in name.lower() and len(name) > 4:
        return True
    return not _SMALL_NUMBER.fullmatch(value) and value.lower() not in _WORDS


_SMALL_NUMBER = re.compile(r"\d{1,3}|0[xX][0-9A-Fa-f]{1,8}")


def enclosed(text: str) -> Iterator[Span]:
    for pattern in (_ELEMENT, _DEFAULT):
        for match in pattern.finditer(text):
            known = _kind_of(match[1])
            if known and _is_secret(match[2].strip(), match[1], known[1]):
                yield match.start(2), match.end(2), known[0]
