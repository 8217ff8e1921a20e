"""Read model: how does each person's sheet of each period stand, and how did it at any past?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Index,
    Integer,
    Numeric,
    Row,
    Text,
    Uuid,
    select,
)

from events import scoring
from events.score_values import Part, Verdict
from events.store import Recorded
from service.db import Question
from service.evaluation.results import Score, products_share
from service.history import Add, Change, history_table, standing

VERSION = 2
CONTEXTS = frozenset({"scoring"})
READERS = "person_id IN (SELECT ctx.seen_subjects())"
PRODUCTS: tuple[Part, ...] = ("a", "b", "c")
Status = Literal["begun", "self_scored", "confirmed", "petitioned"]

table = history_table(
    "score_sheets",
    "sheet_id",
    Column("person_id", Uuid, nullable=False),
    Column("period_id", Uuid, nullable=False),
    Column("self_scored", Boolean, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("score", Text),
    Column("signed", Numeric),
    Column("up_to", BigInteger),
    Column("told_on", Date),
    Column("petition_due", Date),
    Column("corrections", Integer, nullable=False),
    Column("adjustments", Integer, nullable=False),
    Column("self_points", Numeric),
    Column("self_at", DateTime(timezone=True)),
    Column("self_position", BigInteger),
    Column("products", Text),
    Index("ix_score_sheets_person", "tenant_id", "person_id", "valid_to"),
    Index("ix_score_sheets_period", "tenant_id", "period_id", "valid_to"),
)
BEGUN: dict[str, object] = {
    "self_scored": False,
    "confirmed": False,
    "score": None,
    "signed": None,
    "up_to": None,
    "told_on": None,
    "petition_due": None,
    "corrections": 0,
    "adjustments": 0,
    "self_points": None,
    "self_at": None,
    "self_position": None,
    "products": None,
}


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its sheet."""
    event, first = recorded.event, recorded.version == 1
    facts = (
        _self_scored(recorded, event)
        if isinstance(event, scoring.SelfScored)
        else _facts(event)
    )
    if facts is None:
        return None
    if first:
        whose = {name: getattr(event, name) for name in ("person_id", "period_id")}
        facts = BEGUN | whose | facts
    return Change(recorded.stream_id, facts, first=first)


def _self_scored(recorded: Recorded, said: scoring.SelfScored) -> dict[str, object]:
    return {
        "self_scored": True,
        "self_points": sum(said.common.values(), Decimal(0)),
        "self_at": recorded.recorded_at,
        "self_position": recorded.position,
    }


def _facts(event: object) -> dict[str, object] | None:
    match event:
        case scoring.LineAnswered():
            return {}
        case scoring.Confirmed() | scoring.Corrected() | scoring.Adjusted():
            return _judged(event)
        case scoring.Told():
            return {"told_on": event.told_on}
    return _petition(event)


def _judged(
    event: scoring.Confirmed | scoring.Corrected | scoring.Adjusted,
) -> dict[str, object]:
    if isinstance(event, scoring.Adjusted):
        return {"adjustments": Add(1)}
    corrected = isinstance(event, scoring.Corrected)
    grown = {"corrections": Add(1)} if corrected else {"confirmed": True}
    return {**grown, **_value(event.verdict)}


def _petition(event: object) -> dict[str, object] | None:
    match event:
        case scoring.Petitioned():
            return {"petition_due": event.due_on}
        case scoring.PetitionAnswered():
            return {"petition_due": None}
    return None


def _value(verdict: Verdict) -> dict[str, object]:
    return {
        "score": verdict.score,
        "signed": verdict.signed,
        "up_to": verdict.up_to,
        "products": _of_products(verdict),
    }


def _of_products(verdict: Verdict) -> str | None:
    parts = (verdict.parts.get(part) for part in PRODUCTS)
    share = products_share([None if one is None else Fraction(one) for one in parts])
    return None if share is None else str(share)


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet: its points as signed (None: no score), and what waits."""

    sheet_id: UUID
    person_id: UUID
    period_id: UUID
    self_scored: bool
    confirmed: bool
    score: str | None
    signed: Decimal | None
    up_to: int | None
    told_on: date | None
    petition_due: date | None
    corrections: int
    adjustments: int

    @property
    def status(self) -> Status:
        """Where the sheet is."""
        if self.petition_due is not None:
            return "petitioned"
        if self.confirmed:
            return "confirmed"
        return "self_scored" if self.self_scored else "begun"

    @property
    def exact(self) -> Score:
        """The exact score; None while there is none."""
        return None if self.score is None else Fraction(self.score)


@dataclass(frozen=True, slots=True)
class SelfScore:
    """What a person gave themselves in points, by which event.

    `products` is the share of the products in the confirmed score; None before there is one.
    """

    person_id: UUID
    period_id: UUID
    self_points: Decimal
    self_at: datetime
    self_position: int
    products: str | None


@dataclass(frozen=True, slots=True)
class ScoreThen:
    """What a person's sheet said at a position of the log."""

    person_id: UUID
    confirmed: bool
    score: str | None

    @property
    def exact(self) -> Score:
        """The exact score; None while there is none."""
        return None if self.score is None else Fraction(self.score)


def one(connection: Connection, sheet_id: UUID) -> SheetState:
    """Give one sheet as it stands.

    Raises:
        NoResultFound: there is none.
    """
    wanted = select(table).where(standing(table, None), table.c.sheet_id == sheet_id)
    return _state(connection.execute(wanted).one())


def of_person(
    connection: Connection, person_id: UUID, at: datetime | None = None
) -> dict[UUID, SheetState]:
    """Give a person's sheets by period, now (`at` None) or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.person_id == person_id)
    return {row.period_id: _state(row) for row in connection.execute(wanted)}


def of_period(
    connection: Connection, *periods: UUID, at: datetime | None = None
) -> dict[tuple[UUID, UUID], SheetState]:
    """Give the sheets of some periods by (person, period), now or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.period_id.in_(periods))
    found = map(_state, connection.execute(wanted))
    return {(state.person_id, state.period_id): state for state in found}


def whose(connection: Connection) -> dict[UUID, tuple[UUID, UUID]]:
    """Give whose each sheet is, and of which period."""
    kept = table.c
    wanted = select(kept.sheet_id, kept.person_id, kept.period_id)
    found = connection.execute(wanted.where(standing(table, None)))
    return {row.sheet_id: (row.person_id, row.period_id) for row in found}


def self_scored(connection: Connection, at: datetime | None) -> list[SelfScore]:
    """List who scored themselves, with what the products gave where they were then scored.

    Now (`at` None) or at an instant.
    """
    kept = table.c
    wanted = select(*(kept[name] for name in SelfScore.__dataclass_fields__))
    rows = connection.execute(wanted.where(standing(table, at), kept.self_points.is_not(None)))
    return [SelfScore(*row) for row in rows]


def asks_scores(
    period_id: UUID, people: Collection[UUID], up_to: int, at: datetime | None = None
) -> Question[ScoreThen]:
    """Ask for the scores of some people as they stood at a position, the last word last.

    With an instant only what stood by then.
    """
    kept = table.c
    by_then = [kept.valid_from <= at] if at else []
    wanted = (
        select(kept.person_id, kept.confirmed, kept.score)
        .where(kept.period_id == period_id, kept.person_id.in_(people), kept.position <= up_to)
        .where(*by_then)
        .order_by(kept.position)
    )
    return Question(wanted, ScoreThen)


def _state(row: Row[Any]) -> SheetState:
    return SheetState(*(getattr(row, name) for name in SheetState.__dataclass_fields__))
