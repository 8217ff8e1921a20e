"""Carrying out a task: receive it, say how far it is, hand in the product."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from events.tasks.task import Task
from events.tasks.working import Acknowledged, Progressed, Submitted
from events.values import Deadline, Evidence
from service.tasks.bringing import PLAIN, Described, bring, files_of, used_again
from service.tasks.hands import record
from service.tasks.parts import OpenPartsError, open_parts
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
    """Hand in the product (nộp sản phẩm); the files are already stored by hash.

    They make one item of evidence, which `described` says more about; `reused` are items that
    were brought in before.
    """

    task_id: UUID
    note: str
    evidence: tuple[Evidence, ...] = ()
    despite_parts: bool = False
    seen: int | None = None
    described: Described = PLAIN
    reused: tuple[UUID, ...] = ()

    def decide(self, work: Work) -> None:
        """Record the product, which is judged by this day, and what proves it.

        Raises:
            OpenPartsError: parts are open, and nobody said why it is handed in all the same.
            WrongStreamError, NoResultFound: an item that is reused is hidden or missing.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        unfinished = open_parts(work, task)
        if unfinished and not (self.despite_parts and self.note.strip()):
            raise OpenPartsError(len(unfinished))
        items = used_again(work, self.reused)
        if self.evidence:
            items.append(bring(work, self.evidence, self.described))
        said = Submitted(
            submitted_on=work.today,
            note=self.note.strip(),
            evidence=files_of(items),
            items=tuple(item.id for item in items),
        )
        record(work, task, said)
        for item in items:
            item.use("task", task.id)
        work.save(*items)


def due_after_receipt(work: Work, task: Task) -> date | None:
    """Give the deadline that holds after a receipt today: a relative one starts at the first.

    Where the plan says "ngày làm việc", the days are the tenant's working days.
    """
    deadline = task.clarity.deadline
    if task.due_on or not deadline or deadline.kind != "relative" or not deadline.days:
        return task.due_on
    return counted(work, deadline, work.today)


def counted(work: Work, deadline: Deadline, start: date) -> date:
    """Give the day so many days, or working days, after another."""
    days = deadline.days or 0
    if deadline.terms and deadline.terms.working:
        return work.calendar.after(start, days)
    return start + timedelta(days=days)
