"""Making, copying, moving, renaming, linking and removing."""

from __future__ import annotations

import time

from benchmarks.harness.checks import all_of, changes, probe
from benchmarks.harness.tasks import Family

FAMILY = Family("files", fixture="mess")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def day(moment: float) -> str:
    """The UTC date as YYYY-MM-DD."""
    return time.strftime("%Y-%m-%d", time.gmtime(moment))


plain(
    "mkdir",
    "make a folder called backup",
    changes(lambda p: p.mkdir("backup")),
    right=["mkdir backup", "mkdir -p backup", "install -d backup", "mkdir ./backup/"],
    wrong=["touch backup", "mkdir -p backup/backup", "mkdir Backup", "mkdir target/backup"],
)
plain(
    "mkdir-nested",
    "create the directories projects/2025/site in one go",
    changes(lambda p: p.mkdir("projects", "projects/2025", "projects/2025/site")),
    right=[
        "mkdir -p projects/2025/site",
        "mkdir --parents projects/2025/site",
        "mkdir projects projects/2025 projects/2025/site",
    ],
    wrong=["mkdir projects/2025/site", "mkdir projects", "mkdir -p projects 2025 site"],
)
plain(
    "touch",
    "new empty file placeholder.txt",
    changes(lambda p: p.write("placeholder.txt", "")),
    right=[
        "touch placeholder.txt",
        "> placeholder.txt",
        ": > placeholder.txt",
        "truncate -s 0 placeholder.txt",
    ],
    wrong=[
        "echo > placeholder.txt",
        "mkdir placeholder.txt",
        "touch placeholder",
        "cat placeholder.txt",
    ],
)
plain(
    "write",
    "greeting.txt should be created with hello world in it",
    changes(
        lambda p: p.write(
            "greeting.txt", lambda c: None if c.strip() == b"hello world" else "another text"
        )
    ),
    right=[
        "echo hello world > greeting.txt",
        "printf 'hello world\\n' > greeting.txt",
        "echo 'hello world' | tee greeting.txt",
        "cat > greeting.txt <<< 'hello world'",
    ],
    wrong=[
        "echo hello world",
        "touch greeting.txt",
        "echo hello > greeting.txt world.txt",
        "echo hello > greeting.txt",
    ],
)
plain(
    "copy",
    "copy report.txt to report.bak",
    changes(lambda p: p.copy("report.txt", "report.bak")),
    right=[
        "cp report.txt report.bak",
        "cp -p report.txt report.bak",
        "cat report.txt > report.bak",
        "cp report.{txt,bak}",
    ],
    wrong=[
        "mv report.txt report.bak",
        "cp report.bak report.txt",
        "ln -s report.txt report.bak",
        "cp report.txt report.txt.bak",
    ],
)
plain(
    "copy-dir",
    "duplicate the data directory as data_copy",
    changes(lambda p: p.copy("data", "data_copy")),
    right=["cp -r data data_copy", "cp -a data data_copy", "cp -R data/ data_copy"],
    wrong=[
        "cp data data_copy",
        "mv data data_copy",
        "mkdir data_copy && cp data/* data_copy",
        "mkdir data_copy && cp -r data/* data_copy",
    ],
)
plain(
    "copy-keep",
    "copy report_old.txt into sub, preserving its modification time",
    all_of(
        changes(lambda p: p.copy("report_old.txt", "sub/report_old.txt")),
        probe("[ sub/report_old.txt -ot report.txt ] && echo kept", "kept"),
    ),
    right=[
        "cp -p report_old.txt sub/",
        "cp -a report_old.txt sub",
        "cp --preserve=timestamps report_old.txt sub/",
        "cp --preserve report_old.txt sub",
    ],
    wrong=["cp report_old.txt sub/", "mv report_old.txt sub", "cp -u report_old.txt sub/"],
)
plain(
    "move",
    "move run.log into target",
    changes(lambda p: p.move("run.log", "target/run.log")),
    right=[
        "mv run.log target/",
        "mv run.log target",
        "mv -n run.log target/run.log",
        "mv -t target run.log",
    ],
    wrong=["cp run.log target/", "mv target run.log", "mv run.log targets", "mv *.log target.log"],
)
plain(
    "rename",
    "unique.txt should be called single.txt",
    changes(lambda p: p.move("unique.txt", "single.txt")),
    right=["mv unique.txt single.txt", "mv -i unique.txt single.txt", "mv {unique,single}.txt"],
    wrong=[
        "cp unique.txt single.txt",
        "mv single.txt unique.txt",
        "mv unique.txt single",
        "ln unique.txt single.txt",
    ],
)
plain(
    "rename-space",
    "rename 'Holiday Photo.jpeg' to holiday.jpeg",
    changes(lambda p: p.move("Holiday Photo.jpeg", "holiday.jpeg")),
    right=[
        "mv 'Holiday Photo.jpeg' holiday.jpeg",
        "mv Holiday\\ Photo.jpeg holiday.jpeg",
        'mv "Holiday Photo.jpeg" "holiday.jpeg"',
    ],
    wrong=[
        "mv Holiday Photo.jpeg holiday.jpeg",
        "cp 'Holiday Photo.jpeg' holiday.jpeg",
        "mv 'Holiday Photo.jpeg' Holiday.jpeg",
    ],
)
plain(
    "delete",
    "delete report_old.txt",
    changes(lambda p: p.remove("report_old.txt")),
    right=[
        "rm report_old.txt",
        "rm -f report_old.txt",
        "unlink report_old.txt",
        "find . -maxdepth 1 -name report_old.txt -delete",
    ],
    wrong=[
        "rm report*.txt",
        "rm -i report_old.txt < /dev/null",
        "> report_old.txt",
        "rmdir report_old.txt",
    ],
)
plain(
    "delete-dir",
    "remove the folder full and all its contents",
    changes(lambda p: p.remove("full")),
    right=["rm -r full", "rm -rf full", "rm -rf ./full/", "find full -delete"],
    wrong=["rmdir full", "rm full", "rm -rf full/*", "rm -rf *"],
)
plain(
    "rmdir",
    "remove the empty directory hollow",
    changes(lambda p: p.remove("hollow")),
    right=["rmdir hollow", "rm -d hollow", "rm -r hollow"],
    wrong=["rm hollow", "rm hollow/*", "rmdir *w*x", "rm -rf h* c*"],
)
plain(
    "delete-dash",
    "how can I delete a file that is named -dash.txt",
    changes(lambda p: p.remove("-dash.txt")),
    right=["rm -- -dash.txt", "rm ./-dash.txt", "find . -maxdepth 1 -name '-dash.txt' -delete"],
    wrong=["rm -dash.txt", "rm '-dash.txt'", "rm \\-dash.txt", "rm *dash.txt"],
)
plain(
    "empty-out",
    "empty run.log without removing it",
    changes(lambda p: p.write("run.log", "")),
    right=[
        "> run.log",
        "truncate -s 0 run.log",
        ": > run.log",
        "cp /dev/null run.log",
        "cat /dev/null > run.log",
    ],
    wrong=["rm run.log", "echo > run.log", "touch run.log", "truncate -s 1 run.log"],
)
plain(
    "append",
    "add the line debug=2 to the end of config.sample",
    changes(lambda p: p.append("config.sample", "debug=2\n")),
    right=[
        "echo debug=2 >> config.sample",
        "printf 'debug=2\\n' >> config.sample",
        "echo 'debug=2' | tee -a config.sample",
        "sed -i '$a debug=2' config.sample",
    ],
    wrong=[
        "echo debug=2 > config.sample",
        "echo -n debug=2 >> config.sample",
        "sed -i '1i debug=2' config.sample",
        "echo debug=2 >> config",
    ],
)
plain(
    "symlink",
    "make a symbolic link called latest that points to data/2024",
    changes(
        lambda p: p.symlink(
            "latest", "data/2024", "data/2024/", "./data/2024", "/home/sam/work/data/2024"
        )
    ),
    right=["ln -s data/2024 latest", "ln -sfn data/2024 latest", 'ln -s "$PWD/data/2024" latest'],
    wrong=[
        "ln -s latest data/2024",
        "ln data/2024 latest",
        "cp -r data/2024 latest",
        "ln -s 2024 latest",
    ],
)
plain(
    "hardlink",
    "same.txt should be a hard link of unique.txt",
    all_of(
        changes(lambda p: p.copy("unique.txt", "same.txt")),
        probe("echo more >> same.txt; cat unique.txt; readlink same.txt", "only\nmore"),
    ),
    right=["ln unique.txt same.txt", "cp -l unique.txt same.txt", "link unique.txt same.txt"],
    wrong=["ln -s unique.txt same.txt", "cp unique.txt same.txt", "ln same.txt unique.txt"],
)
plain(
    "copy-several",
    "copy index.html and about.htm into the hollow folder",
    changes(
        lambda p: [
            p.copy("index.html", "hollow/index.html"),
            p.copy("about.htm", "hollow/about.htm"),
        ]
    ),
    right=[
        "cp index.html about.htm hollow",
        "cp {index.html,about.htm} hollow/",
        "cp -t hollow index.html about.htm",
        'for f in index.html about.htm; do cp "$f" hollow/; done',
    ],
    wrong=[
        "cp index.html about.htm",
        "mv index.html about.htm hollow",
        "cp *.htm hollow",
        "cp index.html hollow",
    ],
)
plain(
    "move-up",
    "move everything visible in sub up into this directory",
    changes(
        lambda p: [
            p.move(f"sub/{n}", n) for n in ("page.htm", "track03.MP3", "copy3.txt", "keep.me")
        ]
    ),
    right=[
        "mv sub/* .",
        "mv sub/* ./",
        "find sub -mindepth 1 -maxdepth 1 ! -name '.*' -exec mv {} . \\;",
    ],
    wrong=["mv sub .", "cp sub/* .", "mv sub/* ..", "mv sub/*.* sub"],
)
plain(
    "clear-dir",
    "delete whatever files are inside target but keep the folder itself",
    changes(lambda p: p.remove("target/report.txt", "target/untouched.txt")),
    right=[
        "rm target/*",
        "rm -rf target/*",
        "find target -type f -delete",
        "find target -mindepth 1 -delete",
    ],
    wrong=["rm -r target", "rm target", "rm -rf *", "rmdir target"],
)
plain(
    "swap-extension",
    "change about.htm into about.html",
    changes(lambda p: p.move("about.htm", "about.html")),
    right=["mv about.htm about.html", "mv about.htm{,l}"],
    wrong=[
        "cp about.htm about.html",
        "mv about.html about.htm",
        "mv *.htm *.html",
        "mv about.htm html",
    ],
)
plain(
    "timestamp",
    "touch unique.txt so that its modification time is now",
    probe("find . -maxdepth 1 -name unique.txt -mmin -5", "./unique.txt"),
    right=["touch unique.txt", "touch -m unique.txt", "touch -c unique.txt"],
    wrong=[
        "touch -r report_old.txt unique.txt",
        "stat unique.txt",
        "touch -d yesterday unique.txt",
        "touch unique",
    ],
)
plain(
    "backup-suffix",
    "make a copy of config with today's date appended like config-YYYY-MM-DD",
    changes(lambda p: p.copy("config", f"config-{day(time.time())}")),
    right=["cp config config-$(date +%F)", 'cp config "config-$(date +%Y-%m-%d)"'],
    wrong=[
        "cp config config-$(date)",
        "cp config config-YYYY-MM-DD",
        "mv config $(date +%F)",
        "cp config config-$(date +%d-%m-%Y)",
    ],
)
conditions(
    "jpeg-to-jpg",
    "rename all .jpeg files here to .jpg",
    changes(
        lambda p: [
            p.move(n, n[:-5] + ".jpg")
            for n in ("IMG_1.jpeg", "IMG_2.jpeg", "IMG_10.jpeg", "Holiday Photo.jpeg")
        ]
    ),
    right=[
        'for f in *.jpeg; do mv "$f" "${f%.jpeg}.jpg"; done',
        "find . -maxdepth 1 -name '*.jpeg' -exec sh -c 'mv \"$1\" \"${1%.jpeg}.jpg\"' _ {} \\;",
        'for f in *.jpeg; do mv -- "$f" "$(basename "$f" .jpeg).jpg"; done',
        "rename 's/\\.jpeg$/.jpg/' *.jpeg",
    ],
    wrong=[
        "mv *.jpeg *.jpg",
        "for f in *.jpeg; do mv $f ${f%.jpeg}.jpg; done",
        'for f in *.jpeg; do cp "$f" "${f%.jpeg}.jpg"; done',
        'for f in *.jpeg; do mv "$f" "$f.jpg"; done',
    ],
)
conditions(
    "lower-ext",
    "make the .MP3 extension lowercase for all files here and in subdirectories",
    changes(
        lambda p: [p.move(f"{n}.MP3", f"{n}.mp3") for n in ("track01", "track02", "sub/track03")]
    ),
    right=[
        "find . -name '*.MP3' -exec sh -c 'mv \"$1\" \"${1%.MP3}.mp3\"' _ {} \\;",
        'find . -name \'*.MP3\' | while read -r f; do mv "$f" "${f%.MP3}.mp3"; done',
        'shopt -s globstar; for f in **/*.MP3; do mv "$f" "${f%.*}.mp3"; done',
    ],
    wrong=[
        'for f in *.MP3; do mv "$f" "${f%.MP3}.mp3"; done',
        "find . -name '*.MP3' -exec mv {} {}.mp3 \\;",
        "find . -iname '*.mp3' -exec sh -c 'mv \"$1\" \"$(echo $1 | tr A-Z a-z)\"' _ {} \\;",
    ],
)
conditions(
    "prefix",
    "put old_ in front of every draft from 2023 (draft-2023-*.txt)",
    changes(lambda p: [p.move(n, f"old_{n}") for n in ("draft-2023-01.txt", "draft-2023-02.txt")]),
    right=[
        'for f in draft-2023-*.txt; do mv "$f" "old_$f"; done',
        "ls draft-2023-*.txt | xargs -I{} mv {} old_{}",
        "rename 's/^/old_/' draft-2023-*.txt",
    ],
    wrong=[
        'for f in draft-*.txt; do mv "$f" "old_$f"; done',
        "mv draft-2023-*.txt old_",
        'for f in draft-2023-*.txt; do cp "$f" "old_$f"; done',
        'for f in draft-2023-*.txt; do mv "$f" "${f}old_"; done',
    ],
)
conditions(
    "spaces-to-underscores",
    "file names with spaces annoy me, replace the spaces by underscores for everything in this directory",
    changes(
        lambda p: [
            p.move(n, n.replace(" ", "_"))
            for n in ("Holiday Photo.jpeg", "My Song.mp3", "contact us.htm")
        ]
    ),
    right=[
        'for f in *\\ *; do mv "$f" "${f// /_}"; done',
        "find . -maxdepth 1 -name '* *' -exec bash -c 'mv \"$0\" \"${0// /_}\"' {} \\;",
        "rename 's/ /_/g' *",
    ],
    wrong=[
        "for f in *\\ *; do mv $f ${f// /_}; done",
        'for f in *\\ *; do mv "$f" "${f// /}"; done',
        "mv '* *' '*_*'",
        'for f in *\\ *; do cp "$f" "${f// /_}"; done',
    ],
)
conditions(
    "copy-newer",
    "copy report.txt to target only if it's newer than the one there",
    changes(lambda p: p.write("target/report.txt", p.before["report.txt"].text)),
    right=[
        "cp -u report.txt target/",
        "cp --update report.txt target",
        "[ report.txt -nt target/report.txt ] && cp report.txt target/",
    ],
    wrong=[
        "cp -n report.txt target/",
        "mv -u report.txt target",
        "cp -u target/report.txt .",
        "cp report_old.txt target/report.txt",
    ],
)
conditions(
    "no-clobber",
    "copy all .txt files of this directory into target without overwriting files that are already there",
    changes(
        lambda p: [
            p.copy(n, f"target/{n}")
            for n in p.each(
                lambda e: e.depth == 1 and e.extension == ".txt" and e.name != "report.txt"
            )
        ]
    ),
    right=[
        "cp -n -- *.txt target/",
        "cp -n ./*.txt target",
        "find . -maxdepth 1 -name '*.txt' -exec cp -n {} target/ \\;",
    ],
    wrong=[
        "cp *.txt target/",
        "cp -- *.txt target/",
        "mv -n -- *.txt target/",
        "cp -u -- *.txt target/",
    ],
)
conditions(
    "move-two-kinds",
    "move the jpeg and mp3 files (any case) from here into hollow",
    changes(
        lambda p: [
            p.move(n, f"hollow/{n}")
            for n in p.each(lambda e: e.depth == 1 and e.extension.lower() in (".jpeg", ".mp3"))
        ]
    ),
    right=[
        "mv *.jpeg *.[mM][pP]3 hollow/",
        "find . -maxdepth 1 \\( -iname '*.jpeg' -o -iname '*.mp3' \\) -exec mv -t hollow {} +",
        "mv -- *.jpeg *.mp3 *.MP3 hollow",
    ],
    wrong=[
        "mv *.jpeg *.mp3 hollow/",
        "cp *.jpeg *.mp3 *.MP3 hollow/",
        "find . \\( -iname '*.jpeg' -o -iname '*.mp3' \\) -exec mv -t hollow {} +",
    ],
)
conditions(
    "all-but-one",
    "delete every file in target except untouched.txt",
    changes(lambda p: p.remove("target/report.txt")),
    right=[
        "find target -type f ! -name untouched.txt -delete",
        "shopt -s extglob\nrm target/!(untouched.txt)",
        "rm target/report.txt",
        "ls target | grep -v untouched.txt | sed 's|^|target/|' | xargs rm",
    ],
    wrong=[
        "rm target/*",
        "find target ! -name untouched.txt -delete -o -print; rm target/untouched.txt",
        "rm target/untouched.txt",
        "find . -type f ! -name untouched.txt -delete",
    ],
)
conditions(
    "hidden-too",
    "copy everything from full, including hidden files, into hollow",
    changes(
        lambda p: [
            p.copy("full/.hidden", "hollow/.hidden"),
            p.copy("full/seen.txt", "hollow/seen.txt"),
            p.copy("full/more", "hollow/more"),
        ]
    ),
    right=[
        "cp -r full/. hollow/",
        "cp -a full/. hollow",
        "cp -rT full hollow",
        "shopt -s dotglob; cp -r full/* hollow/",
    ],
    wrong=[
        "cp -r full/* hollow/",
        "cp -r full hollow/",
        "mv full/* full/.hidden hollow",
        "cp full/.* full/* hollow",
    ],
)
conditions(
    "series",
    "create empty page1.md, page2.md ... up to page5.md",
    changes(lambda p: [p.write(f"page{n}.md", "") for n in range(1, 6)]),
    right=[
        "touch page{1..5}.md",
        "for i in 1 2 3 4 5; do touch page$i.md; done",
        "seq 5 | xargs -I{} touch page{}.md",
    ],
    wrong=["touch page1-5.md", "touch page{1,5}.md", "touch page{0..5}.md", "mkdir page{1..5}.md"],
)
conditions(
    "dirs-per-quarter",
    "make folders q1 q2 q3 q4 under both 2023 and 2024 in data",
    changes(lambda p: p.mkdir(*(f"data/{y}/q{q}" for y in (2023, 2024) for q in range(1, 5)))),
    right=[
        "mkdir data/{2023,2024}/q{1..4}",
        "mkdir -p data/202{3,4}/q{1,2,3,4}",
        "for y in 2023 2024; do for q in 1 2 3 4; do mkdir data/$y/q$q; done; done",
    ],
    wrong=[
        "mkdir q{1..4}",
        "mkdir data/2023,2024/q1-4",
        "mkdir -p data/{2023,2024,q{1..4}}",
        "mkdir data/2023/q{1..4}",
    ],
)
conditions(
    "retarget-link",
    "make the existing link shortcut point to unique.txt instead",
    changes(
        lambda p: p.symlink("shortcut", "unique.txt", "./unique.txt", "/home/sam/work/unique.txt")
    ),
    right=[
        "ln -sf unique.txt shortcut",
        "rm shortcut && ln -s unique.txt shortcut",
        "ln -sfn unique.txt shortcut",
    ],
    wrong=[
        "ln -s unique.txt shortcut",
        "cp unique.txt shortcut",
        "ln -sf shortcut unique.txt",
        "mv unique.txt shortcut",
    ],
)
conditions(
    "split-lines",
    "split run.log into pieces of 10 lines each, named part_aa, part_ab, part_ac",
    changes(
        lambda p: [
            p.write(f"part_a{letter}", "".join(f"event {n}\n" for n in range(start, start + 10)))
            for letter, start in (("a", 0), ("b", 10), ("c", 20))
        ]
    ),
    right=[
        "split -l 10 run.log part_",
        "split -n l/3 run.log part_ && split -l 10 run.log part_",
        "split --lines=10 run.log part_",
    ],
    wrong=[
        "split -l 10 run.log",
        "split -b 10 run.log part_",
        "split -n 10 run.log part_",
        "split -l 10 -d run.log part_",
    ],
)
conditions(
    "copy-time-ref",
    "give report.txt the same modification time as report_old.txt",
    all_of(
        probe(
            "[ report.txt -nt report_old.txt ] || [ report.txt -ot report_old.txt ] || echo same",
            "same",
        ),
        probe("find . -maxdepth 1 -name report.txt -mtime +40", "./report.txt"),
    ),
    right=[
        "touch -r report_old.txt report.txt",
        "touch --reference=report_old.txt report.txt",
        'touch -d "$(stat -c %y report_old.txt)" report.txt',
    ],
    wrong=[
        "touch -r report.txt report_old.txt",
        "touch report_old.txt report.txt",
        "cp -p report_old.txt report.txt",
        "touch report.txt",
    ],
)
hard(
    "sort-by-ext",
    "sort the visible plain files here into folders named after their extension (txt, htm ...); files without extension stay; the folders don't exist yet",
    changes(
        lambda p: [
            (p.mkdir(n.rpartition(".")[2]), p.move(n, n.rpartition(".")[2] + "/" + n))
            for n in p.each(lambda e: e.depth == 1 and e.is_file and not e.hidden and "." in e.name)
        ]
    ),
    right=[
        'for f in *.*; do [ -f "$f" ] || continue; mkdir -p "${f##*.}"; mv -- "$f" "${f##*.}/"; done',
        'find . -maxdepth 1 -type f -name \'[!.]*.*\' -exec bash -c \'d="${0##*.}"; mkdir -p "$d"; mv -- "$0" "$d/"\' {} \\;',
    ],
    wrong=[
        'for f in *.*; do mv "$f" "${f##*.}"; done',
        "mkdir txt htm; mv *.txt txt; mv *.htm htm",
        'for f in *; do mkdir -p "${f##*.}"; mv "$f" "${f##*.}/"; done',
    ],
)
hard(
    "zero-pad",
    "renumber the IMG_*.jpeg files with three digits: IMG_001.jpeg, IMG_002.jpeg, IMG_010.jpeg",
    changes(lambda p: [p.move(f"IMG_{n}.jpeg", f"IMG_{n:03}.jpeg") for n in (1, 2, 10)]),
    right=[
        'for f in IMG_*.jpeg; do n=${f#IMG_}; n=${n%.jpeg}; mv "$f" "$(printf \'IMG_%03d.jpeg\' "$n")"; done',
        "for n in 1 2 10; do mv IMG_$n.jpeg IMG_$(printf %03d $n).jpeg; done",
    ],
    wrong=[
        'for f in IMG_*.jpeg; do mv "$f" "${f/IMG_/IMG_00}"; done',
        "mv IMG_?.jpeg IMG_00?.jpeg",
        "for n in 1 2 10; do cp IMG_$n.jpeg IMG_$(printf %03d $n).jpeg; done",
    ],
)
hard(
    "date-prefix",
    "prefix each .jpeg with the date of its last modification (YYYY-MM-DD_name)",
    changes(
        lambda p: [
            p.move(n, f"{day(p.before[n].mtime)}_{n}")
            for n in p.each(lambda e: e.extension == ".jpeg")
        ]
    ),
    right=[
        'for f in *.jpeg; do mv "$f" "$(date -r "$f" +%F)_$f"; done',
        'for f in *.jpeg; do mv "$f" "$(stat -c %y "$f" | cut -d" " -f1)_$f"; done',
    ],
    wrong=[
        'for f in *.jpeg; do mv "$f" "$(date +%F)_$f"; done',
        "for f in *.jpeg; do mv $f $(date -r $f +%F)_$f; done",
        'for f in *.jpeg; do cp "$f" "$(date -r "$f" +%F)_$f"; done',
    ],
)
hard(
    "tree-only",
    "recreate the directory structure of data inside hollow without any files",
    changes(lambda p: p.mkdir("hollow/data", "hollow/data/2023", "hollow/data/2024")),
    right=[
        "find data -type d -exec mkdir -p hollow/{} \\;",
        "find data -type d | xargs -I{} mkdir -p hollow/{}",
        "cp -r data hollow && find hollow/data -type f -delete",
    ],
    wrong=[
        "cp -r data hollow",
        "mkdir -p hollow/data",
        "find data -type d -exec cp -r {} hollow \\;",
        "mv data hollow",
    ],
)
hard(
    "keep-newest-draft",
    "remove all drafts (draft-*.txt) but the most recently modified one",
    changes(lambda p: p.remove("draft-2023-01.txt", "draft-2023-02.txt")),
    right=[
        "ls -t draft-*.txt | tail -n +2 | xargs rm",
        "ls -t draft-*.txt | sed 1d | xargs -d '\\n' rm --",
        "rm $(ls -tr draft-*.txt | head -n -1)",
    ],
    wrong=[
        "ls -t draft-*.txt | head -1 | xargs rm",
        "rm draft-*.txt",
        "ls -t draft-*.txt | tail -1 | xargs rm",
        "ls draft-*.txt | tail -n +2 | xargs rm",
    ],
)
hard(
    "remove-duplicates",
    "delete files in this directory (not below) whose content is identical to another one here, keep the alphabetically first",
    changes(lambda p: p.remove("copy2.txt")),
    right=[
        "cmp -s copy1.txt copy2.txt && rm copy2.txt",
        "find . -maxdepth 1 -type f -exec md5sum {} + | sort -k2 | awk 's[$1]++' | cut -c35- | while read -r f; do rm \"$f\"; done",
    ],
    wrong=[
        "rm copy*.txt",
        "rm copy1.txt",
        "find . -type f -exec md5sum {} + | sort -k2 | awk 's[$1]++' | cut -c35- | while read -r f; do rm \"$f\"; done",
        "md5sum * | sort | uniq -d -w32",
    ],
)
