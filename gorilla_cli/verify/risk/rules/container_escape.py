"""A container is given the machine it runs on."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "gives a container {}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("docker", "podman", "nerdctl", "ctr", "finch"):
        texts = run.texts
        if not {"run", "create", "exec"} & set(texts):
            continue
        read_only = False
        for position, text in enumerate(texts):
            value = ""
            if text in ("-v", "--volume", "--mount") and position + 1 < len(texts):
                value = texts[position + 1]
            elif text.startswith(("-v=", "--volume=", "--mount=", "-v/")):
                value = text.partition("=")[2] or text[2:]
            if not value:
                continue
            source = _source(value)
            read_only = value.endswith((":ro", ",readonly", ",ro"))
            if source in ("/", "//", "/.", "/..") or source in (
                "/etc",
                "/root",
                "/boot",
                "/dev",
                "/usr",
                "/var",
            ):
                yield Hit(
                    f"the machine's {source}", Severity.CAUTION if read_only else Severity.DANGER
                )
            elif source.endswith("docker.sock"):
                yield Hit("control of all other containers", Severity.NOTICE)
        if any(text in ("--privileged", "--privileged=true") for text in texts):
            host = any(
                text in ("--pid=host", "--pid", "--ipc=host", "--userns=host", "nsenter", "chroot")
                for text in texts
            )
            yield Hit("all rights on the machine", Severity.DANGER if host else Severity.CAUTION)
        elif any("SYS_ADMIN" in text or "cap-add=ALL" in text or text == "ALL" for text in texts):
            yield Hit("nearly all rights on the machine", Severity.CAUTION)
    for run in model.named("nsenter"):
        target = run.given.value("t", "target")
        if target is not None and target.text == "1":
            yield Hit("the machine's own processes", Severity.CAUTION)
    for run in model.named("kubectl", "oc"):
        if any(
            "hostPID" in text or '"privileged":true' in text.replace(" ", "") for text in run.texts
        ):
            yield Hit("the node it runs on")


def _source(value: str) -> str:
    if "source=" in value or "src=" in value:
        for piece in value.split(","):
            key, _, path = piece.partition("=")
            if key in ("source", "src"):
                return path
    return value.split(":")[0]
