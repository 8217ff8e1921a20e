"""How an indicator lies: small numbers are said and not counted, few communes not compared."""

from decimal import Decimal

from service.oversight.spreads import Figure, lie, quartiles
from web.oversight.pictures import strip


def figure(number: int, value: int | None, cases: int | None = 100) -> Figure:
    return Figure(
        code=f"xa-{number}",
        commune=f"Xã {number}",
        key="k",
        name="Hồ sơ nộp trực tuyến",
        unit="%",
        target=Decimal(80),
        comparator=">=",
        value=None if value is None else Decimal(value),
        numerator=None,
        denominator=None if cases is None else Decimal(cases),
        until=None,
        verdict="unmeasured" if value is None else "reached" if value >= 80 else "missed",
    )


def test_quartiles_are_medians_of_halves() -> None:
    values = [Decimal(n) for n in (1, 2, 3, 4, 5)]
    values = [Decimal(n) for n in (1, 2, 3, 4, 5)]
    assert quartiles(values) == (Decimal(2), Decimal(3), Decimal(4))
    assert quartiles(values[:4]) == (Decimal("1.5"), Decimal("2.5"), Decimal("3.5"))
    assert quartiles([]) is None


def test_small_numbers_are_shown_and_not_counted() -> None:
    some = [figure(n, 70 + n) for n in range(5)] + [figure(6, 5, cases=29), figure(7, None)]
    [found] = lie(some)
    assert found.counted == tuple(Decimal(70 + n) for n in range(5))
    assert (found.small, found.unmeasured, found.few, found.met) == (1, 1, False, 0)
    drawn = strip(found)
    assert drawn is not None
    assert drawn.words.startswith("5 xã: thấp nhất 70,")


def test_few_communes_are_not_compared_and_one_alone_is_nothing_shared() -> None:
    [found] = lie([figure(n, 90) for n in range(4)])
    assert found.few
    assert strip(found) is None
    assert lie([figure(1, 90)]) == []


def test_figures_that_are_all_the_same_are_drawn_in_the_middle() -> None:
    [found] = lie([figure(n, 90, None) for n in range(6)])
    drawn = strip(found)
    assert drawn is not None
    assert drawn.dots == (drawn.middle,)
