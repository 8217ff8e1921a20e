"""How many tasks were due in some days, and what became of them?"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from events.reviews.facts import Held, Tally
from events.tasks.life import DONE, OPEN
from service.history import standing
from service.tasks.reported import confirmed
from service.tasks.states import table as tasks

HANDED_IN = DONE | {"submitted"}


def of_unit(
    connection: Connection, units: Collection[UUID] | None, days: Held, today: date
) -> Tally:
    """Count the tasks that some units lead; `units` None: everybody's."""
    led = [] if units is None else [tasks.c.lead_unit_id.in_(units)]
    return _tally(connection, led, [days], today)


def of_person(
    connection: Connection, person_id: UUID, held: Sequence[Held], today: date
) -> Tally:
    """Count the tasks that a person is in charge of, due on the days of their post."""
    return _tally(connection, [tasks.c.person_id == person_id], held, today)


def _tally(
    connection: Connection,
    chosen: Collection[ColumnElement[bool]],
    spans: Sequence[Held],
    today: date,
) -> Tally:
    kept = tasks.c
    due = or_(*(kept.due_on.between(span.first_day, span.last_day) for span in spans))
    named = (kept.status, kept.due_on, kept.submitted_on, kept.returns, kept.extensions)
    wanted = select(kept.task_id, kept.position, *named).where(
        standing(tasks, None), due, kept.status.in_([*OPEN, *DONE]), *chosen
    )
    rows = connection.execute(wanted.order_by(kept.position)).all()
    causes = confirmed(connection, [row.task_id for row in rows])
    late = [row.task_id for row in rows if _is_late(row, today)]
    return Tally(
        given=len(rows),
        done=sum(row.status in DONE for row in rows),
        late=len(late),
        excused=sum(task in causes for task in late),
        returns=sum(row.returns for row in rows),
        extensions=sum(row.extensions for row in rows),
        causes=sum(causes.values()),
        events=tuple(row.position for row in rows),
    )


def _is_late(row: Any, today: date) -> bool:
    """Tell whether a task was handed in after its deadline, or is overdue."""
    handed_in = row.submitted_on if row.status in HANDED_IN else None
    return bool((handed_in or today) > row.due_on)
