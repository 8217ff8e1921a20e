"""Whose figures are owed, or soon will be? One question, whatever their number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Date, case, cast, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB

from events.values import Rhythm
from service.db import Question
from service.history import OPEN_END, standing
from service.indicators import figures, follow_up, states
from service.indicators.periods import ENDS, Period, due, running


@dataclass(frozen=True, slots=True)
class Owed:
    """An indicator without the figure of a period, and the post that enters it."""

    indicator_id: UUID
    code: str
    content: str
    post_id: UUID
    first_day: date
    last_day: date

    @property
    def period(self) -> str:
        """What the period is called."""
        return Period(self.last_day, self.first_day).name


def owed(today: date, posts: Collection[UUID] | None) -> Question[Owed]:
    """Ask which figures some posts owe (None: all), by period, then code.

    A derived indicator and a quality owe none; what is the same thing is measured once.
    """
    return _missing({r: over for r in ENDS if (over := due(today, r))}, posts)


def coming(today: date, posts: Collection[UUID] | None) -> Question[Owed]:
    """Ask which figures some posts will owe when the running period is over, if none comes."""
    return _missing({rhythm: running(today, rhythm) for rhythm in ENDS}, posts)


def _missing(
    periods: Mapping[Rhythm, Period], posts: Collection[UUID] | None
) -> Question[Owed]:
    kept, followed = states.table.c, follow_up.table.c
    first, last = _day(periods, "first_day"), _day(periods, "last_day")
    facts = (kept.indicator_id, kept.code, kept.content, followed.post_id)
    days = (first.label("first_day"), last.label("last_day"))
    wanted = select(*facts, *days).where(
        standing(states.table, None),
        standing(follow_up.table, None),
        followed.indicator_id == kept.indicator_id,
        followed.rhythm.in_(periods),
        followed.rule.is_(None),
        kept.closed_on.is_(None),
        _has_figure_to_reach(),
        ~_measured(first, last),
    )
    if posts is not None:
        wanted = wanted.where(followed.post_id.in_(posts))
    return Question(wanted.order_by(last.desc(), kept.code), Owed)


def _day(periods: Mapping[Rhythm, Period], name: str) -> ColumnElement[date]:
    """Give the first or the last day of the period that an indicator's rhythm asks for."""
    days = [
        (follow_up.table.c.rhythm == r, literal(getattr(p, name), Date))
        for r, p in periods.items()
    ]
    return case(*days)


def _has_figure_to_reach() -> ColumnElement[bool]:
    reached: ColumnElement[str] = cast(states.table.c.target, JSONB)["value"].astext
    return reached.is_not(None)


def _measured(first: ColumnElement[date], last: ColumnElement[date]) -> ColumnElement[bool]:
    """Tell whether it, or another that is the same thing, has a figure for the period."""
    same, figure, mine = states.table.alias(), figures.table.c, states.table.c
    alike = (
        select(same.c.indicator_id)
        .where(same.c.valid_to == OPEN_END, same.c.entry_id == mine.entry_id)
        .correlate(states.table)
    )
    found = select(figure.figure_id).where(
        standing(figures.table, None),
        figure.withdrawn.is_(False),
        figure.first_day == first,
        figure.last_day == last,
        or_(figure.indicator_id == mine.indicator_id, figure.indicator_id.in_(alike)),
    )
    return found.exists()
