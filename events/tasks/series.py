"""A recurring duty goes on: the next time of it is a task of its own, and never made twice."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from events.tasks.life import Act
from events.tasks.refusals import NothingFollowsError
from events.tasks.task import Task, TaskEvent


class Continued(TaskEvent, frozen=True, omit_defaults=True):
    """The next time of the duty was given out as a task of its own.

    `skipped` times before it had passed already when it was made, and were given to nobody.
    """

    TOPIC: ClassVar[str] = "tasks.Continued"
    ACT: ClassVar[Act] = "continue"
    next_id: UUID
    due_on: date | None
    skipped: int = 0

    def check(self, task: Task) -> None:
        """Refuse a second successor."""
        _require_following(task)

    def change(self, task: Task) -> None:
        """Remember that it went on."""
        _stop(task)
        task.continued = True


class SeriesEnded(TaskEvent, frozen=True, omit_defaults=True):
    """No further time of the duty is given out; the service says so without a reason."""

    TOPIC: ClassVar[str] = "tasks.SeriesEnded"
    ACT: ClassVar[Act] = "end_series"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str = ""

    def check(self, task: Task) -> None:
        """Refuse where nothing follows."""
        _require_following(task)

    def change(self, task: Task) -> None:
        """Remember that nothing follows."""
        _stop(task)


def _require_following(task: Task) -> None:
    if task.occurrence is None or task.occurrence.next_on is None:
        raise NothingFollowsError


def _stop(task: Task) -> None:
    if task.occurrence is not None:
        task.occurrence = replace(task.occurrence, next_on=None)
