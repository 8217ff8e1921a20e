"""What a report remembers of its events: days, figures, texts, and how far it has come."""

from dataclasses import dataclass
from uuid import UUID

from msgspec import structs

from events import reports
from events.report_refusals import ReportLockedError, ReportStageError, Status
from events.report_values import Figure, Section
from events.stream import Event


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it stands, with what was suggested for it; `edition` counts its writings."""

    text: str = ""
    suggested: str = ""
    edition: int = 0


@dataclass(slots=True)
class Correction:
    """A correction as it stands; approved or not yet."""

    drafted: reports.CorrectionDrafted
    approved: reports.CorrectionApproved | None = None


class ReportSoFar(reports.Reported):
    """One report as its events left it."""

    status: Status = "drafting"
    days_set = False
    drawn: reports.FiguresDrawn | None = None
    submitted: reports.Submitted | None = None
    signature: reports.Signed | None = None
    locked: reports.Locked | None = None
    sent: reports.Sent | None = None
    withdrawn: reports.Withdrawn | None = None

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.reminded: list[reports.Reminded] = []
        self.typed: dict[str, reports.FigureTyped] = {}
        self.sections: dict[str, Written] = {}
        self.said: list[reports.Commented | reports.Returned] = []
        self.corrections: dict[int, Correction] = {}

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Give its figures, those typed by hand in their place."""
        drawn = self.drawn.figures if self.drawn else ()
        return tuple(self._standing(figure) for figure in drawn)

    def section(self, name: Section) -> Written:
        """Give a section as it stands; nothing was written on edition 0."""
        return self.sections.get(name, Written())

    def require(self, *stages: Status) -> None:
        """Refuse what is not done at this stage.

        Raises:
            ReportLockedError: it is locked, or was, and would be opened again.
            ReportStageError: it is at another stage.
        """
        if self.status in stages:
            return
        if self.locked is not None and "locked" not in stages:
            raise ReportLockedError(self.locked.number)
        raise ReportStageError(self.status)

    def evolve(self, event: Event) -> None:
        """Take one event in."""
        match event:
            case reports.Opened():
                self.opened = event
            case reports.DaysSet():
                self._set_days(event)
            case reports.Reminded():
                self.reminded.append(event)
            case reports.FiguresDrawn():
                self.drawn = event
            case reports.FigureTyped():
                self._type(event)
            case reports.SectionWritten():
                edition = self.section(event.section).edition + 1
                self.sections[event.section] = Written(event.text, event.suggested, edition)
            case _:
                self._go_on(event)

    def _go_on(self, event: Event) -> None:
        match event:
            case reports.Submitted():
                self.status, self.submitted = "submitted", event
            case reports.Commented():
                self.said.append(event)
            case reports.Returned():
                self.said.append(event)
                self.status, self.signature = "drafting", None
            case reports.Approved():
                self.status = "approved"
            case reports.Signed():
                self.status, self.signature = "signed", event
            case _:
                self._end(event)

    def _end(self, event: Event) -> None:
        match event:
            case reports.Locked():
                self.status, self.locked = "locked", event
            case reports.Sent():
                self.sent = event
            case reports.CorrectionDrafted():
                self.corrections[event.correction] = Correction(event)
            case reports.CorrectionApproved():
                self.corrections[event.correction].approved = event
            case reports.Withdrawn():
                self.status, self.withdrawn = "withdrawn", event

    def _set_days(self, event: reports.DaysSet) -> None:
        days = {name: getattr(event, name) for name in event.__struct_fields__}
        moved = event.cut_off != self.opened.cut_off
        self.opened = structs.replace(self.opened, **days)
        self.days_set = True
        if moved:
            self.drawn = None

    def _type(self, event: reports.FigureTyped) -> None:
        if event.value is None:
            self.typed.pop(event.key, None)
        else:
            self.typed[event.key] = event

    def _standing(self, figure: Figure) -> Figure:
        typed = self.typed.get(figure.key)
        if typed is None:
            return figure
        return structs.replace(
            figure,
            value=typed.value,
            source="manual",
            drawn=figure.value,
            reached=typed.reached,
        )
