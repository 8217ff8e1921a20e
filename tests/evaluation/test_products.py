"""Quantity, quality and progress: the worked example in all its readings, and what is fair."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.evaluation.grades import Grade, band
from service.evaluation.products import (
    Product,
    account,
    assigned_total,
    bonus_points,
    completed_total,
    is_late,
    progress_share,
)
from service.evaluation.results import signed
from service.evaluation.rules import Tier
from tests.evaluation.examples import (
    LETTER,
    READINGS,
    SPECIALIST,
    other,
    product,
    score,
    shares,
)

EXPECTED = {  # a, b, c as fractions; the exact score; as it is signed; the band
    "extra in the numerator only": (
        "55/64", "101/128", "101/128", "84.375", "84.38", Grade.GOOD,
    ),
    "no extra": ("25/32", "91/128", "91/128", "78.90625", "78.91", Grade.GOOD),
    "extra in both": ("55/69", "101/138", "101/138", "11075/138", "80.25", Grade.GOOD),
    "failed or late counts nothing": (
        "55/64", "37/64", "37/64", "74.53125", "74.53", Grade.GOOD,
    ),
    "over completed": ("55/64", "101/110", "101/110", "31821/352", "90.40", Grade.EXCELLENT),
}  # fmt: skip


@pytest.mark.parametrize("reading", READINGS)
def test_the_specialist_s_month_in_every_reading(reading: str) -> None:
    rules = READINGS[reading]
    a, b, c, exact, shown, grade = EXPECTED[reading]
    assert shares(SPECIALIST, rules) == (Fraction(a), Fraction(b), Fraction(c))
    found = score(SPECIALIST, rules)
    assert found == Fraction(exact)
    assert signed(found, rules) == Decimal(shown)
    assert band(found, rules) == grade


def test_the_totals_of_the_example() -> None:
    assert assigned_total(SPECIALIST, LETTER) == 64
    assert completed_total(SPECIALIST, LETTER) == 55


def test_without_the_confirmed_cause_the_month_is_worth_less() -> None:
    bare = tuple(replace(one, late_excused=0) for one in SPECIALIST)
    assert shares(bare, LETTER)[2] == Fraction(3, 4)
    assert signed(score(bare, LETTER), LETTER) == Decimal("83.46")
    never = other(excuse="never")
    assert score(SPECIALIST, never) == score(bare, LETTER)


def test_a_failed_review_with_a_confirmed_cause_costs_nothing() -> None:
    some = (product("X", 1, "5", failed_reviews=2, reviews_excused=1),)
    assert shares(some, LETTER)[1] == Fraction("0.75")
    assert shares(some, other(excuse="never"))[1] == Fraction("0.5")


@pytest.mark.parametrize("reading", READINGS)
def test_what_each_product_brings_adds_up_to_the_shares(reading: str) -> None:
    rules = READINGS[reading]
    found = [account(one, rules) for one in SPECIALIST]
    assert [one.product for one in found] == list(SPECIALIST)
    assert sum(one.assigned for one in found) == assigned_total(SPECIALIST, rules)
    assert sum(one.completed for one in found) == completed_total(SPECIALIST, rules)
    _, b, c = shares(SPECIALIST, rules)
    over = completed_total if rules.quality_over == "completed" else assigned_total
    total = over(SPECIALIST, rules)
    assert sum(one.quality for one in found) / total == b
    assert sum(one.progress for one in found) / total == c


def test_a_total_of_nothing_is_exact_too() -> None:
    totals = (assigned_total((), LETTER), completed_total((), LETTER), bonus_points((), LETTER))
    assert all(type(total) is Fraction for total in totals)


def test_nothing_assigned_gives_no_share_and_no_full_marks() -> None:
    extra = (product("X", 1, "5", extra=True),)
    assert shares((), LETTER) == (None, None, None)
    assert shares(extra, LETTER) == (None, None, None)


def test_nothing_completed_gives_no_quality_over_the_completed() -> None:
    undone = (product("X", 1, "5", done=Fraction(0)),)
    assert shares(undone, READINGS["over completed"]) == (Fraction(0), None, None)


def test_more_than_was_assigned_is_capped_unless_the_set_has_no_cap() -> None:
    some = (product("X", 1, "5"), product("Y", 1, "10", extra=True))
    assert shares(some, LETTER) == (Fraction(1),) * 3
    assert shares(some, other(share_most=None)) == (Fraction(3),) * 3


def test_what_is_handed_back_stays_in_the_total_and_never_counts_as_done() -> None:
    some = (product("X", 1, "5"), product("Y", 1, "15", handed_back=True))
    assert shares(some, LETTER)[0] == Fraction(1, 4)
    assert shares(some, other(handed_back="leaves"))[0] == 1


def test_exempted_work_leaves_both_sides_where_the_set_says_so() -> None:
    some = (product("X", 1, "5"), product("Y", 1, "15", exempted=True, done=Fraction(0)))
    assert shares(some, LETTER)[0] == Fraction(1, 4)
    assert shares(some, other(exempted="leave"))[0] == 1


def test_half_done_is_undone_unless_the_set_counts_by_share() -> None:
    some = (product("X", 1, "5", done=Fraction(1, 2)),)
    assert shares(some, LETTER)[0] == 0
    assert shares(some, other(unfinished="by_share"))[0] == Fraction(1, 2)


@pytest.mark.parametrize(
    ("times", "left"), [(0, "1"), (1, "0.75"), (3, "0.25"), (4, "0"), (5, "0")]
)
def test_each_lateness_takes_a_quarter_and_no_more_than_all(times: int, left: str) -> None:
    some = (product("X", 1, "5", late_times=times, failed_reviews=times),)
    assert shares(some, LETTER)[1:] == (Fraction(left), Fraction(left))


@pytest.mark.parametrize(
    ("days", "left"), [(1, "0.8"), (3, "0.8"), (4, "0.6"), (5, "0.6"), (6, "0")]
)
def test_tiers_by_working_days_take_the_place_of_quarters(days: int, left: str) -> None:
    tiers = tuple(
        Tier(days=most, credit=Decimal(credit))
        for most, credit in ((3, "0.8"), (5, "0.6"), (None, "0"))
    )
    late = product("X", 1, "5", late_times=1, working_days_late=days)
    assert progress_share((late,), other(late_tiers=tiers)) == Fraction(left)
    excused = replace(late, late_excused=1)
    assert progress_share((excused,), other(late_tiers=tiers)) == 1


@pytest.mark.parametrize(
    ("failed", "left"), [(0, "1"), (1, "0.8"), (2, "0.6"), (3, "0"), (6, "0")]
)
def test_a_share_falls_to_the_next_step_where_the_set_has_steps(failed: int, left: str) -> None:
    steps = tuple(map(Decimal, ("1", "0.8", "0.6", "0")))
    rules = other(snapped_to=steps, failed_review_loss=Decimal("0.2"), late_loss=Decimal("0.2"))
    some = (product("X", 1, "5", failed_reviews=failed, late_times=failed),)
    assert shares(some, rules)[1:] == (Fraction(left), Fraction(left))
    quarters = other(snapped_to=steps)
    one = (product("X", 1, "5", failed_reviews=1, late_times=1),)
    assert shares(one, quarters)[1:] == (Fraction("0.6"), Fraction("0.6"))


def test_extra_work_earns_a_bonus_where_the_set_has_one() -> None:
    extra = product("X", 2, "10", extra=True)
    undone = product("Y", 9, "10", extra=True, done=Fraction(0))
    rules = other(bonus_share=Decimal("0.05"), bonus_most=Decimal(7))
    assert bonus_points((*SPECIALIST, undone), rules) == Fraction("0.25")
    assert bonus_points((extra,), rules) == 1
    assert bonus_points((extra,) * 8, rules) == 7
    assert bonus_points((extra,), LETTER) == 0


DUE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("submitted", "accepted", "when", "late"),
    [
        (30, 30, "submitted", False),
        (30, None, "submitted", False),
        (30, None, "accepted", True),
        (30, 30, "accepted", False),
    ],
)
def test_lateness_is_judged_by_the_day_that_the_set_names(
    submitted: int, accepted: int | None, when: str, late: bool
) -> None:
    taken = date(2026, 6, accepted) if accepted else None
    assert is_late(DUE, date(2026, 6, submitted), taken, other(late_when=when)) == late
    assert is_late(DUE, date(2026, 7, 1), date(2026, 7, 1), other(late_when=when))


@pytest.mark.parametrize(
    "facts",
    [
        {"quantity": Decimal(0)},
        {"quantity": Decimal(-1)},
        {"coefficient": Decimal(0)},
        {"done": Fraction(3, 2)},
        {"done": Fraction(-1, 2)},
        {"late_times": -1},
        {"failed_reviews": -1},
        {"late_excused": -1},
        {"reviews_excused": -1},
        {"working_days_late": -1},
    ],
)
def test_a_product_that_cannot_be_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"above 0|not below 0"):
        replace(SPECIALIST[0], **facts)


amounts = st.decimals(Decimal("0.01"), Decimal(50), places=2)
some_product = st.builds(
    Product,
    code=st.just("X"),
    quantity=amounts,
    coefficient=amounts,
    done=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)]),
    failed_reviews=st.integers(0, 6),
    reviews_excused=st.integers(0, 2),
    late_times=st.integers(0, 6),
    late_excused=st.integers(0, 2),
    extra=st.booleans(),
    handed_back=st.booleans(),
)
plans = st.lists(some_product, min_size=1, max_size=12).map(
    lambda found: (product("FIRST", 1, "1"), *found)
)
readings = st.sampled_from(list(READINGS.values()))


@given(plans, readings)
def test_a_score_stays_between_the_common_points_and_a_hundred(
    some: tuple[Product, ...], rules: Any
) -> None:
    assert Fraction("27.5") <= score(some, rules) <= Fraction("97.5")


@given(plans, readings, st.randoms())
def test_the_order_of_products_does_not_matter(
    some: tuple[Product, ...], rules: Any, chance: Any
) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert score(tuple(shuffled), rules) == score(some, rules)


@given(plans, st.data(), readings)
def test_sooner_or_better_never_costs(
    some: tuple[Product, ...], data: st.DataObject, rules: Any
) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    name = data.draw(st.sampled_from(["late_times", "failed_reviews"]))
    better = replace(some[at], **{name: max(0, getattr(some[at], name) - 1)})
    assert score((*some[:at], better, *some[at + 1 :]), rules) >= score(some, rules)


@given(plans, st.data())
def test_by_the_letter_finishing_a_product_never_costs(
    some: tuple[Product, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    done = replace(some[at], done=Fraction(1))
    assert score((*some[:at], done, *some[at + 1 :]), LETTER) >= score(some, LETTER)


@given(plans, st.data(), readings)
def test_splitting_a_product_changes_nothing(
    some: tuple[Product, ...], data: st.DataObject, rules: Any
) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    whole = some[at]
    part = whole.quantity * data.draw(st.sampled_from([Decimal("0.1"), Decimal("0.75")]))
    pieces = (replace(whole, quantity=part), replace(whole, quantity=whole.quantity - part))
    assert score((*some[:at], *pieces, *some[at + 1 :]), rules) == score(some, rules)
