"""Changing text files in place."""

from __future__ import annotations

import re

from benchmarks.harness.checks import changes
from benchmarks.harness.tasks import Family

FAMILY = Family("editing", fixture="tables")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


plain(
    "replace",
    "letter.txt: colour should be color everywhere",
    changes(lambda p: p.edit("letter.txt", lambda s: s.replace("colour", "color"))),
    right=[
        "sed -i 's/colour/color/g' letter.txt",
        "perl -pi -e 's/colour/color/g' letter.txt",
        "sed 's/colour/color/g' letter.txt > /tmp/l && mv /tmp/l letter.txt",
    ],
    wrong=[
        "sed 's/colour/color/g' letter.txt",
        "sed -i 's/color/colour/g' letter.txt",
        "sed -i.bak 's/colour/color/g' letter.txt",
        "sed 's/colour/color/g' letter.txt > letter.txt",
    ],
)
plain(
    "replace-file",
    "in config.yaml change debug: true to debug: false",
    changes(lambda p: p.edit("config.yaml", lambda s: s.replace("debug: true", "debug: false"))),
    fixture="project",
    right=[
        "sed -i 's/debug: true/debug: false/' config.yaml",
        "sed -i '/^debug:/s/true/false/' config.yaml",
        "perl -i -pe 's/debug: true/debug: false/' config.yaml",
    ],
    wrong=[
        "sed 's/debug: true/debug: false/' config.yaml",
        "sed -i 's/debug: false/debug: true/' config.yaml",
        "echo 'debug: false' >> config.yaml",
        "echo 'debug: false' > config.yaml",
    ],
)
plain(
    "delete-line",
    "delete line 3 of fruits.txt",
    changes(
        lambda p: p.edit(
            "fruits.txt", lambda s: "".join(s.splitlines(True)[:2] + s.splitlines(True)[3:])
        )
    ),
    right=[
        "sed -i 3d fruits.txt",
        "sed -i '3d' fruits.txt",
        "awk 'NR!=3' fruits.txt > /tmp/f; cat /tmp/f > fruits.txt",
    ],
    wrong=[
        "sed 3d fruits.txt",
        "sed -i '/3/d' fruits.txt",
        "sed -i 1,3d fruits.txt",
        "sed -i '3!d' fruits.txt",
    ],
)
plain(
    "delete-blank",
    "get rid of the blank lines in poem.txt",
    changes(lambda p: p.edit("poem.txt", lambda s: re.sub(r"\n\n+", "\n", s))),
    right=[
        "sed -i '/^$/d' poem.txt",
        "sed -i '/^\\s*$/d' poem.txt",
        "grep . poem.txt > /tmp/p && mv /tmp/p poem.txt",
        "awk NF poem.txt > /tmp/p && cp /tmp/p poem.txt",
    ],
    wrong=[
        "sed '/^$/d' poem.txt",
        "cat -s poem.txt > /tmp/p && cp /tmp/p poem.txt",
        "grep . poem.txt > poem.txt",
        "sed -i 's/^$//' poem.txt",
    ],
)
plain(
    "delete-matching",
    "drop all lines containing banana from fruits.txt (change the file)",
    changes(lambda p: p.edit("fruits.txt", lambda s: s.replace("banana\n", ""))),
    right=[
        "sed -i '/banana/d' fruits.txt",
        "grep -v banana fruits.txt > /tmp/f && mv /tmp/f fruits.txt",
        "perl -ni -e 'print unless /banana/' fruits.txt",
    ],
    wrong=[
        "sed '/banana/d' fruits.txt",
        "sed -i 's/banana//' fruits.txt",
        "sed -i '/banana/!d' fruits.txt",
        "grep -v banana fruits.txt",
    ],
)
plain(
    "crlf",
    "dos.txt has windows line endings, convert it to unix",
    changes(lambda p: p.write("dos.txt", "one\ntwo\nthree\n")),
    right=[
        "sed -i 's/\\r$//' dos.txt",
        "dos2unix dos.txt",
        "tr -d '\\r' < dos.txt > /tmp/d && mv /tmp/d dos.txt",
        "perl -pi -e 's/\\r\\n/\\n/' dos.txt",
    ],
    wrong=[
        "sed 's/\\r$//' dos.txt",
        "sed -i 's/\\n$//' dos.txt",
        "unix2dos dos.txt",
        "tr -d '\\r' < dos.txt",
        "sed -i 's/$/\\r/' dos.txt",
    ],
)
plain(
    "trailing",
    "strip trailing whitespace from trailing.txt, saving the file",
    changes(lambda p: p.edit("trailing.txt", lambda s: re.sub(r"[ \t]+\n", "\n", s))),
    right=[
        "sed -i 's/[ \\t]*$//' trailing.txt",
        "sed -i 's/[[:space:]]*$//' trailing.txt",
        "perl -pi -e 's/[ \\t]+$//' trailing.txt",
    ],
    wrong=[
        "sed 's/[ \\t]*$//' trailing.txt",
        "sed -i 's/^[ \\t]*//' trailing.txt",
        "sed -i 's/ //g' trailing.txt",
        "sed -i 's/ $//' trailing.txt",
    ],
)
plain(
    "insert-top",
    "put the line # generated at the very top of old.conf",
    changes(lambda p: p.edit("old.conf", lambda s: "# generated\n" + s)),
    right=[
        "sed -i '1i # generated' old.conf",
        "printf '%s\\n' '# generated' \"$(cat old.conf)\" > /tmp/o && mv /tmp/o old.conf",
        "sed -i '1s/^/# generated\\n/' old.conf",
    ],
    wrong=[
        "echo '# generated' >> old.conf",
        "echo '# generated' > old.conf",
        "sed '1i # generated' old.conf",
        "sed -i '1a # generated' old.conf",
    ],
)
plain(
    "comment-out",
    "comment out the line trace=on in new.conf with a #",
    changes(lambda p: p.edit("new.conf", lambda s: s.replace("trace=on", "#trace=on"))),
    right=[
        "sed -i 's/^trace=on/#trace=on/' new.conf",
        "sed -i '/^trace=on/s/^/#/' new.conf",
        "sed -i 's/trace=on/#&/' new.conf",
    ],
    wrong=[
        "sed -i '/trace=on/d' new.conf",
        "sed -i 's/^/#/' new.conf",
        "sed 's/^trace=on/#trace=on/' new.conf",
        "sed -i 's/#trace=on/trace=on/' new.conf",
    ],
)
plain(
    "sort-in-place",
    "words.txt should be sorted, overwrite it",
    changes(lambda p: p.edit("words.txt", lambda s: "".join(sorted(s.splitlines(True))))),
    right=[
        "sort -o words.txt words.txt",
        "sort words.txt -o words.txt",
        "sort words.txt > /tmp/w && mv /tmp/w words.txt",
    ],
    wrong=[
        "sort words.txt > words.txt",
        "sort words.txt",
        "sort -r -o words.txt words.txt",
        "sort words.txt > sorted.txt",
    ],
)
plain(
    "write-result",
    "save the sorted unique lines of fruits.txt to unique.txt",
    changes(
        lambda p: p.write(
            "unique.txt", "".join(sorted(set(p.before["fruits.txt"].text.splitlines(True))))
        )
    ),
    right=[
        "sort -u fruits.txt > unique.txt",
        "sort fruits.txt | uniq > unique.txt",
        "sort -u -o unique.txt fruits.txt",
    ],
    wrong=[
        "uniq fruits.txt > unique.txt",
        "sort fruits.txt > unique.txt",
        "sort -u fruits.txt",
        "sort -u fruits.txt > fruits.txt",
        "sort fruits.txt | uniq -u > unique.txt",
    ],
)
plain(
    "tabs-to-spaces",
    "convert the tabs in tabs.txt to 4 spaces each stop, write the result to spaces.txt",
    changes(lambda p: p.write("spaces.txt", p.before["tabs.txt"].text.expandtabs(4))),
    right=[
        "expand -t 4 tabs.txt > spaces.txt",
        "expand -t4 tabs.txt | tee spaces.txt",
        "pr -t -e4 tabs.txt > spaces.txt",
    ],
    wrong=[
        "expand tabs.txt > spaces.txt",
        "unexpand -t 4 tabs.txt > spaces.txt",
        "sed 's/\\t/    /g' tabs.txt > spaces.txt",
        "expand -t 4 tabs.txt",
    ],
)
plain(
    "encode-utf8",
    "latin.txt is iso-8859-1, write a utf-8 version as utf8.txt",
    changes(lambda p: p.write("utf8.txt", "café crème\n")),
    right=[
        "iconv -f ISO-8859-1 -t UTF-8 latin.txt > utf8.txt",
        "iconv -f latin1 -t utf8 latin.txt -o utf8.txt",
        "iconv -f iso-8859-1 latin.txt > utf8.txt",
    ],
    wrong=[
        "iconv -f utf8 -t latin1 latin.txt > utf8.txt",
        "cp latin.txt utf8.txt",
        "iconv -f latin1 -t utf16 latin.txt > utf8.txt",
        "iconv -f latin1 -t utf8 latin.txt",
    ],
)
conditions(
    "replace-with-backup",
    "change host to hostname at the start of lines in old.conf and keep a backup named old.conf.bak",
    changes(
        lambda p: [
            p.copy("old.conf", "old.conf.bak"),
            p.edit("old.conf", lambda s: s.replace("host=", "hostname=")),
        ]
    ),
    right=[
        "sed -i.bak 's/^host/hostname/' old.conf",
        "cp old.conf old.conf.bak && sed -i 's/^host=/hostname=/' old.conf",
        "perl -pi.bak -e 's/^host/hostname/' old.conf",
    ],
    wrong=[
        "sed -i 's/^host/hostname/' old.conf",
        "sed -i.bak 's/host$/hostname/' old.conf",
        "sed 's/^host/hostname/' old.conf > old.conf.bak",
        "sed -i.orig 's/^host/hostname/' old.conf",
    ],
)
conditions(
    "section-only",
    "set port to 9999 in app.ini but only in the [cache] section",
    changes(lambda p: p.edit("app.ini", lambda s: s.replace("port = 6379", "port = 9999"))),
    right=[
        "sed -i '/^\\[cache\\]/,/^\\[/s/^port.*/port = 9999/' app.ini",
        "sed -i '/\\[cache\\]/,$ s/^port = .*/port = 9999/' app.ini",
        "sed -i 's/^port = 6379$/port = 9999/' app.ini",
    ],
    wrong=[
        "sed -i 's/^port.*/port = 9999/' app.ini",
        "sed -i '/cache/s/port.*/port = 9999/' app.ini",
        "sed '/\\[cache\\]/,$ s/^port = .*/port = 9999/' app.ini",
        "sed -i 's/^port = 8080$/port = 9999/' app.ini",
    ],
)
conditions(
    "recursive-replace",
    "replace every apple by orange (lowercase only) in all css and md files under this directory, links aside",
    changes(
        lambda p: [
            p.edit(n, lambda s: s.replace("apple", "orange"))
            for n in p.each(
                lambda e: e.is_file and e.extension in (".css", ".md") and "apple" in e.text
            )
        ]
    ),
    fixture="project",
    right=[
        "find . -type f \\( -name '*.css' -o -name '*.md' \\) -exec sed -i 's/apple/orange/g' {} +",
        "grep -rl apple --include='*.css' --include='*.md' . | xargs sed -i 's/apple/orange/g'",
    ],
    wrong=[
        "sed -i 's/apple/orange/g' *.css *.md",
        "find . -type f -exec sed -i 's/apple/orange/g' {} +",
        "find . -type f \\( -name '*.css' -o -name '*.md' \\) -exec sed -i 's/apple/orange/gi' {} +",
        "find . -name '*.css' -o -name '*.md' | xargs sed 's/apple/orange/g'",
    ],
)
conditions(
    "whole-word",
    "in poem.txt substitute the word 'it' (whole word) by 'she', saving the file",
    changes(lambda p: p.edit("poem.txt", lambda s: re.sub(r"\bit\b", "she", s))),
    right=[
        "sed -i 's/\\bit\\b/she/g' poem.txt",
        "sed -i 's/\\<it\\>/she/g' poem.txt",
        "perl -pi -e 's/\\bit\\b/she/g' poem.txt",
    ],
    wrong=[
        "sed -i 's/it/she/g' poem.txt",
        "sed -i 's/\\bit\\b/she/' poem.txt",
        "sed 's/\\bit\\b/she/g' poem.txt",
        "sed -i 's/\\bit\\b/she/gI; s/sits/shes/' poem.txt",
    ],
)
conditions(
    "line-range",
    "delete lines 10 to 90 from hundred.txt",
    changes(
        lambda p: p.edit(
            "hundred.txt", lambda s: "".join(s.splitlines(True)[:9] + s.splitlines(True)[90:])
        )
    ),
    right=[
        "sed -i '10,90d' hundred.txt",
        "perl -ni -e 'print unless 10 .. 90' hundred.txt",
        "awk 'NR<10||NR>90' hundred.txt > /tmp/h && mv /tmp/h hundred.txt",
    ],
    wrong=[
        "sed -i '10,89d' hundred.txt",
        "sed '10,90d' hundred.txt",
        "sed -i '10,90!d' hundred.txt",
        "sed -i '10d;90d' hundred.txt",
    ],
)
conditions(
    "insert-after",
    "after the line [server] in app.ini insert timeout = 30",
    changes(
        lambda p: p.edit("app.ini", lambda s: s.replace("[server]\n", "[server]\ntimeout = 30\n"))
    ),
    right=[
        "sed -i '/^\\[server\\]/a timeout = 30' app.ini",
        "sed -i 's/^\\[server\\]$/&\\ntimeout = 30/' app.ini",
        "awk '{print} /^\\[server\\]$/ {print \"timeout = 30\"}' app.ini > /tmp/a && mv /tmp/a app.ini",
    ],
    wrong=[
        "sed -i '/^\\[server\\]/i timeout = 30' app.ini",
        "echo 'timeout = 30' >> app.ini",
        "sed -i '/server/c timeout = 30' app.ini",
        "sed '/^\\[server\\]/a timeout = 30' app.ini",
    ],
)
conditions(
    "quote-fields",
    "put double quotes around every line in left.txt, in place",
    changes(
        lambda p: p.edit("left.txt", lambda s: "".join(f'"{line}"\n' for line in s.splitlines()))
    ),
    right=[
        "sed -i 's/.*/\"&\"/' left.txt",
        "sed -i 's/^/\"/; s/$/\"/' left.txt",
        "perl -pi -e 's/^(.*)$/\"$1\"/' left.txt",
    ],
    wrong=[
        "sed 's/.*/\"&\"/' left.txt",
        "sed -i 's/^/\"/' left.txt",
        "sed -i \"s/.*/'&'/\" left.txt",
        "sed -i 's/./\"&\"/g' left.txt",
    ],
)
conditions(
    "csv-column-drop",
    "write people.csv without the age column to noage.csv",
    changes(
        lambda p: p.write(
            "noage.csv",
            "".join(
                ",".join(r.split(",")[:2] + r.split(",")[3:]) + "\n"
                for r in p.before["people.csv"].lines
            ),
        )
    ),
    right=[
        "cut -d, -f1,2,4- people.csv > noage.csv",
        "cut -d, -f3 --complement people.csv > noage.csv",
        "awk -F, -v OFS=, '{print $1,$2,$4,$5,$6}' people.csv > noage.csv",
    ],
    wrong=[
        "cut -d, -f3 people.csv > noage.csv",
        "cut -d, -f1,2 people.csv > noage.csv",
        "awk -F, '{$3=\"\"; print}' people.csv > noage.csv",
        "cut -d, -f1,2,4- people.csv",
    ],
)
conditions(
    "uncomment",
    "uncomment the workers: 2 line in config.yaml and drop the other workers line",
    changes(
        lambda p: p.edit(
            "config.yaml", lambda s: s.replace("# workers: 2\nworkers: 4\n", "workers: 2\n")
        )
    ),
    fixture="project",
    right=[
        "sed -i -e 's/^# \\(workers: 2\\)/\\1/' -e '/^workers: 4/d' config.yaml",
        "sed -i '/^workers:/d; s/^# workers/workers/' config.yaml",
    ],
    wrong=[
        "sed -i 's/^# workers/workers/' config.yaml",
        "sed -i '/workers/d' config.yaml",
        "sed -i 's/^# workers/workers/; /^workers:/d' config.yaml",
    ],
)
hard(
    "join-continuation",
    "swap the first two comma separated columns of people.csv, keep the rest, save in place",
    changes(
        lambda p: p.edit(
            "people.csv",
            lambda s: "".join(
                ",".join([r.split(",")[1], r.split(",")[0], *r.split(",")[2:]]) + "\n"
                for r in s.splitlines()
            ),
        )
    ),
    right=[
        "sed -i -E 's/^([^,]*),([^,]*)/\\2,\\1/' people.csv",
        "awk -F, -v OFS=, '{t=$1;$1=$2;$2=t} 1' people.csv > /tmp/p && mv /tmp/p people.csv",
    ],
    wrong=[
        "sed -i -E 's/(.*),(.*)/\\2,\\1/' people.csv",
        "awk -F, '{print $2,$1}' people.csv > /tmp/p && mv /tmp/p people.csv",
        "cut -d, -f2,1,3- people.csv > /tmp/p && mv /tmp/p people.csv",
    ],
)
hard(
    "increment",
    "add 1000 to every salary (last column) in people.csv in place, leave the header",
    changes(
        lambda p: p.edit(
            "people.csv",
            lambda s: "".join(
                row
                if n == 0
                else row.rpartition(",")[0] + f",{int(row.rpartition(',')[2]) + 1000}\n"
                for n, row in enumerate(s.splitlines(True))
            ),
        )
    ),
    right=[
        "awk -F, -v OFS=, 'NR>1 {$6 += 1000} 1' people.csv > /tmp/p && mv /tmp/p people.csv",
        "perl -pi -e 's/(\\d+)$/$1+1000/e if $. > 1' people.csv",
    ],
    wrong=[
        "awk -F, -v OFS=, '{$6 += 1000} 1' people.csv > /tmp/p && mv /tmp/p people.csv",
        "awk -F, 'NR>1 {$6 += 1000} 1' people.csv > /tmp/p && mv /tmp/p people.csv",
        "sed -i 's/$/000/' people.csv",
    ],
)
hard(
    "split-csv-by-column",
    "split people.csv by city into files named Oslo.csv, Rome.csv and so on, rows only (no header)",
    changes(
        lambda p: [
            p.write(
                f"{city}.csv",
                "".join(r + "\n" for r in p.before["people.csv"].lines if r.split(",")[3] == city),
            )
            for city in ("Oslo", "Rome", "Paris", "Lima")
        ]
    ),
    right=[
        "awk -F, 'NR>1 {print > ($4 \".csv\")}' people.csv",
        'tail -n +2 people.csv | while IFS= read -r l; do echo "$l" >> "$(cut -d, -f4 <<< "$l").csv"; done',
    ],
    wrong=[
        "awk -F, '{print > ($4 \".csv\")}' people.csv",
        "split -l 3 people.csv",
        "awk -F, 'NR>1 {print > $4}' people.csv",
        "awk -F, 'NR>1 {print $2 > ($4 \".csv\")}' people.csv",
    ],
)
hard(
    "patch",
    "make a unified diff from old.conf to new.conf as change.patch and apply it to same.conf",
    changes(
        lambda p: [
            p.write(
                "change.patch",
                lambda c: (
                    None
                    if b"+port=8080" in c and b"-port=80" in c and b"@@" in c
                    else "no unified diff"
                ),
            ),
            p.write("same.conf", p.before["new.conf"].text),
        ]
    ),
    right=[
        "diff -u old.conf new.conf > change.patch; patch same.conf change.patch",
        "diff -u old.conf new.conf > change.patch; patch same.conf < change.patch",
    ],
    wrong=[
        "diff -u old.conf new.conf > change.patch",
        "diff -u new.conf old.conf > change.patch; patch same.conf change.patch",
        "diff old.conf new.conf > change.patch; patch same.conf change.patch",
        "diff -u old.conf new.conf > change.patch && patch same.conf change.patch",
    ],
)
