"""Read model: who measures each indicator, how often; what it is made of; how it was judged."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Boolean, Column, Connection, Date, Text, Uuid, select

from events import indicators, measuring
from events.measuring import Derivation
from events.store import Recorded
from events.values import Evidence, Rhythm
from service.history import Change, history_table, standing

VERSION = 2
CONTEXTS = frozenset({"indicators", "measuring"})
READERS = "indicator_id IN (SELECT ctx.seen_indicators())"
table = history_table(
    "indicator_follow_ups",
    "indicator_id",
    Column("rhythm", Text),
    Column("post_id", Uuid),
    Column("source", Text, nullable=False),
    Column("rule", Text),
    Column("parts", ARRAY(Uuid), nullable=False),
    Column("whole_id", Uuid),
    Column("reached", Boolean),
    Column("judged_on", Date),
    Column("statement", Text, nullable=False),
    Column("evidence", Text, nullable=False),
)
NOTHING: dict[str, Any] = {
    "rhythm": None,
    "post_id": None,
    "source": "",
    "rule": None,
    "parts": [],
    "whole_id": None,
    "reached": None,
    "judged_on": None,
    "statement": "",
    "evidence": "[]",
}


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about the follow-up of an indicator."""
    event = recorded.event
    if isinstance(event, indicators.TargetSet):
        return Change(recorded.stream_id, NOTHING, first=True)
    facts: dict[str, Any] | None = None
    match event:
        case measuring.DutySet():
            facts = {"rhythm": event.rhythm, "post_id": event.post_id, "source": event.source}
        case measuring.DerivedFrom():
            facts = {"rule": event.rule, "parts": list(event.parts)}
        case measuring.MadePartOf():
            facts = {"whole_id": event.whole_id}
        case measuring.Judged():
            facts = {"reached": event.reached, "judged_on": event.judged_on}
            proofs = msgspec.json.encode(event.evidence).decode()
            facts |= {"statement": event.statement, "evidence": proofs}
    if facts is None:
        return None
    return Change(event.indicator_id, facts)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How one indicator is followed; empty where nobody said."""

    indicator_id: UUID
    rhythm: Rhythm | None
    post_id: UUID | None
    source: str
    rule: Derivation | None
    parts: tuple[UUID, ...]
    whole_id: UUID | None
    reached: bool | None
    judged_on: date | None
    statement: str
    evidence: tuple[Evidence, ...]


def every(connection: Connection, at: datetime | None) -> dict[UUID, FollowUp]:
    """Give how each indicator is followed, now (`at` None) or at an instant."""
    rows = connection.execute(select(table).where(standing(table, at)))
    return {row.indicator_id: _read(row) for row in rows}


def _read(row: Any) -> FollowUp:
    facts = {name: getattr(row, name) for name in FollowUp.__dataclass_fields__}
    proofs = msgspec.json.decode(row.evidence, type=tuple[Evidence, ...])
    return FollowUp(**facts | {"parts": tuple(row.parts), "evidence": proofs})


def one(connection: Connection, indicator_id: UUID) -> FollowUp | None:
    """Give how one indicator is followed now; None where there is no such indicator."""
    mine = select(table).where(standing(table, None), table.c.indicator_id == indicator_id)
    row = connection.execute(mine).one_or_none()
    return _read(row) if row else None
