"""What made-up events of one task count as, asked in one word."""

from datetime import date
from uuid import UUID

from events.tasks.deadlines import DeadlineExtended
from events.values import Origin
from service.evaluation.facts import Excluded, Found, Kin, fact
from service.evaluation.periods import Period
from tenants.calendar import WorkingCalendar
from tests.evaluation.histories import JUNE, KHAI, Said, course, given

CALENDAR = WorkingCalendar()
BEGUN = (date(2026, 5, 20), given())
LEADER = Origin(kind="leader")


def found(
    *said: Said, person: UUID = KHAI, when: Period = JUNE, kin: Kin | None = None
) -> Found:
    got = fact(course(*said), person, when, CALENDAR, kin or Kin())
    assert isinstance(got, Found), got
    return got


def excluded(
    *said: Said, person: UUID = KHAI, when: Period = JUNE, kin: Kin | None = None
) -> str:
    got = fact(course(*said), person, when, CALENDAR, kin or Kin())
    assert isinstance(got, Excluded), got
    return got.reason


def nothing(*said: Said, person: UUID = KHAI, when: Period = JUNE) -> bool:
    return fact(course(*said), person, when, CALENDAR) is None


def extended(day: date, due: date) -> Said:
    return day, DeadlineExtended(due_on=due, before=None, reason="Chờ số liệu")
