"""Read model: which meetings were held, and what did each conclude?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Date, Row, Text, Uuid, select

from events import meetings
from events.store import Recorded
from events.values import OriginKind
from service.history import Add, Change, history_table, standing
from service.tasks.state import TaskState
from service.tasks.states import listed
from service.tasks.states import table as tasks

VERSION = 1
CONTEXTS = frozenset({"meetings"})

table = history_table(
    "meeting_states",
    "meeting_id",
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("chair_post_id", Uuid),
    Column("conclusions", Text, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its meeting."""
    event = recorded.event
    match event:
        case meetings.Held():
            facts = {
                "title": event.title,
                "number": event.number,
                "held_on": event.held_on,
                "chair_post_id": event.chair_post_id,
                "conclusions": _lines(event.conclusions),
            }
            return Change(recorded.stream_id, facts, first=True)
        case meetings.Concluded():
            return Change(recorded.stream_id, {"conclusions": Add(_lines(event.conclusions))})
    return None


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting as it stood; its conclusions are numbered from 1."""

    meeting_id: UUID
    title: str
    number: str
    held_on: date
    chair_post_id: UUID | None
    conclusions: tuple[str, ...]
    changed_by: UUID


def one(connection: Connection, meeting_id: UUID, at: datetime | None) -> MeetingState:
    """Give one meeting, now (`at` None) or at an instant.

    Raises:
        NoResultFound: there was none then.
    """
    wanted = select(table).where(standing(table, at), table.c.meeting_id == meeting_id)
    return _state(connection.execute(wanted).one())


def every(connection: Connection, at: datetime | None) -> list[MeetingState]:
    """List the meetings, latest first."""
    wanted = select(table).where(standing(table, at))
    rows = connection.execute(wanted.order_by(table.c.held_on.desc(), table.c.meeting_id))
    return [_state(row) for row in rows]


def followed_up(
    connection: Connection,
    source_id: UUID | None,
    at: datetime | None,
    *,
    kind: OriginKind = "meeting",
) -> dict[tuple[UUID, int], list[TaskState]]:
    """List the tasks that conclusions became, by their source and number; of one or of all.

    The source is a meeting, or a document that concluded something (`kind`).
    """
    known = str(source_id) if source_id else f'"kind":"{kind}"'
    found = listed(
        connection, tasks.c.origin.contains(known), tasks.c.parent_id.is_(None), at=at
    )
    made: dict[tuple[UUID, int], list[TaskState]] = {}
    for task in found:
        if task.origin and task.origin.source_id and task.origin.item:
            made.setdefault((task.origin.source_id, task.origin.item), []).append(task)
    return made


def _state(row: Row[Any]) -> MeetingState:
    kept: dict[str, Any] = {name: getattr(row, name) for name in MeetingState.__slots__}
    said = tuple(msgspec.json.decode(line, type=str) for line in row.conclusions.splitlines())
    return MeetingState(**kept | {"conclusions": said})


def _lines(conclusions: tuple[str, ...]) -> str:
    """Write each as JSON on a line of its own, so that more can be added at the end."""
    return "".join(f"{msgspec.json.encode(one).decode()}\n" for one in conclusions)
