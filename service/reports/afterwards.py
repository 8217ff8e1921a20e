"""Commands after the lock: send, set right by a note, withdraw and replace; never edit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from msgspec import structs

from events.errors import RefusedError
from events.report_life import Report
from events.reports import CorrectionApproved, CorrectionDrafted, Sent, Withdrawn
from service.exchange.letters import Parcel, send
from service.exchange.links import LinkFacts, standing
from service.reports.letter import KIND, paper_of
from service.reports.who import require_drafts
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class NoLinkToAddresseeError(RefusedError):
    """The report goes along a link, and none to that tenant stands today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """Send a locked report: along its link, or note on which day it went on paper."""

    report_id: UUID
    on: date

    def decide(self, work: Work) -> None:
        """Record it; what goes along a link is a letter of figures and hashes.

        Raises:
            NoLinkToAddresseeError: the link does not stand.
            RefusedError: as `Report.send` says.
        """
        require_drafts(work.actor, work.register)
        report = work.load(Report, self.report_id)
        report.require("locked")
        if report.opened.taker is None:
            report.send(Sent(on=min(self.on, work.today)))
        elif report.sent is None:
            parcel = Parcel(kind=KIND, subject_id=report.id, content=paper_of(report, work))
            letter = send(work, _link(work, report.opened.taker), parcel)
            report.send(Sent(on=work.today, letter_id=letter.letter_id))
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCorrection:
    """Say what of a locked report is to be set right, and why."""

    report_id: UUID
    what: str
    old: str
    new: str
    why: str

    def decide(self, work: Work) -> None:
        """Record it, numbered after those there are.

        Raises:
            RefusedError: as `Report.draft_correction` says.
        """
        require_drafts(work.actor, work.register)
        report = work.load(Report, self.report_id)
        report.draft_correction(
            CorrectionDrafted(
                correction=len(report.corrections) + 1,
                what=self.what.strip(),
                old=self.old.strip(),
                new=self.new.strip(),
                why=self.why.strip(),
            )
        )
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveCorrection:
    """Let a correction stand, with the number and day of its paper."""

    report_id: UUID
    correction: int
    number: str
    symbol: str
    signed_on: date

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            RefusedError: as `Report.approve_correction` says.
        """
        work.actor.require(Permission.SIGN_REPORTS)
        report = work.load(Report, self.report_id)
        said = CorrectionApproved(
            correction=self.correction,
            number=self.number.strip(),
            symbol=self.symbol.strip(),
            signed_on=min(self.signed_on, work.today),
        )
        report.approve_correction(said)
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReport:
    """Withdraw a locked report and open another in its place, which names it."""

    report_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record both.

        Raises:
            RefusedError: as `Report.withdraw` says.
        """
        work.actor.require(Permission.SIGN_REPORTS)
        report = work.load(Report, self.report_id)
        new = Report(replacement_of(report.id))
        report.withdraw(Withdrawn(reason=self.reason.strip(), replaced_by=new.id))
        send_on = max(report.opened.send_on, work.today)
        due_on = max(report.opened.due_on, send_on)
        new.open(
            structs.replace(report.opened, replaces=report.id, send_on=send_on, due_on=due_on)
        )
        work.save(report, new)


def replacement_of(report_id: UUID) -> UUID:
    """Name the report that takes the place of another."""
    return uuid5(report_id, "replacement")


def _link(work: Work, taker: int) -> LinkFacts:
    links = standing(work.connection, "province", work.today)
    found = [one for one in links if one.ours and one.other.tenant_id == taker]
    if not found:
        raise NoLinkToAddresseeError
    return found[0]
