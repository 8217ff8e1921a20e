"""Read model: how does each task stand, and how did it stand at any past instant?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Integer,
    Numeric,
    Select,
    Text,
    Uuid,
    or_,
    select,
    text,
)

from events import tasks
from events.store import Recorded
from events.values import Clarity, Evidence
from service.history import Add, Change, history_table, standing

VERSION = 1
NOW_ONLY = text("valid_to = '9999-12-31 00:00:00+00'")

table = history_table(
    "task_states",
    "task_id",
    Column("version", Integer, nullable=False),
    Column("plan_id", Uuid, nullable=False),
    Column("code", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("area", Text),
    Column("clarity", Text, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("lead_unit_id", Uuid, nullable=False),
    Column("units", Text, nullable=False),
    Column("accept_post_id", Uuid, nullable=False),
    Column("extend_post_id", Uuid, nullable=False),
    Column("first_due_on", Date),
    Column("due_on", Date),
    Column("status", Text, nullable=False),
    Column("amount", Numeric, nullable=False),
    Column("obstacle", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("submitted_on", Date),
    Column("evidence", Text, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("extensions", Integer, nullable=False),
    Index("ix_task_states_plan", "tenant_id", "plan_id", "valid_to", "valid_from"),
    Index("ix_task_states_person", "tenant_id", "person_id", postgresql_where=NOW_ONLY),
    Index("ix_task_states_accept", "tenant_id", "accept_post_id", postgresql_where=NOW_ONLY),
    Index("ix_task_states_unit", "tenant_id", "lead_unit_id", postgresql_where=NOW_ONLY),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its task."""
    event = recorded.event
    if isinstance(event, tasks.Issued):
        return Change(recorded.stream_id, _issued(event) | {"version": 1}, first=True)
    facts = _facts(event)
    if facts is None:
        return None
    return Change(recorded.stream_id, facts | {"version": recorded.version})


def _facts(event: object) -> dict[str, object] | None:
    facts: dict[str, object] | None = None
    match event:
        case tasks.Acknowledged():
            facts = {"status": "in_progress", "due_on": event.due_on}
        case tasks.Progressed():
            facts = {"amount": event.amount, "note": event.note, "status": "in_progress"}
        case tasks.ObstacleReported():
            facts = {"obstacle": event.text, "status": "in_progress"}
        case tasks.Submitted():
            facts = _submitted(event)
        case tasks.Returned():
            facts = {"status": "returned", "returns": Add(1), "note": event.reason}
        case tasks.Accepted():
            facts = {"status": "accepted", "obstacle": ""}
        case tasks.DeadlineExtended():
            facts = {"due_on": event.due_on, "extensions": Add(1)}
    return facts


def _submitted(event: tasks.Submitted) -> dict[str, object]:
    return {
        "status": "submitted",
        "submitted_on": event.submitted_on,
        "note": event.note,
        "evidence": msgspec.json.encode(event.evidence).decode(),
    }


def _issued(event: tasks.Issued) -> dict[str, object]:
    clarity = event.clarity
    units = [clarity.lead_unit_id, *clarity.cooperating]
    return {
        "plan_id": event.plan_id,
        "code": event.code,
        "content": event.content,
        "area": event.area,
        "clarity": msgspec.json.encode(clarity).decode(),
        "person_id": clarity.person_id,
        "lead_unit_id": clarity.lead_unit_id,
        "units": " ".join(str(unit) for unit in units),
        "accept_post_id": clarity.accept_post_id,
        "extend_post_id": clarity.extend_post_id,
        "first_due_on": event.due_on,
        "due_on": event.due_on,
        "status": "issued",
        "amount": Decimal(0),
        "obstacle": "",
        "note": "",
        "submitted_on": None,
        "evidence": "[]",
        "returns": 0,
        "extensions": 0,
    }


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task as it stood at an instant."""

    task_id: UUID
    version: int
    plan_id: UUID
    code: str
    content: str
    area: str | None
    clarity: Clarity
    first_due_on: date | None
    due_on: date | None
    status: tasks.Status
    amount: Decimal
    obstacle: str
    note: str
    submitted_on: date | None
    evidence: tuple[Evidence, ...]
    returns: int
    extensions: int
    changed_by: UUID
    changed_at: datetime

    @property
    def quantity(self) -> Decimal:
        """How much of the product is owed."""
        product = self.clarity.deliverable
        return product.quantity if product else Decimal(1)

    @property
    def percent(self) -> int:
        """How much of the product is done, 0 to 100."""
        return 100 if self.status == "accepted" else int(100 * self.amount / self.quantity)

    @property
    def open(self) -> bool:
        """Tell whether somebody still owes something."""
        return self.status != "accepted"

    def late(self, today: date) -> bool:
        """Tell whether it was handed in, or is still owed, after its deadline (by day)."""
        done = self.submitted_on if self.status in {"submitted", "accepted"} else None
        return self.due_on is not None and (done or today) > self.due_on


@dataclass(frozen=True, slots=True)
class Sight:
    """Which tasks a person may open: all of them, or those of a unit and their own."""

    everything: bool
    unit_id: UUID
    person_id: UUID
    post_id: UUID

    def covers(self) -> ColumnElement[bool]:
        """Restrict a query to these tasks."""
        if self.everything:
            return table.c.task_id.is_not(None)
        return or_(
            table.c.person_id == self.person_id,
            table.c.accept_post_id == self.post_id,
            table.c.extend_post_id == self.post_id,
            table.c.units.contains(str(self.unit_id)),
        )

    def sees(self, task: TaskState) -> bool:
        """Tell the same of a task that was read already."""
        clarity = task.clarity
        return (
            self.everything
            or clarity.person_id == self.person_id
            or self.post_id in {clarity.accept_post_id, clarity.extend_post_id}
            or self.unit_id in {clarity.lead_unit_id, *clarity.cooperating}
        )


def one(connection: Connection, task_id: UUID, sight: Sight, at: datetime | None) -> TaskState:
    """Give one task, now (`at` None) or at an instant.

    Raises:
        NoResultFound: no such task in sight then; hidden and missing look the same.
    """
    found = _states(at).where(table.c.task_id == task_id, sight.covers())
    return _state(connection.execute(found).one())


def of_plan(connection: Connection, plan_id: UUID, at: datetime | None) -> list[TaskState]:
    """List a plan's tasks by code, now or at an instant."""
    return _listed(connection, _states(at).where(table.c.plan_id == plan_id))


def of_units(
    connection: Connection, units: Collection[UUID], at: datetime | None
) -> list[TaskState]:
    """List the tasks that some units lead, by code, now or at an instant."""
    return _listed(connection, _states(at).where(table.c.lead_unit_id.in_(units)))


def of_person(connection: Connection, person_id: UUID) -> list[TaskState]:
    """List the open tasks that a person is in charge of, soonest due first."""
    mine = _states(None).where(table.c.person_id == person_id, table.c.status != "accepted")
    rows = connection.execute(mine.order_by(table.c.due_on.nulls_last(), table.c.code))
    return [_state(row) for row in rows]


def waiting_for(connection: Connection, post_id: UUID) -> list[TaskState]:
    """List the products that wait for a post's acceptance, longest waiting first."""
    waiting = _states(None).where(
        table.c.accept_post_id == post_id, table.c.status == "submitted"
    )
    rows = connection.execute(waiting.order_by(table.c.valid_from, table.c.code))
    return [_state(row) for row in rows]


_FIELDS = [name for name in TaskState.__dataclass_fields__ if name != "changed_at"]
_COLUMNS = (*(table.c[name] for name in _FIELDS), table.c.valid_from)
_CLARITY, _EVIDENCE = _FIELDS.index("clarity"), _FIELDS.index("evidence")
_read_clarity = msgspec.json.Decoder(Clarity).decode
_read_evidence = msgspec.json.Decoder(tuple[Evidence, ...]).decode


def _states(at: datetime | None) -> Select[tuple[Any, ...]]:
    return select(*_COLUMNS).where(standing(table, at))


def _listed(connection: Connection, query: Select[tuple[Any, ...]]) -> list[TaskState]:
    return [_state(row) for row in connection.execute(query.order_by(table.c.code))]


def _state(row: Sequence[Any]) -> TaskState:
    """Read a row by the order of its columns: pages list hundreds at once."""
    values = list(row)
    values[_CLARITY] = _read_clarity(values[_CLARITY])
    values[_EVIDENCE] = _read_evidence(values[_EVIDENCE])
    return TaskState(*values)
