"""How many of tldr's example commands are called dangerous, and which.

    python benchmarks/risk/tldr.py PAGES [--rules] [--limit N]

PAGES is a folder of tldr pages (`pages/common/*.md` …) or an archive of one.
Placeholders are filled with what stands in them; of alternatives the last is
taken. The bar is 1.0 % of all commands.
"""

from __future__ import annotations

import argparse
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from gorilla_cli.domain import Context, Severity
from gorilla_cli.verify import verify

BAR = 0.01
_COMMAND = re.compile(r"`([^`]+)`\s*")
_OPTION = re.compile(r"\{\{\[([^{}|]*)\|([^{}\]]*)\]\}\}")
_SLOT = re.compile(r"\{\{(.*?)\}\}")


def pages(source: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every page."""
    if source.is_dir():
        for path in sorted(source.rglob("*.md")):
            yield path.stem, path.read_text(encoding="utf-8")
        return
    with tarfile.open(source) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".md") else None
            if file:
                yield Path(member.name).stem, file.read().decode("utf-8")


def commands(text: str) -> Iterator[str]:
    """The example commands of one page, placeholders filled."""
    for line in text.splitlines():
        match = _COMMAND.fullmatch(line)
        if match:
            filled = _OPTION.sub(lambda option: option[2], match[1])
            yield _SLOT.sub(lambda slot: slot[1].replace("|", " ").strip(), filled)


def main() -> int:
    """Print every dangerous command and the share; 1 when the bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rules", action="store_true", help="count by rule instead of listing")
    parser.add_argument("--limit", type=int, default=0, help="look at the first N commands only")
    options = parser.parse_args()
    context = Context(os="linux", shell="bash", cwd="/home/me/work", home="/home/me", user="me")
    total = dangerous = broken = 0
    rules: Counter[str] = Counter()
    for name, text in pages(options.pages):
        if name.lower() in ("license", "readme"):
            continue
        for command in commands(text):
            if options.limit and total >= options.limit:
                break
            total += 1
            verdict = verify(command, context)
            broken += not verdict.parses
            if verdict.risk < Severity.DANGER:
                continue
            dangerous += 1
            found = [finding for finding in verdict.findings if finding.severity is Severity.DANGER]
            rules.update(finding.rule for finding in found)
            if not options.rules:
                print(f"{command}\n    {found[0].rule}: {found[0].message}")
    for rule, count in rules.most_common():
        print(f"{count:5} {rule}")
    share = dangerous / total if total else 0.0
    print(f"danger: {dangerous} of {total} commands, {share:.2%} (bar {BAR:.1%})")
    print(f"not well-formed: {broken}")
    return int(share > BAR)


if __name__ == "__main__":
    raise SystemExit(main())
