"""The outbox: a message is written in the transaction of its cause, and goes out later.

A job of the same transaction carries nothing but the tenant's and the message's numbers, so
that a message neither goes out for something that was rolled back nor is forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from service.db import Question
from tenants.tables import outgoing, webhooks

Channel = Literal["email", "webhook"]
QUEUE, TASK = "messages", "deliver"
DEFER = text("""
    SELECT jobs.procrastinate_defer_jobs_v1(array_agg(ROW('messages', 'deliver', 0, NULL, NULL,
             jsonb_build_object('tenant_id', ctx.tenant(), 'message_id', m), NULL)
             ::jobs.procrastinate_job_to_defer_v1))
      FROM unnest(CAST(:messages AS uuid[])) AS m
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes out; `key` names the cause, and a channel takes each key once."""

    channel: Channel
    key: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as the outbox has it."""

    message_id: UUID
    channel: Channel
    address: str
    subject: str
    body: str
    made_at: datetime
    tries: int
    problem: str
    sent_at: datetime | None
    dead_at: datetime | None


def post(connection: Connection, messages: Iterable[Message], at: datetime) -> int:
    """Write messages into the outbox and queue them; gives how many were new."""
    rows = [
        {name: getattr(m, name) for name in Message.__dataclass_fields__}
        | {"message_id": uuid4(), "made_at": at, "tries": 0, "problem": ""}
        for m in messages
    ]
    if not rows:
        return 0
    written = (
        insert(outgoing)
        .values([{"tenant_id": func.ctx.tenant(), **row} for row in rows])
        .on_conflict_do_nothing(constraint="uq_outgoing_key")
        .returning(outgoing.c.message_id)
    )
    new = list(connection.execute(written).scalars())
    queue(connection, new)
    return len(new)


def queue(connection: Connection, messages: list[UUID]) -> None:
    """Queue messages of the outbox for the worker."""
    if messages:
        connection.execute(DEFER, {"messages": messages})


def tell_others(
    connection: Connection, told: Mapping[str, tuple[str, str, UUID]], at: datetime
) -> None:
    """Let every system know that subscribed to this tenant: what, about which thing."""
    urls = list(connection.scalars(select(webhooks.c.url))) if told else []
    post(
        connection,
        (
            Message(
                channel="webhook",
                key=f"{key} {url}",
                address=url,
                subject=kind,
                body=msgspec.json.encode({"kind": kind, about: thing, "at": at}).decode(),
            )
            for key, (kind, about, thing) in told.items()
            for url in urls
        ),
        at,
    )


def one(connection: Connection, message_id: UUID) -> Outgoing | None:
    """Give a message that still has to go out, holding it; None when there is nothing to do."""
    found = select(outgoing).where(
        outgoing.c.message_id == message_id, outgoing.c.sent_at.is_(None)
    )
    row = connection.execute(found.with_for_update(skip_locked=True)).one_or_none()
    return _outgoing(row) if row else None


@dataclass(frozen=True, slots=True)
class Dead:
    """How many messages were given up."""

    count: int


def dead() -> Question[Dead]:
    """Ask how many messages were given up and wait for somebody."""
    gone = select(func.count().label("count")).where(outgoing.c.dead_at.is_not(None))
    return Question(gone, Dead)


def recent(connection: Connection, most: int = 200) -> list[Outgoing]:
    """List what went out or waits, newest first."""
    rows = connection.execute(
        select(outgoing).order_by(outgoing.c.made_at.desc(), outgoing.c.message_id).limit(most)
    )
    return [_outgoing(row) for row in rows]


def sent(connection: Connection, message_id: UUID, at: datetime) -> None:
    """Note that a message is out; what it said is no longer kept."""
    _note(connection, message_id, sent_at=at, body="", problem="", tries=outgoing.c.tries + 1)


def failed(
    connection: Connection, message_id: UUID, problem: str, dead_at: datetime | None
) -> None:
    """Note why a message did not go out, and whether it is given up."""
    tries = outgoing.c.tries + 1
    _note(connection, message_id, problem=problem[:500], tries=tries, dead_at=dead_at)


def revive(connection: Connection, message_id: UUID) -> bool:
    """Queue a message anew that was given up; tells whether there was one."""
    dead = outgoing.c.dead_at.is_not(None) & outgoing.c.sent_at.is_(None)
    mine = update(outgoing).where(outgoing.c.message_id == message_id, dead)
    if not connection.execute(mine.values(dead_at=None, tries=0)).rowcount:
        return False
    queue(connection, [message_id])
    return True


def _note(connection: Connection, message_id: UUID, **facts: object) -> None:
    mine = update(outgoing).where(outgoing.c.message_id == message_id)
    connection.execute(mine.values(**facts))


def _outgoing(row: object) -> Outgoing:
    return Outgoing(*(getattr(row, name) for name in Outgoing.__dataclass_fields__))
