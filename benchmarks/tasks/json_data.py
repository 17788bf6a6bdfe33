"""JSON on the command line."""

from __future__ import annotations

import json

from benchmarks.harness.checks import any_of, changes, json_value, lines, number, says, text
from benchmarks.harness.plan import json_file
from benchmarks.harness.tasks import Family

FAMILY = Family("json_data", fixture="tables")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

plain(
    "pretty",
    "order.json is one long mess, pretty print it",
    says(
        r"^ {2,}\"customer\": \{$", r"^ +\"email\": \"ann@example\.org\"$", r"^ +\"paid\": false,?$"
    ),
    right=[
        "jq . order.json",
        "python3 -m json.tool order.json",
        "cat order.json | jq",
        "jq --indent 4 . order.json",
    ],
    wrong=["cat order.json", "jq -c . order.json", "jq .customer order.json", "jq keys order.json"],
)
plain(
    "field",
    "get the customer's name out of order.json without quotes",
    text("Ann Lee"),
    right=[
        "jq -r .customer.name order.json",
        "jq -r '.customer.name' < order.json",
        'python3 -c \'import json; print(json.load(open("order.json"))["customer"]["name"])\'',
    ],
    wrong=[
        "jq .customer.name order.json",
        "jq -r .name order.json",
        "jq -r .customer order.json",
        "grep name order.json",
    ],
)
plain(
    "names",
    "names of all servers in servers.json, one per line",
    any_of(
        lines(["web-1", "web-2", "db-1", "cache-1", "db-2"]),
        lines(['"web-1"', '"web-2"', '"db-1"', '"cache-1"', '"db-2"']),
    ),
    right=[
        "jq -r '.[].name' servers.json",
        "jq '.[].name' servers.json",
        "jq -r '.[] | .name' servers.json",
        "jq -r 'map(.name)[]' servers.json",
    ],
    wrong=[
        "jq .name servers.json",
        "jq '.[0].name' servers.json",
        "grep name servers.json",
        "jq -c 'map(.name)' servers.json",
    ],
)
plain(
    "length",
    "how many servers are in servers.json?",
    number(5),
    right=[
        "jq length servers.json",
        "jq '. | length' servers.json",
        "jq -r '.[].name' servers.json | wc -l",
    ],
    wrong=[
        "wc -l servers.json",
        "jq '.[0] | length' servers.json | sed s/5/6/",
        "jq keys servers.json",
        "jq '.[] | length' servers.json",
    ],
)
plain(
    "keys",
    "top level keys of order.json",
    says(r"customer", r"\bid\b", r"items", r"paid", never=[r"email", r"sku", r"Ann"]),
    right=[
        "jq keys order.json",
        "jq -r 'keys[]' order.json",
        "jq 'keys_unsorted' order.json",
        "jq -r 'to_entries[].key' order.json",
    ],
    wrong=[
        "jq . order.json",
        "jq '.[]' order.json",
        "jq '.customer | keys' order.json",
        "jq -r 'paths | join(\".\")' order.json",
    ],
)
plain(
    "minify",
    "write order.json without any whitespace between tokens to order.min.json",
    changes(
        lambda p: p.write(
            "order.min.json", json_file(json.loads(p.before["order.json"].text), compact=True)
        )
    ),
    right=[
        "jq -c . order.json > order.min.json",
        'python3 -c \'import json; print(json.dumps(json.load(open("order.json")), separators=(",", ":")))\' > order.min.json',
    ],
    wrong=[
        "jq . order.json > order.min.json",
        "jq -c . order.json",
        "jq -c . order.json > order.json",
        "tr -d '\\n' < order.json > order.min.json",
    ],
)
conditions(
    "filter",
    "names of the servers that are up and in region eu (servers.json)",
    any_of(lines(["web-1", "db-1"]), lines(['"web-1"', '"db-1"'])),
    right=[
        "jq -r '.[] | select(.up and .region == \"eu\") | .name' servers.json",
        "jq -r 'map(select(.region==\"eu\" and .up==true))[].name' servers.json",
    ],
    wrong=[
        "jq -r '.[] | select(.up) | .name' servers.json",
        "jq -r '.[] | select(.region == eu) | .name' servers.json",
        "jq -r '.[] | select(.up or .region == \"eu\") | .name' servers.json",
        "jq '.[] | select(.up and .region == \"eu\")' servers.json",
    ],
)
conditions(
    "sum",
    "total price of the order in order.json (quantity times price of each item, summed)",
    number(55),
    right=[
        "jq '[.items[] | .qty * .price] | add' order.json",
        "jq 'reduce .items[] as $i (0; . + $i.qty * $i.price)' order.json",
    ],
    wrong=[
        "jq '[.items[].price] | add' order.json",
        "jq '.items[] | .qty * .price' order.json",
        "jq '.items | length' order.json",
    ],
)
conditions(
    "csv",
    "turn servers.json into csv lines with name, region and cpu",
    any_of(
        lines(
            lambda t: [
                f'"{s["name"]}","{s["region"]}",{s["cpu"]}'
                for s in json.loads(t["servers.json"].text)
            ]
        ),
        lines(
            lambda t: [
                f"{s['name']},{s['region']},{s['cpu']}" for s in json.loads(t["servers.json"].text)
            ]
        ),
    ),
    right=[
        "jq -r '.[] | [.name, .region, .cpu] | @csv' servers.json",
        "jq -r '.[] | \"\\(.name),\\(.region),\\(.cpu)\"' servers.json",
    ],
    wrong=[
        "jq '.[] | [.name, .region, .cpu]' servers.json",
        "jq -r '.[] | [.name, .region] | @csv' servers.json",
        "jq -r '.[] | [.name, .region, .cpu] | @tsv' servers.json",
    ],
)
conditions(
    "sort-by",
    "servers.json sorted by cpu descending, output name and cpu per line",
    says(r"\A\W*db-[12]\W+16\W+db-[12]\W+16\W+web-[12]\W+4\W+web-[12]\W+4\W+cache-1\W+2\W*\Z"),
    right=[
        "jq -r 'sort_by(-.cpu)[] | \"\\(.name) \\(.cpu)\"' servers.json",
        "jq -r 'sort_by(.cpu) | reverse | .[] | [.name, .cpu] | @tsv' servers.json",
        "jq -r '.[] | \"\\(.name) \\(.cpu)\"' servers.json | sort -k2 -nr",
    ],
    wrong=[
        "jq -r 'sort_by(.cpu)[] | \"\\(.name) \\(.cpu)\"' servers.json",
        "jq 'sort_by(-.cpu)' servers.json",
        "jq -r 'sort_by(.name)[] | \"\\(.name) \\(.cpu)\"' servers.json",
    ],
)
conditions(
    "jsonl",
    "which users had error level events in events.jsonl? print each once",
    any_of(lines(["ann", "ben"], ordered=False), lines(['"ann"', '"ben"'], ordered=False)),
    right=[
        "jq -r 'select(.level == \"error\") | .user' events.jsonl | sort -u",
        "jq -rs 'map(select(.level==\"error\").user) | unique[]' events.jsonl",
        "grep '\"error\"' events.jsonl | jq -r .user | sort | uniq",
    ],
    wrong=[
        "jq -r .user events.jsonl | sort -u",
        "jq -r '.[] | select(.level == \"error\") | .user' events.jsonl",
        "jq -r 'select(.level == \"warn\") | .user' events.jsonl | sort -u",
        "grep error events.jsonl",
    ],
)
conditions(
    "edit",
    "set paid to true in order.json, saving the file",
    changes(
        lambda p: p.write(
            "order.json", json_file({**json.loads(p.before["order.json"].text), "paid": True})
        )
    ),
    right=[
        "jq '.paid = true' order.json > /tmp/o && mv /tmp/o order.json",
        'sed -i \'s/"paid": false/"paid": true/\' order.json',
        "t=$(jq '.paid=true' order.json) && echo \"$t\" > order.json",
    ],
    wrong=[
        "jq '.paid = true' order.json",
        "jq '.paid = \"true\"' order.json > /tmp/o && mv /tmp/o order.json",
        "jq .paid=true order.json > order.json",
        "jq '.paid = true' order.json > new.json",
    ],
)
conditions(
    "tag",
    "servers tagged prod in servers.json, names only",
    any_of(lines(["web-1", "db-1"]), lines(['"web-1"', '"db-1"'])),
    right=[
        "jq -r '.[] | select(.tags | index(\"prod\")) | .name' servers.json",
        "jq -r '.[] | select(any(.tags[]; . == \"prod\")).name' servers.json",
        "jq -r '.[] | select(.tags | contains([\"prod\"])) | .name' servers.json",
    ],
    wrong=[
        "jq -r '.[] | select(.tags == \"prod\") | .name' servers.json",
        "jq -r '.[] | select(.tags[0] == \"prod\") | .name' servers.json",
        "grep prod servers.json",
    ],
)
hard(
    "group",
    "sum of cpu per region from servers.json as one json object",
    json_value({"ap": 2, "eu": 20, "us": 20}),
    right=[
        "jq 'group_by(.region) | map({(.[0].region): map(.cpu) | add}) | add' servers.json",
        "jq 'reduce .[] as $s ({}; .[$s.region] += $s.cpu)' servers.json",
    ],
    wrong=[
        "jq 'group_by(.region)' servers.json",
        "jq 'map({(.region): .cpu}) | add' servers.json",
        "jq '[.[].cpu] | add' servers.json",
    ],
)
hard(
    "slowest",
    "the slowest event in events.jsonl (largest ms): print its time and user",
    says(r"\A\W*09:09\W+ann\W*\Z"),
    right=[
        "jq -rs 'max_by(.ms) | \"\\(.time) \\(.user)\"' events.jsonl",
        "jq -r '[.ms, .time, .user] | @tsv' events.jsonl | sort -n | tail -1 | cut -f2,3",
    ],
    wrong=[
        "jq -s 'max_by(.ms)' events.jsonl",
        "jq -rs 'min_by(.ms) | \"\\(.time) \\(.user)\"' events.jsonl",
        "jq -r '\"\\(.time) \\(.user)\"' events.jsonl",
    ],
)
hard(
    "from-csv",
    "convert people.csv to a json array of objects with the keys name and city only",
    json_value(
        [
            {"name": name, "city": city}
            for name, city in (
                ("Ann Lee", "Oslo"),
                ("Ben Ode", "Rome"),
                ("Cleo Park", "Oslo"),
                ("Dan Fox", "Paris"),
                ("Eve Stone", "Rome"),
                ("Finn Ray", "Paris"),
                ("Gia Rossi", "Rome"),
                ("Hal Moon", "Oslo"),
                ("Ivy Chen", "Lima"),
                ("Jon Bell", "Lima"),
            )
        ]
    ),
    right=[
        "jq -Rn '[inputs | split(\",\") | {name: .[1], city: .[3]}] | .[1:]' people.csv",
        "tail -n +2 people.csv | jq -R 'split(\",\") | {name: .[1], city: .[3]}' | jq -s .",
        'python3 -c \'import csv, json; print(json.dumps([{"name": r["name"], "city": r["city"]} for r in csv.DictReader(open("people.csv"))]))\'',
    ],
    wrong=[
        "jq -R . people.csv",
        "jq -Rn '[inputs | split(\",\") | {name: .[1], city: .[3]}]' people.csv",
        "jq -Rn '[inputs | split(\",\")] | .[1:]' people.csv",
    ],
)
