"""Which indicators seem to be the same thing? By words without figures, by unit, by area."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from service.indicators.states import IndicatorState
from service.plans.likeness import alike, plain_words

LIKELY = 80.0  # percent
OTHER_AREA = 10.0  # taken off when the reform areas differ
FIGURES = re.compile(r"\d+(?:[.,]\d+)*\s*%?")
CUES = re.compile(
    r"\b(?:toi thieu|it nhat|tren|duoi|dat|tu|tro len|ty le|phan dau|den nam|nam|giai doan"
    r"|100 phan tram|phan tram|toi da|khong qua|hang nam)\b"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two indicators that may be one thing; likeness in percent."""

    one: IndicatorState
    other: IndicatorState
    score: float


def proposals(indicators: Sequence[IndicatorState]) -> list[Proposal]:
    """Propose the pairs that are likely one thing, the likeliest first, each one once.

    Of two that both belong to an entry already nothing is proposed, nor of two that a person
    has told apart, nor of the same phase of one plan.
    """
    words = {i.indicator_id: measured_words(i.content) for i in indicators}
    found = [
        Proposal(one, other, score)
        for one, other in combinations(indicators, 2)
        if _comparable(one, other)
        and (score := _score(one, other, words[one.indicator_id], words[other.indicator_id]))
        >= LIKELY
    ]
    return list(_each_once(sorted(found, key=lambda p: -p.score)))


def measured_words(text: str) -> str:
    """Give what an indicator measures: its words without the figure and its comparison."""
    return " ".join(CUES.sub(" ", plain_words(FIGURES.sub(" ", text))).split())


def unit_of(indicator: IndicatorState) -> str | None:
    """Give what an indicator is measured in; None for a quality."""
    return indicator.target.unit if indicator.target else None


def _comparable(one: IndicatorState, other: IndicatorState) -> bool:
    phases = {i.target.phase if i.target else None for i in (one, other)}
    return (
        unit_of(one) == unit_of(other)
        and not (one.entry_id and other.entry_id)
        and str(other.indicator_id) not in one.apart
        and str(one.indicator_id) not in other.apart
        and (one.plan_id != other.plan_id or len(phases) == 2)
    )


def _score(one: IndicatorState, other: IndicatorState, a: str, b: str) -> float:
    return alike(a, b) - (OTHER_AREA if one.area != other.area else 0)


def _each_once(ranked: Sequence[Proposal]) -> Iterator[Proposal]:
    """Keep the best proposal of each indicator that belongs nowhere yet."""
    taken = set[object]()
    for proposal in ranked:
        free = [i.indicator_id for i in (proposal.one, proposal.other) if not i.entry_id]
        if not taken.intersection(free):
            taken.update(free)
            yield proposal
