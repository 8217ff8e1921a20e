"""Read model and commands: which filters does a person keep?"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import Boolean, Column, Connection, Index, Text, Uuid, select

from events.filters import Dropped, Kept, Shelf
from events.store import Recorded
from service.db import Question, together
from service.history import Change, history_table, standing
from service.work import Work
from tenants.access import Permission

VERSION = 1
CONTEXTS = frozenset({"filters"})
READERS = "person_id = (SELECT ctx.reader())"
table = history_table(
    "saved_filters",
    "filter_id",
    Column("person_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("there", Boolean, nullable=False),
    Index("ix_saved_filters_person", "tenant_id", "person_id"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about a filter."""
    match recorded.event:
        case Kept(filter_id=filter_id, name=name, query=query):
            facts = {"person_id": recorded.person_id, "name": name, "query": query}
            return Change(filter_id, facts | {"there": True}, first=True)
        case Dropped(filter_id=filter_id):
            return Change(filter_id, {"there": False})
    return None


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter by its name: the query of an address."""

    filter_id: UUID
    name: str
    query: str


def kept_by(person_id: UUID) -> Question[SavedFilter]:
    """Ask for the filters that a person keeps, the latest first."""
    kept = table.c
    mine = select(kept.filter_id, kept.name, kept.query).where(
        standing(table, None), kept.person_id == person_id, kept.there
    )
    return Question(mine.order_by(kept.valid_from.desc(), kept.filter_id), SavedFilter)


def of_person(connection: Connection, person_id: UUID) -> list[SavedFilter]:
    """List the filters that a person keeps, the latest first."""
    [found] = together(connection, kept_by(person_id))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFilter:
    """Save what one looks for under a name; one of the same name gives way."""

    name: str
    query: str

    def decide(self, work: Work) -> None:
        """Record the filter."""
        work.actor.require(Permission.WORK)
        shelf = _shelf(work)
        name, query = self.name.strip(), self.query
        shelf.keep(Kept(filter_id=work.new_id("filter"), name=name, query=query))
        work.save(shelf)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFilter:
    """Let go of a filter of one's own."""

    filter_id: UUID

    def decide(self, work: Work) -> None:
        """Record that it is gone."""
        shelf = _shelf(work)
        shelf.drop(self.filter_id)
        work.save(shelf)


def _shelf(work: Work) -> Shelf:
    return work.open(Shelf, uuid5(work.actor.person_id, "filters"))
