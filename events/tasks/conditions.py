"""A task that waits for a condition ("khi có hướng dẫn của cấp trên") begins when it holds."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.tasks.giving import require_reason
from events.tasks.life import Act
from events.tasks.refusals import NotTrueYetError
from events.tasks.task import Decision, Task


class ConditionMet(Decision, frozen=True):
    """What the task waited for came true on a day, as `basis` shows; its deadline runs from it.

    `person_id` was in charge by then; where nobody was, the leading unit receives it first.
    """

    TOPIC: ClassVar[str] = "tasks.ConditionMet"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"basis"})
    met_on: date
    said_on: date
    basis: str
    due_on: date | None
    person_id: UUID | None = None

    @property
    def act(self) -> Act:
        """To a person in a post, the steps inside the unit are left out."""
        return "begin_to_person" if self.person_id else "begin"

    def check(self, task: Task) -> None:
        """Refuse a day that has not come; ask for what shows it."""
        del task
        if self.met_on > self.said_on:
            raise NotTrueYetError(self.met_on)
        require_reason(self.basis)

    def change(self, task: Task) -> None:
        """Remember the deadline."""
        task.due_on = task.first_due_on = self.due_on
