"""Inspections (cuộc kiểm tra): a mandate with members, days and scope; findings tied to events.

A finding is answered by its unit and becomes a task of repair, which is followed until done.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from msgspec import structs

from events.inspection_refusals import (
    FindingIncompleteError,
    InspectionClosedError,
    LastDayMovesWrongError,
    MandateIncompleteError,
    MemberAlreadyError,
    NoSuchFindingError,
    NotAMemberError,
    OutOfScopeError,
    OutsideMandateError,
    RepairGivenError,
)
from events.mandates import (
    Extended,
    MemberReplaced,
    MembersNamed,
    Orderer,
    Shortened,
    Withdrawn,
    changed,
    require_days,
)
from events.stream import Event, Stream

InspectionKind = Literal["planned", "unannounced", "internal", "self_check", "thematic"]


class Ordered(Event, frozen=True, omit_defaults=True):
    """Somebody entitled ordered an inspection: `document` is the number of its decision.

    It reaches what the units led, in the plans that are named (all when none is), at some time
    of the period: from the beginning where it has no first day, until now where it has no last.
    """

    TOPIC: ClassVar[str] = "inspections.Ordered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"subject"})
    kind: InspectionKind
    document: str
    issued_on: date
    subject: str
    unit_ids: tuple[UUID, ...]
    members: tuple[UUID, ...]
    first_day: date
    last_day: date
    plan_ids: tuple[UUID, ...] = ()
    period_from: date | None = None
    period_until: date | None = None
    orderer: Orderer | None = None


class SampleDrawn(Event, frozen=True):
    """Tasks to look at were drawn, of so many; the seed draws the same ones again."""

    TOPIC: ClassVar[str] = "inspections.SampleDrawn"
    seed: int
    of: int
    task_ids: tuple[UUID, ...]


class FindingNoted(Event, frozen=True):
    """A member found something in a unit; `positions` are the events that show it."""

    TOPIC: ClassVar[str] = "inspections.FindingNoted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text", "proposal"})
    finding: int
    unit_id: UUID
    text: str
    proposal: str
    due_on: date | None
    positions: tuple[int, ...]


class FindingAnswered(Event, frozen=True):
    """The unit says what it has to say to a finding; the last answer stands."""

    TOPIC: ClassVar[str] = "inspections.FindingAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    finding: int
    text: str


class RepairGiven(Event, frozen=True):
    """A task was given to repair what was found."""

    TOPIC: ClassVar[str] = "inspections.RepairGiven"
    finding: int
    task_id: UUID


class Closed(Event, frozen=True):
    """The inspection ended with a conclusion of this number."""

    TOPIC: ClassVar[str] = "inspections.Closed"
    document: str


@dataclass(slots=True)
class Finding:
    """One finding as it stands."""

    noted: FindingNoted
    answer: str = ""
    task_id: UUID | None = None


class Inspection(Stream):
    """One inspection from its order to its conclusion."""

    ordered: Ordered | None = None
    conclusion = ""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.findings: dict[int, Finding] = {}
        self.samples: list[SampleDrawn] = []

    @property
    def mandate(self) -> Ordered:
        """Give the mandate in force: the order, with what was changed of it."""
        assert self.ordered is not None  # noqa: S101 - a stream begins with it
        return self.ordered

    def order(self, said: Ordered) -> None:
        """Begin it.

        Raises:
            MandateIncompleteError: something is not said.
            MandateDaysError, PeriodAheadError: as they say.
        """
        for field in ("document", "subject", "unit_ids", "members"):
            if not getattr(said, field):
                raise MandateIncompleteError(field)
        require_days(said.first_day, said.last_day, said.period_from, said.period_until)
        self.happened(said)

    def extend(self, said: Extended) -> None:
        """Let it end later.

        Raises:
            InspectionClosedError: it has ended with its conclusion.
            LastDayMovesWrongError: it would not end later.
        """
        self._require_paper(said.document)
        if said.last_day <= self.mandate.last_day:
            raise LastDayMovesWrongError(self.mandate.last_day)
        self.happened(said)

    def shorten(self, said: Shortened, *, on: date) -> None:
        """Let it end earlier, today at the earliest.

        Raises:
            InspectionClosedError: it has ended with its conclusion.
            LastDayMovesWrongError: it would not end earlier, or would have ended already.
        """
        self._require_paper(said.document)
        soonest = max(on, self.mandate.first_day)
        if not soonest <= said.last_day < self.mandate.last_day:
            raise LastDayMovesWrongError(self.mandate.last_day)
        self.happened(said)

    def replace(self, said: MemberReplaced) -> None:
        """Put somebody into the place of a member.

        Raises:
            InspectionClosedError: it has ended with its conclusion.
            NotAMemberError: who leaves is none.
            MemberAlreadyError: who joins is one.
        """
        self._require_paper(said.document)
        if said.leaves not in self.mandate.members:
            raise NotAMemberError
        if said.joins in self.mandate.members:
            raise MemberAlreadyError
        self.happened(said)

    def draw(self, said: SampleDrawn, *, by: UUID, on: date) -> None:
        """Keep which tasks were drawn.

        Raises:
            NotAMemberError, OutsideMandateError, InspectionClosedError: as they say.
        """
        self._require_member(by, on)
        self.happened(said)

    def note(self, said: FindingNoted, *, by: UUID, on: date) -> None:
        """Note a finding.

        Raises:
            NotAMemberError, OutsideMandateError, InspectionClosedError: as they say.
            OutOfScopeError: the unit is not inspected.
            FindingIncompleteError: it lacks words or events.
        """
        self._require_member(by, on)
        if said.unit_id not in self.mandate.unit_ids:
            raise OutOfScopeError
        for field in ("text", "positions"):
            if not getattr(said, field):
                raise FindingIncompleteError(field)
        self.happened(said)

    def answer(self, finding: int, text: str) -> None:
        """Let the unit answer.

        Raises:
            NoSuchFindingError, InspectionClosedError: as they say.
            FindingIncompleteError: it has no words.
        """
        self._require_open()
        found = self._found(finding)
        if not text:
            raise FindingIncompleteError("answer")
        if found.answer != text:
            self.happened(FindingAnswered(finding=finding, text=text))

    def repair(self, finding: int, task_id: UUID) -> None:
        """Tie a task of repair to a finding; also after the conclusion.

        Raises:
            NoSuchFindingError: there is none of that number.
            RepairGivenError: it has one.
        """
        found = self._found(finding)
        if found.task_id is not None:
            raise RepairGivenError(finding)
        self.happened(RepairGiven(finding=finding, task_id=task_id))

    def close(self, document: str) -> None:
        """End it with a conclusion.

        Raises:
            InspectionClosedError: it has ended.
            MandateIncompleteError: the conclusion has no number.
        """
        self._require_open()
        if not document:
            raise MandateIncompleteError("conclusion")
        self.happened(Closed(document=document))

    def follow(self, said: Extended | Shortened | MembersNamed | Withdrawn) -> None:
        """Do as the tenant that ordered it says.

        Raises:
            InspectionClosedError: it has ended.
        """
        self._require_open()
        self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember what was ordered, drawn, found, answered and concluded."""
        match event:
            case Ordered():
                self.ordered = event
            case Extended() | Shortened() | MemberReplaced() | MembersNamed():
                self.ordered = structs.replace(self.mandate, **changed(event))
            case SampleDrawn():
                self.samples.append(event)
            case FindingNoted():
                self.findings[event.finding] = Finding(event)
            case FindingAnswered():
                self.findings[event.finding].answer = event.text
            case RepairGiven():
                self.findings[event.finding].task_id = event.task_id
            case Closed() | Withdrawn():
                self.conclusion = event.document

    def _require_open(self) -> None:
        if self.conclusion:
            raise InspectionClosedError

    def _require_paper(self, document: str) -> None:
        self._require_open()
        if not document:
            raise MandateIncompleteError("document")

    def _require_member(self, person: UUID, day: date) -> None:
        self._require_open()
        said = self.mandate
        if person not in said.members:
            raise NotAMemberError
        if not said.first_day <= day <= said.last_day:
            raise OutsideMandateError(said.first_day, said.last_day)

    def _found(self, finding: int) -> Finding:
        found = self.findings.get(finding)
        if found is None:
            raise NoSuchFindingError(finding)
        return found
