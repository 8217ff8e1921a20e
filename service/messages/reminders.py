"""Reminders of deadlines: 7, 3 and 1 working days before, on the day, and after it.

Each is told once for each deadline: a new deadline has reminders of its own. When the worker
was away, only the nearest is told.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from events.tasks.life import OWED
from service.history import standing
from service.messages.alerts import News
from service.tasks.states import table as tasks
from tenants.calendar import WorkingCalendar

BEFORE = (0, 1, 3, 7)  # working days until the deadline, nearest first
AFTER = (15, 10, 5, 3, 1)  # working days past it, furthest first


def due(connection: Connection, today: date, calendar: WorkingCalendar) -> list[News]:
    """Say what people should be reminded of on a working day; nothing on a day off."""
    if not calendar.works(today):
        return []
    kept = tasks.c
    owed = (
        select(kept.task_id, kept.person_id, kept.due_on)
        .where(standing(tasks, None), kept.status.in_(OWED), kept.due_on.is_not(None))
        .where(kept.person_id.is_not(None))
    )
    found = (_reminder(row, today, calendar) for row in connection.execute(owed))
    return [news for news in found if news]


def _reminder(row: Row[Any, Any, Any], today: date, calendar: WorkingCalendar) -> News | None:
    late = row.due_on < today
    marks: Iterable[int] = AFTER if late else BEFORE
    days = calendar.between(row.due_on, today) if late else calendar.between(today, row.due_on)
    reached = (mark for mark in marks if (days >= mark if late else days <= mark))
    mark = next(iter(reached), None)
    if mark is None:
        return None
    kind = "late" if late else "due"
    return News(
        person_id=row.person_id,
        key=f"{kind} {row.task_id} {row.due_on} {mark}",
        kind="late" if late else "due",
        task_id=row.task_id,
        day=row.due_on,
    )
