"""What people type as a day or a number."""

from datetime import date
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, Optional

from web.ui.forms import AmountField, DayField, PageForm
from web.ui.typed import read_amount, read_day

TODAY = date(2026, 3, 2)


class ProgressForm(PageForm):
    due_on = DayField("Thời hạn", [Optional()])
    amount = AmountField("Số lượng", [InputRequired()])


@pytest.mark.parametrize(
    "text",
    [
        "30/6/2026",
        " 30/06/2026 ",
        "30-6-2026",
        "30.6.2026",
        "2026-06-30",
        "30/6",
        "\uff13\uff10/6",
    ],
)
def test_a_day_is_read_in_the_forms_people_use(text: str) -> None:
    assert read_day(text, today=TODAY) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2026", "Tháng 2/2026 không có ngày 31."),
        ("1/1/3026", "Năm 3026 không hợp lệ."),
        ("6/30/2026", "Không có tháng 30."),
        ("mai", "Hãy gõ ngày"),
        ("", "Hãy gõ ngày"),
        ("30/6/26", "Hãy gõ ngày"),
        ("٣٠/٦/٢٠٢٦", "Hãy gõ ngày"),
        ("<b>1/1</b>", "Hãy gõ ngày"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_day(text, today=TODAY)


def test_a_day_without_a_year_needs_a_today() -> None:
    with pytest.raises(ValueError, match="cả năm"):
        read_day("30/6")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.240", "1240"),
        ("1.240.000,5", "1240000.5"),
        ("88,4", "88.4"),
        ("88.4 %", "88.4"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_with_the_separators_of_vietnamese(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["chín trăm", "1e9", "NaN", "1,2,3", "9" * 40, ""])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[sS]ố"):
        read_amount(text)


def test_a_refused_field_keeps_what_was_typed_and_says_why() -> None:
    form = ProgressForm(MultiDict({"due_on": "31/2/2026", "amount": "-5"}))
    assert not form.validate()
    assert form.due_on._value() == "31/2/2026"
    assert form.errors == {
        "due_on": ["Tháng 2/2026 không có ngày 31."],
        "amount": ["Hãy gõ số từ 0 trở lên."],
    }


def test_the_librarys_own_messages_are_vietnamese() -> None:
    form = ProgressForm(MultiDict({"amount": ""}))
    assert not form.validate()
    assert form.errors == {"amount": ["Hãy điền mục này."]}


def test_known_values_are_written_as_they_are_typed() -> None:
    form = ProgressForm(data={"due_on": date(2026, 6, 30), "amount": Decimal("88.4")})
    assert (form.due_on._value(), form.amount._value()) == ("30/06/2026", "88,4")


def test_the_year_of_today_completes_a_typed_day() -> None:
    form = ProgressForm(MultiDict({"due_on": "30/6", "amount": "1"}), meta={"today": TODAY})
    assert form.validate()
    assert form.due_on.data == date(2026, 6, 30)
