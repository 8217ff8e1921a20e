"""Carrying out a task: receive it, say how far it is, hand in the product, have it judged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.tasks import Cause, ObstacleReported, Task
from events.values import Evidence
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Receive a task (nhận việc)."""

    task_id: UUID
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the receipt, from which relative deadlines run."""
        task = work.load(Task, self.task_id, seen=self.seen)
        task.acknowledge(work.today, by=work.actor.person_id)
        work.save(task)


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
        task.progress(self.amount, self.note.strip(), by=work.actor.person_id)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportObstacle:
    """Say what stands in the way, why, and what would help (báo khó khăn)."""

    task_id: UUID
    cause: Cause
    text: str
    proposal: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the obstacle."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = ObstacleReported(
            cause=self.cause, text=self.text.strip(), proposal=self.proposal.strip()
        )
        task.report_obstacle(said, by=work.actor.person_id)
        work.save(task)


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
        task.submit(work.today, self.note.strip(), self.evidence, by=work.actor.person_id)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Take the product as done (chấp nhận)."""

    task_id: UUID
    note: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the acceptance by the entitled post."""
        task, who = work.load(Task, self.task_id, seen=self.seen), work.actor
        task.accept(self.note.strip(), by=who.person_id, post=who.post_id)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack:
    """Return the product and say what is missing (trả lại)."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the return by the entitled post."""
        task, who = work.load(Task, self.task_id, seen=self.seen), work.actor
        task.send_back(self.reason.strip(), by=who.person_id, post=who.post_id)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendDeadline:
    """Move the deadline later and say why (gia hạn)."""

    task_id: UUID
    due_on: date
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the new deadline, decided by the entitled post."""
        task, who = work.load(Task, self.task_id, seen=self.seen), work.actor
        task.extend_deadline(
            self.due_on, self.reason.strip(), by=who.person_id, post=who.post_id
        )
        work.save(task)
