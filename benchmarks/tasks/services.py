"""Services, logs, packages, users, remote machines and schedules, judged by what is called."""

from __future__ import annotations

import re

from benchmarks.harness.called import called
from benchmarks.harness.checks import any_of, lines, probe
from benchmarks.harness.tasks import Family

FAMILY = Family("services", fixture="cloud")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

POLL = "*/10 * * * * /usr/bin/poll --quiet"
BACKUP = "0 5 * * 1 /usr/bin/backup"

plain(
    "restart",
    "restart nginx",
    any_of(
        called("systemctl", "restart", "nginx", harmless=("status", "is-active")),
        called("service", "", "nginx", "restart"),
    ),
    right=[
        "systemctl restart nginx",
        "sudo systemctl restart nginx.service",
        "sudo service nginx restart",
        "sudo systemctl restart nginx && systemctl status nginx",
    ],
    wrong=[
        "systemctl reload nginx",
        "systemctl start nginx",
        "systemctl stop nginx",
        "restart nginx",
        "systemctl nginx restart",
    ],
)
plain(
    "enable-now",
    "docker should run right now and also after each reboot (systemd)",
    any_of(called("systemctl", "enable", "docker", options={"--now": None})),
    right=["systemctl enable --now docker", "sudo systemctl --now enable docker.service"],
    wrong=[
        "systemctl enable docker",
        "systemctl start docker",
        "systemctl disable --now docker",
        "systemctl restart docker",
    ],
)
plain(
    "status",
    "is ssh running? show the service's status",
    any_of(
        called(
            "systemctl",
            "status | is-active",
            ("ssh", "sshd"),
            allow=["--lines", "--full"],
            harmless=(),
        ),
        called("service", "", ("ssh", "sshd"), "status"),
    ),
    right=[
        "systemctl status ssh",
        "systemctl is-active ssh",
        "service ssh status",
        "sudo systemctl status sshd --no-pager",
    ],
    wrong=[
        "systemctl start ssh",
        "systemctl status",
        "systemctl list-units",
        "systemctl enable ssh",
    ],
)
plain(
    "failed-units",
    "which systemd units have failed",
    any_of(
        called("systemctl", "", options={"--failed": None}, harmless=()),
        called("systemctl", "list-units", options={"--failed": None}, harmless=()),
        called(
            "systemctl", "list-units", options={"--state": "failed"}, allow=["--all"], harmless=()
        ),
    ),
    right=[
        "systemctl --failed",
        "systemctl list-units --failed",
        "systemctl list-units --state=failed",
    ],
    wrong=[
        "systemctl status",
        "systemctl list-units",
        "systemctl list-failed",
        "journalctl -p err",
    ],
)
plain(
    "unit-logs",
    "follow the journal of the unit nginx",
    called(
        "journalctl",
        "",
        options={"--unit": ("nginx", "nginx.service"), "--follow": None},
        allow=["--lines"],
    ),
    right=[
        "journalctl -u nginx -f",
        "journalctl -fu nginx",
        "sudo journalctl --follow --unit=nginx.service",
    ],
    wrong=["journalctl -u nginx", "journalctl -f", "journalctl nginx -f", "systemctl status nginx"],
)
plain(
    "install",
    "install htop with apt, no questions asked",
    any_of(called("apt | apt-get", "install", "htop", options={"--yes": None})),
    right=["sudo apt install -y htop", "apt-get install -y htop", "sudo apt-get -y install htop"],
    wrong=[
        "apt install htop",
        "apt search htop",
        "apt-get install",
        "dpkg -i htop",
        "apt remove -y htop",
    ],
)
plain(
    "update",
    "refresh the apt package lists",
    called("apt | apt-get", "update"),
    right=["sudo apt update", "apt-get update", "sudo apt-get update -y"],
    wrong=["apt upgrade", "apt-get upgrade", "apt list --upgradable", "apt full-upgrade"],
)
plain(
    "upgradable",
    "which packages could be upgraded? (debian)",
    called("apt", "list", options={"--upgradable": None}, harmless=()),
    right=["apt list --upgradable", "apt list --upgradable 2>/dev/null"],
    wrong=["apt upgrade", "apt list", "apt list --installed", "apt update"],
)
plain(
    "purge",
    "remove apache2 including its configuration files",
    any_of(
        called("apt | apt-get", "purge", re.compile(r"apache2\*?"), allow=["--auto-remove"]),
        called("apt | apt-get", "remove", re.compile(r"apache2\*?"), options={"--purge": None}),
    ),
    right=["sudo apt purge apache2", "apt-get purge -y apache2", "apt-get remove --purge apache2"],
    wrong=[
        "apt remove apache2",
        "apt autoremove apache2",
        "apt install apache2",
        "apt-get clean apache2",
    ],
)
plain(
    "ssh",
    "connect to host db.internal as user admin on port 2222",
    any_of(
        called("ssh", "", "admin@db.internal", options={"-p": "2222"}),
        called("ssh", "", "db.internal", options={"-p": "2222", "-l": "admin"}),
    ),
    right=[
        "ssh -p 2222 admin@db.internal",
        "ssh admin@db.internal -p 2222",
        "ssh -l admin -p 2222 db.internal",
    ],
    wrong=[
        "ssh admin@db.internal",
        "ssh -P 2222 admin@db.internal",
        "ssh admin@db.internal:2222",
        "ssh db.internal -p 2222",
        "telnet db.internal 2222",
    ],
)
plain(
    "scp-up",
    "copy report.pdf to /srv/inbox on the machine cache as sam",
    any_of(
        called(
            "scp",
            "",
            ("report.pdf", "./report.pdf"),
            re.compile(r"sam@cache:/srv/inbox(/|/report.pdf)?"),
        ),
        called(
            "rsync",
            "",
            ("report.pdf", "./report.pdf"),
            re.compile(r"sam@cache:/srv/inbox(/|/report.pdf)?"),
            allow=["--archive", "--verbose", "--compress", "--progress", "-P"],
        ),
    ),
    right=[
        "scp report.pdf sam@cache:/srv/inbox",
        "scp ./report.pdf sam@cache:/srv/inbox/",
        "rsync -avz report.pdf sam@cache:/srv/inbox/",
    ],
    wrong=[
        "scp sam@cache:/srv/inbox/report.pdf .",
        "cp report.pdf sam@cache:/srv/inbox",
        "scp report.pdf sam@cache",
        "scp report.pdf cache:/srv/inbox",
    ],
)
plain(
    "cron-list",
    "show my cron jobs",
    lines([BACKUP, POLL]),
    right=["crontab -l"],
    wrong=["crontab -e", "ls /etc/cron.d", "systemctl list-timers", "crontab"],
)
plain(
    "reboot-later",
    "reboot the machine in 10 minutes",
    called("shutdown", "", "+10", options={"-r": None}),
    right=["sudo shutdown -r +10", "shutdown -r +10"],
    wrong=["reboot", "shutdown +10", "shutdown -h +10", "shutdown -r now", "shutdown -r 10"],
)
plain(
    "ping",
    "ping db.internal four times",
    called("ping", "", "db.internal", options={"-c": "4"}),
    right=["ping -c 4 db.internal", "ping -c4 db.internal", "ping db.internal -c 4"],
    wrong=["ping db.internal", "ping -n 4 db.internal", "ping -c 4 db", "ping -i 4 db.internal"],
)
plain(
    "mx",
    "which mail servers does example.org have? use dig, brief output",
    any_of(
        called("dig", "", {"example.org", "MX", "+short"}),
        called("dig", "", {"example.org", "mx", "+short"}),
    ),
    right=["dig +short MX example.org", "dig example.org mx +short"],
    wrong=[
        "dig example.org",
        "dig MX example.org",
        "dig +short example.org",
        "host example.org",
        "dig +short NS example.org",
    ],
)
conditions(
    "journal-window",
    "journal entries of priority error or worse since yesterday",
    called("journalctl", "", options={"--priority": ("err", "3", "error"), "--since": "yesterday"}),
    right=[
        "journalctl -p err --since yesterday",
        "journalctl --priority=3 --since=yesterday",
        "sudo journalctl -p 3 -S yesterday",
    ],
    wrong=[
        "journalctl -p err",
        "journalctl --since yesterday",
        "journalctl -p warning --since yesterday",
        "journalctl -u err --since yesterday",
    ],
)
conditions(
    "journal-boot-tail",
    "last 200 kernel messages of this boot from the journal, no pager",
    any_of(
        called("journalctl", "", options={"--dmesg": None, "--lines": "200"}, allow=["--boot"]),
    ),
    right=[
        "journalctl -k -n 200 --no-pager",
        "journalctl --dmesg --lines=200 --no-pager",
        "journalctl -kb -n 200 --no-pager",
    ],
    wrong=[
        "journalctl -n 200",
        "journalctl -k",
        "dmesg | tail -200 | head -0",
        "journalctl -b -n 200 --no-pager",
    ],
)
conditions(
    "tunnel",
    "ssh tunnel: local port 5433 to port 5432 on db.internal through jump@gate, no remote command",
    any_of(
        called(
            "ssh",
            "",
            "jump@gate",
            options={
                "-L": (
                    "5433:db.internal:5432",
                    "localhost:5433:db.internal:5432",
                    "127.0.0.1:5433:db.internal:5432",
                ),
                "-N": None,
            },
            allow=["-f", "-T", "-v"],
        ),
    ),
    right=[
        "ssh -N -L 5433:db.internal:5432 jump@gate",
        "ssh -fN -L 5433:db.internal:5432 jump@gate",
        "ssh jump@gate -L localhost:5433:db.internal:5432 -N",
    ],
    wrong=[
        "ssh -N -R 5433:db.internal:5432 jump@gate",
        "ssh -N -L 5432:db.internal:5433 jump@gate",
        "ssh -L 5433:db.internal:5432 jump@gate",
        "ssh -N -D 5433 jump@gate",
    ],
)
conditions(
    "remote-run",
    "run df -h on the hosts web1 and web2 one after the other",
    any_of(
        probe(
            "tr '\\0' ' ' < /run/calls",
            lambda out: (
                None
                if re.fullmatch(
                    r"4 ssh web1 df -h 4 ssh web2 df -h|3 ssh web1 df -h 3 ssh web2 df -h",
                    out.strip(),
                )
                else f"called {out!r}"
            ),
        )
    ),
    right=[
        "for h in web1 web2; do ssh $h df -h; done",
        "ssh web1 df -h; ssh web2 df -h",
        "ssh web1 'df -h' && ssh web2 'df -h'",
    ],
    wrong=[
        "ssh web1 web2 df -h",
        "ssh web1 df -h",
        "df -h web1 web2",
        "for h in web1 web2; do ssh df -h $h; done",
    ],
)
conditions(
    "rsync-mirror",
    "mirror site to backup@cache:/srv/site with rsync: archive mode, compressed, delete extraneous files, skip *.tmp",
    called(
        "rsync",
        "",
        ("site/", "./site/"),
        re.compile(r"backup@cache:/srv/site/?"),
        options={"--archive": None, "--compress": None, "--delete": None, "--exclude": "*.tmp"},
        allow=["--verbose", "--progress", "-P", "--human-readable"],
    ),
    right=[
        "rsync -az --delete --exclude='*.tmp' site/ backup@cache:/srv/site/",
        "rsync -avzh --delete --exclude '*.tmp' ./site/ backup@cache:/srv/site",
    ],
    wrong=[
        "rsync -az --delete --exclude='*.tmp' site backup@cache:/srv/site",
        "rsync -az --exclude='*.tmp' site/ backup@cache:/srv/site/",
        "rsync -a --delete --exclude='*.tmp' site/ backup@cache:/srv/site/",
        "scp -r site backup@cache:/srv/site",
    ],
)
conditions(
    "rsync-dry",
    "what would rsync copy from site to /srv/mirror on cache? dry run with details",
    called(
        "rsync",
        "",
        ("site/", "./site/", "site", "./site"),
        re.compile(r"(\w+@)?cache:/srv/mirror/?"),
        options={"--dry-run": None, "--archive": None},
        allow=[
            "--verbose",
            "--itemize-changes",
            "--compress",
            "--human-readable",
            "--progress",
            "--delete",
        ],
    ),
    right=[
        "rsync -avn site/ cache:/srv/mirror/",
        "rsync -av --dry-run site/ cache:/srv/mirror",
        "rsync -ani site/ cache:/srv/mirror/",
    ],
    wrong=[
        "rsync -av site/ cache:/srv/mirror/",
        "rsync -n cache:/srv/mirror/ site/",
        "rsync --dry-run site/",
        "scp -r site cache:/srv/mirror",
    ],
)
conditions(
    "user-create",
    "create a user dora with a home directory, bash as shell and membership in developers and sudo",
    called(
        "useradd",
        "",
        "dora",
        options={
            "--create-home": None,
            "--shell": ("/bin/bash", "/usr/bin/bash"),
            "--groups": ("developers,sudo", "sudo,developers"),
        },
    ),
    right=[
        "sudo useradd -m -s /bin/bash -G developers,sudo dora",
        "useradd --create-home --shell /bin/bash --groups sudo,developers dora",
    ],
    wrong=[
        "useradd dora",
        "useradd -m -s /bin/bash dora",
        "useradd -m -s /bin/bash -g developers,sudo dora",
        "useradd -s /bin/bash -G developers,sudo dora",
    ],
)
conditions(
    "group-add",
    "add bob to the docker group, keep his other groups",
    any_of(
        called("usermod", "", "bob", options={"--append": None, "--groups": "docker"}),
        called("gpasswd", "", "bob", "docker", options={"-a": None}),
        called("adduser", "", "bob", "docker"),
    ),
    right=[
        "sudo usermod -aG docker bob",
        "usermod -a -G docker bob",
        "sudo gpasswd -a bob docker",
        "adduser bob docker",
    ],
    wrong=[
        "usermod -G docker bob",
        "usermod -g docker bob",
        "usermod -aG bob docker",
        "groupadd docker bob",
    ],
)
conditions(
    "cron-add",
    "add a cron job that runs /usr/local/bin/sync.sh every day at 3:30, keep the existing jobs",
    probe(
        "cat /run/cron",
        lambda out: (
            None
            if re.fullmatch(
                rf"{re.escape(BACKUP)}\n{re.escape(POLL)}\n30 0?3 \* \* \* /usr/local/bin/sync\.sh",
                out.strip(),
            )
            else f"the table is {out!r}"
        ),
    ),
    right=[
        "(crontab -l; echo '30 3 * * * /usr/local/bin/sync.sh') | crontab -",
        "crontab -l > /tmp/c; echo '30 3 * * * /usr/local/bin/sync.sh' >> /tmp/c; crontab /tmp/c",
        '{ crontab -l 2>/dev/null; echo "30 3 * * * /usr/local/bin/sync.sh"; } | crontab',
    ],
    wrong=[
        "echo '30 3 * * * /usr/local/bin/sync.sh' | crontab -",
        "(crontab -l; echo '3 30 * * * /usr/local/bin/sync.sh') | crontab -",
        "crontab -e",
        "crontab -l; echo '30 3 * * * /usr/local/bin/sync.sh'",
    ],
)
conditions(
    "cron-remove",
    "remove the poll job from my crontab, keep the rest",
    probe("cat /run/cron", BACKUP),
    right=["crontab -l | grep -v poll | crontab -", "crontab -l | sed '/\\/poll/d' | crontab -"],
    wrong=[
        "crontab -r",
        "crontab -l | grep -v poll",
        "crontab -l | grep poll | crontab -",
        "crontab -e",
    ],
)
conditions(
    "copy-key",
    "install my ed25519 public key on sam@cache",
    called(
        "ssh-copy-id", "", "sam@cache", options={"-i": re.compile(r".*/\.ssh/id_ed25519(\.pub)?")}
    ),
    right=[
        "ssh-copy-id -i ~/.ssh/id_ed25519.pub sam@cache",
        "ssh-copy-id -i ~/.ssh/id_ed25519 sam@cache",
    ],
    wrong=[
        "ssh-copy-id sam@cach",
        "scp ~/.ssh/id_ed25519 sam@cache:.ssh/",
        "ssh-copy-id -i ~/.ssh/deploy_key sam@cache",
        "ssh-keygen -t ed25519 -C sam@cache -f /tmp/k -N ''",
    ],
)
hard(
    "service-memory",
    "current memory use property of the unit postgresql",
    any_of(
        called(
            "systemctl",
            "show",
            "postgresql",
            options={"--property": ("MemoryCurrent",)},
            allow=["--value"],
            harmless=(),
        )
    ),
    right=[
        "systemctl show postgresql -p MemoryCurrent",
        "systemctl show --property=MemoryCurrent --value postgresql",
    ],
    wrong=[
        "systemctl show postgresql",
        "systemctl status postgresql",
        "systemctl show postgresql -p Memory",
        "systemctl cat postgresql",
    ],
)
hard(
    "vacuum",
    "shrink the systemd journal to at most 200 MB",
    called("journalctl", "", options={"--vacuum-size": ("200M", "200MB")}),
    right=["sudo journalctl --vacuum-size=200M", "journalctl --vacuum-size 200M"],
    wrong=[
        "journalctl --vacuum-time=200d",
        "journalctl --disk-usage",
        "rm -rf /var/log/journal/*",
        "journalctl --vacuum-size=2G",
        "journalctl --rotate",
    ],
)
