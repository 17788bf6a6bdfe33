"""Unusual combinations, less known options and pipelines of three and more steps."""

from __future__ import annotations

import collections
import hashlib
import re

from benchmarks.harness.archives import packed, tar_of
from benchmarks.harness.checks import (
    all_of,
    changes,
    lines,
    number,
    paths,
    pick,
    prints,
    says,
    text,
)
from benchmarks.harness.tasks import Family

FAMILY = Family("pipelines", fixture="project")
conditions, hard = FAMILY.conditions, FAMILY.hard

hard(
    "loc-per-file",
    "line counts of all python files sorted by number of lines, most first, without the total line",
    all_of(
        prints(
            pick(lambda e: e.is_file and e.extension == ".py", key=lambda e: -len(e.lines)),
            ordered=False,
        ),
        says(r"\A\s*\S*\s*(21\b.*main\.py|.*main\.py\D+21\b|\d+ .*main\.py)", never=[r"total"]),
    ),
    right=[
        "find . -name '*.py' -exec wc -l {} \\; | sort -rn",
        "find . -name '*.py' -print0 | xargs -0 wc -l | grep -v ' total$' | sort -nr",
    ],
    wrong=[
        "find . -name '*.py' | xargs wc -l | sort -rn",
        "wc -l *.py | sort -rn",
        "find . -name '*.py' -exec wc -l {} \\; | sort -n",
        "find . -name '*.py' | wc -l",
    ],
)
hard(
    "loc-total",
    "total lines of code in src and tests, .py only, blank lines not counted",
    number(
        lambda t: sum(
            sum(bool(row.strip()) for row in e.lines)
            for e in t
            if e.extension == ".py" and (e.under("src") or e.under("tests"))
        )
    ),
    right=[
        "find src tests -name '*.py' -exec cat {} + | grep -cv '^\\s*$'",
        "find src tests -name '*.py' | xargs cat | sed '/^\\s*$/d' | wc -l",
        "grep -rh --include='*.py' '[^[:space:]]' src tests | wc -l",
    ],
    wrong=[
        "find src tests -name '*.py' -exec cat {} + | wc -l",
        "cat src/*.py tests/*.py | grep -cv '^$'",
        "find src tests -name '*.py' | wc -l",
        "grep -rc '' src tests --include='*.py'",
    ],
)
hard(
    "ext-sizes",
    "disk usage summed by file extension below docs: extension and bytes, largest first (apparent sizes)",
    says(
        r"\A\W*(\.?jpg\W+48000|48000\W+\.?jpg)",
        r"JPG\W+21000|21000\W+\.?JPG",
        r"png\W+5300|5300\W+\.?png",
    ),
    right=[
        "find docs -type f -name '*.*' -printf '%f %s\\n' | sed -E 's/.*\\.([^. ]+) ([0-9]+)$/\\1 \\2/' | awk '{s[$1]+=$2} END {for (e in s) print e, s[e]}' | sort -k2 -nr",
        "find docs -type f -printf '%s %f\\n' | awk '{n=split($0,p,\".\"); s[p[n]]+=$1} END {for (e in s) print s[e], e}' | sort -rn",
    ],
    wrong=[
        "du -a docs | sort -rn",
        "find docs -type f -printf '%s %f\\n' | sort -rn",
        "ls -lS docs",
    ],
)
hard(
    "first-lines",
    "print the first line of every shell script under scripts, each preceded by the file name",
    says(
        r"deploy\.sh[^\n]*\n?.*#!/bin/bash",
        r"run tests\.sh[^\n]*\n?.*#!/bin/sh",
        r"backup\.sh[^\n]*\n?.*#!/bin/bash",
        never=[r"set -e", r"pytest"],
    ),
    right=[
        "head -n 1 scripts/*.sh",
        'for f in scripts/*.sh; do echo "$f: $(head -1 "$f")"; done',
        "awk 'FNR==1 {print FILENAME\": \"$0}' scripts/*.sh",
        "grep -m1 '' scripts/*.sh",
    ],
    wrong=[
        "head -1 scripts/*.py",
        "cat scripts/*.sh | head -1",
        'for f in scripts/*.sh; do head -1 "$f"; done',
        "head scripts/*.sh",
    ],
)
hard(
    "wrong-shebang",
    "shell scripts in scripts whose first line is not #!/bin/bash",
    prints(paths("scripts/run tests.sh")),
    right=[
        'for f in scripts/*.sh; do head -1 "$f" | grep -q \'^#!/bin/bash\' || echo "$f"; done',
        "grep -L '^#!/bin/bash' scripts/*.sh",
        "awk 'FNR==1 && !/^#!\\/bin\\/bash$/ {print FILENAME}' scripts/*.sh",
    ],
    wrong=[
        "grep -l '^#!/bin/bash' scripts/*.sh",
        "grep -L bin scripts/*.sh",
        "head -1 scripts/*.sh",
    ],
)
hard(
    "imports",
    "which modules are imported anywhere in the python code? unique sorted list of the names after import at the line start",
    lines("json\nmain\nos\npytest\nre\nsys\ntime\nurllib2", ordered=False),
    right=[
        "grep -rhoP --include='*.py' '^import \\K\\w+' . | sort -u",
        "find . -name '*.py' -exec sed -n 's/^import \\([a-z0-9_]*\\).*/\\1/p' {} + | sort -u",
        "grep -rh --include=*.py '^import ' . | awk '{print $2}' | sort | uniq",
    ],
    wrong=[
        "grep -r --include='*.py' '^import' . | sort -u",
        "grep -rhoP --include='*.py' '^import \\K\\w+' . | sort",
        "grep -rhoP --include='*.py' '(?:import|from) \\K\\w+' . | sort -u",
        "grep -hoP '^import \\K\\w+' src/*.py | sort -u",
    ],
)
hard(
    "dup-content",
    "find files with identical content in this tree and list them with their md5 sums (non-empty files only)",
    says(
        r"[0-9a-f]{32}.*copy1\.txt",
        r"[0-9a-f]{32}.*copy2\.txt",
        r"[0-9a-f]{32}.*sub/copy3\.txt",
        never=[r"unique", r"keep\.me"],
    ),
    fixture="mess",
    right=[
        "find . -type f -size +0 -exec md5sum {} + | sort | uniq -w32 -D",
        "find . -type f ! -empty -print0 | xargs -0 md5sum | sort | uniq -w32 --all-repeated=separate",
    ],
    wrong=[
        "md5sum * | sort | uniq -w32 -D",
        "find . -type f -exec md5sum {} + | sort | uniq -d",
        "find . -type f -exec md5sum {} + | uniq -w32 -D",
        "find . -type f -exec md5sum {} + | sort",
    ],
)
hard(
    "tree-hash",
    "one sha256 over the sha256 sums of all files under docs in path order (hash lines as find/sha256sum print them for docs/...)",
    text(
        lambda t: (
            hashlib.sha256(
                "".join(
                    f"{hashlib.sha256(e.content or b'').hexdigest()}  {e.path}\n"
                    for e in t
                    if e.is_file and e.under("docs")
                ).encode()
            ).hexdigest()
            + "  -"
        )
    ),
    right=[
        "find docs -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum",
        "find docs -type f | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum",
    ],
    wrong=[
        "sha256sum docs/* | sha256sum",
        "find docs -type f -exec cat {} + | sha256sum",
        "find docs -type f -print0 | xargs -0 sha256sum",
        "tar c docs | sha256sum",
    ],
)
hard(
    "rename-preview",
    "print (don't execute) the mv commands that would turn every .md under docs into .markdown; symlinks left alone",
    lines(
        lambda t: [
            f"mv {e.path} {e.path[:-3]}.markdown"
            for e in t
            if e.is_file and e.under("docs") and e.extension == ".md"
        ],
        ordered=False,
    ),
    right=[
        "find docs -type f -name '*.md' | sed 's/\\(.*\\)\\.md$/mv & \\1.markdown/'",
        'find docs -type f -name \'*.md\' | while read -r f; do echo mv "$f" "${f%.md}.markdown"; done',
        "find docs -type f -name '*.md' -exec sh -c 'echo mv \"$1\" \"${1%.md}.markdown\"' _ {} \\;",
    ],
    wrong=[
        "find docs -type f -name '*.md' -exec sh -c 'mv \"$1\" \"${1%.md}.markdown\"' _ {} \\;",
        'for f in docs/*.md; do echo mv "$f" "${f%.md}.markdown"; done',
        "find docs -type f -name '*.md' -exec echo mv {} {}.markdown \\;",
    ],
)
hard(
    "parallel",
    "compress each file directly in logs that isn't empty with gzip, two at a time, keeping the originals",
    changes(
        lambda p: [
            p.write(f"{n}.gz", packed(p.before[n].content or b"", "gz"))
            for n in ("logs/app.log", "logs/app.log.1", "logs/error.log")
        ]
    ),
    right=[
        "find logs -maxdepth 1 -type f ! -empty -print0 | xargs -0 -P2 -n1 gzip -k",
        "find logs -type f -size +0 | xargs -P 2 -I{} gzip -k {}",
    ],
    wrong=[
        "gzip -k logs/*",
        "find logs -type f ! -empty -print0 | xargs -0 -P2 gzip",
        "find logs -type f | xargs -P2 -n1 gzip -k",
        "ls logs | xargs -P2 -n1 gzip -k",
    ],
)
hard(
    "weekly-buckets",
    "number of regular files in this tree modified in the last day, number modified in the last 30 days, on one line separated by a slash",
    text(
        lambda t: (
            f"{sum(e.is_file and e.days < 1 for e in t)}/{sum(e.is_file and e.days < 30 for e in t)}"
        )
    ),
    fixture="downloads",
    right=[
        'echo "$(find . -type f -mtime -1 | wc -l)/$(find . -type f -mtime -30 | wc -l)"',
        "find . -type f -printf '%T@\\n' | awk -v n=$(date +%s) '{a += n-$1 < 86400; b += n-$1 < 30*86400} END {print a \"/\" b}'",
    ],
    wrong=[
        "find . -mtime -1 | wc -l; find . -mtime -30 | wc -l",
        'echo "$(find . -mtime -1 | wc -l)/$(find . -mtime -30 | wc -l)"',
        'echo "$(find . -type f -mtime -30 | wc -l)/$(find . -type f -mtime -1 | wc -l)"',
    ],
)
hard(
    "size-classes",
    "count files below this directory in three classes: under 100 KB, 100 KB to 1 MB, over 1 MB; output three numbers on a line",
    text(
        lambda t: " ".join(
            str(sum(e.is_file and low <= e.size < high for e in t))
            for low, high in ((0, 102_000), (102_000, 1_030_000), (1_030_000, 1 << 40))
        )
    ),
    fixture="downloads",
    right=[
        "find . -type f -printf '%s\\n' | awk '{if ($1<102400) a++; else if ($1<=1048576) b++; else c++} END {print a, b, c}'",
        "echo $(find . -type f -size -102400c | wc -l) $(find . -type f -size +102399c -size -1048577c | wc -l) $(find . -type f -size +1048576c | wc -l)",
    ],
    wrong=[
        "find . -type f -size -100k | wc -l",
        "find . -type f -printf '%s\\n' | sort -n | head -3 | xargs",
        "echo $(ls -1 | wc -l) 0 0",
    ],
)
hard(
    "largest-per-ext",
    "largest file for each of the extensions mp3 and mp4 in this folder, names only",
    prints(paths("podcast.mp3", "trailer.mp4")),
    fixture="downloads",
    right=[
        "for e in mp3 mp4; do ls -S -- *.$e | head -1; done",
        "find . -maxdepth 1 \\( -name '*.mp3' -o -name '*.mp4' \\) -printf '%s %f\\n' | sort -rn | awk '{n=split($0,p,\".\")} !s[p[n]]++' | cut -d' ' -f2-",
    ],
    wrong=[
        "ls -S *.mp3 *.mp4 | head -2",
        "for e in mp3 mp4; do ls -S *.$e | tail -1; done",
        "ls -S *.mp3 *.mp4 | head -1",
    ],
)
hard(
    "csv-join",
    "people.csv: names of everybody who lives in a city listed in capitals.txt (second column there), sorted by name",
    lines(
        lambda t: sorted(
            r.split(",")[1]
            for r in t["people.csv"].lines[1:]
            if r.split(",")[3] in ("Oslo", "Rome", "Paris", "Lima")
        )
    ),
    fixture="tables",
    right=[
        "awk -F'[ ,]' 'NR==FNR {c[$2]; next} 0' capitals.txt people.csv; awk 'NR==FNR {c[$2]; next} {split($0,f,\",\"); if (f[4] in c) print f[2]}' capitals.txt people.csv | sort"
    ],
    wrong=[
        "cut -d, -f2 people.csv | sort",
        "grep -f capitals.txt people.csv | cut -d, -f2 | sort",
        "join -t, -1 4 -2 2 people.csv capitals.txt",
    ],
)
hard(
    "city-salary-table",
    "people.csv: city, number of people, average salary (whole number), separated by tabs, sorted by number of people then city",
    lines(
        ["Lima\t2\t62000", "Oslo\t3\t53000", "Paris\t2\t65250", "Rome\t3\t59833"],
        ordered=False,
        squeezed=True,
    ),
    fixture="tables",
    right=[
        "awk -F, 'NR>1 {n[$4]++; s[$4]+=$6} END {for (c in n) printf \"%s\\t%d\\t%d\\n\", c, n[c], s[c]/n[c]}' people.csv | sort -k2,2n -k1,1"
    ],
    wrong=[
        "awk -F, '{n[$4]++; s[$4]+=$6} END {for (c in n) printf \"%s\\t%d\\t%d\\n\", c, n[c], s[c]/n[c]}' people.csv | sort",
        "cut -d, -f4 people.csv | sort | uniq -c",
        "awk -F, 'NR>1 {n[$4]++; s[$4]+=$6} END {for (c in n) printf \"%s\\t%d\\n\", c, s[c]/n[c]}' people.csv",
    ],
)
hard(
    "word-freq",
    "the three most common words in poem.txt ignoring case with their counts",
    says(
        r"\A\s*(11\W+the|the\W+11)",
        r"it\b\W+3|3\W+it\b",
        r"is\b\W+3|3\W+is\b",
        never=[r"night", r"wind"],
    ),
    fixture="tables",
    right=[
        "tr -cs '[:alpha:]' '\\n' < poem.txt | tr A-Z a-z | sort | uniq -c | sort -rn | head -3",
        "grep -oE '[[:alpha:]]+' poem.txt | tr '[:upper:]' '[:lower:]' | sort | uniq -c | sort -nr | head -n 3",
    ],
    wrong=[
        "tr ' ' '\\n' < poem.txt | sort | uniq -c | sort -rn | head -3",
        "wc -w poem.txt",
        "tr -cs A-Za-z '\\n' < poem.txt | tr A-Z a-z | uniq -c | sort -rn | head -3",
        "tr -cs A-Za-z '\\n' < poem.txt | tr A-Z a-z | sort | uniq -c | sort -n | head -3",
    ],
)
hard(
    "paste-groups",
    "print numbers.txt as three columns, filled row by row, separated by single spaces",
    lines(["12 7 103", "45 -3 7", "88 19 250", "4 61 12"]),
    fixture="tables",
    right=[
        "paste -d' ' - - - < numbers.txt",
        "xargs -n3 < numbers.txt",
        'awk \'ORS = NR%3 ? " " : "\\n"\' numbers.txt',
    ],
    wrong=[
        "paste -s -d' ' numbers.txt",
        "column -c 30 numbers.txt",
        "pr -3 -t numbers.txt",
        "xargs -n4 < numbers.txt",
    ],
)
hard(
    "csplit",
    "split app.ini at every line that starts with [ into files sec00, sec01 ... (leading empty piece dropped)",
    changes(
        lambda p: [
            p.write(f"sec{n:02}", part)
            for n, part in enumerate(re.split(r"(?m)^(?=\[)", p.before["app.ini"].text)[1:])
        ]
    ),
    fixture="tables",
    right=[
        "csplit -sz -f sec app.ini '/^\\[/' '{*}'",
        "csplit -z --prefix=sec app.ini '/^\\[/' '{*}'",
        "awk '/^\\[/ {f = sprintf(\"sec%02d\", n++)} {print > f}' app.ini",
    ],
    wrong=[
        "csplit -f sec app.ini '/^\\[/' '{*}'",
        "split -l 5 app.ini sec",
        "csplit -sz app.ini '/^\\[/' '{*}'",
    ],
)
hard(
    "symmetric",
    "lines that are in exactly one of left.txt and right.txt, as one sorted list without indentation",
    lines(["ant", "cat", "cow", "emu", "fox"]),
    fixture="tables",
    right=[
        "comm -3 left.txt right.txt | tr -d '\\t' | sort",
        "sort left.txt right.txt | uniq -u",
        "cat left.txt right.txt | sort | uniq -u",
    ],
    wrong=[
        "comm -3 left.txt right.txt",
        "comm -12 left.txt right.txt",
        "sort -u left.txt right.txt",
        "diff left.txt right.txt",
    ],
)
hard(
    "numfmt",
    "convert the sizes in the first column of usage.txt (512M, 1.5G, powers of 1024) to plain bytes",
    lines(
        [
            "536870912 videos",
            "1610612736 images",
            "40960 notes",
            "3145728 music",
            "921600 code",
            "2147483648 backups",
        ],
        squeezed=True,
    ),
    fixture="tables",
    right=[
        "numfmt --from=iec < usage.txt",
        "numfmt --field=1 --from=iec < usage.txt",
        'awk \'{u=substr($1,length($1)); n=$1+0; m=u=="K"?1024:u=="M"?1048576:1073741824; printf "%.0f %s\\n", n*m, $2}\' usage.txt',
    ],
    wrong=[
        "numfmt --from=si < usage.txt",
        "numfmt --to=iec < usage.txt",
        "sort -h usage.txt",
        "tr -d KMG < usage.txt",
    ],
)
hard(
    "seq-width",
    "print item-001 to item-120 with leading zeros, one a line",
    lines([f"item-{n:03}" for n in range(1, 121)]),
    fixture="tables",
    right=[
        "seq -f 'item-%03g' 120",
        "printf 'item-%03d\\n' {1..120}",
        "seq -w 120 | sed 's/^/item-/'",
        "echo item-{001..120} | tr ' ' '\\n'",
    ],
    wrong=[
        "seq -f 'item-%g' 120",
        "printf 'item-%03d\\n' {0..120}",
        "echo item-{1..120}",
        "seq -w 12 | sed 's/^/item-0/'",
    ],
)
hard(
    "column-max-width",
    "width of the longest line in each .txt file whose name starts with chapter (file name and number)",
    says(
        r"chapter one\.txt\D+14|14\D+chapter one\.txt",
        r"chapter ten\.txt\D+10|10\D+chapter ten",
        r"chapter two\.txt\D+11|11\D+chapter two",
    ),
    fixture="tables",
    right=[
        "wc -L chapter*.txt",
        'for f in chapter*.txt; do echo "$f $(awk \'{if (length>m) m=length} END {print m}\' "$f")"; done',
    ],
    wrong=["wc -l chapter*.txt", "wc -m chapter*.txt", "wc -w chapter*.txt"],
)
hard(
    "between-dates",
    "tsv rows of sales.tsv from february and march 2024 with the product pears or plums, only region and count",
    lines(["north\t45", "north\t60", "west\t15"], squeezed=True),
    fixture="tables",
    right=[
        "awk -F'\\t' '$1 ~ /^2024-0[23]/ && $3 ~ /pears|plums/ {print $2 \"\\t\" $4}' sales.tsv",
        "grep -E '^2024-0[23]' sales.tsv | grep -E 'pears|plums' | cut -f2,4",
    ],
    wrong=[
        "grep -E 'pears|plums' sales.tsv | cut -f2,4",
        "grep -E '^2024-0[23]' sales.tsv | cut -f2,4",
        "awk '$1 ~ /2024-0[23]/ && $3 == \"pears|plums\" {print $2, $4}' sales.tsv",
    ],
)
hard(
    "percent",
    "share of each region in the total count of sales.tsv in percent with one decimal",
    says(
        r"east\D+37\.3|37\.3\D+east",
        r"north\D+28\.5|28\.5\D+north",
        r"south\D+32\.3|32\.3\D+south",
        r"west\D+1\.9|1\.9\D+west",
    ),
    fixture="tables",
    right=[
        "awk -F'\\t' '{s[$2]+=$4; t+=$4} END {for (r in s) printf \"%s %.1f\\n\", r, 100*s[r]/t}' sales.tsv"
    ],
    wrong=[
        "awk -F'\\t' '{s[$2]+=$4; t+=$4} END {for (r in s) print r, s[r]}' sales.tsv",
        "cut -f2 sales.tsv | sort | uniq -c",
        "awk '{s[$2]++} END {for (r in s) printf \"%s %.1f\\n\", r, 100*s[r]/NR}' sales.tsv",
    ],
)
hard(
    "nth-occurrence",
    "the line number of the second occurrence of apple in fruits.txt",
    number(4),
    fixture="tables",
    right=[
        "grep -n apple fruits.txt | sed -n 2p | cut -d: -f1",
        "awk '/apple/ && ++n == 2 {print NR; exit}' fruits.txt",
        "grep -n -m2 apple fruits.txt | tail -1 | cut -d: -f1",
    ],
    wrong=[
        "grep -n -m2 apple fruits.txt",
        "grep -n apple fruits.txt | head -1 | cut -d: -f1",
        "grep -c apple fruits.txt",
        "awk '/apple/ {print NR}' fruits.txt",
    ],
)
hard(
    "reverse-paragraph",
    "words of each line in 'chapter two.txt' in reverse order",
    text("on. went It"),
    fixture="tables",
    right=[
        'awk \'{for (i=NF;i>0;i--) printf "%s%s", $i, (i>1 ? " " : "\\n")}\' \'chapter two.txt\'',
        "tr ' ' '\\n' < 'chapter two.txt' | tac | paste -sd' '",
        "perl -lane 'print join \" \", reverse @F' 'chapter two.txt'",
    ],
    wrong=["rev 'chapter two.txt'", "tac 'chapter two.txt'", "sort -r 'chapter two.txt'"],
)
hard(
    "sqlite-csv",
    "use sqlite to print the average age per department from people.csv (department|avg), sorted by department",
    says(r"Engineering\|39\.25", r"Marketing\|38", r"Sales\|43\.6", r"Support\|29"),
    fixture="tables",
    right=[
        "sqlite3 :memory: -cmd '.mode csv' -cmd '.import people.csv p' -cmd '.mode list' 'select department, avg(age) from p group by department order by 1'",
        "sqlite3 :memory: '.import --csv people.csv p' 'select department, avg(age) from p group by 1 order by 1;'",
    ],
    wrong=[
        "sqlite3 people.csv 'select department, avg(age) from people group by 1'",
        "sqlite3 :memory: '.import --csv people.csv p' 'select avg(age) from p;'",
        "sqlite3 :memory: '.import --csv people.csv p' 'select department, sum(age) from p group by 1;'",
    ],
)
hard(
    "deps-order",
    "topologically sort these dependency pairs: shirt tie, tie jacket, trousers shoes, trousers belt, belt jacket",
    says(
        r"\A(?=[\s\S]*shirt[\s\S]*tie[\s\S]*jacket)(?=[\s\S]*trousers[\s\S]*belt[\s\S]*jacket)(?=[\s\S]*trousers[\s\S]*shoes)",
        never=[r"shirt tie", r"tie jacket"],
    ),
    fixture="tables",
    right=[
        "printf 'shirt tie\\ntie jacket\\ntrousers shoes\\ntrousers belt\\nbelt jacket\\n' | tsort",
        "echo shirt tie tie jacket trousers shoes trousers belt belt jacket | tsort",
        "tsort <<< 'shirt tie tie jacket trousers shoes trousers belt belt jacket'",
    ],
    wrong=[
        "printf 'shirt tie\\ntie jacket\\ntrousers shoes\\ntrousers belt\\nbelt jacket\\n' | sort",
        "echo shirt tie jacket | sort",
        "echo shirt tie tie jacket trousers shoes | tsort | tac",
    ],
)
hard(
    "prime-factors",
    "prime factors of 360360",
    says(r"2 2 2 3 3 5 7 11 13|2\^3 3\^2 5 7 11 13"),
    fixture="tables",
    right=["factor 360360", "factor 360360 | cut -d: -f2", "factor -h 360360 || factor 360360"],
    wrong=["echo 360360 | bc", "seq 360360 | head -3", "factor 36036"],
)
hard(
    "big-sum",
    "2 to the power of 100, exactly",
    text("1267650600228229401496703205376"),
    fixture="tables",
    right=["echo '2^100' | bc", "python3 -c 'print(2**100)'", "bc <<< 2^100"],
    wrong=["echo $((2**100))", "awk 'BEGIN {print 2^100}'", "expr 2 ^ 100"],
)
hard(
    "pi",
    "e (euler's number) to 20 decimals with bc",
    says(r"\A2\.7182818284590452353[56]\d*\s*\Z"),
    fixture="tables",
    right=["echo 'scale=20; e(1)' | bc -l", "bc -l <<< 'scale=20; e(1)'", "echo 'e(1)' | bc -l"],
    wrong=[
        "echo 'scale=20; e(1)' | bc",
        "echo 'scale=20; exp(1)' | bc -l",
        "echo 'scale=10; e(1)' | bc -l",
    ],
)
hard(
    "tee-split",
    "in one pass over fruits.txt write lines with 'an' to an.txt and all lines sorted to sorted.txt",
    changes(
        lambda p: [
            p.write(
                "an.txt",
                "".join(r for r in p.before["fruits.txt"].text.splitlines(True) if "an" in r),
            ),
            p.write("sorted.txt", "".join(sorted(p.before["fruits.txt"].text.splitlines(True)))),
        ]
    ),
    fixture="tables",
    right=[
        "tee >(grep an > an.txt) < fruits.txt | sort > sorted.txt; sleep 0.1",
        "awk '/an/ {print > \"an.txt\"} 1' fruits.txt | sort > sorted.txt",
        "grep an fruits.txt > an.txt; sort fruits.txt > sorted.txt",
    ],
    wrong=[
        "grep an fruits.txt | tee an.txt | sort > sorted.txt",
        "sort fruits.txt | tee sorted.txt | grep an > an.txt; uniq sorted.txt -d > an.txt",
        "sort fruits.txt > an.txt > sorted.txt",
    ],
)
hard(
    "collapse-blank",
    "print poem.txt with runs of several empty lines reduced to one, lines numbered, blank ones not numbered",
    says(
        r"And carried them away,\n[ \t]*3[:\t .]+it left the field",
        r"^\s*4[:\t .]+it took",
        r"^\s*5[:\t .]+The night",
        r"^\s*8[:\t .]+the sea",
        never=[r"\n\s*\n\s*\n"],
    ),
    fixture="tables",
    right=["cat -s poem.txt | nl", "cat -sb poem.txt", "cat -s poem.txt | nl -b t"],
    wrong=["cat -sn poem.txt", "nl poem.txt", "cat -n poem.txt", "grep . poem.txt | nl | sed G"],
)
hard(
    "minutes-per-job",
    "app.log: how many log lines were written in each hour (date and hour, count), chronological",
    lines(
        lambda t: [
            f"{n} {h}"
            for h, n in sorted(
                collections.Counter(r[:13] for r in t["app.log"].lines if r[:4] == "2024").items()
            )
        ],
        squeezed=True,
    ),
    fixture="logs",
    right=[
        "grep '^2024' app.log | cut -c1-13 | uniq -c",
        "grep -oE '^2024-[0-9-]+ [0-9]{2}' app.log | sort | uniq -c",
    ],
    wrong=[
        "cut -c1-13 app.log | sort | uniq -c",
        "cut -d: -f1 app.log | uniq",
        "cut -c1-10 app.log | sort | uniq -c",
        "grep -c '^2024' app.log",
    ],
)
hard(
    "level-counts",
    "log levels in app.log with counts, upper case ones only, descending",
    says(
        r"\A\W*(9\W+INFO|INFO\W+9)",
        r"3\W+ERROR|ERROR\W+3",
        r"3\W+WARN|WARN\W+3",
        r"2\W+DEBUG|DEBUG\W+2",
        never=[r"Error"],
    ),
    fixture="logs",
    right=[
        "grep -oE '^[0-9-]+ [0-9:]+ [A-Z]+ ' app.log | awk '{print $3}' | sort | uniq -c | sort -rn",
        "awk '$3 ~ /^[A-Z]+$/ {n[$3]++} END {for (l in n) print n[l], l}' app.log | sort -nr",
    ],
    wrong=[
        "awk '{print $3}' app.log | sort | uniq -c | sort -rn",
        "grep -oE 'INFO|WARN' app.log | sort | uniq -c",
        "grep -cE 'INFO|WARN|ERROR|DEBUG' app.log",
    ],
)
hard(
    "gap",
    "longest pause in seconds between two consecutive timestamped lines of app.log on 2024-03-12 (print just the number)",
    number(2260),
    fixture="logs",
    right=[
        "grep '^2024-03-12' app.log | awk '{split($2,t,\":\"); s=t[1]*3600+t[2]*60+t[3]; if (NR>1 && s-p>m) m=s-p; p=s} END {print m}'"
    ],
    wrong=[
        "grep '^2024-03-12' app.log | wc -l",
        "awk '{split($2,t,\":\"); s=t[1]*3600+t[2]*60+t[3]; if (s-p>m) m=s-p; p=s} END {print m}' app.log",
        "grep '^2024-03-12' app.log | tail -1 | cut -d' ' -f2",
    ],
)
hard(
    "referrer-404",
    "which paths gave a 404 in access.log and how often, most often first",
    lines(
        lambda t: [
            f"{n} {path}"
            for path, n in collections.Counter(
                r.split()[6] for r in t["access.log"].lines if r.split()[8] == "404"
            ).most_common()
        ],
        squeezed=True,
        ordered=False,
    ),
    fixture="logs",
    right=[
        "awk '$9 == 404 {print $7}' access.log | sort | uniq -c | sort -rn",
        "grep '\" 404 ' access.log | awk '{print $7}' | sort | uniq -c | sort -nr",
    ],
    wrong=[
        "grep 404 access.log | wc -l",
        "awk '$9 == 404 {print $1}' access.log | sort | uniq -c | sort -rn",
        "awk '$9 == 200 {print $7}' access.log | sort | uniq -c",
        "awk '$9 == 404 {print $7}' access.log",
    ],
)
hard(
    "agents-per-ip",
    "clients in access.log that used more than one user agent string (last quoted field)",
    lines(
        lambda t: sorted(
            ip
            for ip, agents in {
                ip: {r.split('"')[5] for r in t["access.log"].lines if r.split()[0] == ip}
                for ip in {r.split()[0] for r in t["access.log"].lines}
            }.items()
            if len(agents) > 1
        ),
        ordered=False,
    ),
    fixture="logs",
    right=[
        "awk -F'\"' '{split($1,a,\" \"); print a[1], $6}' access.log | sort -u | cut -d' ' -f1 | uniq -d"
    ],
    wrong=[
        "awk '{print $1}' access.log | sort -u",
        "awk -F'\"' '{print $6}' access.log | sort | uniq -c",
        "awk '{print $1}' access.log | sort | uniq -d",
    ],
)
hard(
    "dd-middle",
    "write the 16 bytes at offset 32 of build/main.o to chunk.bin",
    changes(lambda p: p.write("chunk.bin", (p.before["build/main.o"].content or b"")[32:48])),
    right=[
        "dd if=build/main.o of=chunk.bin bs=1 skip=32 count=16",
        "dd if=build/main.o of=chunk.bin bs=16 skip=2 count=1 status=none",
        "tail -c +33 build/main.o | head -c 16 > chunk.bin",
    ],
    wrong=[
        "dd if=build/main.o of=chunk.bin bs=1 seek=32 count=16",
        "head -c 48 build/main.o > chunk.bin",
        "tail -c +32 build/main.o | head -c 16 > chunk.bin",
        "dd if=build/main.o of=chunk.bin bs=16 skip=32 count=1",
    ],
)
hard(
    "truncate-size",
    "create a 1 MiB file of zero bytes called disk.img",
    changes(
        lambda p: p.write(
            "disk.img",
            lambda data: (
                None
                if data == b"sha256:" + hashlib.sha256(bytes(1 << 20)).hexdigest().encode()
                else "is not that"
            ),
        )
    ),
    right=[
        "truncate -s 1M disk.img",
        "dd if=/dev/zero of=disk.img bs=1M count=1",
        "head -c 1M /dev/zero > disk.img",
        "fallocate -l 1M disk.img || dd if=/dev/zero of=disk.img bs=1024 count=1024",
    ],
    wrong=[
        "touch disk.img",
        "truncate -s 1MB disk.img",
        "dd if=/dev/zero of=disk.img bs=1k count=1",
        "dd if=/dev/urandom of=disk.img bs=1M count=1",
    ],
)
hard(
    "newerxy",
    "regular files modified since midnight seven days ago but not in the last 12 hours, in the tree here",
    prints(pick(lambda e: e.is_file and e.hours > 12 and e.days < 6.5)),
    fixture="downloads",
    right=[
        "find . -type f -newermt '7 days ago 00:00' ! -newermt '12 hours ago'",
        "find . -type f -mtime -7 -mmin +720",
    ],
    wrong=[
        "find . -type f -newermt '7 days ago'",
        "find . -type f -mmin +720",
        "find . -type f -mtime -7 -mmin -720",
        "find . -type f -mtime +7 -mmin +720",
    ],
)
hard(
    "sync-missing",
    "names (relative, sorted) that exist under data/2023 but not under data/2024",
    lines(["feb.csv"]),
    fixture="mess",
    right=[
        "comm -23 <(ls data/2023 | sort) <(ls data/2024 | sort)",
        "diff -rq data/2023 data/2024 | awk -F': ' '/Only in data\\/2023/ {print $2}'",
        'for f in data/2023/*; do [ -e "data/2024/${f##*/}" ] || echo "${f##*/}"; done',
    ],
    wrong=[
        "diff -rq data/2023 data/2024",
        "comm -12 <(ls data/2023) <(ls data/2024)",
        "ls data/2023",
        "comm -13 <(ls data/2023) <(ls data/2024)",
    ],
)
hard(
    "archive-old-move",
    "pack the drafts from 2023 into drafts-2023.tar.gz and delete the originals",
    changes(
        lambda p: [
            p.write(
                "drafts-2023.tar.gz",
                tar_of(p.before, ["draft-2023-01.txt", "draft-2023-02.txt"], "gz"),
            ),
            p.remove("draft-2023-01.txt", "draft-2023-02.txt"),
        ]
    ),
    fixture="mess",
    right=[
        "tar czf drafts-2023.tar.gz --remove-files draft-2023-*.txt",
        "tar czf drafts-2023.tar.gz draft-2023-*.txt && rm draft-2023-*.txt",
    ],
    wrong=[
        "tar czf drafts-2023.tar.gz draft-2023-*.txt",
        "tar czf drafts-2023.tar.gz --remove-files draft-*.txt",
        "gzip draft-2023-*.txt",
        "zip -m drafts-2023.tar.gz draft-2023-*.txt",
    ],
)
hard(
    "links-report",
    "every symlink in this tree with its target, as link -> target",
    lines(
        ["broken -> missing/target", "docs/home.md -> ../README.md", "latest.log -> logs/app.log"],
        ordered=False,
    ),
    right=[
        "find . -type l -printf '%P -> %l\\n'",
        'find * -type l -exec sh -c \'echo "$1 -> $(readlink "$1")"\' _ {} \\;',
    ],
    wrong=[
        "find . -type l",
        "find . -type l -printf '%l\\n'",
        "ls -l",
        "find . -type l -exec readlink {} \\;",
    ],
)
hard(
    "make-targets",
    "list the targets defined in the Makefile, without .PHONY",
    lines(["all", "build", "install", "clean"], ordered=False),
    right=[
        "grep -oE '^[a-z]+:' Makefile | tr -d :",
        "sed -n 's/^\\([a-z]*\\):.*/\\1/p' Makefile",
        "awk -F: '/^[a-z]+:/ {print $1}' Makefile",
    ],
    wrong=[
        "grep ':' Makefile",
        "grep -oE '^[.A-Za-z]+:' Makefile | tr -d :",
        "make -n",
        "grep -oE '^[a-z]+' Makefile",
    ],
)
hard(
    "env-export",
    "load the variables from .env and print the value of API_KEY",
    text("abc123"),
    right=[
        "set -a; . ./.env; set +a; echo $API_KEY",
        'source .env && echo "$API_KEY"',
        "grep '^API_KEY=' .env | cut -d= -f2-",
        "(. ./.env; echo $API_KEY)",
    ],
    wrong=["echo $API_KEY", "cat .env", "bash .env; echo $API_KEY", "grep API_KEY .env"],
)
hard(
    "yaml-nested",
    "value of host under database in config.yaml",
    text("db.internal"),
    right=[
        "sed -n '/^database:/,/^[^ ]/ s/^  host: //p' config.yaml",
        "awk '/^database:/ {d=1} d && $1==\"host:\" {print $2; exit}' config.yaml",
        "grep -A3 '^database:' config.yaml | grep host: | awk '{print $2}'",
    ],
    wrong=[
        "grep host config.yaml",
        "grep database config.yaml",
        "awk '/host/ {print $1}' config.yaml",
        "grep -A1 '^database:' config.yaml",
    ],
)
hard(
    "json-merge",
    "which key of config.json also appears as a top level key in config.yaml? one per line, sorted",
    lines(["name", "port"]),
    right=[
        "comm -12 <(jq -r 'keys[]' config.json | sort) <(grep -oE '^[a-z]+' config.yaml | sort)",
        "for k in $(jq -r 'keys[]' config.json); do grep -q \"^$k:\" config.yaml && echo $k; done",
    ],
    wrong=[
        "jq -r 'keys[]' config.json",
        "comm -12 <(jq -r 'keys[]' config.json) <(cat config.yaml)",
        "grep -oE '^[a-z]+' config.yaml | sort",
    ],
)
hard(
    "strip-comments",
    "src/main.py without comment-only lines and without blank lines, printed",
    lines(
        lambda t: [r for r in t["src/main.py"].lines if r.strip() and not r.strip().startswith("#")]
    ),
    right=[
        "grep -vE '^\\s*(#|$)' src/main.py",
        "sed -e '/^[[:space:]]*#/d' -e '/^[[:space:]]*$/d' src/main.py",
        "awk 'NF && $1 !~ /^#/' src/main.py",
    ],
    wrong=[
        "grep -v '#' src/main.py",
        "grep -v '^#' src/main.py",
        "sed 's/#.*//' src/main.py",
        "grep -vE '^(#|$)' src/main.py",
    ],
)
hard(
    "class-methods",
    "list class names and the file they're defined in for the python files under src, as file:class",
    lines(
        [
            "src/core/engine.py:Engine",
            "src/core/parser.py:Parser",
            "src/core/parser.py:StrictParser",
        ],
        ordered=False,
    ),
    right=[
        "grep -rHoP '^class \\K\\w+' src --include='*.py'",
        "grep -ro --include=*.py '^class [A-Za-z]*' src | sed 's/class //'",
        "find src -name '*.py' -exec awk '/^class / {split($2,a,\"[(:]\"); print FILENAME\":\"a[1]}' {} +",
    ],
    wrong=[
        "grep -r '^class' src",
        "grep -rhoP '^class \\K\\w+' src --include='*.py'",
        "grep -rl '^class' src",
        "grep -rHoP 'class \\K\\w+' src",
    ],
)
