"""Read model: which versions of the work catalogue are there, and when does each hold?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Text, Uuid, select

from events import catalogues
from events.store import Recorded
from events.values import Population
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"catalogues"})
READERS = "true"
Status = Literal["draft", "waiting", "in_force", "superseded"]

table = history_table(
    "work_catalogue_states",
    "catalogue_id",
    Column("population", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date),
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("superseded_by", Uuid),
    Column("discarded", Boolean, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its version."""
    event = recorded.event
    match event:
        case catalogues.Drafted():
            return Change(recorded.stream_id, _begun(event), first=True)
        case catalogues.Decided():
            facts = {
                "number": event.number,
                "decided_on": event.decided_on,
                "effective_from": event.effective_from,
            }
            return Change(recorded.stream_id, facts)
        case catalogues.Superseded():
            ended = {"effective_to": event.effective_to, "superseded_by": event.by}
            return Change(recorded.stream_id, ended)
        case catalogues.Discarded():
            return Change(recorded.stream_id, {"discarded": True})
    return None


def _begun(event: catalogues.Drafted) -> dict[str, object]:
    return {
        "population": event.population,
        "title": event.title,
        "items": len(event.items),
        "file_name": event.file_name,
        "number": "",
        "decided_on": None,
        "effective_from": None,
        "effective_to": None,
        "superseded_by": None,
        "discarded": False,
    }


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """A version; decided, it holds from `effective_from` to `effective_to` (None: open)."""

    catalogue_id: UUID
    population: Population
    title: str
    items: int
    file_name: str
    number: str
    decided_on: date | None
    effective_from: date | None
    effective_to: date | None
    superseded_by: UUID | None

    def status(self, day: date) -> Status:
        """Say what it is on a day."""
        if self.effective_from is None:
            return "draft"
        if day < self.effective_from:
            return "waiting"
        ended = self.effective_to is not None and self.effective_to < day
        return "superseded" if ended else "in_force"


def every(connection: Connection, at: datetime | None) -> list[CatalogueState]:
    """List the versions that nobody gave up, the newest first, now (`at` None) or then."""
    wanted = select(table).where(standing(table, at), ~table.c.discarded)
    found = [_state(row) for row in connection.execute(wanted)]
    return sorted(found, key=_age, reverse=True)


def in_force(connection: Connection, day: date) -> list[CatalogueState]:
    """List the versions that hold on a day, one for each population that has one."""
    return [one for one in every(connection, None) if one.status(day) == "in_force"]


def latest(connection: Connection, population: Population) -> CatalogueState | None:
    """Give the version of a population that nothing has superseded yet, if it has one."""
    decided = [s for s in every(connection, None) if s.population == population and s.number]
    return next((s for s in decided if s.superseded_by is None), None)


def _age(state: CatalogueState) -> tuple[bool, date, str]:
    since = state.effective_from
    return since is None, since or date.min, str(state.catalogue_id)


def _state(row: object) -> CatalogueState:
    values = {name: getattr(row, name) for name in CatalogueState.__dataclass_fields__}
    return CatalogueState(**values)
