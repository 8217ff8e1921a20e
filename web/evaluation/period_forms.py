"""Forms of evaluation periods: a year's, one, and why one is closed or reopened."""

from decimal import Decimal
from typing import cast

from wtforms.validators import ValidationError

from service.evaluation.opening import GRACE_MOST, OpenPeriod, OpenYear
from web.evaluation.period_words import FOLLOWED_BY, KINDS
from web.forms import (
    OLDEST_YEAR,
    AmountField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    TextField,
    identity,
)

LAST_YEAR, REASON = 2100, 1000


class YearForm(Form):
    """Which year's periods are opened."""

    year = TextField("Năm", required="Hãy ghi năm, ví dụ 2026.", most=4)
    followed_by = RadioChoiceField(
        "Cơ quan chấm điểm theo",
        required="Hãy chọn tháng hay quý.",
        choices=FOLLOWED_BY,
        default="month",
    )
    grace = AmountField(
        "Sau ngày cuối kỳ còn nhận sản phẩm", required="Hãy ghi số ngày.", default=Decimal(0)
    )

    def validate_year(self, field: TextField) -> None:
        """Refuse what is no year of ours."""
        typed = (field.data or "").strip()
        if not typed.isascii() or not typed.isdigit():
            raise ValidationError("Hãy ghi năm bằng bốn chữ số, ví dụ 2026.")
        if not OLDEST_YEAR <= int(typed) <= LAST_YEAR:
            raise ValidationError(f"Hãy ghi năm từ {OLDEST_YEAR} đến {LAST_YEAR}.")

    def validate_grace(self, field: AmountField) -> None:
        """Refuse what counts no days."""
        if field.data is not None and (field.data % 1 or field.data > GRACE_MOST):
            raise ValidationError(f"Hãy ghi số ngày từ 0 đến {GRACE_MOST}.")

    def command(self) -> OpenYear:
        """Say what was typed as a command."""
        kind = cast("str", self.followed_by.data)
        return OpenYear(
            year=int(self.year.data),
            followed_by="quarter" if kind == "quarter" else "month",
            grace=int(self.grace.amount),
        )


class PeriodForm(Form):
    """One period that is not a year's, half-year's, quarter's or month's of the calendar."""

    kind = RadioChoiceField(
        "Loại kỳ", required="Hãy chọn loại kỳ.", choices=KINDS, default="month"
    )
    start = DayField("Từ ngày", required="Hãy ghi ngày đầu kỳ.")
    end = DayField("Đến ngày", required="Hãy ghi ngày cuối kỳ.")
    cut_off = DayField("Chốt số liệu hết ngày", required="Hãy ghi ngày chốt số liệu.")
    due = DayField("Hạn chấm, hết ngày", required="Hãy ghi ngày phải chấm xong.")

    def command(self) -> OpenPeriod:
        """Say what was typed as a command."""
        return OpenPeriod(
            kind=self.kind.data,
            start=self.start.day,
            end=self.end.day,
            cut_off=self.cut_off.day,
            due=self.due.day,
        )


class EvaluatorsForm(Form):
    """Who may look at every sheet of a period, and by which paper."""

    people = ChoicesField("Người được xem mọi phiếu của kỳ", coerce=identity)
    basis = TextField("Văn bản cử", required="Hãy ghi văn bản cử người đánh giá.", most=300)


class ReasonForm(Form):
    """Why a period is closed or reopened."""

    reason = LongTextField("Lý do", required="Hãy ghi lý do.", most=REASON)
