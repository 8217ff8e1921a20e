"""Giving a task on: received by the unit, assigned inside it, refused, moved, taken back."""

from dataclasses import dataclass
from uuid import UUID

from events.errors import RefusedError
from events.tasks.giving import (
    Assigned,
    Cancelled,
    CarriedOver,
    Recalled,
    RefusedBack,
    Superseded,
    Transferred,
    UnitReceived,
)
from events.tasks.task import Task
from service.tasks.hands import record, say
from service.tasks.parts import Ending, end_parts
from service.tasks.working import due_after_receipt
from service.work import Work


@dataclass(eq=False)
class NotInThatPostError(RefusedError):
    """The person does not hold that post of the unit on the day."""

    person_id: UUID | None
    post_id: UUID | None


@dataclass(eq=False)
class SoleJudgeError(RefusedError):
    """The person is the only one who could accept the product: nobody judges their own work."""

    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveForUnit:
    """Receive a task for the unit that leads it (đơn vị tiếp nhận)."""

    task_id: UUID
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the receipt, from which relative deadlines run."""
        task = work.load(Task, self.task_id, seen=self.seen)
        due_on = due_after_receipt(work, task)
        record(work, task, UnitReceived(received_on=work.today, due_on=due_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignInside:
    """Give a task to a person of the leading unit (phân công trong đơn vị).

    A task that nobody has received yet is received by the same act.
    """

    task_id: UUID
    person_id: UUID
    post_id: UUID
    note: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record who is in charge from now on.

        Raises:
            NotInThatPostError: the person does not hold that post of the unit.
            SoleJudgeError: nobody else could accept the product.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        said = Assigned(person_id=self.person_id, post_id=self.post_id, note=self.note.strip())
        if task.status == "issued":
            due_on = due_after_receipt(work, task)
            say(work, task, UnitReceived(received_on=work.today, due_on=due_on))
        say(work, task, said)
        require_fit(work, task)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseBack:
    """Give a task back to who gave it, and say why (từ chối nhận)."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the refusal of the unit, or of the person."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, RefusedBack(reason=self.reason.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Move a task to another unit, or to a person of one (chuyển giao).

    The posts that accept and extend stay unless others are named.
    """

    task_id: UUID
    lead_unit_id: UUID
    reason: str
    person_id: UUID | None = None
    post_id: UUID | None = None
    accept_post_id: UUID | None = None
    extend_post_id: UUID | None = None
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record who owes it from now on."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = Transferred(
            lead_unit_id=self.lead_unit_id,
            reason=self.reason.strip(),
            person_id=self.person_id,
            post_id=self.post_id,
            accept_post_id=self.accept_post_id,
            extend_post_id=self.extend_post_id,
        )
        say(work, task, said)
        if self.person_id:
            require_fit(work, task)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Take a task back (thu hồi)."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record that it was taken back, and its open parts with it."""
        task = work.load(Task, self.task_id, seen=self.seen)
        _end(work, task, Recalled(reason=self.reason.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """Stop a task that nobody needs any more (hủy)."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record that it was stopped, and its open parts with it."""
        task = work.load(Task, self.task_id, seen=self.seen)
        _end(work, task, Cancelled(reason=self.reason.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Supersede:
    """Stop a task because a later plan takes its place."""

    task_id: UUID
    plan_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record which plan stopped it, and its open parts with it."""
        task = work.load(Task, self.task_id, seen=self.seen)
        _end(work, task, Superseded(plan_id=self.plan_id, reason=self.reason.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """Let a later plan go on with a task as it stands."""

    task_id: UUID
    plan_id: UUID
    reason: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record which plan goes on with it."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, CarriedOver(plan_id=self.plan_id, reason=self.reason.strip()))


def _end(work: Work, task: Task, ending: Ending) -> None:
    say(work, task, ending)
    work.save(task, *end_parts(work, task, ending))


def require_fit(work: Work, task: Task) -> None:
    """Refuse who does not hold the post in the leading unit, or would judge alone.

    Raises:
        NotInThatPostError: the person does not hold that post of the unit on the day.
        SoleJudgeError: nobody else could accept the product.
    """
    clarity, person, register = task.clarity, task.clarity.person_id, work.register
    post = register.posts.get(clarity.post_id) if clarity.post_id else None
    held = post is not None and person in register.holders(post.post_id, work.today)
    if person is None or post is None or not held or post.unit_id != clarity.lead_unit_id:
        raise NotInThatPostError(person, clarity.post_id)
    require_other_judge(work, task, person)


def require_other_judge(work: Work, task: Task, person: UUID) -> None:
    """Refuse to put in charge who alone could accept the product.

    Raises:
        SoleJudgeError: nobody else could.
    """
    accepts = task.clarity.accept_post_id
    if accepts and work.register.holders(accepts, work.today) == [person]:
        raise SoleJudgeError(person)
