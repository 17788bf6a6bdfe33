"""What a shell remembers while it runs text: variables, functions, directory.

Invariant: a child sees its parent's memory and never changes it, at no cost in time.
"""

from __future__ import annotations

from gorilla_cli.verify.shell.model import UNKNOWN, Arg
from gorilla_cli.verify.shell.tree import Block

Values = tuple[Arg, ...]


class Either(tuple[Arg, ...]):
    """Values of which the variable has one, depending on how the text goes."""


_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_MAX_ALTERNATIVES = 8
_NUMBERS = frozenset({"?", "$", "#", "RANDOM", "SECONDS", "PPID", "LINENO", "EPOCHSECONDS", "!"})
_PLAIN_ENVIRONMENT = {
    "PATH": _PATH,
    "IFS": " \t\n",
    "TMPDIR": "/tmp",
    "SHELL": "/bin/bash",
    "BASH": "/bin/bash",
    "0": "bash",
    "HOSTNAME": "host",
    "HOST": "host",
    "OSTYPE": "linux-gnu",
    "MACHTYPE": "x86_64-pc-linux-gnu",
    "HOSTTYPE": "x86_64",
    "ARCH": "x86_64",
    "LANG": "C.UTF-8",
    "TERM": "xterm-256color",
    "EDITOR": "vi",
    "VISUAL": "vi",
    "PAGER": "less",
    "BROWSER": "xdg-open",
    "SHLVL": "1",
    "UID": "1000",
    "EUID": "1000",
    "-": "himBHs",
    "BASH_VERSION": "5.2",
    "COLUMNS": "80",
    "LINES": "24",
}


class State:
    """One shell's memory."""

    def __init__(self, home: str, cwd: str, user: str = "", parent: State | None = None) -> None:
        self.home = home
        self.cwd = cwd
        self.previous = cwd
        self.user = user or "user"
        self.parent = parent
        self._variables: dict[str, Values] = {}
        self._functions: dict[str, Block] = {}
        self._aliases: dict[str, str] = {}
        self.positional: Values | None = parent.positional if parent else None

    def child(self) -> State:
        """A subshell's memory."""
        child = State(self.home, self.cwd, self.user, self)
        child.previous = self.previous
        return child

    def get(self, name: str) -> Values | None:
        """The values assigned in the text, or None."""
        state: State | None = self
        while state is not None:
            if name in state._variables:
                return state._variables[name]
            state = state.parent
        return None

    def value(self, name: str) -> Values:
        """The values of a variable, from the text, else as they are usually set, else unknown."""
        found = self.get(name)
        if found is not None:
            return found
        if name in ("@", "*"):
            return (Arg(UNKNOWN),) if self.positional is None else self.positional
        if name.isdigit() and name != "0":
            if self.positional is None:
                return (Arg(UNKNOWN),)
            return self.positional[int(name) - 1 : int(name)] if len(name) < 5 else ()
        return (Arg(self._environment(name)),)

    def _environment(self, name: str) -> str:
        if name == "HOME":
            return self.home
        if name == "PWD":
            return self.cwd
        if name == "OLDPWD":
            return self.previous
        if name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER"):
            return self.user
        if name in _NUMBERS:
            return "12345"
        if name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            tail = {"CONFIG": ".config", "DATA": ".local/share", "CACHE": ".cache"}
            return f"{self.home}/{tail.get(name.split('_')[1], '.local/state')}"
        return _PLAIN_ENVIRONMENT.get(name, UNKNOWN)

    def set(self, name: str, values: Values, *, perhaps: bool = False) -> None:
        """Assign; with `perhaps` the old values stay possible."""
        if perhaps:
            old = self.get(name) or ()
            texts = {value.text for value in values}
            kept = [value for value in old if value.text not in texts]
            if kept and len(kept) < _MAX_ALTERNATIVES:
                values = Either((*values, *kept))
        self._variables[name] = values

    def function(self, name: str) -> Block | None:
        """The body of a function defined in the text."""
        state: State | None = self
        while state is not None:
            if name in state._functions:
                return state._functions[name]
            state = state.parent
        return None

    def define(self, name: str, body: Block) -> None:
        """Define a function."""
        self._functions[name] = body

    def alias(self, name: str) -> str | None:
        """An alias's value."""
        state: State | None = self
        while state is not None:
            if name in state._aliases:
                return state._aliases[name]
            state = state.parent
        return None

    def name_alias(self, name: str, value: str) -> None:
        """Define an alias."""
        self._aliases[name] = value

    def unset(self, name: str) -> None:
        """Forget a variable and function of this name."""
        self._variables[name] = ()
        self._functions.pop(name, None)
