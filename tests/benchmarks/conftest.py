"""The sandbox and the fixtures, shared by all tests of one worker."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.harness.fixtures import Stock
from benchmarks.harness.judge import Judge
from benchmarks.harness.sandbox import Job, Sandbox, SandboxError


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Two launchers; a failure where the kernel grants no namespaces."""
    with tempfile.TemporaryDirectory() as name, Sandbox(2) as found:
        empty = Path(name)
        empty.chmod(0o755)  # the sandbox's root is nobody outside
        try:
            found.run(Job("true", home=empty, etc=empty, bin=empty, cwd="/"))
        except SandboxError as error:
            pytest.fail(f"no sandbox can be made here: {error}")
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
