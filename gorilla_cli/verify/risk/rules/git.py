"""Work in a repository is thrown away, here or on the server."""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.domain import Severity
from gorilla_cli.verify.risk.rule import Hit
from gorilla_cli.verify.shell.model import Model, Run
from gorilla_cli.verify.shell.options import read_options
from gorilla_cli.verify.shell.valued import options_with_values

SEVERITY = Severity.DANGER
REASON = "{}"

_MAIN = frozenset({"main", "master", "trunk", "develop", "production", "prod", "release", "HEAD"})


def match(model: Model) -> Iterator[Hit]:
    for run in model.named("git"):
        words = read_options(run.args, options_with_values("git"), stop=True).operands
        if not words:
            continue
        subcommand = words[0].text
        given = read_options(
            words[1:], frozenset({"e", "exclude", "o", "push-option", "repo", "m"})
        )
        texts = [word.text for word in words[1:]]
        if subcommand == "push":
            yield from _push(run, texts, [operand.text for operand in given.operands], model)
        elif subcommand == "clean":
            if given.has("n", "dry-run") or not given.has("f", "force"):
                continue
            everything = given.has("x", "X") or given.values("e")
            severity = Severity.DANGER if everything and given.has("d") else Severity.CAUTION
            yield Hit("deletes files that git does not know and cannot bring back", severity)
        elif (
            (subcommand == "reset" and "--hard" in texts)
            or (
                subcommand == "checkout"
                and ("." in texts or "-f" in texts or "--" in texts or "--force" in texts)
            )
            or (subcommand == "restore" and ("--staged" not in texts and "-S" not in texts))
            or (subcommand == "switch" and given.has("f", "force", "discard-changes"))
        ):
            yield Hit("throws away changes that are not committed", Severity.CAUTION)
        elif subcommand == "branch" and (given.has("D") or {"--delete", "--force"} <= set(texts)):
            yield Hit("deletes a branch even if it is not merged", Severity.CAUTION)
        elif subcommand == "stash" and texts[:1] in (["clear"], ["drop"]):
            yield Hit("throws away stashed changes", Severity.CAUTION)
        elif subcommand == "reflog" and texts[:1] in (["expire"], ["delete"]):
            now = any("now" in text or "all" in text for text in texts)
            yield Hit(
                "deletes what old commits could be found by",
                Severity.DANGER if now else Severity.CAUTION,
            )
        elif subcommand == "gc" and any(text.startswith("--prune=") for text in texts):
            yield Hit("deletes commits that nothing points to", Severity.CAUTION)
        elif subcommand in ("filter-branch", "filter-repo"):
            yield Hit("rewrites the whole history", Severity.CAUTION)
        elif subcommand == "update-ref" and given.has("d"):
            yield Hit("deletes a reference", Severity.CAUTION)
        elif subcommand == "rm" and given.has("r", "f", "force") and not given.has("cached", "n"):
            wide = bool({".", "*", ":/"} & set(texts))
            yield Hit(
                "deletes tracked files",
                Severity.DANGER if wide and given.has("f") else Severity.CAUTION,
            )
        elif subcommand == "worktree" and texts[:1] == ["remove"] and given.has("f", "force"):
            yield Hit("deletes a working tree with its changes", Severity.CAUTION)
        elif subcommand == "submodule" and texts[:1] == ["deinit"] and given.has("f"):
            yield Hit("deletes a submodule's changes", Severity.CAUTION)
        elif subcommand == "remote" and texts[:1] in (["remove"], ["rm"]):
            yield Hit("forgets a remote", Severity.NOTICE)
    yield from _forge(model)


def _push(run: Run, texts: list[str], operands: list[str], model: Model) -> Iterator[Hit]:
    branches = [
        ref.lstrip("+").rpartition(":")[2].removeprefix("refs/heads/") for ref in operands[1:]
    ]
    forced = any(text in ("-f", "--force") or _cluster(text, "f") for text in texts)
    forced = forced or any(ref.startswith("+") for ref in operands[1:])
    if "--mirror" in texts or "--prune" in texts:
        yield Hit("makes the server's branches the same as here, deleting all others")
    if any(text in ("-d", "--delete") for text in texts) or any(
        ref.startswith(":") for ref in operands[1:]
    ):
        main = bool(_MAIN & set(branches))
        yield Hit("deletes a branch on the server", Severity.DANGER if main else Severity.CAUTION)
    if forced:
        if not branches or branches == ["HEAD"]:
            current = model.locations.git_branch(run.cwd)
            branches = [current] if current else ["HEAD"]
        wide = bool(_MAIN & set(branches)) or "--all" in texts or "--tags" in texts
        yield Hit(
            "overwrites history on the server, with commits of others",
            Severity.DANGER if wide else Severity.CAUTION,
        )
    elif any(
        text.startswith("--force-with-lease") or text == "--force-if-includes" for text in texts
    ):
        yield Hit("overwrites history on the server if nobody else changed it", Severity.CAUTION)
    if "--no-verify" in texts:
        yield Hit("skips the checks before pushing", Severity.NOTICE)


def _cluster(text: str, letter: str) -> bool:
    return text.startswith("-") and not text.startswith("--") and letter in text


def _forge(model: Model) -> Iterator[Hit]:
    for run in model.named("gh", "glab", "hub", "tea"):
        words = [text for text in run.texts if not text.startswith("-")]
        if words[:2] == ["repo", "delete"]:
            yield Hit("deletes a whole repository on the server")
        elif (len(words) > 1 and words[1] in ("delete", "remove")) or words[:1] == ["delete"]:
            yield Hit(f"deletes a {words[0]} on the server", Severity.CAUTION)
        elif words[:1] == ["api"] and "DELETE" in run.texts:
            yield Hit("deletes something on the server")
        elif words[:2] in (["repo", "edit"], ["repo", "archive"]) and "public" in run.line:
            yield Hit("makes a repository public", Severity.CAUTION)
