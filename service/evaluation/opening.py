"""Commands: open periods of evaluation, one or a year's; close one, reopen one."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal
from uuid import UUID

from events.periods import (
    EvaluationPeriod,
    NextPeriodOpenError,
    Opened,
    PeriodKind,
    PeriodsOverlapError,
)
from service.evaluation.periods import CLOSING, Period, every
from service.work import Work
from tenants.access import Permission
from tenants.calendar import ONE_DAY

MONTHS: Final[dict[PeriodKind, int]] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
SCORED_AFTER = timedelta(
    days=4
)  # days from the cut-off to the day by which scores are confirmed
YEAR_CUT_OFF = (12, 10)  # the year is graded before 15/12 (Decree 335/2025/NĐ-CP, Article 19)
GRACE_MOST = 31  # days after the end on which a product may still be handed in


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriod:
    """Open one period, beside those of other kinds."""

    kind: PeriodKind
    start: date
    end: date
    cut_off: date
    due: date

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            PeriodDaysError: its days do not follow one another.
            PeriodsOverlapError: another period of the kind has some of these days.
            NextPeriodOpenError: it would be cut off early, and what follows is open already.
        """
        work.actor.require(Permission.MANAGE_PERIODS)
        work.connection.execute(CLOSING)
        there = [one for one in every(work.connection) if one.kind == self.kind]
        if met := [one for one in there if one.start <= self.end and self.start <= one.end]:
            raise PeriodsOverlapError(met[0].start, met[0].end)
        after = [one for one in there if one.start == self.end + ONE_DAY]
        if self.cut_off < self.end and after:
            raise NextPeriodOpenError(after[0].start)
        _open(work, self, there)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenYear:
    """Open a year's periods that are not there yet: months or quarters, half-years, the year.

    `grace` is for how many days after its end (0 to 31) a period still takes products; the
    periods that end with the year are cut off on 10/12, since grades are due before 15/12.
    """

    year: int
    followed_by: Literal["month", "quarter"] = "month"
    grace: int = 0

    def decide(self, work: Work) -> None:
        """Record those that meet no other of their kind."""
        work.actor.require(Permission.MANAGE_PERIODS)
        work.connection.execute(CLOSING)
        there = every(work.connection)
        for wanted in _of_year(self):
            same = [one for one in there if one.kind == wanted.kind]
            if not any(one.start <= wanted.end and wanted.start <= one.end for one in same):
                there.append(_open(work, wanted, same))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePeriod:
    """Close a period (khóa kỳ) after its cut-off, and say why."""

    period_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record it, when nobody is confirming a score of it.

        Raises:
            PeriodClosedError: it is closed already.
            ClosedTooEarlyError: its cut-off day is not over.
            PeriodReasonError: nothing was said.
        """
        work.actor.require(Permission.MANAGE_PERIODS)
        work.connection.execute(CLOSING)
        period = work.load(EvaluationPeriod, self.period_id)
        period.close(self.reason.strip(), today=work.today)
        work.save(period)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenPeriod:
    """Open a closed period again, and say why."""

    period_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            PeriodNotClosedError: it is open.
            PeriodReasonError: nothing was said.
        """
        work.actor.require(Permission.MANAGE_PERIODS)
        period = work.load(EvaluationPeriod, self.period_id)
        period.reopen(self.reason.strip())
        work.save(period)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEvaluators:
    """Let some people look at every sheet of a period, beside those who score."""

    period_id: UUID
    people: tuple[UUID, ...]
    basis: str

    def decide(self, work: Work) -> None:
        """Record it, by whoever decides grades.

        Raises:
            PeriodReasonError: no paper is named.
        """
        work.actor.require(Permission.DECIDE_GRADES)
        period = work.load(EvaluationPeriod, self.period_id)
        period.name(self.people, self.basis.strip())
        work.save(period)


def is_of_calendar(kind: PeriodKind, start: date, end: date) -> bool:
    """Tell whether days are a month, quarter, half-year or year of the calendar."""
    first, months = start.month - 1, MONTHS[kind]
    if start.day != 1 or first % months:
        return False
    return end == _last_day(start.year, first + months)


def _open(work: Work, wanted: OpenPeriod, there: list[Period]) -> Period:
    """Begin a period; what is due after the early cut-off before it counts in it."""
    before = [one for one in there if one.end == wanted.start - ONE_DAY]
    cut_off = before[0].cut_off if before else wanted.start
    opened = Opened(
        kind=wanted.kind,
        start=wanted.start,
        end=wanted.end,
        cut_off=wanted.cut_off,
        due=wanted.due,
        counted_from=min(cut_off + ONE_DAY, wanted.start),
    )
    period = EvaluationPeriod(work.new_id(f"{wanted.kind} {wanted.start}"))
    period.open(opened)
    work.save(period)
    facts = {name: getattr(opened, name) for name in opened.__struct_fields__}
    return Period(period_id=period.id, **facts)


def _of_year(asked: OpenYear) -> Iterator[OpenPeriod]:
    grace = timedelta(days=min(max(asked.grace, 0), GRACE_MOST))
    kinds = [k for k, months in MONTHS.items() if months >= MONTHS[asked.followed_by]]
    for kind in kinds:
        for first in range(1, 13, MONTHS[kind]):
            yield _calendar_period(kind, asked.year, first, grace)


def _calendar_period(kind: PeriodKind, year: int, first: int, grace: timedelta) -> OpenPeriod:
    last = first + MONTHS[kind] - 1
    end = _last_day(year, last)
    cut_off = date(year, *YEAR_CUT_OFF) if last == YEAR_CUT_OFF[0] else end + grace
    return OpenPeriod(
        kind=kind,
        start=date(year, first, 1),
        end=end,
        cut_off=cut_off,
        due=cut_off + SCORED_AFTER,
    )


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
