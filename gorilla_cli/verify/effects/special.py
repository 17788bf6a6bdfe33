"""Programs whose effects no table line can say.

Invariant: each function looks at one program's run; None means "ask the table".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gorilla_cli.domain import Effect, EffectKind
from gorilla_cli.verify.effects.cloud import cloud_effects
from gorilla_cli.verify.effects.sql import sql_effects
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.starts.prefixes import PREFIXES
from gorilla_cli.verify.shell.starts.shells import SHELLS
from gorilla_cli.verify.shell.valued import options_with_values

_SED_WRITES = Pattern(r"(?:^|[;{}\n/\d$])\s{0,5}w\s{0,5}/?[\w./-]+|/[gpiI\d]{0,5}w\s{1,5}[\w./-]+")
Effects = list[Effect] | None
Special = Callable[[Run, Locations], Effects]

SILENT = (
    frozenset(name for name, prefix in PREFIXES.items() if not prefix.after)
    | SHELLS
    | frozenset(["eval", "xargs", "parallel", "source", ".", "su", "runuser", "capsh"])
)
"""Programs that do nothing but start others, whose effects are seen there."""


def _find(run: Run, locations: Locations) -> Effects:
    texts = run.texts
    roots: list[str | None] = []
    for arg in run.args:
        if arg.text.startswith("-") or arg.text in ("(", "!"):
            break
        roots.append(arg.shown)
    effects = [Effect(EffectKind.READS, root) for root in roots or ["."]]
    if "-delete" in texts:
        effects += [Effect(EffectKind.DELETES, root) for root in roots or ["."]]
    for position, text in enumerate(texts[:-1]):
        if text in ("-fprint", "-fprintf", "-fls", "-fprint0"):
            effects.append(Effect(EffectKind.WRITES, texts[position + 1]))
    return effects


def _dd(run: Run, locations: Locations) -> Effects:
    effects = []
    for text in run.texts:
        key, _, value = text.partition("=")
        if key == "if":
            effects.append(Effect(EffectKind.READS, value))
        elif key == "of":
            effects.append(Effect(EffectKind.OVERWRITES, value))
    return effects or [Effect(EffectKind.READS)]


def _tar(run: Run, locations: Locations) -> Effects:
    first = run.texts[0] if run.texts else ""
    letters = first.lstrip("-") if not first.startswith("--") else ""
    letters += "".join(name for name, _ in run.given.options if len(name) == 1)
    long = {name for name, _ in run.given.options}
    file = run.given.value("f", "file")
    name = file.shown if file else None
    operands = [arg.shown for arg in run.given.operands]
    if not first.startswith("-") and first:
        operands = operands[1:]
        if "f" in first and operands:
            name, operands = operands[0], operands[1:]
    if "c" in letters or "create" in long:
        removes = "remove-files" in long
        kind = EffectKind.DELETES if removes else EffectKind.READS
        return [Effect(EffectKind.WRITES, name), *(Effect(kind, operand) for operand in operands)]
    if "x" in letters or long & {"extract", "get"}:
        directory = run.given.value("C", "directory")
        return [
            Effect(EffectKind.READS, name),
            Effect(EffectKind.WRITES, directory.shown if directory else "."),
        ]
    if set(letters) & set("ruA") or "delete" in long:
        return [Effect(EffectKind.OVERWRITES, name)]
    return [Effect(EffectKind.READS, name)]


def _zip(run: Run, locations: Locations) -> Effects:
    operands = [operand.shown for operand in run.given.operands]
    kind = EffectKind.DELETES if run.given.has("m", "move") else EffectKind.READS
    return [Effect(EffectKind.WRITES, operands[0] if operands else None)] + [
        Effect(kind, operand) for operand in operands[1:]
    ]


def _seven(run: Run, locations: Locations) -> Effects:
    verb = run.texts[0] if run.texts else ""
    target = run.args[1].shown if len(run.args) > 1 else None
    kinds = {"l": EffectKind.READS, "t": EffectKind.READS, "d": EffectKind.DELETES}
    return [Effect(kinds.get(verb, EffectKind.WRITES), target)]


def _rsync(run: Run, locations: Locations) -> Effects:
    operands = [operand.shown for operand in run.given.operands]
    if not operands:
        return [Effect(EffectKind.READS)]
    effects = [
        Effect(EffectKind.NETWORK_IN if _is_remote(name) else EffectKind.READS, name)
        for name in operands[:-1]
    ]
    last = operands[-1]
    effects.append(Effect(EffectKind.REMOTE if _is_remote(last) else EffectKind.WRITES, last))
    if run.given.has("delete", "delete-after", "delete-before", "delete-excluded", "del"):
        effects.append(Effect(EffectKind.DELETES, last))
    if run.given.has("remove-source-files"):
        effects += [Effect(EffectKind.DELETES, name) for name in operands[:-1]]
    return effects


def _is_remote(name: str) -> bool:
    return bool(re.match(r"[^/]+:", name))


def _scp(run: Run, locations: Locations) -> Effects:
    operands = [operand.shown for operand in run.given.operands]
    if not operands:
        return None
    last = operands[-1]
    if _is_remote(last):
        return [Effect(EffectKind.READS, name) for name in operands[:-1]] + [
            Effect(EffectKind.NETWORK_OUT, last),
            Effect(EffectKind.REMOTE, last),
        ]
    return [Effect(EffectKind.NETWORK_IN, name) for name in operands[:-1]] + [
        Effect(EffectKind.WRITES, last)
    ]


def _curl(run: Run, locations: Locations) -> Effects:
    given = run.given
    urls = [operand.shown for operand in given.operands] or [
        value.shown for value in given.values("url")
    ]
    method = given.value("X", "request")
    sends = given.has(
        "d", "data", "data-raw", "data-binary", "data-urlencode", "json", "F", "form", "T",
        "upload-file", "data-ascii",
    )  # fmt: skip
    verb = method.text.upper() if method else ("POST" if sends else "GET")
    effects: list[Effect] = []
    for url in urls or [""]:
        if sends or verb not in ("GET", "HEAD", "OPTIONS"):
            effects.append(Effect(EffectKind.NETWORK_OUT, url or None))
            effects.append(Effect(EffectKind.REMOTE, url or None))
        else:
            effects.append(Effect(EffectKind.NETWORK_IN, url or None))
    for value in given.values("o", "output", "D", "dump-header", "c", "cookie-jar"):
        if value.text not in ("-", "/dev/null"):
            effects.append(Effect(EffectKind.WRITES, value.shown))
    if given.has("O", "remote-name", "remote-name-all"):
        effects += [Effect(EffectKind.WRITES, url.rsplit("/", 1)[-1] or None) for url in urls]
    return effects


def _wget(run: Run, locations: Locations) -> Effects:
    given = run.given
    output = given.value("O", "output-document")
    effects = [Effect(EffectKind.NETWORK_IN, operand.shown) for operand in given.operands]
    if given.has("post-data", "post-file", "body-data", "body-file"):
        effects = [Effect(EffectKind.NETWORK_OUT, operand.shown) for operand in given.operands]
    if output is not None:
        if output.text not in ("-", "/dev/null", "/dev/stdout"):
            effects.append(Effect(EffectKind.WRITES, output.shown))
    elif not given.has("spider"):
        effects += [
            Effect(EffectKind.WRITES, operand.shown.rsplit("/", 1)[-1] or None)
            for operand in given.operands
        ]
    return effects or [Effect(EffectKind.NETWORK_IN)]


def _kill(run: Run, locations: Locations) -> Effects:
    if run.given.has("l", "L", "list"):
        return [Effect(EffectKind.READS)]
    names = [
        arg.shown
        for arg in run.args
        if not re.fullmatch(r"-(?:[A-Z]+\d*|\d+|[a-z]|-\w+)", arg.text)
    ]
    return [Effect(EffectKind.KILLS, name) for name in names] or [Effect(EffectKind.KILLS)]


def _git(run: Run, locations: Locations) -> Effects:
    texts = run.texts
    if "config" in texts and not {"--list", "-l", "--get"} & set(texts):
        return [Effect(EffectKind.WRITES, "git configuration")]
    if "config" in texts or texts[:1] == ("--version",):
        return [Effect(EffectKind.READS)]
    rest = [text for text in texts[1:] if not text.startswith("-")]
    if texts[:1] in (("branch",), ("tag",), ("remote",), ("stash",), ("worktree",)):
        if (
            len(texts) > 1
            and texts[0] in ("branch", "tag")
            and {"-d", "-D", "--delete"} & set(texts)
        ):
            return [Effect(EffectKind.DELETES, f"{texts[0]} {' '.join(rest)}".strip())]
        if not rest and texts[0] in ("branch", "tag", "remote"):
            return [Effect(EffectKind.READS)]
        if {"--list", "-l", "--contains", "--merged", "--no-merged", "-a", "-r"} & set(texts):
            return [Effect(EffectKind.READS)]
    return None


def _crontab(run: Run, locations: Locations) -> Effects:
    if run.given.has("l"):
        return [Effect(EffectKind.READS, "crontab")]
    kind = EffectKind.DELETES if run.given.has("r") else EffectKind.OVERWRITES
    return [Effect(kind, "crontab")]


def _tee(run: Run, locations: Locations) -> Effects:
    from gorilla_cli.verify.effects import overwriting

    appends = run.given.has("a", "append")
    return [
        Effect(
            EffectKind.WRITES if appends else overwriting(operand, run, locations), operand.shown
        )
        for operand in run.given.operands
        if not operand.text.startswith(("/dev/null", "/dev/std", "/dev/tty", "/dev/fd/"))
    ]


def _openssl(run: Run, locations: Locations) -> Effects:
    output = run.given.value("out")
    if run.texts[:1] == ("s_client",):
        return [Effect(EffectKind.NETWORK_OUT)]
    return [Effect(EffectKind.WRITES, output.shown) if output else Effect(EffectKind.READS)]


def _media(run: Run, locations: Locations) -> Effects:
    """ffmpeg: the last operand is written, what -i names is read."""
    reads = [Effect(EffectKind.READS, value.shown) for value in run.given.values("i")]
    operands = run.given.operands
    if operands and operands[-1].text not in ("-", "pipe:1"):
        kind = EffectKind.OVERWRITES if run.given.has("y") else EffectKind.WRITES
        reads.append(Effect(kind, operands[-1].shown))
    return reads or [Effect(EffectKind.READS)]


def _interpreter(run: Run, locations: Locations) -> Effects:
    """Code is seen through as far as its calls show; what else it does is unknown."""
    operands = run.given.operands
    if {"--version", "-V", "-v", "--help", "-h"} & set(run.texts) and not operands:
        return [Effect(EffectKind.READS)]
    return [Effect(EffectKind.UNKNOWN, operands[0].shown if operands else run.name)]


def _shell(run: Run, locations: Locations) -> Effects:
    for arg in run.args:
        if arg.text in ("-c", "-s") or (arg.text.startswith("-") and "c" in arg.text[1:]):
            return []
        if not arg.text.startswith("-"):
            return [Effect(EffectKind.UNKNOWN, arg.shown)]
    return [] if run.feed else [Effect(EffectKind.UNKNOWN, run.name)]


def _source(run: Run, locations: Locations) -> Effects:
    return [Effect(EffectKind.SHELL, run.args[0].shown if run.args else None)]


def _cd(run: Run, locations: Locations) -> Effects:
    return [Effect(EffectKind.SHELL, run.args[-1].shown if run.args else None)]


def _assign(run: Run, locations: Locations) -> Effects:
    return [Effect(EffectKind.SHELL)] if run.environment else []


def _sudo_edit(run: Run, locations: Locations) -> Effects:
    if run.given.has("e", "edit"):
        return [Effect(EffectKind.OVERWRITES, operand.shown) for operand in run.given.operands]
    return [Effect(EffectKind.ROOT)]


def _env(run: Run, locations: Locations) -> Effects:
    given = read_options(run.args, options_with_values("env"), stop=True)
    alone = all("=" in operand.text for operand in given.operands) and not given.has("S")
    return [Effect(EffectKind.READS, "the environment")] if alone else []


def _sed(run: Run, locations: Locations) -> Effects:
    """sed's own `w` writes files, whatever its options say."""
    scripts = run.given.values("e", "expression") or list(run.given.operands[:1])
    files = [name for script in scripts for name in _SED_WRITES.findall(script.text[:10_000])]
    if not files:
        return None
    return [Effect(EffectKind.WRITES, name.split("w", 1)[1].strip()) for name in files]


def _hostname(run: Run, locations: Locations) -> Effects:
    sets = bool(run.given.operands) or run.given.has("F", "file", "b")
    return [Effect(EffectKind.SERVICES, "host name") if sets else Effect(EffectKind.READS)]


def _date(run: Run, locations: Locations) -> Effects:
    sets = run.given.has("s", "set") or any(re.fullmatch(r"\d{8,}", text) for text in run.texts)
    return [Effect(EffectKind.SERVICES, "clock") if sets else Effect(EffectKind.READS)]


def _forge(run: Run, locations: Locations) -> Effects:
    """gh api reads unless it is given a method or fields."""
    changing = run.given.has("X", "method", "f", "F", "field", "raw-field", "input")
    if run.texts[:1] == ("api",) and changing:
        return [Effect(EffectKind.REMOTE), Effect(EffectKind.NETWORK_OUT)]
    return None


def _httpie(run: Run, locations: Locations) -> Effects:
    words = [operand.text for operand in run.given.operands]
    changing = {"POST", "PUT", "PATCH", "DELETE"} & set(words[:1])
    url = next((word for word in words if word.lower() not in ("get", "head", "post")), None)
    sends = changing or any(re.fullmatch(r"[\w-]+:?=.*|[\w-]+@.*", word) for word in words[1:])
    if sends:
        return [Effect(EffectKind.NETWORK_OUT, url), Effect(EffectKind.REMOTE, url)]
    return [Effect(EffectKind.NETWORK_IN, url)]


def _ip(run: Run, locations: Locations) -> Effects:
    changing = {"add", "del", "delete", "set", "change", "replace", "flush", "up", "down"}
    if changing & set(run.texts):
        return [Effect(EffectKind.SERVICES, "network")]
    return [Effect(EffectKind.READS)]


def _sysctl(run: Run, locations: Locations) -> Effects:
    sets = [arg.shown for arg in run.args if "=" in arg.text and not arg.text.startswith("--")]
    if sets or run.given.has("p", "load", "system"):
        return [Effect(EffectKind.WRITES, target) for target in sets] or [Effect(EffectKind.WRITES)]
    return [Effect(EffectKind.READS)]


SPECIAL: dict[str, Special] = {
    **dict.fromkeys(("find", "gfind"), _find),
    "dd": _dd,
    **dict.fromkeys(("tar", "bsdtar", "gtar"), _tar),
    "zip": _zip,
    **dict.fromkeys(("7z", "7za", "7zr", "unrar", "rar"), _seven),
    "rsync": _rsync,
    "scp": _scp,
    "curl": _curl,
    **dict.fromkeys(("wget", "wget2"), _wget),
    **dict.fromkeys(("kill", "pkill", "killall", "xkill"), _kill),
    "git": _git,
    "crontab": _crontab,
    "tee": _tee,
    "openssl": _openssl,
    "ffmpeg": _media,
    "env": _env,
    **dict.fromkeys(("sed", "gsed"), _sed),
    "hostname": _hostname,
    "date": _date,
    "gh": _forge,
    **dict.fromkeys(("http", "https", "httpie", "xh"), _httpie),
    **dict.fromkeys(("python", "python3", "node", "nodejs", "ruby", "perl"), _interpreter),
    **dict.fromkeys(("php", "lua", "java", "deno"), _interpreter),
    **dict.fromkeys(SHELLS, _shell),
    **dict.fromkeys(("source", "."), _source),
    **dict.fromkeys(("cd", "pushd", "popd"), _cd),
    ":": _assign,
    **dict.fromkeys(("sudo", "doas"), _sudo_edit),
    **dict.fromkeys(("ip", "ifconfig", "route", "nmcli", "tc"), _ip),
    "sysctl": _sysctl,
    **dict.fromkeys(
        ("psql", "mysql", "mariadb", "sqlite3", "sqlcmd", "cqlsh", "clickhouse-client", "duckdb",
         "mongosh", "mongo", "redis-cli", "influx"),
        sql_effects,
    ),
    **dict.fromkeys(
        ("aws", "gcloud", "gsutil", "az", "bq", "doctl", "eksctl", "hcloud", "oci", "ibmcloud",
         "rclone", "azcopy", "linode-cli", "scw"),
        cloud_effects,
    ),
}  # fmt: skip
