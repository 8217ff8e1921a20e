"""Hand-over (bàn giao): a list of tasks that goes from one person to another with a receipt.

Until the receiver signs, everything stays with who had it; what was done before stays theirs.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

HandoverStatus = Literal["listed", "signed", "declined"]


@dataclass(eq=False)
class NothingToHandOverError(RefusedError):
    """A list of hand-over names at least one task."""


@dataclass(eq=False)
class SamePersonError(RefusedError):
    """Nobody hands over to themselves."""


@dataclass(eq=False)
class NotReceiverError(RefusedError):
    """Only the receiver signs for the list, or declines it."""

    person_id: UUID


@dataclass(eq=False)
class HandoverAnsweredError(RefusedError):
    """The list was signed or declined before."""

    status: HandoverStatus


@dataclass(eq=False)
class DeclinedWithoutReasonError(RefusedError):
    """Who declines a list says why."""


class Listed(Event, frozen=True):
    """These tasks are to go from a person in a post to another person in a post."""

    TOPIC: ClassVar[str] = "handovers.Listed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    from_person_id: UUID
    from_post_id: UUID
    to_person_id: UUID
    to_post_id: UUID
    task_ids: tuple[UUID, ...]
    note: str


class Signed(Event, frozen=True):
    """The receiver signed; `task_ids` are those that really went over."""

    TOPIC: ClassVar[str] = "handovers.Signed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    signed_on: date
    task_ids: tuple[UUID, ...]
    note: str


class Declined(Event, frozen=True):
    """The receiver did not take the list, and says why."""

    TOPIC: ClassVar[str] = "handovers.Declined"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class Handover(Stream):
    """One list, from its making to the receiver's answer."""

    listed: Listed
    status: HandoverStatus

    def list(self, listed: Listed) -> None:
        """Make the list.

        Raises:
            NothingToHandOverError: it is empty.
            SamePersonError: giver and receiver are the same.
        """
        if not listed.task_ids:
            raise NothingToHandOverError
        if listed.from_person_id == listed.to_person_id:
            raise SamePersonError
        self.happened(listed)

    def sign(self, signed: Signed, *, by: UUID) -> None:
        """Sign for the list.

        Raises:
            NotReceiverError: somebody else is to receive it.
            HandoverAnsweredError: it was answered before.
        """
        self._require_receiver(by)
        self.happened(signed)

    def decline(self, reason: str, *, by: UUID) -> None:
        """Leave everything where it is."""
        self._require_receiver(by)
        if not reason:
            raise DeclinedWithoutReasonError
        self.happened(Declined(reason=reason))

    def evolve(self, event: Event) -> None:
        """Remember the list and its answer."""
        match event:
            case Listed():
                self.listed, self.status = event, "listed"
            case Signed():
                self.status = "signed"
            case Declined():
                self.status = "declined"

    def _require_receiver(self, person: UUID) -> None:
        if person != self.listed.to_person_id:
            raise NotReceiverError(self.listed.to_person_id)
        if self.status != "listed":
            raise HandoverAnsweredError(self.status)
