"""Read model: how far is the grading of each person and unit in each year?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    Numeric,
    Row,
    Text,
    Uuid,
    select,
)

from events.grading import steps
from events.grading.steps import Grade, Rank, Subject, TaskGroup
from events.store import Recorded
from service.history import Add, Change, history_table, standing

VERSION = 2
CONTEXTS = frozenset({"grading"})
READERS = "subject_id IN (SELECT ctx.seen_subjects())"
Stage = Literal["begun", "proposed", "decided", "told", "petitioned", "doubted"]

table = history_table(
    "year_grades",
    "grade_id",
    Column("subject", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("unit_id", Uuid),
    Column("rank", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("proposed", Boolean, nullable=False),
    Column("score", Text),
    Column("signed", Numeric),
    Column("offered", Text),
    Column("acts", Text, nullable=False),
    Column("met_on", Date),
    Column("party_on", Date),
    Column("grade", Text),
    Column("cut", Boolean, nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date),
    Column("decisions", Integer, nullable=False),
    Column("told_on", Date),
    Column("petition_due", Date),
    Column("doubt", Text, nullable=False),
)
BEGUN: Mapping[str, Any] = {
    "unit_id": None,
    "rank": "",
    "group": "",
    "proposed": False,
    "score": None,
    "signed": None,
    "offered": None,
    "acts": "",
    "met_on": None,
    "party_on": None,
    "grade": None,
    "cut": False,
    "number": "",
    "decided_on": None,
    "decisions": 0,
    "told_on": None,
    "petition_due": None,
    "doubt": "",
}


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its subject's year."""
    event = recorded.event
    if isinstance(event, steps.Begun):
        whose = {name: getattr(event, name) for name in ("subject", "subject_id", "year")}
        return Change(recorded.stream_id, {**BEGUN, **whose}, first=True)
    facts = _prepared(event) or _proposed(event) or _decided(event) or _afterwards(event)
    return None if facts is None else Change(recorded.stream_id, facts)


def _prepared(event: object) -> dict[str, Any] | None:
    match event:
        case steps.ActFound():
            return {"acts": Add(f" {event.act_id}")}
        case steps.ActRevoked():
            return {"doubt": event.number} if event.doubts else {"proposed": False}
        case steps.MeetingHeld():
            return {"met_on": event.held_on}
        case steps.PartyOpinionGiven():
            return {"party_on": event.given_on}
    return None


def _proposed(event: object) -> dict[str, Any] | None:
    match event:
        case steps.Proposed():
            named = ("unit_id", "rank", "group", "score", "signed")
            said = {name: getattr(event, name) for name in named}
            return said | {"proposed": True, "offered": event.grade}
        case steps.UnitProposed():
            said = {"unit_id": event.unit_id, "group": "unit", "rank": "head"}
            points = {"score": _exact(event.score), "signed": event.score}
            return said | points | {"proposed": True, "offered": event.grade}
    return None


def _decided(event: object) -> dict[str, Any] | None:
    match event:
        case steps.Decided():
            return _decision(event) | {"cut": event.cut}
        case steps.Superseded():
            return _decision(event) | {"cut": False, "told_on": None, "doubt": ""}
    return None


def _afterwards(event: object) -> dict[str, Any] | None:
    match event:
        case steps.Told():
            return {"told_on": event.told_on}
        case steps.Petitioned():
            return {"petition_due": event.due_on}
        case steps.PetitionAnswered():
            return {"petition_due": None}
    return None


def _decision(event: steps.Decided | steps.Superseded) -> dict[str, Any]:
    said = {name: getattr(event, name) for name in ("grade", "number", "decided_on")}
    return said | {"decisions": Add(1)}


def _exact(score: Decimal) -> str:
    exact = Fraction(score)
    return f"{exact.numerator}/{exact.denominator}"


@dataclass(frozen=True, slots=True)
class GradeState:
    """A year: `offered` was proposed, `grade` holds; `cut`: the cap took excellence.

    `acts` are all that were ever found; `doubt` is the number of the decision that revoked one
    of them after `grade` had counted it.
    """

    grade_id: UUID
    subject: Subject
    subject_id: UUID
    year: int
    unit_id: UUID | None
    rank: Rank
    group: TaskGroup
    proposed: bool
    score: str | None
    signed: Decimal | None
    offered: Grade | None
    acts: str
    met_on: date | None
    party_on: date | None
    grade: Grade | None
    cut: bool
    number: str
    decided_on: date | None
    decisions: int
    told_on: date | None
    petition_due: date | None
    doubt: str

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.petition_due is not None:
            return "petitioned"
        if self.doubt:
            return "doubted"
        if self.grade is not None:
            return "told" if self.told_on else "decided"
        return "proposed" if self.proposed else "begun"

    @property
    def exact(self) -> Fraction:
        """The exact score; nothing counts as none was found."""
        return Fraction(self.score or 0)


def of_year(connection: Connection, year: int, at: datetime | None = None) -> list[GradeState]:
    """List what was begun of a year, the best score first, now (`at` None) or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.year == year)
    found = [_state(row) for row in connection.execute(wanted)]
    return sorted(found, key=lambda one: (-one.exact, str(one.subject_id)))


def one(connection: Connection, subject_id: UUID, year: int) -> GradeState | None:
    """Give one subject's year; None while nothing was begun."""
    found = (s for s in of_subject(connection, subject_id) if s.year == year)
    return next(found, None)


def of_stream(connection: Connection, grade_id: UUID) -> GradeState:
    """Give somebody's year by the identifier of its stream.

    Raises:
        NoResultFound: nothing was begun of it.
    """
    wanted = select(table).where(standing(table, None), table.c.grade_id == grade_id)
    return _state(connection.execute(wanted).one())


def of_subject(connection: Connection, subject_id: UUID) -> list[GradeState]:
    """List the years of a person or a unit, the latest first."""
    wanted = select(table).where(standing(table, None), table.c.subject_id == subject_id)
    found = [_state(row) for row in connection.execute(wanted)]
    return sorted(found, key=lambda one: one.year, reverse=True)


def _state(row: Row[Any]) -> GradeState:
    return GradeState(*(getattr(row, name) for name in GradeState.__dataclass_fields__))
