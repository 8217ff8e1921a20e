"""Each formula gives exact points; what has no figure has none; sums name what they lack."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.par_answers import (
    Amount,
    Answer,
    Count,
    Met,
    NegativeFigureError,
    NothingCountedError,
    Points,
    PointsOutOfRangeError,
    Rate,
    WrongAnswerError,
    check,
)
from events.par_criteria import (
    Deduct,
    Formula,
    Linear,
    Manual,
    Node,
    Scaled,
    Stair,
    Step,
    YesNo,
)
from service.demo.criteria import criteria
from service.evaluation.par.scoring import (
    decimal,
    points,
    read,
    rounded,
    score,
    summed,
    written,
)

D = Decimal
STEP = Step(
    stairs=(
        Stair(least=D(98), points=D(4)),
        Stair(least=D(95), points=D("3.5")),
        Stair(least=D(90), points=D(2)),
    )
)
FORMULAS: tuple[Formula, ...] = (
    STEP,
    Linear(floor=D(50), full=D(80)),
    YesNo(),
    Deduct(each=D("1.5")),
    Scaled(survey="sipas"),
    Manual(),
)


def node(formula: Formula, most: str = "4") -> Node:
    return Node(
        code="1.1.1",
        level="component",
        name="Một tiêu chí",
        most=D(most),
        parent="1.1",
        formula=formula,
        numerator="Đúng hạn",
        denominator="Tất cả",
    )


def rate(over: int, under: int) -> Rate:
    return Rate(numerator=D(over), denominator=D(under))


@pytest.mark.parametrize(
    ("formula", "answer", "expected"),
    [
        (STEP, rate(1902, 1968), Fraction(7, 2)),  # 96,65 %: the example of the page
        (STEP, rate(98, 100), Fraction(4)),
        (STEP, rate(97_999, 100_000), Fraction(7, 2)),
        (STEP, rate(899, 1000), Fraction(0)),
        (STEP, Amount(value=D(95)), Fraction(7, 2)),
        (Linear(floor=D(50)), rate(2, 3), Fraction(8, 3)),
        (Linear(floor=D(50)), rate(499, 1000), Fraction(0)),
        (Linear(floor=D(50)), rate(1, 2), Fraction(2)),
        (Linear(floor=D(50), full=D(80)), rate(9, 10), Fraction(4)),
        (YesNo(), Met(met=True), Fraction(4)),
        (YesNo(), Met(met=False), Fraction(0)),
        (Deduct(each=D("1.5")), Count(number=2), Fraction(1)),
        (Deduct(each=D("1.5")), Count(number=3), Fraction(0)),
        (Scaled(survey="sipas"), Amount(value=D("88.4")), Fraction("3.536")),
        (Manual(), Points(points=D("2.25")), Fraction(9, 4)),
    ],
)
def test_each_formula_gives_exact_points(
    formula: Formula, answer: Answer, expected: Fraction
) -> None:
    assert points(node(formula), answer) == expected


@pytest.mark.parametrize("formula", FORMULAS)
def test_without_a_figure_there_are_no_points_and_not_nothing(formula: Formula) -> None:
    assert points(node(formula), None) is None


@pytest.mark.parametrize("answer", [Met(met=True), Count(number=1), Points(points=D(1))])
def test_a_figure_of_another_kind_scores_nothing_and_is_refused(answer: Answer) -> None:
    asked = node(Linear(floor=D(0)))
    assert points(asked, answer) in {None, Fraction(1)}  # points alone speak for themselves
    with pytest.raises(WrongAnswerError):
        check(asked, answer)


@pytest.mark.parametrize(
    ("formula", "answer", "refusal"),
    [
        (STEP, rate(0, 0), NothingCountedError),
        (STEP, rate(-1, 5), NegativeFigureError),
        (Deduct(each=D(1)), Count(number=-1), NegativeFigureError),
        (Manual(), Points(points=D("4.01")), PointsOutOfRangeError),
        (Manual(), Points(points=D("-0.01")), PointsOutOfRangeError),
        (Scaled(survey="pci"), Amount(value=D(1)), WrongAnswerError),
    ],
)
def test_what_is_no_answer_is_refused(
    formula: Formula, answer: Answer, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check(node(formula), answer)


@given(st.sampled_from(FORMULAS[:2]), st.integers(0, 500), st.integers(1, 500))
def test_points_are_bounded_and_one_more_never_costs(
    formula: Formula, over: int, under: int
) -> None:
    one, more = (points(node(formula), rate(n, under)) for n in (over, over + 1))
    assert one is not None
    assert more is not None
    assert 0 <= one <= more <= 4


@pytest.mark.parametrize(
    ("value", "expected"), [("1/200", "0.01"), ("3.335", "3.34"), ("8/3", "2.67")]
)
def test_halves_are_rounded_up(value: str, expected: str) -> None:
    assert decimal(rounded(Fraction(value), 2)) == D(expected)
    assert read(written(Fraction(value))) == Fraction(value)


def test_a_sum_is_exact_and_says_what_it_lacks() -> None:
    said = criteria(2026)
    answers: dict[str, Answer] = {"1.1.1": Met(met=True), "1.1.2": rate(19, 20)}
    sums = summed(said, score(said, answers))
    assert (sums.by_code["1.1"], sums.by_code["1"], sums.total) == (
        Fraction(8),
        Fraction(8),
        Fraction(8),
    )
    assert (sums.missing["1.1"], sums.missing["1"]) == (0, 2)
    assert "1.2.1" in sums.lacking
    assert "1.1.1" not in sums.lacking
    assert sums.answered["2"] == 0
