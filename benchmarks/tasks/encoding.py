"""Checksums, encodings, bases, random data."""

from __future__ import annotations

import base64
import hashlib

from benchmarks.harness.checks import changes, lines, number, says, text
from benchmarks.harness.tasks import Family

FAMILY = Family("encoding", fixture="tables")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def digest(path: str, kind: str):  # type: ignore[no-untyped-def]
    """The file's digest in hexadecimal digits."""
    return lambda tree: hashlib.new(kind, tree[path].content or b"").hexdigest()


plain(
    "sha256",
    "sha256 checksum of people.csv",
    lines(lambda t: [digest("people.csv", "sha256")(t) + "  people.csv"], prefixed=False),
    right=[
        "sha256sum people.csv",
        "shasum -a 256 people.csv",
        "openssl dgst -sha256 -r people.csv | sed 's/ \\*/  /'",
    ],
    wrong=["md5sum people.csv", "sha1sum people.csv", "sha256sum < sales.tsv", "cksum people.csv"],
)
plain(
    "md5",
    "md5 hash of poem.txt, only the hash",
    text(digest("poem.txt", "md5")),
    right=[
        "md5sum poem.txt | cut -d' ' -f1",
        "md5sum < poem.txt | awk '{print $1}'",
        "openssl md5 -r poem.txt | cut -c1-32",
    ],
    wrong=[
        "md5sum poem.txt",
        "sha1sum poem.txt | cut -d' ' -f1",
        "echo poem.txt | md5sum | cut -d' ' -f1",
        "md5sum poem.txt | cut -d' ' -f2",
    ],
)
plain(
    "base64",
    "base64 encode left.txt",
    text(lambda t: base64.b64encode(t["left.txt"].content or b"").decode()),
    right=[
        "base64 left.txt",
        "base64 -w0 left.txt",
        "openssl base64 -in left.txt",
        "cat left.txt | base64",
    ],
    wrong=["base64 -d left.txt", "echo left.txt | base64", "xxd left.txt", "base32 left.txt"],
)
plain(
    "base64-decode",
    "what does the base64 b3JjaGFyZA== say",
    text("orchard"),
    right=[
        "echo b3JjaGFyZA== | base64 -d",
        "base64 --decode <<< b3JjaGFyZA==",
        "echo 'b3JjaGFyZA==' | openssl base64 -d",
    ],
    wrong=[
        "echo b3JjaGFyZA== | base64",
        "base64 -d b3JjaGFyZA==",
        "echo b3JjaGFyZA==",
        "echo b3JjaGFyZA== | base32 -d",
    ],
)
plain(
    "hex",
    "3735928559 in hex?",
    says(r"(?i)\bdeadbeef\b|0xdeadbeef"),
    right=[
        "printf '%x\\n' 3735928559",
        "echo 'obase=16; 3735928559' | bc",
        "printf '0x%X\\n' 3735928559",
    ],
    wrong=[
        "printf '%d\\n' 3735928559",
        "echo 'ibase=16; 3735928559' | bc",
        "echo 3735928559 | xxd",
        "printf '%o\\n' 3735928559",
    ],
)
plain(
    "binary",
    "binary 101101 as decimal number",
    number(45),
    right=[
        "echo $((2#101101))",
        "echo 'ibase=2; 101101' | bc",
        "python3 -c 'print(int(\"101101\", 2))'",
    ],
    wrong=[
        "echo $((101101))",
        "echo 'obase=2; 101101' | bc",
        "printf '%d\\n' 101101",
        "echo $((16#101101))",
    ],
)
plain(
    "random-password",
    "generate a random password of 16 letters and digits",
    says(r"\A[A-Za-z0-9]{16}\s*\Z"),
    right=[
        "tr -dc A-Za-z0-9 < /dev/urandom | head -c 16",
        "openssl rand -base64 48 | tr -dc 'A-Za-z0-9' | cut -c1-16 | head -1",
        "head -c 500 /dev/urandom | tr -dc a-zA-Z0-9 | fold -w 16 | head -n 1",
    ],
    wrong=[
        "openssl rand -base64 16",
        "echo password",
        "openssl rand 16",
        "head -c 16 /dev/urandom",
    ],
)
plain(
    "hexdump",
    "hex dump of tabs.txt",
    says(r"(?i)61 ?09 ?62|0961 ?0962|6109 ?6209|09.*62.*09"),
    right=["xxd tabs.txt", "hexdump -C tabs.txt", "od -A x -t x1z tabs.txt", "od -t x1 tabs.txt"],
    wrong=["cat tabs.txt", "od -c tabs.txt", "strings tabs.txt", "base64 tabs.txt"],
)
plain(
    "same-hash",
    "old.conf new.conf same.conf - compare their md5 sums",
    says(r"[0-9a-f]{32}.*old\.conf", r"[0-9a-f]{32}.*same\.conf"),
    right=[
        "md5sum old.conf new.conf same.conf",
        "md5sum old.conf new.conf same.conf | sort",
        "md5sum *.conf | sort | uniq -w32 -D",
    ],
    wrong=[
        "cmp old.conf same.conf",
        "ls -l *.conf",
        "md5sum new.conf",
        "sha1sum old.conf | head -c 0",
    ],
)
plain(
    "uuid",
    "make a random uuid",
    says(r"\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\s*\Z"),
    right=[
        "cat /proc/sys/kernel/random/uuid",
        "uuidgen",
        "python3 -c 'import uuid; print(uuid.uuid4())'",
    ],
    wrong=["openssl rand -hex 16", "echo $RANDOM", "date +%s", "hostname"],
)
conditions(
    "verify",
    "write a sha256 checksum file SHA256SUMS for all .csv and .tsv files",
    changes(
        lambda p: p.write(
            "SHA256SUMS",
            "".join(f"{digest(n, 'sha256')(p.before)}  {n}\n" for n in ("people.csv", "sales.tsv")),
        )
    ),
    right=[
        "sha256sum *.csv *.tsv > SHA256SUMS",
        "sha256sum -- *.[ct]sv > SHA256SUMS",
        'for f in *.csv *.tsv; do sha256sum "$f"; done > SHA256SUMS',
    ],
    wrong=[
        "sha256sum *.csv > SHA256SUMS",
        "md5sum *.csv *.tsv > SHA256SUMS",
        "sha256sum *.csv *.tsv",
        "sha256sum * > SHA256SUMS",
    ],
)
conditions(
    "check-sums",
    "make sums.md5 with the md5 of every .conf file, then verify them against that file showing OK lines",
    changes(
        lambda p: p.write(
            "sums.md5",
            "".join(
                f"{digest(n, 'md5')(p.before)}  {n}\n"
                for n in ("new.conf", "old.conf", "same.conf")
            ),
        )
    ),
    right=[
        "md5sum *.conf > sums.md5 && md5sum -c sums.md5",
        "md5sum *.conf | tee sums.md5 | md5sum -c -",
    ],
    wrong=[
        "md5sum -c *.conf > sums.md5",
        "md5sum -c sums.md5",
        "sha256sum *.conf > sums.md5; sha256sum -c sums.md5",
    ],
)
conditions(
    "rot13",
    "rot13 the first line of poem.txt",
    text("Gur jvaq unf ohaqyrq hc gur pybhqf"),
    right=[
        "head -1 poem.txt | tr A-Za-z N-ZA-Mn-za-m",
        "head -n1 poem.txt | tr 'a-zA-Z' 'n-za-mN-ZA-M'",
    ],
    wrong=[
        "tr A-Za-z N-ZA-Mn-za-m < poem.txt",
        "head -1 poem.txt | rev",
        "head -1 poem.txt | tr a-z n-za-m",
        "head -1 poem.txt | base64",
    ],
)
conditions(
    "url-encode",
    "percent-encode the text 'a b&c' for use in a url",
    says(r"\Aa(%20|\+)b%26c\s*\Z"),
    right=[
        "python3 -c 'import urllib.parse; print(urllib.parse.quote(\"a b&c\"))'",
        "jq -rn --arg s 'a b&c' '$s|@uri'",
        "printf %s 'a b&c' | jq -sRr @uri",
    ],
    wrong=["echo 'a b&c' | base64", "echo 'a b&c' | sed 's/ /%20/'", "printf '%q\\n' 'a b&c'"],
)
conditions(
    "is-utf8",
    "what character encoding does latin.txt have?",
    says(r"(?i)iso-8859|latin-?1\b"),
    right=[
        "file latin.txt",
        "file -i latin.txt",
        "file --mime-encoding latin.txt",
        "file -bi latin.txt",
    ],
    wrong=["cat latin.txt", "iconv -l | head -3", "locale", "file accents.txt", "wc -m latin.txt"],
)
hard(
    "non-ascii",
    "show lines of accents.txt that have non-ascii characters",
    lines(["café", "naïve"], prefixed=True),
    right=[
        "grep -P '[^\\x00-\\x7F]' accents.txt",
        "LC_ALL=C grep '[^ -~]' accents.txt",
        "grep --color=never -nP '[^[:ascii:]]' accents.txt",
    ],
    wrong=[
        "grep '[^a-z]' accents.txt",
        "grep -v '[a-z]' accents.txt",
        "file accents.txt",
        "grep -P '[\\x00-\\x7F]' accents.txt",
    ],
)
hard(
    "tail-bytes",
    "print bytes 10 to 19 of users.txt (counting from 1)",
    text(lambda t: (t["users.txt"].content or b"")[9:19].decode()),
    right=[
        "head -c 19 users.txt | tail -c 10",
        "dd if=users.txt bs=1 skip=9 count=10 2>/dev/null",
        "tail -c +10 users.txt | head -c 10",
        "cut -c10-19 users.txt | head -1",
    ],
    wrong=[
        "head -c 19 users.txt | tail -c 9",
        "dd if=users.txt bs=1 skip=10 count=10 2>/dev/null",
        "cut -b10-19 users.txt",
        "sed -n 10,19p users.txt",
    ],
)
