"""A request from the question to the record: suggest, choose, confirm, run, remember.

Invariant: nothing runs that was not approved here, and whatever was decided is
recorded, also when the command fails or the recording of it does.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gorilla_cli import __version__
from gorilla_cli.app import App
from gorilla_cli.arguments import Asked
from gorilla_cli.domain import (
    Action,
    Context,
    Decision,
    Outcome,
    Ranking,
    Record,
    Request,
    Source,
)
from gorilla_cli.domain import Candidate as CandidateValue
from gorilla_cli.errors import GorillaError, NotApprovedError, StoreError, UsageError
from gorilla_cli.exit_status import ExitStatus
from gorilla_cli.pipeline import Pipeline, carry_out, verify


def ask(app: App, asked: Asked) -> int:
    """Answer one question; the exit status of gorilla."""
    request, context, pipeline = prepare(app, asked)
    _tell_once_what_is_sent(app, pipeline)
    try:
        if asked.choose or (_is_for_a_person(app, asked)):
            return _converse(app, asked, request, context, pipeline)
        return _print(app, asked, pipeline.answer(request, context), context)
    finally:
        pipeline.close()


def prepare(app: App, asked: Asked) -> tuple[Request, Context, Pipeline]:
    """The request with its piped input, the context, and the stages for it."""
    from gorilla_cli.context import read_piped

    pipeline = app.pipeline(asked.backends)
    app.piped = read_piped(
        app.environment, lambda: app.console.note("waiting for piped input, Ctrl-C to stop")
    )
    request = Request(
        text=asked.text,
        count=asked.count or app.settings.count,
        backends=asked.backends,
        piped=app.piped,
    )
    return request, app.context(), pipeline


def show_prompt(app: App, asked: Asked) -> int:
    """Print exactly what each backend would be sent; nothing is sent."""
    request, context, pipeline = prepare(app, asked)
    try:
        query = pipeline.query(request, context)
        for backend in pipeline.backends:
            app.console.note(f"{backend.name}:")
            app.console.result(backend.shown(query) or "(it is asked without a prompt)")
    finally:
        pipeline.close()
    return ExitStatus.OK


def run_past(app: App, command: str) -> int:
    """Verify, confirm and run a command of the history, and record that as well."""
    context = app.context()
    candidate = CandidateValue(command, (Source("history"),), verdict=verify(command, context))
    ranking = Ranking(Request(command, count=1), (candidate,))
    return _carry_out(app, ranking, Action(Decision.RAN, command, chosen=0), context)


def _is_for_a_person(app: App, asked: Asked) -> bool:
    silent = asked.as_json or asked.print_best or asked.yes
    return app.environment.interactive and not silent


def _print(app: App, asked: Asked, ranking: Ranking, context: Context) -> int:
    for note in ranking.notes:
        app.console.note(note)
    if asked.why:
        _explain_scores(app, ranking)
    if asked.as_json:
        from gorilla_cli.ui.answer import as_json

        app.console.json(as_json(ranking))
    if not ranking.candidates:
        return _no_candidate(app, ranking)
    best = ranking.candidates[0]
    if asked.yes:
        return _run_unasked(app, ranking, context)
    if asked.print_best:
        app.console.result(best.command)
    elif not asked.as_json:
        from gorilla_cli.visible import visible

        for candidate in ranking.candidates:
            app.console.result(visible(candidate.command, keep="\t"))
    record(app, ranking, context, Action(Decision.PRINTED))
    return ExitStatus.OK


def _run_unasked(app: App, ranking: Ranking, context: Context) -> int:
    from gorilla_cli.ui.confirm import may_run_unasked

    best = ranking.candidates[0]
    if best.verdict is None or not may_run_unasked(best.verdict):
        app.console.result(best.command)
        record(app, ranking, context, Action(Decision.PRINTED))
        raise NotApprovedError(
            "--yes runs only what is known to read and nothing else; this may do more",
            "Ask again without --yes in a terminal, or run the printed command yourself.",
        )
    app.console.note(f"running {best.command}")
    return _run(app, ranking, Action(Decision.RAN, best.command, chosen=0), context)


def _no_candidate(app: App, ranking: Ranking) -> int:
    told = "nobody had an answer" if not ranking.notes else "no answer came"
    app.console.note(f"{told}; say it in other words, or see `gorilla doctor`")
    return ExitStatus.NO_CANDIDATE


def _converse(
    app: App, asked: Asked, request: Request, context: Context, pipeline: Pipeline
) -> int:
    """Choose, as often as the request is refined; then do what was decided."""
    from gorilla_cli.ui.choose import choose
    from gorilla_cli.ui.explain import explain

    while True:
        suggestions = pipeline.suggest(request, context)
        shown: list[Ranking] = []
        try:
            action = choose(
                _noting(suggestions, shown),
                explain=lambda command: explain(command, verify(command, context)),
                environment=app.environment,
            )
        except OSError as error:
            raise UsageError(
                f"there is no terminal to choose in ({error.strerror or error})",
                "Use --print or --json.",
            ) from error
        finally:
            suggestions.close()
        ranking = shown[-1] if shown else Ranking(request, ())
        for note in ranking.notes:
            app.console.note(note)
        if asked.why:
            _explain_scores(app, ranking)
        if action.refined is None:
            break
        record(app, ranking, context, replace(action, decision=Decision.REJECTED))
        request = replace(request, text=action.refined)
    if not ranking.candidates:
        return _no_candidate(app, ranking) if ranking.complete else ExitStatus.ABANDONED
    if asked.choose and action.decision in (Decision.RAN, Decision.EDITED):
        action = replace(action, decision=Decision.INSERTED)
    return _carry_out(app, ranking, action, context)


def _noting(suggestions: Iterable[Ranking], shown: list[Ranking]) -> Iterator[Ranking]:
    for ranking in suggestions:
        shown.append(ranking)
        yield ranking


def _carry_out(app: App, ranking: Ranking, action: Action, context: Context) -> int:
    """Do what was decided and record it."""
    if action.decision in (Decision.RAN, Decision.EDITED):
        from gorilla_cli.ui.confirm import confirm

        verdict = verify(action.command, context)
        if verdict.shell_only:
            app.console.note("this only works in the shell you are in, so here it is to insert:")
            action = replace(action, decision=Decision.INSERTED)
        elif confirm(action.command, verdict, environment=app.environment):
            return _run(app, ranking, action, context)
        else:
            record(app, ranking, context, replace(action, decision=Decision.ABANDONED))
            return ExitStatus.ABANDONED
    if action.decision is Decision.INSERTED:
        app.console.result(action.command)
    if action.decision is Decision.COPIED:
        app.console.note("copied")
    record(app, ranking, context, action)
    left = action.decision in (Decision.ABANDONED, Decision.REJECTED)
    return ExitStatus.ABANDONED if left else ExitStatus.OK


def _run(app: App, ranking: Ranking, action: Action, context: Context) -> int:
    try:
        outcome = carry_out(
            action.command,
            shell=app.shell,
            piped=app.piped,
            variables=app.variables(),
            context=context,
        )
    except GorillaError:
        record(app, ranking, context, action)
        raise
    record(app, ranking, context, action, outcome)
    return outcome.exit_status


def record(
    app: App,
    ranking: Ranking,
    context: Context,
    action: Action,
    outcome: Outcome | None = None,
) -> None:
    """Remember the decision; a history that cannot be written costs a note, nothing else."""
    shown = action.shown or ranking.candidates
    if not app.settings.history or not shown:
        return
    from gorilla_cli.feedback.store import context_digest

    value = Record(
        request=ranking.request.text,
        created_at=time.time(),
        context_digest=context_digest(context),
        candidates=shown,
        decision=action.decision,
        command=action.command,
        chosen=action.chosen,
        exit_status=outcome.exit_status if outcome else None,
        duration_ms=outcome.duration_ms if outcome else None,
        version=__version__,
    )
    try:
        with app.store() as store:
            store.add(value)
    except StoreError as error:
        app.console.note(f"not remembered: {error}")


def _explain_scores(app: App, ranking: Ranking) -> None:
    for number, candidate in enumerate(ranking.candidates, 1):
        parts = " ".join(f"{name}={value:.2f}" for name, value in candidate.features.items())
        app.console.diagnostic(f"{number}. {candidate.score:+.2f}  {candidate.command}\n   {parts}")


def _tell_once_what_is_sent(app: App, pipeline: Pipeline) -> None:
    """Before the first request to a host that is not loopback, say what goes there."""
    if not any(backend.name == "hosted" for backend in pipeline.backends):
        return
    from gorilla_cli.backends.hosted import is_loopback, privacy_notice

    hosted = app.settings.hosted
    if is_loopback(hosted.base_url):
        return
    import hashlib
    from contextlib import suppress

    digest = hashlib.sha256(hosted.base_url.encode()).hexdigest()[:16]
    marker = app.paths.data / f"told-{digest}"
    if marker.exists():
        return
    app.console.note(privacy_notice(hosted))
    # Where nothing can be written the person is told each time.
    with suppress(OSError):
        app.paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        marker.touch(mode=0o600)
