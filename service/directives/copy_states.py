"""Read model: how far is each directive in each commune, as the province knows it?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Integer,
    Row,
    Text,
    Uuid,
    exists,
    func,
    select,
)

from events import directive_copies as copies
from events.directive_answers import Line
from events.directive_copies import Step
from events.store import Recorded
from events.stream import Event
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"directive_copies"})
table = history_table(
    "directive_copy_states",
    "copy_id",
    Column("directive_id", Uuid, nullable=False),
    Column("commune", Integer, nullable=False),
    Column("sent_revision", Integer, nullable=False),
    Column("progressed", Boolean, nullable=False),
    Column("returned", Boolean, nullable=False),
    Column("received_on", Date),
    Column("receiver", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("answered_on", Date),
    Column("answered_revision", Integer, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("answers", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reminded_on", Date),
    Column("heir", Integer),
    Index("ix_directive_copy_states_directive", "tenant_id", "directive_id", "valid_to"),
)
EMPTY: dict[str, Any] = {
    "progressed": False,
    "returned": False,
    "received_on": None,
    "receiver": "",
    "outcome": "",
    "answered_on": None,
    "answered_revision": 0,
    "late": False,
    "answers": "[]",
    "reason": "",
    "reminded_on": None,
    "heir": None,
}


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its copy."""
    event, first = recorded.event, recorded.version == 1
    if isinstance(event, copies.Sent):
        facts: dict[str, Any] = {"sent_revision": event.revision}
        if first:
            whose = {"directive_id": event.directive_id, "commune": event.commune}
            facts |= EMPTY | whose
        return Change(recorded.stream_id, facts, first=first)
    said = _facts(event)
    return Change(recorded.stream_id, said) if said else None


def _facts(event: Event) -> dict[str, Any]:
    match event:
        case copies.Received():
            return {"received_on": event.received_on, "receiver": event.post}
        case copies.Answered():
            return _answered(event)
        case copies.Reminded():
            return {"reminded_on": event.on}
        case copies.PassedOn():
            return {"heir": event.heir}
    turned: dict[type[Event], str] = {
        copies.Returned: "returned",
        copies.Progressed: "progressed",
    }
    return {turned[type(event)]: True} if type(event) in turned else {}


def _answered(event: copies.Answered) -> dict[str, Any]:
    return {
        "outcome": event.outcome,
        "answered_on": event.sent_on,
        "answered_revision": event.revision,
        "late": event.late,
        "answers": msgspec.json.encode(event.lines).decode(),
        "reason": event.reason,
        "returned": False,
    }


@dataclass(frozen=True, slots=True)
class CopyState:
    """A directive in one commune; `sent_revision` is what went there last."""

    copy_id: UUID
    directive_id: UUID
    commune: int
    sent_revision: int
    progressed: bool
    returned: bool
    received_on: date | None
    receiver: str
    outcome: str
    answered_on: date | None
    answered_revision: int
    late: bool
    answers: str
    reason: str
    reminded_on: date | None
    heir: int | None

    @property
    def step(self) -> Step:
        """Say how far it is, as `events.directive_copies.next_step` has it."""
        if self.heir is not None:
            return "passed_on"
        if self.returned:
            return "returned"
        if self.outcome:
            return "answered"
        if self.received_on is None:
            return "sent"
        return "in_progress" if self.progressed else "received"

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it answered last."""
        return msgspec.json.decode(self.answers, type=tuple[Line, ...])

    def counts(self, asked_since: int) -> bool:
        """Tell whether its answer stands, to the items in force."""
        return self.step == "answered" and self.answered_revision >= asked_since

    def owes(self, asked_since: int) -> bool:
        """Tell whether an answer is waited for."""
        return self.step != "passed_on" and not self.counts(asked_since)


def of_directive(
    connection: Connection, directive_id: UUID, at: datetime | None = None
) -> dict[int, CopyState]:
    """Give the copies of a directive, by commune, now (`at` None) or at an instant."""
    wanted = select(*(table.c[name] for name in CopyState.__slots__)).where(
        standing(table, at), table.c.directive_id == directive_id
    )
    return {row.commune: _state(row) for row in connection.execute(wanted)}


def answered_of(
    connection: Connection, at: datetime | None = None
) -> dict[UUID, tuple[int, int]]:
    """Count, by directive, the communes that received it and those whose answer stands.

    Now (`at` None) or at an instant.
    """
    kept = table.c
    sure = (kept.outcome != "") & kept.returned.is_(False) & kept.heir.is_(None)
    wanted = (
        select(kept.directive_id, func.count(kept.received_on), func.count().filter(sure))
        .where(standing(table, at))
        .group_by(kept.directive_id)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(wanted)}


def answered(
    directive_id: ColumnElement[Any], at: datetime | None = None
) -> ColumnElement[bool]:
    """Restrict to directives that some commune answered, and whose answer was not returned."""
    kept = table.c
    stands = (kept.outcome == "answered") & kept.returned.is_(False) & kept.heir.is_(None)
    return exists().where(standing(table, at), kept.directive_id == directive_id, stands)


def places_of(connection: Connection, commune: int) -> set[int]:
    """Give the places in a commune's log that its answers named."""
    wanted = select(table.c.answers).where(standing(table, None), table.c.commune == commune)
    return {
        place
        for answers in connection.scalars(wanted)
        for line in msgspec.json.decode(answers, type=tuple[Line, ...])
        for place in line.events
    }


def told(connection: Connection) -> dict[tuple[UUID, int], int]:
    """Count, by directive and revision, to whom it went so, or who answers no more."""
    kept = table.c
    wanted = select(kept.directive_id, kept.sent_revision, kept.heir).where(
        standing(table, None)
    )
    return _added(connection.execute(wanted).all())


def _added(rows: Sequence[Any]) -> dict[tuple[UUID, int], int]:
    said = [row for row in rows if row.heir is None]
    found = Counter((row.directive_id, row.sent_revision) for row in said)
    ended = Counter(row.directive_id for row in rows if row.heir is not None)
    heirs = Counter(
        directive for directive, _ in {(r.directive_id, r.heir) for r in rows if r.heir}
    )
    return {
        (one, revision): count + ended[one] - heirs[one]
        for (one, revision), count in found.items()
    }


def _state(row: Row[Any]) -> CopyState:
    kept: dict[str, Any] = {name: getattr(row, name) for name in CopyState.__slots__}
    return CopyState(**kept)
