"""What makes a rule set unfit to be signed, each flaw by name; the page says it in words.

What a set can be at all (a formula of the closed list, no parameter absent) is checked when it
is read. A circle cannot be written: the order of reckoning is fixed, a to c, then d, đ, e, and
people who manage each other are refused where they are put in order.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from service.evaluation.rules import ROWS, OfficialBounds, Part, RuleSet, Tier

Flaw = Literal[
    "name",
    "population",
    "days",
    "standard",
    "share",
    "tiers",
    "snapped",
    "parts",
    "weights",
    "half",
    "common",
    "step",
    "hundred",
    "bonus",
    "places",
    "months",
    "bands",
    "unit_least",
    "bounds",
    "deadlines",
    "basis",
]
HUNDRED = 100
MOST_PLACES = 4
MOST_DAYS = 90  # more is a slip of the finger


def flaws_of(rules: RuleSet) -> tuple[Flaw, ...]:
    """Name what makes a set unfit to be signed; nothing when it is sound."""
    looked_at = (*_frame(rules), *_products(rules), *_points(rules), *_grades(rules))
    return tuple(flaw for flaw, wrong in looked_at if wrong)


def _frame(rules: RuleSet) -> Iterator[tuple[Flaw, bool]]:
    named = [basis for basis in rules.bases.values() if basis.document and basis.article]
    yield "name", not (rules.name.strip() and rules.code.strip())
    yield "population", not _once(rules.populations)
    yield "days", bool(rules.effective_to and rules.effective_to < rules.effective_from)
    yield "basis", rules.bases.keys() != set(ROWS) or len(named) != len(ROWS)


def _products(rules: RuleSet) -> Iterator[tuple[Flaw, bool]]:
    losses = (rules.failed_review_loss, rules.late_loss, rules.bonus_share)
    most, steps = rules.share_most, rules.snapped_to
    yield "standard", rules.standard_points <= 0
    yield "share", not _shares(*losses) or (most is not None and most <= 0)
    yield "tiers", not _falling(rules.late_tiers)
    yield (
        "snapped",
        bool(steps)
        and not (
            steps[0] == 1 and list(steps) == sorted(set(steps), reverse=True) and steps[-1] >= 0
        ),
    )


def _points(rules: RuleSet) -> Iterator[tuple[Flaw, bool]]:
    codes = [item.code for item in rules.common]
    step = rules.common_step
    yield "parts", not (_once(rules.staff_parts) and _once(rules.leader_parts))
    yield (
        "weights",
        not (
            _weigh(rules.staff_parts, rules.staff_weights)
            and _weigh(rules.leader_parts, rules.leader_weights)
        ),
    )
    yield "half", not 0 <= rules.half_credit <= 1
    yield "common", not _once(codes) or any(item.most <= 0 for item in rules.common)
    yield "step", step <= 0 or any(item.most % step for item in rules.common)
    yield "hundred", rules.common_most + rules.result_most != HUNDRED or rules.result_most <= 0
    yield "bonus", not 0 <= rules.bonus_most < HUNDRED
    yield "places", not 0 <= rules.signed_places <= MOST_PLACES


def _grades(rules: RuleSet) -> Iterator[tuple[Flaw, bool]]:
    bands, unit = rules.bands, rules.unit
    shares = (unit.exceeding_least, unit.late_most, unit.done_least)
    within = () if rules.petition_within is None else (rules.petition_within,)
    days = (rules.petition_days, rules.sync_days, *within)
    yield "months", not 0 <= rules.months_least <= 12
    yield "bands", not HUNDRED >= bands.excellent > bands.good > bands.completed > 0
    yield "unit_least", not 0 < rules.unit_least <= HUNDRED
    yield (
        "bounds",
        not (
            _shares(*shares, rules.cap, rules.cap_outstanding, *_official(rules.official))
            and rules.cap <= rules.cap_outstanding
        ),
    )
    yield "deadlines", not all(1 <= number <= MOST_DAYS for number in days)


def _official(bounds: OfficialBounds | None) -> tuple[Decimal, ...]:
    if bounds is None:
        return ()
    return (
        bounds.excellent_exceeding,
        bounds.good_least_done,
        bounds.completed_done,
        bounds.completed_late_most,
        bounds.undone_most,
        bounds.undone_most_leading,
    )


def _shares(*shares: Decimal) -> bool:
    return all(0 <= share <= 1 for share in shares)


def _once(named: Sequence[str]) -> bool:
    return bool(named) and len(set(named)) == len(named)


def _weigh(parts: Sequence[Part], weights: Sequence[Decimal]) -> bool:
    """Tell whether every part has its weight, and all together weigh 1."""
    if not weights:
        return True
    return len(weights) == len(parts) and min(weights) > 0 and sum(weights) == 1


def _falling(tiers: Sequence[Tier]) -> bool:
    """Tell whether tiers begin with the least late, each keeping less, the last for all."""
    days = [tier.days for tier in tiers]
    bounds = [bound for bound in days[:-1] if bound is not None]
    kept = [tier.credit for tier in tiers]
    whole = not tiers or (days[-1] is None and len(bounds) == len(days) - 1)
    return (
        whole
        and bounds == sorted(set(bounds))
        and all(bound > 0 for bound in bounds)
        and kept == sorted(kept, reverse=True)
        and _shares(*kept)
    )
