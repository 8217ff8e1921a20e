"""Read model: the figures of each indicator by period, with what they were before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Integer,
    Numeric,
    Text,
    Uuid,
    or_,
    select,
)

from events import measuring
from events.measuring import Figure
from events.store import Recorded
from service.history import Add, Change, history_table, standing, stood

VERSION = 1
CONTEXTS = frozenset({"measuring"})
READERS = "indicator_id IN (SELECT ctx.seen_indicators())"
table = history_table(
    "indicator_figures",
    "figure_id",
    Column("indicator_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("value", Numeric),
    Column("numerator", Numeric),
    Column("denominator", Numeric),
    Column("source", Text, nullable=False),
    Column("measured_on", Date, nullable=False),
    Column("before", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("corrections", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_indicator_figures_indicator", "tenant_id", "indicator_id"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about a figure."""
    match recorded.event:
        case measuring.Measured() as event:
            facts = {
                "indicator_id": event.indicator_id,
                "number": event.number,
                "first_day": event.first_day,
                "last_day": event.last_day,
                "before": "null",
                "reason": "",
                "corrections": 0,
                "withdrawn": False,
            }
            thing = _id(event.indicator_id, event.number)
            return Change(thing, facts | _figure(event.figure), first=True)
        case measuring.FigureCorrected() as event:
            before = {"before": msgspec.json.encode(event.before).decode()}
            facts = {"reason": event.reason, "corrections": Add(1)} | before
            thing = _id(event.indicator_id, event.number)
            return Change(thing, facts | _figure(event.figure))
        case measuring.FigureWithdrawn() as event:
            facts = {"withdrawn": True, "reason": event.reason}
            return Change(_id(event.indicator_id, event.number), facts)
    return None


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """The figure of one period as it stands; `before` is what the last correction replaced."""

    indicator_id: UUID
    number: int
    first_day: date
    last_day: date
    figure: Figure
    before: Figure | None
    reason: str
    corrections: int
    withdrawn: bool
    changed_by: UUID
    changed_at: datetime


def of_indicators(
    connection: Connection, indicators: Collection[UUID] | None, at: datetime | None
) -> dict[UUID, list[PeriodFigure]]:
    """Give the figures of indicators (None: of all), by period, withdrawn ones too."""
    wanted = select(table).where(standing(table, at))
    if indicators is not None:
        wanted = wanted.where(table.c.indicator_id.in_(indicators))
    found: dict[UUID, list[PeriodFigure]] = {}
    order = (table.c.last_day, table.c.first_day.desc(), table.c.number)
    for row in connection.execute(wanted.order_by(*order)):
        found.setdefault(row.indicator_id, []).append(figure_of(row))
    return found


def at_both(
    connection: Connection,
    wanted: ColumnElement[bool],
    before: datetime | None,
    after: datetime | None,
) -> tuple[list[PeriodFigure], list[PeriodFigure]]:
    """List the figures that a condition names at two instants, with one query."""
    either = or_(standing(table, before), standing(table, after))
    rows = connection.execute(select(table).where(either, wanted)).all()
    old, new = ([figure_of(row) for row in rows if stood(row, at)] for at in (before, after))
    return old, new


def _figure(figure: Figure) -> dict[str, object]:
    return {name: getattr(figure, name) for name in Figure.__struct_fields__}


def figure_of(row: Any) -> PeriodFigure:
    """Read a row of the table."""
    figure = Figure(
        source=row.source,
        measured_on=row.measured_on,
        value=_plain(row.value),
        numerator=_plain(row.numerator),
        denominator=_plain(row.denominator),
    )
    return PeriodFigure(
        indicator_id=row.indicator_id,
        number=row.number,
        first_day=row.first_day,
        last_day=row.last_day,
        figure=figure,
        before=msgspec.json.decode(row.before, type=Figure | None),
        reason=row.reason,
        corrections=row.corrections,
        withdrawn=row.withdrawn,
        changed_by=row.changed_by,
        changed_at=row.valid_from,
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """Drop the zeros that the database adds behind."""
    return None if value is None else value.normalize() + Decimal(0)


def _id(indicator_id: UUID, number: int) -> UUID:
    return uuid5(indicator_id, f"figure {number}")
