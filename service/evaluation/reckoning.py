"""From one person's products to a score; every number can be opened down to its products.

Pure and exact: no clock, no database. A figure that is missing gives no score and is named.
Source: Decree 335/2025/NĐ-CP, Articles 14 to 17; Phụ lục I; Mẫu 01.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from events.score_values import Lack, LossKind, Part, Verdict
from events.values import Population, RuleRef
from service.evaluation.products import (
    Account,
    Product,
    account,
    assigned_total,
    bonus_points,
    completed_total,
    progress_share,
    quality_share,
    quantity_share,
)
from service.evaluation.results import (
    Score,
    common_points,
    leader_result,
    period_score,
    signed,
    staff_result,
    unit_result,
    whole_or_half,
)
from service.evaluation.rules import RuleSet

DIRECT: tuple[Part, ...] = ("đ", "e")  # nothing but a person's word says them


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What people say of a person in a period: points by criterion, which parts are whole."""

    common: Mapping[str, Decimal]
    picked: Mapping[Part, bool]


NO_WORDS = Words(common={}, picked={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A score with all it came from.

    `assigned` and `completed` are in standard products, `parts` and `result` shares of 1,
    `common`, `bonus` and `score` points, all exact; `lacking` says why there is no score.
    """

    leads: bool
    assigned: Fraction
    completed: Fraction
    parts: Mapping[Part, Fraction | None]
    common: Fraction | None
    result: Fraction | None
    bonus: Fraction
    score: Score
    signed: Decimal | None
    lacking: tuple[Lack, ...]
    trace: tuple[Account, ...]

    @property
    def known(self) -> Sequence[Fraction]:
        """The parts that could be reckoned."""
        return [part for part in self.parts.values() if part is not None]


@dataclass(frozen=True, slots=True)
class Loss:
    """What one product lost: which of its kind (from 1), and the points that it cost."""

    kind: LossKind
    number: int
    points: Fraction


def reckon(
    products: Sequence[Product],
    rules: RuleSet,
    words: Words,
    managed: Sequence[Score] | None = None,
) -> Reckoned:
    """Reckon a score.

    Args:
        products: what the person owed in the period, in any order.
        rules: the reading of the law.
        words: what people said; anything may still be missing.
        managed: the scores of those whom the person manages (None: no score); None altogether
            when the person leads nobody.

    Raises:
        ValueError: a criterion has points that it cannot have.
    """
    leads = managed is not None
    parts = dict(_of_products(products, rules)) | dict(_of_leaders(rules, words, managed))
    result = (leader_result if leads else staff_result)(parts, rules)
    common = common_points(words.common, rules)
    bonus = bonus_points(products, rules)
    score = period_score(common, result, rules, bonus)
    return Reckoned(
        leads=leads,
        assigned=assigned_total(products, rules),
        completed=completed_total(products, rules),
        parts={part: parts.get(part) for part in wanted(rules, leads=leads)},
        common=common,
        result=result,
        bonus=bonus,
        score=score,
        signed=None if score is None else signed(score, rules),
        lacking=tuple(_lacking(parts, common, wanted(rules, leads=leads))),
        trace=tuple(account(product, rules) for product in products),
    )


def wanted(rules: RuleSet, *, leads: bool) -> tuple[Part, ...]:
    """Name the parts of a result: of staff, or of who leads."""
    return rules.leader_parts if leads else rules.staff_parts


def losses(at: int, products: Sequence[Product], rules: RuleSet, parts: int) -> list[Loss]:
    """List what the product at a place lost, each with the points that it cost.

    A loss costs what the score would gain without it: nothing where a cap takes it anyway.

    Args:
        at: the place of the product.
        products: all products of the person.
        rules: the reading of the law.
        parts: of how many parts the result is the mean.
    """
    found: list[Loss] = []
    now = _points(products, rules, parts)
    for kind, steps in _ways_back(products[at], rules):
        before = now
        for number, better in enumerate(steps, 1):
            after = _points([*products[:at], better, *products[at + 1 :]], rules, parts)
            found.append(Loss(kind, number, after - before))
            before = after
    return found


def verdict(
    reckoned: Reckoned,
    words: Words,
    *,
    population: Population,
    ref: RuleRef,
    up_to: int,
    managed: tuple[UUID, ...] = (),
) -> Verdict:
    """Write down what was reckoned as it is stored, exact."""
    parts = {part: _exact(v) for part, v in reckoned.parts.items() if v is not None}
    picked = {part: whole for part, whole in words.picked.items() if part in reckoned.parts}
    return Verdict(
        population=population,
        leads=reckoned.leads,
        common=dict(words.common),
        parts=parts,
        rules=ref,
        up_to=up_to,
        picked=picked,
        result=None if reckoned.result is None else _exact(reckoned.result),
        score=None if reckoned.score is None else _exact(reckoned.score),
        signed=reckoned.signed,
        lacking=reckoned.lacking,
        managed=managed,
    )


def words_of(said: Verdict) -> Words:
    """Give what people said for a verdict, to reckon it again."""
    return Words(common=said.common, picked=said.picked)


def _of_products(
    products: Sequence[Product], rules: RuleSet
) -> Iterator[tuple[Part, Fraction | None]]:
    yield "a", quantity_share(products, rules)
    yield "b", quality_share(products, rules)
    yield "c", progress_share(products, rules)


def _of_leaders(
    rules: RuleSet, words: Words, managed: Sequence[Score] | None
) -> Iterator[tuple[Part, Fraction | None]]:
    """Give d from the managed, or, where none of them has a score, as the authority says."""
    if managed is None:
        return
    d = unit_result(managed, rules)
    yield "d", _picked("d", words, rules) if d is None else d
    yield from ((part, _picked(part, words, rules)) for part in DIRECT)


def _picked(part: Part, words: Words, rules: RuleSet) -> Fraction | None:
    whole = words.picked.get(part)
    return None if whole is None else whole_or_half(rules, whole=whole)


def _lacking(
    parts: Mapping[Part, Fraction | None], common: Fraction | None, names: Sequence[Part]
) -> Iterator[Lack]:
    yield from (part for part in names if parts.get(part) is None)
    if common is None:
        yield "common"


def _ways_back(product: Product, rules: RuleSet) -> Iterator[tuple[LossKind, list[Product]]]:
    """Give, for each kind of loss, the product with one after another of them gone."""
    if product.exempted:
        return
    if product.handed_back:
        yield "handed_back", [replace(product, handed_back=False, done=Fraction(1))]
    elif product.done < 1:
        yield "undone", [replace(product, done=Fraction(1))]
    late, failed = product.late_times, product.failed_reviews
    forgives = rules.excuse == "confirmed"
    least_late = min(late, product.late_excused) if forgives else 0
    least_failed = min(failed, product.reviews_excused) if forgives else 0
    fewer = range(late - 1, least_late - 1, -1)
    yield "late", [replace(product, late_times=times) for times in fewer]
    fewer = range(failed - 1, least_failed - 1, -1)
    yield "failed", [replace(product, failed_reviews=times) for times in fewer]


def _points(products: Sequence[Product], rules: RuleSet, parts: int) -> Fraction:
    """Give the points that products bring, apart from everything that people say."""
    known = (part for _, part in _of_products(products, rules) if part is not None)
    shares = sum(known, Fraction(0))
    return shares / parts * Fraction(rules.result_most) + bonus_points(products, rules)


def _exact(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
