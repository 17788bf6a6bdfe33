"""Where secrets are kept, and which programs print them.

Invariant: data and pure questions about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import Run
from gorilla_cli.verify.shell.paths import absolute

_SECRETS = (
    r".*/\.ssh(?:/(?!.*\.pub$|known_hosts|config$).*)?",
    r".*/\.(?:gnupg|azure|password-store|mozilla|thunderbird|electrum|bitcoin)(?:/.*)?",
    r".*/\.aws(?:/(?:credentials|config|\*))?",
    r".*/\.kube(?:/config)?",
    r".*/\.docker/config\.json",
    r".*/\.(?:netrc|pgpass|my\.cnf|git-credentials|npmrc|pypirc|vault-token)",
    r".*/\.config/(?:gcloud|google-chrome|chromium)(?:/.*)?",
    r".*/\.config/gh/hosts\.yml",
    r".*/\.terraform\.d/credentials.*",
    r".*/id_(?:rsa|dsa|ecdsa|ed25519)(?:_\w+)?",
    r".*\.(?:pem|key|pfx|p12|jks|kdbx|keystore|ppk)",
    r".*/\.env(?:\.\w+)?",
    r"/(?:private/)?etc/(?:shadow|gshadow|sudoers|passwd|master\.passwd|krb5\.keytab)",
    r"/(?:private/)?etc/(?:ssl/private(?:/.*)?|ssh/ssh_host_\w+_key|kubernetes/.*)",
    r".*/\.(?:bash|zsh|mysql|psql)_history|.*/fish_history",
    r"/proc/(?:self|\d+|\*)/environ",
    r".*/(?:Login Data|logins\.json|wallet\.dat|secrets?\.(?:ya?ml|json|txt|env))",
    r".*/(?:Keychains?|\.local/share/keyrings)(?:/.*)?",
    r".*/(?:credentials(?:\.json)?|service[-_]account.*\.json)",
    r"(?:/var)?/run/secrets(?:/.*)?",
)
_SECRET = Pattern("|".join(_SECRETS))
_READERS = frozenset(
    "cat tac head tail less more base64 base32 xxd od hexdump strings gzip zip tar bzip2 xz "
    "zstd cp dd awk sed grep egrep cut sort tr openssl gpg jq find tee nl rev paste 7z cpio "
    "python python3 perl".split()
)
_PASSWORD_TOOLS = frozenset({"pass", "gopass", "bw", "op", "lpass", "secret-tool"})


def is_secret_path(text: str, run: Run) -> bool:
    """True for a path under which secrets are kept."""
    if not text or len(text) > 4096 or text.startswith("-") or "://" in text:
        return False
    if text.startswith("~/"):
        text = run.home + text[1:]
    elif text.startswith("$HOME/"):
        text = run.home + text[5:]
    return bool(_SECRET.fullmatch(absolute(text.rstrip("/") or "/", run.cwd)))


def reads_secret(run: Run) -> Iterator[str]:
    """What secret things the program prints."""
    name, texts = run.name, run.texts
    words = set(texts)
    if name in ("env", "printenv", "export", "declare", "set") and not run.given.operands:
        yield "the environment"
    elif name == "history" or (name == "fc" and "-l" in words):
        yield "the shell history"
    elif name in ("gpg", "gpg2") and any(text.startswith("--export-secret") for text in texts):
        yield "private keys"
    elif (
        name == "security" and texts[:1] and texts[0].startswith(("find-", "dump-", "export"))
    ) or (name in _PASSWORD_TOOLS and texts):
        yield "passwords"
    elif name in ("kubectl", "oc") and "get" in words and any("secret" in text for text in texts):
        yield "cluster secrets"
    elif name == "aws" and words & {"get-secret-value", "get-session-token", "export-credentials"}:
        yield "cloud secrets"
    elif name in _READERS:
        for arg in run.args:
            if any(is_secret_path(piece, run) for piece in (arg.text, arg.text.partition("=")[2])):
                yield arg.shown
    for redirect in run.redirects:
        if redirect.operator == "<" and is_secret_path(redirect.target.text, run):
            yield redirect.target.shown
