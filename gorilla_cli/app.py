"""One invocation's parts, made when they are first needed.

Invariant: making an App reads nothing and cannot fail, so that `config edit`
and `doctor` work when the settings do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from gorilla_cli.environment import Environment
from gorilla_cli.paths import Paths
from gorilla_cli.ui.console import Console

if TYPE_CHECKING:
    from gorilla_cli.domain import Context, Passage, PipedInput, Request
    from gorilla_cli.feedback.store import Store
    from gorilla_cli.pipeline import Pipeline
    from gorilla_cli.settings import Loaded, Settings

RECALL_PATIENCE_S = 0.2
"""How long a busy history may hold up an answer."""


class App:
    """What every subcommand is handed as `ctx.obj`."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.console = Console(environment)
        self.overrides: dict[str, object] = {}
        """Settings given as flags, by dotted key."""
        self.piped: PipedInput | None = None
        """Piped input, once somebody has asked for it."""

    @cached_property
    def paths(self) -> Paths:
        """Where the files are."""
        return Paths.of(self.environment)

    @cached_property
    def loaded(self) -> Loaded:
        """The settings with their origins. Raises SettingsError."""
        from gorilla_cli.settings import load

        return load(self.paths.settings, self.environment, self.overrides)

    @property
    def settings(self) -> Settings:
        """The settings. Raises SettingsError."""
        return self.loaded.settings

    @cached_property
    def shell(self) -> str:
        """The shell that runs commands, as a path or a name on PATH."""
        return self.settings.shell or self.environment.get("SHELL", "/bin/sh")

    def context(self) -> Context:
        """The machine as far as it matters to an answer."""
        from dataclasses import replace

        from gorilla_cli.context import gather, shell_name

        context = gather(self.environment, self.piped)
        return replace(context, shell=shell_name(self.environment, self.settings.shell))

    def pipeline(self, names: Sequence[str] = ()) -> Pipeline:
        """The stages with the backends of these names, or else those of the settings.

        A backend that the settings name but that cannot be made costs a note,
        one that was asked for by name an error (UsageError, BackendError).
        """
        from gorilla_cli import backends
        from gorilla_cli.backends.base import Backend, Parts
        from gorilla_cli.errors import BackendError
        from gorilla_cli.pipeline import Pipeline

        parts = Parts(self.settings, self.paths, self.environment.variables)
        opened: list[Backend] = []
        for name in dict.fromkeys(names or self.settings.backends):
            try:
                backend = backends.create(name, parts)
            except BackendError as error:
                if names:
                    raise
                self.console.note(f"{name}: {error}")
                continue
            if backend is not None:
                opened.append(backend)
            elif names:
                raise BackendError(
                    f"{name} is not set up", f"See `gorilla config list` for the {name} settings."
                )
        return Pipeline(opened, self.retrieve, self.recall)

    def retrieve(self, request: Request, context: Context) -> Sequence[Passage]:
        """Passages of documentation for a request; none until an index exists."""
        return ()

    def store(self) -> Store:
        """The history, to be used as a context manager. Raises StoreError."""
        from gorilla_cli.feedback.store import Store

        store = Store.open(self.paths.history)
        for notice in store.notices:
            self.console.note(notice)
        return store

    def recall(self, text: str) -> Sequence[str]:
        """Commands that were accepted for the same request before, the latest first."""
        from gorilla_cli.errors import StoreError
        from gorilla_cli.feedback.store import Store

        if not self.settings.history or not self.paths.history.exists():
            return ()
        try:
            with Store.open(self.paths.history, patience=RECALL_PATIENCE_S) as store:
                return [past.command for past in store.accepted(text)]
        except StoreError:
            return ()  # an answer without memories is better than none

    def carry_out(self, command: str) -> int:
        """Verify, confirm and run one command; the exit status that is gorilla's then."""
        from gorilla_cli.asking import run_past

        return run_past(self, command)

    def variables(self) -> Mapping[str, str]:
        """The environment variables that a command inherits."""
        return self.environment.variables
