"""Editors, debuggers and database clients that run shell commands when told to.

Invariant: only what is on the command line or fed as known text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.escapes import decode
from gorilla_cli.verify.shell.model import Arg, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings
from gorilla_cli.verify.shell.valued import options_with_values

_VIM = Pattern(r"(?:^|[|:\n])\s{0,5}(?:[%.$,\d]{0,8}|silent!?\s+|exe\w*\s+[\"'])?!\s{0,5}([^\n]+)")
_VIM_SYSTEM = Pattern(r"(?:system|systemlist|termopen|jobstart)\(\s*[\"']([^\"'\n]*)[\"']")
_LISP = Pattern(
    r"\((?:shell-command(?:-to-string)?|async-shell-command|call-process-shell-command)\s+\"((?:[^\"\\]|\\.)*)\""
)
_LISP_DELETE = Pattern(r"\(delete-(directory|file)\s+\"((?:[^\"\\]|\\.)*)\"")
_DEBUGGER = Pattern(r"\s*(?:shell|!|make)\s*(.+)", re.S)
_CLIENT = Pattern(r"(?:^|\n|;)\s*(?:\\!|\.shell|\.system|system|\\system|!)\s*([^\n]+)")
_SED_RUNS = Pattern(r"(?:^|[;{}\n]|\$|\d|/)\s{0,5}e\s{1,5}([^\n]+)")
_SED_REPLACED = Pattern(r"s(.)(?:[^\\\n]|\\.)*?\1((?:[^\\\n]|\\.)*?)\1\w*e\w*\s*(?:$|[;}\n])")


def _vim(run: Run, shell: Surroundings) -> Iterator[Inner]:
    texts = read_options(run.args, options_with_values("vim")).values("c", "cmd")
    texts += [
        Arg(arg.text[1:], sources=arg.sources) for arg in run.args if arg.text.startswith("+")
    ]
    if run.name in ("ed", "ex", "red") and run.feed and run.feed.text:
        texts.append(Arg(run.feed.text))
    for text in texts:
        for pattern in (_VIM, _VIM_SYSTEM):
            for match in pattern.finditer(text.text):
                yield Inner(script=Arg(match[1], sources=text.sources))


def _emacs(run: Run, shell: Surroundings) -> Iterator[Inner]:
    for value in run.given.values("eval", "execute"):
        for match in _LISP.finditer(value.text):
            yield Inner(script=Arg(decode(match[1]), sources=value.sources))
        for match in _LISP_DELETE.finditer(value.text):
            option = "-rf" if match[1] == "directory" else "-f"
            yield Inner((Arg("rm"), Arg(option), Arg(match[2])), implied=True)


def _debugger(run: Run, shell: Surroundings) -> Iterator[Inner]:
    for value in run.given.values("ex", "eval-command", "o", "c"):
        if match := _DEBUGGER.match(value.text):
            yield Inner(script=Arg(match[1], sources=value.sources))


def _client(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = run.given
    texts = given.values("c", "command", "e", "execute", "cmd")
    if run.name in ("sqlite3", "ftp", "lftp", "redis-cli"):
        texts += given.operands[1:]
    if run.feed and run.feed.text:
        texts.append(Arg(run.feed.text, sources=run.feed.runs))
    for text in texts:
        for match in _CLIENT.finditer(text.text):
            yield Inner(script=Arg(match[1], sources=text.sources))


def _sed(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = run.given
    scripts = given.values("e", "expression")
    if not scripts and not given.has("f", "file"):
        scripts = list(given.operands[:1])
    for script in scripts:
        text = script.text[:20_000]
        for match in _SED_RUNS.finditer(text):
            if text.lstrip()[:1] not in ("s", "y") or match.start() == 0:
                yield Inner(script=Arg(match[1], sources=script.sources))
        for match in _SED_REPLACED.finditer(text):
            yield Inner(script=Arg(re.sub(r"\\(.)", r"\1", match[2]), sources=script.sources))


def _tcl(run: Run, shell: Surroundings) -> Iterator[Inner]:
    fed = run.feed.text if run.feed and run.feed.text else ""
    for match in re.finditer(r"(?:^|[;\n\[{])\s*exec\s+([^\n;\]}]+)", fed):
        yield Inner(script=Arg(match[1]))


def _make(run: Run, shell: Surroundings) -> Iterator[Inner]:
    """A makefile on standard input, or one that the text has just written."""
    file = run.given.value("f", "file", "makefile")
    if file is None:
        return
    written = shell.written(Arg("/dev/stdin") if file.text == "-" else file)
    if written is None:
        return
    for line in written.text.split("\n"):
        match = re.match(r"\t[@+-]{0,3}(.+)|[^\t#:=]+:[^=;]*;(.+)", line)
        if match:
            yield Inner(script=Arg(match[1] or match[2], sources=written.sources))


STARTERS: dict[str, Starter] = {
    **dict.fromkeys(("vim", "vi", "nvim", "ex", "view", "gvim", "ed", "red", "vimdiff"), _vim),
    **dict.fromkeys(("emacs", "emacsclient"), _emacs),
    **dict.fromkeys(("gdb", "lldb"), _debugger),
    **dict.fromkeys(
        ("psql", "mysql", "mariadb", "sqlite3", "ftp", "lftp", "sqlplus", "gnuplot", "bc"),
        _client,
    ),
    **dict.fromkeys(("sed", "gsed"), _sed),
    "tclsh": _tcl,
    **dict.fromkeys(("make", "gmake"), _make),
}
