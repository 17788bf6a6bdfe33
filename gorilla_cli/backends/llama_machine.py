"""What this machine offers a local model: cores and memory.

Invariant: looks and never fails; where a platform does not say, the answer is
the modest one (fewer threads) or None (memory is not known).
"""

from __future__ import annotations

import ctypes
import os
import sys
from math import ceil
from pathlib import Path

_CPUS = Path("/sys/devices/system/cpu")
_CGROUP = Path("/sys/fs/cgroup")
_MEMINFO = Path("/proc/meminfo")


def physical_cores(cpus: Path = _CPUS, cgroup: Path = _CGROUP) -> int:
    """Cores this process may use, where two hardware threads of one core count once.

    A second thread of a core brings llama.cpp nothing, and threads beyond the
    quota of a container make it wait at every barrier.
    """
    allowed = _allowed_cpus()
    cores = {_core_of(cpus, cpu) for cpu in allowed}
    count = _macos_number("hw.physicalcpu") or len(cores) or os.cpu_count() or 1
    quota = _quota(cgroup)
    return max(1, min(count, quota or count))


def available_memory(meminfo: Path = _MEMINFO, cgroup: Path = _CGROUP) -> int | None:
    """Bytes that a model could take without swapping; None when that is not known."""
    limits = [_linux_available(meminfo) or _physical_memory(), _cgroup_room(cgroup)]
    known = [limit for limit in limits if limit is not None]
    return min(known) if known else None


def _allowed_cpus() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))


def _core_of(cpus: Path, cpu: int) -> str:
    """A text that all hardware threads of one core share."""
    siblings = _text(cpus / f"cpu{cpu}" / "topology" / "thread_siblings_list")
    return siblings or f"cpu{cpu}"


def _quota(cgroup: Path) -> int | None:
    """CPUs that the control group grants, rounded up; None without a limit."""
    granted, _, period = _text(cgroup / "cpu.max").partition(" ")
    if not granted.isdigit() or not period.isdigit() or int(period) == 0:
        return None
    return max(1, ceil(int(granted) / int(period)))


def _linux_available(meminfo: Path) -> int | None:
    for line in _text(meminfo).splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable" and value.split()[:1] and value.split()[0].isdigit():
            return int(value.split()[0]) * 1024
    return None


def _physical_memory() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def _cgroup_room(cgroup: Path) -> int | None:
    most, used = _text(cgroup / "memory.max"), _text(cgroup / "memory.current")
    if not (most.isdigit() and used.isdigit()):
        return None
    # Cached file pages count as used and are given back when somebody needs memory.
    cached = sum(
        int(value)
        for name, _, value in (
            line.partition(" ") for line in _text(cgroup / "memory.stat").splitlines()
        )
        if name in ("active_file", "inactive_file") and value.isdigit()
    )
    return max(0, int(most) - max(0, int(used) - cached))


def _macos_number(name: str) -> int | None:
    if sys.platform != "darwin":
        return None
    value = ctypes.c_int32(0)
    size = ctypes.c_size_t(ctypes.sizeof(value))
    try:
        read = ctypes.CDLL(None).sysctlbyname
        failed = read(name.encode(), ctypes.byref(value), ctypes.byref(size), None, 0)
    except (OSError, AttributeError):
        return None
    return None if failed or value.value <= 0 else value.value


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
