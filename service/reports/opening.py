"""Opening reports: those of the calendar by the service or early by hand, others on request."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy import Connection

from events.errors import ChangedMeanwhileError, RefusedError
from events.plans import Plan
from events.report_calendars import ReportCalendar, calendar_id
from events.report_life import Report
from events.report_refusals import ReportThereError
from events.report_values import Duty, Occasion, Term
from events.reports import Opened
from service.plans import states as plan_states
from service.plans.states import PlanState
from service.reports import calendars, states
from service.reports.calendars import Days, PlanCalendar, days_of
from service.work import Ledger, Order, Work, execute
from tenants.access import SERVICE, Permission
from tenants.calendar import WorkingCalendar, working_calendar

OPENED_BEFORE = timedelta(days=21)  # before its cut-off a report is opened
LOWER_BEFORE = 3  # working days before we send by which our own units are due


@dataclass(eq=False)
class NotInCalendarError(RefusedError):
    """The calendar of the plan has no such duty or occasion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """Open the report of a plan's duty for an occasion of a year; the same is opened once."""

    plan_id: UUID
    duty: int
    occasion: Occasion
    year: int

    def decide(self, work: Work) -> None:
        """Record it, by the calendar that holds.

        Raises:
            NotInCalendarError: the calendar has no such duty or occasion, or not then.
            ReportThereError: it was opened before.
        """
        if work.actor.person_id != SERVICE:
            work.actor.require(Permission.DRAFT_REPORTS)
        duty, term = _named(work, self)
        report = work.open(
            Report, report_id(self.plan_id, duty.number, self.occasion, self.year)
        )
        if report.version:
            raise ReportThereError(report.id)
        days = days_of(term, self.year, duty.lower_before, work.calendar)
        if not duty.asks(days.cut_off):
            raise NotInCalendarError
        report.open(
            Opened(
                plan_id=self.plan_id,
                duty=duty.number,
                occasion=self.occasion,
                year=self.year,
                first_day=days.first_day,
                cut_off=days.cut_off,
                send_on=days.send_on,
                due_on=days.due_on,
                lower_due_on=days.lower_due_on,
                addressee=duty.addressee,
                channel=duty.channel,
                taker=duty.taker,
            )
        )
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOnRequest:
    """Open a report that was asked for; its identifier is `uuid5(command_id, "report")`."""

    plan_id: UUID
    first_day: date
    cut_off: date
    send_on: date
    due_on: date
    addressee: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            WrongStreamError: there is no such plan.
            ReportDaysError: its days do not follow one another.
            ReportThereError: the plan has one of the same days.
        """
        work.actor.require(Permission.DRAFT_REPORTS)
        work.load(Plan, self.plan_id)
        for one in states.every(work.connection, None):
            same = (one.first_day, one.cut_off) == (self.first_day, self.cut_off)
            if one.plan_id == self.plan_id and same and one.status != "withdrawn":
                raise ReportThereError(one.report_id)
        report = Report(work.new_id("report"))
        report.open(
            Opened(
                plan_id=self.plan_id,
                duty=0,
                occasion="on_request",
                year=self.cut_off.year,
                first_day=self.first_day,
                cut_off=self.cut_off,
                send_on=self.send_on,
                due_on=self.due_on,
                lower_due_on=work.calendar.before(self.send_on, LOWER_BEFORE),
                addressee=self.addressee.strip(),
                channel="paper",
            )
        )
        work.save(report)


@dataclass(frozen=True, slots=True)
class Coming:
    """A report that a calendar asks for and nobody has opened yet."""

    plan: PlanState
    duty: Duty
    term: Term
    year: int
    days: Days

    @property
    def report_id(self) -> UUID:
        """Name the report that it will be."""
        return self._named(self.duty.number)

    @property
    def names(self) -> set[UUID]:
        """Name it as its duty does, and as the duty did whose place that took."""
        after = self.duty.after
        return {self.report_id} | ({self._named(after)} if after else set())

    def _named(self, duty: int) -> UUID:
        return report_id(self.plan.plan_id, duty, self.term.occasion, self.year)


def report_id(plan_id: UUID, duty: int, occasion: Occasion, year: int) -> UUID:
    """Name the report of a plan's duty, the same for whoever opens it."""
    return uuid5(plan_id, f"report {duty} {occasion} {year}")


def coming(
    connection: Connection, years: Collection[int], working: WorkingCalendar
) -> list[Coming]:
    """List what the calendars ask for in some years and nobody opened, the soonest due first.

    A period that was over before its plan was issued, or that began after it was replaced,
    cannot occur and is left out.
    """
    plans = {plan.plan_id: plan for plan in plan_states.every(connection, None)}
    opened = {one.report_id for one in states.every(connection, None)}
    found = (
        one
        for calendar in calendars.every(connection, None)
        if (plan := plans.get(calendar.plan_id)) and plan.status != "draft"
        for year in years
        for one in _of_year(plan, calendar, year, working)
        if not one.names & opened
    )
    return sorted(found, key=lambda one: (one.days.due_on, one.plan.plan_id, one.duty.number))


def go_on(ledger: Ledger, order: Order) -> int:
    """Open a tenant's reports whose cut-off comes near; gives how many. By the service."""
    today = order.day(ledger.zone)
    with ledger.scope.begin() as connection:
        working = working_calendar(connection)
        near = [
            one
            for one in coming(connection, (today.year, today.year + 1), working)
            if one.days.cut_off - OPENED_BEFORE <= today <= one.days.due_on
        ]
    return sum(_opened(ledger, order, one) for one in near)


def _opened(ledger: Ledger, order: Order, one: Coming) -> bool:
    command = OpenReport(
        plan_id=one.plan.plan_id,
        duty=one.duty.number,
        occasion=one.term.occasion,
        year=one.year,
    )
    named = replace(order, command_id=uuid5(one.report_id, "open"))
    try:
        execute(command, named, ledger)
    except (RefusedError, ChangedMeanwhileError):
        return False  # somebody opened it at this moment
    return True


def _of_year(
    plan: PlanState, calendar: PlanCalendar, year: int, working: WorkingCalendar
) -> Iterator[Coming]:
    for duty in calendar.duties:
        for term in duty.terms:
            days = days_of(term, year, duty.lower_before, working)
            if duty.asks(days.cut_off) and _can_occur(plan, days):
                yield Coming(plan, duty, term, year, days)


def _can_occur(plan: PlanState, days: Days) -> bool:
    begun = plan.issued_on is not None and plan.issued_on <= days.cut_off
    ended = plan.superseded_on is not None and plan.superseded_on < days.first_day
    return begun and not ended


def _named(work: Work, wanted: OpenReport) -> tuple[Duty, Term]:
    calendar = work.open(ReportCalendar, calendar_id(wanted.plan_id))
    for duty in calendar.duties:
        for term in duty.terms:
            if (duty.number, term.occasion) == (wanted.duty, wanted.occasion):
                return duty, term
    raise NotInCalendarError
