"""Read model: what report calendar does each plan have, and since when?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Integer, Text, Uuid, select

from events import report_calendars
from events.report_values import Duty, Term
from events.store import Recorded
from service.history import Add, Change, history_table, standing
from tenants.calendar import WorkingCalendar

VERSION = 1
MOST = 4  # periods that are shown ahead
CONTEXTS = frozenset({"report_calendars"})
table = history_table(
    "report_calendars",
    "calendar_id",
    Column("plan_id", Uuid, nullable=False),
    Column("duties", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changes", Integer, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say which duties hold."""
    event = recorded.event
    if not isinstance(event, report_calendars.CalendarSet):
        return None
    first = recorded.version == 1
    said = {"duties": msgspec.json.encode(event.duties).decode(), "reason": event.reason}
    begun = {"plan_id": event.plan_id, "changes": 0} if first else {"changes": Add(1)}
    return Change(recorded.stream_id, said | begun, first=first)


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """The duties to report of a plan; `changes` counts how often they were set anew."""

    plan_id: UUID
    duties: tuple[Duty, ...]
    reason: str
    changes: int
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one report of a year."""

    first_day: date
    cut_off: date
    send_on: date
    due_on: date
    lower_due_on: date


def every(connection: Connection, at: datetime | None) -> list[PlanCalendar]:
    """List the calendars of all plans, now (`at` None) or at an instant."""
    wanted = select(*(table.c[name] for name in PlanCalendar.__dataclass_fields__))
    rows = connection.execute(wanted.where(standing(table, at)).order_by(table.c.plan_id))
    return [_read(row) for row in rows]


def of_plan(
    connection: Connection, plan_id: UUID, at: datetime | None = None
) -> PlanCalendar | None:
    """Give the calendar of a plan, now or at an instant; None while nobody set one."""
    return next((one for one in every(connection, at) if one.plan_id == plan_id), None)


def days_of(term: Term, year: int, lower_before: int, calendar: WorkingCalendar) -> Days:
    """Give the days of a term in a year; our own units are due working days before we send."""
    send_on = term.send.of(year)
    return Days(
        first_day=term.first.of(year),
        cut_off=term.cut_off.of(year),
        send_on=send_on,
        due_on=term.due.of(year),
        lower_due_on=calendar.before(send_on, lower_before),
    )


def coming(duty: Duty, today: date, working: WorkingCalendar) -> list[tuple[Term, int, Days]]:
    """List what a duty asks for next, by the day on which it is due: at most four periods."""
    found = [
        (term, year, days)
        for year in range(today.year - 1, today.year + 2)
        for term in duty.terms
        if (days := days_of(term, year, duty.lower_before, working)).due_on >= today
        and duty.asks(days.cut_off)
    ]
    return sorted(found, key=lambda one: one[2].due_on)[:MOST]


def _read(row: object) -> PlanCalendar:
    values = {name: getattr(row, name) for name in PlanCalendar.__dataclass_fields__}
    values["duties"] = msgspec.json.decode(values["duties"], type=tuple[Duty, ...])
    return PlanCalendar(**values)
