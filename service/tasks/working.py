"""Carrying out a task: receive it, say how far it is, hand in the product."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from events.tasks.task import Task
from events.tasks.working import Acknowledged, Progressed, Submitted
from events.values import Evidence
from service.tasks.hands import record
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Receive a task (nhận việc)."""

    task_id: UUID
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the receipt, from which relative deadlines run."""
        task = work.load(Task, self.task_id, seen=self.seen)
        due_on = due_after_receipt(work, task)
        record(work, task, Acknowledged(received_on=work.today, due_on=due_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProgress:
    """Say how much of the product's quantity is done (cập nhật tiến độ)."""

    task_id: UUID
    amount: Decimal
    note: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the amount, at most the quantity owed."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, Progressed(amount=self.amount, note=self.note.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """Hand in the product (nộp sản phẩm); the evidence is already stored by hash."""

    task_id: UUID
    note: str
    evidence: tuple[Evidence, ...] = ()
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the product; lateness is judged by this day."""
        task = work.load(Task, self.task_id, seen=self.seen)
        note = self.note.strip()
        said = Submitted(submitted_on=work.today, note=note, evidence=self.evidence)
        record(work, task, said)


def due_after_receipt(work: Work, task: Task) -> date | None:
    """Give the deadline that holds after a receipt today: a relative one starts at the first.

    Where the plan says "ngày làm việc", the days are the tenant's working days.
    """
    deadline = task.clarity.deadline
    if task.due_on or not deadline or deadline.kind != "relative" or not deadline.days:
        return task.due_on
    if deadline.terms and deadline.terms.working:
        return work.calendar.after(work.today, deadline.days)
    return work.today + timedelta(days=deadline.days)
