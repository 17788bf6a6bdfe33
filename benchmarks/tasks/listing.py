"""Looking at what is in a directory, and in which order."""

from __future__ import annotations

from benchmarks.harness.checks import all_of, any_of, lines, number, paths, pick, prints, says
from benchmarks.harness.tasks import Family

FAMILY = Family("listing", fixture="project")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

TOP = pick(lambda e: e.depth == 1 and not e.hidden)

plain(
    "here",
    "what's in this folder",
    prints(TOP),
    right=["ls", "ls -l", "ls -1", "ls -lh", "ls -p", "find . -maxdepth 1 -not -name '.*'"],
    wrong=["ls -a", "ls *", "find .", "pwd"],
)
plain(
    "all",
    "show everything here, dotfiles too",
    prints(pick(lambda e: e.depth == 1)),
    right=["ls -a", "ls -A", "ls -la", "ls -lah", "find . -maxdepth 1", "ls -d .* *"],
    wrong=["ls", "ls -d .*", "ls -R", "ls -aR"],
)
plain(
    "only-dotfiles",
    "list just the hidden ones in the current dir",
    prints(pick(lambda e: e.depth == 1 and e.hidden)),
    right=[
        "ls -d .*",
        "ls -d .[!.]*",
        "find . -maxdepth 1 -name '.*'",
        "ls -A | grep '^\\.'",
    ],
    wrong=["ls -a", "ls .*", "find . -name '.*'", "ls -A"],
)
plain(
    "dirs",
    "list only the directories that are right here, not the files",
    prints(pick(lambda e: e.depth == 1 and e.is_dir and not e.hidden)),
    right=["ls -d */", "find . -maxdepth 1 -type d -not -name '.*'", "ls -l | grep '^d'"],
    wrong=["ls -d *", "ls", "ls -l */", "find . -type f -maxdepth 1"],
)
plain(
    "by-time",
    "files in logs sorted by when they were modified, latest on top",
    prints(
        paths("logs/app.log", "logs/app.log.1", "logs/error.log", "logs/debug.log"), ordered=True
    ),
    right=["ls -t logs", "ls -lt logs", "ls -lt logs/", "cd logs && ls -t1"],
    wrong=["ls -tr logs", "ls logs", "ls -lS logs", "ls -t"],
)
plain(
    "by-time-oldest",
    "show logs directory oldest file first",
    prints(
        paths("logs/debug.log", "logs/error.log", "logs/app.log.1", "logs/app.log"), ordered=True
    ),
    right=["ls -tr logs", "ls -ltr logs", "ls -t -r logs/*"],
    wrong=["ls -t logs", "ls -r logs", "ls -lSr logs"],
)
plain(
    "by-size",
    "list build by file size, biggest at the top",
    prints(paths("build/output.bin", "build/core.o", "build/main.o", "build/tmp"), ordered=True),
    right=["ls -S build", "ls -lS build", "ls -lhS build/", "ls --sort=size build"],
    wrong=["ls -Sr build", "ls build", "ls -lt build", "ls -s build"],
)
plain(
    "human",
    "detailed listing of build with readable sizes like 12K",
    all_of(
        prints(paths("build/core.o", "build/main.o", "build/output.bin", "build/tmp")),
        says(r"-rw-r--r--.*\b12K\b.*main\.o", r"\b1\.5M\b"),
    ),
    right=["ls -lh build", "ls -lah build", "ls -l --human-readable build/"],
    wrong=["ls -l build", "ls -sh build", "ls build", "du -h build"],
)
plain(
    "recursive",
    "list docs and everything below it",
    any_of(
        prints(pick(lambda e: e.under("docs"))),
        prints(pick(lambda e: e.under("docs") and not e.hidden)),
    ),
    right=["ls -R docs", "find docs -mindepth 1", "ls -lR docs"],
    wrong=["ls docs", "ls -r docs", "ls docs/*/"],
)
plain(
    "one-per-line",
    "names in scripts, one per line",
    lines("backup.sh\ndeploy.sh\nrun tests.sh", ordered=False),
    right=[
        "ls -1 scripts",
        "ls scripts",
        "ls scripts | cat",
        "find scripts -type f -printf '%f\\n'",
    ],
    wrong=["ls -m scripts", "ls -l scripts", "echo scripts/*"],
)
plain(
    "count",
    "how many entries are in the docs/img directory?",
    number(3),
    right=["ls docs/img | wc -l", "find docs/img -type f | wc -l", "ls -1 docs/img | wc -l"],
    wrong=[
        "ls -l docs/img | wc -l",
        "ls docs | wc -l",
        "ls -a docs/img | wc -l",
        "ls docs/img | wc -w",
    ],
)
plain(
    "count-subdirs",
    "number of subdirectories directly inside src",
    number(3),
    right=[
        "find src -mindepth 1 -maxdepth 1 -type d | wc -l",
        "ls -d src/*/ | wc -l",
        "ls -l src | grep -c '^d'",
    ],
    wrong=["find src -type d | wc -l", "ls src | wc -l", "find src -maxdepth 1 -type d | wc -l"],
)
plain(
    "glob",
    "show me which .txt files are here",
    prints(paths("empty.txt", "my notes.txt", "todo.txt")),
    right=["ls *.txt", "ls -l *.txt", "find . -maxdepth 1 -name '*.txt'", "printf '%s\\n' *.txt"],
    wrong=["ls", "ls *.text", "ls txt", "ls -d .txt"],
)
plain(
    "link-target",
    "where does latest.log point to",
    says(r"logs/app\.log\b", never=[r"error\.log", r"draft"]),
    right=[
        "readlink latest.log",
        "ls -l latest.log",
        "readlink -f latest.log",
        "realpath latest.log",
    ],
    wrong=["cat latest.log", "ls latest.log", "stat -L latest.log", "ls -lL"],
)
plain(
    "symlinks",
    "which things in this directory are symlinks",
    prints(paths("broken", "latest.log")),
    right=[
        "find . -maxdepth 1 -type l",
        "ls -l | grep '^l'",
        'for f in *; do [ -L "$f" ] && echo "$f"; done',
    ],
    wrong=["find . -type l", "ls -L", "ls -l", "find . -maxdepth 1 -lname logs"],
)
plain(
    "absolute",
    "full path of src/utils.py",
    says(r"^/home/sam/work/src/utils\.py$"),
    right=[
        "realpath src/utils.py",
        "readlink -f src/utils.py",
        'find "$PWD" -name utils.py',
        "echo $PWD/src/utils.py",
    ],
    wrong=["ls src/utils.py", "pwd", "basename src/utils.py", "find . -name utils.py"],
)
plain(
    "type",
    "what kind of file is docs/img/logo.png",
    says(r"data|regular file", never=[r"No such", r"cannot"]),
    right=["file docs/img/logo.png", "stat docs/img/logo.png", "stat -c %F docs/img/logo.png"],
    wrong=["ls docs/img/logo.png", "type docs/img/logo.png", "file docs/logo.png"],
)
plain(
    "newest-name",
    "which file in logs was written to last? just its name",
    prints(paths("logs/app.log")),
    right=[
        "ls -t logs | head -1",
        "ls -t logs | head -n 1",
        "find logs -type f -printf '%T@ %p\\n' | sort -n | tail -1 | cut -d' ' -f2-",
    ],
    wrong=[
        "ls -t logs | tail -1",
        "ls -tr logs | head -1",
        "ls logs | head -1 | wc -l",
        "ls -t logs",
    ],
)
plain(
    "reverse-name",
    "list scripts in reverse alphabetical order",
    prints(paths("scripts/run tests.sh", "scripts/deploy.sh", "scripts/backup.sh"), ordered=True),
    right=["ls -r scripts", "ls scripts | sort -r", "ls -lr scripts"],
    wrong=["ls scripts", "ls -R scripts", "ls scripts | sort"],
)
plain(
    "tree-dirs",
    "print all the directories under src, at any depth",
    prints(pick(lambda e: e.is_dir and e.under("src"))),
    right=[
        "find src -mindepth 1 -type d",
        "find src/* -type d",
        "find src -type d | tail -n +2",
        "find ./src -mindepth 1 -type d | sort",
    ],
    wrong=["ls -d src/*/", "find src -type f", "find . -type d"],
)
plain(
    "mtime",
    "when was LICENSE last changed",
    says(
        r"20\d\d-\d\d-\d\d|\b[A-Z][a-z]{2} +\d+ +(\d\d:\d\d|20\d\d)|\b1[67]\d{8}\b",
        never=[r"README", r"Makefile"],
    ),
    right=["stat LICENSE", "ls -l LICENSE", "stat -c %y LICENSE", "date -r LICENSE"],
    wrong=["ls LICENSE", "cat LICENSE", "ls -l", "wc LICENSE"],
)
conditions(
    "two-largest",
    "list the two largest files in build, just the names",
    prints(paths("build/output.bin", "build/core.o")),
    right=[
        "ls -S build | head -2",
        "ls -S build | head -n 2",
        "find build -type f -printf '%s %p\\n' | sort -rn | head -2 | cut -d' ' -f2",
        "ls -1S build/ | sed 2q",
    ],
    wrong=[
        "ls -S build | tail -2",
        "ls -lS build | head -2",
        "ls build | head -2",
        "ls -Sr build | head -2",
    ],
)
conditions(
    "hidden-dirs-too",
    "directories in here including hidden ones, but don't go into them",
    prints(pick(lambda e: e.depth == 1 and e.is_dir)),
    right=[
        "find . -maxdepth 1 -type d",
        "ls -d */ .*/",
        "find . -mindepth 1 -maxdepth 1 -type d",
        "ls -Al | grep ^d",
    ],
    wrong=["ls -d */", "find . -type d", "ls -A", "ls -d .*/"],
)
conditions(
    "size-ascending-human",
    "long listing of docs/img, smallest first with human sizes",
    all_of(
        prints(
            paths("docs/img/logo.png", "docs/img/Photo One.JPG", "docs/img/banner.jpg"),
            ordered=True,
        ),
        says(r"\b47K\b", r"-rw-r--r--"),
    ),
    right=["ls -lhSr docs/img", "ls -lSrh docs/img", "ls -l -h -S -r docs/img/"],
    wrong=["ls -lhS docs/img", "ls -lSr docs/img", "ls -lhr docs/img", "ls -Sr docs/img"],
)
conditions(
    "exclude-pattern",
    "list what is in logs except the .1 rotated file",
    prints(paths("logs/app.log", "logs/debug.log", "logs/error.log")),
    right=[
        "ls -I '*.1' logs",
        "ls --ignore='*.1' logs",
        "ls logs | grep -v '\\.1$'",
        "find logs -type f ! -name '*.1'",
    ],
    wrong=["ls logs", "ls logs/*.1", "ls -I .1 logs", "ls logs | grep -v 1$ | head -2"],
)
conditions(
    "long-no-group",
    "only the plain files right here, no folders, no links, dotfiles included",
    prints(pick(lambda e: e.depth == 1 and e.is_file)),
    right=[
        "find . -maxdepth 1 -type f",
        "ls -Al | grep '^-'",
        "find . -mindepth 1 -maxdepth 1 -type f -printf '%f\\n'",
    ],
    wrong=[
        "ls -p | grep -v /",
        "find . -type f",
        "ls -A",
        "find . -maxdepth 1 -type f -not -name '.*'",
    ],
)
conditions(
    "ext-counts",
    "count how many files of each extension there are in docs, subfolders included",
    says(
        r"3\s+\.?md$|\.?md:?\s+3$",
        r"1\s+\.?(png|jpg|JPG)$|\.?(png|jpg|JPG):?\s+1$",
        never=[r"home"],
    ),
    right=[
        "find docs -type f | sed 's/.*\\.//' | sort | uniq -c",
        "find docs -type f -name '*.*' | awk -F. '{n[$NF]++} END {for (e in n) print n[e], e}'",
    ],
    wrong=[
        "ls docs | sed 's/.*\\.//' | sort | uniq -c",
        "find docs -type f | wc -l",
        "find docs | sed 's/.*\\.//' | sort | uniq -c",
    ],
)
conditions(
    "files-per-dir",
    "for each directory directly under here (not hidden) say how many regular files it holds in total, recursively",
    says(
        r"^\s*(9 \W*scripts|3 \W*scripts/?|(\./)?scripts/?[:\s]+3)$",
        r"^\s*(7 \W*docs/?|(\./)?docs/?[:\s]+7)$",
        r"^\s*(0 \W*archive/?|(\./)?archive/?[:\s]+0)$",
        never=[r"total"],
    ),
    right=[
        'for d in */; do echo "$d $(find "$d" -type f | wc -l)"; done',
        'for d in */; do printf "%s: %d\\n" "${d%/}" "$(find "$d" -type f | wc -l)"; done',
    ],
    wrong=[
        'for d in */; do echo "$d $(ls "$d" | wc -l)"; done',
        "find . -type f | wc -l",
        "ls -d */ | wc -l",
    ],
)
hard(
    "octal-modes",
    "permissions as numbers (like 644) for the files in scripts, with the names",
    says(
        r"\b0?755\b.*deploy\.sh|deploy\.sh.*\b0?755\b",
        r"\b0?644\b.*backup\.sh|backup\.sh.*\b0?644\b",
        r"run tests\.sh",
    ),
    right=[
        "stat -c '%a %n' scripts/*",
        "find scripts -type f -printf '%m %p\\n'",
        "stat --format='%n %a' scripts/*.sh",
    ],
    wrong=["ls -l scripts", "stat -c '%A %n' scripts/*", "find scripts -type f -printf '%p\\n'"],
)
hard(
    "time-iso",
    "long list of logs with full iso timestamps, sorted by time",
    all_of(
        says(r"20\d\d-\d\d-\d\d \d\d:\d\d.*app\.log$"),
        prints(
            paths("logs/app.log", "logs/app.log.1", "logs/error.log", "logs/debug.log"),
            ordered=True,
        ),
    ),
    right=[
        "ls -lt --time-style=full-iso logs",
        "ls -lt --full-time logs",
        "ls -lt --time-style=long-iso logs",
    ],
    wrong=["ls -lt logs", "ls -l --full-time logs", "ls -lSr --full-time logs"],
)
hard(
    "version-sort",
    "list logs in natural version order so that app.log.1 comes right after app.log",
    prints(
        paths("logs/app.log", "logs/app.log.1", "logs/debug.log", "logs/error.log"), ordered=True
    ),
    right=["ls -v logs", "ls -1v logs", "ls logs | sort -V"],
    wrong=["ls -t logs", "ls -rv logs", "ls -S logs | sort -r"],
)
hard(
    "dangling",
    "find symlinks that point to nothing",
    prints(paths("broken")),
    right=["find . -xtype l", "find -L . -type l", "find . -type l ! -exec test -e {} \\; -print"],
    wrong=["find . -type l", "find . -lname missing", "ls -l | grep '^l'"],
)
