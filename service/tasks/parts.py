"""Parts of a task (việc con): which are open, and what becomes of them when the whole ends."""

from dataclasses import dataclass
from dataclasses import replace as replace_hand
from datetime import date

from events.errors import RefusedError
from events.tasks.giving import Cancelled, Recalled, Superseded
from events.tasks.life import steps_of
from events.tasks.task import Task
from service.tasks import states
from service.tasks.hands import hand
from service.tasks.state import TaskState
from service.work import Work

Ending = Recalled | Cancelled | Superseded


@dataclass(eq=False)
class OpenPartsError(RefusedError):
    """Parts are not finished: who hands in the whole all the same says so, and why."""

    count: int


@dataclass(eq=False)
class PartDueLaterError(RefusedError):
    """A part has a day, and is due no later than its whole."""

    due_on: date


def open_parts(work: Work, task: Task) -> list[TaskState]:
    """List the parts of a task that somebody still owes."""
    parts = states.parts_of(work.connection, task.id) if task.parts else []
    return [part for part in parts if part.open]


def end_parts(work: Work, task: Task, ending: Ending) -> list[Task]:
    """Let the open parts end as the whole did, by whoever ended it; the caller keeps them.

    What was handed in waits for who accepts it, unless another plan took the whole's place.

    Raises:
        OwnWorkError: a part is the actor's own work, which somebody else takes away.
    """
    entitled = replace_hand(hand(work.actor), gives=True)
    ended = [work.load(Task, part.task_id) for part in open_parts(work, task)]
    ended = [part for part in ended if steps_of(ending.act, part.status)]
    for part in ended:
        part.record(ending, entitled)
    return ended


def require_in_time(whole_due_on: date | None, due_on: date | None) -> None:
    """Refuse a part that would be due after its whole, or without a day.

    Raises:
        PartDueLaterError: it would.
    """
    if whole_due_on and (due_on is None or due_on > whole_due_on):
        raise PartDueLaterError(whole_due_on)
