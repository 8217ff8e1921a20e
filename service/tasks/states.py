"""Read model: how does each task stand, and how did it stand at any past instant?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    FromClause,
    Index,
    Integer,
    Numeric,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)

from events.store import Recorded
from events.tasks.hands import deciding_posts
from events.tasks.life import OPEN
from events.tasks.task import TaskEvent
from service.db import driver, unnamed
from service.history import Change, history_table, standing, stood, written
from service.tasks.facts import facts
from service.tasks.state import TaskState
from service.tasks.values import NOW, read_clarity, read_evidence, read_origin, read_shares
from tenants.access import HEADS, Actor, Permission

VERSION = 6
CONTEXTS = frozenset({"tasks"})
READERS = "task_id IN (SELECT ctx.seen_tasks())"
NOW_ONLY = text("valid_to = '9999-12-31 00:00:00+00'")

table = history_table(
    "task_states",
    "task_id",
    Column("version", Integer, nullable=False),
    Column("plan_id", Uuid),
    Column("item_id", Integer),
    Column("code", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("area", Text),
    Column("clarity", Text, nullable=False),
    Column("person_id", Uuid),
    Column("post_id", Uuid),
    Column("lead_unit_id", Uuid, nullable=False),
    Column("sharers", Text, nullable=False),
    Column("accept_post_id", Uuid, nullable=False),
    Column("extend_post_id", Uuid, nullable=False),
    Column("cause_post_id", Uuid, nullable=False),
    Column("part_of", Uuid),
    Column("origin", Text, nullable=False),
    Column("origin_number", Text, nullable=False),
    Column("parent_id", Uuid),
    Column("shares", Text, nullable=False),
    Column("first_due_on", Date),
    Column("due_on", Date),
    Column("asked", Date),
    Column("asked_because", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("amount", Numeric, nullable=False),
    Column("obstacle", Text, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("submitted_on", Date),
    Column("submitted_by", Uuid),
    Column("evidence", Text, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("extensions", Integer, nullable=False),
    Column("quality", Integer),
    Column("series_id", Uuid),
    Column("occurs_on", Date),
    Column("next_on", Date),
    Index("ix_task_states_plan", "tenant_id", "plan_id", "valid_to", "valid_from"),
    Index("ix_task_states_person", "tenant_id", "person_id", postgresql_where=NOW_ONLY),
    Index("ix_task_states_accept", "tenant_id", "accept_post_id", postgresql_where=NOW_ONLY),
    Index("ix_task_states_unit", "tenant_id", "lead_unit_id", postgresql_where=NOW_ONLY),
    Index("ix_task_states_next", "tenant_id", "next_on", postgresql_where=NOW_ONLY),
    Index("ix_task_states_series", "tenant_id", "series_id", postgresql_where=NOW_ONLY),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its task."""
    event = recorded.event
    if not isinstance(event, TaskEvent):
        return None
    said = facts(event) | {"version": recorded.version}
    if event.act == "submit":
        said |= {"submitted_by": recorded.person_id}
    return Change(recorded.stream_id, said, first=recorded.version == 1)


@dataclass(frozen=True, slots=True)
class Sight:
    """Which tasks a person may open: all of them, those of their units, posts and their own.

    Units and posts are those that they act in, and those of whom they stand in for; `mandated`
    are the tasks that a mandate opens to them today.
    """

    everything: bool
    person_id: UUID
    units: frozenset[UUID]
    posts: frozenset[UUID]
    mandated: frozenset[UUID] = frozenset()

    @classmethod
    def of(cls, actor: Actor, mandated: frozenset[UUID] = frozenset()) -> "Sight":
        """Give what an actor may open."""
        units = {one.unit_id for one in actor.stands_in if one.roles & HEADS}
        if actor.roles & HEADS or not actor.reads_by_mandate:
            units.add(actor.unit_id)
        posts = {actor.post_id, *(one.post_id for one in actor.stands_in)}
        everything = actor.may(Permission.SEE_ALL_TASKS)
        return cls(everything, actor.person_id, frozenset(units), frozenset(posts), mandated)

    def covers(self) -> ColumnElement[bool]:
        """Restrict a query to these tasks."""
        if self.everything:
            return table.c.task_id.is_not(None)
        sharing = (self.person_id, *self.units, *self.posts)
        return or_(
            table.c.person_id == self.person_id,
            table.c.lead_unit_id.in_(self.units),
            table.c.accept_post_id.in_(self.posts),
            table.c.extend_post_id.in_(self.posts),
            table.c.cause_post_id.in_(self.posts),
            *([_is_one_of(self.mandated)] if self.mandated else []),
            *(table.c.sharers.contains(str(who)) for who in sharing),
        )

    def sees(self, task: TaskState) -> bool:
        """Tell the same of a task that was read already."""
        clarity = task.clarity
        decide = {*deciding_posts(clarity).values(), clarity.follower_post_id}
        was_in_charge = str(self.person_id) in task.sharers
        return (
            self.everything
            or self.person_id in {clarity.person_id, *clarity.helpers}
            or task.task_id in self.mandated
            or was_in_charge
            or bool(self.posts & decide)
            or bool(self.units & {clarity.lead_unit_id, *clarity.cooperating})
        )


def one(connection: Connection, task_id: UUID, sight: Sight, at: datetime | None) -> TaskState:
    """Give one task, now (`at` None) or at an instant.

    Raises:
        NoResultFound: no such task in sight then; hidden and missing look the same.
    """
    found = _states(at).where(table.c.task_id == task_id, sight.covers())
    return state_of(connection.execute(found).one())


def begun_at(connection: Connection, task_id: UUID) -> datetime | None:
    """Give the instant at which a task was given; None where there is no such task."""
    first = select(func.min(table.c.valid_from)).where(table.c.task_id == task_id)
    begun: datetime | None = connection.execute(first).scalar_one()
    return begun


def of_plan(connection: Connection, plan_id: UUID, at: datetime | None) -> list[TaskState]:
    """List a plan's tasks by code, now or at an instant."""
    said = {"plan_id": plan_id, "at": at}
    return [*map(state_of, driver(connection).execute(_of_plan(at is not None), said))]


def at_both(
    connection: Connection,
    wanted: ColumnElement[bool],
    before: datetime | None,
    after: datetime | None,
) -> tuple[list[TaskState], list[TaskState]]:
    """List the tasks that a condition names, by code, at two instants, with one query."""
    either = select(*COLUMNS, table.c.valid_to).where(
        or_(standing(table, before), standing(table, after)), wanted
    )
    rows = connection.execute(either.order_by(table.c.code)).all()
    old, new = ([state_of(r[:-1]) for r in rows if stood(r, at)] for at in (before, after))
    return old, new


def of_other_plans(connection: Connection, plan_id: UUID, most: int = 600) -> list[TaskState]:
    """List the newest tasks of all plans but one, as they stand now."""
    others = _states(None).where(table.c.plan_id != plan_id)
    rows = connection.execute(others.order_by(table.c.code.desc()).limit(most))
    return [state_of(row) for row in rows]


def of_units(
    connection: Connection, units: Collection[UUID], at: datetime | None
) -> list[TaskState]:
    """List the tasks that some units lead, by code, now or at an instant."""
    return _listed(connection, _states(at).where(table.c.lead_unit_id.in_(units)))


def of_person(connection: Connection, person_id: UUID) -> list[TaskState]:
    """List the open tasks that a person is in charge of, soonest due first."""
    mine = _states(None).where(table.c.person_id == person_id, table.c.status.in_(OPEN))
    rows = connection.execute(mine.order_by(table.c.due_on.nulls_last(), table.c.code))
    return [state_of(row) for row in rows]


def listed(
    connection: Connection, *wanted: ColumnElement[bool], at: datetime | None = None
) -> list[TaskState]:
    """List the tasks that a condition names, by code, now or at an instant."""
    return _listed(connection, _states(at).where(*wanted))


def parts_of(
    connection: Connection, parent_id: UUID, at: datetime | None = None
) -> list[TaskState]:
    """List the parts (việc con) of a task by code, now or at an instant."""
    return _listed(connection, _states(at).where(table.c.parent_id == parent_id))


def of_duty(connection: Connection, part_of: UUID, at: datetime | None) -> list[TaskState]:
    """List the tasks that one sentence of a plan laid on several units, by code."""
    return _listed(connection, _states(at).where(table.c.part_of == part_of))


def of_series(connection: Connection, series_id: UUID, at: datetime | None) -> list[TaskState]:
    """List the times of a recurring duty that were given out, earliest first."""
    found = _listed(connection, _states(at).where(table.c.series_id == series_id))
    return sorted(found, key=lambda one: (one.occurs_on is not None, one.occurs_on, one.code))


_FIELDS = [name for name in TaskState.__struct_fields__ if name != "changed_at"]
_COMMA: ColumnElement[str] = literal_column("','")
_HANDS = func.concat(*(part for name in NOW for part in (table.c[name], _COMMA)))
COLUMNS = (*(table.c[name] for name in (*_FIELDS, "valid_from")), _HANDS)
_READ = {
    _FIELDS.index(name): read
    for name, read in (
        ("evidence", read_evidence),
        ("origin", read_origin),
        ("shares", read_shares),
    )
}
_CLARITY = _FIELDS.index("clarity")


def _is_one_of(ids: Collection[UUID]) -> ColumnElement[bool]:
    return table.c.task_id == any_(literal([*ids], ARRAY(Uuid)))


@cache
def _of_plan(past: bool) -> str:  # noqa: FBT001 - there are two of them
    at: Any = bindparam("at", type_=DateTime(timezone=True))
    stood_then = standing(table, at) if past else NOW_ONLY
    wanted = select(*COLUMNS).where(table.c.plan_id == bindparam("plan_id", type_=Uuid))
    return written(wanted.where(stood_then).order_by(table.c.code))


def _states(at: datetime | None) -> Select[tuple[Any, ...]]:
    return select(*COLUMNS).where(standing(table, at))


def _listed(connection: Connection, query: Select[tuple[Any, ...]]) -> list[TaskState]:
    return [state_of(row) for row in unnamed(connection.execute(query.order_by(table.c.code)))]


def is_row(named: FromClause) -> ColumnElement[bool]:
    """Restrict to the rows that a query named by task and position."""
    return and_(table.c.task_id == named.c.task_id, table.c.position == named.c.position)


def state_of(row: Sequence[Any]) -> TaskState:
    """Read a row by the order of its columns: pages list hundreds at once."""
    *values, hands = row
    values[_CLARITY] = read_clarity(values[_CLARITY], hands)
    for place, read in _READ.items():
        values[place] = read(values[place])
    return TaskState(*values)
