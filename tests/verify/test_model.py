"""What a text would start, once quotes, variables and wrappers are seen through."""

from __future__ import annotations

import pytest

from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.model import UNKNOWN, Model
from gorilla_cli.verify.shell.walk import model_of


def model(command: str) -> Model:
    return model_of(command, Locations("/home/u", "/home/u/work"), "u")


def started(command: str) -> list[str]:
    """Every program with its arguments; what cannot be known is a question mark."""
    return [run.line.replace(UNKNOWN, "?") for run in model(command).runs if run.name != ":"]


@pytest.mark.parametrize(
    ("command", "last"),
    [
        ("x=/; rm -rf $x", "rm -rf /"),
        ('x=a; y="$x b"; rm $y "$y"', "rm a b a b"),
        ("rm ${x:-/} ${y-b} ${HOME:0:1}", "rm / b /"),
        ("a=(rm -rf /); ${a[@]}", "rm -rf /"),
        ("a=(x y z); rm ${a[1]} ${a[@]:1}", "rm y y z"),
        ("n=t t=/; rm ${!n}", "rm /"),
        ("IFS=_; c=rm_-rf_/; $c", "rm -rf /"),
        ("rm $'\\x2f' \"$(printf '\\57')\"", "rm / /"),
        ("rm {a,b}{1,2} {c}", "rm a1 a2 b1 b2 {c}"),
        ("rm ~/x ~bob '~'", "rm /home/u/x /home/bob ~"),
        ('rm $unset "$unset/a"', "rm ? ?/a"),
        ("f() { rm $2 $1; }; f a b", "rm b a"),
        ("set -- a b; rm $2", "rm b"),
        ("read -r a b <<< 'x y z'; rm $b", "rm y z"),
        ("x=abc; rm ${x#a} ${x%c} ${x/b/-} ${x^^}", "rm bc ab a-c ABC"),
        ("printf -v x '%s/' a b; rm $x", "rm a/b/"),
        ("rm $(dirname /a/b) `basename /a/b.c .c`", "rm /a b"),
        ("rm $((2 * 3)) $(( 0x10 ))", "rm 6 16"),
        ("x=1; rm file$((x + 1))", "rm file2"),
        ("for f in a b; do rm $f; done", "rm b"),
        ("if a; then x=1; else x=2; fi; rm $x", "rm 2 1"),
        ("cd /etc; cd ..; rm $PWD", "rm /"),
        ("echo a b | xargs rm", "rm a b"),
        ("echo a | xargs -I{} rm x{}y", "rm xay"),
        ("find . -exec rm {} +", "rm ?"),
    ],
)
def test_arguments(command: str, last: str) -> None:
    assert [line for line in started(command) if line.startswith("rm")][-1] == last


@pytest.mark.parametrize(
    ("command", "wrappers"),
    [
        ("sudo -u bob env A=1 nice -n 5 timeout 3 rm x", "sudo env nice timeout"),
        ("bash -lc 'eval rm x'", "bash eval"),
        ("ssh -p 22 h 'sudo rm x'", "ssh sudo"),
        ("docker exec -it c sh -c 'rm x'", "docker sh"),
        ("kubectl exec p -c d -- rm x", "kubectl"),
        ("find . -exec sudo rm x ';'", "find sudo"),
        ("echo rm x | sh", "sh"),
        ("python3 -c 'import os; os.system(\"rm x\")'", "python3"),
        ("awk 'BEGIN { system(\"rm x\") }'", "awk"),
        ("git -c alias.z='!rm x' z", "git"),
        ("tar cf a b --checkpoint-action=exec='rm x'", "tar"),
        ("su - -c 'rm x'", "su"),
        ("xargs -n1 sudo rm x < list", "xargs sudo"),
        ("flock l -c 'rm x'", "flock"),
        ("tmux new -d 'rm x'", "tmux"),
    ],
)
def test_wrappers_are_seen_through(command: str, wrappers: str) -> None:
    runs = [run for run in model(command).runs if run.name == "rm"]
    assert runs
    assert " ".join(runs[-1].frame.wrappers) == wrappers
    assert runs[-1].texts[0] == "x"


def test_where_and_as_whom() -> None:
    (run,) = model("ssh web 'sudo rm x'").named("rm")
    assert run.frame.remote == "ssh web"
    assert run.frame.root
    (run,) = model("sudo -u bob rm x").named("rm")
    assert not run.frame.root
    (run,) = model("while true; do rm x & done").named("rm")
    assert run.frame.looped
    assert run.frame.background


def test_what_cannot_be_known_has_a_source() -> None:
    (run,) = model("curl x | base64 -d | sh").named("")
    assert [source.name for source in run.program.sources] == ["base64", "curl"]
    (run,) = model("rm $(locate x)").named("rm")
    assert [source.name for source in run.args[0].sources] == ["locate"]


def test_files_written_by_the_text_are_read_when_run() -> None:
    assert "rm -rf /" in started("echo rm -rf / > a; mv a b; sh b")
    assert "rm -rf /" in started("cat > a <<< 'rm -rf /'; chmod +x a; ./a")


def test_recursion_is_noted_and_ends() -> None:
    (recursion,) = model(":(){ :|:& };:").recursions
    assert recursion.times == 2
    assert recursion.parallel


@pytest.mark.parametrize(
    "command",
    [
        "f(){ g;g; }; g(){ h;h; }; h(){ i;i; }; i(){ j;j; }; j(){ k;k; }; k(){ l;l; }; l(){ m;m; };"
        "m(){ n;n; }; n(){ o;o; }; o(){ p;p; }; p(){ q;q; }; q(){ ls;ls; }; f",
        "for a in {a..i}; do for b in {a..i}; do for c in {a..i}; do for d in {a..i}; do "
        "for e in {a..i}; do ls $a$b$c$d$e; done; done; done; done; done",
        "sudo " * 100 + "ls",
    ],
)
def test_what_is_too_much_is_said(command: str) -> None:
    assert model(command).too_deep
