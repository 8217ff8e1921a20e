"""Delegations (ủy quyền): who decides for whom by which post, and from when to when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from tenants.access import Role, StandIn
from tenants.ids import PersonId, PostId, UnitId
from tenants.tables import delegations, holdings, posts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delegation:
    """The holder of a post lets somebody decide for them, both days included.

    One that was ended before it began has its last day before its first.
    """

    delegation_id: UUID
    post_id: UUID
    from_person_id: UUID
    to_person_id: UUID
    first_day: date
    last_day: date
    basis: str


def every(connection: Connection) -> list[Delegation]:
    """List the delegations of the tenant, latest first."""
    kept = delegations.c
    order = (kept.first_day.desc(), kept.delegation_id)
    names = Delegation.__dataclass_fields__
    rows = connection.execute(select(*(kept[name] for name in names)).order_by(*order))
    return [Delegation(*row) for row in rows]


def add(connection: Connection, said: Delegation) -> None:
    """Let somebody decide by a post for its holder."""
    facts = {name: getattr(said, name) for name in Delegation.__dataclass_fields__}
    connection.execute(insert(delegations).values(tenant_id=func.ctx.tenant(), **facts))


def end(connection: Connection, delegation_id: UUID, last_day: date) -> None:
    """Let a delegation end after a day."""
    mine = update(delegations).where(delegations.c.delegation_id == delegation_id)
    connection.execute(mine.values(last_day=last_day))


def standing_in(person: ColumnElement[UUID], day: date) -> ScalarSelect[Any]:
    """Ask, inside another query, for whom a person decides on a day; `read` understands it.

    A delegation holds only while its giver holds the post.
    """
    kept = delegations.c
    facts = func.jsonb_build_object(
        *("delegation_id", kept.delegation_id, "post_id", kept.post_id),
        *("person_id", kept.from_person_id, "unit_id", posts.c.unit_id),
        *("roles", posts.c.roles),
    )
    holds = (
        (holdings.c.post_id == kept.post_id)
        & (holdings.c.person_id == kept.from_person_id)
        & (holdings.c.first_day <= day)
        & or_(holdings.c.last_day.is_(None), holdings.c.last_day >= day)
    )
    return (
        select(func.jsonb_agg(aggregate_order_by(facts, kept.delegation_id)))
        .select_from(delegations)
        .join(posts, posts.c.post_id == kept.post_id)
        .where(kept.to_person_id == person, kept.first_day <= day, kept.last_day >= day)
        .where(select(holdings.c.post_id).where(holds).exists())
        .scalar_subquery()
    )


def read(found: Iterable[Mapping[str, Any]] | None) -> tuple[StandIn, ...]:
    """Understand what `standing_in` asked for."""
    return tuple(
        StandIn(
            UUID(one["delegation_id"]),
            PostId(UUID(one["post_id"])),
            PersonId(UUID(one["person_id"])),
            UnitId(UUID(one["unit_id"])),
            frozenset(map(Role, one["roles"])),
        )
        for one in found or ()
    )
