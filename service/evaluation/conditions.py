"""Grades of officials under sets that look at the tasks beside the score.

The decree grades officials by their score alone; Party and local rules ask for more.
Source: Quy định 366-QĐ/TW, Article 11; local sets as they name it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from service.evaluation.grades import Condition, Grade, band
from service.evaluation.rules import OfficialBounds, RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialYear:
    """A person's year: the exact score, and the tasks by number.

    `least_done`: the share done of the task that is least done, 0 to 1. `leads`: a unit.
    """

    score: Fraction
    assigned: int
    done: int
    late: int
    exceeding: int
    least_done: Fraction
    leads: bool = False

    def share(self, number: int) -> Fraction:
        """Give a number of tasks as a share of all.

        Raises:
            ValueError: nothing was assigned.
        """
        if self.assigned <= 0:
            raise ValueError("without tasks there is no share of them")
        return Fraction(number, self.assigned)


def official_conditions(
    year: OfficialYear, rules: RuleSet
) -> dict[Grade, tuple[Condition, ...]]:
    """List what each grade asks for, met or not (row 17).

    The lowest grade is reached by any of its conditions, the others by all of theirs.

    Raises:
        ValueError: the set looks at tasks, and nothing was assigned.
    """
    reached, bounds = band(year.score, rules), rules.official
    scores = {grade: Condition("score", reached >= grade) for grade in Grade}
    failed = Condition("score", reached == Grade.NOT_COMPLETED)
    if bounds is None:
        return {g: (failed if g == Grade.NOT_COMPLETED else scores[g],) for g in Grade}
    return {
        Grade.EXCELLENT: (scores[Grade.EXCELLENT], *_excellent(year, bounds)),
        Grade.GOOD: (scores[Grade.GOOD], *_good(year, bounds)),
        Grade.COMPLETED: (scores[Grade.COMPLETED], *_completed(year, bounds)),
        Grade.NOT_COMPLETED: (failed, _undone(year, bounds)),
    }


def official_grade(year: OfficialYear, rules: RuleSet) -> Grade | None:
    """Propose a grade: the best whose conditions are all met (row 17).

    None where the paper is silent, and a person decides: a score that reaches a grade whose
    other conditions fail down to the last.
    """
    found = official_conditions(year, rules)
    if any(condition.met for condition in found[Grade.NOT_COMPLETED]):
        return Grade.NOT_COMPLETED
    met = (grade for grade in found if all(condition.met for condition in found[grade]))
    return max(met, default=None)


def _excellent(year: OfficialYear, bounds: OfficialBounds) -> Iterator[Condition]:
    yield Condition("all_done", year.done == year.assigned)
    if bounds.on_time:
        yield Condition("on_time", year.late == 0)
    yield Condition("exceeding", year.share(year.exceeding) >= bounds.excellent_exceeding)


def _good(year: OfficialYear, bounds: OfficialBounds) -> Iterator[Condition]:
    if bounds.on_time:
        yield Condition("all_on_time", year.done == year.assigned and year.late == 0)
    yield Condition("least_done", year.least_done >= bounds.good_least_done)


def _completed(year: OfficialYear, bounds: OfficialBounds) -> Iterator[Condition]:
    yield Condition("done", year.share(year.done) >= bounds.completed_done)
    yield Condition("late", year.share(year.late) <= bounds.completed_late_most)


def _undone(year: OfficialYear, bounds: OfficialBounds) -> Condition:
    most = bounds.undone_most_leading if year.leads else bounds.undone_most
    return Condition("undone", year.share(year.assigned - year.done) > most)
