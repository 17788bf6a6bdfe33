"""Processes: finding, counting, ending, pausing, renicing them."""

from __future__ import annotations

from benchmarks.harness.checks import all_of, number, prints_pids, processes, says, text
from benchmarks.harness.tasks import Family

FAMILY = Family("processes", fixture="daemons")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

plain(
    "kill-name",
    "kill the pear-server process",
    processes(gone=("pear-server",)),
    right=[
        "pkill pear-server",
        "killall pear-server",
        "kill $(pgrep pear-server)",
        "kill $(pidof pear-server)",
        "pkill -x pear-server",
    ],
    wrong=[
        "kill pear-server",
        "pgrep pear-server",
        "pkill server-pear",
        "killall sleep",
        "kill -STOP $(pgrep pear-server)",
    ],
)
plain(
    "force",
    "plum-batch hangs, kill it hard with SIGKILL",
    processes(gone=("plum-batch",)),
    right=[
        "pkill -9 plum-batch",
        "killall -9 plum-batch",
        "kill -9 $(pgrep plum-batch)",
        "pkill -KILL -f plum-batch",
        "killall -s KILL plum-batch",
    ],
    wrong=["kill -9 plum-batch", "kill -9 -1", "pkill -9 plum_batch", "pkill -0 plum-batch"],
)
plain(
    "pid",
    "what's the pid of pear-server",
    all_of(prints_pids("pear-server"), processes()),
    right=[
        "pgrep pear-server",
        "pidof pear-server",
        "ps -C pear-server -o pid=",
        "pgrep -x pear-server",
    ],
    wrong=["ps aux", "pgrep server -v", "echo $$", "pgrep -c pear-server", "ps -e"],
)
plain(
    "ps-grep",
    "is a process called plum-batch running? show it",
    says(r"plum-batch", never=[r"apple", r"pear"]),
    right=[
        "ps aux | grep plum-batch",
        "pgrep -a plum-batch",
        "ps -ef | grep '[p]lum-batch'",
        "ps -C plum-batch -f",
        "pgrep -l plum-batch",
    ],
    wrong=["ps aux", "ps | grep plumbatch", "pgrep -a apple", "ps -C plum"],
)
plain(
    "count",
    "how many apple-worker processes are running",
    number(2),
    right=[
        "pgrep -c -x apple-worker",
        "pgrep -x apple-worker | wc -l",
        "ps -C apple-worker --no-headers | wc -l",
        "pidof apple-worker | wc -w",
    ],
    wrong=[
        "pgrep -c apple",
        "pgrep apple-worker",
        "ps aux | grep -c apple-worker",
        "ps aux | grep -c apple",
    ],
)
plain(
    "list-all",
    "show everything thats running on this box",
    says(r"apple-worker", r"apple-workshop", r"pear-server", r"plum-batch", r"fig-paused"),
    right=["ps aux", "ps -ef", "ps -e", "ps ax", "ps -A"],
    wrong=["ps", "ps -C pear-server", "pgrep apple -l", "jobs", "ps -u root"],
)
plain(
    "pause",
    "suspend pear-server without terminating it",
    processes(stopped=("pear-server",)),
    right=[
        "pkill -STOP pear-server",
        "kill -STOP $(pgrep pear-server)",
        "killall -STOP pear-server",
        "kill -19 $(pidof pear-server)",
    ],
    wrong=[
        "pkill pear-server",
        "pkill -CONT pear-server",
        "kill -TERM $(pgrep pear-server)",
        "pkill -STOP apple",
    ],
)
plain(
    "resume",
    "fig-paused was stopped, let it continue",
    processes(resumed=("fig-paused",)),
    right=[
        "pkill -CONT fig-paused",
        "kill -CONT $(pgrep fig-paused)",
        "killall -CONT fig-paused",
        "kill -18 $(pidof fig-paused)",
    ],
    wrong=[
        "pkill fig-paused",
        "fg",
        "kill -STOP $(pgrep fig-paused)",
        "pkill -HUP fig-paused",
        "bg %1",
    ],
)
plain(
    "kill-pidfile",
    "end the process whose id is in /run/pear.pid",
    processes(gone=("pear-server",)),
    right=[
        "kill $(cat /run/pear.pid)",
        "xargs kill < /run/pear.pid",
        "pkill -F /run/pear.pid",
        'kill -TERM "$(< /run/pear.pid)"',
    ],
    wrong=[
        "kill /run/pear.pid",
        "rm /run/pear.pid",
        "cat /run/pear.pid",
        "kill -0 $(cat /run/pear.pid)",
    ],
)
plain(
    "args",
    "with which arguments was pear-server started",
    says(r"pear-server 903\b", never=[r"apple"]),
    right=[
        "ps -C pear-server -o args",
        "pgrep -a pear-server",
        "ps -fC pear-server",
        "tr '\\0' ' ' < /proc/$(pgrep pear-server)/cmdline",
    ],
    wrong=["pgrep -l pear-server", "pidof pear-server", "ps -C pear-server -o comm", "ps aux"],
)
conditions(
    "exact-name",
    "stop all apple-worker processes but not apple-workshop",
    processes(gone=("apple-worker 900", "apple-worker 901")),
    right=[
        "pkill -x apple-worker",
        "killall apple-worker",
        "kill $(pidof apple-worker)",
        "pkill apple-worker$",
    ],
    wrong=[
        "pkill apple",
        "pkill apple-work",
        "killall apple-workshop",
        "kill apple-worker",
        "pkill -o apple-worker",
    ],
)
conditions(
    "newest-only",
    "kill just the most recently started apple-worker",
    processes(gone=("apple-worker 901",)),
    right=[
        "pkill -n -x apple-worker",
        "kill $(pgrep -nx apple-worker)",
        "pkill -f 'apple-worker 901'",
    ],
    wrong=[
        "pkill -o -x apple-worker",
        "pkill -x apple-worker",
        "pkill -n apple",
        "kill $(pidof apple-workshop)",
    ],
)
conditions(
    "by-argument",
    "terminate the process that has 902 on its command line",
    processes(gone=("apple-workshop",)),
    right=[
        "pkill -f '\\b902\\b'",
        "pkill -f ' 902$'",
        "kill $(pgrep -f ' 902$')",
        "ps aux | awk '/[ ]902$/ {print $2}' | xargs kill",
    ],
    wrong=["pkill 902", "kill 902", "killall 902", "pkill -f 90", "fuser -k 902/tcp"],
)
conditions(
    "nice-values",
    "list process name and niceness of everything with a nice value above 0",
    all_of(says(r"plum-batch", r"\b12\b", never=[r"apple", r"pear", r"fig"])),
    right=[
        "ps -eo ni,comm | awk '$1 > 0'",
        "ps -eo comm,nice | awk '$2 > 0 && $2 != \"-\"'",
        "ps -e -o ni= -o comm= | grep -E '^ +[1-9]'",
    ],
    wrong=["ps -eo ni,comm", "ps -l", "nice", "ps -eo pri,comm | awk '$1 > 90'"],
)
conditions(
    "stopped",
    "names of all processes in stopped state (T)",
    says(r"fig-paused", never=[r"apple", r"pear", r"plum"]),
    right=[
        "ps -eo stat,comm | awk '$1 ~ /^T/ {print $2}'",
        "ps aux | awk '$8 ~ /T/ {print $11}' | grep fig",
        "ps -eo state,comm | grep '^T'",
        "pgrep -l -r T .",
    ],
    wrong=["ps -eo stat,comm", "jobs -s", "ps -eo stat,comm | grep S", "ps -T"],
)
hard(
    "age-order",
    "pids of all processes whose name starts with apple, oldest first, comma separated on one line",
    says(r"\A\d+, ?\d+, ?\d+\s*\Z"),
    right=["pgrep -d, apple", "pgrep -d ', ' '^apple'", "pgrep apple | paste -sd,"],
    wrong=["pgrep apple", "pidof apple", "pgrep -d, -x apple-worker", "pgrep -c apple"],
)
hard(
    "kill-all-but",
    "kill every apple process except the oldest apple-worker",
    processes(gone=("apple-worker 901", "apple-workshop")),
    right=[
        'pgrep apple | grep -vx "$(pgrep -ox apple-worker)" | xargs kill',
        "for p in $(pgrep apple); do [ $p = $(pgrep -o -x apple-worker) ] || kill $p; done",
        "kill $(pgrep apple | tail -n +2)",
    ],
    wrong=[
        "pkill apple",
        "pkill -n apple",
        "pkill -o apple",
        "kill $(pgrep -x apple-worker | tail -n +2)",
    ],
)
hard(
    "signal-zero",
    "check whether the pid stored in /run/pear.pid is alive and print alive or dead accordingly",
    all_of(text("alive"), processes()),
    right=[
        "kill -0 $(cat /run/pear.pid) 2>/dev/null && echo alive || echo dead",
        "ps -p $(cat /run/pear.pid) > /dev/null && echo alive || echo dead",
        "if [ -d /proc/$(cat /run/pear.pid) ]; then echo alive; else echo dead; fi",
    ],
    wrong=[
        "kill $(cat /run/pear.pid) && echo alive",
        "kill -0 /run/pear.pid && echo alive || echo dead",
        "cat /run/pear.pid && echo alive",
        "ps -p /run/pear.pid > /dev/null && echo alive || echo dead",
    ],
)
