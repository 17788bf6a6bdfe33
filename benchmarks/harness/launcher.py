# ruff: noqa: PTH101, PTH103, PTH123 - nothing to import late
"""Runs commands in throwaway namespaces: one job a line on stdin, one result a line on stdout.

Started as a program of its own (`python -m benchmarks.harness.launcher SCRATCH`) and
single-threaded, so that fork is safe and cheap. Every job gets namespaces of its own, a root made
of a small tmpfs, a read-only /usr, a copy-on-write /etc and a copy-on-write home, and dies with
the first process of its pid namespace.

Invariant: the command never sees a writable byte of the machine. What it may write lives in two
tmpfs of limited size that vanish with its mount namespace.
"""

from __future__ import annotations

import array
import codecs
import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from typing import Any

from benchmarks.harness import aftermath, namespaces

STREAM_BYTES = 262_144
"""A command that prints more is stopped."""
SETUP_SECONDS, PROBE_SECONDS = 10.0, 5.0
OVERHEAD_SECONDS = 30.0
"""How much longer than its command a job may take."""

Job = dict[str, Any]
"""Keys: home (lower directory), etc, bin, command, setup, probes, cwd, timeout, contents."""


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
        namespaces.limit(job["timeout"])
        namespaces.drop_privileges()
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
    out, err = (
        bytes(data[:STREAM_BYTES]).decode("utf-8", "surrogateescape") for data in streams.values()
    )
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


def _inside(job: Job, scratch: str) -> Job:
    """The first process of the namespaces: build, set up, run, look."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    namespaces.die_with_parent()
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as handle:
        handle.write("1000")
    namespaces.build_root(scratch, home=job["home"], etc=job["etc"], programs=job["bin"])
    socket.sethostname("orchard")
    namespaces.loopback_up()
    namespaces.hide()
    before = {} if job.get("contents") else aftermath.marks()
    result: Job = {}
    if job.get("setup"):
        result["setup"] = _run(job, job["setup"], SETUP_SECONDS)
    result["before_processes"] = aftermath.processes()
    result.update(_run(job, job["command"], job["timeout"]))
    result["calls"] = aftermath.calls()
    result["processes"] = aftermath.settled() if job.get("setup") else aftermath.processes()
    result["tree"] = aftermath.snapshot(before)
    result["probes"] = [
        _run(job, probe, PROBE_SECONDS)["stdout"] for probe in job.get("probes", ())
    ]
    return result


def _outer(job: Job, scratch: str, ready: int, go: int, answer: int) -> None:
    """Enter the namespaces and fork their first process; never returns."""
    try:
        namespaces.die_with_parent()
        namespaces.enter()
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
            namespaces.map_ids(child, uid, gid)
            os.write(go[1], b"g")
        return _read_until_end(answer[0], time.monotonic() + job["timeout"] + OVERHEAD_SECONDS)
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
