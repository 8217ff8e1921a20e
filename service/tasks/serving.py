"""One task is carried by several plans: linked, and not given out a second time."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from events.errors import RefusedError
from events.plan_life import LivingPlan
from events.tasks.life import OPEN
from service.tasks import states
from service.tasks.state import TaskState
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class NotAnotherPlansTaskError(RefusedError):
    """Only an open task of another plan, or of none, does what a record asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeByTask:
    """Say that a task of another plan does what a record of this one asks for."""

    plan_id: UUID
    item_id: int
    task_id: UUID
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the link.

        Raises:
            NotAnotherPlansTaskError: no such task, it ended, or it is this plan's own.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        plan = work.load(LivingPlan, self.plan_id, seen=self.seen)
        found = states.listed(work.connection, states.table.c.task_id == self.task_id)
        if not [task for task in found if task.open and task.plan_id != plan.id]:
            raise NotAnotherPlansTaskError
        plan.serve(self.item_id, self.task_id)
        work.save(plan)


def open_elsewhere(connection: Connection, plan_id: UUID) -> list[TaskState]:
    """List the open tasks of all other plans and of none, by code; no parts of tasks."""
    kept = states.table.c
    others = kept.plan_id.is_distinct_from(plan_id)
    return states.listed(connection, others, kept.parent_id.is_(None), kept.status.in_(OPEN))
