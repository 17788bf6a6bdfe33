"""Words that recipe matching gives a meaning of their own.

Invariant: data only, keyed by folded words (`Token.norm`); to teach one is to add
it to a table.
"""

from __future__ import annotations

ARTICLES = frozenset("a an the this that my our your its their these those".split())
JOINERS = frozenset({"and", "&", "or", ",", "plus"})
NAMERS = frozenset("call name title label".split())
"""Words between a noun and its name: "a file called x", "the user named bob"."""

NOUNS: dict[str, frozenset[str]] = {
    kind: frozenset(nouns.split())
    for kind, nouns in {
        "path": "file directory path symlink link",
        "file": "file script document image video audio log archive config configuration",
        "dir": "directory tree path drive",
        "archive": "archive file tarball zip tar",
        "glob": "file pattern glob filename",
        "ext": "extension",
        "pattern": "pattern word string text regex expression phrase",
        "text": "text string word phrase line message",
        "sql": "query statement sql",
        "command": "command program script",
        "port": "port",
        "pid": "pid process id",
        "mode": "permission mode",
        "signal": "signal",
        "column": "column field",
        "count": "time",
        "number": "number",
        "percent": "percent",
        "host": "host server machine hostname address",
        "ip": "ip address network subnet",
        "domain": "domain host name site",
        "url": "url link address page site website",
        "email": "email address",
        "user": "user username account owner",
        "group": "group",
        "process": "process program application app",
        "program": "program command binary executable tool",
        "service": "service daemon unit",
        "package": "package library module",
        "interface": "interface card device",
        "device": "device disk partition drive",
        "branch": "branch",
        "commit": "commit revision hash",
        "tag": "tag",
        "remote": "remote",
        "image": "image",
        "container": "container",
        "volume": "volume",
        "network": "network",
        "pod": "pod",
        "deployment": "deployment",
        "node": "node",
        "resource": "resource object",
        "namespace": "namespace",
        "context": "context",
        "cluster": "cluster",
        "chart": "chart",
        "release": "release",
        "bucket": "bucket",
        "key": "key object",
        "instance": "instance vm machine",
        "region": "region zone",
        "profile": "profile",
        "project": "project",
        "function": "function lambda",
        "role": "role",
        "queue": "queue topic",
        "database": "database",
        "table": "table",
        "field": "field key property",
        "env": "variable environment",
        "timezone": "timezone zone",
        "id": "id number",
        "name": "name",
        "word": "word",
        "value": "value",
        "version": "version",
        "delimiter": "delimiter separator character",
        "date": "date day",
        "time": "time clock",
    }.items()
}
"""Nouns that may stand beside a value of a type without being another demand."""

PLACES: dict[str, str] = {
    phrase: path
    for path, phrases in {
        ".": "here,current directory,current dir,work directory,working directory,this directory,"
        "present directory,current path,current location,cwd,current folder,current,this project",
        "~": "home,home directory,my home,home dir",
        "..": "parent directory,directory above,parent",
        "/": "root directory,whole system,entire system,file system,filesystem,whole filesystem,"
        "entire filesystem,whole machine,everywhere,whole disk,entire disk,root filesystem",
    }.items()
    for phrase in phrases.split(",")
}
"""Folded words that stand for a path."""

NEVER_NAMES = frozenset(
    """
    file directory path line word character text string content name size date time number count
    order reverse use color detail total parallel background general alphabetical numerical hex
    lowercase uppercase place byte kilobyte megabyte gigabyte second minute hour day week month year
    recursive hidden empty large larger largest small smaller smallest old older oldest new newer
    newest first last top bottom more less most least than between duplicate unique same different
    past future meantime everything
    nothing something anything one two case-insensitive case ignore exclude only except
    current other another every human-readable readable format percent space long short
    """.split()
)
"""Folded words that are hardly ever somebody's name for something."""

EXTENSIONS: dict[str, str] = {
    word: ext
    for ext, words in {
        "py": "py python",
        "js": "js javascript",
        "ts": "ts typescript",
        "rs": "rs rust",
        "go": "go golang",
        "rb": "rb ruby",
        "pl": "pl perl",
        "sh": "sh bash",
        "md": "md markdown",
        "txt": "txt text",
        "json": "json",
        "jpg": "jpg",
        "yaml": "yaml",
        "html": "html",
        "java": "java",
        "kt": "kotlin kt",
        "swift": "swift",
        "php": "php",
        "lua": "lua",
        "tex": "latex tex",
    }.items()
    for word in words.split()
} | {
    word: word
    for word in """
    c h cpp cc hpp cs jsx tsx vue css scss sass less xml yml toml ini cfg conf config csv tsv sql
    log bak tmp swp old orig pdf doc docx xls xlsx ppt pptx odt ods rtf epub jpeg png gif webp svg
    bmp tiff tif heic ico mp3 mp4 m4a m4v mkv avi mov wmv flac wav ogg opus webm srt zip tar gz tgz
    bz2 xz zst rar 7z iso deb rpm apk jar war ear class o so a pyc whl ipynb r jl scala clj ex exs
    erl hs ml dart gradle tf tfvars env lock db sqlite parquet avro proto pem crt key csr pfx p12
    asc gpg sig torrent ttf otf woff woff2 map htm xhtml bat ps1 exe dll msi dmg img qcow2 vmdk
    """.split()
}
"""Words that name a kind of file, to its extension."""

SIGNALS = frozenset(
    """HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM CHLD CONT STOP TSTP
    TTIN TTOU WINCH URG XCPU XFSZ VTALRM PROF IO SYS""".split()
)

DELIMITERS: dict[str, str] = {
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "tab": "\t",
    "pipe": "|",
    "space": " ",
    "blank": " ",
    "dash": "-",
    "hyphen": "-",
    "slash": "/",
    "dot": ".",
    "underscore": "_",
    "equal": "=",
}

CRITICAL = frozenset(
    """
    not no except exclude without never nor lacking but
    larger smaller older newer more less fewer than above below over under between exceed least most
    largest smallest oldest newest longest shortest highest lowest top bottom first last
    sort order reverse descend ascend alphabetical numerical group
    count number total sum average many
    recursive recursively hidden empty duplicate unique case-insensitive
    save append redirect overwrite backup
    delete move rename copy replace kill stop restart start create
    only each every
    """.split()
)
"""Folded words that change what is asked for; skipping one is never cheap."""

ASKING = frozenset("where who when why".split())
"""Question words that say what is wanted, though the language takes them for empty."""

YES_OR_NO = frozenset("be do have".split())
"""Folded words that open a question to be answered by yes or no: "is …", "does …"."""

SOFT = frozenset("find list get give check want need make do file run work it".split())
"""Folded words that say little on their own."""

DIRECTIONS: dict[str, str] = {"to": "to", "into": "to", "onto": "to", "as": "to", "from": "from"}
"""Prepositions that turn a request around when they are exchanged."""

PLACE_WORDS = frozenset("in inside within under below at beneath of on from".split())
"""Prepositions that say the same before a directory."""

RIVALS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """
file directory subdirectory symlink hardlink socket pipe device
line word character byte column paragraph page
largest smallest newest oldest longest shortest
larger smaller
newer older
more less fewer
above below
over under
first last
top bottom
ascend descend
before after
modify access create change
size date name time extension owner
user group other
image video audio
container image volume network
pod deployment service node namespace secret configmap
branch tag commit remote stash
day week month year
second minute hour
cpu memory disk
start stop restart
enable disable
encode decode
encrypt decrypt
compress extract
upload download
mount unmount
install uninstall update
add delete
uppercase lowercase
prefix suffix
tcp udp
ipv4 ipv6
json yaml csv xml
md5 sha1 sha256 sha512
input output
success fail
lines words
staged unstaged untracked
hard soft
read write execute
    """.strip().splitlines()
)
"""Words that exclude each other: saying one of them is asking for no other."""

HALF_STOPS = frozenset("unix linux bash shell command use here".split())
"""Words without content in most requests that some phrasings need all the same."""

CONTEXT_TOOLS = frozenset(
    "git docker kubectl helm gh aws gcloud az terraform npm conda tmux screen".split()
)
"""Programs whose words ("rename", "list", "logs") mean something else without them."""
