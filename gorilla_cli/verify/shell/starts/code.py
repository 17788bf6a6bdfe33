"""Code in other languages on a command line, searched for what it starts, deletes and writes.

Invariant: the code is never run and never parsed as a whole; what it does by
itself is expressed as the shell command with the same effect, marked implied.
What cannot be resolved is UNKNOWN.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice

from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.escapes import decode
from gorilla_cli.verify.shell.model import UNKNOWN, Arg, Run
from gorilla_cli.verify.shell.starts.inner import Inner, Starter, Surroundings
from gorilla_cli.verify.shell.starts.shells import SHELLS, from_input

MAX_CODE = 300_000
MAX_CALLS = 300

_CODE_OPTIONS: dict[str, str] = {
    "python": "c",
    "python3": "c",
    "python2": "c",
    "pypy": "c",
    "ipython": "c",
    "perl": "e E",
    "ruby": "e",
    "node": "e eval p print",
    "nodejs": "e eval p print",
    "deno": "",
    "bun": "e eval",
    "php": "r B R E",
    "lua": "e",
    "luajit": "e",
    "Rscript": "e",
    "R": "e",
    "osascript": "e",
    "tclsh": "",
    "expect": "c",
    "julia": "e E",
    "elixir": "e",
    "groovy": "e",
    "scala": "e",
    "powershell": "c command",
    "pwsh": "c command",
    "jshell": "",
    "guile": "c",
}

_STRING = (
    r"""(?:[rbfuRBFU]{0,2}(?:"(?:[^"\\\n]|\\.){0,4000}"|"""
    r"""'(?:[^'\\\n]|\\.){0,4000}'|`[^`]{0,4000}`))"""
)
_JOIN = Pattern(rf"({_STRING})\s{{0,5}}[+.]\s{{0,5}}({_STRING})")
_CHARACTER = Pattern(r"\b(?:chr|String\.fromCharCode)\(\s*(\d{1,3})\s*\)")
_HOME = Pattern(
    r"""(?:str\()?(?:(?:pathlib\.)?Path\.home\(\)|os\.environ(?:\.get)?[\[(]["']HOME["'][\])]|
    os\.getenv\(["']HOME["']\)|ENV\[["']HOME["']\]|ENV\.fetch\(["']HOME["']\)|process\.env\.HOME|
    (?:os\.)?homedir\(\)|require\(["'](?:node:)?os["']\)\.homedir\(\)|Dir\.home|\$ENV\{["']?HOME["']?\}|
    getenv\(["']HOME["']\)|os\.getenv\(["']HOME["']\))\)?""",
    re.X,
)
_EXPANDED = Pattern(rf"(?:os\.path\.)?(?:expanduser|expand_path)\(\s*({_STRING})\s*\)")
_PATH = Pattern(
    rf"(?:pathlib\.)?\b(?:Path|PosixPath|Pathname\.new|File\.join|join)\(\s*({_STRING})\s*\)"
)
_DECODED = Pattern(
    rf"(?:[Bb]ase64\.)?(?:b64decode|decode64|urlsafe_b64decode|base64_decode|decode_base64|atob|"
    rf"strict_decode64)\s*\(\s*({_STRING})\s*\)|(?:bytes\.fromhex|unhexlify|hex2bin)\s*\(\s*({_STRING})\s*\)"
    rf"|Buffer\.from\(\s*({_STRING})\s*,\s*[\"'](base64|hex)[\"']\s*\)"
)
_TAIL = Pattern(
    r"(?<=[\"'])(?:\.decode\([^)]{0,20}\)|\.toString\([^)]{0,20}\)|\.resolve\(\)|\.absolute\(\))"
)

_RUNS = (
    "system|popen[234]?|exec[lv]?[pe]{0,2}|spawn[lv]?[pe]{0,2}|exec_command|execSync|spawnSync|execFile|execFileSync|"
    "shell_exec|passthru|proc_open|pcntl_exec|call|check_call|check_output|run|Popen|getoutput|"
    "getstatusoutput|execute|capture2e?|capture3|pipeline|create_subprocess_shell|"
    "create_subprocess_exec|doShellScript|posix_spawnp?|system2|fork_exec|cmd"
)
_DELETES = (
    "rmtree|rmdir|removedirs|rm_rf|rm_r|rm_f|rmSync|unlinkSync|rmdirSync|unlink|remove|remove_tree|remove_dir|"
    "remove_entry_secure|remove_entry|secure_delete|rimraf|delete|removeSync|rm|remove_all|File\\.delete|file_delete"
)
_RECURSIVE = frozenset(
    "rmtree removedirs rm_rf rm_r rmSync remove_tree remove_dir remove_entry_secure "
    "remove_entry rimraf removeSync rm remove_all".split()
)
_CALL = Pattern(
    rf"(?:\b(?P<runs>{_RUNS})|\b(?P<deletes>{_DELETES})|\b(?P<writes>open|fopen|writeFileSync|writeFile|"
    rf"appendFileSync|file_put_contents|truncate|write_text|write_bytes|createWriteStream|File\.write|IO\.write)"
    rf"|\b(?P<mode>chmod|chown|chmodSync|chmod_R|lchown)|\b(?P<moves>rename|renameSync|replace|move|copyfile|copy|copyFileSync)"
    rf"|\b(?P<kills>os\.kill|Process\.kill|posix_kill|process\.kill))"
    r"[\"']?\)?\s{0,3}[\(\s]\s{0,3}(?P<rest>)"
)
_METHOD = Pattern(
    rf"({_STRING})\)?\.(unlink|rmdir|rmtree|write_text|write_bytes|touch|chmod|open)\(\s*({_STRING})?"
)
_BACKTICKS = Pattern(
    r"`([^`\n]{1,2000})`|(?:%x|qx)\s{0,2}(?:\{([^}\n]*)\}|\(([^)\n]*)\)|\[([^\]\n]*)\]|/([^/\n]*)/|!([^!\n]*)!)"
)
_SCRIPT = Pattern(
    r"do shell script\s{1,5}\"((?:[^\"\\]|\\.)*)\"|spawn\s{1,5}(?!\()([^\n;\"]+)|"
    r"(?<!\w)os\.execute\s{0,3}\[\[(.*?)\]\]"
)
_ITEM = Pattern(rf"\s*({_STRING})\s*(,|\]|\)|;|$)?")
_DYNAMIC = Pattern(
    r"\b(?:exec|eval|assert|instance_eval|Function|vm\.runIn\w+|loadstring|load|compile)\s{0,3}\(\s{0,3}(.{0,200})",
    re.S,
)
_NETWORK = Pattern(
    r"urlopen|urlretrieve|requests\.(?:get|post)|httpx\.|Net::HTTP|open-uri|URI\.open|LWP::|HTTP::Tiny|fetch\(|"
    r"https?\.(?:get|request)|axios|file_get_contents\(\s*[\"']https?:|curl_exec|socket|TCPSocket|fsockopen"
)
_WRITE_MODE = Pattern(r"[\"'][^\"']*?[wax+>]|>|O_WRONLY|O_RDWR|O_TRUNC")


def _foreign(run: Run, shell: Surroundings) -> Iterator[Inner]:
    from gorilla_cli.verify.shell.starts import plain_name

    name = plain_name(run.name)
    options = frozenset(_CODE_OPTIONS[name].split())
    found = False
    for code in _code_words(run, options):
        found = True
        yield from code_does(code, name, run.home)
        if not code.known and code.sources and code.text.strip(f"{UNKNOWN}\n ") == "":
            yield Inner(script=code)
    operands = [arg for arg in run.args if not arg.text.startswith("-") or arg.text == "-"]
    if found or (operands and operands[0].text not in ("-", "/dev/stdin")):
        if operands and not found:
            written = shell.written(operands[0])
            if written is not None:
                yield from code_does(written, name, run.home)
                if UNKNOWN in written.text and written.sources:
                    yield Inner(script=Arg(UNKNOWN, sources=written.sources))
        return
    if any(arg.text.startswith("-m") for arg in run.args) or (run.args[:1] and not operands):
        return
    typed = from_input(run.feed)
    if typed is not None:
        yield from code_does(typed, name, run.home)
        if UNKNOWN in typed.text and typed.sources:
            yield Inner(script=Arg(UNKNOWN, sources=typed.sources))


def _code_words(run: Run, options: frozenset[str]) -> Iterator[Arg]:
    """The arguments that hold code: of `-c CODE`, `-lane CODE`, `--eval=CODE`."""
    args = run.args
    for position, arg in enumerate(args):
        text = arg.text
        if text.startswith("--"):
            name, equals, value = text[2:].partition("=")
            if name in options:
                if equals:
                    yield Arg(value, sources=arg.sources)
                elif position + 1 < len(args):
                    yield args[position + 1]
        elif text.startswith("-") and len(text) > 1:
            ends = text[1:] in options or (text[-1] in options and text[1:].isalnum())
            if ends and position + 1 < len(args):
                yield args[position + 1]
            elif text[1] in options and len(text) > 2:
                yield Arg(text[2:], sources=arg.sources)


def code_does(code: Arg, language: str, home: str) -> Iterator[Inner]:
    """What the code starts and does, as far as its calls show."""
    text = code.text[:MAX_CODE]
    text = _plain(text, home)
    for match in islice(_CALL.finditer(text), MAX_CALLS):
        yield from _call(match, text, code)
    for match in _METHOD.finditer(text):
        yield from _method(match, code)
    for match in _SCRIPT.finditer(text):
        yield Inner(script=Arg(decode(next(filter(None, match.groups()))), sources=code.sources))
    if language in ("perl", "ruby", "php"):
        for match in _BACKTICKS.finditer(text):
            yield Inner(script=Arg(next(filter(None, match.groups()), ""), sources=code.sources))
    for match in _DYNAMIC.finditer(text):
        inner = _ITEM.match(match[1])
        if inner:
            yield from code_does(Arg(_value(inner[1]), sources=code.sources), language, home)
        elif _NETWORK.search(match[1]) or (_NETWORK.search(text) and "read" in text):
            fetch = Run(Arg("curl"), (Arg("https://unknown"),))
            yield Inner(script=Arg(UNKNOWN, sources=(fetch,)))


def _plain(text: str, home: str) -> str:
    """The code with encodings of constants undone."""
    quoted_home = f'"{home}"'
    text = _HOME.sub(lambda match: quoted_home, text)
    text = _CHARACTER.sub(lambda match: f'"{chr(int(match[1]))}"', text)
    text = re.sub(r"""(["'])\.join\(\s*\[((?:\s*"[^"\\]"\s*,?){1,500})\]\s*\)""", _listed, text)
    for _ in range(3):
        before = text
        text = _DECODED.sub(_undone, text)
        text = _TAIL.sub("", text)
        text = _EXPANDED.sub(lambda match: _with_home(match[1], home), text)
        text = _PATH.sub(lambda match: match[1], text)
        text = _joined(text)
        if text == before:
            break
    return text


def _joined(text: str) -> str:
    """Literals that are added to each other become one."""
    for _ in range(40):
        text, count = _JOIN.subn(lambda match: _literal(_value(match[1]) + _value(match[2])), text)
        if not count:
            break
    return text


def _literal(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _listed(match: re.Match[str]) -> str:
    return '"' + "".join(re.findall(r'"([^"\\])"', match[2])) + '"'


def _with_home(literal: str, home: str) -> str:
    value = _value(literal)
    return repr(home + value[1:]) if value.startswith("~") else literal


def _undone(match: re.Match[str]) -> str:
    literal = match[1] or match[2] or match[3]
    value = _value(literal)
    try:
        if match[1] or match[4] == "base64":
            data = base64.b64decode(value + "=" * (-len(value) % 4))
        else:
            data = binascii.unhexlify("".join(value.split()))
    except (ValueError, binascii.Error):
        return match[0]
    return repr(data.decode("latin-1"))


def _value(literal: str) -> str:
    """What a string literal stands for; formatted pieces are unknown."""
    prefix = re.match(r"[A-Za-z]*", literal)
    size = prefix.end() if prefix else 0
    kind, body = literal[:size].lower(), literal[size + 1 : -1]
    if "r" not in kind:
        body = decode(body)
    if "f" in kind:
        return re.sub(r"\{[^{}]*\}", UNKNOWN, body)
    if literal[size] != "'":
        return re.sub(r"#\{[^{}]*\}|\$\{[^{}]*\}", UNKNOWN, body)
    return body


def _items(text: str, at: int) -> tuple[list[str], bool]:
    """Leading string literals of a call's arguments, and if they were in a list."""
    opened = re.compile(r"\s*[\[(]?\s*").match(text, at)
    listed = bool(opened and "[" in opened.group())
    at = opened.end() if opened else at
    values: list[str] = []
    while len(values) < 50 and (match := _ITEM.match(text, at)):
        values.append(_value(match[1]))
        at = match.end()
        if match[2] != ",":
            break
        at += len(re.compile(r"\s*\[?").match(text, at).group())  # type: ignore[union-attr]
    return values, listed


def _call(match: re.Match[str], text: str, code: Arg) -> Iterator[Inner]:
    name = match["runs"] or match["deletes"] or match["writes"] or match["mode"] or match["moves"]
    values, _ = _items(text, match.end())
    if match["runs"]:
        if not values:
            return
        if len(values) == 1:
            yield Inner(script=Arg(values[0], sources=code.sources))
        else:
            if (
                name.startswith(("exec", "spawn"))
                and values[1].rsplit("/", 1)[-1] == values[0].rsplit("/", 1)[-1]
            ):
                values = values[1:]
            yield Inner(tuple(Arg(value) for value in values if value))
        return
    following = text[match.end() : match.end() + 200]
    if match["deletes"]:
        if not values and not _is_path_call(name, text, match):
            return
        option = ("-rf",) if name in _RECURSIVE or "recursive" in following else ("-f",)
        for value in values or [UNKNOWN]:
            yield _implied("rm", *option, "--", value)
    elif match["writes"] and values:
        mode = following.split(")")[0].partition(",")[2]
        if name in ("open", "fopen") and not (_WRITE_MODE.search(mode) or values[0][:1] == ">"):
            return
        appends = name == "appendFileSync" or re.search(r"[\"']a|>>", mode + values[0][:2])
        yield _implied("tee", *(("-a",) if appends else ()), "--", values[0].lstrip("> "))
    elif match["mode"] and values:
        yield _implied("chmod", "000" if "chmod" in name else "755", "--", values[0])
    elif match["moves"] and len(values) > 1:
        yield _implied("cp" if "copy" in name else "mv", "--", values[0], values[1])
    elif match["kills"]:
        target = re.match(r"[\"'A-Z:]*[\w\"']*\s*,?\s*(-?\d+)", following)
        if target:
            yield _implied("kill", "--", target[1])


def _is_path_call(name: str, text: str, match: re.Match[str]) -> bool:
    """True for calls that can only mean files, whose argument is not a constant."""
    return name in (_RECURSIVE - {"rm"}) or text[: match.start()].endswith(
        ("os.", "fs.", "shutil.")
    )


def _method(match: re.Match[str], code: Arg) -> Iterator[Inner]:
    path, name = _value(match[1]), match[2]
    if name in ("unlink", "rmdir", "rmtree"):
        yield _implied("rm", "-rf" if name == "rmtree" else "-f", "--", path)
    elif name.startswith("write") or (name == "open" and _WRITE_MODE.search(match[3] or "")):
        yield _implied("tee", "--", path)


def _implied(*words: str) -> Inner:
    return Inner(tuple(Arg(word) for word in words), implied=True)


def _awk(run: Run, shell: Surroundings) -> Iterator[Inner]:
    given = run.given
    programs = given.values("e", "source")
    if not programs and not given.has("f", "file"):
        programs = list(given.operands[:1])
    for program in programs:
        text = program.text[:MAX_CODE]
        for match in re.finditer(rf"\bsystem\s{{0,3}}\(\s{{0,3}}({_STRING})", text):
            yield Inner(script=Arg(_value(match[1]), sources=program.sources))
        for match in re.finditer(rf"({_STRING})\s{{0,3}}\|&?\s{{0,3}}getline", text):
            yield Inner(script=Arg(_value(match[1]), sources=program.sources))
        for match in re.finditer(rf"\bprintf?\b([^|;}}\n]{{0,300}})\|&?\s{{0,3}}({_STRING})", text):
            yield Inner(script=Arg(_value(match[2]), sources=program.sources))
            if _value(match[2]).split(" ")[0].rsplit("/", 1)[-1] in SHELLS:
                values, _ = _items(match[1], 0)
                yield Inner(script=Arg("\n".join(values), sources=program.sources))
        for match in re.finditer(rf"\bprintf?\b[^>;}}\n]{{0,300}}>>?\s{{0,3}}({_STRING})", text):
            yield _implied("tee", "--", _value(match[1]))
        if re.search(r"\bsystem\s*\(\s*[^\"'\s)]", text):
            sources = run.feed.runs if run.feed else ()
            yield Inner(script=_calculated(text, run, sources))


def _calculated(text: str, run: Run, sources: tuple[Run, ...]) -> Arg:
    """The text of `system($0)` and the like: what is fed, when all of it is."""
    feed = run.feed.text if run.feed else None
    if feed is not None and "$0" in text:
        return Arg(feed, sources=sources)
    return Arg(UNKNOWN, sources=sources)


STARTERS: dict[str, Starter] = {
    **dict.fromkeys([name for name in _CODE_OPTIONS if name != "pwsh"], _foreign),
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk", "original-awk"), _awk),
}
