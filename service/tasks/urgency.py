"""How urgent is a task on a day? Said in working days, and as the one word a list shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from events.tasks.life import DONE, OWED, STOPPED, Status
from tenants.calendar import WorkingCalendar

Group = Literal[
    "late", "soon", "later", "undated", "waiting", "awaiting", "resting", "done", "stopped"
]
SOON = 3  # working days
FORTNIGHT = timedelta(days=14)
SILENCE = timedelta(days=14)
WORDS: dict[Status, str] = {
    "issued": "issued_to_unit",
    "assigned": "not_started",
    "acknowledged": "in_progress",
}


class Dated(Protocol):
    """What urgency is told from."""

    @property
    def status(self) -> Status:
        """Which step the task is at."""

    @property
    def due_on(self) -> date | None:
        """The deadline in force, if it is a date."""

    @property
    def changed_at(self) -> datetime:
        """When anything was last said about the task."""


class Listed(Dated, Protocol):
    """What the one word of a list is told from."""

    @property
    def obstacle(self) -> str:
        """What stands in the way, if anything."""

    def late(self, today: date) -> bool:
        """Tell whether it was handed in, or is still owed, after its deadline (by day)."""


@dataclass(frozen=True, slots=True)
class Urgency:
    """The group of a task, and the signed working days until its deadline.

    `days` is 0 on the day itself and below 0 after it. It is None where there is no deadline to
    count to (undated, waiting for a decision or a condition, resting, done, stopped), and where
    only days off lie between.
    """

    group: Group
    days: int | None = None


def urgency(task: Dated, today: date, calendar: WorkingCalendar) -> Urgency:
    """Tell how urgent a task is for the people who owe it."""
    if task.status not in OWED:
        return Urgency(group_of(task.status, "undated"))
    if task.due_on is None:
        return Urgency("undated")
    if task.due_on < today:
        return Urgency("late", -calendar.between(task.due_on, today) or None)
    left = calendar.between(today, task.due_on)
    group: Group = "soon" if left <= SOON else "later"
    return Urgency(group, left or (0 if task.due_on == today else None))


def group_of(status: Status, due: Group) -> Group:
    """Give the group of a task by its step; by its deadline while it is owed."""
    if status in OWED:
        return due
    if status in DONE:
        return "done"
    if status in STOPPED:
        return "stopped"
    if status == "awaiting":
        return "awaiting"
    return "resting" if status == "suspended" else "waiting"


def status_code(task: Listed, today: date) -> str:
    """Name the state that a list shows: lateness wins over a task's own step."""
    if task.status in DONE:
        return "done_late" if task.late(today) else "done_on_time"
    if task.status in OWED and task.late(today):
        return "overdue"
    if task.status == "in_progress" and task.obstacle:
        return "obstructed"
    return WORDS.get(task.status, task.status)


def due_within_fortnight(task: Dated, today: date) -> bool:
    """Tell whether something is owed today or in the next 14 days, by the calendar."""
    owed = task.status in OWED
    return owed and task.due_on is not None and today <= task.due_on <= today + FORTNIGHT


def silent(task: Dated, instant: datetime) -> bool:
    """Tell whether a task that is owed was left untouched for more than 14 days."""
    return task.status in OWED and instant - task.changed_at > SILENCE
