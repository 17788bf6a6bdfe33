"""What the files should look like afterwards, written as edits of the tree before.

Invariant: what is not edited must be as it was: existence, kind, permissions, owner and content.
Times are not compared, nor is what git keeps for itself or a program leaves in /tmp.
"""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from benchmarks.harness.tree import Entry, Tree

Wish = Callable[[bytes], str | None]
"""None when the content is as asked, else what is wrong with it."""

IGNORED = (
    "/home/sam",
    "/tmp",
    "/tmp/*",
    ".git/*",
    "*/.git/*",
    "/home/sam/.*_history",
    "/home/sam/.lesshst",
    "/home/sam/.wget-hsts",
    "/home/sam/.gnupg*",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One path afterwards; None where anything will do."""

    kind: str
    mode: int | None
    owner: tuple[int, int] | None
    content: bytes | Wish | None


def json_file(goal: Any, *, compact: bool = False) -> Wish:
    """JSON that means this; compact is without blanks and line ends between tokens."""

    def look(data: bytes) -> str | None:
        try:
            found = json.loads(data)
        except ValueError:
            return f"is not JSON: {data[:40]!r}"
        if found != goal:
            return "says something else"
        if compact and data.strip() != json.dumps(goal, separators=(",", ":")).encode():
            return "is not compact"
        return None

    return look


class Plan:
    """The wanted tree. Paths are those of Tree."""

    def __init__(self, before: Tree) -> None:
        self.before = before
        self.wanted = {path: _as_is(entry) for path, entry in before.entries.items()}

    def remove(self, *paths: str) -> Self:
        """Gone, with all that is below."""
        for path in paths:
            for known in self._with_children(path):
                del self.wanted[known]
        return self

    def move(self, source: str, target: str) -> Self:
        """Under another name."""
        for known in self._with_children(source):
            self.wanted[target + known[len(source) :]] = self.wanted.pop(known)
        return self

    def copy(self, source: str, target: str) -> Self:
        """There twice; permissions and owner of the copy may be those of a new file."""
        for known in self._with_children(source):
            state = replace(self.wanted[known], mode=None, owner=None)
            self.wanted[target + known[len(source) :]] = state
        return self

    def write(self, path: str, content: str | bytes | Wish) -> Self:
        """A file with this content, new or changed."""
        data = content.encode() if isinstance(content, str) else content
        old = self.wanted.get(path)
        if old is not None and old.kind == "file":
            self.wanted[path] = replace(old, content=data)
        else:
            self.wanted[path] = Wanted("file", None, None, data)
        return self

    def edit(self, path: str, change: Callable[[str], str]) -> Self:
        """The file's text, changed."""
        self.write(path, change(self.before[path].text))
        return self

    def append(self, path: str, text: str) -> Self:
        """More text at the end."""
        self.edit(path, lambda old: old + text)
        return self

    def mkdir(self, *paths: str) -> Self:
        """New directories."""
        for path in paths:
            self.wanted.setdefault(path, Wanted("dir", None, None, None))
        return self

    def symlink(self, path: str, *targets: str) -> Self:
        """A symbolic link to one of these."""
        accepted = {target.encode() for target in targets}
        wish: Wish = lambda found: None if found in accepted else f"it points to {found!r}"  # noqa: E731
        self.wanted[path] = Wanted("link", None, None, wish)
        return self

    def chmod(self, mode: int | Callable[[int], int], *paths: str) -> Self:
        """Other permissions."""
        for path in paths:
            state = self.wanted[path]
            new = mode(state.mode or 0) if callable(mode) else mode
            self.wanted[path] = replace(state, mode=new)
        return self

    def chown(self, uid: int | None, gid: int | None, *paths: str) -> Self:
        """Another owner, another group, or both."""
        for path in paths:
            state = self.wanted[path]
            old = state.owner or (0, 0)
            owner = (old[0] if uid is None else uid, old[1] if gid is None else gid)
            self.wanted[path] = replace(state, owner=owner)
        return self

    def loosen(self, *paths: str) -> Self:
        """The path may be what it likes: new, changed or gone."""
        for path in paths:
            self.wanted[path] = Wanted("any", None, None, None)
        return self

    def each(self, condition: Callable[[Entry], bool]) -> list[str]:
        """Paths in the working directory that meet the condition before."""
        return [entry.path for entry in self.before if condition(entry)]

    def _with_children(self, path: str) -> list[str]:
        if path not in self.wanted:
            raise KeyError(f"{path} is not in the fixture")
        return [known for known in self.wanted if known == path or known.startswith(path + "/")]


def differences(plan: Plan, after: Tree, ignored: Sequence[str] = ()) -> str | None:
    """The first thing that is not as planned."""
    patterns = (*IGNORED, *ignored)
    asked = {
        path
        for path, state in plan.wanted.items()
        if path not in plan.before or state != _as_is(plan.before[path])
    }

    def matters(path: str) -> bool:
        return path in asked or not any(fnmatch.fnmatch(path, pattern) for pattern in patterns)

    for path in sorted(plan.wanted):
        state, entry = plan.wanted[path], after.entries.get(path)
        if not matters(path) or state.kind == "any":
            continue
        reason = "is missing" if entry is None else _difference(state, entry)
        if reason is not None:
            return f"{path} {reason}"
    for path in sorted(set(after.entries) - set(plan.wanted)):
        if matters(path):
            return f"{path} should not be there"
    return None


def _as_is(entry: Entry) -> Wanted:
    kind = _kind(entry)
    mode = None if kind == "link" else entry.mode
    return Wanted(kind, mode, (entry.uid, entry.gid), entry.content)


def _kind(entry: Entry) -> str:
    if entry.is_link:
        return "link"
    return "dir" if entry.is_dir else "file" if entry.is_file else "other"


def _difference(state: Wanted, entry: Entry) -> str | None:
    if state.kind != _kind(entry):
        return f"is a {_kind(entry)}, not a {state.kind}"
    if state.mode is not None and state.mode != entry.mode:
        return f"has mode {entry.mode:o}, not {state.mode:o}"
    if state.owner is not None and state.owner != (entry.uid, entry.gid):
        return f"belongs to {entry.uid}:{entry.gid}, not {state.owner[0]}:{state.owner[1]}"
    if callable(state.content):
        return state.content(entry.content or b"")
    if state.content is not None and state.content != entry.content:
        return f"holds {(entry.content or b'')[:60]!r}, not {state.content[:60]!r}"
    return None
