"""Forms of a year's grading, each of which becomes a command."""

from typing import Any
from uuid import UUID

from wtforms import BooleanField

from events.grading.steps import Subject
from service.evaluation.years.afterwards import (
    AnswerObjection,
    ObjectToYear,
    SupersedeYear,
    TellYear,
)
from service.evaluation.years.preparing import (
    GradeOneself,
    HearParty,
    NoteAct,
    ProposePerson,
    ProposeUnit,
)
from service.work import Command
from web.choices import options
from web.evaluation.year_words import ACTS, GRADES, PEOPLE_GROUPS
from web.forms import (
    AmountField,
    ChoiceField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    TextField,
    identity,
)

REASON, NUMBER = 2_000, 60  # characters
GIVEN = "Hãy ghi ngày."
NUMBERED = "Hãy ghi số văn bản."


class YearForm(Form):
    """A form about one subject's year; `done` is said when it went through."""

    done = "Đã lưu."

    def command(self, subject_id: UUID, year: int) -> Command:
        """Say what was typed as a command."""
        raise NotImplementedError


class SelfGradeForm(YearForm):
    """The grade one would give oneself."""

    done = "Đã ghi mức tự xếp loại."
    grade = RadioChoiceField("Mức tự xếp loại", required="Hãy chọn một mức.", choices=GRADES)

    def command(self, subject_id: UUID, year: int) -> Command:  # noqa: ARG002 - one's own
        """Say it."""
        return GradeOneself(year=year, grade=self.grade.data)


class FoundForm(YearForm):
    """An act that leaves one grade only."""

    done = "Đã ghi hành vi. Hãy đề xuất lại mức xếp loại."
    kind = RadioChoiceField("Loại", required="Hãy chọn một loại.", choices=ACTS)
    act = ChoiceField("Hành vi", choices=options({}, empty="Hành vi mới"), coerce=identity)
    number = TextField("Số quyết định, kết luận", required=NUMBERED, most=NUMBER)
    decided_on = DayField("Ngày quyết định", required=GIVEN)
    acted_on = DayField("Ngày xảy ra hành vi", required=GIVEN)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Note it."""
        return NoteAct(
            person_id=subject_id,
            year=year,
            kind=self.kind.data,
            number=self.number.data,
            decided_on=self.decided_on.day,
            acted_on=self.acted_on.day,
            act_id=self.act.data,
        )


class OpinionForm(YearForm):
    """What the Party committee says."""

    done = "Đã ghi ý kiến cấp ủy."
    given_on = DayField("Ngày có ý kiến", required=GIVEN)
    number = TextField("Số văn bản", required=NUMBERED, most=NUMBER)
    agrees = RadioChoiceField(
        "Ý kiến",
        required="Hãy chọn ý kiến.",
        choices={"yes": "Nhất trí", "no": "Không nhất trí"},
    )
    note = LongTextField("Nội dung", most=REASON)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Note it."""
        return HearParty(
            person_id=subject_id,
            year=year,
            given_on=self.given_on.day,
            number=self.number.data,
            agrees=self.agrees.data == "yes",
            note=self.note.data or "",
        )


class ProposeForm(YearForm):
    """The proposal: what the system does not know by itself."""

    done = "Đã đề xuất mức xếp loại."
    group = RadioChoiceField(
        "Nhóm nhiệm vụ tương đồng", required="Hãy chọn một nhóm.", choices=PEOPLE_GROUPS
    )
    months = AmountField("Số tháng làm việc trong năm", required="Hãy ghi số tháng.")
    counted = BooleanField("Nghỉ ốm hoặc thai sản theo chế độ (vẫn xếp loại)")
    note = LongTextField("Nhận xét", most=REASON)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that the months are whole, and of one year."""
        fine = super().validate(extra_validators)
        months = self.months.data
        if months is not None and (months > 12 or months % 1):
            self.months.errors = ["Hãy ghi từ 0 đến 12 tháng tròn."]
            fine = False
        return bool(fine)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Propose."""
        return ProposePerson(
            person_id=subject_id,
            year=year,
            group=self.group.data,
            months_worked=int(self.months.amount),
            counted_as_worked=self.counted.data,
            note=self.note.data or "",
        )


class ProposeUnitForm(YearForm):
    """A unit's points, and what was found in its year."""

    done = "Đã đề xuất mức xếp loại đơn vị."
    score = AmountField("Tổng điểm của đơn vị", required="Hãy ghi điểm.")
    subunit = BooleanField("Có đơn vị trực thuộc không hoàn thành nhiệm vụ")
    shortcomings = BooleanField("Còn hạn chế, khuyết điểm chưa khắc phục")
    concluded = BooleanField("Có kết luận sai phạm về nhân sự, mất đoàn kết, bè phái")
    note = LongTextField("Nhận xét", most=REASON)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that the points are of a hundred."""
        fine = super().validate(extra_validators)
        if self.score.data is not None and self.score.data > 100:
            self.score.errors = ["Hãy ghi từ 0 đến 100 điểm."]
            fine = False
        return bool(fine)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Propose."""
        return ProposeUnit(
            unit_id=subject_id,
            year=year,
            score=self.score.amount,
            subunit_not_completed=self.subunit.data,
            shortcomings_open=self.shortcomings.data,
            concluded=self.concluded.data,
            note=self.note.data or "",
        )


class TellForm(YearForm):
    """When the result was told."""

    done = "Đã ghi việc thông báo kết quả."
    told_on = DayField("Ngày thông báo", required=GIVEN)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Note it."""
        return TellYear(subject_id=subject_id, year=year, told_on=self.told_on.day)


class ObjectForm(YearForm):
    """What is wrong with the result."""

    done = "Đã gửi kiến nghị."
    text = LongTextField("Nội dung kiến nghị", required="Hãy ghi nội dung.", most=REASON)

    def command(self, subject_id: UUID, year: int) -> Command:  # noqa: ARG002 - one's own
        """Object."""
        return ObjectToYear(year=year, text=self.text.data)


class ReplyForm(YearForm):
    """Whether the result stays, and why."""

    done = "Đã trả lời kiến nghị."
    outcome = RadioChoiceField(
        "Kết luận",
        required="Hãy chọn kết luận.",
        choices={"kept": "Giữ nguyên kết quả", "changed": "Sẽ thay bằng quyết định mới"},
    )
    answer = LongTextField("Trả lời", required="Hãy ghi câu trả lời.", most=REASON)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Answer."""
        return AnswerObjection(
            person_id=subject_id,
            year=year,
            outcome=self.outcome.data,
            answer=self.answer.data,
        )


class SupersedeForm(YearForm):
    """A new decision in the place of the one that stands."""

    done = "Đã ghi quyết định thay thế. Hãy thông báo kết quả mới."
    subject: Subject = "person"
    grade = RadioChoiceField("Mức mới", required="Hãy chọn một mức.", choices=GRADES)
    number = TextField("Số quyết định", required=NUMBERED, most=NUMBER)
    decided_on = DayField("Ngày quyết định", required=GIVEN)
    reason = LongTextField("Lý do thay thế", required="Hãy ghi rõ lý do.", most=REASON)

    def command(self, subject_id: UUID, year: int) -> Command:
        """Supersede."""
        return SupersedeYear(
            subject=self.subject,
            subject_id=subject_id,
            year=year,
            grade=self.grade.data,
            number=self.number.data,
            decided_on=self.decided_on.day,
            reason=self.reason.data,
        )


class SupersedeUnitForm(SupersedeForm):
    """The same of a unit."""

    subject: Subject = "unit"


PERSON_ACTS: dict[str, type[YearForm]] = {
    "tu-xep-loai": SelfGradeForm,
    "hanh-vi": FoundForm,
    "y-kien-cap-uy": OpinionForm,
    "de-xuat": ProposeForm,
    "thong-bao": TellForm,
    "kien-nghi": ObjectForm,
    "tra-loi": ReplyForm,
    "thay-the": SupersedeForm,
}
UNIT_ACTS: dict[str, type[YearForm]] = {
    "de-xuat": ProposeUnitForm,
    "thong-bao": TellForm,
    "thay-the": SupersedeUnitForm,
}
