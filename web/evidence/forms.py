"""What people type when they bring evidence, use it, judge it, or take it away."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import MultipleFileField

from events import evidence_refusals
from events.errors import RefusedError
from web.described import BESIDE, DaysForm, DescribedForm
from web.forms import ChoiceField, Form, LongTextField, TextField, identity

REASON = 2_000  # characters
CODE = 40
Beside = Mapping[type[RefusedError], str]


class AddForm(DescribedForm):
    """Files, what is said of them, and the code of what they are for."""

    beside: ClassVar[Beside] = BESIDE
    target = TextField("Dùng cho", required="Hãy gõ mã nhiệm vụ hoặc mã chỉ tiêu.", most=CODE)
    files = MultipleFileField("Tệp")


class ReviseForm(DaysForm):
    """The files that take the place, why, and the days, which stay when nothing is typed."""

    beside: ClassVar[Beside] = {**BESIDE, evidence_refusals.UnexplainedError: "why"}
    files = MultipleFileField("Tệp mới")
    why = TextField("Vì sao thay", required="Hãy ghi vì sao thay bản mới.", most=REASON)


class UseForm(Form):
    """The code of one more task or indicator."""

    beside: ClassVar[Beside] = {}
    target = TextField(
        "Mã nhiệm vụ hoặc mã chỉ tiêu",
        required="Hãy gõ mã nhiệm vụ hoặc mã chỉ tiêu.",
        most=CODE,
    )


class AcceptForm(Form):
    """One line if need be."""

    beside: ClassVar[Beside] = {}
    remark = TextField("Ghi thêm một dòng", most=300)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.remark.data or ""


class ReturnForm(Form):
    """What is wrong with it."""

    beside: ClassVar[Beside] = {evidence_refusals.UnexplainedError: "wrong"}
    wrong = LongTextField(
        "Chưa đạt ở chỗ nào?", required="Hãy ghi rõ chỗ chưa đạt.", most=REASON
    )

    @property
    def words(self) -> str:
        """What was typed."""
        return self.wrong.data or ""


class EndUseForm(Form):
    """Which use was a mistake, and why."""

    beside: ClassVar[Beside] = {
        evidence_refusals.NotUsedSoError: "used",
        evidence_refusals.UnexplainedError: "mistake",
    }
    used = ChoiceField("Đang dùng cho", required="Hãy chọn việc dùng nhầm.", coerce=identity)
    mistake = TextField("Vì sao gỡ", required="Hãy ghi vì sao gỡ.", most=REASON)


class WithdrawForm(Form):
    """Why it counts no more."""

    beside: ClassVar[Beside] = {evidence_refusals.UnexplainedError: "ground"}
    ground = TextField("Lý do rút", required="Hãy ghi lý do rút.", most=REASON)
