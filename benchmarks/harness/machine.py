"""The parts of the sandbox's machine that are not files to work on: /etc and stand-in programs.

Invariant: what is written here is the same on every host, but for what the host's own programs
need to start (their alternatives and library cache).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from benchmarks.harness import namespaces

FROM_HOST = ("alternatives", "ld.so.cache", "ld.so.conf", "nsswitch.conf", "magic", "mime.types")
"""What programs of the host look for; without it awk is a dangling link."""

PASSWD = """\
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
sam:x:1000:1000:Sam Reed,,,:/home/sam:/bin/bash
alice:x:1001:1001:Alice Moss,,,:/home/alice:/bin/bash
bob:x:1002:1002:Bob Finch,,,:/home/bob:/bin/zsh
carol:x:1003:1003:Carol Bray,,,:/home/carol:/bin/bash
"""
GROUP = """\
root:x:0:
daemon:x:1:
sudo:x:27:sam
www-data:x:33:
backup:x:34:
staff:x:50:carol
nogroup:x:65534:
sam:x:1000:
alice:x:1001:
bob:x:1002:
carol:x:1003:
developers:x:2001:alice,bob,sam
"""
HOSTS = """\
127.0.0.1 localhost
127.0.1.1 orchard
10.0.0.5 db.internal db
10.0.0.7 cache.internal cache
"""
OS_RELEASE = """\
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
ID=debian
"""
SUDO = """\
#!/bin/bash
# The person in the sandbox is root already: drop sudo's own options and run the rest.
while [ $# -gt 0 ]; do
  case $1 in
    -u|-g|-U) shift 2 ;;
    -s|-i) shift; [ $# -eq 0 ] && exec bash ;;
    --) shift; break ;;
    -*|*=*) shift ;;
    *) break ;;
  esac
done
exec "$@"
"""
RECORD = """\
#!/bin/bash
# Stands in for a program that cannot run here: writes down how it was called.
printf '%s\\0' "$(($# + 1))" "${0##*/}" "$@" >> /run/calls
"""


def write_etc(target: Path) -> None:
    """The lower directory of every sandbox's /etc."""
    target.mkdir()
    for name in FROM_HOST:
        source = Path("/etc") / name
        if source.is_dir():
            shutil.copytree(source, target / name, symlinks=True)
        elif source.exists():
            shutil.copy(source, target / name)
    texts = {
        "passwd": PASSWD,
        "group": GROUP,
        "hosts": HOSTS,
        "os-release": OS_RELEASE,
        "hostname": "orchard\n",
        "shells": "/bin/sh\n/bin/bash\n/bin/zsh\n",
        "timezone": "Etc/UTC\n",
        "debian_version": "12.10\n",
        "resolv.conf": "nameserver 10.0.0.2\n",
        "services": "ssh 22/tcp\nhttp 80/tcp\nhttps 443/tcp\npostgresql 5432/tcp\n",
        "protocols": "icmp 1 ICMP\ntcp 6 TCP\nudp 17 UDP\n",
    }
    for name, text in texts.items():
        (target / name).write_text(text)
    _hand_over(target)


def write_programs(target: Path, programs: Mapping[str, str]) -> None:
    """The directory that comes first on the sandbox's PATH."""
    target.mkdir()
    for name, answers in {"sudo": SUDO, **programs}.items():
        path = target / name
        path.write_text(SUDO if name == "sudo" else RECORD + answers)
        path.chmod(0o755)
    _hand_over(target)


def _hand_over(target: Path) -> None:
    """Make the sandbox's root the owner."""
    if os.getuid() == 0:
        for path in (target, *target.rglob("*")):
            os.chown(path, namespaces.UID_SHIFT, namespaces.UID_SHIFT, follow_symlinks=False)
