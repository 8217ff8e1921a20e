"""Who of a province looked at which commune: a row a day for a person and what they opened.

The commune reads the post and the day; a name stays in the register of the province.
"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from service.clock import now
from tenants.access import Actor
from tenants.tables import looks_across, tenants

MOST = 30


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody of a province looked; `all_at_once`: at the list of all its communes."""

    province: str
    post: str
    day: date
    all_at_once: bool


def note(
    connection: Connection, actor: Actor, post: str, day: date, commune_id: int | None = None
) -> None:
    """Keep that somebody looked at a commune (None: at all of them), once a day."""
    kept = looks_across
    added = insert(kept).values(
        tenant_id=func.ctx.tenant(),
        look_id=uuid5(actor.person_id, f"{day} {commune_id}"),
        commune_id=commune_id,
        person_id=actor.person_id,
        post=post,
        day=day,
        at=now(),
    )
    connection.execute(added.on_conflict_do_nothing())


def at_us(connection: Connection, until: date) -> list[Look]:
    """List who looked at the bound commune until a day, the newest first, at most thirty."""
    kept = looks_across.c
    found = (
        select(tenants.c.name, kept.post, kept.day, kept.commune_id.is_(None))
        .join_from(looks_across, tenants, tenants.c.tenant_id == kept.tenant_id)
        .where(kept.tenant_id != func.ctx.tenant(), kept.day <= until)
        .order_by(kept.day.desc(), kept.at.desc(), kept.look_id)
        .limit(MOST)
    )
    return [Look(*row) for row in connection.execute(found)]
