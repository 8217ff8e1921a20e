"""Tell which area of administrative reform a heading or a sentence is about."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from service.imports.characters import fold
from service.imports.reader.area_words import HEADINGS, SUBJECTS

AREAS = (
    "steering",
    "institutions",
    "procedures",
    "organisation",
    "civil_service",
    "public_finance",
    "digital_government",
    "investment_climate",
)
_BESIDE = 0.5
_PLAIN = 4.0  # the weight of one word that hardly belongs to another area
_SURE, _NAMED, _GUESSED = 0.9, 0.85, 0.7
_COMPILED = tuple(
    (area, weight, re.compile(rf"\b(?:{pattern})\b")) for area, weight, pattern in SUBJECTS
)
_FOR = re.compile(r"\b(?:cho|tại|do|để|nhằm|phục vụ)\b", re.IGNORECASE)
_NEAR, _VERB = 70, 15  # how far the subject of a sentence reaches; its verb at the least
_TITLES = tuple((area, re.compile(pattern)) for area, pattern in HEADINGS)


def heading_area(title: str) -> str | None:
    """Return the area a heading names, the first named one, or None."""
    return next(iter(heading_areas(title)), None)


def heading_areas(title: str) -> tuple[str, ...]:
    """Return every area a heading names, in printed order."""
    plain = fold(title)
    found = [
        (m.start(), n, area) for n, (area, p) in enumerate(_TITLES) if (m := p.search(plain))
    ]
    return tuple(area for _at, _n, area in sorted(found))


def plan_area(title: str) -> str:
    """Return the area of a plan about one area alone; reform as a whole is steering."""
    plain = fold(title)
    whole = re.search(r"cai cach hanh chinh|\bcchc\b", plain)
    return "steering" if whole else heading_area(title) or "steering"


@lru_cache(maxsize=256)  # a sentence is asked about several times in a row
def scores(text: str) -> Mapping[str, float]:
    """Weigh each area by the words of a text.

    Words near the beginning weigh double, up to where it says for whom, where or why.
    """
    plain = fold(text)
    behind = _FOR.search(text, _VERB, _NEAR)
    subject = behind.start() if behind else _NEAR
    total: dict[str, float] = {}
    for area, weight, pattern in _COMPILED:
        for found in pattern.finditer(plain):
            near = 2.0 if found.start() < subject else 1.0
            total[area] = total.get(area, 0.0) + weight * near
    return total


def sure_of(text: str) -> float:
    """Return how sure the words of a sentence name its area: 0.85 when one stands out."""
    ranked = sorted(scores(text).values(), reverse=True)
    stands_out = bool(ranked) and ranked[0] >= _PLAIN and ranked[0] >= 2 * sum(ranked[1:2])
    return _NAMED if stands_out else _GUESSED


def placed(
    text: str, headed: Sequence[str], otherwise: str, beside: str = ""
) -> tuple[str, float, bool]:
    """Return the area of a sentence, how sure it is, and whether its words alone told it.

    The area of its heading is sure; of several that a heading names, the one its words point
    to. Without a heading its words are weighed, those of the paragraph it stands in half as
    much, and where they point nowhere it is `otherwise`.
    """
    if headed:
        total = scores(text)
        best = max(headed, key=lambda area: (total.get(area, 0.0), area == otherwise))
        return best, _SURE, False
    own = subject_area(text, beside)
    return own or otherwise, sure_of(text) if own else _GUESSED, True


def subject_area(text: str, beside: str = "") -> str | None:
    """Return the area the words of a sentence, and of what is beside it, point to most."""
    total = dict(scores(text))
    for area, weight in scores(beside).items():
        total[area] = total.get(area, 0.0) + weight * _BESIDE
    return max(total, key=lambda a: (total[a], -AREAS.index(a))) if total else None


def other_areas(text: str, chosen: str) -> tuple[str, ...]:
    """Return further areas that a reader could defend for this sentence."""
    total = scores(text)
    best = max(total.values(), default=0.0)
    return tuple(a for a in AREAS if a != chosen and total.get(a, 0.0) >= max(4.0, best * 0.6))
