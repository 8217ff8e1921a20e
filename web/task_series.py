"""The times of a recurring duty, on the page of one of them and as one line of a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.tasks.plan_table import Times
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.tasks.urgency import status_code

MOST = 8  # times shown on the page of one


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a duty; no `task_id` for the one shown, and outside the reader's sight."""

    number: int
    due_on: date | None
    state: str
    task_id: UUID | None
    here: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The latest times, how many earlier ones are not shown, and from when the next comes."""

    times: Sequence[Time]
    before: int
    next_on: date | None


def series(found: Sequence[TaskState], shown: TaskState, sight: Sight, day: date) -> Series:
    """Show the times of a duty around one of them.

    Args:
        found: all that were given out, earliest first.
        shown: the one whose page it is.
        sight: which tasks the reader may open.
        day: the day that they are shown at.
    """
    times = [
        Time(
            number,
            task.due_on,
            status_code(task, day),
            task.task_id if task.task_id != shown.task_id and sight.sees(task) else None,
            task.task_id == shown.task_id,
        )
        for number, task in enumerate(found, 1)
    ]
    open_end = [task.next_on for task in found if task.next_on and not task.stopped]
    return Series(times[-MOST:], max(0, len(times) - MOST), max(open_end, default=None))


def time_words(times: Mapping[UUID, Times]) -> Mapping[UUID, str]:
    """Say of the lines of a plan which time of their duty they are."""
    return {task_id: _said(*said) for task_id, said in times.items()}


def _said(number: int, owed: int) -> str:
    more = f"; còn {owed} kỳ khác chưa xong" if owed else ""
    return f"Định kỳ, kỳ thứ {number}{more}"
