"""The deadline of a task: more time asked for and decided, and a pause that stops the clock."""

from datetime import date
from typing import ClassVar

from events.stream import DOER
from events.tasks.giving import require_reason
from events.tasks.life import Act
from events.tasks.refusals import AskedTooLateError, DeadlineNotLaterError, NothingAskedError
from events.tasks.task import Decision, Judgement, Task, TaskEvent


class ExtensionAsked(TaskEvent, frozen=True):
    """The person in charge asks for time until a day, and says why; a later one replaces it."""

    TOPIC: ClassVar[str] = "tasks.ExtensionAsked"
    ACT: ClassVar[Act] = "ask_extension"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = DOER
    TEXT_REMEMBERED: ClassVar[bool] = True  # what was asked may be granted for its reason
    asked_on: date
    due_on: date
    reason: str

    def check(self, task: Task) -> None:
        """Refuse a question that comes after the deadline, or for no more time."""
        _require_later(task, self.due_on)
        if task.due_on and self.asked_on > task.due_on:
            raise AskedTooLateError(task.due_on)
        require_reason(self.reason)

    def change(self, task: Task) -> None:
        """Remember what is asked."""
        task.asked = (self.due_on, self.reason)


class DeadlineExtended(Judgement, frozen=True):
    """The deadline moved later; both dates stay readable, and what was asked for, if it was."""

    TOPIC: ClassVar[str] = "tasks.DeadlineExtended"
    ACT: ClassVar[Act] = "extend"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    due_on: date
    before: date | None
    reason: str
    asked: date | None = None

    def check(self, task: Task) -> None:
        """Refuse a day that is not later."""
        _require_later(task, self.due_on)
        require_reason(self.reason)

    def change(self, task: Task) -> None:
        """Remember the deadline, and that it moved once more."""
        task.due_on, task.asked = self.due_on, None
        task.extensions += 1


class ExtensionRefused(Judgement, frozen=True):
    """The deadline stays; the reason says why."""

    TOPIC: ClassVar[str] = "tasks.ExtensionRefused"
    ACT: ClassVar[Act] = "refuse_extension"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    asked: date
    reason: str

    def check(self, task: Task) -> None:
        """Refuse an answer to no question."""
        if task.asked is None:
            raise NothingAskedError
        require_reason(self.reason)

    def change(self, task: Task) -> None:
        """Remember that it was answered."""
        task.asked = None


class Suspended(Decision, frozen=True):
    """The task rests for an objective reason; while it rests it has no deadline."""

    TOPIC: ClassVar[str] = "tasks.Suspended"
    ACT: ClassVar[Act] = "suspend"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    suspended_on: date
    reason: str

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)

    def change(self, task: Task) -> None:
        """Remember since when it rests, and the deadline that stood."""
        task.rests, task.due_on, task.asked = (self.suspended_on, task.due_on), None, None


class Resumed(Decision, frozen=True):
    """The task goes on; its deadline moved by as many days as it rested."""

    TOPIC: ClassVar[str] = "tasks.Resumed"
    ACT: ClassVar[Act] = "resume"
    resumed_on: date
    due_on: date | None

    def change(self, task: Task) -> None:
        """Remember the deadline."""
        task.rests, task.due_on = None, self.due_on


def _require_later(task: Task, proposed: date) -> None:
    if task.due_on is None or proposed <= task.due_on:
        raise DeadlineNotLaterError(current=task.due_on, proposed=proposed)
