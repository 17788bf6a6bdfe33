"""How long gorilla takes to start, compared with the interpreter alone.

Everything runs in fresh processes of the same interpreter, in turns, and medians are
compared, so that the ratios hold on any machine. Files go to a folder that is thrown
away; the first turn fills the caches and does not count.

    python benchmarks/startup.py
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
BASE = "python -c pass"
RECIPES = "a request to recipes"
CASES = {
    BASE: ["-c", "pass"],
    "gorilla --version": ["-m", "gorilla_cli", "--version"],
    "gorilla -h": ["-m", "gorilla_cli", "-h"],
    "gorilla init zsh": ["-m", "gorilla_cli", "init", "zsh"],
    RECIPES: ["-m", "gorilla_cli", "--backend", "recipes", "list files by size then date"],
}
BARS = {"gorilla --version": 2.0}
"""How many times the interpreter's own time each may take."""
FIRST_CANDIDATES_S = 0.3


def seconds(arguments: list[str], variables: dict[str, str]) -> tuple[float, int]:
    """How long the process took, and its exit status."""
    start = perf_counter()
    ran = subprocess.run(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=variables,
        check=False,
    )
    return perf_counter() - start, ran.returncode


def measure(rounds: int) -> dict[str, list[float]]:
    """The times of each case that works; a line on stderr for each that does not."""
    with tempfile.TemporaryDirectory() as folder:
        own = {f"GORILLA_{name}_DIR": folder for name in ("CONFIG", "DATA", "CACHE")}
        variables = {**os.environ, **own, "HOME": folder, "PYTHONPATH": str(ROOT)}
        working = {}
        for name, arguments in CASES.items():
            _, status = seconds(arguments, variables)
            if status == 0:
                working[name] = arguments
            else:
                print(f"{name}: left out, it ended with status {status}", file=sys.stderr)
        times: dict[str, list[float]] = {name: [] for name in working}
        for _ in range(rounds):
            for name, arguments in working.items():
                times[name].append(seconds(arguments, variables)[0])
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    times = measure(parser.parse_args().rounds)
    base = median(times[BASE])
    missed = False
    for name, measured in times.items():
        spent = median(measured)
        line = f"{name:24}{1e3 * spent:8.1f} ms{spent / base:8.2f} x"
        bar = BARS.get(name)
        if bar is not None:
            missed |= spent / base > bar
            line += f"   at most {bar:.0f} x: {'ok' if spent / base <= bar else 'MISSED'}"
        if name == RECIPES:
            missed |= spent > FIRST_CANDIDATES_S
            verdict = "ok" if spent <= FIRST_CANDIDATES_S else "MISSED"
            line += f"   whole, at most {1e3 * FIRST_CANDIDATES_S:.0f} ms: {verdict}"
        print(line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
