"""Which periods are scored, and which are means of those: months, or quarters without months.

Source: Decree 335/2025/NĐ-CP, Articles 3.4, 17.3.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from events.errors import RefusedError, WrongStreamError
from events.periods import PeriodKind
from service.evaluation import periods
from service.evaluation.periods import Period
from service.evaluation.results import Score, mean_score
from service.evaluation.rules import RuleSet
from service.evaluation.score_sheets import SheetState

SCORED: tuple[PeriodKind, ...] = ("month", "quarter")


@dataclass(eq=False)
class MeanPeriodError(RefusedError):
    """The period is the mean of shorter ones: those are scored."""

    kind: PeriodKind


def is_scored(period: Period, every: Iterable[Period]) -> bool:
    """Tell whether people are scored in a period: none that is scored lies within it."""
    return period.kind in SCORED and not _within(period, every)


def within(period: Period, every: Iterable[Period]) -> list[Period]:
    """List the scored periods of which another is the mean, the earliest first."""
    known = list(every)
    return [one for one in _within(period, known) if is_scored(one, known)]


def scored_period(connection: Connection, period_id: UUID) -> Period:
    """Give a period in which people are scored.

    Raises:
        WrongStreamError: there is none.
        MeanPeriodError: it is the mean of others.
    """
    every = periods.every(connection)
    found = next((one for one in every if one.period_id == period_id), None)
    if found is None:
        raise WrongStreamError(period_id)
    if not is_scored(found, every):
        raise MeanPeriodError(found.kind)
    return found


def mean(
    period: Period,
    every: Sequence[Period],
    sheets: Mapping[UUID, SheetState],
    rules: RuleSet,
) -> tuple[Score, int, int]:
    """Give a person's mean over a period, of how many scores, and how many periods there are.

    Args:
        period: a quarter, half-year or year.
        every: all periods.
        sheets: the person's sheets by period.
        rules: say whether signed or exact scores are averaged.
    """
    inside = within(period, every)
    found = [sheets[one.period_id].exact for one in inside if one.period_id in sheets]
    known = [score for score in found if score is not None]
    return mean_score(known, rules), len(known), len(inside)


def _within(period: Period, every: Iterable[Period]) -> list[Period]:
    inner = (
        one
        for one in every
        if one.kind in SCORED
        and one.period_id != period.period_id
        and period.start <= one.start
        and one.end <= period.end
    )
    return sorted(inner, key=lambda one: one.start)
