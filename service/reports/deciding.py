"""Commands of those who decide: comment, send back, approve, sign, lock by number and file."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.report_life import Report
from events.reports import Locked, Signed
from events.values import Evidence
from service.db import driver
from service.log.reading import head
from service.papers.templates import kept
from service.reports.digest import digest
from service.reports.who import drafts, require_approves, require_drafts
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReport:
    """Say something about a report that is not locked yet."""

    report_id: UUID
    text: str

    def decide(self, work: Work) -> None:
        """Record it, of whoever drafts or approves.

        Raises:
            RefusedError: as `Report.comment` says.
        """
        if not drafts(work.actor, work.register):
            require_approves(work.actor, work.register)
        report = work.load(Report, self.report_id)
        report.comment(self.text)
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReport:
    """Give a report back to those who draft it, and say why."""

    report_id: UUID
    text: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            RefusedError: as `Report.send_back` says.
        """
        require_approves(work.actor, work.register)
        report = work.load(Report, self.report_id)
        report.send_back(self.text)
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveReport:
    """Agree to a report that somebody else handed on."""

    report_id: UUID

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            OwnReportError: the actor handed it on.
            RefusedError: as `Report.approve` says.
        """
        require_approves(work.actor, work.register)
        report = work.load(Report, self.report_id)
        report.approve(by=work.actor.person_id)
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReport:
    """Sign the data of an approved report."""

    report_id: UUID

    def decide(self, work: Work) -> None:
        """Record its digest, the root of the log as it stands, and which template it has.

        Raises:
            RefusedError: as `Report.sign` says.
        """
        work.actor.require(Permission.SIGN_REPORTS)
        report = work.load(Report, self.report_id)
        stands = head(driver(work.connection))
        report.sign(
            Signed(
                signer_id=work.actor.person_id,
                signer_post_id=work.actor.post_id,
                digest=digest(report),
                root=stands.root().hex(),
                size=stands.size,
                template=kept(work.connection).chosen.get("report", 0),
            )
        )
        work.save(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockReport:
    """Give a signed report its number, its day and the signed file, stored before by hash."""

    report_id: UUID
    number: str
    symbol: str
    signed_on: date
    file: Evidence

    def decide(self, work: Work) -> None:
        """Record its figures with the signature's digest and root.

        Raises:
            RefusedError: as `Report.lock` says.
        """
        if not work.actor.may(Permission.SIGN_REPORTS):
            require_drafts(work.actor, work.register)
        report = work.load(Report, self.report_id)
        report.require("signed")
        report.lock(_locked(report, self), today=work.today)
        work.save(report)


def _locked(report: Report, said: LockReport) -> Locked:
    signature, drawn = report.signature, report.drawn
    assert signature and drawn  # noqa: S101, PT018 - a signed report has both
    return Locked(
        number=said.number.strip(),
        symbol=said.symbol.strip(),
        signed_on=said.signed_on,
        signer_id=signature.signer_id,
        signer_post_id=signature.signer_post_id,
        file=said.file,
        figures=report.figures,
        cut_off=drawn.cut_off,
        up_to=drawn.up_to,
        at=drawn.at,
        digest=signature.digest,
        root=signature.root,
        size=signature.size,
    )
