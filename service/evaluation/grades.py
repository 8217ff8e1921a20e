"""From points to grades: bands, overrides, the cap on excellence, heads and units.

The engine says what follows and what stands against it; a person decides.
Source: Decree 335/2025/NĐ-CP, Articles 8, 11, 20 to 22, 26.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Generic, TypeVar

from service.evaluation.results import signed
from service.evaluation.rules import Override, RuleSet

T = TypeVar("T")


class Grade(IntEnum):
    """The four grades, the better the greater."""

    NOT_COMPLETED = 1  # không hoàn thành nhiệm vụ
    COMPLETED = 2  # hoàn thành nhiệm vụ
    GOOD = 3  # hoàn thành tốt nhiệm vụ
    EXCELLENT = 4  # hoàn thành xuất sắc nhiệm vụ


def band(score: Fraction, rules: RuleSet) -> Grade:
    """Give the grade of a score alone (row 17).

    Source: Article 20.
    """
    compared = Fraction(signed(score, rules)) if rules.bands_on == "signed" else score
    bands = rules.bands
    if compared >= bands.excellent:
        return Grade.EXCELLENT
    if compared >= bands.good:
        return Grade.GOOD
    return Grade.COMPLETED if compared >= bands.completed else Grade.NOT_COMPLETED


def overridden(grade: Grade, found: Collection[Override], rules: RuleSet) -> Grade:
    """Give the grade after what was found in the year (row 18); one act counts once.

    Source: Articles 11, 20.
    """
    return Grade.NOT_COMPLETED if set(found) & set(rules.overrides) else grade


def is_graded(months_worked: int, rules: RuleSet, *, counted_as_worked: bool = False) -> bool:
    """Tell whether a year is graded at all (row 16): from so many months of work on.

    `counted_as_worked`: leave for sickness or birth, which Article 11.2 grades all the same.

    Source: Article 11.
    """
    return counted_as_worked or months_worked >= rules.months_least


def head_grade(own: Grade, unit: Grade | None, rules: RuleSet) -> Grade | None:
    """Give a head's grade: not above their unit's (row 20); None while the unit has none.

    Source: Article 20.6.
    """
    if not rules.head_at_most_unit:
        return own
    return None if unit is None else min(own, unit)


def excellent_most(
    grades: Sequence[Grade], rules: RuleSet, *, outstanding: bool = False
) -> int:
    """Say how many of a group of similar tasks may be excellent (row 21).

    By the letter the share is of those who are finally graded good: x ≤ s·(T − x), where T
    are all from good on; rounded down. Never more than have reached the band.

    Source: Article 20.5.
    """
    share = Fraction(rules.cap_outstanding if outstanding else rules.cap)
    better = sum(grade >= Grade.GOOD for grade in grades)
    most = {
        "good": share * better / (1 + share),
        "good_or_better": share * better,
        "graded": share * len(grades),
    }[rules.cap_of]
    return min(int(most), grades.count(Grade.EXCELLENT))


@dataclass(frozen=True, slots=True)
class Proposal(Generic[T]):
    """Whom the cap leaves excellent, whom it cuts, and who ties over the last place.

    Those who tie are in neither list: the authority chooses, and says why.
    """

    chosen: tuple[T, ...]
    cut: tuple[T, ...]
    tied: tuple[T, ...]


def propose_excellent(candidates: Mapping[T, Fraction], most: int) -> Proposal[T]:
    """Propose who stays excellent, by score, the best first (row 21)."""
    ranked = sorted(candidates, key=lambda one: candidates[one], reverse=True)
    if most >= len(ranked):
        return Proposal(tuple(ranked), (), ())
    line = candidates[ranked[most]]
    above = tuple(one for one in ranked if candidates[one] > line)
    at = tuple(one for one in ranked if candidates[one] == line)
    below = tuple(one for one in ranked if candidates[one] < line)
    if len(above) == most:
        return Proposal(above, at + below, ())
    return Proposal(above, below, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitYear:
    """A unit's year: its score, and its tasks by number; all counts are of `assigned`."""

    score: Decimal
    assigned: int
    done: int
    late: int
    exceeding: int
    subunit_not_completed: bool = False
    shortcomings_open: bool = False
    concluded: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a grade, by name, and whether it is met."""

    name: str
    met: bool


def unit_conditions(year: UnitYear, rules: RuleSet) -> dict[Grade, tuple[Condition, ...]]:
    """List the conditions of each grade of a unit, met or not (row 19).

    The lowest grade is reached by any of its conditions, the others by all of theirs.

    Raises:
        ValueError: nothing was assigned.

    Source: Article 8.
    """
    if year.assigned <= 0:
        raise ValueError("a unit without tasks has no grade")
    bands, bounds, done = rules.bands, rules.unit, year.done == year.assigned
    on_time = Condition("all_on_time", done and year.late == 0)
    late, exceeding = (Fraction(count, year.assigned) for count in (year.late, year.exceeding))
    excellent = (
        Condition("score", year.score >= bands.excellent),
        on_time,
        Condition("exceeding", exceeding >= bounds.exceeding_least),
        Condition("subunits", not year.subunit_not_completed),
        Condition("shortcomings", not year.shortcomings_open),
    )
    completed = (
        Condition("score", bands.completed <= year.score < bands.good),
        Condition("all_done", done),
        Condition("late", late <= bounds.late_most),
    )
    failed = (
        Condition("score", year.score < bands.completed),
        Condition("concluded", year.concluded),
        Condition("done", Fraction(year.done, year.assigned) < bounds.done_least),
    )
    good = (Condition("score", bands.good <= year.score < bands.excellent), on_time)
    return {
        Grade.EXCELLENT: excellent,
        Grade.GOOD: good,
        Grade.COMPLETED: completed,
        Grade.NOT_COMPLETED: failed,
    }


def unit_grade(year: UnitYear, rules: RuleSet) -> Grade | None:
    """Propose a unit's grade; None where the decree is silent, and a person decides (row 19).

    A unit with 95 points and one late task meets no grade's conditions, to the letter.
    """
    found = unit_conditions(year, rules)
    if any(condition.met for condition in found[Grade.NOT_COMPLETED]):
        return Grade.NOT_COMPLETED
    met = (grade for grade in found if all(condition.met for condition in found[grade]))
    return max(met, default=None)


def petition_due(
    received: date, working_days_after: Callable[[date, int], date], rules: RuleSet
) -> date:
    """Give the last day to answer a petition, in working days (row 22).

    Source: Article 22.
    """
    return working_days_after(received, rules.petition_days)


def petition_until(
    told_on: date, working_days_after: Callable[[date, int], date], rules: RuleSet
) -> date | None:
    """Give the last day to object to a result, in working days; None where no limit is set.

    Source: local rules; Article 22 names none.
    """
    within = rules.petition_within
    return None if within is None else working_days_after(told_on, within)


def sync_due(result_on: date, rules: RuleSet) -> date:
    """Give the last day to send a result to the national database, in calendar days (row 23).

    Source: Article 26.1.d.
    """
    return result_on + timedelta(days=rules.sync_days)
