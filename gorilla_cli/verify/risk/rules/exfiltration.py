"""Keys, passwords or the environment leave the machine."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.secret_places import is_secret_path, reads_secret
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "sends {} away"

_SENDERS = frozenset(
    "curl wget nc ncat netcat socat ssh scp sftp ftp rsync mail mailx sendmail mutt telnet "
    "http https httpie xh dig nslookup host openssl aws gsutil rclone s3cmd gh tftp lftp ping "
    "swaks msmtp croc wormhole transfer ffsend pastebinit az gcloud azcopy mosquitto_pub".split()
)
_KEY_OPTIONS = ("i", "E", "cert", "key", "cacert", "identity", "netrc-file", "ca-certificate", "S")


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if run.name in _SENDERS:
            for secret in _sent(run):
                yield Hit(secret)
        for redirect in run.redirects:
            if redirect.target.text.startswith(("/dev/tcp/", "/dev/udp/")):
                for source in (run, *(run.feed.sources() if run.feed else ())):
                    for secret in reads_secret(source):
                        yield Hit(secret)


def _sent(run: Run) -> Iterator[str]:
    if run.name in ("az", "gcloud") and not {"upload", "cp", "upload-batch"} & set(run.texts):
        return
    skip = _not_sent(run)
    for arg in run.args:
        if arg.text in skip:
            continue
        for source in arg.sources:
            yield from reads_secret(source)
        if _uploads(run) and any(is_secret_path(piece, run) for piece in _file_names(arg.text)):
            yield arg.shown
    if run.feed is None or run.name == "wget":
        return
    reads_input = any(
        "@-" in text or text in ("-T-", "-") or "@/dev/stdin" in text for text in run.texts
    )
    if run.name == "curl" and not reads_input:
        return
    for source in run.feed.sources():
        yield from reads_secret(source)
    if run.feed.path is not None and is_secret_path(run.feed.path.text, run):
        yield run.feed.path.shown


def _file_names(text: str) -> Iterator[str]:
    """The ways in which an argument may name a file: itself, @file, name=@file, name=<file."""
    yield text
    for mark in ("@", "=@", "=<", "="):
        _, found, name = text.partition(mark)
        if found:
            yield name.split(";")[0]


def _uploads(run: Run) -> bool:
    """False for programs whose file operands only come in."""
    if run.name in ("scp", "rsync"):
        operands = run.given.operands
        return bool(operands) and ":" in operands[-1].text
    if run.name in ("aws", "gsutil", "rclone", "azcopy", "s3cmd"):
        return bool(run.texts) and any("://" in text or ":" in text for text in run.texts[2:])
    return run.name not in ("ssh", "openssl", "dig", "ping", "nslookup", "host")


def _not_sent(run: Run) -> set[str]:
    """Values of options that name keys to log in with."""
    if run.name in ("curl", "ssh", "scp", "sftp", "rsync"):
        return {value.text for value in run.given.values(*_KEY_OPTIONS)}
    return set()
