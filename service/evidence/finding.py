"""Which evidence is there, among what a person may see: brought by them, or used in sight?"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Uuid,
    case,
    cast,
    desc,
    exists,
    func,
    null,
    or_,
    select,
    true,
)

from events.evidence import Kind, Purpose
from service.evidence import states, uses
from service.evidence.states import ItemState
from service.history import standing
from service.indicators.states import table as indicators
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.tasks.states import table as tasks

OFFERED = 12  # items that are offered to be used again
Condition = ColumnElement[bool]
items, used = states.table, uses.table
USE = [
    used.c[n] for n in ("evidence_id", "purpose", "for_id", "used_by", "withdrawn", "reason")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of the list; what is None or empty asks nothing.

    `code` names a task or an indicator that it is used for. `status` may be `expired`; `many`
    keeps what is used for more than one; days are those that the evidence speaks for, both
    included; `matching` is a condition on the words.
    """

    unit_id: UUID | None = None
    plan_id: UUID | None = None
    code: str = ""
    kind: Kind | None = None
    status: str = ""
    first_day: date | None = None
    last_day: date | None = None
    many: bool = False
    matching: Condition | None = None

    def conditions(self, day: date) -> list[Condition]:
        """Write it as conditions; `day` decides what has expired."""
        kept = items.c
        asked: list[tuple[object, Callable[[], Condition]]] = [
            (self.unit_id, lambda: kept.unit_id == self.unit_id),
            (self.kind, lambda: kept.kind == self.kind),
            (self.first_day, lambda: kept.fact_on >= self.first_day),
            (self.last_day, lambda: kept.fact_on <= self.last_day),
            (self.many, lambda: kept.uses > 1),
            (self.code, lambda: _used_for(_called("code", self.code))),
            (self.plan_id, lambda: _used_for(_called("plan_id", self.plan_id))),
            (self.status == "expired", lambda: kept.until < day),
            (self.status not in {"", "expired"}, lambda: kept.status == self.status),
        ]
        said = [condition() for value, condition in asked if value]
        return said if self.matching is None else [*said, self.matching]


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that an item is used for, as it is called; `person_id` is in charge of it.

    A use that was a mistake is withdrawn, with the reason.
    """

    purpose: Purpose
    for_id: UUID
    used_by: UUID
    withdrawn: bool
    reason: str
    code: str
    content: str
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Same:
    """A file that proves another product already: in which item, of which task, whose."""

    sha256: str
    evidence_id: UUID
    title: str
    task_id: UUID
    code: str
    brought_by: UUID
    handed_on: date


def in_sight(sight: Sight) -> Condition:
    """Restrict a query to the items that a person may see, as things stand today."""
    if sight.everything:
        return true()
    theirs = select(tasks.c.task_id).where(standing(tasks, None), sight.covers())
    shown = or_(used.c.purpose == "indicator", used.c.for_id.in_(theirs))
    return or_(items.c.brought_by == sight.person_id, _used_for(shown))


def in_use(at: datetime | None) -> Condition:
    """Restrict a query to the uses that held at an instant, or hold now."""
    return standing(used, at) & used.c.withdrawn.is_(False)


def one(
    connection: Connection, evidence_id: UUID, sight: Sight, at: datetime | None
) -> ItemState:
    """Give one item, now (`at` None) or at an instant.

    Raises:
        NoResultFound: no such item in sight, or not then.
    """
    found = _select(at).where(items.c.evidence_id == evidence_id, in_sight(sight))
    return states.read(connection.execute(found).one())


def listed(
    connection: Connection,
    sight: Sight,
    conditions: Iterable[Condition],
    at: datetime | None,
    *,
    offset: int = 0,
    most: int,
) -> tuple[list[ItemState], int]:
    """List items in sight, what was handed in last first, and count them all."""
    chosen = (standing(items, at), in_sight(sight), *conditions)
    order = (items.c.handed_on.desc(), items.c.valid_from.desc(), items.c.evidence_id)
    found = select(*states.COLUMNS, func.count().over().label("total")).where(*chosen)
    rows = connection.execute(found.order_by(*order).offset(offset).limit(most)).all()
    return [states.read(row) for row in rows], rows[0].total if rows else 0


def uses_of(
    connection: Connection, ids: Collection[UUID], sight: Sight, at: datetime | None
) -> dict[UUID, list[Use]]:
    """Say what some items are or were used for: tasks in sight by code, then indicators."""
    for_tasks = (
        select(*USE)
        .add_columns(tasks.c.code, tasks.c.content, tasks.c.person_id)
        .join(tasks, (tasks.c.task_id == used.c.for_id) & standing(tasks, at))
        .where(standing(used, at), used.c.evidence_id.in_(ids), sight.covers())
    )
    for_indicators = (
        select(*USE)
        .add_columns(indicators.c.code, indicators.c.content, cast(null(), Uuid))
        .join(
            indicators,
            (indicators.c.indicator_id == used.c.for_id) & standing(indicators, at),
        )
        .where(standing(used, at), used.c.evidence_id.in_(ids))
    )
    both = for_tasks.union_all(for_indicators)
    found: dict[UUID, list[Use]] = {}
    for row in connection.execute(both.order_by(desc("purpose"), "code", "withdrawn")):
        found.setdefault(row.evidence_id, []).append(Use(*row[1:]))
    return found


def of_task(
    connection: Connection, task: TaskState, sight: Sight, at: datetime | None
) -> tuple[list[ItemState], list[ItemState]]:
    """Give the items of a task, and others of its unit that may be used for it; one query."""
    mine = _used_for(used.c.for_id == task.task_id, at)
    theirs = (items.c.unit_id == task.clarity.lead_unit_id) & (items.c.status != "withdrawn")
    first = case((mine, True), else_=False).label("mine")
    found = (
        select(*states.COLUMNS, first.cast(Boolean))
        .where(standing(items, at), or_(mine, theirs & in_sight(sight)))
        .order_by(first.desc(), items.c.handed_on.desc(), items.c.valid_from.desc())
        .limit(OFFERED * 3)
    )
    rows = connection.execute(found).all()
    used_here = [states.read(row) for row in rows if row.mine]
    return used_here, [states.read(row) for row in rows if not row.mine][:OFFERED]


def called(connection: Connection, code: str, sight: Sight) -> list[tuple[Purpose, UUID]]:
    """Find the tasks in sight and the indicators that are called by a code."""
    theirs = select(tasks.c.task_id).where(standing(tasks, None), sight.covers())
    figures = select(indicators.c.indicator_id).where(standing(indicators, None))
    mine = connection.scalars(theirs.where(tasks.c.code == code)).all()
    others = connection.scalars(figures.where(indicators.c.code == code)).all()
    return [*(("task", one) for one in mine), *(("indicator", one) for one in others)]


def same_files(
    connection: Connection,
    hashes: Collection[str],
    sight: Sight,
    *,
    besides: UUID | None = None,
) -> list[Same]:
    """Find files that prove another task already, among what a person may see.

    Args:
        connection: bound to the tenant.
        hashes: the files, by SHA-256.
        sight: which tasks the person may see.
        besides: the task that they are brought for, whose own evidence does not count.
    """
    if not hashes:
        return []
    having = or_(*(items.c.hashes.contains(sha256) for sha256 in hashes))
    columns = (items.c.evidence_id, items.c.title, tasks.c.task_id, tasks.c.code)
    found = (
        select(*columns, items.c.brought_by, items.c.handed_on, items.c.hashes)
        .join(used, (used.c.evidence_id == items.c.evidence_id) & in_use(None))
        .join(tasks, (tasks.c.task_id == used.c.for_id) & standing(tasks, None))
        .where(standing(items, None), having, sight.covers(), items.c.status != "withdrawn")
        .where(tasks.c.task_id != besides if besides else true())
        .order_by(items.c.handed_on.desc(), tasks.c.code)
    )
    return [
        Same(sha256, *row[:-1])
        for row in connection.execute(found)
        for sha256 in hashes
        if sha256 in row.hashes
    ]


def proving(connection: Connection, what: Collection[UUID]) -> tuple[list[UUID], set[str]]:
    """Name the items that are used for some things, and the files of all their revisions."""
    here = _used_for(used.c.for_id.in_(what))
    found = select(items.c.evidence_id, items.c.hashes).where(standing(items, None), here)
    rows = connection.execute(found).all()
    return [row.evidence_id for row in rows], {h for row in rows for h in row.hashes.split()}


def _select(at: datetime | None) -> Select[Any]:
    return select(*states.COLUMNS).where(standing(items, at))


def _used_for(what: Condition, at: datetime | None = None) -> Condition:
    mine = used.c.evidence_id == items.c.evidence_id
    return exists().where(mine, in_use(at), what)


def _called(name: str, value: object) -> Condition:
    """Restrict uses to tasks and indicators of which a column says something."""
    theirs = select(tasks.c.task_id).where(standing(tasks, None), tasks.c[name] == value)
    figures = select(indicators.c.indicator_id).where(standing(indicators, None))
    here = figures.where(indicators.c[name] == value)
    return or_(used.c.for_id.in_(theirs), used.c.for_id.in_(here))
