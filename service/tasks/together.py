"""Doing several things at once: all of them or none, each by the person's own entitlement."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.tasks import states
from service.work import Command, Ledger, Order, Work
from tenants.access import AccessDeniedError

MOST = 200  # tasks at once
NO = (RefusedError, ChangedMeanwhileError, AccessDeniedError, NoResultFound, WrongStreamError)


@dataclass(eq=False)
class TooManyAtOnceError(RefusedError):
    """More tasks than are changed at once."""

    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Do things to several tasks, in one transaction, each at the version that was looked at.

    Nothing goes past the stream's own decision: each part is the command that is asked for
    one task.
    """

    act: str
    seen: tuple[tuple[UUID, int], ...]
    parts: tuple[Command, ...]

    def decide(self, work: Work) -> None:
        """Decide all of them; the first that is refused refuses all.

        Raises:
            TooManyAtOnceError: there are more than `MOST` tasks.
            ChangedMeanwhileError: somebody changed one of them, or it is gone.
            RefusedError: as the parts say.
        """
        if len(self.seen) > MOST:
            raise TooManyAtOnceError(MOST)
        ids = [task_id for task_id, _ in self.seen]
        found = states.listed(work.connection, states.table.c.task_id.in_(ids))
        now = {task.task_id: task.version for task in found}
        for task_id, version in self.seen:
            if now.get(task_id) != version:
                raise ChangedMeanwhileError(task_id)
        for part in self.parts:
            part.decide(work)


def foreseen(
    parts: Iterable[Command], order: Order, ledger: Ledger, connection: Connection
) -> list[Exception | None]:
    """Tell of each part what would refuse it now (None: nothing); records nothing.

    Each is looked at alone, as if none of the others were asked for.
    """
    work = Work(connection, order, ledger)
    return [_refusal(part, work) for part in parts]


def _refusal(part: Command, work: Work) -> Exception | None:
    work.saved.clear()
    try:
        part.decide(work)
    except NO as refusal:
        return refusal
    return None
