"""From shares to points: results of staff and leaders, common points, periods and their means.

Pure and exact; a figure that is missing gives no score, never zero and never full marks.
Source: Decree 335/2025/NĐ-CP, Articles 15 to 17; Phụ lục I; Mẫu 01.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from service.evaluation.rules import Part, RuleSet

T = TypeVar("T", bound=Hashable)
Score = Fraction | None
PERIODS = {"month": 12, "quarter": 4}  # in a year
MOST_POINTS = Fraction(100)


class ManagingCircleError(ValueError):
    """Somebody manages, over others, themselves: no order of scoring exists."""


def staff_result(parts: Mapping[Part, Fraction | None], rules: RuleSet) -> Fraction | None:
    """Give R = (a + b + c) / 3, from 0 to 1 (row 10); None when a part is missing.

    A set may name other parts and weigh them.

    Source: Articles 14 to 17.
    """
    return _mean_of(parts, rules.staff_parts, rules.staff_weights)


def leader_result(parts: Mapping[Part, Fraction | None], rules: RuleSet) -> Fraction | None:
    """Give R = (a + b + c + d + đ + e) / 6, from 0 to 1 (row 11); None when a part is missing.

    Source: Articles 15.3, 15.4, 17.
    """
    return _mean_of(parts, rules.leader_parts, rules.leader_weights)


def products_share(parts: Sequence[Fraction | None]) -> Fraction | None:
    """Give the mean of a, b and c; None where one of them is missing."""
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) / len(parts) if known and len(known) == len(parts) else None


def unit_result(scores: Sequence[Fraction | None], rules: RuleSet) -> Fraction | None:
    """Give d from the scores of those who are managed (row 12); the authority may confirm it.

    Whole when everybody reaches the least score, half when anybody does not; people without a
    score are passed over. None when nobody has one.

    Source: Articles 15.3.a, 16.2.
    """
    known = [score for score in scores if score is not None]
    if not known:
        return None
    return whole_or_half(rules, whole=min(known) >= Fraction(rules.unit_least))


def whole_or_half(rules: RuleSet, *, whole: bool) -> Fraction:
    """Give đ or e as the authority says: whole, or half (row 11); there is nothing between.

    Source: Articles 15.3, 15.4.
    """
    return Fraction(1) if whole else Fraction(rules.half_credit)


def scoring_order(manages: Mapping[T, Collection[T]]) -> list[T]:
    """Put people so that everybody comes after those whom they manage: staff, deputies, heads.

    Raises:
        ManagingCircleError: two manage each other, directly or over others.
    """
    try:
        return list(TopologicalSorter(manages).static_order())
    except CycleError as circle:
        raise ManagingCircleError(circle.args[1]) from circle


def common_points(scores: Mapping[str, Decimal], rules: RuleSet) -> Fraction | None:
    """Sum the common criteria, 0 to 30 (row 13); None while one of them has no score.

    Raises:
        ValueError: a criterion that the set does not have, or a score below 0, above its most
            or between the steps.

    Source: Phụ lục I.
    """
    known = {item.code: item.most for item in rules.common}
    for code, score in scores.items():
        if code not in known or not 0 <= score <= known[code] or score % rules.common_step:
            raise ValueError(f"criterion {code} cannot have {score} points")
    if scores.keys() != known.keys():
        return None
    return sum(map(Fraction, scores.values()), Fraction(0))


def period_score(
    common: Fraction | None,
    result: Fraction | None,
    rules: RuleSet,
    bonus: Fraction = Fraction(0),
) -> Score:
    """Give common + 70·R, exact (row 14); None when either is missing.

    Never above 100, whatever bonus a set gives.

    Source: Article 17.
    """
    if common is None or result is None:
        return None
    return min(common + result * Fraction(rules.result_most) + bonus, MOST_POINTS)


def signed(score: Fraction, rules: RuleSet) -> Decimal:
    """Round a score as it is shown and signed: halves up (row 14; the law is silent)."""
    step = Decimal(1).scaleb(-rules.signed_places)
    units = score / Fraction(step)
    whole, rest = divmod(units.numerator, units.denominator)
    rounded = whole + (2 * rest >= units.denominator)
    return (rounded * step).quantize(step)


def mean_score(scores: Sequence[Score], rules: RuleSet) -> Score:
    """Give the mean of the periods that have a score (row 15); None when none has.

    A quarter is the mean of 3 months, a half-year of 6, a year of 12 or of those worked; of
    quarters, where a body follows by quarter.

    Source: Article 17.3.
    """
    known = [score for score in scores if score is not None]
    if not known:
        return None
    if rules.mean_of == "signed":
        known = [Fraction(signed(score, rules)) for score in known]
    return sum(known, Fraction(0)) / len(known)


def periods_in_year(rules: RuleSet) -> int:
    """Give of how many periods a year is the mean: 12 months, or 4 quarters (row 15)."""
    return PERIODS[rules.followed_by]


def _mean_of(
    parts: Mapping[Part, Fraction | None], names: Sequence[Part], weights: Sequence[Decimal]
) -> Fraction | None:
    values = [parts.get(name) for name in names]
    known = [value for value in values if value is not None]
    if len(known) < len(names):
        return None
    shares = [Fraction(w) for w in weights] or [Fraction(1, len(names))] * len(names)
    return sum((w * value for w, value in zip(shares, known, strict=True)), Fraction(0))
