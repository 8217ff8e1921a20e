"""What people type about a document: the document, a session, reasons."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from wtforms import MultipleFileField

from events.conclusions import refusals
from events.conclusions.steps import Issued
from events.errors import RefusedError
from events.values import Evidence
from service.conclusions.answering import ReportDissemination
from service.conclusions.issuing import NumberTakenError
from web.choices import options
from web.conclusions.words import KINDS, LACKING, MANNERS
from web.forms import (
    ChoiceField,
    ChoicesField,
    CountField,
    DayField,
    Form,
    LongTextField,
    TextField,
    identity,
)

NUMBER, WORDS = 60, 1_000  # characters
Beside = Mapping[type[RefusedError], str]


class IssueForm(Form):
    """The document: what it is called, what it says, whom it reaches until when."""

    beside: ClassVar[Beside] = {
        refusals.IssuedInTheFutureError: "issued_on",
        refusals.DueBeforeIssueError: "told_by",
        refusals.ConclusionIncompleteError: "units",
        NumberTakenError: "number",
    }
    kind = ChoiceField("Loại văn bản", choices=options(KINDS), required="Hãy chọn loại.")
    number = TextField("Số, ký hiệu", required=LACKING["number"], most=NUMBER)
    issued_on = DayField("Ngày ban hành", required="Hãy ghi ngày ban hành.")
    title = TextField("Trích yếu", required=LACKING["title"])
    points = LongTextField("Nội dung, mỗi dòng một nội dung", required=LACKING["points"])
    units = ChoicesField("Đơn vị nhận", coerce=identity)
    people = ChoicesField("Người nhận", coerce=identity)
    told_by = DayField("Hạn quán triệt")
    replaces = ChoiceField("Thay thế văn bản", coerce=identity)

    def issued(self) -> Issued:
        """Give the document as typed."""
        lines = (line.strip() for line in str(self.points.data).splitlines())
        return Issued(
            kind=self.kind.data,
            number=str(self.number.data),
            issued_on=self.issued_on.day,
            title=str(self.title.data),
            points=tuple(line for line in lines if line),
            unit_ids=tuple(self.units.data or ()),
            people=tuple(self.people.data or ()),
            told_by=self.told_by.data,
            replaces=self.replaces.data or None,
        )


class SessionForm(Form):
    """One session: when, how, how many of how many, why others were absent, what proves it."""

    beside: ClassVar[Beside] = {
        refusals.SessionDayError: "held_on",
        refusals.MorePresentThanMembersError: "present",
        refusals.AbsenceUnexplainedError: "reason",
    }
    held_on = DayField("Ngày quán triệt", required="Hãy ghi ngày.")
    manner = ChoiceField("Hình thức", choices=options(MANNERS), required="Hãy chọn hình thức.")
    present = CountField("Số người dự", required="Hãy ghi số người dự.")
    members = CountField("Tổng số người", required="Hãy ghi tổng số người.")
    reason = LongTextField("Lý do vắng, cách quán triệt bù", most=WORDS)
    files = MultipleFileField("Minh chứng")

    def command(
        self, conclusion_id: UUID, unit_id: UUID, files: tuple[Evidence, ...]
    ) -> ReportDissemination:
        """Say what was typed as a command."""
        return ReportDissemination(
            conclusion_id=conclusion_id,
            unit_id=unit_id,
            held_on=self.held_on.day,
            manner=self.manner.data,
            present=self.present.count or 0,
            members=self.members.count or 0,
            reason=str(self.reason.data or ""),
            files=files,
        )


class ReasonForm(Form):
    """Why a document, or a session, no longer counts."""

    beside: ClassVar[Beside] = {refusals.UnexplainedError: "reason"}
    reason = LongTextField("Lý do", required="Hãy ghi lý do.", most=WORDS)


class CloseForm(Form):
    """Why a document is followed no longer, where something of it is open."""

    beside: ClassVar[Beside] = {refusals.StillOpenError: "reason"}
    reason = LongTextField("Lý do, nếu còn việc dở", most=WORDS)
