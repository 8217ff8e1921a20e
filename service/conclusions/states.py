"""Read model: which documents were issued, whom do they reach, and what did each answer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Date,
    Select,
    Text,
    Uuid,
    select,
)

from events.conclusions import steps
from events.conclusions.steps import ConclusionKind, Disseminated, Ended
from events.store import Recorded
from service.conclusions.replies import Answer, Reply, folded
from service.db import Question
from service.history import Add, Change, history_table, standing
from tenants.access import Actor
from tenants.names import kept_words

VERSION = 2
CONTEXTS = frozenset({"conclusions"})
READERS = "conclusion_id IN (SELECT ctx.seen_conclusions())"
Standing = Literal["new", "acknowledged", "partly", "told"]
table = history_table(
    "conclusion_states",
    "conclusion_id",
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("unit_ids", ARRAY(Uuid), nullable=False),
    Column("people", ARRAY(Uuid), nullable=False),
    Column("told_by", Date),
    Column("replaces", Uuid),
    Column("ended", Text, nullable=False),
    Column("ended_reason", Text, nullable=False),
    Column("successor_id", Uuid),
    Column("answers", Text, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its document."""
    match recorded.event:
        case steps.Issued() as said:
            return Change(recorded.stream_id, _begun(said), first=True)
        case steps.Withdrawn() | steps.Closed() as said:
            ended = "withdrawn" if isinstance(said, steps.Withdrawn) else "closed"
            return Change(recorded.stream_id, {"ended": ended, "ended_reason": said.reason})
        case steps.Superseded() as said:
            facts = {"ended": "superseded", "successor_id": said.by_id}
            return Change(recorded.stream_id, facts)
    answer = _answer(recorded)
    return Change(recorded.stream_id, {"answers": Add(answer.line())}) if answer else None


@dataclass(frozen=True)
class ConclusionState:
    """A document as it stood; its points are numbered from 1."""

    conclusion_id: UUID
    kind: ConclusionKind
    number: str
    issued_on: date
    title: str
    lines: str
    unit_ids: Sequence[UUID]
    people: Sequence[UUID]
    told_by: date | None
    replaces: UUID | None
    ended: Ended
    ended_reason: str
    successor_id: UUID | None
    answers: str

    @cached_property
    def points(self) -> list[str]:
        """What it concludes or directs."""
        return msgspec.json.decode(self.lines, type=list[str])

    @cached_property
    def replies(self) -> dict[UUID, Reply]:
        """What each addressee answered, units first."""
        found = folded(self.answers)
        return {one: found.get(one, Reply()) for one in (*self.unit_ids, *self.people)}

    def standing(self, addressee_id: UUID) -> Standing:
        """Say how far an addressee is; a person has nobody to tell."""
        reply = self.replies[addressee_id]
        if reply.acknowledged_at is None:
            return "new"
        if reply.all_told or addressee_id in self.people:
            return "told"
        return "partly" if reply.told else "acknowledged"

    @property
    def owing(self) -> list[UUID]:
        """Name the addressees who still owe something; nobody once it ended."""
        if self.ended:
            return []
        return [one for one in self.replies if self.standing(one) != "told"]

    def late(self, day: date) -> bool:
        """Tell whether somebody owes an answer past its last day."""
        return bool(self.told_by and self.told_by < day and self.owing)

    def seen_by(self, actor: Actor) -> bool:
        """Tell whether an actor sees it: who follows all work, and whom it reaches.

        To a reader by mandate the database shows what the mandate covers and nothing else.
        """
        units = {actor.unit_id, *(one.unit_id for one in actor.stands_in)}
        reached = actor.person_id in self.people or bool(units & set(self.unit_ids))
        return reached or actor.looks_across


def every(
    connection: Connection, at: datetime | None, *which: ColumnElement[bool]
) -> list[ConclusionState]:
    """List the documents, the latest first, now (`at` None) or at an instant."""
    rows = connection.execute(_wanted(standing(table, at), *which))
    return [ConclusionState(*row) for row in rows]


def holding() -> Question[ConclusionState]:
    """Ask for those that are followed now, the latest first."""
    return Question(_wanted(standing(table, None), table.c.ended == ""), ConclusionState)


def one(connection: Connection, conclusion_id: UUID, at: datetime | None) -> ConclusionState:
    """Give one document, now (`at` None) or at an instant.

    Raises:
        NoResultFound: there was none then.
    """
    wanted = _wanted(standing(table, at), table.c.conclusion_id == conclusion_id)
    return ConclusionState(*connection.execute(wanted).one())


def _wanted(*which: ColumnElement[bool]) -> Select[Any]:
    named = (table.c[name] for name in ConclusionState.__dataclass_fields__)
    in_order = table.c.issued_on.desc(), table.c.conclusion_id
    return select(*named).where(*which).order_by(*in_order)


def _begun(said: steps.Issued) -> dict[str, Any]:
    names = ("kind", "number", "issued_on", "title", "told_by", "replaces")
    facts: dict[str, Any] = {name: getattr(said, name) for name in names}
    facts["words"] = kept_words(said.number, said.title)
    facts |= {"unit_ids": list(said.unit_ids), "people": list(said.people)}
    facts |= {"lines": msgspec.json.encode(said.points).decode(), "answers": ""}
    return facts | {"ended": "", "ended_reason": "", "successor_id": None}


def _answer(recorded: Recorded) -> Answer | None:
    at, by = recorded.happened_at, recorded.person_id
    match recorded.event:
        case steps.Acknowledged(addressee_id=one):
            return Answer(at=at, by=by, addressees=(one,))
        case Disseminated() as said:
            return Answer(at=at, by=by, addressees=(said.unit_id,), said=said)
        case steps.DisseminationStruck(session=number, reason=reason):
            return Answer(at=at, by=by, struck=number, reason=reason)
        case steps.Urged(addressees=whom):
            return Answer(at=at, by=by, addressees=whom, urged=True)
    return None
