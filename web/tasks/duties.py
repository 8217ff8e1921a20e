"""A person's own tasks as lines of their list, each with the one button it needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from events.tasks.life import AT_WORK
from service.tasks.state import TaskState
from service.tasks.urgency import Urgency, due_within_fortnight, status_code, urgency
from web.session import calendar, today
from web.tasks.act_form import ActForm
from web.tasks.acts import form_of
from web.tasks.picture import deadline_words

ORDER = ("late", "soon", "returned", "new")


@dataclass(frozen=True, slots=True)
class Duty:
    """A task on somebody's list; `update` says how far it is, on the spot."""

    task: TaskState
    urgency: Urgency
    code: str
    words: str
    command_id: UUID
    update: ActForm | None = None

    @property
    def new(self) -> bool:
        """Tell whether it waits to be received."""
        return self.task.status == "assigned"

    @property
    def rank(self) -> int | None:
        """The place among what should be done today; None when it can wait."""
        kinds = {
            "late": self.urgency.group == "late",
            "soon": self.urgency.group == "soon",
            "returned": self.task.status == "returned",
            "new": self.new,
        }
        return next((n for n, kind in enumerate(ORDER) if kinds[kind]), None)


class Lists(NamedTuple):
    """A person's own tasks: for today, for the next 14 days, later; handed in; not begun."""

    now: list[Duty]
    soon: list[Duty]
    later: list[Duty]
    handed_in: list[Duty]
    awaiting: list[Duty]


def lists(tasks: Iterable[TaskState], tried: ActForm | None = None) -> Lists:
    """Sort out what a person is in charge of; a form that was tried stays as typed."""
    duties = [duty(task, tried) for task in sorted(tasks, key=_by_deadline)]
    handed_in = [one for one in duties if one.task.status == "submitted"]
    awaiting = [one for one in duties if one.task.status == "awaiting"]
    owed = [one for one in duties if one.task.status not in {"submitted", "awaiting"}]
    now = sorted((d for d in owed if d.rank is not None), key=lambda d: d.rank or 0)
    rest = [one for one in owed if one.rank is None]
    soon = [one for one in rest if due_within_fortnight(one.task, today())]
    return Lists(now, soon, [one for one in rest if one not in soon], handed_in, awaiting)


def duty(task: TaskState, tried: ActForm | None = None) -> Duty:
    """Put what a list shows beside a task."""
    judged, code = urgency(task, today(), calendar()), status_code(task, today())
    words = deadline_words(task.clarity.deadline)
    return Duty(task, judged, code, words, uuid4(), _update(task, tried))


def _by_deadline(task: TaskState) -> tuple[date, str]:
    return task.due_on or date.max, task.code


def _update(task: TaskState, tried: ActForm | None) -> ActForm | None:
    if task.status not in AT_WORK - {"returned"}:
        return None
    mine = tried is not None and tried.task_id == task.task_id
    form = tried if mine and tried is not None else form_of("progress", task)(task)
    for field in form:
        field.id = f"{field.name}-{task.task_id.hex[:8]}"  # many stand on one page
    return form
