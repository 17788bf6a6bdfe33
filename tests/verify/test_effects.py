"""What commands do, to what, and on what when it is elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gorilla_cli.verify.effects import effects_of
from gorilla_cli.verify.effects.tables import table
from gorilla_cli.verify.locations import Locations
from gorilla_cli.verify.shell.walk import model_of

NOWHERE = Locations("/home/u", "/home/u/work")


def effects(command: str, locations: Locations = NOWHERE) -> list[str]:
    found = effects_of(model_of(command, locations, "u"))
    return [" ".join(filter(None, (effect.kind.value, effect.target))) for effect in found]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("ls -l a", ["reads a"]),
        ("cp a b c", ["reads a", "reads b", "writes c"]),
        ("mv a b", ["moves a", "writes b"]),
        ("mv -t d a b", ["writes d", "moves a", "moves b"]),
        ("rm -rf a", ["deletes a"]),
        ("chmod 644 a", ["permissions a"]),
        ("grep x a > b", ["writes b", "reads a"]),
        ("grep -e x a", ["reads a"]),
        ("sed s/a/b/ f", ["reads f"]),
        ("sed -i s/a/b/ f", ["overwrites f"]),
        ("sort -o b a", ["writes b", "reads a"]),
        ("find . -name x", ["reads ."]),
        ("find . -delete", ["reads .", "deletes ."]),
        ("find . | xargs rm", ["reads .", "deletes what find lists"]),
        ("dd if=a of=b", ["reads a", "overwrites b"]),
        ("tar xzf a.tgz", ["reads a.tgz", "writes ."]),
        ("tar czf a.tgz b", ["writes a.tgz", "reads b"]),
        ("tar tf a.tgz", ["reads a.tgz"]),
        ("zip -r a.zip b", ["writes a.zip", "reads b"]),
        ("curl -o f u", ["network-in u", "writes f"]),
        ("curl -d a=b u", ["network-out u", "remote u"]),
        ("curl -X DELETE u", ["network-out u", "remote u"]),
        ("wget http://h/f.iso", ["network-in http://h/f.iso", "writes f.iso"]),
        ("scp a h:b", ["reads a", "network-out h:b", "remote h:b"]),
        ("rsync -a --delete a/ b/", ["reads a/", "writes b/", "deletes b/"]),
        ("ssh h rm a", ["network-out h", "remote ssh h", "deletes a"]),
        ("sudo rm a", ["root", "deletes a"]),
        ("kill -9 12", ["kills 12"]),
        ("apt install x", ["packages"]),
        ("apt list", ["reads"]),
        ("systemctl restart x", ["services"]),
        ("systemctl status x", ["reads"]),
        ("git status", ["reads"]),
        ("git commit -m x", ["writes"]),
        ("git branch -d x", ["deletes branch x"]),
        ("docker ps", ["reads"]),
        ("docker rm a b", ["deletes a b"]),
        ("cd /tmp", ["shell /tmp"]),
        ("export A=1", ["shell"]),
        ("echo a > /dev/null", ["reads"]),
        ("ls 2>/dev/null", ["reads"]),
        ("echo a >> f", ["writes f", "reads"]),
        ("frobnicate x", ["unknown frobnicate"]),
        ("python3 a.py", ["unknown a.py"]),
        ("python3 -c 'import os; os.remove(\"a\")'", ["unknown python3", "deletes a"]),
        ("psql -c 'drop table t' db", ["deletes drop table t"]),
        ("psql -c 'select 1' db", ["reads db"]),
        ("crontab -l", ["reads crontab"]),
        ("crontab -r", ["deletes crontab"]),
        ("x=1", ["shell"]),
        ('rm "$x"', ['deletes "${x}"']),
        ("for f in a b; do rm $f; done", ["deletes a", "deletes b"]),
        ("terraform destroy", ["deletes", "remote terraform workspace default"]),
        ("ffmpeg -i a b", ["reads a", "writes b"]),
    ],
)
def test_effects(command: str, expected: list[str]) -> None:
    assert effects(command) == expected


def test_overwriting_is_told_from_writing(tmp_path: Path) -> None:
    (tmp_path / "old").touch()
    (tmp_path / "folder").mkdir()
    here = Locations(str(tmp_path), str(tmp_path))
    assert effects("ls > old", here)[0] == "overwrites old"
    assert effects("ls > new", here)[0] == "writes new"
    assert effects("ls >> old", here)[0] == "writes old"
    assert effects("cp new old", here) == ["reads new", "overwrites old"]
    assert effects("cp old folder", here) == ["reads old", "writes folder"]


def test_the_tables_name_each_program_once() -> None:
    folder = Path(str(table.__wrapped__.__globals__["__file__"])).with_name("tables")
    names: list[str] = []
    for path in folder.glob("*.txt"):
        for line in path.read_text().splitlines():
            if line and not line.startswith("#") and path.name != "README.txt":
                names += [name for name in line.partition(": ")[0].split() if "/" not in name]
    assert sorted(names) == sorted(set(names))
    assert len(names) >= 250


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home directory with the settings of many tools."""
    files = {
        ".kube/config": (
            "apiVersion: v1\ncontexts:\n- context:\n    cluster: a\n    namespace: shop\n"
            "  name: prod\n- context:\n    cluster: b\n  name: test\ncurrent-context: prod\n"
            "users:\n- name: admin\n  user:\n    token: SECRET\n"
        ),
        ".aws/config": "[default]\nregion = eu-west-1\n[profile live]\nregion = us-east-1\n",
        ".config/gcloud/active_config": "work",
        ".config/gcloud/configurations/config_work": "[core]\nproject = acme-prod\n",
        ".azure/azureProfile.json": json.dumps(
            {"subscriptions": [{"name": "Dev"}, {"name": "Prod", "isDefault": True}]}
        ),
        ".docker/config.json": json.dumps({"currentContext": "remote-box", "auths": {"x": "y"}}),
        "repo/.git/HEAD": "ref: refs/heads/topic\n",
        "repo/.git/config": '[remote "origin"]\n\turl = https://me:SECRET@git.example/a/b.git\n',
        "repo/.terraform/environment": "staging",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("kubectl delete pod a", "remote kube context prod, namespace shop"),
        ("kubectl --context test delete pod a", "remote kube context test, namespace default"),
        ("kubectl delete pod a -n b", "remote kube context prod, namespace b"),
        ("helm uninstall a", "remote kube context prod, namespace shop"),
        ("aws s3 rm s3://a/b", "remote AWS profile default, region eu-west-1"),
        ("aws --profile live s3 rm s3://a/b", "remote AWS profile live, region us-east-1"),
        ("gcloud compute instances delete a", "remote gcloud project acme-prod"),
        ("az group delete -n a", "remote Azure subscription Prod"),
        ("git push", "remote remote origin (https://git.example/a/b.git), branch topic"),
        ("git push origin main", "remote remote origin (https://git.example/a/b.git), branch main"),
        ("terraform apply", "remote terraform workspace staging"),
        ("ssh web ls", "remote ssh web"),
        ("kubectl get pods", "network-in kube context prod, namespace shop"),
    ],
)
def test_what_is_elsewhere_is_named(home: Path, command: str, expected: str) -> None:
    assert expected in effects(command, Locations(str(home), str(home / "repo")))


def test_the_environment_counts_more_than_files(home: Path) -> None:
    variables = {"AWS_PROFILE": "live", "CLOUDSDK_CORE_PROJECT": "other"}
    here = Locations(str(home), str(home), variables)
    assert "remote AWS profile live, region us-east-1" in effects("aws s3 rm s3://a/b", here)
    assert "remote gcloud project other" in effects("gcloud sql instances delete a", here)


def test_secrets_in_those_files_are_never_shown(home: Path) -> None:
    here = Locations(str(home), str(home / "repo"))
    for command in ("git push", "kubectl delete pod a", "docker rm a"):
        assert "SECRET" not in " ".join(effects(command, here))


def test_odd_files_give_no_names_and_no_error(home: Path) -> None:
    for name in (".kube/config", ".aws/config", ".azure/azureProfile.json", ".docker/config.json"):
        (home / name).write_bytes(b"\xff\xfe[[[{{{: :")
    here = Locations(str(home), str(home))
    for command in (
        "kubectl delete pod a",
        "aws s3 rm s3://a/b",
        "az group delete -n a",
        "docker rm a",
    ):
        assert effects(command, here)
