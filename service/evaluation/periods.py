"""Read model: which periods of evaluation are there, until when do facts count, which closed?

Periods are data: what a day belongs to is asked here and never computed from the day alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Column, Connection, Date, Text, Uuid, select, text

from events import periods
from events.periods import EvaluationPeriod, PeriodKind
from events.store import Recorded
from service.history import Change, history_table, standing
from service.work import Work

VERSION = 2
CONTEXTS = frozenset({"periods"})
READERS = "true"
CLOSING = text("SELECT pg_advisory_xact_lock(17, ctx.tenant())")
USING = text("SELECT pg_advisory_xact_lock_shared(17, ctx.tenant())")

table = history_table(
    "evaluation_periods",
    "period_id",
    Column("kind", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("cut_off", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("counted_from", Date, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evaluators", ARRAY(Uuid), nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its period."""
    event = recorded.event
    match event:
        case periods.Opened():
            facts = {name: getattr(event, name) for name in event.__struct_fields__}
            begun = facts | {"closed": False, "reason": "", "evaluators": []}
            return Change(recorded.stream_id, begun, first=True)
        case periods.Closed(reason=reason):
            return Change(recorded.stream_id, {"closed": True, "reason": reason})
        case periods.Reopened(reason=reason):
            return Change(recorded.stream_id, {"closed": False, "reason": reason})
        case periods.EvaluatorsNamed(people=people):
            return Change(recorded.stream_id, {"evaluators": list(people)})
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period; all days are of the tenant's zone and included.

    A product belongs to the period of its deadline. `cut_off` is the last day on which it may
    be handed in to count, `due` the day by which the period is scored, `counted_from` the first
    deadline that counts: before `start` where the period before was cut off early. `reason` is
    why it was closed or reopened last, `evaluators` may look at all its sheets.
    """

    period_id: UUID
    kind: PeriodKind
    start: date
    end: date
    cut_off: date
    due: date
    counted_from: date
    closed: bool = False
    reason: str = ""
    evaluators: Sequence[UUID] = ()

    def covers(self, day: date) -> bool:
        """Tell whether a day lies between start and end."""
        return self.start <= day <= self.end


def every(connection: Connection, at: datetime | None = None) -> list[Period]:
    """List the periods, now or at an instant, the latest first; of one end the longest."""
    wanted = select(table).where(standing(table, at))
    found = [_period(row) for row in connection.execute(wanted)]
    return sorted(found, key=lambda one: (one.end, one.end - one.start), reverse=True)


def one(connection: Connection, period_id: UUID, at: datetime | None = None) -> Period:
    """Give a period, now or at an instant.

    Raises:
        NoResultFound: there is none.
    """
    wanted = select(table).where(standing(table, at), table.c.period_id == period_id)
    return _period(connection.execute(wanted).one())


def of_day(connection: Connection, kind: PeriodKind, day: date) -> Period | None:
    """Give the period of a kind in which a day lies; None where none was opened."""
    return next((p for p in every(connection) if p.kind == kind and p.covers(day)), None)


def inside(connection: Connection, whole: Period, kind: PeriodKind) -> list[Period]:
    """List the periods of a kind that lie within another, the earliest first."""
    found = (p for p in every(connection) if p.kind == kind)
    return sorted(
        (p for p in found if whole.start <= p.start and p.end <= whole.end),
        key=lambda one: one.start,
    )


def require_open(work: Work, period_id: UUID) -> EvaluationPeriod:
    """Give a period that is open, and keep it open until the command ends.

    Raises:
        PeriodClosedError: it is closed.
        WrongStreamError: there is no such period.
    """
    work.connection.execute(USING)
    period = work.load(EvaluationPeriod, period_id)
    period.require_open()
    return period


def _period(row: object) -> Period:
    return Period(**{name: getattr(row, name) for name in Period.__dataclass_fields__})
