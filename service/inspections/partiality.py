"""Whom does a mandate look at who may therefore not be of the team?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection, select

from events.errors import RefusedError
from events.inspections import Ordered
from service.tasks.states import table as tasks
from service.work import Work
from tenants.directory import Directory
from tenants.tables import delegations


@dataclass(eq=False)
class InspectsOneselfError(RefusedError):
    """A member is inspected themselves; only a self-check may be so.

    They hold a post of an inspected unit, held one in the period looked at, decide there for
    somebody, or were in charge of work that is looked at.
    """

    person_id: UUID


def require_impartial(work: Work, mandate: Ordered, members: tuple[UUID, ...]) -> None:
    """Refuse members whom the mandate looks at.

    Raises:
        InspectsOneselfError: one of them is inspected, and it is no self-check.
    """
    if mandate.kind == "self_check":
        return
    looked_at = inspected(work, mandate)
    for person in members:
        if person in looked_at:
            raise InspectsOneselfError(person)


def inspected(work: Work, mandate: Ordered) -> set[UUID]:
    """Name the people whom a mandate looks at."""
    return {
        *_in_office(work.register, mandate, work.today),
        *_standing_in(work.connection, work.register, mandate),
        *_in_charge(work.connection, mandate),
    }


def _in_office(known: Directory, mandate: Ordered, today: date) -> Iterator[UUID]:
    first = mandate.period_from or mandate.first_day
    last = max(mandate.last_day, today)
    for held in known.holdings:
        within = held.first_day <= last and (held.last_day or last) >= min(first, today)
        if within and known.posts[held.post_id].unit_id in mandate.unit_ids:
            yield held.person_id


def _standing_in(connection: Connection, known: Directory, mandate: Ordered) -> set[UUID]:
    there = [p.post_id for p in known.posts.values() if p.unit_id in mandate.unit_ids]
    first = mandate.period_from or mandate.first_day
    found = select(delegations.c.to_person_id).where(
        delegations.c.post_id.in_(there),
        delegations.c.first_day <= mandate.last_day,
        delegations.c.last_day >= first,
    )
    return set(connection.scalars(found))


def _in_charge(connection: Connection, mandate: Ordered) -> set[UUID]:
    """Name who was in charge of what the units led, in the plans that are looked at."""
    kept = tasks.c
    found = (
        select(kept.person_id)
        .distinct()
        .where(kept.lead_unit_id.in_(mandate.unit_ids), kept.person_id.is_not(None))
    )
    if mandate.plan_ids:
        found = found.where(kept.plan_id.in_(mandate.plan_ids))
    if mandate.period_from:
        found = found.where(kept.valid_to >= mandate.period_from)
    if mandate.period_until:
        found = found.where(kept.valid_from < mandate.period_until + timedelta(days=1))
    return set(connection.scalars(found))
