"""A tree written as shell text in one fixed style.

Invariant: two trees print alike only when they mean the same: blanks, quoting
style, `$x` or `${x}`, newlines or semicolons do not matter, all else does.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gorilla_cli.verify.shell.tree import (
    Arithmetic,
    Assignment,
    Block,
    Command,
    Parameter,
    Redirect,
    Script,
    Simple,
    Substitution,
    Text,
    Word,
)

Arrange = Callable[[list[str]], list[str]]
"""Puts a simple command's printed words into an order of its own."""

_SAFE = re.compile(r"[A-Za-z0-9_@%+=:,./-]+\Z")
_ASSIGNS = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\[.*\])?\+?=")


def print_script(script: Script, arrange: Arrange = list) -> str:
    """All commands on one line, except where quoted text holds newlines."""
    pieces: list[str] = []
    for item in script.items:
        stages = [_command(stage, arrange) for stage in item.pipeline.stages]
        text = stages[0] if stages else ""
        for operator, stage in zip(item.pipeline.operators, stages[1:], strict=False):
            text += f" {operator} {stage}"
        pieces.append(f"! {text}" if item.pipeline.negated else text)
        pieces.append({"": "", ";": "; "}.get(item.ending, f" {item.ending} "))
    return "".join(pieces).strip().removesuffix(";").rstrip()


def print_word(word: Word, arrange: Arrange = list) -> str:
    """One word, quoted where it has to be."""
    out: list[str] = []
    run: list[str] = []
    quoted = False

    def flush() -> None:
        nonlocal quoted
        text = "".join(run)
        if text or quoted:
            out.append(text if _SAFE.match(text) else _quote(text))
        run.clear()
        quoted = False

    for part in word.parts:
        if isinstance(part, Text) and (part.quoted or _SAFE.match(part.value)):
            run.append(part.value)
            quoted = quoted or (part.quoted and not part.value and len(word.parts) == 1)
            continue
        flush()
        if isinstance(part, Text):
            out.append(part.value)
        else:
            text = _expansion(part, arrange)
            out.append(f'"{text}"' if part.quoted else text)
    flush()
    return "".join(out) or "''"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _expansion(part: Parameter | Substitution | Arithmetic, arrange: Arrange) -> str:
    if isinstance(part, Substitution):
        return f"{part.kind}({print_script(part.script, arrange)})"
    if isinstance(part, Arithmetic):
        return f"$(({_raw(part.expression, arrange)}))"
    argument = print_word(part.argument, arrange) if part.argument else ""
    if argument == "''":
        argument = ""
    marks = ("!" if part.indirect else "") + ("#" if part.operator == "#len" else "")
    index = f"[{part.index}]" if part.index else ""
    operator = part.operator.removeprefix("#len")
    return "${" + marks + part.name + index + operator + argument + "}"


def _command(command: Command, arrange: Arrange) -> str:
    if isinstance(command, Block):
        return _block(command, arrange)
    return _simple(command, arrange)


def _simple(command: Simple, arrange: Arrange) -> str:
    words = [print_word(word, arrange) for word in command.words]
    if words and _ASSIGNS.match(words[0]):
        words[0] = _quote(words[0])
    texts = [_assignment(assignment, arrange) for assignment in command.assignments]
    texts += arrange(words)
    texts += [_redirect(redirect, arrange) for redirect in command.redirects]
    return " ".join(texts)


def _assignment(assignment: Assignment, arrange: Arrange) -> str:
    index = f"[{assignment.index}]" if assignment.index else ""
    operator = "+=" if assignment.append else "="
    if isinstance(assignment.value, Word):
        value = print_word(assignment.value, arrange) if assignment.value.parts else ""
    else:
        value = "(" + " ".join(print_word(word, arrange) for word in assignment.value) + ")"
    return f"{assignment.name}{index}{operator}{value}"


def _redirect(redirect: Redirect, arrange: Arrange) -> str:
    if redirect.operator in ("<<", "<<-"):
        return f"{redirect.descriptor}<<<{_document(redirect.target, arrange)}"
    return f"{redirect.descriptor}{redirect.operator}{print_word(redirect.target, arrange)}"


def _document(body: Word, arrange: Arrange) -> str:
    """A here-document's body as the here-string of the same text."""
    parts = [part for part in body.parts if not isinstance(part, Text) or part.value]
    last = parts[-1] if parts else None
    if not isinstance(last, Text) or not last.value.endswith("\n"):
        return print_word(body, arrange) + "\\c"  # no here-string says that no newline follows
    parts[-1] = Text(last.value[:-1], quoted=True)
    return print_word(Word(tuple(parts)), arrange)


def _raw(word: Word, arrange: Arrange) -> str:
    """An arithmetic expression, where quotes would mean something else."""
    return "".join(
        part.value if isinstance(part, Text) else _expansion(part, arrange) for part in word.parts
    ).strip()


def _block(block: Block, arrange: Arrange) -> str:
    texts: list[str] = []
    for position, piece in enumerate(block.shape):
        if isinstance(piece, str):
            if piece == "do" and block.kind in ("for", "select"):
                texts[-1] += ";"
            texts.append(piece)
        elif isinstance(piece, Word):
            raw = block.kind == "((" or (position == 2 and block.shape[1] == "((")
            texts.append((_raw if raw else print_word)(piece, arrange))
        else:
            text = print_script(piece, arrange)
            following = block.shape[position + 1] if position + 1 < len(block.shape) else ""
            closed = text.endswith("&") or following in (")", "") or not text
            texts.append(text if closed else text + ";")
    texts += [_redirect(redirect, arrange) for redirect in block.redirects]
    return " ".join(texts)
