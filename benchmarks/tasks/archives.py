"""Packing, unpacking, looking into archives, compressing single files."""

from __future__ import annotations

from benchmarks.fixtures import bundles
from benchmarks.harness.archives import packed, tar_of, tar_with, zip_of
from benchmarks.harness.checks import any_of, changes, lines, number, says, text
from benchmarks.harness.plan import Plan
from benchmarks.harness.tasks import Family

FAMILY = Family("archives", fixture="bundles")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def below(plan: Plan, directory: str) -> list[str]:
    """All files in the directory, at any depth."""
    return plan.each(lambda e: e.is_file and e.under(directory))


def unpacked(plan: Plan, members: dict[str, str], into: str = "") -> None:
    """The members lie there as files, their directories with them."""
    for name, content in members.items():
        path = into + name
        parts = path.split("/")
        plan.mkdir(*("/".join(parts[:n]) for n in range(1, len(parts))))
        plan.write(path, content)


plain(
    "untar-gz",
    "how do i unpack site.tar.gz",
    changes(lambda p: unpacked(p, bundles.SITE)),
    right=[
        "tar xzf site.tar.gz",
        "tar -xvzf site.tar.gz",
        "tar xf site.tar.gz",
        "gunzip -c site.tar.gz | tar x",
    ],
    wrong=[
        "tar czf site.tar.gz",
        "gunzip site.tar.gz",
        "unzip site.tar.gz",
        "tar tzf site.tar.gz",
        "tar xzf site.tar.gz -C out",
    ],
)
plain(
    "untar-into",
    "extract notes.tar to the folder out",
    changes(lambda p: unpacked(p, bundles.NOTES, "out/")),
    right=[
        "tar xf notes.tar -C out",
        "tar -xf notes.tar --directory=out",
        "cd out && tar xf ../notes.tar",
        "tar -C out -xvf notes.tar",
    ],
    wrong=[
        "tar xf notes.tar out",
        "tar xf notes.tar",
        "tar xf notes.tar && mv notes/* out",
        "tar tf notes.tar -C out",
    ],
)
plain(
    "tar-list",
    "what's inside site.tar.gz",
    lines(list(bundles.SITE), ordered=False),
    right=[
        "tar tzf site.tar.gz",
        "tar -tf site.tar.gz",
        "tar --list -f site.tar.gz",
        "zcat site.tar.gz | tar t",
    ],
    wrong=["tar xzf site.tar.gz", "cat site.tar.gz", "ls site.tar.gz", "tar czf site.tar.gz ."],
)
plain(
    "make-targz",
    "compress the src folder into src.tar.gz",
    changes(lambda p: p.write("src.tar.gz", tar_of(p.before, below(p, "src"), "gz", "src"))),
    right=[
        "tar czf src.tar.gz src",
        "tar -czvf src.tar.gz src/",
        "tar cf - src | gzip > src.tar.gz",
        "tar -C src -czf src.tar.gz .",
    ],
    wrong=[
        "tar cf src.tar.gz src",
        "tar xzf src.tar.gz src",
        "gzip -r src",
        "tar czf src src.tar.gz",
        "zip -r src.tar.gz src",
    ],
)
plain(
    "make-zip",
    "zip up pics as pics.zip",
    changes(lambda p: p.write("pics.zip", zip_of(p.before, below(p, "pics"), "pics"))),
    right=[
        "zip -r pics.zip pics",
        "zip -qr pics pics",
        "zip -r pics.zip pics/*",
        "cd pics && zip -r ../pics.zip .",
    ],
    wrong=[
        "zip pics.zip pics",
        "tar czf pics.zip pics",
        "gzip pics",
        "zip -r pics pics.zip",
        "zip -rm pics.zip pics",
    ],
)
plain(
    "unzip",
    "unzip docs.zip but put the files into out",
    changes(
        lambda p: unpacked(
            p, {"guide.txt": "guide\n", "faq.txt": "faq\n", "img/a.svg": "<svg/>"}, "out/"
        )
    ),
    right=[
        "unzip docs.zip -d out",
        "unzip -q docs.zip -d out/",
        "cd out && unzip ../docs.zip",
        "python3 -m zipfile -e docs.zip out",
    ],
    wrong=[
        "unzip docs.zip out",
        "unzip docs.zip",
        "unzip -l docs.zip -d out",
        "tar xf docs.zip -C out",
        "unzip -j docs.zip -d out",
    ],
)
plain(
    "zip-list",
    "list the contents of photos.zip without extracting",
    says(r"p/one\.jpg", r"p/two\.jpg", r"p/x\.txt", never=["PK"]),
    right=[
        "unzip -l photos.zip",
        "zipinfo photos.zip",
        "zipinfo -1 photos.zip",
        "unzip -Z1 photos.zip",
        "python3 -m zipfile -l photos.zip",
    ],
    wrong=[
        "unzip photos.zip",
        "ls photos.zip",
        "cat photos.zip",
        "tar tf photos.zip",
        "zip -l photos.zip",
    ],
)
plain(
    "gzip",
    "gzip report.txt",
    changes(
        lambda p: [
            p.remove("report.txt"),
            p.write("report.txt.gz", packed(p.before["report.txt"].content or b"", "gz")),
        ]
    ),
    right=[
        "gzip report.txt",
        "gzip -9 report.txt",
        "gzip -c report.txt > report.txt.gz && rm report.txt",
    ],
    wrong=[
        "gzip -d report.txt",
        "gzip -c report.txt",
        "bzip2 report.txt",
        "zip report.txt.gz report.txt",
    ],
)
plain(
    "gzip-keep",
    "make a gzipped copy of big.log but leave big.log in place",
    changes(lambda p: p.write("big.log.gz", packed(p.before["big.log"].content or b"", "gz"))),
    right=[
        "gzip -k big.log",
        "gzip -c big.log > big.log.gz",
        "gzip < big.log > big.log.gz",
        "cat big.log | gzip > big.log.gz",
    ],
    wrong=["gzip big.log", "gzip -c big.log", "cp big.log big.log.gz", "xz -k big.log"],
)
plain(
    "gunzip",
    "decompress dump.sql.gz",
    any_of(
        changes(lambda p: [p.remove("dump.sql.gz"), p.write("dump.sql", bundles.DUMP)]),
        changes(lambda p: p.write("dump.sql", bundles.DUMP)),
    ),
    right=[
        "gunzip dump.sql.gz",
        "gzip -d dump.sql.gz",
        "gunzip -k dump.sql.gz",
        "zcat dump.sql.gz > dump.sql",
    ],
    wrong=["gunzip *.sql", "zcat dump.sql.gz", "tar xzf dump.sql.gz", "gzip dump.sql.gz"],
)
plain(
    "bunzip",
    "uncompress words.txt.bz2 but keep the compressed file",
    changes(lambda p: p.write("words.txt", "one\ntwo\nthree\n")),
    right=[
        "bunzip2 -k words.txt.bz2",
        "bzip2 -dk words.txt.bz2",
        "bzcat words.txt.bz2 > words.txt",
    ],
    wrong=[
        "bunzip2 words.txt.bz2",
        "bzcat words.txt.bz2",
        "gunzip -k words.txt.bz2",
        "bzip2 -k words.txt.bz2",
    ],
)
plain(
    "zcat-head",
    "look at the first line of dump.sql.gz without unpacking it",
    text("CREATE TABLE t (id int);"),
    right=[
        "zcat dump.sql.gz | head -1",
        "gunzip -c dump.sql.gz | head -n 1",
        "gzip -dc dump.sql.gz | sed 1q",
    ],
    wrong=[
        "head -1 dump.sql.gz",
        "zcat dump.sql.gz",
        "gunzip dump.sql.gz && head -1 dump.sql",
        "zcat dump.sql.gz | tail -1",
    ],
)
plain(
    "xz-cat",
    "whats in log.txt.xz? just show me the text",
    text("start\nerror here\nstop"),
    right=[
        "xzcat log.txt.xz",
        "xz -dc log.txt.xz",
        "unxz -c log.txt.xz",
        "xz --decompress --stdout log.txt.xz",
    ],
    wrong=["cat log.txt.xz", "zcat log.txt.xz | head -0", "unxz log.txt.xz", "xz -l log.txt.xz"],
)
plain(
    "one-member",
    "i only need notes/b.txt from notes.tar, get it out",
    changes(lambda p: unpacked(p, {"notes/b.txt": "b\n"})),
    right=[
        "tar xf notes.tar notes/b.txt",
        "tar -xvf notes.tar notes/b.txt",
        "tar xf notes.tar --wildcards '*/b.txt'",
    ],
    wrong=[
        "tar xf notes.tar",
        "tar xf notes.tar b.txt",
        "tar tf notes.tar notes/b.txt",
        "tar rf notes.tar notes/b.txt",
    ],
)
plain(
    "add-member",
    "add readme.md to the existing notes.tar",
    changes(
        lambda p: p.write("notes.tar", tar_with({**bundles.NOTES, "readme.md": "# read me\n"}))
    ),
    right=[
        "tar rf notes.tar readme.md",
        "tar --append -f notes.tar readme.md",
        "tar -uf notes.tar readme.md",
    ],
    wrong=[
        "tar cf notes.tar readme.md",
        "tar xf notes.tar readme.md",
        "tar tf notes.tar readme.md",
        "cat readme.md >> notes.tar",
    ],
)
plain(
    "count-members",
    "how many files did they put in flat.tgz",
    number(3),
    right=[
        "tar tzf flat.tgz | wc -l",
        "tar tf flat.tgz | grep -vc '/$'",
        "tar -tf flat.tgz | wc -l",
    ],
    wrong=[
        "ls flat.tgz | wc -l",
        "tar tzf flat.tgz",
        "wc -l flat.tgz",
        "tar xzf flat.tgz && ls | wc -l",
    ],
)
plain(
    "zip-files",
    "put report.txt and readme.md in a zip called texts.zip",
    changes(lambda p: p.write("texts.zip", zip_of(p.before, ["report.txt", "readme.md"]))),
    right=[
        "zip texts.zip report.txt readme.md",
        "zip -9 texts report.txt readme.md",
        "python3 -m zipfile -c texts.zip report.txt readme.md",
    ],
    wrong=[
        "zip report.txt readme.md texts.zip",
        "tar czf texts.zip report.txt readme.md",
        "zip -m texts.zip report.txt readme.md",
        "zip texts.zip *",
    ],
)
plain(
    "ratio",
    "how big would dump.sql.gz be once uncompressed (bytes)",
    any_of(number(len(bundles.DUMP)), says(rf"\b{len(bundles.DUMP)}\b")),
    right=["gzip -l dump.sql.gz", "zcat dump.sql.gz | wc -c", "gunzip -c dump.sql.gz | wc --bytes"],
    wrong=[
        "ls -l dump.sql.gz",
        "wc -c dump.sql.gz",
        "zcat dump.sql.gz | wc -l",
        "du -b dump.sql.gz",
    ],
)
conditions(
    "tar-exclude",
    "tar.gz of src as clean.tgz leaving out node_modules and any .pyc",
    changes(
        lambda p: p.write(
            "clean.tgz",
            tar_of(
                p.before,
                [n for n in below(p, "src") if "node_modules" not in n and not n.endswith(".pyc")],
                "gz",
                "src",
            ),
        )
    ),
    right=[
        "tar czf clean.tgz --exclude=node_modules --exclude='*.pyc' src",
        "tar --exclude='node_modules' --exclude='*.pyc' -czvf clean.tgz src",
        "find src -type f ! -path '*/node_modules/*' ! -name '*.pyc' -print0 | tar czf clean.tgz --null -T -",
    ],
    wrong=[
        "tar czf clean.tgz src",
        "tar czf clean.tgz --exclude=node_modules src",
        "tar czf clean.tgz src -X node_modules",
        "tar cf clean.tgz --exclude=node_modules --exclude='*.pyc' src",
    ],
)
conditions(
    "strip-top",
    "unpack site.tar.gz into out, but drop the site/ prefix from the names",
    changes(
        lambda p: unpacked(p, {n.removeprefix("site/"): c for n, c in bundles.SITE.items()}, "out/")
    ),
    right=[
        "tar xzf site.tar.gz -C out --strip-components=1",
        "tar -xf site.tar.gz --strip-components 1 -C out",
        "tar xzf site.tar.gz -C out --transform='s,^site/,,'",
    ],
    wrong=[
        "tar xzf site.tar.gz -C out",
        "tar xzf site.tar.gz --strip-components=1",
        "tar xzf site.tar.gz -C out --strip-components=2",
    ],
)
conditions(
    "only-css",
    "just the css files from site.tar.gz please, extracted here",
    changes(lambda p: unpacked(p, {n: c for n, c in bundles.SITE.items() if n.endswith(".css")})),
    right=[
        "tar xzf site.tar.gz --wildcards '*.css'",
        "tar -xf site.tar.gz --wildcards --no-anchored '*.css'",
        "tar xzf site.tar.gz site/css",
        "tar tzf site.tar.gz | grep css$ | xargs tar xzf site.tar.gz",
    ],
    wrong=[
        "tar xzf site.tar.gz *.css",
        "tar xzf site.tar.gz '*.css'",
        "tar xzf site.tar.gz",
        "tar tzf site.tar.gz --wildcards '*.css'",
    ],
)
conditions(
    "zip-exclude",
    "zip src recursively to code.zip, python sources only (.py)",
    changes(
        lambda p: p.write("code.zip", zip_of(p.before, ["src/app.py", "src/lib/util.py"], "src"))
    ),
    right=[
        "zip -r code.zip src -i '*.py'",
        "find src -name '*.py' | zip code.zip -@",
        "zip code.zip $(find src -name '*.py')",
    ],
    wrong=[
        "zip -r code.zip src",
        "zip -r code.zip src -x '*.py'",
        "zip code.zip src/*.py",
        "zip -r code.zip src -i '*.py*'",
    ],
)
conditions(
    "gzip-many",
    "gzip every .txt and .log in this directory but keep the originals",
    changes(
        lambda p: [
            p.write(f"{n}.gz", packed(p.before[n].content or b"", "gz"))
            for n in ("report.txt", "big.log")
        ]
    ),
    right=[
        "gzip -k *.txt *.log",
        'for f in *.txt *.log; do gzip -c "$f" > "$f.gz"; done',
        "find . -maxdepth 1 \\( -name '*.txt' -o -name '*.log' \\) -exec gzip -k {} +",
    ],
    wrong=["gzip *.txt *.log", "gzip -k *.txt", "gzip -rk .", "gzip -k -c *.txt *.log > all.gz"],
)
conditions(
    "xz-tar-verbose",
    "pack pics and readme.md together in stuff.tar.xz",
    changes(
        lambda p: p.write("stuff.tar.xz", tar_of(p.before, [*below(p, "pics"), "readme.md"], "xz"))
    ),
    right=[
        "tar cJf stuff.tar.xz pics readme.md",
        "tar -caf stuff.tar.xz pics readme.md",
        "tar cf - pics readme.md | xz > stuff.tar.xz",
        "tar --xz -cvf stuff.tar.xz pics readme.md",
    ],
    wrong=[
        "tar czf stuff.tar.xz pics readme.md",
        "tar cf stuff.tar.xz pics readme.md",
        "xz stuff.tar.xz pics readme.md",
        "tar cJf stuff.tar.xz pics",
    ],
)
conditions(
    "stdout-member",
    "print the file notes/sub/c.md from notes.tar.bz2 to the screen, don't write it to disk",
    text("# c"),
    right=[
        "tar xjOf notes.tar.bz2 notes/sub/c.md",
        "tar -xOf notes.tar.bz2 notes/sub/c.md",
        "tar xf notes.tar.bz2 --to-stdout notes/sub/c.md",
    ],
    wrong=[
        "tar xjf notes.tar.bz2 notes/sub/c.md",
        "tar xjf notes.tar.bz2 notes/sub/c.md && cat notes/sub/c.md",
        "tar tjf notes.tar.bz2 notes/sub/c.md",
        "bzcat notes.tar.bz2",
    ],
)
conditions(
    "unzip-flat-jpg",
    "from photos.zip extract the jpgs into out, ignoring the folder structure inside the zip",
    changes(lambda p: [p.write("out/one.jpg", "1" * 500), p.write("out/two.jpg", "2" * 50)]),
    right=[
        "unzip -j photos.zip '*.jpg' -d out",
        "unzip -jq photos.zip 'p/*.jpg' -d out",
        "unzip -j photos.zip p/one.jpg p/two.jpg -d out",
    ],
    wrong=[
        "unzip photos.zip '*.jpg' -d out",
        "unzip -j photos.zip -d out",
        "unzip -j photos.zip '*.jpg'",
        "unzip -l photos.zip '*.jpg' -d out",
    ],
)
conditions(
    "split-archive",
    "cut big.log into 20 KB chunks called chunk.00, chunk.01 ...",
    changes(
        lambda p: [
            p.write(
                f"chunk.{n:02}", (p.before["big.log"].content or b"")[n * 20480 : (n + 1) * 20480]
            )
            for n in range(-(-p.before["big.log"].size // 20480))
        ]
    ),
    right=[
        "split -b 20K -d big.log chunk.",
        "split -b 20480 -d -a 2 big.log chunk.",
        "split --bytes=20K --numeric-suffixes big.log chunk.",
    ],
    wrong=[
        "split -b 20K big.log chunk.",
        "split -l 20 -d big.log chunk.",
        "split -b 20KB -d big.log chunk.",
        "split -b 20K -d big.log",
    ],
)
conditions(
    "pipe-grep",
    "does log.txt.xz contain the word error? print matching lines",
    lines(["error here"], prefixed=True),
    right=[
        "xzgrep error log.txt.xz",
        "xzcat log.txt.xz | grep error",
        "xz -dc log.txt.xz | grep -w error",
    ],
    wrong=[
        "grep error log.txt.xz",
        "zgrep -c error log.txt.xz",
        "xzcat log.txt.xz",
        "unxz log.txt.xz; grep error log.txt",
    ],
)
hard(
    "repack",
    "convert notes.tar.bz2 to notes.tar.gz",
    any_of(
        changes(lambda p: p.write("notes.tar.gz", tar_with(bundles.NOTES, "gz"))),
        changes(
            lambda p: [
                p.remove("notes.tar.bz2"),
                p.write("notes.tar.gz", tar_with(bundles.NOTES, "gz")),
            ]
        ),
    ),
    right=[
        "bzcat notes.tar.bz2 | gzip > notes.tar.gz",
        "bunzip2 -c notes.tar.bz2 | gzip -9 > notes.tar.gz",
        "d=$(mktemp -d) && tar xjf notes.tar.bz2 -C $d && tar czf notes.tar.gz -C $d notes; rm -r $d",
    ],
    wrong=[
        "mv notes.tar.bz2 notes.tar.gz",
        "gzip notes.tar.bz2",
        "tar czf notes.tar.gz notes.tar.bz2",
        "bunzip2 notes.tar.bz2 && gzip -c notes.tar > notes.tar.gz",
    ],
)
hard(
    "compare-archive",
    "compare the names in notes.tar and notes.tar.bz2: print 'same list' if both hold the same members",
    text("same list"),
    right=[
        "diff <(tar tf notes.tar | sort) <(tar tf notes.tar.bz2 | sort) > /dev/null && echo 'same list'",
        '[ "$(tar tf notes.tar | sort)" = "$(tar tjf notes.tar.bz2 | sort)" ] && echo same list',
    ],
    wrong=[
        "cmp notes.tar notes.tar.bz2 && echo 'same list'",
        "diff <(tar tf notes.tar) <(tar tf notes.tar.bz2)",
        "diff notes.tar notes.tar.bz2 > /dev/null && echo 'same list'",
    ],
)
hard(
    "biggest-in-tar",
    "name of the largest member in data.tar.xz",
    says(r"data/x\.bin", never=[r"y\.bin"]),
    right=[
        "tar tvf data.tar.xz | sort -k3 -rn | head -1 | awk '{print $NF}'",
        "tar -tvJf data.tar.xz | sort -nrk3 | head -n1",
    ],
    wrong=[
        "tar tf data.tar.xz",
        "tar tvf data.tar.xz | sort -k3 -n | head -1",
        "tar tvf data.tar.xz | tail -1",
    ],
)
hard(
    "tar-newer",
    "tar up (no compression, recent.tar) only the files under src and pics that are bigger than 2 KB",
    changes(lambda p: p.write("recent.tar", tar_of(p.before, ["pics/cat.png", "pics/dog.png"]))),
    right=[
        "find src pics -type f -size +2k -print0 | tar cf recent.tar --null -T -",
        "tar cf recent.tar $(find src pics -type f -size +2k)",
        "find src pics -type f -size +2k | tar -cf recent.tar -T -",
    ],
    wrong=[
        "tar cf recent.tar src pics",
        "find src pics -size +2k -exec tar cf recent.tar {} \\;",
        "find src pics -type f -size -2k | tar cf recent.tar -T -",
        "find src pics -size +2k | xargs tar czf recent.tar",
    ],
)
