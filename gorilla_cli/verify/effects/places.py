"""On what a remote command acts: cluster, account, project, repository, host.

Invariant: names only, from the command's own options first, then from files.
"""

from __future__ import annotations

from collections.abc import Callable

from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.model import Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values


def place_of(run: Run, locations: Locations) -> str:
    """A short phrase such as "kube context prod, namespace web"; empty when nothing is known."""
    place = _PLACES.get(run.name)
    return place(run, locations) if place else ""


def _value(run: Run, *names: str) -> str:
    given = read_options(run.args, options_with_values(run.name) | frozenset(names))
    value = given.value(*names)
    return value.shown if value else ""


def _phrase(*pairs: tuple[str, str]) -> str:
    return ", ".join(f"{label} {name}" for label, name in pairs if name)


def _kube(run: Run, locations: Locations) -> str:
    context, namespace = locations.kube_context()
    chosen = _value(run, "context", "kube-context")
    everywhere = run.given.has("A", "all-namespaces")
    if chosen and chosen != context:
        namespace = ""
    named = _value(run, "namespace", "n") or namespace or "default"
    return _phrase(
        ("kube context", chosen or context), ("namespace", "all" if everywhere else named)
    )


def _aws(run: Run, locations: Locations) -> str:
    profile, region = locations.aws()
    chosen = _value(run, "profile")
    if chosen and chosen != profile:
        region = locations.variable("AWS_REGION", "AWS_DEFAULT_REGION") or locations.aws_region(
            chosen
        )
    return _phrase(("AWS profile", chosen or profile), ("region", _value(run, "region") or region))


def _gcloud(run: Run, locations: Locations) -> str:
    return _phrase(("gcloud project", _value(run, "project") or locations.gcloud_project()))


def _az(run: Run, locations: Locations) -> str:
    return _phrase(
        ("Azure subscription", _value(run, "subscription") or locations.az_subscription())
    )


def _docker(run: Run, locations: Locations) -> str:
    chosen = _value(run, "context", "H", "host", "c") or locations.docker_context()
    return _phrase(("docker context", chosen))


def _git(run: Run, locations: Locations) -> str:
    directory = _value(run, "C") or run.cwd
    operands = read_options(run.args, options_with_values("git"), stop=True).operands
    words = read_options(operands[1:]).operands
    if operands and operands[0].text in ("clone", "ls-remote"):
        return words[0].shown if words else ""
    remote = words[0].shown if words else "origin"
    branch = words[1].shown if len(words) > 1 else locations.git_branch(directory)
    address = locations.git_remote(directory, remote)
    return _phrase(("remote", f"{remote} ({address})" if address else remote), ("branch", branch))


def _host(run: Run, locations: Locations) -> str:
    operands = read_options(run.args, options_with_values(run.name), stop=True).operands
    return operands[0].shown if operands else ""


def _terraform(run: Run, locations: Locations) -> str:
    directory = _value(run, "chdir") or run.cwd
    return _phrase(("terraform workspace", locations.terraform_workspace(directory) or "default"))


def _addresses(run: Run, locations: Locations) -> str:
    """The first operand that looks like an address."""
    for operand in run.given.operands:
        if "://" in operand.text or ":" in operand.text or "." in operand.text:
            return operand.shown
    return run.given.operands[0].shown if run.given.operands else ""


_PLACES: dict[str, Callable[[Run, Locations], str]] = {
    **dict.fromkeys(("kubectl", "helm", "oc", "k", "k9s", "stern", "flux", "istioctl"), _kube),
    "aws": _aws,
    **dict.fromkeys(("gcloud", "gsutil", "bq"), _gcloud),
    "az": _az,
    **dict.fromkeys(("docker", "docker-compose"), _docker),
    "git": _git,
    **dict.fromkeys(
        ("ssh", "autossh", "mosh", "telnet", "sftp", "ssh-copy-id", "nc", "ping"), _host
    ),
    **dict.fromkeys(("terraform", "tofu"), _terraform),
    **dict.fromkeys(
        ("curl", "wget", "http", "https", "scp", "ftp", "aria2c", "yt-dlp", "dig"), _addresses
    ),
}
