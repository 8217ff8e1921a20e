"""A task serves several indicators, each with its share: linked, and counted once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from events.errors import RefusedError
from events.tasks.shares import Shared
from events.tasks.task import Task
from events.values import Share
from service.indicators import states as indicator_states
from service.tasks import states
from service.tasks.hands import record
from service.tasks.state import TaskState
from service.work import Work


@dataclass(eq=False)
class NotPursuedError(RefusedError):
    """The indicator is missing, or is no longer pursued."""

    indicator_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTask:
    """Say which indicators a task serves, and how much of it serves each."""

    task_id: UUID
    shares: tuple[Share, ...]
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the shares, all anew.

        Raises:
            SharesOutOfRangeError: together more than the task, or one of nothing, or one twice.
            NotPursuedError: a new one is of an indicator that is not pursued.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        known = {share.indicator_id for share in task.shares}
        if new := {share.indicator_id for share in self.shares} - known:
            pursued = indicator_states.every(work.connection, None)
            new -= {one.indicator_id for one in pursued if one.open}
        if new:
            raise NotPursuedError(min(new))
        record(work, task, Shared(shares=self.shares))


def serving(connection: Connection, indicator_id: UUID, at: datetime | None) -> list[TaskState]:
    """List the tasks that serve an indicator by code, now or at an instant."""
    return states.listed(connection, states.table.c.shares.contains(str(indicator_id)), at=at)
