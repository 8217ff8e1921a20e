"""What turned the course of a plan or an indicator last?"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select, union_all

from events.indicators import TargetSet
from events.tasks import giving
from service.history import standing
from service.in_force import past_of
from service.indicators import states as indicator_states
from service.indicators.measuring import stream_of
from service.inspections.kinds import BY_TOPIC
from service.inspections.scope import Scope, Thing, scope
from service.tasks import states as task_states
from service.tasks.states import Sight
from service.tasks.timeline import Entry, entry_of
from service.vault.stores import event_store

TASKS_BEGIN = {event.TOPIC for event in (giving.Issued, giving.Assigned, giving.CarriedOver)}
UNTOLD = {"plan": {TargetSet.TOPIC, *TASKS_BEGIN}, "indicator": TASKS_BEGIN}


class Turn(NamedTuple):
    """An event, with the code of the task or indicator where it is not the thing's own."""

    entry: Entry
    code: str


def latest(
    connection: Connection,
    thing: Thing,
    thing_id: UUID,
    sight: Sight,
    at: datetime | None,
    most: int,
) -> list[Turn]:
    """Give a thing's last turning points by now (`at` None) or an instant, latest first.

    Those of its tasks in sight count too; how these began is told by the thing itself.
    """
    codes = _codes(connection, scope(thing, thing_id).within(sight), at)
    own = dict.fromkeys((thing_id, stream_of(thing_id)), "")
    measured = {stream_of(one): code for one, code in codes.items()}
    streams = codes | measured | own
    topics, past = BY_TOPIC.keys() - UNTOLD[thing], past_of(connection, at)
    found = event_store(connection).latest([*streams], [*topics], past=past, most=most)
    return [Turn(entry_of(told), streams[told.stream_id]) for told in found]


def _codes(connection: Connection, of: Scope, at: datetime | None) -> dict[UUID, str]:
    tasks, indicators = task_states.table, indicator_states.table
    here = standing(indicators, at), of.indicators
    both = union_all(
        select(tasks.c.task_id, tasks.c.code).where(standing(tasks, at), of.tasks),
        select(indicators.c.indicator_id, indicators.c.code).where(*here),
    )
    return dict(connection.execute(both).all())
