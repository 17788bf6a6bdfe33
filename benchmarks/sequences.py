"""What several answers of the local model cost, compared with one and with the bare library.

All figures that count are ratios taken in the same run, so that they hold on any machine.
Rounds of what is compared alternate, and medians are compared. No prompt begins as the
one before it, so nothing is saved between two measurements.

    python benchmarks/sequences.py
    python benchmarks/sequences.py --options      which ways to set llama.cpp up are quicker
    python benchmarks/sequences.py --model FILE --threads 8 --tokens 48
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter
from typing import Any

from gorilla_cli import prompting
from gorilla_cli.backends import llama_library
from gorilla_cli.backends.llama_library import Stop
from gorilla_cli.backends.llama_machine import physical_cores
from gorilla_cli.backends.llama_model import Model
from gorilla_cli.backends.llama_sequences import Limits, Session
from gorilla_cli.domain import Context, Request
from gorilla_cli.models import registry
from gorilla_cli.models.locate import locate
from gorilla_cli.paths import Paths

REQUESTS = (
    "show the ten biggest folders here",
    "replace tabs by four spaces in every c file",
    "count how often each word occurs in the book",
    "stop the container that runs the shop",
    "list the branches that were merged",
    "pack the photos of this year into one file",
)
STORY = "Once upon a time, in a village far away, there lived an old woman who"
CONTEXT = Context("linux", "bash", "/home/ann/work", "/home/ann", ("notes.txt", "src/"))
_numbers = count()


class Bench:
    """A loaded model, and its prompts, none of which begins like another."""

    def __init__(self, path: Path, threads: int) -> None:
        self.lib = llama_library.load()
        self.threads = threads
        self.model = Model(self.lib, path)
        self.session = Session(self.lib, self.model, threads)

    def prompt(self, text: str) -> list[int]:
        return self.model.tokens(f"{next(_numbers)} {text}")

    def request(self, text: str) -> list[int]:
        return self.prompt(prompting.build(Request(text), CONTEXT).bare)

    def answers(self, prompt: list[int], number: int, limits: Limits) -> int:
        """Write answers; how many tokens the first one has."""
        with Stop(self.lib, Event()) as stop:
            written = list(self.session.answers(prompt, number, limits, stop))
        return len(written[0].tokens)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def cost_of_several(bench: Bench, rounds: int, tokens: int) -> dict[str, float]:
    """The time of five answers over that of one, and over that of five single ones."""
    limits = Limits(tokens, (b"\n",))
    one, five, separate = [], [], []

    def ask(number: int) -> None:
        for text in REQUESTS:
            bench.answers(bench.request(text), number, limits)

    ask(5)
    for _ in range(rounds):
        one.append(seconds(lambda: ask(1)))
        five.append(seconds(lambda: ask(5)))
        separate.append(seconds(lambda: [ask(1) for _ in range(5)]))
    return {
        "five answers / one": median(five) / median(one),
        "five answers / five single ones": median(five) / median(separate),
    }


def against_the_library(bench: Bench, rounds: int, tokens: int = 64) -> dict[str, float]:
    """Our tokens per second over those of a loop of nothing but library calls."""
    ours_read, ours_write, raw_read, raw_write = [], [], [], []
    long = " ".join(REQUESTS) * 4
    for _ in range(rounds):
        prompt = bench.prompt(long)
        ours_read.append(seconds(lambda p=prompt: bench.answers(p, 1, Limits(1))))
        with bare_context(bench) as (context, batch):
            raw_read.append(seconds(lambda p=prompt: evaluate(bench, context, batch, p)))
        prompt = bench.prompt(STORY)
        first = seconds(lambda p=prompt: bench.answers(p, 1, Limits(1)))
        prompt = bench.prompt(STORY)
        start = perf_counter()
        written = bench.answers(prompt, 1, Limits(tokens))
        ours_write.append((perf_counter() - start - first) / max(1, written - 1))
        with bare_context(bench) as (context, batch):
            evaluate(bench, context, batch, prompt)
            raw_write.append(write(bench, context, batch, len(prompt), tokens) / tokens)
    return {
        "reading the prompt, tokens/s / the library's": median(raw_read) / median(ours_read),
        "writing an answer, tokens/s / the library's": median(raw_write) / median(ours_write),
    }


@contextmanager
def bare_context(bench: Bench, **options: object) -> Iterator[tuple[Any, Any]]:
    wanted: dict[str, object] = {
        "n_ctx": 1024, "n_batch": 512, "n_ubatch": 512, "n_seq_max": 5, "kv_unified": True,
        "n_threads": bench.threads, "n_threads_batch": bench.threads,
    }  # fmt: skip
    context = bench.model.context(**(wanted | options))
    batch = bench.lib.llama_batch_init(512, 0, 1)
    try:
        yield context, batch
    finally:
        bench.lib.llama_batch_free(batch)
        bench.lib.llama_free(context)


def fill(batch: Any, entries: list[tuple[int, int, int]], *, all_rows: bool) -> None:
    batch.n_tokens = len(entries)
    for n, (token, position, sequence) in enumerate(entries):
        batch.token[n], batch.pos[n] = token, position
        batch.n_seq_id[n], batch.seq_id[n][0], batch.logits[n] = 1, sequence, all_rows
    batch.logits[len(entries) - 1] = 1


def evaluate(bench: Bench, context: Any, batch: Any, prompt: list[int]) -> None:
    fill(batch, [(token, n, 0) for n, token in enumerate(prompt)], all_rows=False)
    if bench.lib.llama_decode(context, batch):
        raise SystemExit("the library failed")
    bench.lib.llama_synchronize(context)


def write(bench: Bench, context: Any, batch: Any, place: int, tokens: int) -> float:
    """Seconds to decode that many tokens without even looking which would follow."""
    start = perf_counter()
    for n in range(tokens):
        fill(batch, [(100 + n, place + n, 0)], all_rows=True)
        bench.lib.llama_decode(context, batch)
        bench.lib.llama_synchronize(context)
    return perf_counter() - start


def compare_options(bench: Bench, rounds: int) -> None:
    """Milliseconds a token of the prompt, and a step of one and of four sequences."""
    ways: dict[str, dict[str, object]] = {"as gorilla does": {}}
    ways["own cache for each sequence"] = {"kv_unified": False}
    ways["flash attention on"] = {"flash_attn_type": 1}
    ways["flash attention off"] = {"flash_attn_type": 0}
    for most in (64, 128):
        ways[f"{most} tokens at once"] = {"n_ubatch": most}
    ways["a context of 4096"] = {"n_ctx": 4096}
    for threads in sorted({1, bench.threads, bench.threads * 2}):
        ways[f"{threads} threads"] = {"n_threads": threads, "n_threads_batch": threads}
    prompt = bench.request(REQUESTS[0])
    times: dict[str, list[tuple[float, ...]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, options in ways.items():
            start = perf_counter()
            with bare_context(bench, **options) as (context, batch):
                made = perf_counter() - start
                read = seconds(lambda c=context, b=batch: evaluate(bench, c, b, prompt))
                steps = [step(bench, context, batch, len(prompt), n) for n in (1, 4)]
                times[name].append((made, read / len(prompt), *steps))
    print(f"{'':30}{'context':>10}{'read 1':>10}{'step 1':>10}{'step 4':>10}   ms")
    for name, measured in times.items():
        shown = "".join(f"{1e3 * median(column):10.2f}" for column in zip(*measured, strict=True))
        print(f"{name:30}{shown}")


def step(bench: Bench, context: Any, batch: Any, place: int, sequences: int) -> float:
    """Median seconds of one decoding step of that many sequences."""
    lib = bench.lib
    memory = lib.llama_get_memory(context)
    lib.llama_memory_seq_rm(memory, 0, place, -1)
    for sequence in range(1, sequences):
        lib.llama_memory_seq_cp(memory, 0, sequence, -1, -1)
    times = []
    for n in range(12):
        fill(batch, [(100 + n, place + n, s) for s in range(sequences)], all_rows=True)
        times.append(seconds(lambda: lib.llama_decode(context, batch)))
    return median(times)


PARTS = """
import json, sys
from pathlib import Path
from threading import Event
from time import perf_counter
told, last = {}, perf_counter()
def done(name):
    global last
    told[name] = perf_counter() - last
    last = perf_counter()
from gorilla_cli.backends import llama, llama_library
from gorilla_cli.backends.llama_sequences import Limits, Session
from gorilla_cli.models import gguf
done("import of gorilla's part")
lib = llama_library.load()
done("import of llama.cpp")
path = Path(sys.argv[1])
gguf.read(path, trusted=True)
done("check of the file")
from threading import Thread
early = Thread(target=llama._import_numpy)
early.start()
model = llama.Model(lib, path)
early.join()
done("load, and numpy meanwhile")
session = Session(lib, model, int(sys.argv[2]))
prompt = model.tokens(sys.argv[3])
with llama.Stop(lib, Event()) as stop:
    session._prepare(len(prompt) + 288, 3, stop)
    done("context")
    session._evaluate(prompt)
    done(f"prompt of {len(prompt)} tokens")
    written = list(session.answers(prompt, 3, Limits(24, (b"\\n",)), stop))
    done(f"{len(written)} answers")
print(json.dumps(told))
"""


def parts_of_the_time(path: Path, threads: int, rounds: int) -> dict[str, float]:
    """Seconds of each part of a first answer, in fresh processes."""
    prompt = prompting.build(Request(REQUESTS[0]), CONTEXT).bare
    command = [sys.executable, "-c", PARTS, str(path), str(threads), prompt]
    runs = [
        json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(rounds)
    ]
    return {part: median(run[part] for run in runs) for part in runs[0]}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default=registry.DEFAULT, help="name or path of a GGUF model")
    parser.add_argument("--threads", type=int, default=physical_cores())
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tokens", type=int, default=24, help="longest answer, in tokens")
    parser.add_argument("--options", action="store_true", help="compare ways to set it up")
    chosen = parser.parse_args()
    nowhere = Path("/nonexistent")
    path = locate(chosen.model, Paths(nowhere, nowhere, nowhere))
    bench = Bench(path, chosen.threads)
    try:
        if chosen.options:
            compare_options(bench, chosen.rounds)
            return 0
        ratios = cost_of_several(bench, chosen.rounds, chosen.tokens)
        ratios |= against_the_library(bench, chosen.rounds)
    finally:
        bench.session.close()
        bench.model.free()
    bars = {
        "five answers / one": ratios["five answers / one"] <= 2.2,
        "five answers / five single ones": ratios["five answers / five single ones"] < 0.5,
        "writing an answer, tokens/s / the library's": ratios[
            "writing an answer, tokens/s / the library's"
        ]
        >= 0.9,
    }
    for name, ratio in ratios.items():
        verdict = {True: "ok", False: "MISSED", None: ""}[bars.get(name)]
        print(f"{name:50}{ratio:8.2f}  {verdict}")
    for part, spent in parts_of_the_time(path, chosen.threads, chosen.rounds).items():
        print(f"{part:50}{1e3 * spent:8.1f}  ms")
    return 0 if all(bars.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
