"""Guests: people of another tenant who look at ours while a mandate of theirs runs here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from tenants import sessions
from tenants.access import Actor, Role
from tenants.ids import PersonId, PostId, TenantId, UnitId
from tenants.sessions import Session
from tenants.tables import guests
from tenants.tables import sessions as kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A guest as the letter named them: the title of their post there, and their own tenant."""

    guest_id: UUID
    name: str
    title: str
    home_id: int


def take_in(connection: Connection, named: Collection[Guest]) -> None:
    """Keep who they are, or what they are called now."""
    for one in named:
        facts = {name: getattr(one, name) for name in Guest.__dataclass_fields__}
        added = insert(guests).values(tenant_id=func.ctx.tenant(), **facts)
        again = {"name": one.name, "title": one.title}
        connection.execute(added.on_conflict_do_update(constraint="guests_pkey", set_=again))


def acting(tenant_id: int, guest_id: UUID, home: int) -> Actor:
    """Give a guest as an actor: an inspector without a post."""
    return Actor(
        TenantId(tenant_id),
        PersonId(guest_id),
        PostId(guest_id),
        UnitId(UUID(int=0)),
        frozenset({Role.INSPECTOR}),
        home=TenantId(home),
    )


def running(connection: Connection, guest_id: UUID) -> set[UUID]:
    """Name the inspections of a guest that run today, along a link that stands."""
    every = func.ctx.mandates(guest_id).table_valued("inspection_id")
    return set(connection.scalars(select(every.c.inspection_id)))


def begin(connection: Connection, guest_id: UUID, device: str, at: datetime) -> str:
    """Begin a session of a guest and give its token."""
    return sessions.begin(connection, guest_id, guest_id, device, at)


def find(connection: Connection, token: str, at: datetime) -> Session | None:
    """Find the session of a guest while it holds and a mandate of theirs runs."""
    row = connection.execute(
        select(guests, kept.c.seen_at)
        .join(kept, kept.c.account_id == guests.c.guest_id)
        .where(sessions.holds(token, at))
    ).one_or_none()
    mandates = len(running(connection, row.guest_id)) if row else 0
    if row is None or not mandates:
        return None
    actor = acting(row.tenant_id, row.guest_id, row.home_id)
    return Session(
        sessions.hashed(token),
        row.guest_id,
        actor,
        one_time=False,
        seen_at=row.seen_at,
        mandates=mandates,
    )
