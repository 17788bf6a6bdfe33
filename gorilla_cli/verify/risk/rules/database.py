"""Data in a database is deleted, all of it or without saying which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.effects.sql import statements
from gorilla_cli.verify.pattern import Pattern
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run

SEVERITY = Severity.DANGER
REASON = "{}"

_CLIENTS = tuple(
    "psql mysql mariadb sqlite3 sqlcmd cqlsh clickhouse-client clickhouse duckdb mongosh mongo "
    "redis-cli influx cockroach sqlplus usql snowsql bq trino presto hive impala-shell pgcli "
    "mycli litecli isql tsql osql cypher-shell beeline spark-sql surreal valkey-cli keydb-cli "
    "iredis".split()
)
_DROP = Pattern(
    r"\bdrop\s+(database|schema|table|tablespace|user|role|keyspace|collection|owned|column)\b",
    re.I,
)
_DROP_SMALL = Pattern(
    r"\b(?:drop\s+(?:index|view|function|trigger|procedure|sequence|type|constraint)|alter\s+table)\b",
    re.I,
)
_TRUNCATE = Pattern(r"^\s*truncate\b|\btruncate\s+table\b", re.I)
_NO_WHERE = Pattern(r"\b(?:delete\s+from|update)\s+[^;]*\Z", re.I)
_ALWAYS = Pattern(r"\bwhere\s+\(?\s*(?:1\s*=\s*1|true|'1'\s*=\s*'1'|1)\s*\)?\s*\Z", re.I)
_MONGO = Pattern(
    r"dropDatabase\s*\(|\.drop\s*\(|(?:deleteMany|remove|deleteOne)\s*\(\s*(?:\{\s*\})?\s*\)|dropAllUsers|\.dropUser|shutdownServer"
)
_REDIS = Pattern(
    r"^\s*(?:flushall|flushdb|shutdown|swapdb|debug\s+segfault|cluster\s+reset)\b", re.I
)
_SQL_IN_TEXT = Pattern(r"\b(?:drop\s+(?:database|table|schema)|truncate\s+table)\b", re.I)


def match(model: Model) -> Iterator[Hit]:
    for run in model.named(*_CLIENTS):
        for statement in statements(run):
            yield from _judge(statement.text)
        for text in run.texts:
            if _SQL_IN_TEXT.search(text) or _MONGO.search(text):
                yield from _judge(text)
    for run in model.named("dropdb"):
        yield Hit(f"deletes the database {run.texts[-1] if run.texts else ''}")
    if any(model.named("dropuser")):
        yield Hit("deletes a user of the database", Severity.CAUTION)
    for run in model.named("mysqladmin", "mariadb-admin"):
        if {"drop", "shutdown", "kill"} & set(run.texts):
            yield Hit("deletes a database or stops the server")
    yield from _others(model)
    yield from _over_http(model)


def _judge(text: str) -> Iterator[Hit]:
    drop = _DROP.search(text)
    if drop:
        yield Hit(f"deletes a whole {drop[1].lower()}")
    elif _TRUNCATE.search(text):
        yield Hit("deletes every row of a table")
    elif _NO_WHERE.search(text) and re.match(
        r"\s*(?:with\b.*)?(?:delete|update)\b|.*\bdelete\s+from\b", text, re.I | re.S
    ):
        if not re.search(r"\bwhere\b", text, re.I):
            yield Hit("changes or deletes every row of a table, as no WHERE says which")
        elif _ALWAYS.search(text):
            yield Hit("changes or deletes every row of a table")
        else:
            yield Hit("changes or deletes rows of a table", Severity.CAUTION)
    elif _DROP_SMALL.search(text):
        yield Hit("changes the structure of the database", Severity.CAUTION)
    elif _MONGO.search(text) or _REDIS.search(text):
        yield Hit("deletes all data in it")


def _others(model: Model) -> Iterator[Hit]:
    for run in model.named("etcdctl"):
        if "del" in run.texts:
            wide = any(text in ("--prefix", "--from-key", "") for text in run.texts)
            yield Hit("deletes keys", Severity.DANGER if wide else Severity.CAUTION)
    for run in model.named("consul"):
        if run.texts[:2] == ("kv", "delete"):
            yield Hit(
                "deletes keys", Severity.DANGER if "-recurse" in run.texts else Severity.CAUTION
            )
    for run in model.named("vault", "bao"):
        words = run.texts
        if words[:2] in (
            ("secrets", "disable"),
            ("kv", "destroy"),
            ("kv", "metadata"),
            ("auth", "disable"),
        ) or words[:2] == ("operator", "seal"):
            if words[:2] != ("kv", "metadata") or "delete" in words:
                yield Hit("deletes secrets or locks them all away")
        elif "delete" in words[:2]:
            yield Hit("deletes a secret", Severity.CAUTION)
    for run in model.named("rabbitmqctl", "rabbitmqadmin"):
        if {"reset", "force_reset", "delete_vhost", "purge_queue", "delete_queue"} & set(
            run.texts
        ) or run.texts[:1] in (("delete",), ("purge",)):
            yield Hit("deletes messages or queues")
    for run in model.named(
        "kafka-topics", "kafka-topics.sh", "kcat", "rpk", "kafka-delete-records.sh"
    ):
        if "--delete" in run.texts or run.texts[:2] == ("topic", "delete") or "delete" in run.name:
            yield Hit("deletes a topic with all its messages")
    for run in model.named("curator", "elasticdump", "es"):
        if "delete" in run.line:
            yield Hit("deletes indices")
    if any(model.named("pg_dropcluster", "pg_resetwal", "pg_resetxlog")):
        yield Hit("deletes or damages a whole database cluster")
    for run in model.named("pg_restore"):
        if run.given.has("c", "clean"):
            yield Hit("drops what is there before restoring", Severity.CAUTION)
    for run in model.named("mongorestore"):
        if "--drop" in run.texts:
            yield Hit("drops what is there before restoring", Severity.CAUTION)
    for run in model.named(
        "rails",
        "rake",
        "bin/rails",
        "django-admin",
        "prisma",
        "sequelize",
        "artisan",
        "knex",
        "typeorm",
        "alembic",
        "npx",
    ):
        if _framework(run):
            yield Hit("empties the application's database")
    for run in model.named("python", "python3", "php", "bundle"):
        if run.texts[:1] and run.texts[0].endswith(("manage.py", "artisan")) and _framework(run):
            yield Hit("empties the application's database")


def _framework(run: Run) -> bool:
    gone = (
        "db:drop",
        "db:reset",
        "db:drop:all",
        "flush",
        "migrate:fresh",
        "migrate:reset",
        "db:wipe",
        "reset_db",
        "db:drop:_unsafe",
        "db:purge",
        "schema:drop",
        "sqlflush-run",
        "db:migrate:undo:all",
    )
    line = run.line
    return (
        any(text in gone for text in run.texts)
        or "migrate reset" in line
        or "db push --force-reset" in line
    )


def _over_http(model: Model) -> Iterator[Hit]:
    for run in model.named("curl", "http", "https", "xh", "wget", "httpie"):
        method = run.given.value("X", "request", "method")
        verb = method.text if method else (run.texts[0] if run.texts and run.name != "curl" else "")
        if verb.upper() != "DELETE" and "_delete_by_query" not in run.line:
            continue
        wide = re.search(
            r":9200|/_all\b|/\*|_delete_by_query|:8500/v1/kv/\?recurse|recurse|:2379", run.line
        )
        yield Hit(
            "asks a server to delete something", Severity.DANGER if wide else Severity.CAUTION
        )
