"""Who and where the person is, taken out of a text that is uploaded.

Invariant: pure and total; doing it twice changes nothing more. Secrets are not
its business: `redact` comes first.
"""

from __future__ import annotations

import re

_EMAIL = re.compile(
    r"(?<![\w.+%@-])(?!git@)[\w.+%-]{1,64}+@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])"
)
_LOGIN = re.compile(
    r"(?<![\w.+%@/<>-])(?!git@)[\w.+-]{1,64}+@"
    r"(?!(?:sha\d+|latest|next|beta|alpha|canary|lts|rc|main|master|stable)\b)"
    r"[A-Za-z][\w-]{0,62}(?![\w.@/<>-])"
)
_HOMES = re.compile(r"(?<![\w.-])(/home/|/Users/|[A-Za-z]:\\Users\\)([^\s/\\\"'<>:;|&()*?$]{1,64})")
_IPV4 = re.compile(
    r"(?<![\w.-])(?!127\.|0\.0\.0\.0|255\.255\.255\.255)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}"
    r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]*\w)"
)
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:]{4,39}+(?![\w:.])")
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])")

_NOBODY = frozenset({"", "root", "nobody", "user", "users"})
"""Names that tell nobody from anybody else."""
_NOWHERE = frozenset({"", "localhost", "localhost.localdomain", "host"})


def anonymise(text: str, *, home: str, user: str, host: str) -> str:
    """The text without the person's home, name, host, addresses and e-mail.

    `home` becomes `~`, others' homes lose their owner, names become `<user>` and
    `<host>` (also without its domain), e-mail addresses `<email>`, network addresses
    other than loopback `<address>`.
    """
    home = home.rstrip("/")
    if home.count("/") >= 2 or home == "/root":
        text = re.sub(rf"(?<![\w.-]){re.escape(home)}(?![\w.-])", "~", text)
    text = _HOMES.sub(r"\1<user>", text)
    text = _EMAIL.sub("<email>", text)
    text = _MAC.sub("<address>", text)
    text = _IPV6.sub(_without_ipv6, text)
    text = _IPV4.sub("<address>", text)
    for name in dict.fromkeys((host, host.partition(".")[0])):
        if name.lower() not in _NOWHERE:
            text = re.sub(rf"(?<![\w<-]){re.escape(name)}(?![\w>-])", "<host>", text, flags=re.I)
    text = _LOGIN.sub("<user>@<host>", text)
    if user.lower() not in _NOBODY:
        text = re.sub(rf"(?<![\w<-]){re.escape(user)}(?![\w>])", "<user>", text)
    return text


def _without_ipv6(match: re.Match[str]) -> str:
    import ipaddress

    try:
        address = ipaddress.IPv6Address(match[0])
    except ValueError:  # a time of day, a C++ scope
        return match[0]
    return match[0] if address.is_loopback or address.is_unspecified else "<address>"
