"""Packages are removed, some of which the system cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "removes {}"

_VITAL = Pattern(
    r"(?:libc6?|glibc|libc-bin|bash|dash|coreutils|systemd(?:-sysv)?|init|sudo|apt|dpkg|rpm|yum|dnf|pacman|"
    r"python3?(?:\.\d+)?(?:-minimal)?|libpam\S*|pam|openssh-server|openssh|login|util-linux|mount|grub\S*|shim\S*|kernel\S*|"
    r"linux|linux-image\S*|linux-generic|network-manager|networkmanager|openssl|libssl\S*|perl(?:-base)?|base-files|base|filesystem|"
    r"e2fsprogs|udev|dbus|ubuntu-desktop|ubuntu-minimal|gnome-shell|xorg\S*|essential|musl|busybox|alpine-base|ca-certificates|zlib\S*)"
)
_REMOVES = {
    "apt": ("remove", "purge", "autopurge", "full-upgrade-remove"),
    "apt-get": ("remove", "purge"),
    "aptitude": ("remove", "purge"),
    "dnf": ("remove", "erase", "autoremove"),
    "yum": ("remove", "erase"),
    "microdnf": ("remove",),
    "zypper": ("remove", "rm"),
    "apk": ("del",),
    "brew": ("uninstall", "remove", "rm"),
    "snap": ("remove",),
    "flatpak": ("uninstall", "remove"),
    "pip": ("uninstall",),
    "pip3": ("uninstall",),
    "conda": ("remove", "uninstall"),
    "npm": ("uninstall", "remove", "rm", "un"),
    "yarn": ("remove",),
    "gem": ("uninstall",),
    "pkg": ("delete", "remove"),
    "port": ("uninstall",),
    "emerge": ("--unmerge", "-C", "--depclean"),
    "xbps-remove": (),
    "nix-env": ("-e", "--uninstall"),
    "choco": ("uninstall",),
    "winget": ("uninstall",),
    "opkg": ("remove",),
}


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_REMOVES):
        verbs = _REMOVES[run.name]
        if not verbs or any(text in verbs for text in run.texts[:4]):
            yield from _judge(run, verbs)
    for run in model.named("dpkg", "rpm", "pacman", "yay", "paru"):
        removing = any(
            re.fullmatch(r"-[rP]|--remove|--purge|-e\w*|--erase|-R\w*", text)
            for text in run.texts[:3]
        )
        if removing and not (run.name == "rpm" and run.texts[0] in ("-q", "-qa")):
            yield from _judge(run, ())


def _judge(run: Run, verbs: tuple[str, ...]) -> Iterator[Hit]:
    names = [
        operand
        for operand in run.args
        if not operand.text.startswith("-") and operand.text not in verbs
    ]
    if run.name in ("pip", "pip3", "npm", "yarn", "gem", "conda", "brew", "snap", "flatpak"):
        many = any(name.sources for name in names)
        yield Hit(_shown(run, verbs), Severity.CAUTION if many else Severity.NOTICE)
        return
    forced = bool(
        {
            "--force-all",
            "--nodeps",
            "-Rdd",
            "--force-remove-essential",
            "--allow-remove-essential",
            "--force-depends",
            "-Rns",
            "--force-yes",
        }
        & set(run.texts)
    )
    vital = [name for name in names if _VITAL.fullmatch(name.text)]
    wild = [
        name
        for name in names
        if name.text in ("*", ".*", "^.*", "?*")
        or (name.glob and name.known and len(name.text) < 3)
    ]
    if vital or wild or (forced and "-Rns" not in run.texts):
        yield Hit(
            f"{(vital or wild or names)[0].shown if names else 'packages'}, which the system needs"
        )
    else:
        many = any(name.sources for name in names)
        yield Hit(
            _shown(run, verbs), Severity.CAUTION if many or run.frame.root else Severity.NOTICE
        )


def _shown(run: Run, verbs: tuple[str, ...]) -> str:
    names = [
        arg.shown for arg in run.args if not arg.text.startswith("-") and arg.text not in verbs
    ]
    return " ".join(names[:4]) or "packages"
