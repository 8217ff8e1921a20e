"""What can be done to several tasks at once: the form of each act, its commands, its words."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import ClassVar
from uuid import UUID

from werkzeug.datastructures import MultiDict

from events.tasks.permits import permits
from service.messages.urging import UrgeTask, may_urge
from service.tasks.deadlines import ExtendDeadline
from service.tasks.giving import AssignInside
from service.tasks.handing_over import ListHandover
from service.tasks.hands import hand
from service.tasks.state import TaskState
from service.work import Command
from tenants.access import HEADS, Actor, Permission
from web.choices import Choices, options
from web.forms import ChoiceField, DayField, Form, TextField
from web.session import actor, register, today
from web.tasks.act_form import NOTE, REASON
from web.tasks.amounts import spoken_day


class BulkForm(Form):
    """One act on several tasks.

    `title` and `verb` name it, `done` says that it went through. `command` gives what it asks
    for one task, `said` how that reads.
    """

    title: ClassVar[str]
    done: ClassVar[str]

    def __init__(self, typed: MultiDict[str, str] | None, tasks: Sequence[TaskState]) -> None:
        super().__init__(typed, meta={"today": today()})
        self.choices = Choices(register(), today())
        self.offer(tasks)

    @property
    def mark(self) -> str:
        """Mark what was typed, to know whether it is what was foreseen."""
        typed = [str(field.data) for field in self]
        return sha256("\n".join(typed).encode()).hexdigest()[:16]

    @property
    def asks(self) -> bool:
        """Tell whether something has to be filled in."""
        return any(field.flags.required for field in self)

    def offer(self, tasks: Sequence[TaskState]) -> None:
        """Fill in what may be chosen for these tasks."""

    def command(self, task: TaskState) -> Command:
        """Ask for it for one task."""
        raise NotImplementedError

    def commands(self, tasks: Iterable[TaskState]) -> tuple[Command, ...]:
        """Ask for it for all of them."""
        return tuple(self.command(task) for task in tasks)

    def said(self, task: TaskState) -> str:
        """Say what will happen to a task."""
        raise NotImplementedError

    def idle(self, task: TaskState) -> str:  # noqa: ARG002 - most acts always change something
        """Say why there is nothing to do; empty when there is."""
        return ""


class AssignMany(BulkForm):
    """One person for all of them."""

    title, done = "Phân công", "Đã phân công"
    to = ChoiceField("Người phụ trách", required="Hãy chọn người phụ trách.")
    note = TextField("Dặn thêm một dòng", most=NOTE)

    def offer(self, tasks: Sequence[TaskState]) -> None:
        """Offer the people of the units that lead these tasks."""
        units = dict.fromkeys(task.clarity.lead_unit_id for task in tasks)
        people = {k: v for unit in units for k, v in self.choices.people_of(unit).items()}
        self.to.choices = options(people, empty="Chưa chọn")

    def command(self, task: TaskState) -> Command:
        """Put the person in charge."""
        person, post = self.choices.assignee_of(self.to.data or "")
        return AssignInside(
            task_id=task.task_id,
            person_id=person or task.task_id,
            post_id=post or task.task_id,
            note=self.note.data or "",
        )

    def said(self, task: TaskState) -> str:
        """Name who is in charge from now on, and who was."""
        before = task.clarity.person_id
        was = f", thay {register().person(before)}" if before else ""
        return f"giao {_person(self)}{was}"

    def idle(self, task: TaskState) -> str:
        """Leave who is in charge already."""
        same = self.choices.assignee_of(self.to.data or "") == _giver(task)
        return f"{_person(self)} đang phụ trách nhiệm vụ này." if same else ""


class UrgeMany(BulkForm):
    """A word for everybody, or none."""

    title, done = "Nhắc người phụ trách", "Đã nhắc"
    note = TextField("Nhắn thêm một dòng", most=NOTE)

    def command(self, task: TaskState) -> Command:
        """Remind the person in charge."""
        return UrgeTask(task_id=task.task_id, note=self.note.data or "")

    def said(self, task: TaskState) -> str:
        """Name who is reminded."""
        return f"nhắc {register().person(task.clarity.person_id)}"


class ExtendMany(BulkForm):
    """One day for all of them, and why."""

    title, done = "Gia hạn", "Đã gia hạn"
    due_on = DayField("Hạn mới", required="Hãy gõ hạn mới, ví dụ 30/06/2026.")
    reason = TextField("Lý do", required="Hãy ghi lý do gia hạn.", most=REASON)

    def command(self, task: TaskState) -> Command:
        """Move the deadline."""
        reason = self.reason.data or ""
        return ExtendDeadline(task_id=task.task_id, due_on=self.due_on.day, reason=reason)

    def said(self, task: TaskState) -> str:
        """Name both days."""
        before = f"từ {spoken_day(task.due_on)} " if task.due_on else ""
        return f"hạn {before}thành {spoken_day(self.due_on.day)}"


class HandOverMany(BulkForm):
    """To whom; each who gives has a list of their own, which the receiver signs."""

    title, done = "Bàn giao", "Đã lập danh sách bàn giao, chờ ký nhận:"
    to = ChoiceField("Người nhận", required="Hãy chọn người nhận.")
    note = TextField("Ghi thêm một dòng", most=NOTE)

    def offer(self, tasks: Sequence[TaskState]) -> None:  # noqa: ARG002 - anybody may receive
        """Offer everybody."""
        self.to.choices = options(self.choices.people(), empty="Chưa chọn")

    def command(self, task: TaskState) -> Command:
        """Put one task on a list."""
        return self._list([task])

    def commands(self, tasks: Iterable[TaskState]) -> tuple[Command, ...]:
        """Make one list for each who gives."""
        given = sorted(tasks, key=lambda task: str(_giver(task)))
        return tuple(self._list(list(theirs)) for _, theirs in groupby(given, key=_giver))

    def said(self, task: TaskState) -> str:
        """Name both."""
        giver = register().person(task.clarity.person_id)
        return f"bàn giao từ {giver} sang {_person(self)}, khi người nhận ký"

    def _list(self, tasks: Sequence[TaskState]) -> Command:
        person, post = self.choices.assignee_of(self.to.data or "")
        giver, held = _giver(tasks[0])
        nobody = tasks[0].task_id
        return ListHandover(
            from_person_id=giver or nobody,
            from_post_id=held or nobody,
            to_person_id=person or nobody,
            to_post_id=post or nobody,
            task_ids=tuple(task.task_id for task in tasks),
            note=self.note.data or "",
            name=f"handover {giver} {held}",
        )


FORMS: Mapping[str, type[BulkForm]] = {
    "phan-cong": AssignMany,
    "nhac": UrgeMany,
    "gia-han": ExtendMany,
    "ban-giao": HandOverMany,
}


def offered(tasks: Iterable[TaskState]) -> dict[str, str]:
    """Name the acts that are open to the person on at least one of these tasks, by word."""
    open_to = {word for task in tasks for word in _open(task, actor())}
    return {word: form.title for word, form in FORMS.items() if word in open_to}


def _open(task: TaskState, me: Actor) -> Iterable[str]:
    mine = hand(me)
    if permits("assign", task, mine) or permits("receive", task, mine):
        yield "phan-cong"
    if may_urge(task, me):
        yield "nhac"
    if task.due_on and permits("extend", task, mine):
        yield "gia-han"
    if task.open and task.clarity.person_id and _may_hand_over(task, me):
        yield "ban-giao"


def _may_hand_over(task: TaskState, me: Actor) -> bool:
    heads = bool(me.roles & HEADS) and task.clarity.lead_unit_id == me.unit_id
    return heads or task.clarity.person_id == me.person_id or me.may(Permission.ISSUE_PLAN)


def _giver(task: TaskState) -> tuple[UUID | None, UUID | None]:
    return task.clarity.person_id, task.clarity.post_id


def _person(form: AssignMany | HandOverMany) -> str:
    person, _ = form.choices.assignee_of(form.to.data or "")
    return register().person(person)
