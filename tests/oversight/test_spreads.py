"""How an indicator lies: quartiles, and few communes that are not compared."""

from decimal import Decimal

from service.oversight.spreads import Spread
from web.oversight.pictures import strip


def lying(*values: int) -> Spread:
    counted = tuple(map(Decimal, values))
    return Spread("k", "Hồ sơ nộp trực tuyến", "%", 9, 3, 1, 1, counted)


def test_quartiles_are_medians_of_halves() -> None:
    assert lying(1, 2, 3, 4, 5).quartiles == (Decimal(2), Decimal(3), Decimal(4))
    assert lying(1, 2, 3, 4).quartiles == (Decimal("1.5"), Decimal("2.5"), Decimal("3.5"))
    assert lying().quartiles is None


def test_few_communes_are_not_compared() -> None:
    assert strip(lying(90, 91, 92, 93)) is None
    drawn = strip(lying(70, 71, 72, 73, 74))
    assert drawn is not None
    assert drawn.words.startswith("5 xã: thấp nhất 70,")


def test_figures_that_are_all_the_same_are_drawn_in_the_middle() -> None:
    drawn = strip(lying(90, 90, 90, 90, 90, 90))
    assert drawn is not None
    assert drawn.dots == (drawn.middle,)
