"""gcloud, az and gh, judged by what they are asked to do."""

from __future__ import annotations

import re

from benchmarks.harness.called import called
from benchmarks.harness.checks import any_of
from benchmarks.harness.tasks import Family

FAMILY = Family("clouds", fixture="cloud")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

plain(
    "gcloud-project",
    "switch gcloud to the project shop-prod",
    called("gcloud", "config set", ("project", "core/project"), "shop-prod"),
    right=["gcloud config set project shop-prod", "gcloud config set core/project shop-prod"],
    wrong=[
        "gcloud set project shop-prod",
        "gcloud projects list shop-prod",
        "gcloud config set-project shop-prod",
        "gcloud projects create shop-prod",
    ],
)
plain(
    "gcloud-instances",
    "list my google compute engine vms",
    called("gcloud", "compute instances list", allow=["--filter", "--zones", "--sort-by"]),
    right=["gcloud compute instances list", "gcloud compute instances list --format=table"],
    wrong=[
        "gcloud compute list",
        "gcloud instances list",
        "gcloud compute instances describe",
        "gcloud compute zones list",
    ],
)
plain(
    "gcloud-ssh",
    "ssh into the vm build-1 in zone europe-west1-b with gcloud",
    called(
        "gcloud", "compute ssh", re.compile(r"(\w+@)?build-1"), options={"--zone": "europe-west1-b"}
    ),
    right=[
        "gcloud compute ssh build-1 --zone europe-west1-b",
        "gcloud compute ssh build-1 --zone=europe-west1-b",
    ],
    wrong=[
        "gcloud ssh build-1 --zone europe-west1-b",
        "gcloud compute ssh build-1",
        "gcloud compute instances describe build-1 --zone=europe-west1-b",
        "ssh build-1",
    ],
)
plain(
    "gcloud-projects",
    "which google cloud projects do I have access to",
    called("gcloud", "projects list", allow=["--filter", "--sort-by", "--limit"]),
    right=["gcloud projects list", "gcloud projects list --format='value(projectId)'"],
    wrong=[
        "gcloud config list",
        "gcloud project list",
        "gcloud config get-value project",
        "gcloud projects describe shop",
    ],
)
conditions(
    "gke-credentials",
    "fetch kubeconfig credentials for the gke cluster main-eu in region europe-west4",
    any_of(
        called(
            "gcloud",
            "container clusters get-credentials",
            "main-eu",
            options={"--region": "europe-west4"},
        ),
        called(
            "gcloud",
            "container clusters get-credentials",
            "main-eu",
            options={"--location": "europe-west4"},
        ),
    ),
    right=[
        "gcloud container clusters get-credentials main-eu --region europe-west4",
        "gcloud container clusters get-credentials main-eu --location=europe-west4",
    ],
    wrong=[
        "gcloud container clusters get-credentials main-eu",
        "gcloud container clusters get-credentials main-eu --zone europe-west4",
        "gcloud container clusters describe main-eu --region europe-west4",
        "gcloud clusters get-credentials main-eu --region europe-west4",
    ],
)
conditions(
    "gcs-copy",
    "copy the site directory recursively to gs://orchard-web",
    any_of(
        called(
            "gcloud",
            "storage cp",
            ("site", "site/", "./site"),
            ("gs://orchard-web", "gs://orchard-web/", "gs://orchard-web/site"),
            options={"--recursive": None},
        ),
        called(
            "gsutil",
            "cp",
            ("site", "site/", "./site"),
            ("gs://orchard-web", "gs://orchard-web/"),
            options={"-r": None},
        ),
        called(
            "gsutil",
            "cp",
            ("site", "site/", "./site"),
            ("gs://orchard-web", "gs://orchard-web/"),
            options={"-r": None, "-m": None},
        ),
    ),
    right=[
        "gcloud storage cp -r site gs://orchard-web",
        "gsutil cp -r site gs://orchard-web/",
        "gsutil -m cp -r site gs://orchard-web",
        "gcloud storage cp --recursive ./site gs://orchard-web/",
    ],
    wrong=[
        "gcloud storage cp site gs://orchard-web",
        "gcloud storage cp -r gs://orchard-web site",
        "gcloud storage mv -r site gs://orchard-web",
        "gcloud storage ls gs://orchard-web",
    ],
)
conditions(
    "gcloud-create-vm",
    "create a vm called tiny of type e2-micro in us-central1-a",
    called(
        "gcloud",
        "compute instances create",
        "tiny",
        options={"--machine-type": "e2-micro", "--zone": "us-central1-a"},
        allow=["--image-family", "--image-project"],
    ),
    right=[
        "gcloud compute instances create tiny --machine-type=e2-micro --zone=us-central1-a",
        "gcloud compute instances create tiny --zone us-central1-a --machine-type e2-micro --image-family=debian-12 --image-project=debian-cloud",
    ],
    wrong=[
        "gcloud compute instances create tiny --zone=us-central1-a",
        "gcloud compute create tiny --machine-type=e2-micro --zone=us-central1-a",
        "gcloud compute instances create tiny --machine-type=e2-micro --region=us-central1-a",
        "gcloud compute instances start tiny --zone=us-central1-a",
    ],
)
conditions(
    "gcloud-logs",
    "last 20 error entries from google cloud logging",
    called(
        "gcloud",
        "logging read",
        re.compile(r"severity\s*(>=|=)\s*\"?ERROR\"?"),
        options={"--limit": "20"},
        allow=["--freshness", "--order"],
    ),
    right=[
        "gcloud logging read 'severity>=ERROR' --limit=20",
        'gcloud logging read "severity=ERROR" --limit 20 --format=json',
    ],
    wrong=[
        "gcloud logging read --limit=20",
        "gcloud logging read 'severity>=ERROR'",
        "gcloud logs read 'severity>=ERROR' --limit=20",
        "gcloud logging read 'severity>=INFO' --limit=20",
    ],
)
conditions(
    "cloud-run",
    "deploy the image gcr.io/shop/api to cloud run as service api in europe-west1, publicly accessible",
    called(
        "gcloud",
        "run deploy",
        "api",
        options={
            "--image": "gcr.io/shop/api",
            "--region": "europe-west1",
            "--allow-unauthenticated": None,
        },
        allow=["--platform"],
    ),
    right=[
        "gcloud run deploy api --image gcr.io/shop/api --region europe-west1 --allow-unauthenticated",
        "gcloud run deploy api --image=gcr.io/shop/api --allow-unauthenticated --region=europe-west1 --platform=managed",
    ],
    wrong=[
        "gcloud run deploy api --image gcr.io/shop/api --region europe-west1",
        "gcloud run deploy --image gcr.io/shop/api --region europe-west1 --allow-unauthenticated",
        "gcloud app deploy api --image gcr.io/shop/api",
        "gcloud run services update api --image gcr.io/shop/api --region europe-west1",
    ],
)
plain(
    "az-login",
    "which azure subscription am i on",
    called("az", "account show", allow=["--query"]),
    right=["az account show", "az account show -o table"],
    wrong=["az login", "az account list", "az account set", "az subscription show"],
)
plain(
    "az-groups",
    "list azure resource groups as a table",
    called("az", "group list", options={"--output": "table"}),
    right=["az group list -o table", "az group list --output table"],
    wrong=[
        "az group list",
        "az resource list -o table",
        "az groups list -o table",
        "az group show -o table",
    ],
)
plain(
    "az-vm-list",
    "all virtual machines in the resource group lab (azure)",
    called(
        "az", "vm list", options={"--resource-group": "lab"}, allow=["--show-details", "--query"]
    ),
    right=["az vm list -g lab", "az vm list --resource-group lab -o table", "az vm list -g lab -d"],
    wrong=["az vm list", "az vm list lab", "az vm show -g lab", "az resource list -g lab"],
)
conditions(
    "az-stop",
    "deallocate the azure vm db01 in group lab",
    called(
        "az",
        "vm deallocate",
        options={"--resource-group": "lab", "--name": "db01"},
        allow=["--no-wait"],
    ),
    right=["az vm deallocate -g lab -n db01", "az vm deallocate --resource-group lab --name db01"],
    wrong=[
        "az vm stop -g lab -n db01",
        "az vm delete -g lab -n db01",
        "az vm deallocate -n db01",
        "az vm deallocate -g db01 -n lab",
    ],
)
conditions(
    "aks-credentials",
    "get the kubeconfig for aks cluster prod-aks in resource group rg-prod",
    called(
        "az",
        "aks get-credentials",
        options={"--resource-group": "rg-prod", "--name": "prod-aks"},
        allow=["--overwrite-existing"],
    ),
    right=[
        "az aks get-credentials -g rg-prod -n prod-aks",
        "az aks get-credentials --resource-group rg-prod --name prod-aks --overwrite-existing",
    ],
    wrong=[
        "az aks get-credentials -n prod-aks",
        "az aks show -g rg-prod -n prod-aks",
        "az aks credentials -g rg-prod -n prod-aks",
        "az aks get-credentials -g prod-aks -n rg-prod",
    ],
)
conditions(
    "az-group-create",
    "create resource group rg-test in westeurope",
    called(
        "az",
        "group create",
        options={"--name": ("rg-test",), "--location": "westeurope"},
        allow=["--tags"],
    ),
    right=[
        "az group create -n rg-test -l westeurope",
        "az group create --name rg-test --location westeurope",
    ],
    wrong=[
        "az group create rg-test -l westeurope",
        "az group create -n rg-test",
        "az resource group create -n rg-test -l westeurope",
        "az group create -g westeurope -l rg-test",
    ],
)
hard(
    "az-blob",
    "upload backup.sql as a blob into container dumps of storage account orchardstore",
    called(
        "az",
        "storage blob upload",
        options={
            "--account-name": "orchardstore",
            "--container-name": "dumps",
            "--file": ("backup.sql", "./backup.sql"),
        },
        allow=["--name", "--auth-mode", "--overwrite"],
    ),
    right=[
        "az storage blob upload --account-name orchardstore --container-name dumps --file backup.sql --name backup.sql",
        "az storage blob upload --account-name orchardstore --container-name dumps --file ./backup.sql",
    ],
    wrong=[
        "az storage upload --account-name orchardstore --container-name dumps --file backup.sql",
        "az storage blob download --account-name orchardstore --container-name dumps --file backup.sql",
        "az storage blob upload --container-name dumps --file backup.sql",
    ],
)
plain(
    "gh-pr-list",
    "what PRs are open on github for this repo",
    called("gh", "pr list | pr ls", allow=["--limit", "--web"]),
    right=["gh pr list", "gh pr list --limit 50", "gh pr ls"],
    wrong=["gh issue list", "gh pr view", "gh pr status", "gh pr list --state all", "gh prs"],
)
plain(
    "gh-checkout",
    "get PR 12 onto my machine with gh so I can try it",
    called("gh", "pr checkout | pr co", "12"),
    right=["gh pr checkout 12", "gh pr co 12"],
    wrong=["gh pr view 12", "gh checkout 12", "gh pr merge 12", "git checkout 12"],
)
plain(
    "gh-issue",
    "open a github issue titled Crash on start with the label bug, body: see log",
    called(
        "gh",
        "issue create | issue new",
        options={"--title": "Crash on start", "--label": "bug", "--body": "see log"},
    ),
    right=[
        "gh issue create --title 'Crash on start' --label bug --body 'see log'",
        "gh issue create -t 'Crash on start' -b 'see log' -l bug",
    ],
    wrong=[
        "gh issue create --title 'Crash on start'",
        "gh issue 'Crash on start' --label bug",
        "gh pr create --title 'Crash on start' --label bug --body 'see log'",
        "gh issue create --title Crash on start --label bug --body 'see log'",
    ],
)
plain(
    "gh-clone",
    "clone the github repo acme/orchard with gh",
    called("gh", "repo clone", ("acme/orchard", "https://github.com/acme/orchard")),
    right=["gh repo clone acme/orchard", "gh repo clone https://github.com/acme/orchard"],
    wrong=[
        "gh clone acme/orchard",
        "gh repo fork acme/orchard",
        "gh repo view acme/orchard",
        "gh repo create acme/orchard --clone",
    ],
)
conditions(
    "gh-merge",
    "merge PR 15 as one squashed commit, the branch can go afterwards",
    called("gh", "pr merge", "15", options={"--squash": None, "--delete-branch": None}),
    right=["gh pr merge 15 --squash --delete-branch", "gh pr merge 15 -s -d", "gh pr merge -sd 15"],
    wrong=[
        "gh pr merge 15 --merge --delete-branch",
        "gh pr merge 15 --squash",
        "gh pr close 15 --delete-branch",
        "gh pr merge --squash --delete-branch",
    ],
)
conditions(
    "gh-pr-create",
    "create a draft pull request against develop, title and body taken from the commits",
    called(
        "gh", "pr create | pr new", options={"--draft": None, "--base": "develop", "--fill": None}
    ),
    right=["gh pr create --draft --base develop --fill", "gh pr create -d -B develop -f"],
    wrong=[
        "gh pr create --draft --base develop",
        "gh pr create --base develop --fill",
        "gh pr create --draft --head develop --fill",
        "gh pr create --draft --fill",
    ],
)
conditions(
    "gh-runs",
    "failed workflow runs on branch main, at most 5",
    called(
        "gh",
        "run list | run ls",
        options={"--branch": "main", "--status": ("failure",), "--limit": "5"},
    ),
    right=[
        "gh run list --branch main --status failure --limit 5",
        "gh run list -b main -s failure -L 5",
    ],
    wrong=[
        "gh run list --branch main --limit 5",
        "gh workflow list --branch main --limit 5",
        "gh run list --status failure --limit 5",
        "gh run list --branch main --status failed --limit 5",
    ],
)
hard(
    "gh-release",
    "publish release v2.1 with app.tar.gz attached and automatically generated notes",
    called(
        "gh",
        "release create | release new",
        "v2.1",
        ("app.tar.gz", "./app.tar.gz"),
        options={"--generate-notes": None},
        allow=["--title"],
    ),
    right=[
        "gh release create v2.1 app.tar.gz --generate-notes",
        "gh release create v2.1 ./app.tar.gz --generate-notes --title v2.1",
    ],
    wrong=[
        "gh release create v2.1 app.tar.gz",
        "gh release upload v2.1 app.tar.gz",
        "gh release create v2.1 --generate-notes",
        "gh release create app.tar.gz v2.1 --generate-notes",
    ],
)
