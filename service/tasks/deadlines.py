"""The deadline of a task: ask for more time, grant or refuse it, rest and go on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.tasks.deadlines import (
    DeadlineExtended,
    ExtensionAsked,
    ExtensionRefused,
    Resumed,
    Suspended,
)
from events.tasks.refusals import NothingAskedError, WrongStepError
from events.tasks.task import Task
from service.tasks.hands import record, say
from service.tasks.parts import require_in_time
from service.tasks.rules import require_room
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AskExtension:
    """Ask for more time before the deadline, and say why (xin gia hạn)."""

    task_id: UUID
    due_on: date
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the question for the post that may extend."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = ExtensionAsked(
            asked_on=work.today, due_on=self.due_on, reason=self.reason.strip()
        )
        say(work, task, said)
        require_room(work, task, self.due_on)
        work.save(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendDeadline:
    """Move the deadline later (gia hạn), asked for or not.

    To grant what was asked needs no reason of its own; any other day says why.
    """

    task_id: UUID
    due_on: date
    reason: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the new deadline, decided by the entitled post.

        Raises:
            PartDueLaterError: it is part of a task that is due before.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        asked, because = task.asked or (None, "")
        reason = self.reason.strip() or (because if asked == self.due_on else "")
        said = DeadlineExtended(
            due_on=self.due_on, before=task.due_on, reason=reason, asked=asked
        )
        require_room(work, task, self.due_on)
        if task.parent_id:
            require_in_time(work.load(Task, task.parent_id).due_on, self.due_on)
        record(work, task, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseExtension:
    """Leave the deadline where it is, and say why."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the refusal.

        Raises:
            NothingAskedError: nobody asked, or it was answered already.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        if task.asked is None:
            raise NothingAskedError
        record(work, task, ExtensionRefused(asked=task.asked[0], reason=self.reason.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend:
    """Let a task rest for an objective reason (tạm dừng)."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the rest."""
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, Suspended(suspended_on=work.today, reason=self.reason.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Let a task go on; its deadline moves by as many days as it rested."""

    task_id: UUID
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record that it goes on, with the deadline that then holds.

        Raises:
            WrongStepError: it does not rest.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        if task.rests is None:
            raise WrongStepError(task.status)
        since, due_on = task.rests
        moved = due_on + (work.today - since) if due_on else None
        record(work, task, Resumed(resumed_on=work.today, due_on=moved))
