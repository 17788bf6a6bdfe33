"""Secrets that programs take as arguments, one row a way of giving them.

Invariant: data. An argument that is a variable or a substitution is none.
"""

from __future__ import annotations

from gorilla_cli.redact.shape import ARGUMENT, OTHER_WORDS, row

_ECHO = rf"(?:echo|printf)\s+(?:-\w+\s+)?{ARGUMENT}\s*\|"
_LOGIN = r"(?:docker|podman|helm|skopeo|oras|nerdctl|az|oc)(?:\s[\w-]{1,20}){0,3}?\slogin"
_CLIENTS = (
    r"sshpass|mongo(?:sh|dump|restore|export|import)?|sqlcmd|rdesktop|cqlsh|rabbitmqadmin|ipmitool"
)

ARGUMENTS = (
    row(
        "mysql-password",
        "mysql mariadb",
        rf"(?:mysql\w{{0,8}}|mariadb(?:-\w{{1,8}})?)\s{OTHER_WORDS}-p"
        r"(?:'([^'\n]+)'?|\"([^\"$\n][^\"\n]*)\"?|([^\s'\"$|;&][^\s|;&]*+))",
    ),
    row("login-option", "login", rf"{_LOGIN}\s{OTHER_WORDS}-[pP][= ]?{ARGUMENT}"),
    row(
        "login-option",
        "sshpass mongo sqlcmd rdesktop cqlsh rabbitmqadmin ipmitool",
        rf"(?<![A-Za-z0-9])(?:{_CLIENTS})\s{OTHER_WORDS}-[pP][= ]?{ARGUMENT}",
    ),
    row("redis-password", "redis-", rf"redis-(?:cli|benchmark)\s{OTHER_WORDS}-a\s+{ARGUMENT}"),
    row(
        "redis-password",
        "requirepass masterauth",
        rf"(?<![\w-])(?:requirepass|masterauth)\s{{1,4}}{ARGUMENT}",
    ),
    row(
        "basic-auth",
        "curl http xh wget",
        rf"(?<![A-Za-z0-9])(?:curl|https?|xh|wget)\s{OTHER_WORDS}"
        r"(?:-[uUa]|--(?:proxy-)?user|--auth)[= ]?[\"']?[^\s:\"'$]{1,100}+:([^\s\"'$]{1,200}+)",
    ),
    row(
        "smb-password",
        "smb rpcclient",
        rf"(?<![A-Za-z0-9])(?:smbclient|smbget|rpcclient)\s{OTHER_WORDS}"
        r"(?:-U|--user)[= ]?[\"']?[^\s%\"']{1,100}+%([^\s\"'$]{1,200}+)",
    ),
    row(
        "ldap-password",
        "ldap",
        rf"ldap(?:search|modify|add|delete|passwd|whoami|compare)\s{OTHER_WORDS}-w\s*{ARGUMENT}",
    ),
    row("archive-password", "zip", rf"(?:un)?zip(?:cloak)?\s{OTHER_WORDS}-P\s*{ARGUMENT}"),
    row("archive-password", "7z", rf"7z[ar]?\s{OTHER_WORDS}-p{ARGUMENT}"),
    row("key-passphrase", "ssh-keygen", rf"ssh-keygen\s{OTHER_WORDS}-[NP]\s+{ARGUMENT}"),
    row("openssl-passphrase", "pass:", r"(?<![\w-])pass:([^\s\"'$]{1,200}+)"),
    row(
        "htpasswd-password",
        "htpasswd",
        rf"htpasswd\s{OTHER_WORDS}-[a-zA-Z]{{0,8}}b[a-zA-Z]{{0,8}}\s+(?:\S{{1,200}}+\s+){{1,2}}?"
        rf"{ARGUMENT}(?=\s|$)",
    ),
    row("sudo-password", "sudo", rf"{_ECHO}\s*sudo\s+(?:-\w+\s+){{0,9}}?-\w{{0,9}}S"),
    row("piped-password", "passwd", rf"{_ECHO}\s*(?:sudo\s+)?(?:chpasswd|passwd\s+--stdin)"),
    row(
        "piped-password",
        "--password-stdin --with-token",
        rf"{_ECHO}[^\n|]{{0,100}}?(?:--password-stdin|--with-token)",
    ),
    row(
        "wifi-password",
        "wpa_passphrase",
        rf"wpa_passphrase\s+(?:'[^'\n]{{0,99}}'|\"[^\"\n]{{0,99}}\"|\S{{1,99}})\s+{ARGUMENT}",
    ),
    row("rdp-password", "/p:", rf"(?<=\s)/p:(?![\w.]+=){ARGUMENT}"),
    row(
        "sql-password",
        "identified",
        r"(?i)identified\s+(?:with\s+\S{1,99}\s+)?by\s+(?:password\s+)?['\"]([^'\"\n]+)",
    ),
)
"""What precedes the secret is the first part of each pattern."""
