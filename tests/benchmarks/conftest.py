"""The sandbox and the fixtures, shared by all tests of one worker."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.harness.fixtures import Stock
from benchmarks.harness.judge import Judge
from benchmarks.harness.sandbox import Job, Sandbox, SandboxError


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Two launchers, or a skip where the kernel grants no namespaces."""
    empty = tmp_path_factory.mktemp("probe")
    for directory in (empty, *empty.parents[:2]):
        directory.chmod(0o755)
    with Sandbox(2) as found:
        try:
            found.run(Job("true", home=empty, etc=empty, bin=empty, cwd="/"))
        except SandboxError as error:
            pytest.skip(f"no sandbox can be made here: {error}")
        yield found


@pytest.fixture(scope="session")
def stock(sandbox: Sandbox) -> Iterator[Stock]:
    """The fixtures of this worker."""
    with Stock(sandbox) as found:
        yield found


@pytest.fixture(scope="session")
def judge(sandbox: Sandbox, stock: Stock) -> Judge:
    """A judge over them, patient because the other tests run beside it."""
    return Judge(sandbox, stock, jobs=2, patience=3.0)
