"""A month of several officials as figures only: what a workbook reckons anew from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from service.evaluation.products import Product
from service.evaluation.rules import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """What only leaders are scored by: whom they manage, and what the authority picked.

    `manages` are places in the month's list, from 0; without any, `unit` is d as it was found.
    `organised` is đ, `united` e: whole, half or (None) not picked yet.
    """

    manages: tuple[int, ...] = ()
    unit: Decimal | None = None
    organised: Decimal | None = None
    united: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One official: products with what each is called, common scores by criterion."""

    name: str
    products: tuple[Product, ...]
    titles: tuple[str, ...] = ()
    common: Mapping[str, Decimal] = field(default_factory=dict)
    leading: Leading | None = None

    def title(self, number: int) -> str:
        """Give what a product is called; nothing when nobody said it."""
        return self.titles[number] if number < len(self.titles) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A period by one rule set; staff, deputies and heads in any order."""

    title: str
    rules: RuleSet
    people: tuple[Scored, ...]
