"""Something in a cloud is opened to everybody, or somebody gets all rights there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"

_PUBLIC = Pattern(
    r"allusers|allauthenticatedusers|public-read|--publicly-accessible|"
    r"--public-access[= ](?:blob|container)|acl public|"
    r"principal[\"']?\s*:\s*[\"']\*",
    re.I,
)
_EVERYWHERE = Pattern(
    r"0\.0\.0\.0/0|::/0|--source-ranges[= ]0\.0\.0\.0|source-address-prefixes[= ][\"']?[*]", re.I
)
_OPENING = Pattern(r"authorize|ingress|firewall|security|rule|nsg")
_IMPORTANT_PORT = Pattern(
    r"(?:port|allow)[= ]?\S*\b(?:22|3389|0-65535|-1|all|3306|5432|6379|27017)\b|"
    r"protocol[= ](?:-1|all)|rules[= ]all",
    re.I,
)
_ADMIN = Pattern(
    r"administratoraccess|poweruseraccess|iamfullaccess|roles/(?:owner|editor)|"
    r"--role[= ][\"']?(?:owner|contributor|user access administrator)",
    re.I,
)
_UNPROTECTED = Pattern(
    r"delete-public-access-block|disable-(?:security|guard|audit)|stop-logging|delete-trail|"
    r"delete-flow-logs"
)
_ACCESS = Pattern(
    r"\biam\b.*(?:create-access-key|create-login-profile|update-assume-role|add-user-to-group)"
)
_READING = Pattern(r"\b(?:describe|list|get|show|ls)\b")
_CHANGING = Pattern(r"\b(?:add|set|put|create|attach|update|ch)\b")


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("aws", "gcloud", "gsutil", "az", "doctl", "oci", "bq", "mc", "s3cmd"):
        line = run.line
        if _READING.search(" ".join(run.texts[:3])) and not _CHANGING.search(line):
            continue
        if _ADMIN.search(line):
            yield Hit("gives somebody all rights in the cloud")
        elif _PUBLIC.search(line):
            yield Hit("opens data in the cloud to everybody")
        elif _EVERYWHERE.search(line) and _OPENING.search(line):
            important = _IMPORTANT_PORT.search(line)
            yield Hit(
                "opens a port to the whole internet",
                Severity.DANGER if important else Severity.CAUTION,
            )
        elif _UNPROTECTED.search(line):
            yield Hit("switches a protection in the cloud off")
        elif _ACCESS.search(line):
            yield Hit("gives somebody access to the cloud", Severity.CAUTION)
