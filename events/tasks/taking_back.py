"""What a sheet did to a task is taken back: it stands again as it stood before."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

import msgspec

from events.tasks.life import Act, Status
from events.tasks.task import Task, TaskEvent


class TakenBack(TaskEvent, frozen=True):
    """Who took a sheet in took it back; the facts are those of before it.

    `about_id` is who was in charge then, of whom the words are; `sharers` who saw it besides
    (identifiers, spaces between). Nothing is removed: what the sheet did, and that it was taken
    back, stays in the history.
    """

    TOPIC: ClassVar[str] = "tasks.TakenBack"
    ACT: ClassVar[Act] = "take_back"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note", "asked_because"})
    ABOUT: ClassVar[str] = "about_id"
    TEXT_REMEMBERED: ClassVar[bool] = True  # what was asked may be granted for its reason
    sheet_id: UUID
    about_id: UUID | None
    status: Status
    sharers: str
    person_id: UUID | None
    post_id: UUID | None
    due_on: date | None
    first_due_on: date | None
    asked: date | None
    asked_because: str
    extensions: int
    amount: Decimal
    note: str

    def change(self, task: Task) -> None:
        """Remember what stood before."""
        task.status = self.status
        task.clarity = msgspec.structs.replace(
            task.clarity, person_id=self.person_id, post_id=self.post_id
        )
        task.due_on, task.first_due_on = self.due_on, self.first_due_on
        task.asked = (self.asked, self.asked_because) if self.asked else None
        task.extensions = self.extensions
