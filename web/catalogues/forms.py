"""Forms of the work catalogue: a sheet to read in, the decision by which it holds."""

from decimal import Decimal

from web.forms import AmountField, DayField, Form, RadioChoiceField, TextField
from web.populations import POPULATIONS

FIVE = Decimal(5)  # Nghĩa Lâm, Gia Lai: a simple paper is the standard product, 5 points


class SheetForm(Form):
    """What a sheet is read in as."""

    title = TextField("Tên danh mục", required="Hãy ghi tên danh mục.")
    population = RadioChoiceField(
        "Áp dụng cho",
        required="Hãy chọn nhóm người áp dụng.",
        choices=POPULATIONS,
        default="civil_servant",
    )
    standard = AmountField(
        "Điểm của sản phẩm chuẩn", required="Hãy ghi điểm của sản phẩm chuẩn.", default=FIVE
    )


class DecisionForm(Form):
    """By which decision a version holds, and from when."""

    number = TextField("Số quyết định", required="Hãy ghi số quyết định.", most=60)
    decided_on = DayField("Ngày quyết định", required="Hãy ghi ngày quyết định.")
    effective_from = DayField("Áp dụng từ ngày", required="Hãy ghi ngày bắt đầu áp dụng.")
