"""Judging a product: accept it or send it back, rate it, lock it with its period."""

from dataclasses import dataclass
from uuid import UUID

from events.tasks.judging import Accepted, Locked, Rated, Returned
from events.tasks.task import Task
from service.tasks.hands import record
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Take the product as done (chấp nhận)."""

    task_id: UUID
    note: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the acceptance by the entitled post."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, Accepted(note=self.note.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack:
    """Return the product and say what is missing (trả lại)."""

    task_id: UUID
    reason: str
    major_error: bool = False
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the return by the entitled post."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = Returned(reason=self.reason.strip(), major_error=self.major_error)
        record(work, task, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Say how good the accepted product is, in whole percent."""

    task_id: UUID
    quality: int
    note: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the quality, given by the post that accepted."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, Rated(quality=self.quality, note=self.note.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Close a finished task with the period that it is counted in."""

    task_id: UUID
    period: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the lock; nothing changes any more."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, Locked(period=self.period))
