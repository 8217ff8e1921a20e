"""Periods are data: opened once, closed with a reason after the cut-off, reopened with one."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid5

import pytest

from events.errors import RefusedError
from events.periods import (
    ClosedTooEarlyError,
    EvaluationPeriod,
    NextPeriodOpenError,
    Opened,
    PeriodClosedError,
    PeriodDaysError,
    PeriodNotClosedError,
    PeriodReasonError,
    PeriodsOverlapError,
)
from service.evaluation.opening import (
    ClosePeriod,
    OpenPeriod,
    OpenYear,
    ReopenPeriod,
)
from service.evaluation.periods import Period, every, inside, of_day, one, require_open
from service.work import Work
from tenants.access import AccessDeniedError
from tests.past import TODAY, Story, days_ago, local_day
from tests.people import Commune

JUNE_1, JUNE_30 = date(2026, 6, 1), date(2026, 6, 30)
MONTH = OpenPeriod(kind="month", start=JUNE_1, end=JUNE_30, cut_off=JUNE_30, due=JUNE_30)
WHY = "Đã chấm xong"


@dataclass(frozen=True)
class Confirm:
    """Anything that an open period takes."""

    period_id: UUID

    def decide(self, work: Work) -> None:
        require_open(work, self.period_id)


def listed(commune: Commune) -> list[Period]:
    with commune.ledger.scope.begin() as connection:
        return every(connection)


def opened(**more: date) -> Opened:
    days = {"start": JUNE_1, "end": JUNE_30, "cut_off": JUNE_30, "due": JUNE_30} | more
    return Opened(kind="month", counted_from=days["start"], **days)


@pytest.mark.parametrize(
    "days",
    [
        {"end": date(2026, 5, 31)},
        {"cut_off": date(2026, 5, 31)},
        {"due": date(2026, 6, 29)},
        {"end": date(2027, 6, 30), "cut_off": date(2027, 6, 30), "due": date(2027, 6, 30)},
    ],
)
def test_days_that_do_not_follow_one_another_are_refused(days: dict[str, date]) -> None:
    with pytest.raises(PeriodDaysError):
        EvaluationPeriod(UUID(int=1)).open(opened(**days))


@pytest.fixture
def begun() -> EvaluationPeriod:
    period = EvaluationPeriod(UUID(int=1))
    period.open(opened())
    return period


def test_a_period_is_closed_once_its_cut_off_is_over(begun: EvaluationPeriod) -> None:
    with pytest.raises(ClosedTooEarlyError):
        begun.close(WHY, today=JUNE_30)
    with pytest.raises(PeriodReasonError):
        begun.close(" ", today=date(2026, 7, 1))
    begun.close(WHY, today=date(2026, 7, 1))
    with pytest.raises(PeriodClosedError):
        begun.require_open()
    with pytest.raises(PeriodClosedError):
        begun.close(WHY, today=date(2026, 7, 2))


def test_only_what_is_closed_is_reopened_and_with_a_reason(begun: EvaluationPeriod) -> None:
    with pytest.raises(PeriodNotClosedError):
        begun.reopen(WHY)
    begun.close(WHY, today=date(2026, 7, 1))
    with pytest.raises(PeriodReasonError):
        begun.reopen("")
    begun.reopen("Sót một sản phẩm")
    begun.require_open()


def test_a_year_is_opened_once_however_often_it_is_asked_for(commune: Commune) -> None:
    commune.do(OpenYear(year=2026), by="ha")
    first = listed(commune)
    commune.do(OpenYear(year=2026), by="ha")
    assert listed(commune) == first
    kinds = [period.kind for period in first]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "year": 1,
        "half_year": 2,
        "quarter": 4,
        "month": 12,
    }
    months = [period for period in reversed(first) if period.kind == "month"]
    assert all(b.start == a.end + timedelta(days=1) for a, b in pairwise(months))
    assert {p.cut_off for p in first if p.end.month == 12} == {date(2026, 12, 10)}


def test_january_takes_what_december_s_early_cut_off_left(commune: Commune) -> None:
    commune.do(OpenYear(year=2026, followed_by="quarter", grace=3), by="ha")
    commune.do(OpenYear(year=2027, followed_by="quarter"), by="ha")
    with commune.ledger.scope.begin() as connection:
        quarters = [of_day(connection, "quarter", date(2027, month, 1)) for month in (1, 4)]
        half = of_day(connection, "half_year", JUNE_1)
        assert half
        assert [p.cut_off for p in inside(connection, half, "quarter")] == [
            date(2026, 4, 3),
            date(2026, 7, 3),
        ]
        assert of_day(connection, "month", JUNE_1) is None
    assert [p and p.counted_from for p in quarters] == [date(2026, 12, 11), date(2027, 4, 1)]


@pytest.mark.parametrize(
    ("start", "end", "cut_off", "refusal"),
    [
        (date(2026, 6, 15), date(2026, 7, 14), date(2026, 7, 14), PeriodsOverlapError),
        (JUNE_1, JUNE_30, JUNE_30, PeriodsOverlapError),
        (date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 20), NextPeriodOpenError),
    ],
)
def test_periods_of_a_kind_share_no_day_and_lose_none(
    commune: Commune, start: date, end: date, cut_off: date, refusal: type[RefusedError]
) -> None:
    commune.do(MONTH, by="ha")
    with pytest.raises(refusal):
        commune.do(
            OpenPeriod(kind="month", start=start, end=end, cut_off=cut_off, due=end), by="ha"
        )
    quarter = OpenPeriod(kind="quarter", start=start, end=end, cut_off=end, due=end)
    commune.do(quarter, by="ha")
    assert len(listed(commune)) == 2


def test_a_closed_period_takes_no_more_confirmations_until_it_is_reopened(story: Story) -> None:
    start, end = local_day(40), local_day(11)
    asked = OpenPeriod(kind="month", start=start, end=end, cut_off=end, due=end)
    month = uuid5(story.do(asked, by="ha", at=days_ago(60)), f"month {start}")

    story.do(Confirm(month), by="su", at=days_ago(20))
    story.do(ClosePeriod(period_id=month, reason=WHY), by="ha", at=days_ago(5))
    with pytest.raises(PeriodClosedError):
        story.do(Confirm(month), by="su", at=days_ago(4))
    story.do(ReopenPeriod(period_id=month, reason="Sót"), by="ha", at=days_ago(3))
    story.do(Confirm(month), by="su", at=days_ago(2))
    with story.ledger.scope.begin() as connection:
        assert not one(connection, month).closed
        then = one(connection, month, days_ago(4))
        assert (then.closed, then.reason) == (True, WHY)


@pytest.mark.parametrize(
    "command",
    [
        MONTH,
        OpenYear(year=2026),
        ClosePeriod(period_id=UUID(int=1), reason=WHY),
        ReopenPeriod(period_id=UUID(int=1), reason=WHY),
    ],
)
@pytest.mark.parametrize("by", ["su", "khai"])
def test_only_the_standing_agency_opens_and_closes(
    commune: Commune, by: str, command: OpenPeriod
) -> None:
    with pytest.raises(AccessDeniedError):
        commune.do(command, by=by)


def test_a_period_that_ends_in_future_is_not_closed_today(commune: Commune) -> None:
    asked = OpenPeriod(kind="month", start=TODAY, end=TODAY, cut_off=TODAY, due=TODAY)
    month = uuid5(commune.do(asked, by="ha"), f"month {TODAY}")
    with pytest.raises(ClosedTooEarlyError):
        commune.do(ClosePeriod(period_id=month, reason=WHY), by="ha")
