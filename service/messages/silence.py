"""Who says nothing? Owed tasks that nobody touched for more than fourteen days, by person."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from service.clock import now
from service.messages.urging import may_urge
from service.tasks.state import TaskState
from service.tasks.states import of_units
from service.tasks.urgency import silent
from tenants.access import Actor


def silent_owners(
    connection: Connection, units: Collection[UUID], actor: Actor, at: datetime | None = None
) -> list[tuple[UUID, list[TaskState]]]:
    """List whom an actor may remind of silent tasks that some units lead, most silent first.

    Args:
        connection: bound to the tenant.
        units: which lead the tasks.
        actor: who would remind.
        at: the instant at which they were silent; None for now.
    """
    tasks, moment = of_units(connection, units, at), at or now()
    found = [task for task in tasks if silent(task, moment) and may_urge(task, actor)]
    found.sort(key=lambda task: (str(task.clarity.person_id), task.changed_at))
    owners = [
        (person_id, list(theirs))
        for person_id, theirs in groupby(found, lambda task: task.clarity.person_id)
        if person_id is not None
    ]
    return sorted(owners, key=lambda owner: owner[1][0].changed_at)
