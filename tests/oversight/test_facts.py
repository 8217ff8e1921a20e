"""What is counted of a commune, and on which day it changes by itself."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from service.oversight.facts import Duty, key_of, stale_on, work

DAY = date(2026, 6, 15)
ONE, TWO = UUID(int=1), UUID(int=2)
FRESH = Duty(ONE, "in_progress", DAY + timedelta(days=9), DAY, asks=False, confirmed=False)
LATE = replace(FRESH, due_on=DAY - timedelta(days=3))
QUIET = replace(FRESH, person_id=TWO, touched_on=DAY - timedelta(days=15))


def test_lateness_stands_beside_what_was_said_of_it() -> None:
    asked, confirmed = replace(LATE, asks=True), replace(LATE, asks=True, confirmed=True)
    found = work([FRESH, LATE, asked, confirmed], DAY)
    assert (found.open_tasks, found.late, found.explained, found.reported) == (4, 3, 1, 1)
    assert found.late_since == LATE.due_on


def test_a_task_due_today_is_not_late_and_what_is_done_is_owed_by_nobody() -> None:
    found = work([replace(FRESH, due_on=DAY), replace(LATE, status="accepted")], DAY)
    assert (found.owners, found.open_tasks, found.late, found.tasks) == (1, 1, 0, 2)


def test_who_said_something_of_one_task_is_not_silent() -> None:
    mine = replace(FRESH, person_id=TWO)
    assert work([QUIET, FRESH], DAY).silent == 1
    both = work([QUIET, mine], DAY)
    assert (both.owners, both.silent, both.silent_since) == (1, 0, QUIET.touched_on)


def test_fourteen_days_are_no_silence_yet() -> None:
    found = work([replace(QUIET, touched_on=DAY - timedelta(days=14))], DAY)
    assert (found.silent, found.silent_since) == (0, None)


def test_counts_hold_until_the_next_deadline_silence_or_month() -> None:
    assert stale_on([FRESH], DAY) == FRESH.due_on + timedelta(days=1)  # type: ignore[operator]
    assert stale_on([replace(FRESH, due_on=None)], DAY) == DAY + timedelta(days=15)
    assert stale_on([], DAY) == date(2026, 7, 1)
    late_and_quiet = replace(QUIET, due_on=DAY - timedelta(days=1))
    assert stale_on([late_and_quiet], date(2026, 12, 31)) == date(2027, 1, 1)


def test_an_indicator_is_one_thing_whatever_its_target() -> None:
    one = key_of("Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 75%", "%")
    assert one == key_of("Hồ sơ nộp trực tuyến đạt 85% trở lên", "%")
    assert one != key_of("Hồ sơ nộp trực tuyến", "hồ sơ")
