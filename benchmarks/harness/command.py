"""The command line of the benchmark: generate answers, judge them, report.

Invariant: answers are stored before they are judged, so that judging can be repeated.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.harness import report
from benchmarks.harness.fixtures import Stock
from benchmarks.harness.judge import Judge
from benchmarks.harness.sandbox import Sandbox
from benchmarks.harness.subject import STAGES, Configuration, open_subject, timed
from benchmarks.harness.tasks import Task, all_tasks, select

RESULTS = Path(__file__).parents[1] / "results"
KEPT_OUTPUT = 2000
"""Characters of each command's output that the result keeps."""


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(
        prog="benchmarks/run", description="Measure how often gorilla's answers are right."
    )
    found.add_argument("--subject", default="inside", metavar="inside|program|'CMD {request}'")
    found.add_argument("--backends", default="", metavar="NAME,...")
    found.add_argument("--model", default="", help="path or name of a GGUF model")
    found.add_argument("--adapter", default="", help="path of a GGUF adapter")
    found.add_argument("--without", action="append", default=[], metavar="|".join(STAGES))
    found.add_argument("--set", action="append", default=[], metavar="SETTING=VALUE")
    found.add_argument("--count", type=int, default=3, help="candidates a task (3)")
    found.add_argument("--family", action="append", default=[], metavar="FAMILY[/TASK]")
    found.add_argument("--limit", type=int, default=0, help="draw so many tasks")
    found.add_argument("--seed", type=int, default=0, help="of that draw (0)")
    found.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="sandboxes at once")
    found.add_argument("--answers", type=Path, help="judge these stored answers again")
    found.add_argument("--name", default="", help="of the stored files; the time by default")
    found.add_argument("--verbose", action="store_true", help="show every failure")
    found.add_argument("--list", action="store_true", help="list the tasks and end")
    return found


def configuration(options: argparse.Namespace) -> Configuration:
    """What the options ask for."""
    return Configuration(
        subject=options.subject,
        backends=_names([options.backends]),
        model=options.model,
        adapter=options.adapter,
        without=_names(options.without),
        count=options.count,
        settings={name: _value(text) for name, _, text in (s.partition("=") for s in options.set)},
    )


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for text in texts for name in text.split(",") if name.strip())


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says."""
    options = parser().parse_args(arguments)
    tasks = select(all_tasks(), options.family, options.limit, options.seed)
    if options.list:
        for task in tasks:
            print(f"{task.id:32} {task.difficulty:10} {task.request}")
        return 0
    if not tasks:
        print("no such task; see --list", file=sys.stderr)
        return 2
    RESULTS.mkdir(exist_ok=True)
    name = options.name or time.strftime("%Y-%m-%d-%H%M%S")
    with Sandbox(options.jobs) as sandbox, Stock(sandbox) as stock:
        if options.answers:
            answers = json.loads(options.answers.read_text())
        else:
            answers = generate(tasks, configuration(options), stock)
            _store(RESULTS / f"{name}.answers.json", answers)
        result = judge(tasks, answers, Judge(sandbox, stock, options.jobs))
    path = RESULTS / f"{name}.json"
    _store(path, result)
    for line in report.lines(result, verbose=options.verbose):
        print(line)
    print(f"stored in {os.path.relpath(path)}")
    return 0


def generate(tasks: Sequence[Task], chosen: Configuration, stock: Stock) -> dict[str, Any]:
    """Ask the subject for every task, one after the other, and note the seconds."""
    subject = open_subject(chosen)
    rows = []
    try:
        for number, task in enumerate(tasks, start=1):
            work = stock.get(task.fixture).work
            files = sorted(path.name for path in work.iterdir() if path.name[0] != ".")
            found, seconds = timed(subject, task.request, work, files)
            rows.append(
                {
                    "id": task.id,
                    "seconds": round(seconds, 4),
                    "candidates": [
                        {"command": a.command, "source": a.source, "confidence": a.confidence}
                        for a in found[: chosen.count]
                    ],
                }
            )
            _progress(f"asked {number} of {len(tasks)}")
    finally:
        subject.close()
        _progress("")
    return {
        "configuration": chosen.as_json(),
        "asked_at": time.time(),
        "complaints": subject.complaints,
        "answers": rows,
    }


def judge(tasks: Sequence[Task], answers: dict[str, Any], court: Judge) -> dict[str, Any]:
    """Run every stored candidate and put the verdicts beside it."""
    by_id = {task.id: task for task in tasks}
    rows = [row for row in answers["answers"] if row["id"] in by_id]
    pairs = [(by_id[row["id"]], one["command"]) for row in rows for one in row["candidates"]]
    verdicts = iter(court.decide_all(pairs))
    judged = []
    for row in rows:
        task = by_id[row["id"]]
        candidates = []
        for one in row["candidates"]:
            verdict = next(verdicts)
            candidates.append(
                {
                    **one,
                    "right": verdict.right,
                    "reason": verdict.reason,
                    "stdout": verdict.stdout[:KEPT_OUTPUT],
                    "stderr": verdict.stderr[:KEPT_OUTPUT],
                }
            )
        judged.append(
            {
                "id": task.id,
                "family": task.family,
                "difficulty": task.difficulty,
                "request": task.request,
                "seconds": row["seconds"],
                "candidates": candidates,
            }
        )
    count = answers["configuration"]["count"]
    return {
        "configuration": answers["configuration"],
        "asked_at": answers["asked_at"],
        "complaints": answers["complaints"],
        "count": count,
        "summary": report.summary(judged, count),
        "rows": judged,
    }


def _store(path: Path, value: object) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=True)
    path.write_text(text + "\n")


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
