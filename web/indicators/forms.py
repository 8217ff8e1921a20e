"""What people type about figures: two fields suffice for one."""

import re
from decimal import Decimal

from events.measuring import Figure
from service.indicators.periods import Period, read
from web.forms import (
    AmountField,
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    TextField,
    identity,
)

RHYTHMS = {
    "monthly": "Hằng tháng",
    "quarterly": "Hằng quý",
    "half_yearly": "6 tháng một lần",
    "yearly": "Hằng năm",
}
RULES: dict[str, str] = {
    "": "Không tính, nhập trực tiếp",
    "sum": "Tổng",
    "mean": "Trung bình",
    "share": "Tỷ lệ % của chỉ tiêu đầu trên chỉ tiêu sau",
}
CODE = 40  # characters
LONGEST_REASON = 500


class FigureForm(Form):
    """A figure: a value, or a numerator and its denominator; from where, as of which day."""

    value = AmountField("Số liệu")
    numerator = AmountField("Tử số")
    denominator = AmountField("Mẫu số")
    source = TextField("Nguồn số liệu", required="Hãy ghi nguồn số liệu.")
    measured_on = DayField("Số liệu tính đến ngày", required="Hãy ghi ngày của số liệu.")

    def figure(self) -> Figure:
        """Give what was typed; a share wins over a value beside it."""
        numerator, denominator = self.numerator.data, self.denominator.data
        shared = numerator is not None and denominator is not None
        return Figure(
            source=str(self.source.data),
            measured_on=self.measured_on.day,
            value=None if shared else self.value.data,
            numerator=numerator if shared else None,
            denominator=denominator if shared else None,
        )

    @staticmethod
    def typed(figure: Figure) -> dict[str, object]:
        """Give a figure as the form's fields."""
        facts: dict[str, Decimal | str | object] = {
            name: getattr(figure, name) for name in Figure.__struct_fields__
        }
        return facts


class MeasureForm(FigureForm):
    """The figure of a period."""

    period = ChoiceField("Kỳ", required="Hãy chọn kỳ.")

    def chosen(self) -> Period | None:
        """Give the period that was chosen."""
        return read(str(self.period.data))


class CorrectForm(FigureForm):
    """Another figure in the place of one, and why."""

    reason = LongTextField("Lý do sửa", required="Hãy ghi lý do sửa.", most=LONGEST_REASON)


class WithdrawForm(Form):
    """Why a figure does not count."""

    reason = TextField("Lý do rút", required="Hãy ghi lý do rút.", most=LONGEST_REASON)


class DutyForm(Form):
    """Who enters the figures, how often, from where."""

    post_id = ChoiceField("Chức vụ nhập số liệu", required="Hãy chọn chức vụ.", coerce=identity)
    rhythm = RadioChoiceField("Bao lâu một lần", required="Hãy chọn nhịp đo.", choices=RHYTHMS)
    origin = TextField("Lấy từ nguồn nào", required="Hãy ghi nguồn số liệu.")


class DeriveForm(Form):
    """From which indicators the figure follows, by which rule."""

    rule = RadioChoiceField("Cách tính", choices=RULES, default="")
    codes = TextField("Mã các chỉ tiêu thành phần")

    def listed(self) -> list[str]:
        """Give the codes one by one, in their order."""
        return re.findall(r"[^\s,;]+", (self.codes.data or "").upper())


class UnderForm(Form):
    """Under which indicator this one stands."""

    whole = TextField("Mã chỉ tiêu lớn", most=CODE)


class JudgeForm(Form):
    """Whether a quality is reached, and on what that rests."""

    reached = RadioChoiceField(
        "Kết quả", required="Hãy chọn kết quả.", choices={"1": "Đạt", "0": "Chưa đạt"}
    )
    statement = LongTextField(
        "Căn cứ", required="Hãy ghi căn cứ, ví dụ số văn bản.", most=LONGEST_REASON
    )
    proofs = ChoicesField("Minh chứng kèm theo", coerce=identity, validate_choice=False)
