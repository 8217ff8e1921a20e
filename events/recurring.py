"""Duties that recur: on which days they come round, and from when the next is given out.

Pure arithmetic of printed deadlines; which of the days are working days is the tenant's.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

import msgspec

from events.values import Deadline, Occasion, Rhythm, Terms

END_OF: Final[dict[Occasion, int]] = {  # the month with which the period of a report ends
    "Q1": 3,
    "half_year": 6,
    "Q2": 6,
    "nine_months": 9,
    "Q3": 9,
    "Q4": 12,
    "year": 12,
}
MONTHS: Final[dict[Rhythm, int]] = {
    "monthly": 1,
    "quarterly": 3,
    "half_yearly": 6,
    "yearly": 12,
}
AHEAD: Final[dict[Rhythm, int]] = {"weekly": 7, "monthly": 31}  # days before its own
AHEAD_AT_MOST = 92  # a quarter: what is due in a year troubles nobody today
LONGEST = 10  # years: no rule goes on without an end
WEEK = timedelta(days=7)
LAST_YEAR = date.max.year - 1


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """Which time of a recurring duty a task is.

    `series_id` is the first task, `number` counts from 1, `on` is the day as the rule gives it
    (the deadline is a working day from it on). `until` is the last day of the series.
    `next_on`: from this day on the next one is given out, None when none follows.
    """

    series_id: UUID
    number: int
    on: date
    until: date
    next_on: date | None

    @property
    def task_id(self) -> UUID:
        """The task of this occurrence: the same however often it is made."""
        return self.series_id if self.number == 1 else uuid5(self.series_id, f"{self.number}")


def begin(series_id: UUID, deadline: Deadline | None, until: date | None) -> Occurrence | None:
    """Give the first occurrence of a recurring duty; None of any other.

    Args:
        series_id: the task that it is.
        deadline: as decided.
        until: the last day of the plan, None when it names none.
    """
    if deadline is None or deadline.kind != "recurring" or deadline.on is None:
        return None
    longest = deadline.on.replace(day=1, year=min(deadline.on.year + LONGEST, LAST_YEAR))
    known = [day for day in (until, _end_of_stage(deadline), longest) if day]
    return occurrence(series_id, 1, deadline.on, min(known), deadline)


def occurrence(
    series_id: UUID, number: int, on: date, until: date, deadline: Deadline
) -> Occurrence:
    """Give one occurrence, with the day from which the next is given out."""
    after = next(days(deadline, on, until), None)
    ahead = AHEAD.get(deadline.rhythm or "yearly", AHEAD_AT_MOST)
    next_on = after - timedelta(days=ahead) if after else None
    return Occurrence(series_id=series_id, number=number, on=on, until=until, next_on=next_on)


def days(deadline: Deadline, after: date, until: date) -> Iterator[date]:
    """Give the days on which a duty comes round, after a day and up to another.

    A month without the printed day has its last instead; "trước ngày 05" is the 4th. Where
    no day was printed, a first day at the end of its month stands for the end of each.
    """
    if deadline.on is None:
        return
    for day in _from_first(deadline, deadline.on):
        if day > until:
            return
        if day > after:
            yield day


def _from_first(deadline: Deadline, first: date) -> Iterator[date]:
    if deadline.rhythm == "weekly":
        for weeks in range(1, (date.max - first).days // WEEK.days):
            yield first + weeks * WEEK
        return
    day, shift = _day_of_month(deadline, first)
    month = first.year * 12 + first.month - 1 + shift
    wanted = _months(deadline, month % 12 + 1)
    for later in range(month + 1, LAST_YEAR * 12):
        if later % 12 + 1 in wanted:
            yield _day(later // 12, later % 12 + 1, day)


def _day_of_month(deadline: Deadline, first: date) -> tuple[int, int]:
    """Give the last day in time (0: the last of the month before), and 1 if that is so."""
    terms = deadline.terms or Terms()
    if terms.day is None:
        ends = first.day == monthrange(first.year, first.month)[1]
        return (31 if ends else first.day), 0
    day = terms.day - terms.before
    return day, int(day == 0)


def _months(deadline: Deadline, first: int) -> frozenset[int]:
    """Give the months in which it comes round; `first` is the one that was first."""
    terms, rhythm = deadline.terms or Terms(), deadline.rhythm or "yearly"
    named = frozenset(END_OF[occasion] for occasion in terms.occasions)
    every = frozenset(range(first % MONTHS[rhythm], 13, MONTHS[rhythm])) - {0}
    if rhythm == "monthly" or first not in named:
        return every
    # "quý, 6 tháng, năm" is every quarter; "quý I, 6 tháng" are these two
    bare = rhythm == "quarterly" and not any(o.startswith("Q") for o in terms.occasions)
    return every | named if bare else named


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, 1) + timedelta(days=min(day, monthrange(year, month)[1]) - 1)


def _end_of_stage(deadline: Deadline) -> date | None:
    terms = deadline.terms or Terms()
    years = [int(year) for year in terms.stage.split("-") if year.strip().isdecimal()]
    return date(years[-1], 12, 31) if years and 1 <= years[-1] <= LAST_YEAR else None
