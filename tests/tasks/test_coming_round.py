"""On which days a recurring duty comes round, compared with walking through the calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.recurring import AHEAD_AT_MOST, LONGEST, begin, days, occurrence
from events.values import Deadline, Occasion, Rhythm, Terms

SERIES = UUID(int=5)
DAY = timedelta(days=1)
FAR = date(2099, 12, 31)
EVERY: dict[Rhythm, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
DATES = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def coming(deadline: Deadline, count: int) -> list[date]:
    """The first day and the days after it, as many as asked for."""
    assert deadline.on
    found = [deadline.on]
    for day in days(deadline, deadline.on, FAR):
        if len(found) == count:
            break
        found.append(day)
    return found


def recurring(rhythm: Rhythm, on: date, **terms: object) -> Deadline:
    said = {"terms": Terms(**terms)} if terms else {}  # type: ignore[arg-type]
    return Deadline(kind="recurring", rhythm=rhythm, on=on, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (recurring("monthly", date(2027, 1, 31)), ["2027-02-28", "2027-03-31", "2027-04-30"]),
        (recurring("monthly", date(2027, 1, 30)), ["2027-02-28", "2027-03-30", "2027-04-30"]),
        (
            recurring("monthly", date(2026, 4, 30), day=30),
            ["2026-05-30", "2026-06-30", "2026-07-30"],
        ),
        (recurring("monthly", date(2026, 4, 30)), ["2026-05-31", "2026-06-30"]),
        (recurring("yearly", date(2028, 2, 29), day=29, month=2), ["2029-02-28", "2030-02-28"]),
        (
            recurring("yearly", date(2026, 12, 4), day=5, month=12, before=True),
            ["2027-12-04", "2028-12-04"],
        ),
        (  # "trước ngày 01 hằng tháng" is the last day of the month before
            recurring("monthly", date(2026, 1, 31), day=1, before=True),
            ["2026-02-28", "2026-03-31"],
        ),
        (
            recurring("yearly", date(2026, 12, 31), day=1, month=1, before=True),
            ["2027-12-31", "2028-12-31"],
        ),
        (recurring("weekly", date(2026, 2, 13)), ["2026-02-20", "2026-02-27"]),
        (
            recurring("quarterly", date(2026, 3, 31), occasions=("Q1", "half_year", "Q3")),
            ["2026-06-30", "2026-09-30", "2027-03-31"],
        ),
        (  # "quý, 6 tháng, năm" is every quarter
            recurring("quarterly", date(2026, 6, 30), occasions=("half_year", "year")),
            ["2026-09-30", "2026-12-31", "2027-03-31"],
        ),
        (
            recurring("half_yearly", date(2026, 9, 30), occasions=("nine_months", "year")),
            ["2026-12-31", "2027-09-30"],
        ),
        (  # typed by hand: in the month after each quarter
            recurring("quarterly", date(2026, 4, 10), occasions=("Q1", "Q3")),
            ["2026-07-10", "2026-10-10"],
        ),
    ],
)
def test_days_as_the_plans_print_them(deadline: Deadline, expected: list[str]) -> None:
    found = coming(deadline, len(expected) + 1)
    assert [day.isoformat() for day in found[1:]] == expected


def walked(first: date, step: int, day: int) -> Iterator[date]:
    """Every date after the first that is the wished day of a month in step, one by one."""
    on = first
    while on < FAR:
        on += DAY
        months = (on.year - first.year) * 12 + on.month - first.month
        last = (on + DAY).day == 1
        if months % step == 0 and (on.day == day or (last and on.day < day)):
            yield on


@given(on=DATES, rhythm=st.sampled_from([*EVERY]), day=st.integers(1, 31))
def test_they_are_the_days_that_walking_through_the_calendar_finds(
    on: date, rhythm: Rhythm, day: int
) -> None:
    last = (on.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    first = on.replace(day=min(day, last.day))
    found = coming(recurring(rhythm, first, day=day), 8)[1:]
    walk = walked(first, EVERY[rhythm], day)
    assert found == [next(walk) for _ in found]


@settings(max_examples=60, deadline=None)
@given(
    on=DATES,
    rhythm=st.sampled_from(["weekly", *EVERY]),
    terms=st.builds(
        Terms,
        before=st.booleans(),
        occasions=st.lists(
            st.sampled_from(["Q1", "Q2", "Q3", "Q4", "half_year", "nine_months", "year"]),
            max_size=4,
        ).map(tuple),
        day=st.one_of(st.none(), st.integers(1, 31)),
        month=st.one_of(st.none(), st.integers(1, 12)),
        stage=st.sampled_from(["", "2026-2030", "đến 2027", "rubbish", "-", "99999"]),
    ),
    until=st.one_of(st.none(), DATES, st.just(date.max)),
)
def test_whatever_the_rule_it_ends_and_each_day_comes_once(
    on: date, rhythm: Rhythm, terms: Terms, until: date | None
) -> None:
    deadline = Deadline(kind="recurring", rhythm=rhythm, on=on, terms=terms)
    one = begin(SERIES, deadline, until)
    assert one
    assert one.until <= date(on.year + LONGEST, 12, 31)
    found, made = [one.on], [one]
    while one.next_on:
        [after, *_] = days(deadline, one.on, one.until)
        assert 0 < (after - one.next_on).days <= AHEAD_AT_MOST
        one = occurrence(SERIES, one.number + 1, after, one.until, deadline)
        made.append(one)
        found.append(one.on)
    assert found == sorted(set(found))
    assert len(found) <= 54 * (LONGEST + 1)
    assert len({one.task_id for one in made}) == len(made)


@pytest.mark.parametrize("on", [date(9999, 12, 31), date(9998, 6, 30)])
def test_the_end_of_the_calendar_is_no_error(on: date) -> None:
    for rhythm in ("weekly", *EVERY):
        assert begin(SERIES, recurring(rhythm, on), None)


def test_what_does_not_recur_is_no_series() -> None:
    assert begin(SERIES, None, None) is None
    assert begin(SERIES, Deadline(kind="date", on=date(2026, 6, 30)), None) is None
    assert begin(SERIES, Deadline(kind="recurring", rhythm="monthly"), None) is None


def test_a_stage_and_the_period_of_the_plan_end_it() -> None:
    duty = recurring("yearly", date(2026, 12, 31), stage="2026-2028")
    assert len([*days(duty, date(2026, 12, 31), begin(SERIES, duty, None).until)]) == 2  # type: ignore[union-attr]
    ended = begin(SERIES, duty, date(2027, 12, 31))
    assert ended
    assert ended.until == date(2027, 12, 31)
    assert begin(SERIES, duty, date(2026, 12, 31)).next_on is None  # type: ignore[union-attr]


OCCASIONS: tuple[Occasion, ...] = ("Q1", "half_year", "Q3", "year")


def test_the_reports_of_a_year_come_four_times_each_year() -> None:
    reports = recurring(
        "quarterly", date(2026, 3, 19), occasions=OCCASIONS, day=20, before=True
    )
    found = coming(reports, 8)
    assert {(day.month, day.day) for day in found} == {(3, 19), (6, 19), (9, 19), (12, 19)}
    assert [day.year for day in found] == [2026] * 4 + [2027] * 4
