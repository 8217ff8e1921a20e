"""Who else works on a draft just now, as far as their last steps tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from events.plans import ItemsReplaced, ItemsRevised
from events.registry import decode

LATELY = timedelta(minutes=15)
LAST = text(
    "SELECT DISTINCT ON (person_id) person_id, recorded_at, topic, state"
    " FROM es.stored_events WHERE stream_id = :plan AND recorded_at > :since"
    " AND person_id <> :me ORDER BY person_id, position DESC"
)


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who changed the draft lately; `item_id` is where, when it was one record."""

    person_id: UUID
    at: datetime
    item_id: int | None


def company(connection: Connection, plan_id: UUID, me: UUID, now: datetime) -> list[Companion]:
    """List the others who changed a draft within the last quarter of an hour, latest first."""
    asked = {"plan": plan_id, "since": now - LATELY, "me": me}
    rows = connection.execute(LAST, asked).all()
    found = [
        Companion(row.person_id, row.recorded_at, _where(row.topic, bytes(row.state)))
        for row in rows
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _where(topic: str, state: bytes) -> int | None:
    event = decode(topic, state)
    if isinstance(event, ItemsRevised | ItemsReplaced) and len(event.items) == 1:
        return event.items[0].item_id
    return None
