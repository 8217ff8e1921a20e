"""Grades: bands, overrides, the cap and its readings, heads and units, dates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.evaluation.grades import (
    Grade,
    Proposal,
    UnitYear,
    band,
    excellent_most,
    head_grade,
    is_graded,
    overridden,
    petition_due,
    petition_until,
    propose_excellent,
    sync_due,
    unit_conditions,
    unit_grade,
)
from tenants.calendar import WorkingCalendar
from tests.evaluation.examples import LETTER, other

F = Fraction
E, G, C, N = Grade.EXCELLENT, Grade.GOOD, Grade.COMPLETED, Grade.NOT_COMPLETED
FOURTEEN = [*[E] * 4, *[G] * 6, *[C] * 4]
FULL = UnitYear(score=Decimal(95), assigned=100, done=100, late=0, exceeding=30)


@pytest.mark.parametrize(
    ("score", "grade"),
    [("90", E), ("89.994", G), ("70", G), ("69.994", C), ("50", C), ("49.994", N), ("0", N)],
)
def test_a_band_begins_with_its_threshold(score: str, grade: Grade) -> None:
    assert band(F(score), LETTER) == grade


def test_thresholds_are_met_by_the_signed_score_or_by_the_exact_one() -> None:
    assert band(F("89.995"), LETTER) == E
    assert band(F("89.995"), other(bands_on="exact")) == G


def test_what_was_found_in_the_year_overrides_the_score() -> None:
    assert overridden(E, ["discipline"], LETTER) == N
    assert overridden(E, ["corruption_in_unit", "discipline"], LETTER) == N
    assert overridden(E, [], LETTER) == E
    assert overridden(E, ["discipline"], other(overrides=("conclusion",))) == E


@pytest.mark.parametrize(
    ("months", "leave", "graded"), [(6, False, True), (5, False, False), (5, True, True)]
)
def test_less_than_half_a_year_is_not_graded(months: int, leave: bool, graded: bool) -> None:
    assert is_graded(months, LETTER, counted_as_worked=leave) == graded
    assert is_graded(months, LETTER) == (months == 6)


def test_a_head_is_never_above_the_unit() -> None:
    assert head_grade(E, G, LETTER) == G
    assert head_grade(C, E, LETTER) == C
    assert head_grade(E, None, LETTER) is None
    assert head_grade(E, G, other(head_at_most_unit=False)) == E


@pytest.mark.parametrize(
    ("reading", "outstanding", "most"),
    [
        ("good", False, 1),
        ("good_or_better", False, 2),
        ("graded", False, 2),
        ("good_or_better", True, 2),
        ("good", True, 2),
    ],
)
def test_the_cap_of_the_example_in_every_reading(
    reading: str, outstanding: bool, most: int
) -> None:
    assert excellent_most(FOURTEEN, other(cap_of=reading), outstanding=outstanding) == most


def test_in_a_small_group_nobody_is_excellent() -> None:
    assert excellent_most([E] * 4, other(cap_of="good_or_better")) == 0
    assert excellent_most([], LETTER) == 0
    assert excellent_most([E, *[G] * 50], LETTER) == 1


@given(st.lists(st.sampled_from(list(Grade)), max_size=60))
def test_by_the_letter_excellence_is_a_fifth_of_the_good(grades: list[Grade]) -> None:
    most = excellent_most(grades, LETTER)
    better = sum(grade >= G for grade in grades)
    assert most <= F(1, 5) * (better - most)
    assert most == grades.count(E) or most + 1 > F(1, 5) * (better - most - 1)


def test_the_best_stay_and_who_ties_over_the_last_place_is_left_to_a_person() -> None:
    scores = {"an": F(95), "binh": F(93), "chi": F(93), "dung": F(91)}
    assert propose_excellent(scores, 4) == Proposal(("an", "binh", "chi", "dung"), (), ())
    assert propose_excellent(scores, 3) == Proposal(("an", "binh", "chi"), ("dung",), ())
    assert propose_excellent(scores, 2) == Proposal(("an",), ("dung",), ("binh", "chi"))
    assert propose_excellent(scores, 0) == Proposal((), tuple(scores), ())


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({}, E),
        ({"exceeding": 29}, None),
        ({"late": 1}, None),
        ({"subunit_not_completed": True}, None),
        ({"shortcomings_open": True}, None),
        ({"score": Decimal(90)}, E),
        ({"score": Decimal(90), "exceeding": 0}, None),
        ({"score": Decimal(80)}, G),
        ({"score": Decimal(70)}, G),
        ({"score": Decimal(70), "late": 1}, None),
        ({"score": Decimal(50), "late": 20}, C),
        ({"assigned": 1, "done": 1, "exceeding": 1}, E),
        ({"score": Decimal(80), "late": 1}, None),
        ({"score": Decimal(60), "late": 20}, C),
        ({"score": Decimal(60), "late": 21}, None),
        ({"score": Decimal(60), "done": 99}, None),
        ({"score": Decimal("49.99")}, N),
        ({"concluded": True}, N),
        ({"done": 69}, N),
        ({"done": 70}, None),
    ],
)
def test_a_unit_s_grade_follows_the_letter_or_is_left_open(
    facts: dict[str, Any], grade: Grade | None
) -> None:
    year = UnitYear(**{name: getattr(FULL, name) for name in FULL.__slots__} | facts)
    assert unit_grade(year, LETTER) == grade


def test_each_condition_of_a_unit_says_whether_it_is_met() -> None:
    late = UnitYear(score=Decimal(95), assigned=10, done=10, late=1, exceeding=3)
    found = {c.name: c.met for c in unit_conditions(late, LETTER)[E]}
    assert found == {
        "score": True,
        "all_on_time": False,
        "exceeding": True,
        "subunits": True,
        "shortcomings": True,
    }
    names = {
        grade: [c.name for c in some] for grade, some in unit_conditions(late, LETTER).items()
    }
    assert names[G] == ["score", "all_on_time"]
    assert names[C] == ["score", "all_done", "late"]
    assert names[N] == ["score", "concluded", "done"]
    with pytest.raises(ValueError, match=r"^a unit without tasks has no grade$"):
        unit_conditions(
            UnitYear(score=Decimal(1), assigned=0, done=0, late=0, exceeding=0), LETTER
        )


def test_a_petition_is_answered_in_seven_working_days_and_a_result_sent_in_five() -> None:
    friday = date(2026, 12, 4)
    after = WorkingCalendar().after
    assert petition_due(friday, after, LETTER) == date(2026, 12, 15)
    assert petition_due(friday, after, other(petition_days=1)) == date(2026, 12, 7)
    assert sync_due(friday, LETTER) == date(2026, 12, 9)


def test_a_set_may_limit_when_one_objects() -> None:
    after = WorkingCalendar().after
    assert petition_until(date(2026, 12, 4), after, LETTER) is None
    limited = other(petition_within=5)
    assert petition_until(date(2026, 12, 4), after, limited) == date(2026, 12, 11)
