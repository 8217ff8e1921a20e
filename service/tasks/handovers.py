"""Read model: which lists of hand-over are there, and which wait for a signature?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Row,
    ScalarSelect,
    Text,
    Uuid,
    func,
    or_,
    select,
)

from events import handovers
from events.handovers import HandoverStatus
from events.store import Recorded
from service.history import Change, history_table, standing
from service.tasks.states import table as tasks

VERSION = 1
CONTEXTS = frozenset({"handovers"})
READERS = "(SELECT ctx.reader()) IN (from_person_id, to_person_id)"

table = history_table(
    "handover_states",
    "handover_id",
    Column("from_person_id", Uuid, nullable=False),
    Column("from_post_id", Uuid, nullable=False),
    Column("to_person_id", Uuid, nullable=False),
    Column("to_post_id", Uuid, nullable=False),
    Column("listed_by", Uuid, nullable=False),
    Column("tasks", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("signed_on", Date),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its list."""
    event = recorded.event
    match event:
        case handovers.Listed():
            facts = {
                "from_person_id": event.from_person_id,
                "from_post_id": event.from_post_id,
                "to_person_id": event.to_person_id,
                "to_post_id": event.to_post_id,
                "listed_by": recorded.person_id,
                "tasks": _joined(event.task_ids),
                "status": "listed",
                "note": event.note,
                "signed_on": None,
            }
            return Change(recorded.stream_id, facts, first=True)
        case handovers.Signed():
            facts = {"status": "signed", "signed_on": event.signed_on}
            return Change(recorded.stream_id, facts | {"tasks": _joined(event.task_ids)})
        case handovers.Declined():
            return Change(recorded.stream_id, {"status": "declined", "note": event.reason})
    return None


@dataclass(frozen=True, slots=True)
class HandoverState:
    """A list as it stands; of a signed one, the tasks that really went over."""

    handover_id: UUID
    from_person_id: UUID
    from_post_id: UUID
    to_person_id: UUID
    to_post_id: UUID
    listed_by: UUID
    tasks: tuple[UUID, ...]
    status: HandoverStatus
    note: str
    signed_on: date | None
    valid_from: datetime


def of_person(
    connection: Connection, person_id: UUID, at: datetime | None = None
) -> list[HandoverState]:
    """List the hand-overs that a person gives, receives or made by an instant, latest first."""
    kept = table.c
    people = (kept.from_person_id, kept.to_person_id, kept.listed_by)
    mine = select(table).where(
        standing(table, at), or_(*(column == person_id for column in people))
    )
    rows = connection.execute(mine.order_by(kept.valid_from.desc(), kept.handover_id))
    return [_state(row) for row in rows]


def unanswered(person: ColumnElement[UUID]) -> ScalarSelect[int]:
    """Count the lists that the person of an outer statement has not answered yet."""
    kept = table.c
    mine = (kept.to_person_id == person) & (kept.status == "listed")
    return select(func.count()).where(standing(table, None), mine).scalar_subquery()


def codes(
    connection: Connection, task_ids: Collection[UUID], at: datetime | None = None
) -> dict[UUID, tuple[str, str]]:
    """Give code and content of some tasks as they stand now, or stood at an instant."""
    kept = tasks.c
    wanted = select(kept.task_id, kept.code, kept.content)
    found = wanted.where(standing(tasks, at), kept.task_id.in_(task_ids))
    return {row[0]: (row[1], row[2]) for row in connection.execute(found)}


def _state(row: Row[Any]) -> HandoverState:
    kept: dict[str, Any] = {name: getattr(row, name) for name in HandoverState.__slots__}
    return HandoverState(**kept | {"tasks": tuple(map(UUID, row.tasks.split()))})


def _joined(task_ids: tuple[UUID, ...]) -> str:
    return " ".join(map(str, task_ids))
