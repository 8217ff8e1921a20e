"""How does each unit, each person stand, now and at any past instant? Counts for the boards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, func, select

from events.tasks.life import DONE, OWED, STOPPED, Status
from service.history import standing
from service.tasks.states import table
from service.tasks.urgency import Group, silent, urgency
from tenants.calendar import WorkingCalendar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Owed:
    """As much of a task as counting needs."""

    plan_id: UUID | None
    lead_unit_id: UUID
    person_id: UUID | None
    status: Status
    due_on: date | None
    changed_at: datetime


@dataclass(slots=True)
class Counts:
    """Tasks of a unit or a person by group; `worst` is the largest lateness, working days."""

    groups: dict[Group, int] = field(default_factory=dict)
    silent: int = 0
    worst: int = 0

    def count(self, *groups: Group) -> int:
        """Add up the tasks of some groups."""
        return sum(self.groups.get(group, 0) for group in groups)

    @property
    def working(self) -> int:
        """How many tasks are still owed."""
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
        kept.person_id,
        kept.status,
        kept.due_on,
        kept.valid_from,
    )
    rows = connection.execute(select(*wanted).where(standing(table, at)))
    return [Owed(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Moment:
    """The day and the instant that tasks are counted at, in the tenant's calendar."""

    today: date
    instant: datetime
    calendar: WorkingCalendar

    def count(self, tasks: Iterable[Owed], key: Callable[[Owed], K]) -> dict[K, Counts]:
        """Count tasks under whatever `key` gives: the leading unit, the person in charge."""
        found: dict[K, Counts] = {}
        for task in tasks:
            counts = found.setdefault(key(task), Counts())
            urgent = urgency(task, self.today, self.calendar)
            counts.groups[urgent.group] = counts.count(urgent.group) + 1
            counts.silent += silent(task, self.instant)
            counts.worst = max(counts.worst, -(urgent.days or 0))
        return found


def by_plan(connection: Connection, today: date, at: datetime | None) -> dict[UUID, PlanCounts]:
    """Count the tasks of each plan, as they stood at an instant and on its day."""
    kept = table.c
    done = func.count().filter(kept.status.in_(DONE))
    open_late = (kept.due_on < today) & kept.status.in_(OWED)
    counted = select(kept.plan_id, func.count(), done, func.count().filter(open_late))
    counted = counted.where(
        standing(table, at), kept.status.not_in(STOPPED), kept.plan_id.is_not(None)
    )
    rows = connection.execute(counted.group_by(kept.plan_id))
    return {row[0]: PlanCounts(*row[1:]) for row in rows}
