"""What waits for the head of a unit: tasks of nobody, or of somebody who left the post."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from events.tasks.life import IN_CHARGE
from service.tasks.state import TaskState
from service.tasks.states import listed, table
from tenants.tables import holdings


def to_assign(connection: Connection, units: Collection[UUID], day: date) -> list[TaskState]:
    """List the tasks of some units that need a person, by code.

    They wait for the unit, were refused, or are orphaned: their person does not hold the post
    any more in which the task was given.
    """
    nobody = table.c.status.in_(("issued", "received", "refused_back"))
    orphaned = table.c.status.in_(IN_CHARGE) & ~_held(day)
    return listed(connection, table.c.lead_unit_id.in_(units), or_(nobody, orphaned))


def _held(day: date) -> ColumnElement[bool]:
    covering = select(holdings.c.post_id).where(
        holdings.c.post_id == table.c.post_id,
        holdings.c.person_id == table.c.person_id,
        holdings.c.first_day <= day,
        or_(holdings.c.last_day.is_(None), holdings.c.last_day >= day),
    )
    return covering.exists()
