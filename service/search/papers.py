"""Which documents that conclude or direct something have these words? Of those in sight."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from service.conclusions import states as conclusions
from service.directives import receiver_states, reply_states
from service.directives.receiving import sees
from service.search.folding import written
from service.search.found import Found
from tenants.access import Actor


def papers(
    connection: Connection, wanted: Sequence[str], actor: Actor, at: datetime | None
) -> Iterator[Found]:
    """Find them by title or number, the latest first, now (`at` None) or at an instant."""
    for one in conclusions.every(connection, at, written(wanted, conclusions.table.c.words)):
        if one.seen_by(actor):
            yield Found("conclusion", one.conclusion_id, one.title, one.number)
    came = reply_states.every(connection, at, written(wanted, reply_states.table.c.words))
    named = receiver_states.own(connection) if came else None
    for reply in came:
        if sees(actor, reply, named):
            yield Found("directive", reply.reply_id, reply.title, reply.number)
