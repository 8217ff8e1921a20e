"""Tasks as lines of a table or a board, the same on every page that lists them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.values import Clarity, Deadline
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.tasks.urgency import Urgency, status_code, urgency
from tenants.calendar import WorkingCalendar
from tenants.directory import Directory
from web.clarity_words import condition_words

Judged = tuple[TaskState, Urgency]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task as a line of the table; `url` is empty outside the reader's sight."""

    task_id: UUID
    code: str
    content: str
    url: str
    person: str
    post: str
    unit: str
    due_on: date | None
    days: int | None
    words: str
    closed: bool
    state: str
    outside: bool = False

    @property
    def place(self) -> str:
        """Name post and leading unit; the unit once, when the post's title has it already."""
        known = self.unit.casefold() in self.post.casefold()
        return self.post if known else f"{self.post}, {self.unit}"


@dataclass(frozen=True, slots=True)
class Scene:
    """Who reads, on which day, with which register and calendar."""

    day: date
    register: Directory
    calendar: WorkingCalendar
    sight: Sight
    task_url: Callable[[UUID], str]

    def judged(self, tasks: Iterable[TaskState]) -> list[Judged]:
        """Put each task's urgency beside it."""
        return [(task, urgency(task, self.day, self.calendar)) for task in tasks]

    def row(self, judged: Judged) -> Row:
        """Write a task as a line of the table."""
        task, urgent = judged
        register, clarity = self.register, task.clarity
        return Row(
            task_id=task.task_id,
            code=task.code,
            content=task.content,
            url=self.task_url(task.task_id) if self.sight.sees(task) else "",
            person=register.person(clarity.person_id),
            post=held(register, clarity, self.day),
            unit=register.unit(clarity.lead_unit_id),
            due_on=task.due_on,
            days=urgent.days,
            words="" if task.due_on else deadline_words(clarity.deadline),
            closed=urgent.group in {"waiting", "done"},
            state=status_code(task, self.day),
            outside=task.outside,
        )


def held(register: Directory, clarity: Clarity, day: date) -> str:
    """Say in which post the person answers for the task, and whether they held it then."""
    post = clarity.post_id
    if post is None:
        return ""
    kept = clarity.person_id in register.holders(post, day)
    return register.post(post) if kept else f"{register.post(post)} (không còn giữ)"


def deadline_words(deadline: Deadline | None) -> str:
    """Say a deadline that has no day yet."""
    if deadline is None:
        return ""
    if deadline.condition:
        return condition_words(deadline)
    words = {
        "continuous": "thường xuyên",
        "on_request": "khi có yêu cầu",
        "relative": f"{deadline.days} ngày kể từ ngày nhận",
    }
    return words.get(deadline.kind, "")
