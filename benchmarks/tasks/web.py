"""Talking to a web server, and seeing who listens."""

from __future__ import annotations

import json

from benchmarks.harness.checks import (
    any_of,
    changes,
    probe,
    says,
    text,
)
from benchmarks.harness.evidence import Check
from benchmarks.harness.tasks import Family

FAMILY = Family("web", fixture="web")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard


def asked(method: str, path: str, body: object = None, **headers: str) -> Check:
    """The server has got such a request; a body that is no text is compared as JSON."""

    def look(found: str) -> str | None:
        for line in found.splitlines():
            request = json.loads(line)
            if (request["method"], request["path"]) != (method, path):
                continue
            if any(
                value not in request["headers"].get(name, "") for name, value in headers.items()
            ):
                continue
            if body is None or request["body"] == body:
                return None
            if not isinstance(body, str):
                try:
                    if json.loads(request["body"]) == body:
                        return None
                except ValueError:
                    pass
        return f"no such request: {found[:200]}"

    return probe("cat /run/requests", look)


plain(
    "get",
    "fetch http://localhost:8000/hello and print it",
    text("hello from the orchard"),
    right=[
        "curl http://localhost:8000/hello",
        "curl -s localhost:8000/hello",
        "wget -qO- http://localhost:8000/hello",
    ],
    wrong=[
        "wget http://localhost:8000/hello",
        "curl -I http://localhost:8000/hello",
        "curl -O http://localhost:8000/hello",
        "ping -c1 localhost",
    ],
)
plain(
    "download",
    "download http://localhost:8000/data.csv into the current directory",
    changes(lambda p: p.write("data.csv", "a,b\n1,2\n3,4\n")),
    right=[
        "wget http://localhost:8000/data.csv",
        "curl -O http://localhost:8000/data.csv",
        "curl -o data.csv http://localhost:8000/data.csv",
        "curl -s http://localhost:8000/data.csv > data.csv",
    ],
    wrong=[
        "curl http://localhost:8000/data.csv",
        "wget -O- http://localhost:8000/data.csv",
        "wget --spider http://localhost:8000/data.csv",
        "curl -o http://localhost:8000/data.csv",
    ],
)
plain(
    "download-as",
    "save http://localhost:8000/files/report.txt as incoming/march.txt",
    changes(lambda p: p.write("incoming/march.txt", "report\n")),
    right=[
        "curl -o incoming/march.txt http://localhost:8000/files/report.txt",
        "wget -O incoming/march.txt http://localhost:8000/files/report.txt",
        "curl -s localhost:8000/files/report.txt > incoming/march.txt",
    ],
    wrong=[
        "curl -O incoming/march.txt http://localhost:8000/files/report.txt",
        "wget -P incoming http://localhost:8000/files/report.txt",
        "wget -o incoming/march.txt http://localhost:8000/files/report.txt",
        "curl -o march.txt http://localhost:8000/files/report.txt",
    ],
)
plain(
    "headers",
    "show only the response headers of http://localhost:8000/hello",
    says(r"^X-Orchard: ripe", r"200", never=[r"hello from"]),
    right=[
        "curl -I http://localhost:8000/hello",
        "curl -sI localhost:8000/hello",
        "curl -s -D - -o /dev/null http://localhost:8000/hello",
        "curl --head http://localhost:8000/hello",
    ],
    wrong=[
        "curl -i http://localhost:8000/hello",
        "curl http://localhost:8000/hello",
        "curl -H http://localhost:8000/hello",
        "curl -o /dev/null http://localhost:8000/hello",
    ],
)
plain(
    "status",
    "print just the http status code of http://localhost:8000/missing",
    text("404"),
    right=[
        "curl -s -o /dev/null -w '%{http_code}\\n' http://localhost:8000/missing",
        "curl -so /dev/null -w '%{http_code}' localhost:8000/missing",
        "curl -sI localhost:8000/missing -o /dev/null -w '%{response_code}'",
    ],
    wrong=[
        "curl -s http://localhost:8000/missing",
        "curl -I http://localhost:8000/missing",
        "curl -w '%{http_code}' http://localhost:8000/missing",
        "curl -f http://localhost:8000/missing",
    ],
)
plain(
    "redirect",
    "get http://localhost:8000/old following redirects",
    text("hello from the orchard"),
    right=[
        "curl -L http://localhost:8000/old",
        "curl -sL localhost:8000/old",
        "wget -qO- http://localhost:8000/old",
        "curl --location http://localhost:8000/old",
    ],
    wrong=[
        "curl http://localhost:8000/old",
        "curl -I http://localhost:8000/old",
        "curl -l http://localhost:8000/old",
        "curl --max-redirs 5 http://localhost:8000/old",
    ],
)
plain(
    "post-json",
    "send payload.json as a POST to http://localhost:8000/orders with the json content type",
    asked("POST", "/orders", {"name": "sam", "apples": 3}, **{"content-type": "application/json"}),
    right=[
        "curl -X POST -H 'Content-Type: application/json' -d @payload.json http://localhost:8000/orders",
        "curl --json @payload.json http://localhost:8000/orders",
        "curl -s http://localhost:8000/orders -H 'Content-Type: application/json' --data-binary @payload.json",
        "wget -qO- --header='Content-Type: application/json' --post-file=payload.json http://localhost:8000/orders",
    ],
    wrong=[
        "curl -X POST -d @payload.json http://localhost:8000/orders",
        "curl -H 'Content-Type: application/json' -d payload.json http://localhost:8000/orders",
        "curl -T payload.json http://localhost:8000/orders",
        "curl -X POST http://localhost:8000/orders",
    ],
)
plain(
    "listen",
    "which tcp ports are being listened on",
    says(r":8000\b", r":9090\b"),
    right=["ss -ltn", "ss -tlnp", "netstat -tln", "lsof -nP -iTCP -sTCP:LISTEN", "ss -tunlp"],
    wrong=["ss -t", "ss -ltn sport = :8000", "netstat -i", "curl localhost:8000"],
)
conditions(
    "who-listens",
    "what process is listening on port 9090",
    says(r"python3", r"9090", never=[r"No such"]),
    right=[
        "ss -ltnp 'sport = :9090'",
        "lsof -i :9090",
        "ss -ltnp | grep :9090",
        "netstat -tlnp | grep 9090",
        "lsof -iTCP:9090 -sTCP:LISTEN -nP",
    ],
    wrong=[
        "ss -ltn | grep 9090",
        "ps aux",
        "netstat -tln",
        "fuser 8000/tcp",
        "curl localhost:9090 -m 1",
    ],
)
conditions(
    "basic-auth",
    "read http://localhost:8000/private with user sam and password pear",
    text("welcome"),
    right=[
        "curl -u sam:pear http://localhost:8000/private",
        "curl -s --user sam:pear localhost:8000/private",
        "wget -qO- --user=sam --password=pear --auth-no-challenge http://localhost:8000/private",
        "curl http://sam:pear@localhost:8000/private",
    ],
    wrong=[
        "curl http://localhost:8000/private",
        "curl -u sam http://localhost:8000/private",
        "curl -H 'Authorization: sam:pear' http://localhost:8000/private",
        "curl -d user=sam -d password=pear http://localhost:8000/private",
    ],
)
conditions(
    "query",
    "GET http://localhost:8000/hello with the query parameters q = red apple (url-encoded) and page = 2",
    any_of(asked("GET", "/hello?q=red%20apple&page=2"), asked("GET", "/hello?q=red+apple&page=2")),
    right=[
        "curl -G http://localhost:8000/hello --data-urlencode 'q=red apple' -d page=2",
        "curl 'http://localhost:8000/hello?q=red%20apple&page=2'",
    ],
    wrong=[
        "curl 'http://localhost:8000/hello?q=red apple&page=2'",
        "curl http://localhost:8000/hello?q=red%20apple&page=2",
        "curl http://localhost:8000/hello --data-urlencode 'q=red apple' -d page=2",
    ],
)
conditions(
    "put-header",
    "PUT the text ripe to http://localhost:8000/state with a header X-Token: t0k",
    asked("PUT", "/state", "ripe", **{"x-token": "t0k"}),
    right=[
        "curl -X PUT -H 'X-Token: t0k' -d ripe http://localhost:8000/state",
        "curl --request PUT --header 'X-Token: t0k' --data ripe http://localhost:8000/state",
        "printf ripe | curl -T - -H 'X-Token: t0k' http://localhost:8000/state -H 'Transfer-Encoding:' -H 'Content-Length: 4'",
    ],
    wrong=[
        "curl -X POST -H 'X-Token: t0k' -d ripe http://localhost:8000/state",
        "curl -X PUT -d ripe http://localhost:8000/state",
        "curl -X PUT -H 'X-Token: t0k' http://localhost:8000/state",
        "curl -X PUT -H 'X-Token=t0k' -d ripe http://localhost:8000/state",
    ],
)
conditions(
    "all-urls",
    "download every url listed in urls.txt into the incoming folder",
    changes(
        lambda p: [
            p.write("incoming/hello", "hello from the orchard\n"),
            p.write("incoming/data.csv", "a,b\n1,2\n3,4\n"),
        ]
    ),
    right=[
        "wget -i urls.txt -P incoming",
        "cd incoming && xargs -n1 curl -sO < ../urls.txt",
        'while read -r u; do curl -s -o "incoming/$(basename "$u")" "$u"; done < urls.txt',
        "wget -P incoming -i urls.txt -q",
    ],
    wrong=[
        "wget -i urls.txt",
        "curl -O urls.txt",
        "wget urls.txt -P incoming",
        "xargs curl -s < urls.txt",
    ],
)
hard(
    "json-field",
    "get the uptime field from the json at http://localhost:8000/status",
    text("77"),
    right=[
        "curl -s http://localhost:8000/status | jq .uptime",
        "wget -qO- http://localhost:8000/status | jq -r .uptime",
        "curl -s localhost:8000/status | python3 -c 'import json,sys; print(json.load(sys.stdin)[\"uptime\"])'",
    ],
    wrong=[
        "curl -s http://localhost:8000/status",
        "curl -s http://localhost:8000/status | jq uptime",
        "curl -sI http://localhost:8000/status | jq .uptime",
        "curl -s http://localhost:8000/status | jq .parts",
    ],
)
hard(
    "time-total",
    "how many seconds does a request to http://localhost:8000/hello take in total, print only that number",
    says(r"\A0\.\d+\s*\Z"),
    right=[
        "curl -s -o /dev/null -w '%{time_total}\\n' http://localhost:8000/hello",
        "curl -so /dev/null -w '%{time_total}' localhost:8000/hello",
    ],
    wrong=[
        "time curl -s http://localhost:8000/hello",
        "curl -w '%{time_total}' http://localhost:8000/hello",
        "curl -s -o /dev/null -w '%{http_code}' http://localhost:8000/hello",
    ],
)
hard(
    "check-list",
    "for each url in urls.txt print the status code and the url",
    says(
        r"200 http://localhost:8000/hello",
        r"200 http://localhost:8000/data\.csv",
        never=[r"a,b", r"hello from"],
    ),
    right=[
        'while read -r u; do curl -s -o /dev/null -w "%{http_code} $u\\n" "$u"; done < urls.txt',
        "xargs -n1 curl -s -o /dev/null -w '%{http_code} %{url_effective}\\n' < urls.txt",
    ],
    wrong=[
        "xargs curl -s -w '%{http_code}' < urls.txt",
        "wget --spider -i urls.txt",
        "cat urls.txt",
        "curl -I $(cat urls.txt)",
    ],
)
