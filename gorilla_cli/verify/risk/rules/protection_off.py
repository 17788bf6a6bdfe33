"""A protection of the system is switched off: SELinux, AppArmor, auditing, scanners, ASLR."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import changes
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "switches off {}"

_SERVICES = Pattern(
    r"(?:firewalld|ufw|iptables|ip6tables|nftables|shorewall|apparmor|auditd|selinux\S*|fail2ban|"
    r"clamav\S*|clamd\S*|falcon-sensor|crowdstrike|sentinel\S*|osqueryd?|ossec|wazuh\S*|crond?|"
    r"rsyslogd?|syslog(?:-ng)?|systemd-journald|mdatp|esets?|sophos\S*|cbdaemon|aide|tripwire|"
    r"usbguard|sshguard|crowdsec|snort|suricata|opensnitch\S*|unattended-upgrades|falco|"
    r"rkhunter)(?:\.service)?"
)
_STOPS = frozenset({"stop", "disable", "mask", "kill", "unload", "bootout", "remove", "off"})
_FILES = {
    "/proc/sys/kernel/randomize_va_space": "address randomisation",
    "/selinux/enforce": "SELinux",
    "/sys/fs/selinux/enforce": "SELinux",
    "/proc/sys/kernel/yama/ptrace_scope": "the protection of processes from each other",
    "/proc/sys/net/ipv4/tcp_syncookies": "the protection from floods",
}
_SETTINGS = {
    "kernel.randomize_va_space": "address randomisation",
    "kernel.yama.ptrace_scope": "the protection of processes from each other",
    "kernel.kptr_restrict": "the hiding of kernel addresses",
    "kernel.dmesg_restrict": "the hiding of kernel messages",
    "net.ipv4.tcp_syncookies": "the protection from floods",
    "fs.protected_symlinks": "the protection of links",
    "kernel.unprivileged_bpf_disabled": "the kernel's protection from users",
}
_SWITCHES: dict[str, tuple[tuple[str, ...], str]] = {
    "setenforce": (("0", "permissive", "Permissive"), "SELinux"),
    "spctl": (("--master-disable", "--global-disable", "--disable"), "Gatekeeper"),
    "csrutil": (("disable", "authenticated-root"), "system integrity protection"),
    "mokutil": (("--disable-validation",), "secure boot"),
    "aa-teardown": ((), "AppArmor"),
    "bcdedit": (("off", "OFF", "disabledynamictick"), "a protection of Windows"),
    "Set-MpPreference": ((), "the virus scanner"),
}


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(
        "systemctl", "service", "rc-service", "launchctl", "update-rc.d", "chkconfig", "initctl",
        "sv", "rc-update", "killall", "pkill",
    ):  # fmt: skip
        words = [text for text in run.texts if not text.startswith("-")]
        if _STOPS & set(words) or run.name in ("killall", "pkill"):
            for word in words:
                if _SERVICES.fullmatch(word):
                    minor = word.startswith(("cron", "unattended"))
                    yield Hit(word, Severity.CAUTION if minor else None)
    for run in model.named(*_SWITCHES):
        marks, what = _SWITCHES[run.name]
        if not marks or set(marks) & set(run.texts):
            yield Hit(what)
    for run in model.named("aa-disable", "aa-complain", "aa-remove-unknown", "apparmor_parser"):
        if run.name != "apparmor_parser" or {"-R", "--remove"} & set(run.texts):
            yield Hit("AppArmor for a program", Severity.CAUTION)
    for run in model.named("setsebool", "semanage"):
        if run.name == "setsebool" or "permissive" in run.texts:
            yield Hit("part of SELinux", Severity.CAUTION)
    for run in model.named("auditctl"):
        if run.given.has("D") or re.search(r"-e ?0\b", run.line):
            yield Hit("auditing")
    for change in changes(model):
        path = change.target.path
        if path in _FILES:
            yield Hit(_FILES[path])
        elif path in ("/etc/selinux/config", "/etc/sysconfig/selinux") and _weakens(change.run):
            yield Hit("SELinux")
    for run in model.named("sysctl"):
        for text in run.texts:
            name, _, value = text.partition("=")
            if name.strip() in _SETTINGS and value.strip() == "0":
                yield Hit(_SETTINGS[name.strip()])


def _weakens(run: Run) -> bool:
    fed = run.feed.text if run.feed and run.feed.text else ""
    return bool(re.search(r"disabled|permissive", run.line + fed))
