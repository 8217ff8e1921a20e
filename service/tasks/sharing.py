"""A task serves several indicators, each with its share: linked, and counted once."""

from collections.abc import Sequence
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
        new = [share for share in self.shares if share.indicator_id not in known]
        if lost := {*new} - {*pursued(work, new)}:
            raise NotPursuedError(min(share.indicator_id for share in lost))
        record(work, task, Shared(shares=self.shares))


def pursued(work: Work, shares: Sequence[Share]) -> tuple[Share, ...]:
    """Give those of some shares whose indicator is still pursued."""
    every = indicator_states.every(work.connection, None) if shares else []
    open_ones = {one.indicator_id for one in every if one.open}
    return tuple(share for share in shares if share.indicator_id in open_ones)


def serving(connection: Connection, indicator_id: UUID, at: datetime | None) -> list[TaskState]:
    """List the tasks that serve an indicator by code, now or at an instant."""
    return states.listed(connection, states.table.c.shares.contains(str(indicator_id)), at=at)
