"""What a figure comes to, whether it reaches a target, and how fast it would have to grow.

Pure. Source: the plans' own wording; “đạt 80 %” is judged as at least, since going beyond a
target is success; exact decimals inside, four places where a share does not end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from events.measuring import Derivation, Figure
from events.values import Target

Verdict = Literal["reached", "missed", "unmeasured"]
PLACES = Decimal("0.0001")
HUNDRED = Decimal(100)
DAYS_OF_QUARTER = Decimal("91.3125")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series: what it came to at the end of a period."""

    on: date
    value: Decimal


def value_of(figure: Figure, unit: str | None) -> Decimal:
    """Give what a figure comes to in the unit: a share in per cent where the unit is %.

    Args:
        figure: checked: a value, or a numerator with a denominator that is not zero.
        unit: of the indicator.
    """
    if figure.numerator is None or figure.denominator is None:
        return figure.value if figure.value is not None else Decimal(0)
    share = figure.numerator / figure.denominator
    scaled = share * HUNDRED if unit == "%" else share
    return scaled.quantize(PLACES, ROUND_HALF_UP).normalize() + Decimal(0)


def judge(target: Target | None, value: Decimal | None) -> Verdict:
    """Tell whether a value reaches a target; not yet measured is neither reached nor missed."""
    if value is None or target is None or target.value is None:
        return "unmeasured"
    wanted = target.value
    reached = {
        "<=": value <= wanted,
        "<": value < wanted,
        ">": value > wanted,
    }.get(target.comparator or ">=", value >= wanted)
    return "reached" if reached else "missed"


def pace(
    points: Sequence[Point], target: Target | None, until: date | None
) -> tuple[Decimal, Decimal] | None:
    """Give what a quarter brought so far, and what each must bring to reach the target in time.

    Args:
        points: the series, oldest first; at least two are needed for a pace.
        target: with a value.
        until: the day by which it is to be reached.

    Returns:
        Both per quarter in the indicator's unit, two decimals; None where there is no pace, no
        time left, or nothing left to do.
    """
    if len(points) < 2 or target is None or target.value is None or until is None:
        return None
    first, last = points[0], points[-1]
    left, gone = (until - last.on).days, (last.on - first.on).days
    if left <= 0 or gone <= 0 or judge(target, last.value) == "reached":
        return None
    so_far = (last.value - first.value) / gone * DAYS_OF_QUARTER
    needed = (target.value - last.value) / left * DAYS_OF_QUARTER
    return _two(so_far), _two(needed)


def derive(rule: Derivation, values: Sequence[Decimal | None]) -> Decimal | None:
    """Derive a value from others; None while one of them is not measured.

    `share`: the first as a per cent of the second.
    """
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known:
        return None
    if rule == "sum":
        return sum(known, Decimal(0))
    if rule == "mean":
        return (sum(known, Decimal(0)) / len(known)).quantize(PLACES, ROUND_HALF_UP).normalize()
    if len(known) != 2 or known[1] == 0:
        return None
    return (known[0] / known[1] * HUNDRED).quantize(PLACES, ROUND_HALF_UP).normalize()


def _two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
