"""Which records of two plans say the same? Proposed by likeness; a person decides."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tenants.names import folded

ALIKE = 72.0  # percent; below this two sentences are not proposed as one
CANDIDATES = 5


class Pair(NamedTuple):
    """Two texts that are alike, by their places in two lists; likeness in percent."""

    score: float
    old: int
    new: int


def plain_words(text: str) -> str:
    """Bring a sentence to the form that is compared: no marks, no punctuation, one space."""
    return " ".join(re.findall(r"\w+", folded(text)))


def alike(one: str, other: str) -> float:
    """Tell how alike two plain sentences are, 0 to 100, whatever the order of their words."""
    return fuzz.token_sort_ratio(one, other)


def pairs(old: Sequence[str], new: Sequence[str], least: float = ALIKE) -> list[Pair]:
    """Pair the sentences of two lists one to one, the most alike first."""
    known = [plain_words(text) for text in old]
    found = [
        Pair(score, at, number)
        for number, text in enumerate(new)
        for _, score, at in process.extract(
            plain_words(text),
            known,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=least,
            limit=CANDIDATES,
        )
    ]
    return _one_to_one(sorted(found, key=lambda pair: (-pair.score, pair.old, pair.new)))


def _one_to_one(ranked: Sequence[Pair]) -> list[Pair]:
    olds, news, kept = set[int](), set[int](), list[Pair]()
    for pair in ranked:
        if pair.old not in olds and pair.new not in news:
            kept.append(pair)
            olds.add(pair.old)
            news.add(pair.new)
    return kept
