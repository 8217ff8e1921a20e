"""Quantity, quality and progress (a, b, c) of one person's products in one period.

Pure and exact: fractions inside, no clock, no database, no rounding.
Source: Decree 335/2025/NĐ-CP, Articles 14 to 16 and 18.1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from service.evaluation.rules import Over, RuleSet

NOTHING, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What one product contributes to a person's period.

    `quantity` pieces of `coefficient` K each, both above 0. `done`: which share was handed in
    and taken, 0 to 1. `failed_reviews` and `late_times` count what went wrong,
    `reviews_excused` and `late_excused` how many of them have an objective cause that the
    competent authority confirmed. `working_days_late` serves sets with tiers. `extra`: taken
    over, or ad-hoc beyond the plan. `handed_back`: the person could not do it and said so.
    `exempted`: it did not have to be done in this period.
    """

    code: str
    quantity: Decimal
    coefficient: Decimal
    done: Fraction = WHOLE
    failed_reviews: int = 0
    reviews_excused: int = 0
    late_times: int = 0
    late_excused: int = 0
    working_days_late: int = 0
    extra: bool = False
    handed_back: bool = False
    exempted: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            ValueError: a quantity or coefficient not above 0, a share outside 0 to 1, or a
                count below 0.
        """
        counts = (
            self.failed_reviews,
            self.reviews_excused,
            self.late_times,
            self.late_excused,
            self.working_days_late,
        )
        if self.quantity <= 0 or self.coefficient <= 0:
            raise ValueError("a quantity and a coefficient are above 0")
        if not 0 <= self.done <= 1 or min(counts) < 0:
            raise ValueError("a share is from 0 to 1, a count is not below 0")

    @property
    def weight(self) -> Fraction:
        """Give n·K in standard products."""
        return Fraction(self.quantity) * Fraction(self.coefficient)


def assigned_total(products: Sequence[Product], rules: RuleSet) -> Fraction:
    """Sum what was assigned (A), in standard products; the denominator of a, b and c.

    Work handed back stays in it, taken-over and ad-hoc work does not enter it (rows 2, 9).

    Source: Articles 14 to 16, 18.1.
    """
    return sum((p.weight for p in products if _assigned(p, rules)), NOTHING)


def completed_total(products: Sequence[Product], rules: RuleSet) -> Fraction:
    """Sum what was completed, in standard products (rows 3, 7)."""
    return _sum(products, rules, lambda _product: WHOLE)


def quantity_share(products: Sequence[Product], rules: RuleSet) -> Fraction | None:
    """Give a: completed over assigned; None when nothing was assigned (row 3).

    Source: Articles 14 to 16.
    """
    return _share(completed_total(products, rules), assigned_total(products, rules), rules)


def quality_share(products: Sequence[Product], rules: RuleSet) -> Fraction | None:
    """Give b: completed with quality; each failed review takes its loss, never below 0 (row 4).

    Source: Articles 14 to 16: a review that fails for a major content error takes 25 % of the
    product's quality, unless the authority confirms an objective cause.
    """
    earned = _sum(products, rules, lambda p: _quality(p, rules))
    return _share(earned, _divisor(products, rules, rules.quality_over), rules)


def progress_share(products: Sequence[Product], rules: RuleSet) -> Fraction | None:
    """Give c: completed on time; each lateness takes its loss, never below 0 (row 5).

    Source: Articles 14 to 16.
    """
    earned = _sum(products, rules, lambda p: _progress(p, rules))
    return _share(earned, _divisor(products, rules, rules.progress_over), rules)


def bonus_points(products: Sequence[Product], rules: RuleSet) -> Fraction:
    """Give the bonus for extra work that was completed, never above the most (row 14).

    A share of its converted points (n·K); none by the letter of the decree, where extra work
    counts among the products instead.
    """
    extra = sum((p.weight for p in products if p.extra and p.done == 1), NOTHING)
    return min(Fraction(rules.bonus_share) * extra, Fraction(rules.bonus_most))


@dataclass(frozen=True, slots=True)
class Account:
    """What one product brings into A and into the sums of a, b and c, in standard products."""

    product: Product
    assigned: Fraction
    completed: Fraction
    quality: Fraction
    progress: Fraction


def account(product: Product, rules: RuleSet) -> Account:
    """Say what one product brings; the sums are those of the whole, product by product."""
    done = product.weight * _done(product, rules)
    assigned = product.weight if _assigned(product, rules) else NOTHING
    quality, progress = _quality(product, rules), _progress(product, rules)
    return Account(product, assigned, done, done * quality, done * progress)


def is_late(due: date, submitted: date, accepted: date | None, rules: RuleSet) -> bool:
    """Tell whether a product came late, by day in the tenant's zone (row 6).

    Args:
        due: the last deadline that was approved.
        submitted: the day on which it was handed in.
        accepted: the day on which it was taken; None when it was not yet.
        rules: says which of the two days counts.
    """
    if rules.late_when == "submitted":
        return submitted > due
    return accepted is None or accepted > due


def _assigned(product: Product, rules: RuleSet) -> bool:
    if product.extra and rules.extra != "both":
        return False
    return not _left(product, rules)


def _left(product: Product, rules: RuleSet) -> bool:
    """Tell whether a product is out of account altogether."""
    exempted = product.exempted and rules.exempted == "leave"
    handed_back = product.handed_back and rules.handed_back == "leaves"
    return exempted or handed_back or (product.extra and rules.extra == "nowhere")


def _done(product: Product, rules: RuleSet) -> Fraction:
    """Give the share that counts as completed."""
    if product.handed_back or _left(product, rules):
        return NOTHING
    if rules.unfinished == "by_share":
        return product.done
    return WHOLE if product.done == 1 else NOTHING


def _sum(
    products: Sequence[Product], rules: RuleSet, credit: Callable[[Product], Fraction]
) -> Fraction:
    return sum((p.weight * _done(p, rules) * credit(p) for p in products), NOTHING)


def _quality(product: Product, rules: RuleSet) -> Fraction:
    excused = product.reviews_excused if rules.excuse == "confirmed" else 0
    failed = max(0, product.failed_reviews - excused)
    return _snapped(max(NOTHING, 1 - failed * Fraction(rules.failed_review_loss)), rules)


def _progress(product: Product, rules: RuleSet) -> Fraction:
    excused = product.late_excused if rules.excuse == "confirmed" else 0
    late = max(0, product.late_times - excused)
    if not rules.late_tiers or not late:
        return _snapped(max(NOTHING, 1 - late * Fraction(rules.late_loss)), rules)
    days = product.working_days_late
    reached = (t for t in rules.late_tiers if t.days is None or days <= t.days)
    return Fraction(next(reached).credit)


def _snapped(credit: Fraction, rules: RuleSet) -> Fraction:
    """Lower a share to the next of those that the set knows."""
    lower = [Fraction(step) for step in rules.snapped_to if step <= credit]
    return max(lower, default=credit if not rules.snapped_to else NOTHING)


def _divisor(products: Sequence[Product], rules: RuleSet, over: Over) -> Fraction:
    total = completed_total if over == "completed" else assigned_total
    return total(products, rules)


def _share(earned: Fraction, total: Fraction, rules: RuleSet) -> Fraction | None:
    if total == 0:
        return None
    most = rules.share_most
    return earned / total if most is None else min(earned / total, Fraction(most))
