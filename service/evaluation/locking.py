"""Locking tasks with their period (khóa kỳ): the service does it once a period is closed.

What was accepted, and is due in a closed month or quarter, changes no more. A period that is
reopened unlocks nothing: what is found later is an adjustment beside the score.
"""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy import Connection, func, select

from events.errors import ChangedMeanwhileError, RefusedError
from events.tasks.life import DONE
from service.evaluation.naming import period_name
from service.evaluation.periods import Period, every
from service.history import standing
from service.tasks.judging import Lock
from service.tasks.states import table as tasks
from service.work import Ledger, Order, execute

LOCKABLE = DONE - {"locked"}
MOST_AT_ONCE = 500  # tasks of one tenant in one round


def lock(ledger: Ledger, order: Order) -> int:
    """Lock a tenant's finished tasks of closed periods; gives how many.

    Args:
        ledger: the tenant's.
        order: by the service; each task has an identifier of its own.
    """
    with ledger.scope.begin() as connection:
        found = [*to_lock(connection)][:MOST_AT_ONCE]
    return sum(_locked(ledger, order, task_id, period) for task_id, period in found)


def to_lock(connection: Connection) -> Iterator[tuple[UUID, Period]]:
    """List the finished tasks that closed months and quarters wait to lock, with the period."""
    seen = set[UUID]()
    due = func.coalesce(tasks.c.due_on, tasks.c.submitted_on)
    for period in every(connection):
        if not period.closed or period.kind not in {"month", "quarter"}:
            continue
        inside = due.between(period.start, period.end), tasks.c.status.in_(LOCKABLE)
        wanted = select(tasks.c.task_id).where(standing(tasks, None), *inside)
        for task_id in connection.scalars(wanted.order_by(tasks.c.code)):
            if task_id not in seen:
                seen.add(task_id)
                yield task_id, period


def _locked(ledger: Ledger, order: Order, task_id: UUID, period: Period) -> bool:
    named = replace(order, command_id=uuid5(task_id, "lock"))
    try:
        execute(Lock(task_id=task_id, period=period_name(period)), named, ledger)
    except (RefusedError, ChangedMeanwhileError):
        return False  # somebody changed it at this moment; the next round looks again
    return True
