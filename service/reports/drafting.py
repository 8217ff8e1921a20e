"""Commands of the wizard: days, reminding, figures, texts, handing on. Each saves itself."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from events.report_life import Report
from events.report_values import Section
from events.reports import (
    DaysSet,
    FiguresDrawn,
    FigureTyped,
    Opened,
    Reminded,
    SectionWritten,
    Submitted,
)
from events.values import Target
from service.clock import now
from service.indicators.reckoning import judge
from service.reports.figures import Window, figures
from service.reports.missing import missing
from service.reports.who import require_drafts
from service.work import Work
from tenants.calendar import ONE_DAY

HEAD = text(
    "SELECT position, recorded_at FROM es.stored_events"
    " WHERE tenant_id = (SELECT ctx.tenant()) ORDER BY position DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDays:
    """Decide up to which day a report speaks, and on which it is sent (step 1)."""

    report_id: UUID
    cut_off: date
    send_on: date

    def decide(self, work: Work) -> None:
        """Record them; our own units stay due as many working days before.

        Raises:
            RefusedError: as `Report.set_days` says.
        """
        report = drafted(work, self.report_id)
        opened = report.opened
        before = work.calendar.between(opened.lower_due_on - ONE_DAY, opened.send_on - ONE_DAY)
        said = DaysSet(
            cut_off=self.cut_off,
            send_on=self.send_on,
            lower_due_on=work.calendar.before(self.send_on, before),
        )
        report.set_days(said)
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindAll:
    """Remind everybody who owes something for a report, once a day (step 2)."""

    report_id: UUID

    def decide(self, work: Work) -> None:
        """Record whom; who asks is not reminded.

        Raises:
            RefusedError: as `Report.remind` says.
        """
        report = drafted(work, self.report_id)
        moment = work.order.recorded_at or now()
        found = missing(work.connection, report.opened, work.register, moment)
        people = tuple(one for one in found.people if one != work.actor.person_id)
        report.remind(Reminded(on=work.today, people=people))
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawFigures:
    """Reckon the figures of a report as on its cut-off day (step 3)."""

    report_id: UUID

    def decide(self, work: Work) -> None:
        """Record them with the position up to which events were known.

        Raises:
            RefusedError: as `Report.draw` says.
        """
        report = drafted(work, self.report_id)
        up_to, at = head(work)
        window = window_of(report.opened, work.ledger.zone, at)
        found = figures(work.connection, window)
        cut_off = report.opened.cut_off
        report.draw(
            FiguresDrawn(figures=found, cut_off=cut_off, up_to=up_to, at=at), today=work.today
        )
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFigure:
    """Put a figure by hand and say why; `value` None: that of the events again (step 3)."""

    report_id: UUID
    key: str
    value: Decimal | None
    reason: str = ""

    def decide(self, work: Work) -> None:
        """Record it, with whether it reaches its target.

        Raises:
            RefusedError: as `Report.type_figure` says.
        """
        report = drafted(work, self.report_id)
        report.type_figure(
            FigureTyped(
                key=self.key,
                value=self.value,
                reason=self.reason.strip(),
                reached=_reached(report, self),
            )
        )
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSection:
    """Write a section, begun from the edition `seen`; the suggestion is kept (step 4)."""

    report_id: UUID
    section: Section
    text: str
    suggested: str
    seen: int

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            SectionChangedError: somebody else wrote it meanwhile.
            RefusedError: as `Report.write` says.
        """
        report = drafted(work, self.report_id)
        said = SectionWritten(
            section=self.section, text=self.text.strip(), suggested=self.suggested.strip()
        )
        report.write(said, seen=self.seen)
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport:
    """Hand a report to the head (step 5)."""

    report_id: UUID

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            RefusedError: as `Report.submit` says.
        """
        report = drafted(work, self.report_id)
        report.submit(Submitted(by=work.actor.person_id))
        work.save(report)


def drafted(work: Work, report_id: UUID) -> Report:
    """Load a report for somebody who drafts.

    Raises:
        AccessDeniedError: the actor does not draft reports.
        WrongStreamError: there is no such report.
    """
    require_drafts(work.actor, work.register)
    return work.load(Report, report_id)


def window_of(opened: Opened, zone: str, at: datetime | None = None) -> Window:
    """Give the plan and days of which a report speaks, by what was known at an instant."""
    return Window(opened.plan_id, opened.first_day, opened.cut_off, zone, at)


def head(work: Work) -> tuple[int, datetime]:
    """Give the position of the tenant's newest event, and when it was recorded."""
    row = work.connection.execute(HEAD).one()
    return row.position, row.recorded_at


def _reached(report: Report, typed: TypeFigure) -> bool | None:
    found = next((one for one in report.figures if one.key == typed.key), None)
    if found is None or found.indicator_id is None or typed.value is None:
        return None
    target = Target(comparator=found.comparator, value=found.target)
    verdict = judge(target, typed.value)
    return None if verdict == "unmeasured" else verdict == "reached"
