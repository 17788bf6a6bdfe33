"""A set of files to find and what to do with it, and its text as a find command.

Invariant: a plan knows nothing of English; `command` writes the same meaning for
GNU and for BSD tools, with every value quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gorilla_cli.knowledge.compose import shell


@dataclass(frozen=True, slots=True)
class Test:
    """One condition, as find's words for it."""

    group: str
    """What it is about (name, path, size, time …); conditions stand in the order of GROUPS."""
    linux: str
    darwin: str = ""
    """Where it differs."""
    negated: bool = False

    def text(self, darwin: bool) -> str:
        """The condition in find's language."""
        body = self.darwin if darwin and self.darwin else self.linux
        return f"! {body}" if self.negated else body


GROUPS = ("type", "path", "name", "link", "owner", "perm", "size", "time", "content")


@dataclass(frozen=True, slots=True)
class Plan:
    """What `command` turns into text."""

    scopes: tuple[str, ...] = (".",)
    types: tuple[str, ...] = ()
    """Letters of -type; several are alternatives."""
    tests: tuple[tuple[Test, ...], ...] = ()
    """All must hold; the members of one tuple are alternatives."""
    otherwise: tuple[tuple[tuple[Test, ...], ...], ...] = ()
    """Whole alternatives to `tests`."""
    prune: tuple[str, ...] = ()
    """Directories not to look into: names, or paths when they contain a slash."""
    mindepth: int | None = None
    maxdepth: int | None = None
    follow: bool = False
    xdev: bool = False
    content: tuple[str, str, bool] | None = None
    """Options for grep, the quoted pattern, and whether files without it are meant."""
    actions: tuple[str, ...] = ()
    """Words such as "delete" or whole "-exec …" clauses, in order."""
    output: str = "path"
    """What is printed: path, name, long, size, time, dir, absolute …"""
    order: str = ""
    """size, time, atime or name; empty as found."""
    descending: bool = False
    limit: int | None = None
    last: bool = False
    """The limit counts from the end."""
    skip: int = 0
    """How many to leave out at the beginning of the order."""
    keys: bool = True
    """Whether the sort key is printed too."""
    null: bool = False
    separator: str = ""
    count: bool = False
    human: bool = False
    pipe: tuple[str, ...] = ()
    """Further stages of the pipeline."""
    sink: str = ""
    append: bool = False
    errors: str = ""
    """Where standard error goes; empty for nowhere special."""
    archive: str = ""
    """The archive to make, decided by its extension."""
    extra: tuple[str, ...] = field(default=())


def command(plan: Plan, darwin: bool) -> str:
    """The plan as a command line."""
    head = ["find"]
    if plan.follow:
        head.append("-L")
    head.extend(shell.glob(scope) if "*" in scope else shell.path(scope) for scope in plan.scopes)
    if plan.mindepth is not None:
        head.append(f"-mindepth {plan.mindepth}")
    if plan.maxdepth is not None:
        head.append(f"-maxdepth {plan.maxdepth}")
    if plan.xdev:
        head.append("-xdev")
    acts = list(plan.actions)
    destructive = "-delete" in acts
    pruning = ""
    tests = [*plan.tests]
    if plan.prune and destructive:
        for place in plan.prune:
            tests.append((Test("path", f"-path {_inside(place, plan.scopes)}", negated=True),))
    elif plan.prune:
        pruning = _prune(plan.prune, plan.scopes)
    body = _conditions(plan.types, tests, darwin)
    if plan.otherwise:
        parts = [_conditions((), tests, darwin)]
        parts += [_conditions((), list(each), darwin) for each in plan.otherwise]
        joined = " -o ".join(_wrapped(part) for part in parts if part)
        body = " ".join(
            part for part in (_conditions(plan.types, [], darwin), f"\\( {joined} \\)") if part
        )
    if pruning:
        head.append(pruning)
    if body:
        head.append(body)
    tail: list[str] = []
    printing = not acts
    if plan.content is not None:
        options, pattern, without = plan.content
        flag = "L" if without else "l"
        if printing and not plan.count and plan.output == "path" and not plan.order:
            null = " -Z" if plan.null and not darwin else ""
            acts.append(f"-exec grep -{flag}{options}{null} {pattern} {{}} +")
            printing = False
        else:
            mark = "! " if without else ""
            acts.insert(0, f"{mark}-exec grep -q{options} {pattern} {{}} \\;")
    if printing:
        clause, stages = _printing(plan, darwin, bool(pruning))
        if clause:
            acts.append(clause)
        tail.extend(stages)
    head.extend(acts)
    text = " ".join(head)
    if plan.errors:
        text += f" 2>{shell.path(plan.errors)}"
    stages = [*tail, *plan.pipe]
    if not printing and plan.limit is not None and not plan.actions:
        stages.append(f"{'tail' if plan.last else 'head'} -n {plan.limit}")
    if not printing and plan.count and not plan.actions:
        stages.append("wc -l")
    for stage in stages:
        text += f" | {stage}"
    if plan.sink:
        text += f" {'>>' if plan.append else '>'} {shell.path(plan.sink)}"
    return text


def _conditions(types: tuple[str, ...], tests: list[tuple[Test, ...]], darwin: bool) -> str:
    parts: list[str] = []
    if len(types) == 1:
        parts.append(f"-type {types[0]}")
    elif types:
        parts.append("\\( " + " -o ".join(f"-type {each}" for each in types) + " \\)")
    ordered = sorted(tests, key=lambda group: GROUPS.index(group[0].group))
    for group in ordered:
        texts = [test.text(darwin) for test in group]
        parts.append(texts[0] if len(texts) == 1 else "\\( " + " -o ".join(texts) + " \\)")
    return " ".join(parts)


def _wrapped(text: str) -> str:
    simple = text.count(" -") == 0
    return text if simple else f"\\( {text} \\)"


def _prune(places: tuple[str, ...], scopes: tuple[str, ...]) -> str:
    texts = [_prune_test(place, scopes) for place in places]
    if len(texts) == 1:
        return f"{texts[0]} -prune -o"
    return "\\( " + " -o ".join(texts) + " \\) -prune -o"


def _prune_test(place: str, scopes: tuple[str, ...]) -> str:
    place = place.rstrip("/") or "/"
    if "/" not in place:
        return f"-name {shell.pattern(place)}"
    return f"-path {shell.pattern(_anchored(place, scopes))}"


def _anchored(place: str, scopes: tuple[str, ...]) -> str:
    """A path as find will print it below one of the scopes."""
    if place.startswith(("/", "*", "$", "~")):
        return place
    for scope in scopes:
        base = scope.rstrip("/")
        if place.startswith(f"{base}/"):
            return place
    if len(scopes) == 1:
        base = scopes[0].rstrip("/")
        return f"{base}/{place.removeprefix('./')}"
    return f"*/{place.removeprefix('./')}"


def _inside(place: str, scopes: tuple[str, ...]) -> str:
    place = place.rstrip("/")
    base = f"*/{place}" if "/" not in place else _anchored(place, scopes)
    return shell.pattern(f"{base}/*")


def _printing(plan: Plan, darwin: bool, pruned: bool) -> tuple[str, list[str]]:
    """The clause that prints, and the stages after find that order, cut and count."""
    cut = f"{'tail' if plan.last else 'head'} -n {plan.limit}" if plan.limit is not None else ""
    if plan.count and not cut:
        if darwin:
            return "-print0", ["tr -dc '\\0'", "wc -c"]
        return "-printf '.'", ["wc -c"]
    if plan.order in ("size", "time", "atime", "ctime"):
        return _ordered(plan, darwin, cut)
    stages: list[str] = []
    clause, late = _shown(plan, darwin)
    if plan.order == "name":
        stages.append(("sort -z" if plan.null else "sort") + (" -r" if plan.descending else ""))
    if cut == "head -n 1" and not stages and clause in ("", "-print") and not plan.count:
        return "-print -quit", []
    if cut:
        stages.append(cut)
    stages.extend(late)
    if plan.count:
        stages.append("wc -l")
    if plan.separator:
        stages.append(f"paste -sd {plan.separator} -")
    if pruned and not clause:
        clause = "-print"
    return clause, stages


def _shown(plan: Plan, darwin: bool) -> tuple[str, list[str]]:
    """The printing clause for what is to be shown, with stages that must follow it."""
    match plan.output:
        case "name":
            return ("-exec basename {} \\;" if darwin else "-printf '%f\\n'"), []
        case "long":
            return "-ls", []
        case "ls":
            return "-exec ls -ld{} {{}} +".format("h" if plan.human else ""), []
        case "size":
            if plan.human:
                return "-exec du -h {} +", []
            return ("-exec stat -f '%z %N' {} +" if darwin else "-printf '%s %p\\n'"), []
        case "time":
            shown = "-exec stat -f '%Sm %N' {} +" if darwin else "-printf '%t %p\\n'"
            return shown, []
        case "perm":
            return ("-exec stat -f '%Lp %N' {} +" if darwin else "-printf '%m %p\\n'"), []
        case "owner":
            return ("-exec stat -f '%Su %N' {} +" if darwin else "-printf '%u %p\\n'"), []
        case "inode":
            return ("-exec stat -f '%i %N' {} +" if darwin else "-printf '%i %p\\n'"), []
        case "dir":
            if darwin:
                return "-exec dirname {} \\;", ["sort -u"]
            return "-printf '%h\\n'", ["sort -u"]
        case "absolute":
            return "-exec realpath {} \\;", []
    return ("-print0" if plan.null else ""), []


_KEYS = {
    "size": ("%s", "%z"),
    "time": ("%T@", "%m"),
    "atime": ("%A@", "%a"),
    "ctime": ("%C@", "%c"),
}


def _ordered(plan: Plan, darwin: bool, cut: str) -> tuple[str, list[str]]:
    key = _KEYS[plan.order][1 if darwin else 0]
    shown = {"name": "%f"}.get(plan.output, "%p")
    if darwin:
        clause = f"-exec stat -f '{key} %N' {{}} +"
    elif plan.output in ("long", "ls"):
        clause = f"-printf '{key} %M %u %g %s %t %p\\n'"
    elif plan.output == "time":
        clause = f"-printf '{key} %t {shown}\\n'"
    elif plan.output == "size" and plan.order != "size":
        clause = f"-printf '{key} %s {shown}\\n'"
    else:
        clause = f"-printf '{key} {shown}\\n'"
    stages = ["sort -rn" if plan.descending else "sort -n"]
    if plan.skip:
        stages.append(f"tail -n +{plan.skip + 1}")
    if cut:
        stages.append(cut)
    if plan.order != "size" or not plan.keys:
        stages.append("cut -d' ' -f2-")
    elif plan.human and not darwin:
        stages.append("numfmt --to=iec")
    return clause, stages


def name_test(names: tuple[str, ...], insensitive: bool, negated: bool = False) -> tuple[Test, ...]:
    """Tests for names or, where they contain a slash, paths; the members are alternatives."""
    flag = "-iname" if insensitive else "-name"
    path_flag = "-ipath" if insensitive else "-path"
    tests: list[Test] = []
    for name in names:
        if "/" in name.rstrip("/"):
            text = name if name.startswith(("/", "*", "./")) else f"*/{name}"
            tests.append(Test("path", f"{path_flag} {shell.pattern(text)}", negated=negated))
        else:
            tests.append(Test("name", f"{flag} {shell.pattern(name.rstrip('/'))}", negated=negated))
    return tuple(tests)


def literal_glob(text: str) -> str:
    """Text as a glob that matches just it; stars and question marks stay wild."""
    return re.sub(r"(\[(?![^\]]+\]))", r"\\\1", text)
