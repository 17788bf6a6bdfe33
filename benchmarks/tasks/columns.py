"""Lines and columns: heads and tails, cutting, sorting, joining, counting, summing, reshaping."""

from __future__ import annotations

from benchmarks.harness.checks import (
    all_of,
    any_of,
    changes,
    lines,
    number,
    says,
    text,
)
from benchmarks.harness.tasks import Family
from benchmarks.harness.tree import Tree

FAMILY = Family("columns", fixture="tables")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def people(tree: Tree) -> list[list[str]]:
    """Rows of people.csv without the header."""
    return [row.split(",") for row in tree["people.csv"].lines[1:]]


def sales(tree: Tree) -> list[list[str]]:
    """Rows of sales.tsv: date, region, product, count, price."""
    return [row.split("\t") for row in tree["sales.tsv"].lines]


plain(
    "head",
    "first 5 lines of hundred.txt",
    lines([f"row {n}" for n in range(1, 6)]),
    right=[
        "head -5 hundred.txt",
        "head -n 5 hundred.txt",
        "sed 5q hundred.txt",
        "sed -n '1,5p' hundred.txt",
        "awk 'NR<=5' hundred.txt",
    ],
    wrong=[
        "head hundred.txt",
        "tail -5 hundred.txt",
        "head -c 5 hundred.txt",
        "sed -n 5p hundred.txt",
        "head -6 hundred.txt",
    ],
)
plain(
    "tail",
    "need the last 3 lines of hundred.txt",
    lines(["row 98", "row 99", "row 100"]),
    right=["tail -3 hundred.txt", "tail -n 3 hundred.txt", "tail -n3 hundred.txt"],
    wrong=[
        "tail hundred.txt",
        "tail -n +3 hundred.txt",
        "head -3 hundred.txt",
        "tail -c 3 hundred.txt",
        "tail -r -n 3 hundred.txt",
    ],
)
plain(
    "skip-header",
    "people.csv without its first line",
    lines(lambda t: t["people.csv"].lines[1:]),
    right=[
        "tail -n +2 people.csv",
        "sed 1d people.csv",
        "awk 'NR>1' people.csv",
        "sed '1d' people.csv",
    ],
    wrong=[
        "tail -n 2 people.csv",
        "tail -n +1 people.csv",
        "head -n -1 people.csv",
        "sed -i 1d people.csv",
        "tail -n +3 people.csv",
    ],
)
plain(
    "drop-last",
    "print numbers.txt except for the last line",
    lines(lambda t: t["numbers.txt"].lines[:-1]),
    right=["head -n -1 numbers.txt", "sed '$d' numbers.txt"],
    wrong=[
        "tail -n +2 numbers.txt",
        "head -n 1 numbers.txt",
        "sed 1d numbers.txt",
        "tail -1 numbers.txt",
    ],
)
plain(
    "middle",
    "lines 20 through 25 of hundred.txt",
    lines([f"row {n}" for n in range(20, 26)]),
    right=[
        "sed -n '20,25p' hundred.txt",
        "head -25 hundred.txt | tail -6",
        "awk 'NR>=20 && NR<=25' hundred.txt",
    ],
    wrong=[
        "head -25 hundred.txt | tail -5",
        "sed '20,25p' hundred.txt",
        "sed -n '20,24p' hundred.txt",
        "tail -n +20 hundred.txt",
    ],
)
plain(
    "one-line",
    "what is on line 42 of hundred.txt",
    lines(["row 42"], prefixed=True),
    right=[
        "sed -n 42p hundred.txt",
        "head -42 hundred.txt | tail -1",
        "awk 'NR==42' hundred.txt",
        "sed '42!d' hundred.txt",
    ],
    wrong=[
        "head -42 hundred.txt",
        "grep 42 hundred.txt | head -0",
        "sed 42p hundred.txt",
        "tail -42 hundred.txt | head -1",
    ],
)
plain(
    "line-count",
    "numbers.txt - how many lines?",
    number(12),
    right=[
        "wc -l numbers.txt",
        "wc -l < numbers.txt",
        "cat numbers.txt | wc -l",
        "grep -c '' numbers.txt",
    ],
    wrong=[
        "wc -c numbers.txt",
        "wc numbers.txt",
        "ls numbers.txt | wc -l",
        "grep -c 1 numbers.txt",
    ],
)
plain(
    "word-count",
    "word count of letter.txt",
    number(lambda t: len(t["letter.txt"].text.split())),
    right=["wc -w letter.txt", "wc -w < letter.txt", "cat letter.txt | wc -w"],
    wrong=["wc letter.txt", "wc -l letter.txt", "wc -m letter.txt"],
)
plain(
    "chars",
    "count the characters (not bytes) in accents.txt",
    number(lambda t: len(t["accents.txt"].text)),
    right=["wc -m accents.txt", "wc -m < accents.txt", "wc --chars accents.txt"],
    wrong=["wc -c accents.txt", "wc -l accents.txt", "stat -c %s accents.txt"],
)
plain(
    "total-lines",
    "total number of lines in all the chapter files together",
    number(6),
    right=[
        "cat chapter* | wc -l",
        "wc -l chapter*",
        "cat 'chapter one.txt' 'chapter two.txt' 'chapter ten.txt' | wc -l",
    ],
    wrong=[
        "wc -l chapter.txt",
        "wc -w chapter*",
        "ls chapter* | wc -l",
        "cat chapter\\ t* | wc -l",
    ],
)
plain(
    "sort",
    "sort words.txt alphabetically",
    lines(lambda t: sorted(t["words.txt"].lines)),
    right=["sort words.txt", "cat words.txt | sort", "sort < words.txt"],
    wrong=[
        "sort -r words.txt",
        "cat words.txt",
        "sort words.txt -o words.txt",
        "sort -R words.txt | head -3",
    ],
)
plain(
    "sort-numeric",
    "sort numbers.txt from smallest to largest number",
    lines(lambda t: sorted(t["numbers.txt"].lines, key=int)),
    right=["sort -n numbers.txt", "sort -g numbers.txt", "sort --numeric-sort numbers.txt"],
    wrong=[
        "sort numbers.txt",
        "sort -rn numbers.txt",
        "sort -nu numbers.txt",
        "sort -h -r numbers.txt",
    ],
)
plain(
    "sort-desc",
    "numbers.txt in descending numeric order",
    lines(lambda t: sorted(t["numbers.txt"].lines, key=int, reverse=True)),
    right=["sort -nr numbers.txt", "sort -rn numbers.txt", "sort -n numbers.txt | tac"],
    wrong=[
        "sort -r numbers.txt",
        "sort -n numbers.txt",
        "tac numbers.txt",
        "sort -rnu numbers.txt",
    ],
)
plain(
    "uniq",
    "remove duplicate lines from fruits.txt and print them sorted",
    lines(lambda t: sorted(set(t["fruits.txt"].lines)), ordered=False, squeezed=True),
    right=["sort -u fruits.txt", "sort fruits.txt | uniq", "sort --unique fruits.txt"],
    wrong=[
        "uniq fruits.txt",
        "sort fruits.txt",
        "sort fruits.txt | uniq -u",
        "sort -fu fruits.txt",
        "sort fruits.txt | uniq -d",
    ],
)
plain(
    "duplicates",
    "fruits.txt has doubles, tell me which entries those are (each one once)",
    lines(["apple", "banana"], ordered=False),
    right=[
        "sort fruits.txt | uniq -d",
        "awk 'seen[$0]++ == 1' fruits.txt",
        "sort fruits.txt | uniq -c | awk '$1>1 {print $2}'",
    ],
    wrong=[
        "uniq -d fruits.txt",
        "sort fruits.txt | uniq",
        "sort fruits.txt | uniq -u",
        "sort fruits.txt | uniq -D",
    ],
)
plain(
    "frequency",
    "for fruits.txt tell me how often each line appears",
    says(
        r"3\W+apple|apple\W+3", r"2\W+banana|banana\W+2", r"1\W+fig|fig\W+1", never=[r"1\W+apple"]
    ),
    right=[
        "sort fruits.txt | uniq -c",
        "awk '{n[$0]++} END {for (f in n) print n[f], f}' fruits.txt",
        "sort fruits.txt | uniq -c | sort -rn",
    ],
    wrong=[
        "uniq -c fruits.txt",
        "sort fruits.txt | uniq",
        "wc -l fruits.txt",
        "sort -c fruits.txt",
    ],
)
plain(
    "column-csv",
    "print the second column of people.csv",
    any_of(
        lines(lambda t: [row.split(",")[1] for row in t["people.csv"].lines]),
        lines(lambda t: [row[1] for row in people(t)]),
    ),
    right=[
        "cut -d, -f2 people.csv",
        "awk -F, '{print $2}' people.csv",
        "cut -d ',' -f 2 people.csv | tail -n +2",
    ],
    wrong=[
        "cut -f2 people.csv",
        "awk '{print $2}' people.csv",
        "cut -d, -f1 people.csv",
        "cut -d, -f2- people.csv",
    ],
)
plain(
    "last-field",
    "print the last word of each line in spaced.txt",
    lines(["10", "20", "30", "5"]),
    right=[
        "awk '{print $NF}' spaced.txt",
        "grep -oE '[^ ]+$' spaced.txt",
        "sed 's/.* //' spaced.txt",
        "rev spaced.txt | cut -d' ' -f1 | rev",
    ],
    wrong=[
        "awk '{print $3}' spaced.txt | head -2",
        "cut -d' ' -f3 spaced.txt",
        "tail -1 spaced.txt",
        "awk '{print NF}' spaced.txt",
    ],
)
plain(
    "sum",
    "add up the numbers in numbers.txt",
    number(lambda t: sum(int(n) for n in t["numbers.txt"].lines)),
    right=[
        "awk '{s+=$1} END {print s}' numbers.txt",
        "paste -sd+ numbers.txt | bc",
        "awk '{sum += $0} END {print sum}' numbers.txt",
    ],
    wrong=[
        "wc -l numbers.txt",
        "awk '{s=$1} END {print s}' numbers.txt",
        "awk '{s+=$2} END {print s}' numbers.txt",
        "paste -sd+ numbers.txt",
    ],
)
plain(
    "max",
    "highest value in numbers.txt",
    number(250),
    right=[
        "sort -n numbers.txt | tail -1",
        "sort -rn numbers.txt | head -n1",
        "awk 'NR==1||$1>m {m=$1} END {print m}' numbers.txt",
    ],
    wrong=[
        "sort numbers.txt | tail -1",
        "sort -n numbers.txt | head -1",
        "tail -1 numbers.txt",
        "awk '$1>m {m=$1} END {print NR}' numbers.txt",
    ],
)
plain(
    "upper",
    "LETTER.TXT shouting: print letter.txt in all caps",
    text(lambda t: t["letter.txt"].text.upper()),
    right=[
        "tr a-z A-Z < letter.txt",
        "tr '[:lower:]' '[:upper:]' < letter.txt",
        "awk '{print toupper($0)}' letter.txt",
        "sed 's/.*/\\U&/' letter.txt",
    ],
    wrong=[
        "tr A-Z a-z < letter.txt",
        "cat letter.txt",
        "tr a-z A-Z letter.txt",
        "sed -i 's/.*/\\U&/' letter.txt",
    ],
)
plain(
    "reverse-lines",
    "print 'chapter one.txt' bottom to top",
    lines(["The wind rose.", "It began."]),
    right=[
        "tac 'chapter one.txt'",
        "tac chapter\\ one.txt",
        "sed -n '1!G;h;$p' \"chapter one.txt\"",
    ],
    wrong=[
        "tac chapter one.txt",
        "rev 'chapter one.txt'",
        "cat 'chapter one.txt'",
        "sort 'chapter one.txt'",
    ],
)
plain(
    "number-lines",
    "show capitals.txt with line numbers",
    says(r"^\s*1[:\t .)]+1 Oslo$", r"^\s*4[:\t .)]+5 Lima$"),
    right=[
        "cat -n capitals.txt",
        "nl capitals.txt",
        "grep -n '' capitals.txt",
        "awk '{print NR\": \"$0}' capitals.txt",
    ],
    wrong=[
        "cat capitals.txt",
        "wc -l capitals.txt",
        "cat -e capitals.txt",
        "sed = capitals.txt | head -1",
    ],
)
plain(
    "concat",
    "concatenate left.txt and right.txt into both.txt",
    changes(lambda p: p.write("both.txt", p.before["left.txt"].text + p.before["right.txt"].text)),
    right=[
        "cat left.txt right.txt > both.txt",
        "cat {left,right}.txt >both.txt",
        "cat left.txt right.txt | tee both.txt",
    ],
    wrong=[
        "cat left.txt > right.txt > both.txt",
        "cat right.txt left.txt > both.txt",
        "cat left.txt right.txt",
        "cp left.txt right.txt both.txt",
        "cat left.txt >> right.txt",
    ],
)
plain(
    "diff",
    "what's different between old.conf and new.conf",
    says(r"port=80\b", r"port=8080", r"trace=on", never=[r"^.{0,2}files .* differ"]),
    right=[
        "diff old.conf new.conf",
        "diff -u old.conf new.conf",
        "diff -y old.conf new.conf",
        "git diff --no-index old.conf new.conf",
    ],
    wrong=[
        "cmp old.conf new.conf",
        "diff old.conf same.conf",
        "diff -q old.conf new.conf",
        "comm -12 old.conf new.conf",
    ],
)
plain(
    "same",
    "are old.conf and same.conf identical? print identical or different",
    says(r"\bidentical\b", never=[r"different|differ"]),
    right=[
        "diff -s old.conf same.conf",
        "cmp -s old.conf same.conf && echo identical || echo different",
        "diff -q old.conf same.conf >/dev/null && echo identical || echo different",
    ],
    wrong=[
        "cmp -s old.conf same.conf || echo identical",
        "diff -q old.conf same.conf",
        "cmp -s old.conf new.conf && echo identical || echo different",
        "echo different",
    ],
)
plain(
    "replace-print",
    "replace every comma with a semicolon in people.csv, just print the result",
    text(lambda t: t["people.csv"].text.replace(",", ";")),
    right=["tr , ';' < people.csv", "sed 's/,/;/g' people.csv", "tr ',' ';' <people.csv"],
    wrong=[
        "sed 's/,/;/' people.csv",
        "sed -i 's/,/;/g' people.csv",
        "tr ',' ';' people.csv",
        "sed 's/;/,/g' people.csv",
    ],
)
plain(
    "squeeze",
    "collapse repeated spaces in spaced.txt to a single one",
    lines(["alpha one 10", "beta two 20", "gamma three 30", "delta four 5"]),
    right=[
        "tr -s ' ' < spaced.txt",
        "sed 's/  */ /g' spaced.txt",
        "sed -E 's/ +/ /g' spaced.txt",
        "awk '{$1=$1} 1' spaced.txt",
    ],
    wrong=["tr -d ' ' < spaced.txt", "sed 's/  / /' spaced.txt", "sed 's/ //g' spaced.txt"],
)
plain(
    "paste-comma",
    "turn the lines of left.txt into one comma separated line",
    text("ant,bee,cat,dog,emu"),
    right=[
        "paste -sd, left.txt",
        "paste -s -d ',' left.txt",
        "tr '\\n' ',' < left.txt | sed 's/,$//'",
        'awk \'NR>1{printf ","} {printf "%s", $0}\' left.txt',
    ],
    wrong=[
        "tr '\\n' ',' < left.txt",
        "paste -d, left.txt",
        "paste -s left.txt",
        "xargs < left.txt",
    ],
)
plain(
    "random",
    "pick a random word from words.txt (one per line in there)",
    any_of(
        *(
            text(word)
            for word in "kiwi watermelon fig banana level apple noon strawberry racecar pear melon grape lime".split()
        )
    ),
    right=[
        "shuf -n 1 words.txt",
        "shuf -n1 words.txt",
        "sort -R words.txt | head -1",
        "shuf words.txt | head -n 1",
    ],
    wrong=["shuf words.txt", "sort -R words.txt", "shuf -n 2 words.txt", "wc -l words.txt"],
)
plain(
    "mac-lower",
    "distinct products in sales.tsv, thats the third column, tab separated",
    lines(["apples", "pears", "plums"], ordered=False),
    right=[
        "cut -f3 sales.tsv | sort -u",
        "awk -F'\\t' '{print $3}' sales.tsv | sort | uniq",
        "awk -F'\\t' '!s[$3]++ {print $3}' sales.tsv",
    ],
    wrong=[
        "cut -f3 sales.tsv",
        "cut -d' ' -f3 sales.tsv | sort -u",
        "cut -f2 sales.tsv | sort -u",
        "cut -f3 sales.tsv | uniq",
    ],
)
conditions(
    "filter-number",
    "rows of people.csv where the salary (6th column) is above 60000, no header",
    lines(lambda t: [",".join(row) for row in people(t) if int(row[5]) > 60000], ordered=False),
    right=["awk -F, 'NR>1 && $6 > 60000' people.csv", "tail -n +2 people.csv | awk -F, '$6>60000'"],
    wrong=[
        "awk -F, '$6 > 60000' people.csv",
        "awk '$6 > 60000' people.csv",
        "grep 60000 people.csv",
        "awk -F, 'NR>1 && $6 < 60000' people.csv",
    ],
)
conditions(
    "two-cols",
    "from people.csv print just name and city, separated by a dash with blanks around it, skip the header",
    lines(lambda t: [f"{row[1]} - {row[3]}" for row in people(t)]),
    right=[
        "awk -F, 'NR>1 {print $2 \" - \" $4}' people.csv",
        "tail -n +2 people.csv | awk -F, '{printf \"%s - %s\\n\", $2, $4}'",
    ],
    wrong=[
        "cut -d, -f2,4 people.csv",
        "awk -F, '{print $2 \" - \" $4}' people.csv",
        "awk -F, 'NR>1 {print $2, $4}' people.csv",
    ],
)
conditions(
    "sort-by-col",
    "sort people.csv by age (third column), oldest first, header left out",
    any_of(
        lines(
            lambda t: [
                ",".join(r) for r in sorted(people(t), key=lambda r: (-int(r[2]), ",".join(r)))
            ]
        ),
        lines(lambda t: [",".join(r) for r in sorted(people(t), key=lambda r: -int(r[2]))]),
        lines(
            lambda t: [
                ",".join(r)
                for r in sorted(
                    sorted(people(t), key=lambda r: ",".join(r), reverse=True),
                    key=lambda r: -int(r[2]),
                )
            ]
        ),
    ),
    right=[
        "tail -n +2 people.csv | sort -t, -k3 -nr",
        "tail -n +2 people.csv | sort -t, -k3,3nr",
        "sed 1d people.csv | sort -t , -k 3 -n -r",
        "sed 1d people.csv | sort -s -t, -k3,3nr",
    ],
    wrong=[
        "sort -t, -k3 -nr people.csv",
        "tail -n +2 people.csv | sort -t, -k3 -n",
        "tail -n +2 people.csv | sort -k3 -nr",
        "tail -n +2 people.csv | sort -t, -k6 -nr",
    ],
)
conditions(
    "group-count",
    "people.csv: how many people work in each department (column 5)",
    says(
        r"4\W+Engineering|Engineering\W+4",
        r"3\W+Sales|Sales\W+3",
        r"2\W+Support|Support\W+2",
        r"1\W+Marketing|Marketing\W+1",
        never=[r"\bdepartment\b"],
    ),
    right=[
        "tail -n +2 people.csv | cut -d, -f5 | sort | uniq -c",
        "awk -F, 'NR>1 {n[$5]++} END {for (d in n) print d, n[d]}' people.csv",
    ],
    wrong=[
        "cut -d, -f5 people.csv | sort | uniq -c",
        "tail -n +2 people.csv | cut -d, -f5 | uniq -c",
        "tail -n +2 people.csv | cut -d, -f4 | sort | uniq -c",
        "tail -n +2 people.csv | cut -d, -f5 | sort -u",
    ],
)
conditions(
    "sum-where",
    "how many apples were sold in total? sales.tsv: date, region, product, count, price",
    number(395),
    right=[
        "awk -F'\\t' '$3 == \"apples\" {s += $4} END {print s}' sales.tsv",
        "grep apples sales.tsv | cut -f4 | paste -sd+ | bc",
        "awk '/apples/ {s+=$4} END{print s}' sales.tsv",
    ],
    wrong=[
        "grep -c apples sales.tsv",
        "awk '{s += $4} END {print s}' sales.tsv",
        "awk '/apples/ {s+=$5} END {print s}' sales.tsv",
    ],
)
conditions(
    "average",
    "whats the average salary (last column) in people.csv",
    number(59300, tolerance=0.6),
    right=[
        "awk -F, 'NR>1 {s+=$6; n++} END {print s/n}' people.csv",
        "tail -n +2 people.csv | cut -d, -f6 | awk '{s+=$1} END {print s/NR}'",
    ],
    wrong=[
        "awk -F, '{s+=$6} END {print s/NR}' people.csv",
        "awk -F, 'NR>1 {s+=$6} END {print s}' people.csv",
        "awk '{s+=$6; n++} END {print s/n}' people.csv",
    ],
)
conditions(
    "in-both",
    "lines that left.txt and right.txt have in common",
    lines(["bee", "dog"], ordered=False),
    right=[
        "comm -12 left.txt right.txt",
        "grep -Fxf left.txt right.txt",
        "sort left.txt right.txt | uniq -d",
        "comm -12 <(sort left.txt) <(sort right.txt)",
    ],
    wrong=[
        "comm left.txt right.txt",
        "diff left.txt right.txt",
        "comm -23 left.txt right.txt",
        "sort left.txt right.txt | uniq",
    ],
)
conditions(
    "only-left",
    "what's in left.txt but not in right.txt",
    lines(["ant", "cat", "emu"], ordered=False),
    right=[
        "comm -23 left.txt right.txt",
        "grep -vxFf right.txt left.txt",
        "diff left.txt right.txt | grep '^<' | cut -c3-",
    ],
    wrong=[
        "comm -13 left.txt right.txt",
        "comm -12 left.txt right.txt",
        "grep -vxFf left.txt right.txt",
        "diff left.txt right.txt",
    ],
)
conditions(
    "join",
    "match capitals.txt and lands.txt on their first column",
    lines(["1 Oslo Norway", "2 Rome Italy", "3 Paris France"]),
    right=[
        "join capitals.txt lands.txt",
        "awk 'NR==FNR {c[$1]=$2; next} $1 in c {print $1, c[$1], $2}' capitals.txt lands.txt",
    ],
    wrong=[
        "paste capitals.txt lands.txt",
        "cat capitals.txt lands.txt",
        "join -v1 capitals.txt lands.txt",
        "join -a1 capitals.txt lands.txt",
    ],
)
conditions(
    "side-by-side",
    "put left.txt and right.txt next to each other, separated by a colon",
    lines(["ant:bee", "bee:cow", "cat:dog", "dog:fox", "emu:"]),
    right=["paste -d: left.txt right.txt", "paste -d ':' left.txt right.txt"],
    wrong=[
        "paste left.txt right.txt",
        "paste -sd: left.txt right.txt",
        "join -t: left.txt right.txt",
        "cat left.txt right.txt",
    ],
)
conditions(
    "nth",
    "every third line of hundred.txt starting with the third",
    lines([f"row {n}" for n in range(3, 101, 3)]),
    right=[
        "sed -n '3~3p' hundred.txt",
        "awk 'NR % 3 == 0' hundred.txt",
        "sed -n '0~3p' hundred.txt",
    ],
    wrong=[
        "sed -n '1~3p' hundred.txt",
        "awk 'NR % 3' hundred.txt",
        "sed -n '3p' hundred.txt",
        "awk 'NR % 3 == 1' hundred.txt",
    ],
)
conditions(
    "longest-lines",
    "words.txt sorted by length, longest first",
    any_of(
        lines(lambda t: sorted(sorted(t["words.txt"].lines), key=len, reverse=True)),
        lines(lambda t: sorted(t["words.txt"].lines, key=len, reverse=True)),
        lines(lambda t: sorted(sorted(t["words.txt"].lines, reverse=True), key=len, reverse=True)),
    ),
    right=[
        "awk '{print length, $0}' words.txt | sort -rn | cut -d' ' -f2-",
        "awk '{print length($0) \"\\t\" $0}' words.txt | sort -k1,1nr -s | cut -f2",
        "perl -e 'print sort {length $b <=> length $a} <>' words.txt",
    ],
    wrong=[
        "sort -r words.txt",
        "sort words.txt",
        "awk '{print length, $0}' words.txt | sort -n | cut -d' ' -f2-",
        "awk '{print length, $0}' words.txt | sort -r | cut -d' ' -f2-",
    ],
)
conditions(
    "lines-longer",
    "words in words.txt with more than 6 letters",
    lines(["watermelon", "strawberry", "racecar"], ordered=False, prefixed=True),
    right=["awk 'length > 6' words.txt", "grep -E '.{7,}' words.txt", "grep '.......' words.txt"],
    wrong=[
        "grep -E '.{6,}' words.txt",
        "awk 'length > 7' words.txt",
        "awk 'NF > 6' words.txt",
        "grep -E '^.{6}$' words.txt",
    ],
)
conditions(
    "unique-keep-order",
    "print fruits.txt with repeated lines dropped but in the original order",
    lines(lambda t: list(dict.fromkeys(t["fruits.txt"].lines))),
    right=[
        "awk '!seen[$0]++' fruits.txt",
        "cat -n fruits.txt | sort -k2 -u | sort -n | cut -f2-",
        "perl -ne 'print unless $s{$_}++' fruits.txt",
    ],
    wrong=[
        "sort -u fruits.txt",
        "uniq fruits.txt",
        "awk 'seen[$0]++' fruits.txt",
        "cat fruits.txt",
    ],
)
conditions(
    "case-fold-uniq",
    "how many different fruits are in fruits.txt if case doesnt matter and empty lines dont count",
    number(6),
    right=[
        "grep . fruits.txt | sort -fu | wc -l",
        "tr A-Z a-z < fruits.txt | sed '/^$/d' | sort -u | wc -l",
        "awk 'NF {n[tolower($0)]} END {for (f in n) c++; print c}' fruits.txt",
    ],
    wrong=[
        "sort -u fruits.txt | wc -l",
        "sort -fu fruits.txt | wc -l",
        "grep . fruits.txt | sort -u | wc -l",
        "grep -c . fruits.txt",
    ],
)
conditions(
    "third-field-missing",
    "lines in users.txt whose full name (5th field, colon separated) is empty, print the login",
    lines(["guest"]),
    right=[
        "awk -F: '$5 == \"\" {print $1}' users.txt",
        "grep -E '^([^:]*:){4}:' users.txt | cut -d: -f1",
    ],
    wrong=[
        "awk -F: '$5 {print $1}' users.txt",
        "awk -F: '$6 == \"\" {print $1}' users.txt",
        "grep '::' users.txt",
        "cut -d: -f1 users.txt",
    ],
)
conditions(
    "users-bash-uid",
    "logins in users.txt with uid of 1000 or more who use bash, sorted",
    lines(["ann", "cleo"]),
    right=[
        "awk -F: '$3 >= 1000 && $7 ~ /bash$/ {print $1}' users.txt | sort",
        "grep 'bash$' users.txt | awk -F: '$3>=1000{print $1}' | sort",
    ],
    wrong=[
        "grep bash users.txt | cut -d: -f1",
        "awk -F: '$3 >= 1000 {print $1}' users.txt | sort",
        "awk -F: '$4 > 1001 && /bash/ {print $1}' users.txt",
    ],
)
conditions(
    "ip-sort",
    "sort hosts.txt numerically by ip address",
    lines(
        [
            "10.0.0.7 cache",
            "10.0.0.12 web",
            "10.0.0.30 mail",
            "10.0.0.101 db",
            "192.168.1.20 printer",
        ]
    ),
    right=["sort -V hosts.txt", "sort -t. -k1,1n -k2,2n -k3,3n -k4,4n hosts.txt"],
    wrong=["sort hosts.txt", "sort -n hosts.txt", "sort -rV hosts.txt", "sort -k2 hosts.txt"],
)
conditions(
    "version-latest",
    "newest version tag in versions.txt",
    text("v2.0.0"),
    right=[
        "sort -V versions.txt | tail -1",
        "sort -rV versions.txt | head -n 1",
        "sort -V versions.txt | tail -n1",
    ],
    wrong=[
        "sort -V versions.txt | head -1",
        "tail -1 versions.txt",
        "sort -n versions.txt | tail -2",
        "sort -V versions.txt",
    ],
)
conditions(
    "human-sort",
    "sort usage.txt by size, those are human readable like 40K 2G, biggest on top",
    lines(["2G backups", "1.5G images", "512M videos", "3M music", "900K code", "40K notes"]),
    right=["sort -hr usage.txt", "sort -rh usage.txt", "sort -h usage.txt | tac"],
    wrong=["sort -nr usage.txt", "sort -h usage.txt", "sort -r usage.txt", "sort -gr usage.txt"],
)
conditions(
    "first-word-each",
    "set of distinct first letters in words.txt, lowercase, one a line, sorted",
    lines(list("abfgklmnprsw")),
    right=[
        "cut -c1 words.txt | sort -u",
        "sed 's/\\(.\\).*/\\1/' words.txt | sort -u",
        "awk '{print substr($0,1,1)}' words.txt | sort | uniq",
    ],
    wrong=[
        "cut -c1 words.txt | sort",
        "cut -c1 words.txt",
        "head -c1 words.txt",
        "cut -c1 words.txt | uniq",
    ],
)
conditions(
    "pretty-table",
    "show people.csv as a nicely aligned table",
    all_of(
        lines(
            lambda t: [" ".join(row.split(",")) for row in t["people.csv"].lines],
            squeezed=True,
        ),
        says(r"^1 {2,}Ann Lee {2,}34 {2,}Oslo {3,}"),
    ),
    right=["column -t -s, people.csv", "column -ts ',' people.csv", "column -s, -t < people.csv"],
    wrong=["column people.csv", "cat people.csv", "tr , ' ' < people.csv", "column -t people.csv"],
)
hard(
    "revenue-by-region",
    "revenue (count times price) per region in sales.tsv, highest first",
    says(
        r"\A\D*south\D+601\.25|\A601\.25\D+south",
        r"east\D+484\.25|484\.25\D+east",
        r"north\D+465|465\D+north",
        r"west\D+45\b|45\D+west",
    ),
    right=[
        "awk -F'\\t' '{s[$2] += $4*$5} END {for (r in s) print r, s[r]}' sales.tsv | sort -k2 -nr",
        "awk '{s[$2] += $4*$5} END {for (r in s) print s[r], r}' sales.tsv | sort -rn",
    ],
    wrong=[
        "awk '{s[$2] += $4} END {for (r in s) print r, s[r]}' sales.tsv | sort -k2 -nr",
        "awk '{s[$2] += $4*$5} END {for (r in s) print r, s[r]}' sales.tsv | sort",
        "cut -f2,4 sales.tsv | sort -k2 -nr",
    ],
)
hard(
    "monthly",
    "units sold per month (yyyy-mm) in sales.tsv in chronological order",
    lines(["2024-01 200", "2024-02 245", "2024-03 150", "2024-04 195"], squeezed=True),
    right=[
        "awk '{m[substr($1,1,7)] += $4} END {for (k in m) print k, m[k]}' sales.tsv | sort",
        'awk -F\'\\t\' \'{split($1,d,"-"); m[d[1]"-"d[2]]+=$4} END {for (k in m) print k"\\t"m[k]}\' sales.tsv | sort',
    ],
    wrong=[
        "cut -c1-7 sales.tsv | uniq -c",
        "awk '{m[$1] += $4} END {for (k in m) print k, m[k]}' sales.tsv | sort",
        "awk '{m[substr($1,1,7)] += $4} END {for (k in m) print m[k]}' sales.tsv",
    ],
)
hard(
    "best-paid-per-city",
    "for every city in people.csv print the highest salary, like Oslo 68000, sorted by city",
    lines(["Lima 83000", "Oslo 68000", "Paris 69500", "Rome 71000"], squeezed=True),
    right=[
        "awk -F, 'NR>1 && $6>m[$4] {m[$4]=$6} END {for (c in m) print c, m[c]}' people.csv | sort",
        "tail -n +2 people.csv | sort -t, -k4,4 -k6,6nr | awk -F, '!s[$4]++ {print $4, $6}'",
    ],
    wrong=[
        "awk -F, '{m[$4]=$6} END {for (c in m) print c, m[c]}' people.csv | sort",
        "tail -n +2 people.csv | sort -t, -k4,4 -k6,6n | awk -F, '!s[$4]++ {print $4, $6}'",
        "awk -F, '{m[$4]+=$6} END {for (c in m) print c, m[c]}' people.csv",
    ],
)
hard(
    "transpose",
    "turn rows into columns in tabs.txt (transpose, keep tabs)",
    text("a\t1\nb\t2\nc\t3"),
    right=[
        "paste <(cut -f1 tabs.txt | paste -s) /dev/null | head -0; for i in 1 2 3; do cut -f$i tabs.txt | paste -s; done",
        "awk -F'\\t' '{for(i=1;i<=NF;i++) a[i]=a[i] (NR>1?\"\\t\":\"\") $i} END {for(i=1;i<=NF;i++) print a[i]}' tabs.txt",
    ],
    wrong=["paste -s tabs.txt", "cat tabs.txt", "tr '\\t' '\\n' < tabs.txt", "rev tabs.txt"],
)
hard(
    "middle-salary",
    "who has the second highest salary in people.csv? name only",
    text("Ben Ode"),
    right=[
        "tail -n +2 people.csv | sort -t, -k6,6nr | sed -n 2p | cut -d, -f2",
        "sort -t, -k6nr people.csv | awk -F, 'NR==2 {print $2}'",
    ],
    wrong=[
        "sort -t, -k6nr people.csv | head -2 | cut -d, -f2",
        "sort -t, -k6n people.csv | sed -n 2p | cut -d, -f2",
        "sort -t, -k6nr people.csv | sed -n 2p",
        "sort -t, -k3nr people.csv | sed -n 2p | cut -d, -f2",
    ],
)
hard(
    "swap-columns",
    "print hosts.txt with the two columns swapped, name first",
    lines(
        [
            "web 10.0.0.12",
            "cache 10.0.0.7",
            "printer 192.168.1.20",
            "db 10.0.0.101",
            "mail 10.0.0.30",
        ],
        squeezed=True,
    ),
    right=[
        "awk '{print $2, $1}' hosts.txt",
        "sed -E 's/(\\S+) (\\S+)/\\2 \\1/' hosts.txt",
        "paste -d' ' <(cut -d' ' -f2 hosts.txt) <(cut -d' ' -f1 hosts.txt)",
    ],
    wrong=[
        "cut -d' ' -f2,1 hosts.txt",
        "awk '{print $1, $2}' hosts.txt",
        "rev hosts.txt",
        "awk '{print $2 $1}' hosts.txt",
    ],
)
hard(
    "wrap",
    "long.txt has too long lines: break them at spaces, 30 columns max, print it",
    lines(
        lambda t: (
            [
                "one two three four five six",
                "seven eight nine ten eleven",
                "twelve",
            ]
            * 2
        ),
        squeezed=True,
    ),
    right=[
        "fold -s -w 30 long.txt",
        "fold -sw30 long.txt",
        'while read -r l; do echo "$l" | fmt -w 30; done < long.txt | head -0; fold -w 30 -s long.txt',
    ],
    wrong=[
        "fold -w 30 long.txt",
        "cut -c1-30 long.txt",
        "fold -s -w 40 long.txt",
        "fmt -w 10 long.txt",
    ],
)
hard(
    "running-total",
    "numbers.txt with a running total next to each number",
    says(r"^\D*12\D+12$", r"^\D*7\D+19$", r"^\D*103\D+122$", r"^\D*-?3\D+164$", r"^\D*12\D+605$"),
    right=[
        "awk '{s += $1; print $1, s}' numbers.txt",
        "awk '{print $0 \"\\t\" (t += $0)}' numbers.txt",
    ],
    wrong=[
        "awk '{s += $1} END {print s}' numbers.txt",
        "awk '{print NR, $1}' numbers.txt",
        "awk '{s = $1; print $1, s}' numbers.txt",
    ],
)
hard(
    "char-frequency",
    "which letter is the most frequent in words.txt? print the letter and its count",
    says(r"\be\b\W+11|11\W+e\b", never=[r"\ba\b", r"\bn\b"]),
    right=[
        "grep -o . words.txt | sort | uniq -c | sort -rn | head -1",
        "fold -w1 words.txt | sort | uniq -c | sort -nr | head -n 1",
    ],
    wrong=[
        "grep -o . words.txt | uniq -c | sort -rn | head -1",
        "wc -c words.txt",
        "grep -o . words.txt | sort | uniq -c | sort -n | head -1",
        "cut -c1 words.txt | sort | uniq -c | sort -rn | head -1",
    ],
)
hard(
    "multi-key",
    "sort people.csv rows (no header) by department alphabetically and within each by salary high to low",
    lines(lambda t: [",".join(r) for r in sorted(people(t), key=lambda r: (r[4], -int(r[5])))]),
    right=[
        "tail -n +2 people.csv | sort -t, -k5,5 -k6,6nr",
        "sed 1d people.csv | sort -t ',' -k5,5 -k6,6rn",
    ],
    wrong=[
        "tail -n +2 people.csv | sort -t, -k5 -k6nr",
        "tail -n +2 people.csv | sort -t, -k5,5 -k6,6n",
        "sort -t, -k5,5 -k6,6nr people.csv",
        "tail -n +2 people.csv | sort -t, -k6,6nr -k5,5",
    ],
)
hard(
    "split-sections",
    "list the section names in app.ini without the brackets",
    lines(["server", "database", "cache"]),
    right=[
        "sed -n 's/^\\[\\(.*\\)\\]$/\\1/p' app.ini",
        "grep -oP '(?<=^\\[)[^]]+' app.ini",
        "grep '^\\[' app.ini | tr -d '[]'",
    ],
    wrong=["grep '\\[' app.ini", "grep -o '[a-z]*' app.ini", "sed 's/[][]//g' app.ini"],
)
hard(
    "ini-value",
    "get the port of the [database] section in app.ini, only the number",
    text("5432"),
    right=[
        "sed -n '/^\\[database\\]/,/^\\[/ s/^port *= *//p' app.ini",
        "awk -F' *= *' '/^\\[/ {s=$0} s==\"[database]\" && $1==\"port\" {print $2}' app.ini",
        "grep -A4 '\\[database\\]' app.ini | grep port | cut -d= -f2 | tr -d ' '",
    ],
    wrong=[
        "grep port app.ini",
        "awk -F= '/port/ {print $2}' app.ini",
        "grep -m1 port app.ini | cut -d= -f2",
        "sed -n '/database/,/^$/p' app.ini",
    ],
)
hard(
    "hist",
    "how many words of each length are in words.txt, shortest length first",
    says(r"\A\s*(\d+\s+3|3\W+\d+)", r"4\W+4", r"5\W+4|4\W+5", r"2\W+10|10\W+2", never=[r"kiwi"]),
    right=[
        "awk '{n[length]++} END {for (l in n) print l, n[l]}' words.txt | sort -n",
        "awk '{print length}' words.txt | sort -n | uniq -c",
    ],
    wrong=[
        "awk '{print length}' words.txt | sort -n",
        "awk '{n[length]++} END {for (l in n) print l, n[l]}' words.txt | sort -rn",
        "wc -w words.txt",
    ],
)
