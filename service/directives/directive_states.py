"""Read model: which directives did the province write, and where does each stand?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Integer, Row, Text, select

from events import directives
from events.directive_refusals import DirectiveStatus
from events.store import Recorded
from events.stream import Event
from service.history import Add, Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"directives"})
table = history_table(
    "directive_states",
    "directive_id",
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("issued_on", Date),
    Column("due_on", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("addressed", Integer, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its directive."""
    facts = _facts(recorded.event)
    if facts is None:
        return None
    first = recorded.version == 1 and isinstance(recorded.event, directives.Drafted)
    if first:
        facts |= {"number": "", "issued_on": None, "status": "draft", "revision": 0}
    return Change(recorded.stream_id, facts, first=first)


def _facts(event: Event) -> dict[str, Any] | None:
    match event:
        case directives.Drafted():
            said = {"title": event.title, "due_on": event.due_on}
            return said | {"addressed": len(event.communes)}
        case directives.Issued():
            said = {"number": event.number, "issued_on": event.issued_on}
            return said | {"status": "issued", "revision": 1}
        case directives.Revised():
            return {"due_on": event.due_on, "revision": Add(1)}
        case directives.Recalled():
            return {"status": "recalled", "revision": Add(1)}
    return {"status": "discarded"} if isinstance(event, directives.Discarded) else None


@dataclass(frozen=True, slots=True)
class DirectiveState:
    """A directive in a list; `addressed` is how many communes it goes to."""

    directive_id: UUID
    title: str
    number: str
    issued_on: date | None
    due_on: date
    status: DirectiveStatus
    revision: int
    addressed: int


def every(connection: Connection, at: datetime | None = None) -> list[DirectiveState]:
    """List the directives but those given up: drafts, then the newest; now or at an instant."""
    kept = table.c
    wanted = (
        select(*(kept[name] for name in DirectiveState.__slots__))
        .where(standing(table, at), kept.status != "discarded")
        .order_by(kept.issued_on.desc().nulls_first(), kept.directive_id)
    )
    return [_state(row) for row in connection.execute(wanted)]


def _state(row: Row[Any]) -> DirectiveState:
    kept: dict[str, Any] = {name: getattr(row, name) for name in DirectiveState.__slots__}
    return DirectiveState(**kept)
