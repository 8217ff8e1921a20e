"""How one indicator lies over the communes: quartiles and median of what can be compared.

A figure from fewer than 30 cases is shown and not counted; fewer than five communes are not
compared.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import Connection, text

from service.db import unnamed
from service.oversight.crossing import across

FEW, SMALL = 5, 30  # communes; cases of a denominator
MEMBERS = """
  FROM (SELECT tenant_id, code, name FROM oversight.communes c
         WHERE NOT EXISTS (SELECT FROM oversight.predecessors p
                            WHERE p.heir_id = c.tenant_id AND p.ended_on > :day)
        UNION ALL
        SELECT tenant_id, code, name FROM oversight.predecessors WHERE ended_on > :day) m
  JOIN oversight.seen_figures f ON f.tenant_id = m.tenant_id
"""
LYING = f"""
SELECT f.key, min(f.name), min(f.unit), count(*), count(*) FILTER (WHERE verdict = 'reached'),
       count(*) FILTER (WHERE value IS NOT NULL AND denominator < {SMALL}),
       count(*) FILTER (WHERE value IS NULL),
       array_agg(value ORDER BY value)
         FILTER (WHERE value IS NOT NULL AND coalesce(denominator, {SMALL}) >= {SMALL})
{MEMBERS} GROUP BY f.key HAVING count(*) > 1
"""
ONE = f"""
SELECT m.code, m.name, f.target, f.comparator, f.value, f.numerator, f.denominator, f.until
{MEMBERS} WHERE f.key = :key ORDER BY m.name, m.code
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A commune's figure of an indicator; `value` is None while nobody measured it."""

    code: str
    commune: str
    target: Decimal | None
    comparator: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    until: date | None

    @property
    def small(self) -> bool:
        """Tell whether it comes from too few cases to be compared."""
        return self.denominator is not None and self.denominator < SMALL


@dataclass(frozen=True, slots=True)
class Spread:
    """An indicator over communes: how many have it, reach their target, are small, unmeasured.

    `counted` are the figures that can be compared, in order.
    """

    key: str
    name: str
    unit: str
    communes: int
    met: int
    small: int
    unmeasured: int
    counted: tuple[Decimal, ...]

    @property
    def few(self) -> bool:
        """Tell whether so few communes count that they are not compared."""
        return len(self.counted) < FEW

    @property
    def quartiles(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """The medians of the lower half, of all, of the upper; None where nothing counts."""
        half = (len(self.counted) + 1) // 2
        parts = (self.counted[:half], self.counted, self.counted[-half:])
        return tuple(map(median, parts)) if half else None  # type: ignore[return-value]


def spreads(connection: Connection, day: date) -> list[Spread]:
    """Give each indicator that at least two communes share, as it stood on a day, by name."""
    with across(connection, day) as above:
        return seen(above, day)


def seen(above: Connection, day: date) -> list[Spread]:
    """Give the same to who looks across already; those that can be compared first."""
    rows = unnamed(above.execute(text(LYING), {"day": day}))
    found = [Spread(*(*said, tuple(map(plain, known or ())))) for *said, known in rows]
    return sorted(found, key=lambda one: (one.few, one.name, one.key))


def figures_of(connection: Connection, key: str, day: date) -> list[Figure]:
    """Give every commune's figure of one indicator, by the commune's name."""
    with across(connection, day) as above:
        rows = unnamed(above.execute(text(ONE), {"day": day, "key": key}))
    return [Figure(*map(_tidy, row)) for row in rows]


def _tidy(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value


def plain(value: Decimal) -> Decimal:
    """Drop the zeros that the database adds behind."""
    return value.normalize() + Decimal(0)
