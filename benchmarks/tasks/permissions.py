"""Permissions and owners: seeing, finding and changing them."""

from __future__ import annotations

from benchmarks.harness.checks import changes, number, paths, pick, prints, says
from benchmarks.harness.tasks import Family

FAMILY = Family("permissions", fixture="rights")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

ALICE, BOB, CAROL, WWW, DEVELOPERS, STAFF = 1001, 1002, 1003, 33, 2001, 50


plain(
    "executable",
    "make deploy.sh executable",
    changes(lambda p: p.chmod(0o755, "deploy.sh")),
    right=[
        "chmod +x deploy.sh",
        "chmod a+x deploy.sh",
        "chmod 755 deploy.sh",
        "chmod ugo+x ./deploy.sh",
    ],
    wrong=[
        "chmod +x *.sh",
        "chmod -x deploy.sh",
        "chmod +w deploy.sh",
        "chmod 777 deploy.sh",
        "chmod x deploy.sh",
    ],
)
plain(
    "numeric",
    "set permissions of secret.key to 600",
    changes(lambda p: p.chmod(0o600, "secret.key")),
    right=[
        "chmod 600 secret.key",
        "chmod 0600 secret.key",
        "chmod u=rw,go= secret.key",
        "chmod u=rw,g=,o= ./secret.key",
    ],
    wrong=[
        "chmod 006 secret.key",
        "chmod 060 secret.key",
        "chmod 700 secret.key",
        "chmod -R 600 .",
    ],
)
plain(
    "remove-write",
    "nobody should be able to write public.txt anymore",
    changes(lambda p: p.chmod(0o444, "public.txt")),
    right=[
        "chmod a-w public.txt",
        "chmod 444 public.txt",
        "chmod ugo-w public.txt",
        "chmod =r public.txt",
    ],
    wrong=[
        "chmod -w public.tx",
        "chmod o-w public.txt",
        "chmod 644 public.txt",
        "chmod a-r public.txt",
        "chmod 000 public.txt",
    ],
)
plain(
    "owner",
    "change the owner of plan.txt to carol",
    changes(lambda p: p.chown(CAROL, None, "plan.txt")),
    right=[
        "chown carol plan.txt",
        "sudo chown carol plan.txt",
        "sudo chown carol: plan.txt; sudo chgrp developers plan.txt",
    ],
    wrong=[
        "chown :carol plan.txt",
        "chgrp carol plan.txt",
        "chown carol:carol plan.txt",
        "chmod carol plan.txt",
    ],
)
plain(
    "group",
    "change group of report.txt to staff",
    changes(lambda p: p.chown(None, STAFF, "report.txt")),
    right=["chgrp staff report.txt", "sudo chgrp staff report.txt", "chown :staff report.txt"],
    wrong=[
        "chown staff report.txt",
        "chgrp report.txt staff",
        "chown staff:staff report.txt",
        "chmod g=staff report.txt",
    ],
)
plain(
    "owner-group-recursive",
    "give everything in site including the folder to www-data:www-data",
    changes(lambda p: p.chown(WWW, WWW, "site", *p.each(lambda e: e.under("site")))),
    right=[
        "chown -R www-data:www-data site",
        "sudo chown -R www-data:www-data ./site",
        "find site -exec chown www-data:www-data {} +",
        "sudo chown --recursive www-data: site",
    ],
    wrong=[
        "chown www-data:www-data site",
        "chown -R www-data site",
        "chown -R www-data:www-data site/*",
        "chown -R www-data:www-data .",
    ],
)
plain(
    "show-mode",
    "octal permissions of stop.sh",
    says(r"\b0?750\b", never=[r"\b0?7?755\b"]),
    right=[
        "stat -c %a stop.sh",
        "stat -c '%a %n' stop.sh",
        "find stop.sh -printf '%m\\n'",
        "stat stop.sh",
    ],
    wrong=["ls -l stop.sh", "stat -c %A stop.sh", "stat -c %s stop.sh", "stat -c %a start.sh"],
)
plain(
    "who-owns",
    "who is the owner of report.txt?",
    says(r"\bbob\b", never=[r"alice"]),
    right=[
        "stat -c %U report.txt",
        "ls -l report.txt",
        "find report.txt -printf '%u\\n'",
        "stat report.txt",
    ],
    wrong=["stat -c %G report.txt", "ls report.txt", "whoami", "stat -c %u report.txt"],
)
plain(
    "setuid",
    "below this directory, find files with the setuid bit",
    prints(paths("tool")),
    right=[
        "find . -perm -4000",
        "find . -type f -perm /4000",
        "find . -perm -u+s",
        "find . -type f -perm -4000 -ls",
    ],
    wrong=["find . -perm 4000", "find . -perm -2000", "find . -perm /6000", "find . -perm -1000"],
)
plain(
    "world-writable",
    "which regular files in here can anyone write to, subfolders as well",
    prints(pick(lambda e: e.is_file and bool(e.mode & 0o002))),
    right=[
        "find . -type f -perm -o+w",
        "find . -type f -perm -002",
        "find . -type f -perm /o=w",
        "find . ! -type d ! -type l -perm -2",
    ],
    wrong=[
        "find . -perm -o+w",
        "find . -type f -perm 002",
        "find . -type f -perm 777",
        "find . -type f -writable",
        "find . -type f -perm -222",
    ],
)
plain(
    "owned-by",
    "list files in this tree belonging to alice",
    prints(pick(lambda e: e.is_file and e.user == "alice")),
    right=[
        "find . -type f -user alice",
        "find . -user alice -type f",
        "find . -type f -uid 1001",
        "find . -user alice",
    ],
    wrong=[
        "find . -group alice",
        "ls -l | grep alice",
        "find . -name alice",
        "find . -type f ! -user alice",
    ],
)
plain(
    "group-owned",
    "everything here and below that belongs to the group developers",
    prints(pick(lambda e: e.group == "developers")),
    right=["find . -group developers", "find . -gid 2001", "find . -group developers -ls"],
    wrong=[
        "find . -user developers",
        "ls -l | grep developers",
        "find . -type f -group developers",
        "find . -group staff",
    ],
)
plain(
    "group-write",
    "let the group write to report.txt",
    changes(lambda p: p.chmod(0o660, "report.txt")),
    right=["chmod g+w report.txt", "chmod 660 report.txt", "sudo chmod g+w report.txt"],
    wrong=[
        "chmod o+w report.txt",
        "chmod +w report.txt",
        "chmod a+w report.txt",
        "chmod g=w report.txt",
        "chmod g+x report.txt",
    ],
)
plain(
    "mkdir-mode",
    "create a directory named private that only I can enter (mode 700)",
    changes(lambda p: [p.mkdir("private"), p.chmod(0o700, "private")]),
    right=[
        "mkdir -m 700 private",
        "mkdir private && chmod 700 private",
        "install -d -m 700 private",
        "(umask 077; mkdir private)",
    ],
    wrong=[
        "mkdir private",
        "mkdir private && chmod 770 private",
        "mkdir -m 600 private",
        "chmod 700 private",
    ],
)
plain(
    "copy-mode",
    "give deploy.sh the same permissions as start.sh",
    changes(lambda p: p.chmod(0o755, "deploy.sh")),
    right=[
        "chmod --reference=start.sh deploy.sh",
        "chmod 755 deploy.sh",
        "chmod $(stat -c %a start.sh) deploy.sh",
    ],
    wrong=[
        "chmod --reference=deploy.sh start.sh",
        "cp -p start.sh deploy.sh",
        "chmod --reference=stop.sh deploy.sh",
        "chmod u+x deploy.sh",
    ],
)
conditions(
    "dirs-files",
    "under site set directories to 755 and files to 644",
    changes(
        lambda p: [
            p.chmod(0o755, "site", *p.each(lambda e: e.under("site") and e.is_dir)),
            p.chmod(0o644, *p.each(lambda e: e.under("site") and e.is_file)),
        ]
    ),
    right=[
        "find site -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +",
        "find site -type d -exec chmod 755 {} \\; ; find site -type f -exec chmod 644 {} \\;",
        "chmod -R a-x,u=rwX,go=rX site",
    ],
    wrong=[
        "chmod -R 755 site",
        "chmod -R 644 site",
        "chmod -R u=rwX,go=rX site",
        "find site -type f -exec chmod 755 {} + -o -type d -exec chmod 644 {} +",
    ],
)
conditions(
    "fix-html",
    "all .html files in site, at any depth, should be readable by everybody; nothing else about them changes",
    changes(lambda p: [p.chmod(0o644, "site/index.html")]),
    right=[
        "find site -name '*.html' -exec chmod a+r {} +",
        "find site -type f -name '*.html' | xargs chmod +r",
        "chmod a+r site/index.html site/cgi/readme.html",
    ],
    wrong=[
        "chmod a+r site/*",
        "find site -name '*.html' -exec chmod 644 {} +",
        "find site -name '*.html' -exec chmod 666 {} +",
        "chmod -R a+r site",
    ],
)
conditions(
    "strip-world",
    "take all permissions away from others for everything below shared and for shared itself",
    changes(
        lambda p: [p.chmod(lambda m: m & ~0o007, "shared", *p.each(lambda e: e.under("shared")))]
    ),
    right=["chmod -R o-rwx shared", "chmod -R o= shared", "find shared -exec chmod o-rwx {} +"],
    wrong=[
        "chmod o-rwx shared",
        "chmod -R go-rwx shared",
        "chmod -R 770 shared",
        "chmod -R o-w shared",
    ],
)
conditions(
    "not-root",
    "which entries here are not owned by root, top level only",
    prints(paths("plan.txt", "private.txt", "report.txt", "stop.sh", "vault")),
    right=[
        "find . -maxdepth 1 ! -user root",
        "find . -maxdepth 1 -not -user root",
        "stat -c '%U %n' * | grep -v '^root' | cut -d' ' -f2-",
    ],
    wrong=[
        "find . ! -user root",
        "find . -maxdepth 1 -user root",
        "ls -l | grep -v root.root",
        "find . -maxdepth 1 -nouser",
    ],
)
conditions(
    "sticky",
    "directories under here that are world writable but do not have the sticky bit",
    prints(paths("shared")),
    right=[
        "find . -type d -perm -0002 ! -perm -1000",
        "find . -type d -perm -o+w -not -perm -1000",
        "find . -type d -perm -o=w ! -perm /1000",
    ],
    wrong=[
        "find . -type d -perm -0002",
        "find . -type d -perm -1000",
        "find . -perm -0002 ! -perm -1000",
        "find . -type d -perm 777 -perm -1000",
    ],
)
conditions(
    "exec-no-sh",
    "files in this tree that the owner may execute but that are not .sh scripts",
    prints(pick(lambda e: e.is_file and bool(e.mode & 0o100) and e.extension != ".sh")),
    right=[
        "find . -type f -perm -u+x ! -name '*.sh'",
        "find . -type f -perm -100 -not -name '*.sh'",
        "find . -type f -perm /u+x | grep -v '\\.sh$'",
    ],
    wrong=[
        "find . -type f -perm -u+x",
        "find . -perm -u+x ! -name '*.sh'",
        "find . -type f -perm 100 ! -name '*.sh'",
        "find . -type f -executable -name '*.sh'",
    ],
)
conditions(
    "perm-list",
    "print mode in octal, owner and name of everything directly in site",
    says(
        r"600.*alice.*index\.html",
        r"640.*alice.*style\.css",
        r"700.*root.*cgi",
        never=[r"run\.cgi"],
    ),
    right=[
        "stat -c '%a %U %n' site/*",
        "find site -mindepth 1 -maxdepth 1 -printf '%m %u %f\\n'",
        "stat --printf='%a %U %n\\n' site/*",
    ],
    wrong=[
        "ls -l site",
        "find site -printf '%m %u %f\\n'",
        "stat -c '%A %U %n' site/*",
        "stat -c '%a %u %n' site/*",
    ],
)
conditions(
    "setgid-dir",
    "new files in vault should inherit its group: set the setgid bit on it",
    changes(lambda p: p.chmod(0o2700, "vault")),
    right=["chmod g+s vault", "chmod 2700 vault", "sudo chmod g+s vault"],
    wrong=["chmod u+s vault", "chmod +t vault", "chmod -R g+s vault", "chmod 2755 vault"],
)
hard(
    "unreadable-to-group",
    "in this tree, count regular files that neither group nor others can read",
    number(lambda t: sum(e.is_file and not e.mode & 0o044 for e in t)),
    right=[
        "find . -type f ! -perm /044 | wc -l",
        "find . -type f ! -perm /g=r,o=r -printf x | wc -c",
        "find . -type f ! -perm -040 ! -perm -004 | wc -l",
    ],
    wrong=[
        "find . -type f ! -perm -044 | wc -l",
        "find . ! -perm /044 | wc -l",
        "find . -type f -perm 600 | wc -l",
        "find . -type f ! -perm /044",
    ],
)
hard(
    "install",
    "copy deploy.sh to site/cgi/deploy owned by www-data with mode 750 in one command",
    changes(
        lambda p: [
            p.copy("deploy.sh", "site/cgi/deploy"),
            p.chmod(0o750, "site/cgi/deploy"),
            p.chown(WWW, 0, "site/cgi/deploy"),
        ]
    ),
    right=[
        "install -m 750 -o www-data deploy.sh site/cgi/deploy",
        "cp deploy.sh site/cgi/deploy && chown www-data site/cgi/deploy && chmod 750 site/cgi/deploy",
        "sudo install -o www-data -g root -m 0750 deploy.sh site/cgi/deploy",
    ],
    wrong=[
        "cp deploy.sh site/cgi/deploy",
        "install -m 750 deploy.sh site/cgi/deploy",
        "cp deploy.sh site/cgi/deploy && chmod 750 site/cgi/deploy",
        "install -m 750 -o www-data deploy.sh site/cgi/",
    ],
)
hard(
    "equal-group",
    "make the group permissions equal to the owner's for all files in site (recursively)",
    changes(
        lambda p: p.chmod(
            lambda m: m & ~0o070 | (m & 0o700) >> 3,
            "site",
            *p.each(lambda e: e.under("site")),
        )
    ),
    right=["chmod -R g=u site", "find site -exec chmod g=u {} +"],
    wrong=["chmod -R u=g site", "chmod g=u site", "chmod -R g+rwx site", "chmod -R 770 site"],
)
