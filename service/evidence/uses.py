"""Read model: for which tasks and indicators is each item of evidence used, and since when?"""

from uuid import uuid5

from sqlalchemy import Column, Index, Text, Uuid

from events import evidence
from events.store import Recorded
from service.history import Change, history_table

VERSION = 1
CONTEXTS = frozenset({"evidence"})
table = history_table(
    "evidence_uses",
    "use_id",
    Column("evidence_id", Uuid, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("for_id", Uuid, nullable=False),
    Index("ix_evidence_uses_item", "tenant_id", "evidence_id"),
    Index("ix_evidence_uses_for", "tenant_id", "for_id"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about what an item is used for."""
    match recorded.event:
        case evidence.Used(purpose=purpose, for_id=for_id):
            item = recorded.stream_id
            facts = {"evidence_id": item, "purpose": purpose, "for_id": for_id}
            return Change(uuid5(item, str(for_id)), facts, first=True)
    return None
