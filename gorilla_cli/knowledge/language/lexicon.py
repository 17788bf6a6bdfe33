"""Words that mean the same, word forms, and words that mean nothing to a shell.

Invariant: data and one pure function; to teach a synonym, a verb or a stop word
is to add it to a table below, and nothing else.
"""

from __future__ import annotations

from functools import lru_cache

SYNONYMS: dict[str, str] = {
    form: canonical
    for canonical, forms in {
        "directory": "folder dir dirs subfolder subdirectory subdir subdirs "
        "sub-directory sub-directories sub-folder sub-folders sub-dirs",
        "delete": "erase remove wipe unlink",
        "list": "show display print view output enumerate ls",
        "find": "search locate seek",
        "copy": "cp duplicate-to",
        "move": "mv relocate",
        "create": "make generate",
        "kill": "terminate",
        "replace": "substitute",
        "exclude": "omit skip ignore",
        "contain": "hold",
        "unique": "uniq distinct",
        "large": "big huge",
        "larger": "bigger greater",
        "largest": "biggest greatest",
        "smallest": "tiniest littlest",
        "newest": "latest youngest",
        "newer": "younger",
        "oldest": "earliest",
        "modify": "alter edit",
        "recursive": "recursively recursivly recursing recurse",
        "permission": "perm perms mode rights",
        "executable": "runnable",
        "symlink": "softlink soft-link symbolic-link",
        "hardlink": "hard-link",
        "image": "picture photo",
        "video": "movie film",
        "audio": "music song",
        "process": "proc procs",
        "memory": "ram",
        "cpu": "processor cpus",
        "repository": "repo",
        "database": "db",
        "configuration": "config cfg",
        "environment": "env",
        "variable": "var vars",
        "information": "info detail",
        "kubernetes": "k8s",
        "machine": "computer",
        "start": "begin beginning commence",
        "descend": "descending desc",
        "ascend": "ascending asc",
        "alphabetical": "alphabetically alphabetic lexicographically lexical",
        "numerical": "numerically numeric",
        "case-insensitive": "case-insensitively caseless insensitive insensitively",
        "sensitive": "sensitively",
        "human-readable": "humanreadable",
        "lowercase": "lower-case lowercased",
        "uppercase": "upper-case uppercased",
        "whitespace": "white-space whitespaces",
        "percent": "percentage",
        "maximum": "max",
        "minimum": "min",
        "second": "sec secs",
        "minute": "min. mins",
        "hour": "hr hrs",
        "extension": "ext suffix",
        "filename": "file-name",
        "pathname": "path-name filepath file-path",
        "basename": "base-name",
        "username": "user-name login-name",
        "password": "passwd-of passphrase",
        "text": "txt",
        "javascript": "js",
        "typescript": "ts",
        "python": "py",
        "gzip": "gzipped",
        "not": "don't doesn't isn't aren't haven't hasn't wasn't weren't can't cannot won't "
        "didn't shouldn't dont doesnt isnt arent",
    }.items()
    for form in forms.split()
}
"""Synonym or variant spelling, to the one word that the rest of knowledge knows."""

IRREGULAR: dict[str, str] = {
    form: lemma
    for lemma, forms in {
        "be": "is are was were been being am",
        "have": "has had having",
        "do": "does did done doing",
        "find": "found",
        "run": "ran running",
        "write": "wrote written",
        "hold": "held",
        "hide": "hidden",
        "keep": "kept",
        "take": "took taken",
        "give": "gave given",
        "get": "got gotten",
        "start": "began begun",
        "break": "broken broke",
        "send": "sent",
        "build": "built",
        "see": "seen saw",
        "make": "made",
        "child": "children",
        "person": "people",
        "matrix": "matrices",
        "index": "indices",
        "datum": "data",
        "lie": "lying",
    }.items()
    for form in forms.split()
}

VERBS = frozenset(
    """
    abort accept access activate add adjust allow amend analyze answer append apply archive arrange
    ask assign attach average avoid back backup base become bisect block boot branch break browse
    build bump bundle bypass cache calculate call cancel capture carry cast change check checkout
    cherry-pick chain choose clean clear clone close collapse collect color combine come comment
    commit compare compile complete compress compute concatenate configure confirm connect consist
    consume contain continue control convert copy correspond count create crop cut deactivate debug
    declare decode decompress decrease decrypt define delete delimit deny deploy describe detach
    detect determine diff disable discard disconnect display dismiss divide download drain dump
    duplicate echo edit eject emit empty enable encode encrypt end enter erase escape estimate
    evaluate examine exceed exchange exclude execute exist exit expand expire expose export express
    extend extract fail fetch fill filter find finish fix flatten flip flush follow force fork
    format forward generate get give grab grant group grow halt handle happen hash have hide
    highlight hold ignore import include increase increment indent index initialize insert inspect
    install interrupt invert iterate join keep kill know label launch leave let limit link list
    listen load locate lock log login look loop lower make mark mask match measure merge migrate
    mirror modify monitor mount move mute name need nest notify number obtain offer omit open
    operate order output overwrite own pack package page paste patch pause perform permit pick
    ping pipe place play point poll pop preserve press prevent print process produce profile prompt
    protect prune publish pull purge push put query quit quote rank read rebase reboot receive
    recompress record recover recurse redirect reduce refer reference refresh register relate
    release reload remain remove rename render repair repeat replace reply report request require
    reset resize resolve restart restore restrict resume retain retrieve retry return reverse
    revert revoke rewrite rotate round run save scale scan schedule search see seek select send
    separate serve set shift show shrink shut shutdown shuffle sign skip sleep slice sort span
    specify split squash squeeze stage start stash state stop store stream strip submit substitute
    subtract suffix suppress surround suspend swap switch sync synchronize tag tail take tell
    terminate test time touch toggle trace track transfer transform translate traverse trim
    truncate try turn type unblock uncompress undo uninstall unlock unmount unpack unset unstage
    unzip update upgrade upload uppercase use validate verify view visit wait walk want warn watch
    wipe work wrap write zip
    reside enumerate form base color decorate exclude prefix precede succeed ascend descend
    capitalize tar untar decimate
    """.split()
)
"""Verbs whose -s, -ed and -ing forms are folded into the bare form."""

KEEP = frozenset(
    """
    less access process address status this its us as has was does dns aws os gcs ios https bus
    class pass plus minus always across series bias alias focus axis basis analysis cross press
    progress compress express redis kubernetes postgres nginx class string during thing nothing
    anything everything something ping bring king ring swing missing existing following remaining
    pending bed red hundred embed speed feed need seed exceed proceed succeed shed
    bytes=1 vs css js ts xls ls ps rss sms gps gas yes details-of headless wireless lossless
    unless nodejs windows macos ssh tls ssl its news lens bass boss dress grass mass mess miss
    loss less toss various previous contiguous continuous anonymous virus census nexus
    sudoers
    """.split()
)
"""Words that look inflected and are not."""

STOP_WORDS = frozenset(
    """
    a an the this that these those it its be am do have i me my we us our you your they them their
    of to in on at by for from with into as and or so if then than there here where which who whose
    what how when can could would should will shall may might must please just only also any some
    all each every both such like want need let give get tell see know using use via whether way
    command shell bash linux unix one's one's' i'd i'm let's
    """.split()
)
"""Words without content of their own; matching may skip them at no cost."""

NEGATIONS = frozenset("not no except excluding exclude without but-not never nor lacking".split())
"""Words (as `norm`) that turn what follows into its opposite."""

_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """The canonical word for one lower-case word: base form first, synonym second.

    Only well-known verbs lose -ed and -ing, so that "string" and "embedded" stay.
    """
    if word in SYNONYMS:
        return SYNONYMS[word]
    base = _base(word)
    return SYNONYMS.get(base, base)


def _base(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in KEEP or word in VERBS or len(word) < 4:
        return word if word not in _SHORT_PLURALS else word[:-1]
    if word.endswith("ing"):
        return _verb(word, word[:-3])
    if word.endswith("ied") and word[:-3] + "y" in VERBS:
        return word[:-3] + "y"
    if word.endswith("ed"):
        return _verb(word, word[:-2])
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verb(word: str, stem: str) -> str:
    if stem in VERBS:
        return stem
    if stem + "e" in VERBS:
        return stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS and stem[:-1] in VERBS:
        return stem[:-1]
    return word


@lru_cache(maxsize=4096)
def corrected(word: str) -> str:
    """The word that a long unknown one is one slip away from, or the word itself.

    A slip is a letter too many, missing, wrong or swapped with its neighbour.
    """
    from gorilla_cli.knowledge.language.common import COMMON

    if len(word) < 6 or not word.isalpha() or not word.isascii():
        return word
    known = lemma(word)
    if known != word or word in COMMON or word in VERBS or word in STOP_WORDS or word in KEEP:
        return word
    for candidate in _same_start(word[0]):
        if abs(len(candidate) - len(word)) <= 1 and _one_slip(word, candidate):
            return candidate
    return word


@lru_cache(maxsize=32)
def _same_start(letter: str) -> tuple[str, ...]:
    from gorilla_cli.knowledge.language.common import COMMON

    words = COMMON | VERBS | STOP_WORDS | SYNONYMS.keys()
    return tuple(sorted(each for each in words if each[0] == letter and len(each) > 4))


def _one_slip(typed: str, meant: str) -> bool:
    start = 0
    shorter = min(len(typed), len(meant))
    while start < shorter and typed[start] == meant[start]:
        start += 1
    a, b = typed[start:], meant[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


_SHORT_PLURALS = frozenset("ids ips pcs vms prs".split())
