"""What starts the machine is changed."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("efibootmgr"):
        if run.given.has("B", "delete-bootnum", "O", "delete-bootorder", "N"):
            yield Hit("deletes a boot entry")
        elif run.given.has("o", "c", "create", "bootorder", "n"):
            yield Hit("changes boot entries", Severity.CAUTION)
    if any(model.named("grub-install", "grub2-install", "lilo", "extlinux", "bless")):
        yield Hit("writes the boot loader", Severity.CAUTION)
    for run in model.named("bootctl"):
        if {"remove", "unlink", "cleanup"} & set(run.texts):
            yield Hit("removes the boot loader")
    for run in model.named("nvram"):
        if run.given.has("c"):
            yield Hit("deletes all settings of the firmware")
        elif run.given.has("d"):
            yield Hit("deletes a setting of the firmware", Severity.CAUTION)
    for run in model.named("flashrom", "fwupdmgr", "fwupdtool"):
        if run.given.has("w", "write", "E", "erase") or {"update", "install", "downgrade"} & set(
            run.texts
        ):
            yield Hit("writes the firmware", None if run.name == "flashrom" else Severity.CAUTION)
    for run in model.named(
        "update-initramfs", "mkinitcpio", "dracut", "grubby", "kernel-install", "update-grub"
    ):
        removes = any(text.startswith(("--remove", "-d", "remove")) for text in run.texts)
        yield Hit(
            "changes what is started at boot", Severity.CAUTION if removes else Severity.NOTICE
        )
