"""What a figure comes to, whether it reaches its target, and the pace: exact, and fair."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.measuring import Figure
from events.values import Target
from service.indicators.periods import Period, due, read, recent
from service.indicators.reckoning import Point, derive, judge, pace, value_of

DAY = date(2026, 6, 14)
amounts = st.decimals(0, 1000, places=2)


def figure(value: str = "", numerator: str = "", denominator: str = "") -> Figure:
    facts = {"value": value, "numerator": numerator, "denominator": denominator}
    known = {name: Decimal(typed) for name, typed in facts.items() if typed}
    return Figure(source="Hệ thống một cửa", measured_on=DAY, **known)


def wanted(comparator: str | None, value: str = "90") -> Target:
    return Target(comparator=comparator, value=Decimal(value), unit="%")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [("1902", "1968", "96.6463"), ("26", "62", "41.9355"), ("3", "8", "37.5"), ("0", "7", "0")],
)
def test_a_share_comes_to_per_cent_with_four_places(
    numerator: str, denominator: str, percent: str
) -> None:
    shared = figure(numerator=numerator, denominator=denominator)
    assert value_of(shared, "%") == Decimal(percent)


def test_what_is_not_a_per_cent_stays_a_quotient() -> None:
    assert value_of(figure(numerator="9", denominator="4"), "lần") == Decimal("2.25")


@pytest.mark.parametrize(
    ("comparator", "value", "verdict"),
    [
        ("=", "95", "reached"),  # going beyond is success
        ("=", "90", "reached"),
        ("=", "89.9999", "missed"),
        (">=", "90", "reached"),
        (">", "90", "missed"),
        (">", "90.0001", "reached"),
        ("<=", "90", "reached"),
        ("<=", "91", "missed"),
        ("<", "89", "reached"),
        ("<", "90", "missed"),
        ("reduce_by>=", "95", "reached"),
        (None, "90", "reached"),
    ],
)
def test_a_value_is_judged_as_the_plan_means_it(
    comparator: str | None, value: str, verdict: str
) -> None:
    assert judge(wanted(comparator), Decimal(value)) == verdict


def test_not_yet_measured_is_neither_reached_nor_missed() -> None:
    assert judge(wanted(">=", "0"), None) == "unmeasured"
    assert judge(None, Decimal(5)) == "unmeasured"


@given(amounts, amounts, st.sampled_from([">=", ">", "=", "reduce_by>=", "reduce_by="]))
def test_more_never_turns_success_into_failure(
    value: Decimal, more: Decimal, comparator: str
) -> None:
    target = wanted(comparator)
    if judge(target, value) == "reached":
        assert judge(target, value + more) == "reached"


def test_the_pace_says_what_each_quarter_brought_and_must_bring() -> None:
    points = [Point(date(2026, 3, 31), Decimal(60)), Point(date(2026, 6, 30), Decimal(70))]
    found = pace(points, wanted(">="), date(2026, 12, 31))
    assert found == (Decimal("10.03"), Decimal("9.93"))


@pytest.mark.parametrize(
    ("last", "until"),
    [("95", date(2026, 12, 31)), ("70", date(2026, 6, 30)), ("70", None)],
)
def test_there_is_no_pace_when_it_is_reached_over_or_without_an_end(
    last: str, until: date | None
) -> None:
    points = [Point(date(2026, 3, 31), Decimal(60)), Point(date(2026, 6, 30), Decimal(last))]
    assert pace(points, wanted(">="), until) is None
    assert pace(points[:1], wanted(">="), date(2026, 12, 31)) is None


def test_a_derived_value_waits_for_all_its_parts() -> None:
    assert derive("sum", [Decimal(3), None]) is None
    assert derive("sum", [Decimal(3), Decimal(4)]) == 7
    assert derive("mean", [Decimal(1), Decimal(2)]) == Decimal("1.5")
    assert derive("share", [Decimal(3), Decimal(8)]) == Decimal("37.5")
    assert derive("share", [Decimal(3), Decimal(0)]) is None
    assert derive("mean", []) is None


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2026, 4, 1), date(2026, 6, 30), "Quý II/2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "Tháng 2/2024"),
    ],
)
def test_periods_are_called_as_they_are_here(first: date, last: date, name: str) -> None:
    period = Period(last, first)
    assert period.name == name
    assert read(period.key) == period


@pytest.mark.parametrize(
    "key", ["", "x", "20260101-", "20260102-20260331", "20260401-20260101"]
)
def test_rubbish_is_no_period(key: str) -> None:
    assert read(key) is None


def test_what_is_owed_is_the_last_period_that_is_over() -> None:
    owed = due(DAY, "quarterly")
    assert owed is not None
    assert owed.name == "Quý I/2026"
    assert [p.name for p in recent(date(2026, 1, 5))][:3] == [
        "Năm 2026",
        "6 tháng đầu năm 2026",
        "Quý I/2026",
    ]
