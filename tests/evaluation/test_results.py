"""Results, common points, periods and their means: the head's quarter, number for number."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest

from service.evaluation.results import (
    ManagingCircleError,
    common_points,
    leader_result,
    mean_score,
    period_score,
    periods_in_year,
    scoring_order,
    signed,
    staff_result,
    unit_result,
    whole_or_half,
)
from service.evaluation.rules import Part
from tests.evaluation.examples import LETTER, other

F = Fraction
NAMES: tuple[Part, ...] = ("a", "b", "c", "d", "đ", "e")
QUARTER = (  # a, b, c, d, đ, e; R; common; exact score; as signed
    (("1", "0.95", "0.90", "1", "1", "1"), "0.975", "28.5", "96.75", "96.75"),
    (("0.92", "0.88", "0.80", "0.5", "1", "1"), "0.85", "28", "87.5", "87.50"),
    (("1", "1", "0.97", "1", "0.5", "1"), "547/600", "28.5", "5539/60", "92.32"),
)
FULL = {item.code: item.most for item in LETTER.common}


@pytest.mark.parametrize(("parts", "result", "common", "exact", "shown"), QUARTER)
def test_each_month_of_the_head(
    parts: tuple[str, ...], result: str, common: str, exact: str, shown: str
) -> None:
    found = leader_result(dict(zip(NAMES, map(F, parts), strict=True)), LETTER)
    assert found == F(result)
    score = period_score(F(common), found, LETTER)
    assert score == F(exact)
    assert signed(F(exact), LETTER) == Decimal(shown)


def test_the_head_s_quarter_is_the_mean_of_signed_months_or_of_exact_ones() -> None:
    months = [F(exact) for *_, exact, _ in QUARTER]
    assert mean_score(months, LETTER) == F("92.19")
    exact = mean_score(months, other(mean_of="exact"))
    assert exact == F("16594/180")
    assert round(float(exact), 6) == 92.188889


def test_one_person_below_the_least_costs_the_head_five_points_and_five_sixths() -> None:
    whole = dict.fromkeys(NAMES, F(1))
    half = whole | {"d": F(1, 2)}
    one, other_one = (
        period_score(F(30), leader_result(p, LETTER), LETTER) for p in (whole, half)
    )
    assert one == 100
    assert other_one is not None
    assert one - other_one == F(35, 6)
    assert signed(F(35, 6), LETTER) == Decimal("5.83")


def test_a_result_with_a_part_missing_is_none() -> None:
    assert staff_result({"a": F(1), "b": F(1)}, LETTER) is None
    assert staff_result({"a": F(1), "b": F(1), "c": None}, LETTER) is None
    assert leader_result({"a": F(1), "b": F(1), "c": F(1)}, LETTER) is None
    assert staff_result({"a": F(1), "b": F(0), "c": F(1, 2)}, LETTER) == F(1, 2)


def test_parts_weigh_what_the_set_says() -> None:
    weights = (Decimal("0.7"), Decimal("0.3"))
    rules = other(
        staff_parts=("b", "c"),
        staff_weights=weights,
        leader_parts=("c", "b"),
        leader_weights=weights,
    )
    parts: dict[Part, F | None] = {"b": F("0.8"), "c": F("0.6")}
    assert staff_result(parts, rules) == F("0.74")
    assert leader_result(parts, rules) == F("0.66")
    assert staff_result({"b": F(1), "c": None}, rules) is None
    with pytest.raises(ValueError, match="longer"):
        staff_result(parts | {"a": F(1)}, other(staff_weights=weights))


def test_a_bonus_is_added_and_a_score_stays_within_a_hundred() -> None:
    assert period_score(F(25), F("0.9"), LETTER, F(7)) == 95
    assert period_score(F(30), F("0.98"), LETTER, F(7)) == 100
    assert period_score(F(30), None, LETTER, F(7)) is None


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([F(50), F(96)], F(1)),
        ([F("49.99"), F(96)], F(1, 2)),
        ([F(46), F(70)], F(1, 2)),
        ([None, F(50)], F(1)),
        ([None], None),
        ([], None),
    ],
)
def test_the_unit_s_result_is_whole_or_half(scores: list[F | None], found: F | None) -> None:
    assert unit_result(scores, LETTER) == found


def test_what_the_authority_picks_is_whole_or_half() -> None:
    assert whole_or_half(LETTER, whole=True) == 1
    assert whole_or_half(LETTER, whole=False) == F(1, 2)


def test_heads_are_scored_after_deputies_and_those_after_staff() -> None:
    people = {"head": {"deputy", "clerk"}, "deputy": {"clerk"}, "clerk": set[str]()}
    for names in permutations(people):
        assert scoring_order({n: people[n] for n in names}) == ["clerk", "deputy", "head"]
    with pytest.raises(ManagingCircleError) as caught:
        scoring_order({"head": {"deputy"}, "deputy": {"head"}})
    assert set(caught.value.args[0]) == {"head", "deputy"}


def test_ten_criteria_give_thirty_points() -> None:
    assert len(LETTER.common) == 10
    assert common_points(FULL, LETTER) == 30
    assert common_points(dict.fromkeys(FULL, Decimal(0)), LETTER) == 0
    assert common_points(FULL | {"I.2": Decimal("2.5")}, LETTER) == F("27.5")


@pytest.mark.parametrize(
    "score",
    [
        {"I.1": Decimal("5.25")},
        {"II.1": Decimal("2.75")},
        {"I.1": Decimal("-0.25")},
        {"I.1": Decimal("4.1")},
        {"IV.1": Decimal(1)},
    ],
)
def test_a_criterion_has_no_other_points(score: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="cannot have"):
        common_points(FULL | score, LETTER)


def test_a_criterion_without_a_score_gives_no_sum() -> None:
    assert common_points({"I.1": Decimal(5)}, LETTER) is None
    assert period_score(None, F(1), LETTER) is None
    assert period_score(F(30), None, LETTER) is None


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("84.375", "84.38"),
        ("84.3749", "84.37"),
        ("0.005", "0.01"),
        ("0", "0.00"),
        ("2/3", "0.67"),
    ],
)
def test_halves_are_rounded_up(exact: str, shown: str) -> None:
    assert str(signed(F(exact), LETTER)) == shown


def test_a_mean_passes_over_periods_without_a_score() -> None:
    assert mean_score([F(80), None, F(90)], LETTER) == 85
    assert mean_score([None, None], LETTER) is None
    assert mean_score([], LETTER) is None
    assert periods_in_year(LETTER) == 12
    assert periods_in_year(other(followed_by="quarter")) == 4
