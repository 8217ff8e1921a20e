"""Read model: the entries of the catalogue of indicators, now and at any past instant."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Connection, Text, select

from events import shared_indicators
from events.store import Recorded
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"shared_indicators"})
READERS = "true"

table = history_table(
    "shared_indicator_states",
    "entry_id",
    Column("name", Text, nullable=False),
    Column("unit", Text),
    Column("area", Text),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its entry."""
    event = recorded.event
    if not isinstance(event, shared_indicators.Named):
        return None
    facts = {"name": event.name, "unit": event.unit, "area": event.area}
    return Change(recorded.stream_id, facts, first=recorded.version == 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is measured, by name and unit (None: a quality)."""

    entry_id: UUID
    name: str
    unit: str | None
    area: str | None


def every(connection: Connection, at: datetime | None) -> list[Entry]:
    """List the entries by name, now (`at` None) or at an instant."""
    wanted = select(table).where(standing(table, at)).order_by(table.c.name)
    return [_entry(row) for row in connection.execute(wanted)]


def one(connection: Connection, entry_id: UUID, at: datetime | None) -> Entry:
    """Give one entry.

    Raises:
        NoResultFound: no such entry then.
    """
    wanted = select(table).where(standing(table, at), table.c.entry_id == entry_id)
    return _entry(connection.execute(wanted).one())


def _entry(row: object) -> Entry:
    return Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})
