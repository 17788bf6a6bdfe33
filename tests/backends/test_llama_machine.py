"""What the machine offers a model, read from files as Linux writes them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gorilla_cli.backends.llama_machine import available_memory, physical_cores

ALLOWED = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]


def cpus(folder: Path, threads_per_core: int) -> Path:
    for place, cpu in enumerate(ALLOWED):
        topology = folder / f"cpu{cpu}" / "topology"
        topology.mkdir(parents=True)
        first = place - place % threads_per_core
        siblings = ALLOWED[first : first + threads_per_core]
        (topology / "thread_siblings_list").write_text(",".join(map(str, siblings)) + "\n")
    return folder


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="reads the files of Linux")
@pytest.mark.parametrize("threads", [1, 2, 64])
def test_threads_of_a_core_count_once(tmp_path: Path, threads: int) -> None:
    cores = physical_cores(cpus(tmp_path / "cpu", threads), tmp_path)
    assert cores == -(-len(ALLOWED) // threads)


@pytest.mark.parametrize(
    ("quota", "most"),
    [("100000 100000", 1), ("50000 100000", 1), ("max 100000", 10_000), ("?", 9999)],
)
def test_a_container_grants_no_more_than_its_quota(tmp_path: Path, quota: str, most: int) -> None:
    (tmp_path / "cpu.max").write_text(quota + "\n")
    assert 1 <= physical_cores(tmp_path / "cpu", tmp_path) <= min(most, os.cpu_count() or 1)


def test_a_machine_that_says_nothing_has_a_core(tmp_path: Path) -> None:
    assert physical_cores(tmp_path, tmp_path) >= 1
    memory = available_memory(tmp_path / "meminfo", tmp_path)
    assert memory is None or memory > 0


def test_memory_is_what_is_available(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 9000 kB\nMemFree: 10 kB\nMemAvailable:    2000 kB\n")
    assert available_memory(meminfo, tmp_path) == 2000 * 1024


def test_the_limit_of_a_container_counts_without_cached_files(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemAvailable: 9000000 kB\n")
    (tmp_path / "memory.max").write_text("1000000\n")
    (tmp_path / "memory.current").write_text("700000\n")
    assert available_memory(meminfo, tmp_path) == 300_000
    (tmp_path / "memory.stat").write_text("anon 100\nactive_file 400000\ninactive_file 100000\n")
    assert available_memory(meminfo, tmp_path) == 800_000
    (tmp_path / "memory.max").write_text("max\n")
    assert available_memory(meminfo, tmp_path) == 9_000_000 * 1024
