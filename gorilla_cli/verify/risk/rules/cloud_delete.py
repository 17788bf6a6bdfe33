"""Things in a cloud are deleted for good."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.effects.cloud import LOCAL, is_deleting, verb_of, words_of
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "deletes {} in the cloud"

_PROGRAMS = (
    "aws gcloud gsutil az bq doctl hcloud oci ibmcloud linode-cli scw aliyun openstack exo s5cmd "
    "s3cmd mc s4cmd b2 rclone azcopy eksctl kops nova cinder glance civo vultr-cli upctl ovhai"
).split()
_SMALL = Pattern(
    r"tags?|tag-|alias|label|rule|record|event|schedule|metric|alarm|dashboard|message|object$|"
    r"access-key$|login-profile|ssh-public-key|address|attachment|association|permission|filter|"
    r"config$|configuration$|version$|lifecycle|target|endpoint$|credential|session|token|job$|"
    r"run$|build|comment|annotation|notification|budget|webhook|image|item$|port\b|flavor|lock|"
    r"value|membership|entity|analyzer|report|subnet|plan|pipeline|blob\b|from-"
)
_MASS = ("--recursive", "-r", "-R", "--force", "--all", "-rf", "--delete-all", "--purge")


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_PROGRAMS):
        if {"--dry-run", "--dryrun", "help", "--help"} & set(
            run.texts
        ) and "--no-dry-run" not in run.texts:
            continue
        yield from _judge(run)


def _judge(run: Run) -> Iterator[Hit]:
    verb = verb_of(run)
    words = words_of(run)
    if words[:1] and words[0] in LOCAL:
        return
    texts = run.texts
    mass = any(flag in texts for flag in _MASS) or any(
        "**" in text or text.endswith("/*") for text in texts
    )
    if (
        run.name in ("gsutil", "s3cmd", "s5cmd", "mc", "rclone", "azcopy", "b2", "s4cmd")
        or words[:2]
        in (
            ["s3", "rm"],
            ["s3", "rb"],
        )
        or words[:2] == ["storage", "rm"]
    ):
        yield from _objects(run, verb, words, mass)
    elif words[:2] == ["s3", "sync"] or words[:1] == ["rsync"]:
        if "--delete" in texts:
            yield Hit("what the other side does not have", Severity.CAUTION)
    elif is_deleting(verb):
        noun = verb.partition("-")[2] or " ".join(word for word in words if word != verb)
        small = bool(_SMALL.search(noun)) and not mass
        yield Hit(noun or verb, Severity.CAUTION if small else Severity.DANGER)
    elif verb in (
        "put-bucket-lifecycle-configuration",
        "stop-logging",
        "disable-key",
        "stop-configuration-recorder",
    ):
        yield Hit("protection or records" if verb != "disable-key" else "the use of a key")


def _objects(run: Run, verb: str, words: list[str], mass: bool) -> Iterator[Hit]:
    """Object stores, whose commands look like those for files."""
    name = next(
        (
            word
            for word in words
            if word
            in (
                "rm",
                "rb",
                "del",
                "delete",
                "purge",
                "remove",
                "deletefile",
                "rmdir",
                "rmdirs",
                "delete-bucket",
                "cleanup",
            )
        ),
        "",
    )
    if name in ("rb", "purge", "delete-bucket"):
        yield Hit(f"a whole bucket ({words[-1]})")
    elif name in ("rmdir", "rmdirs", "deletefile", "cleanup"):
        yield Hit(words[-1], Severity.CAUTION)
    elif name == "delete" and run.name == "rclone":
        yield Hit(f"everything under {words[-1]}")
    elif name:
        yield Hit(words[-1], Severity.DANGER if mass else Severity.CAUTION)
    elif (
        run.name in ("gsutil", "rclone")
        and (verb in ("rsync", "sync"))
        and (run.name == "rclone" or "-d" in run.texts)
    ):
        yield Hit("what the source does not have", Severity.CAUTION)
