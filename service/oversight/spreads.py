"""How one indicator lies over the communes: quartiles and median of what can be compared.

A figure from fewer than 30 cases is shown and not counted; fewer than five communes are not
compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import Connection, text

from service.db import unnamed
from service.oversight.crossing import across

FEW, SMALL = 5, Decimal(30)  # communes; cases of a denominator
FIGURES = """
SELECT m.code, m.name, f.key, f.name, f.unit, f.target, f.comparator, f.value, f.numerator,
       f.denominator, f.until, f.verdict
  FROM (SELECT tenant_id, code, name FROM oversight.communes c
         WHERE NOT EXISTS (SELECT FROM oversight.predecessors p
                            WHERE p.heir_id = c.tenant_id AND p.ended_on > :day)
        UNION ALL
        SELECT tenant_id, code, name FROM oversight.predecessors WHERE ended_on > :day) m
  JOIN oversight.seen_figures f ON f.tenant_id = m.tenant_id
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A commune's figure of an indicator; `value` is None while nobody measured it."""

    code: str
    commune: str
    key: str
    name: str
    unit: str
    target: Decimal | None
    comparator: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    until: date | None
    verdict: str

    @property
    def small(self) -> bool:
        """Tell whether it comes from too few cases to be compared."""
        return self.denominator is not None and self.denominator < SMALL


@dataclass(frozen=True, slots=True)
class Spread:
    """An indicator over communes; quartiles of what counts, None where nothing does."""

    key: str
    name: str
    unit: str
    figures: tuple[Figure, ...]
    counted: tuple[Decimal, ...]  # in order
    quartiles: tuple[Decimal, Decimal, Decimal] | None

    @property
    def few(self) -> bool:
        """Tell whether so few communes count that they are not compared."""
        return len(self.counted) < FEW

    @property
    def met(self) -> int:
        """How many of those measured reach their own target."""
        return sum(one.verdict == "reached" for one in self.figures)

    @property
    def small(self) -> int:
        """How many figures come from too few cases."""
        return sum(one.small for one in self.figures if one.value is not None)

    @property
    def unmeasured(self) -> int:
        """How many communes have the indicator and no figure."""
        return sum(one.value is None for one in self.figures)


def spreads(connection: Connection, day: date) -> list[Spread]:
    """Give each indicator that at least two communes share, as it stood on a day, by name."""
    with across(connection, day) as above:
        return seen(above, day)


def seen(above: Connection, day: date) -> list[Spread]:
    """Give the same to who looks across already."""
    rows = unnamed(above.execute(text(FIGURES), {"day": day}))
    return lie(Figure(*_plain(row)) for row in rows)


def lie(figures: Iterable[Figure]) -> list[Spread]:
    """Say how figures lie, indicator by indicator; what one commune alone has is left out."""
    by_key: dict[str, list[Figure]] = {}
    for one in figures:
        by_key.setdefault(one.key, []).append(one)
    found = [_spread(some) for some in by_key.values() if len(some) > 1]
    return sorted(found, key=lambda one: (one.few, one.name, one.key))


def quartiles(values: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal] | None:
    """Give the quartiles of values in order: medians of the lower half, all, the upper."""
    if not values:
        return None
    half = (len(values) + 1) // 2
    return median(values[:half]), median(values), median(values[-half:])


def _spread(some: list[Figure]) -> Spread:
    values = sorted(o.value for o in some if o.value is not None and not o.small)
    names = sorted(some, key=lambda one: (len(one.name), one.name))
    return Spread(
        key=some[0].key,
        name=names[0].name,
        unit=some[0].unit,
        figures=tuple(sorted(some, key=lambda one: one.commune)),
        counted=tuple(values),
        quartiles=quartiles(values),
    )


def _plain(row: Sequence[Any]) -> list[Any]:
    """Drop the zeros that the database adds behind."""
    return [v.normalize() + Decimal(0) if isinstance(v, Decimal) else v for v in row]
