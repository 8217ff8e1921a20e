"""Tell when two sentences of one plan are the same task, told short once and long once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.imports.characters import fold

_SHORT = (
    (r"\bcchc\b", "cai cach hanh chinh"),
    (r"\btthc\b", "thu tuc hanh chinh"),
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bcbccvc\b", "can bo cong chuc vien chuc"),
    (r"\bvb?qppl\b", "quy pham phap luat"),
    (r"\bdvctt\b", "dich vu cong truc tuyen"),
    (r"\bcntt\b", "cong nghe thong tin"),
    (r"\bcds\b", "chuyen doi so"),
)
_SAME, _WITHIN, _ENOUGH, _SHARED = 0.75, 0.85, 6, 0.5
_FEWEST, _TRIED = 4, 12


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a sentence without marks, abbreviations written out."""
    plain = fold(text)
    for short, long in _SHORT:
        plain = re.sub(short, long, plain)
    return tuple(re.findall(r"\w+", plain))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return 0 to 1: shared words, or how much of the shorter stands in the longer in order."""
    a, b = set(one), set(other)
    if not a or not b:
        return 0.0
    same = len(a & b) / len(a | b)
    small, large = sorted((one, other), key=len)
    steps = set(pairwise(small))
    held = len(steps & set(pairwise(large))) / max(1, len(steps))
    return max(same, held * 0.95 if len(small) >= _ENOUGH and held >= _WITHIN else 0.0)


def pairs(kept: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Say which of the kept sentences each new one repeats: best first, one to one."""
    olds, news = [words_of(t) for t in kept], [words_of(t) for t in new]
    ranked = sorted(_scored(olds, news), reverse=True)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _score, old, late in ranked:
        if -late not in found and -old not in taken:
            found[-late] = -old
            taken.add(-old)
    return found


def _scored(
    olds: Sequence[tuple[str, ...]], news: Sequence[tuple[str, ...]]
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that are alike; only those are compared that share their rarer words."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(olds):
        for word in set(words):
            at[word].append(index)
    for late, words in enumerate(news):
        known = sorted(set(words), key=lambda word: len(at.get(word, ())))
        rare = known[: max(_FEWEST, len(known) // 2)]
        shared = Counter(old for word in rare for old in at.get(word, ()))
        for old, count in shared.most_common(_TRIED):
            if count >= len(rare) * _SHARED:
                score = likeness(olds[old], words)
                if score >= _SAME:
                    yield score, -old, -late
