"""Named files and directories: make, link, copy, move, delete, own and permit them.

Invariant: works only on paths the request names; sets that must be searched for belong
to `find`. Deleting is recursive only where a directory was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Chunk, Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC, values

_TABLE = """
AND = and then | and|then|&
OBJECT = file|directory|script|program|archive|binary|executable|content|contents|item|link|symlink
DIRS = directory|directories
PERM = permission ( bit|mode|setting )? | file? mode | access permission
SET = change|set|modify|update|give|assign|adjust|make|alter

mkdir       : ( AND )? create|make|mkdir ( new|empty )? ( directory )+ ( name|call )? {paths:paths}
mkdir       : ( AND )? create|make ( new|empty )? {paths:paths} ( directory )
mkdir       : ( AND )? mkdir {paths:paths}
mkdir       : create ( intermediate|parent )+ directory ( as|required|needed|if|necessary )* (
              and|to )? ( directory )? {paths:paths}
mkdir.in    : ( AND )? create|make ( new|empty )? ( directory )+ ( name|call )? {path:name}
              in|inside|under|into {dir}
parents     : ( and|with|including|creating|create|make|making )* ( any|all|missing|intermediate
              )* ( parent|intermediate|missing )+ directory|directories? (
              as|if|when|needed|necessary|required|exist|doesn't|not|missing )*
parents     : ( and )? ( parent|parents )+ ( directory )? ( as|if|when )+ (
              needed|necessary|required )
parents     : as|if needed|necessary|required
exists      : ( and|without|not|do|no )* ( error|fail|complain|cause )* ( if|when )+ (
              it|they|already )* ( exist|exists )
touch       : ( AND )? create|make|touch ( new|empty|blank )* file ( name|call )? {paths:paths}
touch       : ( AND )? create|make|touch ( new|empty )+ ( file )? ( name|call )? {paths:paths}
touch       : ( AND )? ( touch|update|change|set ) ( modification|access|current )* (
              timestamp|time|date )+ ( of )? ( OBJECT )? {paths:paths} ( to (
              current|now|time|date|the )+ )?
touch       : ( AND )? touch ( OBJECT )? {paths:paths}
symlink     : ( AND )? ( forcefully|forcibly|force )? ( create|make|add )? ( symlink | symbolic
              link | soft link | sym link | link ) ( name|call )* {path:link} ( to|for|of | point
              to | pointing to | linking to | link to | referring to ) ( OBJECT )? {path:target}
symlink     : ( AND )? symlink {path:target} to|as {path:link}
symlink     : ( AND )? ( forcefully|forcibly|force )? ( create|make|add )? ( symlink | symbolic
              link | soft link | link ) from {path:target} to {path:link}
symlink.to  : ( AND )? ( forcefully|forcibly|force )? ( create|make|add )? ( symlink | symbolic
              link | soft link ) ( to|of|for|pointing|point )+ ( OBJECT )? {path:target} (
              name|call|at|as|in|into|under | with name )+ ( directory )? ( name )? {path:link}
symlink.in  : ( AND )? ( forcefully|forcibly|force )? ( create|make|add )? ( symlink | symbolic
              link | soft link ) in|inside|into|under ( target )? directory? {path:link} (
              to|for|of|pointing|point )+ ( OBJECT )? {path:target}
symlink.cwd : ( AND )? ( forcefully|forcibly|force )? ( create|make|add )? ( symlink | symbolic
              link | soft link ) ( to|for|of|pointing|point )+ ( OBJECT )? {path:target} ( in
              current directory )?
hardlink    : ( AND )? ( create|make|add )? ( hardlink | hard link ) ( name|call )* {path:link} (
              to|for|of )+ ( OBJECT )? {path:target}
hardlink    : ( AND )? ( create|make|add )? ( hardlink | hard link ) ( to|for|of|from )+ ( OBJECT
              )? {path:target} ( name|call|at|as|to )+ {path:link}
copy        : ( AND )? copy|duplicate|backup ( back up )? ( OBJECT|recursive|all|local|whole )* (
              of )? {paths:paths} ( directory|file|recursive )* ( to|into|as|in|under|onto )+ (
              file|directory|path|folder|new|remote )* ( name|call )? {path:to} ( directory )?
copy        : ( AND )? back up {paths:paths} to|into {path:to}
copy.all    : ( AND )? copy ( all|everything|file|content|contents|entire|and|directory|recursive
              )+ ( in|from|of|inside|under )+ ( directory )? {path:from} ( directory )? to|into (
              directory )? {path:to} ( directory )?
move        : ( AND )? move|transfer ( OBJECT|all )* {paths:paths} ( directory|file )* (
              to|into|in|under )+ ( file|directory|path )* ( name )? {place:to} ( directory )?
move.all    : ( AND )? move ( all|everything|file|content|contents|and|directory )+ (
              in|from|of|inside )+ ( directory )? {path:from} ( directory )? to|into ( directory
              )? {path:to} ( directory )?
rename      : ( AND )? rename|change ( name of )? ( OBJECT )? {path:from} ( file|directory )?
              to|as|into {path:to}
rename      : ( AND )? rename ( OBJECT )? from? {path:from} to|as|into {path:to}
rm          : ( AND )? ( forcefully|forcibly|force|recursive|permanently )* delete|rm ( recursive
              )? ( OBJECT|all|entire )* {paths:paths} ( file|files )?
rmdir       : ( AND )? ( forcefully|forcibly|force|recursive )* delete|rm ( recursive )? ( all )?
              ( entire|non-empty )* directory|directories ( name|call|tree )? {paths:paths}
rmdir       : ( AND )? ( forcefully|forcibly|force|recursive )* delete|rm ( recursive )?
              {paths:paths} ( directory|recursive )+ ( and ( everything|all|its )* (
              content|contents|inside | in it )* )?
rmempty     : ( AND )? delete|rmdir ( empty )+ directory ( name|call )? {paths:paths}
rmempty     : rmdir {paths:paths}
rmall       : ( AND )? ( forcefully|forcibly|force|recursive )* delete|rm (
              all|everything|content|contents|file|and )+ ( in|from|of|inside|under )+ ( directory
              )? {path:dir} ( directory )?
chmod       : ( AND )? ( recursive )? SET ( recursive )? PERM ( of|for|on )? ( OBJECT|all )*
              {paths:paths} ( directory|file )* to ( PERM )? {mode}
chmod       : ( AND )? ( recursive )? SET ( recursive )? ( OBJECT )? {paths:paths} PERM ( to )?
              {mode}
chmod       : ( AND )? ( recursive )? SET ( PERM )? ( to )? {mode} PERM? ( to|on|for|of )+ (
              OBJECT|all )* {paths:paths}
chmod       : ( AND )? ( recursive )? chmod ( OBJECT )? {paths:paths} ( to )? {mode}
chmod       : ( AND )? chmod {mode} ( on|for )? {paths:paths}
chmod.exec  : ( AND )? ( recursive )? ( add|give|grant|set ) execute|executable|execution|run
              PERM|bit? ( to|for|on|of )+ ( OBJECT )* {paths:paths}
chmod.rights: ( AND )? ( recursive )? (
              add|give|grant|allow|remove|delete|revoke|take|deny|set|unset ) {rights}
              PERM|access|bit ( to|for|from|of|on )+ ( all )* {who} ( to|for|on|of|from )+ (
              OBJECT|all )* {paths:paths}
chmod.rights: ( AND )? ( recursive )? (
              add|give|grant|allow|remove|delete|revoke|take|deny|set|unset ) {rights}
              PERM|access|bit ( to|for|from|of|on )+ ( OBJECT|all )* {paths:paths} ( ( for|to|from
              ) ( all )? {who} )?
chmod.rights: ( AND )? ( recursive )? (
              add|give|grant|allow|remove|delete|revoke|take|deny|set|unset ) {who} {rights}
              PERM|access|bit ( to|for|from|of|on )+ ( OBJECT|all )* {paths:paths}
chmod.rights: ( AND )? ( recursive )? ( give|grant|allow ) {who} {rights} PERM|access|bit (
              to|for|on )+ ( OBJECT )* {paths:paths}
chmod.exec  : ( AND )? make ( OBJECT )* {paths:paths} ( file|script )? executable ( ( by|for )
              {who} )?
chmod.write : ( AND )? make ( OBJECT )* {paths:paths} ( file )? {rights} ( only )? ( ( by|for|to )
              {who} )
chown       : ( AND )? ( recursive )? SET ( recursive )? ( ownership|owner|user )+ ( of|for|on )?
              ( OBJECT|all|and|in|under|its )* {paths:paths} (
              directory|file|and|all|its|content|recursive|into|in|it )* to ( user|current|owner
              )* {user}
chown       : ( AND )? ( recursive )? chown ( OBJECT )? {paths:paths} to {user}
chown       : ( AND )? make {user} ( the )? owner of ( OBJECT )? {paths:paths}
chown.both  : ( AND )? ( recursive )? SET ( recursive )? ( file )? ( owner|ownership|user )+ and
              group ( ownership )? ( of|for|on )? ( OBJECT|all|and|in|under )* {paths:paths} (
              directory|file|and|all|its|content|recursive )* to ( user and group | user ) {user}
              ( and group? {user:group} )?
chown.both  : ( AND )? ( recursive )? SET ( recursive )? ( file )? ( owner|ownership|user )+ and
              group ( ownership )? ( of|for|on )? ( OBJECT|all|and|in|under )* {paths:paths} (
              directory|file|and|all|its|content|recursive )* to {user}
chown.both  : ( AND )? ( recursive )? SET ( recursive )? ( file )? ( owner|ownership|user )+ (
              of|for|on )? ( OBJECT|all|and|in|under )* {paths:paths} ( directory|file )* to (
              user )? {user} and group ( to )? {user:group}
chgrp       : ( AND )? ( recursive )? SET ( recursive )? group ( ownership|owner )? ( of|for|on )?
              ( OBJECT|all|and|in|under|everything|within|everything )* {paths:paths} (
              directory|file|and|all|its|content )* to ( group )? {user}
chgrp       : ( AND )? chgrp {paths:paths} to {user}
recursive   : recursive
recursive   : and|with|including ( all|its|everything )* (
              =contents|content|subdirectories|files|subfolders )+ (
              and|=contents|content|subdirectories|files|subfolders )* ( recursive | in it |
              inside it | into it | inside | below | within )?
recursive   : ( and )? everything in|inside|under|below it
verbose     : ( AND )? ( verbose|verbosely )+
verbose     : ( and|with )? ( print|show|display|list|give|report )+ (
              a|message|diagnostic|file|each|name|what|is|being|done|changes|made|every|processed|about|info|information
              )+
force       : ( forcefully|forcibly|force )
force       : without|no prompt|prompting|confirmation|asking
force       : ( overwriting|overwrite|replacing|replace )+ (
              existing|destination|file|target|if|already|any|it|files|exists )*
ask         : ( ask|prompt|prompting|asking )+ (
              for|before|user|confirmation|overwriting|overwrite|every|each|deletion|removal|deleting|removing|it
              )*
ask         : ( with )? ( interactive|interactively|confirmation )
keep        : ( without|not|do|don't|never|no )+ (
              overwriting|overwrite|replace|replacing|clobber|clobbering )+ (
              existing|any|file|files|if|exist|destination )*
update      : ( only )? ( if|when|newer )+ ( source|it|they|is|are|file|newer )* ( newer|than )+ (
              destination|target|the|file )*
update      : only newer file
preserve    : ( AND )? ( preserve|preserving|keep|keeping|retain|with|maintain )+ (
              all|original|file|their|its )* (
              attribute|permission|mode|ownership|timestamp|metadata|time|attributes|timestamps|permissions
              )+ ( and ( timestamp|ownership|permission|mode|attributes )+ )?
relative    : relative ( path|to|link|location|target )*
deref       : ( without|not|no )+ dereference|follow|dereferencing ( symlink|link|symbolic|it )*
within      : ( in|under|inside|within|of|from ) current directory
sink        : to|into file {filename:out}
noise       : new|existing|exist|located|also
noise       : as root
"""

BOOK = Phrasebook(
    _TABLE,
    slots=BASIC,
)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as an operation on named paths; none when there is no such operation."""
    frame = Frame(sentence, BOOK, "files")
    recursive = frame.has("recursive")
    flags = _Flags(frame)
    frame.has("noise")
    for tag, build in _BUILDERS.items():
        chunk = frame.take(tag)
        if chunk is None:
            continue
        head = frame.words(chunk)
        recursive = recursive or any(word.startswith("recursiv") for word in head)
        force = flags.force or any(word.startswith(("forc",)) for word in head)
        yield from build(frame, chunk, recursive, force, flags)
        return


class _Flags:
    """What the request says about how, taken once."""

    def __init__(self, frame: Frame) -> None:
        self.force = frame.has("force")
        self.verbose = frame.has("verbose")
        self.ask = frame.has("ask")
        self.keep = frame.has("keep")
        self.update = frame.has("update")
        self.preserve = frame.has("preserve")
        self.parents = frame.has("parents")
        self.exists = frame.has("exists")
        self.relative = frame.has("relative")
        self.deref = frame.has("deref")
        self.here = frame.has("within")


def _options(*letters: tuple[str, bool]) -> str:
    text = "".join(letter for letter, wanted in letters if wanted)
    return f" -{text}" if text else ""


def _paths(chunk: Chunk, slot: str = "paths") -> str:
    return " ".join(
        shell.glob(each) if re.search(r"[*{]", each) else shell.path(each)
        for each in values(chunk.get(slot))
    )


def _mkdir(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    names = _paths(chunk)
    if chunk.tag == "mkdir.in":
        base = chunk.text("dir").rstrip("/")
        names = shell.path(f"{base}/{chunk.text('name')}")
    nested = any("/" in each.strip("/") for each in names.split())
    words = frame.words(chunk)
    deep = flags.parents or flags.exists or "intermediate" in words or "parent" in words
    deep = deep or "parents" in words
    options = _options(("p", deep or nested), ("v", flags.verbose))
    yield frame.reading(f"mkdir{options} {names}", "Makes the directory")


def _touch(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    option = " -h" if flags.deref else ""
    yield frame.reading(f"touch{option} {_paths(chunk)}", "Makes the file or renews its time")


def _link(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    hard = chunk.tag == "hardlink"
    options = _options(
        ("s", not hard),
        ("r", flags.relative),
        ("f", force),
        ("n", flags.deref),
        ("v", flags.verbose),
    )
    target = shell.path(chunk.text("target"))
    link = chunk.text("link")
    command = f"ln{options} {target}" + (f" {shell.path(link)}" if link else "")
    yield frame.reading(command, "Makes a link to the file")


def _copy(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    words = frame.words(chunk)
    directory = recursive or any(word in ("directory", "folder", "tree") for word in words[:4])
    options = _options(
        ("a", flags.preserve and directory),
        ("r", directory and not flags.preserve),
        ("p", flags.preserve and not directory),
        ("f", force and not flags.keep),
        ("i", flags.ask),
        ("n", flags.keep),
        ("u", flags.update),
        ("v", flags.verbose),
    )
    to = shell.path(chunk.text("to"))
    if chunk.tag == "copy.all":
        source = chunk.text("from").rstrip("/")
        flag = options or " -r"
        yield frame.reading(f"cp{flag} {shell.path(source)}/. {to}", "Copies all that is inside")
        if "files" in words and not recursive:
            yield frame.reading(f"cp{options} {shell.path(source)}/* {to}", "Copies the files", 0.1)
        return
    yield frame.reading(f"cp{options} {_paths(chunk)} {to}", "Copies")
    if not directory and not any("." in name for name in values(chunk.get("paths"))):
        deep = "cp -r" + (options[2:] if options else "")
        yield frame.reading(f"{deep} {_paths(chunk)} {to}", "Copies a directory", 0.15)


def _move(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    options = _options(
        ("f", force and not flags.keep),
        ("i", flags.ask),
        ("n", flags.keep),
        ("u", flags.update),
        ("v", flags.verbose),
    )
    if chunk.tag == "move.all":
        source = shell.path(chunk.text("from").rstrip("/"))
        yield frame.reading(f"mv{options} {source}/* {shell.path(chunk.text('to'))}", "Moves all")
        return
    source = _paths(chunk) or shell.path(chunk.text("from"))
    target = shell.path(chunk.text("to"))
    old, new = chunk.text("from"), chunk.text("to")
    if chunk.tag == "rename" and "/" in old and "/" not in new:
        target = shell.path(f"{old.rpartition('/')[0]}/{new}")
    yield frame.reading(f"mv{options} {source} {target}", "Moves")


def _delete(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    if chunk.tag == "rmempty":
        yield frame.reading(f"rmdir {_paths(chunk)}", "Deletes an empty directory")
        return
    if chunk.tag == "rmall":
        base = shell.path(chunk.text("dir").rstrip("/"))
        options = _options(("r", True), ("f", True), ("v", flags.verbose))
        yield frame.reading(f"rm{options} {base}/*", "Deletes all that is inside", 0.1)
        return
    deep = recursive or chunk.tag == "rmdir"
    names = values(chunk.get("paths"))
    options = _options(("r", deep), ("f", force), ("i", flags.ask), ("v", flags.verbose))
    doubt = 0.0 if deep or any(re.search(r"\.\w+$", name) for name in names) else 0.05
    yield frame.reading(f"rm{options} {_paths(chunk)}", "Deletes", doubt)


def _chmod(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    mode = chunk.text("mode")
    words = frame.words(chunk)
    if chunk.tag == "chmod.exec":
        mode = f"{chunk.text('who')}+x"
    elif chunk.tag in ("chmod.rights", "chmod.write"):
        taking = any(word in _TAKING for word in words)
        who = chunk.text("who")
        sign = "-" if taking else "=" if "only" in words else "+"
        mode = f"{who}{sign}{chunk.text('rights')}"
    options = _options(("R", recursive), ("v", flags.verbose))
    yield frame.reading(f"chmod{options} {shell.word(mode)} {_paths(chunk)}", "Sets permissions")


def _chown(
    frame: Frame, chunk: Chunk, recursive: bool, force: bool, flags: _Flags
) -> Iterator[Reading]:
    words = frame.words(chunk)
    recursive = recursive or "all" in words or "everything" in words or "content" in words
    options = _options(("R", recursive), ("h", flags.deref), ("v", flags.verbose))
    user = chunk.text("user")
    if user == "current":
        user = "$USER"
    if chunk.tag == "chgrp":
        yield frame.reading(f"chgrp{options} {shell.word(user)} {_paths(chunk)}", "Sets the group")
        return
    owner = user
    if chunk.tag == "chown.both" and ":" not in user:
        owner = f"{user}:{chunk.text('group') or user}"
    yield frame.reading(f"chown{options} {shell.word(owner)} {_paths(chunk)}", "Sets the owner")


_TAKING = frozenset("remove delete revoke take deny unset".split())
_BUILDERS = {
    "mkdir.in": _mkdir,
    "mkdir": _mkdir,
    "symlink.in": _link,
    "symlink.to": _link,
    "symlink": _link,
    "symlink.cwd": _link,
    "hardlink": _link,
    "touch": _touch,
    "copy.all": _copy,
    "copy": _copy,
    "move.all": _move,
    "move": _move,
    "rename": _move,
    "rmempty": _delete,
    "rmall": _delete,
    "rmdir": _delete,
    "rm": _delete,
    "chmod": _chmod,
    "chmod.rights": _chmod,
    "chmod.exec": _chmod,
    "chmod.write": _chmod,
    "chown.both": _chown,
    "chown": _chown,
    "chgrp": _chown,
}
