"""A program or script is run that the text does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.extents import WIDE
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import UNKNOWN, Model, Run
from gorilla_cli.verify.targets import targets

SEVERITY = Severity.DANGER
REASON = "runs something that cannot be seen in the command: {}"

_SETTERS = frozenset(
    "ssh-agent direnv pyenv rbenv nodenv goenv jenv nvm starship zoxide brew dircolors "
    "minikube docker-machine thefuck kubectl gh helm luarocks opam fnm conda mamba keychain "
    "gpg-agent lesspipe resize mise asdf atuin mcfly register-python-argcomplete docker podman "
    "perl aws-vault pip npm tmux env anyenv plenv vault fzf fasd op chezmoi pip3 poetry rustup "
    "flux k3d kind istioctl oh-my-posh broot navi hub gcloud doctl tldr velero argocd eksctl "
    "stern deno bw git gorilla lesspipe.sh /usr/bin/lesspipe which command type whereis".split()
)
"""Programs that print shell settings meant for eval."""


def match(model: Model) -> Iterator[Hit]:
    for run in model.runs:
        if run.name or UNKNOWN not in run.program.text:
            continue
        names = {source.name for source in run.program.sources}
        if names & _SETTERS:
            continue
        yield Hit(_shown(run), _severity(run))


def _severity(run: Run) -> Severity:
    recursive = any(re.fullmatch(r"-\w*[rR]\w*|--recursive|--force", text) for text in run.texts)
    for arg in run.args:
        if arg.text.startswith("-"):
            continue
        for target in targets(arg, run):
            wide = target.extent in WIDE and UNKNOWN not in target.path
            if wide and (recursive or target.path in ("/", run.home)):
                return Severity.DANGER
    if run.args and any(UNKNOWN in text for text in run.texts) and recursive:
        return Severity.DANGER
    return Severity.CAUTION


def _shown(run: Run) -> str:
    shown = run.program.shown
    return (
        shown
        if "…" not in shown
        else "the output of "
        + (run.program.sources[0].name if run.program.sources else "another command")
    )
