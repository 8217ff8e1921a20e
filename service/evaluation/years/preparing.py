"""Commands before the decision: oneself, acts found, the meeting, the Party, the proposal.

Source: Decree 335/2025/NĐ-CP, Articles 9, 11, 21.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.grading.refusals import ActCountedError
from events.grading.steps import (
    ActFound,
    ActKind,
    Grade,
    MeetingHeld,
    PartyOpinionGiven,
    SelfGraded,
    TaskGroup,
)
from events.grading.year import YearGrade
from service.evaluation.years import states
from service.evaluation.years.opening import of_another, opened
from service.evaluation.years.proposing import UnitFound, Year, person_year, unit_year
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeOneself:
    """Say which grade one would give oneself."""

    year: int
    grade: Grade

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.WORK)
        mine = work.actor.person_id
        stream = opened(work, "person", mine, self.year)
        stream.grade_oneself(SelfGraded(grade=self.grade, said_on=work.today), by=mine)
        work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAct:
    """Note an act that leaves one grade only.

    `act_id`: the same act, found by another paper before; None for one that is new.
    """

    person_id: UUID
    year: int
    kind: ActKind
    number: str
    decided_on: date
    acted_on: date
    act_id: UUID | None = None

    def decide(self, work: Work) -> None:
        """Record it, unless it counted in another year.

        Raises:
            ActCountedError: it did.
        """
        stream = of_another(work, self.person_id, self.year)
        found = ActFound(
            act_id=self.act_id or work.new_id("act"),
            kind=self.kind,
            number=self.number,
            decided_on=self.decided_on,
            acted_on=self.acted_on,
        )
        count_act(work, stream, found)


def count_act(work: Work, year: YearGrade, found: ActFound) -> None:
    """Count an act in somebody's year, unless it counted in another.

    Raises:
        ActCountedError: it did.
        RefusedError: as `YearGrade.find` says.
    """
    for state in states.of_subject(work.connection, year.begun.subject_id):
        if state.year != year.begun.year and str(found.act_id) in state.acts:
            raise ActCountedError(state.year)
    year.find(found, today=work.today)
    work.save(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting:
    """Note one meeting at which several were judged, with its minutes."""

    year: int
    people: tuple[UUID, ...]
    held_on: date
    number: str
    present: int
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record it in the year of each."""
        work.actor.require(Permission.PROPOSE_GRADES)
        for person_id in dict.fromkeys(self.people):
            stream = opened(work, "person", person_id, self.year)
            held = MeetingHeld(
                person_id=person_id,
                held_on=self.held_on,
                number=self.number,
                present=self.present,
                note=self.note,
            )
            stream.meet(held, today=work.today)
            work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearParty:
    """Note what the Party committee says of a head or a deputy."""

    person_id: UUID
    year: int
    given_on: date
    number: str
    agrees: bool
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record it."""
        stream = of_another(work, self.person_id, self.year)
        given = PartyOpinionGiven(
            person_id=self.person_id,
            given_on=self.given_on,
            number=self.number,
            agrees=self.agrees,
            note=self.note,
        )
        stream.hear_party(given, today=work.today)
        work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePerson:
    """Propose a person's grade from the signed scores of the year.

    `months_worked`: as counted from the register, or as known better; `counted_as_worked`:
    sick or maternity leave, which is graded all the same.
    """

    person_id: UUID
    year: int
    group: TaskGroup
    months_worked: int
    counted_as_worked: bool = False
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record what scores, acts and the unit's grade make of it.

        Raises:
            TooFewMonthsError: too little of the year was worked.
            NoScoreError: no month has a score.
            UnitNotGradedError: the unit that they head has no grade yet.
        """
        stream = of_another(work, self.person_id, self.year)
        year = Year(
            person_id=self.person_id,
            year=self.year,
            group=self.group,
            months_worked=self.months_worked,
            counted_as_worked=self.counted_as_worked,
            note=self.note,
        )
        stream.propose(person_year(work, year, stream.acts.values()))
        work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeUnit:
    """Propose a unit's grade: its points, and what its tasks and the year's findings say."""

    unit_id: UUID
    year: int
    score: Decimal
    subunit_not_completed: bool = False
    shortcomings_open: bool = False
    concluded: bool = False
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record it, with the grade left open where the law is silent.

        Raises:
            UnitGoneError: the unit ended in the year.
            NoTasksError: it had no task in it.
        """
        work.actor.require(Permission.PROPOSE_GRADES)
        stream = opened(work, "unit", self.unit_id, self.year)
        found = UnitFound(
            score=self.score,
            subunit_not_completed=self.subunit_not_completed,
            shortcomings_open=self.shortcomings_open,
            concluded=self.concluded,
        )
        stream.propose(unit_year(work, self.unit_id, self.year, found, self.note))
        work.save(stream)
