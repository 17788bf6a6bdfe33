"""Processes: which run, ordered and cut, found by name, user or port, and ended.

Invariant: a process is only signalled when the request asks for it, with the signal
it names or the default.
"""

from __future__ import annotations

from collections.abc import Iterator

from gorilla_cli.knowledge.compose import shell
from gorilla_cli.knowledge.compose.frame import Frame
from gorilla_cli.knowledge.compose.grammar import Chunk, Phrasebook, Sentence
from gorilla_cli.knowledge.compose.reading import Reading
from gorilla_cli.knowledge.compose.slots import BASIC

_TABLE = """
AND = and then | and|then|&
SHOW = list|give|get|report|find|return|see|check|what|which|monitor
PROC = process|job|program|task|application

list        : ( SHOW ) (
              out|me|all|of|the|currently|every|running|active|info|information|about|details|for|on
              )* ( PROC )
list        : ( PROC )
running     : ( currently|actively )* ( running|active ) ( on|this|system|machine|in )*
all         : ( on|in )+ ( this|the )* ( system|machine|computer )
all         : ( of|by|for|from )* ( all|every ) user
top         : ( SHOW )? ( the )? ( top|first )* {count} ( most )? ( PROC )?
top1        : ( SHOW )? ( which|what|the )* ( single )? ( most )?
mem         : ( AND )? ( sorted|sort|ordered|order|ranked )* (
              by|on|in|with|using|consuming|use|uses|consume|highest|most|the|much|hungry|largest|eating|taking|up
              )* ( memory|rss|mem ) (
              usage|use|consumption|percentage|consuming|hungry|intensive|using|utilization )* (
              {order} )?
cpu         : ( AND )? ( sorted|sort|ordered|order|ranked )* (
              by|on|in|with|using|consuming|use|uses|consume|highest|most|the|much|largest|eating|taking|up
              )* ( cpu | cpu time ) (
              usage|use|consumption|percentage|consuming|load|intensive|hungry|using|utilization|time
              )* ( {order} )?
time        : ( AND )? ( sorted|sort|ordered|order )* ( by )* ( start|started|elapsed|running )+ (
              time )? ( {order} )?
bypid       : ( AND )? ( sorted|sort|ordered|order )+ ( by )+ ( pid | process id )
reverse     : ( in )? ( reverse|descending|decreasing ) ( order )?
ascend      : ( in )? ( ascending|increasing ) ( order )?
first       : ( highest|largest|most|biggest|heaviest )+ first
user        : ( owned|run|running|started|belonging|being|executed|of|for|by|under|as )+ (
              by|to|as|the )* ( user|username|account )? {user}
user        : user {user}
user        : {user} own|owns
user.me     : ( owned|run|running|started|belonging|of|for|by|my )+ ( by|to|the )* ( current user
              | me | own )
user.me     : =my
name        : ( SHOW )? ( all )? ( PROC )* (
              name|called|matching|match|with|name|containing|contain|like|for|command|line|of|the|string|a|whose|includes|include
              )+ {needle:text} ( in|its|their|name|names|command|line )*
name        : ( is )? {quoted:text} ( process|running|processes )*
name        : {needle:text} ( process|processes )
name        : ( SHOW|grep|search )* for {needle:text}
pid         : ( with|having|whose|of )* ( pid | process id | process number | id ) {count}
pid         : process {count}
parent      : ( child|children|subprocesses )+ ( of )+ ( process|pid )? {count}
port        : ( using|listening|running|on|use|listens|bound|to|occupying|holding|open )+ (
              tcp|udp )* port {count}
port        : port {count}
pidof       : ( SHOW )? ( the )? ( pid|pids | process id | process ids ) ( of|for )* (
              the|all|process|processes|program )*
tree        : ( as|in|show|a )* ( process )? tree ( of|form|view )* ( process )?
full        : ( with|show|including|in )* ( full|complete|long|detailed|their )+ (
              command|format|details|detail|information|listing|commands|line|lines|arguments|command-line
              )+
full        : in full format
threads     : ( with|show|including|and|their|all )* thread
zombie      : zombie|defunct ( process )?
stopped     : stopped|suspended ( process )?
count       : ( AND )? ( SHOW|count )* ( number|count | how many )+ ( of )?
kill        : ( AND )? ( kill|stop|end|terminate|quit )+ ( all|every|the|any )* (
              instance|instances|of )* ( PROC )?
force       : ( forcefully|forcibly|force )+ ( to )?
force       : ( with|using|sending|send )* ( SIGKILL|sigkill | signal 9 | kill -9 )
force       : immediately
hup         : ( with|send|sending|using )+ ( a )? ( SIGHUP|sighup|hup )+ ( signal )? ( to )?
int         : ( with|send|sending|using )+ ( a )? ( SIGINT|sigint )+ ( signal )? ( to )?
term        : ( with|send|sending|using )+ ( a )? ( SIGTERM|sigterm )+ ( signal )? ( to )?
only        : ( showing|show|display|only|print|with|listing|including )+ ( only|just|their|the )*
              ( pid|user|command|name|cpu|memory|ppid|rss|and|usage )+
noise       : using|eat|consume|heavy|also|most|sorted|resource|information
"""

BOOK = Phrasebook(_TABLE, slots=BASIC)


def compose(sentence: Sentence) -> Iterator[Reading]:
    """Readings as a question about processes or an order to end them; none otherwise."""
    frame = Frame(sentence, BOOK, "ps")
    kill = frame.has("kill")
    known = frame.peek("list", "pidof", "zombie", "top") and frame.peek(
        "list", "mem", "cpu", "pidof", "zombie"
    )
    if not (kill or known):
        return
    frame.has("list", "running", "all", "noise", "first", "top1")
    port = frame.take("port")
    name = frame.take("name")
    text = name.text("text") if name is not None else ""
    if kill:
        yield from _end(frame, text, port)
        return
    if port is not None:
        yield frame.reading(f"lsof -i :{port.get('count')}", "Shows who uses a port")
        return
    yield from _list(frame, text)


def _end(frame: Frame, text: str, port: Chunk | None) -> Iterator[Reading]:
    signal = ""
    for tag, flag in (("force", "-9"), ("hup", "-HUP"), ("int", "-INT"), ("term", "-TERM")):
        if frame.has(tag):
            signal = f" {flag}"
    pid = frame.take("pid")
    user = frame.take("user")
    if port is not None:
        yield frame.reading(
            f"kill{signal} $(lsof -t -i :{port.get('count')})", "Ends who uses a port"
        )
    elif pid is not None:
        yield frame.reading(f"kill{signal} {pid.get('count')}", "Ends a process")
    elif text and user is not None:
        who = shell.word(user.text("user"))
        yield frame.reading(f"pkill{signal} -u {who} {shell.word(text)}", "Ends processes by name")
    elif text:
        yield frame.reading(f"pkill{signal} {shell.word(text)}", "Ends processes by name")
        yield frame.reading(f"killall{signal} {shell.word(text)}", "Ends processes by name", 0.1)
        yield frame.reading(
            f"pkill{signal} -f {shell.word(text)}", "Ends processes by command", 0.2
        )
    elif user is not None:
        yield frame.reading(
            f"pkill{signal} -u {shell.word(user.text('user'))}", "Ends a user's processes"
        )
    elif frame.has("zombie"):
        return


def _list(frame: Frame, text: str) -> Iterator[Reading]:
    order = ""
    for tag, key in (("mem", "%mem"), ("cpu", "%cpu"), ("time", "start_time"), ("bypid", "pid")):
        chunk = frame.take(tag)
        if chunk is not None:
            up = chunk.get("order") == "up" or frame.has("ascend") or tag in ("time", "bypid")
            frame.has("reverse")
            order = f"{'' if up else '-'}{key}"
    user = frame.take("user")
    mine = frame.has("user.me")
    top = frame.take("top")
    full = frame.has("full")
    count = frame.has("count")
    stages = ""
    if frame.has("pidof"):
        if not text:
            return
        yield frame.reading(f"pgrep {shell.word(text)}", "Shows process ids")
        yield frame.reading(f"pgrep -f {shell.word(text)}", "Shows process ids", 0.15)
        return
    if frame.has("tree"):
        who = f" {shell.word(user.text('user'))}" if user is not None else ""
        pid = frame.take("pid")
        number = f" {pid.get('count')}" if pid is not None else ""
        yield frame.reading(f"pstree{who}{number}", "Shows processes as a tree")
        return
    parent = frame.take("parent")
    if parent is not None:
        yield frame.reading(f"ps --ppid {parent.get('count')}", "Shows child processes")
        return
    pid = frame.take("pid")
    if pid is not None:
        yield frame.reading(f"ps -p {pid.get('count')}{' -f' if full else ''}", "Shows one process")
        return
    if frame.has("zombie"):
        tail = " | wc -l" if count else ""
        yield frame.reading(f"ps aux | awk '$8 ~ /^Z/'{tail}", "Shows zombie processes")
        return
    if text:
        if count:
            yield frame.reading(f"pgrep -c {shell.word(text)}", "Counts processes by name")
            return
        who = f"-u {shell.word(user.text('user'))} " if user is not None else ""
        yield frame.reading(
            f"ps aux | grep {shell.word(text)}" if not who else f"pgrep -a {who}{shell.word(text)}",
            "Shows processes by name",
        )
        yield frame.reading(f"pgrep -a {who}{shell.word(text)}", "Shows processes by name", 0.1)
        return
    select = "ps aux"
    if user is not None or mine:
        who = shell.word(user.text("user")) if user is not None else '"$USER"'
        select = f"ps -u {who}" + (" -f" if full else "")
        if order:
            select = f"ps -u {who} -o pid,%cpu,%mem,cmd"
    elif full or frame.has("threads"):
        select = "ps -ef"
    if order:
        if frame.darwin:
            flag = "-m" if "mem" in order else "-r"
            select = f"{select} {flag}"
        else:
            select += f" --sort={order}"
    if top is not None:
        wanted = top.get("count")
        stages = f" | head -n {wanted + 1}" if isinstance(wanted, int) else ""
    if count:
        yield frame.reading(
            f"{select.replace('ps aux', 'ps -e --no-headers')} | wc -l", "Counts processes"
        )
        return
    yield frame.reading(f"{select}{stages}", "Shows processes")
    if select == "ps aux" and not stages:
        yield frame.reading("ps -ef", "Shows processes", 0.1)
