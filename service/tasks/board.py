"""How does each unit stand, now and at any past instant? Counts for the board of units."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from events.tasks.life import DONE, OWED, STOPPED, Status
from service.history import standing
from service.tasks.states import table
from service.tasks.urgency import Group, silent, urgency
from tenants.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Owed:
    """As much of a task as counting needs."""

    plan_id: UUID
    lead_unit_id: UUID
    status: Status
    due_on: date | None
    changed_at: datetime


@dataclass(slots=True)
class UnitCounts:
    """One unit's tasks by group; `worst` is the largest lateness in working days."""

    groups: dict[Group, int] = field(default_factory=dict)
    silent: int = 0
    worst: int = 0

    def count(self, *groups: Group) -> int:
        """Add up the tasks of some groups."""
        return sum(self.groups.get(group, 0) for group in groups)

    @property
    def working(self) -> int:
        """How many tasks the unit still owes."""
        return self.count("late", "soon", "later", "undated")


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many tasks a plan has, has finished, and has late; stopped ones left out."""

    total: int
    done: int
    late: int


def owed(connection: Connection, at: datetime | None) -> list[Owed]:
    """List every task of the tenant, in the few facts that counting needs."""
    kept = table.c
    wanted = (
        kept.plan_id,
        kept.lead_unit_id,
        kept.status,
        kept.due_on,
        kept.valid_from,
    )
    rows = connection.execute(select(*wanted).where(standing(table, at)))
    return [Owed(*row) for row in rows]


def by_unit(
    tasks: Iterable[Owed], today: date, instant: datetime, calendar: WorkingCalendar
) -> dict[UUID, UnitCounts]:
    """Count the tasks of each leading unit, as they stand on a day."""
    units: dict[UUID, UnitCounts] = {}
    for task in tasks:
        counts = units.setdefault(task.lead_unit_id, UnitCounts())
        urgent = urgency(task, today, calendar)
        counts.groups[urgent.group] = counts.count(urgent.group) + 1
        counts.silent += silent(task, instant)
        counts.worst = max(counts.worst, -(urgent.days or 0))
    return units


def by_plan(connection: Connection, today: date, at: datetime | None) -> dict[UUID, PlanCounts]:
    """Count the tasks of each plan, as they stood at an instant and on its day."""
    kept = table.c
    done = func.count().filter(kept.status.in_(DONE))
    open_late = (kept.due_on < today) & kept.status.in_(OWED)
    counted = select(kept.plan_id, func.count(), done, func.count().filter(open_late))
    counted = counted.where(standing(table, at), kept.status.not_in(STOPPED))
    rows = connection.execute(counted.group_by(kept.plan_id))
    return {row[0]: PlanCounts(*row[1:]) for row in rows}
