"""Values of shell arithmetic, where they are plain numbers.

Invariant: pure and bounded; a value that is not computed is still a number to
everyone else, so it can never be a path or a program.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable

from gorilla_cli.verify.shell.state import State

ANY_NUMBER = "12345"

_PLAIN = re.compile(r"[0-9a-fA-FxX+\-*/%() \t]{1,100}\Z")
_BASE = re.compile(r"\b(\d{1,2})#(\w+)")
_OCTAL = re.compile(r"(?<![\w])0([0-7]+)(?!\w)")
_NAMED = re.compile(r"\$?\{?([A-Za-z_]\w*)\}?")
_OPERATORS: dict[type[ast.AST], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}


def evaluate(expression: str, state: State) -> str:
    """The expression's value as text."""
    if len(expression) > 200:
        return ANY_NUMBER
    text = _BASE.sub(_from_base, expression)
    text = _NAMED.sub(lambda match: _variable(match, state), text)
    if not _PLAIN.match(text) or "**" in text:
        return ANY_NUMBER
    text = _OCTAL.sub(r"0o\1", text.strip()).replace("//", "/ /").replace("/", "//")
    try:
        return str(_compute(ast.parse(text, mode="eval").body))
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError, MemoryError):
        return ANY_NUMBER


def _variable(match: re.Match[str], state: State) -> str:
    if (
        match.group().lower().startswith("x")
        and match.start()
        and match.string[match.start() - 1] == "0"
    ):
        return match.group()
    values = state.get(match[1])
    text = values[0].text if values else ""
    return text if re.fullmatch(r"-?\d{1,9}", text) else "?"


def _from_base(match: re.Match[str]) -> str:
    try:
        return str(int(match[2], int(match[1])))
    except ValueError:
        return "?"


def _compute(node: ast.expr) -> int:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_compute(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_compute(node.left), _compute(node.right))
    raise ValueError
