"""Read model: for which tasks and indicators is each item of evidence used, and since when?

A use that was a mistake stays, withdrawn, with the reason.
"""

from uuid import UUID, uuid5

from sqlalchemy import Boolean, Column, Index, Text, Uuid

from events import evidence
from events.store import Recorded
from service.history import Change, history_table

VERSION = 2
CONTEXTS = frozenset({"evidence"})
READERS = "for_id IN (SELECT ctx.seen_things())"
table = history_table(
    "evidence_uses",
    "use_id",
    Column("evidence_id", Uuid, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("for_id", Uuid, nullable=False),
    Column("used_by", Uuid, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_evidence_uses_item", "tenant_id", "evidence_id"),
    Index("ix_evidence_uses_for", "tenant_id", "for_id"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about what an item is used for."""
    item = recorded.stream_id
    match recorded.event:
        case evidence.Used() as used:
            facts = {
                "evidence_id": item,
                "purpose": used.purpose,
                "for_id": used.for_id,
                "used_by": recorded.person_id,
                "withdrawn": False,
                "reason": "",
            }
            return Change(use_of(item, used.for_id, used.again), facts, first=True)
        case evidence.UseWithdrawn() as ended:
            facts = {"withdrawn": True, "reason": ended.reason}
            return Change(use_of(item, ended.for_id, ended.again), facts)
    return None


def use_of(item: UUID, for_id: UUID, again: int) -> UUID:
    """Name one use of an item; `again` counts those for the same thing before it."""
    return uuid5(item, f"{for_id} {again}" if again else str(for_id))
