"""A later document changes what a task is about; who owes it and who decides it stay."""

from datetime import date
from typing import ClassVar

import msgspec

from events.recurring import Occurrence
from events.tasks.giving import require_reason
from events.tasks.life import Act
from events.tasks.task import Task, TaskEvent
from events.values import Area, Clarity


class Amended(TaskEvent, frozen=True, omit_defaults=True):
    """Content, deadline or product are others from a day on; `clarity` is whole.

    `occurrence` is when a duty comes round from then on, None when it recurs no more.
    """

    TOPIC: ClassVar[str] = "tasks.Amended"
    ACT: ClassVar[Act] = "amend"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"content", "reason"})
    TEXT_REMEMBERED: ClassVar[bool] = True  # the next time of the duty says the same
    content: str
    area: Area | None
    clarity: Clarity
    due_on: date | None
    in_force_on: date
    reason: str
    occurrence: Occurrence | None = None

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)

    def change(self, task: Task) -> None:
        """Remember the clarities and the deadline; what was asked for is answered by it."""
        task.clarity, task.due_on, task.asked = self.clarity, self.due_on, None
        task.occurrence = self.occurrence
        about = {"content": self.content, "area": self.area}
        task.duty = msgspec.structs.replace(task.duty, **about)
