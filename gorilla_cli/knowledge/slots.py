"""Slot types of recipes: what each stands for, its sample, and how its value is written.

Invariant: pure. `render` turns a value into plain text for a form, `quoted` puts
plain text into a place of a shell command so that the shell reads exactly that
text back, whatever it holds; the two never mix.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from gorilla_cli.knowledge.writing import FormError, clock, sized, span


class Place(Enum):
    """Where in a shell command a slot stands."""

    BARE = "bare"
    """Outside quotes: the value becomes one word or part of one."""
    SINGLE = "single"
    """Inside '…'."""
    DOUBLE = "double"
    """Inside "…"."""
    STRICT = "strict"
    """Inside ${…} or $((…)): only letters, digits, dot and underscore can stand here."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a slot was filled with."""

    text: str
    """As the person meant it, without quotes around."""
    quoted: bool = False
    """True when the person quoted it, so that a glob in it is meant literally."""
    items: tuple[str, ...] = ()
    """The members of a list slot; empty for a single value."""


@dataclass(frozen=True, slots=True)
class SlotType:
    """One kind of slot."""

    name: str
    sample: str
    """A value for the checks when the recipe gives none."""
    meaning: str
    """For the writers' guide."""
    family: str = "name"
    """path, amount, name or text: how it is recognised and quoted."""
    many: bool = False
    """True when it takes one or more values, written as separate words."""
    endings: tuple[str, ...] = ()
    """How the name of such a file ends; a name with another extension is none."""


_ENDINGS = {
    kind: tuple(f".{ending}" for ending in endings.split())
    for kind, endings in {
        "tarball": "tar tar.gz tgz tar.bz2 tbz2 tbz tar.xz txz tar.zst tzst",
        "targz": "tar.gz tgz",
        "tarbz": "tar.bz2 tbz2 tbz",
        "tarxz": "tar.xz txz",
        "tarzst": "tar.zst tzst",
        "tarplain": "tar",
        "zip": "zip jar war epub",
        "sevenzip": "7z",
        "rar": "rar",
        "gz": "gz",
        "bz": "bz2",
        "xz": "xz lzma",
        "zst": "zst",
        "picture": "png jpg jpeg gif webp bmp tiff tif svg heic ico psd",
        "video": "mp4 mkv mov avi webm m4v wmv flv mpg mpeg",
        "audio": "mp3 wav flac ogg m4a opus aac wma",
        "pdf": "pdf",
        "document": "doc docx odt rtf xls xlsx ods ppt pptx odp",
        "json": "json jsonl ndjson geojson",
        "yaml": "yaml yml",
        "csv": "csv",
        "tsv": "tsv tab",
        "xml": "xml xhtml svg",
        "markdown": "md markdown",
        "sqlite": "db sqlite sqlite3",
        "deb": "deb",
        "rpm": "rpm",
        "cert": "pem crt cer key csr p12 pfx der",
    }.items()
}


def _files(table: str) -> dict[str, SlotType]:
    types = {}
    for line in table.strip().splitlines():
        name, sample, meaning = (part.strip() for part in line.split("|"))
        ends = _ENDINGS[name]
        types[name] = SlotType(name, sample, f"{meaning} ({' '.join(ends)})", "path", endings=ends)
    return types


def _types(family: str, table: str, many: bool = False) -> dict[str, SlotType]:
    types = {}
    for line in table.strip().splitlines():
        name, sample, meaning = (part.strip() for part in line.split("|"))
        types[name] = SlotType(name, sample, meaning, family, many)
    return types


TYPES: dict[str, SlotType] = {
    **_types(
        "path",
        """
        path     | notes.txt   | a file or directory
        file     | notes.txt   | a file
        dir      | logs        | a directory; "here", "my home directory", "the src folder" count
        archive  | photos.tar.gz | an archive file
        """,
    ),
    **_types(
        "path",
        """
        paths    | a.txt b.txt | one or more files or directories
        files    | a.txt b.txt | one or more files
        dirs     | src docs    | one or more directories
        """,
        many=True,
    ),
    **_files(
        """
        tarball  | photos.tar.gz  | a tar archive, compressed or not
        targz    | photos.tar.gz  | a tar archive compressed with gzip
        tarbz    | photos.tar.bz2 | a tar archive compressed with bzip2
        tarxz    | photos.tar.xz  | a tar archive compressed with xz
        tarzst   | photos.tar.zst | a tar archive compressed with zstd
        tarplain | photos.tar     | a tar archive without compression
        zip      | photos.zip     | a zip archive
        sevenzip | photos.7z      | a 7-Zip archive
        rar      | photos.rar     | a rar archive
        gz       | app.log.gz     | a file compressed with gzip, no tar archive
        bz       | app.log.bz2    | a file compressed with bzip2, no tar archive
        xz       | app.log.xz     | a file compressed with xz, no tar archive
        zst      | app.log.zst    | a file compressed with zstd, no tar archive
        picture  | photo.png      | an image file
        video    | clip.mp4       | a video file
        audio    | song.mp3       | an audio file
        pdf      | paper.pdf      | a PDF file
        document | paper.docx     | a document of an office suite
        json     | data.json      | a JSON file
        yaml     | config.yaml    | a YAML file
        csv      | data.csv       | a file of comma separated columns
        tsv      | data.tsv       | a file of tab separated columns
        xml      | feed.xml       | an XML file
        markdown | notes.md       | a Markdown file
        sqlite   | shop.db        | an SQLite database
        deb      | app.deb        | a Debian package file
        rpm      | app.rpm        | an RPM package file
        cert     | server.crt     | a certificate or key file
        """
    ),
    **_types(
        "glob",
        """
        glob     | *.txt       | a file name pattern such as *.txt or "report*"; quoted by itself
        ext      | txt         | a file extension without its dot ("png", ".png", "PNG", "python")
        """,
    ),
    **_types(
        "amount",
        """
        count    | 5           | how many ("10", "ten", "a dozen")
        number   | 7           | any number, an ordinal too ("5th line" is 5)
        column   | 2           | a column or field number ("third", "3rd", "3")
        percent  | 80          | a percentage, without its sign
        size     | 10M         | a size ("10 MB", "1.5G", "500 bytes")
        duration | 7 days      | a length of time ("2 weeks", "90 minutes", "1h")
        date     | 2024-03-01  | a day or moment ("yesterday", "2024-03-01", "last monday")
        time     | 15:30       | a time of day ("3pm", "15:30", "midnight")
        port     | 8080        | a TCP or UDP port
        pid      | 4242        | a process id
        mode     | 644         | a chmod mode ("755", "u+x", "go-w")
        signal   | HUP         | a signal name or number, without SIG
        version  | 1.2.3       | a version number
        dimensions | 800x600   | width x height
        delimiter | ,          | a separator: ",", "comma", "tab", "colon", "semicolon", "pipe"
        """,
    ),
    **_types(
        "net",
        """
        host     | example.com | a host name, IP address or user@host
        ip       | 10.0.0.5    | an IP address or network in CIDR form
        domain   | example.com | a domain name
        url      | https://example.com/a.zip | a URL
        email    | a@example.com | an e-mail address
        """,
    ),
    **_types(
        "name",
        """
        user     | alice       | a login name
        group    | staff       | a group name
        process  | firefox     | the name of a running program
        program  | python3     | the name of a program on PATH
        service  | nginx       | a service or unit
        package  | curl        | a package of any package manager
        interface | eth0       | a network interface
        device   | /dev/sdb1   | a block device
        branch   | feature     | a git branch
        commit   | abc1234     | a git commit, HEAD~2 too
        tag      | v1.2        | a git or image tag
        remote   | origin      | a git remote
        image    | nginx       | a container image, with its tag
        container | web        | a container
        volume   | data        | a docker or cloud volume
        network  | backend     | a docker or cloud network
        pod      | web-0       | a pod
        deployment | api       | a deployment
        node     | node-1      | a node
        resource | configmap   | a kind of kubernetes object
        namespace | staging    | a namespace
        context  | prod        | a kubectl or docker context
        cluster  | main        | a cluster
        chart    | bitnami/redis | a helm chart
        release  | web         | a helm release
        bucket   | my-bucket   | a bucket, s3:// and gs:// allowed
        key      | data/a.csv  | an object key, a JSON key, a key name
        instance | i-0abc123   | an instance or machine in a cloud
        region   | eu-west-1   | a region or zone
        profile  | dev         | a profile
        project  | my-project  | a project
        function | resize      | a function
        role     | deployer    | a role
        queue    | jobs        | a queue, topic or stream
        database | shop        | a database
        table    | orders      | a table of a database
        field    | name        | a field of JSON, YAML or SQL (".a.b" allowed)
        env      | EDITOR      | an environment variable, without $
        timezone | Europe/Berlin | a time zone
        id       | 42          | a number or hash that names a thing
        name     | report      | any other name; the words before it must fix its place
        word     | error       | one word; the words before it must fix its place
        value    | 1           | what something is set to
        """,
    ),
    **_types(
        "name",
        """
        packages | curl git    | one or more packages
        hosts    | a.com b.com | one or more hosts
        names    | one two     | one or more names
        """,
        many=True,
    ),
    **_types(
        "text",
        """
        text     | hello world | quoted text, or all words up to what follows in the phrasing
        pattern  | TODO        | what to search for: text or a regular expression
        sql      | SELECT 1    | an SQL statement
        command  | date -u     | a command line to be run, each word quoted by itself
        """,
    ),
}
"""Every slot type by name."""

PROGRAM_FORMS = frozenset({"sed", "sedrep", "awk", "json", "sql", "regex", "jq", "url", "code"})
"""Forms that make text safe inside a program of another language."""

SAFE_FAMILIES = frozenset({"amount"})


def type_of(name: str) -> SlotType | None:
    """The type that a slot's name stands for: "dir2" is a dir; None when there is none."""
    return TYPES.get(name) or TYPES.get(name.rstrip("0123456789"))


# -- forms ---------------------------------------------------------------------

_REGEX_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}]")
_PATTERN_SPECIAL = re.compile(r"[\\^$.*\[/]")
_EXTENDED_SPECIAL = re.compile(r"[+?(){}|]")


def _sed(value: Value, kind: SlotType) -> str:
    text = _one_line(value.text)
    if kind.name == "pattern":
        return re.sub(r"(?<!\\)/", r"\\/", text) + ("\\" if _odd_backslashes(text) else "")
    # \+ is special in basic and + in extended expressions; [+] is plain in both.
    return _EXTENDED_SPECIAL.sub(r"[\g<0>]", _PATTERN_SPECIAL.sub(r"\\\g<0>", text))


def _odd_backslashes(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _one_line(text: str) -> str:
    if "\n" in text:
        raise FormError("a line break cannot stand here")
    return text


def _in_double_quotes(text: str) -> str:
    return "".join(_CONTROL.get(char, char) for char in text)


_CONTROL = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _code(value: Value, kind: SlotType) -> str:
    # A name in a foreign program: nothing that any language would act on.
    if not re.fullmatch(r"[\w./:@% -]+", value.text):
        raise FormError("this character cannot stand inside a program")
    return value.text


def _field(value: Value, kind: SlotType) -> str:
    text = value.text.lstrip(".")
    if not re.fullmatch(r"[A-Za-z_][\w]*(\[\d*\])?(\.[A-Za-z_]\w*(\[\d*\])?)*|\[\d*\]", text):
        raise FormError("no field of JSON is named so")
    return "." + text


def _percent_encoded(value: Value, kind: SlotType) -> str:
    from urllib.parse import quote

    return quote(value.text, safe="")


def _suffix(value: Value, kind: SlotType) -> str:
    return PurePosixPath(value.text).suffix.lstrip(".")


def _stem(value: Value, kind: SlotType) -> str:
    path = value.text.rstrip("/")
    for ending in (".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"):
        if path.lower().endswith(ending) and len(path) > len(ending):
            return path[: -len(ending)]
    suffix = PurePosixPath(path).suffix
    return path.removesuffix(suffix) if suffix else path


FORMS: dict[str, tuple[Callable[[Value, SlotType], str], str]] = {
    "upper": (lambda v, k: v.text.upper(), "in capitals"),
    "lower": (lambda v, k: v.text.lower(), "in small letters"),
    "one": (lambda v, k: v.text, "a command as one quoted word, for sh -c and watch"),
    "stem": (_stem, "a path without its extension (photos/a.png: photos/a)"),
    "base": (lambda v, k: PurePosixPath(v.text.rstrip("/")).name or "/", "a path's last part"),
    "parent": (lambda v, k: str(PurePosixPath(v.text).parent), "a path's directory"),
    "suffix": (_suffix, "a path's extension without the dot"),
    "find": (lambda v, k: sized(v.text, "find"), "a size for find -size (10M, 500c)"),
    "bytes": (lambda v, k: sized(v.text, "bytes"), "a size as a number of bytes"),
    "kb": (lambda v, k: sized(v.text, "kb"), "a size as a number of KiB, rounded up"),
    "mb": (lambda v, k: sized(v.text, "mb"), "a size as a number of MiB, rounded up"),
    "gb": (lambda v, k: sized(v.text, "gb"), "a size as a number of GiB, rounded up"),
    "size": (lambda v, k: sized(v.text, "size"), "a size such as 10M for truncate, split, dd"),
    "seconds": (lambda v, k: span(v.text, "seconds"), "a duration as a number of seconds"),
    "minutes": (lambda v, k: span(v.text, "minutes"), "a duration in minutes, rounded up"),
    "hours": (lambda v, k: span(v.text, "hours"), "a duration in hours, rounded up"),
    "days": (lambda v, k: span(v.text, "days"), "a duration in days, rounded up"),
    "sleep": (lambda v, k: span(v.text, "sleep"), "a duration for sleep and timeout (5m)"),
    "go": (lambda v, k: span(v.text, "go"), "a duration for Go programs, kubectl, docker (36h)"),
    "ago": (lambda v, k: span(v.text, "ago"), '"7 days ago", for date, git and journalctl'),
    "words": (lambda v, k: span(v.text, "words"), '"7 days", for date -d and at'),
    "older": (lambda v, k: span(v.text, "older"), "find: -mtime +7, or -mmin +90"),
    "newer": (lambda v, k: span(v.text, "newer"), "find: -mtime -7, or -mmin -90"),
    "cron": (lambda v, k: clock(v.text, "cron"), 'a time of day as cron\'s "30 15"'),
    "clock": (lambda v, k: clock(v.text, "clock"), "a time of day as 15:30"),
    "sed": (_sed, "inside a sed or awk /…/ pattern; text is taken literally"),
    "sedrep": (
        lambda v, k: re.sub(r"[\\/&]", r"\\\g<0>", _one_line(v.text)),
        "inside the replacement part of sed's s/…/…/",
    ),
    "awk": (lambda v, k: _in_double_quotes(v.text), 'inside a "…" string of an awk program'),
    "json": (lambda v, k: _in_double_quotes(v.text), 'inside a "…" string of JSON'),
    "jq": (
        lambda v, k: _in_double_quotes(v.text),
        'inside a "…" string of a jq program',
    ),
    "field": (_field, "a field as a jq path with its leading dot (.name)"),
    "sql": (lambda v, k: v.text.replace("'", "''"), "inside a '…' string of SQL"),
    "regex": (
        lambda v, k: _REGEX_SPECIAL.sub(r"\\\g<0>", v.text),
        "literal text inside an extended regular expression",
    ),
    "url": (_percent_encoded, "percent-encoded for a URL"),
    "code": (_code, "a plain name inside a program; refuses anything but word characters"),
    "bare": (lambda v, k: v.text, "a glob that the shell shall expand (ls {glob|bare})"),
    "whole": (lambda v, k: v.text, "a path taken literally, its * too"),
}
"""Form name to its function and its meaning for the writers' guide."""

_DEFAULT_FORMS = {"size": "size", "duration": "sleep", "time": "clock"}
_SIZE_FORMS = frozenset({"find", "bytes", "kb", "mb", "gb", "size"})
_DURATION_FORMS = frozenset(
    {"seconds", "minutes", "hours", "days", "sleep", "go", "ago", "words", "older", "newer"}
)
_ONLY_FOR: dict[str, frozenset[str]] = {
    **dict.fromkeys(_SIZE_FORMS, frozenset({"size"})),
    **dict.fromkeys(_DURATION_FORMS, frozenset({"duration"})),
    **dict.fromkeys(("cron", "clock"), frozenset({"time"})),
    "field": frozenset({"field", "key", "name"}),
    "bare": frozenset({"glob"}),
    "one": frozenset({"command"}),
}


def form_problem(kind: SlotType, form: str) -> str | None:
    """Why this form does not go with this type; None when it does."""
    if form not in FORMS:
        return f"unknown form |{form}; known are {', '.join(sorted(FORMS))}"
    allowed = _ONLY_FOR.get(form)
    if allowed and kind.name not in allowed:
        return f"form |{form} is for {' and '.join(sorted(allowed))}, not for {kind.name}"
    return None


def render(value: Value, kind: SlotType, form: str = "") -> str:
    """The value's plain text in a form. Raises FormError when the form cannot express it."""
    form = form or _DEFAULT_FORMS.get(kind.name, "")
    if "\x00" in value.text:
        raise FormError("a zero byte cannot stand in a command")
    return FORMS[form][0](value, kind) if form else value.text


# -- quoting ---------------------------------------------------------------------

_SAFE = re.compile(r"[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*")
_STRICT = re.compile(r"[A-Za-z0-9_.]+")
_GLOB = re.compile(r"[*?]|\[[^\]/]+\]")
_VARIABLE = re.compile(r"\$[A-Za-z_]\w*(?=/|$)", re.ASCII)
"""A path may start with a variable ("$HOME/logs"): it is expanded, and nothing else is."""
_NAMED_CONTROLS = {"\t": "$'\\t'", "\n": "$'\\n'"}
_SPLICED = frozenset({"older", "newer", "cron"})
"""Forms that write several words of their own making."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where exactly a slot stands in a template."""

    place: Place
    starts_word: bool = False
    """True when the value begins its word, so that - and ~ there mean something."""
    after_guard: bool = False
    """True after --, -e and the like, where a leading - is no option."""


def written(value: Value, kind: SlotType, form: str, spot: Spot) -> str:
    """Shell text for a value at a spot. Raises FormError when it cannot stand there."""
    if kind.many and spot.place is Place.BARE and value.items:
        single = SlotType(kind.name, kind.sample, kind.meaning, kind.family)
        return " ".join(
            written(Value(item, value.quoted), single, form, spot) for item in value.items
        )
    if kind.name == "command" and form != "one" and spot.place is Place.BARE:
        return _command_words(value.text)
    text = render(value, kind, form)
    if form in _SPLICED and spot.place is Place.BARE:
        return text
    if text == "" and spot.place is Place.STRICT:
        raise FormError("nothing to put here")
    if spot.starts_word and text.startswith("-") and not spot.after_guard:
        if kind.family != "path":
            raise FormError(f"{text} would be read as an option")
        text = "./" + text
    return quoted(text, spot.place, starts_word=spot.starts_word, active=_active(value, kind, form))


def _active(value: Value, kind: SlotType, form: str) -> bool:
    """True when the shell shall expand a glob in the value."""
    if form == "bare":
        return True
    return kind.family == "path" and form not in ("whole", "base", "stem") and not value.quoted


def _command_words(text: str) -> str:
    try:
        words = shlex.split(text)
    except ValueError:
        raise FormError("the command to run has an open quote") from None
    if not words:
        raise FormError("there is no command to run")
    return " ".join(quoted(word, Place.BARE, starts_word=True) for word in words)


def quoted(text: str, place: Place, *, starts_word: bool = True, active: bool = False) -> str:
    """The text as it must be typed at that place for the shell to read it back unchanged.

    With `active`, glob characters and a leading ~/ outside quotes keep their meaning.
    """
    if place is Place.SINGLE:
        return text.replace("'", "'\\''")
    if place is Place.DOUBLE:
        return re.sub(r'[\\"$`]', r"\\\g<0>", text)
    if place is Place.STRICT:
        if not _STRICT.fullmatch(text):
            raise FormError("only letters, digits, dot and underscore can stand here")
        return text
    if active and starts_word and (text == "~" or text.startswith("~/")):
        rest = text[2:]
        return text[:2] + (_bare(rest, active) if rest else "")
    variable = _VARIABLE.match(text) if active and starts_word else None
    if variable:
        rest = text[variable.end() :]
        return f'"{variable[0]}"' + (_bare(rest, active) if rest else "")
    if text in _NAMED_CONTROLS:
        return _NAMED_CONTROLS[text]
    return _bare(text, active) if text else ("''" if starts_word else "")


def _bare(text: str, active: bool) -> str:
    if _SAFE.fullmatch(text):
        return text
    if active and _GLOB.search(text):
        return "".join(
            part if _GLOB.fullmatch(part) else shlex.quote(part)
            for part in re.split(r"([*?]|\[[^\]/]+\])", text)
            if part
        )
    return shlex.quote(text)
