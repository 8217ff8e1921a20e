"""Conclusions and directions (kết luận, nghị quyết, chỉ đạo): whom they reach, who knows.

A document with its points goes to units and to people, who acknowledge it; each unit then tells
its members (quán triệt) in one session or more; its points become tasks. What was said of a
session by mistake is struck, a document that no longer holds is withdrawn or superseded.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from events.conclusions.refusals import (
    AbsenceUnexplainedError,
    AcknowledgedFirstError,
    AlreadyAcknowledgedError,
    ConclusionEndedError,
    ConclusionIncompleteError,
    DueBeforeIssueError,
    EverybodyToldError,
    IssuedInTheFutureError,
    MorePresentThanMembersError,
    NoSuchPointError,
    NoSuchSessionError,
    NotAddressedError,
    SessionDayError,
    StillOpenError,
    UnexplainedError,
)
from events.conclusions.steps import (
    Acknowledged,
    Closed,
    Disseminated,
    DisseminationStruck,
    Ended,
    Issued,
    Superseded,
    Urged,
    Withdrawn,
)
from events.stream import Event, Stream

ENDS: dict[type[Event], Ended] = {
    Withdrawn: "withdrawn",
    Superseded: "superseded",
    Closed: "closed",
}


class Conclusion(Stream):
    """One document, and what each addressee did about it."""

    issued: Issued | None = None
    ended: Ended = ""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.acknowledged: set[UUID] = set()
        self.sessions: dict[int, Disseminated] = {}
        self.struck: set[int] = set()
        self.urged: dict[UUID, datetime] = {}

    @property
    def paper(self) -> Issued:
        """Give the document with which it began."""
        assert self.issued is not None  # noqa: S101 - a stream begins with it
        return self.issued

    def issue(self, said: Issued, *, today: date) -> None:
        """Issue it.

        Raises:
            ConclusionIncompleteError: number, title, points or addressees lack.
            IssuedInTheFutureError: its day has not come.
            DueBeforeIssueError: it would be told before it was issued.
        """
        for field in ("number", "title", "points"):
            if not getattr(said, field):
                raise ConclusionIncompleteError(field)
        if not said.unit_ids and not said.people:
            raise ConclusionIncompleteError("unit_ids")
        if said.issued_on > today:
            raise IssuedInTheFutureError(said.issued_on)
        if said.told_by and said.told_by < said.issued_on:
            raise DueBeforeIssueError(said.issued_on)
        self.happened(said)

    def acknowledge(self, addressee_id: UUID) -> None:
        """Say that an addressee has received it.

        Raises:
            ConclusionEndedError, NotAddressedError, AlreadyAcknowledgedError: as they say.
        """
        self._require_holding()
        if addressee_id not in (*self.paper.unit_ids, *self.paper.people):
            raise NotAddressedError
        if addressee_id in self.acknowledged:
            raise AlreadyAcknowledgedError
        self.happened(Acknowledged(addressee_id=addressee_id))

    def disseminate(self, said: Disseminated, *, today: date) -> None:
        """Say how a unit told its members.

        Raises:
            ConclusionEndedError, NotAddressedError: as they say.
            AcknowledgedFirstError: the unit has not acknowledged it.
            SessionDayError: the session lies in the future, or before the document.
            EverybodyToldError: all members know already.
            MorePresentThanMembersError: more would know than there are.
            AbsenceUnexplainedError: some were absent, and nobody says why.
        """
        self._require_holding()
        if said.unit_id not in self.paper.unit_ids:
            raise NotAddressedError
        if said.unit_id not in self.acknowledged:
            raise AcknowledgedFirstError
        if not self.paper.issued_on <= said.held_on <= today:
            raise SessionDayError(self.paper.issued_on, today)
        self._require_room(said)
        self.happened(said)

    def strike(self, session: int, reason: str) -> None:
        """Strike what was said of a session.

        Raises:
            ConclusionEndedError, NoSuchSessionError, UnexplainedError: as they say.
        """
        self._require_holding()
        if session not in self.sessions or session in self.struck:
            raise NoSuchSessionError(session)
        self._require_words(reason)
        self.happened(DisseminationStruck(session=session, reason=reason))

    def urge(self, addressees: Iterable[UUID], at: datetime) -> None:
        """Remind addressees who owe something.

        Raises:
            ConclusionEndedError: it is followed no longer.
        """
        self._require_holding()
        self.happened(Urged(addressees=tuple(addressees), urged_at=at))

    def withdraw(self, reason: str) -> None:
        """Let it hold no longer.

        Raises:
            ConclusionEndedError, UnexplainedError: as they say.
        """
        self._require_holding()
        self._require_words(reason)
        self.happened(Withdrawn(reason=reason))

    def supersede(self, by_id: UUID) -> None:
        """Let another document take its place.

        Raises:
            ConclusionEndedError: it holds no longer.
        """
        self._require_holding()
        self.happened(Superseded(by_id=by_id))

    def close(self, reason: str, *, open_tasks: int) -> None:
        """Follow it no longer.

        Raises:
            ConclusionEndedError: it holds no longer.
            StillOpenError: tasks or addressees are open, and nobody says why it ends so.
        """
        self._require_holding()
        if not reason and (open_tasks or self.owing):
            raise StillOpenError(open_tasks, len(self.owing))
        self.happened(Closed(reason=reason))

    def point(self, number: int) -> str:
        """Give one point, to be carried out.

        Raises:
            ConclusionEndedError: it holds no longer.
            NoSuchPointError: there is none of that number.
        """
        self._require_holding()
        if not 1 <= number <= len(self.paper.points):
            raise NoSuchPointError(number)
        return self.paper.points[number - 1]

    def told(self, unit_id: UUID) -> int:
        """Count the members whom a unit has told."""
        return sum(one.present for one in self._held(unit_id))

    @property
    def owing(self) -> list[UUID]:
        """Name who has not acknowledged it, and which units have not told all their members."""
        both = (*self.paper.unit_ids, *self.paper.people)
        return [one for one in both if one not in self.acknowledged or self._half_told(one)]

    def evolve(self, event: Event) -> None:
        """Remember the document and the answers."""
        match event:
            case Issued():
                self.issued = event
            case Acknowledged():
                self.acknowledged.add(event.addressee_id)
            case Disseminated():
                self.sessions[event.session] = event
            case DisseminationStruck():
                self.struck.add(event.session)
            case Urged():
                self.urged |= dict.fromkeys(event.addressees, event.urged_at)
        self.ended = ENDS.get(type(event), self.ended)

    def _held(self, unit_id: UUID) -> list[Disseminated]:
        standing = (one for one in self.sessions.values() if one.session not in self.struck)
        return [one for one in standing if one.unit_id == unit_id]

    def _half_told(self, addressee_id: UUID) -> bool:
        if addressee_id not in self.paper.unit_ids:
            return False
        held = self._held(addressee_id)
        return not held or self.told(addressee_id) < held[-1].members

    def _require_room(self, said: Disseminated) -> None:
        held = self._held(said.unit_id)
        before = self.told(said.unit_id)
        if held and before >= held[-1].members:
            raise EverybodyToldError(before)
        if said.present < 1 or before + said.present > said.members:
            raise MorePresentThanMembersError(before + said.present, said.members)
        if (absent := said.members - before - said.present) and not said.reason:
            raise AbsenceUnexplainedError(absent)

    def _require_holding(self) -> None:
        if self.ended:
            raise ConclusionEndedError

    @staticmethod
    def _require_words(reason: str) -> None:
        if not reason:
            raise UnexplainedError
