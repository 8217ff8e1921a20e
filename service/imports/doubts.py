"""What a person should look at closely before accepting a record, and why."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from events.plan_items import Item, ItemKind
from service.imports.drafts import Source
from service.imports.reading import Anomaly
from tenants.names import folded

SURE = 0.8  # below this the reader's rule is a guess
ALIKE = 88.0  # of 100: two records that say nearly the same
SHORTEST = 25  # characters; shorter texts are alike by chance
ABOUT_RECORDS = {
    "ocr_noise",
    "inconsistent_name",
    "inconsistent_citation",
    "stale_reference",
    "open_ended",
    "conditional_task",
    "impossible_period",
    "past_deadline",
    "late_deadline",
}
Why = Literal["unsure", "twin", "clash", "noticed"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a record needs a look.

    `unsure`: the rule is weak. `twin`: `other` says nearly the same; `clash`: with another
    figure. `noticed`: the reader noticed `kind` at `text` and may offer `suggest` instead.
    """

    why: Why
    other: int | None = None
    kind: str = ""
    text: str = ""
    suggest: str = ""


def doubts(
    items: Sequence[Item], source: Source, settled: Collection[str] = ()
) -> dict[int, list[Doubt]]:
    """Give the doubts about each record that has any; dropped records have none.

    Nothing is doubtful about printed words that were `settled`.
    """
    kept = [item for item in items if item.state != "dropped"]
    open_ones = [one for one in source.anomalies if one.text not in settled]
    found: dict[int, list[Doubt]] = {}
    for item_id, doubt in (*_unsure(kept), *_noticed(kept, open_ones), *_twins(kept)):
        found.setdefault(item_id, []).append(doubt)
    return found


def sure(items: Iterable[Item], doubtful: Iterable[int]) -> list[int]:
    """Give the records not looked at yet about which there is no doubt."""
    asked = set(doubtful)
    return [i.item_id for i in items if i.state == "proposed" and i.item_id not in asked]


def corrected(item: Item, about: Iterable[Doubt]) -> str:
    """Give the text of a record with what the reader offers instead of misread letters."""
    text = item.text
    for doubt in about:
        if doubt.suggest:
            text = text.replace(doubt.text, doubt.suggest)
    return text


def _unsure(items: Iterable[Item]) -> Iterator[tuple[int, Doubt]]:
    return ((item.item_id, Doubt("unsure")) for item in items if item.confidence < SURE)


def _noticed(
    items: Sequence[Item], anomalies: Iterable[Anomaly]
) -> Iterator[tuple[int, Doubt]]:
    for one in anomalies:
        if one.kind not in ABOUT_RECORDS:
            continue
        for item in items:
            if _covers(item, one) and one.text in item.text:
                doubt = Doubt("noticed", None, one.kind, one.text, one.suggest or "")
                yield item.item_id, doubt


def _covers(item: Item, one: Anomaly) -> bool:
    here, there = item.place, one.place
    return (
        here is not None
        and here.paragraph == there.paragraph
        and here.start <= there.start < here.end
    )


def _twins(items: Sequence[Item]) -> Iterator[tuple[int, Doubt]]:
    by_id = {item.item_id: item for item in items}
    for one, other in _alike(tuple((i.item_id, i.kind, i.text) for i in items)):
        figures = (by_id[one].target, by_id[other].target)
        why: Why = "clash" if figures[0] != figures[1] else "twin"
        yield one, Doubt(why, other)
        yield other, Doubt(why, one)


@lru_cache(maxsize=32)
def _alike(texts: tuple[tuple[int, ItemKind, str], ...]) -> list[tuple[int, int]]:
    plain = [
        (item_id, _group(kind, text), folded(text))
        for item_id, kind, text in texts
        if len(text) >= SHORTEST
    ]
    return [
        (one[0], other[0])
        for one, other in combinations(plain, 2)
        if one[1] == other[1] and fuzz.ratio(one[2], other[2], score_cutoff=ALIKE)
    ]


def _group(kind: ItemKind, text: str) -> tuple[str, ...]:
    """Name what two records must share: figures may clash, but "thôn 1" is not "thôn 2"."""
    return ("indicator",) if kind == "indicator" else tuple(re.findall(r"\d+", text))
