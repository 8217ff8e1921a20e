"""Read model: which reports are there, of which period, and how far has each come?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Index, Integer, Text, Uuid, select

from events import reports
from events.report_life import Report
from events.report_refusals import Status
from events.report_values import Channel, Occasion
from events.store import Recorded
from service.db import Question
from service.history import Change, history_table, standing
from service.plans.states import table as plans
from service.reports.wording import period_name
from service.vault.stores import event_store

VERSION = 1
CONTEXTS = frozenset({"reports"})
READERS = "report_id IN (SELECT ctx.seen_reports())"
BEGUN = (
    "plan_id",
    "duty",
    "occasion",
    "year",
    "first_day",
    "cut_off",
    "send_on",
    "due_on",
    "lower_due_on",
    "addressee",
    "channel",
    "replaces",
)
AFTER: dict[type[object], Status] = {
    reports.Submitted: "submitted",
    reports.Returned: "drafting",
    reports.Approved: "approved",
    reports.Signed: "signed",
}
table = history_table(
    "report_states",
    "report_id",
    Column("plan_id", Uuid, nullable=False),
    Column("duty", Integer, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("cut_off", Date, nullable=False),
    Column("send_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("lower_due_on", Date, nullable=False),
    Column("addressee", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("replaces", Uuid),
    Column("replaced_by", Uuid),
    Column("status", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("signed_on", Date),
    Column("sent_on", Date),
    Index("ix_report_states_plan", "tenant_id", "plan_id"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its report."""
    event = recorded.event
    if isinstance(event, reports.Opened):
        facts: dict[str, Any] = {name: getattr(event, name) for name in BEGUN}
        facts |= {"replaced_by": None, "status": "drafting", "number": ""}
        facts |= {"signed_on": None, "sent_on": None}
        return Change(recorded.stream_id, facts, first=True)
    said = _said(event)
    return Change(recorded.stream_id, said) if said else None


def _said(event: object) -> dict[str, Any]:
    match event:
        case reports.DaysSet():
            return {name: getattr(event, name) for name in event.__struct_fields__}
        case reports.Locked():
            number = f"{event.number}/{event.symbol}"
            return {"status": "locked", "number": number, "signed_on": event.signed_on}
        case reports.Sent():
            return {"sent_on": event.on}
        case reports.Withdrawn():
            return {"status": "withdrawn", "replaced_by": event.replaced_by}
    return {"status": AFTER[type(event)]} if type(event) in AFTER else {}


@dataclass(frozen=True, slots=True)
class ReportState:
    """A report as it stood at an instant; `number` is whole, with its symbol, once locked."""

    report_id: UUID
    plan_id: UUID
    duty: int
    occasion: Occasion
    year: int
    first_day: date
    cut_off: date
    send_on: date
    due_on: date
    lower_due_on: date
    addressee: str
    channel: Channel
    replaces: UUID | None
    replaced_by: UUID | None
    status: Status
    number: str
    signed_on: date | None
    sent_on: date | None

    @property
    def owed(self) -> bool:
        """Tell whether somebody still waits for it."""
        return self.status != "withdrawn" and self.sent_on is None

    @property
    def period(self) -> str:
        """Name its period."""
        return period_name(self.occasion, self.year, self.first_day, self.cut_off)


NAMES = tuple(ReportState.__dataclass_fields__)
COLUMNS = tuple(table.c[name] for name in NAMES)


def every(connection: Connection, at: datetime | None) -> list[ReportState]:
    """List the reports, the soonest due first, now (`at` None) or at an instant."""
    wanted = select(*COLUMNS).where(standing(table, at))
    ordered = wanted.order_by(table.c.due_on, table.c.report_id)
    return [ReportState(*row) for row in connection.execute(ordered)]


@dataclass(frozen=True, slots=True)
class Awaited(ReportState):
    """A report for which somebody still waits, and the title of its plan."""

    plan: str


def awaited() -> Question[Awaited]:
    """Ask for the reports for which somebody still waits, the soonest due first."""
    owed = standing(table, None), table.c.status != "withdrawn", table.c.sent_on.is_(None)
    theirs = (plans.c.plan_id == table.c.plan_id) & standing(plans, None)
    wanted = select(*COLUMNS, plans.c.title.label("plan")).join(plans, theirs).where(*owed)
    return Question(wanted.order_by(table.c.due_on, table.c.report_id), Awaited)


def state(connection: Connection, report_id: UUID, at: datetime | None = None) -> ReportState:
    """Give one report as it stands, now (`at` None) or at an instant.

    Raises:
        NoResultFound: there is none.
    """
    wanted = select(*COLUMNS).where(standing(table, at), table.c.report_id == report_id)
    return ReportState(*connection.execute(wanted).one())


def one(connection: Connection, report_id: UUID) -> Report:
    """Load a report with its figures and texts.

    Raises:
        WrongStreamError: there is none.
    """
    return event_store(connection).load(Report, report_id)
