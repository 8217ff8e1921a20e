"""Giving a task: to a unit or a person, on to others, back, and away."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from events.recurring import Occurrence
from events.tasks.life import Act
from events.tasks.refusals import MissingReasonError
from events.tasks.task import Decision, Duty, Task, TaskEvent, beginning
from events.values import Area, Clarity, Place, Share


class Issued(TaskEvent, frozen=True, omit_defaults=True):
    """The plan gave the duty to a person in a post, or to a unit that assigns it inside.

    `part_of` joins the duties that one sentence of the plan lays on several units;
    `occurrence` says which time of a recurring duty it is; a later one serves from its
    beginning what the one before it served: `shares`.
    """

    TOPIC: ClassVar[str] = "tasks.Issued"
    plan_id: UUID
    item_id: int | None
    code: str
    content: str
    area: Area | None
    clarity: Clarity
    due_on: date | None
    place: Place | None = None
    part_of: UUID | None = None
    occurrence: Occurrence | None = None
    shares: tuple[Share, ...] = ()

    @property
    def act(self) -> Act:
        """To a person in a post, the steps inside the unit are left out."""
        return beginning(self.clarity)

    def change(self, task: Task) -> None:
        """Remember the clarities and the deadline."""
        task.clarity, task.due_on, task.first_due_on = self.clarity, self.due_on, self.due_on
        task.occurrence, task.shares = self.occurrence, self.shares
        task.duty = Duty(
            plan_id=self.plan_id,
            item_id=self.item_id,
            code=self.code,
            content=self.content,
            area=self.area,
            place=self.place,
            part_of=self.part_of,
        )


class UnitReceived(Decision, frozen=True):
    """The leading unit received the task; relative deadlines start here."""

    TOPIC: ClassVar[str] = "tasks.UnitReceived"
    ACT: ClassVar[Act] = "receive"
    received_on: date
    due_on: date | None

    def change(self, task: Task) -> None:
        """Remember the deadline."""
        task.due_on = self.due_on
        task.first_due_on = task.first_due_on or self.due_on


class Assigned(Decision, frozen=True):
    """Inside the unit, the task went to a person in a post."""

    TOPIC: ClassVar[str] = "tasks.Assigned"
    ACT: ClassVar[Act] = "assign"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    post_id: UUID
    note: str

    def change(self, task: Task) -> None:
        """Remember who is in charge; what was asked before goes with who asked it."""
        _put_in_charge(task, self.person_id, self.post_id)
        task.asked = None


class RefusedBack(Decision, frozen=True):
    """The unit or the person did not take the task, and says why."""

    TOPIC: ClassVar[str] = "tasks.RefusedBack"
    ACT: ClassVar[Act] = "refuse_back"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)


class Transferred(TaskEvent, frozen=True, omit_defaults=True):
    """The task went to another unit or person, with its authority where that changes too."""

    TOPIC: ClassVar[str] = "tasks.Transferred"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    lead_unit_id: UUID
    reason: str
    person_id: UUID | None = None
    post_id: UUID | None = None
    accept_post_id: UUID | None = None
    extend_post_id: UUID | None = None

    @property
    def act(self) -> Act:
        """To a person in a post, the steps inside the unit are left out."""
        return "transfer_to_person" if self.person_id else "transfer"

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)

    def change(self, task: Task) -> None:
        """Remember who owes it now, and who decides."""
        before = task.clarity
        task.clarity = msgspec.structs.replace(
            before,
            lead_unit_id=self.lead_unit_id,
            person_id=self.person_id,
            post_id=self.post_id,
            accept_post_id=self.accept_post_id or before.accept_post_id,
            extend_post_id=self.extend_post_id or before.extend_post_id,
        )
        task.asked = None


class HandedOver(TaskEvent, frozen=True):
    """The next person signed for the task; what was done before stays with who did it."""

    TOPIC: ClassVar[str] = "tasks.HandedOver"
    ACT: ClassVar[Act] = "hand_over"
    handover_id: UUID
    from_person_id: UUID
    person_id: UUID
    post_id: UUID

    def change(self, task: Task) -> None:
        """Remember who is in charge."""
        _put_in_charge(task, self.person_id, self.post_id)


class Recalled(Decision, frozen=True):
    """The task was taken back (thu hồi); it stays in the history."""

    TOPIC: ClassVar[str] = "tasks.Recalled"
    ACT: ClassVar[Act] = "recall"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)


class Cancelled(Decision, frozen=True):
    """Nobody needs the task any more (hủy)."""

    TOPIC: ClassVar[str] = "tasks.Cancelled"
    ACT: ClassVar[Act] = "cancel"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)


class Superseded(TaskEvent, frozen=True):
    """A later plan took the task's place and stopped it."""

    TOPIC: ClassVar[str] = "tasks.Superseded"
    ACT: ClassVar[Act] = "supersede"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    plan_id: UUID
    reason: str

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)


class CarriedOver(TaskEvent, frozen=True, omit_defaults=True):
    """A later plan goes on with the task, as its record `item_id` where it has one."""

    TOPIC: ClassVar[str] = "tasks.CarriedOver"
    ACT: ClassVar[Act] = "carry_over"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    plan_id: UUID
    reason: str
    item_id: int | None = None

    def change(self, task: Task) -> None:
        """Remember whose task it is now."""
        moved = {"plan_id": self.plan_id, "item_id": self.item_id}
        task.duty = msgspec.structs.replace(task.duty, **moved)


def require_reason(reason: str) -> None:
    """Refuse an empty reason.

    Raises:
        MissingReasonError: nothing was said.
    """
    if not reason.strip():
        raise MissingReasonError


def _put_in_charge(task: Task, person_id: UUID, post_id: UUID) -> None:
    task.clarity = msgspec.structs.replace(task.clarity, person_id=person_id, post_id=post_id)
