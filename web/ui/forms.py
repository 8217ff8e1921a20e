"""Forms that speak Vietnamese and take days and numbers as they are typed here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import Form, StringField
from wtforms.validators import StopValidation

from web.ui.typed import read_amount, read_day

_SAID = {
    "This field is required.": "Hãy điền mục này.",
    "Invalid input.": "Nội dung chưa hợp lệ.",
    "Not a valid choice.": "Hãy chọn một mục trong danh sách.",
    "Invalid Choice: could not coerce.": "Hãy chọn một mục trong danh sách.",
    "Not a valid integer value.": "Hãy gõ số nguyên.",
    "Not a valid decimal value.": "Hãy gõ số, ví dụ 1.240 hoặc 88,4.",
    "Not a valid date value.": "Hãy gõ ngày dạng ngày/tháng/năm, ví dụ 30/06/2026.",
    "Field cannot be longer than %(max)d character.": "Hãy viết gọn trong %(max)d ký tự.",
    "Field must be at least %(min)d character long.": "Hãy viết ít nhất %(min)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": (
        "Hãy viết từ %(min)d đến %(max)d ký tự."
    ),
    "Number must be at least %(min)s.": "Số phải từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Số không được quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
    "'%(value)s' is not a valid choice for this field.": "Hãy chọn mục trong danh sách.",
}


class Wording:
    """Says the form library's own messages in Vietnamese."""

    def gettext(self, text: str) -> str:
        """Say one message."""
        return _SAID.get(text, text)

    def ngettext(self, one: str, many: str, count: int) -> str:  # noqa: ARG002
        """Say one message about a count; Vietnamese has no plural."""
        return self.gettext(one)


class PageForm(Form):
    """A form of a page; with `meta={"today": day}` a day may be typed without its year."""

    class Meta:
        """How the fields of every form behave."""

        today: date | None = None

        def get_translations(self, _form: Form) -> Wording:
            """Give the Vietnamese wording."""
            return Wording()


class DayField(StringField):
    """A day typed as 30/6/2026; its data is a date or None, and what was typed is kept."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; what the page was given stands when nothing was sent."""
        if not valuelist:
            return
        text = valuelist[0].strip()
        self.data = None
        if text:
            self.data = read_day(text, today=getattr(self.meta, "today", None))

    def _value(self) -> str:
        return _kept(self, self.data.strftime("%d/%m/%Y") if self.data else "")


class AmountField(StringField):
    """A number typed as 1.240 or 88,4; its data is a Decimal or None."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; what the page was given stands when nothing was sent."""
        if not valuelist:
            return
        text = valuelist[0].strip()
        self.data = read_amount(text) if text else None

    def _value(self) -> str:
        return _kept(self, "" if self.data is None else str(self.data).replace(".", ","))

    def pre_validate(self, _form: Form) -> None:
        """Refuse a quantity below zero."""
        if self.data is not None and self.data < 0:
            raise StopValidation("Hãy gõ số từ 0 trở lên.")


def _kept(field: Any, otherwise: str) -> str:
    return str(field.raw_data[0]) if field.raw_data else otherwise
