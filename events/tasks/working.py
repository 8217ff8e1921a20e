"""Carrying a task out: it is received, goes on, and its product is handed in."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from events.stream import DOER
from events.tasks.life import Act
from events.tasks.refusals import (
    AmountOutOfRangeError,
    NothingHandedInError,
    WrongStepError,
)
from events.tasks.task import Task, TaskEvent
from events.values import Evidence


class Acknowledged(TaskEvent, frozen=True):
    """The person received the task; relative deadlines start here, or with the unit."""

    TOPIC: ClassVar[str] = "tasks.Acknowledged"
    ACT: ClassVar[Act] = "acknowledge"
    received_on: date
    due_on: date | None

    def change(self, task: Task) -> None:
        """Remember the deadline."""
        task.due_on = self.due_on
        task.first_due_on = task.first_due_on or self.due_on


class Progressed(TaskEvent, frozen=True):
    """So much of the product's quantity is done."""

    TOPIC: ClassVar[str] = "tasks.Progressed"
    ACT: ClassVar[Act] = "progress"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = DOER
    amount: Decimal
    note: str

    def check(self, task: Task) -> None:
        """Refuse an amount below 0 or above the quantity of the product."""
        require_receipt(task)
        if not 0 <= self.amount <= task.quantity:
            raise AmountOutOfRangeError(self.amount, task.quantity)


class Submitted(TaskEvent, frozen=True, omit_defaults=True):
    """The product was handed in on a day; `items` are the evidence that the files belong to."""

    TOPIC: ClassVar[str] = "tasks.Submitted"
    ACT: ClassVar[Act] = "submit"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note", "evidence.name"})
    ABOUT: ClassVar[str] = DOER
    submitted_on: date
    note: str
    evidence: tuple[Evidence, ...]
    items: tuple[UUID, ...] = ()

    def check(self, task: Task) -> None:
        """Ask for evidence or a note."""
        require_receipt(task)
        if not self.note and not self.evidence:
            raise NothingHandedInError

    def change(self, task: Task) -> None:
        """Remember whose product it is, and that the question for time is past."""
        task.handed_in_by, task.asked = task.clarity.person_id, None


def require_receipt(task: Task) -> None:
    """Refuse work on what was not received while its deadline is counted from the receipt.

    Raises:
        WrongStepError: it has no deadline yet.
    """
    deadline = task.clarity.deadline
    relative = deadline is not None and deadline.kind == "relative"
    if relative and task.due_on is None:
        raise WrongStepError(task.status)
