"""What a model said, turned into commands.

Invariant: pure and total; any text gives a (possibly empty) list, nothing is
raised, and a command that spans lines comes out whole or not at all.

The order of the attempts: drop thoughts, read JSON, read fences, read inline
code, else read plain lines. Lines are grouped into statements first, so that a
quote, a heredoc or a trailing backslash never splits a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gorilla_cli.domain import Candidate, Completion, Source

MAX_COMMAND_CHARS = 65_536
"""A longer answer is noise, not a command."""
MAX_GROUP_LINES = 200
MAX_GROUP_CHARS = 8_192
"""Where the search for the end of a plain, unfenced statement gives up; bounds its time."""

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([\w+.-]*)[^\n`]*$", re.MULTILINE)
_PROMPT_MARK = re.compile(r"^(?:\$|%|❯|➜)\s+")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[.)]|[-*•+])\s+(?=\S)")
_LABEL = re.compile(r"^(?:command|answer|shell|bash|cmd|output)\s*:\s*(?=\S)", re.IGNORECASE)
_INLINE = re.compile(r"(`+)(?P<code>[^`\n](?:.*?[^`\n])?)\1(?!`)")
_HEREDOC = re.compile(r"<<(-?)\s*(\\?)(['\"]?)([A-Za-z_][\w.-]*)\3")
_JSON_KEYS = ("command", "commands", "cmd", "cmds", "answer", "shell", "candidates")
_SHELL_TAGS = frozenset(
    "bash sh shell zsh fish console terminal shellsession text plaintext cmd command".split() + [""]
)
_PROSE_STARTS = frozenset(
    """a also alternatively an and another answer as certainly command don't example explanation
    first for here here's hope however i i'll i'm if in it it's just let let's make no note of once
    or output please replace result run second so sorry sure that the then there these this those
    to use using we where will with would yes you you're your""".split()
)
_PROSE_THAT_ARE_PROGRAMS = frozenset({"command", "for", "if", "let", "make", "then", "yes"})
_OPENERS = frozenset({"if", "for", "while", "until", "case", "select"})
_CLOSERS = frozenset({"fi", "done", "esac"})


def extract(completion: Completion) -> list[Candidate]:
    """The commands in one completion, in order, without repetition."""
    commands = [completion.text] if completion.exact else _commands(completion.text)
    source = Source(
        backend=completion.backend,
        model=completion.model,
        logprob=completion.logprob,
        confidence=completion.confidence,
    )
    return [
        Candidate(command=command, sources=(source,), explanation=completion.explanation)
        for command in dict.fromkeys(commands)
        if command.strip() and "\0" not in command and len(command) <= MAX_COMMAND_CHARS
    ]


def _commands(text: str) -> list[str]:
    if len(text) > MAX_COMMAND_CHARS:
        return []
    text = _THOUGHT.sub("\n", text.replace("\r\n", "\n"))
    # Some servers cut the opening mark and leave the closing one.
    text = re.split(r"</think(?:ing)?>", text, flags=re.IGNORECASE)[-1]
    told = _from_json(text.strip())
    if told is not None:
        return told
    blocks = list(_fenced(text))
    if blocks:
        return [command for tag, block in blocks for command in _from_block(tag, block)]
    return _from_lines(text)


def _from_json(text: str) -> list[str] | None:
    """Commands in a JSON answer; None when it is no JSON that we understand."""
    if not text.startswith(("{", "[")):
        return None
    try:
        return _strings(json.loads(text)) or None
    except (ValueError, RecursionError):
        return None


def _strings(value: object, depth: int = 0) -> list[str]:
    if depth > 4:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item, depth + 1)]
    if isinstance(value, dict):
        for key in _JSON_KEYS:
            if key in value:
                return _strings(value[key], depth + 1)
    return []


def _fenced(text: str) -> Iterator[tuple[str, str]]:
    """Tag and content of each fenced block; one that never closes ends with the text."""
    position = 0
    while opening := _FENCE.search(text, position):
        start = min(opening.end() + 1, len(text))
        mark = opening[1]
        closing = re.compile(
            rf"^[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE
        ).search(text, start)
        end = closing.start() if closing else len(text)
        yield opening[2].lower(), text[start:end].rstrip("\n")
        if closing is None:
            return
        position = closing.end()


def _from_block(tag: str, block: str) -> list[str]:
    if tag == "json":
        return _from_json(block.strip()) or []
    if tag not in _SHELL_TAGS:
        return []
    statements = list(_statements(block))
    typed = [_bare(line) for line in statements if _PROMPT_MARK.match(line)]
    # In a transcript what follows a prompt is typed, one step after the other; the rest is output.
    command = "\n".join(typed) if typed else block.strip("\n")
    return [command if "\n" in command else command.strip()]


def _from_lines(text: str) -> list[str]:
    commands: list[str] = []
    joined = False
    for statement in _statements(text):
        if not statement.strip():
            joined = False
            continue
        listed = bool(_NUMBERING.match(statement.lstrip()))
        bare = _bare(statement)
        if "\n" not in statement and _is_prose(bare):
            commands += [match["code"] for match in _INLINE.finditer(bare)]
            joined = False
            continue
        whole = _INLINE.fullmatch(bare)
        bare = whole["code"] if whole else bare
        if joined and not listed:
            commands[-1] += "\n" + bare
        else:
            commands.append(bare)
        joined = not listed and whole is None
    return [command for command in commands if not _only_comments(command)]


def _bare(statement: str) -> str:
    """The statement without list numbers, labels and prompt marks before it."""
    return _unmarked(statement).strip()


def _unmarked(statement: str) -> str:
    rest = statement.lstrip()
    for pattern in (_NUMBERING, _LABEL, _PROMPT_MARK):
        rest = pattern.sub("", rest, count=1)
    return rest


def _is_prose(line: str) -> bool:
    words = line.split()
    if not words or line.startswith("#"):
        return False
    if line.endswith(":") and len(words) > 1:
        return True
    first = words[0].strip('*_,.!"').replace("’", "'").lower()
    if _INLINE.search(line) and not _INLINE.fullmatch(line) and line[0].isupper():
        return True
    sentence = line.rstrip("*_ ")[-1:] in ".!?" and len(words) >= 3
    if first in _PROSE_STARTS and first not in _PROSE_THAT_ARE_PROGRAMS:
        return len(words) >= 2
    capital = line[0].isupper() and words[0].strip(",").isalpha() and not words[0].isupper()
    return capital and (sentence or len(words) >= 5)


def _only_comments(command: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in command.split("\n"))


def _statements(text: str) -> Iterator[str]:
    """Lines, with those joined that the shell would read on for."""
    held: list[str] = []
    for line in text.split("\n"):
        held.append(line)
        text_so_far = "\n".join(held)
        too_long = len(held) > MAX_GROUP_LINES or len(text_so_far) > MAX_GROUP_CHARS
        if too_long or not _reads_on(_unmarked(text_so_far)):
            yield text_so_far
            held = []
    # What never closed is no statement: prose with a lone apostrophe, most likely.
    yield from held


def _reads_on(text: str) -> bool:
    """True when a shell would prompt for more after this text."""
    quote = ""
    depth = 0
    index = 0
    words: list[str] = []
    word = ""
    waiting: list[tuple[str, bool]] = []
    while index < len(text):
        char = text[index]
        if quote == "'":
            quote = "" if char == "'" else quote
        elif char == "\\":
            if index + 1 >= len(text):
                return True
            index += 1
            word += "\\"
        elif quote == '"':
            quote = "" if char == '"' else quote
        elif (
            char == '"'
            or (char == "'" and not word[-1:].isalpha())
            or (char == "'" and "=" in word)
        ):
            quote = char
            word += char
        elif char == "#" and not word:
            index = text.find("\n", index)
            if index < 0:
                break
            continue
        elif (
            char == "<"
            and (here := _HEREDOC.match(text, index))
            and text[index : index + 3] != "<<<"
        ):
            waiting.append((here[4], bool(here[1])))
            index = here.end() - 1
        elif char == "\n" and waiting:
            words, word = [*words, word], ""
            index = _after_heredocs(text, index + 1, waiting)
            if index < 0:
                return True
            waiting = []
            continue
        elif char in " \t\n;&|(){}":
            depth += {"(": 1, ")": -1, "{": 1, "}": -1}.get(char, 0)
            words, word = ([*words, word] if word else words), ""
            if char in "\n;&|(":
                words.append(";")
        else:
            word += char
        index += 1
    words = [*words, word] if word else words
    return bool(quote or waiting or depth > 0 or _open_keywords(words) or _hanging(text))


def _after_heredocs(text: str, start: int, waiting: list[tuple[str, bool]]) -> int:
    """Where the text goes on after all heredoc bodies; -1 when one never ends."""
    for mark, tabs in waiting:
        while True:
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else len(text)]
            if (line.lstrip("\t") if tabs else line) == mark:
                start = end + 1 if end >= 0 else len(text)
                break
            if end < 0:
                return -1
            start = end + 1
    return start


def _open_keywords(words: list[str]) -> bool:
    depth = 0
    first = True
    for word in words:
        if word == ";":
            first = True
            continue
        if first and word in _OPENERS:
            depth += 1
        elif first and word in _CLOSERS:
            depth -= 1
        first = first and word in ("then", "do", "else", "!")
    return depth > 0


def _hanging(text: str) -> bool:
    last = text.rstrip(" \t").rsplit("\n", 1)[-1].rstrip()
    return last.endswith(("&&", "||", "|")) and not last.lstrip().startswith("#")
