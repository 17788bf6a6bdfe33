"""Something published is taken back, or published for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(
        "npm",
        "yarn",
        "pnpm",
        "gem",
        "cargo",
        "twine",
        "poetry",
        "uv",
        "flit",
        "hatch",
        "dotnet",
        "nuget",
        "pod",
    ):
        words = [text for text in run.texts if not text.startswith("-")]
        if words[:1] in (["unpublish"], ["yank"], ["deprecate"]) or words[:2] in (
            ["trunk", "delete"],
            ["nuget", "delete"],
        ):
            yield Hit("takes a published package away from everybody who uses it")
        elif words[:1] in (["publish"], ["push"], ["upload"]) and "--dry-run" not in run.texts:
            yield Hit("publishes a package for everybody", Severity.CAUTION)
    for run in model.named("npm", "yarn"):
        if run.texts[:2] in (("owner", "add"), ("owner", "rm"), ("access", "public")):
            yield Hit("changes who may publish", Severity.CAUTION)
