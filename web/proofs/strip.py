"""How much happened when: one bar a week, drawn on the server; quiet weeks are folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

HEIGHT, WIDE, QUIET = 40, 8, 3  # of a bar, in the box's units; a gap of quiet weeks is narrower
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Bar:
    """A week with its number of steps: from the Monday, and which step is its first, from 1."""

    monday: date
    count: int
    first: int
    x: int
    height: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The bars in a box of `width` × 40, y downwards."""

    bars: tuple[Bar, ...]
    width: int

    @property
    def busiest(self) -> Bar:
        """The week in which most happened, the first of them."""
        return max(self.bars, key=lambda bar: bar.count)


def strip(days: Sequence[date]) -> Strip:
    """Draw the days of steps, in order; at least one.

    Weeks in which nothing happened take one narrow gap together.
    """
    weeks = [
        (monday, [number for number, _ in members])
        for monday, members in groupby(enumerate(days, 1), key=lambda step: _monday(step[1]))
    ]
    most = max(len(members) for _, members in weeks)
    bars: list[Bar] = []
    x, before = 0, weeks[0][0]
    for monday, members in weeks:
        x += QUIET if monday - before > WEEK else 0
        height = max(2, round(HEIGHT * len(members) / most))
        bars.append(Bar(monday, len(members), members[0], x, height))
        x, before = x + WIDE, monday
    return Strip(tuple(bars), x)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
