"""Single files that a system cannot do without, and programs it has.

Invariant: data and pure questions about it.
"""

from __future__ import annotations

from gorilla_cli.verify.effects.special import SPECIAL
from gorilla_cli.verify.effects.tables import table
from gorilla_cli.verify.extents import matches
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.targets import Target

_CRITICAL = Pattern(
    r"/(?:private/)?etc/(?:passwd-?|shadow-?|group-?|gshadow-?|sudoers(?:\.d/.*)?|fstab|crypttab|"
    r"hosts|resolv\.conf|hostname|ld\.so\.(?:preload|conf)|pam\.d/.*|pam\.conf|inittab|crontab|"
    r"profile|bash\.bashrc|bashrc|zshrc|environment|ssh/(?:sshd_config|ssh_host_.*)|nsswitch\.conf|"
    r"login\.defs|shells|security/.*|selinux/config|default/grub|grub\.d/.*|machine-id|mtab|"
    r"securetty|init\.d/.*|rc\.local|network/interfaces|systemd/system/.*\.target|modules|"
    r"ssl/private/.*|kubernetes/.*|apt/trusted\.gpg|login\.conf|master\.passwd|krb5\.keytab)"
    r"|/boot(?:/.*)?|/(?:lib|lib32|lib64|usr/lib|usr/lib64)(?:/.*)?|/proc/(?!self/fd|sys/vm/drop_caches).*"
    r"|/sys/(?:firmware|kernel|power|module)/.*|/sbin/init|/var/spool/cron(?:/.*)?|/var/lib/(?:dpkg|rpm|pacman)/.*"
    r"|.*/\.ssh(?:/(?:id_[a-z0-9_]+|authorized_keys|.*\.pem|identity))?|.*/\.gnupg(?:/.*)?|/root/.*"
    r"|.*/\.password-store(?:/.*)?|/System/.*|/Library/LaunchDaemons/.*"
)
_EVEN_APPENDED = Pattern(
    r"/(?:private/)?etc/(?:passwd-?|shadow-?|group|gshadow|sudoers(?:\.d/.*)?|ld\.so\.preload|pam\.d/.*|"
    r"pam\.conf|inittab|security/.*|master\.passwd|init\.d/.*)|/boot/(?!grub/custom).*|"
    r"/(?:lib|lib32|lib64|usr/lib|usr/lib64)/.*|/proc/(?!self/fd).*|/sys/(?:firmware|power)/.*|"
    r"/var/spool/cron/.*|/var/lib/dpkg/.*"
)
_SAMPLES = (
    "/etc/passwd",
    "/etc/shadow",
    "/etc/sudoers",
    "/etc/fstab",
    "/etc/group",
    "/boot/vmlinuz",
    "/bin/ls",
    "/sbin/init",
    "/usr/bin/sudo",
    "/usr/sbin/sshd",
)
_LOCKS = Pattern(
    r".*/lock(?:-frontend)?|.*\.lock|.*\.pid|/proc/self/fd/.*|.*\.pub|.*/known_hosts(?:\.old)?"
)
_MORE = frozenset({"login", "init", "sshd", "ld", "*", "agetty", "apt", "env"})
_PROGRAMS = Pattern(r"(?:/usr)?(?:/local)?/s?bin/([^/]+)$")


def is_critical(target: Target, *, even_appended: bool = False) -> bool:
    """True for a file without which the machine or its accounts do not work as before."""
    if _LOCKS.fullmatch(target.path):
        return False
    pattern = _EVEN_APPENDED if even_appended else _CRITICAL
    if pattern.fullmatch(target.path):
        return True
    if is_known_program(target.path):
        return True
    return any(mark in target.path for mark in "*?[") and _reaches(target.path)


def is_known_program(path: str) -> bool:
    """True for /bin/ls, /usr/bin/python3 and the like."""
    match = _PROGRAMS.search(path)
    if not match or not path.startswith(("/bin", "/sbin", "/usr/bin", "/usr/sbin")):
        return False
    return match[1] in table() or match[1] in SPECIAL or match[1] in _MORE


def _reaches(path: str) -> bool:
    """True when a pattern takes in critical files."""
    return any(
        path.count("/") == sample.count("/")
        and all(map(matches, path.split("/"), sample.split("/")))
        for sample in _SAMPLES
    )
