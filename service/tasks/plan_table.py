"""What has the table of a plan? Lines counted, sorted and cut by the database, one a duty.

Of a recurring duty the time stands there that counts now: the earliest which is still open, or
else the latest.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Subquery, case, func, or_, select

from events.tasks.life import OPEN
from service.db import unnamed
from service.history import standing
from service.plans.states import PlanState
from service.plans.vocabulary import AREAS
from service.tasks.grouping import GROUPS, Moment, place, tallied
from service.tasks.state import TaskState
from service.tasks.states import COLUMNS, is_row, state_of, table
from service.tasks.urgency import Group

kept = table.c
IN_ORDER = (
    case({area: n for n, area in enumerate(AREAS)}, value=kept.area, else_=len(AREAS)),
    kept.code,
    kept.task_id,
)


class Kind(NamedTuple):
    """What lines are counted under: the reform area, the leading unit, the urgency."""

    area: str | None
    unit_id: UUID
    group: Group


class Times(NamedTuple):
    """Which time of its duty a line is, and how many others are still owed."""

    number: int
    owed: int


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The lines of a plan, those of other plans that it counts on too, at an instant."""

    connection: Connection
    plan: PlanState
    at: datetime | None
    moment: Moment

    def tally(self) -> Counter[Kind]:
        """Count the lines of each kind."""
        found = Counter[Kind]()
        keys = (kept.area, kept.lead_unit_id)
        for one in tallied(self.connection, self.moment, self._lines(), *keys):
            area, unit_id = one.key
            found[Kind(area, unit_id, one.group)] += one.tasks
        return found

    def lines(self, kinds: Collection[Kind], *, first: int, most: int) -> list[TaskState]:
        """Give lines of some kinds from a place (0) on, by reform area and code.

        Kinds are taken by their areas, units and groups, each for itself.
        """
        limits = (*self._lines(), *self._asked(kinds))
        named = select(kept.task_id, kept.position).where(*limits)
        cut = named.order_by(*IN_ORDER).offset(first).limit(most).subquery()
        wanted = select(*COLUMNS).join(cut, is_row(cut)).order_by(*IN_ORDER)
        return [state_of(row) for row in unnamed(self.connection.execute(wanted))]

    def times(self, lines: Collection[TaskState]) -> dict[UUID, Times]:
        """Say of lines which time of their duty they are; no query when none recurs."""
        recurring = [one.task_id for one in lines if one.series_id]
        if not recurring:
            return {}
        every = self._times().c
        others = func.greatest(every.owed - 1, 0)
        named = select(every.task_id, every.number, others).where(every.task_id.in_(recurring))
        return {task: Times(*said) for task, *said in self.connection.execute(named)}

    def _asked(self, kinds: Collection[Kind]) -> tuple[ColumnElement[bool], ...]:
        return (
            func.coalesce(kept.area, "").in_({kind.area or "" for kind in kinds}),
            kept.lead_unit_id.in_({kind.unit_id for kind in kinds}),
            place(self.moment).in_({GROUPS.index(kind.group) for kind in kinds}),
        )

    def _lines(self) -> tuple[ColumnElement[bool], ...]:
        every = self._times().c
        now = select(every.task_id).where(every.number == every.now)
        return *self._tasks(), or_(kept.series_id.is_(None), kept.task_id.in_(now))

    def _tasks(self) -> tuple[ColumnElement[bool], ...]:
        own, served = kept.plan_id == self.plan.plan_id, self.plan.served_tasks
        mine = own | kept.task_id.in_(served) if served else own
        return standing(table, self.at), mine

    def _times(self) -> Subquery:
        """Number the times of each duty, and name the one that counts now."""
        number = func.row_number().over(
            partition_by=kept.series_id, order_by=[kept.occurs_on.nulls_first(), kept.code]
        )
        numbered = (
            select(kept.task_id, kept.series_id, kept.status, number.label("number"))
            .where(*self._tasks(), kept.series_id.is_not(None))
            .subquery()
        )
        every, series, still = numbered.c, numbered.c.series_id, numbered.c.status.in_(OPEN)
        owed = func.count().filter(still).over(partition_by=series)
        first = func.min(every.number).filter(still).over(partition_by=series)
        now = func.coalesce(first, func.count().over(partition_by=series))
        return select(
            every.task_id, every.number, owed.label("owed"), now.label("now")
        ).subquery()
