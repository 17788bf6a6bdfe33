"""What is measured: gorilla in this process, gorilla as a program, or any other program.

Invariant: a subject is asked in the fixture's real directory and only suggests; what it
suggests names the directory as the sandbox does before anybody judges it.
"""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

from benchmarks.harness.fixtures import HOME

STAGES = ("recipes", "compose", "retrieval", "verify", "rank", "adapter")
"""What --without can take out. A removed stage is replaced here, not in gorilla."""
PATIENCE_S = 120.0
"""How long a program may take over one request."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One suggested command."""

    command: str
    source: str = ""
    """Who it comes from: recipes, llama, hosted …, several joined by "+"."""
    confidence: float | None = None
    """Probability of being right that the source claims, 0 to 1; None when it claims none."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Which gorilla is measured."""

    subject: str = "inside"
    """"inside" (in this process), "program" (a process a request), or a command template."""
    backends: tuple[str, ...] = ()
    """Names of backends; empty for those of the default settings."""
    model: str = ""
    adapter: str = ""
    without: tuple[str, ...] = ()
    """Stages taken out, of STAGES."""
    count: int = 3
    settings: Mapping[str, object] = field(default_factory=dict)
    """Further settings by dotted name."""

    def as_json(self) -> dict[str, Any]:
        """For the stored result."""
        return asdict(self)


class Subject(Protocol):
    """Something that answers requests."""

    complaints: dict[str, int]
    """What it said went wrong, with how often."""

    def candidates(self, request: str, cwd: Path, files: Sequence[str]) -> list[Answer]:
        """Commands for the request, best first."""
        ...

    def close(self) -> None:
        """Free what is held."""
        ...


def open_subject(configuration: Configuration) -> Subject:
    """The subject of a configuration. Raises ValueError for stages that cannot be removed."""
    unknown = set(configuration.without) - set(STAGES)
    if unknown:
        raise ValueError(f"no such stage: {', '.join(sorted(unknown))}; there are {STAGES}")
    if configuration.subject == "inside":
        return Inside(configuration)
    if configuration.subject == "program":
        return Program(configuration)
    if "{request}" not in configuration.subject:
        raise ValueError("a subject's command template needs {request} in it")
    return Template(configuration.subject, configuration.count)


def as_in_sandbox(command: str, cwd: Path) -> str:
    """The command with the fixture's real home written as the sandbox's."""
    return command.replace(str(cwd.parent), HOME)


class Inside:
    """Gorilla's own pipeline, loaded once."""

    def __init__(self, configuration: Configuration) -> None:
        self.complaints: dict[str, int] = {}
        self._configuration = configuration
        self._stack = ExitStack()
        self._config = self._stack.enter_context(tempfile.TemporaryDirectory())
        app = self._app(Path.cwd())
        for name, value in _overrides(configuration).items():
            app.overrides[name] = value
        self._remove_stages(app)
        self._pipeline = app.pipeline(_chosen_backends(configuration))
        self._stack.callback(self._pipeline.close)

    def candidates(self, request: str, cwd: Path, files: Sequence[str]) -> list[Answer]:
        """Commands of the complete ranking."""
        from gorilla_cli.domain import Request

        context = self._app(cwd).context()
        asked = Request(request, count=self._configuration.count)
        ranking = self._pipeline.answer(asked, context)
        _count(self.complaints, ranking.notes)
        answers = []
        for candidate in ranking.candidates:
            claims = [one.confidence for one in candidate.sources if one.confidence is not None]
            answers.append(
                Answer(
                    as_in_sandbox(candidate.command, cwd),
                    "+".join(dict.fromkeys(one.backend for one in candidate.sources)),
                    max(claims, default=None),
                )
            )
        return answers

    def close(self) -> None:
        self._stack.close()

    def _app(self, cwd: Path) -> Any:
        from gorilla_cli.app import App
        from gorilla_cli.environment import Environment

        variables = {
            **os.environ,
            "HOME": str(cwd.parent),
            "SHELL": "/bin/bash",
            "GORILLA_CONFIG_DIR": self._config,
        }
        nothing = io.StringIO()
        return App(Environment((), variables, cwd, nothing, nothing, nothing))

    def _remove_stages(self, app: Any) -> None:
        removed = set(self._configuration.without)
        replacements: dict[str, tuple[str, Callable[..., Any]]] = {
            "compose": ("gorilla_cli.knowledge.compose.compose", lambda *_: []),
            "verify": ("gorilla_cli.pipeline.verify", _unverified),
            "rank": ("gorilla_cli.pipeline.rank", _unranked),
        }
        for stage, (target, replacement) in replacements.items():
            if stage in removed:
                self._stack.enter_context(mock.patch(target, replacement))
        if "retrieval" in removed:
            app.retrieve = lambda _request, _context: ()


def _overrides(configuration: Configuration) -> dict[str, object]:
    overrides: dict[str, object] = {"history": False, "count": configuration.count}
    if configuration.model:
        overrides["llama.model"] = configuration.model
    if configuration.adapter:
        overrides["llama.adapter"] = configuration.adapter
    if "adapter" in configuration.without:
        overrides["llama.adapter"] = ""
    return {**overrides, **configuration.settings}


def _chosen_backends(configuration: Configuration) -> tuple[str, ...]:
    from gorilla_cli.settings import DEFAULT_BACKENDS

    names = configuration.backends or DEFAULT_BACKENDS
    if not configuration.backends:
        names = tuple(name for name in names if name != "hosted")  # never asked unless named
    return tuple(name for name in names if name not in configuration.without)


def _unverified(command: str, _context: object) -> Any:
    from gorilla_cli.domain import Verdict

    return Verdict(parses=True, canonical=command)


def _unranked(request: Any, candidates: Any, *, notes: Any = (), complete: bool = True) -> Any:
    from gorilla_cli.domain import Ranking

    first = {candidate.command: candidate for candidate in reversed(list(candidates))}
    kept = [one for one in candidates if first.pop(one.command, None) is not None]
    return Ranking(request, tuple(kept[: request.count]), tuple(notes), complete)


class Program:
    """`gorilla --json`, a process for each request."""

    def __init__(self, configuration: Configuration) -> None:
        self.complaints: dict[str, int] = {}
        self._stack = ExitStack()
        config = self._stack.enter_context(tempfile.TemporaryDirectory())
        overrides = _overrides(configuration)
        self._variables = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "SHELL": "/bin/bash",
            "GORILLA_CONFIG_DIR": config,
            **{
                "GORILLA_" + name.upper().replace(".", "_"): str(value)
                for name, value in overrides.items()
            },
        }
        backends = [part for name in _chosen_backends(configuration) for part in ("-b", name)]
        count = str(configuration.count)
        self._start = [sys.executable, "-m", "gorilla_cli", "--json", "-n", count, *backends]

    def candidates(self, request: str, cwd: Path, files: Sequence[str]) -> list[Answer]:
        """Commands of the printed JSON; none when the program fails."""
        variables = {**self._variables, "HOME": str(cwd.parent)}
        output, errors = _output([*self._start, "--", request], cwd, variables)
        try:
            printed = json.loads(output)
        except ValueError:
            _count(self.complaints, errors.strip().splitlines()[-1:])
            return []
        _count(self.complaints, printed.get("notes", ()))
        answers = []
        for one in printed.get("candidates", ()):
            claims = [voice["confidence"] for voice in one["sources"]]
            command = as_in_sandbox(one["command"], cwd)
            known = [claim for claim in claims if claim is not None]
            answers.append(Answer(command, one["source"], max(known, default=None)))
        return answers

    def close(self) -> None:
        self._stack.close()


class Template:
    """Any program that prints one command a line."""

    def __init__(self, template: str, count: int) -> None:
        self.complaints: dict[str, int] = {}
        self._template, self._count = template, count

    def candidates(self, request: str, cwd: Path, files: Sequence[str]) -> list[Answer]:
        """The first lines printed."""
        words = [word.replace("{request}", request) for word in shlex.split(self._template)]
        output, errors = _output(words, cwd, os.environ)
        lines = [line for line in output.splitlines() if line.strip()]
        if not lines:
            _count(self.complaints, errors.strip().splitlines()[-1:])
        name = Path(words[0]).name
        return [Answer(as_in_sandbox(line, cwd), name) for line in lines[: self._count]]

    def close(self) -> None:
        return None


def _count(complaints: dict[str, int], notes: Sequence[str]) -> None:
    for note in notes:
        complaints[note] = complaints.get(note, 0) + 1


def _output(words: Sequence[str], cwd: Path, variables: Mapping[str, str]) -> tuple[str, str]:
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return "", str(error)
    return done.stdout, done.stderr


def timed(
    subject: Subject, request: str, cwd: Path, files: Sequence[str]
) -> tuple[list[Answer], float]:
    """The candidates and the seconds they took."""
    started = time.perf_counter()
    answers = subject.candidates(request, cwd, files)
    return answers, time.perf_counter() - started
