"""A file is changed that runs at every login or start."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.changes import How, changes
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model

SEVERITY = Severity.DANGER
REASON = "changes {}, which is run at each start"

_SHELL = Pattern(
    r".*/(?:\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|kshrc|cshrc|"
    r"tcshrc|login|xprofile|xinitrc|xsession|inputrc|vimrc|tmux\.conf|gitconfig)|config\.fish)"
)
_SYSTEM = Pattern(
    r"/etc/(?:profile(?:\.d/.*)?|bash\.bashrc|bashrc|zsh/.*|zshrc|rc\.local|rc\d\.d/.*|init\.d/.*|environment|"
    r"systemd/system/.*|xdg/autostart/.*|update-motd\.d/.*|apt/apt\.conf\.d/.*|NetworkManager/dispatcher\.d/.*|udev/rules\.d/.*)"
    r"|(?:/usr)?/lib/systemd/system/.*|.*/Launch(?:Agents|Daemons)/.*|.*/\.config/(?:autostart|systemd/user)/.*|"
    r".*/\.git/hooks/.*|.*/\.config/fish/conf\.d/.*|.*/\.ssh/rc|.*/\.config/environment\.d/.*|.*/\.pam_environment"
)


def match(model: Model) -> Iterator[Hit]:
    for change in changes(model):
        path = change.target.path
        if _SHELL.fullmatch(path):
            wipes = change.how is How.REPLACES and change.run.name in (
                ":",
                "echo",
                "printf",
                "cat",
                "true",
                "truncate",
                "dd",
                "shred",
                "yes",
            )
            emptied = change.source is not None and change.source.text == "/dev/null"
            yield Hit(
                change.target.shown, Severity.DANGER if wipes or emptied else Severity.CAUTION
            )
        elif _SYSTEM.fullmatch(path):
            yield Hit(change.target.shown, Severity.CAUTION)
