"""The times of a recurring duty, on the page of one of them and as one line of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

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


def one_line_each(tasks: Iterable[TaskState]) -> tuple[list[TaskState], Mapping[UUID, str]]:
    """Leave of each recurring duty the time that counts now, and say which it is.

    That is the earliest which is still open, or else the latest. Gives the tasks in their
    order, and by task what to say of the others.
    """
    every = list(tasks)
    times: dict[UUID, list[TaskState]] = {}
    for task in every:
        if task.series_id:
            times.setdefault(task.series_id, []).append(task)
    shown, said = set[UUID](), dict[UUID, str]()
    for found in times.values():
        found.sort(key=lambda one: one.occurs_on or date.min)
        now = next((one for one in found if one.open), found[-1])
        shown.add(now.task_id)
        said[now.task_id] = _said(found, now)
    return [one for one in every if not one.series_id or one.task_id in shown], said


def _said(found: Sequence[TaskState], now: TaskState) -> str:
    owed = sum(one.open for one in found) - now.open
    more = f"; còn {owed} kỳ khác chưa xong" if owed else ""
    return f"Định kỳ, kỳ thứ {found.index(now) + 1}{more}"
