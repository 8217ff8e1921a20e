"""How does each unit, each person stand, now and at any past instant? Counts for the boards."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from events.tasks.life import DONE, OWED, STOPPED
from service.history import standing
from service.tasks.grouping import Moment, tallied
from service.tasks.states import table
from service.tasks.urgency import Group

kept = table.c


@dataclass(slots=True)
class Counts:
    """Tasks of a unit or a person by group; `worst` is the largest lateness, working days."""

    groups: Counter[Group] = field(default_factory=Counter)
    silent: int = 0
    worst: int = 0

    def count(self, *groups: Group) -> int:
        """Add up the tasks of some groups."""
        return sum(self.groups[group] for group in groups)

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


def by_unit(connection: Connection, at: datetime | None, moment: Moment) -> dict[UUID, Counts]:
    """Count the tasks that each unit leads."""
    return _counted(connection, moment, kept.lead_unit_id, standing(table, at))


def by_person(
    connection: Connection, at: datetime | None, moment: Moment, unit_id: UUID | None = None
) -> dict[UUID, Counts]:
    """Count the tasks that each person is in charge of: all, or those that one unit leads."""
    limits = [standing(table, at), kept.person_id.is_not(None)]
    if unit_id:
        limits.append(kept.lead_unit_id == unit_id)
    return _counted(connection, moment, kept.person_id, *limits)


def by_plan(connection: Connection, today: date, at: datetime | None) -> dict[UUID, PlanCounts]:
    """Count the tasks of each plan, as they stood at an instant and on its day."""
    done = func.count().filter(kept.status.in_(DONE))
    open_late = (kept.due_on < today) & kept.status.in_(OWED)
    counted = select(kept.plan_id, func.count(), done, func.count().filter(open_late))
    counted = counted.where(
        standing(table, at), kept.status.not_in(STOPPED), kept.plan_id.is_not(None)
    )
    rows = connection.execute(counted.group_by(kept.plan_id))
    return {row[0]: PlanCounts(*row[1:]) for row in rows}


def _counted(
    connection: Connection,
    moment: Moment,
    key: ColumnElement[UUID],
    *limits: ColumnElement[bool],
) -> dict[UUID, Counts]:
    """Count tasks under a key; the longest late is what was due first of the late ones."""
    found = dict[UUID, Counts]()
    for (who,), group, silent, first_due, count in tallied(connection, moment, limits, key):
        counts = found.setdefault(who, Counts())
        counts.groups[group] += count
        counts.silent += count if silent else 0
        if group == "late" and first_due:
            late = moment.calendar.between(first_due, moment.today)
            counts.worst = max(counts.worst, late)
    return found
