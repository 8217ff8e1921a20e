"""What a unit's year was like: its tasks counted, from how they stand. Pure.

Source: Decree 335/2025/NĐ-CP, Article 8.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.tasks.life import DONE
from service.tasks.state import TaskState


@dataclass(frozen=True, slots=True)
class Counted:
    """Tasks of a year by number, and which they are."""

    assigned: tuple[TaskState, ...]
    done: int
    late: int
    exceeding: int


def counted(tasks: Iterable[TaskState], year: int, today: date) -> Counted:
    """Count a unit's tasks of a year: of its programme, and those that arose.

    A task belongs to the year of its last approved deadline; one without, to the year in which
    it was handed in. What was taken back is out of account; a part counts with the task it is
    a part of. Exceeding: more was taken than was owed.
    """
    known = list(tasks)
    there = {one.task_id for one in known}
    of_year = tuple(
        one
        for one in known
        if not one.stopped and one.parent_id not in there and _year(one) == year
    )
    return Counted(
        of_year,
        done=sum(one.status in DONE for one in of_year),
        late=sum(one.late(today) for one in of_year),
        exceeding=sum(one.status in DONE and one.amount > one.quantity for one in of_year),
    )


def _year(task: TaskState) -> int | None:
    day = task.due_on or task.submitted_on
    return day.year if day else None
