"""What the parse of a command tells about it, as far as recipes need to know.

Invariant: reads text only. Imported when recipes are compiled or checked, never
when one is answered, because the parser is slow to load.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_WRAPPERS = frozenset("sudo env nice nohup time timeout xargs watch exec command doas".split())
_SHELL_WORDS = frozenset(
    """
    : . [ alias bg bind break builtin cd command continue declare dirs disown echo eval exec exit
    export false fc fg for getopts hash history if in jobs kill let local logout mapfile popd
    printf pushd pwd read readonly return set shift shopt source suspend test then time times trap
    true type typeset ulimit umask unalias unset until wait while
    """.split()
)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    import tree_sitter_bash
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_bash.language()))


def parses(command: str) -> bool:
    """True when the command is well-formed bash."""
    return not _parser().parse(command.encode()).root_node.has_error


def programs(command: str) -> tuple[str, ...]:
    """The programs the command starts, in order; builtins left out, wrappers seen through."""
    found: dict[str, None] = {}
    _walk(_parser().parse(command.encode()).root_node, found)
    return tuple(name for name in found if name not in _SHELL_WORDS)


def _walk(node: Node, found: dict[str, None]) -> None:
    if node.type == "command":
        words = [
            child.text.decode()
            for child in node.children
            if child.text and child.type in ("command_name", "word", "number", "raw_string")
        ]
        if words:
            found[words[0].strip("'\"")] = None
        if words and words[0] in _WRAPPERS:
            _wrapped(words[1:], found)
    for child in node.children:
        _walk(child, found)


def _wrapped(words: list[str], found: dict[str, None]) -> None:
    for word in words:
        if word.startswith("-") or "=" in word or word[:1].isdigit() or word in ("{}", "%"):
            continue
        if word.replace("-", "").replace("_", "").replace(".", "").isalnum():
            found[word] = None
        return
