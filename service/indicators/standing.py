"""Where does each indicator stand? Its figures, the last of them, the verdict and the pace."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Connection

from service.indicators import figures, follow_up, states
from service.indicators.figures import PeriodFigure
from service.indicators.follow_up import FollowUp
from service.indicators.reckoning import Point, Verdict, derive, judge, pace, value_of
from service.indicators.states import IndicatorState

YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator with what is known of it; `value` is the last one, None while unmeasured."""

    state: IndicatorState
    followed: FollowUp | None
    figures: tuple[PeriodFigure, ...]
    points: tuple[Point, ...]
    value: Decimal | None
    verdict: Verdict

    @property
    def unit(self) -> str:
        """What it is measured in; empty for a quality."""
        return (self.state.target.unit if self.state.target else None) or ""

    @property
    def quality(self) -> bool:
        """Tell whether it has no figure to reach, and is judged instead."""
        return self.state.target is None or self.state.target.value is None

    @property
    def until(self) -> date | None:
        """The last day of the target's phase, where it names a year."""
        phase = (self.state.target.phase if self.state.target else None) or ""
        years = YEAR.findall(phase)
        return date(int(years[-1]), 12, 31) if years else None

    def pace(self) -> tuple[Decimal, Decimal] | None:
        """Give what a quarter brought, and what each must bring to be in time."""
        return pace(self.points, self.state.target, self.until)


def every(connection: Connection, at: datetime | None) -> list[Standing]:
    """Give every indicator pursued, by code, now or at an instant; three queries at most.

    Figures belong to all indicators of one entry of the catalogue; a derived value follows from
    the last values of its parts.
    """
    found = states.every(connection, at)
    if not found:
        return []
    followed = follow_up.every(connection, at)
    shared = _shared(found, figures.of_indicators(connection, None, at))
    entered = {i.indicator_id: _points(i, shared[i.indicator_id]) for i in found}
    return [
        _standing(state, followed.get(state.indicator_id), shared, entered) for state in found
    ]


def of(stood: Sequence[Standing], indicator_id: UUID) -> Standing | None:
    """Choose one indicator."""
    return next((one for one in stood if one.state.indicator_id == indicator_id), None)


def _shared(
    found: Sequence[IndicatorState], own: Mapping[UUID, Sequence[PeriodFigure]]
) -> dict[UUID, list[PeriodFigure]]:
    """Give each indicator the figures of all that are the same thing, by period."""
    entries: dict[UUID, list[PeriodFigure]] = {}
    for one in found:
        if one.entry_id:
            entries.setdefault(one.entry_id, []).extend(own.get(one.indicator_id, ()))
    return {
        one.indicator_id: sorted(
            entries[one.entry_id] if one.entry_id else own.get(one.indicator_id, ()),
            key=lambda f: (f.last_day, f.first_day, f.number),
        )
        for one in found
    }


def _points(state: IndicatorState, known: Sequence[PeriodFigure]) -> tuple[Point, ...]:
    unit = state.target.unit if state.target else None
    standing = [f for f in known if not f.withdrawn]
    return tuple(Point(f.last_day, value_of(f.figure, unit)) for f in standing)


def _standing(
    state: IndicatorState,
    followed: FollowUp | None,
    shared: Mapping[UUID, Sequence[PeriodFigure]],
    entered: Mapping[UUID, tuple[Point, ...]],
) -> Standing:
    points = entered[state.indicator_id]
    value = points[-1].value if points else None
    if followed and followed.rule:
        last = [entered[p][-1].value if entered.get(p) else None for p in followed.parts]
        value = derive(followed.rule, last)
    verdict = judge(state.target, value)
    if followed and followed.reached is not None and state.target is None:
        verdict = "reached" if followed.reached else "missed"
    known = tuple(shared[state.indicator_id])
    return Standing(state, followed, known, points, value, verdict)
