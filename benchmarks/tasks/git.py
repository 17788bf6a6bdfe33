"""Git, by execution in fixture repositories; what is not asked for must stay as it is."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.fixtures.repo import STATE
from benchmarks.harness.checks import (
    all_of,
    changes,
    lines,
    number,
    probe,
    says,
    text,
)
from benchmarks.harness.evidence import Check, Evidence
from benchmarks.harness.plan import Plan
from benchmarks.harness.tasks import Family

FAMILY = Family("git", fixture="repo")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

State = dict[str, str]
"""Refs, status entries and settings by name."""


def read_state(text: str) -> State:
    """What STATE printed, keyed by ref, path or setting."""
    found = {}
    for line in text.strip().splitlines():
        if line.startswith("refs/") or line.startswith("HEAD "):
            name, _, value = line.partition(" ")
        elif line[2:3] == " ":
            name, value = "status " + line[3:], line[:2]
        else:
            name, value = line, ""
        found[name] = value
    return found


def repo(
    edit: Callable[[State], object] = lambda _state: None, *, free: tuple[str, ...] = ()
) -> Check:
    """The repository is as before but for this edit; names that start with `free` are not looked at."""

    def look(evidence: Evidence) -> str | None:
        goal = read_state(evidence.before["/home/sam/.repo-state"].text)
        edit(goal)
        found = read_state(evidence.probes[0])
        for name in sorted({*goal, *found}):
            if not name.startswith(free or ("\0",)) and goal.get(name) != found.get(name):
                return f"{name} is {found.get(name)!r}, not {goal.get(name)!r}"
        return None

    return Check(look, probes=(STATE,))


def drop(*names: str) -> Callable[[State], object]:
    """An edit that removes these."""
    return lambda state: [state.pop(name, None) for name in names]


def put(**values: str) -> Callable[[State], object]:
    """An edit that sets these names."""
    return lambda state: state.update(values)


def any_files(plan: Plan) -> None:
    """Whatever the work tree has become: the check on the repository covers it."""
    plan.loosen(*[path for path in plan.wanted if path != "."])


FILES_FREE = changes(any_files, ignore=["*"])
MAIN = "refs/heads/main"

plain(
    "status-short",
    "which files have I changed? short form",
    all_of(says(r"^ ?M +app\.py", r"^M +parser\.py", r"notes\.txt"), repo()),
    right=["git status -s", "git status --short", "git status --porcelain", "git status -sb"],
    wrong=["git diff", "git status", "git diff --name-only", "git log --oneline"],
)
plain(
    "log-oneline",
    "git history compact, one commit per line",
    all_of(
        says(
            r"^\W*[0-9a-f]{7,} .*Update docs",
            r"Initial import$",
            r"Merge branch 'hotfix'",
            never=[r"^Author"],
        ),
        repo(),
    ),
    right=[
        "git log --oneline",
        "git log --pretty=oneline",
        "git log --oneline --graph",
        "git log --format='%h %s'",
    ],
    wrong=["git log", "git log -1 --oneline", "git reflog -1", "git shortlog"],
)
plain(
    "last-three",
    "last 3 commits",
    all_of(
        says(
            r"Update docs",
            r"Add application",
            r"Merge branch 'hotfix'",
            never=[r"Add tests", r"Fix crash", r"Initial"],
        ),
        repo(),
    ),
    right=[
        "git log -3",
        "git log -n 3",
        "git log --oneline -3",
        "git log --max-count=3 --first-parent",
        "git log HEAD~3.. --first-parent",
    ],
    wrong=["git log", "git log -1", "git log HEAD~3", "git show HEAD~3", "git log --skip 3"],
)
plain(
    "branch-name",
    "which branch am I on, just the name",
    all_of(text("main"), repo()),
    right=[
        "git branch --show-current",
        "git rev-parse --abbrev-ref HEAD",
        "git symbolic-ref --short HEAD",
    ],
    wrong=["git branch", "git status", "git symbolic-ref HEAD", "git rev-parse HEAD"],
)
plain(
    "branches",
    "list all local branches",
    all_of(says(r"feature/login", r"hotfix", r"\bmain", r"old-idea", never=[r"origin/"]), repo()),
    right=[
        "git branch",
        "git branch --list",
        "git for-each-ref --format='%(refname:short)' refs/heads",
        "git branch -v",
    ],
    wrong=["git branch -a", "git branch -r", "git status", "git branch --show-current"],
)
plain(
    "new-branch",
    "create a branch named cleanup and switch to it",
    repo(lambda s: s.update({"refs/heads/cleanup": s[MAIN], "HEAD": "refs/heads/cleanup"})),
    right=[
        "git checkout -b cleanup",
        "git switch -c cleanup",
        "git branch cleanup && git checkout cleanup",
    ],
    wrong=[
        "git branch cleanup",
        "git checkout cleanup",
        "git switch cleanup",
        "git checkout -b clean-up",
        "git checkout -b cleanup origin/main",
    ],
)
plain(
    "switch",
    "go to the hotfix branch",
    all_of(repo(put(HEAD="refs/heads/hotfix")), FILES_FREE),
    fixture="clean_repo",
    right=["git checkout hotfix", "git switch hotfix"],
    wrong=[
        "git branch hotfix",
        "git checkout -b hotfix",
        "git merge hotfix",
        "git checkout --detach hotfix",
    ],
)
plain(
    "diff-unstaged",
    "what did I change that's not staged yet",
    all_of(says(r"^\+    return 1$", r"^-    return None$", never=[r"staged change"]), repo()),
    right=["git diff", "git diff -p", "git --no-pager diff", "git diff -- ."],
    wrong=["git diff --cached", "git diff HEAD", "git status", "git diff --stat"],
)
plain(
    "diff-staged",
    "show the staged diff",
    all_of(says(r"^\+# staged change$", never=[r"return 1"]), repo()),
    right=[
        "git diff --cached",
        "git diff --staged",
        "git diff --staged -p",
        "git diff-index -p --cached HEAD",
    ],
    wrong=["git diff", "git diff HEAD", "git diff --cached --stat", "git show"],
)
plain(
    "add-all",
    "stage everything, new files too",
    repo(
        lambda s: s.update(
            {"status app.py": "M ", "status notes.txt": "A ", "status docs/ideas.txt": "A "}
        )
    ),
    right=["git add -A", "git add .", "git add --all", "git stage -A"],
    wrong=["git add -u", "git commit -a", "git add notes.txt", "git add -f . build"],
)
plain(
    "unstage",
    "unstage parser.py but keep my changes in it",
    repo(lambda s: s.update({"status parser.py": " M"})),
    right=[
        "git reset parser.py",
        "git restore --staged parser.py",
        "git reset HEAD -- parser.py",
        "git reset -q -- parser.py",
    ],
    wrong=[
        "git checkout parser.py",
        "git reset --hard",
        "git rm --cached parser.py",
        "git restore parser.py",
    ],
)
plain(
    "discard",
    "throw away my uncommitted edits in app.py",
    all_of(
        repo(drop("status app.py")),
        changes(lambda p: p.edit("app.py", lambda s: s.replace("return 1", "return None"))),
    ),
    right=[
        "git checkout -- app.py",
        "git restore app.py",
        "git checkout app.py",
        "git checkout HEAD -- app.py",
    ],
    wrong=[
        "git reset app.py",
        "git reset --hard",
        "git rm app.py",
        "git checkout .  && git clean -f",
        "git revert app.py",
    ],
)
plain(
    "commit",
    "commit what is staged with the message Tidy parser",
    all_of(
        probe("git log -1 --format='%s %an' --name-only", "Tidy parser Sam Reed\n\nparser.py"),
        repo(drop("status parser.py"), free=(MAIN,)),
        probe("git log --format=%s | wc -l", "10"),
    ),
    right=[
        "git commit -m 'Tidy parser'",
        "git commit -qm 'Tidy parser'",
        "git commit --message='Tidy parser'",
    ],
    wrong=[
        "git commit -am 'Tidy parser'",
        "git commit -m Tidy parser",
        "git commit",
        "git commit --amend -m 'Tidy parser'",
    ],
)
plain(
    "amend-message",
    "change the message of the last commit to Document usage (don't commit anything else)",
    all_of(
        probe(
            "git log -1 --format='%s %an'; git diff --name-only HEAD~1 HEAD; git rev-list --count HEAD",
            "Document usage Ben Ode\nREADME.md\ndocs/usage.md\n9",
        ),
        repo(free=(MAIN,)),
    ),
    fixture="clean_repo",
    right=[
        "git commit --amend -m 'Document usage'",
        "git commit --amend --only -m 'Document usage'",
    ],
    wrong=[
        "git commit -m 'Document usage'",
        "git commit --allow-empty -m 'Document usage'",
        "git revert HEAD",
        "git commit --amend --no-edit",
    ],
)
plain(
    "undo-soft",
    "I committed too early: take the last commit back, everything in it should stay staged",
    all_of(
        repo(
            lambda s: s.update({"status README.md": "M ", "status docs/usage.md": "A "}),
            free=(MAIN,),
        ),
        probe("git log -1 --format=%s; git rev-list --count HEAD", "Add application\n8"),
    ),
    fixture="clean_repo",
    right=["git reset --soft HEAD~1", "git reset --soft HEAD^", "git reset --soft @~"],
    wrong=[
        "git reset HEAD~1",
        "git reset --hard HEAD~1",
        "git revert HEAD",
        "git reset --soft HEAD",
    ],
)
plain(
    "revert",
    "make a new commit that reverts the latest one",
    all_of(
        probe(
            "git log -2 --format=%s; git diff --stat HEAD~2 HEAD | wc -l",
            'Revert "Update docs"\nUpdate docs\n0',
        ),
        repo(free=(MAIN,)),
        FILES_FREE,
    ),
    fixture="clean_repo",
    right=[
        "git revert --no-edit HEAD",
        "git revert HEAD --no-edit",
        "GIT_EDITOR=true git revert HEAD",
        "git revert HEAD",
    ],
    wrong=[
        "git reset --hard HEAD~1",
        "git revert -n HEAD",
        "git revert HEAD~1 --no-edit",
        "git checkout HEAD~1",
    ],
)
plain(
    "stash",
    "put all my changes away for now, also the untracked stuff",
    all_of(
        repo(
            lambda s: [
                s.pop(f"status {name}", None)
                for name in ("app.py", "parser.py", "notes.txt", "docs/ideas.txt")
            ],
            free=("refs/stash", "stash@"),
        ),
        probe(
            "git stash list | wc -l; git show --name-only --format= stash@{0}^3",
            "2\ndocs/ideas.txt\nnotes.txt",
        ),
        FILES_FREE,
    ),
    right=[
        "git stash -u",
        "git stash push -u",
        "git stash push --include-untracked -m wip",
        "git stash save -u",
    ],
    wrong=["git stash", "git stash -a", "git stash pop", "git stash list", "git stash push -k"],
)
plain(
    "stash-apply",
    "bring back my stashed work and remove it from the stash list",
    all_of(
        repo(
            lambda s: [s.pop("refs/stash"), s.update({"status README.md": " M"})],
            free=("stash@",),
        ),
        changes(lambda p: p.append("README.md", "colors: on\n")),
    ),
    right=["git stash pop", "git stash pop stash@{0}", "git stash apply && git stash drop"],
    wrong=["git stash apply", "git stash drop", "git stash", "git stash show -p"],
)
plain(
    "tag",
    "tag the current commit as v2.0",
    repo(lambda s: s.update({"refs/tags/v2.0": s[MAIN]})),
    right=["git tag v2.0", "git tag v2.0 HEAD"],
    wrong=["git tag -l v2.0", "git branch v2.0", "git tag v2.0 HEAD~1", "git tag -d v1.0"],
)
plain(
    "show-file-old",
    "print README.md as it was at tag v1.0",
    all_of(text("# Orchard\n\nCounts apples."), repo()),
    right=[
        "git show v1.0:README.md",
        "git cat-file -p v1.0:README.md",
        "git cat-file blob v1.0:README.md",
    ],
    wrong=[
        "git show v1.0",
        "git checkout v1.0 README.md && cat README.md",
        "git show HEAD:README.md",
        "git diff v1.0 README.md",
    ],
)
plain(
    "remotes",
    "where does this repo push to? show the remote urls",
    all_of(says(r"origin\.git"), repo()),
    right=[
        "git remote -v",
        "git remote get-url origin",
        "git config --get remote.origin.url",
        "git remote show -n origin",
    ],
    wrong=["git remote", "git branch -r", "git config --list --global", "git push -n origin :x"],
)
plain(
    "blame",
    "who last touched each line of parser.py",
    all_of(says(r"Ann Lee.*def parse|Ann Lee.*if not text|Ann Lee .*return \[\]"), repo()),
    right=[
        "git blame parser.py",
        "git annotate parser.py",
        "git blame -s -w parser.py && git blame parser.py",
        "git blame HEAD -- parser.py",
    ],
    wrong=[
        "git log parser.py",
        "git shortlog parser.py",
        "git show parser.py",
        "git diff parser.py",
    ],
)
plain(
    "pull",
    "get the newest commits from origin into my current branch",
    all_of(
        probe("git log -1 --format=%s", "Add a file from afar"),
        repo(free=("refs/",)),
        changes(lambda p: p.write("afar.txt", "from afar\n")),
    ),
    fixture="clean_repo",
    right=[
        "git pull",
        "git pull origin main",
        "git fetch && git merge origin/main",
        "git pull --rebase",
        "git pull --ff-only",
    ],
    wrong=["git fetch", "git push", "git fetch origin main", "git merge origin/main"],
)
plain(
    "fetch",
    "download remote changes without touching my files or branches",
    all_of(
        repo(free=("refs/remotes/", "refs/tags/v1.1")),
        probe("git log -1 --format=%s origin/main", "Add a file from afar"),
    ),
    fixture="clean_repo",
    right=["git fetch", "git fetch origin", "git fetch --all", "git remote update"],
    wrong=["git pull", "git fetch --dry-run", "git remote -v", "git ls-remote"],
)
plain(
    "push",
    "push main to origin",
    all_of(
        probe(
            "git -C ~/origin.git log -1 --format=%s main; git -C ~/origin.git branch --format='%(refname)'",
            "Update docs\nrefs/heads/main\nrefs/heads/release",
        ),
        repo(free=("refs/remotes/",)),
        changes(lambda p: None, ignore=["/home/sam/origin.git/*"]),
    ),
    right=["git push", "git push origin main", "git push origin HEAD", "git push -u origin main"],
    wrong=[
        "git push --dry-run",
        "git pull",
        "git push origin v1.1",
        "git push origin release",
        "git push --all origin",
    ],
)
plain(
    "delete-branch",
    "delete the local branch hotfix, it is merged",
    repo(drop("refs/heads/hotfix")),
    right=["git branch -d hotfix", "git branch -D hotfix", "git branch --delete hotfix"],
    wrong=[
        "git branch -r -d hotfix",
        "git push origin --delete hotfix",
        "git checkout hotfix",
        "git branch -d old-idea hotfix",
    ],
)
plain(
    "untracked",
    "git: delete all untracked files and directories, ignored ones stay",
    all_of(
        repo(drop("status notes.txt", "status docs/ideas.txt")),
        changes(lambda p: p.remove("notes.txt", "docs/ideas.txt")),
    ),
    right=["git clean -fd", "git clean -f -d", "git clean -df .", "git clean --force -d"],
    wrong=["git clean -n", "git clean -fdx", "git clean -d", "git reset --hard", "rm notes.txt"],
)
conditions(
    "author-since",
    "commits by Ben from the last two weeks, subjects only, on main",
    all_of(lines(["Update docs", "Speed up parser"], ordered=False), repo()),
    right=[
        "git log --author=Ben --since='2 weeks ago' --format=%s",
        "git log --author=Ben --since=14.days --pretty=format:%s",
        "git log main --author='Ben Ode' --after='14 days ago' --pretty='%s'",
    ],
    wrong=[
        "git log --author=Ben --format=%s",
        "git log --since='2 weeks ago' --format=%s",
        "git log --all --author=Ben --since='2 weeks ago' --format=%s",
        "git log --author=Ben --until='2 weeks ago' --format=%s",
    ],
)
conditions(
    "file-history",
    "history of parser.py with the patches",
    all_of(
        says(
            r"Add parser",
            r"Speed up parser",
            r"^\+def parse",
            r"^-    return text\.split",
            never=[r"Add tests", r"Update docs"],
        ),
        repo(),
    ),
    right=["git log -p parser.py", "git log --patch -- parser.py", "git log -p --follow parser.py"],
    wrong=[
        "git log parser.py",
        "git blame parser.py",
        "git log -p",
        "git show parser.py",
        "git log --oneline -- parser.py",
    ],
)
conditions(
    "changed-between",
    "names of the files that differ between v1.0 and v1.1",
    all_of(lines(["parser.py", "tests/test_parser.py"], ordered=False), repo()),
    right=[
        "git diff --name-only v1.0 v1.1",
        "git diff v1.0..v1.1 --name-only",
        "git diff-tree -r --name-only v1.0 v1.1",
    ],
    wrong=[
        "git diff v1.0 v1.1",
        "git diff --name-only v1.0",
        "git diff --stat v1.0 v1.1",
        "git log --name-only v1.0..v1.1",
    ],
)
conditions(
    "unmerged",
    "local branches that have not been merged into main",
    all_of(lines(["feature/login"], squeezed=True), repo()),
    right=[
        "git branch --no-merged main",
        "git branch --no-merged",
        "git for-each-ref --no-merged main --format='%(refname:short)' refs/heads",
    ],
    wrong=[
        "git branch --merged",
        "git branch",
        "git branch -a --no-merged | head -0",
        "git log main..feature/login",
    ],
)
conditions(
    "count-since-tag",
    "how many commits are on main since v1.1",
    all_of(number(4), repo()),
    right=[
        "git rev-list --count v1.1..main",
        "git log --oneline v1.1..HEAD | wc -l",
        "git rev-list v1.1..main | wc -l",
    ],
    wrong=[
        "git rev-list --count main",
        "git log v1.1..main",
        "git rev-list --count main..v1.1",
        "git rev-list --count --first-parent v1.1..main",
        "git describe",
    ],
)
conditions(
    "authors-rank",
    "number of commits per author on main, most active first",
    all_of(
        says(
            r"\A\s*(6\W+Ann Lee|Ann Lee\W+6)|\A\s*5\W+Ann Lee", r"3\W+Ben Ode", never=[r"Initial"]
        ),
        repo(),
    ),
    right=[
        "git shortlog -sn main",
        "git shortlog -s -n HEAD",
        "git log --format=%an main | sort | uniq -c | sort -rn",
    ],
    wrong=[
        "git shortlog main",
        "git log --format=%an",
        "git shortlog -s HEAD | sort -n",
        "git log --format=%an | uniq -c",
    ],
)
conditions(
    "pickaxe",
    "which commit introduced the function legacy_main? show its subject",
    all_of(says(r"Add application", never=[r"Update docs", r"Add parser", r"Initial"]), repo()),
    right=[
        "git log -S'def legacy_main' --oneline",
        "git log -S legacy_main --format=%s",
        "git log -G'def legacy_main' --pretty=%s -- app.py",
    ],
    wrong=[
        "git log --grep=legacy_main",
        "git grep legacy_main",
        "git log app.py --stat -0",
        "git blame app.py",
    ],
)
conditions(
    "cherry-pick",
    "apply the commit 'Start login' from feature/login onto main",
    all_of(
        probe("git log -1 --format='%s %an'; git rev-list --count HEAD", "Start login Ben Ode\n10"),
        repo(free=(MAIN,)),
        changes(lambda p: p.write("login.py", "def login(): pass\n")),
    ),
    fixture="clean_repo",
    right=[
        "git cherry-pick feature/login~1",
        "git cherry-pick feature/login^",
        "git cherry-pick $(git log feature/login --grep='Start login' --format=%h -1)",
    ],
    wrong=[
        "git merge feature/login",
        "git cherry-pick feature/login",
        "git cherry-pick -n feature/login~1",
        "git checkout feature/login~1",
    ],
)
conditions(
    "restore-from-branch",
    "take login.py from feature/login into my working tree without switching branches",
    all_of(
        changes(lambda p: p.write("login.py", "def login(user): return user\n")),
        repo(free=("status login.py",)),
    ),
    fixture="clean_repo",
    right=[
        "git checkout feature/login -- login.py",
        "git restore --source=feature/login login.py",
        "git show feature/login:login.py > login.py",
    ],
    wrong=[
        "git checkout feature/login",
        "git show feature/login:login.py",
        "git checkout feature/login~1 -- login.py",
        "git merge feature/login",
    ],
)
conditions(
    "rename-branch",
    "rename branch old-idea to parked",
    repo(lambda s: s.update({"refs/heads/parked": s.pop("refs/heads/old-idea")})),
    right=[
        "git branch -m old-idea parked",
        "git branch --move old-idea parked",
        "git branch parked old-idea && git branch -D old-idea",
    ],
    wrong=[
        "git branch -m parked",
        "git branch -c old-idea parked",
        "git branch -m parked old-idea",
        "git checkout -b parked old-idea",
    ],
)
conditions(
    "ignored",
    "which files are ignored by git here",
    all_of(says(r"build/(out\.o)?", never=[r"notes\.txt", r"app\.py", r"^\*"]), repo()),
    right=[
        "git status --ignored --short | grep '^!!'",
        "git ls-files --others --ignored --exclude-standard",
        "git check-ignore -v build/out.o",
        "git ls-files -oi --exclude-standard --directory",
    ],
    wrong=[
        "cat .gitignore",
        "git status --ignored",
        "git ls-files -o",
        "git ls-files -i -c --exclude-standard",
    ],
)
conditions(
    "remote-only",
    "delete the branch release on origin",
    all_of(
        probe("git -C ~/origin.git branch --list release main", "* main"),
        repo(drop("refs/remotes/origin/release")),
        changes(lambda p: None, ignore=["/home/sam/origin.git/*"]),
    ),
    right=[
        "git push origin --delete release",
        "git push origin :release",
        "git push -d origin release",
    ],
    wrong=[
        "git branch -d -r origin/release",
        "git branch -D release",
        "git push origin --delete main",
        "git remote prune origin",
    ],
)
conditions(
    "staged-stat",
    "everything that would be in a commit -a, with number of changed lines per file",
    all_of(
        says(r"app\.py\D+2|2\s+\S*\s*app\.py|1\s+1\s+app\.py", r"parser\.py", never=[r"notes"]),
        repo(),
    ),
    right=["git diff HEAD --stat", "git diff --stat HEAD", "git diff --numstat HEAD"],
    wrong=["git diff --stat", "git diff --cached --stat", "git diff HEAD", "git show --stat"],
)
hard(
    "squash",
    "combine the last two commits on main into one with the message Application and docs",
    all_of(
        probe(
            "git log -2 --format=%s --first-parent; git status --porcelain; git diff --stat origin/main HEAD | wc -l; git rev-list --count HEAD",
            "Application and docs\nMerge branch 'hotfix'\n0\n8",
        ),
        repo(free=(MAIN,)),
    ),
    fixture="clean_repo",
    right=[
        "git reset --soft HEAD~2 && git commit -m 'Application and docs'",
        "git reset --soft @~2; git commit -qm 'Application and docs'",
    ],
    wrong=[
        "git commit --amend -m 'Application and docs'",
        "git reset --hard HEAD~2 && git commit -m 'Application and docs'",
        "git reset HEAD~2 && git commit -m 'Application and docs'",
        "git rebase -i HEAD~2",
    ],
)
hard(
    "abort-merge",
    "ugh, conflicts. I'm in the middle of a merge, get me back to where I was before",
    all_of(
        probe(
            "git status --porcelain; git log -1 --format=%s; ls .git/MERGE_HEAD 2>/dev/null | wc -l",
            "Update docs\n0",
        ),
        changes(
            lambda p: [
                p.write("README.md", "# Orchard\n\nCounts apples.\n\nSee docs/usage.md.\n"),
                p.remove("extra.txt"),
            ]
        ),
    ),
    fixture="clash",
    right=["git merge --abort", "git reset --merge", "git reset --hard HEAD"],
    wrong=[
        "git merge --quit",
        "git merge --continue",
        "git checkout main",
        "git reset",
        "git checkout --ours README.md",
    ],
)
hard(
    "conflict-files",
    "where are the conflicts? only the paths",
    all_of(lines(["README.md"])),
    fixture="clash",
    right=[
        "git diff --name-only --diff-filter=U",
        "git ls-files -u | cut -f2 | sort -u",
        "git status --porcelain | awk '/^UU/ {print $2}'",
    ],
    wrong=[
        "git status",
        "git diff --name-only HEAD",
        "git ls-files -u",
        "git diff --name-only --cached",
    ],
)
hard(
    "theirs",
    "resolve the conflict in README.md by taking the other side's version completely and stage it",
    all_of(
        changes(lambda p: p.write("README.md", "# Orchard\n\nCounts pears.\n")),
        probe("git ls-files -u | wc -l; git log -1 --format=%s", "0\nUpdate docs"),
    ),
    fixture="clash",
    right=[
        "git checkout --theirs README.md && git add README.md",
        "git checkout theirs -- README.md",
        "git restore --theirs README.md && git add README.md",
    ],
    wrong=[
        "git checkout --ours README.md && git add README.md",
        "git checkout --theirs README.md",
        "git merge --abort",
        "git add README.md",
    ],
)
hard(
    "only-in-branch",
    "subjects of the commits that are on feature/login but not on main, oldest first",
    all_of(lines(["Start login", "Finish login"]), repo()),
    right=[
        "git log main..feature/login --reverse --format=%s",
        "git log --reverse --pretty=%s feature/login --not main",
        "git log --format=%s main..feature/login | tac",
    ],
    wrong=[
        "git log main..feature/login --format=%s",
        "git log feature/login --reverse --format=%s",
        "git log feature/login..main --reverse --format=%s",
        "git diff main..feature/login",
    ],
)
hard(
    "worktree",
    "check out the branch hotfix in a second working directory ../hot without leaving main",
    all_of(
        probe(
            "git -C ../hot branch --show-current; git branch --show-current; git worktree list | wc -l",
            "hotfix\nmain\n2",
        ),
        repo(),
        changes(lambda p: None, ignore=["/home/sam/hot", "/home/sam/hot/*"]),
    ),
    fixture="clean_repo",
    right=["git worktree add ../hot hotfix", "git worktree add ~/hot hotfix"],
    wrong=[
        "git clone . ../hot",
        "git worktree add ../hot",
        "git checkout hotfix",
        "git worktree add hot hotfix",
    ],
)
hard(
    "contains",
    "which tags contain the commit that fixed the README typo",
    all_of(lines(["v1.0", "v1.1"], ordered=False), repo()),
    right=[
        "git tag --contains $(git log --grep='typo' --format=%h -1)",
        "git tag --contains ':/Fix typo'",
        "git tag --contains v1.0",
    ],
    wrong=["git tag", "git tag --points-at v1.0", "git tag --contains HEAD", "git describe --tags"],
)
hard(
    "archive",
    "export the tree of tag v1.1 as ../orchard-1.1.tar.gz with the prefix orchard/",
    all_of(
        probe(
            "tar tzf ../orchard-1.1.tar.gz | grep -v '/$' | sort | paste -sd' '",
            "orchard/.gitignore orchard/README.md orchard/parser.py orchard/tests/test_parser.py",
        ),
        repo(),
        changes(lambda p: None, ignore=["/home/sam/orchard-1.1.tar.gz"]),
    ),
    right=[
        "git archive --prefix=orchard/ -o ../orchard-1.1.tar.gz v1.1",
        "git archive --format=tar.gz --prefix=orchard/ v1.1 > ../orchard-1.1.tar.gz",
        "git archive --prefix=orchard/ v1.1 | gzip > ../orchard-1.1.tar.gz",
    ],
    wrong=[
        "git archive -o ../orchard-1.1.tar.gz v1.1",
        "git archive --prefix=orchard/ -o ../orchard-1.1.tar.gz HEAD",
        "tar czf ../orchard-1.1.tar.gz .",
        "git archive --prefix=orchard -o ../orchard-1.1.tar.gz v1.1",
    ],
)
hard(
    "stale-branches",
    "local branches with the date of their last commit, most recent first",
    all_of(says(r"\A.*main.*\n.*feature/login.*\n.*hotfix.*\n.*old-idea"), repo()),
    right=[
        "git for-each-ref --sort=-committerdate refs/heads --format='%(refname:short) %(committerdate:short)'",
        "git branch --sort=-committerdate --format='%(refname:short) %(committerdate:relative)'",
        "git branch -v --sort=-committerdate",
    ],
    wrong=[
        "git branch --sort=committerdate -v",
        "git branch -v",
        "git for-each-ref refs/heads",
        "git log --branches --oneline",
    ],
)
hard(
    "global-alias",
    "set up a git alias st for status -sb for my user",
    all_of(
        probe("git config --global alias.st", "status -sb"),
        changes(
            lambda p: p.write(
                "/home/sam/.gitconfig",
                lambda data: None if b"sam@example.org" in data else "it lost its settings",
            )
        ),
        repo(),
    ),
    right=[
        "git config --global alias.st 'status -sb'",
        'git config --global alias.st "status -sb"',
    ],
    wrong=[
        "git config alias.st 'status -sb'",
        "alias st='git status -sb'",
        "git config --global alias.st status -sb",
        "git config --global st 'status -sb'",
    ],
)
