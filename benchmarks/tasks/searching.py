"""Searching text: which lines, how many, in which files, with what around them."""

from __future__ import annotations

import re

from benchmarks.harness.checks import (
    all_of,
    any_of,
    lines,
    number,
    paths,
    prints,
    says,
)
from benchmarks.harness.tasks import Family
from benchmarks.harness.tree import Tree

FAMILY = Family("searching", fixture="logs")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def matching(path: str, pattern: str, flags: int = 0):  # type: ignore[no-untyped-def]
    """The file's lines in which the pattern is found."""

    def found(tree: Tree) -> list[str]:
        return [line for line in tree[path].lines if re.search(pattern, line, flags)]

    return found


def around(path: str, pattern: str, before: int, after: int):  # type: ignore[no-untyped-def]
    """The file's lines with a match no further away than this, in order."""

    def found(tree: Tree) -> list[str]:
        rows = tree[path].lines
        hits = [n for n, line in enumerate(rows) if re.search(pattern, line)]
        kept = {m for n in hits for m in range(n - before, n + after + 1) if 0 <= m < len(rows)}
        return [rows[n] for n in sorted(kept)]

    return found


plain(
    "errors",
    "show the lines in app.log that say ERROR",
    lines(matching("app.log", "ERROR"), prefixed=True),
    right=[
        "grep ERROR app.log",
        "cat app.log | grep 'ERROR'",
        "awk '/ERROR/' app.log",
        "grep -n ERROR app.log",
        "sed -n '/ERROR/p' app.log",
    ],
    wrong=[
        "grep -i error app.log",
        "grep -v ERROR app.log",
        "grep error app.log",
        "grep -r ERROR .",
        "grep -c ERROR app.log",
    ],
)
plain(
    "errors-any-case",
    "grep for error in app.log, don't care about upper/lowercase",
    lines(matching("app.log", "error", re.I), prefixed=True),
    right=[
        "grep -i error app.log",
        "grep -ni 'error' app.log",
        "awk 'tolower($0) ~ /error/' app.log",
    ],
    wrong=[
        "grep error app.log",
        "grep ERROR app.log",
        "grep -v -i error app.log",
        "grep -iw errors app.log",
    ],
)
plain(
    "count-errors",
    "on how many lines does ERROR appear in app.log",
    number(3),
    right=[
        "grep -c ERROR app.log",
        "grep ERROR app.log | wc -l",
        "awk '/ERROR/{n++} END{print n}' app.log",
    ],
    wrong=[
        "grep -ci error app.log",
        "grep ERROR app.log",
        "wc -l app.log",
        "grep -c error app.log",
    ],
)
plain(
    "without-info",
    "print app.log without the INFO lines",
    lines(lambda t: [line for line in t["app.log"].lines if "INFO" not in line], prefixed=True),
    right=["grep -v INFO app.log", "sed '/INFO/d' app.log", "awk '!/INFO/' app.log"],
    wrong=["grep INFO app.log", "grep -v info app.log", "sed -i '/INFO/d' app.log"],
)
plain(
    "with-numbers",
    "find WARN in app.log and show line numbers",
    says(
        r"^3[:\s].*cache is cold",
        r"^12[:\s].*restarting",
        r"^20[:\s].*91%",
        never=[r"ERROR", r"^1[:\s]"],
    ),
    right=[
        "grep -n WARN app.log",
        "awk '/WARN/ {print NR\": \"$0}' app.log",
        "cat -n app.log | grep WARN | sed 's/^ *//'",
    ],
    wrong=[
        "grep WARN app.log",
        "grep -c WARN app.log",
        "grep -nv WARN app.log",
        "nl app.log | tail -3",
    ],
)
plain(
    "which-files",
    "which python files mention TODO (exact case), names only",
    prints(paths("src/main.py", "src/core/parser.py", "tests/test_parser.py")),
    fixture="project",
    right=[
        "grep -rl TODO --include='*.py' .",
        "grep -lr --include=*.py TODO .",
        "find . -name '*.py' -exec grep -l TODO {} +",
        "find . -name '*.py' | xargs grep -l TODO",
    ],
    wrong=[
        "grep -rl TODO .",
        "grep -ril todo --include='*.py' .",
        "grep -l TODO *.py",
        "grep -r TODO --include='*.py' .",
        "grep -rL TODO --include='*.py' .",
    ],
)
plain(
    "recursive",
    "search for the word deprecated in all files under src",
    says(
        r"old_api\.py.*deprecated since version 2|^# deprecated since version 2",
        never=[r"(?i)todo"],
    ),
    fixture="project",
    right=[
        "grep -r deprecated src",
        "grep -rn deprecated src/",
        "grep -R 'deprecated' ./src",
        "find src -type f -exec grep deprecated {} +",
    ],
    wrong=[
        "grep deprecated src",
        "grep deprecated src/*",
        "grep -l deprecated src/*.py",
        "find src -name '*deprecated*'",
    ],
)
plain(
    "fixed-string",
    "lines of access.log containing the string 10.0.0.7 exactly as an address (not 10.0.0.77)",
    lines(
        lambda t: [line for line in t["access.log"].lines if line.startswith("10.0.0.7 ")],
        prefixed=True,
    ),
    right=[
        "grep -w '10.0.0.7' access.log",
        "grep '^10\\.0\\.0\\.7 ' access.log",
        "awk '$1 == \"10.0.0.7\"' access.log",
        "grep -Fw 10.0.0.7 access.log",
    ],
    wrong=[
        "grep 10.0.0.7 access.log",
        "grep -F '10.0.0.7' access.log",
        "grep -x 10.0.0.7 access.log",
        "grep -c 10.0.0.7 access.log",
    ],
)
plain(
    "first-match",
    "just the first ERROR line of app.log",
    lines(lambda t: matching("app.log", "ERROR")(t)[:1], prefixed=True),
    right=[
        "grep -m1 ERROR app.log",
        "grep ERROR app.log | head -1",
        "grep -m 1 ERROR app.log",
        "awk '/ERROR/ {print; exit}' app.log",
    ],
    wrong=[
        "grep ERROR app.log",
        "head -1 app.log | grep ERROR",
        "grep ERROR app.log | tail -1",
        "grep -m2 ERROR app.log",
    ],
)
plain(
    "last-match",
    "most recent failed login line from auth.log",
    lines(lambda t: matching("auth.log", "Failed password")(t)[-1:], prefixed=True),
    right=[
        "grep Failed auth.log | tail -1",
        "grep 'Failed password' auth.log | tail -n 1",
        "tac auth.log | grep -m1 'Failed password'",
    ],
    wrong=[
        "grep -m1 Failed auth.log",
        "tail -1 auth.log",
        "grep Failed auth.log",
        "tail -1 auth.log | grep Failed",
    ],
)
plain(
    "context",
    "show lines with 'failed: out' in app.log plus 2 lines after each",
    lines(around("app.log", "failed: out", 0, 2), prefixed=True),
    right=[
        "grep -A2 'failed: out' app.log",
        "grep -A 2 -F 'failed: out' app.log",
        "sed -n '/failed: out/,+2p' app.log",
    ],
    wrong=[
        "grep -B2 'failed: out' app.log",
        "grep -C2 'failed: out' app.log",
        "grep 'failed: out' app.log",
        "grep -A1 'failed: out' app.log",
    ],
)
plain(
    "starts-with",
    "lines in poem.txt beginning with The",
    lines(matching("poem.txt", "^The"), prefixed=True),
    fixture="tables",
    right=["grep '^The' poem.txt", "grep -E '^The ' poem.txt", "awk '/^The/' poem.txt"],
    wrong=[
        "grep The poem.txt | head -1",
        "grep -i '^the' poem.txt",
        "grep 'The$' poem.txt",
        "grep -w the poem.txt",
    ],
)
plain(
    "ends-with",
    "words from words.txt that end in n",
    lines(matching("words.txt", "n$"), prefixed=True),
    fixture="tables",
    right=["grep 'n$' words.txt", "awk '/n$/' words.txt", "sed -n '/n$/p' words.txt"],
    wrong=[
        "grep n words.txt",
        "grep '^n' words.txt",
        "grep -v 'n$' words.txt",
        "grep 'n\\b$x' words.txt",
    ],
)
plain(
    "blank-lines",
    "number of blank lines in poem.txt",
    number(3),
    fixture="tables",
    right=[
        "grep -c '^$' poem.txt",
        "grep -cv . poem.txt",
        "awk '!NF{n++} END{print n}' poem.txt",
        "grep '^$' poem.txt | wc -l",
    ],
    wrong=[
        "grep -c . poem.txt",
        "wc -l poem.txt",
        "grep -c ' ' poem.txt",
        "grep -v '^$' poem.txt | wc -l",
    ],
)
plain(
    "either",
    "lines having WARN or ERROR in app.log",
    lines(matching("app.log", "WARN|ERROR"), prefixed=True),
    right=[
        "grep -E 'WARN|ERROR' app.log",
        "grep -e WARN -e ERROR app.log",
        "egrep 'WARN|ERROR' app.log",
        "grep 'WARN\\|ERROR' app.log",
        "awk '/WARN|ERROR/' app.log",
    ],
    wrong=[
        "grep 'WARN|ERROR' app.log",
        "grep WARN ERROR app.log",
        "grep WARN app.log | grep ERROR",
        "grep -Ei 'WARN|ERROR' app.log",
    ],
)
plain(
    "gz",
    "is there any ERROR in the compressed log app.log.2.gz? show them",
    lines(["2024-03-10 10:00:00 ERROR old trouble"] * 2, prefixed=True),
    right=[
        "zgrep ERROR app.log.2.gz",
        "zcat app.log.2.gz | grep ERROR",
        "gunzip -c app.log.2.gz | grep ERROR",
        "gzip -dc app.log.2.gz | grep -n ERROR",
    ],
    wrong=[
        "grep ERROR app.log.2.gz",
        "gunzip app.log.2.gz && grep ERROR app.log.2",
        "zgrep -c ERROR app.log.2.gz",
        "zcat app.log.2.gz",
    ],
)
plain(
    "ip-only",
    "extract only the ip addresses from auth.log",
    lines(
        lambda t: [
            m for line in t["auth.log"].lines for m in re.findall(r"\d+\.\d+\.\d+\.\d+", line)
        ],
        ordered=False,
    ),
    right=[
        "grep -oE '[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+' auth.log",
        "grep -Eo '([0-9]{1,3}\\.){3}[0-9]{1,3}' auth.log",
        "grep -oP '\\d+(\\.\\d+){3}' auth.log",
    ],
    wrong=[
        "grep -E '[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+' auth.log",
        "awk '{print $11}' auth.log",
        "grep -o '[0-9]+.[0-9]+' auth.log",
        "cut -d' ' -f1 auth.log",
    ],
)
plain(
    "function-defs",
    "where are functions defined in src/main.py? show def lines",
    lines(["def main():", "def helper(value):"], prefixed=True),
    fixture="project",
    right=[
        "grep '^def ' src/main.py",
        "grep -n 'def ' src/main.py",
        "grep -E '^\\s*def ' src/main.py",
        "awk '/^def /' src/main.py",
    ],
    wrong=[
        "grep 'class ' src/main.py",
        "grep -c def src/main.py",
        "grep -o def src/main.py",
        "cat src/main.py",
    ],
)
plain(
    "files-without",
    "which of the markdown files under docs do not contain the word guide (case insensitive)?",
    prints(paths("docs/api/reference.md"), ordered=False),
    fixture="project",
    right=[
        "grep -riL guide docs --include='*.md'",
        "find docs -type f -name '*.md' -exec grep -Li guide {} +",
    ],
    wrong=[
        "grep -ril guide docs --include='*.md'",
        "grep -rL guide docs",
        "grep -riv guide docs",
        "grep -Li guide docs/*.md",
    ],
)
plain(
    "settings",
    "show what port is set to in config.yaml",
    says(r"8080|5432", never=[r"debug", r"workers"]),
    fixture="project",
    right=[
        "grep port config.yaml",
        "grep -w port: config.yaml",
        "grep '^port:' config.yaml",
        "awk '$1 == \"port:\"' config.yaml",
    ],
    wrong=[
        "cat config.yaml",
        "grep -v port config.yaml",
        "grep PORT config.yaml",
        "grep -c port config.yaml",
    ],
)
plain(
    "passwd-shell",
    "which accounts in /etc/passwd use zsh?",
    says(r"\bbob\b", never=[r"alice", r"carol", r"root:"]),
    right=[
        "grep zsh /etc/passwd",
        "grep '/zsh$' /etc/passwd | cut -d: -f1",
        "awk -F: '$7 ~ /zsh/ {print $1}' /etc/passwd",
    ],
    wrong=[
        "cat /etc/passwd",
        "grep -v zsh /etc/passwd",
        "grep zsh /etc/shells",
        "cut -d: -f1 /etc/passwd",
    ],
)
conditions(
    "error-not-timeout",
    "ERROR lines in app.log that don't mention timeout",
    lines(
        lambda t: [row for row in matching("app.log", "ERROR")(t) if "timeout" not in row],
        prefixed=True,
    ),
    right=[
        "grep ERROR app.log | grep -v timeout",
        "awk '/ERROR/ && !/timeout/' app.log",
        "grep -P 'ERROR(?!.*timeout)' app.log",
    ],
    wrong=[
        "grep -v timeout app.log",
        "grep ERROR app.log",
        "grep -v ERROR app.log | grep timeout",
        "grep 'ERROR|timeout' app.log",
    ],
)
conditions(
    "both-words",
    "log lines in app.log that contain both 'user' and 'in'  as whole words",
    lines(
        lambda t: [
            row
            for row in t["app.log"].lines
            if re.search(r"\buser\b", row) and re.search(r"\bin\b", row)
        ],
        prefixed=True,
    ),
    right=["grep -w user app.log | grep -w in", "grep -E '\\buser\\b' app.log | grep '\\bin\\b'"],
    wrong=[
        "grep user app.log",
        "grep -w in app.log",
        "grep -E 'user|in' app.log",
        "grep user app.log | grep -v in",
    ],
)
conditions(
    "time-window",
    "everything app.log has logged between 09:02 and 09:16 on 2024-03-12 (lines with a timestamp in that window)",
    lines(
        lambda t: [
            row
            for row in t["app.log"].lines
            if "2024-03-12 09:02" <= row[:16] <= "2024-03-12 09:16"
        ],
        prefixed=True,
    ),
    right=[
        'awk \'$1 == "2024-03-12" && $2 >= "09:02" && $2 < "09:16"\' app.log',
        "sed -n '/09:02:11/,/09:15:41/p' app.log",
        "grep -E '^2024-03-12 09:(0[2-9]|1[0-5])' app.log",
    ],
    wrong=[
        "grep 09:02 app.log",
        "sed -n '/09:02/,/09:16/p' app.log",
        "awk '$2 >= \"09:02\"' app.log",
        "grep '2024-03-12 09:' app.log",
    ],
)
conditions(
    "post-500",
    "requests in access.log that were POST and got a 5xx status",
    lines(
        lambda t: [
            row for row in t["access.log"].lines if '"POST' in row and re.search(r'" 5\d\d ', row)
        ],
        prefixed=True,
    ),
    right=[
        "grep '\"POST' access.log | grep -E '\" 5[0-9]{2} '",
        'awk \'$6 == "\\"POST" && $9 >= 500\' access.log',
        'grep -E \'"POST [^"]*" 5\' access.log',
    ],
    wrong=[
        "grep POST access.log",
        "grep -E '\" 5[0-9]{2} ' access.log",
        "grep POST access.log | grep 5",
        "awk '$9 >= 500' access.log",
    ],
)
conditions(
    "not-ok",
    "every line of access.log whose status code isn't 200",
    lines(lambda t: [row for row in t["access.log"].lines if '" 200 ' not in row], prefixed=True),
    right=["awk '$9 != 200' access.log", "grep -v '\" 200 ' access.log"],
    wrong=[
        "grep -v 200 access.log",
        "grep '\" 200 ' access.log",
        "awk '$8 != 200' access.log",
        "grep 404 access.log",
    ],
)
conditions(
    "count-per-file",
    "number of ERROR lines for each of the app logs (app.log and app.log.1)",
    says(r"app\.log:\s*3\b", r"app\.log\.1:\s*3\b", never=[r"\b6\b", r"gz"]),
    right=[
        "grep -c ERROR app.log app.log.1",
        'for f in app.log app.log.1; do echo "$f: $(grep -c ERROR $f)"; done',
    ],
    wrong=[
        "grep -c ERROR app.log*",
        "cat app.log app.log.1 | grep -c ERROR",
        "grep ERROR app.log app.log.1",
        "grep -ci error app.log app.log.1",
    ],
)
conditions(
    "recursive-include",
    "look for TODO or FIXME comments in python and js sources, skip node_modules, show file and line number",
    says(
        r"src/main\.py:6:",
        r"src/main\.py:17:|src/main\.py:\d+:.*FIXME",
        r"src/static/app\.js:5:",
        r"parser\.py:3:",
        r"parser\.py:4:",
        r"test_parser\.py:\d+:",
        never=[r"notes\.txt", r"utils\.py"],
    ),
    fixture="project",
    right=[
        "grep -rnE 'TODO|FIXME' --include='*.py' --include='*.js' --exclude-dir=node_modules .",
        "grep -rn -e TODO -e FIXME --include=*.{py,js} --exclude-dir=node_modules .",
        "find . -path ./node_modules -prune -o \\( -name '*.py' -o -name '*.js' \\) -exec grep -HnE 'TODO|FIXME' {} +",
    ],
    wrong=[
        "grep -rn 'TODO|FIXME' --include='*.py' --include='*.js' .",
        "grep -rnE 'TODO|FIXME' .",
        "grep -rlE 'TODO|FIXME' --include='*.py' --include='*.js' .",
        "grep -rnE 'TODO|FIXME' --include='*.py' .",
    ],
)
conditions(
    "whole-word-ci",
    "find the word 'the' in poem.txt as a whole word in any case and count matching lines",
    number(7),
    fixture="tables",
    right=[
        "grep -ciw the poem.txt",
        "grep -iw the poem.txt | wc -l",
        "grep -icE '\\bthe\\b' poem.txt",
    ],
    wrong=[
        "grep -cw the poem.txt",
        "grep -c The poem.txt",
        "grep -oiw the poem.txt | wc -l",
        "grep -ciw then poem.txt",
    ],
)
conditions(
    "occurrences",
    "how often does 'the' occur in poem.txt counting every occurrence not lines, ignoring case, whole words",
    number(11),
    fixture="tables",
    right=[
        "grep -oiw the poem.txt | wc -l",
        "tr -cs A-Za-z '\\n' < poem.txt | grep -cix the",
        "tr 'A-Z' 'a-z' < poem.txt | grep -ow the | wc -l",
    ],
    wrong=[
        "grep -ciw the poem.txt",
        "grep -ow the poem.txt | wc -l",
        "grep -ciw the poem.txt | wc -l",
        "wc -w poem.txt",
    ],
)
conditions(
    "unique-ips",
    "which distinct client addresses failed to log in according to auth.log",
    lines(["10.0.0.77", "198.51.100.23", "203.0.113.5"], ordered=False),
    right=[
        "grep Failed auth.log | grep -oE '([0-9]+\\.){3}[0-9]+' | sort -u",
        "grep 'Failed password' auth.log | sed -E 's/.*from ([0-9.]+) .*/\\1/' | sort | uniq",
        "awk '/Failed/ {for (i=1;i<=NF;i++) if ($i == \"from\") print $(i+1)}' auth.log | sort -u",
    ],
    wrong=[
        "grep -oE '([0-9]+\\.){3}[0-9]+' auth.log | sort -u",
        "grep Failed auth.log | grep -oE '([0-9]+\\.){3}[0-9]+'",
        "grep Failed auth.log | awk '{print $11}' | sort -u",
    ],
)
conditions(
    "email-everywhere",
    "list all e-mail addresses found in README.md, one per line",
    lines(["help@example.org", "dev@example.com"], ordered=False),
    fixture="project",
    right=[
        "grep -oE '[[:alnum:]._-]+@[[:alnum:].-]+\\.[a-z]+' README.md",
        "grep -Eo '\\S+@\\w+\\.\\w+' README.md",
    ],
    wrong=[
        "grep @ README.md",
        "grep -o '@' README.md",
        "grep -c @ README.md",
        "grep -oE '[a-z]+@' README.md",
    ],
)
conditions(
    "urls",
    "pull every http or https url out of docs/guide.md",
    lines(lambda t: ["http://example.org/guide", "https://example.com/faq"], ordered=False),
    fixture="project",
    right=[
        "grep -oE 'https?://[A-Za-z0-9./_-]*[A-Za-z0-9/]' docs/guide.md",
        "grep -oE 'https?://[^ ]+[^ .]' docs/guide.md",
        "grep -oP 'https?://\\S+\\w' docs/guide.md",
    ],
    wrong=[
        "grep http docs/guide.md",
        "grep -o 'http://' docs/guide.md",
        "grep -oE 'https://[a-z./]+[a-z]' docs/guide.md",
    ],
)
conditions(
    "section",
    "print only the lines of the [database] section of app.ini (header included is ok)",
    any_of(
        lines(["[database]", "host = db.internal", "port = 5432", "user = app"], squeezed=True),
        lines(["host = db.internal", "port = 5432", "user = app"], squeezed=True),
    ),
    fixture="tables",
    right=[
        "sed -n '/^\\[database\\]/,/^$/p' app.ini",
        "awk '/^\\[/ {on = ($0 == \"[database]\")} on' app.ini",
        "grep -A3 '^\\[database\\]' app.ini",
    ],
    wrong=[
        "grep database app.ini",
        "sed -n '/database/,$p' app.ini",
        "grep -A5 '\\[database\\]' app.ini",
        "grep -B3 database app.ini",
    ],
)
conditions(
    "max-two-per-file",
    "search '/login' in access.log, only show at most 2 hits",
    lines(lambda t: matching("access.log", "/login")(t)[:2], prefixed=True),
    right=[
        "grep -m2 /login access.log",
        "grep /login access.log | head -2",
        "awk '/\\/login/ && ++n <= 2' access.log",
    ],
    wrong=[
        "grep /login access.log",
        "grep -m2 login auth.log",
        "grep /login access.log | tail -2",
        "grep -A2 /login access.log",
    ],
)
conditions(
    "commented",
    "show active settings from app.ini: no comments (;), no empty lines",
    lines(
        lambda t: [row for row in t["app.ini"].lines if row and not row.startswith(";")],
        prefixed=True,
    ),
    fixture="tables",
    right=[
        "grep -vE '^(;|$)' app.ini",
        "grep -v '^;' app.ini | grep .",
        "sed '/^;/d;/^$/d' app.ini",
        "awk 'NF && !/^;/' app.ini",
    ],
    wrong=[
        "grep -v ';' app.ini",
        "grep -v '^$' app.ini",
        "grep '^;' app.ini",
        "grep -v '^#' app.ini",
    ],
)
conditions(
    "case-upper-only",
    "lines in letter.txt with either spelling grey/gray or colour/color, with line numbers",
    says(r"^3[:\s].*colour charts", r"^5[:\s].*colour of the door", never=[r"555", r"Yours"]),
    fixture="tables",
    right=[
        "grep -nE 'gr[ae]y|colou?r' letter.txt",
        "grep -n -e 'gr[ea]y' -e 'colou\\?r' letter.txt",
    ],
    wrong=[
        "grep -n 'gr[ae]y|colou?r' letter.txt",
        "grep -E 'gr[ae]y|colou?r' letter.txt",
        "grep -nE 'grayx|color$' letter.txt",
    ],
)
conditions(
    "count-logins-per-user",
    "who logged in successfully per auth.log and how many times each",
    says(r"1\s+ann\b|ann[:\s]+1", r"1\s+ben\b|ben[:\s]+1", never=[r"root", r"admin", r"203\."]),
    right=[
        "grep Accepted auth.log | sed -E 's/.* for ([a-z]+) from.*/\\1/' | sort | uniq -c",
        "awk '/Accepted/ {n[$9]++} END {for (u in n) print n[u], u}' auth.log",
    ],
    wrong=[
        "grep Accepted auth.log | wc -l",
        "grep -c Accepted auth.log",
        "awk '/Failed/ {n[$9]++} END {for (u in n) print n[u], u}' auth.log",
    ],
)
hard(
    "two-lines-before-first",
    "print the line right before every line with 'retrying' in app.log, without the matching line itself",
    lines(["2024-03-12 09:02:11 ERROR cannot reach db.internal: timeout"], prefixed=True),
    right=[
        "grep -B1 retrying app.log | grep -v retrying",
        "awk '/retrying/ {print prev} {prev = $0}' app.log",
        "grep -B1 retrying app.log | head -1",
    ],
    wrong=["grep -B1 retrying app.log", "grep -A1 retrying app.log", "grep retrying app.log"],
)
hard(
    "multi-line-trace",
    "extract the stack trace lines (indented) that follow ERROR lines in app.log",
    lines(
        ["  at worker.run (worker.js:17)", "  at queue.next (queue.js:88)"],
        prefixed=True,
        squeezed=True,
    ),
    right=[
        "grep '^  at ' app.log",
        "grep -E '^[[:space:]]+' app.log",
        "awk '/^ /' app.log",
        "grep -A2 'ERROR job' app.log | tail -n +2",
    ],
    wrong=["grep at app.log", "grep -A2 ERROR app.log", "grep -v '^2024' app.log | head -1"],
)
hard(
    "top-ip",
    "the three addresses with the most requests in access.log together with their counts",
    all_of(
        says(
            r"9\W+10\.0\.0\.7\b|10\.0\.0\.7\W+9\b",
            r"6\W+203\.0\.113\.5|203\.0\.113\.5\W+6",
            r"4\W+198\.51\.100\.23|198\.51\.100\.23\W+4",
            never=[r"192\.0\.2\.14", r"10\.0\.0\.77"],
        ),
    ),
    right=[
        "cut -d' ' -f1 access.log | sort | uniq -c | sort -rn | head -3",
        "awk '{n[$1]++} END {for (a in n) print n[a], a}' access.log | sort -nr | head -n 3",
    ],
    wrong=[
        "cut -d' ' -f1 access.log | uniq -c | sort -rn | head -3",
        "cut -d' ' -f1 access.log | sort | uniq -c | sort -n | head -3",
        "awk '{print $1}' access.log | sort | uniq -c",
    ],
)
hard(
    "status-histogram",
    "count the responses in access.log by status code, most frequent first",
    says(
        r"\A\s*(1[0-9]\s+200|200\W+1[0-9])$",
        r"404\D[\s\S]*301",
        r"500",
        r"503",
        never=[r"GET", r"10\.0"],
    ),
    right=[
        "awk '{print $9}' access.log | sort | uniq -c | sort -rn",
        "awk '{n[$9]++} END {for (s in n) print s, n[s]}' access.log | sort -k2 -nr",
    ],
    wrong=[
        "awk '{print $9}' access.log | uniq -c | sort -rn",
        "cut -d' ' -f8 access.log | sort | uniq -c",
        "awk '{print $9}' access.log | sort | uniq -c",
    ],
)
hard(
    "bytes-sum",
    "total bytes sent for successful (200) requests in access.log",
    number(
        lambda t: sum(
            int(row.split()[9]) for row in t["access.log"].lines if row.split()[8] == "200"
        )
    ),
    right=[
        "awk '$9 == 200 {s += $10} END {print s}' access.log",
        "grep '\" 200 ' access.log | awk '{s+=$10} END {print s}'",
    ],
    wrong=[
        "awk '{s += $10} END {print s}' access.log",
        "awk '$9 == 200 {s += $9} END {print s}' access.log",
        "awk '$9 == 200 {n++} END {print n}' access.log",
    ],
)
hard(
    "all-rotated",
    "count ERROR lines over app.log and all its rotated versions, including the gzipped one, as one number",
    number(8),
    right=[
        "zcat -f app.log* | grep -c ERROR",
        "zgrep -h ERROR app.log* | wc -l",
        "(cat app.log app.log.1; zcat app.log.2.gz) | grep -c ERROR",
    ],
    wrong=[
        "cat app.log* | grep -c ERROR",
        "grep -c ERROR app.log*",
        "zgrep -c ERROR app.log*",
        "zcat -f app.log* | grep -ci error",
    ],
)
hard(
    "repeated-word",
    "find lines with a doubled word such as 'the the' in docs/guide.md (case insensitive)",
    lines(["The the last line repeats a word."], prefixed=True),
    fixture="project",
    right=[
        "grep -iE '\\b(\\w+) \\1\\b' docs/guide.md",
        "grep -inE '\\b([a-z]+)[[:space:]]+\\1\\b' docs/guide.md",
        "grep -iP '\\b(\\w+)\\s+\\1\\b' docs/guide.md",
    ],
    wrong=[
        "grep -i 'the the' docs/index.md",
        "grep -E '(\\w+) \\1' docs/guide.md | head -0",
        "grep -iE '(\\w+) (\\w+)' docs/guide.md",
    ],
)
hard(
    "palindromes",
    "using only grep and rev or similar, print the palindromes in words.txt",
    lines(["level", "noon", "racecar"], ordered=False),
    fixture="tables",
    right=[
        'while read -r w; do [ "$w" = "$(rev <<< "$w")" ] && echo "$w"; done < words.txt',
        "paste words.txt <(rev words.txt) | awk '$1 == $2 {print $1}'",
        "grep -Fxf <(rev words.txt) words.txt",
    ],
    wrong=[
        "rev words.txt",
        "grep -E '(.).*\\1' words.txt",
        "grep -vFxf <(rev words.txt) words.txt",
    ],
)
hard(
    "todo-table",
    "how many TODO or FIXME marks (upper case) does each file under src and tests have, files without any left out, highest count first",
    says(
        r"\A\D*(src/main\.py\W+2|2\W+(\./)?src/main\.py|src/core/parser\.py\W+2|2\W+(\./)?src/core/parser\.py)",
        r"app\.js\W+1$|1\W.*app\.js",
        r"test_parser\.py\W+1$|1\W.*test_parser",
        never=[r"utils", r"\b0\b", r"engine"],
    ),
    fixture="project",
    right=[
        "grep -rcE 'TODO|FIXME' src tests | grep -v ':0$' | sort -t: -k2 -nr",
        "grep -rohE 'x' /dev/null; grep -rlE 'TODO|FIXME' src tests | xargs grep -cE 'TODO|FIXME' | sort -t: -rn -k2",
        "grep -rEo 'TODO|FIXME' src tests | cut -d: -f1 | sort | uniq -c | sort -rn",
    ],
    wrong=[
        "grep -rcE 'TODO|FIXME' src tests",
        "grep -rcE 'TODO|FIXME' src tests | grep -v ':0$' | sort -t: -k2 -n",
        "grep -rciE 'TODO|FIXME' src tests | grep -v ':0$' | sort -t: -k2 -nr",
    ],
)
hard(
    "replace-preview",
    "show every line of src/main.py that would change if print were replaced by log, as it would look after the change; do not modify the file",
    lines(['    log("starting")'], prefixed=True, squeezed=True),
    fixture="project",
    right=[
        "sed -n 's/print/log/p' src/main.py",
        "grep print src/main.py | sed 's/print/log/g'",
        "awk '/print/ {gsub(/print/, \"log\"); print}' src/main.py",
    ],
    wrong=[
        "sed -i 's/print/log/' src/main.py",
        "sed 's/print/log/' src/main.py",
        "grep print src/main.py",
        "sed -n 's/print/log/' src/main.py",
    ],
)
