"""The life of a report: drafted, submitted, approved, signed, locked; then notes beside it."""

from datetime import date
from uuid import UUID

from events import report_refusals as refusals
from events import reports
from events.report_memory import ReportSoFar


class Report(ReportSoFar):
    """One report from its opening to its lock, and what was said beside it later."""

    def open(self, said: reports.Opened) -> None:
        """Begin it.

        Raises:
            ReportDaysError: its days do not follow one another.
        """
        require_days(said.first_day, said.cut_off, said.send_on, said.due_on)
        self.happened(said)

    def set_days(self, said: reports.DaysSet) -> None:
        """Decide up to which day it speaks and when it is sent; figures are drawn anew.

        Raises:
            ReportDaysError, ReportStageError, ReportLockedError: as they say.
        """
        self.require("drafting")
        require_days(self.opened.first_day, said.cut_off, said.send_on, self.opened.due_on)
        self.happened(said)

    def remind(self, said: reports.Reminded) -> None:
        """Remind everybody who owes something.

        Raises:
            UrgedTodayError, NobodyToUrgeError: as they say.
            ReportStageError, ReportLockedError: it is no draft.
        """
        self.require("drafting")
        if not said.people:
            raise refusals.NobodyToUrgeError
        if any(one.on == said.on for one in self.reminded):
            raise refusals.UrgedTodayError
        self.happened(said)

    def draw(self, said: reports.FiguresDrawn, *, today: date) -> None:
        """Keep its figures.

        Raises:
            CutOffAheadError: the cut-off day is not over.
            ReportStageError, ReportLockedError: as they say.
        """
        self.require("drafting")
        if self.opened.cut_off >= today:
            raise refusals.CutOffAheadError(self.opened.cut_off)
        self.happened(said)

    def type_figure(self, said: reports.FigureTyped) -> None:
        """Put a figure by hand, or that of the events back.

        Raises:
            NoSuchFigureError, ManualReasonError: as they say.
            ReportStageError, ReportLockedError: it is no draft.
        """
        self.require("drafting")
        if said.key not in {figure.key for figure in self.figures}:
            raise refusals.NoSuchFigureError(said.key)
        if said.value is not None and not said.reason.strip():
            raise refusals.ManualReasonError
        if said.value is not None or said.key in self.typed:
            self.happened(said)

    def write(self, said: reports.SectionWritten, *, seen: int) -> None:
        """Write a section; `seen` is the edition that the writer began from.

        Raises:
            SectionChangedError: another text stands there meanwhile.
            ReportStageError, ReportLockedError: as they say.
        """
        self.require("drafting")
        stands = self.section(said.section)
        if stands.text == said.text and stands.edition:
            return
        if stands.edition != seen:
            raise refusals.SectionChangedError(
                said.section, stands.edition, stands.text, said.text
            )
        self.happened(said)

    def submit(self, said: reports.Submitted) -> None:
        """Hand it to the head.

        Raises:
            FiguresNotDrawnError, NothingWrittenError: as they say.
            ReportStageError, ReportLockedError: it is no draft.
        """
        self.require("drafting")
        if self.drawn is None:
            raise refusals.FiguresNotDrawnError
        if not any(one.text for one in self.sections.values()):
            raise refusals.NothingWrittenError
        self.happened(said)

    def comment(self, text: str) -> None:
        """Say something about it.

        Raises:
            CommentEmptyError, ReportStageError, ReportLockedError: as they say.
        """
        self.require("drafting", "submitted", "approved")
        self.happened(reports.Commented(text=_said(text)))

    def send_back(self, text: str) -> None:
        """Let it be worked on again.

        Raises:
            CommentEmptyError, ReportStageError, ReportLockedError: as they say.
        """
        self.require("submitted", "approved", "signed")
        self.happened(reports.Returned(text=_said(text)))

    def approve(self, *, by: UUID) -> None:
        """Agree to it.

        Raises:
            OwnReportError: `by` handed it on.
            ReportStageError, ReportLockedError: as they say.
        """
        self.require("submitted")
        if self.submitted is not None and self.submitted.by == by:
            raise refusals.OwnReportError
        self.happened(reports.Approved())

    def sign(self, said: reports.Signed) -> None:
        """Sign its data.

        Raises:
            ReportStageError, ReportLockedError: as they say.
        """
        self.require("approved")
        self.happened(said)

    def lock(self, said: reports.Locked, *, today: date) -> None:
        """Give it number, day and signed file; it changes no more.

        Raises:
            LockIncompleteError: it has no number, or a day to come or before its cut-off.
            ReportStageError, ReportLockedError: as they say.
        """
        self.require("signed")
        if not said.number:
            raise refusals.LockIncompleteError("number")
        if not self.opened.cut_off < said.signed_on <= today:
            raise refusals.LockIncompleteError("signed_on")
        self.happened(said)

    def send(self, said: reports.Sent) -> None:
        """Note that it went to whom it is owed.

        Raises:
            ReportSentError: it did before.
            ReportStageError: it is not locked.
        """
        self.require("locked")
        if self.sent is not None:
            raise refusals.ReportSentError(self.sent.on)
        self.happened(said)

    def draft_correction(self, said: reports.CorrectionDrafted) -> None:
        """Say what is to be set right.

        Raises:
            CorrectionIncompleteError, ReportStageError: as they say.
        """
        self.require("locked")
        for field in ("what", "new", "why"):
            if not getattr(said, field).strip():
                raise refusals.CorrectionIncompleteError(field)
        if said.old.strip() == said.new.strip():
            raise refusals.CorrectionIncompleteError("new")
        self.happened(said)

    def approve_correction(self, said: reports.CorrectionApproved) -> None:
        """Let a correction stand.

        Raises:
            NoSuchCorrectionError, CorrectionIncompleteError, ReportStageError: as they say.
        """
        self.require("locked")
        found = self.corrections.get(said.correction)
        if found is None or found.approved is not None:
            raise refusals.NoSuchCorrectionError(said.correction)
        if not said.number:
            raise refusals.CorrectionIncompleteError("number")
        self.happened(said)

    def withdraw(self, said: reports.Withdrawn) -> None:
        """Let it hold no more.

        Raises:
            CommentEmptyError, ReportStageError: as they say.
        """
        self.require("locked")
        _said(said.reason)
        self.happened(said)


def require_days(first: date, cut_off: date, send: date, due: date) -> None:
    """Refuse days that do not follow one another.

    Raises:
        ReportDaysError: they do not.
    """
    if not first <= cut_off <= send <= due:
        raise refusals.ReportDaysError(first, cut_off, send, due)


def _said(text: str) -> str:
    if not text.strip():
        raise refusals.CommentEmptyError
    return text.strip()
