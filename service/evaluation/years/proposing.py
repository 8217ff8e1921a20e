"""From a year's facts to the grade that is proposed, before the cap.

Source: Decree 335/2025/NĐ-CP, Articles 8, 11, 17.3, 20.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Connection

from events.grading.refusals import (
    NoScoreError,
    NoTasksError,
    TooFewMonthsError,
    UnitGoneError,
    UnitNotGradedError,
)
from events.grading.steps import (
    ActFound,
    MonthScore,
    Proposed,
    TaskGroup,
    UnitFacts,
    UnitProposed,
)
from service.db import driver
from service.evaluation.choosing import Chosen, rules_for
from service.evaluation.grades import (
    Grade,
    UnitYear,
    band,
    head_grade,
    is_graded,
    overridden,
    unit_grade,
)
from service.evaluation.results import mean_score, signed
from service.evaluation.rules import RuleSet
from service.evaluation.years import states
from service.evaluation.years.naming import grade_of, name_of
from service.evaluation.years.ranks import Standing, last_day, standings
from service.evaluation.years.scores import scores_of
from service.evaluation.years.unit_facts import Counted, counted
from service.log.reading import head
from service.organisation.people import UnknownMemberError
from service.tasks import states as task_states
from service.work import Work
from tenants.populations import populations


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Whose year is proposed, and how much of it they worked.

    `counted_as_worked`: sick or maternity leave, which is graded all the same.
    """

    person_id: UUID
    year: int
    group: TaskGroup
    months_worked: int
    counted_as_worked: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFound:
    """What a person says of a unit's year: its points, and what was found in it."""

    score: Decimal
    subunit_not_completed: bool
    shortcomings_open: bool
    concluded: bool


def rules_of_person(connection: Connection, person_id: UUID, day: date) -> Chosen:
    """Give the rules that hold for a person on a day."""
    return rules_for(connection, populations(connection).of(person_id, day), day)


def person_year(work: Work, year: Year, acts: Iterable[ActFound]) -> Proposed:
    """Say what scores, acts and the unit's grade make of a person's year.

    Raises:
        TooFewMonthsError: too little of it was worked.
        NoScoreError: no period of it has a score.
        UnknownMemberError: they hold no post.
        UnitNotGradedError: the unit that they head has no grade yet.
    """
    day = last_day(year.year, work.today)
    chosen = rules_of_person(work.connection, year.person_id, day)
    _require_worked(year, chosen.rules)
    months = scores_of(work.connection, year.person_id, year.year, chosen.rules)
    score = _mean(year.person_id, months, chosen.rules)
    place = standings(work.register, day).get(year.person_id)
    if place is None:
        raise UnknownMemberError
    grade = overridden(band(score, chosen.rules), [act.kind for act in acts], chosen.rules)
    if place.rank == "head":
        grade = _below_unit(work, place, year.year, grade, chosen.rules)
    return Proposed(
        person_id=year.person_id,
        unit_id=place.unit_id,
        rank=place.rank,
        group=year.group,
        months=months,
        months_worked=year.months_worked,
        counted_as_worked=year.counted_as_worked,
        score=f"{score.numerator}/{score.denominator}",
        signed=signed(score, chosen.rules),
        grade=name_of(grade),
        rules=chosen.ref,
        note=year.note,
    )


def unit_year(
    work: Work, unit_id: UUID, year: int, found: UnitFound, note: str
) -> UnitProposed:
    """Say what a unit's points and tasks make of its year; the grade may stay open.

    Raises:
        UnitGoneError: it ended in the year.
        NoTasksError: it had no task.
    """
    _require_whole_year(work, unit_id, year)
    chosen = rules_for(work.connection, "unit", last_day(year, work.today))
    tasks = unit_tasks(work.connection, unit_id, year, work.today)
    if not tasks.assigned:
        raise NoTasksError(unit_id)
    facts = UnitFacts(
        assigned=len(tasks.assigned),
        done=tasks.done,
        late=tasks.late,
        exceeding=tasks.exceeding,
        subunit_not_completed=found.subunit_not_completed,
        shortcomings_open=found.shortcomings_open,
        concluded=found.concluded,
    )
    grade = unit_grade(as_unit_year(found.score, facts), chosen.rules)
    return UnitProposed(
        unit_id=unit_id,
        score=found.score,
        facts=facts,
        grade=None if grade is None else name_of(grade),
        rules=chosen.ref,
        up_to=head(driver(work.connection)).size,
        note=note,
    )


def as_unit_year(score: Decimal, facts: UnitFacts) -> UnitYear:
    """Give a unit's facts in the shape that the rules ask."""
    return UnitYear(
        score=score,
        assigned=facts.assigned,
        done=facts.done,
        late=facts.late,
        exceeding=facts.exceeding,
        subunit_not_completed=facts.subunit_not_completed,
        shortcomings_open=facts.shortcomings_open,
        concluded=facts.concluded,
    )


def unit_tasks(
    connection: Connection, unit_id: UUID, year: int, day: date, at: datetime | None = None
) -> Counted:
    """Count the tasks of a unit's year as they stand on a day, now or at an instant."""
    return counted(task_states.of_units(connection, [unit_id], at), year, day)


def _require_whole_year(work: Work, unit_id: UUID, year: int) -> None:
    ended = work.register.units[unit_id].last_day
    if ended is not None and ended < date(year, 12, 31):
        raise UnitGoneError(ended)


def _require_worked(year: Year, rules: RuleSet) -> None:
    if not is_graded(year.months_worked, rules, counted_as_worked=year.counted_as_worked):
        raise TooFewMonthsError(year.months_worked, rules.months_least)


def _mean(person_id: UUID, months: tuple[MonthScore, ...], rules: RuleSet) -> Fraction:
    score = mean_score([Fraction(one.signed) for one in months], rules)
    if score is None:
        raise NoScoreError(person_id)
    return score


def _below_unit(work: Work, place: Standing, year: int, own: Grade, rules: RuleSet) -> Grade:
    unit = states.one(work.connection, place.unit_id, year)
    decided = grade_of(unit.grade) if unit and unit.grade else None
    grade = head_grade(own, decided, rules)
    if grade is None:
        raise UnitNotGradedError(place.unit_id)
    return grade
