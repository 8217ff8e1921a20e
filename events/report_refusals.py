"""What reports refuse, with the facts that stand in the way."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from events.errors import RefusedError
from events.report_values import Occasion

Status = Literal["drafting", "submitted", "approved", "signed", "locked", "withdrawn"]


@dataclass(eq=False)
class ReportDaysError(RefusedError):
    """First day, cut-off, sending day and due day do not follow one another."""

    first: date
    cut_off: date
    send: date
    due: date


@dataclass(eq=False)
class OccasionTwiceError(RefusedError):
    """A duty names one occasion twice."""

    occasion: Occasion


@dataclass(eq=False)
class PeriodsCrossError(RefusedError):
    """Two periods of a duty share days, and neither holds the other."""

    one: Occasion
    other: Occasion


@dataclass(eq=False)
class CalendarIncompleteError(RefusedError):
    """A duty names whom it is owed to, and its occasions; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class CutOffAheadError(RefusedError):
    """Until the cut-off day is over, figures of the period may still come."""

    cut_off: date


@dataclass(eq=False)
class FiguresNotDrawnError(RefusedError):
    """A report is handed on with the figures of its cut-off."""


@dataclass(eq=False)
class NothingWrittenError(RefusedError):
    """A report says something; that nothing occurred is said too."""


@dataclass(eq=False)
class NoSuchFigureError(RefusedError):
    """The report has no such figure."""

    key: str


@dataclass(eq=False)
class ManualReasonError(RefusedError):
    """A figure typed by hand says why."""


@dataclass(eq=False)
class SectionChangedError(RefusedError):
    """Somebody else wrote the section meanwhile: `theirs` stands, `mine` was typed."""

    section: str
    edition: int
    theirs: str
    mine: str


@dataclass(eq=False)
class ReportStageError(RefusedError):
    """The report is at another stage."""

    status: Status


@dataclass(eq=False)
class ReportLockedError(RefusedError):
    """A signed report is never opened again: it is corrected by a note, or withdrawn."""

    number: str


@dataclass(eq=False)
class OwnReportError(RefusedError):
    """Nobody approves what they handed on themselves."""


@dataclass(eq=False)
class LockIncompleteError(RefusedError):
    """A locked report has a number, a day and its signed file; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class CommentEmptyError(RefusedError):
    """A comment, a return, a withdrawal says something."""


@dataclass(eq=False)
class UrgedTodayError(RefusedError):
    """Everybody was reminded once today."""


@dataclass(eq=False)
class NobodyToUrgeError(RefusedError):
    """Nobody owes anything for the report."""


@dataclass(eq=False)
class CorrectionIncompleteError(RefusedError):
    """A correction says what, as it was, as it is, and why; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class NoSuchCorrectionError(RefusedError):
    """There is no such correction, or it was approved already."""

    correction: int


@dataclass(eq=False)
class ReportThereError(RefusedError):
    """The plan has a report of that duty and period already."""

    report_id: UUID


@dataclass(eq=False)
class ReportSentError(RefusedError):
    """It was sent to whom it is owed."""

    sent_on: date
