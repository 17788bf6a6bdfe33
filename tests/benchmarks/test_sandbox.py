"""What a command may and may not do to the machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.harness.fixtures import Stock
from benchmarks.harness.sandbox import Run, Sandbox

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(sandbox: Sandbox, stock: Stock):
    """Run a command on the project fixture."""

    def start(command: str, timeout: float = 5.0) -> Run:
        return sandbox.run(stock.get("project").job(command, timeout=timeout))

    return start


@pytest.fixture
def treasure(tmp_path: Path):
    """A file that everybody on this machine may delete; it has to survive."""
    file = tmp_path / "treasure"
    file.write_text("gold")
    tmp_path.chmod(0o777)
    file.chmod(0o666)
    yield file
    assert file.read_text() == "gold"


@pytest.mark.parametrize(
    "command",
    [
        "rm -rf --no-preserve-root / {treasure}",
        "sudo rm -rf /* {treasure}",
        "find / -delete",
        "chmod -R 000 / ; rm -rf /usr /etc /bin ~ /home",
        "mv /* /dev/null",
        "dd if=/dev/zero of={treasure}; dd if=/dev/zero of=/dev/sda; shred -u /etc/passwd",
        "cd /; for f in $(find / -xdev -type f | head -5000); do : > $f; done",
        "mount -o remount,rw /usr; umount -l /home/sam; rm -rf /usr/bin {treasure}",
        "unshare -Urm sh -c 'mount -o remount,rw,bind /usr; rm -rf /usr/share {treasure}'",
        "nsenter -t 1 -a rm -rf {treasure}; chroot /proc/1/root rm -rf {treasure}",
        "kill -9 -1; kill -9 1; kill -INT 1; echo b > /proc/sysrq-trigger; reboot -f",
        "echo c > /proc/sys/kernel/core_pattern; hostname broken; ip link set lo down",
        "curl --max-time 1 http://192.0.2.1/; ping -c1 -W1 192.0.2.1; rm {treasure}",
    ],
)
def test_a_destructive_command_finds_only_its_sandbox(run, stock: Stock, treasure: Path, command):
    before = {path: path.lstat().st_mtime_ns for path in (Path("/"), Path("/usr"), Path("/etc"))}
    fixture = stock.get("project")
    files = sorted(path.name for path in fixture.work.rglob("*"))
    run(command.format(treasure=treasure), timeout=3.0)
    assert {path: path.lstat().st_mtime_ns for path in before} == before
    assert sorted(path.name for path in fixture.work.rglob("*")) == files
    assert Path("/proc/sys/kernel/core_pattern").read_text() != "c\n"
    assert run("cat README.md").stdout.startswith("# Orchard"), (
        "the next command finds all as it was"
    )


def test_wiping_the_root_is_seen_in_the_sandbox(run):
    rows = run("rm -rf --no-preserve-root / 2>/dev/null").rows
    assert {row[0] for row in rows} <= {"/home/sam", "/tmp"}


def test_a_command_that_hangs_is_ended_in_time(run):
    started = time.monotonic()
    done = run("sleep 60 & sleep 60", timeout=0.5)
    assert done.timed_out
    assert time.monotonic() - started < 5


def test_a_command_that_prints_without_end_is_stopped(run):
    done = run("yes")
    assert done.flooded
    assert len(done.stdout) < 1_000_000


def test_background_processes_end_with_the_sandbox(run):
    marker = f"sleep 98{os.getpid()}"
    assert marker in [process.line for process in run(f"{marker} & sleep 0.05").processes]
    listed = subprocess.run(
        ["ps", "axo", "args"], capture_output=True, text=True, check=True
    ).stdout
    assert marker not in listed.splitlines()


def test_memory_is_limited(run):
    program = "x = bytearray(3 << 30)"
    assert run(f"python3 -S -c '{program}'").exit_status != 0


def test_a_fork_bomb_is_limited(run):
    done = run(":() { : | : & }; : ; sleep 0.3; echo over", timeout=2.0)
    assert "fork" in done.stderr or done.timed_out
    assert run("echo well").stdout == "well\n"


def test_disk_is_limited(run):
    done = run("for n in 1 2 3 4; do head -c 40M /dev/zero > big$n; done; du -sm . | cut -f1")
    assert int(done.stdout) < 70


def test_there_is_no_network(run):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = run(f"exec 3<>/dev/tcp/127.0.0.1/{port} && echo connected")
    assert "connected" not in done.stdout


def test_the_machine_s_files_are_not_to_be_seen(run):
    shown = run(
        f"cat {REPOSITORY}/pyproject.toml; ls {REPOSITORY}; ls /root /home; ls /proc | wc -l"
    )
    assert "gorilla" not in shown.stdout


def test_surroundings_are_the_same_everywhere(run):
    done = run("pwd; echo $HOME $LC_ALL $TZ; whoami; hostname; id -u alice; umask; date +%Z")
    expected = "/home/sam/work /home/sam C.UTF-8 UTC root orchard 1001 0022 UTC".split()
    assert done.stdout.split() == expected


def test_owners_and_permissions_work_inside(run):
    done = run(
        "chown alice:developers todo.txt && chmod 640 todo.txt && stat -c '%U %G %a' todo.txt"
    )
    if os.getuid() == 0:
        assert done.stdout == "alice developers 640\n"


def test_results_hold_changed_content_and_leave_out_the_rest(run):
    rows = {row[0]: row for row in run("echo new > todo.txt; ln -s todo.txt link; rm LICENSE").rows}
    assert rows["/home/sam/work/todo.txt"][-1] == "new\n"
    assert rows["/home/sam/work/link"][-1] == "todo.txt"
    assert rows["/home/sam/work/README.md"][-1] is None
    assert "/home/sam/work/LICENSE" not in rows


def test_a_start_costs_little(run):
    durations = []
    for _ in range(15):
        started = time.perf_counter()
        run("true")
        durations.append(time.perf_counter() - started)
    # About 0.01 s on an idle machine; the tests may share theirs with much else.
    assert min(durations) < 0.25, "500 tasks with three candidates have to end in minutes"


def test_a_dead_launcher_is_an_error_and_not_an_unguarded_run(stock: Stock):
    from benchmarks.harness.sandbox import Launcher, SandboxError

    launcher = Launcher()
    try:
        launcher._process.kill()
        launcher._process.wait()
        with pytest.raises(SandboxError):
            launcher.run(stock.get("project").job("true"))
    finally:
        launcher.close()


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_a_fixture_that_cannot_be_mounted_is_an_error(sandbox: Sandbox, stock: Stock, tmp_path):
    from dataclasses import replace

    from benchmarks.harness.sandbox import SandboxError

    job = replace(stock.get("project").job("true"), home=tmp_path / "absent")
    with pytest.raises(SandboxError):
        sandbox.run(job)
