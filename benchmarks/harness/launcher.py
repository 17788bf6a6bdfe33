"""Runs shell commands in throwaway namespaces, one job a line on stdin, one result a line on stdout.

Started as a program of its own (`python -I -S launcher.py SCRATCH`), single-threaded, so that
fork is safe and cheap. Every job gets new user, mount, pid, network, ipc, uts and cgroup
namespaces, a root made of a small tmpfs, a read-only /usr, a copy-on-write /etc and a
copy-on-write home, and dies with the first process of its pid namespace.

Invariant: the command never sees a writable byte of the machine. What it may write lives in two
tmpfs of limited size that vanish with its mount namespace.
"""

from __future__ import annotations

import array
import codecs
import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import resource
import select
import signal
import socket
import stat
import struct
import sys
import time
from typing import Any

UID_SHIFT = 200_000
"""When started by root: uid N inside is uid N + UID_SHIFT outside, so that root is nobody there."""
UID_COUNT = 65_536
KEEP_BYTES = 262_144
"""Files up to this size come back with their content, larger ones with a digest."""
STREAM_BYTES = 262_144
"""A command that prints more is stopped."""
WATCHED = ("/home/sam", "/tmp")
"""What a result describes file by file."""
KEPT_CAPABILITIES = frozenset({0, 1, 2, 3, 4, 5, 6, 7})
"""chown, dac_override, dac_read_search, fowner, fsetid, kill, setgid, setuid (linux/capability.h)."""

_CLONE_ALL = 0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x02000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_MS_NOSUID, _MS_NODEV = 2, 4
_MNT_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = -100, 0x8000, 1
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_SYS_MOUNT_SETATTR = 442
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38

_libc = ctypes.CDLL(None, use_errno=True)

Job = dict[str, Any]
"""Keys: home (lower directory), etc, bin, command, setup, probes, cwd, timeout, contents."""


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


def _build_root(job: Job, scratch: str) -> None:
    """Make the job's root under scratch and change to it; the machine's root is gone after."""
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
    _bind(job["bin"], f"{root}/opt/bin", read_only=True)
    with contextlib.suppress(OSError):  # only lscpu and the like miss it
        _bind("/sys/devices/system", f"{root}/sys/devices/system", read_only=True)
    _overlay(job["etc"], store, "etc", f"{root}/etc")
    _overlay(job["home"], store, "home", f"{root}/home/sam")
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


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sh14x", b"lo", 1 | 0x40)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(handle, 0x8914, request)  # SIOCSIFFLAGS


def _limit(job: Job) -> None:
    megabyte = 1 << 20
    limits = {
        resource.RLIMIT_AS: job.get("memory_mb", 1024) * megabyte,
        resource.RLIMIT_FSIZE: 48 * megabyte,
        resource.RLIMIT_NPROC: 64,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(job["timeout"]) + 1,
    }
    for kind, value in limits.items():
        resource.setrlimit(kind, (value, value))


def _drop_privileges() -> None:
    for number in range(64):
        if number not in KEPT_CAPABILITIES:
            _libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0)  # fails past the last one, harmlessly
    _call(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def _start(job: Job, command: str, out: int, err: int) -> int:
    """Start bash on the command and return its pid."""
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        null = os.open("/dev/null", os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.closerange(3, 512)
        os.chdir(job["cwd"])
        os.umask(0o022)
        _limit(job)
        _drop_privileges()
        for number in ("SIGPIPE", "SIGXFSZ", "SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(signal.Signals[number], signal.SIG_DFL)  # ignored ones stay so in bash
        variables = {
            "HOME": "/home/sam",
            "USER": "root",
            "LOGNAME": "root",
            "SHELL": "/bin/bash",
            "PATH": "/opt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "PWD": job["cwd"],
            "LC_ALL": "C.UTF-8",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "TERM": "dumb",
            "PAGER": "cat",
            "GIT_PAGER": "cat",
            "EDITOR": "true",
            "TMPDIR": "/tmp",
            **job.get("variables", {}),
        }
        os.execve("/bin/bash", ["bash", "-c", command], variables)
    finally:
        os._exit(127)


def _run(job: Job, command: str, timeout: float) -> Job:
    """Run one command to its end or to the limit; what it left in the background runs on."""
    started = time.monotonic()
    ends = [os.pipe(), os.pipe()]
    child = _start(job, command, ends[0][1], ends[1][1])
    streams = {}
    for read_end, write_end in ends:
        os.close(write_end)
        os.set_blocking(read_end, False)
        streams[read_end] = bytearray()
    watch = os.pidfd_open(child)
    poll = select.poll()
    for number in (*streams, watch):
        poll.register(number, select.POLLIN)
    deadline, timed_out, ended, flooded = started + timeout, False, False, False
    while not ended:
        left = deadline - time.monotonic()
        if left <= 0 or flooded:
            timed_out = not flooded
            os.kill(-1, signal.SIGKILL)  # pid 1 is spared: all else in here
            break
        for number, _ in poll.poll(left * 1000):
            if number == watch:
                ended = True
            elif not _drain(number, streams[number]):
                poll.unregister(number)
            flooded = any(len(data) > STREAM_BYTES for data in streams.values())
    _, status = os.waitpid(child, 0)
    for number, data in streams.items():
        _drain(number, data)
        os.close(number)
    os.close(watch)
    out, err = (bytes(data[:STREAM_BYTES]).decode("utf-8", "surrogateescape") for data in streams.values())
    return {
        "stdout": out,
        "stderr": err,
        "exit_status": os.waitstatus_to_exitcode(status) % 256,
        "timed_out": timed_out,
        "flooded": flooded,
        "seconds": round(time.monotonic() - started, 4),
    }


def _drain(number: int, data: bytearray) -> bool:
    """Append what is there to read; False at the end of the stream."""
    while len(data) <= STREAM_BYTES:
        try:
            chunk = os.read(number, 65536)
        except BlockingIOError:
            return True
        if not chunk:
            return False
        data += chunk
    return True


def _walk(top: str) -> list[str]:
    found, waiting = [top], [top]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    found.append(entry.path)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return found


def _marks() -> dict[str, tuple[int, int, int, int]]:
    """What tells an untouched file from a touched one, by path."""
    marks = {}
    for top in WATCHED:
        for path in _walk(top):
            with contextlib.suppress(OSError):
                state = os.lstat(path)
                marks[path] = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return marks


def _snapshot(before: dict[str, tuple[int, int, int, int]]) -> list[Any]:
    """Every watched path with its state; content only of files that are not as before."""
    entries = []
    for top in WATCHED:
        for path in _walk(top):
            try:
                state = os.lstat(path)
            except OSError:
                continue
            content: str | None = None
            mark = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if stat.S_ISLNK(state.st_mode):
                content = os.readlink(path)
            elif stat.S_ISREG(state.st_mode) and before.get(path) != mark:
                content = _content(path, state.st_size)
            entries.append(
                [
                    path,
                    state.st_mode,
                    state.st_uid,
                    state.st_gid,
                    state.st_size,
                    state.st_mtime_ns,
                    state.st_nlink,
                    content,
                ]
            )
    return entries


def _content(path: str, size: int) -> str:
    """Latin-1 text of a small file, "sha256:…" of a large one."""
    with open(path, "rb") as handle:
        if size <= KEEP_BYTES:
            return handle.read().decode("latin-1")
        return "sha256:" + hashlib.file_digest(handle, "sha256").hexdigest()


def _processes() -> list[Any]:
    """Pid, state, niceness and command line of everything alive in here but this process."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or name == "1":
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as handle:
                fields = handle.read().rpartition(")")[2].split()
            with open(f"/proc/{name}/cmdline", encoding="latin-1") as handle:
                line = handle.read().replace("\0", " ").strip()
        except OSError:
            continue
        if fields[0] != "Z":
            found.append([int(name), fields[0], int(fields[16]), line])
    return found


def _settled() -> list[Any]:
    """The processes once no signal is under way to one and none is about to vanish."""
    deadline = time.monotonic() + 1.0
    found = _processes()
    while time.monotonic() < deadline:
        time.sleep(0.005)
        before, found = found, _processes()
        if before == found and not any(_in_flux(row) for row in found):
            break
    return found


def _in_flux(row: list[Any]) -> bool:
    """True for a process with a pending signal, or without a command line because it exits."""
    try:
        with open(f"/proc/{row[0]}/status", encoding="latin-1") as handle:
            fields = dict(line.split(":\t") for line in handle.read().splitlines() if ":\t" in line)
    except OSError:
        return True
    return not row[3] or int(fields["SigPnd"], 16) | int(fields["ShdPnd"], 16) != 0


def _calls() -> str:
    """What the recording stand-ins of absent programs wrote down."""
    try:
        with open("/run/calls", encoding="utf-8", errors="surrogateescape") as handle:
            return handle.read()
    except OSError:
        return ""


def _inside(job: Job, scratch: str) -> Job:
    """The first process of the namespaces: build, set up, run, look."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as handle:
        handle.write("1000")
    _build_root(job, scratch)
    socket.sethostname("orchard")
    _loopback_up()
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    before = {} if job.get("contents") else _marks()
    result: Job = {}
    if job.get("setup"):
        result["setup"] = _run(job, job["setup"], 10.0)
    result["before_processes"] = _processes()
    result.update(_run(job, job["command"], job["timeout"]))
    result["calls"] = _calls()
    result["processes"] = _settled() if job.get("setup") else _processes()
    result["tree"] = _snapshot(before)
    result["probes"] = [_run(job, probe, 5.0)["stdout"] for probe in job.get("probes", ())]
    return result


def _map_ids(pid: int, uid: int, gid: int) -> None:
    """Give the user namespace of the process its ids, as far as this user may."""
    if uid == 0:
        maps = {"uid_map": f"0 {UID_SHIFT} {UID_COUNT}", "gid_map": f"0 {UID_SHIFT} {UID_COUNT}"}
    else:
        maps = {"setgroups": "deny", "uid_map": f"0 {uid} 1", "gid_map": f"0 {gid} 1"}
    for name, text in maps.items():
        with open(f"/proc/{pid}/{name}", "w") as handle:
            handle.write(text)


def _outer(job: Job, scratch: str, ready: int, go: int, answer: int) -> None:
    """Enter the namespaces and fork their first process; never returns."""
    try:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _call(_libc.unshare(_CLONE_ALL), "unshare")
        os.write(ready, b"r")
        if os.read(go, 1) != b"g":
            os._exit(1)
        os.setresgid(0, 0, 0)
        os.setresuid(0, 0, 0)
        child = os.fork()
        if child == 0:
            try:
                result = _inside(job, scratch)
            except BaseException as error:  # noqa: BLE001 - reported to the other side
                result = {"broken": f"{type(error).__name__}: {error}"}
            _write_all(answer, json.dumps(result).encode())
            os._exit(0)
        os.waitpid(child, 0)
    except BaseException as error:  # noqa: BLE001 - reported to the other side
        _write_all(answer, json.dumps({"broken": f"{type(error).__name__}: {error}"}).encode())
    finally:
        os._exit(0)


def _write_all(number: int, data: bytes) -> None:
    while data:
        data = data[os.write(number, data) :]


def _perform(job: Job, scratch: str) -> bytes:
    """One job from the machine's side."""
    ready, go, answer = os.pipe(), os.pipe(), os.pipe()
    uid, gid = os.getuid(), os.getgid()
    child = os.fork()
    if child == 0:
        for number in (ready[0], go[1], answer[0]):
            os.close(number)
        _outer(job, scratch, ready[1], go[0], answer[1])
    for number in (ready[1], go[0], answer[1]):
        os.close(number)
    try:
        if os.read(ready[0], 1) == b"r":
            _map_ids(child, uid, gid)
            os.write(go[1], b"g")
        return _read_until_end(answer[0], time.monotonic() + job["timeout"] + 30)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for number in (ready[0], go[1], answer[0]):
            os.close(number)


def _read_until_end(number: int, deadline: float) -> bytes:
    data = array.array("B")
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([number], [], [], left)[0]:
            break
        chunk = os.read(number, 1 << 20)
        if not chunk:
            return data.tobytes() or b'{"broken": "the sandbox ended without an answer"}'
        data.frombytes(chunk)
    return b'{"broken": "the sandbox did not answer in time"}'


def main() -> None:
    """Serve jobs until stdin ends."""
    scratch = sys.argv[1]
    codecs.lookup("latin-1")  # loaded while its file can still be reached
    os.chmod(scratch, 0o755)
    for name in ("root", "store"):
        os.makedirs(f"{scratch}/{name}", exist_ok=True)
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(_perform(json.loads(line), scratch) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
