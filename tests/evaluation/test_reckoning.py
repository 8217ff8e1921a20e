"""From products to a score: exact, in any order, and never dearer for doing better."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.values import RuleRef
from service.evaluation.products import Product
from service.evaluation.reckoning import (
    NO_WORDS,
    Words,
    losses,
    reckon,
    verdict,
    wanted,
    words_of,
)
from tests.evaluation.examples import LETTER, SPECIALIST, other, score

COMMON = {item.code: item.most for item in LETTER.common} | {"I.1": Decimal("2.5")}
SAID = Words(common=COMMON, picked={})
LEADS = Words(common=COMMON, picked={"đ": True, "e": False})
REF = RuleRef(code="nd335-2025", version_id=None, sha256="0" * 64)
counts = st.integers(0, 5)
products = st.lists(
    st.builds(
        Product,
        code=st.just("DC.01"),
        quantity=st.decimals("0.5", "40", places=1),
        coefficient=st.decimals("0.0001", "80", places=4),
        done=st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1)]),
        failed_reviews=counts,
        reviews_excused=counts,
        late_times=counts,
        late_excused=counts,
        extra=st.booleans(),
        handed_back=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def points(some: list[Product]) -> Fraction | None:
    return reckon(some, LETTER, SAID).score


def test_the_specialist_s_month_is_the_one_that_was_worked_out() -> None:
    found = reckon(SPECIALIST, LETTER, SAID)
    assert found.score == score(SPECIALIST, LETTER)
    assert found.signed == Decimal("84.38")
    assert found.lacking == ()


@given(products)
def test_a_score_stays_between_0_and_100(some: list[Product]) -> None:
    found = points(some)
    assert found is None or 0 <= found <= 100


@given(st.data())
def test_the_order_of_products_does_not_matter(data: st.DataObject) -> None:
    some = data.draw(products)
    assert points(data.draw(st.permutations(some))) == points(some)


@given(products, st.data())
def test_doing_one_product_sooner_or_better_never_costs_points(
    some: list[Product], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    one = some[at]
    better = data.draw(
        st.sampled_from(
            [
                replace(one, done=Fraction(1)),
                replace(one, late_times=max(0, one.late_times - 1)),
                replace(one, failed_reviews=max(0, one.failed_reviews - 1)),
                replace(one, late_excused=one.late_excused + 1),
            ]
        )
    )
    before, after = points(some), points([*some[:at], better, *some[at + 1 :]])
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


@given(products, st.data())
def test_splitting_a_product_changes_nothing(some: list[Product], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    half = replace(some[at], quantity=some[at].quantity / 2)
    assert points([*some[:at], half, half, *some[at + 1 :]]) == points(some)


@given(products)
def test_the_trace_adds_up_to_what_it_explains(some: list[Product]) -> None:
    found = reckon(some, LETTER, SAID)
    assert sum(one.assigned for one in found.trace) == found.assigned
    assert sum(one.completed for one in found.trace) == found.completed
    if found.assigned:
        quality = sum(one.quality for one in found.trace)
        assert found.parts["b"] == min(Fraction(1), quality / found.assigned)


@settings(deadline=None, max_examples=30)
@given(products)
def test_no_loss_is_below_nothing_and_all_together_are_what_is_missing(
    some: list[Product],
) -> None:
    plain = [replace(one, extra=False) for one in some[:4]]
    found = reckon(plain, LETTER, SAID)
    lost = [loss for at in range(len(plain)) for loss in losses(at, plain, LETTER, 3)]
    assert all(loss.points >= 0 for loss in lost)
    if not lost:
        assert found.result == 1


def test_each_loss_costs_what_the_score_would_gain_without_it() -> None:
    [failed, late] = sorted(losses(2, SPECIALIST, LETTER, 3), key=lambda one: one.kind)
    assert (failed.kind, late.kind) == ("failed", "late")
    without = [*SPECIALIST[:2], replace(SPECIALIST[2], late_times=0), *SPECIALIST[3:]]
    assert late.points == score(tuple(without), LETTER) - score(SPECIALIST, LETTER)


def test_a_lateness_with_a_confirmed_cause_is_no_loss() -> None:
    assert losses(4, SPECIALIST, LETTER, 3) == []
    never = other(excuse="never")
    assert [loss.kind for loss in losses(4, SPECIALIST, never, 3)] == ["late"]


def test_nothing_assigned_gives_no_score_and_says_which_parts_lack() -> None:
    found = reckon([], LETTER, SAID)
    assert (found.score, found.signed, found.lacking) == (None, None, ("a", "b", "c"))


def test_without_common_points_there_is_no_score() -> None:
    found = reckon(SPECIALIST, LETTER, NO_WORDS)
    assert (found.score, found.lacking) == (None, ("common",))


def test_a_leader_has_six_parts_and_d_comes_from_those_who_are_managed() -> None:
    found = reckon(SPECIALIST, LETTER, LEADS, [Fraction(80), Fraction(49), None])
    assert found.parts["d"] == Fraction(1, 2)
    assert (found.parts["đ"], found.parts["e"]) == (Fraction(1), Fraction(1, 2))
    assert list(found.parts) == ["a", "b", "c", "d", "đ", "e"]


def test_where_nobody_managed_has_a_score_the_authority_says_d() -> None:
    silent = reckon(SPECIALIST, LETTER, LEADS, [None])
    assert (silent.score, silent.lacking) == (None, ("d",))
    picked = Words(common=COMMON, picked={"d": False, "đ": True, "e": True})
    assert reckon(SPECIALIST, LETTER, picked, [None]).parts["d"] == Fraction(1, 2)
    assert reckon(SPECIALIST, LETTER, picked, [Fraction(90)]).parts["d"] == 1


def test_points_that_a_criterion_cannot_have_are_refused() -> None:
    with pytest.raises(ValueError, match=r"I\.1"):
        reckon(SPECIALIST, LETTER, Words(common={"I.1": Decimal("5.25")}, picked={}))


@given(products, st.booleans())
def test_a_verdict_holds_all_that_makes_the_same_score_again(
    some: list[Product], leads: bool
) -> None:
    managed = [Fraction(70)] if leads else None
    words = LEADS if leads else SAID
    found = reckon(some, LETTER, words, managed)
    said = verdict(found, words, population="civil_servant", ref=REF, up_to=7)
    assert reckon(some, LETTER, words_of(said), managed) == found
    assert (said.score is None) == (found.score is None)
    assert said.score is None or Fraction(said.score) == found.score
    assert {part: Fraction(text) for part, text in said.parts.items()} == {
        part: value for part, value in found.parts.items() if value is not None
    }
    assert said.leads == leads
    assert tuple(found.parts) == wanted(LETTER, leads=leads)
