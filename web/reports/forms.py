"""What people type about reports."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import MultipleFileField

from events import report_refusals as refusals
from events.errors import RefusedError
from events.report_values import Section
from web.forms import (
    AmountField,
    ChoiceField,
    CountField,
    DayField,
    Form,
    LongTextField,
    TextField,
)
from web.reports.words import LACKING

NUMBER, WORDS = 60, 2_000  # characters
Beside = Mapping[type[RefusedError], str]


class ReportForm(Form):
    """A form about a report; `beside` says next to which field a refusal is said."""

    beside: ClassVar[Beside] = {}


class AskForm(ReportForm):
    """A report outside the calendar."""

    beside: ClassVar[Beside] = {refusals.ReportDaysError: "due_on"}
    plan = ChoiceField("Kế hoạch", required="Hãy chọn kế hoạch.")
    addressee = TextField("Nơi nhận", required=LACKING["addressee"])
    first_day = DayField("Từ ngày", required="Hãy ghi ngày bắt đầu kỳ.")
    cut_off = DayField("Chốt số liệu hết ngày", required="Hãy ghi ngày chốt số liệu.")
    send_on = DayField("Ngày gửi", required="Hãy ghi ngày gửi.")
    due_on = DayField("Hạn nộp", required="Hãy ghi hạn nộp.")


class DaysForm(ReportForm):
    """Step 1: cut-off and our own sending day."""

    beside: ClassVar[Beside] = {refusals.ReportDaysError: "cut_off"}
    cut_off = DayField("Chốt số liệu hết ngày", required="Hãy ghi ngày chốt số liệu.")
    send_on = DayField("Ngày gửi", required="Hãy ghi ngày gửi.")


class FigureForm(ReportForm):
    """Step 3: a figure by hand, with its reason; an empty one goes back to the events."""

    beside: ClassVar[Beside] = {refusals.ManualReasonError: "reason"}
    figure = ChoiceField("Số liệu", required="Hãy chọn số liệu.")
    value = AmountField("Giá trị nhập tay")
    reason = TextField("Lý do")


class SectionForm(ReportForm):
    """Step 4: the text of a section, and the edition that it was begun from."""

    text = LongTextField("Nội dung")
    seen = CountField("Lần sửa", required="Hãy tải lại trang.")

    def named(self, section: Section) -> "SectionForm":
        """Give the form's fields names of their own on a page of many."""
        self.text.id = f"text-{section}"
        return self


class SayForm(ReportForm):
    """A comment, the reason of a return or of a withdrawal."""

    text = LongTextField("Ý kiến", required="Hãy ghi ý kiến.", most=WORDS)


class LockForm(ReportForm):
    """Step 5, after the signature: number, day, signed file."""

    beside: ClassVar[Beside] = {refusals.LockIncompleteError: "signed_on"}
    number = TextField("Số", required=LACKING["number"], most=NUMBER)
    symbol = TextField("Ký hiệu", required="Hãy ghi ký hiệu.", most=NUMBER)
    signed_on = DayField("Ngày ký", required="Hãy ghi ngày ký.")
    files = MultipleFileField("Tệp PDF đã ký")


class CorrectionForm(ReportForm):
    """What is set right after the lock."""

    beside: ClassVar[Beside] = {refusals.CorrectionIncompleteError: "new"}
    what = TextField("Nội dung cần đính chính", required=LACKING["what"])
    old = TextField("Đã ghi")
    new = TextField("Ghi đúng là", required=LACKING["new"])
    why = TextField("Lý do", required=LACKING["why"])


class NumberForm(ReportForm):
    """Number and day of a correction's paper."""

    beside: ClassVar[Beside] = {refusals.CorrectionIncompleteError: "number"}
    number = TextField("Số", required=LACKING["number"], most=NUMBER)
    symbol = TextField("Ký hiệu", required="Hãy ghi ký hiệu.", most=NUMBER)
    signed_on = DayField("Ngày ký", required="Hãy ghi ngày ký.")
