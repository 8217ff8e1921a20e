"""When did something happen to a thing?"""

from datetime import datetime

from sqlalchemy import Connection, select, union

from service.indicators import figures
from service.indicators import states as indicator_states
from service.inspections.scope import Scope
from service.plans import states as plan_states
from service.tasks import states as task_states


def instants(connection: Connection, of: Scope) -> list[datetime]:
    """List the instants of a scope's events, by the clock that the connection looks by."""
    rows = (
        (task_states.table.c, of.tasks),
        (indicator_states.table.c, of.indicators),
        (figures.table.c, of.figures),
        (plan_states.table.c, of.plans),
    )
    told = union(*(select(kept.position, kept.valid_from).where(mine) for kept, mine in rows))
    return sorted(at for _, at in connection.execute(told))
