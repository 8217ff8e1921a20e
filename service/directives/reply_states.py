"""Read model: which directives came to the commune, and where does each stand?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Row,
    Select,
    Text,
    Uuid,
    select,
)

from events import directive_replies as replies
from events.store import Recorded
from events.stream import Event
from service.history import Add, Change, history_table, standing
from tenants.names import kept_words

VERSION = 2
CONTEXTS = frozenset({"directive_replies"})
table = history_table(
    "directive_reply_states",
    "reply_id",
    Column("directive_id", Uuid, nullable=False),
    Column("from_tenant", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("received_on", Date),
    Column("tasks", Text, nullable=False),
    Column("units", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("sent_on", Date),
    Column("late", Boolean, nullable=False),
    Column("returned", Boolean, nullable=False),
    Column("recalled", Boolean, nullable=False),
)
SAID = ("directive_id", "from_tenant", "number", "title", "issued_on", "due_on", "revision")
EMPTY: dict[str, Any] = {
    "received_on": None,
    "tasks": "",
    "units": "",
    "outcome": "",
    "sent_on": None,
    "late": False,
    "returned": False,
    "recalled": False,
}


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its directive."""
    event = recorded.event
    if isinstance(event, replies.Arrived):
        facts = EMPTY | {name: getattr(event, name) for name in SAID}
        facts["words"] = kept_words(event.number, event.title)
        return Change(recorded.stream_id, facts, first=True)
    said = _facts(event)
    return Change(recorded.stream_id, said) if said else None


def _facts(event: Event) -> dict[str, Any]:
    if isinstance(event, replies.SentBack):
        return {"returned": True}
    return _asked(event) | _done(event)


def _asked(event: Event) -> dict[str, Any]:
    match event:
        case replies.Revised():
            return {"due_on": event.due_on, "revision": event.revision}
        case replies.Recalled():
            return {"recalled": True, "revision": event.revision}
    return {}


def _done(event: Event) -> dict[str, Any]:
    match event:
        case replies.Received():
            return {"received_on": event.received_on}
        case replies.HandedDown(parts=parts):
            return {
                "tasks": Add(_joined(part.task_id for part in parts)),
                "units": Add(_joined(part.unit_id for part in parts)),
            }
        case replies.Sent():
            said = {"outcome": event.outcome, "sent_on": event.sent_on, "late": event.late}
            return said | {"returned": False}
    return {}


def _joined(ids: Iterable[UUID]) -> str:
    return "".join(f"{one} " for one in ids)


ReplyStep = Literal["recalled", "returned", "sent", "arrived", "received"]


@dataclass(frozen=True, slots=True)
class ReplyState:
    """A directive in the commune's list; `tasks` and `units` name who answers."""

    reply_id: UUID
    directive_id: UUID
    from_tenant: int
    number: str
    title: str
    issued_on: date
    due_on: date
    revision: int
    received_on: date | None
    tasks: str
    units: str
    outcome: str
    sent_on: date | None
    late: bool
    returned: bool
    recalled: bool

    @property
    def step(self) -> ReplyStep:
        """Say what is to be done next."""
        if self.recalled:
            return "recalled"
        if self.returned:
            return "returned"
        if self.sent_on is not None:
            return "sent"
        return "arrived" if self.received_on is None else "received"


def every(
    connection: Connection, at: datetime | None = None, *which: ColumnElement[bool]
) -> list[ReplyState]:
    """List what came in, the newest first, now (`at` None) or at an instant."""
    kept = table.c
    wanted = _all(at).where(*which).order_by(kept.issued_on.desc(), kept.reply_id)
    return [_state(row) for row in connection.execute(wanted)]


def state(connection: Connection, reply_id: UUID, at: datetime | None = None) -> ReplyState:
    """Give one, now (`at` None) or at an instant.

    Raises:
        NoResultFound: it had not come.
    """
    return _state(connection.execute(_all(at).where(table.c.reply_id == reply_id)).one())


def of_task(connection: Connection, task_id: UUID) -> ReplyState | None:
    """Give the directive that a task answers to; None for any other task."""
    found = connection.execute(_all().where(table.c.tasks.contains(str(task_id)))).first()
    return _state(found) if found else None


def parts_of(connection: Connection, reply_id: UUID) -> list[tuple[UUID, UUID]]:
    """Give the units that answer a directive, each with its task."""
    kept = table.c
    wanted = select(kept.units, kept.tasks).where(
        standing(table, None), kept.reply_id == reply_id
    )
    row = connection.execute(wanted).one()
    return list(zip(map(UUID, row.units.split()), map(UUID, row.tasks.split()), strict=True))


def _all(at: datetime | None = None) -> Select[Any]:
    wanted = (table.c[name] for name in ReplyState.__slots__)
    return select(*wanted).where(standing(table, at))


def _state(row: Row[Any]) -> ReplyState:
    kept: dict[str, Any] = {name: getattr(row, name) for name in ReplyState.__slots__}
    return ReplyState(**kept)
