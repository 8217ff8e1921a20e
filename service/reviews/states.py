"""Read model: who is reviewed in which round, and how far is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    Row,
    Text,
    Uuid,
    select,
)

from events.grading.steps import Grade
from events.reviews import steps as reviews
from events.reviews.facts import Facts
from events.reviews.review import Review
from events.reviews.steps import Step, SubjectKind
from events.store import Recorded
from service.history import Add, Change, history_table, standing
from service.in_force import past_of
from service.vault.stores import event_store

VERSION = 1
CONTEXTS = frozenset({"reviews"})
table = history_table(
    "review_states",
    "review_id",
    Column("round_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("unit", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("link_id", Uuid),
    Column("step", Text, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("facts", Text, nullable=False),
    Column("facts_at", BigInteger),
    Column("document", Text, nullable=False),
    Column("grade", Text),
    Column("tasks", ARRAY(Uuid), nullable=False),
    Column("conclusions", Integer, nullable=False),
)
BEGUN: dict[str, Any] = {
    "step": "opened",
    "asked": False,
    "facts": "null",
    "facts_at": None,
    "document": "",
    "grade": None,
    "tasks": [],
    "conclusions": 0,
}
STEPS: dict[type, Step] = {
    reviews.SelfReviewed: "self_reviewed",
    reviews.OpinionGiven: "judged",
    reviews.Told: "told",
    reviews.Objected: "objected",
    reviews.ObjectionAnswered: "answered",
    reviews.Closed: "closed",
}


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its review."""
    event = recorded.event
    match event:
        case reviews.Opened():
            whose = {name: getattr(event, name) for name in event.__struct_fields__}
            return Change(recorded.stream_id, BEGUN | whose, first=True)
        case reviews.FactsAsked():
            return Change(recorded.stream_id, {"asked": True})
        case reviews.FactsReceived() | reviews.FactsReckoned():
            text = msgspec.json.encode(event.facts).decode()
            facts = {"facts": text, "facts_at": recorded.position, "asked": False}
            return Change(recorded.stream_id, facts)
        case reviews.Concluded():
            return Change(recorded.stream_id, _concluded(event))
    step = STEPS.get(type(event))
    return Change(recorded.stream_id, {"step": step}) if step else None


def _concluded(event: reviews.Concluded) -> dict[str, Any]:
    said = {"document": event.document, "grade": event.grade, "tasks": list(event.tasks)}
    return said | {"step": "concluded", "conclusions": Add(1)}


@dataclass(frozen=True, slots=True)
class ReviewState:
    """A review; `facts` are the newest, recorded at the position `facts_at` of our own log."""

    review_id: UUID
    round_id: UUID
    kind: SubjectKind
    person_id: UUID
    unit: str
    post: str
    link_id: UUID | None
    step: Step
    asked: bool
    facts: Facts | None
    facts_at: int | None
    document: str
    grade: Grade | None
    tasks: Sequence[UUID]
    conclusions: int


def every(connection: Connection, at: datetime | None = None) -> list[ReviewState]:
    """List the reviews, by unit and post, now (`at` None) or at an instant."""
    wanted = select(*(table.c[name] for name in ReviewState.__dataclass_fields__))
    ordered = wanted.where(standing(table, at)).order_by(
        table.c.unit, table.c.post, table.c.review_id
    )
    return [_state(row) for row in connection.execute(ordered)]


def one(connection: Connection, review_id: UUID, at: datetime | None = None) -> Review:
    """Load a review with everything that was said, now (`at` None) or until an instant.

    Raises:
        WrongStreamError: there is none.
    """
    return event_store(connection).load(Review, review_id, past=past_of(connection, at))


def _state(row: Row[Any]) -> ReviewState:
    facts = msgspec.json.decode(row.facts, type=Facts | None)
    said = dict(row._mapping) | {"facts": facts}  # noqa: SLF001 - a public name
    if row.step == "opened":
        said["step"] = "facts_in" if facts else "asked" if row.asked else "opened"
    return ReviewState(**said)
