"""Database clients: what their statements do.

Invariant: statements are told apart by their first verb; comments do not hide one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Effect, EffectKind
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.shell.model import Arg, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values

_COMMENT = Pattern(r"--[^\n]*|/\*(?:[^*]|\*(?!/))*\*/")
_READING = frozenset(
    "select show describe desc explain use set pragma with help values table analyze .tables "
    ".schema .dump .databases .indexes .headers .mode .help "
    "\\l \\dt \\d \\du \\c \\x \\q \\conninfo "
    "get keys scan info ping ttl exists hget hgetall lrange llen smembers type dbsize mget monitor "
    "strlen scard zrange zcard".split()
)
_STATEMENT_OPTIONS = {
    "psql": ("c", "command"),
    "mysql": ("e", "execute"),
    "mariadb": ("e", "execute"),
    "sqlcmd": ("Q", "q"),
    "cqlsh": ("e", "execute"),
    "clickhouse-client": ("q", "query"),
    "mongosh": ("eval",),
    "mongo": ("eval",),
    "influx": ("execute",),
    "duckdb": ("c",),
    "sqlite3": ("cmd",),
}


def statements(run: Run) -> Iterator[Arg]:
    """Every statement text that is given to a database client."""
    options = _STATEMENT_OPTIONS.get(run.name, ())
    given = read_options(run.args, options_with_values(run.name) | frozenset(options))
    texts = given.values(*options) if options else []
    if run.name in ("sqlite3", "duckdb"):
        texts += given.operands[1:]
    elif run.name == "redis-cli" and given.operands:
        yield Arg(" ".join(operand.text for operand in given.operands))
    if run.feed and run.feed.text:
        texts.append(Arg(run.feed.text, sources=run.feed.runs))
    for text in texts:
        clean = _COMMENT.sub(" ", text.text)
        for piece in clean.split(";"):
            if piece.strip():
                yield Arg(piece.strip(), sources=text.sources)


def sql_effects(run: Run, locations: Locations) -> list[Effect] | None:
    """Reads, or changes of the database."""
    effects: dict[Effect, None] = {}
    name = _database(run)
    for statement in statements(run):
        effects[_effect(statement.text, name)] = None
    if effects:
        return list(effects)
    if run.given.has("l", "list") or run.given.has("f", "file"):
        return [
            Effect(EffectKind.UNKNOWN if run.given.has("f", "file") else EffectKind.READS, name)
        ]
    return [Effect(EffectKind.UNKNOWN, name)]


def _effect(statement: str, name: str | None) -> Effect:
    verb = statement.split(None, 1)[0].lower().rstrip("(")
    if verb in ("drop", "truncate", "delete", "flushall", "flushdb", "del", "unlink"):
        return Effect(EffectKind.DELETES, " ".join(statement.split())[:60])
    if verb in _READING and not re.search(r"\b(?:delete|update|insert|drop)\b", statement, re.I):
        return Effect(EffectKind.READS, name)
    if re.match(r"db\.(?:\w+\.)?(?:find|count|stats|aggregate|getCollection|show)", statement):
        return Effect(EffectKind.READS, name)
    if re.search(r"drop|remove|deleteMany|deleteOne", statement):
        return Effect(EffectKind.DELETES, statement[:60])
    return Effect(EffectKind.REMOTE, name)


def _database(run: Run) -> str | None:
    given = run.given
    named = given.value("d", "dbname", "D", "database")
    host = given.value("h", "host", "H")
    name = named or (given.operands[0] if given.operands and run.name != "redis-cli" else None)
    text = "@".join(arg.shown for arg in (name, host) if arg)
    return re.sub(r"//[^/@]*@", "//", text) or None
