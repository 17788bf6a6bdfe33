"""Docker and compose, judged by what docker is asked to do."""

from __future__ import annotations

import re

from benchmarks.harness.called import called
from benchmarks.harness.checks import any_of, lines
from benchmarks.harness.tasks import Family

FAMILY = Family("docker", fixture="cloud")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

PS = "ps | container ls | container ps | container list"

plain(
    "ps",
    "which containers are running",
    called("docker", PS, allow=["--format", "--no-trunc", "--size"]),
    right=["docker ps", "docker container ls", "docker ps --format '{{.Names}}'"],
    wrong=[
        "docker ps -a",
        "docker images",
        "docker run",
        "docker container ls --all",
        "docker ps -aq",
    ],
)
plain(
    "ps-all",
    "list all containers, stopped ones too",
    called("docker", PS, options={"--all": None}, allow=["--format", "--no-trunc", "--size"]),
    right=["docker ps -a", "docker ps --all", "docker container ls -a"],
    wrong=["docker ps", "docker images -a", "docker ps -l", "docker ps -f status=exited"],
)
plain(
    "stop",
    "stop the docker container web",
    called("docker", "stop | container stop", "web", allow=["--time"]),
    right=["docker stop web", "docker container stop web", "docker stop -t 5 web"],
    wrong=[
        "docker rm web",
        "docker kill web",
        "docker pause web",
        "docker stop",
        "docker compose stop web",
    ],
)
plain(
    "shell",
    "get me a shell (sh) in the running container db",
    called(
        "docker",
        "exec | container exec",
        "db",
        ("sh", "/bin/sh"),
        options={"--interactive": None, "--tty": None},
    ),
    right=[
        "docker exec -it db sh",
        "docker exec -ti db /bin/sh",
        "docker exec --interactive --tty db sh",
    ],
    wrong=[
        "docker run -it db sh",
        "docker exec db sh",
        "docker attach db",
        "docker exec -it sh db",
        "docker exec -i db sh",
    ],
)
plain(
    "logs",
    "tail the last 100 log lines of web and keep following",
    called("docker", "logs | container logs", "web", options={"--tail": "100", "--follow": None}),
    right=[
        "docker logs -f --tail 100 web",
        "docker logs --follow --tail=100 web",
        "docker logs -fn 100 web",
    ],
    wrong=[
        "docker logs web",
        "docker logs -f web",
        "docker logs --tail 100 web",
        "docker logs web | tail -100",
        "docker logs --since 100 -f web",
    ],
)
plain(
    "build",
    "build an image tagged shop:1.4 from the Dockerfile here",
    called(
        "docker",
        "build | image build | buildx build",
        (".", "./"),
        options={"--tag": "shop:1.4"},
        allow=["--file"],
    ),
    right=[
        "docker build -t shop:1.4 .",
        "docker image build --tag shop:1.4 .",
        "docker build . -t shop:1.4",
    ],
    wrong=[
        "docker build shop:1.4",
        "docker build -t shop:1.4",
        "docker build .",
        "docker tag . shop:1.4",
        "docker build -t shop .",
        "docker build -f Dockerfile shop:1.4",
    ],
)
plain(
    "images",
    "list local docker images",
    called("docker", "images | image ls | image list", allow=["--all", "--format", "--no-trunc"]),
    right=["docker images", "docker image ls", "docker images -a"],
    wrong=["docker ps", "docker image inspect", "docker search images", "docker images -q nginx"],
)
plain(
    "rm-image",
    "remove the docker image nginx:1.27",
    called("docker", "rmi | image rm | image remove", "nginx:1.27"),
    right=["docker rmi nginx:1.27", "docker image rm nginx:1.27"],
    wrong=[
        "docker rm nginx:1.27",
        "docker rmi nginx",
        "docker image prune",
        "docker rmi -f nginx:1.27",
        "docker rmi $(docker images -q)",
    ],
)
plain(
    "pull",
    "docker: download the image postgres version 16",
    called(
        "docker",
        "pull | image pull",
        ("postgres:16", "docker.io/postgres:16", "docker.io/library/postgres:16"),
    ),
    right=["docker pull postgres:16", "docker image pull postgres:16"],
    wrong=[
        "docker pull postgres",
        "docker run postgres:16",
        "docker push postgres:16",
        "docker pull postgres 16",
    ],
)
plain(
    "compose-up",
    "bring my docker compose project up, detached",
    any_of(
        called("docker", "compose up", options={"--detach": None}, allow=["--build"]),
        called("docker-compose", "up", options={"-d": None}),
    ),
    right=["docker compose up -d", "docker-compose up -d", "docker compose up --detach"],
    wrong=[
        "docker compose up",
        "docker compose start",
        "docker compose run -d",
        "docker compose down",
        "docker up -d",
    ],
)
plain(
    "stats",
    "cpu and memory use of the running containers, once, not live",
    called(
        "docker",
        "stats | container stats",
        options={"--no-stream": None},
        allow=["--format", "--no-trunc"],
    ),
    right=["docker stats --no-stream", "docker container stats --no-stream"],
    wrong=["docker stats", "docker top web", "docker ps -s", "docker system df"],
)
conditions(
    "run-web",
    "run nginx detached as web2, container port 80 on 8080 of the host",
    called(
        "docker",
        "run | container run",
        ("nginx", "nginx:latest"),
        options={"--detach": None, "--name": "web2", "--publish": ("8080:80", "0.0.0.0:8080:80")},
        allow=["--restart"],
    ),
    right=[
        "docker run -d --name web2 -p 8080:80 nginx",
        "docker run --detach --publish 8080:80 --name=web2 nginx:latest",
    ],
    wrong=[
        "docker run -d --name web2 -p 80:8080 nginx",
        "docker run --name web2 -p 8080:80 nginx",
        "docker run -d -p 8080:80 nginx",
        "docker run -d --name web2 nginx -p 8080:80",
        "docker start web2",
    ],
)
conditions(
    "run-mount",
    "throwaway alpine container with a shell, the current directory mounted at /work",
    called(
        "docker",
        "run | container run",
        ("alpine", "alpine:latest"),
        ("sh", "/bin/sh", "ash"),
        options={
            "--rm": None,
            "--interactive": None,
            "--tty": None,
            "--volume": ("/home/sam/work:/work", ".:/work", "./:/work"),
        },
        allow=["--workdir"],
    ),
    right=[
        'docker run --rm -it -v "$PWD":/work alpine sh',
        "docker run -it --rm -v $(pwd):/work -w /work alpine sh",
        "docker run --rm -ti -v .:/work alpine /bin/sh",
    ],
    wrong=[
        "docker run -it -v $PWD:/work alpine sh",
        "docker run --rm -v $PWD:/work alpine sh",
        "docker run --rm -it -v /work:$PWD alpine sh",
        "docker run --rm -it alpine sh",
    ],
)
conditions(
    "env-file",
    "run the image shop:1.4 with the variables from .env and restart it unless stopped, in background",
    called(
        "docker",
        "run | container run",
        "shop:1.4",
        options={"--env-file": (".env", "./.env"), "--restart": "unless-stopped", "--detach": None},
        allow=["--name"],
    ),
    right=[
        "docker run -d --env-file .env --restart unless-stopped shop:1.4",
        "docker run --detach --restart=unless-stopped --env-file=.env shop:1.4",
    ],
    wrong=[
        "docker run -d --env .env --restart unless-stopped shop:1.4",
        "docker run -d --env-file .env --restart always shop:1.4",
        "docker run --env-file .env shop:1.4",
        "docker run -d shop:1.4 --env-file .env --restart unless-stopped",
    ],
)
conditions(
    "remove-exited",
    "clean out all the stopped containers",
    any_of(
        called("docker", "container prune", options={"--force": None}),
        called("docker", "container prune"),
        called("docker", "rm | container rm", {"dead0033", "dead0044"}, allow=["--volumes"]),
    ),
    right=[
        "docker container prune -f",
        "docker container prune",
        "docker rm $(docker ps -aq -f status=exited)",
        "docker ps -aqf status=exited | xargs docker rm",
    ],
    wrong=[
        "docker rm $(docker ps -aq)",
        "docker system prune -a",
        "docker rm -f $(docker ps -q)",
        "docker image prune",
        "docker ps -f status=exited",
    ],
)
conditions(
    "dangling",
    "delete dangling docker images only",
    any_of(
        called("docker", "image prune", allow=["--force"]),
        called("docker", "rmi | image rm", {"badbad01"}),
    ),
    right=[
        "docker image prune",
        "docker image prune -f",
        "docker rmi $(docker images -f dangling=true -q)",
    ],
    wrong=[
        "docker image prune -a",
        "docker rmi $(docker images -q)",
        "docker system prune",
        "docker images -f dangling=true",
    ],
)
conditions(
    "copy-out",
    "copy /etc/nginx/nginx.conf out of container web into this directory",
    called(
        "docker",
        "cp | container cp",
        "web:/etc/nginx/nginx.conf",
        (".", "./", "nginx.conf", "./nginx.conf", "/home/sam/work", "/home/sam/work/"),
    ),
    right=[
        "docker cp web:/etc/nginx/nginx.conf .",
        "docker container cp web:/etc/nginx/nginx.conf ./nginx.conf",
    ],
    wrong=[
        "docker cp . web:/etc/nginx/nginx.conf",
        "docker cp /etc/nginx/nginx.conf web:.",
        "docker exec web cat /etc/nginx/nginx.conf",
        "docker cp web/etc/nginx/nginx.conf .",
    ],
)
conditions(
    "names-only",
    "just the names of the running containers, one per line",
    lines(["web", "db"], ordered=False),
    right=[
        "docker ps --format '{{.Names}}'",
        "docker ps | awk 'NR>1 {print $NF}'",
        "docker container ls --format '{{.Names}}'",
    ],
    wrong=[
        "docker ps",
        "docker ps -q",
        "docker ps -a --format '{{.Names}}'",
        "docker ps --format '{{.Image}}'",
    ],
)
conditions(
    "compose-logs",
    "logs of the compose service db since 10 minutes ago",
    any_of(
        called(
            "docker",
            "compose logs",
            "db",
            options={"--since": ("10m", "10m0s", "600s")},
            allow=["--follow"],
        ),
    ),
    right=["docker compose logs --since 10m db", "docker compose logs db --since=10m"],
    wrong=[
        "docker compose logs db",
        "docker logs --since 10m db",
        "docker compose logs --since 10m",
        "docker compose logs --tail 10 db",
    ],
)
conditions(
    "compose-down-volumes",
    "shut the compose stack down and remove its volumes too",
    any_of(
        called("docker", "compose down", options={"--volumes": None}),
        called("docker-compose", "down", options={"-v": None}),
    ),
    right=["docker compose down -v", "docker compose down --volumes", "docker-compose down -v"],
    wrong=[
        "docker compose down",
        "docker compose stop",
        "docker compose rm -v",
        "docker volume prune",
        "docker compose -v down",
    ],
)
hard(
    "ip",
    "ip address of the container web",
    called(
        "docker",
        "inspect | container inspect",
        "web",
        options={"--format": re.compile(r".*\.IPAddress.*")},
    ),
    right=[
        "docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' web",
        "docker inspect --format '{{ .NetworkSettings.IPAddress }}' web",
    ],
    wrong=[
        "docker inspect web",
        "docker port web",
        "docker inspect -f '{{.Name}}' web",
        "docker ps -f name=web",
    ],
)
hard(
    "build-arg",
    "build for linux/arm64 without cache, passing VERSION=2 as build argument, tag shop:arm",
    called(
        "docker",
        "build | buildx build | image build",
        (".", "./"),
        options={
            "--platform": "linux/arm64",
            "--no-cache": None,
            "--build-arg": "VERSION=2",
            "--tag": "shop:arm",
        },
        allow=["--load"],
    ),
    right=[
        "docker build --platform linux/arm64 --no-cache --build-arg VERSION=2 -t shop:arm .",
        "docker buildx build --no-cache --platform=linux/arm64 --build-arg=VERSION=2 --tag=shop:arm .",
    ],
    wrong=[
        "docker build --platform arm64 -t shop:arm .",
        "docker build --platform linux/arm64 --build-arg VERSION=2 -t shop:arm .",
        "docker build --no-cache --arg VERSION=2 --platform linux/arm64 -t shop:arm .",
    ],
)
hard(
    "stop-all",
    "stop every running container",
    called("docker", "stop | container stop", {"c0ffee11", "c0ffee22"}),
    right=[
        "docker stop $(docker ps -q)",
        "docker ps -q | xargs docker stop",
        "docker container stop $(docker container ls -q)",
    ],
    wrong=[
        "docker stop $(docker ps -aq)",
        "docker stop",
        "docker stop all",
        "docker kill $(docker ps -q)",
    ],
)
