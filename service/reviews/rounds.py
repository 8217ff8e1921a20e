"""Read model: which rounds of review were opened, of which period, with which members?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    select,
)

from events import review_rounds
from events.review_rounds import RoundKind
from events.store import Recorded
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"review_rounds"})
table = history_table(
    "review_rounds",
    "round_id",
    Column("kind", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("document", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("members", ARRAY(Uuid), nullable=False),
    Column("self_by", Date, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say which round was opened."""
    event = recorded.event
    if not isinstance(event, review_rounds.Opened):
        return None
    facts = {name: getattr(event, name) for name in FACTS} | {"members": list(event.members)}
    return Change(recorded.stream_id, facts, first=True)


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round with the days of its period."""

    round_id: UUID
    kind: RoundKind
    year: int
    number: int
    first_day: date
    last_day: date
    document: str
    issued_on: date
    members: Sequence[UUID]
    self_by: date


FACTS = tuple(name for name in RoundState.__dataclass_fields__ if name != "round_id")


def every(connection: Connection, at: datetime | None = None) -> list[RoundState]:
    """List the rounds, the latest period first, now (`at` None) or at an instant."""
    order = (table.c.last_day.desc(), table.c.first_day, table.c.round_id)
    return [RoundState(*row) for row in connection.execute(_states(at).order_by(*order))]


def one(connection: Connection, round_id: UUID, at: datetime | None = None) -> RoundState:
    """Give a round, now (`at` None) or at an instant.

    Raises:
        NoResultFound: there is none.
    """
    wanted = _states(at).where(table.c.round_id == round_id)
    return RoundState(*connection.execute(wanted).one())


def _states(at: datetime | None) -> Select[Any]:
    wanted = select(*(table.c[name] for name in RoundState.__dataclass_fields__))
    return wanted.where(standing(table, at))
