"""A task that no record of a plan gave: from above, by a leader, by a meeting, cut from one.

Work outside the plan stands outside the total that was assigned first, and adds points
(Nghị định 335/2025/NĐ-CP, Điều 18.1): its origin stays with it.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.tasks.life import Act
from events.tasks.refusals import PartOfPartError
from events.tasks.task import Decision, Duty, Task, TaskEvent, beginning
from events.values import Area, Clarity, Origin


class Given(TaskEvent, frozen=True, omit_defaults=True):
    """Somebody gave the duty outside the plan, or (`parent_id`) cut it from another task.

    `origin` is None for the part of a plan's task; the part of any other has the whole's.
    `quoted` are the words of the document; `part_of` joins what is laid on several units.
    """

    TOPIC: ClassVar[str] = "tasks.Given"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"content", "quoted"})
    TEXT_REMEMBERED: ClassVar[bool] = True  # the parts of the duty speak of it
    code: str
    content: str
    area: Area | None
    clarity: Clarity
    due_on: date | None
    origin: Origin | None = None
    parent_id: UUID | None = None
    quoted: str = ""
    part_of: UUID | None = None

    @property
    def act(self) -> Act:
        """To a person in a post, the steps inside the unit are left out."""
        return beginning(self.clarity)

    def change(self, task: Task) -> None:
        """Remember the clarities and the deadline."""
        task.clarity, task.due_on, task.first_due_on = self.clarity, self.due_on, self.due_on
        task.parent_id, task.origin = self.parent_id, self.origin
        task.duty = Duty(
            plan_id=None,
            item_id=None,
            code=self.code,
            content=self.content,
            area=self.area,
            place=None,
            part_of=self.part_of,
        )


class Split(Decision, frozen=True):
    """A part of the task became a task of its own (việc con), the `number`th from 1."""

    TOPIC: ClassVar[str] = "tasks.Split"
    ACT: ClassVar[Act] = "split"
    part_id: UUID
    number: int

    def check(self, task: Task) -> None:
        """Refuse to split what is a part itself: one level is enough to follow."""
        if task.parent_id is not None:
            raise PartOfPartError(task.parent_id)

    def change(self, task: Task) -> None:
        """Remember the part."""
        task.parts = (*task.parts, self.part_id)
