# ruff: noqa: PTH101, PTH102, PTH112, PTH114, PTH115, PTH116, PTH123, PTH211 - system calls
"""Namespaces, mounts and limits: the walls of the sandbox.

Works through the C library, because the interpreter offers none of it before Python 3.12, and
needs Linux 5.12 (mount_setattr).

Invariant: after build_root nothing of the machine is reachable but a read-only /usr, and after
drop_privileges nothing can be mounted, not even by root inside.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import signal
import socket
import stat
import struct

UID_SHIFT = 200_000
"""When started by root: uid N inside is uid N + UID_SHIFT outside, so that root is nobody there."""
UID_COUNT = 65_536
MEGABYTE = 1 << 20
KEPT_CAPABILITIES = frozenset({0, 1, 2, 3, 4, 5, 6, 7})
"""chown, dac_override, dac_read_search, fowner, fsetid, kill, setgid and setuid, whose numbers
linux/capability.h gives."""


_CLONE_ALL = (
    0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x02000000
)
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_MS_NOSUID, _MS_NODEV = 2, 4
_MNT_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = -100, 0x8000, 1
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_SYS_MOUNT_SETATTR = 442
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38

_libc = ctypes.CDLL(None, use_errno=True)


def _call(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    result = _libc.mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()
    )
    _call(result, f"mount {target}")


def _read_only(target: str) -> None:
    attributes = struct.pack("QQQQ", _MOUNT_ATTR_RDONLY, 0, 0, 0)
    result = _libc.syscall(
        ctypes.c_long(_SYS_MOUNT_SETATTR),
        ctypes.c_int(_AT_FDCWD),
        target.encode(),
        ctypes.c_uint(_AT_RECURSIVE),
        attributes,
        ctypes.c_size_t(len(attributes)),
    )
    _call(result, f"mount_setattr {target}")


def _bind(source: str, target: str, *, read_only: bool) -> None:
    _mount(source, target, "none", _MS_BIND | _MS_REC)
    if read_only:
        _read_only(target)


def _overlay(lower: str, store: str, name: str, target: str) -> None:
    upper, work = f"{store}/{name}.upper", f"{store}/{name}.work"
    state = os.stat(lower)
    for path in (upper, work):
        os.mkdir(path)
        os.chmod(path, stat.S_IMODE(state.st_mode))
    os.utime(upper, ns=(state.st_atime_ns, state.st_mtime_ns))
    data = f"lowerdir={lower},upperdir={upper},workdir={work},userxattr"
    _mount("overlay", target, "overlay", _MS_NOSUID | _MS_NODEV, data)


def build_root(scratch: str, *, home: str, etc: str, programs: str) -> None:
    """Make a root under scratch and change to it; the machine's root is gone after."""
    _mount("none", "/", "none", _MS_REC | _MS_PRIVATE)
    root, store = f"{scratch}/root", f"{scratch}/store"
    _mount("tmpfs", root, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=32m,nr_inodes=8k,mode=755")
    _mount("tmpfs", store, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=64m,nr_inodes=16k,mode=755")
    for name in ("usr", "etc", "proc", "dev", "sys", "tmp", "run", "root", "home", "opt", "mnt"):
        os.mkdir(f"{root}/{name}")
    for path in ("home/sam", "opt/bin", "var", "var/log", "var/tmp", "sys/devices", "srv", "media"):
        os.mkdir(f"{root}/{path}")
    os.mkdir(f"{root}/sys/devices/system")
    for name in ("tmp", "var/tmp"):
        os.chmod(f"{root}/{name}", 0o1777)
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        source, target = f"/{name}", f"{root}/{name}"
        if os.path.islink(source):
            os.symlink(os.readlink(source), target)
        elif os.path.isdir(source):
            os.mkdir(target)
            _bind(source, target, read_only=True)
    _bind("/usr", f"{root}/usr", read_only=True)
    _bind(programs, f"{root}/opt/bin", read_only=True)
    with contextlib.suppress(OSError):  # only lscpu and the like miss it
        _bind("/sys/devices/system", f"{root}/sys/devices/system", read_only=True)
    _overlay(etc, store, "etc", f"{root}/etc")
    _overlay(home, store, "home", f"{root}/home/sam")
    for name in ("null", "zero", "full", "random", "urandom", "tty"):
        with open(f"{root}/dev/{name}", "wb"):
            pass
        _bind(f"/dev/{name}", f"{root}/dev/{name}", read_only=False)
    os.mkdir(f"{root}/dev/shm")
    os.chmod(f"{root}/dev/shm", 0o1777)
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        os.symlink(f"/proc/self/fd{target}", f"{root}/dev/{name}")
    _mount("proc", f"{root}/proc", "proc", _MS_NOSUID | _MS_NODEV | 8)
    os.chdir(root)
    number = _SYS_PIVOT_ROOT[os.uname().machine]
    _call(_libc.syscall(ctypes.c_long(number), b".", b"."), "pivot_root")
    _call(_libc.umount2(b".", _MNT_DETACH), "umount old root")
    os.chdir("/")


def loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sh14x", b"lo", 1 | 0x40)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(handle, 0x8914, request)  # SIOCSIFFLAGS


def limit(timeout: float) -> None:
    limits = {
        resource.RLIMIT_AS: 1024 * MEGABYTE,
        resource.RLIMIT_FSIZE: 48 * MEGABYTE,
        resource.RLIMIT_NPROC: 64,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(timeout) + 1,
    }
    for kind, value in limits.items():
        resource.setrlimit(kind, (value, value))


def drop_privileges() -> None:
    for number in range(64):
        if number not in KEPT_CAPABILITIES:
            _libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0)  # fails past the last one, harmlessly
    _call(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def map_ids(pid: int, uid: int, gid: int) -> None:
    """Give the user namespace of the process its ids, as far as this user may."""
    if uid == 0:
        maps = {"uid_map": f"0 {UID_SHIFT} {UID_COUNT}", "gid_map": f"0 {UID_SHIFT} {UID_COUNT}"}
    else:
        maps = {"setgroups": "deny", "uid_map": f"0 {uid} 1", "gid_map": f"0 {gid} 1"}
    for name, text in maps.items():
        with open(f"/proc/{pid}/{name}", "w") as handle:
            handle.write(text)


def enter() -> None:
    """Put this process and its children into namespaces of their own."""
    _call(_libc.unshare(_CLONE_ALL), "unshare")


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def hide() -> None:
    """Keep commands from looking into this process."""
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
