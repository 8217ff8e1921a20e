"""A worked example, with the rules by the letter of the decree and four other readings."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import structs

from service.evaluation.products import (
    Product,
    progress_share,
    quality_share,
    quantity_share,
)
from service.evaluation.results import period_score, staff_result
from service.evaluation.rules import RuleSet, shipped

LETTER = shipped("nd335-2025")
COMMON = Fraction("27.5")


def product(code: str, quantity: int, coefficient: str, **facts: Any) -> Product:
    worth = Decimal(coefficient)
    return Product(code=code, quantity=Decimal(quantity), coefficient=worth, **facts)


SPECIALIST = (
    product("DC.05", 1, "12"),
    product("DC.01", 10, "1"),
    product("NV.04", 1, "18", failed_reviews=1, late_times=1),
    product("DC.08", 1, "14", done=Fraction(0)),
    product("DC.02", 2, "5", late_times=1, late_excused=1),
    product("DC.04", 1, "5", extra=True),
)


def other(**facts: Any) -> RuleSet:
    return structs.replace(LETTER, **facts)


READINGS = {
    "extra in the numerator only": LETTER,
    "no extra": other(extra="nowhere"),
    "extra in both": other(extra="both"),
    "failed or late counts nothing": other(failed_review_loss=Decimal(1), late_loss=Decimal(1)),
    "over completed": other(quality_over="completed", progress_over="completed"),
}


def shares(
    products: tuple[Product, ...], rules: RuleSet
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    return (
        quantity_share(products, rules),
        quality_share(products, rules),
        progress_share(products, rules),
    )


def score(products: tuple[Product, ...], rules: RuleSet) -> Fraction:
    a, b, c = shares(products, rules)
    found = period_score(COMMON, staff_result({"a": a, "b": b, "c": c}, rules), rules)
    assert found is not None
    return found
