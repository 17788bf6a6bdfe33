"""How well composed commands agree with what others wrote for the same request.

Takes a fixed random sample of request and command pairs, runs both commands in throwaway
copies of a fixture tree, and compares what they print and what they leave behind. Nothing
runs outside a sandbox: own user, mount, network, process and IPC namespaces, a root
directory that holds a dozen harmless programs and the fixture, and limits on time,
memory and file size. The pairs are noisy, so full agreement is not to be had.

    python benchmarks/compose_dev.py --data pairs.jsonl --sample 400 --show 30
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gorilla_cli.domain import Context
from gorilla_cli.knowledge.answer import Answer
from gorilla_cli.knowledge.compose import compose

PROGRAMS = """
    bash sh find grep egrep fgrep zgrep ls wc sort uniq cut head tail awk mawk sed tr rev tac nl
    paste comm join cat echo printf basename dirname xargs rm mv cp mkdir rmdir touch chmod chown
    chgrp ln stat file du df md5sum sha1sum sha256sum tar gzip gunzip zcat bzip2 bunzip2 bzcat zip
    unzip xz unxz xzcat tee test [ expr seq diff cmp split fold column readlink realpath true false
    sleep date id whoami env truncate shuf od xxd numfmt install mktemp tree cpio perl less more
    pwd getfacl strings expand unexpand fmt pr tsort cksum base64 hexdump bc ps
""".split()
ALLOWED = frozenset(PROGRAMS) - {"perl", "tree", "cpio"} | {"cd", "sudo", "time", "export", "read"}
SHARED_UID = 200_000
AS_NOBODY = [
    "setpriv", f"--reuid={SHARED_UID}", f"--regid={SHARED_UID}", "--clear-groups"
]  # fmt: skip
AGES_MINUTES = (
    1, 4, 8, 25, 50, 100, 170, 400, 1000, 1300, 1600, 2500, 3500, 5000, 7900, 9000, 9500, 10900,
    13000, 15000, 19000, 22000, 30000, 42000, 44500, 50000, 60000, 90000, 130000, 260000, 530000,
    700000, 1200000,
)  # fmt: skip
SIZES = (0, 5, 40, 60, 300, 512, 700, 1024, 1500, 4000, 9000, 20000, 31000, 32768, 40000, 90000,
         210000, 600000)  # fmt: skip
BIG = (1 << 20, 1_500_000, 3_000_000, 6_000_000, 11_000_000, 22_000_000, 30_000_000, 55_000_000,
       70_000_000, 105_000_000, 210_000_000, 600_000_000, 1_200_000_000)  # fmt: skip


@dataclass
class Pair:
    """A request with the command somebody wrote for it."""

    request: str
    command: str


@dataclass
class Result:
    """What a command printed and what the tree looked like afterwards."""

    output: str
    status: int
    tree: dict[str, tuple[object, ...]]
    errors: str = ""


@dataclass
class Tally:
    """Counts over the sample."""

    usable: int = 0
    answered: int = 0
    first: int = 0
    three: int = 0
    confident: int = 0
    confident_wrong: int = 0
    buckets: dict[int, list[int]] = field(default_factory=dict)


def tidied(command: str) -> str:
    """The reference without what only went wrong when it was typed up."""
    for curly, plain in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), (" –", " -")):
        command = command.replace(curly, plain)
    command = re.sub(r"\bsudo ", "", command)
    command = re.sub(r"(-i?(?:name|path) )([^\s'\"\\$]*[*?\[][^\s'\"\\$]*)", r"\1'\2'", command)
    return re.sub(r"(\{\} ?);$", r"\1\\;", command)


def programs_of(command: str) -> set[str]:
    """The programs a command line starts, as far as a plain split shows."""
    found = set()
    spots = (
        r"\||;|&&|\$\(|`|<\(|-exec(?:dir)?\s|-ok(?:dir)?\s|xargs(?:\s+-\S+(?:\s+\d+)?)*\s|\bdo\b"
    )
    for piece in re.split(spots, command):
        words = [w for w in piece.split() if not re.match(r"[\w]+=|[-({!\"']", w)]
        if words:
            found.add(words[0].strip("'\"\\"))
    return found


def runnable(pair: Pair) -> bool:
    """True when the reference uses harmless programs on the fixture's paths only."""
    if re.search(r"/dev/(?!null|stdout|stderr)|/proc|/sys\b|\$\(\(|<\s*\[|`", pair.command):
        return False
    names = programs_of(pair.command)
    return bool(names) and names <= ALLOWED


def literal_names(command: str) -> list[str]:
    """File names that the reference's name tests would match."""
    found = re.findall(r"-i?name\s+('[^']*'|\"[^\"]*\"|\S+)", command)
    names = []
    for text in found:
        text = text.strip("'\"").replace("\\", "")
        text = re.sub(r"\[([^\]^!])[^\]]*\]", r"\1", text)
        text = text.replace("*", "ab").replace("?", "x")
        if text and "/" not in text and "$" not in text and not text.startswith("-"):
            names.append(text[:60])
    return names


class Fixture:
    """A tree in which the filters people ask for tell files apart."""

    def __init__(self, pair: Pair, root: Path, now: float) -> None:
        self.root = root
        self.pair = pair
        self.now = now
        self.random = random.Random(pair.request)
        self.big = bool(re.search(r"-size|largest|biggest|\bdu\b", pair.command + pair.request))
        quoted = re.findall(r"[\"']([^\"'/*$]{2,30})[\"']", pair.request)
        bare = re.findall(r"grep[^|;]*?\s['\"]?([A-Za-z][\w ]{2,20})['\"]?", pair.command)
        self.words = [*quoted, *bare, "alpha", "beta", "foo", "bar", "error", "the quick fox"]
        fragile = re.search(r"xargs (?!.*(-0|-d|--null))|\$\(find|for \w+ in|awk", pair.command)
        self.blanks = not fragile
        self.users = re.findall(r"-(?:user|group)\s+['\"]?([a-z_][\w-]*)", pair.command)

    def build(self) -> str:
        """Make everything; returns the working directory inside the root."""
        for name in ("bin", "lib", "lib64", "usr", "etc", "tmp", "proc", "dev", "home/user/work"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        accounts = ["root", "daemon", "user", "alice", "bob", *dict.fromkeys(self.users)]
        ids = {name: 0 if name == "root" else 1000 + n for n, name in enumerate(accounts)}
        (self.root / "etc/passwd").write_text(
            "".join(f"{n}:x:{i}:{i}::/home/user:/bin/bash\n" for n, i in ids.items())
        )
        (self.root / "etc/group").write_text("".join(f"{n}:x:{i}:\n" for n, i in ids.items()))
        self.ids = list(ids.values())
        work = self.root / "home/user/work"
        self.populate(work, full=True)
        for place in self.places():
            target = self.root / place.lstrip("/") if place.startswith("/") else work / place
            if len(target.parts) - len(self.root.parts) > 9 or target.exists():
                continue
            if re.search(r"\.[A-Za-z0-9]{1,5}$", target.name) and not place.endswith("/"):
                target.parent.mkdir(parents=True, exist_ok=True)
                self.file(target, text=True)
            else:
                self.populate(target, full=False)
        self.stamp()
        return "/home/user/work"

    def places(self) -> Iterable[str]:
        """Paths that request and reference mention, as they would be inside the root."""
        text = re.sub(r"'s(.)[^']*'|-i?(?:regex|path|wholename)\s+\S+", " ", self.pair.command)
        spots = re.findall(r"(?<![\w*$}])(?:~|\.{0,2})/[\w.@+/-]+|(?<=\s)[\w.-]+/[\w./-]*", text)
        spots += re.findall(r"(?<![\w*/$}.])/[\w.@+/-]+", self.pair.request)
        find = re.match(r"find\s+((?:[\w.-]+\s+)+)-", self.pair.command)
        if find:
            spots += [each for each in find[1].split() if each not in (".", "..")]
        spots += re.findall(r"(?<=[\s'\"])[\w-]+\.(?:txt|csv|log|dat|html|c|py)\b", text)
        for spot in dict.fromkeys(spots):
            spot = spot.rstrip(".,")
            if spot.startswith("~"):
                spot = "/home/user" + spot[1:]
            if ".." in spot or re.match(r"/(bin|lib|lib64|usr|proc|dev|sys)(/|$)", spot):
                if not spot.startswith("/usr/") and not spot.startswith("/bin/"):
                    continue
                if spot.startswith("/bin"):
                    continue
            if spot not in ("/", "./", "/home", "/tmp", "/etc", ""):
                yield spot

    def populate(self, base: Path, full: bool) -> None:
        """A tree with files of many kinds at several depths."""
        rng = self.random
        folders = [base, base / "src", base / "src/lib/deep"]
        if full:
            folders += [base / "docs", base / "tests", base / ".git"]
            folders += [base / "my dir"] if self.blanks else []
            folders += [base / "node_modules/pkg", base / "src/.hidden", base / "build/out/x/y"]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        (base / "emptydir").mkdir(exist_ok=True)
        names = """a.txt b.TXT notes.txt main.py util.py index.php page.html style.css app.js x.c
            x.h main.cpp Main.java data.csv sys.log old.log photo.jpg pic.JPG img.png song.mp3
            run.sh conf.conf c.bak t.tmp doc.pdf d.xml e.json file1 file2 core README .profile
            .hid.txt Makefile lib.o z.md""".split()
        for folder in folders:
            chosen = rng.sample(names, 14 if full else 9)
            for name in chosen:
                self.file(folder / name)
        for name in literal_names(self.pair.command):
            is_dir = bool(re.search(r"-type d|rmdir", self.pair.command))
            for folder in (base, base / "src/lib", base / "src"):
                target = folder / name
                folder.mkdir(parents=True, exist_ok=True)
                if is_dir and not target.exists():
                    target.mkdir()
                    self.file(target / "inner.txt")
                elif not target.exists():
                    self.file(target)
        if self.blanks:
            self.file(base / "file with blank.txt")
        if not (base / "link.txt").is_symlink():
            (base / "link.txt").symlink_to("src")
            (base / "src/broken").symlink_to("nowhere")
        hard = base / "src/hard"
        if not hard.exists():
            source = next(p for p in base.iterdir() if p.is_file() and not p.is_symlink())
            os.link(source, hard)

    def file(self, path: Path, text: bool = False) -> None:
        """One file with varied content, size and mode."""
        if path.exists() or path.is_symlink():
            return
        rng = self.random
        if self.big and rng.random() < 0.35 and not text:
            with path.open("wb") as stream:
                stream.truncate(rng.choice(BIG))
        else:
            size = 700 if text else rng.choice(SIZES)
            lines: list[str] = []
            for _ in range(min(40, size // 4 + 1)):
                pieces = [rng.choice(self.words) for _ in range(rng.randint(1, 5))]
                line = rng.choice((" ", ",", "\t", " ")).join([*pieces, str(rng.randint(1, 500))])
                lines.append("" if rng.random() < 0.08 else line)
            block = "\n".join(lines) + "\n"
            content = block * (size // len(block) + 1)
            path.write_text(content[:size])
        modes = (0o644, 0o644, 0o644, 0o755, 0o600, 0o777, 0o664, 0o444, 0o700, 0o640)
        extra = [int(m, 8) for m in re.findall(r"-perm [-/+]?0?([0-7]{3,4})\b", self.pair.command)]
        path.chmod(rng.choice((*modes, *extra, *extra, *extra)))

    def stamp(self) -> None:
        """Owners and times for everything, deepest first."""
        rng = self.random
        for folder, names, files in os.walk(self.root, topdown=False):
            for name in sorted((*names, *files)):
                path = Path(folder) / name
                owner = rng.choice(self.ids)
                os.lchown(path, SHARED_UID + owner, SHARED_UID + rng.choice(self.ids))
                if not path.is_symlink():
                    mode = path.stat().st_mode
                    path.chmod(stat.S_IMODE(mode))
                times = [self.now - 60 * rng.choice(AGES_MINUTES) - 7 for _ in range(2)]
                os.utime(path, (times[0], times[1]), follow_symlinks=False)
        os.lchown(self.root, SHARED_UID, SHARED_UID)


class Sandbox:
    """Runs commands where they can harm nothing."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.tools = scratch / "tools"
        self._install()

    def _install(self) -> None:
        for name in ("bin", "lib", "lib64", "usr"):
            (self.tools / name).mkdir(parents=True)
        libraries: set[str] = set()
        for program in PROGRAMS:
            found = shutil.which(program)
            if not found:
                continue
            real = os.path.realpath(found)
            shutil.copy2(real, self.tools / "bin" / program)
            listing = subprocess.run(["ldd", real], capture_output=True, text=True, check=False)
            libraries |= set(re.findall(r"(/\S+)", listing.stdout))
        for library in libraries:
            target = self.tools / library.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() and Path(library).is_file():
                shutil.copy2(library, target)
        magic = Path("/usr/lib/file/magic.mgc")
        if magic.exists():
            (self.tools / "usr/lib/file").mkdir(parents=True, exist_ok=True)
            shutil.copy2(magic, self.tools / "usr/lib/file/magic.mgc")

    def run(self, command: str, pair: Pair, now: float, limit: float = 6.0) -> Result:
        """Run one command in a fresh fixture for the pair."""
        root = Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            cwd = Fixture(pair, root, now).build()
            output, errors, status = self._execute(root, cwd, command, limit)
            return Result(output, status, snapshot(root), errors)
        finally:
            shutil.rmtree(root, ignore_errors=True)

    def _execute(self, root: Path, cwd: str, command: str, limit: float) -> tuple[str, str, int]:
        mounts = " && ".join(
            f"mount --rbind {self.tools}/{name} {root}/{name}" for name in ("bin", "lib", "lib64")
        )
        mounts += f" && mkdir -p {root}/usr/lib && mount --rbind {self.tools}/usr {root}/usr"
        devices = f"touch {root}/dev/null && mount --bind /dev/null {root}/dev/null"
        limits = "ulimit -t 5 && ulimit -v 2000000 && ulimit -f 3000000"
        inner = (
            f"{mounts} && {devices} && mount -t proc proc {root}/proc && {limits} && exec chroot"
            f" {root} /bin/env -i PATH=/bin HOME=/home/user USER=root LC_ALL=C SHELL=/bin/bash"
            f' /bin/bash -c \'cd {cwd} && eval "$0"\' "$CMD"'
        )
        wait = 'read -r _ && exec unshare --mount --net --pid --ipc --fork --kill-child sh -c "$IN"'
        process = subprocess.Popen(
            [*AS_NOBODY, "unshare", "--user", "sh", "-c", wait],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "CMD": command, "IN": inner},
            start_new_session=True,
        )
        try:
            self._map_ids(process.pid)
            out, err = process.communicate(b"\n", timeout=limit)
            status = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            status = 124
        return (
            out[:400_000].decode("utf-8", "replace"),
            err[:4000].decode("utf-8", "replace"),
            status,
        )

    @staticmethod
    def _map_ids(pid: int) -> None:
        ours, deadline = str(Path("/proc/self/ns/user").readlink()), time.monotonic() + 3
        while str(Path(f"/proc/{pid}/ns/user").readlink()) == ours and time.monotonic() < deadline:
            time.sleep(0.001)
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{pid}/{kind}").write_text(f"0 {SHARED_UID} 70000\n")


def snapshot(root: Path) -> dict[str, tuple[object, ...]]:
    """Everything about the tree that a command could have changed on purpose."""
    seen: dict[str, tuple[object, ...]] = {}
    for folder, names, files in os.walk(root):
        if Path(folder) == root:
            names[:] = [n for n in names if n not in ("bin", "lib", "lib64", "proc", "dev")]
        for name in (*names, *files):
            path = Path(folder) / name
            info = path.lstat()
            key = str(path)[len(str(root)) :]
            if stat.S_ISLNK(info.st_mode):
                seen[key] = ("link", str(path.readlink()))
            elif stat.S_ISREG(info.st_mode):
                digest = ""
                if info.st_size < 1_000_000:
                    digest = hashlib.md5(path.read_bytes()).hexdigest()
                seen[key] = ("file", info.st_mode, info.st_uid, info.st_gid, info.st_size, digest)
            else:
                seen[key] = ("dir", info.st_mode, info.st_uid, info.st_gid)
    return seen


def lines_of(text: str, keep_order: bool) -> list[str]:
    """Output lines without differences that nobody minds."""
    text = text.replace("/home/user/work/", "./").replace("/home/user/work\n", ".\n")
    lines = [re.sub(r"^\./", "", re.sub(r"\s+", " ", line).strip()) for line in text.splitlines()]
    lines = [line.rstrip("/") if len(line) > 1 else line for line in lines if line]
    return lines if keep_order else sorted(lines)


def mentioned(text: str, paths: set[str]) -> list[str]:
    """The fixture paths that a listing is about, in whatever format it is."""
    found = []
    for line in text.replace("\0", "\n").splitlines():
        line = line.strip().removesuffix("/").replace("\\ ", " ")
        candidates = [line, *(line[m.end() :] for m in re.finditer(r"\s+", line))]
        for candidate in candidates:
            short = candidate.removeprefix("./")
            if short in paths:
                found.append(short)
                break
    return found


Tree = dict[str, tuple[object, ...]]


def agree(pair: Pair, reference: Result, ours: Result, before: Tree | None = None) -> bool:
    """Same tree, and same output up to order and form where the request leaves it open.

    What a command that changes the tree prints on the way is nobody's concern.
    """
    if reference.tree != ours.tree:
        trees = set(reference.tree.items()) ^ set(ours.tree.items())
        changed = {key for key, value in trees if value[0] != "dir"}
        if changed:
            return False
    if before is not None and reference.tree != before:
        return True
    ordered = bool(re.search(r"sort|order|largest|newest|oldest|first", pair.request, re.I))
    a, b = reference.output, ours.output
    if lines_of(a, ordered) == lines_of(b, ordered):
        return True
    if lines_of(a.replace("\0", "\n"), False) == lines_of(b.replace("\0", "\n"), False):
        return not ordered
    work = "/home/user/work/"
    paths = set(reference.tree) | {k[len(work) :] for k in reference.tree if k.startswith(work)}
    paths |= {Path(k).name for k in paths}
    left, right = mentioned(a, paths), mentioned(b, paths)
    if left and left == right:
        return True
    if left and not ordered and sorted(left) == sorted(right):
        return True
    prefixes = re.compile(r"^(?:\./)?([^:\n]+):(?:\d+:)?", re.M)
    if re.search("grep", pair.command):
        bare = [
            lines_of(prefixes.sub(lambda m: "" if m[1] in paths else m[0], text), False)
            for text in (a, b)
        ]
        if bare[0] and bare[0] == bare[1]:
            return True
    numbers = re.findall(r"\d+", a)
    return len(a.split()) <= 2 and bool(numbers) and numbers == re.findall(r"\d+", b)


def informative(before: dict[str, tuple[object, ...]], reference: Result) -> bool:
    """Whether the reference did anything by which an answer can be judged."""
    return reference.status != 124 and (bool(reference.output.strip()) or reference.tree != before)


def judge(sandbox: Sandbox, pair: Pair, answers: list[Answer], now: float) -> list[bool] | None:
    """For each answer whether it agrees; None when the reference cannot serve."""
    reference = sandbox.run(pair.command, pair, now)
    before = sandbox.run("true", pair, now).tree
    if not informative(before, reference):
        return None
    if re.search(r"syntax error|unknown predicate|command not found", reference.errors):
        return None
    return [
        agree(pair, reference, sandbox.run(each.command, pair, now), before) for each in answers
    ]


def sample(path: Path, size: int, seed: int, pattern: str) -> list[Pair]:
    """A random but repeatable choice of runnable pairs, one for each request."""
    pairs: dict[str, Pair] = {}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            entry = json.loads(line)
            pair = Pair(entry["request"], tidied(entry["command"]))
            if runnable(pair) and re.search(pattern, pair.command):
                pairs.setdefault(pair.request, pair)
    chosen = sorted(pairs.values(), key=lambda each: each.request)
    random.Random(seed).shuffle(chosen)
    return chosen[:size]


def main() -> int:
    """Run the sample and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="pairs.jsonl")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--match", default="", help="only references that match this regex")
    parser.add_argument("--show", type=int, default=0, help="how many disagreements to print")
    parser.add_argument("--unanswered", type=int, default=0, help="how many abstentions to print")
    options = parser.parse_args()
    pairs = sample(options.data, options.sample, options.seed, options.match)
    context = Context("linux", "bash", "/home/user/work", "/home/user", user="user")
    tally, now = Tally(), time.time()
    base = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(dir=base, prefix="compose-") as scratch:
        Path(scratch).chmod(0o755)
        sandbox = Sandbox(Path(scratch))
        for pair in pairs:
            answers = compose(pair.request, context, 3)
            if not answers:
                tally.usable += 1
                if options.unanswered > 0:
                    options.unanswered -= 1
                    print(f"-- {pair.request}\n      ref  {pair.command}")
                continue
            verdicts = judge(sandbox, pair, answers, now)
            if verdicts is None:
                continue
            tally.usable += 1
            tally.answered += 1
            tally.first += verdicts[0]
            tally.three += any(verdicts)
            bucket = tally.buckets.setdefault(int(answers[0].confidence * 10), [0, 0])
            bucket[0] += 1
            bucket[1] += verdicts[0]
            if answers[0].confidence > 0.8:
                tally.confident += 1
                tally.confident_wrong += not verdicts[0]
            if not any(verdicts) and options.show > 0:
                options.show -= 1
                print(f"## {pair.request}\n      ref  {pair.command}")
                for answer in answers:
                    print(f"      {answer.confidence:.2f} {answer.command}  {list(answer.unused)}")
    report(tally, len(pairs))
    return 0


def report(tally: Tally, size: int) -> None:
    """Print the figures."""
    usable = max(1, tally.usable)
    print(
        f"sample {size}, usable {tally.usable}, answered {tally.answered}"
        f" ({tally.answered / usable:.0%}), first right {tally.first} ({tally.first / usable:.0%}),"
        f" one of three {tally.three} ({tally.three / usable:.0%}),"
        f" right when answered {tally.first / max(1, tally.answered):.0%}"
        f"/{tally.three / max(1, tally.answered):.0%}"
    )
    print(f"confident (> 0.8) {tally.confident}, of them disagreeing {tally.confident_wrong}")
    for bucket, (count, right) in sorted(tally.buckets.items()):
        print(f"  confidence {bucket / 10:.1f}  {count:4d} answers, {right / count:.0%} agree")


if __name__ == "__main__":
    sys.exit(main())
