"""When did something happen to a thing, and of which kind was it?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Connection, Select, Text, column, select, table, union

from service.indicators import figures
from service.indicators import states as indicator_states
from service.inspections.kinds import BY_TOPIC, Kind
from service.inspections.scope import Scope
from service.plans import states as plan_states
from service.tasks import states as task_states

_STORED = table(
    "stored_events", column("position", BigInteger), column("topic", Text), schema="es"
)


class Instant(NamedTuple):
    """An instant with the kind of what turned then; None where nothing did."""

    at: datetime
    kind: Kind | None


def instants(connection: Connection, of: Scope) -> list[Instant]:
    """List the instants of a scope's events, by the clock that the connection looks by."""
    rows = (
        (task_states.table.c, of.tasks),
        (indicator_states.table.c, of.indicators),
        (figures.table.c, of.figures),
        (plan_states.table.c, of.plans),
    )
    told = union(*(select(kept.position, kept.valid_from).where(mine) for kept, mine in rows))
    found = connection.execute(with_topics(select(told.subquery())))
    every = [Instant(row.valid_from, BY_TOPIC.get(row.topic)) for row in found]
    return sorted(every, key=lambda instant: instant.at)


def with_topics(query: Select[Any]) -> Select[Any]:
    """Let a query of what a read model keeps tell the `topic` of each row's event too."""
    here = _STORED.c.position == query.selected_columns.position
    return query.add_columns(_STORED.c.topic).outerjoin(_STORED, here)
