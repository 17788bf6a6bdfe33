"""Words of nearly the same meaning: worth something where a phrasing has the other one.

Invariant: data and one pure function; unlike the language's synonyms, which are
always the same, kin only come near each other and count less than the word itself.
"""

from __future__ import annotations

from functools import lru_cache

_GROUPS = """
check verify validate test
amount number count total quantity
item entry element thing
sleep pause wait
order sort arrange
top largest highest most
bottom smallest lowest least
start launch run execute begin
stop halt end shutdown quit
kill stop end close abort
reboot restart
restart reload
create add new initialize init setup
install add setup
uninstall delete purge
download fetch pull retrieve grab save
upload push send transfer
copy duplicate clone transfer
backup save dump export
change modify update set adjust
replace change swap exchange convert substitute
convert transform turn translate change export
compress zip pack archive shrink
extract unpack decompress unzip untar uncompress expand open
merge combine join concatenate concat append
split divide break cut chop
compare diff difference differ
same identical equal match
link symlink
path location place
size space usage large
disk storage drive
partition filesystem
process task program application app job
active run live
log journal
error fail failure problem
user account
login log sign
permission access mode
owner own ownership belong
name filename title call
content text inside
line row record
column field
word term
character letter
string text phrase pattern word expression regex
first head begin beginning top
last tail end bottom final
recent newest last
history past previous
empty blank
whitespace space blank
duplicate repeat repeated double
unique deduplicate dedupe dedup
reverse descend backward invert inverse
sum total add
average mean
maximum largest highest
minimum smallest lowest
number digit numeric numerical
random shuffle randomize
count frequency occurrence often
port socket
listen open
connection connect session
address ip
interface adapter card nic
host server machine system
website site page web
request query call
ping reachable reach
speed bandwidth rate
dns lookup resolve nameserver
certificate cert crt
encrypt protect lock
decrypt unlock
password secret
hash checksum digest fingerprint sum
date day
time clock hour
now current today
schedule cron timer periodic
daily day
hourly hour
weekly week
version release
package software library module
update upgrade
service daemon unit
status state health
enable activate
disable deactivate
boot startup
information describe about property summary
commit revision
undo revert reset cancel rollback discard
unstaged uncommitted
remote origin upstream
tag label
follow tail watch stream live
shell terminal console enter
scale replica
resize scale dimension
crop trim clip
audio sound
quality compress
vm machine instance server
lambda function
database schema
query select
import load restore
open edit
view read look
look find
determine identify detect
exclude without except skip
contain include have
hidden dotfile invisible
recursive subdirectory deep nested below
tree hierarchy structure
root admin administrator superuser
clear clean empty purge flush
rename name
prefix begin start
suffix end
uppercase capital capitalize upper
lowercase lower
pretty format indent beautify
monitor watch observe
load usage utilization consumption consume
kernel os
uptime boot
mount attach
unmount detach eject
free available remain
occupy hold take
delete drop destroy purge clear
exist present
limit restrict cap throttle
quiet silent suppress
interactive prompt confirm ask
insert add prepend
script program
charset encoding
alphabetical name
explain describe
build compile
publish release push
squash combine
fix repair amend
temporary temp tmp
group team
display screen
picture photo screenshot
movie clip
website url link
email mail
hardware device
detail long verbose full
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS.split("\n"):
        words = line.split()
        for word in words:
            table.setdefault(word, set()).update(words)
    return {word: frozenset(near - {word}) for word, near in table.items()}


def kin(word: str) -> frozenset[str]:
    """The words near to a folded word, without itself."""
    return _table().get(word, frozenset())
