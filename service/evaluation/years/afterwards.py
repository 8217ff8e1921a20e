"""Commands after the decision: told, objected to, answered, superseded.

Source: Decree 335/2025/NĐ-CP, Articles 21.3, 22.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.grading.refusals import (
    HeadAboveUnitError,
    ObjectedTooLateError,
    OwnYearError,
    YearNotDecidedError,
)
from events.grading.steps import (
    Grade,
    Outcome,
    PetitionAnswered,
    Petitioned,
    Subject,
    Superseded,
    grade_id,
)
from events.grading.year import YearGrade
from service.evaluation.choosing import pinned
from service.evaluation.grades import petition_due, petition_until
from service.evaluation.rules import RuleSet
from service.evaluation.years import states
from service.evaluation.years.naming import grade_of
from service.evaluation.years.opening import require_head_of_body
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class TellYear:
    """Note that a result was told in writing and made known inside the body."""

    subject_id: UUID
    year: int
    told_on: date

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.PROPOSE_GRADES)
        stream = _load(work, self.subject_id, self.year)
        stream.tell(self.told_on, today=work.today)
        work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToYear:
    """Object to one's own result."""

    year: int
    text: str

    def decide(self, work: Work) -> None:
        """Record it with the day by which it is answered.

        Raises:
            ObjectedTooLateError: the rules set a limit, and it has passed.
        """
        work.actor.require(Permission.WORK)
        mine = work.actor.person_id
        stream = _load(work, mine, self.year)
        rules = rules_of(work, stream)
        _require_in_time(work, stream, rules)
        due = petition_due(work.today, work.calendar.after, rules)
        said = Petitioned(text=self.text, received_on=work.today, due_on=due)
        stream.object(said, by=mine)
        work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerObjection:
    """Answer an objection; where the grade changes, a new decision follows."""

    person_id: UUID
    year: int
    outcome: Outcome
    answer: str

    def decide(self, work: Work) -> None:
        """Record the answer.

        Raises:
            OwnYearError: it is the actor's own objection.
        """
        require_head_of_body(work)
        _require_other(work, self.person_id)
        stream = _load(work, self.person_id, self.year)
        said = PetitionAnswered(
            person_id=self.person_id, outcome=self.outcome, answer=self.answer
        )
        stream.answer(said)
        work.save(stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersedeYear:
    """Put a new decision in the place of a wrong one, which stays readable."""

    subject: Subject
    subject_id: UUID
    year: int
    grade: Grade
    number: str
    decided_on: date
    reason: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            OwnYearError: it is the actor's own.
            HeadAboveUnitError: a head would stand above the unit.
        """
        require_head_of_body(work)
        _require_other(work, self.subject_id)
        stream = _load(work, self.subject_id, self.year)
        said = Superseded(
            person_id=self.subject_id if self.subject == "person" else None,
            grade=self.grade,
            number=self.number,
            decided_on=self.decided_on,
            reason=self.reason,
        )
        stream.supersede(said, today=work.today)
        _require_below_unit(work, stream, self.grade)
        work.save(stream)


def rules_of(work: Work, stream: YearGrade) -> RuleSet:
    """Give the rules under which a year was proposed.

    Raises:
        YearNotDecidedError: nothing was proposed.
    """
    proposed = stream.proposed or stream.unit_proposed
    if proposed is None:
        raise YearNotDecidedError
    return pinned(work.connection, proposed.rules)


def _load(work: Work, subject_id: UUID, year: int) -> YearGrade:
    return work.load(YearGrade, grade_id(subject_id, year))


def _require_in_time(work: Work, stream: YearGrade, rules: RuleSet) -> None:
    if stream.told is None:
        return
    until = petition_until(stream.told.told_on, work.calendar.after, rules)
    if until is not None and work.today > until:
        raise ObjectedTooLateError(until)


def _require_other(work: Work, person_id: UUID) -> None:
    if person_id == work.actor.person_id:
        raise OwnYearError


def _require_below_unit(work: Work, stream: YearGrade, grade: Grade) -> None:
    said = stream.proposed
    if said is None or said.rank != "head" or not rules_of(work, stream).head_at_most_unit:
        return
    unit = states.one(work.connection, said.unit_id, stream.begun.year)
    if unit and unit.grade and grade_of(grade) > grade_of(unit.grade):
        raise HeadAboveUnitError(said.person_id, said.unit_id)
