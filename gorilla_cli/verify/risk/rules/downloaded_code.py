"""What comes over the network is run without anybody having seen it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "runs what {} downloads, unseen"

NETWORK = frozenset(
    "curl wget wget2 fetch aria2c http https xh httpie lynx w3m links elinks nc ncat netcat "
    "socat ftp lftp tftp sftp scp ssh telnet dig nslookup host openssl gsutil rclone aws nmap "
    "axel rsync youtube-dl GET lwp-request lwp-download powershell bitsadmin certutil".split()
)
_URL = Pattern(r"\b(?:https?|ftp)://|@(?:s3|gs)://", re.I)


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if run.name == "" or not run.program.known:
            for source in run.program.sources:
                if is_download(source):
                    yield Hit(source.name)
                    break
    for run in model.named(
        "source", ".", "sh", "bash", "zsh", "dash", "ksh", "python", "python3", "perl"
    ):
        if any(_URL.match(text) for text in run.texts[:1]):
            yield Hit(run.texts[0])


def is_download(run: Run) -> bool:
    """True for a program that brings something in from elsewhere."""
    if run.name == "openssl":
        return "s_client" in run.texts
    if run.name == "aws":
        return "cp" in run.texts and any(text.startswith("s3://") for text in run.texts)
    if run.name in ("dig", "nslookup", "host"):
        return True
    return run.name in NETWORK
