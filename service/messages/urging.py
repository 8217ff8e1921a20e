"""Urging by hand (đôn đốc): one task or many, recorded and counted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from events.urging import Urged, UrgedLatelyError, Urging
from service.clock import now
from service.tasks import states
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.work import Work
from tenants.access import AccessDeniedError, Actor, Permission

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeTasks:
    """Remind the people in charge of tasks; those reminded lately are passed over."""

    task_ids: tuple[UUID, ...]
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record the reminders.

        Raises:
            NoResultFound: a task is not in the actor's sight.
            AccessDeniedError: the actor neither decides on a task nor looks after its unit.
            UrgingOneselfError: the actor is in charge of one.
            UrgedLatelyError: every one of them was reminded less than four hours ago.
        """
        late = list[UrgedLatelyError]()
        for task_id in dict.fromkeys(self.task_ids):
            try:
                _urge(work, _task(work, task_id), self.note.strip()[:LONGEST_NOTE])
            except UrgedLatelyError as lately:
                late.append(lately)
        if late and not work.saved:
            raise late[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeTask:
    """Remind the person in charge of one task, or be refused."""

    task_id: UUID
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record the reminder.

        Raises:
            NoResultFound: the task is not in the actor's sight.
            AccessDeniedError: the actor neither decides on it nor looks after its unit.
            UrgingOneselfError: the actor is in charge of it.
            UrgedLatelyError: it was reminded less than four hours ago.
        """
        _urge(work, _task(work, self.task_id), self.note.strip()[:LONGEST_NOTE])


def may_urge(task: TaskState, actor: Actor) -> bool:
    """Tell whether somebody may remind the person in charge: who decides, who looks after."""
    clarity = task.clarity
    if not task.open or clarity.person_id in {None, actor.person_id}:
        return False
    decides = actor.post_id in {clarity.accept_post_id, clarity.extend_post_id}
    heads = actor.may(Permission.SEE_BOARD) and actor.unit_id == clarity.lead_unit_id
    return decides or heads or actor.may(Permission.ISSUE_PLAN)


def stream_of(task_id: UUID) -> UUID:
    """Name the stream that keeps a task's reminders."""
    return uuid5(task_id, "urging")


def _urge(work: Work, task: TaskState, note: str) -> None:
    if not may_urge(task, work.actor) or task.clarity.person_id is None:
        raise AccessDeniedError(Permission.SEE_BOARD)
    urging = _urging(work, task.task_id)
    urged = Urged(
        task_id=task.task_id,
        person_id=task.clarity.person_id,
        urged_at=_moment(work),
        note=note,
    )
    urging.urge(urged, by=work.actor.person_id)
    work.save(urging)


def _task(work: Work, task_id: UUID) -> TaskState:
    return states.one(work.connection, task_id, Sight.of(work.actor), None)


def _urging(work: Work, task_id: UUID) -> Urging:
    return work.open(Urging, stream_of(task_id))


def _moment(work: Work) -> datetime:
    """Give when it is said: now, or the past moment of a demonstration."""
    return work.order.recorded_at or now()
