"""The machine, its users, disks, time and environment."""

from __future__ import annotations

import datetime
import os

from benchmarks.harness.checks import (
    any_of,
    lines,
    number,
    probe,
    says,
    size_of,
    text,
)
from benchmarks.harness.evidence import Check, Evidence
from benchmarks.harness.tasks import Family

FAMILY = Family("system", fixture="project")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def moment(form: str, *, days: int = 0, slack: int = 5) -> Check:
    """Standard output is now (or that many days from now) in this strftime form."""

    def look(evidence: Evidence) -> str | None:
        now = datetime.datetime.fromtimestamp(evidence.ended_at, datetime.UTC)
        shown = evidence.stdout.strip()
        for seconds in range(slack + 1):
            goal = now + datetime.timedelta(days=days, seconds=-seconds)
            if shown == goal.strftime(form):
                return None
        return f"printed {shown[:60]!r}, not {now.strftime(form)!r}"

    return Check(look)


plain(
    "whoami",
    "which user am I logged in as",
    text("root"),
    right=["whoami", "id -un", "echo $USER", "id -u -n"],
    wrong=["id", "who am i", "hostname", "users"],
)
plain(
    "hostname",
    "whats the name of this computer",
    text("orchard"),
    right=["hostname", "uname -n", "cat /etc/hostname", "hostname -s"],
    wrong=["uname", "whoami", "uname -a", "hostname -I"],
)
plain(
    "pwd",
    "which directory am I in",
    text("/home/sam/work"),
    right=["pwd", "echo $PWD", "pwd -P", "realpath ."],
    wrong=["ls", "cd", "dirname $PWD", "basename $PWD"],
)
plain(
    "kernel",
    "kernel version",
    text(os.uname().release),
    right=["uname -r", "cat /proc/sys/kernel/osrelease", "uname --kernel-release"],
    wrong=["uname", "uname -m", "cat /etc/os-release", "uname -v"],
)
plain(
    "distro",
    "what linux distribution is this",
    says(r"(?i)debian", never=[r"No such"]),
    right=[
        "cat /etc/os-release",
        "grep PRETTY_NAME /etc/os-release",
        "cat /etc/*release",
        ". /etc/os-release; echo $PRETTY_NAME",
    ],
    wrong=["uname -r", "uname -n", "cat /etc/hostname", "arch"],
)
plain(
    "cpus",
    "how many cpu cores do I have",
    any_of(number(os.cpu_count() or 1), says(rf"(?m)^CPU\(s\):\s+{os.cpu_count()}$")),
    right=["nproc", "grep -c ^processor /proc/cpuinfo", "getconf _NPROCESSORS_ONLN", "nproc --all"],
    wrong=["free", "uname -p", "nproc --ignore=1; true", "cat /proc/cpuinfo"],
)
plain(
    "memory",
    "free and used ram, readable",
    says(r"Mem:\s+\d[\d.]*[GM]i?\b"),
    right=["free -h", "free -ht", "free -h --si", "free --human"],
    wrong=["free", "df -h", "uptime", "free -b", "vmstat"],
)
plain(
    "uptime",
    "since when is this box up, or for how long",
    says(r"\bup\b"),
    right=["uptime", "uptime -p", "w | head -1", "uptime --pretty"],
    wrong=["date", "who", "ps", "echo up the hill | tr u a"],
)
plain(
    "disk-free",
    "disk space left, human readable",
    says(r"Avail", r"\d[GM]\b", r"%"),
    right=["df -h", "df -h .", "df --human-readable", "df -hT"],
    wrong=["df", "du -h", "free -h", "df -i", "ls -lh"],
)
plain(
    "du-dir",
    "how big is the build directory",
    size_of(1_545_000, high=1.1, name="build"),
    right=["du -sh build", "du -s build", "du -sb build | cut -f1", "du -h build --max-depth=0"],
    wrong=["ls -lh build", "du -h docs", "df -h build", "du -sh .", "wc -c build/main.o"],
)
plain(
    "date",
    "today's date as YYYY-MM-DD",
    moment("%Y-%m-%d"),
    right=["date +%F", "date +%Y-%m-%d", "date --iso-8601", "date -I"],
    wrong=["date", "date +%D", "date +%d-%m-%Y", "date +%y-%m-%d", "cal"],
)
plain(
    "epoch",
    "unix timestamp now",
    moment("%s"),
    right=["date +%s", "printf '%(%s)T\\n' -1", "echo $EPOCHSECONDS"],
    wrong=["date", "date +%S", "date +%T", "date +%N"],
)
plain(
    "weekday",
    "print only the weekday name of today in full",
    moment("%A"),
    right=["date +%A", "date '+%A'", "LC_TIME=C date +%A"],
    wrong=["date +%a", "date +%u", "date +%B", "date"],
)
plain(
    "tomorrow",
    "what date is it tomorrow (YYYY-MM-DD)",
    moment("%Y-%m-%d", days=1),
    right=["date -d tomorrow +%F", "date -d '+1 day' +%Y-%m-%d", "date --date='1 day' -I"],
    wrong=["date +%F", "date -d yesterday +%F", "date -d tomorrow", "date -d '+1 week' +%F"],
)
plain(
    "from-epoch",
    "1700000000 is what date",
    says(r"2023.*22:13|Nov.*14.*2023|2023-11-14|14.*Nov.*2023|11/14/(20)?23"),
    right=["date -d @1700000000", "date -u -d @1700000000 '+%F %T'", "date --date='@1700000000'"],
    wrong=["date 1700000000", "date -d 1700000000", "date +%s", "date -d @17000000000"],
)
plain(
    "path-entries",
    "echo PATH but every directory on its own line",
    lines("/opt/bin\n/usr/local/sbin\n/usr/local/bin\n/usr/sbin\n/usr/bin\n/sbin\n/bin"),
    right=[
        "echo $PATH | tr : '\\n'",
        "tr ':' '\\n' <<< \"$PATH\"",
        "printf '%s\\n' ${PATH//:/ }",
        "echo \"${PATH//:/$'\\n'}\"",
    ],
    wrong=["echo $PATH", "ls $PATH", "env | grep PATH", "echo $PATH | tr '\\n' :"],
)
plain(
    "env",
    "show all environment variables",
    says(r"^HOME=/home/sam$|HOME=\"/home/sam\"", r"PATH="),
    right=["env", "printenv", "export -p", "env | sort"],
    wrong=["echo $HOME", "printenv HOME", "ls", "alias"],
)
plain(
    "home",
    "print my home directory's path",
    text("/home/sam"),
    right=["echo $HOME", "echo ~", "printenv HOME", "cd && pwd"],
    wrong=["pwd", "ls ~", "dirname ~", "echo '$HOME'"],
)
plain(
    "which",
    "where is the sort program installed",
    says(r"^(.*\s)?/(usr/)?bin/sort\b", never=[r"not found"]),
    right=["which sort", "command -v sort", "type -p sort", "whereis sort", "type sort"],
    wrong=["find . -name sort", "ls sort", "sort --version", "which sort.exe"],
)
plain(
    "users",
    "list all user names on this system",
    any_of(
        lines("root\ndaemon\nwww-data\nbackup\nnobody\nsam\nalice\nbob\ncarol", ordered=False),
    ),
    right=[
        "cut -d: -f1 /etc/passwd",
        "getent passwd | cut -d: -f1",
        "awk -F: '{print $1}' /etc/passwd",
        "compgen -u",
    ],
    wrong=["whoami", "who", "users", "cut -d: -f1 /etc/group", "ls /home"],
)
plain(
    "groups-of",
    "what groups is alice in",
    says(r"\bdevelopers\b", r"alice", never=[r"\bstaff\b", r"\bbob\b"]),
    right=["groups alice", "id alice", "id -nG alice", "id -Gn alice"],
    wrong=["groups", "id bob", "id -u alice", "cat /etc/group", "getent group staff"],
)
plain(
    "members",
    "who is a member of the developers group",
    says(r"alice", r"bob", r"sam", never=[r"carol", r"www-data"]),
    right=[
        "getent group developers",
        "grep developers /etc/group",
        "awk -F: '$1==\"developers\" {print $4}' /etc/group",
        "grep '^developers:' /etc/group | cut -d: -f4",
    ],
    wrong=["groups developers", "id developers", "cat /etc/group", "getent group staff"],
)
plain(
    "host-lookup",
    "which ip does db.internal have in /etc/hosts",
    says(r"10\.0\.0\.5\b", never=[r"10\.0\.0\.7"]),
    right=[
        "grep db.internal /etc/hosts",
        "getent hosts db.internal",
        "awk '/db.internal/ {print $1}' /etc/hosts",
    ],
    wrong=["cat /etc/hosts", "grep cache /etc/hosts", "hostname -i", "grep db.external /etc/hosts"],
)
plain(
    "calc",
    "whats 17 * 23 + 5",
    number(396),
    right=[
        "echo $((17 * 23 + 5))",
        "expr 17 \\* 23 + 5",
        "echo '17*23+5' | bc",
        "python3 -c 'print(17*23+5)'",
    ],
    wrong=["echo 17 * 23 + 5", "echo $((17 * (23 + 5)))", "expr 17 * 23 + 5", "let 17*23+5"],
)
plain(
    "seq",
    "print the numbers 1 to 10, comma separated on one line",
    says(r"\A1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10\s*\Z"),
    right=["seq -s, 10", "seq -s, 1 10", "echo {1..10} | tr ' ' ,", "seq 10 | paste -sd,"],
    wrong=["seq 10", "seq -s, 0 10", "echo {1..10}", "seq 1,10"],
)
plain(
    "exit-code",
    "run grep -q nosuchthing README.md and print its exit status",
    text("1"),
    right=["grep -q nosuchthing README.md; echo $?", "grep -q nosuchthing README.md\necho $?"],
    wrong=[
        "grep -q nosuchthing README.md && echo $?",
        "echo $?",
        "grep -q nosuchthing README.md",
        "grep -c nosuchthing README.md",
    ],
)
plain(
    "temp-dir",
    "create a temporary directory and print its path",
    probe("find /tmp -mindepth 1 -maxdepth 1 -type d | wc -l", "1"),
    right=["mktemp -d", "d=$(mktemp -d); echo $d", "mktemp --directory"],
    wrong=["mktemp", "mktemp -u -d", "mkdir tmp", "echo /tmp"],
)
conditions(
    "du-sorted",
    "size of each directory directly below this one (hidden ones left out), largest first, readable",
    says(
        r"\A\S+[KM]\s+(\./)?build/?\n",
        r"[KM]\s+(\./)?docs/?$",
        r"\s(\./)?archive/?$",
        never=[r"README", r"src/core", r"^\S+\s+\.$"],
    ),
    right=[
        "du -sh */ | sort -rh",
        "du -h --max-depth=1 --exclude='./.*' . | sort -hr | grep -v '\\s\\.$'",
        "find . -mindepth 1 -maxdepth 1 -type d ! -name '.*' -exec du -sh {} + | sort -rh",
    ],
    wrong=[
        "du -sh * | sort -rh",
        "du -sh */ | sort -rn",
        "du -sh */",
        "du -h | sort -rh",
        "ls -lSh",
    ],
)
conditions(
    "biggest-two",
    "two biggest entries (files or folders) directly in here by disk usage",
    says(
        r"\bbuild\b",
        r"\bdocs\b",
        never=[r"\bsrc\b", r"\blogs\b", r"README", r"node_modules", r"\s\.$"],
    ),
    right=[
        "du -s * | sort -rn | head -2",
        "du -sh * | sort -rh | head -n2",
        "du -a --max-depth=1 . | sort -rn | sed -n 2,3p",
    ],
    wrong=[
        "ls -S | head -2",
        "du -s * | sort -n | head -2",
        "du | sort -rn | head -2",
        "du -sh * | sort -rn | head -2 | tail -1",
    ],
)
conditions(
    "days-between",
    "how many days are there between 2024-01-15 and 2024-03-01",
    number(46),
    right=[
        "echo $(( ($(date -d 2024-03-01 +%s) - $(date -d 2024-01-15 +%s)) / 86400 ))",
        "echo $((($(date -ud 2024-03-01 +%s)-$(date -ud 2024-01-15 +%s))/86400))",
    ],
    wrong=[
        "date -d '2024-03-01 - 2024-01-15'",
        "echo $(( $(date -d 2024-03-01 +%s) - $(date -d 2024-01-15 +%s) ))",
        "echo $(( $(date -d 2024-03-01 +%j) - $(date -d 2024-01-15 +%j) - 1 ))",
    ],
)
conditions(
    "week-later",
    "the date 10 days after 2024-02-25 as dd.mm.yyyy",
    text("06.03.2024"),
    right=[
        "date -d '2024-02-25 +10 days' +%d.%m.%Y",
        "date --date='2024-02-25 + 10 days' '+%d.%m.%Y'",
    ],
    wrong=[
        "date -d '2024-02-25 +10 days' +%F",
        "date -d '2024-02-25' +%d.%m.%Y",
        "date -d '10 days' +%d.%m.%Y",
        "date -d '2024-02-25 -10 days' +%d.%m.%Y",
    ],
)
conditions(
    "other-zone",
    "2024-07-01 12:00 UTC in New York local time, as HH:MM",
    text("08:00"),
    right=[
        "TZ=America/New_York date -d '2024-07-01 12:00 UTC' +%H:%M",
        "TZ=\"America/New_York\" date --date='2024-07-01T12:00:00Z' +%R",
    ],
    wrong=[
        "date -d '2024-07-01 12:00 UTC' +%H:%M",
        "date -d '2024-07-01 12:00 America/New_York' +%H:%M",
        "TZ=America/New_York date +%H:%M",
        "TZ=EST date -d '2024-07-01 12:00 UTC' +%H:%M",
    ],
)
conditions(
    "login-shells",
    "user names and shells of accounts that can log in (shell not nologin)",
    says(
        r"sam.*bash",
        r"bob.*zsh",
        r"carol.*bash",
        r"root.*bash",
        never=[r"nologin", r"daemon", r"www-data"],
    ),
    right=[
        "awk -F: '$7 !~ /nologin/ {print $1, $7}' /etc/passwd",
        "grep -v nologin /etc/passwd | cut -d: -f1,7",
        "getent passwd | grep -v nologin$ | awk -F: '{print $1\" \"$7}'",
    ],
    wrong=[
        "cut -d: -f1,7 /etc/passwd",
        "grep nologin /etc/passwd",
        "cat /etc/shells",
        "grep -v nologin /etc/passwd | cut -d: -f1",
    ],
)
conditions(
    "var-default",
    "print the value of EDITOR_MODE or the word none if that variable is not set",
    text("none"),
    right=[
        "echo ${EDITOR_MODE:-none}",
        'echo "${EDITOR_MODE-none}"',
        "printenv EDITOR_MODE || echo none",
        '[ -n "$EDITOR_MODE" ] && echo $EDITOR_MODE || echo none',
    ],
    wrong=[
        "echo $EDITOR_MODE none now",
        "echo ${EDITOR_MODE:+none}",
        "echo $EDITOR_MODE",
        "echo '${EDITOR_MODE:-none}'",
    ],
)
conditions(
    "env-one-run",
    "run the command printenv GREETING with the variable GREETING set to hi for only that command",
    text("hi"),
    right=["GREETING=hi printenv GREETING", "env GREETING=hi printenv GREETING"],
    wrong=[
        "GREETING=hi; printenv GREETING",
        "printenv GREETING=hi",
        "echo GREETING=hi",
        "set GREETING=hi && printenv GREETING",
    ],
)
hard(
    "timeout",
    "run 'sleep 60' but give up after 1 second and print the exit code",
    text("124"),
    right=["timeout 1 sleep 60; echo $?", "timeout 1s sleep 60 ; echo $?"],
    wrong=[
        "timeout 1 sleep 60 && echo $?",
        "sleep 60 & sleep 1; kill %1; echo 1",
        "timeout 60 sleep 1; echo $?",
        "time sleep 1; echo $?",
    ],
)
hard(
    "last-day",
    "last day of february 2028 (just the day number)",
    text("29"),
    right=[
        "date -d '2028-03-01 -1 day' +%d",
        "date -d '2028-02-01 +1 month -1 day' +%d",
        "python3 -c 'import calendar; print(calendar.monthrange(2028, 2)[1])'",
    ],
    wrong=[
        "date -d 2028-02 +%d",
        "date -d '2028-02-28' +%d",
        "echo 28",
        "date -d '2028-03-01' +%d",
    ],
)
hard(
    "friday",
    "date of the next friday after 2024-05-08 (a wednesday), ISO format",
    text("2024-05-10"),
    right=[
        'for i in 1 2 3 4 5 6 7; do d=$(date -d "2024-05-08 +$i day" +%F); [ $(date -d $d +%u) = 5 ] && echo $d; done',
        'date -d "2024-05-08 +$(( (5 - $(date -d 2024-05-08 +%u) + 7) % 7 )) days" +%F',
    ],
    wrong=[
        "date -d 'next friday' +%F",
        "date -d '2024-05-08 +3 days' +%F",
        "date -d '2024-05-08 friday' +%A",
        "date -d '2024-05-08' +%F",
    ],
)
hard(
    "largest-mount",
    "mount point of the file system that holds this directory",
    says(r"(^|\s)/home/sam(\s|$)", never=[r"/proc", r"/dev/null"]),
    right=[
        "df --output=target . | tail -1",
        "stat -c %m .",
        "findmnt -no TARGET -T .",
        "df -P . | awk 'NR==2 {print $6}'",
        "df .",
        "findmnt -T .",
    ],
    wrong=["df /", "pwd", "mount", "df --output=source . | tail -1"],
)
