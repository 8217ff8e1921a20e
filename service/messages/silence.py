"""Who says nothing? Owed tasks that nobody touched for more than fourteen days, by person."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from service.tasks.states import TaskState, of_units
from service.tasks.urgency import silent


def silent_owners(
    connection: Connection, units: Collection[UUID], at: datetime
) -> list[tuple[UUID, list[TaskState]]]:
    """List the people in charge of silent tasks that some units lead, most silent first."""
    found = [t for t in of_units(connection, units, None) if silent(t, at)]
    found.sort(key=lambda task: (str(task.clarity.person_id), task.changed_at))
    owners = [
        (person_id, list(theirs))
        for person_id, theirs in groupby(found, lambda task: task.clarity.person_id)
        if person_id is not None
    ]
    return sorted(owners, key=lambda owner: owner[1][0].changed_at)
