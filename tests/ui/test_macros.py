"""Every shared piece says what it must, whatever it is given."""

import re
from datetime import UTC, date, datetime

import pytest
from jinja2 import Environment, FileSystemLoader
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from web.ui.assets import STATIC
from web.ui.forms import DayField, PageForm

ENVIRONMENT = Environment(
    loader=FileSystemLoader(STATIC.parent / "templates"), autoescape=True, trim_blocks=False
)
ENVIRONMENT.filters["spoken"] = str  # the words of a tenant of the State
DAY = date(2026, 6, 15)
AT = datetime(2026, 6, 20, 9, 12, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script>'


class SampleForm(PageForm):
    name = StringField("Tên", [InputRequired("Hãy ghi tên.")])
    note = StringField("Ghi chú", [Optional()])
    due_on = DayField("Thời hạn", [Optional()])
    secret = PasswordField("Mật khẩu", [Optional()])
    pace = RadioField(
        "Tình hình",
        choices=[SelectChoice("ok", "Đúng tiến độ"), SelectChoice("hard", "Có khó khăn")],
    )
    unit = SelectField(
        "Đơn vị", choices=[SelectChoice("vp", "Văn phòng"), SelectChoice("kt", "Phòng Kinh tế")]
    )


def said(file: str, call: str, **context: object) -> str:
    """Render one macro call and give its markup on one line."""
    name = call.partition("(")[0]
    source = f'{{% from "ui/{file}.html" import {name} %}}{{{{ {call} }}}}'
    return " ".join(ENVIRONMENT.from_string(source).render(context).split())


def text(markup: str) -> str:
    """Give what is read of a markup."""
    inline = re.sub(r"</?(?:a|del|ins|span|strong|time)\b[^>]*>", "", markup)
    return " ".join(re.sub(r"<[^>]*>", " ", inline).split())


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("due(day, 6)", "15/06/2026 · còn 6 ngày làm việc"),
        ("due(day, 0)", "15/06/2026 · hạn hôm nay"),
        ("due(day, -4)", "15/06/2026 · quá hạn 4 ngày làm việc"),
        ("due(day, -4, closed=true)", "15/06/2026"),
        ('due(words="thường xuyên")', "thường xuyên"),
        ('due(words="15 ngày kể từ ngày nhận", days=2)', "15 ngày kể từ ngày nhận · còn 2"),
        ("due()", "Chưa có hạn"),
    ],
)
def test_a_deadline_is_read_as_a_sentence(call: str, words: str) -> None:
    assert text(said("due", call, day=DAY)).startswith(words)


def test_a_task_due_today_is_not_late() -> None:
    assert "due--late" not in said("due", "due(day, 0)", day=DAY)
    assert "due--late" in said("due", "due(day, -1)", day=DAY)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("not_started", "Chưa bắt đầu"),
        ("in_progress", "Đang thực hiện"),
        ("obstructed", "Có khó khăn"),
        ("submitted", "Chờ duyệt"),
        ("returned", "Trả lại"),
        ("done_on_time", "Hoàn thành đúng hạn"),
        ("done_late", "Hoàn thành quá hạn"),
        ("overdue", "Quá hạn"),
    ],
)
def test_a_state_has_a_word_and_a_shape(code: str, word: str) -> None:
    markup = said("status", f'status("{code}")')
    assert text(markup) == word
    assert "<path" in markup or "<circle" in markup


def test_an_unknown_state_is_shown_as_it_stands_and_escaped() -> None:
    assert text(said("status", "status(x)", x="Tạm dừng")) == "Tạm dừng"
    assert "<script" not in said("status", "status(x)", x=HOSTILE)


def test_what_is_not_clear_leads_to_where_it_is_filled_in() -> None:
    parts = {
        "assignee": {"missing": "người phụ trách", "url": "/nv/1/nguoi"},
        "responsibility": [{"text": "Chủ trì: VP"}, {"text": "Phối hợp: KT"}],
    }
    markup = said("six", "six(parts)", parts=parts)
    assert '<a class="six__gap" href="/nv/1/nguoi">Còn thiếu: người phụ trách</a>' in markup
    assert "Chủ trì: VP Phối hợp: KT" in text(markup)
    assert text(markup).count("Còn thiếu") == 5


def test_the_short_form_names_what_is_missing() -> None:
    assert text(said("six", "six_mark([])")) == "Đủ 6 rõ"
    assert text(said("six", 'six_mark(["người", "hạn"])')) == "Còn thiếu: người, hạn"


@pytest.mark.parametrize(
    ("done", "total", "words", "width"),
    [
        (880, 1240, "880/1.240 (71%)", "71"),
        (130, 100, "130/100 (130%)", "100"),
        (0, 3, "0/3", "0"),
    ],
)
def test_progress_is_drawn_and_said(done: int, total: int, words: str, width: str) -> None:
    markup = said("progress", "progress(a, b)", a=done, b=total)
    assert words in text(markup)
    assert f'<rect width="{width}" height="4"/>' in markup


@pytest.mark.parametrize("call", ["progress(none, 3)", "progress(3, 0)", "progress(3, none)"])
def test_what_was_not_measured_is_not_nought(call: str) -> None:
    assert text(said("progress", call)) == "Chưa đo"


def test_two_dates_are_said_when_they_differ() -> None:
    late = {"sentence": "Cập nhật.", "who": "Ma Văn Khải", "recorded_at": AT}
    same = text(said("timeline", "timeline([e])", e=late | {"happened_on": AT.date()}))
    differ = text(
        said("timeline", "timeline([e])", e=late | {"happened_on": DAY, "late_days": 5})
    )
    assert "xảy ra" not in same
    assert "xảy ra 15/06/2026 · ghi nhận 09:12, 20/06/2026 (muộn 5 ngày)" in differ


def test_a_long_timeline_folds_and_loses_nothing() -> None:
    entries = [{"sentence": f"Bước {n}.", "who": "VP", "recorded_at": AT} for n in range(15)]
    markup = said("timeline", "timeline(entries)", entries=entries)
    assert text(markup).count("Bước") == 15
    assert "Xem 5 dòng cũ hơn" in markup


def test_old_and_new_are_said_in_words() -> None:
    change = {"subject": "NV-017", "what": "thời hạn", "old": "30/6", "new": HOSTILE}
    markup = said("diff", "diff(groups)", groups=[("Đổi hạn", [change]), ("Thêm", [])])
    assert "NV-017: thời hạn từ cũ: 30/6 thành mới:" in text(markup)
    assert "<script" not in markup
    assert "Thêm" not in markup


def test_the_banner_says_the_day_and_the_way_back() -> None:
    markup = said("asof", 'asof_banner(day, "/x/sn/kh")', day=DAY)
    assert "15/06/2026, 23:59. Không thể sửa." in text(markup)
    assert 'href="/x/sn/kh"' in markup


def test_the_day_to_look_at_is_asked_by_a_plain_form() -> None:
    markup = said("asof", 'asof_control("/kh", day, keep={"loc": "tre"})', day=DAY)
    assert '<form class="menu__box form" method="get" action="/kh">' in markup
    assert '<input type="hidden" name="loc" value="tre">' in markup
    assert 'name="tai_ngay"' in markup
    assert 'value="15/06/2026"' in markup


def test_a_field_keeps_what_was_typed_and_names_its_error() -> None:
    form = SampleForm(MultiDict({"name": "", "due_on": "31/2/2026", "unit": "kt"}))
    form.validate()
    named = said("field", "text_field(f)", f=form.name)
    assert 'aria-describedby="name-error" aria-invalid="true"' in named
    assert '<p class="field__error" id="name-error">Hãy ghi tên.</p>' in named
    assert 'value="31/2/2026"' in said("field", "date_field(f)", f=form.due_on)
    assert '<option value="kt" selected>' in said("field", "select_field(f)", f=form.unit)


def test_a_password_is_never_sent_back() -> None:
    form = SampleForm(MultiDict({"secret": "mat-khau-that"}))
    assert "mat-khau-that" not in said("field", 'text_field(f, type="password")', f=form.secret)


def test_only_a_field_that_may_stay_empty_says_so() -> None:
    form = SampleForm()
    assert "(không bắt buộc)" in said("field", "text_field(f)", f=form.note)
    assert "(không bắt buộc)" not in said("field", "text_field(f)", f=form.name)


def test_hostile_text_stays_text_in_a_field() -> None:
    form = SampleForm(MultiDict({"name": HOSTILE, "note": HOSTILE}))
    assert "<script" not in said("field", "text_field(f)", f=form.name)
    assert "<script" not in said("field", "area_field(f)", f=form.note)


def test_the_summary_leads_to_each_wrong_field() -> None:
    form = SampleForm(MultiDict({"name": ""}))
    form.validate()
    markup = said("errors", 'error_summary(form, [("Đã kết thúc.", "")])', form=form)
    assert '<a href="#name">Tên: Hãy ghi tên.</a>' in markup
    assert '<a href="#pace">' in markup
    assert 'id="pace"' in said("field", "radio_field(f)", f=form.pace)
    assert "<li>Đã kết thúc.</li>" in markup


def test_the_summary_is_silent_when_nothing_is_wrong() -> None:
    assert said("errors", "error_summary(form)", form=SampleForm()) == ""


def test_every_cell_of_a_table_carries_its_heading_for_a_phone() -> None:
    source = """{% from "ui/table.html" import cell, data_table, head_cell %}
    {%- call(row) data_table("Nhiệm vụ", ["Mã", ("Còn", "num")], groups=[("Nhóm", [7])]) -%}
    {% call head_cell("Mã") %}NV-{{ row }}{% endcall %}
    {% call cell("Còn", num=true) %}6{% endcall %}
    {%- endcall %}"""
    markup = ENVIRONMENT.from_string(source).render()
    assert "<caption>Nhiệm vụ</caption>" in markup
    assert '<th role="rowheader" scope="row" data-label="Mã">NV-7</th>' in markup
    assert '<td role="cell" data-label="Còn" class="table__num">6</td>' in markup
    assert 'scope="rowgroup" colspan="2">Nhóm</th>' in markup


def test_a_pager_leads_both_ways_and_vanishes_on_one_page() -> None:
    markup = said("pager", 'pager(2, 3, "?q={a}&trang={page}")')
    assert "?q={a}&amp;trang=1" in markup
    assert "?q={a}&amp;trang=3" in markup
    assert said("pager", 'pager(1, 1, "?trang={page}")') == ""


def test_a_form_carries_its_command_id() -> None:
    assert '<input type="hidden" name="command_id" value="c-1">' in said(
        "field", 'command_field("c-1")'
    )


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("number(1240)", "1.240"),
        ("number(88.4, '%')", "88,4%"),
        ("number(1234567.5)", "1.234.567,5"),
    ],
)
def test_numbers_are_written_in_the_vietnamese_way(call: str, words: str) -> None:
    assert text(said("number", call)) == words
