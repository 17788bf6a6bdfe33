"""Infrastructure that is described by code is torn down or changed without a question."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "{}"

_APPROVED = frozenset(
    {
        "-auto-approve",
        "--auto-approve",
        "--yes",
        "-y",
        "--skip-preview",
        "-f",
        "--force",
        "--non-interactive",
        "--terragrunt-non-interactive",
        "--require-approval=never",
    }
)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("terraform", "tofu", "terragrunt", "terramate"):
        words = [text for text in run.texts if not text.startswith("-")]
        destroys = "destroy" in words or "destroy-all" in words
        if destroys or ("apply" in words and {"-destroy", "--destroy"} & set(run.texts)):
            yield Hit("destroys the whole infrastructure")
        elif "apply" in words or "apply-all" in words:
            sure = bool(_APPROVED & set(run.texts))
            yield Hit(
                "changes the infrastructure" + (" without asking" if sure else ""), Severity.CAUTION
            )
        elif words[:2] in (
            ["state", "rm"],
            ["state", "push"],
            ["workspace", "delete"],
            ["force-unlock"],
        ) or words[:1] in (["force-unlock"], ["taint"]):
            yield Hit("changes what terraform knows of the infrastructure", Severity.CAUTION)
    for run in model.named("pulumi", "cdk", "sst", "copilot", "amplify", "kitchen", "cdktf"):
        words = [text for text in run.texts if not text.startswith("-")]
        if {"destroy", "remove", "delete"} & set(words[:2]) or words[:2] == ["stack", "rm"]:
            yield Hit("destroys the whole infrastructure")
    for run in model.named("serverless", "sls", "sam", "eb", "up"):
        words = [text for text in run.texts if not text.startswith("-")]
        if words[:1] in (["remove"], ["delete"], ["terminate"]):
            yield Hit("removes what was deployed")
    for run in model.named(
        "heroku",
        "flyctl",
        "fly",
        "vercel",
        "netlify",
        "railway",
        "render",
        "dokku",
        "cf",
        "firebase",
        "wrangler",
        "supabase",
        "eas",
        "gigalixir",
        "clever",
        "scalingo",
        "doctl-apps",
    ):
        words = [text for text in run.texts if not text.startswith("-")]
        if any(
            word
            in (
                "apps:destroy",
                "pg:reset",
                "apps:delete",
                "sites:delete",
                "firestore:delete",
                "database:remove",
                "addons:destroy",
                "delete-org",
            )
            or word.endswith((":destroy", ":reset", ":delete"))
            for word in words
        ) or {"destroy", "delete", "remove", "rm", "reset"} & set(words[:3]):
            yield Hit("deletes what was deployed, or its data")
    for run in model.named("nomad"):
        if run.texts[:2] == ("job", "stop") or run.texts[:1] == ("stop",):
            yield Hit("stops a job", Severity.DANGER if "-purge" in run.texts else Severity.CAUTION)
    for run in model.named("juju", "cloudfoundry", "maas"):
        if any(text.startswith(("destroy-", "kill-", "remove-")) for text in run.texts):
            yield Hit("destroys what was deployed")
    if any(model.named("ansible-playbook")):
        yield Hit("changes other machines", Severity.CAUTION)
