"""Which tasks does somebody look for? Filtered, counted, sorted and cut by the database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from events.tasks.life import DONE, OPEN, OWED
from events.values import Area
from service.history import standing
from service.search.folding import code_words, written
from service.tasks import states
from service.tasks.grouping import Chosen, Moment, groups, place, tallied
from service.tasks.state import TaskState
from service.tasks.states import Sight, table

Lacking = Literal["person", "day", "word", "evidence", ""]
Order = Literal["due", "code", "longest_silent", "latest", "urgent"]
kept = table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is asked for; an empty field asks for nothing.

    `plan_id` "none" asks for what no plan has; `words` are folded; `lacking`: nobody in charge,
    no day, never a word said, no evidence.
    """

    unit_id: UUID | None = None
    person_id: UUID | None = None
    plan_id: UUID | Literal["none"] | None = None
    area: Area | None = None
    group: Chosen = ""
    lacking: Lacking = ""
    first_day: date | None = None
    last_day: date | None = None
    words: tuple[str, ...] = ()
    order: Order = "due"


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks that somebody may see, at an instant (None: now) and on its day."""

    connection: Connection
    sight: Sight
    at: datetime | None
    moment: Moment

    def counts(self, wanted: Wanted) -> Counter[Chosen]:
        """Count what is asked for in each group, and under "" in all, whatever the group."""
        found = Counter[Chosen]()
        for one in tallied(self.connection, self.moment, self._limits(wanted)):
            found[one.group] += one.tasks
            found["silent"] += one.tasks if one.silent else 0
            found[""] += one.tasks
        return found

    def total(self) -> int:
        """Count all that somebody may see."""
        return self.counts(Wanted())[""]

    def ids(self, wanted: Wanted, *, first: int = 0, most: int) -> list[UUID]:
        """Name the tasks that are asked for, in order, from a place (0) on."""
        chosen = groups(self.moment)[wanted.group] if wanted.group else None
        limits = [*self._limits(wanted), *([] if chosen is None else [chosen])]
        first_by = [place(self.moment)] if wanted.order == "urgent" else []
        order = (*first_by, *_ORDERS[wanted.order], kept.code)
        named = select(kept.task_id).where(*limits).order_by(*order)
        cut = named.order_by(kept.task_id).offset(first).limit(most)
        return list(self.connection.execute(cut).scalars())

    def tasks(self, ids: list[UUID]) -> list[TaskState]:
        """Read named tasks, in the order of their names; what is out of sight is left out."""
        limits = (kept.task_id.in_(ids), self.sight.covers())
        found = states.listed(self.connection, *limits, at=self.at)
        by_id = {task.task_id: task for task in found}
        return [by_id[task_id] for task_id in ids if task_id in by_id]

    def _limits(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        return [standing(table, self.at), self.sight.covers(), *_asked(wanted)]


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    exact = {
        kept.lead_unit_id: wanted.unit_id,
        kept.person_id: wanted.person_id,
        kept.area: wanted.area,
    }
    found = [column == value for column, value in exact.items() if value is not None]
    if wanted.plan_id:
        outside = kept.origin != ""
        found.append(outside if wanted.plan_id == "none" else kept.plan_id == wanted.plan_id)
    if wanted.first_day:
        found.append(kept.due_on >= wanted.first_day)
    if wanted.last_day:
        found.append(kept.due_on <= wanted.last_day)
    if wanted.words:
        found.append(written(wanted.words, kept.words, code_words(kept.code)))
    return found + ([_LACKING[wanted.lacking]] if wanted.lacking else [])


_LACKING: Mapping[str, ColumnElement[bool]] = {
    "person": kept.person_id.is_(None) & kept.status.in_(OPEN),
    "day": kept.due_on.is_(None) & kept.status.in_(OWED),
    "word": (kept.amount == 0) & (kept.note == "") & kept.status.in_(OWED),
    "evidence": or_(kept.status.in_(DONE), kept.status == "submitted")
    & (kept.evidence == "[]"),
}
_ORDERS: Mapping[Order, tuple[ColumnElement[Any], ...]] = {
    "due": (kept.status.not_in(OPEN), kept.due_on.asc().nulls_last()),
    "code": (),
    "longest_silent": (kept.valid_from.asc(),),
    "latest": (kept.valid_from.desc(),),
    "urgent": (kept.due_on.asc().nulls_last(),),
}
