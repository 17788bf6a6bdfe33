"""Finding files by name, kind, size, age, depth, emptiness, content of the name; and acting on them."""

from __future__ import annotations

from benchmarks.harness.checks import (
    all_of,
    any_of,
    changes,
    number,
    paths,
    pick,
    prints,
    says,
    size_of,
)
from benchmarks.harness.tasks import Family

FAMILY = Family("finding", fixture="downloads")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

KB, MB = 1024, 1024 * 1024

plain(
    "python",
    "find all python files",
    prints(pick(lambda e: e.is_file and e.extension == ".py")),
    fixture="project",
    right=["find . -name '*.py'", 'find . -type f -name "*.py"', "find $PWD -name '*.py' | sort"],
    wrong=[
        "ls *.py",
        "find . -name '*.pyc'",
        "find . -name py",
        "find . -iname '*.py*'",
        "find . -name *.py",
    ],
)
plain(
    "by-name",
    "where is the file called engine.py",
    prints(paths("src/core/engine.py")),
    fixture="project",
    right=[
        "find . -name engine.py",
        "find . -type f -iname 'engine.py'",
        "find . -name 'engine.py' 2>/dev/null",
        "ls -R | grep -q engine.py && find -name engine.py",
    ],
    wrong=["ls engine.py", "which engine.py", "find . -name engine", "grep -r engine.py ."],
)
plain(
    "pdfs",
    "look for pdf files, upper or lower case extension",
    prints(pick(lambda e: e.extension.lower() == ".pdf")),
    right=[
        "find . -iname '*.pdf'",
        'find . -type f -iname "*.pdf"',
        "ls *.pdf *.PDF",
        "find . -regex '.*\\.[pP][dD][fF]'",
    ],
    wrong=["find . -name '*.pdf'", "ls *.pdf", "find . -iname pdf"],
)
plain(
    "big",
    "files bigger than 5 MB",
    prints(pick(lambda e: e.is_file and e.size > 5 * MB)),
    right=[
        "find . -type f -size +5M",
        "find . -size +5M",
        "find . -type f -size +5M -exec ls -lh {} +",
        "find . -type f -size +5000k",
    ],
    wrong=[
        "find . -size 5M",
        "find . -size -5M",
        "find . -maxdepth 1 -size +5M",
        "find . -type f -size +5",
        "ls -lS | head -5",
    ],
)
plain(
    "empty-files",
    "any empty files around here? search subdirs too",
    prints(pick(lambda e: e.is_file and e.size == 0)),
    fixture="project",
    right=["find . -type f -empty", "find . -type f -size 0", "find . -empty -type f -print"],
    wrong=[
        "find . -empty",
        "find . -type d -empty",
        "ls -l | grep ' 0 '",
        "find . -type f -size -1k -name '*.py'",
    ],
)
plain(
    "empty-dirs",
    "are there any empty directories? list them",
    prints(paths("build/tmp", "archive")),
    fixture="project",
    right=["find . -type d -empty", "find . -empty -type d", "find . -type d -empty -print"],
    wrong=["find . -empty", "find . -type f -empty", "ls -d */"],
)
plain(
    "changed-today",
    "files edited within the last 24 hours",
    prints(pick(lambda e: e.is_file and e.hours < 24)),
    right=[
        "find . -type f -mtime -1",
        "find . -mtime 0 -type f",
        "find . -type f -mmin -1440",
        "find . -type f -newermt '24 hours ago'",
    ],
    wrong=[
        "find . -type f -mtime 1",
        "find . -type f -mtime +1",
        "find . -maxdepth 1 -mtime -1 -name '*.txt'",
        "find . -mmin -24",
    ],
)
plain(
    "old-month",
    "what did I not touch for over a year? files only",
    prints(pick(lambda e: e.is_file and e.days > 365)),
    right=[
        "find . -type f -mtime +365",
        "find . -type f -not -newermt '1 year ago'",
        "find . -type f -mtime +365 -ls",
    ],
    wrong=[
        "find . -type f -mtime -365",
        "find . -mtime +365",
        "find . -maxdepth 1 -type f -mtime +365",
        "find . -type f -mmin +365",
    ],
)
plain(
    "last-hour",
    "show files modified in the past hour",
    prints(paths("notes.txt", ".partial.crdownload")),
    right=[
        "find . -type f -mmin -60",
        "find . -type f -newermt '1 hour ago'",
        "find -type f -mmin -60 -print",
    ],
    wrong=[
        "find . -type f -mtime -1",
        "find . -type f -mmin 60",
        "find . -type f -mmin +60",
        "ls -t | head -1",
    ],
)
plain(
    "spaces",
    "files with a space in their name",
    prints(pick(lambda e: e.is_file and " " in e.name)),
    right=[
        "find . -type f -name '* *'",
        "find . -name '* *' -type f",
        "find . -type f | grep '/[^/]* [^/]*$'",
    ],
    wrong=["ls '* *'", "find . -type f -name ' '", "find . -maxdepth 1 -type f -name '* *'"],
)
plain(
    "backup-files",
    "find editor backup files, the ones ending in ~ or .bak",
    prints(paths("old/data.bak", "old/list.txt~")),
    right=[
        "find . -name '*~' -o -name '*.bak'",
        "find . -type f \\( -name '*.bak' -o -name '*~' \\)",
        "find . -regex '.*\\(~\\|\\.bak\\)'",
    ],
    wrong=["find . -name '*~' -name '*.bak'", "find . -name '*.bak'", "find . -name '*~'"],
)
plain(
    "dirs-named",
    "is there a directory named 2023 somewhere below",
    prints(paths("photos/2023")),
    right=["find . -type d -name 2023", "find . -name 2023 -type d", "find . -name '2023'"],
    wrong=[
        "find . -name '*2023*' -path '*2023/*'",
        "ls 2023",
        "find . -type f -name 2023",
        "ls -d */",
    ],
)
plain(
    "count-jpg",
    "how many jpg images are there, including in subfolders (any case)",
    number(7),
    right=[
        "find . -iname '*.jpg' | wc -l",
        "find . -type f -iname '*.jpg' | wc -l",
        "find . -iname '*.jpg' -printf x | wc -c",
    ],
    wrong=[
        "ls *.jpg | wc -l",
        "find . -name '*.jpg' | wc -l",
        "find . -iname '*.jp*g' | wc -l",
        "find . -iname '*.jpg'",
    ],
)
plain(
    "count-all",
    "total number of files in this directory tree, not counting directories",
    number(38),
    right=[
        "find . -type f | wc -l",
        "find . -type f -printf '.' | wc -c",
        "find -type f -print0 | tr -cd '\\0' | wc -c",
    ],
    wrong=[
        "ls | wc -l",
        "find . | wc -l",
        "find . -maxdepth 1 -type f | wc -l",
        "find . -type d | wc -l",
        "ls -R | wc -l",
    ],
)
plain(
    "small",
    "files smaller than 1 KB",
    prints(pick(lambda e: e.is_file and e.size < 1000)),
    right=[
        "find . -type f -size -1024c",
        "find . -type f -size -1000c",
        "find . -type f -size -1000c -print",
    ],
    wrong=[
        "find . -type f -size -1k",
        "find . -size -1024",
        "find . -type f -size 1k",
        "find . -type f -size +1k",
    ],
)
plain(
    "starts-with",
    "list everything whose name starts with IMG_",
    prints(paths("IMG_0001.JPG", "IMG_0002.JPG", "IMG_0003.jpg")),
    right=["ls IMG_*", "find . -name 'IMG_*'", "ls | grep '^IMG_'", "ls -d IMG_*"],
    wrong=["ls *IMG", "find . -name IMG_", "ls img_*", "find . -name 'IMG_*.JPG'"],
)
plain(
    "home-pdf",
    "any pdf in my Documents folder in home?",
    prints(
        paths("/home/sam/Documents/cv.pdf"),
        extra=["cv.pdf", "Documents/cv.pdf", "../Documents/cv.pdf"],
    ),
    right=[
        "ls ~/Documents/*.pdf",
        "find ~/Documents -name '*.pdf'",
        'find ~/Documents -iname "*.pdf" -type f',
    ],
    wrong=["ls Documents/*.pdf", "find . -name '*.pdf'", "ls ~/Documents", "find ~ -name '*.pdf'"],
)
plain(
    "no-extension",
    "files in this tree whose name has no dot in it, i.e. no extension at all",
    prints(pick(lambda e: e.is_file and "." not in e.name)),
    fixture="project",
    right=[
        "find . -type f ! -name '*.*'",
        "find . -type f -not -name '*.*'",
        "find . -type f | grep -v '/[^/]*\\.[^/]*$'",
    ],
    wrong=["find . ! -name '*.*'", "find . -type f -name '*.*'", "find . -type f ! -name '*.'"],
)
plain(
    "larger-than-other",
    "which files are newer than README.md",
    prints(pick(lambda e: e.is_file and e.days < 2.9)),
    fixture="project",
    right=[
        "find . -type f -newer README.md",
        "find . -newer README.md -type f -print",
        "find . -newer README.md ! -type d ! -type l",
    ],
    wrong=[
        "find . -type f ! -newer README.md",
        "find . -type f -older README.md",
        "ls -t README.md",
        "find . -maxdepth 1 -type f -newer README.md",
    ],
)
plain(
    "largest-one",
    "what's the biggest file in here, look into subfolders too",
    prints(paths("ubuntu.iso")),
    right=[
        "find . -type f -printf '%s %p\\n' | sort -n | tail -1",
        "find . -type f -exec ls -S {} + | head -1",
        "find . -type f -print0 | xargs -0 du -b | sort -nr | head -n1",
        "find . -type f -exec du -h {} + | sort -rh | head -1",
    ],
    wrong=[
        "ls -S | tail -1",
        "du -a . | sort -n | tail -1",
        "ls -lS | head -1",
        "find . -type f -size +9M",
    ],
)
plain(
    "exe-mode",
    "list executable files in the scripts folder",
    prints(paths("scripts/deploy.sh", "scripts/run tests.sh")),
    fixture="project",
    right=[
        "find scripts -type f -executable",
        "find scripts -type f -perm -u+x",
        "find scripts -type f -perm /111",
        "ls -l scripts | grep '^-rwx'",
    ],
    wrong=[
        "ls scripts",
        "find scripts -name '*.sh'",
        "find scripts -type f -perm 644",
        "find scripts -executable -type d",
    ],
)
plain(
    "videos",
    "find video files (mp4 and mkv)",
    prints(paths("movie.mkv", "clip.mp4", "trailer.mp4")),
    right=[
        "find . -name '*.mp4' -o -name '*.mkv'",
        "find . -type f \\( -iname '*.mp4' -o -iname '*.mkv' \\)",
        "ls *.mp4 *.mkv",
        "ls *.{mp4,mkv}",
    ],
    wrong=["find . -name '*.mp4' -name '*.mkv'", "find . -name '*.mp4'", "ls *.mp4,*.mkv"],
)
plain(
    "delete-tmp",
    "delete all .tmp files in this directory and its subdirectories",
    changes(lambda p: p.remove("draft.tmp", "src/core/scratch.tmp", ".cache/page.tmp")),
    fixture="project",
    right=[
        "find . -name '*.tmp' -delete",
        "find . -type f -name '*.tmp' -exec rm {} +",
        "find . -type f -name '*.tmp' -print0 | xargs -0 rm -f",
        "shopt -s globstar dotglob; rm **/*.tmp",
    ],
    wrong=[
        "rm *.tmp",
        "rm -rf *.tmp",
        "find . -name tmp -delete",
        "find . -name '*.tmp'",
        "find . -name '*tmp' -exec rm -r {} +",
    ],
)
plain(
    "delete-empty-files",
    "remove every empty file below docs and tests",
    changes(lambda p: p.remove("docs/.nojekyll", "tests/data/empty.csv")),
    fixture="project",
    right=[
        "find docs tests -type f -empty -delete",
        "find docs tests -type f -size 0 -exec rm {} \\;",
        "find tests docs -empty -type f -print0 | xargs -0 rm",
    ],
    wrong=[
        "find . -type f -empty -delete",
        "find docs -type f -empty -delete",
        "rm -r docs tests",
        "find docs tests -type f -empty",
    ],
)
plain(
    "delete-empty-dirs",
    "get rid of the empty directories",
    changes(lambda p: p.remove("build/tmp", "archive")),
    fixture="project",
    right=[
        "find . -type d -empty -delete",
        "find . -type d -empty -exec rmdir {} +",
        "find . -depth -type d -empty -exec rmdir {} \\;",
    ],
    wrong=[
        "rmdir *",
        "find . -empty -delete",
        "find . -type d -empty",
        "find . -type d -exec rm -r {} +",
    ],
)
plain(
    "copy-found",
    "copy all the mp3s into ~/Backup",
    changes(
        lambda p: [
            p.copy(name, f"/home/sam/Backup/{name}")
            for name in ("song.mp3", "song (1).mp3", "podcast.mp3")
        ]
    ),
    right=[
        "cp *.mp3 ~/Backup",
        "find . -name '*.mp3' -exec cp {} ~/Backup/ \\;",
        "cp -v -- *.mp3 ~/Backup/",
        "find . -iname '*.mp3' -print0 | xargs -0 cp -t ~/Backup",
    ],
    wrong=[
        "mv *.mp3 ~/Backup",
        "cp *.mp3 Backup",
        "cp song.mp3 ~/Backup",
        "find . -name '*.mp3' | xargs cp -t ~/Backup",
    ],
)
plain(
    "files-size-total",
    "how much space do the png files take together, subfolders included",
    size_of(lambda t: sum(e.size for e in t if e.extension == ".png"), high=1.3),
    right=[
        "find . -name '*.png' -exec du -ch {} + | tail -1",
        "find . -name '*.png' -print0 | du -ch --files0-from=- | tail -1",
        "find . -name '*.png' -printf '%s\\n' | awk '{s+=$1} END {print s}'",
    ],
    wrong=[
        "du -sh *.png",
        "du -sh .",
        "ls -l *.png",
        "find . -name '*.png' | wc -c",
        "du -ch *.png | tail -1",
    ],
)
conditions(
    "size-and-age",
    "files larger than 1 MB that haven't been modified in 90 days",
    prints(pick(lambda e: e.is_file and e.size > MB and e.days > 90)),
    right=[
        "find . -type f -size +1M -mtime +90",
        "find . -size +1M -mtime +90 -type f",
        "find . -type f -size +1024k -not -newermt '90 days ago'",
    ],
    wrong=[
        "find . -type f -size +1M -mtime -90",
        "find . -type f -mtime +90",
        "find . -type f -size +1M",
        "find . -type f -size +1M -o -mtime +90",
    ],
)
conditions(
    "range-kb",
    "everything more than 100 KB but less than 400 KB, only regular files, not below photos",
    prints(pick(lambda e: e.is_file and 102400 < e.size < 400_000 and not e.under("photos"))),
    right=[
        "find . -path ./photos -prune -o -type f -size +100k -size -400k -print",
        "find . -type f -size +100k -size -400k -not -path './photos/*'",
        "find . -type f -size +100k -size -400k ! -path '*/photos/*'",
    ],
    wrong=[
        "find . -type f -size +100k -size -400k -path './photos/*'",
        "find . -type f -size +100k -size -500k",
        "find . -type f -size +100 -size -400",
        "find . -type f -size -400k",
    ],
)
conditions(
    "not-in-node",
    "js files that are not inside node_modules",
    prints(paths("src/static/app.js", "src/static/app.min.js")),
    fixture="project",
    right=[
        "find . -name '*.js' -not -path '*/node_modules/*'",
        "find . -path ./node_modules -prune -o -name '*.js' -print",
        "find src -name '*.js'",
        "find . -name '*.js' | grep -v node_modules",
    ],
    wrong=[
        "find . -name '*.js'",
        "find . -name '*.js' -not -name node_modules",
        "find . -path ./node_modules -prune -o -name '*.js'",
        "ls *.js",
    ],
)
conditions(
    "exclude-min",
    "javascript sources under src, minified ones excluded",
    prints(paths("src/static/app.js")),
    fixture="project",
    right=[
        "find src -name '*.js' ! -name '*.min.js'",
        "find src -name '*.js' -not -name '*.min.*'",
        "find src -name '*.js' | grep -v '\\.min\\.js$'",
    ],
    wrong=[
        "find src -name '*.js'",
        "find src -name '*.min.js'",
        "find . -name '*.js' ! -name '*.min.js'",
    ],
)
conditions(
    "depth-limit",
    "markdown files at most two levels deep",
    any_of(
        prints(pick(lambda e: e.extension == ".md" and e.depth <= 2)),
        prints(pick(lambda e: e.extension == ".md" and e.depth <= 2 and e.is_file)),
    ),
    fixture="project",
    right=[
        "find . -maxdepth 2 -name '*.md'",
        "ls *.md */*.md",
        "find . -maxdepth 2 -iname '*.md' -print",
    ],
    wrong=[
        "find . -name '*.md'",
        "find . -maxdepth 1 -name '*.md'",
        "find . -mindepth 2 -name '*.md'",
        "find . -maxdepth 3 -name '*.md'",
    ],
)
conditions(
    "age-range",
    "files whose last modification was between 5 and 15 days ago",
    prints(pick(lambda e: e.is_file and 5.1 < e.days < 14.9)),
    fixture="downloads",
    right=[
        "find . -type f -mtime +5 -mtime -15",
        "find . -type f -newermt '15 days ago' ! -newermt '5 days ago'",
        "find . -type f -mtime +4 -mtime -15",
    ],
    wrong=[
        "find . -type f -mtime -15",
        "find . -type f -mtime +5",
        "find . -type f -mtime +5 -o -mtime -15",
        "find . -type f -mmin +5 -mmin -15",
        "find . -type f -mtime +15 -mtime -5",
    ],
)
conditions(
    "pics-two-dirs",
    "jpg or png pictures in photos and its subfolders that are over 100 KB",
    prints(paths("photos/beach.jpg", "photos/sunset view.jpg", "photos/2023/party.jpg")),
    right=[
        "find photos -type f \\( -iname '*.jpg' -o -iname '*.png' \\) -size +100k",
        "find photos -size +100k -name '*.jpg' -o -size +100k -name '*.png'",
        "find ./photos -type f -regex '.*\\.\\(jpg\\|png\\)' -size +100k",
    ],
    wrong=[
        "find photos -name '*.png' -size +100k -o -name '*.jpg'",
        "find photos -type f -size +100k",
        "find photos -type f \\( -iname '*.jpg' -o -iname '*.png' \\) -size -100k",
        "find . -type f \\( -iname '*.jpg' -o -iname '*.png' \\) -size +100k",
    ],
)
conditions(
    "hidden-only-files",
    "all hidden regular files in the tree, at any level",
    prints(pick(lambda e: e.is_file and e.name.startswith("."))),
    fixture="project",
    right=["find . -type f -name '.*'", "find . -name '.?*' -type f"],
    wrong=["ls -a", "find . -name '.*'", "find . -maxdepth 1 -type f -name '.*'", "ls -d .*"],
)
conditions(
    "dirs-with-init",
    "directories that contain an __init__.py",
    prints(paths("src", "src/core")),
    fixture="project",
    right=[
        "find . -name __init__.py -printf '%h\\n'",
        "find . -name __init__.py -exec dirname {} \\;",
        "find . -type d -exec test -e '{}/__init__.py' \\; -print",
        "find . -name __init__.py | xargs -n1 dirname | sort -u",
    ],
    wrong=[
        "find . -name __init__.py",
        "find . -type d -name __init__.py",
        "find . -type d",
        "ls -d */__init__.py",
    ],
)
conditions(
    "top3-largest",
    "three largest files here and below, only their names, biggest one first",
    prints(paths("ubuntu.iso", "photos/raw/huge.raw", "movie.mkv"), ordered=True),
    right=[
        "find . -type f -printf '%s %p\\n' | sort -nr | head -3 | cut -d' ' -f2-",
        "find . -type f -exec ls -S {} + | head -3",
        "find . -type f -printf '%s\\t%p\\n' | sort -rn | head -n 3 | cut -f2",
    ],
    wrong=[
        "ls -S | head -3",
        "find . -type f -printf '%s %p\\n' | sort -n | head -3 | cut -d' ' -f2-",
        "find . -type f -printf '%s %p\\n' | sort -r | head -3 | cut -d' ' -f2-",
        "find . -type f -printf '%s %p\\n' | sort -n | tail -3 | cut -d' ' -f2-",
    ],
)
conditions(
    "newest-two",
    "names of the two newest files in the whole tree",
    prints(paths("notes.txt", ".partial.crdownload")),
    right=[
        "find . -type f -printf '%T@ %p\\n' | sort -nr | head -2 | cut -d' ' -f2-",
        "find . -type f -exec ls -t {} + | head -2",
        "find . -type f -printf '%T+ %p\\n' | sort | tail -n 2 | awk '{print $2}'",
    ],
    wrong=[
        "ls -t | head -2",
        "find . -type f -printf '%T@ %p\\n' | sort -n | head -2 | cut -d' ' -f2-",
        "find . -type f -printf '%s %p\\n' | sort -nr | head -2",
    ],
)
conditions(
    "delete-old-logs",
    "remove log files in logs older than a week but keep the newer ones",
    changes(lambda p: p.remove("logs/error.log", "logs/debug.log")),
    fixture="project",
    right=[
        "find logs -name '*.log' -mtime +7 -delete",
        "find logs -type f -mtime +7 -exec rm -f {} +",
        "find logs -name '*.log*' -mtime +7 | xargs rm",
    ],
    wrong=[
        "rm logs/*.log",
        "find logs -name '*.log' -mtime -7 -delete",
        "find logs -delete -name '*.log' -mtime +7",
        "find . -name '*.log' -mtime +7 -print",
    ],
)
conditions(
    "delete-pyc-cache",
    "clean up: remove all __pycache__ directories",
    changes(lambda p: p.remove("src/__pycache__")),
    fixture="project",
    right=[
        "find . -type d -name __pycache__ -exec rm -rf {} +",
        "find . -name __pycache__ -prune -exec rm -r {} \\;",
        "rm -rf src/__pycache__",
        "find . -type d -name '__pycache__' -print0 | xargs -0 rm -rf",
    ],
    wrong=[
        "rm __pycache__",
        "find . -name '*.pyc' -delete",
        "find . -type d -name __pycache__ -delete",
        "rm -rf __pycache__",
    ],
)
conditions(
    "move-old",
    "move files in the current folder (not subfolders) that are older than 300 days into old",
    changes(
        lambda p: [
            p.move(name, f"old/{name}") for name in ("manual.PDF", "podcast.mp3", "IMG_0003.jpg")
        ]
    ),
    right=[
        "find . -maxdepth 1 -type f -mtime +300 -exec mv {} old/ \\;",
        "find . -maxdepth 1 -type f -mtime +300 -exec mv -t old {} +",
        "find . -maxdepth 1 -type f -mtime +300 -print0 | xargs -0 -I{} mv {} old",
    ],
    wrong=[
        "find . -type f -mtime +300 -exec mv {} old/ \\;",
        "find . -maxdepth 1 -mtime +300 -exec cp {} old \\;",
        "find . -maxdepth 1 -type f -mtime -300 -exec mv {} old/ \\;",
        "mv * old",
    ],
)
conditions(
    "chmod-found",
    "make every .sh file under scripts executable for the owner only (leave other bits alone)",
    changes(lambda p: p.chmod(0o744, "scripts/backup.sh")),
    fixture="project",
    right=[
        "find scripts -name '*.sh' -exec chmod u+x {} +",
        "chmod u+x scripts/*.sh",
        "find scripts -type f -name '*.sh' -print0 | xargs -0 chmod u+x",
    ],
    wrong=[
        "chmod +x scripts/*.sh",
        "chmod 755 scripts/*.sh",
        "chmod u+x scripts",
        "chmod -R 700 scripts",
        "find scripts -name '*.sh' | xargs chmod 700",
    ],
)
conditions(
    "owned-not-text",
    "things in old that aren't .csv, files only",
    prints(paths("old/data.bak", "old/list.txt~", "old/deep/er/treasure.txt")),
    right=[
        "find old -type f ! -name '*.csv'",
        "find old -type f -not -iname '*.csv'",
        "find old -type f | grep -v '\\.csv$'",
    ],
    wrong=[
        "ls old -I '*.csv'",
        "find old ! -name '*.csv'",
        "find old -type f -name '*.csv'",
        "find . -type f ! -name '*.csv'",
    ],
)
conditions(
    "first-level-subdirs-only",
    "files that sit exactly one folder down, neither deeper nor at the top",
    prints(pick(lambda e: e.is_file and e.depth == 2)),
    right=[
        "find . -mindepth 2 -maxdepth 2 -type f",
        "ls -p */* | grep -v '/$' | grep / ",
        "find */ -maxdepth 1 -type f",
    ],
    wrong=[
        "find . -maxdepth 2 -type f",
        "find . -mindepth 2 -type f",
        "find . -mindepth 1 -maxdepth 1 -type f",
        "ls */*",
    ],
)
conditions(
    "names-with-digits",
    "files with a number in their name, directly in this folder",
    prints(pick(lambda e: e.is_file and e.depth == 1 and any(c.isdigit() for c in e.name))),
    right=[
        "find . -maxdepth 1 -type f -name '*[0-9]*'",
        "ls -p | grep -v / | grep '[0-9]'",
        "ls -d *[0-9]*",
    ],
    wrong=[
        "find . -type f -name '*[0-9]*'",
        "ls *[0-9]",
        "find . -maxdepth 1 -type f -name '[0-9]*'",
    ],
)
conditions(
    "uppercase",
    "any file with a capital letter somewhere in its name, subfolders too",
    prints(pick(lambda e: e.is_file and any(c.isupper() for c in e.name))),
    right=[
        "find . -type f -name '*[[:upper:]]*'",
        "find . -type f -name '*[A-Z]*'",
        "find . -type f | grep '/[^/]*[A-Z][^/]*$'",
    ],
    wrong=[
        "find . -type f -iname '*[A-Z]*'",
        "ls | grep '^[A-Z]'",
        "find . -type f -name '[A-Z]*' -o -name Z -print",
    ],
)
conditions(
    "same-day-range-photos",
    "print size in bytes and path for each file under photos larger than 490000 bytes",
    all_of(
        says(r"500000", r"620000", r"7700000", never=[r"480000", r"75000\b"]),
        prints(paths("photos/beach.jpg", "photos/sunset view.jpg", "photos/raw/huge.raw")),
    ),
    right=[
        "find photos -type f -size +490000c -printf '%s %p\\n'",
        "find photos -type f -size +490000c -exec stat -c '%s %n' {} +",
        "find photos -type f -size +490000c -exec ls -l {} \\;",
    ],
    wrong=[
        "find photos -type f -size +490000c",
        "find photos -type f -printf '%s %p\\n'",
        "find photos -type f -size +490000 -printf '%s %p\\n'",
        "ls -l photos",
    ],
)
hard(
    "dup-names",
    "file names that occur more than once in the tree (in different folders)",
    says(r"^(\s*\d+\s+)?(\./.*/)?__init__\.py$", never=[r"main\.py", r"app\.js", r"README"]),
    fixture="project",
    right=[
        "find . -type f -printf '%f\\n' | sort | uniq -d",
        "find . -type f | awk -F/ '{print $NF}' | sort | uniq -d",
    ],
    wrong=[
        "find . -type f | sort | uniq -d",
        "find . -type f -printf '%f\\n' | sort | uniq -u",
        "find . -type f -printf '%f\\n' | uniq -d",
    ],
)
hard(
    "prune-two",
    "list all regular files except those under node_modules, build or any hidden directory",
    prints(
        pick(
            lambda e: (
                e.is_file
                and not e.under("node_modules")
                and not e.under("build")
                and not e.under(".cache")
            )
        )
    ),
    fixture="project",
    right=[
        "find . \\( -name node_modules -o -name build -o -name '.?*' -type d \\) -prune -o -type f -print",
        "find . -type f -not -path './node_modules/*' -not -path './build/*' -not -path './.*/*'",
        "find . -type f | grep -vE '^\\./(node_modules|build|\\.[^/]*)/'",
    ],
    wrong=[
        "find . -type f -not -path './node_modules/*'",
        "find . \\( -name node_modules -o -name build \\) -prune -o -type f -print",
        "find . \\( -name node_modules -o -name build -o -name '.*' \\) -prune -type f -print",
        "find . -type f -not -path './node_modules/*' -not -path './build/*' -not -path '*/.*'",
    ],
)
hard(
    "dirs-no-py",
    "directories under the project that contain files but no python file directly in them; leave out hidden ones and the top directory",
    prints(
        paths(
            "build",
            "docs",
            "docs/api",
            "docs/img",
            "logs",
            "node_modules/left",
            "scripts",
            "src/__pycache__",
            "src/static",
            "tests/data",
        )
    ),
    fixture="project",
    right=[
        'find . -mindepth 1 -type d -not -path \'*/.*\' | while read -r d; do [ -n "$(find "$d" -maxdepth 1 -type f)" ] && [ -z "$(find "$d" -maxdepth 1 -name \'*.py\')" ] && echo "$d"; done',
        "comm -23 <(find . -mindepth 2 -type f -not -path './.*/*' -printf '%h\\n' | sort -u) <(find . -name '*.py' -printf '%h\\n' | sort -u)",
    ],
    wrong=[
        "find . -type d ! -name '*.py'",
        "find . -type f ! -name '*.py' -printf '%h\\n' | sort -u",
        "find . -mindepth 1 -type d -empty",
    ],
)
hard(
    "flatten-copy",
    "collect all pictures (jpg, jpeg, png, whatever case) from anywhere below photos into incoming, flat",
    changes(
        lambda p: [
            p.copy(path, "incoming/" + path.rpartition("/")[2])
            for path in p.each(lambda e: e.under("photos") and e.extension in (".jpg", ".png"))
        ]
    ),
    right=[
        "find photos -type f \\( -iname '*.jpg' -o -iname '*.jpeg' -o -iname '*.png' \\) -exec cp {} incoming/ \\;",
        "find photos -type f -iregex '.*\\.\\(jpe?g\\|png\\)' -exec cp -t incoming {} +",
    ],
    wrong=[
        "cp -r photos incoming",
        "cp photos/*.jpg photos/*.png incoming",
        "find photos -type f -exec cp {} incoming \\;",
        "find photos \\( -iname '*.jpg' -o -iname '*.png' \\) -exec mv {} incoming \\;",
    ],
)
hard(
    "copy-structure",
    "copy the .jpg files from photos (all levels) to ~/Backup so that they end up in the same subfolders there",
    changes(
        lambda p: [
            p.mkdir("/home/sam/Backup/photos", "/home/sam/Backup/photos/2023"),
            *(
                p.copy(path, f"/home/sam/Backup/{path}")
                for path in p.each(lambda e: e.under("photos") and e.extension == ".jpg")
            ),
        ]
    ),
    right=[
        "find photos -name '*.jpg' -exec cp --parents {} ~/Backup \\;",
        "find photos -name '*.jpg' -print0 | cpio -pdm0 ~/Backup",
        "find photos -name '*.jpg' -print0 | xargs -0 cp --parents -t ~/Backup",
        "find photos -name '*.jpg' -print0 | tar cf - --null -T - | tar xf - -C ~/Backup",
    ],
    wrong=[
        "cp -r photos ~/Backup",
        "find photos -name '*.jpg' -exec cp {} ~/Backup \\;",
        "cp --parents photos/*.jpg ~/Backup",
    ],
)
