"""Read model: which post receives directives, here or in each of the communes?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Integer, Text, Uuid, select

from events import directive_receivers as receivers
from events.store import Recorded
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"directive_receivers"})
table = history_table(
    "directive_receiver_states",
    "receiver_id",
    Column("commune", Integer),
    Column("post_id", Uuid),
    Column("post", Text, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say which post receives from now on."""
    match recorded.event:
        case receivers.Named() as event:
            facts: dict[str, Any] = {"post_id": event.post_id, "commune": None, "post": ""}
        case receivers.Told() as event:
            facts = {"post_id": None, "commune": event.commune, "post": event.post}
        case _:
            return None
    return Change(recorded.stream_id, facts, first=recorded.version == 1)


def own(connection: Connection, at: datetime | None = None) -> UUID | None:
    """Give the post that receives here, now or at an instant; None while none was named."""
    mine = select(table.c.post_id).where(standing(table, at), table.c.post_id.is_not(None))
    found: UUID | None = connection.execute(mine).scalar_one_or_none()
    return found


def of_communes(connection: Connection, at: datetime | None = None) -> dict[int, str]:
    """Give the titles of the posts that receive in the communes, by tenant, now or then."""
    known = select(table.c.commune, table.c.post).where(
        standing(table, at), table.c.commune.is_not(None)
    )
    return {row.commune: row.post for row in connection.execute(known)}
