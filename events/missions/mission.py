"""Missions (đoàn kiểm tra tại xã): an inspection that a tenant orders in others linked to it.

What it asks of each commune goes there by letter, and opens an ordinary inspection there; what
that one comes to is sent back.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import structs

from events.inspection_refusals import (
    InspectionClosedError,
    LastDayMovesWrongError,
    MandateIncompleteError,
    MemberAlreadyError,
    NoSuchPlaceError,
    NotAMemberError,
    NotOpenThereError,
    OutsideMandateError,
    PlaceNamedError,
)
from events.mandates import require_days
from events.missions.steps import (
    Answered,
    Concluded,
    Entered,
    LastDayMoved,
    MemberReplaced,
    Ordered,
    PlaceAdded,
    Sent,
    Vouched,
    Withdrawn,
    changed,
)
from events.stream import Event, Stream

PlaceState = Literal["waiting", "sent", "received", "looking", "declined", "closed"]


@dataclass(slots=True)
class Place:
    """One commune of a mission, as far as it is known here."""

    scope: PlaceAdded
    sent: bool = False
    answer: Answered | None = None
    entered: bool = False

    @property
    def state(self) -> PlaceState:
        """Say how far it has come there."""
        if self.answer is None:
            return "sent" if self.sent else "waiting"
        if self.answer.state != "running":
            return self.answer.state
        return "looking" if self.entered else "received"


class Mission(Stream):
    """One mission from its order to its end."""

    ordered: Ordered | None = None
    paper = ""
    paper_on = date.min
    conclusion = ""
    withdrawn = False

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.places: dict[int, Place] = {}
        self.vouched: set[UUID] = set()
        self.answers: dict[int, int] = {}

    @property
    def mandate(self) -> Ordered:
        """Give the order with what was changed of it."""
        assert self.ordered is not None  # noqa: S101 - a stream begins with it
        return self.ordered

    @property
    def ended(self) -> bool:
        """Tell whether it was concluded or withdrawn."""
        return bool(self.conclusion) or self.withdrawn

    def order(self, said: Ordered) -> None:
        """Begin it.

        Raises:
            MandateIncompleteError, MandateDaysError, PeriodAheadError: as for an inspection.
        """
        for field in ("document", "subject", "members"):
            if not getattr(said, field):
                raise MandateIncompleteError(field)
        require_days(said.first_day, said.last_day, said.period_from, said.period_until)
        self.happened(said)

    def add(self, said: PlaceAdded) -> None:
        """Let it look at a commune as well; one that declined may be named otherwise.

        Raises:
            InspectionClosedError: it has ended.
            PlaceNamedError: the commune is looked at already.
        """
        self._require_running()
        known = self.places.get(said.commune)
        if known is not None and known.state != "declined":
            raise PlaceNamedError(said.commune)
        self.happened(said)

    def move(self, said: LastDayMoved, *, on: date) -> None:
        """Let it end on another day, today at the earliest.

        Raises:
            InspectionClosedError, MandateIncompleteError: as they say.
            LastDayMovesWrongError: it ends that day, or would have ended before.
        """
        self._require_paper(said.document)
        soonest = max(on, self.mandate.first_day)
        if said.last_day == self.mandate.last_day or said.last_day < soonest:
            raise LastDayMovesWrongError(self.mandate.last_day)
        self.happened(said)

    def replace(self, said: MemberReplaced) -> None:
        """Put somebody into the place of a member.

        Raises:
            InspectionClosedError, MandateIncompleteError: as they say.
            NotAMemberError, MemberAlreadyError: who leaves is none, who joins is one.
        """
        self._require_paper(said.document)
        if said.leaves not in self.mandate.members:
            raise NotAMemberError
        if said.joins in self.mandate.members:
            raise MemberAlreadyError
        self.happened(said)

    def vouch(self, member: UUID) -> None:
        """Say that a member is nobody whom a commune would have inspected.

        Raises:
            InspectionClosedError, NotAMemberError: as they say.
        """
        self._require_running()
        if member not in self.mandate.members:
            raise NotAMemberError
        if member not in self.vouched:
            self.happened(Vouched(member=member))

    def withdraw(self, document: str) -> None:
        """End it without a conclusion.

        Raises:
            InspectionClosedError, MandateIncompleteError: as they say.
        """
        self._require_paper(document)
        self.happened(Withdrawn(document=document))

    def conclude(self, document: str) -> None:
        """End it with a conclusion.

        Raises:
            InspectionClosedError, MandateIncompleteError: as they say.
        """
        self._require_running()
        if not document:
            raise MandateIncompleteError("conclusion")
        self.happened(Concluded(document=document))

    @property
    def waits(self) -> bool:
        """Tell whether a commune has not had the order yet."""
        return any(place.state == "waiting" for place in self.places.values())

    def goes_out(self, on: date) -> bool:
        """Tell whether communes may know of it: of one without notice from its first day."""
        return self.mandate.kind != "unannounced" or self.mandate.first_day <= on

    def send(self, said: Sent) -> None:
        """Keep that the order, as it stands, went to a commune."""
        self.happened(said)

    def enter(self, commune: int, *, by: UUID, on: date) -> None:
        """Let a member go over to a commune.

        Raises:
            NoSuchPlaceError: it is not looked at.
            NotAMemberError, OutsideMandateError, InspectionClosedError: as they say.
            NotOpenThereError: the commune has not opened it, or has closed it.
        """
        self._require_running()
        said, place = self.mandate, self.place(commune)
        if by not in said.members:
            raise NotAMemberError
        if not said.first_day <= on <= said.last_day:
            raise OutsideMandateError(said.first_day, said.last_day)
        if place.state not in {"received", "looking"}:
            raise NotOpenThereError(place.state)
        if place.answer and by in place.answer.members:
            raise NotOpenThereError(place.answer.reason)
        self.happened(Entered(commune=commune))

    def place(self, commune: int) -> Place:
        """Give one of its communes.

        Raises:
            NoSuchPlaceError: it is not looked at.
        """
        if commune not in self.places:
            raise NoSuchPlaceError(commune)
        return self.places[commune]

    def answer(self, said: Answered) -> None:
        """Take in what a commune sent; an older letter than the last says nothing new.

        Raises:
            NoSuchPlaceError: it is not looked at.
        """
        self.place(said.commune)
        if said.number > self.answers.get(said.commune, 0):
            self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember the order, its changes, and what became of it where."""
        match event:
            case Ordered():
                self.ordered = event
                self.paper, self.paper_on = event.document, event.issued_on
            case LastDayMoved() | MemberReplaced():
                self.ordered = structs.replace(self.mandate, **changed(event))
                self.paper, self.paper_on = event.document, event.issued_on
            case Vouched():
                self.vouched.add(event.member)
            case Withdrawn():
                self.withdrawn, self.paper = True, event.document
            case Concluded():
                self.conclusion = event.document
            case _:
                self._evolve_place(event)

    def _evolve_place(self, event: Event) -> None:
        match event:
            case PlaceAdded():
                self.places[event.commune] = Place(event)
            case Sent():
                self.places[event.commune].sent = True
            case Entered():
                self.places[event.commune].entered = True
            case Answered():
                self.places[event.commune].answer = event
                self.answers[event.commune] = event.number

    def _require_running(self) -> None:
        if self.ended:
            raise InspectionClosedError

    def _require_paper(self, document: str) -> None:
        self._require_running()
        if not document:
            raise MandateIncompleteError("document")
