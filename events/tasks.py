"""Tasks (nhiệm vụ): the stream of one duty, from issue to acceptance."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import DOER, Event, Stream
from events.values import Area, Clarity, Evidence, Place

Cause = Literal["objective", "subjective", "waiting"]
Status = Literal["issued", "in_progress", "submitted", "returned", "accepted"]


@dataclass(eq=False)
class NotYourTaskError(RefusedError):
    """Only the person in charge does this."""

    task_id: UUID


@dataclass(eq=False)
class NotYourDecisionError(RefusedError):
    """Only the holder of a named post decides this."""

    post_id: UUID


@dataclass(eq=False)
class OwnWorkError(RefusedError):
    """Nobody accepts, returns or extends their own work."""

    task_id: UUID


@dataclass(eq=False)
class WrongStepError(RefusedError):
    """The task is not at the step where this can be done."""

    status: Status


@dataclass(eq=False)
class MissingReasonError(RefusedError):
    """A return or an extension says why."""


@dataclass(eq=False)
class NothingHandedInError(RefusedError):
    """A product is handed in with evidence or at least with a note."""


@dataclass(eq=False)
class AmountOutOfRangeError(RefusedError):
    """The amount done is below zero or beyond the quantity of the product."""

    amount: Decimal
    quantity: Decimal


@dataclass(eq=False)
class DeadlineNotLaterError(RefusedError):
    """The proposed deadline is on or before the one in force."""

    current: date | None
    proposed: date


class Issued(Event, frozen=True):
    """The plan gave the duty to a person in a post; all six are clear."""

    TOPIC: ClassVar[str] = "tasks.Issued"
    plan_id: UUID
    item_id: int
    code: str
    content: str
    area: Area | None
    clarity: Clarity
    due_on: date | None
    place: Place | None = None


class Acknowledged(Event, frozen=True):
    """The person received the task; relative deadlines start here."""

    TOPIC: ClassVar[str] = "tasks.Acknowledged"
    received_on: date
    due_on: date | None


class Progressed(Event, frozen=True):
    """So much of the product's quantity is done."""

    TOPIC: ClassVar[str] = "tasks.Progressed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = DOER
    amount: Decimal
    note: str


class ObstacleReported(Event, frozen=True):
    """Something stands in the way; the cause as the person sees it, and what they ask for."""

    TOPIC: ClassVar[str] = "tasks.ObstacleReported"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text", "proposal"})
    ABOUT: ClassVar[str] = DOER
    cause: Cause
    text: str
    proposal: str


class Submitted(Event, frozen=True):
    """The product was handed in on a day."""

    TOPIC: ClassVar[str] = "tasks.Submitted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = DOER
    submitted_on: date
    note: str
    evidence: tuple[Evidence, ...]


class Returned(Event, frozen=True):
    """The product was not enough; `reason` says what is missing."""

    TOPIC: ClassVar[str] = "tasks.Returned"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class Accepted(Event, frozen=True):
    """The product was accepted; lateness was settled at submission."""

    TOPIC: ClassVar[str] = "tasks.Accepted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    note: str


class DeadlineExtended(Event, frozen=True):
    """The deadline moved later; both dates stay readable."""

    TOPIC: ClassVar[str] = "tasks.DeadlineExtended"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    due_on: date
    before: date | None
    reason: str


class Task(Stream):
    """A duty with six clarities that moves from issue to acceptance."""

    clarity: Clarity
    due_on: date | None
    status: Status

    def issue(self, issued: Issued) -> None:
        """Begin the task; the gate has been passed."""
        self.happened(issued)

    def acknowledge(self, on: date, *, by: UUID) -> None:
        """Receive the task.

        Raises:
            NotYourTaskError: another person is in charge.
            WrongStepError: it was received before.
        """
        self._require_charge(by)
        self._require("issued")
        self.happened(Acknowledged(received_on=on, due_on=self._due_after(on)))

    def progress(self, amount: Decimal, note: str, *, by: UUID) -> None:
        """Say how much of the product is done.

        Raises:
            AmountOutOfRangeError: below 0 or above the quantity of the product.
        """
        self._require_charge(by)
        self._require_working()
        if not 0 <= amount <= self.quantity:
            raise AmountOutOfRangeError(amount, self.quantity)
        self.happened(Progressed(amount=amount, note=note))

    def report_obstacle(self, obstacle: ObstacleReported, *, by: UUID) -> None:
        """Say what stands in the way."""
        self._require_charge(by)
        self._require_working()
        if not obstacle.text:
            raise MissingReasonError
        self.happened(obstacle)

    def submit(self, on: date, note: str, evidence: tuple[Evidence, ...], *, by: UUID) -> None:
        """Hand in the product.

        Raises:
            NothingHandedInError: neither evidence nor a note.
        """
        self._require_charge(by)
        self._require_working()
        if not note and not evidence:
            raise NothingHandedInError
        self.happened(Submitted(submitted_on=on, note=note, evidence=evidence))

    def accept(self, note: str, *, by: UUID, post: UUID) -> None:
        """Take the product as done.

        Raises:
            NotYourDecisionError: another post accepts.
            OwnWorkError: the person would accept their own work.
        """
        self._require_decision(self.clarity.accept_post_id, by=by, post=post)
        self._require("submitted")
        self.happened(Accepted(note=note))

    def send_back(self, reason: str, *, by: UUID, post: UUID) -> None:
        """Return the product and say what is missing."""
        self._require_decision(self.clarity.accept_post_id, by=by, post=post)
        self._require("submitted")
        if not reason:
            raise MissingReasonError
        self.happened(Returned(reason=reason))

    def extend_deadline(self, due_on: date, reason: str, *, by: UUID, post: UUID) -> None:
        """Move the deadline later.

        Raises:
            DeadlineNotLaterError: `due_on` is not after the deadline in force.
        """
        self._require_decision(self.clarity.extend_post_id, by=by, post=post)
        self._require("issued", "in_progress", "returned")
        if self.due_on is None or due_on <= self.due_on:
            raise DeadlineNotLaterError(current=self.due_on, proposed=due_on)
        if not reason:
            raise MissingReasonError
        self.happened(DeadlineExtended(due_on=due_on, before=self.due_on, reason=reason))

    @property
    def quantity(self) -> Decimal:
        """How much of the product is owed."""
        product = self.clarity.deliverable
        return product.quantity if product else Decimal(1)

    def evolve(self, event: Event) -> None:
        """Remember what the next decision needs."""
        match event:
            case Issued():
                self.clarity, self.due_on, self.status = event.clarity, event.due_on, "issued"
            case Acknowledged():
                self.due_on, self.status = event.due_on, "in_progress"
            case Progressed() | ObstacleReported() if self.status == "issued":
                self.status = "in_progress"
            case Submitted():
                self.status = "submitted"
            case Returned():
                self.status = "returned"
            case Accepted():
                self.status = "accepted"
            case DeadlineExtended():
                self.due_on = event.due_on

    def _due_after(self, receipt: date) -> date | None:
        deadline = self.clarity.deadline
        if deadline and deadline.kind == "relative" and deadline.days:
            return receipt + timedelta(days=deadline.days)
        return self.due_on

    def _require(self, *steps: Status) -> None:
        if self.status not in steps:
            raise WrongStepError(self.status)

    def _require_working(self) -> None:
        """Refuse work that is handed in or done; a deadline counted from receipt needs one."""
        deadline = self.clarity.deadline
        if deadline and deadline.kind == "relative":
            self._require("in_progress", "returned")
        self._require("issued", "in_progress", "returned")

    def _require_charge(self, person: UUID) -> None:
        if person != self.clarity.person_id:
            raise NotYourTaskError(self.id)

    def _require_decision(self, entitled: UUID | None, *, by: UUID, post: UUID) -> None:
        if entitled is None or post != entitled:
            raise NotYourDecisionError(entitled or post)
        if by == self.clarity.person_id:
            raise OwnWorkError(self.id)
