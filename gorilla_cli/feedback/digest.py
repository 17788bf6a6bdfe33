"""A context reduced to a fingerprint.

Invariant: equal machines give equal digests, and no name of a file, a person
or a folder goes into it.
"""

from __future__ import annotations

from hashlib import sha256

from gorilla_cli.domain import Context


def context_digest(context: Context) -> str:
    """Hex SHA-256 over the OS, the shell and the set of installed tools."""
    parts = (context.os, context.shell, *sorted(context.tools))
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
