"""How urgent a task is: working days, the days off between, and the word a list shows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.tasks.life import Status
from service.organisation.holidays import HOLIDAYS
from service.tasks.urgency import (
    Group,
    Urgency,
    due_within_fortnight,
    silent,
    status_code,
    urgency,
)
from tenants.calendar import WorkingCalendar

CALENDAR = WorkingCalendar({day: working for day, working, _ in HOLIDAYS})
FRIDAY, SATURDAY, SUNDAY = date(2026, 6, 12), date(2026, 6, 13), date(2026, 6, 14)
MONDAY, TUESDAY = date(2026, 6, 15), date(2026, 6, 16)


@dataclass(frozen=True)
class Given:
    """As much of a task as its urgency needs."""

    due_on: date | None = None
    status: Status = "in_progress"
    submitted_on: date | None = None
    obstacle: str = ""
    changed_at: datetime = datetime(2026, 6, 1, tzinfo=UTC)

    def late(self, today: date) -> bool:
        done = self.submitted_on if self.status in {"submitted", "accepted"} else None
        return self.due_on is not None and (done or today) > self.due_on


@pytest.mark.parametrize(
    ("due_on", "today", "group", "days"),
    [
        (MONDAY, MONDAY, "soon", 0),
        (TUESDAY, MONDAY, "soon", 1),
        (date(2026, 6, 18), MONDAY, "soon", 3),
        (date(2026, 6, 19), MONDAY, "later", 4),
        (FRIDAY, MONDAY, "late", -1),
        (MONDAY, FRIDAY, "soon", 1),
    ],
)
def test_days_are_working_days(due_on: date, today: date, group: Group, days: int) -> None:
    assert urgency(Given(due_on), today, CALENDAR) == Urgency(group, days)


def test_over_tet_only_the_working_days_count() -> None:
    before_tet, after_tet = date(2026, 2, 13), date(2026, 2, 23)
    assert urgency(Given(before_tet), after_tet, CALENDAR) == Urgency("late", -1)
    assert urgency(Given(after_tet), before_tet, CALENDAR) == Urgency("soon", 1)


def test_a_swapped_saturday_counts_and_the_monday_that_it_pays_for_does_not() -> None:
    saturday, monday = date(2026, 8, 22), date(2026, 8, 31)
    assert urgency(Given(saturday - timedelta(days=1)), saturday, CALENDAR).days == -1
    assert urgency(Given(monday - timedelta(days=3)), monday, CALENDAR) == Urgency("late")


def test_where_only_days_off_lie_between_no_number_is_said() -> None:
    assert urgency(Given(SATURDAY), SUNDAY, CALENDAR) == Urgency("late")
    assert urgency(Given(SUNDAY), FRIDAY, CALENDAR) == Urgency("soon")


@pytest.mark.parametrize(
    ("task", "group"),
    [
        (Given(None), "undated"),
        (Given(FRIDAY, "submitted"), "waiting"),
        (Given(FRIDAY, "accepted"), "done"),
        (Given(FRIDAY, "returned"), "late"),
    ],
)
def test_what_is_handed_in_is_no_longer_counted(task: Given, group: Group) -> None:
    assert urgency(task, MONDAY, CALENDAR).group == group


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (Given(MONDAY, "assigned"), "not_started"),
        (Given(MONDAY), "in_progress"),
        (Given(MONDAY, obstacle="máy hỏng"), "obstructed"),
        (Given(FRIDAY, obstacle="máy hỏng"), "overdue"),
        (Given(FRIDAY, "assigned"), "overdue"),
        (Given(MONDAY, "returned"), "returned"),
        (Given(FRIDAY, "returned"), "overdue"),
        (Given(FRIDAY, "submitted", MONDAY), "submitted"),
        (Given(FRIDAY, "accepted", FRIDAY), "done_on_time"),
        (Given(FRIDAY, "accepted", MONDAY), "done_late"),
        (Given(None, "accepted", MONDAY), "done_on_time"),
    ],
)
def test_a_list_shows_one_word(task: Given, code: str) -> None:
    assert status_code(task, MONDAY) == code


def test_a_task_is_silent_after_more_than_fourteen_days() -> None:
    begun = datetime(2026, 6, 1, 8, tzinfo=UTC)
    assert not silent(Given(changed_at=begun), begun + timedelta(days=14))
    assert silent(Given(changed_at=begun), begun + timedelta(days=14, seconds=1))
    assert not silent(Given(status="submitted", changed_at=begun), begun + timedelta(days=99))


def test_the_next_fortnight_is_fourteen_days_and_today() -> None:
    inside = [d for d in range(-2, 20) if _owed_in(d)]
    assert inside == list(range(15))
    assert not due_within_fortnight(Given(None), MONDAY)


def _owed_in(days: int) -> bool:
    return due_within_fortnight(Given(MONDAY + timedelta(days=days)), MONDAY)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(due_on=DAYS, today=DAYS)
def test_the_sign_of_the_days_is_the_side_of_the_deadline(due_on: date, today: date) -> None:
    found = urgency(Given(due_on), today, CALENDAR)
    assert (found.group == "late") == (today > due_on)
    if found.days is not None:
        assert (found.days < 0, found.days == 0) == (today > due_on, today == due_on)


@given(due_on=DAYS, today=DAYS)
def test_a_day_more_never_makes_a_task_less_late(due_on: date, today: date) -> None:
    now = urgency(Given(due_on), today, CALENDAR).days
    tomorrow = urgency(Given(due_on), today + timedelta(days=1), CALENDAR).days
    assert now is None or tomorrow is None or tomorrow <= now


@given(earlier=DAYS, later=DAYS)
def test_counting_gives_what_walking_gives(earlier: date, later: date) -> None:
    walked = [earlier + timedelta(days=n + 1) for n in range((later - earlier).days)]
    assert CALENDAR.between(earlier, later) == sum(map(CALENDAR.works, walked))
