"""Tells copies of a request from requests that merely want the same thing.

Two wordings are near-duplicates when, slots and values aside, they consist of nearly the same
content words in nearly the same order. Short everyday requests are free: that "list hidden
files" occurs twice is a coincidence that language forces on people.

Invariant: symmetric in its two wordings, and blind to values: "the last 5 lines of a.txt" and
"the last 20 lines of notes.md" are the same wording.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

LEAST_WORDS = 4
"""Wordings with fewer content words, values aside, are never called copies."""
THRESHOLD = 0.85
"""Jaccard index of the content words from which on two wordings may be copies."""
ORDER_THRESHOLD = 0.75
"""Share of the shorter wording's words that must come in the same order in the other."""
MOST_EXPANSIONS = 64
"""Variants looked at of one phrasing with optional and alternative parts."""

FILLED_SLOTS = 3
"""Words of a wording that at most stand where a phrasing has a slot."""

VALUE = "\0"
"""Stands for a slot, a number, a path, a quoted text, a name of a file."""

_STOP = frozenset(
    """a an and any are as at be by can could do does for from get give has have how i in into is
    it its me my of on or please should show so some that the their them there these this those to
    up want was were what where which who will with would you your all each every""".split()
)
_VALUE = re.compile(
    r"""(?x)
    "[^"]*" | '[^']*' | `[^`]*`
    | [a-z]+://\S+ | \S*@\S+\.\S+ | ~?/?[\w.*-]+(?:/[\w.*-]*)+ | ~\S*
    | [\w*-]*\.[a-z*][\w*.-]* | \S*\*\S* | \S*\d\S* | \S+=\S+ | \S*_\S* | -{1,2}\w[\w-]*
    """
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two wordings that are too alike."""

    wording: str
    other: str
    score: float
    """Jaccard index of their content words."""


def tokens(wording: str) -> tuple[str, ...]:
    """Content words in order, stemmed, with VALUE for each slot or value."""
    text = re.sub(r"\{[^{}]*\}", f" {VALUE} ", wording.lower())
    found: list[str] = []
    for part in re.findall(rf"{_VALUE.pattern}|[a-z']+|{VALUE}", text, re.VERBOSE):
        word = part.strip(".,;:!?()'\"")
        if part == VALUE or _VALUE.fullmatch(part):
            found.append(VALUE)
        elif word and word not in _STOP:
            found.append(_stem(word))
    return tuple(found)


def _stem(word: str) -> str:
    """Enough to make plurals and verb forms equal; not a linguist's stem."""
    word = word.split("'")[0]
    for ending, rest in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + rest
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def likeness(
    one: Sequence[str],
    other: Sequence[str],
    *,
    threshold: float = THRESHOLD,
    least_words: int = LEAST_WORDS,
) -> float:
    """The Jaccard index of two token lists when they are copies, else 0."""
    if min(_wordiness(one), _wordiness(other)) < least_words:
        return 0.0
    first, second = _counted(one), _counted(other)
    common = len(first & second) + _filled(first - second, second - first)
    score = common / (len(first) + len(second) - common)
    if score < threshold:
        return 0.0
    shared = _common_order(one, other) / min(len(one), len(other))
    return score if shared >= ORDER_THRESHOLD else 0.0


def _filled(first: Set[tuple[str, int]], second: Set[tuple[str, int]]) -> int:
    """How many words left over on one side may be what fills a slot left over on the other."""
    slots = [sum(word == VALUE for word, _ in side) for side in (first, second)]
    words = [len(first) - slots[0], len(second) - slots[1]]
    return min(slots[0], words[1]) + min(slots[1], words[0])


def _wordiness(words: Sequence[str]) -> int:
    return sum(word != VALUE for word in words)


def _counted(words: Iterable[str]) -> set[tuple[str, int]]:
    """The multiset of words, as a set of (word, how many before)."""
    seen: dict[str, int] = defaultdict(int)
    found = set()
    for word in words:
        found.add((word, seen[word]))
        seen[word] += 1
    return found


def _common_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for word in one:
        previous = 0
        for column, candidate in enumerate(other, start=1):
            kept = row[column]
            row[column] = previous + 1 if word == candidate else max(row[column], row[column - 1])
            previous = kept
    return row[-1]


def expansions(phrasing: str) -> Iterator[str]:
    """The wordings that `[optional]` and `(a|b)` parts stand for; the longest come first."""
    yield from islice(_expand(phrasing), MOST_EXPANSIONS)


def _expand(phrasing: str) -> Iterator[str]:
    match = re.search(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)", phrasing)
    if match is None:
        yield " ".join(phrasing.split())
        return
    inside = match[1] if match[1] is not None else match[2]
    choices = inside.split("|")
    if match[1] is not None:
        choices.append("")
    for choice in choices:
        yield from _expand(phrasing[: match.start()] + choice + phrasing[match.end() :])


class Phrasings:
    """Known phrasings, to ask many wordings against. They may hold `{slot}`, `[..]`, `(a|b)`."""

    def __init__(
        self,
        phrasings: Iterable[str],
        *,
        threshold: float = THRESHOLD,
        least_words: int = LEAST_WORDS,
    ) -> None:
        self._threshold, self._least_words = threshold, least_words
        self._index: dict[str, list[int]] = defaultdict(list)
        self._known: list[tuple[str, tuple[str, ...]]] = []
        seen: set[tuple[str, ...]] = set()
        for phrasing in phrasings:
            for text in expansions(phrasing):
                words = tokens(text)
                if _wordiness(words) < least_words or words in seen:
                    continue
                seen.add(words)
                for word in set(words) - {VALUE}:
                    self._index[word].append(len(self._known))
                self._known.append((phrasing, words))

    def nearest(self, wording: str) -> Likeness | None:
        """The phrasing that the wording is a near-duplicate of, the most alike one."""
        words = tokens(wording)
        best: Likeness | None = None
        for position in self._candidates(words):
            phrasing, known = self._known[position]
            score = likeness(words, known, threshold=self._threshold, least_words=self._least_words)
            if score > (best.score if best else 0.0):
                best = Likeness(wording, phrasing, score)
        return best

    def _candidates(self, words: Sequence[str]) -> set[int]:
        """Those with at least one of the rarer words, since a copy can hardly lack them all."""
        rarest = sorted(
            set(words) - {VALUE}, key=lambda word: (len(self._index.get(word, ())), word)
        )
        lacking = int(len(words) * (1 - self._threshold)) + FILLED_SLOTS
        return {
            position for word in rarest[: lacking + 1] for position in self._index.get(word, ())
        }


def near_duplicates(
    wordings: Iterable[str],
    phrasings: Iterable[str],
    *,
    threshold: float = THRESHOLD,
    least_words: int = LEAST_WORDS,
) -> list[Likeness]:
    """Each wording that is too like a phrasing, with the phrasing that it is most like."""
    known = Phrasings(phrasings, threshold=threshold, least_words=least_words)
    found = [known.nearest(wording) for wording in wordings]
    return [one for one in found if one is not None]


def recipe_phrasings(folder: Path) -> list[str]:
    """The values of every `say` key in the TOML files of a folder, wherever it stands."""
    return [
        phrasing
        for path in sorted(folder.rglob("*.toml"))
        for phrasing in _say(tomllib.loads(path.read_text(encoding="utf-8")))
    ]


def _say(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "say":
                values = value if isinstance(value, list) else [value]
                yield from (one for one in values if isinstance(one, str))
            else:
                yield from _say(value)
    elif isinstance(node, list):
        for value in node:
            yield from _say(value)
