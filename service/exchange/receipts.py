"""Read model: which letters of other tenants did we receive, and when?"""

from sqlalchemy import Column, Integer, Text, Uuid

from events import exchange
from events.store import Recorded
from service.history import Change, history_table

VERSION = 1
CONTEXTS = frozenset({"exchange"})
table = history_table(
    "letter_receipts",
    "letter_id",
    Column("from_tenant", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say which letter came in."""
    event = recorded.event
    if not isinstance(event, exchange.LetterReceived):
        return None
    facts = {
        name: getattr(event, name) for name in ("from_tenant", "kind", "subject_id", "number")
    }
    return Change(event.letter_id, facts, first=True)
