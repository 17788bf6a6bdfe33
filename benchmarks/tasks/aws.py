"""Amazon's command line, judged by what it is asked to do."""

from __future__ import annotations

import re

from benchmarks.harness.called import called
from benchmarks.harness.checks import any_of
from benchmarks.harness.tasks import Family

FAMILY = Family("aws", fixture="cloud")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

plain(
    "buckets",
    "list my s3 buckets",
    any_of(called("aws", "s3 ls"), called("aws", "s3api list-buckets", allow=["--query"])),
    right=[
        "aws s3 ls",
        "aws s3api list-buckets",
        "aws s3api list-buckets --query 'Buckets[].Name'",
    ],
    wrong=["aws s3 list", "aws s3 ls s3://bucket", "aws ec2 describe-instances", "aws s3 mb"],
)
plain(
    "upload",
    "upload report.pdf to the bucket reports-2025",
    called(
        "aws",
        "s3 cp",
        ("report.pdf", "./report.pdf"),
        ("s3://reports-2025", "s3://reports-2025/", "s3://reports-2025/report.pdf"),
    ),
    right=[
        "aws s3 cp report.pdf s3://reports-2025/",
        "aws s3 cp ./report.pdf s3://reports-2025/report.pdf",
    ],
    wrong=[
        "aws s3 cp s3://reports-2025/report.pdf .",
        "aws s3 mv report.pdf s3://reports-2025/",
        "aws s3 cp report.pdf reports-2025",
        "aws s3 put report.pdf s3://reports-2025/",
    ],
)
plain(
    "download-dir",
    "download everything under s3://media/cats to the folder cats",
    any_of(
        called(
            "aws",
            "s3 cp",
            ("s3://media/cats", "s3://media/cats/"),
            ("cats", "cats/", "./cats", "./cats/"),
            options={"--recursive": None},
        ),
        called(
            "aws",
            "s3 sync",
            ("s3://media/cats", "s3://media/cats/"),
            ("cats", "cats/", "./cats", "./cats/"),
        ),
    ),
    right=[
        "aws s3 cp s3://media/cats cats --recursive",
        "aws s3 sync s3://media/cats ./cats",
        "aws s3 cp --recursive s3://media/cats/ cats/",
    ],
    wrong=[
        "aws s3 cp s3://media/cats cats",
        "aws s3 sync cats s3://media/cats",
        "aws s3 mv s3://media/cats cats --recursive",
        "aws s3 cp s3://media cats --recursive",
    ],
)
plain(
    "whoami",
    "which aws account and user am i right now",
    called("aws", "sts get-caller-identity", allow=["--query"]),
    right=["aws sts get-caller-identity", "aws sts get-caller-identity --output json"],
    wrong=["aws iam get-user", "aws configure list", "aws sts get-session-token", "aws whoami"],
)
plain(
    "make-bucket",
    "s3: new bucket orchard-logs, region eu-west-1",
    any_of(
        called("aws", "s3 mb", "s3://orchard-logs", options={"--region": "eu-west-1"}),
        called(
            "aws",
            "s3api create-bucket",
            options={
                "--bucket": "orchard-logs",
                "--create-bucket-configuration": "LocationConstraint=eu-west-1",
            },
            allow=["--region"],
        ),
    ),
    right=[
        "aws s3 mb s3://orchard-logs --region eu-west-1",
        "aws s3api create-bucket --bucket orchard-logs --region eu-west-1 --create-bucket-configuration LocationConstraint=eu-west-1",
    ],
    wrong=[
        "aws s3 mb orchard-logs --region eu-west-1",
        "aws s3 mb s3://orchard-logs",
        "aws s3 rb s3://orchard-logs --region eu-west-1",
        "aws s3 mb s3://orchard-logs --region us-east-1",
    ],
)
plain(
    "instances",
    "show me all our ec2 instances",
    called("aws", "ec2 describe-instances", allow=["--query"]),
    right=[
        "aws ec2 describe-instances",
        "aws ec2 describe-instances --output table",
        "aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId'",
    ],
    wrong=[
        "aws ec2 list-instances",
        "aws ec2 describe-instance-types",
        "aws ec2 describe-instances --filters Name=instance-state-name,Values=running",
        "aws ec2 run-instances",
    ],
)
plain(
    "stop-instance",
    "stop the ec2 instance i-0abc1234",
    called("aws", "ec2 stop-instances", options={"--instance-ids": "i-0abc1234"}),
    right=[
        "aws ec2 stop-instances --instance-ids i-0abc1234",
        "aws ec2 stop-instances --instance-ids=i-0abc1234",
    ],
    wrong=[
        "aws ec2 terminate-instances --instance-ids i-0abc1234",
        "aws ec2 stop-instances i-0abc1234",
        "aws ec2 reboot-instances --instance-ids i-0abc1234",
        "aws ec2 stop-instances --instance-ids i-0abc1234 --force",
    ],
)
plain(
    "lambdas",
    "list lambda functions in us-west-2",
    called(
        "aws",
        "lambda list-functions",
        options={"--region": "us-west-2"},
        allow=["--query", "--max-items"],
    ),
    right=[
        "aws lambda list-functions --region us-west-2",
        "aws --region us-west-2 lambda list-functions",
    ],
    wrong=[
        "aws lambda list-functions",
        "aws lambda ls --region us-west-2",
        "aws lambda get-function --region us-west-2",
        "aws lambda list-functions --region us-west-1",
    ],
)
plain(
    "users",
    "all iam user names",
    called("aws", "iam list-users", allow=["--query"]),
    right=["aws iam list-users --query 'Users[].UserName' --output text", "aws iam list-users"],
    wrong=["aws iam get-user", "aws iam list-roles", "aws iam users", "aws iam list-groups"],
)
plain(
    "object-delete",
    "delete s3://reports-2025/old.csv",
    any_of(
        called("aws", "s3 rm", "s3://reports-2025/old.csv"),
        called(
            "aws", "s3api delete-object", options={"--bucket": "reports-2025", "--key": "old.csv"}
        ),
    ),
    right=[
        "aws s3 rm s3://reports-2025/old.csv",
        "aws s3api delete-object --bucket reports-2025 --key old.csv",
    ],
    wrong=[
        "aws s3 rm s3://reports-2025 --recursive",
        "aws s3 rb s3://reports-2025/old.csv",
        "aws s3 delete s3://reports-2025/old.csv",
        "aws s3 rm s3://reports-2025/old.csv --dryrun",
    ],
)
conditions(
    "sync-delete",
    "mirror the site folder to s3://www-orchard, removing remote files that no longer exist locally, skip *.tmp",
    called(
        "aws",
        "s3 sync",
        ("site", "site/", "./site", "./site/"),
        ("s3://www-orchard", "s3://www-orchard/"),
        options={"--delete": None, "--exclude": "*.tmp"},
    ),
    right=[
        "aws s3 sync site s3://www-orchard --delete --exclude '*.tmp'",
        'aws s3 sync ./site/ s3://www-orchard/ --exclude "*.tmp" --delete',
    ],
    wrong=[
        "aws s3 sync site s3://www-orchard --exclude '*.tmp'",
        "aws s3 cp site s3://www-orchard --recursive --exclude '*.tmp'",
        "aws s3 sync s3://www-orchard site --delete --exclude '*.tmp'",
        "aws s3 sync site s3://www-orchard --delete",
    ],
)
conditions(
    "running-ids",
    "ids of the running ec2 instances as plain text",
    called(
        "aws",
        "ec2 describe-instances",
        options={
            "--filters": "Name=instance-state-name,Values=running",
            "--query": re.compile(r"Reservations\[(\*)?\]\.Instances\[(\*)?\]\.\[?InstanceId\]?"),
            "--output": "text",
        },
    ),
    right=[
        "aws ec2 describe-instances --filters Name=instance-state-name,Values=running --query 'Reservations[].Instances[].InstanceId' --output text",
        "aws ec2 describe-instances --filters 'Name=instance-state-name,Values=running' --query 'Reservations[*].Instances[*].InstanceId' --output text",
    ],
    wrong=[
        "aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text",
        "aws ec2 describe-instances --filters Name=state,Values=running --query 'Reservations[].Instances[].InstanceId' --output text",
        "aws ec2 describe-instances --filters Name=instance-state-name,Values=running",
    ],
)
conditions(
    "bucket-size",
    "how much is in the s3 bucket media, total size and object count, human readable",
    called(
        "aws",
        "s3 ls",
        ("s3://media", "s3://media/", "media"),
        options={"--recursive": None, "--summarize": None, "--human-readable": None},
    ),
    right=[
        "aws s3 ls s3://media --recursive --summarize --human-readable",
        "aws s3 ls --summarize --human-readable --recursive s3://media/ | tail -2",
    ],
    wrong=[
        "aws s3 ls s3://media",
        "aws s3 ls s3://media --summarize",
        "aws s3 du s3://media",
        "aws s3 ls s3://media --recursive --human-readable",
    ],
)
conditions(
    "logs-tail",
    "follow the cloudwatch log group /aws/lambda/mailer starting 30 minutes back",
    called(
        "aws",
        "logs tail",
        "/aws/lambda/mailer",
        options={"--follow": None, "--since": "30m"},
        allow=["--format"],
    ),
    right=[
        "aws logs tail /aws/lambda/mailer --follow --since 30m",
        "aws logs tail --since 30m --follow /aws/lambda/mailer",
    ],
    wrong=[
        "aws logs tail /aws/lambda/mailer --since 30m",
        "aws logs get-log-events --log-group-name /aws/lambda/mailer",
        "aws logs tail /aws/lambda/mailer --follow",
        "aws logs tail mailer --follow --since 30m",
    ],
)
conditions(
    "presign",
    "temporary download link for s3://reports-2025/q1.pdf valid for one hour",
    any_of(
        called("aws", "s3 presign", "s3://reports-2025/q1.pdf", options={"--expires-in": "3600"}),
        called("aws", "s3 presign", "s3://reports-2025/q1.pdf"),
    ),
    right=[
        "aws s3 presign s3://reports-2025/q1.pdf --expires-in 3600",
        "aws s3 presign s3://reports-2025/q1.pdf",
    ],
    wrong=[
        "aws s3 presign s3://reports-2025/q1.pdf --expires-in 60",
        "aws s3 cp s3://reports-2025/q1.pdf .",
        "aws s3 sign s3://reports-2025/q1.pdf --expires-in 3600",
        "aws s3 presign reports-2025/q1.pdf --expires-in 1h",
    ],
)
conditions(
    "tag-instance",
    "tag instance i-0abc1234 with Name=web-1",
    called(
        "aws",
        "ec2 create-tags",
        options={"--resources": "i-0abc1234", "--tags": ("Key=Name,Value=web-1",)},
    ),
    right=["aws ec2 create-tags --resources i-0abc1234 --tags Key=Name,Value=web-1"],
    wrong=[
        "aws ec2 create-tags --resources i-0abc1234 --tags Name=web-1",
        "aws ec2 tag-instance i-0abc1234 Name=web-1",
        "aws ec2 create-tags --instance-ids i-0abc1234 --tags Key=Name,Value=web-1",
    ],
)
hard(
    "empty-bucket",
    "remove the bucket temp-stuff together with everything in it",
    called("aws", "s3 rb", ("s3://temp-stuff", "s3://temp-stuff/"), options={"--force": None}),
    right=["aws s3 rb s3://temp-stuff --force", "aws s3 rb --force s3://temp-stuff"],
    wrong=[
        "aws s3 rb s3://temp-stuff",
        "aws s3 rm s3://temp-stuff --recursive",
        "aws s3api delete-bucket --bucket temp-stuff",
        "aws s3 rb temp-stuff --force",
    ],
)
hard(
    "assume-profile",
    "list dynamodb tables using the profile audit in region eu-north-1",
    called("aws", "dynamodb list-tables", options={"--profile": "audit", "--region": "eu-north-1"}),
    right=[
        "aws dynamodb list-tables --profile audit --region eu-north-1",
        "aws --profile audit --region eu-north-1 dynamodb list-tables",
    ],
    wrong=[
        "aws dynamodb list-tables --region eu-north-1",
        "aws dynamodb list-tables --profile audit",
        "aws dynamodb describe-table --profile audit --region eu-north-1",
        "aws dynamodb scan --profile audit --region eu-north-1",
    ],
)
