"""Secrets that are known by what carries them: a header, an address, a file's line.

Invariant: data, and the checks that a row names. What carries the secret stays.
"""

from __future__ import annotations

from gorilla_cli.redact.shape import ARGUMENT, OTHER_WORDS, row


def _luhn(number: str) -> bool:
    digits = [int(character) for character in number if character.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and len(set(digits)) > 1


def _holds_a_digit(value: str) -> bool:
    return any(character.isdigit() for character in value)


def _long_or_with_digit(value: str) -> bool:
    return len(value) >= 24 or _holds_a_digit(value)


def _pairs(value: str) -> bool:
    return "=" in value.strip("=")


CARRIED = (
    row(
        "authorization",
        "authorization",
        r"(?i)authorization\\?[\"']?\s{0,3}(?:[:=]|=>)\s{0,3}\\?[\"']?"
        r"(?:(?:basic|bearer|token|digest|negotiate|apikey|api-key|key|bot|splunk"
        r"|aws4-hmac-sha256)\s+)?+([^\s\"'\\$<{.*][^\"'\n\\]*+)",
    ),
    row(
        "bearer-token",
        "bearer",
        r"(?i)bearer\s{1,3}([\w.~+/=-]{8,}+)",
        _long_or_with_digit,
    ),
    row(
        "cookie",
        "cookie",
        r"(?i)cookie2?\\?[\"']?\s{0,3}[:=]\s{0,3}[\"']?([^\"'\n$<][^\"'\n]*+)",
        _pairs,
    ),
    row(
        "cookie",
        "--cookie curl",
        rf"(?:curl\s{OTHER_WORDS}-b|--cookie)[\s=]{{1,3}}{ARGUMENT}",
        _pairs,
    ),
    row(
        "url-password",
        "://",
        r"://[^\s/:@?#\"'`<>]{0,200}+:([^\s/?#\"'`<>${][^\s/?#\"'`<>]{0,300})@",
    ),
    row(
        "url-token",
        "://",
        r"://([\w.~%+-]{20,200}+)(?::x-oauth-basic)?@",
        _holds_a_digit,
    ),
    row(
        "login-password",
        "@",
        r"(?<![\w/:@.-])[\w.-]{1,40}+:(?=[^\s@]{0,60}[\d!#%^&*])([^\s@/:\"'`$<>]{3,64}+)"
        r"@(?!sha\d)[A-Za-z][\w-]{0,60}+(?:[.:/]|\b)",
    ),
    row(
        "docker-auth",
        "auth identitytoken registrytoken",
        r"\"(?:auth|identitytoken|registrytoken)\\?\"\s{0,5}:\s{0,5}\\?\"([^\"\\\n]{6,}+)",
    ),
    row(
        "kube-client-key",
        "client-key-data",
        r"client-key-data[\"']?\s{0,3}:\s{0,3}[\"']?([A-Za-z0-9+/=]{8,}+)",
    ),
    row(
        "netrc",
        "login",
        r"(?:machine\s{1,8}\S{1,200}+|default)\s{1,8}login\s{1,8}\S{1,200}+"
        r"\s{1,8}password\s{1,8}(\S{1,500}+)",
    ),
    row(
        "pgpass",
        ":",
        r"(?m)^[^\s:/]{1,100}+:(?:\d{3,5}|\*):[^\s:/]{1,100}+:[^\s:/]{1,100}+:(\S{1,200}+)$",
    ),
    row(
        "password-hash",
        "$",
        r"\$(?:[1567y]|gy|2[abxy]|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,10})"
        r"\$[^\s:\"']{16,}+",
    ),
    row("password-hash", "sha", r"\{S?SHA\d{0,3}\}[A-Za-z0-9+/=]{16,}+"),
    row(
        "credit-card",
        "0 1 2 3 4 5 6 7 8 9",
        r"(?:(?<![\w.:/+=-])|(?<=\dm)|(?<=\[[mK])|(?<=\\[nrtb]))("
        r"(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6011|65\d\d|64[4-9]\d|62\d\d|35\d\d)"
        r"(?:[ -]?\d{4}){3}"
        r"|3[47]\d\d[ -]?\d{6}[ -]?\d{5}"
        r"|3(?:0[0-5]|[68]\d)\d[ -]?\d{6}[ -]?\d{4}"
        r")(?![\w/=-]|\.\d)",
        _luhn,
    ),
)
"""What stands beside the secret is the first part of each pattern."""
