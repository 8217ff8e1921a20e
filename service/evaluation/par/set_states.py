"""Read model: which sets of reform criteria did we draft, and which holds for a year?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Integer, Text, select

from events import par_sets
from events.store import Recorded
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"par_sets"})
READERS = "true"
Status = Literal["draft", "in_force", "superseded", "discarded"]
table = history_table(
    "par_set_states",
    "set_id",
    Column("title", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("components", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its version."""
    match recorded.event:
        case par_sets.Drafted(par_set=said):
            facts = {"title": said.title, "year": said.year, "components": len(said.components)}
            begun = {"status": "draft", "number": "", "decided_on": None}
            return Change(recorded.stream_id, facts | begun, first=True)
        case par_sets.Decided(number=number, decided_on=day):
            facts = {"status": "in_force", "number": number, "decided_on": day}
            return Change(recorded.stream_id, facts)
        case par_sets.Superseded():
            return Change(recorded.stream_id, {"status": "superseded"})
        case par_sets.Discarded():
            return Change(recorded.stream_id, {"status": "discarded"})
    return None


@dataclass(frozen=True, slots=True)
class ParSetState:
    """A version of a year's set as it stands."""

    set_id: UUID
    title: str
    year: int
    components: int
    status: Status
    number: str
    decided_on: date | None


def every(connection: Connection, at: datetime | None = None) -> list[ParSetState]:
    """List the versions that nobody gave up, the newest year first, now or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.status != "discarded")
    order = (table.c.year.desc(), table.c.position.desc())
    names = ParSetState.__dataclass_fields__
    found = connection.execute(wanted.order_by(*order))
    return [ParSetState(**{name: getattr(row, name) for name in names}) for row in found]


def in_force(connection: Connection, year: int) -> list[ParSetState]:
    """Give the version that holds for a year; at most one."""
    return [one for one in every(connection) if one.year == year and one.status == "in_force"]
